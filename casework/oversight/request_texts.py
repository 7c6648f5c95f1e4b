"""The words of persons' requests and of the copy for the person."""

from collections.abc import Mapping
from typing import Any

from casework.web.languages import _l, _lp

KINDS: Mapping[str, Any] = {
    "access": _l("To know what is kept about them"),
    "correction": _l("To have something corrected"),
    "erasure": _l("To have the file erased"),
    "objection": _l("To object to a use"),
}
WAYS: Mapping[str, Any] = {
    "in_person": _lp("request", "In person"),
    "phone": _lp("request", "By phone"),
    "letter": _lp("request", "By letter"),
    "lawyer": _lp("request", "Through a lawyer or a representative"),
    "through_worker": _lp("request", "Through whoever follows the file"),
}
ANSWERS: Mapping[str, Any] = {
    "granted": _lp("request", "Granted"),
    "partly": _lp("request", "Granted in part"),
    "refused": _lp("request", "Refused"),
    "withdrawn": _lp("request", "Taken back by the person"),
}
TONES: Mapping[str, str] = {"granted": "green", "partly": "ochre", "refused": "brick"}
GROUNDS: Mapping[str, Any] = {
    "third_persons": _l("It speaks of other people"),
    "danger": _l("It could put somebody in danger"),
    "legal_duty": _l("The law requires it to be kept"),
    "hold": _l("A legal hold stands on the file"),
    "not_ours": _l("We keep nothing of this person"),
    "identity_unproven": _l("The person could not show who they are"),
}
COPY_REASONS: Mapping[str, Any] = {
    "asked": _l("The person asked for it"),
    "representative": _l("Their lawyer or guardian asked for it"),
    "transfer": _l("The person takes it to another organisation"),
}
FORMS: Mapping[str, Any] = {
    "pdf": _l("On paper (PDF)"),
    "json": _l("As a file for another programme (JSON)"),
}
LANGUAGES: Mapping[str, str] = {"fr": "Français", "ar": "العربية"}
DONE = {
    "request_registered": _l("The request is in the register, with the day until which to answer."),
    "request_answered": _l("The answer is in the register."),
}
