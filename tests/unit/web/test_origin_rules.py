import pytest

from casework.web.origin import is_ours

HERE = "https://sanad.example/"


@pytest.mark.parametrize(
    ("site", "origin", "ours"),
    [
        ("same-origin", None, True),
        ("none", None, True),
        ("same-site", "https://sanad.example", False),
        ("cross-site", "https://sanad.example", False),
        ("cross-site", "https://evil.example", False),
        ("nonsense", None, False),
        (None, "https://sanad.example", True),
        (None, "https://SANAD.example", True),
        (None, "http://sanad.example", False),
        (None, "https://sanad.example.evil.example", False),
        (None, "https://sanad.example:8443", False),
        (None, "https://evil.example", False),
        (None, "http://[", False),
        (None, None, False),
    ],
)
def test_a_change_comes_from_our_own_pages_or_not(
    site: str | None, origin: str | None, ours: bool
) -> None:
    assert is_ours(site, origin, HERE) is ours


def test_an_older_browser_under_our_referrer_policy_is_left_to_the_csrf_token() -> None:
    assert is_ours(None, "null", HERE)
    assert not is_ours("cross-site", "null", HERE)
