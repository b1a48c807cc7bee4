"""Writes the pages of docs/reference that are taken from source: settings, error reasons, RPCs, commands.

`python -m server.tools.generate_reference` rewrites them; a test fails when a committed page is not what this writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from hokusai_server.settings import SettingDescription, list_settings
from server.tools.command_reference import command_page
from server.tools.contract_descriptors import Rpc, Service, public_services
from server.tools.error_reasons import DocumentedReason, documented_reasons

REPOSITORY = Path(__file__).resolve().parents[2]
REFERENCE = REPOSITORY / "docs/reference"
UNIMPLEMENTED = REPOSITORY / "tests/architecture/unimplemented_rpcs.txt"
# One line of an RPC's `Errors:` list: `CODE (REASON): when`, indented or after a dash.
_ERROR_ITEM = re.compile(r"(?: +|- )([A-Z_]+ \([A-Z_, ]+\).*)")
NOTICE = "<!-- Written by `make gen`; edit the source it names. -->\n\n"


def main() -> None:
    """Write every page."""
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (REFERENCE / name).write_text(text, encoding="utf-8")


def pages() -> dict[str, str]:
    """The pages by file name."""
    return {
        "settings.md": settings_page(list_settings()),
        "errors.md": errors_page(documented_reasons()),
        "rpcs.md": rpcs_page(public_services(), unimplemented_rpcs()),
        "command-line.md": NOTICE + command_page(),
    }


def unimplemented_rpcs() -> frozenset[str]:
    """RPCs of the contract that answer UNIMPLEMENTED, as `package.Service/Method`; a test holds the list true."""
    lines = UNIMPLEMENTED.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def settings_page(settings: Iterable[SettingDescription]) -> str:
    """Every setting with its names, type, default and meaning."""
    intro = (
        "# Settings\n\n"
        "A value comes from the first of: argument, environment variable, file, default. `hokusai config` prints the\n"
        "values in effect with their sources and hides secrets. A misspelt `HOKUSAI_*` variable stops the start and\n"
        "names the right one.\n\n"
    )
    return NOTICE + intro + "\n".join(_setting_entry(setting) for setting in settings)


def _setting_entry(setting: SettingDescription) -> str:
    facts = [f"type: {setting.type_name}"]
    if setting.default is not None:
        facts.append(f"default: `{setting.default}`")
    if setting.minimum is not None:
        facts.append(f"least: `{setting.minimum}`")
    if setting.maximum is not None:
        facts.append(f"most: `{setting.maximum}`")
    names = [f"`{setting.environment}`", f"file: `{setting.key}`"]
    if setting.flag is not None:
        names.append(f"option: `{setting.flag}`")
    return f"## `{setting.key}`\n\n{setting.doc}\n\n- {'; '.join(names)}\n- {'; '.join(facts)}\n"


def errors_page(reasons: Iterable[DocumentedReason]) -> str:
    """Every reason with its code, its metadata and an example."""
    intro = (
        "# Error reasons\n\n"
        "A failed call carries a `google.rpc.Status` whose `ErrorInfo` has the domain `hokusai.dev` and one of these\n"
        "reasons. The pair stands for one action of the caller. `RetryInfo` says when a retry helps. The Python\n"
        "client raises one exception class for each reason.\n\n"
        "| reason | code | retry | when |\n|---|---|---|---|\n"
    )
    listed = list(reasons)
    rows = (
        f"| [`{reason.name}`](#{reason.name.lower()}) | {reason.code} | {'yes' if reason.retryable else 'no'} "
        f"| {_table_cell(reason.summary)} |\n"
        for reason in listed
    )
    return NOTICE + intro + "".join(rows) + "\n" + "\n".join(_reason_entry(reason) for reason in listed)


def _reason_entry(reason: DocumentedReason) -> str:
    return f"## {reason.name}\n\n{_paragraphs(reason.comment)}\n"


def _table_cell(text: str) -> str:
    return text.replace("|", "\\|")


def rpcs_page(services: Iterable[Service], unimplemented: frozenset[str]) -> str:
    """Every RPC that this release answers, with the contract's own words."""
    intro = (
        "# RPCs\n\n"
        "What this release answers, in the words of the contract in `proto/`. Beside these services the port offers\n"
        "`grpc.health.v1.Health` and server reflection.\n\n"
    )
    return (
        NOTICE
        + intro
        + "\n".join(
            _service_entry(service, offered)
            for service in services
            if (offered := [rpc for rpc in service.rpcs if rpc.path not in unimplemented])
        )
    )


def _service_entry(service: Service, offered: Iterable[Rpc]) -> str:
    return f"## {service.name}\n\n{_paragraphs(service.comment)}\n\n" + "\n".join(_rpc_entry(rpc) for rpc in offered)


def _rpc_entry(rpc: Rpc) -> str:
    request, response = _message(*rpc.request), _message(*rpc.response)
    return (
        f"### {rpc.service.rsplit('.', 1)[-1]}.{rpc.name}\n\n`{request}` → `{response}`\n\n{_paragraphs(rpc.comment)}\n"
    )


def _message(full_name: str, streamed: bool) -> str:
    short = full_name.rsplit(".", 1)[-1]
    return f"stream {short}" if streamed else short


def _paragraphs(comment: str) -> str:
    """A comment as Markdown: a list of errors becomes a list, other line breaks stay as they are."""
    lines: list[str] = []
    for line in comment.splitlines():
        item = _ERROR_ITEM.match(line)
        if item and lines and lines[-1] and not lines[-1].startswith("- "):
            lines.append("")
        lines.append(f"- {item[1]}" if item else line.strip())
    return "\n".join(lines)


if __name__ == "__main__":
    main()
