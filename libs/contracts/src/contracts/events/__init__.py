"""Every event, by the party or service that publishes it."""
