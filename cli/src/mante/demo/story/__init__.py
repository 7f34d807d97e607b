"""What happens: one module per kind of event in people's lives, told with the players of a scene."""
