"""Profiles below `/export`: exactly the place asked for, or a German page that says why not."""

from flask import Blueprint, Response, request

from dashboard.atlas import Atlas
from dashboard.export import today
from dashboard.export_routes import put_off
from dashboard.profiles import MIME, Press, ProfileFormat
from dashboard.settings import Settings
from dashboard.turns import BusyError, Turns
from layouts.profiles.profile import Kind
from layouts.profiles.subject import Subject, SubjectError, read_subject
from layouts.textpage import build_text_page, plain

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
                return _make(atlas, subject, ProfileFormat(ending), settings.public_address or request.host_url)
        except SubjectError as error:
            return refuse(atlas, str(error))
        except BusyError:
            return put_off(atlas)

    return routes


def _make(atlas: Atlas, subject: Subject, kind: ProfileFormat, address: str) -> Response:
    name, content = Press(atlas, subject.stand, today(atlas, address)).make(subject, kind)
    answer = Response(content, content_type=MIME[kind])
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


def refuse(atlas: Atlas, reason: str, status: int = 400) -> Response:
    """A page that says what is wrong and where the profiles are."""
    title = "Dieses Profil gibt es nicht"
    text = f"# {title}\n\n{plain(reason)}\n\nAlle Profile stehen auf der Seite [Profile](/profile/)."
    answer = Response(build_text_page(title, text, atlas), status=status, mimetype="text/html")
    answer.headers["Cache-Control"] = "no-store"
    return answer
