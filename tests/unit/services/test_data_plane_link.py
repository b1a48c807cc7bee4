"""What is waited for of a data plane that comes, answers, and goes."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from hokusai_server.services.data_plane_link import DataPlaneLink, ReportNow


async def turns() -> None:
    """Let everything that can run do so."""
    for _ in range(10):
        await asyncio.sleep(0)


async def test_a_check_waits_for_the_answer_of_one_that_is_attached() -> None:
    link = DataPlaneLink(timedelta(seconds=1))
    check = asyncio.create_task(link.check())
    await turns()
    assert not check.done()
    with link.attached() as instructions:
        asked = await anext(instructions)
        assert isinstance(asked, ReportNow)
        assert not check.done()
        link.reported(asked.ticket)
        await check


async def test_a_check_of_one_that_goes_waits_for_the_next() -> None:
    link = DataPlaneLink(timedelta(seconds=1))
    with link.attached() as instructions:
        check = asyncio.create_task(link.check())
        assert isinstance(await anext(instructions), ReportNow)
    await turns()
    assert not check.done()
    with link.attached() as instructions:
        asked = await anext(instructions)
        assert isinstance(asked, ReportNow)
        link.reported(asked.ticket)
        await check


async def test_to_catch_up_with_one_that_is_gone_takes_no_time() -> None:
    link = DataPlaneLink(timedelta(seconds=1))
    await link.catch_up()
    with link.attached() as instructions:
        waiting = asyncio.create_task(link.catch_up())
        assert isinstance(await anext(instructions), ReportNow)
    await waiting
