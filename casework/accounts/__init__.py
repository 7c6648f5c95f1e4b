"""Who is asking: organisations, people, roles, regions and duty, passwords, sign-in, sessions."""

from datetime import timedelta

from flask import Flask


def init_app(app: Flask) -> None:
    """Wire accounts into the app."""
    from casework.accounts import desk, limits, login, ministry, service, tampering
    from casework.accounts.cli import accounts
    from casework.accounts.gate import gate
    from casework.accounts.hashing import Hashing
    from casework.accounts.queries.letters import addresses
    from casework.accounts.registration import register
    from casework.accounts.returning import come_back
    from casework.accounts.service import checking
    from casework.accounts.views import BLUEPRINTS
    from casework.jobs import register_periodic
    from casework.jobs.outbox import register_addresses
    from casework.web.account import register_account_desk
    from casework.web.guard import register_actor_loader, register_gate, register_return
    from casework.web.languages import register_language_of_user

    settings = app.extensions["settings"]
    app.extensions["accounts.hashing"] = Hashing(
        settings.argon2_time_cost, settings.argon2_memory_kib
    )
    login.init_app(app)
    register_actor_loader(login.load_actor)
    register_gate(gate)
    register_return(come_back)
    register_account_desk(desk.DESK)
    register_language_of_user(desk.language_of_actor)
    register_addresses(addresses)
    limits.init_app(app)
    app.after_request(desk.note_use)
    app.after_request(tampering.write_found)
    app.jinja_env.globals["ministry"] = ministry
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    register()
    register_periodic("accounts.end_sessions", timedelta(minutes=5), service.end_old_sessions)
    register_periodic("accounts.open_reviews", timedelta(days=1), service.open_reviews)
    register_periodic("accounts.late_reviews", timedelta(days=1), service.tell_of_late_reviews)
    night = timedelta(days=1)
    register_periodic("accounts.check", night, checking.check_accounts, in_unit=False)
    app.cli.add_command(accounts)
