"""HTTP in, for operators alone: files for and from the national platform, and endings that the agency orders."""
