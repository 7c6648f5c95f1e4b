"""Forms of a case that begins: what the card says, where, how urgent, who takes it."""

from collections.abc import Iterable
from uuid import UUID

from wtforms import Field, ValidationError

from casework.accounts.queries import organisation_names
from casework.cases import labels
from casework.cases.domain.beginning import answers_for
from casework.cases.domain.card import MOST_LANGUAGES, CaseCard
from casework.cases.queries.takers import takers_of
from casework.web.codes import region_choices
from casework.web.fields import YesNo
from casework.web.forms import Choice, Choices, Form
from casework.web.languages import _, _l, current_language


class CardForm(Form):
    """The coarse classes of the person, as far as they are known. Nothing is guessed."""

    sex = Choice(_l("Sex"), labels.choices(labels.SEX))
    age_band = Choice(_l("Age"), labels.choices(labels.AGE_BANDS), select=True)
    age_doubt = YesNo(
        _l("May the person be under 18?"),
        hint=_l("In doubt, answer yes: the person is then protected as a child."),
    )
    languages = Choices(_l("Languages the person understands"), labels.choices(labels.LANGUAGES))
    interpreter = Choice(_l("Interpreter"), labels.choices(labels.INTERPRETER))
    nationality_group = Choice(
        _l("Country or part of the world"), labels.choices(labels.NATIONALITY_GROUPS), select=True
    )
    exploitation = Choice(
        _l("Form of exploitation noted"), labels.choices(labels.EXPLOITATIONS), select=True
    )
    asylum = Choice(
        _l("Asylum seeker or refugee"),
        labels.choices(labels.YES_NO_UNKNOWN),
        hint=_l("If so, the consulate is never contacted."),
    )

    def validate_languages(self, field: Field) -> None:
        """At most six."""
        if len(field.data or []) > MOST_LANGUAGES:
            raise ValidationError(_("Choose six languages at most."))

    def show(self, card: CaseCard) -> None:
        """What is on the card now."""
        for name in (
            "sex", "age_band", "age_doubt", "interpreter",
            "nationality_group", "exploitation", "asylum",
        ):  # fmt: skip
            self[name].data = getattr(card, name)
        self.languages.data = list(card.languages)

    def card(self) -> CaseCard:
        """The card as typed."""
        return CaseCard(
            age_band=self.age_band.data,
            sex=self.sex.data,
            languages=tuple(self.languages.data or ()),
            interpreter=self.interpreter.data,
            exploitation=self.exploitation.data,
            nationality_group=self.nationality_group.data,
            age_doubt=bool(self.age_doubt.data),
            asylum=self.asylum.data,
        )


class NewCaseForm(CardForm):
    """A case without a screening: a report received, somebody who came by themselves."""

    search = Choice(
        _l("Was an earlier record looked for?"),
        (),
        hint=_l("Your answer stays on file with the opening of the case."),
    )
    region = Choice(_l("Region"), (), select=True)
    priority = Choice(_l("How urgent is it?"), labels.choices(labels.PRIORITIES))

    def offer_searches(self, may_search: bool) -> None:
        """What this person can have done."""
        self.search.choices = [(code, labels.SEARCHES[code]) for code in answers_for(may_search)]

    def offer_regions(self, regions: frozenset[str], national: bool) -> None:
        """Only where the actor works."""
        self.region.choices = [
            (code, name) for code, name in region_choices() if national or code in regions
        ]


class AssignForm(Form):
    """Who takes the case, and who stands in."""

    caseworker = Choice(_l("Caseworker"), (), select=True)
    backup = Choice(
        _l("Stands in when away"),
        (),
        select=True,
        needed=False,
        hint=_l("Another caseworker of the same organisation."),
    )

    def chosen_backup(self) -> UUID | None:
        """The id of who stands in, if any."""
        return UUID(self.backup.data) if self.backup.data else None


class HandOverForm(Form):
    """Several cases, and who takes them."""

    codes = Choices(_l("Cases to hand over"), (), needed=True)
    caseworker = Choice(_l("Caseworker"), (), select=True)

    def offer(self, houses: Iterable[tuple[str, UUID | None]], without: UUID | None) -> None:
        """Who may be given a case of one of these regions and organisations, by name."""
        found = {one.id: one for house in sorted(houses, key=str) for one in takers_of(*house)}
        bodies = organisation_names(
            [one.organisation_id for one in found.values()], current_language()
        )
        self.caseworker.choices = [
            (str(one.id), f"{one.display_name} · {bodies.get(one.organisation_id, '')}")
            for one in found.values()
            if one.id != without
        ]
