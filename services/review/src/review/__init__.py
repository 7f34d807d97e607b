"""Cases: routing, deadlines, verdicts, supplements, the end."""
