"""The stores under everything else: the catalogue's database and MLflow."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, text

from hokusai_server.adapters.bundles.local_bundle_store import LocalBundleStore
from hokusai_server.adapters.catalogue.database import Database, open_database
from hokusai_server.adapters.catalogue.schema import SchemaTooNewError
from hokusai_server.adapters.mlflow.client_pool import MlflowClientPool
from hokusai_server.adapters.mlflow.connection import MlflowConnection, MlflowCredentials
from hokusai_server.bootstrap.assembly import Assembly, Probe
from hokusai_server.domain.errors import (
    CatalogueUnavailable,
    HokusaiError,
    MLflowAuthentication,
    MLflowRefused,
    StorageFull,
)
from hokusai_server.exit_codes import ExitCode, StartupError
from hokusai_server.settings import MlflowSettings


@dataclass(frozen=True, slots=True)
class Stores:
    """What the areas keep things in.

    Attributes:
        database: of the catalogue, its schema up to date.
        mlflow: MLflow's client, in a process of its own that starts with the first call.
        bundles: uploads and sealed bundles in the data directory.
    """

    database: Database
    mlflow: MlflowClientPool
    bundles: LocalBundleStore


async def open_stores(assembly: Assembly) -> Stores:
    """Open both and watch them.

    Raises:
        StartupError: one of them does not answer, or was made by a later release.
    """
    database = await _open_database(assembly)
    assembly.probes.append(Probe("catalogue", required=True, ask=partial(database.read, _select_one)))
    mlflow = MlflowClientPool(mlflow_connection(assembly.settings.mlflow, assembly.data_dir))
    assembly.stack.push_async_callback(mlflow.aclose)
    if mlflow.connection.is_remote:
        await _check_at_start(mlflow)
        assembly.probes.append(Probe("mlflow", required=False, ask=mlflow.check))
    else:
        assembly.probes.append(Probe("mlflow", required=False, ask=partial(_check_writable, assembly.data_dir)))
    bundles = LocalBundleStore(assembly.data_dir / "bundles")
    assembly.stack.push_async_callback(bundles.aclose)
    assembly.probes.append(Probe("bundles", required=False, ask=bundles.check))
    return Stores(database, mlflow, bundles)


def mlflow_connection(settings: MlflowSettings, data_dir: Path) -> MlflowConnection:
    """The remote MLflow that is set, else the embedded one in the data directory."""
    if settings.tracking_uri is None:
        return MlflowConnection.embedded(data_dir / "mlflow")
    credentials = MlflowCredentials(
        token=settings.token.reveal() if settings.token else None,
        username=settings.username,
        password=settings.password.reveal() if settings.password else None,
    )
    return MlflowConnection.remote(
        settings.tracking_uri.reveal(), credentials, settings.timeout, settings.ca_certificate
    )


async def _open_database(assembly: Assembly) -> Database:
    url = assembly.settings.catalogue.url
    address = f"sqlite:///{assembly.data_dir / 'catalogue.db'}" if url is None else url.reveal()
    try:
        return await assembly.stack.enter_async_context(open_database(address))
    except SchemaTooNewError as error:
        raise StartupError(ExitCode.SCHEMA_NEWER, str(error)) from error
    except (CatalogueUnavailable, StorageFull) as error:
        advice = "check HOKUSAI_CATALOGUE_URL and that the database runs" if url else "check the data directory"
        raise StartupError(ExitCode.CATALOGUE_UNREACHABLE, f"{_cause(error)}; {advice}") from error


async def _check_at_start(mlflow: MlflowClientPool) -> None:
    try:
        await mlflow.check()
    except (MLflowAuthentication, MLflowRefused) as error:
        raise StartupError(ExitCode.MLFLOW_REFUSED, error.message) from error
    except HokusaiError as error:
        advice = "check MLFLOW_TRACKING_URI and that server"
        raise StartupError(ExitCode.MLFLOW_UNREACHABLE, f"{_cause(error)}; {advice}") from error


def _cause(error: HokusaiError) -> str:
    """What happened, without the advice of a message, which is for callers of a server that runs."""
    return error.message.partition("; ")[0]


def _select_one(connection: Connection) -> None:
    connection.execute(text("SELECT 1"))


async def _check_writable(data_dir: Path) -> None:
    """The embedded MLflow is a file; asking it properly would start its process."""
    if not os.access(data_dir, os.W_OK):
        raise StorageFull("the embedded MLflow store")
