"""Docstrings as text for people."""

import inspect


def paragraphs(documented: type) -> list[str]:
    """Return the paragraphs of a docstring, each on one line."""
    return [" ".join(part.split()) for part in (inspect.getdoc(documented) or "").split("\n\n")]
