"""Chromium holds the pages to their policy: no text becomes markup or script, and our scripts live
with it. (The journeys beside use every script of ours under the same policy: passkeys, the grid of
prices, the count of people; a violation is an error of the console, which they collect.)"""

SINKS = (
    "document.body.innerHTML = '<b>x</b>'",
    "document.body.insertAdjacentHTML('beforeend', '<b>x</b>')",
    "document.write('<b>x</b>')",
    "document.createElement('script').src = '/static/sanad.js'",
    "document.createElement('script').text = '1'",
    "new DOMParser().parseFromString('<b>x</b>', 'text/html')",
    "trustedTypes.createPolicy('sanad', {createHTML: (text) => text})",
    "setTimeout('1')",
)
ATTEMPT = """() => {{
  try {{ {sink}; return "done"; }} catch (problem) {{ return problem.name; }}
}}"""


def test_no_text_becomes_markup_or_script_in_chromium(open_window):
    window = open_window("fr", 1280)
    window.visit("/login")
    for sink in SINKS:
        told = window.page.evaluate(ATTEMPT.format(sink=sink))
        assert told in ("TypeError", "EvalError"), f"{sink}: {told}"


def test_every_script_of_ours_runs_under_the_policy_without_a_violation(open_window):
    """Each page that loads one: what a violation would say stands on the console."""
    for persona, path in (
        ("provider", "/me/second-factor/passkey"),
        ("caseworker", "/t/month"),
    ):
        window = open_window("fr", 1280)
        window.page.add_init_script(
            "window.violated = []; document.addEventListener('securitypolicyviolation',"
            " (one) => window.violated.push(one.violatedDirective));"
        )
        window.come_in(persona)
        answer = window.page.goto(window.page.url.rstrip("/") + path)
        assert answer.status == 200, path
        assert window.page.evaluate("window.violated") == []
        assert window.page.locator("script[src]").count() >= 1
        assert not window.faults, window.faults
