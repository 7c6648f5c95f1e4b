import json
import os
import stat
from base64 import b64decode, b64encode
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from casework.encryption import (
    Keyring,
    Root,
    change_keyring,
    create_keyring,
    current_keyring,
    keyring_path,
    open_keyring,
    use_keyring,
)
from casework.encryption.opening import new_keyring_text, next_keyring_text
from casework.encryption.providers.changes import (
    new_material,
    with_new_kek,
    with_newest_match,
    with_waiting_kek,
    with_waiting_match,
    without_kek,
    without_match,
)
from casework.encryption.providers.material import from_json, to_json
from casework.encryption.refusals import (
    KeyInUse,
    KeyringDamaged,
    KeyringExists,
    KeyringLocked,
    KeyringMissing,
    KeyringNotInFile,
    KeyringNotOpened,
    KeyringReadableByOthers,
    KeyringRefused,
    KeyringUnprotected,
    KeyUnknown,
    PassphraseTooShort,
    ProviderUnknown,
)

PASSPHRASE = "seven dunes and one well"


@dataclass(frozen=True)
class Told:
    home: Path
    mode: str = "production"
    keyring_provider: str = "file"
    keyring_passphrase: str | None = PASSPHRASE
    keyring_env: str | None = None
    vault_url: str = ""
    vault_token: str | None = None
    vault_mount: str = "transit"
    vault_key: str = "sanad"
    vault_certificate: str = ""


def roots_of(keyring: Keyring) -> list[bytes]:
    return [keyring.derive(root, "test") for root in Root]


def edit(path: Path, change: Any) -> None:
    content = json.loads(path.read_text())
    change(content)
    path.write_text(json.dumps(content))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return keyring_path(tmp_path)


@pytest.fixture(scope="session")
def sealed_text(tmp_path_factory: pytest.TempPathFactory) -> str:
    """One keyring file under the passphrase: Argon2id is slow on purpose."""
    path = tmp_path_factory.mktemp("keyring") / "keyring.json"
    create_keyring(path, PASSPHRASE)
    return path.read_text()


@pytest.fixture
def sealed(path: Path, sealed_text: str) -> Path:
    path.parent.mkdir(parents=True)
    path.touch(0o600)
    path.write_text(sealed_text)
    return path


def test_keyring_opens_with_its_passphrase(tmp_path: Path, path: Path) -> None:
    made = create_keyring(path, PASSPHRASE)
    opened = open_keyring(Told(tmp_path))
    assert opened.current_kek_id == made.current_kek_id
    assert roots_of(opened) == roots_of(made)


def test_keyring_file_holds_no_key_and_is_for_its_owner_alone(sealed: Path) -> None:
    assert stat.S_IMODE(sealed.stat().st_mode) == 0o600
    secret = from_json(_opened_body(sealed))
    text = sealed.read_text()
    for key in (*secret.keks.values(), *secret.roots.values()):
        assert b64encode(key).decode() not in text
    assert "argon2id" in text


def _opened_body(path: Path) -> bytes:
    from casework.encryption.providers import file

    return to_json(file.read(path, PASSPHRASE))


@pytest.mark.parametrize("passphrase", [None, "", "seven dunes and one bell"])
def test_keyring_does_not_open_with_a_wrong_passphrase_or_none(
    tmp_path: Path, sealed: Path, passphrase: str | None
) -> None:
    with pytest.raises(KeyringLocked):
        open_keyring(Told(tmp_path, keyring_passphrase=passphrase))


def test_keyring_is_never_overwritten(sealed: Path) -> None:
    before = sealed.read_bytes()
    with pytest.raises(KeyringExists):
        create_keyring(sealed, None)
    assert sealed.read_bytes() == before


def test_short_passphrase_is_refused_and_no_file_is_left(path: Path) -> None:
    with pytest.raises(PassphraseTooShort):
        create_keyring(path, "fourteen signs")
    assert not path.exists()


def test_missing_keyring_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyringMissing):
        open_keyring(Told(tmp_path))


def test_keyring_without_passphrase_is_refused_in_production(tmp_path: Path, path: Path) -> None:
    create_keyring(path, None)
    assert open_keyring(Told(tmp_path, mode="demo", keyring_passphrase=None)).kek_ids()
    with pytest.raises(KeyringUnprotected):
        open_keyring(Told(tmp_path))


@pytest.mark.skipif(os.name != "posix", reason="file modes")
def test_keyring_that_others_can_read_is_refused(tmp_path: Path, sealed: Path) -> None:
    sealed.chmod(0o640)
    with pytest.raises(KeyringReadableByOthers):
        open_keyring(Told(tmp_path))


@pytest.mark.parametrize(
    "change",
    [
        lambda file: file["header"].update(passes=4),
        lambda file: file["header"].update(salt=b64encode(b"x" * 16).decode()),
        lambda file: file.update(body=file["body"][:-8] + "AAAAAAA="),
    ],
    ids=["passes", "salt", "body"],
)
def test_altered_keyring_file_is_refused(tmp_path: Path, sealed: Path, change: Any) -> None:
    edit(sealed, change)
    with pytest.raises(KeyringLocked):
        open_keyring(Told(tmp_path))


@pytest.mark.parametrize(
    "change",
    [
        lambda file: file["header"].update(memory_kib=8),
        lambda file: file["header"].update(format="other/1"),
        lambda file: file["header"].update(protection="none"),
        lambda file: file["header"].update(protection="file permissions only, for demonstration"),
        lambda file: file.update(body="not base64"),
        lambda file: file.pop("body"),
    ],
    ids=["memory", "format", "protection", "downgrade", "base64", "missing"],
)
def test_keyring_file_of_another_shape_is_refused(
    tmp_path: Path, sealed: Path, change: Any
) -> None:
    edit(sealed, change)
    with pytest.raises(KeyringDamaged):
        open_keyring(Told(tmp_path, mode="demo"))


def _entries(change: Any) -> bytes:
    document = json.loads(to_json(with_new_kek(new_material())))
    change(document, json.loads(to_json(new_material())))
    return json.dumps(document).encode()


def _kek_of_another(mine: Any, other: Any) -> None:
    mine["keks"][mine["current"]] = other["keks"][other["current"]]


def _two_names_for_one_key(mine: Any, other: Any) -> None:
    one, two = mine["keks"]
    mine["keks"][one] = mine["keks"][two]


def _root_from_kek(mine: Any, other: Any) -> None:
    mine["roots"]["match"] = mine["keks"][mine["current"]]


def _short_key(mine: Any, other: Any) -> None:
    mine["roots"]["audit"] = b64encode(b64decode(mine["roots"]["audit"])[:16]).decode()


@pytest.mark.parametrize(
    "change",
    [
        _kek_of_another,
        _two_names_for_one_key,
        _root_from_kek,
        _short_key,
        lambda mine, other: mine.update(current="kek-unknown"),
        lambda mine, other: mine["roots"].pop("facts"),
        lambda mine, other: mine["canaries"].popitem(),
        lambda mine, other: mine.update(other_match={"1": other["roots"]["match"]}),
        lambda mine, other: mine.update(other_match={"2": mine["roots"]["match"]}),
        lambda mine, other: mine.update(made={mine["current"]: "yesterday"}),
        lambda mine, other: mine.update(canaries=other["canaries"]),
    ],
    ids=[
        "mixed", "twice", "root", "short", "current", "missing", "no-canary",
        "match-twice", "match-same", "date", "other-canary",
    ],
)  # fmt: skip
def test_mixed_or_incomplete_keyring_is_refused(change: Any) -> None:
    with pytest.raises(KeyringDamaged):
        from_json(_entries(change))


def test_renewed_keyring_opens_old_and_new_and_keeps_its_roots(tmp_path: Path, path: Path) -> None:
    told = Told(tmp_path, mode="demo", keyring_passphrase=None)
    old = create_keyring(path, None)
    new_id = change_keyring(told, with_new_kek).current
    renewed = open_keyring(told)
    assert renewed.current_kek_id == new_id != old.current_kek_id
    assert renewed.kek_ids() == {old.current_kek_id, new_id}
    assert renewed.former_kek_ids() == (old.current_kek_id,)
    assert roots_of(renewed) == roots_of(old)
    assert renewed.follows(old)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    change_keyring(told, lambda material: without_kek(material, old.current_kek_id))
    assert open_keyring(told).kek_ids() == {new_id}
    with pytest.raises(KeyInUse):
        change_keyring(told, lambda material: without_kek(material, new_id))
    with pytest.raises(KeyUnknown):
        change_keyring(told, lambda material: without_kek(material, old.current_kek_id))


def test_key_that_waits_is_known_and_does_not_wrap(tmp_path: Path, path: Path) -> None:
    told = Told(tmp_path, mode="demo", keyring_passphrase=None)
    old = create_keyring(path, None)
    change_keyring(told, with_waiting_kek)
    waiting = open_keyring(told)
    assert waiting.current_kek_id == old.current_kek_id != waiting.newest_kek_id()
    assert waiting.former_kek_ids() == ()
    assert waiting.kek_made(waiting.newest_kek_id()) is not None


def test_match_root_has_versions_and_the_newest_takes_over(tmp_path: Path, path: Path) -> None:
    told = Told(tmp_path, mode="demo", keyring_passphrase=None)
    first = create_keyring(path, None)
    change_keyring(told, with_waiting_match)
    assert open_keyring(told).root_versions(Root.MATCH) == (1, 2)
    change_keyring(told, with_newest_match)
    both = open_keyring(told)
    assert both.root_versions(Root.MATCH) == (2, 1)
    assert (
        both.derive(Root.MATCH, "t", 1)
        == first.derive(Root.MATCH, "t")
        != both.derive(Root.MATCH, "t")
    )
    assert both.root_versions(Root.AUDIT) == (1,)
    with pytest.raises(KeyInUse):
        change_keyring(told, lambda material: without_match(material, 2))
    change_keyring(told, lambda material: without_match(material, 1))
    assert open_keyring(told).root_versions(Root.MATCH) == (2,)


def test_keyring_of_an_earlier_version_opens(path: Path) -> None:
    document = json.loads(to_json(new_material()))
    for later in ("made", "match_version", "other_match", "escrow"):
        del document[later]
    read = from_json(json.dumps(document).encode())
    assert read.match_keys == {1: read.roots[Root.MATCH]}


def test_keyring_cut_off_anywhere_is_refused(tmp_path: Path, path: Path) -> None:
    told = Told(tmp_path, mode="demo", keyring_passphrase=None)
    create_keyring(path, None)
    whole = path.read_bytes()
    for length in range(0, len(whole.rstrip()), 7):
        path.write_bytes(whole[:length])
        with pytest.raises(KeyringDamaged):
            open_keyring(told)
    path.write_bytes(whole)
    assert open_keyring(told).kek_ids()


def test_environment_keyring_opens_and_is_checked_alike(tmp_path: Path) -> None:
    told = Told(tmp_path, keyring_provider="env", keyring_env=new_keyring_text())
    assert len(open_keyring(told).kek_ids()) == 1
    for text in (None, "", "%%%", b64encode(b"{}").decode()):
        with pytest.raises((KeyringMissing, KeyringDamaged)):
            open_keyring(Told(tmp_path, keyring_provider="env", keyring_env=text))
    with pytest.raises(KeyringNotInFile):
        change_keyring(told, with_new_kek)
    renewed = Told(tmp_path, keyring_provider="env", keyring_env=next_keyring_text(told))
    assert open_keyring(renewed).former_kek_ids() == (open_keyring(told).current_kek_id,)


def test_unknown_provider_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProviderUnknown):
        open_keyring(Told(tmp_path, keyring_provider="paper"))


def test_roots_are_independent_of_each_other_and_of_the_purpose(path: Path) -> None:
    keyring = create_keyring(path, None)
    derived = {keyring.derive(root, purpose) for root in Root for purpose in ("a/v1", "b/v1")}
    assert len(derived) == 2 * len(Root)
    assert keyring.mac(Root.AUDIT, "a/v1", b"x") != keyring.mac(Root.AUDIT, "b/v1", b"x")


def test_nothing_that_prints_shows_a_key(path: Path) -> None:
    material = new_material()
    keyring = create_keyring(path, None)
    printed = f"{material!r} {keyring!r} {vars(keyring)!r} {with_new_kek(material)}"
    for key in (*material.keks.values(), *material.roots.values()):
        assert repr(key) not in printed
        assert key.hex() not in printed


def test_refusals_at_start_are_sentences_for_the_operator() -> None:
    for refusal in KeyringRefused.__subclasses__():
        assert str(refusal(at_least=15)).endswith("(at_least: 15)")
        assert refusal.words[0].isupper() and " " in refusal.words


def test_current_keyring_is_a_clear_refusal_where_there_is_none(path: Path) -> None:
    with pytest.raises(KeyringNotOpened):
        current_keyring()
    keyring = create_keyring(path, None)
    with use_keyring(keyring):
        assert current_keyring() is keyring
    with pytest.raises(KeyringNotOpened):
        current_keyring()
