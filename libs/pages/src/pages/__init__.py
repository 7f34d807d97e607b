"""What all pages share: look, languages, sign-in, safety; knows no service."""
