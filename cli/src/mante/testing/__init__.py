"""What the tests of the workspace stand on: real servers, embedded ones or containers."""
