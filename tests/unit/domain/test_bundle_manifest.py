"""What a bundle consists of, and its digest."""

from __future__ import annotations

import hashlib
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hokusai_server.domain.bundle_manifest import BundleFile, BundleLimits, BundleManifest
from hokusai_server.domain.errors import BundleInvalid, BundlePathRefused, BundleTooLarge, InvalidRequest

SHA = hashlib.sha256(b"x").hexdigest()
LIMITS = BundleLimits(files=3, file_bytes=100, bundle_bytes=150)


def declared(*files: BundleFile) -> BundleManifest:
    return BundleManifest.declare(files, LIMITS)


def test_the_digest_is_what_the_documented_recipe_gives() -> None:
    manifest = declared(BundleFile("b/x", 2, SHA), BundleFile("MLmodel", 1, SHA), BundleFile("a", 0, SHA))
    recipe = f"printf '{SHA} 1 MLmodel\\n{SHA} 0 a\\n{SHA} 2 b/x\\n' | sha256sum"
    expected = subprocess.run(["sh", "-c", recipe], capture_output=True, text=True, check=True).stdout.split()[0]
    assert expected == manifest.digest


@given(st.permutations(["MLmodel", "a/é", "z", "Z2", "b"]))
def test_the_digest_does_not_depend_on_the_order_of_declaration(paths: list[str]) -> None:
    limits = BundleLimits()
    one = BundleManifest.declare([BundleFile(path, 1, SHA) for path in paths], limits)
    other = BundleManifest.declare([BundleFile(path, 1, SHA) for path in sorted(paths)], limits)
    assert one.digest == other.digest


@given(
    st.dictionaries(
        st.text(
            st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"]), min_size=1, max_size=9
        ),
        st.integers(0, 2**50),
        max_size=8,
    )
)
def test_the_canonical_form_reads_back(sizes: dict[str, int]) -> None:
    manifest = BundleManifest(tuple(BundleFile(path, size, SHA) for path, size in sizes.items()))
    assert BundleManifest.parse(manifest.canonical).by_path == manifest.by_path


def test_a_bundle_without_mlmodel_at_its_root_is_refused() -> None:
    with pytest.raises(BundleInvalid):
        declared(BundleFile("model/MLmodel", 1, SHA))


def test_no_file_at_all_is_refused() -> None:
    with pytest.raises(InvalidRequest):
        declared()


@pytest.mark.parametrize("sha256", ["", "x" * 64, SHA.upper(), SHA[:-1], SHA + "0"])
def test_what_is_no_sha256_is_refused_by_its_field(sha256: str) -> None:
    with pytest.raises(InvalidRequest) as refused:
        declared(BundleFile("MLmodel", 1, SHA), BundleFile("a", 1, sha256))
    assert [violation.field for violation in refused.value.violations] == ["files[1].sha256"]


def test_a_negative_size_is_refused_by_its_field() -> None:
    with pytest.raises(InvalidRequest) as refused:
        declared(BundleFile("MLmodel", -1, SHA))
    assert [violation.field for violation in refused.value.violations] == ["files[0].size_bytes"]


def test_refused_paths_are_named() -> None:
    with pytest.raises(BundlePathRefused) as refused:
        declared(BundleFile("MLmodel", 1, SHA), BundleFile("../x", 1, SHA))
    assert [violation.field for violation in refused.value.violations] == ["files[1].path"]


@pytest.mark.parametrize(
    ("sizes", "limit"),
    [([1, 1, 1, 1], 3), ([101], 100), ([80, 80], 150)],
    ids=["files", "bytes of a file", "bytes in all"],
)
def test_what_is_over_a_limit_is_refused_and_names_it(sizes: list[int], limit: int) -> None:
    paths = ["MLmodel", "a", "b", "c"]
    with pytest.raises(BundleTooLarge) as refused:
        declared(*(BundleFile(path, size, SHA) for path, size in zip(paths, sizes, strict=False)))
    assert refused.value.metadata["limit"] == str(limit)


def test_what_is_at_every_limit_is_taken() -> None:
    manifest = declared(BundleFile("MLmodel", 100, SHA), BundleFile("a", 50, SHA), BundleFile("b", 0, SHA))
    assert manifest.size == 150
