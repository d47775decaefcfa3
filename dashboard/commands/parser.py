"""A command line that speaks German, its errors included."""

import argparse
import re
import sys
from collections.abc import Mapping

from geodata.findings import suggest

# what argparse says, and what the user reads
_ERRORS: Mapping[str, str] = {
    r"the following arguments are required: (.+)": "{0} fehlt",
    r"argument BEFEHL: invalid choice: '(.*?)' \(choose from (.+)\)": "unbekannter Befehl „{0}“",
    r"argument (\S+): invalid choice: '(.*?)'.*": "„{1}“ ist bei {0} nicht erlaubt",
    r"argument (\S+): expected .*": "Angabe hinter {0} fehlt",
    r"argument (\S+): ignored explicit argument '(.*)'": "{0} hat keine Angabe („{1}“)",
    r"argument (\S+): invalid \S+ value: '(.*)'": "„{1}“ ist bei {0} nicht lesbar",
    r"unrecognized arguments: (.+)": "unbekannte Angabe „{0}“",
    r"ambiguous option: (\S+) could match (.+)": "{0} ist nicht eindeutig: {1}",
}


class GermanFormatter(argparse.HelpFormatter):
    """Help whose headings are German."""

    def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def]
        """Head the line with "Aufruf"."""
        super().add_usage(usage, actions, groups, "Aufruf: " if prefix is None else prefix)


class GermanParser(argparse.ArgumentParser):
    """Parser that speaks German to its user."""

    def __init__(self, **options: object) -> None:
        super().__init__(**{"formatter_class": GermanFormatter, "add_help": False, **options})  # type: ignore[arg-type]
        self._positionals.title = "Angaben"
        self._optionals.title = "Optionen"
        self.add_argument("-h", "--help", action="help", help="diese Hilfe zeigen")

    def error(self, message: str) -> None:  # type: ignore[override]
        """End with what is wrong and the short help."""
        print(f"Fehler: {translate_error(message)}\n", file=sys.stderr)
        self.print_help(sys.stderr)
        self.exit(2)


def translate_error(message: str) -> str:
    """German words for what argparse says; with the command that was probably meant.

    Examples
    --------
    >>> translate_error("argument BEFEHL: invalid choice: 'chek' (choose from 'check', 'protect')")
    'unbekannter Befehl „chek“; meinten Sie „check“?'
    """
    for pattern, german in _ERRORS.items():
        said = re.fullmatch(pattern, message)
        if said is not None:
            return german.format(*said.groups()) + _suggest_command(pattern, said)
    return message


def _suggest_command(pattern: str, said: "re.Match[str]") -> str:
    if "BEFEHL" not in pattern:
        return ""
    known = re.findall(r"[\w-]+", said.group(2))
    meant = suggest(said.group(1), known)
    *others, last = (f"„{name}“" for name in known)
    named = " oder ".join([*([", ".join(others)] if others else []), last])
    return f"; erlaubt: {named}" if meant is None else f"; meinten Sie „{meant}“?"
