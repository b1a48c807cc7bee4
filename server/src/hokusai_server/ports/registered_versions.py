"""Which versions exist, for those who only need to know that."""

from __future__ import annotations

from typing import Protocol


class RegisteredVersions(Protocol):
    """Knows every version that was ever registered, deleted ones too."""

    async def check(self, model: str, version: str) -> None:
        """Return if a version of this exact number was ever registered.

        Raises:
            ModelNotFound: there is no such model.
            VersionNotFound: the model never had this version.
            CatalogueUnavailable: the database does not answer.
        """

    async def has_model(self, model: str) -> bool:
        """Whether there is a model of this name.

        Raises:
            CatalogueUnavailable: the database does not answer.
        """
