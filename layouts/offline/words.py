"""Words of the offline file that no rule writes; keys are used in `viewer/*.js` and in the page around them."""

from layouts.texts import BROWSER

# shared with the screen
SHARED = (
    "anzahl",
    "gesperrt",
    "fehlt",
    "unsicher",
    "undefiniert",
    "nicht_klassiert",
    "grenzen_veraendert",
    "neues_gebiet",
    "unter",
    "von_bis",
    "ab",
    "alle_werte",
    "gewaehlt",
    "auswahl_aufgehoben",
    "abspielen",
    "anhalten",
    "jahr_von",
    "karte_aktualisiert",
)

VIEWER = {key: BROWSER[key] for key in SHARED} | {
    "szene_von": "Szene {i} von {n}",
    "szene_gezeigt": "Szene {i} von {n}: {titel}.",
    "naechste": "Danach: {titel}",
    "zwei_karten": "Zwei Karten",
    "letzte": "Das ist die letzte Szene.",
    "ohne_notiz": "Zu dieser Szene gibt es keine Notiz.",
    "tabelle_titel": "{titel} – {raeume}",
    "vergleich_ueber": "der Wert liegt darüber",
    "vergleich_unter": "der Wert liegt darunter",
    "vergleich_gleich": "kein eindeutiger Unterschied",
    "verlauf": "Verlauf {von} bis {bis}",
    "verlauf_von": "{name}, {von} bis {bis}",
    "raum_zeigen": "Einen Raum wählen: auf der Karte, in der Tabelle oder mit der Tabulatortaste und Pfeilen.",
    "auswahl_weg": "Auswahl aufheben",
    "hell": "Hell",
    "dunkel": "Dunkel",
    "zum_atlas": "Diese Ansicht im Atlas",
}

# buttons of the bar: id, symbol (path in a box of 24), words, key
BUTTONS = (
    ("uebersicht-knopf", "M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z", "Übersicht", "Ü"),
    ("notizen-knopf", "M5 4h14v12l-4 4H5zM8 9h8M8 13h5", "Notizen", "N"),
    ("tabelle-knopf", "M4 5h16v14H4zM4 10h16M4 15h16M11 5v14", "Als Tabelle", "T"),
    ("code-knopf", "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 14h2v6h-6v-2h4z", "QR-Code", "Q"),
    ("thema-knopf", "M12 4a8 8 0 1 0 0 16zM12 4a8 8 0 0 1 0 16", "Dunkel", "D"),
    ("vollbild-knopf", "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5", "Vollbild", "F"),
    ("hilfe-knopf", "M9 9a3 3 0 1 1 4 3c-1 .5-1 1-1 2M12 17.5v.5", "Tasten", "?"),
)

KEYS = (
    ("→ · Bild ab · Leertaste", "nächste Szene (auch mit einem Klicker)"),
    ("← · Bild auf", "vorige Szene"),
    ("Pos 1 · Ende", "erste, letzte Szene"),
    ("↓ · ↑", "nächstes, voriges Jahr"),
    ("P", "Jahre abspielen, anhalten"),
    ("Tabulator, dann Pfeile", "von Raum zu Raum; Eingabe wählt"),
    ("Esc", "Auswahl aufheben, Fenster schließen"),
    ("Ü · N · T · Q", "Übersicht, Notizen, Tabelle, QR-Code"),
    ("V", "zweite Karte, wo die Szene zwei Indikatoren vergleicht"),
    ("D · F · B", "hell oder dunkel, Vollbild, schwarzer Bildschirm"),
)
