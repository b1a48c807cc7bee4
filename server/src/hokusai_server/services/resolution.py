"""From a selector to the version that it picks."""

from dataclasses import dataclass
from functools import partial

from hokusai_server.domain.errors import AliasNotSet, VersionDeleted, VersionNotFound
from hokusai_server.domain.names import DEFAULT_ALIAS
from hokusai_server.domain.selectors import (
    Alias,
    AliasAsOf,
    Exact,
    InRange,
    Latest,
    Resolution,
    SelectionRule,
    Selector,
)
from hokusai_server.domain.semver import SemVer
from hokusai_server.domain.versions import ModelVersion, VersionState
from hokusai_server.ports.catalogue import Catalogue
from hokusai_server.ports.catalogue_transaction import CatalogueTransaction
from hokusai_server.services.version_reading import found_version, latest_version, refuse_unknown_model


@dataclass(frozen=True, slots=True)
class VersionResolution:
    """Picks versions."""

    catalogue: Catalogue

    async def resolve(self, model: str, selector: Selector | None) -> Resolution:
        """Pick the version that `selector` names; without one, `@production` if set, else the latest.

        Raises:
            ModelNotFound, VersionNotFound, AliasNotSet: nothing answers to the name or the selector.
            VersionDeleted: what answers is a tombstone.
        """
        return await self.catalogue.read(partial(resolved, model, selector))


def resolved(model: str, selector: Selector | None, transaction: CatalogueTransaction) -> Resolution:
    """As `VersionResolution.resolve`, inside a transaction."""
    match selector:
        case None:
            return _default(transaction, model)
        case Exact(number):
            return Resolution(_usable(transaction, model, number), SelectionRule.EXACT)
        case InRange(wanted):
            version = transaction.versions.highest(model, wanted)
            if version is None:
                refuse_unknown_model(transaction, model)
                raise VersionNotFound(model, wanted.text)
            return Resolution(version, SelectionRule.RANGE)
        case Latest():
            return Resolution(latest_version(transaction, model), SelectionRule.LATEST)
        case Alias(alias):
            return Resolution(_of_alias(transaction, model, alias), SelectionRule.ALIAS)
        case AliasAsOf():
            return Resolution(_as_of(transaction, model, selector), SelectionRule.ALIAS_AS_OF)


def _default(transaction: CatalogueTransaction, model: str) -> Resolution:
    target = transaction.aliases.find(model, DEFAULT_ALIAS)
    if target is None:
        return Resolution(latest_version(transaction, model), SelectionRule.DEFAULT_LATEST)
    return Resolution(_usable(transaction, model, target.number), SelectionRule.DEFAULT_PRODUCTION)


def _of_alias(transaction: CatalogueTransaction, model: str, alias: str) -> ModelVersion:
    target = transaction.aliases.find(model, alias)
    if target is None:
        refuse_unknown_model(transaction, model)
        raise AliasNotSet(model, alias)
    return _usable(transaction, model, target.number)


def _as_of(transaction: CatalogueTransaction, model: str, selector: AliasAsOf) -> ModelVersion:
    move = transaction.history.last_move(model, selector.alias, until=selector.time)
    if move is None or move.row.to_number is None:
        refuse_unknown_model(transaction, model)
        raise AliasNotSet(model, selector.alias)
    return _usable(transaction, model, move.row.to_number)


def _usable(transaction: CatalogueTransaction, model: str, number: SemVer) -> ModelVersion:
    version = found_version(transaction, model, number)
    if version.state is VersionState.DELETED:
        raise VersionDeleted(model, str(number))
    return version
