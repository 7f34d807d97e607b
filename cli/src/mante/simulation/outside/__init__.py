"""Everybody around the services: people and their channels, institutions, providers, operators."""
