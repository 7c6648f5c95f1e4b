"""A small sealed world for tests: an empty database in memory, a fresh keyring, two tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import LargeBinary, Uuid, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from casework.encryption import (
    Keyring,
    SealedField,
    create_data_key,
    padme,
    use_keyring,
)
from casework.encryption.data_keys import DataKey
from casework.encryption.matching import MatchToken
from casework.encryption.providers.changes import new_material
from casework.encryption.providers.material import Material
from casework.encryption.providers.memory import MaterialProvider
from casework.encryption.verification import KeyringCheck


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"


@dataclass(frozen=True)
class Contact:
    phone: str = ""


@dataclass(frozen=True)
class Names:
    given: str
    family: str = ""
    born: date | None = None
    sex: Sex | None = None
    contacts: tuple[Contact, ...] = ()


@dataclass(frozen=True)
class Story:
    text: str


ZORA = Names(
    "Zora", "Ouaziz-Lamine", date(1999, 4, 3), Sex.FEMALE, (Contact("0600000017"), Contact())
)


class Shelf(DeclarativeBase):
    """Tables of these tests only, apart from Sanad's own."""


class Dossier(Shelf):
    __tablename__ = "dossier"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    case_id: Mapped[UUID | None] = mapped_column(Uuid)
    names_blob: Mapped[bytes | None] = mapped_column(LargeBinary)
    other_blob: Mapped[bytes | None] = mapped_column(LargeBinary)
    story_blob: Mapped[bytes | None] = mapped_column(LargeBinary)
    names = SealedField("names_blob", Names, owner_kind="case", owner_id="case_id")
    other = SealedField("other_blob", Names, owner_kind="case", owner_id="case_id")
    story = SealedField(
        "story_blob", Story, owner_kind="case", owner_id="case_id", padded_length=padme
    )


class Witness(Shelf):
    __tablename__ = "witness"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    case_id: Mapped[UUID] = mapped_column(Uuid)
    names_blob: Mapped[bytes | None] = mapped_column(LargeBinary)
    names = SealedField("names_blob", Names, owner_kind="case", owner_id="case_id")


@dataclass(frozen=True)
class World:
    session: Session
    material: Material
    keyring: Keyring

    def case(self) -> UUID:
        """A case with a data key."""
        case_id = uuid4()
        create_data_key("case", case_id, session=self.session)
        return case_id

    def dossier(self, case_id: UUID | None = None, names: Names | None = ZORA) -> Dossier:
        """A row of the case, with sealed names."""
        row = Dossier(id=uuid4(), case_id=case_id or self.case())
        self.session.add(row)
        row.names = names
        self.session.flush()
        return row

    def witness(self, case_id: UUID) -> Witness:
        """A row of another table with the same columns."""
        row = Witness(id=uuid4(), case_id=case_id)
        self.session.add(row)
        return row


def new_keyring() -> Keyring:
    """A keyring that nobody else has."""
    return Keyring(MaterialProvider(new_material()))


@contextmanager
def sealed_world() -> Iterator[World]:
    """The world, with its keyring in use."""
    engine = create_engine("sqlite://", hide_parameters=True)
    for model in (DataKey, MatchToken, KeyringCheck):
        model.metadata.create_all(engine, tables=[model.metadata.tables[model.__tablename__]])
    Shelf.metadata.create_all(engine)
    material = new_material()
    keyring = Keyring(MaterialProvider(material))
    with Session(engine) as session, use_keyring(keyring):
        yield World(session, material, keyring)
    engine.dispose()
