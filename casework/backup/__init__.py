"""Backups that are consistent, sealed to people, apart from their keys, and tried out.

`flask backup create | verify | rehearse | restore`; the worker makes one when it is time. What is
in a file is told in `parts` and `wire`, how it is read at one instant in `snapshot`.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Add `flask backup`, and the backup that comes round."""
    from casework.backup.cli import backup
    from casework.backup.jobs import LOOKS, make_when_due
    from casework.backup.leftovers import sweep_home
    from casework.jobs import register_periodic

    register_periodic("backup.make", LOOKS, make_when_due, in_unit=False)
    register_periodic("backup.sweep", LOOKS, sweep_home, in_unit=False)
    app.cli.add_command(backup)
