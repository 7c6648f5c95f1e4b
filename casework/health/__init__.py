"""Is this installation sound? `flask doctor`, `flask health`, the page `/a/health`, `/readyz`."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Add the commands and the pages."""
    from casework.health.cli import doctor, health
    from casework.health.texts import register
    from casework.health.views import blueprint

    register()
    app.register_blueprint(blueprint)
    app.cli.add_command(doctor)
    app.cli.add_command(health)
