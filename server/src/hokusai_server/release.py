"""Which release this is."""

from importlib.metadata import version
from typing import Final

SERVER_VERSION: Final = version("hokusai-server")
"""SemVer of the installed server."""
