"""Fixtures on real backends, for every test of the workspace."""
