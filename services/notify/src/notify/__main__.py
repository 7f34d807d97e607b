"""`python -m notify` serves; `python -m notify migrate` brings the database up to date."""

from chassis.service import main

from notify.app import create_service
from notify.settings import Settings

if __name__ == "__main__":
    main("notify", Settings, create_service)
