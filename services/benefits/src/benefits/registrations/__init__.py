"""The bridge to the national platform while it isn't connected: files that clerks carry there and back."""
