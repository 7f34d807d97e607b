"""Intake over HTTP: what channels ask and are told, and what other services ask of the vault."""

from intake.api import applications, grants, operations, persons, progress, standing, vault

__all__ = ["applications", "grants", "operations", "persons", "progress", "standing", "vault"]
