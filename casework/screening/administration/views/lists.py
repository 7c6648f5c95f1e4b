"""All questionnaires, the versions of one, and one version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import redirect, render_template, url_for

from casework.accounts.queries import user_displays
from casework.policy import Actor, Permission, Resource, decide
from casework.screening.administration import queries, service
from casework.screening.administration.queries import VersionPage
from casework.screening.administration.views.blueprint import blueprint
from casework.web.forms import Form
from casework.web.guard import guard, signed_in_actor


@dataclass(frozen=True)
class Versions:
    """The versions of one questionnaire."""

    id: str
    pages: tuple[VersionPage, ...]

    def resource(self) -> Resource:
        """It is everybody's who may read questionnaires."""
        return Resource(kind="instrument")


def versions_for(actor: Actor, id: str) -> Versions | None:
    """The versions of a questionnaire that there is."""
    pages = queries.versions_of(id)
    return Versions(id, pages) if pages else None


def version_for(actor: Actor, id: str, number: int) -> VersionPage | None:
    """One version by its number."""
    return queries.version_page(actor, id, str(number))


def draft_for(actor: Actor, id: str, number: int) -> VersionPage | None:
    """One version made here, by its number."""
    return queries.own_draft(actor, id, str(number))


@blueprint.get("")
@guard(Permission.INSTRUMENT_READ)
def listed() -> str:
    """All questionnaires: version, languages, review, whether in use."""
    return render_template("instruments/listed.html", rows=queries.listed())


@blueprint.get("/<id>")
@guard(Permission.INSTRUMENT_READ, load=versions_for)
def versions(found: Versions) -> str:
    """Every version of one questionnaire, the newest first."""
    return render_template(
        "instruments/versions.html",
        found=found,
        newest=found.pages[0],
        in_use={page.number for page in found.pages if _used(page)},
        names=_names(found.pages),
        plain=Form(formdata=None),
        may_draft=_may(Permission.INSTRUMENT_DRAFT),
    )


@blueprint.get("/<id>/<int:number>")
@guard(Permission.INSTRUMENT_READ, load=version_for)
def version(page: VersionPage) -> str:
    """One version: its pages, what is noted, and what can be done with it."""
    actor = signed_in_actor()
    return render_template(
        "instruments/version.html",
        page=page,
        mine=decide(actor, Permission.INSTRUMENT_EDIT, page.resource()).allowed,
        publishes=_may(Permission.INSTRUMENT_PUBLISH),
        may_draft=_may(Permission.INSTRUMENT_DRAFT),
        used=_used(page),
        names=_names([page]),
        plain=Form(formdata=None),
        moving=versioned(page),
    )


@blueprint.post("/<id>/<int:number>/copy")
@guard(Permission.INSTRUMENT_DRAFT, load=version_for)
def copy(page: VersionPage) -> Any:
    """A draft of one's own, from any version."""
    made = service.copy_version(page.instrument, signed_in_actor())
    there = url_for(".version", id=made.instrument_id, number=made.number, done="instrument_copied")
    return redirect(there, code=303)


def versioned(page: VersionPage) -> Form:
    """A form of buttons only, with the version of a draft."""
    form = Form(formdata=None)
    form.version.data = str(page.row.version) if page.row else ""
    return form


def _used(page: VersionPage) -> bool:
    return page.state in ("published", "withdrawn") and queries.in_use(page.instrument.content_hash)


def _may(permission: Permission) -> bool:
    return decide(signed_in_actor(), permission).allowed


def _names(pages: Any) -> dict[Any, str]:
    rows = [page.row for page in pages if page.row is not None]
    people = {row.author_id for row in rows} | {row.published_by_id for row in rows}
    people |= {row.reader_id for row in rows}
    people |= {page.withdrawn.withdrawn_by_id for page in pages if page.withdrawn}
    return user_displays(people)
