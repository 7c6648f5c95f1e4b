"""Pages about a person met twice: searching and asking, judging, comparing."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, render_template, request, url_for

from casework.audit import record_read
from casework.audit.catalogue import CaseRead
from casework.cases.forms.identity import countries
from casework.cases.queries import Case, case_by_code
from casework.encryption.matching.aliases import shipped
from casework.matching import labels, pages, queries, service
from casework.matching.forms import (
    AnswerForm,
    AskForm,
    JudgeForm,
    MergeForm,
    SearchForm,
    SpellingForm,
)
from casework.matching.queries import Comparison, Seen
from casework.policy import Permission as P
from casework.web.forms import Form, submit
from casework.web.guard import guard, signed_in_actor

blueprint = Blueprint("matching", __name__)


class _Action:
    """A pair and a step that the table knows."""

    def __init__(self, seen: Seen, action: str) -> None:
        self.seen, self.action = seen, action

    def resource(self) -> Any:
        """For the policy."""
        return self.seen.resource()


def _seen_for(actor: Any, ref: str, action: str) -> _Action | None:
    seen = queries.review_by_reference(actor, ref)
    return _Action(seen, action) if seen is not None and action in labels.ACTIONS else None


@blueprint.route("/earlier/search", methods=["GET", "POST"])
@guard(P.MATCH_SEARCH)
def search() -> Any:
    """Before a case is opened: is the person known already?"""
    form = SearchForm()
    form.offer_countries()
    return submit(
        form,
        "matching/search.html",
        act=lambda: service.search(form.person(), form.reason.data, signed_in_actor()),
        then=lambda made: url_for(".searched", search=made.id),
    )


@blueprint.route("/earlier/search/<uuid:search>", methods=["GET", "POST"])
@guard(P.MATCH_ASK, load=queries.search_by_id)
def searched(search: Any) -> Any:
    """What came of a search, in one sentence; asking the focal point."""
    actor = signed_in_actor()
    return submit(
        Form(),
        "matching/searched.html",
        act=lambda: service.ask_of_search(search, actor),
        then=lambda _done: url_for(".searched", search=search.id, done="earlier_asked"),
        standing=queries.standing_of_search(search, actor),
    )


@blueprint.route("/c/<code>/earlier", methods=["GET", "POST"])
@guard(P.CASE_WORK, load=case_by_code)
def of_case(case: Case) -> Any:
    """Whether the person of a case may have an earlier record; asking the focal point."""
    actor = signed_in_actor()
    if request.method == "GET":
        record_read(CaseRead(case_id=case.id, part="earlier"), actor)
    return submit(
        Form(),
        "matching/of_case.html",
        act=lambda: service.ask_of_case(case, actor),
        then=lambda _done: url_for(".of_case", code=case.code, done="earlier_asked"),
        case=case,
        standing=queries.standing_of_case(case, actor),
    )


@blueprint.get("/earlier")
@guard(P.MATCH_LIST)
def reviews() -> str:
    """The pairs of the regions: to judge, or settled."""
    settled = request.args.get("show") == "settled"
    found = queries.reviews(signed_in_actor(), settled=settled)
    return render_template("matching/reviews.html", rows=pages.rows(found), settled=settled)


@blueprint.get("/earlier/<ref>")
@guard(P.MATCH_REVIEW, load=queries.review_by_reference)
def review(seen: Seen) -> str:
    """One pair: in what the two agree, never the values, and what may be done."""
    actor, pair = signed_in_actor(), seen.review
    return render_template(
        "matching/review.html",
        review=pair,
        files=pages.files(pair, actor),
        parts=pages.parts(pair, actor),
        actions=pages.actions(pair, actor),
        events=pages.events(pair),
        compared=queries.compared_of(pair),
    )


@blueprint.route("/earlier/<ref>/<action>", methods=["GET", "POST"])
@guard(P.MATCH_REVIEW, load=_seen_for)
def judge(found: Any) -> Any:
    """Link, separate, or propose, confirm and undo a merge."""
    seen, action, actor = found.seen, found.action, signed_in_actor()
    form = MergeForm() if action == "propose_merge" else JudgeForm()
    return submit(
        form,
        "matching/judge.html",
        act=lambda: service.judge(
            seen.review,
            action,
            form.reason.data,
            actor,
            expected_version=form.expected_version(),
            leading=form.leader(),
        ),
        then=lambda _done: _of(seen.review, "match_settled"),
        row=seen.review,
        review=seen.review,
        action=action,
    )


@blueprint.route("/earlier/<ref>/ask", methods=["GET", "POST"])
@guard(P.MATCH_REVIEW, load=queries.review_by_reference)
def ask_comparison(seen: Seen) -> Any:
    """Ask a caseworker of one of the cases to compare the two names."""
    if seen.review.case_id is None:
        abort(404)
    form = AskForm()
    form.offer(pages.whose(seen.review))
    return submit(
        form,
        "matching/ask.html",
        act=lambda: service.ask_comparison(
            seen.review, form.whose.data, signed_in_actor(), form.expected_version()
        ),
        then=lambda _done: _of(seen.review, "comparison_asked"),
        row=seen.review,
        review=seen.review,
    )


@blueprint.route("/earlier/<ref>/compare", methods=["GET", "POST"])
@guard(P.MATCH_COMPARE, load=queries.comparison_for, fresh=True)
def compare(asked: Comparison) -> Any:
    """Two names side by side for five minutes, for who was asked; same, not, or cannot say."""
    actor, form = signed_in_actor(), AnswerForm()
    return _comparison(
        asked,
        form,
        act=lambda: service.answer_comparison(
            asked, form.answer.data, form.words.data or "", actor, form.expected_version()
        ),
        then=url_for("home.home", done="comparison_answered"),
    )


@blueprint.post("/earlier/<ref>/compare/show")
@guard(P.MATCH_COMPARE, load=queries.comparison_for, fresh=True)
def show_both(asked: Comparison) -> Any:
    """Show both names for five minutes; it is written into both files."""
    return _comparison(
        asked,
        Form(),
        act=lambda: service.show_both(asked, signed_in_actor()),
        then=url_for(".compare", ref=asked.review.reference),
    )


@blueprint.get("/a/spellings")
@guard(P.SPELLINGS_ADMINISTER)
def spellings() -> str:
    """The spellings that staff added, who and when; those that come with Sanad."""
    return render_template(
        "matching/spellings.html",
        added=pages.spellings(queries.spellings()),
        withdrawn=pages.spellings(queries.spellings(withdrawn=True)),
        shipped=sorted(shipped().items()),
        recomputing=queries.being_recomputed(),
    )


@blueprint.route("/a/spellings/new", methods=["GET", "POST"])
@guard(P.SPELLINGS_ADMINISTER)
def add_spelling() -> Any:
    """Read one spelling as another name, from now on and everywhere."""
    form = SpellingForm()
    return submit(
        form,
        "matching/spelling.html",
        act=lambda: service.add_spelling(form.spelling.data, form.reading.data, signed_in_actor()),
        then=lambda _made: url_for(".spellings", done="spelling_added"),
    )


@blueprint.route("/a/spellings/<uuid:spelling>/withdraw", methods=["GET", "POST"])
@guard(P.SPELLINGS_ADMINISTER, load=queries.spelling_by_id)
def withdraw_spelling(row: Any) -> Any:
    """Take a spelling back."""
    return submit(
        Form(),
        "matching/withdraw_spelling.html",
        act=lambda: service.withdraw_spelling(row, signed_in_actor()),
        then=lambda _done: url_for(".spellings", done="spelling_withdrawn"),
        spelling=row,
    )


def _comparison(asked: Comparison, form: Form, act: Callable[[], Any], then: str) -> Any:
    return submit(
        form,
        "matching/compare.html",
        act=act,
        then=lambda _done: then,
        row=asked.review,
        asked=asked,
        shown=service.shown(asked, signed_in_actor()),
        countries=dict(countries()),
        again=Form(),
    )


def _of(pair: Any, done: str) -> str:
    return url_for(".review", ref=pair.reference, done=done)
