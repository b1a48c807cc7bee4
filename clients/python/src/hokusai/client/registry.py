"""Models and registrations, for threads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from typing_extensions import Unpack

from hokusai.client.walking import Sending
from hokusai.progress import byte_progress
from hokusai.registry import calls
from hokusai.registry.bundle_download import Download, download_bundle
from hokusai.registry.bundle_files import read_bundle
from hokusai.registry.bundle_upload import upload_bundle
from hokusai.registry.calls import LineageNode
from hokusai.registry.model import Model
from hokusai.registry.model_logging import logged_model
from hokusai.registry.model_version import ModelVersion
from hokusai.registry.registration import Registration, RegistrationOptions


class RegistryMethods(Sending):
    """Calls of RegistryService."""

    def create_model(
        self,
        name: str,
        *,
        model_type: str = "",
        description: str = "",
        tags: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> Model:
        """Create a model without versions. Registering a baseline creates its model by itself.

        Raises:
            ModelAlreadyExists: the name is taken.
            InvalidRequest: the name breaks the rule of names.
        """
        prepared = calls.create_model(name, model_type=model_type, description=description, tags=tags)
        return self._sender.send(prepared, timeout)

    def get_model(self, name: str, *, timeout: float | None = None) -> Model:
        """One model, archived ones too.

        Raises:
            ModelNotFound: there is none of this name.
        """
        return self._sender.send(calls.get_model(name), timeout)

    def list_models(
        self,
        *,
        name_prefix: str = "",
        model_type: str = "",
        include_archived: bool = False,
        timeout: float | None = None,
    ) -> Iterator[Model]:
        """Models by name, fetched page by page as they are asked for; `timeout` is for each page."""
        listing = calls.list_models(name_prefix=name_prefix, model_type=model_type, include_archived=include_archived)
        return self._walk(listing, timeout)

    def update_model(
        self,
        name: str,
        *,
        model_type: str | None = None,
        description: str | None = None,
        set_tags: Mapping[str, str] | None = None,
        remove_tags: Sequence[str] = (),
        etag: str = "",
        timeout: float | None = None,
    ) -> Model:
        """Change what a model says about itself: all of the named changes, or none.

        Raises:
            ModelNotFound: there is none of this name.
            EtagMismatch: it changed since `etag` was read.
        """
        prepared = calls.update_model(
            name,
            model_type=model_type,
            description=description,
            set_tags=set_tags,
            remove_tags=remove_tags,
            etag=etag,
        )
        return self._sender.send(prepared, timeout)

    def archive_model(self, name: str, *, etag: str = "", timeout: float | None = None) -> Model:
        """Close a model to new versions and hide it from lists; what it has keeps working."""
        return self._sender.send(calls.archive_model(name, etag=etag), timeout)

    def restore_model(self, name: str, *, etag: str = "", timeout: float | None = None) -> Model:
        """Open an archived model again."""
        return self._sender.send(calls.restore_model(name, etag=etag), timeout)

    def register_baseline(
        self,
        model_name: str,
        model: Any,
        *,
        model_type: str = "",
        timeout: float | None = None,
        **options: Unpack[RegistrationOptions],
    ) -> ModelVersion:
        """Register a version that improves on nothing; the model is created if there is none of this name.

        Args:
            model_name: name of the model.
            model: an estimator of any MLflow flavour, a callable, an `mlflow.pyfunc.PythonModel`, the folder of an
                MLflow model, or a `runs:/`, `models:/` or `s3://` address.
            model_type: what kind of model it is, if it is created by this.
            timeout: seconds for the last step, the registration; the upload before it ends when nothing moves any more.
            **options: see `RegistrationOptions`.

        Raises:
            ModelNotLoggable: MLflow cannot make a model of it.
            VersionUnderstatesChange: number or bump promise more compatibility than the signatures have.
            VersionAlreadyExists: the number is taken.
            MLflowUnavailableError, MLflowAuthenticationError: MLflow does not answer the server, or refuses it.
        """
        registration = Registration.of(model, options)
        draft = registration.draft.to_proto(self._uploaded(model, registration))
        return self._sender.send(
            calls.register_baseline(model_name, draft, model_type=model_type, request_id=registration.request_id),
            timeout,
            under_way=True,
        )

    def register_improved(
        self,
        model_name: str,
        model: Any,
        *,
        parent_version: str,
        timeout: float | None = None,
        **options: Unpack[RegistrationOptions],
    ) -> ModelVersion:
        """Register a version that improves on `parent_version`; the server computes what got better.

        Arguments and errors are those of `register_baseline`, and:

        Raises:
            ModelNotFound: there is no model of this name.
            VersionNotFound: it has no such parent.
        """
        registration = Registration.of(model, options)
        draft = registration.draft.to_proto(self._uploaded(model, registration))
        return self._sender.send(
            calls.register_improved(model_name, parent_version, draft, request_id=registration.request_id),
            timeout,
            under_way=True,
        )

    def get_lineage(self, model: str, version: str, *, timeout: float | None = None) -> Iterator[LineageNode]:
        """Where a version came from and what came of it: ancestors from the root, itself, descendants."""
        return self._walk(calls.get_lineage(model, version), timeout)

    def download_model(self, model: str, version: str, folder: str | Path, *, progress: bool | None = None) -> Path:
        """Fetch the files of a version into a folder that does not exist yet: an MLflow model that MLflow can load.

        A connection that breaks is resumed with what is missing. The folder appears whole and verified, or not at all.

        Args:
            model: name of the model.
            version: its number.
            folder: where to; must not exist.
            progress: show a bar; None shows it on a terminal only.

        Returns:
            The folder.

        Raises:
            ModelNotFound, VersionNotFound, VersionDeleted: there is nothing to fetch.
        """
        target = Path(folder)
        with byte_progress("downloading", progress) as advance:
            download_bundle(self._sender, Download(model, version, target), advance)
        return target

    def _uploaded(self, model: Any, registration: Registration) -> str:
        """The digest of the model's bundle, which is on the server afterwards."""
        registration.draft.to_proto("0" * 64)  # what cannot be registered is refused before anything is uploaded
        with (
            logged_model(model, registration.logging) as directory,
            byte_progress("uploading", registration.progress) as progress,
        ):
            return upload_bundle(self._sender, read_bundle(directory), progress).digest
