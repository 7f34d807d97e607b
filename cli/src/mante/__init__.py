"""The `mante` command: brings the system up, watches over it, and asks it questions."""
