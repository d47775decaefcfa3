"""Parameters of a URL: read one by one, never raising, with a German notice for each thing that had to give way."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True)
class Notice:
    """Something the view could not do as asked, and what it shows instead (German)."""

    text: str
    instead: str = ""  # a sentence of its own where only a page that shows something in its place can say it

    @property
    def shown(self) -> str:
        """What a page says that shows something all the same."""
        return f"{self.text} {self.instead}".rstrip()


def quote_values(names: list[str]) -> str:
    """At most three values as a German list in quotation marks, each cut after 40 characters."""
    short = [name if len(name) <= 40 else name[:39] + "…" for name in names[:3]]
    return ", ".join(f"„{name}“" for name in short) + (" …" if len(names) > 3 else "")


def read_key(
    value: Any, keys: Any, what: str, notices: list[Notice], where: str = "in diesem Gebietsstand"
) -> str | None:
    """A key that exists, or nothing and a notice."""
    if value is None or str(value) in keys:
        return None if value is None else str(value)
    notices.append(Notice(f"{what} {quote_values([str(value)])} gibt es {where} nicht."))
    return None


def read_member(kind: type[Choice], value: Any, default: Choice, what: str, notices: list[Notice]) -> Choice:
    """A value of a closed set, or the default and a notice."""
    if value is None:
        return default
    try:
        return kind(str(value))
    except ValueError:
        notices.append(Notice(f"{what} {quote_values([str(value)])} ist unbekannt."))
        return default
