"""Stand-ins for providers that are not ours: real little HTTP servers with a ledger and scripted faults."""
