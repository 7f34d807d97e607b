"""Ways in which things go wrong, each of which sees for itself whether it did."""
