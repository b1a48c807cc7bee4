"""The only place that names adapters: opens them inward-out, builds the services over them, serves, drains, closes.

Each area has a module with one function that takes the `Assembly`, opens what it needs on its stack and adds its
servicers; `server.py` calls them in order.
"""

from hokusai_server.bootstrap.server import RunningServer, running_server

__all__ = ["RunningServer", "running_server"]
