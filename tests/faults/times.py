"""F17: the clock jumps by 400 days, forwards and back."""

from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from casework.accounts.domain.refusals import CodeUsed, CodeWrong
from casework.accounts.models import SecondFactor
from casework.accounts.service import open_session
from casework.accounts.service.factors import use_totp
from casework.audit import record
from casework.audit.catalogue import CaseRead
from casework.audit.models import AuditEvent
from casework.audit.sealing import seal_checkpoint
from casework.audit.verification import verify
from casework.db import db, unit_of_work
from casework.health.checks import clock_fault, clock_right
from casework.kernel import clock
from casework.kernel.clock import SteppedClock, use
from casework.kernel.ids import new_id
from tests.client import SanadClient
from tests.factories import user_named
from tests.faults.outcome import Outcome, fault
from tests.faults.site import Site
from tests.integration.accounts.passwords import give_password
from tests.integration.accounts.proofs import code_now, give_app

FAR = timedelta(days=400)


@fault("F17", "the clock jumps 400 days forwards, and back")
def jumps(outcome: Outcome, folder: Path) -> None:
    site = Site.on_sqlite(folder / "home")
    app, case = site.app(), new_id()
    start = clock.now()
    give_password(app, "caseworker")
    still_in = alarms = 0
    with app.app_context():
        for at in (start, start + FAR, start - FAR, start):
            alarms += _jump_to(at, case)
        orders = list(db.session.scalars(
            select(AuditEvent.seq).where(AuditEvent.stream_id == case).order_by(AuditEvent.seq)
        ))  # fmt: skip
        whole = verify(None).whole
        db.session.close()
    for jump in (FAR, -FAR):
        with use(SteppedClock(start)), app.app_context(), unit_of_work():
            token = open_session(user_named("caseworker"))
        with use(SteppedClock(start + jump)):
            page = SanadClient(app, token).http.get("/me", headers={"Accept": "text/html"})
            still_in += page.status_code == 200
    reused = _codes_taken_twice(app, start)
    ahead = _named_while_ahead(app, case, start)
    with app.app_context():
        db.engine.dispose()
    outcome.say(
        f"{len(orders)} events over the jumps; a clock behind the log named {alarms} times, one "
        f"that was set ahead named after {', '.join(map(str, ahead))} hours of 30"
    )
    outcome.must(orders == [1, 2, 3, 4] and whole, "order by sequence, log whole")
    outcome.must(still_in == 0, f"sessions end either way ({still_in} did not)")
    outcome.must(reused == 0, f"no code is taken twice ({reused})")
    outcome.must(alarms >= 1, "the health page names a clock behind the log")
    outcome.must(
        ahead == [0, 6, 12, 18],
        "the health page names a clock that was set ahead, for a day",
    )


def _jump_to(at: datetime, case) -> bool:
    with use(SteppedClock(at)):
        with unit_of_work():
            record(CaseRead(case_id=case), None)
        alarm = bool(clock_fault())
        db.session.rollback()
    return alarm


def _named_while_ahead(app, case, start: datetime) -> list[int]:
    """The log was sealed before; then the clock is far ahead, and is asked every six hours."""
    named = []
    with app.app_context():
        for at in (start, start + FAR):
            with use(SteppedClock(at)):
                with unit_of_work():
                    record(CaseRead(case_id=case), None)
                seal_checkpoint()
        for hours in range(0, 31, 6):
            with use(SteppedClock(start + FAR + timedelta(hours=hours))):
                if clock_right().advice == "clock_leapt":
                    named.append(hours)
                db.session.rollback()
        db.session.close()
    return named


def _codes_taken_twice(app, start: datetime) -> int:
    """A code of an app is used; the clock goes back and the same code comes again."""
    taken = 0
    with use(SteppedClock(start)):
        give_app(app, "caseworker")
    for at in (start, start, start + FAR, start - FAR, start):
        with use(SteppedClock(at)), app.app_context():
            try:
                with unit_of_work():
                    factor = db.session.query(SecondFactor).filter_by(kind="totp").one()
                    use_totp(factor, code_now())
                    taken += 1
            except (CodeUsed, CodeWrong):
                pass
            db.session.close()
    return max(0, taken - 2)
