"""What a profile shows (`profil.toml`): chapters, indicators, maps. Without the file, the catalogue's themes."""

from pydantic import Field, model_validator

from indicators.catalogue import AREA_KM2, Art, Catalogue, Indikator, Key, Model, Richtung

MOST_MAPS = 3  # beside each other on a page
DEFAULT_WORD = "Profil"


class Kapitel(Model):
    """One `[[kapitel]]`: a theme with its indicators, and those of them that get a map and a time chart."""

    titel: str = Field(min_length=1, max_length=90)
    indikatoren: tuple[Key, ...] = Field(min_length=1)
    karten: tuple[Key, ...] = Field(default=(), max_length=MOST_MAPS)

    @model_validator(mode="after")
    def _maps_are_of_this_chapter(self) -> "Kapitel":
        foreign = [key for key in self.karten if key not in self.indikatoren]
        if foreign:
            raise ValueError(f"„{foreign[0]}“ steht unter „karten“, aber nicht unter „indikatoren“")
        for key in ("indikatoren", "karten"):
            named: tuple[str, ...] = getattr(self, key)
            twice = sorted({name for name in named if named.count(name) > 1})
            if twice:
                raise ValueError(f"„{twice[0]}“ steht mehrmals in „{key}“")
        return self


class Titel(Model):
    """`[titel]`: what the profiles are called, above the name of the place."""

    gruppe: str = Field(default=DEFAULT_WORD, min_length=1, max_length=60)  # of the level below the region
    raum: str = Field(default=DEFAULT_WORD, min_length=1, max_length=60)  # of the finest level


class Profilplan(Model):
    """The whole file; what it leaves out follows from the catalogue (`complete_plan`)."""

    format: int = Field(default=1, ge=1, le=1)
    titel: Titel = Titel()
    einwohner: Key | None = None  # the count of residents
    kennzahlen: tuple[Key, ...] = Field(default=(), max_length=2)  # beside residents, area and number of areas
    altersgruppen: tuple[Key, ...] = Field(default=(), max_length=8)  # shares of the residents, shown as bars
    kapitel: tuple[Kapitel, ...] = ()

    @property
    def indikatoren(self) -> tuple[str, ...]:
        """All indicators the plan names, each once."""
        first = () if self.einwohner is None else (self.einwohner,)
        of_chapters = (key for chapter in self.kapitel for key in chapter.indikatoren)
        return tuple(dict.fromkeys((*first, *self.kennzahlen, *self.altersgruppen, *of_chapters)))


def complete_plan(plan: Profilplan, catalogue: Catalogue) -> Profilplan:
    """The plan with what the catalogue suggests where the package says nothing."""
    entries = list(catalogue.indikatoren.values())
    counts = [entry.id for entry in entries if entry.art is Art.ANZAHL]
    densities = [entry.id for entry in entries if AREA_KM2 in entry.nenner]
    return plan.model_copy(
        update={
            "einwohner": plan.einwohner or next(iter(counts), None),
            "kennzahlen": plan.kennzahlen or tuple(densities[:1]),
            "kapitel": plan.kapitel or _chapters(catalogue),
        }
    )


def _chapters(catalogue: Catalogue) -> tuple[Kapitel, ...]:
    return tuple(
        Kapitel.model_construct(
            titel=theme, indikatoren=tuple(entry.id for entry in entries), karten=_main_indicators(entries)
        )
        for theme, entries in catalogue.by_theme().items()
    )


def _main_indicators(entries: tuple[Indikator, ...]) -> tuple[str, ...]:
    """Shares and finished values, those that burden or relieve first; counts need no map of their own."""
    shown = [e for e in entries if e.art in (Art.ANTEIL, Art.WERT) and AREA_KM2 not in e.nenner]
    ordered = sorted(shown, key=lambda entry: entry.richtung is Richtung.NEUTRAL)
    return tuple(entry.id for entry in ordered[:MOST_MAPS])
