"""How a photograph or a scan is looked at: JPEG and PNG, by Pillow alone."""
