"""Profiles below `/export`: exactly the place asked for, or a German page that says why not."""

from flask import Blueprint, Response, request

from dashboard.atlas import Atlas
from dashboard.exports.profiles import MIME, Press, ProfileFormat
from dashboard.exports.turns import BusyError, Turns
from dashboard.routes.answers import answer_file, answer_words, imprint_of, put_off
from dashboard.settings import Settings
from layouts.profiles.profile import Kind
from layouts.profiles.subject import SubjectError, read_subject
from layouts.textpage import plain

# name below /export → whom the profile is about
NAMES = {"kommunalprofil": Kind.GRUPPE, "sozialraumprofil": Kind.RAUM}


def build_profile_routes(atlas: Atlas, settings: Settings, turns: Turns) -> Blueprint:
    """Routes of single profiles."""
    routes = Blueprint("profil", __name__, url_prefix="/export")

    @routes.get("/<any(kommunalprofil,sozialraumprofil):name>.<any(pdf,pptx):ending>")
    def profile(name: str, ending: str) -> Response:
        try:
            subject = read_subject(atlas, NAMES[name], request.args.to_dict())
            with turns.take():
                press = Press(atlas, subject.stand, imprint_of(atlas, settings))
                file, content = press.make(subject, ProfileFormat(ending))
        except SubjectError as error:
            return refuse(atlas, str(error))
        except BusyError:
            return put_off(atlas)
        return answer_file(content, MIME[ProfileFormat(ending)], file)

    return routes


def refuse(atlas: Atlas, reason: str, status: int = 400) -> Response:
    """A page that says what is wrong and where the profiles are."""
    text = f"{plain(reason)}\n\nAlle Profile stehen auf der Seite [Profile](/profile/)."
    return answer_words(atlas, "Dieses Profil gibt es nicht", text, status)
