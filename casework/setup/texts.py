"""The words of the set-up: each task, why it is there, what is looked at, where it is done."""

from casework.retention.texts import CLASSES
from casework.setup.domain import Fact, Standing, Task
from casework.web.languages import _, _l

CLASS_NAMES = CLASSES

TITLES = {
    Task.ACCOUNT: _l("Your account and its second factor"),
    Task.KEYS: _l("Keys, and who can bring them back"),
    Task.NAME: _l("Name and language"),
    Task.ORGANISATIONS: _l("Organisations and their services"),
    Task.PEOPLE: _l("The people without whom nothing moves"),
    Task.NUMBERS: _l("Emergency numbers"),
    Task.QUESTIONNAIRES: _l("Questionnaires"),
    Task.RULES: _l("Periods, small numbers, time zone"),
    Task.BACKUPS: _l("Backups"),
    Task.MAIL: _l("Letters by mail"),
    Task.CHECKS: _l("The server checks itself"),
}

WHY = {
    Task.ACCOUNT: _l("You administer everything here and read no case. A password can be stolen."),
    Task.KEYS: _l(
        "Every record is sealed. If the keys are lost, nothing can ever be read again: three "
        "people hold a part each, and two of them bring the keys back."
    ),
    Task.NAME: _l(
        "The name stands on the sign-in page, where anybody may read it: choose one that does not "
        "say what this service is for."
    ),
    Task.ORGANISATIONS: _l(
        "Files go from one organisation to another. The directory finds those that offer a service "
        "in a region."
    ),
    Task.PEOPLE: _l(
        "Some acts need two administrators. What is urgent goes to a national focal point. The "
        "data-protection officer looks at who opened what."
    ),
    Task.NUMBERS: _l(
        "Somebody in danger is given these numbers. Call each of them, and note that it was right."
    ),
    Task.QUESTIONNAIRES: _l(
        "What is asked of people decides what is seen. A lawyer and a practitioner read the "
        "questionnaires before the first is used."
    ),
    Task.RULES: _l(
        "Records are erased when their time is over, and small numbers are never published as they "
        "are. Both must be settled with the data-protection authority."
    ),
    Task.BACKUPS: _l(
        "A backup that was never restored is none. Who may open one is named here; the key for it "
        "stays away from this server."
    ),
    Task.MAIL: _l(
        "A letter says only that something waits, never what. Without a mail server the lists on "
        "the home page say it."
    ),
    Task.CHECKS: _l("What the program can see of this server is in order."),
}

FACTS = {
    "enrolled": (_l("You have a password."), _l("Choose your password with your link.")),
    "factor": (_l("A second factor is set up."), _l("Set up a second factor.")),
    "codes": (_l("Codes on paper are there."), _l("Make codes on paper for the day it is lost.")),
    "protected": (
        _l("The keyring does not lie open."),
        _l("The keyring has no passphrase. Make it anew with one."),
    ),
    "escrowed": (
        _l("Three custodians hold parts that open every key."),
        _l("Make the parts for three custodians."),
    ),
    "custodians": (
        _l("Two custodians have shown that their parts open the keys."),
        _l("Let two custodians try their parts."),
    ),
    "named": (_l("Named, and a language chosen."), _l("Give a name, and choose a language.")),
    "others": (
        _l("Organisations that take part: %(count)s."),
        _l("Add the organisations that will work here."),
    ),
    "services": (
        _l("Services are offered."),
        _l("Say of at least one organisation which services it offers."),
    ),
    "second": (
        _l("A second administrator has come in."),
        _l("Make a link for a second administrator."),
    ),
    "focal": (
        _l("There is a national focal point."),
        _l("Invite a focal point who answers for the whole country."),
    ),
    "officer": (
        _l("There is a data-protection officer."),
        _l("Invite the data-protection officer."),
    ),
    "called": (
        _l("Every number was called (%(all)s)."),
        _l("Not called yet, or said to be wrong: %(left)s of %(all)s."),
    ),
    "offered": (_l("Questionnaires offered: %(count)s."), _l("Publish a questionnaire.")),
    "recipients": (
        _l("It is named who may open a backup."),
        _l("Make an identity on another machine, and name it in SANAD_BACKUP_RECIPIENTS."),
    ),
    "made": (_l("A backup was made."), _l("Make the first one.")),
    "rehearsed": (
        _l("A backup was restored for trial."),
        _l("Restore it for trial."),
    ),
    "doctor": (
        _l("Nothing needs to be put right."),
        _l("To put right: %(what)s. The health page says how."),
    ),
}

COMMANDS = {
    "protected": "flask keys create",
    "escrowed": "flask keys escrow",
    "custodians": "flask keys recover --rehearse",
    "second": "flask accounts invite-admin --username NAME",
    "recipients": "flask --app wsgi backup identity FILE",
    "made": "flask backup create",
    "rehearsed": "flask backup rehearse RECORDS KEYS --identity FILE",
    "doctor": "flask doctor",
}

WORD = {
    Task.QUESTIONNAIRES: _l("A lawyer and a practitioner have read the questionnaires offered."),
    Task.RULES: _l(
        "The periods and the rule for small numbers are settled with the authority, and the time "
        "shown above is right."
    ),
    Task.MAIL: _l("We know which letters leave from here, if any."),
}

PLACES = {
    Task.ACCOUNT: ((_l("Second factor"), "factors.factors"),),
    Task.KEYS: ((_l("Keys"), "custody.keys"),),
    Task.ORGANISATIONS: (
        (_l("Organisations"), "organisations.organisations"),
        (_l("Directory"), "directory.entries"),
    ),
    Task.PEOPLE: ((_l("Accounts"), "users.users"), (_l("Duty roster"), "roster.roster")),
    Task.NUMBERS: ((_l("Emergency numbers"), "directory.contacts"),),
    Task.QUESTIONNAIRES: ((_l("Questionnaires"), "instruments.listed"),),
    Task.BACKUPS: ((_l("Health"), "health.health"),),
    Task.CHECKS: ((_l("Health"), "health.health"),),
}


def missing(one: Standing) -> str:
    """What is left of a task, in a sentence; empty when it is done."""
    left = " ".join(said(fact) for fact in one.facts if not fact.done)
    return left or ("" if one.done else _("Your word is still needed."))


def said(fact: Fact) -> str:
    """What was seen, or what is to be done."""
    text = str(FACTS[fact.key][0 if fact.done else 1])
    return text % fact.told if "%(" in text else text
