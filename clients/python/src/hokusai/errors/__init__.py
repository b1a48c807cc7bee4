"""The reasons of the contract, as generated; the exceptions made of them are in `hokusai.exceptions`."""
