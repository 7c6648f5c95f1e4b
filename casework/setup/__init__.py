"""From an empty installation to one that takes real people: the tasks of the first administrator.

Only a database made for real people is set up, once; a demonstration comes ready.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Add the pages, the command, and what stands before everything until all is done."""
    from casework.setup import house, registration
    from casework.setup.cli import setup
    from casework.setup.gate import gate
    from casework.setup.views import blueprint
    from casework.web.guard import register_gate
    from casework.web.languages import register_language_of_house

    registration.register()
    register_gate(gate)
    register_language_of_house(house.language)
    app.jinja_env.globals["house_name"] = house.name
    app.register_blueprint(blueprint)
    app.cli.add_command(setup)
