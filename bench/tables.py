"""Writes the tables of `bench/results/*.json` into `bench/README.md`, between its marks: `python -m bench.tables`."""

from __future__ import annotations

import json

from bench.measuring.results import REPOSITORY, RESULTS, table

README = REPOSITORY / "bench/README.md"
BEGIN, END = "<!-- results: python -m bench.tables -->", "<!-- end of results -->"


def main() -> None:
    """Replace what stands between the marks."""
    before, _, rest = README.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    README.write_text(f"{before}{BEGIN}\n\n{sections()}\n{END}{after}", encoding="utf-8")


def sections() -> str:
    """A section for each part: its table, its method, its versions."""
    texts = []
    for file in sorted(RESULTS.glob("*.json")):
        part = json.loads(file.read_text(encoding="utf-8"))
        versions = ", ".join(f"{name} {version}" for name, version in part["versions"].items())
        machine = f"{part['machine']['cores']} cores, Python {part['machine']['python']}, measured {part['measured']}"
        texts.append(
            f"### {part['title']} (`make bench BENCH={part['name']}`)\n\n{table(part['rows'])}\n\n"
            f"{part['method']} {machine}; {versions}.\n"
        )
    return "\n".join(texts)


if __name__ == "__main__":
    main()
