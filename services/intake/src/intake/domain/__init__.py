"""What intake decides, one module per subject; pure."""
