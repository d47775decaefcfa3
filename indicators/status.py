"""The closed set of states a published value can be in, with the signs of German official statistics."""

from enum import StrEnum


class Status(StrEnum):
    """State of one value; every consumer handles all six.

    Notes
    -----
    Signs after the conventions of the statistical offices of the Länder and the Bund. `OBSERVED` has no sign: the
    number itself is shown. A zero that was counted is `OBSERVED` too.

    Examples
    --------
    >>> Status.SUPPRESSED.sign, Status.SUPPRESSED.letter
    ('•', 's')
    >>> Status("unsicher") is Status.UNRELIABLE
    True
    """

    OBSERVED = "beobachtet"
    SUPPRESSED = "gesperrt"  # primary or secondary, the public cannot tell which (S3)
    MISSING = "fehlt"
    UNRELIABLE = "unsicher"  # the rate is not reliable, the count may be shown (P3)
    UNDEFINED = "undefiniert"  # denominator 0
    NOT_CLASSIFIED = "nicht_klassiert"  # published, but left out of classes and ranks (P4)

    @property
    def sign(self) -> str:
        """Sign in tables; empty where the number itself is shown."""
        return _SIGNS[self]

    @property
    def letter(self) -> str:
        """One ASCII character for compact encodings."""
        return _LETTERS[self]


_SIGNS = {
    Status.OBSERVED: "",
    Status.SUPPRESSED: "•",
    Status.MISSING: "…",
    Status.UNRELIABLE: "/",
    Status.UNDEFINED: "x",
    Status.NOT_CLASSIFIED: "()",
}
_LETTERS = {
    Status.OBSERVED: "o",
    Status.SUPPRESSED: "s",
    Status.MISSING: "m",
    Status.UNRELIABLE: "u",
    Status.UNDEFINED: "x",
    Status.NOT_CLASSIFIED: "n",
}
