"""The newest checkpoint on paper, with a QR code, and by mail to another system."""

import smtplib
from datetime import timedelta
from email.message import EmailMessage

import segno
from flask import current_app

from casework.audit.models import AuditCheckpoint
from casework.audit.outside import as_line, grouped
from casework.audit.sealing import last_checkpoint
from casework.db import db
from casework.jobs.mail import deliver, sender
from casework.jobs.registry import register_periodic
from casework.kernel.commands import as_run_here
from casework.logs import write as write_line
from casework.logs.catalogue import CheckpointNotMailed
from casework.papers.blocks import Facts, Notice, Paper, Paragraph, Signatures, Square
from casework.web.formats import moment_words, number
from casework.web.languages import _, within

EVERY = timedelta(hours=24)


def register_jobs() -> None:
    """Once a day."""
    register_periodic("journal.checkpoint_mail", EVERY, mail_checkpoint, in_unit=False)


def paper(checkpoint: AuditCheckpoint, language: str) -> Paper:
    """The checkpoint as a paper that a machine and a person can read."""
    line = as_line(checkpoint)
    code = segno.make(line, error="m", micro=False)
    with within(language):
        return Paper(
            title=_("Checkpoint of the journal"),
            code=str(checkpoint.number),
            language=language,
            blocks=(
                Paragraph(_("This paper shows what the journal was on that day. It names nobody. "
                            "Keep it where those who run the machine cannot change it.")),
                Facts((
                    (_("Checkpoint"), number(checkpoint.number)),
                    (_("Sealed on"), moment_words(checkpoint.at)),
                    (_("Events until then"), number(checkpoint.events)),
                )),
                Square(tuple(tuple(map(bool, row)) for row in code.matrix), grouped(line)),
                Notice(as_run_here(_(
                    "To compare: flask audit verify --checkpoint, then the signs above or a file "
                    "with them. An older database, or another journal, is named."
                ))),
                Signatures((_("Handed over by"), _("Kept by"))),
            ),
        )  # fmt: skip


def mail_checkpoint() -> bool:
    """Send the newest checkpoint to the address that keeps it; says whether it was sent. Without an
    address or a mail server nothing is sent."""
    settings = current_app.extensions["settings"]
    newest = last_checkpoint()
    if not settings.checkpoint_mail or not settings.smtp_url or newest is None:
        return False
    letter = _letter(newest, settings.checkpoint_mail, sender(settings.smtp_url))
    db.session.rollback()
    try:
        deliver(settings.smtp_url, [letter])
    except (OSError, smtplib.SMTPException) as failure:
        write_line(CheckpointNotMailed(failure))
        return False
    return True


def _letter(checkpoint: AuditCheckpoint, to: str, by: str) -> EmailMessage:
    letter = EmailMessage()
    letter["Subject"], letter["To"], letter["From"] = f"{checkpoint.number}", to, by
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(as_line(checkpoint) + "\n")
    return letter
