"""The settings of the server: declared in `tree.py` and beside it, resolved in `loading.py`."""

from hokusai_server.settings.access import AuthSettings
from hokusai_server.settings.declaration import SettingDescription
from hokusai_server.settings.loading import (
    EffectiveSetting,
    LoadedSettings,
    SettingsError,
    list_settings,
    load_settings,
)
from hokusai_server.settings.predicting import InferenceSettings, LimitSettings
from hokusai_server.settings.tree import (
    BundleSettings,
    CatalogueSettings,
    DataPlane,
    DrainSettings,
    LogFormat,
    LogLevel,
    LogSettings,
    MlflowSettings,
    Settings,
    TlsSettings,
    TraceSettings,
)
from hokusai_server.settings.values import ByteSize, HostPort, Origins, Secret

__all__ = [
    "AuthSettings",
    "BundleSettings",
    "ByteSize",
    "CatalogueSettings",
    "DataPlane",
    "DrainSettings",
    "EffectiveSetting",
    "HostPort",
    "InferenceSettings",
    "LimitSettings",
    "LoadedSettings",
    "LogFormat",
    "LogLevel",
    "LogSettings",
    "MlflowSettings",
    "Origins",
    "Secret",
    "SettingDescription",
    "Settings",
    "SettingsError",
    "TlsSettings",
    "TraceSettings",
    "list_settings",
    "load_settings",
]
