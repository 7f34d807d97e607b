"""Hospitals that leave the scheme: noticed here, and everybody who chose one is asked about."""
