"""Compression of answers: bundles and assets once per version, everything small at each request.

Data files come precompressed (`dashboard.routes.data`) and are left alone.
"""

import brotli
from flask import Flask, Response, request
from flask_compress import Compress

from dashboard.cache import Memory

BUNDLES = ("/_dash-component-suites/", "/assets/")
BUNDLE_TYPES = ("text/javascript", "application/javascript", "text/css", "image/svg+xml")
# quality 9 is within a few per cent of 11 and a tenth of its time; plotly's 4.6 MB take about half a second, once
BUNDLE_QUALITY = 9
SMALL_ANSWER_QUALITY = 4


def compress_answers(server: Flask, memory: Memory) -> None:
    """Compress what browsers accept as Brotli; bundles are kept compressed in the cache."""
    server.config["COMPRESS_MIMETYPES"] = ["text/html", "application/json"]
    server.config["COMPRESS_ALGORITHM"] = ["br", "gzip"]
    server.config["COMPRESS_BR_LEVEL"] = SMALL_ANSWER_QUALITY
    Compress(server)

    @server.after_request
    def _bundle(response: Response) -> Response:
        wanted = request.path.startswith(BUNDLES) and response.mimetype in BUNDLE_TYPES and response.status_code == 200
        if not wanted or not request.accept_encodings.quality("br") or response.content_encoding:
            return response
        response.direct_passthrough = False
        content = response.get_data()
        key = f"bundle/{request.path}?{request.query_string.decode('latin-1')}/{len(content)}"
        response.set_data(memory.remember(key, lambda: brotli.compress(content, quality=BUNDLE_QUALITY)))
        response.headers["Content-Encoding"] = "br"
        response.headers["Vary"] = "Accept-Encoding"
        if response.headers.pop("ETag", None) is not None:
            response.add_etag()
        return response
