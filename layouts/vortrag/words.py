"""German words of talks and embedding that the browser's scripts use; part of `layouts.texts.BROWSER`."""

WORDS = {
    "einbetten_vorschau": "Vorschau in Originalgröße",
    "einbetten_verkleinert": "Vorschau, auf {p} % verkleinert",
    "einbetten_kopiert": "Code kopiert",
    "einbetten_von_hand": "Bitte den markierten Code mit Strg+C kopieren.",
}
