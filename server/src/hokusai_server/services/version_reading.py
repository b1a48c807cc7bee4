"""Reading versions: one, a page of them, the latest, two compared, where one came from, and what happened."""

from dataclasses import dataclass
from functools import partial

from hokusai_server.domain.compatibility import SignatureChange, changes_between, least_bump
from hokusai_server.domain.errors import ModelNotFound, VersionNotFound
from hokusai_server.domain.history import HistoryEntry, HistoryQuery
from hokusai_server.domain.lineage import LineagePlace, lineage_of
from hokusai_server.domain.metrics import MetricComparison, Recommendation, Tolerances, compared, recommended
from hokusai_server.domain.paging import Page, PageRequest, cut
from hokusai_server.domain.semver import Bump, SemVer
from hokusai_server.domain.versions import ModelVersion, VersionQuery
from hokusai_server.ports.catalogue import Catalogue
from hokusai_server.ports.catalogue_transaction import CatalogueTransaction


@dataclass(frozen=True, slots=True)
class VersionComparison:
    """How a candidate stands against a baseline."""

    baseline: ModelVersion
    candidate: ModelVersion
    metrics: tuple[MetricComparison, ...]
    recommendation: Recommendation
    rationale: str
    changes: tuple[SignatureChange, ...]
    least_bump: Bump


@dataclass(frozen=True, slots=True)
class LineageNode:
    """A version and its place in a lineage."""

    version: ModelVersion
    place: LineagePlace


@dataclass(frozen=True, slots=True)
class Lineage:
    """A page of a lineage, and the version's metrics against those of the root."""

    nodes: Page[LineageNode]
    since_root: tuple[MetricComparison, ...]


@dataclass(frozen=True, slots=True)
class VersionReading:
    """Versions of the catalogue.

    Attributes:
        catalogue: where they are.
        trustworthy: False in mock mode, whose figures never lead to ACCEPT.
    """

    catalogue: Catalogue
    trustworthy: bool = True

    async def get(self, model: str, number: SemVer) -> ModelVersion:
        """One version, whatever its state.

        Raises:
            ModelNotFound, VersionNotFound: there is none.
        """
        return await self.catalogue.read(lambda transaction: found_version(transaction, model, number))

    async def list(self, model: str, query: VersionQuery, page: PageRequest) -> Page[ModelVersion]:
        """A page of versions.

        Raises:
            ModelNotFound: there is no such model.
        """

        def work(transaction: CatalogueTransaction) -> Page[ModelVersion]:
            refuse_unknown_model(transaction, model)
            return transaction.versions.page(model, query, page)

        return await self.catalogue.read(work)

    async def latest(self, model: str) -> ModelVersion:
        """The highest version that is neither pre-release nor deprecated nor deleted.

        Raises:
            ModelNotFound, VersionNotFound: there is none.
        """
        return await self.catalogue.read(lambda transaction: latest_version(transaction, model))

    async def compare(
        self, model: str, baseline: SemVer, candidate: SemVer, tolerances: Tolerances
    ) -> VersionComparison:
        """Compare two versions, metric by metric and signature by signature.

        Raises:
            ModelNotFound, VersionNotFound: there is no such model or version.
        """

        def work(transaction: CatalogueTransaction) -> tuple[ModelVersion, ModelVersion]:
            return found_version(transaction, model, baseline), found_version(transaction, model, candidate)

        old, new = await self.catalogue.read(work)
        metrics = compared(old.facts.metrics, new.facts.metrics, tolerances)
        recommendation, rationale = recommended(metrics, may_accept=self.trustworthy)
        changes = changes_between(old.facts.signature, new.facts.signature)
        return VersionComparison(old, new, metrics, recommendation, rationale, changes, least_bump(changes))

    async def lineage(self, model: str, number: SemVer, page: PageRequest) -> Lineage:
        """Where a version came from and what came of it. The cursor is (number).

        Raises:
            ModelNotFound, VersionNotFound: there is no such model or version.
        """
        return await self.catalogue.read(partial(_lineage, model, number, page))

    async def history(self, model: str, query: HistoryQuery, page: PageRequest) -> Page[HistoryEntry]:
        """A page of a model's history.

        Raises:
            ModelNotFound: there is no such model.
        """

        def work(transaction: CatalogueTransaction) -> Page[HistoryEntry]:
            refuse_unknown_model(transaction, model)
            return transaction.history.page(model, query, page)

        return await self.catalogue.read(work)


def found_version(transaction: CatalogueTransaction, model: str, number: SemVer) -> ModelVersion:
    """The version, whatever its state.

    Raises:
        ModelNotFound, VersionNotFound: there is none.
    """
    version = transaction.versions.find(model, number)
    if version is None:
        refuse_unknown_model(transaction, model)
        raise VersionNotFound(model, str(number))
    return version


def latest_version(transaction: CatalogueTransaction, model: str) -> ModelVersion:
    """The highest release that is neither deprecated nor deleted.

    Raises:
        ModelNotFound, VersionNotFound: there is none.
    """
    version = transaction.versions.highest(model)
    if version is None:
        refuse_unknown_model(transaction, model)
        raise VersionNotFound(model, "latest")
    return version


def refuse_unknown_model(transaction: CatalogueTransaction, model: str) -> None:
    """Raise ModelNotFound unless there is a model of this name."""
    if transaction.models.find(model) is None:
        raise ModelNotFound(model)


def _lineage(model: str, number: SemVer, page: PageRequest, transaction: CatalogueTransaction) -> Lineage:
    version = found_version(transaction, model, number)
    places = lineage_of(number, transaction.versions.parents(model))
    root = found_version(transaction, model, places[0].number)
    since_root = compared(root.facts.metrics, version.facts.metrics) if root.number != number else ()
    wanted = cut(_after(places, page)[: page.size + 1], page.size, lambda place: (str(place.number),))
    versions = transaction.versions.find_all(model, [place.number for place in wanted.items])
    nodes = tuple(LineageNode(found, place) for found, place in zip(versions, wanted.items, strict=True))
    return Lineage(Page(nodes, wanted.next), since_root)


def _after(places: list[LineagePlace], page: PageRequest) -> list[LineagePlace]:
    if page.after is None:
        return places
    seen = next((index for index, place in enumerate(places) if str(place.number) == page.after[0]), len(places))
    return places[seen + 1 :]
