"""Tests of the clients in other languages run where their toolchain is, and must run where commits are checked."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from server.tools.toolchains import PROGRAMS, absence, must_have_all


def require_language(language: str) -> None:
    """Skip the test, saying so, where the toolchain of `language` is absent; fail where `CI` is set."""
    reason = absence(language)
    if reason is None:
        return
    if must_have_all():
        pytest.fail(f"{language}: {reason}", pytrace=False)
    pytest.skip(f"{language}: {reason}")


def skipped_languages(skip_reasons: Iterable[str]) -> list[str]:
    """`language: why` for each language that is absent here and that some test was skipped for."""
    told = "\n".join(skip_reasons).lower()
    absent = {language: absence(language) for language in PROGRAMS}
    return [f"{language}: {reason}" for language, reason in absent.items() if reason and language in told]
