"""Where the pages are hung up: the house's own under /b, those of a case under its file."""

from flask import Blueprint

from casework.shelter import texts

pages = Blueprint("shelter", __name__)
pages.context_processor(lambda: {"words": texts})
