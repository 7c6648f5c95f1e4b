"""The words of distributions and training."""

from typing import Any

from casework.assistance.domain import refusals
from casework.assistance.domain import track as t
from casework.assistance.service.counting import UnknownCell
from casework.kernel.refusals import GateClosed
from casework.web.errors import explain
from casework.web.languages import _l, _lp

STATES = {
    t.PLANNED: _lp("distribution", "Planned"),
    t.RUNNING: _lp("distribution", "Under way"),
    t.DONE: _lp("distribution", "Done"),
    t.CANCELLED: _lp("distribution", "Cancelled"),
}
TONES = {t.RUNNING: "blue", t.DONE: "green", t.PLANNED: "teal"}
ACTIONS = {
    "begin": _l("Begin the distribution"),
    "finish": _l("Finish the distribution"),
    "cancel": _l("Cancel the distribution"),
    "reopen": _lp("distribution", "Open again"),
}
REPORT_FILES = {"xlsx": _l("Spreadsheet"), "pdf": _l("PDF")}
KINDS = {
    "food": _l("Food"),
    "items": _l("Other items"),
    "cash": _l("Cash"),
    "mixed": _l("Food and other items"),
}
CATEGORIES = {
    "food": _l("Food"),
    "hygiene": _l("Hygiene"),
    "bedding": _l("Bedding"),
    "clothing": _l("Clothing"),
    "baby": _l("For babies"),
    "menstrual": _l("Menstrual hygiene"),
    "other": _lp("item", "Other"),
}
TARGETS = {
    "people_in_extreme_vulnerability": _l("People in extreme vulnerability"),
    "migrants_in_transit": _l("Migrants on the way"),
    "women": _l("Women"),
    "children": _l("Children"),
    "families": _l("Families"),
    "residents": _l("People living nearby"),
    "other": _lp("group", "Other"),
}
SEXES = {
    "female": _lp("people", "Women and girls"),
    "male": _lp("people", "Men and boys"),
    "other": _lp("people", "Other or not said"),
}
AGES = {
    "0-4": _lp("age", "0 to 4"),
    "5-11": _lp("age", "5 to 11"),
    "12-17": _lp("age", "12 to 17"),
    "18-24": _lp("age", "18 to 24"),
    "25-59": _lp("age", "25 to 59"),
    "60+": _lp("age", "60 and over"),
    "unknown": _lp("age", "Adult, age not known"),
}
NEEDS = {
    "trafficking": _l("Trafficking"),
    "sexual_exploitation": _l("Sexual exploitation"),
    "violence": _l("Violence"),
    "pregnant": _lp("need", "Pregnancy"),
    "disability": _lp("need", "Disability"),
    "illness": _lp("need", "Illness"),
    "alone_with_children": _lp("need", "Alone with children"),
    "unaccompanied_child": _lp("need", "Child alone"),
}
OTHER_NATIONALITY = _l("Another nationality")
SIDE = {
    "health_information": _l("Informed about health care"),
    "schooling_information": _l("Informed about schooling"),
    "legal_information": _l("Informed about rights"),
    "referral_made": _l("Referred, service not named"),
    "agreed_to_be_contacted": _l("Agreed to be met by somebody who screens"),
    "complaint_received": _l("Complaints received"),
    "met_afterwards": _l("Met afterwards by somebody who screens"),
}
VISITS = {
    "first": _lp("visit", "For the first time"),
    "repeat": _lp("visit", "Here before"),
    "household": _l("Households"),
}
MOVES = {
    "received": _lp("stock", "Received"),
    "distributed": _lp("stock", "Distributed"),
    "lost": _lp("stock", "Lost"),
    "damaged": _lp("stock", "Damaged"),
    "returned": _lp("stock", "Returned"),
}
THEMES = {
    "identification": _l("Identification"),
    "interview": _l("Interview"),
    "referral": _l("Referral mechanism"),
    "child_protection": _l("Protection of children"),
    "shelter_care": _l("Care in shelters"),
    "data_protection": _l("Protection of personal data"),
    "other": _lp("theme", "Other"),
}
AUDIENCES = {
    "labour_inspectors": _l("Labour inspectors"),
    "police": _lp("audience", "Police"),
    "gendarmerie": _lp("audience", "Gendarmerie"),
    "health": _lp("audience", "Health"),
    "justice": _lp("audience", "Justice"),
    "social_workers": _l("Social workers"),
    "ngo": _l("Associations"),
    "other": _lp("audience", "Other"),
}
LOOKED = {
    "first": _l("First time in this project. Noted and counted."),
    "repeat": _l("Was here before in this project. Counted."),
}
TASKS = {"meet_from_distribution": _l("Meet somebody who agreed to it at a distribution")}
DONE = {
    "operation_planned": _l("The distribution is planned. Write the place and the goods."),
    "operation_saved": _l("Saved."),
    "operation_moved": _l("Recorded."),
    "sheet_counted": _l("The sheet is counted. Tear it up, then type in the next one."),
    "person_counted": _l("Counted."),
    "count_undone": _l("One less."),
    "referral_counted": _l("The referral is counted."),
    "person_met": _l("Written: one person was met. Nothing links them to the distribution."),
    "visit_first": LOOKED["first"],
    "visit_repeat": LOOKED["repeat"],
    "stock_moved": _l("Written. A second person signs it."),
    "kit_kept": _l("The kit is kept. What was given of an earlier version keeps its contents."),
    "stock_signed": _l("Signed by two."),
    "tokens_destroyed": _l("The tokens of the project are destroyed. Nobody can be looked up."),
    "training_planned": _l("The session is planned."),
    "training_held": _l("The numbers of the session are saved."),
}
TEXTS: dict[type[Any], Any] = {
    refusals.StockTooLow: _l("There is not that much left."),
    refusals.EmptyKit: _l("Write one item at least."),
    refusals.ItemTwice: _l("An item in one unit stands once in a kit."),
    refusals.SameContents: _l("Nothing in the kit is different."),
    refusals.KitNameTaken: _l("A kit has this name already. Choose another."),
    refusals.SameHand: _l("The second signature is somebody else's."),
    refusals.SignedAlready: _l("Two people signed this already."),
    refusals.SheetCounted: _l(
        "The sheet of this number was typed in already. Look at the counts before typing it again."
    ),
    refusals.NotABatch: _l("These counts cannot be read. Count them again."),
    refusals.NothingToUndo: _l("Nobody of this kind was counted."),
    refusals.NobodyWaits: _l("Everybody who agreed to be met was met already."),
    refusals.NotUnderWay: _l(
        "This distribution is over or cancelled: it can be read, not changed."
    ),
    refusals.TokensDestroyed: _l("The project has ended: nobody can be looked up any more."),
    refusals.NotAPlace: _l("Choose a province of one of the regions where you work."),
    refusals.SampleTooLarge: _l("No more people answer than were asked, or were reached."),
    refusals.HeardTooSoon: _l(
        "A sample is heard two to four weeks after the distribution: come back then."
    ),
    refusals.KitsCharged: _l(
        "These kits were charged to this line already. Take that charge back first, or choose "
        "another line."
    ),
    refusals.SessionAhead: _l(
        "The session lies ahead: who took part is written from its first day."
    ),
    refusals.NotHeld: _l("Write who took part first: a certificate comes after the session."),
    refusals.ScoreOutOfRange: _l("Write both means, before and after, or neither."),
    UnknownCell: _l("Choose one of the cells of the table."),
}


def register_texts() -> None:
    """One text for each refusal; for a closed gate, what is missing."""
    for refusal, text in TEXTS.items():
        explain(refusal, text)
    explain(
        GateClosed,
        _l("Every movement of goods carries two signatures first."),
        gate="G-SIGNED",
    )
    explain(
        GateClosed,
        _l("More people by nationality or need than people counted."),
        gate="G-TALLIED",
    )
    explain(
        GateClosed,
        _l("Somebody was counted, or goods are here or were given: what took place is told to the "
           "donor. Send the goods back and undo the counts, or begin and end the distribution."),
        gate="G-UNTOUCHED",
    )  # fmt: skip
