"""What an inspector does at a visit: each function is one sitting."""

from tests.journeys.window import Window

NOTE = {"fr": "Matelas dans le dépôt.", "ar": "أفرشة داخل المستودع."}
EMPLOYER = {"fr": "Société Exemple", "ar": "شركة المثال"}
HOME_REFUSED = {
    "fr": "Un domicile privé n’est pas un établissement",
    "ar": "المسكن الخاص ليس مؤسسة",
}
FOR_ALL = {"fr": "Noté pour tout le lieu", "ar": "سُجّل لمكان العمل كله"}
# What differs from one worker to the next, beside what was noted for everybody.
WORKERS = (
    {"pay": "unpaid", "go_out": "no", "age_group": "adult"},
    {"pay": "very_low", "go_out": "yes", "age_group": "adult"},
    {"pay": "very_low", "go_out": "yes", "age_group": "adult"},
    {"pay": "normal", "go_out": "yes", "age_group": "adult"},
    {"pay": "normal", "go_out": "yes", "age_group": "adult"},
)


def begin(phone: Window) -> str:
    """Begin a visit; a private home is refused first, in words. Gives the address."""
    phone.come_in("owner_inspector")
    phone.visit("/v")
    phone.press("a[href='/v/new']")
    phone.look("visit-new")
    phone.send({"place": "household", "setting": "site_visit", "sector": "F",
                "province": "06.141"})  # fmt: skip
    assert HOME_REFUSED[phone.language] in phone.text
    phone.look("errors-visit-private-home")
    phone.send({"place": "establishment"})
    phone.look("visit-begun")
    return phone.path


def note_for_all(phone: Window, visit: str) -> None:
    """What concerns everybody, and the employer."""
    phone.visit(f"{visit}/facts")
    phone.fill({"fact-lodging": "bad", "fact-papers": "kept", "fact-hours": "more_than_10",
                "fact-safety": "missing", "workers": "14", "children": "1",
                "note": NOTE[phone.language]})  # fmt: skip
    phone.look("visit-facts")
    phone.send()
    phone.visit(f"{visit}/employer")
    phone.send({"name": EMPLOYER[phone.language], "address": "12, 20000 Casablanca"})
    phone.look("visit-noted")


def meet(phone: Window, visit: str, worker: dict[str, str], looked_at: bool) -> None:
    """One worker, from the button on the visit to the result, and back to the visit."""
    marked = answers(worker)
    phone.press(".dock button[form=next]")
    while (part := phone.path.rsplit("/", 1)[1]) != "check":
        phone.fill(marked.get(part, {}))
        if part == "work":
            assert FOR_ALL[phone.language] in phone.text
            assert phone.page.locator("[name=a-hours][value=more_than_10]").is_checked()
            if looked_at:
                phone.look("visit-worker")
        phone.press(".dock button[value=next]")
    phone.press(".dock .go button")
    phone.press(f"main a[href='{visit}']")


def answers(worker: dict[str, str]) -> dict[str, dict[str, str | list[str]]]:
    """What is marked in each part; what was noted for everybody is left as it came."""
    return {
        "safety": {"a-safe_to_talk": "yes", "none_else": "y"},
        "agreement": {"a-interview_language": "darija", "a-interpreter": "not_needed",
                      "a-consent_screening": "yes"},
        "person": {"a-age_group": worker["age_group"], "a-sex": "male"},
        "work": {"a-pay": worker["pay"]},
        "freedom": {"a-go_out": worker["go_out"]},
    }  # fmt: skip


def follow_labour_law(phone: Window, visit: str) -> str:
    """Infractions become a labour record, with a formal notice; gives the address of the record."""
    phone.visit(f"{visit}/labour")
    phone.look("visit-labour")
    phone.send()
    phone.press("main a[href^='/l/L-']")
    record = phone.path
    phone.look("labour-record")
    phone.visit(f"{record}/step/give_notice")
    phone.send({"days": "2"})
    phone.look("errors-labour-notice")
    phone.send({"days": "8"})
    phone.visit(f"{record}/notice")
    phone.look("labour-notice")
    for path, name in (
        ("/complainant/record", "labour-complainant"), ("/step/close", "labour-close"),
        ("/observations", "labour-observations"),
    ):  # fmt: skip
        phone.visit(record + path)
        phone.look(name)
    phone.visit("/l")
    phone.look("labour-list")
    return record


def see_the_skeleton(focal: Window, visit: str, employer: str) -> None:
    """The focal point sees five codes and no employer."""
    focal.come_in("focal_point")
    focal.visit("/v")
    focal.look("visits-of-the-region")
    focal.visit(visit)
    assert focal.page.locator("main a[href^='/q/F-']").count() == len(WORKERS)
    assert employer not in focal.page.content()
    focal.look("visit-skeleton")
