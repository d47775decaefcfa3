"""Ids of all components; nothing else in Python spells an id. The browser's scripts use the same words."""

# state
AUSWAHL = "auswahl"  # store: the parsed selection, owned by the URL
FRAGE_KONTEXT = "frage-kontext"  # stores: the parts of the selection one server callback answers, without the year
FRAGE_PROFIL = "frage-profil"
FRAGE_ZUSAMMENHANG = "frage-zusammenhang"
FRAGE_ZEIT = "frage-zeit"
FRAGE_PRESSE = "frage-presse"
KONTEXT = "kontext"  # stores: the answers for all years
PROFIL = "profil"
ZUSAMMENHANG = "zusammenhang"
ZEIT = "zeit"
PRESSE = "presse-antwort"  # store: words of the press kit
BEREIT = "bereit"  # store: set once the first map is painted
FLAECHEN = "flaechen-wahl"  # store: which geometry the maps show
HINWEISE = "hinweise"
GEAENDERT = "geaendert"  # store: never written; where callbacks that only act in the browser point to
GRENZEN_ANTWORT = "grenzen-antwort"  # store: typed class limits, read by the server

# the pages beside the explorer
ANTWORT = "antwort"  # store: the server's answer to the selection: maps, titles, notices
VON = "wahl-von"
NACH = "wahl-nach"
DARSTELLUNG = "wahl-darstellung"
FAERBUNG = "wahl-faerbung"
INDIKATOR = "wahl-indikator"
JAHR_WAHL = "wahl-jahrgang"
CSV = "umrechnung-csv"
FELD = "wahl-feld"
THEMA = "wahl-thema"
ERPROBUNG = "erprobung"  # over the map while limits are changed
MATRIX = "matrix"
HITZE = "hitze"
WASWENN = "waswenn"
SCHWERPUNKTE = "schwerpunkte"
ZWILLINGE = "zwillinge"
BEZIEHUNG = "beziehung"
WIRKUNG = "wirkung"

# the page Indizes
INDEX = "wahl-index"
BAUKASTEN = "baukasten"
INDEX_CSV = "index-csv"
INDEX_TAFEL = "index-tafel"
INDEX_ZEIT = "index-zeit"
INDEX_ROBUST = "index-robustheit"
INDEX_METHODE = "index-methode"

# choices
SUCHE = "suche"
INDIKATOREN = "indikatoren"
EBENE = "wahl-ebene"
STAND = "wahl-stand"
FELD = "wahl-feld"
INNERHALB = "wahl-innerhalb"
VERGLEICH = "wahl-vergleich"
VERGLEICHEN = "vergleichen"  # the group of choices for changes and the second indicator
KLASSENWAHL = "klassen-und-farben"
KARTEN = "wahl-karten"
METHODE = "wahl-methode"
KLASSEN = "wahl-klassen"
BEZUG = "wahl-bezug"
PALETTE = "wahl-palette"
LESART = "wahl-lesart"
BASIS = "wahl-basis"
GRENZAENDERUNG = "wahl-grenzaenderung"
GRENZEN = "wahl-grenzen"
GRENZEN_ANWENDEN = "grenzen-anwenden"
GRENZEN_MELDUNG = "grenzen-meldung"
JAHR = "wahl-jahr"

# maps
KARTE_A = "karte-a"
KARTE_B = "karte-b"
FLAECHEN_A = "flaechen-a"
FLAECHEN_B = "flaechen-b"

# drawer
DIAGRAMM_RANG = "diagramm-rang"
DIAGRAMM_ZEIT = "diagramm-zeit"
DIAGRAMM_ZUSAMMENHANG = "diagramm-zusammenhang"
