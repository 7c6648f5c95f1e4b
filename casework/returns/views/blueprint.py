"""The blueprint of returns, with the words its templates use."""

from flask import Blueprint

from casework.returns import pages

blueprint = Blueprint("returns", __name__)
blueprint.context_processor(lambda: pages.WORDS)
