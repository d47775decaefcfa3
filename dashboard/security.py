"""Headers of every answer: nothing is loaded from, or sent to, another origin; and a guard before the callbacks."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from dash import Dash
from flask import Flask, Response, abort, request

from dashboard.routes.bare import frame_ancestors
from dashboard.settings import Settings

DOCUMENTS = ("text/html", "image/svg+xml")
IMMUTABLE = "public, max-age=31536000, immutable"
AN_HOUR = "public, max-age=3600"


def content_security_policy(views: Iterable[Dash]) -> str:
    """The strict policy with the hashes of the few inline scripts that Dash itself writes; framed by nobody yet."""
    digests = dict.fromkeys(digest for view in views for digest in view.csp_hashes())
    scripts = " ".join(f"'{digest}'" if not digest.startswith("'") else digest for digest in digests)
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' {scripts}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors ",
        )
    )


def fits_callback(body: Any, callbacks: Mapping[str, Any]) -> bool:
    """Whether a request names a callback of ours and brings its inputs; Dash itself would fail on anything else."""
    if not isinstance(body, dict) or not isinstance(body.get("output"), str) or body["output"] not in callbacks:
        return False
    callback, outputs = callbacks[body["output"]], body.get("outputs")
    changed = body.get("changedPropIds", [])
    return (
        "callback" in callback  # the others run in the browser
        and _slots(outputs if isinstance(outputs, list) else [outputs]) == _targets(callback["output"])
        and isinstance(changed, list)
        and all(isinstance(name, str) for name in changed)
        and all(_slots(body.get(part, [])) == _slots(callback[part]) for part in ("inputs", "state"))
    )


def _targets(output: Any) -> list[tuple[Any, Any]]:
    return [(o.component_id, o.component_property) for o in (output if isinstance(output, list | tuple) else [output])]


def _slots(entries: Any) -> list[tuple[Any, Any]] | None:
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        return None
    return [(entry.get("id"), entry.get("property")) for entry in entries]


def secure(server: Flask, views: Sequence[Dash]) -> None:
    """Add the headers to every answer of the server and turn away requests no page of ours makes."""
    policy = content_security_policy(views)
    callbacks = {f"{view.config.requests_pathname_prefix}_dash-update-component": view.callback_map for view in views}

    @server.before_request
    def _callbacks() -> None:
        fits = request.path not in callbacks or fits_callback(request.get_json(silent=True), callbacks[request.path])
        if not fits:
            abort(400)

    @server.after_request
    def _headers(response: Response) -> Response:
        response.headers["X-Content-Type-Options"] = "nosniff"
        if response.mimetype in DOCUMENTS:  # elsewhere they mean nothing and cost half a kilobyte an answer
            response.headers["Content-Security-Policy"] = policy + frame_ancestors()
            response.headers["Referrer-Policy"] = "same-origin"
            response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        if request.path.startswith("/assets/"):
            # icons and fonts are named without a version
            response.headers["Cache-Control"] = IMMUTABLE if request.args.get("m") else AN_HOUR
        return response


def comes_from_here(settings: Settings) -> bool:
    """Whether a form was sent by a page of this atlas, or by no page at all; browsers say so in headers."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin")
    own = {request.host, urlsplit(settings.public_address or "").netloc}
    return origin is None or urlsplit(origin).netloc in own - {""}
