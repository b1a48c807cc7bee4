"""A catalogue whose transactions are spans of the call that asked for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar, final

from opentelemetry.trace import Tracer
from typing_extensions import override

from hokusai_server.ports.catalogue import Catalogue
from hokusai_server.ports.catalogue_transaction import CatalogueTransaction

T = TypeVar("T")


@final
@dataclass(frozen=True, slots=True)
class TracedCatalogue(Catalogue):
    """The catalogue beneath, each transaction a span, its wait for its turn included.

    Attributes:
        inner: does the work.
        tracer: records the spans.
    """

    inner: Catalogue
    tracer: Tracer

    @override
    async def read(self, work: Callable[[CatalogueTransaction], T]) -> T:
        with self.tracer.start_as_current_span("catalogue read", record_exception=False):
            return await self.inner.read(work)

    @override
    async def write(self, work: Callable[[CatalogueTransaction], T]) -> T:
        with self.tracer.start_as_current_span("catalogue write", record_exception=False):
            return await self.inner.write(work)
