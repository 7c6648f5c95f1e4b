"""Distributions and training: those who run programmes, in their own organisation. Nobody else sees
the numbers of one distribution, whatever their role."""

from tests.architecture.access import Access

OFFICERS = {"distribution_officer": 200, "second_officer": 200}
INCOMPLETE = dict.fromkeys(OFFICERS, 422)
STALE = dict.fromkeys(OFFICERS, 409)
STRANGERS = {"caseworker": 404, "colleague_caseworker": 404}
ONE = "/x/{operation}"
SESSION = "/y/{training}"


def _both(name: str, path: str, sent: dict[str, int] = INCOMPLETE) -> dict[str, Access]:
    return {
        f"assistance.{name}": Access("GET", path, OFFICERS),
        f"assistance.{name} POST": Access("POST", path, sent),
    }


EXPECTED = {
    "assistance.operations": Access("GET", "/x", OFFICERS),
    **_both("new_operation", "/x/new"),
    "assistance.operation": Access("GET", ONE, OFFICERS),
    # everything about the place may be left open, so only the version is missing
    **_both("place", ONE + "/place", STALE),
    **_both("goods", ONE + "/goods"),
    # the officer wrote the movement and cannot sign it twice; the other one can
    "assistance.sign POST": Access(
        "POST",
        ONE + "/goods/{stock_move}/sign",
        {"distribution_officer": 409, "second_officer": 303},
    ),
    "assistance.kits": Access("GET", "/x/kits", OFFICERS),
    **_both("new_kit", "/x/kits/new"),
    "assistance.kit": Access("GET", "/x/kits/{kit}", OFFICERS),
    **_both("change_kit", "/x/kits/{kit}/change"),
    **_both("move_kits", ONE + "/kits"),
    "assistance.sign_kits POST": Access(
        "POST",
        ONE + "/kits/{kit_move}/sign",
        {"distribution_officer": 409, "second_officer": 303},
    ),
    **_both("kit_cost", ONE + "/kits/{kit_move}/cost"),
    **_both("training_cost", SESSION + "/cost"),
    **_both("step", ONE + "/step/begin", STALE),
    **_both("cost", ONE + "/cost"),
    **_both("monitoring", ONE + "/later"),
    "assistance.tally": Access("GET", ONE + "/tally", OFFICERS),
    "assistance.count POST": Access("POST", ONE + "/tally", INCOMPLETE),
    "assistance.numbers": Access("GET", ONE + "/tally/numbers", OFFICERS),
    "assistance.keep POST": Access("POST", ONE + "/tally/kept", INCOMPLETE),
    "assistance.sheet": Access("GET", ONE + "/sheet.pdf", OFFICERS),
    **_both("type_in", ONE + "/tally/sheet"),
    **_both("nationality", ONE + "/tally/nationality"),
    **_both("referral", ONE + "/tally/referral"),
    **_both("look", ONE + "/look"),
    # a caseworker of the house; nobody agreed to be met yet, so nobody can have been met
    "assistance.meet": Access("GET", ONE + "/meet", {"caseworker_elsewhere": 200, **STRANGERS}),
    "assistance.meet POST": Access(
        "POST", ONE + "/meet", {"caseworker_elsewhere": 409, **STRANGERS}
    ),
    **_both("tokens", ONE + "/tokens", dict.fromkeys(OFFICERS, 303)),
    "assistance.trainings": Access("GET", "/y", OFFICERS),
    **_both("new_training", "/y/new"),
    **_both("training", SESSION),
    **_both("certify", SESSION + "/certificate"),
    "assistance.report": Access("GET", "/k/{project}/report", OFFICERS),
    **_both("report_file", "/k/{project}/report/file"),
    "assistance.reach": Access("GET", "/k/{project}/reach", OFFICERS),
}
