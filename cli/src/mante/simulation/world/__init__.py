"""The machinery around the services' decisions: a clock that jumps, a bus, and instances that crash and come back."""
