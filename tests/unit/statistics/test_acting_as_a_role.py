"""Older servers refuse the name of a privilege that they do not know."""

import pytest

from casework.statistics.reading import needed_to_act_as_a_role


@pytest.mark.parametrize(
    ("version", "needed"), [(150012, "MEMBER"), (160000, "SET"), (170002, "SET")]
)
def test_a_role_is_acted_as_on_every_server_that_the_guide_names(version: int, needed: str) -> None:
    assert needed_to_act_as_a_role(version) == needed
