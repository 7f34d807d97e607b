"""Seeded bugs: each a patch of the running code, so that the code itself carries no switch; each must be caught."""
