"""Review over HTTP: what institutions have to do, what they see of a case, and what they say of it."""
