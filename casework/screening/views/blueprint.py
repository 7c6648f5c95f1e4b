"""Where the pages of screenings are hung up."""

from flask import Blueprint

blueprint = Blueprint("screening", __name__)
