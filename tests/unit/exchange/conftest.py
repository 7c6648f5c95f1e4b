"""The questionnaires that came with the software, and the words of their forms."""

import pytest

from casework.exchange.domain.exporting import form_of
from casework.exchange.wording import wording
from casework.screening.loader import current_instrument, published_instruments

VERSIONS = sorted(published_instruments())


@pytest.fixture(scope="session", params=VERSIONS, ids=lambda key: "-".join(key))
def instrument(request):
    """Every published version in turn."""
    return published_instruments()[request.param]


@pytest.fixture(scope="session")
def form(instrument):
    """Its form."""
    return form_of(instrument, wording())


@pytest.fixture(scope="session")
def labour():
    """The questionnaire of labour inspectors."""
    return current_instrument("labour_inspection")
