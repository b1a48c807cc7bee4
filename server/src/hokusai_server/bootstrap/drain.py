"""The orderly end: nothing new, and time for what runs."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

import grpc

from hokusai_server.transport.health import Health
from hokusai_server.transport.interceptors.admission import Admission

_log = logging.getLogger(__name__)


class Drain:
    """Brings a server to its end, once however often it is asked.

    Args:
        server: the gRPC server.
        health: turns NOT_SERVING first.
        admission: is closed after the lag; calls that still arrive get SHUTTING_DOWN.
        lag: how long new calls are still taken after the health turned, so that load balancers notice first.
        grace: how long running calls and streams may go on after that; then they are cancelled.
    """

    def __init__(
        self, server: grpc.aio.Server, health: Health, admission: Admission, *, lag: timedelta, grace: timedelta
    ) -> None:
        self._server = server
        self._health = health
        self._admission = admission
        self._lag = lag
        self._grace = grace
        self._begun = False

    async def run(self) -> None:
        """Return once no call runs any more; at once if it ran before."""
        if self._begun:
            return
        self._begun = True
        self._health.end()
        _log.info("draining", extra={"in_flight": self._admission.in_flight})
        await asyncio.sleep(self._lag.total_seconds())
        self._admission.close()
        await self._server.stop(self._grace.total_seconds())
        _log.info("drained")
