"""`python -m documents` serves; `python -m documents migrate` brings the database up to date."""

from chassis.service import main

from documents.app import create_service
from documents.settings import Settings

if __name__ == "__main__":
    main("documents", Settings, create_service)
