"""The sign-ins that `make run` prints: demo mode only, one password for all."""

from casework.demo.organisations import accounts, organisations

PASSWORD = "demo-sanad-sans-secret"  # noqa: S105 - printed on every start, never outside demo mode


def as_table() -> str:
    """One line a sign-in: user name, role, organisation."""
    names = {one.key: one.name for one in organisations()}
    lines = [f"Demo sign-ins (password for all: {PASSWORD})", ""]
    lines += [
        f"  {one.username:<24} {one.role.value:<21} {names[one.organisation]}"
        for one in accounts()
        if one.shown
    ]
    return "\n".join([*lines, "", "All people and cases are fictional. Never enter real data.", ""])
