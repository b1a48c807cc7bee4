"""What the two wheels carry."""

from __future__ import annotations

import stat
import subprocess
import sys
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

from hokusai_server.adapters.data_plane_program import PROGRAM

REPOSITORY = Path(__file__).resolve().parents[2]


def build_wheel(project: str, target: Path) -> zipfile.ZipFile:
    """The wheel of a folder of this repository, built offline."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(target)]
    built = subprocess.run(command, cwd=REPOSITORY / project, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    return zipfile.ZipFile(next(target.glob("*.whl")))


def packages(wheel: zipfile.ZipFile) -> set[str]:
    """Top-level folders, metadata aside."""
    return {name.split("/")[0] for name in wheel.namelist() if ".dist-info/" not in name}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The client's wheel."""
    return build_wheel("clients/python", tmp_path_factory.mktemp("client"))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The server's wheel."""
    return build_wheel("server", tmp_path_factory.mktemp("server"))


def test_client_wheel_ships_its_own_package_only(client: zipfile.ZipFile) -> None:
    """A top-level `google` or `buf` in it would overwrite other people's files."""
    assert packages(client) == {"hokusai"}


def test_client_wheel_carries_generated_code_and_types(client: zipfile.ZipFile) -> None:
    """Messages, stubs, their types, and the marker that type checkers look for."""
    service = "hokusai/registry/v1/registry_service_pb2"
    wanted = {f"{service}.py", f"{service}.pyi", f"{service}_grpc.py", f"{service}_grpc.pyi", "hokusai/py.typed"}
    assert wanted <= set(client.namelist())


def test_server_wheel_carries_package_and_migrations(server: zipfile.ZipFile) -> None:
    """The database's migrations are run by an installed server too."""
    assert packages(server) == {"hokusai_server"}
    assert any("/migrations/versions/0001" in name for name in server.namelist())


def test_server_wheel_carries_the_native_data_plane_where_it_was_built(server: zipfile.ZipFile) -> None:
    """With it the wheel is for machines like this one, and the program can be executed."""
    carried = {
        name: entry.external_attr >> 16
        for name in server.namelist()
        if "/bin/" in name
        for entry in [server.getinfo(name)]
    }
    tag = Parser().parsestr(metadata(server, "WHEEL"))["Tag"]
    built = (REPOSITORY / "server/dataplane/target/release" / PROGRAM).is_file()
    assert set(carried) == ({f"hokusai_server/bin/{PROGRAM}"} if built else set())
    assert all(stat.S_ISREG(mode) and mode & stat.S_IXUSR for mode in carried.values())
    assert tag.endswith("-any") != built


def test_command_belongs_to_the_client_and_serving_to_the_server(
    client: zipfile.ZipFile, server: zipfile.ZipFile
) -> None:
    """`hokusai` comes with the client; `serve` and `config` join it through an entry point."""
    assert "hokusai = hokusai.cli:main" in metadata(client, "entry_points.txt")
    assert "[hokusai.commands]" in metadata(server, "entry_points.txt")


def test_server_pins_the_client_of_its_own_release(client: zipfile.ZipFile, server: zipfile.ZipFile) -> None:
    """Generated code and server are of one release."""
    version = Parser().parsestr(metadata(client, "METADATA"))["Version"]
    required = Parser().parsestr(metadata(server, "METADATA")).get_all("Requires-Dist") or []
    assert f"hokusai-client=={version}" in required


def metadata(wheel: zipfile.ZipFile, name: str) -> str:
    """A file of the wheel's metadata folder."""
    path = next(path for path in wheel.namelist() if path.endswith(f".dist-info/{name}"))
    return wheel.read(path).decode()
