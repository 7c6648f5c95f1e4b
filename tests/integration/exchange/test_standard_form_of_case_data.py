"""The Human Trafficking Case Data Standard from its spreadsheet to saved answers."""

from casework.db import db
from casework.screening import library, queries
from casework.screening.domain.instrument import Kind
from casework.screening.models import Screening
from tests.factories import user_named
from tests.integration.exchange.test_exchange_pages import HTCDS, bring_form

ID = "htcds_xlsform"
V1 = f"/a/instruments/{ID}/1"
OURS = {
    "a-safe_to_talk": "yes",
    **{
        f"a-danger_{item}": "no"
        for item in (
            "injury", "threat_today", "trafficker_near", "child_danger", "suicidal", "locked_in",
            "asks_help",
        )
    },
    "a-interview_language": "french",
    "a-interpreter": "not_needed",
    "a-consent_screening": "yes",
    "a-age_group": "adult",
    "a-prs_first_name": "Mutasa",
}  # fmt: skip
TYPED = OURS | {
    "a-con_consent": "TRUE",
    "a-prs_citizenship": "ZW",
    "a-prs_gender": "Feminine",
    "a-prs_birthdate-day": "3",
    "a-prs_birthdate-month": "4",
    "a-prs_birthdate-year": "1998",
    "a-prs_mailingcity": "Agadir",
    "a-vic_methods_of_control": ["PhysicalThreats", "DebtBondage"],
    "a-cas_incomingreferraldetails": "Sent by a health centre.",
}


def published_by_two(app, client_as):
    """As it was imported: one person proposes it, another reads and publishes it."""
    author = client_as("administrator", "en")
    bring_form(author, HTCDS.read_bytes(), "htcds_xlsform.xlsx")
    question = f"{V1}/question/prs_title"
    form = author.get(question).form("purpose")
    assert form.fields["purpose"] == ["service_planning"], "and it can be changed"
    author.post(question, form.filled({"purpose": "next_questions"}), 303)
    with app.app_context():
        reader = str(user_named("national_focal_point").id)
    author.submit(f"{V1}/propose", {"reader": reader})
    second = client_as("national_focal_point", "en")
    second.submit(f"{V1}/publish", {"answer": "publish"}, containing="answer")


def walked(inspector, here):
    """Every page in turn, each answer where it is asked, until the check; which were asked."""
    asked = set()
    while not here.endswith("/check"):
        form = inspector.get(here).form("leaving")
        fitting = {name: said for name, said in TYPED.items() if name in form.names}
        asked |= fitting.keys()
        here = inspector.post(here, form.filled({**fitting, "leaving": "next"}), 303).location
    return here, asked


def test_the_standard_form_is_published_filled_and_read_back(sqlite_app, client_as):
    published_by_two(sqlite_app, client_as)
    inspector = client_as("owner_inspector", "en")
    begun = inspector.submit("/s/new?setting=office", {"province": "06.141", "instrument": ID})
    first = inspector.get(begun.location, 303).location
    page = inspector.get(begun.location + "/part_1").text
    countries = page.split('name="a-prs_citizenship"', 1)[1].split("</select>", 1)[0]
    assert countries.count("<option") > 240
    check, asked = walked(inspector, first)
    assert asked == TYPED.keys()
    shown = inspector.get(check).text
    for words in ("Zimbabwe", "Feminine", "1998", "Agadir", "Sent by a health centre."):
        assert words in shown, words
    with sqlite_app.app_context():
        (row,) = db.session.query(Screening).all()
        said = queries.interview_of(row).responses
        form = library.current(ID)
        assert {form.by_id[id].kind for id in said} >= {*Kind} - {Kind.NUMBER}
        assert said["prs_citizenship"].options == ("ZW",)
        assert said["prs_birthdate"].text == "1998-04-03"
        assert set(said["vic_methods_of_control"].options) == {"PhysicalThreats", "DebtBondage"}
        assert said["prs_mailingcity"].text == "Agadir"
        db.session.close()
    again = inspector.get(begun.location + "/part_1").form("leaving")
    assert again.fields["a-prs_citizenship"] == ["ZW"]
    assert again.fields["a-prs_birthdate-year"] == ["1998"]
    inspector.submit(check, {}, 303)
    looking = client_as("focal_point", "en").get(f"/q/{begun.location.split('/')[2]}").text
    assert "Agadir" in looking and "Zimbabwe" in looking
    assert "Mutasa" not in looking and "1998" not in looking, "who it is, only its author reads"
