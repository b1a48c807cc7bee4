"""What speaks gRPC: converts, delegates, and nothing else."""
