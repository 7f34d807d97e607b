"""`python -m mante.console`."""

from mante.console.app import main

if __name__ == "__main__":
    main()
