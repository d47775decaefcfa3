"""Check of `profil.toml` against the catalogue of its package."""

from collections.abc import Iterable, Sequence

from geodata.checks.inspection import Inspection
from geodata.findings import Location, refer
from geodata.problems import Problem, error
from geodata.tomlfiles import CATALOGUE_FILE, RULE_FILES
from geodata.tomlplaces import find_line
from indicators.catalogue import Art, Catalogue
from layouts.profiles.plan import Profilplan

FILE = RULE_FILES["profil"]


def check_profile_plan(plan: Profilplan, catalogue: Catalogue, inspection: Inspection) -> list[Problem]:
    """Every indicator a profile names must exist, and be of a kind that can be shown in its place."""
    text = inspection.rules["profil"].text
    residents = () if plan.einwohner is None else (plan.einwohner,)
    problems = [
        *_check_keys("einwohner", residents, catalogue, text, ("einwohner",)),
        *_check_keys("kennzahlen", plan.kennzahlen, catalogue, text, ("kennzahlen",)),
        *_check_keys("altersgruppen", plan.altersgruppen, catalogue, text, ("altersgruppen",)),
    ]
    for number, chapter in enumerate(plan.kapitel):
        place = f"[[kapitel]] „{chapter.titel}“, Angabe „indikatoren“"
        problems += _check_keys(place, chapter.indikatoren, catalogue, text, ("kapitel", number, "indikatoren"))
    problems += _check_kinds("einwohner", residents, Art.ANZAHL, "Anzahl", catalogue, text)
    problems += _check_kinds("altersgruppen", plan.altersgruppen, Art.ANTEIL, "Anteil", catalogue, text)
    return problems


def _check_keys(name: str, keys: Sequence[str], catalogue: Catalogue, text: str, place: Location) -> Iterable[Problem]:
    where = name if name.startswith("[[") else f"Angabe „{name}“"
    for key in keys:
        if key not in catalogue.indikatoren:
            finding = f"{where}: „{key}“ steht nicht in {CATALOGUE_FILE}"
            remedy = refer(key, list(catalogue.indikatoren), "oder den Indikator ergänzen")
            yield error(FILE, finding, remedy, find_line(text, place))


def _check_kinds(
    name: str, keys: Sequence[str], art: Art, word: str, catalogue: Catalogue, text: str
) -> Iterable[Problem]:
    for key in keys:
        entry = catalogue.indikatoren.get(key)
        if entry is not None and entry.art is not art:
            finding = f'Angabe „{name}“: „{key}“ ist kein Indikator mit art = "{art.value}"'
            yield error(FILE, finding, f"einen Indikator dieser Art nennen ({word})", find_line(text, (name,)))
