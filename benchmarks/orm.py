"""The same fifty persons read through the ORM: as plaintext columns, and as sealed records."""

from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import LargeBinary, String, Uuid, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from benchmarks.people import FIELDS, Six
from casework.db import Base
from casework.encryption import SealedField, create_data_key, preload_data_keys


class Shelf(DeclarativeBase):
    """Tables of this measurement only."""


class Plain(Shelf):
    """A person in six columns."""

    __tablename__ = "plain_person"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    given: Mapped[str] = mapped_column(String)
    family: Mapped[str] = mapped_column(String)
    born: Mapped[str] = mapped_column(String)
    phone: Mapped[str] = mapped_column(String)
    nationality: Mapped[str] = mapped_column(String)
    address: Mapped[str] = mapped_column(String)


class Closed(Shelf):
    """A person in one sealed record, each under the key of a case of their own."""

    __tablename__ = "sealed_person"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    case_id: Mapped[UUID] = mapped_column(Uuid)
    six_blob: Mapped[bytes | None] = mapped_column(LargeBinary)
    six = SealedField("six_blob", Six, owner_kind="case", owner_id="case_id")


def page_of_columns(file: Path, page: Sequence[Six]) -> Callable[[], object]:
    """Read all rows of the plain table."""
    engine = create_engine(f"sqlite:///{file}")
    Shelf.metadata.create_all(engine)
    with Session(engine) as session:
        for one in page:
            session.add(Plain(id=uuid4(), **{name: getattr(one, name) for name in FIELDS}))
        session.commit()

    def read() -> list[list[str]]:
        with Session(engine) as session:
            rows = session.scalars(select(Plain))
            return [[getattr(row, name) for name in FIELDS] for row in rows]

    return read


def page_sealed(file: Path, page: Sequence[Six]) -> Callable[[], object]:
    """Read and open all rows of the sealed table, their keys with one query."""
    engine = create_engine(f"sqlite:///{file}")
    Shelf.metadata.create_all(engine)
    Base.metadata.tables["data_key"].create(engine)
    with Session(engine) as session:
        for one in page:
            row = Closed(id=uuid4(), case_id=uuid4())
            session.add(row)
            create_data_key("case", row.case_id, session=session)
            row.six = one
        session.commit()

    def read() -> list[list[str]]:
        with Session(engine) as session:
            rows = session.scalars(select(Closed)).all()
            preload_data_keys("case", [row.case_id for row in rows], session=session)
            found = [row.six.reveal() for row in rows]  # type: ignore[union-attr]
            return [[getattr(one, name) for name in FIELDS] for one in found]

    return read
