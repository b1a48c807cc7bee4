"""From what a caller asks for to a number given out: the first of a registration's two transactions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from hokusai_server.domain.bundle_manifest import SealedBundle
from hokusai_server.domain.errors import ModelArchived, ModelNotFound, SignatureRequired, VersionDeleted
from hokusai_server.domain.metrics import MetricDraft, compared, settled
from hokusai_server.domain.models import ModelState
from hokusai_server.domain.names import checked_alias, checked_model_name, checked_tags, checked_text, invalid
from hokusai_server.domain.numbering import Allocation, NumberWish, Siblings, allocate
from hokusai_server.domain.registrations import Registration
from hokusai_server.domain.requests import WriteContext
from hokusai_server.domain.semver import SemVer
from hokusai_server.domain.versions import Contributor, MirrorState, ModelVersion, VersionFacts, VersionState
from hokusai_server.ports.catalogue_transaction import CatalogueTransaction
from hokusai_server.services.version_reading import found_version


@dataclass(frozen=True, slots=True)
class VersionDraft:
    """A version as a caller asks for it.

    Attributes:
        model: name of the model.
        bundle_digest: of a sealed bundle.
        parent: the version it improves on; None for a baseline, which may create the model.
        model_type: for the model, if it is created.
        wish: which number.
        metrics: how well it does.
        description: free text.
        tags: free pairs.
        contributors: who contributed.
        aliases: to point to it at once.
        run_id: MLflow run that the bundle came from; empty if none is named.
    """

    model: str
    bundle_digest: str
    parent: SemVer | None = None
    model_type: str = ""
    wish: NumberWish = field(default_factory=NumberWish)
    metrics: tuple[MetricDraft, ...] = ()
    description: str = ""
    tags: Mapping[str, str] = field(default_factory=dict)
    contributors: tuple[Contributor, ...] = ()
    aliases: tuple[str, ...] = ()
    run_id: str = ""


def checked_draft(draft: VersionDraft) -> None:
    """Refuse what no catalogue is needed to refuse.

    Raises:
        InvalidRequest: a name, tag, metric, alias or contributor breaks the rules.
    """
    checked_model_name(draft.model)
    checked_tags(draft.tags, "draft.tags")
    checked_text(draft.model_type, "model_type")
    checked_text(draft.description, "draft.description")
    for alias in draft.aliases:
        checked_alias(alias, "draft.aliases")
    settled(draft.metrics)
    names = [contributor.id.lower() for contributor in draft.contributors]
    repeated = next((name for place, name in enumerate(names) if name in names[:place]), None)
    if repeated is not None:
        raise invalid("draft.contributors", f"{repeated!r} is named twice")


@dataclass(frozen=True, slots=True)
class Reservation:
    """The first of a registration's two transactions: gives out the number and notes what is needed to finish.

    Attributes:
        draft: what the caller asks for.
        bundle: what its bundle says about itself.
        context: who asks.
        version_id: identity of the version, if this request is the first of its id.
        require_signature: refuse a bundle without one.
    """

    draft: VersionDraft
    bundle: SealedBundle
    context: WriteContext
    version_id: str
    require_signature: bool

    def write(self, transaction: CatalogueTransaction, time: datetime) -> Registration | ModelVersion:
        """Give out a number; or return the version that the same request registered before."""
        earlier = transaction.requests.outcome(self.context.key) if self.context.key else None
        if earlier is not None:
            return _visible(transaction, earlier)
        self._refuse_unready_model(transaction)
        if self.require_signature and self.bundle.signature is None:
            raise SignatureRequired(self.draft.model)
        registration = Registration(
            version=self._version(transaction, time),
            model_type=self.draft.model_type,
            create_model=self.draft.parent is None,
            aliases=self.draft.aliases,
            context=self.context,
        )
        transaction.registrations.insert(registration)
        if self.context.key:
            transaction.requests.record(self.context.key, self.version_id, time)
        return registration

    def _refuse_unready_model(self, transaction: CatalogueTransaction) -> None:
        model = transaction.models.lock(self.draft.model)
        if model is None and self.draft.parent is not None:
            raise ModelNotFound(self.draft.model)
        if model is not None and model.state is ModelState.ARCHIVED:
            raise ModelArchived(self.draft.model)

    def _version(self, transaction: CatalogueTransaction, time: datetime) -> ModelVersion:
        parent = self._parent(transaction)
        return ModelVersion(
            version_id=self.version_id,
            model=self.draft.model,
            number=(allocation := self._allocation(transaction)).number,
            state=VersionState.READY,
            bundle_digest=self.bundle.digest,
            bundle_size=self.bundle.size,
            parent=self.draft.parent,
            mirror=MirrorState(self.draft.model, None, self.draft.run_id),
            actor=self.context.actor,
            create_time=time,
            tags=self.draft.tags,
            facts=self._facts(allocation, parent),
        )

    def _parent(self, transaction: CatalogueTransaction) -> ModelVersion | None:
        if self.draft.parent is None:
            return None
        parent = found_version(transaction, self.draft.model, self.draft.parent)
        if parent.state is VersionState.DELETED:
            raise VersionDeleted(parent.model, str(parent.number))
        return parent

    def _allocation(self, transaction: CatalogueTransaction) -> Allocation:
        model = self.draft.model
        siblings = Siblings(
            numbers=frozenset(transaction.versions.numbers(model)),
            signature_of=lambda number: transaction.versions.signature(model, number),
        )
        return allocate(model, siblings, self.bundle.signature, self.draft.wish)

    def _facts(self, allocation: Allocation, parent: ModelVersion | None) -> VersionFacts:
        metrics = settled(self.draft.metrics)
        return VersionFacts(
            signature=self.bundle.signature,
            flavours=self.bundle.flavours,
            description=self.draft.description,
            metrics=metrics,
            improvements=compared(parent.facts.metrics, metrics) if parent else (),
            contributors=self.draft.contributors,
            bump=allocation.bump,
            compared_with=allocation.compared_with,
            changes=allocation.changes,
            breaking_fields=allocation.breaking_fields,
        )


def _visible(transaction: CatalogueTransaction, version_id: str) -> ModelVersion:
    version = transaction.versions.find_by_id(version_id)
    if version is None:
        raise LookupError(f"version {version_id} was noted as an outcome but is not there")
    return version
