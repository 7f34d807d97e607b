"""The numbers and codes that people, institutions, areas and diseases are known by: their forms and check digits."""
