"""The promises of docs/disclosure-control.md, measured over HTTP: a real server with the simulated
country, and an analyst who is signed in and reads everything."""

import pytest

from tests.attacks.bounds import Figure, figures
from tests.attacks.over_http import simulated_country


@pytest.fixture(scope="module")
def measured(tmp_path_factory) -> dict[str, Figure]:
    home = tmp_path_factory.mktemp("simulated") / "home"
    with simulated_country(home, cases=700, years=2) as country:
        return {one.name: one for one in figures(country, few=True)}


@pytest.mark.parametrize(
    "part",
    [
        "mean absolute error",
        "two-way cells of 10 or more",
        "small published cells",
        "one case in a two-way cell",
        "one membership, by who knows every other case",
        "public release: one case",
        "public release: share",
        "answers that changed when asked again",
        "answers that changed after a restart",
        "answers that changed after late and erased cases",
        "questions outside the lattice",
        "variance of the noise",
    ],
)
def test_what_is_promised_holds_over_http(measured, part):
    found = [one for name, one in measured.items() if name.startswith(part)]
    assert found
    assert [str(one) for one in found if not one.held] == []
