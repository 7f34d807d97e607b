"""HTTP in: the SMS gateway's receipts, and codes that another service wants sent."""
