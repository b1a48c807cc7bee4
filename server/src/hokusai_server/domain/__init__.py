"""Frozen values and rules of the domain; imports the standard library and numpy only."""
