"""What benefits decides: pure functions on one `Entitlement`, or on one `Beneficiary`."""
