"""`python -m mante`."""

from mante.main import app

app()
