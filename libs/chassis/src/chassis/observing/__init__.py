"""What is seen of a running service: log lines, figures, traces. Never a person."""
