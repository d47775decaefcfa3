"""The page „Profile“ and its background job: start, look, cancel, fetch. Plain pages and forms; scripts only help."""

from datetime import date

from flask import Blueprint, Response, abort, jsonify, redirect, request, send_file
from werkzeug.wrappers import Response as AnyResponse

from dashboard.atlas import Atlas
from dashboard.exports.profiles import ProfileFormat
from dashboard.jobs.profiles import CrowdedError, Jobs, Order, Phase, Progress
from dashboard.routes.profiles import refuse
from dashboard.security import comes_from_here
from dashboard.settings import Settings
from layouts.navigation import PROFILE
from layouts.profiles.page import FORMATS, JobView, build_profile_page, job_words
from layouts.profiles.subject import SubjectError, read_stand

PLAIN_SCRIPTS = "profil"  # folder below assets/ that only this page loads
FOREIGN = "Der Auftrag kommt von einer fremden Seite. Bitte starten Sie ihn hier."
CROWDED = "Gerade laufen mehrere solche Aufträge. Bitte versuchen Sie es in einigen Minuten noch einmal."
NO_ROOM = "Der Server kann gerade keine Dateien ablegen. Einzelne Profile gibt es trotzdem."
GONE = "Diesen Auftrag gibt es nicht mehr. Bitte stellen Sie die Profile neu zusammen."
INTERN = "Die interne Fassung schreibt nichts auf die Platte; alle Profile auf einmal gibt es dort nicht."


def build_profile_page_routes(atlas: Atlas, settings: Settings) -> Blueprint:
    """Routes below `/profile`."""
    routes = Blueprint("profile", __name__, url_prefix=PROFILE.rstrip("/"))
    jobs = Jobs(settings.cache)

    @routes.get("/")
    def page() -> Response:
        try:
            stand = read_stand(atlas, request.args.get("stand"))
        except SubjectError as error:
            return refuse(atlas, str(error))
        ticket = request.args.get("auftrag", "")
        job = _view(atlas, jobs, ticket) if ticket else None
        return _answer(build_profile_page(atlas, stand, job, GONE if ticket and job is None else ""))

    @routes.post("/auftrag")
    def start() -> AnyResponse:
        # before the form is read: it may be long
        if not comes_from_here(settings):
            return _answer(build_profile_page(atlas, read_stand(atlas, None), None, FOREIGN), 403)
        try:
            stand = read_stand(atlas, request.form.get("stand"))
            made = ProfileFormat(request.form.get("format", ProfileFormat.PDF.value))
        except (SubjectError, ValueError):
            return refuse(atlas, "Die Angaben des Auftrags sind unbekannt.")
        if atlas.marking is not None:
            return _answer(build_profile_page(atlas, stand, None, INTERN), 403)
        try:
            ticket = jobs.start(_order(atlas, settings, stand, made))
        except CrowdedError:
            return _answer(build_profile_page(atlas, stand, None, CROWDED), 503)
        except OSError:
            return _answer(build_profile_page(atlas, stand, None, NO_ROOM), 503)
        return redirect(_way(stand, ticket), 303)

    @routes.get("/auftrag/<ticket>.json")
    def look(ticket: str) -> Response:
        job = _view(atlas, jobs, ticket)
        if job is None:
            abort(404)
        answer = jsonify(aktiv=job.active, fertig=job.finished, erledigt=job.done, gesamt=job.total, worte=job.words)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    @routes.post("/auftrag/<ticket>/abbruch")
    def cancel(ticket: str) -> AnyResponse:
        if not comes_from_here(settings):
            return _answer(build_profile_page(atlas, read_stand(atlas, None), None, FOREIGN), 403)
        order = _order_of(atlas, jobs, ticket)
        jobs.cancel(ticket)
        stand = read_stand(atlas, None if order is None else order.stand)
        return redirect(f"{PROFILE}?stand={stand}&abgebrochen=1", 303)

    @routes.get("/auftrag/<ticket>.zip")
    def fetch(ticket: str) -> Response:
        file, order = jobs.result(ticket), _order_of(atlas, jobs, ticket)
        if file is None or order is None:
            return refuse(atlas, GONE, 404)
        name = f"{atlas.config.region.id}_profile_{order.stand}_{order.format}.zip"
        answer = send_file(file, mimetype="application/zip", as_attachment=True, download_name=name)
        answer.headers["Cache-Control"] = "private, no-store"
        return answer

    return routes


def _order(atlas: Atlas, settings: Settings, stand: str, made: ProfileFormat) -> Order:
    return Order(
        region=str(atlas.folder.resolve()),
        cache=str(settings.cache.resolve()),
        version=atlas.version,
        stand=stand,
        format=made.value,
        address=(settings.public_address or request.host_url).rstrip("/"),
        day=date.today().isoformat(),
    )


def _order_of(atlas: Atlas, jobs: Jobs, ticket: str) -> Order | None:
    """What a job makes; None where its numbers have been replaced since."""
    order = jobs.order(ticket)
    return order if order is not None and order.version == atlas.version else None


def _view(atlas: Atlas, jobs: Jobs, ticket: str) -> JobView | None:
    found, order = jobs.progress(ticket), _order_of(atlas, jobs, ticket)
    if found is None or order is None or order.format not in FORMATS:
        return None
    return JobView(
        ticket=ticket,
        active=found.phase.active,
        finished=found.phase is Phase.FERTIG,
        done=found.done,
        total=found.total,
        words=_words(atlas, found),
        format=order.format,
    )


def _words(atlas: Atlas, found: Progress) -> str:
    return job_words(atlas, found.phase.value, found.done, found.total, found.name, found.words)


def _way(stand: str, ticket: str) -> str:
    return f"{PROFILE}?stand={stand}&auftrag={ticket}"


def _answer(page: str, status: int = 200) -> Response:
    answer = Response(page, status=status, mimetype="text/html")
    answer.headers["Cache-Control"] = "no-store"
    return answer
