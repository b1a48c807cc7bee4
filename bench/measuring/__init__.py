"""What every bench needs: servers, load, rounds, results."""
