"""Use cases over ports: no wire, no vendor."""
