"""What stands in a file outside the packet is on no page, print or export that its recipient has.

One case holds a canary in each text that can be written about a person. That each is there is
checked in the store itself, field by field: a text that is added to a record fails here until a
canary stands in it, or somebody has said below why none can.
"""

import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from io import BytesIO
from typing import Any, get_args, get_type_hints

import pytest

from casework.db import Base, db
from casework.db.inventory import KEY, Holds
from casework.encryption import SealedField
from casework.referrals import service
from tests.architecture.access import everything
from tests.attacks.full_file import IN_THE_PACKET, full_file
from tests.factories import actor_named
from tests.integration.referrals.conftest import Office
from tests.printed import Printed

CANARY = re.compile(r"canari\w+", re.IGNORECASE)

CODES = {
    "conference.prepared": "groups",
    "case.card": "age_band sex languages interpreter exploitation nationality_group asylum",
    "case.summary": "status",
    "case.closure": "reason feedback channels",
    "closure.closure": "reason feedback channels",
    "person.identity": "sex nationality documents.kind",
    "person.contact": "calls messages",
    "consent.circumstance": ("how language interpreter data_groups script guardian_kind capacity"),
    "legal_duty_record.duty": "basis",
    "risk_assessment.risks": "items.code",
    "victim_status.status": "status body evidence review",
    "note.note": "kind",
    "contact_attempt.attempt": "channel outcome",
    "follow_up.follow_up": "channel outcome",
    "case_record.priority": "before after",
    "case_record.guardian": "kind",
    "case_record.authority": "authority",
    "case_record.bid": "solution",
    "case_record.age": "result",
    "case_record.tracing": "wish",
    "case_record.family_assessment": "result",
    "case_record.recovery": "ended",
    "case_record.measure": "kind standing",
    "case_record.permit": "kind standing basis",
    "document.description": "kind language media",
    "document.deletion": "reason kind",
    "needs_assessment.needs": "needs.service needs.level",
    "working_plan.plan": "goals.service goals.priority goals.status",
    "plan_version.agreed": (
        "plan.goals.service plan.goals.priority plan.goals.status agreement.language "
        "agreement.interpreter"
    ),
    "service_given.given": "service amount referral",
    "referral.preparation": "service urgency dependants accessibility",
    "referral.packet_a": "service urgency lines.codes",
    "referral.packet_b": "service urgency lines.codes",
    "case_link.linked": "kind",
    "match_review.alike": "birth_year birth_day sex nationality phone document compared",
    "match_review.compared": "answer",
    "return_record.entry": (
        "request.channel request.country request.language counselling.language "
        "counselling.options counselling.asylum counselling.interpreter "
        "eligibility.vulnerabilities choice.capacity choice.signed documents.kind "
        "documents.state risk.items.item risk.items.country fitness.result "
        "departure.signed project.currency"
    ),
    "reintegration_record.entry": (
        "goal.dimension goal.status signature.signed survey.version outcome.code "
        "instalment.grant instalment.charge goal.lines.line goal.lines.currency"
    ),
    "reintegration_grant.wish": "currency",
}
"""A value of a list, a number, or the id of another row: nobody types a word there."""

OF_SOMETHING_ELSE = {
    "document_piece.sealed": "the content of a document, a canary of which is looked for as well",
    "fact.blob": "coarse classes for the statistics, nobody's text",
    "match_search.found_blob": "a search of staff, under a key of its own",
    "screening.answers_blob": "before there is a case; a screening is of its author and triage",
    "screening.card_blob": "the same",
    "screening.result_blob": "the same",
    "screening.reporter_blob": "the same",
    "band_change.terms_blob": "the same",
    "screening_revision.revision_blob": "the same",
    "second_factor.secret_blob": "of somebody of staff",
    "password.sealed_hash": "of somebody of staff",
    "saved_list.content_blob": "of somebody of staff: a name of theirs, and what they chose",
    "shelter_address.address_blob": "of a house",
    "shelter_unit.card_blob": "of a house",
    "shelter_room.card_blob": "of a house",
    "house_rules.rules_blob": "of a house",
    "shelter_log.words_blob": "what a house wrote itself",
    "incident.report_blob": "what a house wrote itself",
    "stay.resident_blob": "what a house was told for a place, and wrote itself",
    "stay.intake_blob": "what a house wrote itself",
    "stay.leaving_blob": "what a house wrote itself",
    "stay_extension.reason_blob": "what a house wrote itself",
    "stay_extension.answer_blob": "what a house wrote itself",
    "locked_packet.file_blob": "the packet of one request, locked for its own recipient",
    "operation.spot_blob": "of a distribution, without persons",
    "operation.monitoring_blob": "of a distribution, without persons",
    "tally.counts_blob": "of a distribution, without persons",
    "project_secret.secret_blob": "of a distribution, without persons",
    "employer.particulars_blob": "of an employer",
    "visit.card_blob": "of a visit to a place of work",
    "visit.group_blob": "of a visit to a place of work",
    "labour_record.content_blob": "of a labour record, apart from any case",
    "labour_record.complainant_blob": "of a labour record, apart from any case",
}
"""Sealed columns that hold nothing of a case."""


@pytest.fixture
def office(sqlite_app) -> Office:
    """An office on SQLite."""
    return Office(sqlite_app)


def coded() -> set[str]:
    """The places of `CODES`."""
    return {f"{of}.{place}" for of, places in CODES.items() for place in places.split()}


def sealed_fields() -> Iterator[tuple[type, str, SealedField[Any]]]:
    """Every sealed value of every model."""
    for mapper in Base.registry.mappers:
        for model in (mapper.class_, *mapper.class_.__mro__[1:]):
            for name, found in vars(model).items():
                if isinstance(found, SealedField):
                    yield mapper.class_, name, found


def places_for_text(shape: Any, path: str) -> Iterator[str]:
    """Where a shape has room for words."""
    if shape is str:
        yield path
    elif is_dataclass(shape):
        hints = get_type_hints(shape)
        for one in fields(shape):
            yield from places_for_text(hints[one.name], f"{path}.{one.name}")
    else:
        for part in get_args(shape):
            yield from places_for_text(part, path)


def texts_in(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """The words in a value, each with its place."""
    if isinstance(value, str):
        yield path, value
    elif is_dataclass(value):
        for one in fields(value):
            yield from texts_in(getattr(value, one.name), f"{path}.{one.name}")
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from texts_in(part, path)
    elif isinstance(value, tuple | list):
        for part in value:
            yield from texts_in(part, path)


def canaries_of(office: Office, code: str) -> dict[str, set[str]]:
    """What the store holds: the canaries of each place."""
    found: dict[str, set[str]] = defaultdict(set)

    def look(_case: Any) -> None:
        for model, name, _field in sealed_fields():
            for row in db.session.query(model):
                if name in ROWS_BY_KIND and name != row.kind:
                    continue
                sealed = getattr(row, name)
                told = texts_in(sealed.reveal(), f"{model.__tablename__}.{name}") if sealed else ()
                for path, text in told:
                    found[path] |= set(CANARY.findall(text))

    office.see(code, look)
    return {path: seen for path, seen in found.items() if seen}


ROWS_BY_KIND = frozenset({
    "safety_plan", "priority", "guardian", "authority", "bia", "bid", "age", "tracing",
    "family_assessment", "reception", "recovery", "measure", "permit", "non_removal",
})  # fmt: skip
"""One column holds the records of these kinds, each in its own shape."""


def test_a_canary_stands_in_every_text_that_a_file_can_hold(office):
    code, _ref = full_file(office)
    seeded = set(canaries_of(office, code))
    room = {
        path
        for model, name, field in sealed_fields()
        if f"{model.__tablename__}.{field.blob}" not in OF_SOMETHING_ELSE
        for path in places_for_text(field._shape, f"{model.__tablename__}.{name}")
    }
    assert room - seeded - coded() == set(), "seed these, or say why they hold nobody's words"
    assert coded() & seeded == set()
    assert coded() - room == set(), "these are no more"


def test_every_sealed_column_is_of_a_case_or_is_named_with_its_reason(sqlite_app):
    special = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if column.info.get(KEY) is Holds.SPECIAL
    }
    of_a_case = {f"{model.__tablename__}.{field.blob}" for model, _n, field in sealed_fields()}
    assert special - of_a_case <= set(OF_SOMETHING_ELSE)
    assert set(OF_SOMETHING_ELSE) <= special


def addresses(code: str, ref: str) -> list[str]:
    """Every address there is, as somebody would type it who guessed the codes of this case."""
    codes = defaultdict(lambda: "00000000-0000-4000-8000-000000000000")
    codes |= {"case": code, "referral": ref, "draft_referral": ref, "new_case": code}
    codes |= {"planned_case": code, "stay_case": code, "reint_case": code, "withdrawn_case": code}
    codes |= {"ret": "R-CANARY", "reint": "I-CANARY", "transfer": "T-CANARY", "pair": "M-CANARY"}
    paths = {one.path.format_map(codes) for one in everything().values() if one.method == "GET"}
    return sorted(paths | {"/r?box=active", "/r?box=past", "/t?when=week", f"/c?q={code}"})


def told_at(client: Any, paths: list[str]) -> dict[str, set[str]]:
    """The canaries in whatever a browser is answered with, page, print, file or refusal."""
    told = {}
    for path in paths:
        body = client.http.get(path, headers={"Sec-Fetch-Site": "same-origin"}).data
        told[path] = {one.lower() for one in CANARY.findall(as_text(body))}
    return told


def as_text(body: bytes) -> str:
    """What a reader finds in an answer, whatever kind of file it is."""
    if body.startswith(b"%PDF"):
        return Printed(body).text
    if body.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(body)) as packed:
            return "".join(packed.read(name).decode(errors="replace") for name in packed.namelist())
    return body.decode(errors="replace")


def test_no_canary_outside_the_packet_is_at_any_address_for_its_recipient(office, client_as):
    code, ref = full_file(office)
    assert len(set().union(*canaries_of(office, code).values())) > 150
    shelter, paths = client_as("shelter"), addresses(code, ref)
    before = told_at(shelter, [path for path in paths if ref in path] + ["/", "/r", "/t"])
    assert set().union(*before.values()) == {"canarimessage"}
    office.referral(code, ref, lambda one: service.accept(one, actor_named("shelter"), one.version))
    after = told_at(shelter, paths)
    assert set().union(*after.values()) == set(IN_THE_PACKET)
    worker = told_at(client_as("caseworker"), [f"/c/{code}/timeline", f"/c/{code}/plan"])
    assert {"canarinote", "canaribut"} <= set().union(*worker.values())  # who may read, does
