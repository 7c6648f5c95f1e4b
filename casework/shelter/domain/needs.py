"""Who may be given which room, and how much a stranger may learn of what is free.

Rules of the widely used standards for shelters (IOM Handbook on Direct Assistance for Victims of
Trafficking, 2007, chapter on shelters; Council of Europe Convention, art. 12): adult men who are
no relatives live apart from women and children; mothers stay with their children and siblings with
each other; a child alone never shares a room with an adult; people who must not meet never do; and
where the risk is high, nobody is lodged in the region of whoever threatens them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

MOST_WITH = 8
MANY = 3
CHILD_BANDS = frozenset({"0-8", "9-17"})


class Profile(StrEnum):
    """For whom a room is kept."""

    WOMEN = "women"
    MEN = "men"
    MOTHERS = "mothers"
    GIRLS = "girls"
    BOYS = "boys"
    FAMILIES = "families"
    LGBTI = "lgbti"


P = Profile
APART_FROM_MEN = frozenset({P.WOMEN, P.MOTHERS, P.GIRLS, P.BOYS, P.FAMILIES})


class Band(StrEnum):
    """All that anybody outside a house learns of its free places."""

    YES = "yes"
    FEW = "few"
    NO = "no"


@dataclass(frozen=True)
class Party:
    """Somebody who needs a place, with the children or siblings who come along.

    `child`: under 18, or treated so until the doubt is settled. `girls` and `boys` count who comes
    along: a mother's children, or a child's siblings. `apart`: codes of cases never to meet.
    `also`: codes of other files of the same person.
    """

    code: str
    sex: str
    child: bool = False
    girls: int = 0
    boys: int = 0
    step_free: bool = False
    lgbti: bool = False
    apart: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def codes(self) -> frozenset[str]:
        """The codes of all files of the person."""
        return frozenset((self.code, *self.also))

    @property
    def places(self) -> int:
        """How many places the party takes."""
        return 1 + self.girls + self.boys

    @property
    def grown_man(self) -> bool:
        """An adult man on his own."""
        return self.sex == "male" and not self.child and self.places == 1


@dataclass(frozen=True)
class Berths:
    """A room as the rules see it: its profile, its free places, and who is in it now."""

    profile: str
    free: int
    overflow: int = 0
    accessible: bool = False
    residents: tuple[Party, ...] = ()


def profiles_for(party: Party) -> tuple[Profile, ...]:
    """The kinds of room that suit the party, the best first; no kind when its sex is not known and
    no safe room was asked for."""
    safe = (P.LGBTI,) if party.lgbti and not party.child else ()
    if party.child:
        return _for_children(party)
    if party.places > 1:
        return (P.MOTHERS, P.FAMILIES) if party.sex == "female" else (P.FAMILIES,)
    by_sex = {"female": (P.WOMEN,), "male": (P.MEN,)}
    return safe + by_sex.get(party.sex, ())


def _for_children(party: Party) -> tuple[Profile, ...]:
    """A child alone goes among children of the same sex; siblings stay together."""
    if party.sex == "female" and not party.boys:
        return (P.GIRLS, P.FAMILIES) if party.girls else (P.GIRLS,)
    if party.sex == "male" and not party.girls:
        return (P.BOYS, P.FAMILIES) if party.boys else (P.BOYS,)
    return (P.FAMILIES,)


def kept_apart(one: Party, other: Party) -> bool:
    """Whether either of the two was asked to be kept from the other."""
    return bool(one.codes & set(other.apart) or other.codes & set(one.apart))


def may_share(one: Party, other: Party, *, meeting: bool = True) -> bool:
    """Whether two parties may be in one room. `meeting=False` does not ask who must not meet: what
    is told outside a house must not depend on who is in it."""
    if one.codes & other.codes:
        return True
    if meeting and kept_apart(one, other):
        return False
    if one.child != other.child:
        return False
    if _led_by_a_man(one) or _led_by_a_man(other):
        return one.grown_man and other.grown_man
    return True


def _led_by_a_man(party: Party) -> bool:
    """An adult man, alone or with his children: to any other family he is an unrelated man."""
    return party.sex == "male" and not party.child


def fits(party: Party, room: Berths, *, meeting: bool = True) -> int:
    """How many parties like this one the room can take now, all of each together in it. Overflow
    places count only where the others do not suffice, and then for one party."""
    if room.profile not in profiles_for(party) or (party.step_free and not room.accessible):
        return 0
    if not all(may_share(party, other, meeting=meeting) for other in room.residents):
        return 0
    if room.free >= party.places:
        another = replace(party, code=f"{party.code}+", also=())
        return room.free // party.places if may_share(party, another) else 1
    return int(room.free + room.overflow >= party.places)


def rank(party: Party, profile: str) -> int:
    """How well a kind of room suits the party: 0 is best."""
    wanted = profiles_for(party)
    return wanted.index(Profile(profile)) if profile in wanted else len(wanted)


def band(room_for: int) -> Band:
    """Yes, few or no: three and more are many, and no count is ever told."""
    if room_for >= MANY:
        return Band.YES
    return Band.FEW if room_for else Band.NO


def too_near(region: str, high_risk: bool, threat_region: str) -> bool:
    """Whether a house lies where the danger is: only asked when the risk is high."""
    return high_risk and bool(threat_region) and region == threat_region


def meets_somebody(party: Party, residents: Iterable[Party]) -> bool:
    """Whether somebody in the house must not meet the party."""
    return any(kept_apart(party, one) for one in residents if not one.codes & party.codes)


def mixes(profile: str, others: Sequence[str]) -> bool:
    """Whether a room of this kind would put unrelated men under one roof with women or children."""
    if profile == P.MEN:
        return any(other in APART_FROM_MEN for other in others)
    return profile in APART_FROM_MEN and P.MEN in others
