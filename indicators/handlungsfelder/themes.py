"""What the Kommunen named as their priorities: the `[prioritaeten]` table of `handlungsfelder.toml`."""

from pydantic import Field, model_validator

from indicators.catalogue import Key, Model


class Thema(Model):
    """One `[prioritaeten.themen.<id>]` table: a theme, the fields it concerns and the areas that named it."""

    name: str = Field(min_length=1)
    kurz: str = Field(min_length=1)
    handlungsfelder: tuple[Key, ...] = ()  # empty: no field of the region measures it
    raeume: tuple[str, ...]  # keys of the group level (Kommunen)

    @model_validator(mode="after")
    def _names_once(self) -> "Thema":
        for key in ("handlungsfelder", "raeume"):
            named: tuple[str, ...] = getattr(self, key)
            twice = sorted({name for name in named if named.count(name) > 1})
            if twice:
                raise ValueError(f"„{twice[0]}“ steht mehrmals in „{key}“")
        return self


class Prioritaeten(Model):
    """The `[prioritaeten]` table; `hinweis` says what is assumed and has to be shown with every view."""

    stand: str = Field(min_length=1)  # when they were named, in words
    quelle: str = Field(min_length=1)
    hinweis: str | None = None
    themen: dict[Key, Thema] = Field(min_length=1)
