"""Measures speed and size against what a user could put together today."""
