"""What is said of a file that cannot be read: which cell, in the words of whoever wrote the file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from hokusai.cli.table_reading import WantedColumns, open_table
from hokusai.cli.table_writing import whole_file
from hokusai.exceptions import UnsupportedData
from hokusai.registry.signature import Column, Signature

WANTED = WantedColumns.of(
    Signature(
        inputs=(Column("x", "double", required=True), Column("y", "double", required=True)), outputs=(), params=()
    ),
    (),
)


def _fault(path: Path) -> str:
    with pytest.raises(UnsupportedData) as caught:
        list(open_table(path, WANTED).batches)
    return str(caught.value)


@pytest.mark.parametrize("rows_before", [1, 300_000])
def test_a_bad_cell_of_a_csv_file_is_named_by_row_and_column(tmp_path: Path, rows_before: int) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("other,x,y\n" + "a,1,2\n" * rows_before + "a,3,many\n")
    assert f"row {rows_before + 2} (the head is row 1), column 'y'" in _fault(path)


def test_a_short_row_of_a_csv_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("x,y\n1,2\n3\n")
    assert "Row #3" in _fault(path)


@pytest.mark.parametrize("content", [b"\xb6\xff\x00,y\n1,2\n", "größe,x,y\n1,2,3\n".encode("latin-1")])
def test_a_csv_file_that_is_no_utf8_is_refused_with_what_to_do(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes(content)
    assert "save it as UTF-8" in _fault(path)


def test_an_output_folder_that_is_missing_is_named_as_the_caller_wrote_it(tmp_path: Path) -> None:
    path = tmp_path / "no" / "out.csv"
    with pytest.raises(FileNotFoundError) as caught, whole_file(path):
        pytest.fail("there is nothing to write to")
    assert caught.value.filename == str(path)


def test_a_parquet_file_that_is_damaged_within_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rows.parquet"
    pq.write_table(pa.table({"x": np.random.default_rng(0).random(9000), "y": np.arange(9000.0)}), path)
    content = bytearray(path.read_bytes())
    content[4:400] = b"\xff" * 396
    path.write_bytes(content)
    assert "cannot be read beyond row" in _fault(path)
