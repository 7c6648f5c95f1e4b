"""What daily work leaves in a file: notes, documents, conferences, questions, a proposal to take a
case over, a link between two. Told of cases that are being helped today, in their last weeks."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from itertools import cycle, islice, pairwise
from typing import Any
from uuid import UUID

from casework.accounts.queries import actor_of
from casework.cases import service as cases
from casework.cases.domain.consent import DATA_GROUPS, Answer, Purpose, Said
from casework.cases.domain.notes import NoteText
from casework.cases.domain.pathway import OPEN, PLANNED, REINTEGRATION
from casework.cases.queries import Case, card_of, has_consent, notes_of, today
from casework.demo.life import World
from casework.demo.records import ORAL, WITH_GUARDIAN
from casework.demo.simulation import last_office_hour
from casework.documents import service as documents
from casework.documents.domain.documents import Examined
from casework.documents.examination import clean_apart
from casework.kernel import clock
from casework.kernel.ids import new_id
from casework.policy import Actor
from casework.referrals import questions
from casework.referrals.queries import disclosing
from casework.together import queries as tables
from casework.together import service as together
from casework.together.domain.conference import Decision, Minutes, Prepared
from casework.together.domain.links import Linked
from casework.transfers import service as transfers

HELPED = (OPEN, PLANNED, REINTEGRATION)
NOTED, KEPT, SEEN, ASKED, HANDED, LINKED = 30, 10, 4, 8, 3, 2
EVERYBODY = 1000
NOTES = (
    NoteText("call", "La personne va mieux et dort la nuit (démo).", "La personne",
             "Rappeler la semaine prochaine"),
    NoteText("visit", "Visite au foyer, la chambre convient (démo).", "La personne, l'éducatrice"),
    NoteText("accompaniment", "Accompagnement au dispensaire (démo).", "La personne"),
    NoteText("meeting", "Point avec l'avocate sur les salaires (démo).", "L'avocate",
             "Réunir les fiches de paie"),
    NoteText("contact", "Message reçu par le canal convenu (démo).", "La personne"),
    NoteText("decision", "Cours de couture plutôt que pâtisserie (démo).", "La personne"),
    NoteText("other", "Le dossier papier est rangé sous le même code (démo)."),
)  # fmt: skip
PAPERS = (
    ("medical", "Certificat médical (démo)", "JPEG"),
    ("work", "Fiche de paie (démo)", "PDF"),
    ("legal", "Procuration à l'avocate (démo)", "PDF"),
    ("letter", "Lettre de l'école (démo)", "PNG"),
)
AGENDA = Prepared(
    "Logement et démarches (démo)", ("Où dormir ensuite", "Qui accompagne au tribunal"),
    "La personne cherche une chambre et un travail (démo).", "Appel à trois, 10 h",
    ("profile", "needs"),
)  # fmt: skip
QUESTIONS = (
    ("with_whom", "La personne vient-elle avec un enfant ?", "Non, elle vient seule."),
    ("arrival", "Peut-elle arriver avant 18 h ?", "Oui, accompagnée, vers 16 h."),
    ("language", "Parle-t-elle un peu français ?", "Quelques mots ; l'arabe va bien."),
)
HANDING_OVER = "La personne s'installe dans un autre quartier ; le plan est convenu (démo)."


class WorkingStories:
    """The last weeks of those who are being helped."""

    def __init__(self, world: World) -> None:
        self._world = world

    def plan(self) -> None:
        """Put them on the clock: what lies before its end is past today, what lies after is due."""
        told: tuple[tuple[float, Callable[[], None]], ...] = (
            (21, self._note), (16, self._correct), (12, self._keep), (9, self._meet),
            (5, self._write_minutes), (3, self._note), (2, self._meet), (0.01, self._ask),
            (0.5, self._link), (0.2, self._hand_over),
        )  # fmt: skip
        for days, act in told:
            moment = last_office_hour(self._world.simulation.end - timedelta(days=days))
            self._world.simulation.at(moment, act)

    def _helped(self, most: int) -> list[tuple[Any, Actor]]:
        """Cases that are being helped, and who helps, the longest open first."""
        rows = [one.row() for one in self._world.running if one.model is Case]
        rows = [row for row in rows if row.state in HELPED and row.assignee_id is not None]
        rows.sort(key=lambda row: (row.opened_at, row.code))
        found = ((row, actor_of(row.assignee_id)) for row in rows[:most])
        return [(row, who[0]) for row, who in found if who is not None]

    def _note(self) -> None:
        for (case, actor), note in zip(self._helped(NOTED), cycle(NOTES), strict=False):
            cases.write_note(case, note, actor)

    def _correct(self) -> None:
        for case, actor in self._helped(SEEN):
            for kept in list(notes_of(case.id).values())[:1]:
                said = NoteText(kept.note.kind, "Le lundi, non le mardi (démo).", "La personne",
                                correction="Mauvais jour noté")  # fmt: skip
                cases.write_note(case, said, actor, corrects=kept.id)

    def _keep(self) -> None:
        made = {kind: clean_apart(_scan(kind)) for _about, _title, kind in PAPERS}
        for (case, actor), paper in zip(self._helped(KEPT), cycle(PAPERS), strict=False):
            about, title, kind = paper
            examined: Examined = made[kind]
            documents.add_document(case, examined, about, title, "fr", actor, dated=today())

    def _meet(self) -> None:
        """A conference in four days, with the organisation that helps already."""
        met = 0
        for case, actor in self._helped(NOTED):
            whom = self._told(case)
            if whom is None or tables.conferences_of(case) or met == SEEN:
                continue
            at = clock.now() + timedelta(days=4)
            table = together.convene(case, at, (5, 7), AGENDA, actor, anonymised=False)
            together.invite(case, table, whom, None, actor)
            met += 1

    def _write_minutes(self) -> None:
        for case, actor in self._helped(NOTED):
            for one in tables.conferences_of(case):
                if one.row.begins_at < clock.now():
                    _hold_it(case, one.row, actor)

    def _ask(self) -> None:
        """The organisations that were asked want to know one thing; some have their answer."""
        for place, (referral, staff) in enumerate(self._waiting(ASKED)):
            topic, asked, answered = QUESTIONS[place % len(QUESTIONS)]
            questions.ask(referral, topic, asked, staff, from_recipient=True)
            sender = actor_of(referral.sender_id)
            if place % 2 and sender is not None:
                questions.reply(referral, answered, sender[0], from_recipient=False)

    def _waiting(self, most: int) -> Iterable[tuple[Any, Actor]]:
        rows = [one.row() for one in self._world.running if one.model is not Case]
        rows = sorted((row for row in rows if row.state == "received"), key=lambda row: row.due_at)
        for row in rows[:most]:
            staff = self._world.country.staff(row.recipient_organisation_id)
            if staff is not None:
                yield row, staff

    def _link(self) -> None:
        helped = self._helped(NOTED)
        for (case, actor), (other, _actor) in islice(pairwise(helped), LINKED):
            linked = Linked("co_victim", "Arrivés ensemble (démo).")
            together.propose_link(case, other.code, linked, actor)

    def _hand_over(self) -> None:
        handed = 0
        for case, actor in reversed(self._helped(EVERYBODY)):
            others = sorted(transfers.may_take(case), key=str)
            if not others:
                continue
            until = today() + timedelta(days=90)
            said = Said(Purpose.SERVICE.value, Answer.GIVEN.value, others[0], until)
            told = WITH_GUARDIAN if card_of(case).child else ORAL
            whole = replace(told, data_groups=DATA_GROUPS)
            cases.record_consent(case, said, whole, actor)
            transfers.propose(case, others[0], HANDING_OVER, actor)
            handed += 1
            if handed == HANDED:
                return

    def _told(self, case: Any) -> UUID | None:
        """An organisation that helps, has people here, and may be told by the person's consent."""
        for referral in disclosing(case.id):
            whom: UUID = referral.recipient_organisation_id
            here = self._world.country.staff(whom) is not None
            if here and has_consent(case.id, Purpose.SERVICE, whom):
                return whom
        return None


def _hold_it(case: Any, row: Any, actor: Actor) -> None:
    """It was held: one decision is carried out, the other is still to be."""
    done = Decision(new_id(), "Une chambre dès lundi (démo)", "Le foyer", today())
    later = Decision(new_id(), "Rendez-vous au tribunal (démo)", "L'avocate",
                     today() + timedelta(days=8))  # fmt: skip
    minutes = Minutes("Foyer, avocate, association (démo)", (done, later))
    together.keep_minutes(case, row, minutes, actor)
    together.carry_out(case, row, done.id, "La chambre est prête (démo).", actor)


def _scan(kind: str) -> bytes:
    """A page as a scanner would give it."""
    from PIL import Image, ImageDraw

    page = Image.new("RGB", (620, 877), "white")
    drawn = ImageDraw.Draw(page)
    drawn.rectangle((40, 40, 580, 837), outline="gray")
    drawn.text((60, 60), "FICTIF  DEMO", fill="black")
    for line in range(120, 700, 32):
        drawn.line((60, line, 560, line), fill="lightgray", width=6)
    written = BytesIO()
    page.save(written, kind)
    return written.getvalue()
