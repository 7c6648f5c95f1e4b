"""Settings, read once from the environment into one frozen value.

Reading never fails, so that commands without secrets (`screening assess`, `workflow print`) run
with an empty environment; `ready_to_serve` is what a server start must pass.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

DEMO_SECRET = "demo-secret-never-for-real-people"  # noqa: S105 - refused outside demo mode
SHORTEST_SECRET = 32


class UnsafeSettings(Exception):
    """The environment is not fit to serve; the message names each variable to set."""


@dataclass(frozen=True)
class Settings:
    """Everything Sanad may be told from outside. See README.md for each variable."""

    mode: str = "demo"
    home: Path = Path("var")
    database_url: str = field(default="", repr=False)
    secret_key: str = field(default=DEMO_SECRET, repr=False)
    keyring_provider: str = "file"
    keyring_passphrase: str | None = field(default=None, repr=False)
    keyring_env: str | None = field(default=None, repr=False)
    jobs_url: str = field(default="", repr=False)
    smtp_url: str = field(default="", repr=False)
    base_url: str = "http://127.0.0.1:8000"
    trusted_proxies: int = 0
    argon2_time_cost: int = 3
    argon2_memory_kib: int = 65536
    max_request_bytes: int = 2 * 1024 * 1024
    testing: bool = False

    @property
    def demo(self) -> bool:
        """Fictional people only."""
        return self.mode == "demo"

    @property
    def https(self) -> bool:
        """Whether browsers reach Sanad over TLS."""
        return self.base_url.startswith("https://")

    @property
    def database(self) -> str:
        """The SQLAlchemy URL: the one given, or SQLite in the home folder."""
        if self.database_url:
            return self.database_url
        return f"sqlite:///{quote(str(self.home.resolve() / 'sanad.sqlite'), safe='/')}"

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> "Settings":
        """Read `SANAD_*` variables; whatever is absent keeps its default."""
        env = os.environ if env is None else env
        return cls(
            mode=env.get("SANAD_MODE", "demo"),
            home=Path(env.get("SANAD_HOME") or "var"),
            database_url=env.get("SANAD_DATABASE_URL", ""),
            secret_key=env.get("SANAD_SECRET_KEY") or DEMO_SECRET,
            keyring_provider=env.get("SANAD_KEYRING_PROVIDER", "file"),
            keyring_passphrase=_secret(env, "SANAD_KEYRING_PASSPHRASE"),
            keyring_env=env.get("SANAD_KEYRING"),
            jobs_url=env.get("SANAD_JOBS_URL", ""),
            smtp_url=env.get("SANAD_SMTP_URL", ""),
            base_url=env.get("SANAD_BASE_URL", "http://127.0.0.1:8000"),
            trusted_proxies=_whole(env, "SANAD_TRUSTED_PROXIES", 0),
            argon2_time_cost=_whole(env, "SANAD_ARGON2_TIME_COST", 3),
            argon2_memory_kib=_whole(env, "SANAD_ARGON2_MEMORY_KIB", 65536),
        )

    def faults(self) -> list[str]:
        """Why a server with these settings must not start; empty when it may."""
        found = []
        if self.mode not in ("demo", "production"):
            found.append("SANAD_MODE must be demo or production")
        if self.mode == "production":
            found += self._production_faults()
        return found

    def _production_faults(self) -> list[str]:
        found = []
        if self.secret_key == DEMO_SECRET or len(self.secret_key) < SHORTEST_SECRET:
            found.append(
                f"SANAD_SECRET_KEY must be a secret of {SHORTEST_SECRET} or more characters"
            )
        if not self.https:
            found.append("SANAD_BASE_URL must be the https:// address people use")
        if self.keyring_provider == "file" and not self.keyring_passphrase:
            found.append("SANAD_KEYRING_PASSPHRASE (or …_FILE) must be set for the keyring file")
        if self.keyring_provider == "env" and not self.keyring_env:
            found.append("SANAD_KEYRING must hold the keyring")
        return found

    def ready_to_serve(self) -> None:
        """Refuse, with every fault named at once, when these settings are not fit to serve."""
        if found := self.faults():
            raise UnsafeSettings("Sanad does not start: " + "; ".join(found) + ".")


def _secret(env: Mapping[str, str], name: str) -> str | None:
    """A secret given as NAME, or as a file named by NAME_FILE (systemd or Docker secrets)."""
    if value := env.get(name):
        return value
    if path := env.get(f"{name}_FILE"):
        try:
            return Path(path).read_text(encoding="utf-8").rstrip("\n")
        except (OSError, ValueError):  # not there, or not a text: `faults` says what is missing
            return None
    return None


def _whole(env: Mapping[str, str], name: str, default: int) -> int:
    text = env.get(name, "")
    return int(text) if text.isascii() and text.isdigit() else default
