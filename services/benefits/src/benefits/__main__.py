"""`python -m benefits` serves; `python -m benefits migrate` brings the database up to date."""

from chassis.service import main

from benefits.app import create_service
from benefits.settings import Settings

if __name__ == "__main__":
    main("benefits", Settings, create_service)
