"""Implementations of the ports, one folder for each thing outside."""
