"""A pack as a bureau reads it, and what changes from one to the next."""
