"""HTTP in: tickets for applicants' channels, page images for reviewers."""
