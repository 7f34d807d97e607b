"""Notices: who was told what, by which medium, and whether it arrived."""
