"""What every answer tells the browser: run our own files only, keep nothing, tell nobody.

Content Security Policy without any inline script or style, Trusted Types for the little script
there is (W3C CSP level 3, Trusted Types; OWASP ASVS 5.0 chapter 3). Pages are never stored; our
own static files, named by their content, always are.
"""

from datetime import datetime
from typing import Any

from flask import Flask, Response, current_app, make_response, request

from casework.kernel import clock
from casework.web import assets

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)
# A file that is downloaded runs nothing at all, should a browser show it.
DOWNLOAD_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"
UNUSED_FEATURES = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture",
    "encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope", "hid",
    "identity-credentials-get", "idle-detection", "local-fonts", "magnetometer", "microphone",
    "midi", "payment", "picture-in-picture", "screen-wake-lock", "serial", "usb",
    "xr-spatial-tracking",
)  # fmt: skip
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in UNUSED_FEATURES),
}
TWO_YEARS = 63_072_000
STATIC = "assets.static_file"


def reloaded_at(answer: Any, moment: datetime) -> Response:
    """The page fetches itself again when what it shows ends, and finds nothing to show."""
    response = make_response(answer)
    left = int((moment - clock.now()).total_seconds())
    response.headers["Refresh"] = str(max(left, 0) + 1)
    return response


def protect(answer: Response) -> Response:
    """Put the headers on one answer."""
    answer.headers.update(FIXED)
    download = answer.headers.get("Content-Disposition", "").startswith("attachment")
    answer.headers["Content-Security-Policy"] = DOWNLOAD_POLICY if download else POLICY
    if request.endpoint != STATIC or answer.status_code not in (200, 304):
        answer.headers["Cache-Control"] = "no-store"
    if current_app.extensions["settings"].https:
        answer.headers["Strict-Transport-Security"] = f"max-age={TWO_YEARS}; includeSubDomains"
    return answer


def init_app(app: Flask) -> None:
    """Put the headers on every answer, error pages included, and serve our files."""
    app.after_request(protect)
    assets.init_app(app)
