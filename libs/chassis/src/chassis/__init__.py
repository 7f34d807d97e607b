"""The engine and all plumbing of a service; knows no service."""
