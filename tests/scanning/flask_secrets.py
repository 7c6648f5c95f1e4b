"""A rule for detect-secrets: what Flask and its extensions sign and salt with, written down.

What signs sessions, forms and links is read from the surroundings; a text in its place would be the
same in every installation, and known to whoever reads the source.
"""

import re
from importlib.util import find_spec

NAMES = (
    "SECRET_KEY|SECRET_KEY_FALLBACKS|WTF_CSRF_SECRET_KEY|SECURITY_PASSWORD_SALT|JWT_SECRET_KEY|"
    "SANAD_SECRET_KEY|SANAD_KEYRING_PASSPHRASE|SANAD_METRICS_TOKEN|SANAD_OIDC_CLIENT_SECRET"
)


PATTERNS = (
    rf"(?:{NAMES})\"?'?\]?\s*[:=]\s*\[?b?[\"']([^\"'\s]{{8,}})[\"']",
    rf"^(?:export )?(?:{NAMES})=([^\s\"'$<]{{8,}})\s*$",
    r"secret_key\s*=\s*b?[\"']([^\"'\s]{8,})[\"']",
)


def denylist() -> list[re.Pattern[str]]:
    """The patterns, also where detect-secrets itself is not installed."""
    return [re.compile(one) for one in PATTERNS]


if find_spec("detect_secrets"):
    from detect_secrets.plugins.base import RegexBasedDetector

    class FlaskSecretDetector(RegexBasedDetector):
        """A literal of eight or more characters where Flask keeps a secret."""

        secret_type = "Flask secret"
        denylist = denylist()
