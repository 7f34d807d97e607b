"""`make mutants`: every seeded bug is planted, one at a time, and must be caught by the check that is there for it.

Most are caught in the simulation; what it can't see, such as locks, leadership and acknowledgements, by a test on real
servers. The table of what caught them is written to `docs/mutants.md`.
"""
