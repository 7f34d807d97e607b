"""What notify decides: pure functions on one `Correspondence`."""
