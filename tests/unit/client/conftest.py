"""Hypothesis without a time limit for each example: on a busy machine it would measure the machine."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
