"""French, Arabic and English. Source strings are English; the other two come from PO files.

Each package has its own `translations/<language>/<package>.po`. They are read as they are (no
compiled catalogue to forget), merged once per language and process, and used through the short
names `_`, `_n`, `_p`, `_np` and the lazy `_l`. The language of a page is the signed-in person's,
else the `lang` cookie, else what the browser asks for, else that of the house, else French.
"""

from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, Response, has_request_context, request
from flask_babel import Babel, Domain, force_locale, get_domain, get_locale
from markupsafe import Markup, escape
from sqlalchemy.exc import SQLAlchemyError

TRANSLATIONS = Path(__file__).resolve().parents[2] / "translations"
TIME_ZONE = "Africa/Casablanca"
COOKIE = "lang"
DEFAULT = "fr"
# What people call their language, in the order of the switch; CLDR locales beside them.
LANGUAGES = {"fr": "Français", "ar": "العربية", "en": "English"}
LOCALES = {"fr": "fr", "ar": "ar_MA", "en": "en"}
# As gettext writes them, and as every PO file here must. (Babel's own Arabic rule orders the last
# two forms differently.)
PLURAL_FORMS = {
    "fr": "nplurals=2; plural=(n > 1);",
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 "
    ": n%100>=11 ? 4 : 5;",
}

_own_language: list[Callable[[], str | None]] = []
_house_language: list[Callable[[], str | None]] = []


def register_language_of_user(language: Callable[[], str | None]) -> None:
    """Accounts say here which language the signed-in person chose (None: nobody, or none)."""
    _own_language[:] = [language]


def register_language_of_house(language: Callable[[], str | None]) -> None:
    """The set-up says here which language this installation greets strangers in (None: French)."""
    _house_language[:] = [language]


@lru_cache
def catalogue(language: str) -> Translations | NullTranslations:
    """All packages' messages of one language; the source strings themselves for English."""
    if language not in LANGUAGES or language == "en":
        return NullTranslations()
    merged = Catalog(locale=LOCALES[language])
    merged.mime_headers = [("Plural-Forms", PLURAL_FORMS[language])]
    for path in sorted((TRANSLATIONS / language).glob("*.po")):
        with path.open("rb") as lines:
            part = read_po(lines, locale=LOCALES[language])
        for message in part:
            if message.id:
                merged[message.id] = message
    compiled = BytesIO()
    write_mo(compiled, merged)
    compiled.seek(0)
    return Translations(compiled)


class PackageDomain(Domain):  # type: ignore[misc]  # Flask-Babel carries no types
    """Messages of every package at once, straight from the PO files."""

    def get_translations(self) -> Translations | NullTranslations:
        locale = get_locale()
        return catalogue(locale.language if locale else "en")


class _Babel(Babel):  # type: ignore[misc]
    domain_instance = PackageDomain()


def within(language: str) -> Any:
    """For a `with`: words in this language, whatever the page is in."""
    return force_locale(LOCALES[language])


def _found(kind: str, *words: Any) -> str:
    return str(getattr(get_domain().get_translations(), kind)(*words))


def _filled(text: str, values: dict[str, Any]) -> str:
    return text % values if values else text


def _(text: str, **values: Any) -> str:
    """The text in the reader's language; `%(name)s` is filled from the values."""
    return _filled(_found("ugettext", text), values)


def _n(one: str, many: str, num: int, **values: Any) -> str:
    """The form that goes with the number, which fills `%(num)s`."""
    return _filled(_found("ungettext", one, many, num), {"num": num, **values})


def _p(sense: str, text: str, **values: Any) -> str:
    """`_` for a text that means two things in English: `sense` tells which."""
    return _filled(_found("upgettext", sense, text), values)


def _np(sense: str, one: str, many: str, num: int, **values: Any) -> str:
    """`_n` with a sense."""
    return _filled(_found("unpgettext", sense, one, many, num), {"num": num, **values})


class Later:
    """A text that waits for its reader's language. It is escaped like any text (no `__html__`)."""

    __slots__ = ("_say", "_told", "_values")

    def __init__(self, say: Callable[..., str], *told: Any, **values: Any) -> None:
        self._say, self._told, self._values = say, told, values

    def __str__(self) -> str:
        return self._say(*self._told, **self._values)

    def __repr__(self) -> str:
        return f"Later{self._told!r}"

    def __mod__(self, values: Any) -> str:
        return str(str(self) % values)

    def __format__(self, form: str) -> str:
        return format(str(self), form)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Later):
            return (self._say, self._told, self._values) == (
                other._say,
                other._told,
                other._values,
            )
        return str(self) == other

    def __hash__(self) -> int:
        return hash(self._told)

    def __bool__(self) -> bool:
        return True

    def __len__(self) -> int:
        return len(str(self))


def _l(text: str, **values: Any) -> Later:
    """`_` for texts written at import: they are translated when they are shown."""
    return Later(_, text, **values)


def _lp(sense: str, text: str, **values: Any) -> Later:
    """`_p` for texts written at import."""
    return Later(_p, sense, text, **values)


def current_language() -> str:
    """fr, ar or en: what the page is written in. English when nobody is being answered."""
    locale = get_locale()
    return locale.language if locale else "en"


def current_locale() -> Locale:
    """The CLDR locale of the page, for dates and numbers (Arabic is that of Morocco)."""
    return Locale.parse(LOCALES[current_language()])


def direction(language: str | None = None) -> str:
    """rtl for Arabic, ltr otherwise."""
    return "rtl" if (language or current_language()) == "ar" else "ltr"


def choose_language() -> str:
    """The CLDR locale for this request: the person's, the cookie's, the browser's, the house's.

    Commands answer nobody in particular and speak English.
    """
    if not has_request_context():
        return LOCALES["en"]
    for code in (_told_by(_own_language), request.cookies.get(COOKIE)):
        if code in LANGUAGES:
            return LOCALES[code]
    asked = request.accept_languages.best_match(list(LANGUAGES))
    return LOCALES[asked or _told_by(_house_language) or DEFAULT]


def _told_by(source: list[Callable[[], str | None]]) -> str | None:
    """None also when the store fails: the page that says so must still be written."""
    try:
        return source[0]() if source else None
    except SQLAlchemyError:
        return None


def keep_language(response: Response, language: str, secure: bool) -> Response:
    """Remember the choice of somebody signed out, for a year, out of reach of scripts."""
    response.set_cookie(
        COOKIE, language, max_age=365 * 86400, httponly=True, samesite="Lax", secure=secure
    )
    return response


def _in_template(kind: str, counted: bool = False) -> Callable[..., Markup]:
    """For templates: the message and each value are escaped, marked-up values are kept."""

    def shown(*words: Any, **values: Any) -> Markup:
        text = escape(_found(kind, *words))
        if counted:
            values = {"num": words[-1], **values}
        return text % values if values else text

    return shown


def init_app(app: Flask) -> None:
    """Flask-Babel with our catalogues, and the short names in every template."""
    _Babel(configure_jinja=False).init_app(
        app,
        default_locale=LOCALES[DEFAULT],
        default_timezone=TIME_ZONE,
        locale_selector=choose_language,
    )
    app.jinja_env.globals.update(
        _=_in_template("ugettext"),
        _n=_in_template("ungettext", counted=True),
        _p=_in_template("upgettext"),
        _np=_in_template("unpgettext", counted=True),
        current_language=current_language,
        direction=direction,
        languages=LANGUAGES.items,
    )
