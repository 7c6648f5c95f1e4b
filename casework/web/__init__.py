"""The web layer: guard, forms, languages, headers, navigation, error pages, our static files.

It knows no feature. Features register their navigation, work lists and refusal texts with it.
"""

from flask import Flask
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

csrf = CSRFProtect()


def init_app(app: Flask) -> None:
    """Wire the web layer into the app."""
    from casework.web import (
        addresses,
        errors,
        formats,
        headers,
        home,
        languages,
        navigation,
        observing,
        origin,
        session,
        uploads,
    )

    settings = app.extensions["settings"]
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops, x_prefix=0
        )
    app.config.update(WTF_CSRF_TIME_LIMIT=None, WTF_CSRF_SSL_STRICT=False)
    parts = (
        observing, addresses, uploads, session, origin, languages, formats, headers, errors,
        navigation, home,
    )  # fmt: skip
    for part in parts:
        part.init_app(app)
    csrf.init_app(app)
