"""Which areas may have an index, a rank or a class (rule P4), decided from published figures alone."""

from collections.abc import Mapping
from enum import StrEnum
from typing import cast

import numpy as np
import pandas as pd
from pydantic import Field, model_validator

from indicators.catalogue import Key, Model
from indicators.status import Status

MIN_RESIDENTS = 300  # Berlin and Hamburg publish no index below


class Gueltig(StrEnum):
    """Why an area is valid in a year, or why not."""

    GUELTIG = "gueltig"
    ZU_KLEIN = "zu_klein"  # fewer residents than the minimum
    UNBEKANNT = "einwohner_unbekannt"  # residents suppressed or not delivered: nobody can see that they suffice
    AUSGENOMMEN = "ausgenommen"  # named by the planner, with a reason
    OHNE_KLASSE = "ohne_klasse"  # whoever published the classes published none for this area
    KOMMUNE_ZU_KLEIN = "kommune_zu_klein"  # too few valid areas to compare with; only where an index is made by Kommune


class Ausnahme(Model):
    """One `[[gueltig.ausnahmen]]` entry: an area that is an outlier, always or in some years."""

    raum: str = Field(min_length=1)
    jahre: tuple[int, ...] = ()  # empty = every year
    grund: str = Field(min_length=1)

    def holds(self, jahr: int) -> bool:
        """Whether the exception is meant for this year."""
        return not self.jahre or jahr in self.jahre


class Gueltigkeit(Model):
    """The `[gueltig]` table: which areas take part in μ, σ, index, rank and class.

    `einwohner` names an indicator that counts the residents; `klasse` one that holds a published class, where somebody
    else decided already. With both an area must pass both.
    """

    einwohner: Key | None = None
    mindestens: int = Field(default=MIN_RESIDENTS, ge=1)
    klasse: Key | None = None
    ausnahmen: tuple[Ausnahme, ...] = ()

    @model_validator(mode="after")
    def _asks_for_something(self) -> "Gueltigkeit":
        if self.einwohner is None and self.klasse is None:
            raise ValueError("„einwohner“ oder „klasse“ fehlt: so wäre jeder noch so kleine Raum gültig")
        return self

    @property
    def indikatoren(self) -> tuple[str, ...]:
        """Ids of the indicators whose published frames the rule reads."""
        return tuple(name for name in (self.einwohner, self.klasse) if name is not None)


def judge_areas(
    rule: Gueltigkeit, published: Mapping[str, pd.DataFrame], areas: pd.Index, ebene: str, jahr: int
) -> pd.Series:
    """Decide for every area of a level whether it is valid in a year, and why not.

    Parameters
    ----------
    rule : Gueltigkeit
        The rule.
    published : mapping of str to DataFrame
        Result of `publish_indicator` by id, at least of `rule.indikatoren`.
    areas : Index of str
        Areas of the level; gives the order.
    ebene, jahr
        Level and year.

    Returns
    -------
    Series of str
        By area, values of `Gueltig`. The first that applies of ausgenommen, ohne_klasse, einwohner_unbekannt, zu_klein,
        gueltig.

    Raises
    ------
    KeyError
        If the frame of an indicator is not there.

    Notes
    -----
    A suppressed number of residents makes the area invalid: an index would say that at least `mindestens` people live
    there, while suppression promises that it could be nobody. As only published figures are asked, the answer never
    tells more than they do.

    Examples
    --------
    >>> index = pd.MultiIndex.from_product([["raum"], ["a", "b"], [2020]], names=["ebene", "area", "jahr"])
    >>> residents = pd.DataFrame({"fallzahl": [300.0, 299.0], "wert": [300.0, 299.0]}, index)
    >>> judge_areas(Gueltigkeit(einwohner="ew"), {"ew": residents}, pd.Index(["a", "b"]), "raum", 2020).tolist()
    ['gueltig', 'zu_klein']
    """
    verdict = np.full(len(areas), Gueltig.GUELTIG, dtype=object)
    if rule.einwohner is not None:
        residents = _read(published[rule.einwohner], "fallzahl", areas, ebene, jahr).to_numpy()
        verdict[residents < rule.mindestens] = Gueltig.ZU_KLEIN
        verdict[np.isnan(residents)] = Gueltig.UNBEKANNT
    if rule.klasse is not None:
        classes = _read(published[rule.klasse], "wert", areas, ebene, jahr).to_numpy()
        verdict[np.isnan(classes)] = Gueltig.OHNE_KLASSE
    named = [exception.raum for exception in rule.ausnahmen if exception.holds(jahr)]
    verdict[areas.isin(named)] = Gueltig.AUSGENOMMEN
    return pd.Series(verdict, index=areas)


def valid_areas(
    rule: Gueltigkeit, published: Mapping[str, pd.DataFrame], areas: pd.Index, ebene: str, jahr: int
) -> pd.Series:
    """Which areas of a level are valid in a year; True or False by area, see `judge_areas`.

    Examples
    --------
    >>> index = pd.MultiIndex.from_product([["raum"], ["a", "b"], [2020]], names=["ebene", "area", "jahr"])
    >>> classes = pd.DataFrame({"fallzahl": 0.0, "wert": [3.0, float("nan")]}, index)
    >>> valid_areas(Gueltigkeit(klasse="k"), {"k": classes}, pd.Index(["a", "b"]), "raum", 2020).tolist()
    [True, False]
    """
    return judge_areas(rule, published, areas, ebene, jahr) == Gueltig.GUELTIG


def leave_unclassified(published: pd.DataFrame, residents: pd.DataFrame, mindestens: int) -> pd.DataFrame:
    """Take the value of one indicator away where too few people live to compare it with other areas.

    Parameters
    ----------
    published : DataFrame
        Result of `publish_indicator`.
    residents : DataFrame
        The same of the indicator that counts the residents, same Gebietsstand.
    mindestens : int
        Fewest residents, persons.

    Returns
    -------
    DataFrame
        As `published`; rows that were beobachtet are nicht_klassiert and have no `wert` where fewer residents are
        published. `fallzahl` and `nenner` stay. Where no number of residents is published, because it was not
        delivered or is gesperrt, rows stay as they are: nobody could say that few live there.

    Notes
    -----
    Rule P4 for single indicators. Only published figures are asked, so that the answer tells no more than they do.

    Examples
    --------
    >>> index = pd.MultiIndex.from_product([["raum"], ["a", "b"], [2020]], names=["ebene", "area", "jahr"])
    >>> states = [str(s) for s in Status]
    >>> rate = pd.DataFrame({"fallzahl": [30.0, 31.0], "wert": [10.0, 10.4],
    ...                      "status": pd.Categorical(["beobachtet"] * 2, categories=states)}, index)
    >>> residents = pd.DataFrame({"fallzahl": [300.0, 299.0]}, index)
    >>> leave_unclassified(rate, residents, 300)[["fallzahl", "wert", "status"]].values.tolist()
    [[30.0, 10.0, 'beobachtet'], [31.0, nan, 'nicht_klassiert']]
    """
    few = residents["fallzahl"].reindex(published.index) < mindestens
    small = (few & (published["status"] == Status.OBSERVED)).to_numpy()
    if not small.any():
        return published
    return published.assign(
        wert=published["wert"].mask(small), status=published["status"].mask(small, str(Status.NOT_CLASSIFIED))
    )


def _read(published: pd.DataFrame, column: str, areas: pd.Index, ebene: str, jahr: int) -> pd.Series:
    """One published column of a level and year by area; NaN where the frame has no row."""
    index = cast(pd.MultiIndex, published.index)
    levels, years = index.levels[0], index.levels[2]
    if ebene not in levels or jahr not in years:
        return pd.Series(float("nan"), index=areas)
    # the codes of the index are at hand, its labels would have to be written out
    rows = np.flatnonzero((index.codes[0] == levels.get_loc(ebene)) & (index.codes[2] == years.get_loc(jahr)))
    keys = index.levels[1].take(index.codes[1][rows])
    return pd.Series(published[column].to_numpy(dtype=float)[rows], index=keys).reindex(areas)
