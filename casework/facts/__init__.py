"""De-identified facts: what features hand over, and only the statistics ever read.

A fact holds coarse classes and the month of registration, nothing else. It lies sealed, so that
even a stolen database shows no sex, age or nationality; `service.count` alone opens facts, and it
returns counts.

How a feature hands over (say, a stay in a shelter):

    from casework.facts.domain import Handed, stay_class
    from casework.facts.providers import register_provider
    from casework.facts.service import put

    put("stay", stay.id, month, {"region": …, "stay_length": stay_class(nights)},
        person_id=stay.case_id)                       # in the transaction that changes it
    register_provider("stay", every_stay_handed)      # at start: yields Handed(…), oldest first

What each kind says is in `domain/kinds.py`, the lists in `domain/classes.py`.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the command."""
    from .cli import facts

    app.cli.add_command(facts)
