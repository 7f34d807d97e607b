"""A rehearsal: what a service was told, decided once more in memory by this code or another pack, and compared."""
