"""Keys that a table of a TOML file may have, looked up in the model of the file."""

from typing import Any, get_args, get_origin

from pydantic import BaseModel

from geodata.findings import Location


def find_fields(model: type[BaseModel], table: Location) -> tuple[str, ...]:
    """Keys of the table at a place of the file; empty where the table is free.

    Examples
    --------
    >>> from geodata.config import RegionConfig
    >>> find_fields(RegionConfig, ("gebietsstaende", 0, "raeume", "kommune", 1))
    ('schluessel', 'name', 'kuerzel', 'eltern')
    """
    kind: Any = model
    for part in table:
        kind = _step(kind, part)
    found = _model_in(kind)
    return () if found is None else tuple(found.model_fields)


def _step(kind: Any, part: int | str) -> Any:
    """Type of one entry of a table or list."""
    model = _model_in(kind)
    if model is not None and not isinstance(part, int) and get_origin(kind) not in (dict, tuple):
        field = model.model_fields.get(part)
        return None if field is None else field.annotation
    arguments = get_args(kind)
    if get_origin(kind) is dict:
        return arguments[1]
    return arguments[0] if arguments else None


def _model_in(kind: Any) -> type[BaseModel] | None:
    """Model that a type is, or has as an alternative."""
    alternatives = [kind, *get_args(kind)] if get_origin(kind) not in (dict, tuple) else []
    return next((a for a in alternatives if isinstance(a, type) and issubclass(a, BaseModel)), None)
