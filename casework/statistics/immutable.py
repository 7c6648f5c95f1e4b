"""What was published stays as it is: a second release of a period would give away every late case
by subtraction, which is why there is no way to issue one."""

from casework.db.standing import ALWAYS, Standing

TABLES = ("statistics_release", "statistics_cell", "statistics_budget")

_STANDING = Standing(
    "statistics_refuse", "what was published stays as it is", dict.fromkeys(TABLES, ALWAYS)
)
statements, protect = _STANDING.statements, _STANDING.protect
protections = _STANDING.triggers

DRAWN_STANDS = Standing(
    "statistics_drawn_refuse", "what was drawn was drawn", {"statistics_drawn": ALWAYS}
)
