"""Our own style sheet, script and icon: public, named by their content, kept by the browser."""

import gzip
import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Flask, Response, request, send_from_directory, url_for

from casework.kernel.refusals import NotFound
from casework.web.guard import public_endpoint

FOLDER = Path(__file__).parent / "static"
A_YEAR = 365 * 86400

blueprint = Blueprint("assets", __name__)


@lru_cache
def fingerprint(name: str) -> str:
    """Twelve hexadecimal digits of the file's SHA-256: another content is another address."""
    return hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:12]


def asset(name: str) -> str:
    """The address of one of our files, with its fingerprint."""
    return url_for("assets.static_file", name=name, v=fingerprint(name))


@lru_cache
def packed(name: str) -> bytes:
    """The file compressed: a phone in a workshop waits for a quarter of the bytes."""
    return gzip.compress((FOLDER / name).read_bytes(), compresslevel=9, mtime=0)


@blueprint.get("/static/<name>")
@public_endpoint
def static_file(name: str) -> Response:
    """Public: files that everybody gets, with nothing in them about anybody."""
    if not (FOLDER / name).is_file():
        raise NotFound()
    answer = send_from_directory(FOLDER, name, max_age=A_YEAR)
    answer.cache_control.public = True
    answer.cache_control.immutable = True
    answer.vary.add("Accept-Encoding")
    # Never our pages: a secret compressed beside what somebody else chooses can be told by length.
    if answer.status_code == 200 and request.accept_encodings.quality("gzip") > 0:
        _pack(answer, name)
    return answer


def _pack(answer: Response, name: str) -> None:
    answer.direct_passthrough = False
    answer.set_data(packed(name))
    answer.content_encoding = "gzip"
    answer.set_etag(answer.get_etag()[0] or fingerprint(name), weak=True)


def init_app(app: Flask) -> None:
    """Serve the files and give templates `asset()`."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(asset=asset)
