"""Visible versions in a transaction of the catalogue."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from hokusai_server.domain.paging import Page, PageRequest
from hokusai_server.domain.semver import SemVer
from hokusai_server.domain.signature import ModelSignature
from hokusai_server.domain.version_range import VersionRange
from hokusai_server.domain.versions import MirrorState, ModelVersion, Retirement, VersionQuery, VersionState


class VersionRecords(Protocol):
    """Versions by model and number, tombstones included unless said otherwise."""

    def find(self, model: str, number: SemVer) -> ModelVersion | None:
        """The version; None if the model never had it."""

    def find_by_id(self, version_id: str) -> ModelVersion | None:
        """The version; None if there is none."""

    def find_all(self, model: str, numbers: Sequence[SemVer]) -> Sequence[ModelVersion]:
        """Those of the versions that exist, in the order of `numbers`."""

    def highest(self, model: str, wanted: VersionRange | None = None) -> ModelVersion | None:
        """The highest READY version that `wanted` picks; without a range the highest READY release. None if none."""

    def numbers(self, model: str) -> Sequence[SemVer]:
        """Every number that the model has or had, in any order."""

    def signature(self, model: str, number: SemVer) -> ModelSignature | None:
        """The signature of a version; None if it has none."""

    def parents(self, model: str) -> Mapping[SemVer, SemVer | None]:
        """The parent of every version."""

    def insert(self, version: ModelVersion) -> None:
        """Add a version and its tags; `aliases` is not stored here.

        Raises:
            VersionAlreadyExists: the number is or was taken.
        """

    def set_state(self, version: ModelVersion, state: VersionState, retirement: Retirement | None) -> None:
        """Change whether a version can be used."""

    def set_mirror(self, version_id: str, mirror: MirrorState) -> None:
        """Note where MLflow has a version."""

    def page(self, model: str, query: VersionQuery, wanted: PageRequest) -> Page[ModelVersion]:
        """A page of the versions that meet the query, in its order.

        The cursor is (sort key) or (microseconds, sort key).
        """

    def uses_bundle(self, digest: str) -> bool:
        """Whether a version, or one on its way, is made of this bundle, deleted ones not counted."""
