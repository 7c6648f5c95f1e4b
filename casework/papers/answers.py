"""How a paper leaves: as a file to keep or print, under a name that says nothing."""

from flask import Response


def pdf_answer(pdf: bytes, name: str) -> Response:
    """The file as a download. `name` stays in the list of downloads: codes only."""
    answer = Response(pdf, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return answer
