"""`python -m intake` serves; `python -m intake migrate` brings the database up to the code."""

from chassis.service import main

from intake.app import create_service
from intake.settings import Settings

main("intake", Settings, create_service)
