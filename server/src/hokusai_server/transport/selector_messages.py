"""Selectors of versions, and the rules by which versions were chosen, to and from the wire."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from hokusai.versions.v1 import selector_pb2
from hokusai_server.domain.names import checked_alias, invalid
from hokusai_server.domain.selectors import Alias, AliasAsOf, Exact, InRange, Latest, SelectionRule, Selector
from hokusai_server.domain.semver import SemVer
from hokusai_server.domain.version_range import VersionRange
from hokusai_server.transport.instants import instant_from_proto

_RULES: Final[Mapping[SelectionRule, selector_pb2.SelectionRule.ValueType]] = {
    SelectionRule.EXACT: selector_pb2.SELECTION_RULE_EXACT,
    SelectionRule.RANGE: selector_pb2.SELECTION_RULE_RANGE,
    SelectionRule.LATEST: selector_pb2.SELECTION_RULE_LATEST,
    SelectionRule.ALIAS: selector_pb2.SELECTION_RULE_ALIAS,
    SelectionRule.ALIAS_AS_OF: selector_pb2.SELECTION_RULE_ALIAS_AS_OF,
    SelectionRule.TRAFFIC_POLICY: selector_pb2.SELECTION_RULE_TRAFFIC_POLICY,
    SelectionRule.DEFAULT_PRODUCTION: selector_pb2.SELECTION_RULE_DEFAULT_PRODUCTION,
    SelectionRule.DEFAULT_LATEST: selector_pb2.SELECTION_RULE_DEFAULT_LATEST,
}


def selector_from_proto(selector: selector_pb2.VersionSelector, field: str = "selector") -> Selector:
    """The way to pick a version.

    Raises:
        InvalidRequest: nothing is set, or it is no number, no range, no alias or no time.
    """
    kind = selector.WhichOneof("selector")
    if kind == "exact":
        return Exact(SemVer.parse(selector.exact, f"{field}.exact"))
    if kind == "range":
        return InRange(VersionRange.parse(selector.range, f"{field}.range"))
    if kind == "latest":
        return Latest()
    if kind == "alias":
        return Alias(checked_alias(selector.alias, f"{field}.alias"))
    if kind == "alias_as_of":
        alias = checked_alias(selector.alias_as_of.alias, f"{field}.alias_as_of.alias")
        return AliasAsOf(alias, instant_from_proto(selector.alias_as_of.time, f"{field}.alias_as_of.time"))
    raise invalid(field, "names nothing; set one of its fields, or leave it out for the default version")


def rule_to_proto(rule: SelectionRule) -> selector_pb2.SelectionRule.ValueType:
    """The rule by which a version was chosen."""
    return _RULES[rule]
