"""What must be true afterwards, whatever happened: each check looks from outside."""
