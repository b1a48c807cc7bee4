"""What the services need from the outside, one protocol a file; the docstring is the contract."""
