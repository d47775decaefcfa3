"""Raw files of Berlin: where each one lies, how its headers are called here, and how it is read."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from zipfile import BadZipFile

import geopandas as gpd
import pandas as pd
from pyogrio.errors import DataSourceError

from geodata.errors import FileError
from geodata.problems import error, name_offenders

OLD_AREAS = Path("lor/berlin-lor-planning-areas-until-2020.geojson")
OLD_REGIONS = Path("lor/berlin-lor-district-regions-until-2020.geojson")
NEW_AREAS = Path("lor/LOR_2023-01-01_PLR_EPSG_25833_nur_ID.shp")
NAMES = Path("lor/lor_2021-01-01_k3_uebersicht_id_namen.xlsx")
NEW_AREA_NAMES = ("LOR_2023_PLR", {"PLR_ID": "schluessel", "PLR_Name": "name"})
NEW_REGION_NAMES = ("LOR_2023_BZR", {"BZR_ID": "schluessel", "BZR_Name": "name"})

POPULATION_YEARS = (2015, 2017, 2018, 2019, 2020, 2022, 2024)
MSS_YEARS = (2013, 2015, 2017, 2019)

AREA_COLUMNS = {"id": "schluessel", "name": "name"}
NEW_AREA_COLUMNS = {"PLR_ID": "schluessel"}
MIGRATION_COLUMNS = {
    "id": "raum",
    "inhabitants": "ew_insgesamt",
    "inhabitants_with_migration_background": "ew_mh",
}
AGE_COLUMNS = {
    "id": "raum",
    "inhabitants": "ew_insgesamt",
    "inhabitants_age_below_6": "ew_u6",
    "inhabitants_age_6_15": "ew_6_15",
    "inhabitants_age_15_18": "ew_15_18",
    "inhabitants_age_18_27": "ew_18_27",
    "inhabitants_age_27_45": "ew_27_45",
    "inhabitants_age_45_55": "ew_45_55",
    "inhabitants_age_55_65": "ew_55_65",
    "inhabitants_age_above_65": "ew_65plus",
    "inhabitants_female": "ew_weiblich",
    "inhabitants_foreigners": "ew_auslaender",
}
MSS_VALUE_COLUMNS = {
    "id": "raum",
    "s1_percentage_unemployed": "mss_s1",
    "s2_percentage_long_term_unemployed": "mss_s2",
    "s3_percentage_transfer_payments_recipients": "mss_s3",
    "s4_percentage_transfer_payments_recipients_below_15_years": "mss_s4",
    "d1_percentage_unemployed": "mss_d1",
    "d2_percentage_long_term_unemployed": "mss_d2",
    "d3_percentage_transfer_payments_recipients": "mss_d3",
    "d4_percentage_transfer_payments_recipients_below_15_years": "mss_d4",
}
MSS_LONG_TERM = frozenset({"mss_s2", "mss_d2"})  # no index indicator any more since the MSS 2019
MSS_CLASS_COLUMNS = {"id": "raum", "status_index": "mss_status_klasse", "dynamik_index": "mss_dynamik_klasse"}


class SourceFileError(FileError):
    """A raw file is missing, unreadable or not what it should be; the message names the file and the remedy."""

    def __init__(self, file: Path, text: str, abhilfe: str) -> None:
        super().__init__([error(file.as_posix(), text, abhilfe)])


def population_file(year: int, part: str) -> Path:
    """Path of a population table (second half-year, i.e. 31 December), relative to the source folder.

    Examples
    --------
    >>> population_file(2020, "t1").name
    'berlin-lor-population-2020-02-t1-planning-areas.csv'
    """
    return Path("bevoelkerung") / f"berlin-lor-population-{year}-02-{part}-planning-areas.csv"


def mss_file(year: int, part: str) -> Path:
    """Path of a table of the Monitoring Soziale Stadtentwicklung, relative to the source folder.

    Examples
    --------
    >>> mss_file(2019, "00-1").name
    'berlin-lor-monitoring-social-urban-development-2019-00-1.csv'
    """
    return Path("mss") / f"berlin-lor-monitoring-social-urban-development-{year}-{part}.csv"


def _existing(source: Path, file: Path) -> Path:
    path = source / file
    if not path.is_file():
        remedy = "einen Quellordner angeben, der die Rohdateien in lor, mss und bevoelkerung vollständig enthält"
        raise SourceFileError(file, f"Rohdatei fehlt im Ordner „{source}“", remedy)
    return path


def _check_columns(found: Iterable[object], file: Path, wanted: Iterable[str]) -> None:
    names = [str(name) for name in found]
    missing = [raw for raw in wanted if raw not in names]
    if missing:
        finding = f"Spalten fehlen: {name_offenders(missing)}; gefunden: {name_offenders(names)}"
        raise SourceFileError(file, finding, "die Datei des richtigen Jahres und Themas ablegen")


def _unreadable(file: Path, cause: Exception) -> SourceFileError:
    return SourceFileError(file, f"Datei ist nicht lesbar ({cause})", "die Datei erneut beziehen")


def read_raw_table(source: Path, file: Path, columns: Mapping[str, str]) -> pd.DataFrame:
    """One raw CSV with the wanted columns under their names here.

    Parameters
    ----------
    source : Path
        Folder of the raw files.
    file : Path
        Path inside it.
    columns : Mapping[str, str]
        Raw header → name here; the key column becomes "raum".

    Returns
    -------
    DataFrame
        "raum" as 8-digit text, every other column as text exactly as delivered.

    Raises
    ------
    SourceFileError
        The file or a column is missing, it cannot be read, or a key is not 8 digits or stands twice.
    """
    path = _existing(source, file)
    try:
        raw = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    except ValueError as cause:
        raise _unreadable(file, cause) from cause
    _check_columns(raw.columns, file, columns)
    table = raw.rename(columns=dict(columns))[[*columns.values()]]
    wrong = table["raum"][~table["raum"].str.fullmatch(r"\d{8}") | table["raum"].duplicated()]
    if not wrong.empty:
        finding = f"Schlüssel doppelt oder nicht achtstellig: {name_offenders([*wrong])}"
        remedy = "die Datei unverändert ablegen; eine Tabellenkalkulation entfernt beim Speichern führende Nullen"
        raise SourceFileError(file, finding, remedy)
    return table


def as_numbers(table: pd.DataFrame, file: Path) -> pd.DataFrame:
    """The value columns of a raw table as float64; a blank cell stays missing (NaN).

    Raises
    ------
    SourceFileError
        A cell is neither blank nor a number.

    Examples
    --------
    >>> raw = pd.DataFrame({"raum": ["01011101", "01011102"], "ew_insgesamt": ["3419", ""]})
    >>> as_numbers(raw, Path("t1.csv"))["ew_insgesamt"].tolist()
    [3419.0, nan]
    """
    numbers = table.set_index("raum")
    texts = numbers.mask(numbers == "")
    result: pd.DataFrame = texts.apply(pd.to_numeric, errors="coerce").astype("float64")
    wrong = texts[result.isna() & texts.notna()].stack().dropna()
    if not wrong.empty:
        raise SourceFileError(file, f"keine Zahl: {name_offenders([*wrong])}", "die Datei unverändert ablegen")
    return result.reset_index()


def read_raw_areas(source: Path, file: Path, columns: Mapping[str, str]) -> gpd.GeoDataFrame:
    """Raw borders with "schluessel" (text), the other wanted columns and "geometry", in the file's own CRS.

    Raises
    ------
    SourceFileError
        The file or a column is missing, it cannot be read, or it names no CRS.
    """
    path = _existing(source, file)
    try:
        raw = gpd.read_file(path)
    except (DataSourceError, ValueError) as cause:
        raise _unreadable(file, cause) from cause
    _check_columns(raw.columns, file, columns)
    if raw.crs is None:
        raise SourceFileError(
            file, "Datei nennt kein Koordinatensystem", "die Datei mit der Endung .prj daneben ablegen"
        )
    areas: gpd.GeoDataFrame = raw.rename(columns=dict(columns))[[*columns.values(), "geometry"]]
    return areas


def read_names(source: Path, sheet: str, columns: Mapping[str, str]) -> "pd.Series[str]":
    """Official names by key ("schluessel") from one sheet of the overview of 2021.

    Raises
    ------
    SourceFileError
        The file, the sheet or a column is missing.
    """
    path = _existing(source, NAMES)
    try:
        raw = pd.read_excel(path, sheet_name=sheet, dtype=str)
    except (ValueError, BadZipFile) as cause:
        raise _unreadable(NAMES, cause) from cause
    _check_columns(raw.columns, NAMES, columns)
    return raw.rename(columns=dict(columns)).set_index("schluessel")["name"].str.strip()
