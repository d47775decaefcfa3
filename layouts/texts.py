"""The text catalogue: every German word of the interface that is not written by a rule in `layouts.sentences`."""

from layouts.vortrag.words import WORDS as TALK_WORDS

PRODUCT = "Sozialraumatlas"

# Stands on every view and in every file with unprotected numbers
INTERNAL = "INTERN – nicht zur Veröffentlichung"
FILE_PREFIX = "INTERN_"

PAGES = {
    "impressum": "Impressum",
    "datenschutz": "Datenschutz",
    "barrierefreiheit": "Barrierefreiheit",
    "ueber": "Über die Daten",
}

SKIP_TO_MAP = "Zur Karte springen"
SKIP_TO_TABLE = "Zur Tabelle springen"
SKIP_TO_INDICATORS = "Zur Auswahl des Indikators springen"

METHODS = {
    "rund": "Feste, runde Grenzen",
    "quantile": "Quantile (gleich viele Räume)",
    "jenks": "Natürliche Brüche (Fisher–Jenks)",
    "gleich": "Gleiche Abstände",
    "stdabw": "Standardabweichung",
    "eigene": "Eigene Grenzen",
}

# Kinds of change between two Gebietsstände (`geodata.revisions.Change`)
CHANGES = {
    "unveraendert": "unverändert",
    "umbenannt": "umbenannt",
    "geteilt": "geteilt",
    "zusammengelegt": "zusammengelegt",
    "verschoben": "Grenzen verschoben",
    "neu": "neues Gebiet",
    "entfallen": "entfallen",
}

# Where the weights between two Gebietsstände come from (`geodata.weights.Method`)
WEIGHTS = {
    "exakt": "genau (ganzer Raum)",
    "tabelle": "nach Umrechnungstabelle",
    "einwohner": "nach Einwohnern",
    "flaeche": "nach Fläche",
}

# How a time series over boundary revisions is read (`layouts.selection.Lesart`)
READINGS = {
    "umgerechnet": "umgerechnet",
    "original": "wie veröffentlicht",
    "gemeinsam": "gemeinsame Räume",
}

# What a change does where borders changed (`layouts.selection.Grenzaenderung`)
REVISIONS = {"umrechnen": "Werte umrechnen", "auslassen": "nicht vergleichen"}

LIMIT_SCOPE = {"alle": "über alle Jahre gleich", "jahr": "für jedes Jahr neu"}

DIRECTION = {
    "belastend": "Hohe Werte weisen auf höheren Bedarf hin.",
    "entlastend": "Niedrige Werte weisen auf höheren Bedarf hin.",
    "neutral": "",
}

# The same of a map of changes
DIRECTION_OF_CHANGE = {
    "belastend": "Ein Anstieg weist auf wachsenden Bedarf hin.",
    "entlastend": "Ein Rückgang weist auf wachsenden Bedarf hin.",
    "neutral": "",
}

# Sent to the browser once; `{name}` is filled in there. Keys are used in assets/*.js.
BROWSER = {
    "anzahl": "Anzahl",
    "alle": "gesamt",
    "gesperrt": "geheim zu halten",
    "fehlt": "liegt nicht vor",
    "unsicher": "nicht verlässlich (zu kleine Bezugsgröße)",
    "undefiniert": "nicht sinnvoll (Bezugsgröße 0)",
    "nicht_klassiert": "nicht klassiert",
    "legende_gesperrt": "• geheim zu halten",
    "legende_fehlt": "Daten liegen nicht vor",
    "legende_unsicher": "/ nicht verlässlich",
    "legende_undefiniert": "x nicht sinnvoll",
    "legende_nicht_klassiert": "nicht klassiert",
    "unter": "unter {a}",
    "von_bis": "{a} bis unter {b}",
    "ab": "{a} und mehr",
    "alle_werte": "alle Werte",
    "klasse": "Klasse {k} von {n}",
    "karte_aktualisiert": "Karte aktualisiert: {titel}, {n} {raeume}, {s} ohne darstellbaren Wert.",
    "karte_titel": "{name} {jahr}",
    "rang": "Rang {a} von {n}",
    "rang_bis": "Rang {a} bis {b} von {n}",
    "gewaehlt": "{name} ausgewählt.",
    "auswahl_aufgehoben": "Auswahl aufgehoben.",
    "kein_treffer": "Kein Indikator passt zu „{suche}“. Versuchen Sie einen kürzeren Begriff.",
    "treffer": "{n} Indikatoren gefunden",
    "link_kopiert": "Link kopiert",
    "link_fehler": "Bitte den Link aus der Adresszeile kopieren.",
    "filter_innerhalb": "Nur {name}",
    "kein_feld": "In diesem Raum ist kein Handlungsfeld festgestellt.",
    "felder_warum": "Warum? Alle Bedingungen ansehen",
    "filter_feld": "Handlungsfeld {name}",
    "feld_nicht_dort": "Das Handlungsfeld „{name}“ gibt es für diese Auswahl nicht; der Filter ist aufgehoben.",
    "filter_klasse": "Klasse „{name}“ hervorgehoben",
    "aufheben": "{name} aufheben",
    "nicht_dort": "„{name}“ liegt für diese Auswahl nicht vor; gezeigt wird: {ort}.",
    "weniger_klassen": "Mit dieser Methode sind nur {n} Klassen möglich.",
    "abspielen": "Jahre abspielen",
    "anhalten": "Anhalten",
    "tabelle_titel": "{name} {jahr} – {raeume}, Gebietsstand {stand}",
    "weitere": "Weitere {n} Zeilen anzeigen",
    "raenge_gekuerzt": "Gezeigt werden die {n} höchsten und niedrigsten von {alle} Räumen; alle stehen in der Tabelle.",
    "laedt": "Daten werden geladen …",
    "ladefehler": "Die Daten konnten nicht geladen werden. Bitte laden Sie die Seite neu.",
    "jahr_von": "Jahr {jahr}, {i} von {n}",
    "vergleich_fehlt": "Wählen Sie links unter „Vergleichen“ einen zweiten Indikator, um beide gegenüberzustellen.",
    "karte_b_titel": "{name} {jahr}",
    "kein_jahr": "„{name}“ liegt für {jahr} nicht vor; gezeigt wird {ersatz}.",
    "kreise": "Kreisfläche proportional zur Anzahl",
    "spalte_rang": "Rang",
    "spalte_klasse": "Klasse",
    "hinweise_schliessen": "Hinweise schließen",
    "einklappen": "Einklappen",
    "ausklappen": "Ausklappen",
    "link_kopieren": "Link kopieren",
    "teilen": "Teilen",
    "hineinzoomen": "Hineinzoomen",
    "herauszoomen": "Herauszoomen",
    "wischen_stand": "{alt} % früherer, {neu} % späterer Gebietsstand",
    "grenzen_veraendert": "nicht vergleichbar: Grenzen verändert",
    "neues_gebiet": "nicht vergleichbar: neues Gebiet",
    "legende_grenzen_veraendert": "nicht vergleichbar: Grenzen verändert",
    "legende_neues_gebiet": "nicht vergleichbar: neues Gebiet",
    "keine_veraenderung": "Für „{name}“ gibt es keine Veränderung gegenüber {jahr}; gezeigt wird der Stand.",
    "keine_basis": "– keines: den Stand zeigen –",
    "guete_ist": "Güte: {guete}",
    "spalte_guete": "Güte",
    "reihe_als_tabelle": "Als Tabelle",
    "reihe_titel": "{name}: {raum}, {lesart}",
    "reihe_jahr": "Jahr",
    "reihe_wert": "Wert",
    "reihe_spanne": "Spanne",
    "reihe_guete": "Güte",
    "reihe_stand": "gezählt auf Gebietsstand",
    "reihe_raeume": "Räume",
    "bruch": "Bruch",
    "grenze_zurueck": "{name}: auf {worte} zurücksetzen",
    "grenze_schieber": "{name}, Schieber",
    "ganzer_ausschnitt": "Ganzen Ausschnitt zeigen",
    **TALK_WORDS,
    "presse_zeichen": "{n} von höchstens {hoechstens} Zeichen",
    "presse_zu_lang": "Titel oder Untertitel sind zu lang. Bitte kürzen, dann wird das Bild gezeichnet.",
    "presse_zeichnet": "Das Bild wird gezeichnet …",
    "presse_gezeichnet": "Das Bild ist gezeichnet.",
    "presse_fehler": "Das Bild konnte nicht gezeichnet werden. Bitte schließen Sie das Fenster und öffnen Sie es neu.",
    "presse_groesse": "{groesse} Pixel. Genau dieses Bild liegt im Paket.",
    "presse_klassen": "Klassen der Karte",
    "presse_vorsicht": "Vorsicht bei den Farben",
    "presse_kopiert": "Kopiert",
    "presse_nicht_kopiert": "Bitte von Hand kopieren",
}
