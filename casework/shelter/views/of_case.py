"""What whoever has the case sees and does: look for a place, hold it, wait, follow the stay."""

from dataclasses import dataclass
from typing import Any

from flask import make_response, redirect, render_template, request, url_for

from casework.audit import record_read
from casework.audit.catalogue import PlacesSearched
from casework.cases.queries import Case, case_by_code
from casework.policy import Actor, Resource
from casework.policy import Permission as P
from casework.shelter import queries, screens
from casework.shelter.domain.refusals import PlaceTaken
from casework.shelter.forms.search import ApartForm, SearchForm
from casework.shelter.forms.stays import DecideForm, WithdrawForm
from casework.shelter.queries import Stay
from casework.shelter.service import extensions, guarding, holding, steps
from casework.shelter.views.blueprint import pages
from casework.web.forms import submit
from casework.web.guard import guard, signed_in_actor


@dataclass(frozen=True)
class StayOfCase:
    """A stay seen from its case: what one may do is decided on the case."""

    case: Case
    stay: Stay
    action: str = ""

    def resource(self) -> Resource:
        """The case decides."""
        return self.case.resource()


def _stay_of(actor: Actor, code: str, ref: str) -> StayOfCase | None:
    case = case_by_code(actor, code)
    stay = queries.stay_of_case(case.id, ref) if case is not None else None
    return StayOfCase(case, stay) if case is not None and stay is not None else None


def _asked(actor: Actor, code: str, action: str) -> "CaseAsks | None":
    case = case_by_code(actor, code)
    return CaseAsks(case, action) if case is not None else None


@dataclass(frozen=True)
class CaseAsks:
    """A case, and what is asked of a house: hold a place, or wait for one."""

    case: Case
    action: str

    def resource(self) -> Resource:
        """The case decides."""
        return self.case.resource()


@pages.get("/c/<code>/stay")
@guard(P.STAY_SEEN, load=case_by_code)
def of_case(case: Case) -> str:
    """Since when the person is sheltered, and what comes next. Not where."""
    return render_template("shelter/of_case.html", case=case, **screens.case_panel(case))


@pages.route("/c/<code>/place", methods=["GET", "POST"])
@guard(P.STAY_REQUEST, load=case_by_code)
def search(case: Case) -> Any:
    """Who needs what, tonight: houses with yes, few or no, and where arrivals are met."""
    form = SearchForm.of_case(case, high=guarding.high_risk(case))
    status = 200 if request.method == "GET" or form.validate() else 422
    found = screens.offers_shown(form, case) if status == 200 and request.method == "POST" else None
    if found is not None:
        event = PlacesSearched(case_id=case.id, count=len(found))
        record_read(event, signed_in_actor())
    status = 422 if form.errors else status
    shown = render_template("shelter/search.html", case=case, form=form, find=lambda: found)
    return make_response(shown, status)


@pages.route("/c/<code>/place/<any(hold, wait):action>", methods=["GET", "POST"])
@guard(P.STAY_REQUEST, load=_asked)
def ask(asked: CaseAsks) -> Any:
    """Hold a place for two hours, or put the person on the waiting list. Whoever comes back to the
    address (by the language switch, say) looks again."""
    case, actor = asked.case, signed_in_actor()
    if request.method == "GET":
        return redirect(url_for(".search", code=case.code), code=303)
    form = SearchForm.of_case(case, high=guarding.high_risk(case))
    service = holding.hold_place if asked.action == "hold" else holding.wait_for_place

    def act() -> Any:
        unit_id = form.unit_id()
        if unit_id is None:
            raise PlaceTaken()
        return service(case, form.wanted(), unit_id, actor, form.urgent_reason.data or "")

    done = "place_held" if asked.action == "hold" else "place_waited"
    return submit(
        form,
        "shelter/search.html",
        act=act,
        then=lambda _made: url_for(".of_case", code=case.code, done=done),
        case=case,
        find=lambda: screens.offers_shown(form, case),
    )


@pages.route("/c/<code>/stay/<ref>/withdraw", methods=["GET", "POST"])
@guard(P.STAY_REQUEST, load=_stay_of)
def withdraw(found: StayOfCase) -> Any:
    """The place is not needed any more."""
    form = WithdrawForm()
    return submit(
        form,
        "shelter/withdraw.html",
        act=lambda: holding.withdraw(
            found.stay, found.case, form.reason.data, signed_in_actor(), form.expected_version()
        ),
        then=lambda _done: url_for(".of_case", code=found.case.code, done="stay_withdrawn"),
        row=found.stay,
        case=found.case,
    )


@pages.route("/c/<code>/stay/<ref>/apart", methods=["GET", "POST"])
@guard(P.STAY_REQUEST, load=_stay_of)
def apart(found: StayOfCase) -> Any:
    """Whom the person must not meet and where the danger is, at any time of the stay."""
    form = ApartForm.of_stay(found.case, found.stay, high=guarding.high_risk(found.case))
    return submit(
        form,
        "shelter/apart.html",
        act=lambda: guarding.say_apart(
            found.stay, found.case, form.safety(), signed_in_actor(), form.expected_version()
        ),
        then=lambda _done: url_for(".of_case", code=found.case.code, done="apart_said"),
        row=found.stay,
        case=found.case,
    )


@pages.route("/c/<code>/stay/<ref>/extension", methods=["GET", "POST"])
@guard(P.STAY_REQUEST, load=_stay_of)
def answer_extension(found: StayOfCase) -> Any:
    """Whoever has the case answers a request for more time."""
    form = DecideForm()
    back = url_for(".of_case", code=found.case.code)
    return submit(
        form,
        "shelter/decide.html",
        act=lambda: extensions.decide(
            found.stay,
            form.granted.data,
            form.words.data,
            signed_in_actor(),
            form.expected_version(),
        ),
        then=lambda _done: url_for(".of_case", code=found.case.code, done="extension_decided"),
        row=found.stay,
        back=back,
        **screens.decision_page(found.stay),
    )


@pages.post("/c/<code>/stay/<ref>/heeded")
@guard(P.STAY_REQUEST, load=_stay_of)
def heed(found: StayOfCase) -> Any:
    """Whoever has the case read what the house reports."""
    steps.heed(found.stay)
    return redirect(url_for(".of_case", code=found.case.code, done="report_heeded"), code=303)
