"""Parties and staff as an operator changes them: in the file first, then everywhere."""
