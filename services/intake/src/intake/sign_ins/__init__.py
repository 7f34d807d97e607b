"""Signing in with a code by SMS: the first way in; others (e-credential, identity providers) stand beside it later."""
