"""Settings: read without failing, refused at the start of serving when they are not safe."""

from pathlib import Path

import pytest
from werkzeug.exceptions import SecurityError

from casework import create_app
from config import DEMO_SECRET, Settings, UnsafeSettings

GOOD = {
    "SANAD_MODE": "production",
    "SANAD_SECRET_KEY": "k" * 40,
    "SANAD_BASE_URL": "https://sanad.example",
    "SANAD_KEYRING_PASSPHRASE": "a passphrase kept elsewhere",
}


def test_empty_environment_gives_a_demo_in_the_var_folder():
    settings = Settings.from_env({})
    assert settings.demo
    assert settings.database.endswith("/var/sanad.sqlite")
    settings.ready_to_serve()


def test_production_serves_when_every_secret_is_given():
    Settings.from_env(GOOD).ready_to_serve()


def test_production_answers_to_its_own_name_only():
    app = create_app(Settings.from_env(GOOD))
    ours, theirs = ({"base_url": f"https://{host}"} for host in ("sanad.example", "evil.example"))
    with app.test_request_context("/help", **ours) as context:
        assert context.request.host == "sanad.example"
    with app.test_request_context("/help", **theirs) as context, pytest.raises(SecurityError):
        _ = context.request.host


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"SANAD_SECRET_KEY": ""}, "SANAD_SECRET_KEY"),
        ({"SANAD_SECRET_KEY": "short"}, "SANAD_SECRET_KEY"),
        ({"SANAD_SECRET_KEY": DEMO_SECRET}, "SANAD_SECRET_KEY"),
        ({"SANAD_BASE_URL": "http://sanad.example"}, "SANAD_BASE_URL"),
        ({"SANAD_KEYRING_PASSPHRASE": ""}, "SANAD_KEYRING_PASSPHRASE"),
        ({"SANAD_KEYRING_PROVIDER": "env"}, "SANAD_KEYRING"),
        ({"SANAD_KEYRING_PROVIDER": "vault"}, "SANAD_VAULT_ADDR.*SANAD_VAULT_TOKEN"),
        ({"SANAD_OIDC_ISSUER": "http://id.example"}, "SANAD_OIDC_CLIENT_ID.*SANAD_OIDC_ISSUER"),
        ({"SANAD_MODE": "prod"}, "SANAD_MODE"),
    ],
)
def test_unsafe_start_is_refused_and_the_variable_is_named(changed, named):
    with pytest.raises(UnsafeSettings, match=named):
        Settings.from_env({**GOOD, **changed}).ready_to_serve()


def test_all_faults_are_named_at_once():
    bare = Settings.from_env({"SANAD_MODE": "production"})
    assert len(bare.faults()) == 3


def test_secret_can_be_given_as_a_file(tmp_path: Path):
    file = tmp_path / "passphrase"
    file.write_text("from a file\n")
    settings = Settings.from_env({"SANAD_KEYRING_PASSPHRASE_FILE": str(file)})
    assert settings.keyring_passphrase == "from a file"


def test_settings_do_not_print_their_secrets():
    shown = repr(
        Settings.from_env({**GOOD, "SANAD_KEYRING": "ring", "SANAD_SMTP_URL": "smtp://u:p@h"})
    )
    for secret in ("k" * 40, "a passphrase kept elsewhere", "ring'", "u:p@h"):
        assert secret not in shown
