"""What review decides, one module per subject; pure."""
