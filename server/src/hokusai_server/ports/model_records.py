"""Models in a transaction of the catalogue."""

from typing import Protocol

from hokusai_server.domain.models import Model, ModelQuery, ModelSummary
from hokusai_server.domain.paging import Page, PageRequest


class ModelRecords(Protocol):
    """Models by name."""

    def find(self, name: str) -> Model | None:
        """The model; None if there is none."""

    def lock(self, name: str) -> Model | None:
        """As `find`, and keep every other transaction that locks this model waiting until this one ends."""

    def insert(self, model: Model) -> None:
        """Add a model.

        Raises:
            ModelAlreadyExists: the name is taken.
        """

    def replace(self, model: Model) -> None:
        """Overwrite the model of this name, tags included."""

    def summary(self, name: str) -> ModelSummary | None:
        """The model with its latest version, count and aliases; None if there is none."""

    def page(self, query: ModelQuery, wanted: PageRequest) -> Page[ModelSummary]:
        """A page of the models that meet the query, in its order. The cursor is (name) or (microseconds, name)."""
