"""The heart of the engine: `plan(process, loaded, messages) -> Commit`, pure and the same for every storage."""
