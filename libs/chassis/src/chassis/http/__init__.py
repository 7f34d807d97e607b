"""HTTP in: parse, ask the engine, give its answer. Everything that is said to the outside passes through here."""
