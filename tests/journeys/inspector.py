"""What an inspector does on the walk: each function is one sitting."""

from tests.journeys.thread import Thread
from tests.journeys.window import Window
from tests.journeys.words import ACCEPTED, NEVER, RESULT, TYPED


def answers(language: str) -> dict[str, dict[str, str | list[str]]]:
    """What the inspector marks in each part; parts that are not named are passed over."""
    typed = TYPED[language]
    return {
        "safety": {"a-safe_to_talk": "yes", "none_else": "y"},
        "agreement": {
            "a-interview_language": "darija", "a-interpreter": "not_needed",
            "a-consent_screening": "yes", "a-consent_storage": "yes",
            "a-consent_service_referral": "yes",
        },
        "context": {
            "a-age": "27", "a-age_group": "adult", "a-sex": "female",
            "a-nationality_group": "foreign", "a-setting": "workplace", "a-sector": "C",
            "a-exploitation": ["forced_labour"],
        },
        "work": {"a-hours": "more_than_10", "a-rest_day": "no", "a-bad_conditions": "yes",
                 "how-bad_conditions": ["observed"]},
        "recruitment": {"a-how_came": ["brought", "housed"], "a-untrue_work": ["job", "pay"]},
        "money": {"a-pay": "unpaid", "a-deductions": "yes", "a-withheld": "declined"},
        "freedom": {"a-papers": "kept", "how-papers": ["observed", "stated"],
                    "note-papers": typed["papers"], "a-go_out": "no"},
        "wishes": {"a-self_request": "yes", "a-own_view": typed["wish"]},
    }  # fmt: skip


def begin_screening(worker: Window, thread: Thread) -> None:
    """Start a screening at a workplace in Casablanca-Settat."""
    worker.look("sign-in")
    worker.come_in("owner_inspector")
    worker.look("my-work-inspector")
    worker.press("a[href='/s/new']")
    worker.look("screening-begin")
    worker.send({"province": "06.141", "instrument": "labour_inspection"})
    thread.screening = worker.path.split("/")[2]


def screen_until(worker: Window, last: str) -> None:
    """Answer part after part, and stop on the page of the part named `last`."""
    marked = answers(worker.language)
    while (part := worker.path.rsplit("/", 1)[1]) != last:
        worker.look(f"screening-{part}")
        worker.fill(marked.get(part, {}))
        worker.press(".dock button[value=next]")


def pause_and_come_back(worker: Window, thread: Thread) -> None:
    """Leave in the middle, sign out, and find the draft again with what was just marked."""
    here = worker.path
    worker.fill({"a-papers": "kept"})
    worker.press(".dock button[value=danger]")
    worker.look("screening-danger")
    worker.press(".dock a")
    assert worker.path == here
    worker.press("button[value=quit].as-link")
    worker.look("screenings-own")
    worker.leave()
    worker.come_in("owner_inspector")
    worker.press(f"a[href='/s/{thread.screening}']")
    assert worker.path == here
    assert worker.page.locator("[name=a-papers][value=kept]").is_checked()
    worker.look("screening-resumed")


def send_screening(worker: Window, thread: Thread) -> None:
    """Check, send, and read the result: indications, what to do, whom to call; no verdict."""
    worker.look("screening-check")
    worker.press(".dock button")
    assert worker.path == f"/s/{thread.screening}/result"
    worker.look("screening-result")
    for words in RESULT[worker.language]:
        assert words in worker.text, words
    for words in NEVER[worker.language]:
        assert words not in worker.text, words
    assert worker.page.locator("main a[href^='tel:']").count() > 0


def hear_back(worker: Window, thread: Thread) -> None:
    """The inspector reads what became of it, and no detail of the case."""
    for path, name in (("/s", "screenings-followed"), ("/", "my-work-followed")):
        worker.visit(path)
        assert ACCEPTED[worker.language] in worker.text
        assert thread.code not in worker.page.content()
        worker.look(name)


def shared(anybody: Window) -> None:
    """The pages that are everybody's."""
    anybody.visit("/")
    anybody.send({"username": "owner_inspector", "password": "pas le bon"})
    anybody.look("errors-sign-in")
    anybody.come_in("owner_inspector")
    for path, name in (
        ("/urgent", "urgent"), ("/d", "directory"), ("/help", "help"), ("/privacy", "privacy"),
        ("/me", "me"), ("/me/password", "password"),
    ):  # fmt: skip
        anybody.visit(path)
        anybody.look(name)
    anybody.visit("/nowhere", 404)
    anybody.look("not-found")
