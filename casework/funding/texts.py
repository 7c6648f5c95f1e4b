"""The words of funding."""

from typing import Any

from casework.funding.domain import budget, money
from casework.web.errors import explain
from casework.web.languages import _l, _lp

SOURCES = {
    "return": _lp("cost", "Voluntary returns"),
    "grant": _lp("cost", "Reintegration grants"),
    "distribution": _lp("cost", "Distributions"),
    "kit": _lp("cost", "Kits"),
    "service": _lp("cost", "Services"),
    "training": _lp("cost", "Training"),
    "shelter": _lp("cost", "Shelter"),
    "other": _lp("cost", "Other"),
}
COSTS = {
    "ticket": _lp("cost", "Ticket"),
    "documents": _lp("cost", "Documents"),
    "medical": _lp("cost", "Medical"),
    "accommodation": _lp("cost", "Accommodation"),
    "pocket_money": _lp("cost", "Pocket money"),
    "onward_transport": _lp("cost", "Onward transport"),
    "escort": _lp("cost", "Escort"),
    "grant": _lp("cost", "Grant in kind"),
    "goods": _lp("cost", "Goods"),
    "transport": _lp("cost", "Transport"),
    "venue": _lp("cost", "Venue"),
    "staff": _lp("cost", "Staff"),
    "other": _lp("cost", "Other"),
}
DONE = {
    "project_opened": _l("The project is open. Add its donors and budget lines."),
    "funding_saved": _l("Saved."),
    "rate_saved": _l("The rate counts from that day on. Charges already made keep theirs."),
    "charged": _l("Charged, at the rate of the day."),
    "charge_reversed": _l("The charge is reversed; both stay in the accounts."),
}
TEXTS: dict[type[Any], Any] = {
    money.UnknownCurrency: _l("Choose one of the currencies."),
    money.NoRate: _l("There is no rate for this currency on that day. Write the rate first."),
    money.AmountOutOfRange: _l("Write an amount above zero, for example 1 250,50."),
    money.MixedCurrencies: _l("Two currencies cannot be added without a rate."),
    budget.LineExhausted: _l("This budget line does not bear that much any more."),
    budget.OutsideProject: _l("That day lies outside the project."),
    budget.PeriodTurned: _l("The end comes before the beginning."),
    budget.ReversedAlready: _l("This charge was reversed already."),
    budget.PutRightElsewhere: _l("This is put right where the grant is followed."),
    budget.CodeTaken: _l("This code is in use. Choose another."),
    budget.NotYourProject: _l("Choose a line of a project your organisation takes part in."),
}


def register_texts() -> None:
    """One text for each refusal."""
    for refusal, text in TEXTS.items():
        explain(refusal, text)
