"""How people of institutions, and operators, sign in to pages: a password each, in the one service that shows them."""
