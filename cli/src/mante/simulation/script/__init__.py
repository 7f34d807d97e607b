"""What is going to happen: the lives and the faults of one history, drawn from its seed before it begins."""
