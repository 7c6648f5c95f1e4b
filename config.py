"""Settings, read once from the environment into one frozen value.

Reading never fails, so that commands without secrets (`screening assess`, `workflow print`) run
with an empty environment; `ready_to_serve` is what a server start must pass.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from socket import gethostname
from urllib.parse import quote, urlsplit

DEMO_SECRET = "demo-secret-never-for-real-people"  # noqa: S105 - refused outside demo mode
SHORTEST_SECRET = 32
FEWEST_REQUESTS = 120  # fewer would stop somebody at work
# Who sees identities (of their own cases, in reports, in requests), traces or accounts: a stolen
# password alone must not open these.
ALWAYS_TWO = (
    "caseworker", "focal_point", "administrator", "dpo",
    "prosecutor_liaison", "shelter", "provider", "return_officer",
)  # fmt: skip


class UnsafeSettings(Exception):
    """The environment is not fit to serve; the message names each variable to set."""


@dataclass(frozen=True)
class Backups:
    """Where backups go, for whom they are sealed, how often and how long. Data and keys apart."""

    folder: Path = Path("var/backups/records")
    key_folder: Path = Path("var/backups/keys")
    recipients: str = ""
    key_recipients: str = ""
    every_hours: int = 24
    keep_key_days: int = 14

    @classmethod
    def from_env(cls, env: Mapping[str, str], home: Path) -> "Backups":
        """Read `SANAD_BACKUP_*`; who opens the records opens the keys unless others are named."""
        recipients = env.get("SANAD_BACKUP_RECIPIENTS", "")
        return cls(
            folder=Path(env.get("SANAD_BACKUP_FOLDER") or home / "backups" / "records"),
            key_folder=Path(env.get("SANAD_BACKUP_KEY_FOLDER") or home / "backups" / "keys"),
            recipients=recipients,
            key_recipients=env.get("SANAD_BACKUP_KEY_RECIPIENTS") or recipients,
            every_hours=_whole(env, "SANAD_BACKUP_EVERY_HOURS", 24),
            keep_key_days=_whole(env, "SANAD_BACKUP_KEEP_KEY_DAYS", 14),
        )


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
    vault_url: str = ""
    vault_token: str | None = field(default=None, repr=False)
    vault_mount: str = "transit"
    vault_key: str = "sanad"
    vault_certificate: str = ""
    backups_kept_days: int = 90
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str | None = field(default=None, repr=False)
    oidc_name: str = ""
    jobs_url: str = field(default="", repr=False)
    statistics_url: str = field(default="", repr=False)
    smtp_url: str = field(default="", repr=False)
    checkpoint_mail: str = ""
    checkpoint_folder: Path | None = None
    node: str = "one"
    clamav_url: str = ""
    metrics: str = ""
    metrics_token: str | None = field(default=None, repr=False)
    limits_url: str = field(default="", repr=False)
    requests_per_minute: int = 600
    base_url: str = "http://127.0.0.1:8000"
    certificate: Path | None = None
    trusted_proxies: int = 0
    argon2_time_cost: int = 3
    argon2_memory_kib: int = 65536
    max_request_bytes: int = 2 * 1024 * 1024
    second_factor: str = ""
    backups: Backups = Backups()
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
    def own_hosts(self) -> list[str] | None:
        """The only name that requests may be addressed to in production: the one people use. A
        demonstration is reached by whatever name the machine has."""
        return None if self.demo else [urlsplit(self.base_url).hostname or ""]

    def needs_second_factor(self, role: str) -> bool:
        """Whether this role comes in with a second factor only: in production every role, unless
        fewer are named; in a demonstration none, unless some are named."""
        named = self.second_factor or ("none" if self.demo else "all")
        return named == "all" or role in named.replace(" ", "").split(",")

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
        home = Path(env.get("SANAD_HOME") or "var")
        return cls(
            mode=env.get("SANAD_MODE", "demo"),
            home=home,
            database_url=env.get("SANAD_DATABASE_URL", ""),
            secret_key=env.get("SANAD_SECRET_KEY") or DEMO_SECRET,
            keyring_provider=env.get("SANAD_KEYRING_PROVIDER", "file"),
            keyring_passphrase=_secret(env, "SANAD_KEYRING_PASSPHRASE"),
            keyring_env=env.get("SANAD_KEYRING"),
            vault_url=env.get("SANAD_VAULT_ADDR", ""),
            vault_token=_secret(env, "SANAD_VAULT_TOKEN"),
            vault_mount=env.get("SANAD_VAULT_MOUNT") or "transit",
            vault_key=env.get("SANAD_VAULT_KEY") or "sanad",
            vault_certificate=env.get("SANAD_VAULT_CACERT", ""),
            oidc_issuer=env.get("SANAD_OIDC_ISSUER", "").rstrip("/"),
            oidc_client_id=env.get("SANAD_OIDC_CLIENT_ID", ""),
            oidc_client_secret=_secret(env, "SANAD_OIDC_CLIENT_SECRET"),
            oidc_name=env.get("SANAD_OIDC_NAME", ""),
            backups_kept_days=_whole(env, "SANAD_BACKUPS_KEPT_DAYS", 90),
            jobs_url=env.get("SANAD_JOBS_URL", ""),
            statistics_url=env.get("SANAD_STATISTICS_DATABASE_URL", ""),
            smtp_url=env.get("SANAD_SMTP_URL", ""),
            checkpoint_mail=env.get("SANAD_CHECKPOINT_MAIL", ""),
            node=env.get("SANAD_NODE") or gethostname(),
            checkpoint_folder=_path(env, "SANAD_CHECKPOINT_FOLDER"),
            clamav_url=env.get("SANAD_CLAMAV_URL", ""),
            metrics=env.get("SANAD_METRICS", ""),
            metrics_token=_secret(env, "SANAD_METRICS_TOKEN"),
            limits_url=env.get("SANAD_LIMITS_URL", ""),
            requests_per_minute=_whole(env, "SANAD_REQUESTS_PER_MINUTE", 600),
            base_url=env.get("SANAD_BASE_URL", "http://127.0.0.1:8000"),
            certificate=_path(env, "SANAD_CERTIFICATE"),
            trusted_proxies=_whole(env, "SANAD_TRUSTED_PROXIES", 0),
            second_factor=env.get("SANAD_SECOND_FACTOR", "").strip().lower(),
            argon2_time_cost=_whole(env, "SANAD_ARGON2_TIME_COST", 3),
            argon2_memory_kib=_whole(env, "SANAD_ARGON2_MEMORY_KIB", 65536),
            backups=Backups.from_env(env, home),
        )

    def faults(self) -> list[str]:
        """Why a server with these settings must not start; empty when it may."""
        found = []
        if self.mode not in ("demo", "production"):
            found.append("SANAD_MODE must be demo or production")
        if self.clamav_url and not self.clamav_url.startswith(("tcp://", "unix:///")):
            found.append("SANAD_CLAMAV_URL must be tcp://host:port or unix:///path of the scanner")
        if self.metrics not in ("", "loopback"):
            found.append("SANAD_METRICS must be loopback or nothing")
        if self.metrics_token is not None and len(self.metrics_token) < SHORTEST_SECRET:
            found.append(f"SANAD_METRICS_TOKEN must have {SHORTEST_SECRET} characters or more")
        if self.limits_url and not self.limits_url.startswith(("redis://", "rediss://")):
            found.append("SANAD_LIMITS_URL must be redis:// or rediss://")
        if self.oidc_issuer and not (self.oidc_client_id and self.oidc_client_secret):
            found.append("SANAD_OIDC_CLIENT_ID and SANAD_OIDC_CLIENT_SECRET must be set too")
        if self.mode == "production":
            found += self._production_faults()
        return found

    def _production_faults(self) -> list[str]:
        found = []
        if self.secret_key == DEMO_SECRET or len(self.secret_key) < SHORTEST_SECRET:
            found.append(
                f"SANAD_SECRET_KEY must be a secret of {SHORTEST_SECRET} or more characters"
            )
        found += self._reach_faults()
        if without := [role for role in ALWAYS_TWO if not self.needs_second_factor(role)]:
            found.append(f"SANAD_SECOND_FACTOR must not leave out {', '.join(without)}")
        if self.keyring_provider == "file" and not self.keyring_passphrase:
            found.append("SANAD_KEYRING_PASSPHRASE (or …_FILE) must be set for the keyring file")
        if self.keyring_provider == "env" and not self.keyring_env:
            found.append("SANAD_KEYRING must hold the keyring")
        if self.oidc_issuer and not self.oidc_issuer.startswith("https://"):
            found.append("SANAD_OIDC_ISSUER must be the https:// address of the provider")
        if self.keyring_provider == "vault":
            found += self._vault_faults()
        return found

    def _reach_faults(self) -> list[str]:
        found = []
        if not self.https:
            found.append("SANAD_BASE_URL must be the https:// address people use")
        if self.requests_per_minute < FEWEST_REQUESTS:
            found.append(f"SANAD_REQUESTS_PER_MINUTE must be {FEWEST_REQUESTS} or more")
        return found

    def _vault_faults(self) -> list[str]:
        found = []
        if not self.vault_url.startswith(("https://", "http://127.0.0.1:")):
            found.append("SANAD_VAULT_ADDR must be the https:// address of the key service")
        if not self.vault_token:
            found.append("SANAD_VAULT_TOKEN (or …_FILE) must be set for the key service")
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


def _path(env: Mapping[str, str], name: str) -> Path | None:
    return Path(env[name]) if env.get(name) else None


def _whole(env: Mapping[str, str], name: str, default: int) -> int:
    text = env.get(name, "")
    return int(text) if text.isascii() and text.isdigit() else default
