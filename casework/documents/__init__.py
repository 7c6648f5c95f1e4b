"""Documents of a case file: looked through, made anew, sealed, and given back only as downloads.

What is sent is never kept as it came: images are decoded and written again without what a camera
adds, PDF pages are put into a new file without anything that acts. Why they lie in the database:
docs/decisions/0017-documents-in-the-database.md.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the tab, the pages, the words, and what a withdrawal takes back."""
    from casework.documents import registration
    from casework.documents.views import blueprint

    registration.register()
    app.register_blueprint(blueprint)
