"""The papers of training and of donor reports, set as PDF in French or Arabic."""

from typing import Any

from casework.assistance.kit_forms import version_name
from casework.assistance.report import DonorReport
from casework.assistance.texts import THEMES
from casework.funding.domain.money import Money
from casework.funding.formats import plain
from casework.funding.texts import SOURCES
from casework.papers.blocks import Block, Facts, Heading, Paper, Paragraph, Signatures, Table
from casework.papers.letter import pdf
from casework.web.codes import region_name
from casework.web.formats import long_date
from casework.web.languages import _, _p, within

SET_IN = ("fr", "ar")


def paper_language(language: str) -> str:
    """Papers are set in French or Arabic."""
    return language if language in SET_IN else "fr"


def certificate(training: Any, name: str, language: str, *, fiction: bool) -> bytes:
    """That somebody took part in a session. The name stands on the paper and nowhere else."""
    language = paper_language(language)
    with within(language):
        between = "\u060c " if language == "ar" else ", "
        regions = between.join(region_name(code, language) for code in training.regions.split())
        blocks: tuple[Block, ...] = (
            Paragraph(_("This certifies that")),
            Heading(name),
            Paragraph(_("took part in the training session")),
            Heading(training.title),
            Facts((
                (_p("training", "Theme"), str(THEMES[training.theme])),
                (_("First day"), long_date(training.on)),
                (_("Number of days"), str(training.days)),
                (_("Regions"), regions),
            )),
            Signatures((_("For the organisation"),)),
        )  # fmt: skip
        title = _("Certificate of attendance")
        paper = Paper(title, training.reference, language, blocks)
    return pdf(paper, None, fiction=fiction)


def report_paper(
    title: str, code: str, report: DonorReport, reason: str, language: str, *, fiction: bool
) -> bytes:
    """A donor report: money, goods, sessions, people as published, and why it was taken out."""
    language = paper_language(language)
    with within(language):
        paper = Paper(title, code, language, tuple(_report_blocks(report, reason)))
    return pdf(paper, None, fiction=fiction)


def _report_blocks(report: DonorReport, reason: str) -> list[Block]:
    found: list[Block] = [
        Facts((
            (_("From"), long_date(report.first)), (_("Until"), long_date(report.last)),
            (_("Distributions done"), str(report.distributions)),
            (_("Training sessions"), str(report.trainings)),
            (_("People trained"), str(report.trained)),
        )),
        *_money(report),
        *_goods(report),
        *_kits(report),
        Heading(_("People")),
    ]  # fmt: skip
    if report.people:
        found.append(Facts(tuple((one.what, one.number) for one in report.people)))
    taken = Facts(((_("Reason given"), reason), (_("Releases"), report.releases or "–")))
    return [*found, Paragraph(said_of_people(), small=True), taken]


def said_of_people() -> str:
    """What the numbers of people in a donor report are."""
    return _(
        "Numbers of people are protected estimates of the whole country, for whole months or "
        "quarters that have closed. Who was reached by a project stays with its team."
    )


def _money(report: DonorReport) -> list[Block]:
    head = (_("Line"), _("Donor"), _("Amount"), _("Before"), _("In the period"), _("Left"))
    lines = [
        (f"{line.code} {line.title}", line.donor, said(line.amount), said(line.before),
         said(line.in_period), said(line.left))
        for line in report.lines
    ]  # fmt: skip
    totals = [
        (f"{_('Total')} {currency}", "", *map(said, sums))
        for currency, sums in report.totals().items()
    ]
    found: list[Block] = [
        Heading(_("Money")),
        Table(head, tuple(lines + totals), (5, 5, 5, 4, 4, 5)),
    ]
    sources = [(code, str(SOURCES[kind]), said(paid)) for code, kind, paid in report.spent()]
    if sources:
        columns = (_("Line"), _("What it paid for"), _("In the period"))
        found += [Heading(_("What it paid for")), Table(columns, tuple(sources))]
    return found


def _goods(report: DonorReport) -> list[Block]:
    rows = [
        (row.item, row.unit, str(row.stock.received), str(row.stock.distributed),
         str(row.stock.lost + row.stock.damaged), str(row.stock.left))
        for row in report.goods
    ]  # fmt: skip
    head = (_("Item"), _("Unit"), _("Received"), _("Distributed"), _("Lost or damaged"), _("Left"))
    return [Heading(_("Goods")), Table(head, tuple(rows), (4, 2, 2, 2, 2, 2))] if rows else []


def _kits(report: DonorReport) -> list[Block]:
    rows = tuple((version_name(one), str(one.received), str(one.given)) for one in report.kits)
    head = (_("Kit"), _("Received"), _("Distributed"))
    return [Heading(_("Kits")), Table(head, rows, (6, 2, 2))] if rows else []


def said(money: Money) -> str:
    """An amount in one line."""
    return f"{plain(money.units)} {money.currency}"
