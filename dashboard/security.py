"""Headers of every answer: nothing is loaded from, or sent to, another origin."""

from dash import Dash
from flask import Response, request

IMMUTABLE = "public, max-age=31536000, immutable"


def content_security_policy(app: Dash) -> str:
    """The strict policy with the hashes of the few inline scripts that Dash itself writes."""
    scripts = " ".join(f"'{digest}'" if not digest.startswith("'") else digest for digest in app.csp_hashes())
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
            "frame-ancestors 'none'",
        )
    )


def secure(app: Dash) -> None:
    """Add the headers to every answer of the server."""
    policy = content_security_policy(app)

    @app.server.after_request  # type: ignore[untyped-decorator]
    def _headers(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = policy
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        if request.path.startswith("/assets/") and request.args.get("m"):
            response.headers["Cache-Control"] = IMMUTABLE
        return response
