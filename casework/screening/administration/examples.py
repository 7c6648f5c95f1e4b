"""What versions are tried on: the examples that came with the software, and those made here."""

from __future__ import annotations

import json

from casework.screening.administration.queries import examples_of
from casework.screening.domain.drafting.examples import Example, example_of
from casework.screening.loader import shipped_examples
from casework.screening.wording import local


def examples_for(instrument_id: str) -> tuple[Example, ...]:
    """All examples of an instrument."""
    shipped = [example_of(local(one.title), one.answers) for one in shipped_examples(instrument_id)]
    made = [example_of(one.title, json.loads(one.answers)) for one in examples_of(instrument_id)]
    return (*shipped, *made)
