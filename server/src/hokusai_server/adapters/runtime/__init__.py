"""Model processes: the zygote that forks them, the workers themselves, and the wire between them and the dispatcher."""
