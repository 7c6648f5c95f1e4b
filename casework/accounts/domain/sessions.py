"""How long a session lives (OWASP ASVS 5.0, 7.3.1 and 7.3.2), and which device it is on."""

from datetime import datetime, timedelta

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=1)

# In this order: a browser also names those it descends from.
_BROWSERS = (
    ("edg", "edge"),
    ("opr/", "opera"),
    ("samsungbrowser", "samsung"),
    ("firefox", "firefox"),
    ("fxios", "firefox"),
    ("crios", "chrome"),
    ("chrome", "chrome"),
    ("safari", "safari"),
)
_SYSTEMS = (
    ("android", "android"),
    ("iphone", "iphone"),
    ("ipad", "ipad"),
    ("windows", "windows"),
    ("mac os", "mac"),
    ("linux", "linux"),
)


def is_open(last_seen_at: datetime, expires_at: datetime, at: datetime) -> bool:
    """Whether a session may still be used: seen within 30 minutes, begun within 12 hours. A clock
    turned back by more ends it too: it would live until the clock has come so far again."""
    return at < expires_at and abs(at - last_seen_at) < IDLE


def is_due(last_seen_at: datetime, at: datetime) -> bool:
    """Whether it is time to write down that the session was used: at most once a minute."""
    return at - last_seen_at >= SEEN_EVERY


def device_of(user_agent: str) -> str:
    """The family of browser and system, such as `firefox/android`: enough for its owner to know it
    again, too little to follow anybody."""
    text = user_agent.lower()
    return f"{_first(_BROWSERS, text)}/{_first(_SYSTEMS, text)}"


def _first(families: tuple[tuple[str, str], ...], text: str) -> str:
    return next((family for mark, family in families if mark in text), "other")
