"""The vault of persons: the only place that knows who somebody is. Everything else knows a `person_ref`."""
