"""Payloads are decoded the same whichever way is taken, and what cannot be decoded is refused without harm."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hokusai.inference.v1 import payload_pb2
from hokusai_server.adapters.runtime.worker.decoding import Decoder, Piece, join_pieces
from hokusai_server.adapters.runtime.worker.encoding import Encoders
from hokusai_server.adapters.runtime.worker.faults import RequestFault
from hokusai_server.adapters.runtime.worker.table import Column, Table
from hokusai_server.adapters.runtime.worker.tensor_skeleton import tensor_skeleton
from hokusai_server.adapters.runtime.worker.wire import ArrowStream, read_payload, tensors_by_hand
from hokusai_server.domain.signature import ColumnType
from tests.support.payloads import GivenColumn, arrow_payload, as_arrow, as_rows, as_tensors, matrix, value_message

_P = payload_pb2


def _payload(*tensors: payload_pb2.Tensor) -> bytes:
    return payload_pb2.Payload(tensors=payload_pb2.Tensors(tensors=tensors)).SerializeToString()


def _decode(*payloads: bytes) -> tuple[list[Piece], dict[int, RequestFault]]:
    faults: dict[int, RequestFault] = {}
    return list(Decoder().decode({i: memoryview(payload) for i, payload in enumerate(payloads)}, faults)), faults


def _cause(payload: bytes) -> str:
    pieces, faults = _decode(payload)
    if not faults:
        with pytest.raises(RequestFault) as raised:
            join_pieces(pieces)
        return raised.value.cause
    assert (faults[0].reason, faults[0].error_id) == ("PAYLOAD_INVALID", "")
    return faults[0].cause


_TENSORS = st.lists(
    st.builds(
        payload_pb2.Tensor,
        name=st.text(st.characters(exclude_categories=["Cs"]), max_size=4),
        data_type=st.integers(0, 20),
        shape=st.lists(st.integers(-(2**63), 2**63 - 1), max_size=3),
        data=st.binary(max_size=300),
        nulls=st.binary(max_size=5),
    ),
    max_size=4,
)


@given(tensors=_TENSORS)
def test_reading_by_hand_and_by_protobuf_agree(tensors: list[payload_pb2.Tensor]) -> None:
    by_hand = tensors_by_hand(memoryview(_payload(*tensors)))
    expected = [(t.name, t.data_type, tuple(t.shape), t.data, t.nulls) for t in tensors]
    assert by_hand is not None
    assert [(*parts[:3], bytes(parts.data), bytes(parts.nulls)) for parts in by_hand] == expected


@settings(max_examples=400)
@given(tensors=_TENSORS, damage=st.data())
def test_what_reading_by_hand_accepts_protobuf_reads_the_same(
    tensors: list[payload_pb2.Tensor], damage: st.DataObject
) -> None:
    """Bytes that protobuf refuses or reads differently must not pass for a payload in its large form only."""
    whole = bytearray(_payload(*tensors)) or bytearray(b"\x12\x00")
    for _ in range(damage.draw(st.integers(0, 3))):
        whole[damage.draw(st.integers(0, len(whole) - 1))] = damage.draw(st.integers(0, 255))
    by_hand = tensors_by_hand(memoryview(bytes(whole)))
    if by_hand is not None:
        payload = payload_pb2.Payload.FromString(bytes(whole))
        read = [(t.name, tuple(t.shape), t.data, t.nulls) for t in payload.tensors.tensors]
        assert [(parts.name, parts.shape, bytes(parts.data), bytes(parts.nulls)) for parts in by_hand] == read


def test_a_large_arrow_stream_is_not_copied() -> None:
    payload = memoryview(arrow_payload(pa.table({"x": np.zeros(10_000)})).SerializeToString())
    content = read_payload(payload)
    assert isinstance(content, ArrowStream)
    assert isinstance(content.data, memoryview)
    assert content.data.obj is payload.obj


def test_unpacked_shapes_and_unknown_fields_are_read_by_protobuf() -> None:
    """Other languages may write them so."""
    data = np.zeros(4096)
    inner = b"\x10\x0c\x18\x80\x20\x22\x80\x80\x02" + data.tobytes() + b"\x78\x01"
    size = len(inner)
    tensor = b"\x0a" + bytes([size & 0x7F | 0x80, size >> 7 & 0x7F | 0x80, size >> 14]) + inner
    size = len(tensor)
    payload = b"\x12" + bytes([size & 0x7F | 0x80, size >> 7 & 0x7F | 0x80, size >> 14]) + tensor
    pieces, faults = _decode(payload)
    assert not faults
    assert join_pieces(pieces).columns[""].values.shape == (4096,)


@given(
    rows=st.lists(st.integers(1, 3), min_size=1, max_size=6),
    width=st.integers(1, 3),
    names=st.booleans(),
)
def test_payloads_of_one_form_decode_as_each_alone(rows: list[int], width: int, names: bool) -> None:
    random = np.random.default_rng(0)
    payloads = []
    for count in rows:
        array = random.normal(size=(count, width))
        columns = [GivenColumn(f"c{i}", ColumnType.DOUBLE, array[:, i].tolist()) for i in range(width)]
        payloads.append((as_tensors(columns) if names else matrix(array)).SerializeToString())
    together, faults = _decode(*payloads)
    assert not faults
    assert sorted(index for piece in together for index in piece.requests) == list(range(len(rows)))
    for piece in together:
        alone = [_decode(payloads[index])[0] for index in piece.requests]
        expected = join_pieces([single for pieces in alone for single in pieces])
        actual = join_pieces([piece])
        assert {(p.encoding, p.layout) for pieces in alone for p in pieces} == {(piece.encoding, piece.layout)}
        assert actual.row_count == expected.row_count
        for name, column in expected.columns.items():
            np.testing.assert_array_equal(actual.columns[name].values, column.values)


_TEXTS = st.text(st.sampled_from("abcé\0"), max_size=3)


@given(
    rows=st.lists(st.tuples(st.floats(allow_nan=False), st.integers(-(2**31), 2**31 - 1), _TEXTS), min_size=1),
    text=st.sampled_from([pa.string(), pa.large_string()]),
    count=st.integers(1, 3),
)
def test_arrow_streams_of_one_form_decode_as_each_alone(
    rows: list[tuple[float, int, str]], text: pa.DataType, count: int
) -> None:
    """Slices carry bytes of their neighbours behind their own texts, as clients send them."""
    schema = pa.schema([("x", pa.float64()), ("n", pa.int32()), ("t", text)])
    table = pa.Table.from_pylist([dict(zip("xnt", row, strict=True)) for row in rows], schema)
    slices = [table.slice(start, count) for start in range(0, len(rows), count)]
    payloads = [arrow_payload(part).SerializeToString() for part in slices]
    decoder = Decoder()
    for _ in range(2):  # the second time all forms are known
        faults: dict[int, Any] = {}
        pieces = list(decoder.decode({i: memoryview(payload) for i, payload in enumerate(payloads)}, faults))
        assert not faults
        assert sorted(request for piece in pieces for request in piece.requests) == list(range(len(slices)))
        for piece in pieces:
            expected = pa.concat_tables([slices[request] for request in piece.requests])
            actual = join_pieces([piece])
            assert list(piece.row_counts) == [slices[request].num_rows for request in piece.requests]
            for name, kind in (("x", np.float64), ("n", np.int32), ("t", np.object_)):
                assert actual.columns[name].values.dtype == kind
                assert actual.columns[name].values.tolist() == expected[name].to_pylist()


def test_a_text_that_is_not_unicode_is_the_fault_of_its_own_request() -> None:
    good = arrow_payload(pa.table({"t": ["abcd"]})).SerializeToString()
    bad = good.replace(b"abcd", b"\xff\xff\xff\xff")
    pieces, faults = _decode(good, good, bad, good)
    assert set(faults) == {2}
    assert faults[2].reason == "PAYLOAD_INVALID"
    assert sorted(request for piece in pieces for request in piece.requests) == [0, 1, 3]


def test_arrow_with_nulls_is_read_for_itself() -> None:
    whole = arrow_payload(pa.table({"x": pa.array([1.0, 2.0])})).SerializeToString()
    null = arrow_payload(pa.table({"x": pa.array([1.0, None])})).SerializeToString()
    pieces, faults = _decode(null, whole, null, null, whole)
    assert not faults
    for piece in pieces:
        column = join_pieces([piece]).columns["x"]
        expected = [[False, request in {0, 2, 3}] for request in piece.requests]
        nulls = np.zeros(len(column.values), np.bool_) if column.nulls is None else column.nulls
        assert nulls.reshape(-1, 2).tolist() == expected


@settings(max_examples=300)
@given(position=st.integers(0, 10_000), value=st.integers(0, 255))
def test_a_payload_of_the_same_length_but_another_form_is_read_for_itself(position: int, value: int) -> None:
    good = matrix(np.arange(6.0).reshape(2, 3)).SerializeToString()
    other = bytearray(good)
    other[position % len(good)] = value
    together, faults = _decode(good, good, bytes(other))
    alone, own_faults = _decode(bytes(other))
    assert (2 in faults) == (0 in own_faults)
    if alone:
        piece = next(piece for piece in together if 2 in piece.requests)
        start = sum(piece.row_counts[: list(piece.requests).index(2)])
        mine = join_pieces([piece]).rows(start, start + alone[0].row_counts[0])
        for name, column in join_pieces(alone).columns.items():
            assert mine.columns[name].values.tobytes() == column.values.tobytes()


@pytest.mark.parametrize(
    "columns",
    [
        [GivenColumn("s", ColumnType.STRING, ["a"])],
        [GivenColumn("b", ColumnType.BOOLEAN, [True])],
        [GivenColumn("n", ColumnType.DOUBLE, [None])],
        [GivenColumn("e", ColumnType.DOUBLE, [])],
    ],
)
def test_payloads_whose_bytes_need_a_look_each_have_no_skeleton(columns: list[GivenColumn]) -> None:
    assert tensor_skeleton(memoryview(as_tensors(columns).SerializeToString()), to_read=True) is None


@pytest.mark.parametrize(
    ("tensor", "cause"),
    [
        (_P.Tensor(data_type=_P.DATA_TYPE_FLOAT64, shape=[2], data=bytes(8)), "is 16 bytes, data has 8"),
        (_P.Tensor(data_type=_P.DATA_TYPE_FLOAT64, data=bytes(8)), "shape []"),
        (_P.Tensor(data_type=_P.DATA_TYPE_FLOAT64, shape=[-1], data=bytes(8)), "shape [-1]"),
        (_P.Tensor(data_type=_P.DATA_TYPE_FLOAT64, shape=[1] * 33, data=bytes(8)), "1 to 32 sizes"),
        (_P.Tensor(data_type=_P.DATA_TYPE_BOOL, shape=[1], data=b"\x02"), "0 or 1"),
        (
            _P.Tensor(data_type=_P.DATA_TYPE_INT8, shape=[2], data=b"ab", nulls=b"\0"),
            "nulls has 1 bytes for 2",
        ),
        (_P.Tensor(data_type=_P.DATA_TYPE_INT8, shape=[1], data=b"a", nulls=b"\2"), "null flag"),
        (_P.Tensor(shape=[1], data=b"a"), "unknown element type 0"),
        (_P.Tensor(data_type=_P.DATA_TYPE_STRING, shape=[2**40], data=b""), "do not fit"),
        (_P.Tensor(data_type=_P.DATA_TYPE_STRING, shape=[1], data=b"\x01\0\0\0\xff"), "utf-8"),
        (
            _P.Tensor(data_type=_P.DATA_TYPE_STRING, shape=[1], data=b"\0\0\0\0x"),
            "take 4 bytes, data has 5",
        ),
        (_P.Tensor(data_type=_P.DATA_TYPE_BINARY, shape=[1], data=b"\x09\0\0\0x"), "its elements take 13 bytes"),
    ],
)
def test_a_tensor_that_contradicts_itself_is_refused(tensor: payload_pb2.Tensor, cause: str) -> None:
    assert cause in _cause(_payload(tensor))


def test_tensors_must_have_distinct_names_and_equal_rows() -> None:
    one, two = (_P.Tensor(name="x", data_type=_P.DATA_TYPE_INT8, shape=[n], data=bytes(n)) for n in (1, 2))
    assert _cause(_payload(one, one)) == "two tensors are named 'x'"
    two.name = "y"
    assert _cause(_payload(one, two)) == "tensor 'y' has 2 rows, those before it 1"
    assert _cause(_payload()) == "the payload holds no tensor"


def test_an_instant_beyond_the_range_of_nanoseconds_is_refused() -> None:
    payload = payload_pb2.Payload()
    payload.rows.rows.add().values["t"].time.seconds = 253_402_300_799
    assert "outside the years 1677 to 2262" in _cause(payload.SerializeToString())


@pytest.mark.parametrize(
    ("table", "cause"),
    [
        (pa.table([[1], [2]], names=["a", "a"]), "two columns have the same name"),
        (pa.table({"a": pa.array([1], pa.duration("s"))}), "Arrow's type duration[s] is none of a signature's"),
        (pa.table({"a": pa.array([253_402_300_799], pa.timestamp("s"))}), "would result in out of bounds timestamp"),
    ],
)
def test_arrow_that_no_signature_knows_is_refused(table: pa.Table, cause: str) -> None:
    assert cause in _cause(arrow_payload(table).SerializeToString())


def test_arrow_comes_in_all_its_forms() -> None:
    """Dictionaries, large and view types, several batches, time zones and decimals give the plain values."""
    stamps = pa.array([0, 1_000_000_000], pa.timestamp("ns"))
    expected: dict[str, list[Any]] = {"text": ["b", None], "time": [0, 1_000_000_000], "number": [1.5, 2.5]}
    forms = [
        [pa.array(["b", None]).dictionary_encode(), stamps, pa.array([1.5, 2.5])],
        [pa.array(["b", None], pa.large_string()), stamps.cast(pa.timestamp("s")), pa.array([1.5, 2.5], pa.float32())],
        [pa.array(["b", None], pa.string_view()), stamps.cast(pa.timestamp("ms", "Asia/Tokyo")), pa.array([1.5, 2.5])],
        [pa.array(["b", None]), stamps, pa.array(["1.5", "2.5"]).cast(pa.decimal128(4, 2))],
    ]
    decoder = Decoder()
    for form in forms:
        whole = pa.table(form, names=list(expected))
        split = pa.concat_tables([whole.slice(0, 1), whole.slice(1, 1)])
        for table in (whole, split, whole):
            faults: dict[int, RequestFault] = {}
            payload = memoryview(arrow_payload(table).SerializeToString())
            decoded = join_pieces(list(decoder.decode({0: payload}, faults)))
            assert not faults
            text, time, number = (decoded.columns[name] for name in expected)
            assert text.nulls is not None
            assert text.nulls.tolist() == [False, True]
            assert text.values[0] == "b"
            assert time.values.astype(np.int64).tolist() == expected["time"]
            assert number.values.tolist() == expected["number"]


@settings(max_examples=300)
@given(data=st.data())
def test_damaged_payloads_never_break_the_reader(data: st.DataObject) -> None:
    columns = [
        GivenColumn("d", ColumnType.DOUBLE, [1.0, None]),
        GivenColumn("s", ColumnType.STRING, ["x", None]),
        GivenColumn("t", ColumnType.DATETIME, [np.datetime64(1, "ns"), None]),
    ]
    encode = data.draw(st.sampled_from([as_rows, as_tensors, as_arrow]))
    whole = bytearray(encode(columns).SerializeToString())
    for _ in range(data.draw(st.integers(1, 5))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    faults: dict[int, RequestFault] = {}
    decoder = Decoder()
    good = memoryview(encode(columns).SerializeToString())
    pieces = list(decoder.decode({0: good, 1: memoryview(bytes(whole))}, faults))
    assert 0 not in faults
    for fault in faults.values():
        assert (fault.reason, fault.error_id) == ("PAYLOAD_INVALID", "")
    for piece in pieces:
        with suppress(RequestFault):
            join_pieces([piece])


@pytest.mark.parametrize("encoding", [_P.ENCODING_TENSORS, _P.ENCODING_ROWS, _P.ENCODING_ARROW])
@given(counts=st.lists(st.integers(0, 3), min_size=1, max_size=6), with_text=st.booleans())
def test_ranges_are_written_as_if_each_were_a_table(encoding: Any, counts: list[int], with_text: bool) -> None:
    total = sum(counts)
    columns = {"x": Column(np.arange(float(total))), "m": Column(np.arange(2 * total).reshape(total, 2))}
    if with_text:
        columns["t"] = Column(np.array([f"t{i}" for i in range(total)], np.object_), None, str)
    table = Table(total, columns)
    write = Encoders().of(table, encoding).write
    stop = 0
    for count in counts:
        start, stop = stop, stop + count
        together = b"".join(map(bytes, write(start, stop)))
        alone = b"".join(map(bytes, Encoders().of(table.rows(start, stop), encoding).write(0, count)))
        assert payload_pb2.Payload.FromString(together) == payload_pb2.Payload.FromString(alone)


@pytest.mark.parametrize("encoding", [_P.ENCODING_TENSORS, _P.ENCODING_ROWS, _P.ENCODING_ARROW])
@given(count=st.integers(1, 3), requests=st.integers(1, 6), values=st.data())
def test_alike_answers_are_those_written_one_by_one(
    encoding: Any, count: int, requests: int, values: st.DataObject
) -> None:
    """The second table shows that nothing of the first one is left in what is remembered of its form."""
    encoders, total = Encoders(), count * requests
    for _ in range(2):
        numbers = values.draw(st.lists(st.floats(allow_nan=False), min_size=total, max_size=total))
        wholes = values.draw(st.lists(st.integers(-(2**63), 2**63 - 1), min_size=total, max_size=total))
        columns = {"x": Column(np.array(numbers)), "n": Column(np.array(wholes, np.int64))}
        columns["b"] = Column(columns["n"].values > 0)
        encoder = encoders.of(Table(total, columns), encoding)
        written = [b"".join(map(bytes, encoder.write(start, start + count))) for start in range(0, total, count)]
        alike = encoder.alike(count)
        assert alike is None or bytes(alike) == b"".join(written)
    assert alike is not None or encoding != _P.ENCODING_TENSORS or requests < 3


@pytest.mark.parametrize("encoding", [_P.ENCODING_TENSORS, _P.ENCODING_ROWS, _P.ENCODING_ARROW])
def test_an_answer_holds_nothing_of_its_neighbours(encoding: Any) -> None:
    """Arrow pads buffers with whatever lies behind them."""
    texts = np.array(["mine", "secret-a", "secret-b"], np.object_)
    lists = np.fromiter([["mine"], ["secret-a"], ["secret-b"]], np.object_, 3)
    numbers = np.array([1.0, *np.frombuffer(b"secret-asecret-b", np.float64)])
    columns = {"text": Column(texts), "number": Column(numbers), "pairs": Column(np.stack([numbers] * 2, axis=1))}
    if encoding != _P.ENCODING_TENSORS:
        columns["list"] = Column(lists)
    write = Encoders().of(Table(3, columns), encoding).write
    assert b"secret" not in b"".join(map(bytes, write(0, 1)))


@pytest.mark.parametrize("encoding", [_P.ENCODING_TENSORS, _P.ENCODING_ROWS, _P.ENCODING_ARROW])
@pytest.mark.parametrize("value", [2**70, "\ud800", {"a": 1j}, 1j])
def test_what_an_encoding_cannot_write_is_the_answers_fault(encoding: Any, value: Any) -> None:
    with pytest.raises(RequestFault) as raised:
        Encoders().of(Table(1, {"x": Column(np.fromiter([value], np.object_, 1))}), encoding).write(0, 1)
    assert raised.value.reason == "MODEL_OUTPUT_INVALID"


def test_values_keep_their_kind_in_rows() -> None:
    payload = payload_pb2.Payload()
    for value in (True, 1, 1.0, "1", b"1", None, [1, "a"], {"a": [None]}):
        payload.rows.rows.add().values["v"].CopyFrom(value_message(value))
    pieces, _ = _decode(payload.SerializeToString())
    values = join_pieces(pieces).columns["v"].values.tolist()
    assert values == [True, 1, 1.0, "1", b"1", None, [1, "a"], {"a": [None]}]
    assert [type(value) for value in values[:3]] == [bool, int, float]
