"""`python -m review` serves; `python -m review migrate` brings the database up to date."""

from chassis.service import main

from review.app import create_service
from review.settings import Settings

if __name__ == "__main__":
    main("review", Settings, create_service)
