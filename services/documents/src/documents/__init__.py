"""Documents: the papers of an application, from ticket to page image."""
