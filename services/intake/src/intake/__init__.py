"""Intake: channels, drafts, completeness, the vault of persons."""
