"""Training sessions: planned, held, certificates."""

from typing import Any

from flask import Response, current_app, render_template, url_for

from casework.assistance import pages, queries, service
from casework.assistance.forms import CertificateForm, HeldForm, TrainingForm
from casework.assistance.papers import certificate
from casework.assistance.queries import Training
from casework.assistance.views.blueprint import blueprint
from casework.audit import record_read
from casework.audit.catalogue import TrainingChanged
from casework.funding.charging import charged_for
from casework.policy import Permission as P
from casework.web.forms import submit
from casework.web.guard import guard, signed_in_actor
from casework.web.languages import current_language


@blueprint.get("/y")
@guard(P.TRAINING_LIST)
def trainings() -> str:
    """The sessions of the own organisation, and how many they reached: exact, they are staff."""
    found = queries.trainings(signed_in_actor())
    return render_template("assistance/trainings.html", trainings=found)


@blueprint.route("/y/new", methods=["GET", "POST"])
@guard(P.TRAINING_LIST)
def new_training() -> Any:
    """Plan a session."""
    form, actor = TrainingForm(), signed_in_actor()
    form.offer(pages.project_choices(actor))
    return submit(
        form,
        "assistance/new_training.html",
        act=lambda: service.plan_session(form.session(), actor),
        then=lambda made: url_for(".training", reference=made.reference, done="training_planned"),
    )


@blueprint.route("/y/<reference>", methods=["GET", "POST"])
@guard(P.TRAINING_WORK, load=queries.training)
def training(row: Training) -> Any:
    """A session: what, for whom, and the numbers of those who took part."""
    form = HeldForm(obj=row if row.participants else None)
    return submit(
        form,
        "assistance/training.html",
        act=lambda: service.hold_session(
            row,
            (form.women.data, form.men.data, form.unsaid.data or 0),
            (form.before.data, form.after.data),
            signed_in_actor(),
            form.expected_version(),
        ),
        then=lambda _done: url_for(".training", reference=row.reference, done="training_held"),
        row=row,
        session=row,
        charges=charged_for("training", row.id),
    )


@blueprint.route("/y/<reference>/certificate", methods=["GET", "POST"])
@guard(P.TRAINING_WORK, load=queries.training)
def certify(row: Training) -> Any:
    """A certificate as PDF. The name is printed and kept nowhere."""
    form = CertificateForm()
    if form.is_submitted() and row.participants and form.validate():
        actor = signed_in_actor()
        record_read(TrainingChanged(training_id=row.id, what="certificate"), actor)
        demo = current_app.extensions["settings"].demo
        sheet = certificate(row, form.name.data, current_language(), fiction=demo)
        return Response(sheet, mimetype="application/pdf", headers=_as_file(row))
    return submit(
        form, "assistance/certificate.html", act=lambda: service.check_held(row),
        then=lambda _none: "",
        session=row,
    )  # fmt: skip


def _as_file(row: Training) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="certificate-{row.reference}.pdf"'}
