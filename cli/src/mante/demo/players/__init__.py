"""Who takes part: channels and institutions, each by its own example program and credential."""
