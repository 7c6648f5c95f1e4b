"""A careless line of code prints, formats, logs, stores or copies a sealed value."""

import copy
import io
import json
import logging
import pickle
from collections.abc import Iterator

import msgspec
import pytest
from flask.json.provider import DefaultJSONProvider
from jinja2 import Environment
from markupsafe import escape

from casework.encryption import LOCK, Sealed
from casework.encryption.padding import BLOCK
from casework.encryption.refusals import NotSealable
from tests.sealing import ZORA, Dossier, Names, Story, World, sealed_world

SECRETS = ("Zora", "Ouaziz", "0600000017", "1999")


@pytest.fixture
def world() -> Iterator[World]:
    with sealed_world() as made:
        yield made


@pytest.fixture
def sealed(world: World) -> Sealed[Names]:
    found = world.dossier().names
    assert found is not None
    assert found.reveal() == ZORA
    return found


def shows_a_secret(text: str) -> bool:
    return any(secret in text for secret in SECRETS)


def test_sealed_value_prints_as_a_lock(sealed: Sealed[Names]) -> None:
    printed = [str(sealed), repr(sealed), f"{sealed}", f"{sealed:>30}"]
    assert printed == [LOCK] * 4
    assert repr([sealed]) == f"[{LOCK}]"


def test_sealed_value_is_a_lock_in_a_log(sealed: Sealed[Names]) -> None:
    stream = io.StringIO()
    logger = logging.Logger("leaks")
    logger.addHandler(logging.StreamHandler(stream))
    logger.warning("opened %s and %r", sealed, {"names": sealed})
    assert LOCK in stream.getvalue()
    assert not shows_a_secret(stream.getvalue())


def test_sealed_value_is_a_lock_in_a_template(sealed: Sealed[Names]) -> None:
    environment = Environment(autoescape=True)
    page = environment.from_string("{{ v }} {{ v|upper }} {{ v|e }} {{ v.given }} {{ v|pprint }}")
    assert not shows_a_secret(page.render(v=sealed))
    assert escape(sealed) == LOCK
    with pytest.raises(TypeError):
        environment.from_string("{% for part in v %}{{ part }}{% endfor %}").render(v=sealed)


def test_sealed_value_cannot_be_serialised(sealed: Sealed[Names]) -> None:
    for serialise in (
        json.dumps,
        msgspec.json.encode,
        msgspec.msgpack.encode,
        msgspec.to_builtins,
        pickle.dumps,
        dict,
        list,
        vars,
        len,
    ):
        with pytest.raises(TypeError) as refused:
            serialise(sealed)
        assert not shows_a_secret(str(refused.value))


def test_sealed_value_is_a_lock_in_a_json_answer(sealed: Sealed[Names]) -> None:
    assert DefaultJSONProvider.default(sealed) == LOCK


def test_copy_of_a_sealed_value_is_the_same_closed_value(sealed: Sealed[Names]) -> None:
    assert copy.copy(sealed) is sealed
    assert copy.deepcopy({"names": sealed})["names"] is sealed


def test_sealed_value_says_that_something_is_there_when_asked(world: World) -> None:
    assert bool(world.dossier().names)
    assert world.dossier(names=None).names is None


def test_sealed_value_has_no_attribute_of_its_content(sealed: Sealed[Names]) -> None:
    for name in ("given", "family", "born", "__dict__", "_value"):
        assert not hasattr(sealed, name)


def test_row_prints_no_content(world: World) -> None:
    row = world.dossier()
    assert not shows_a_secret(repr(row) + str(vars(row)))


def test_refusal_to_seal_a_wrong_value_names_no_content(world: World) -> None:
    row = world.dossier()
    with pytest.raises(NotSealable) as refused:
        row.names = Names("Zora", sex="Ouaziz")  # type: ignore[arg-type]
    assert refused.value.__context__ is None
    assert not shows_a_secret(f"{refused.value}{refused.value.codes}")


def test_stored_bytes_hold_nothing_readable(world: World) -> None:
    row = world.dossier()
    world.session.commit()
    raw = world.session.connection().connection.driver_connection
    assert raw is not None
    dump = raw.serialize()
    assert row.id.hex.encode() in dump
    assert not [word for word in SECRETS if word.encode() in dump]


def test_lengths_of_short_and_longer_records_are_the_same(world: World) -> None:
    lengths = set()
    for names in (Names("A"), ZORA, Names("A" * 120, "محمد" * 10)):
        lengths.add(len(world.dossier(names=names).names_blob or b""))
    assert lengths == {BLOCK + 29}


def test_lengths_of_stories_fall_into_few_classes(world: World) -> None:
    row = world.dossier()
    lengths = set()
    for words in range(1, 2000, 2):
        row.story = Story("mot " * words)
        lengths.add(len(row.story_blob or b""))
    assert len(lengths) <= 85  # of 1000 lengths
    assert min(lengths) == BLOCK + 29


def test_two_seals_of_one_value_share_no_bytes_beyond_the_version(world: World) -> None:
    case_id = world.case()
    first = world.dossier(case_id).names_blob or b""
    second = world.dossier(case_id).names_blob or b""
    assert first[0] == second[0] == 1
    assert first[1:13] != second[1:13]
    assert sum(one == two for one, two in zip(first[13:], second[13:], strict=True)) < 16


def test_class_attribute_shows_no_content() -> None:
    assert "SealedField" in repr(Dossier.names)
