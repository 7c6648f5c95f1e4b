"""The line that greets somebody who just came in: when it was the time before, and where.

Whoever knows their own days sees at once when somebody else was there (OWASP ASVS 5.0, 6.3.5).
"""

from flask import url_for
from markupsafe import Markup

from casework.accounts import desk, names
from casework.accounts.queries.factors import failures_since, sign_ins
from casework.web.formats import moment_words
from casework.web.languages import _, _n


class LastSignIn:
    """Says it in the reader's language when the page is drawn."""

    def __html__(self) -> str:
        """As mark-up: with the way to say that it was somebody else."""
        found = desk.present_session()
        if found is None:
            return ""
        earlier = [one for one in sign_ins(found.actor) if one.id != found.id][:1]
        if not earlier:
            return str(Markup.escape(_("Welcome. This is your first sign-in.")))
        last = earlier[0]
        said = _(
            "Your sign-in before this one: %(when)s, %(device)s.",
            when=moment_words(last.began_at),
            device=names.device_name(last.device),
        )
        failed = failures_since(found.actor.user_id, last.began_at)
        if failed:
            said += " " + _n("%(num)s try failed since.", "%(num)s tries failed since.", failed)
        way = Markup('<a href="{}">{}</a>').format(url_for("own.me"), _("Was it not you?"))
        return str(Markup.escape(said) + " " + way)

    def __str__(self) -> str:
        return self.__html__()
