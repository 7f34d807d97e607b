"""A city is data: policy packs, what they ask for, and when a decision is due."""
