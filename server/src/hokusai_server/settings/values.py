"""Types of setting values, each with one parser from text for the environment, the file and arguments."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final, Self
from urllib.parse import urlsplit, urlunsplit

from typing_extensions import override

TRUE_WORDS: Final = frozenset({"true", "yes", "on", "1"})
FALSE_WORDS: Final = frozenset({"false", "no", "off", "0"})

_MASK: Final = "********"

_DURATION_SECONDS: Final = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
_SIZE_BYTES: Final = {
    "": 1,
    "B": 1,
    "KB": 10**3,
    "MB": 10**6,
    "GB": 10**9,
    "TB": 10**12,
    "KIB": 2**10,
    "MIB": 2**20,
    "GIB": 2**30,
    "TIB": 2**40,
}


class InvalidValueError(ValueError):
    """Text that is not a value of the wanted type; the message says what would be."""


def parse_boolean(text: str) -> bool:
    """The only boolean parser: true/yes/on/1 and false/no/off/0 in any case; anything else is refused."""
    word = text.strip().lower()
    if word in TRUE_WORDS:
        return True
    if word in FALSE_WORDS:
        return False
    raise InvalidValueError(f"{text!r} is not a boolean; use true or false")


def parse_integer(text: str) -> int:
    """A whole number in decimal digits."""
    try:
        return int(text.strip())
    except ValueError:
        raise InvalidValueError(f"{text!r} is not a whole number") from None


def parse_duration(text: str) -> timedelta:
    """A number with a unit: `500ms`, `30s`, `5m`, `2h`, `7d`. A bare number is refused: its unit would be a guess."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)", text.strip())
    if match is None:
        raise InvalidValueError(f"{text!r} is not a duration; write a number and a unit, such as 500ms, 30s, 5m or 2h")
    return timedelta(seconds=float(match[1]) * _DURATION_SECONDS[match[2]])


def show_duration(value: timedelta) -> str:
    """The shortest text that `parse_duration` reads back to the same value."""
    milliseconds = round(value.total_seconds() * 1000)
    for unit, size in (("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000)):
        if milliseconds and milliseconds % size == 0:
            return f"{milliseconds // size}{unit}"
    return f"{milliseconds}ms"


class ByteSize(int):
    """A number of bytes."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """`1048576`, `16MiB`, `2GB`: a number of bytes with an optional decimal or binary unit."""
        match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([A-Za-z]*)", text.strip())
        if match is None or match[2].upper() not in _SIZE_BYTES:
            raise InvalidValueError(f"{text!r} is not a size; write bytes or a unit, such as 1048576, 16MiB or 2GB")
        return cls(float(match[1]) * _SIZE_BYTES[match[2].upper()])

    @override
    def __str__(self) -> str:
        """The shortest exact text: `16MiB`, or plain bytes where no binary unit divides."""
        for unit, size in (("TiB", 2**40), ("GiB", 2**30), ("MiB", 2**20), ("KiB", 2**10)):
            if self and self % size == 0:
                return f"{int(self) // size}{unit}"
        return str(int(self))


@dataclass(frozen=True, slots=True)
class HostPort:
    """Where to listen: a host name or address, and a TCP port (0 lets the system pick a free one)."""

    host: str
    port: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """`127.0.0.1:50051`, `localhost:0`, `[::1]:8080`."""
        host, separator, port = text.strip().rpartition(":")
        bracketed = host.startswith("[") and host.endswith("]")
        if not separator or not host or (":" in host and not bracketed):
            raise InvalidValueError(
                f"{text!r} is not an address; write HOST:PORT, such as 127.0.0.1:50051 or [::1]:50051"
            )
        if not port.isdecimal() or int(port) > 65535:
            raise InvalidValueError(f"{text!r} has no valid port; a port is a number from 0 to 65535")
        return cls(host[1:-1] if bracketed else host, int(port))

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach it."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @override
    def __str__(self) -> str:
        """The text `parse` reads; an IPv6 host is in brackets."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Origins:
    """Origins of web pages: scheme, host and port as a browser sends them, such as `https://app.example.com`."""

    names: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Origins with commas between them: `https://app.example.com,http://localhost:5173`."""
        words = [word.strip().rstrip("/").lower() for word in text.split(",") if word.strip()]
        for word in words:
            parts = urlsplit(word)
            if (
                parts.scheme not in ("http", "https")
                or word != f"{parts.scheme}://{parts.netloc}"
                or not parts.hostname
            ):
                raise InvalidValueError(
                    f"{word!r} is not the origin of a web page; write scheme and host, such as https://app.example.com"
                )
        return cls(tuple(words))

    @override
    def __str__(self) -> str:
        """The text `parse` reads."""
        return ",".join(self.names)


@dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """Text that must not be shown: its `str` and `repr` are a mask, `reveal()` is the only way to it."""

    _text: str

    def reveal(self) -> str:
        """The text itself; hand it to what needs it and keep it nowhere else."""
        return self._text

    @override
    def __str__(self) -> str:
        """A mask."""
        return _MASK

    @override
    def __repr__(self) -> str:
        """A mask."""
        return "Secret(********)"


@dataclass(frozen=True, slots=True, repr=False)
class HttpUri:
    """An http:// or https:// address. It may hold user and password: `str` and `repr` hide the password."""

    _text: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """`https://mlflow.example.com/path`, `http://user:password@host:5000`."""
        return cls(_checked_uri(text, frozenset({"http", "https"}), "https://mlflow.example.com"))

    def reveal(self) -> str:
        """The address with whatever it holds."""
        return self._text

    @override
    def __str__(self) -> str:
        """The address, its password masked."""
        return _without_password(self._text)


@dataclass(frozen=True, slots=True, repr=False)
class DatabaseUri:
    """A PostgreSQL database's address, usually with user and password: `str` and `repr` hide the password."""

    _text: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """`postgresql://user:password@host:5432/name`."""
        return cls(_checked_uri(text, frozenset({"postgresql"}), "postgresql://user:password@host:5432/name"))

    def reveal(self) -> str:
        """The address with whatever it holds."""
        return self._text

    @override
    def __str__(self) -> str:
        """The address, its password masked."""
        return _without_password(self._text)


def _checked_uri(text: str, schemes: frozenset[str], example: str) -> str:
    parts = urlsplit(text.strip())
    if parts.scheme not in schemes or not parts.hostname:
        raise InvalidValueError(f"not an address of the form {example}")
    return text.strip()


def _without_password(text: str) -> str:
    parts = urlsplit(text)
    if parts.password is None:
        return text
    user = f"{parts.username}:{_MASK}@"
    return urlunsplit(parts._replace(netloc=user + parts.netloc.rpartition("@")[2]))


def parse_path(text: str) -> Path:
    """A file or folder; `~` is the home folder, a relative path counts from the working folder."""
    return Path(text).expanduser().absolute()
