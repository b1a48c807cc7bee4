"""Stores of bundles."""
