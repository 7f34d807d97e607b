"""What is left behind: one page in Chinese with the counts and the life of each application."""
