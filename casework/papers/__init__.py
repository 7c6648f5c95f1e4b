"""Papers: everything that Sanad prints is set here, as A4 pages in French and Arabic.

Features say what a paper holds in plain structs (`blocks`), or bring a layout of their own
(`setting`); nobody else speaks to the typesetter.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """How a paper that cannot be printed reads."""
    from casework.papers.texts import register_texts

    register_texts()
