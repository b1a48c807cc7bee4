"""Where a version came from and what came of it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from hokusai_server.domain.semver import SemVer


class Relation(Enum):
    """What one version is to another."""

    ANCESTOR = "ancestor"
    SELF = "self"
    DESCENDANT = "descendant"


@dataclass(frozen=True, slots=True)
class LineagePlace:
    """One version's place in a lineage; `distance` is 0 for the version asked for, 1 for its parent and children."""

    number: SemVer
    relation: Relation
    distance: int


def lineage_of(number: SemVer, parents: Mapping[SemVer, SemVer | None]) -> list[LineagePlace]:
    """Ancestors from the root down, the version itself, its descendants.

    Args:
        number: the version asked for; a key of `parents`.
        parents: of every version of the model; None for a baseline.

    Returns:
        Parents come before children; among children the lower number first, each with all that came of it.
    """
    ancestors: list[SemVer] = []
    above = parents[number]
    while above is not None:
        ancestors.append(above)
        above = parents.get(above)
    places = [LineagePlace(found, Relation.ANCESTOR, place + 1) for place, found in enumerate(ancestors)][::-1]
    return [*places, LineagePlace(number, Relation.SELF, 0), *_descendants(number, parents)]


def _descendants(number: SemVer, parents: Mapping[SemVer, SemVer | None]) -> list[LineagePlace]:
    children = defaultdict(list)
    for child, parent in parents.items():
        children[parent].append(child)
    found: list[LineagePlace] = []
    waiting = [(child, 1) for child in sorted(children[number], reverse=True)]
    while waiting:
        current, distance = waiting.pop()
        found.append(LineagePlace(current, Relation.DESCENDANT, distance))
        waiting += [(child, distance + 1) for child in sorted(children[current], reverse=True)]
    return found
