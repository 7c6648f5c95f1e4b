"""The pages of everybody: signed in or not, whoever they are."""

from tests.architecture.access import Access

OPEN = {"others": 200, "signed_out": 200}

EXPECTED = {
    "assets.static_file": Access("GET", "/static/sanad.css", **OPEN),
    "home.home": Access("GET", "/", **OPEN),  # signed out, it is the sign-in form
    "home.help": Access("GET", "/help", **OPEN),
    "home.privacy": Access("GET", "/privacy", **OPEN),
    "home.components": Access("GET", "/help/components", **OPEN),
    "home.hidden": Access("GET", "/hide", **OPEN),
    "home.hide": Access("POST", "/hide", others=303, signed_out=303),
    # an empty form names no language
    "home.choose_language": Access("POST", "/lang", others=404, signed_out=404),
}
