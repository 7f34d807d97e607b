"""What documents decides: pure functions on one `Dossier`."""
