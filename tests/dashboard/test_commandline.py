"""Mistakes on the command line are named in German."""

import pytest

from dashboard.__main__ import main


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "BEFEHL fehlt"),
        (["check"], "ORDNER fehlt"),
        (["chek", "x"], "unbekannter Befehl „chek“; meinten Sie „check“?"),
        (["start"], "unbekannter Befehl „start“; erlaubt: „check“, „protect“, „relate“, „reproduce“ oder „export“"),
        (["check", "a", "b"], "unbekannte Angabe „b“"),
        (["protect", "--report"], "Angabe hinter --report fehlt"),
        (["protect", "--audit=ja"], "--audit hat keine Angabe („ja“)"),
    ],
)
def test_mistake_is_named_in_german(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    shown = capsys.readouterr().err
    assert shown.startswith(f"Fehler: {words}\n\nAufruf: python -m dashboard")
