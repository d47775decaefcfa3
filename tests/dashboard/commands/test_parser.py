"""Mistakes on the command line are named in German."""

import pytest

from dashboard.__main__ import main


def test_unknown_command_names_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["start"])
    mistake = capsys.readouterr().err.split("\n\n")[0]
    assert mistake.startswith("Fehler: unbekannter Befehl „start“; erlaubt: „check“, „protect“, „relate“")
    assert "„export“" in mistake


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "BEFEHL fehlt"),
        (["check"], "ORDNER fehlt"),
        (["chek", "x"], "unbekannter Befehl „chek“; meinten Sie „check“?"),
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
