"""What operators may look at and do, on a service's private port; the front door leads nobody here."""
