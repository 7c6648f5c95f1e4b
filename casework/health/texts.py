"""The words of each check, and what to do when it does not pass."""

from casework.health.domain import Finding, Verdict
from casework.kernel.commands import as_run_here
from casework.policy import Role
from casework.web.languages import _, _l, _lp, _n
from casework.web.navigation import NavItem, register_navigation

VERDICTS = {
    Verdict.PASS: _lp("check", "in order"),
    Verdict.WARN: _lp("check", "to watch"),
    Verdict.FAIL: _lp("check", "to put right"),
}
TONES = {Verdict.PASS: "green", Verdict.WARN: "ochre", Verdict.FAIL: "brick"}

TITLES = {
    "settings": _l("Settings"),
    "keyring": _l("Keyring"),
    "schema": _l("Database of this version"),
    "checkpoints": _l("Journal sealed"),
    "verified": _l("Journal verified"),
    "letters": _l("Letters leave"),
    "clock": _l("Clock"),
    "backup": _l("Last backup"),
    "rehearsal": _l("Last restore for trial"),
    "mode": _l("Real people may be entered"),
    "secret": _l("Secret of the sessions"),
    "keys": _l("Keys apart from the data"),
    "canaries": _l("Every key opens"),
    "certificate": _l("Certificate of the public address"),
    "numbers": _l("Emergency numbers called"),
    "parts": _l("Parts of others"),
    "renewal": _l("Keys renewed and old ones destroyed"),
    "custodians": _l("Custodians of the keys"),
    "administrators": _l("Two administrators"),
    "account": _l("Account of the server"),
    "limits": _l("Limits of requests"),
    "files": _l("Files for this account alone"),
    "role": _l("Role in the database"),
    "append_only": _l("Journal only added to"),
    "statistics": _l("Roles of the statistics"),
    "facts": _l("Facts of the statistics"),
    "commits": _l("What is saved survives a power cut"),
    "https": _l("Connection of browsers"),
    "debug": _l("Debugging off"),
    "logs": _l("Technical logs are quiet"),
    "disk": _l("Room on the disk"),
    "backup_place": _l("Place of the backups"),
    "copies": _l("Copies of the seals"),
    "releases": _l("Copies of published numbers"),
    "leftovers": _l("Nothing left of a restore for trial"),
    "scanner": _l("Files are scanned for viruses"),
}

ADVICE = {
    "not_done": _l("This could not be looked at: %(what)s."),
    "settings": _l("Put this right and start again: %(what)s."),
    "demo": _l(
        "This is a demonstration: fictional people only. Prepare a server with "
        "SANAD_MODE=production."
    ),
    "certificate_unseen": _l(
        "The public address does not answer from this server, so nobody watches until when its "
        "certificate is good. Name the file of the proxy in SANAD_CERTIFICATE."
    ),
    "certificate_over": _l(
        "Over since %(day)s: browsers refuse Sanad. Renew it in the proxy now; nobody should click "
        "a warning away."
    ),
    "certificate_ends": _l("Good for %(days)s days more, until %(day)s. Renew it in the proxy."),
    "certificate_fine": _l("Good for %(days)s days more, until %(day)s."),
    "no_numbers": _l("No emergency number is recorded. Add them on the page Numbers to call."),
    "numbers_reported": _l(
        "Reported as not answering: %(count)s. People in danger are shown them. Call and correct "
        "them on the page Numbers to call."
    ),
    "numbers_old": _l(
        "Not called for more than 90 days, or never: %(count)s of %(all)s. Call each and say so on "
        "the page Numbers to call."
    ),
    "numbers_fine": _l("All called; the one called longest ago on %(day)s."),
    "parts_differ": _l(
        "Not as this version of Sanad asks for them: %(what)s (%(count)s in all). Install them "
        "with: pip install -r requirements.txt"
    ),
    "parts_over": _l(
        "Their versions are of %(day)s, %(days)s days ago: weaknesses that became known since are "
        "not mended in time any more. Install the newest Sanad."
    ),
    "parts_old": _l(
        "Their versions are of %(day)s, %(days)s days ago: look whether there is a newer Sanad, "
        "and what is known of them (make scan)."
    ),
    "parts_fine": _l("Versions of %(day)s, as this version of Sanad asks for them."),
    "no_recipients": _l("No backup is made. Name who may open one in SANAD_BACKUP_RECIPIENTS."),
    "no_backup": _l("None was made yet. Is the worker running? Make one with: flask backup create"),
    "backup_old": _l(
        "Made %(ago)s. Is the worker running, is there room in the folder of the backups?"
    ),
    "backup_fine": _l(
        "Made %(ago)s. One every %(every)s hours, the next %(next)s. Kept for %(kept)s days, its "
        "keys for %(keys)s days."
    ),
    "no_rehearsal": _l(
        "No backup was ever restored for trial. Try the newest with: flask backup rehearse"
    ),
    "rehearsal_old": _l(
        "Done %(days)s days ago. Try the newest backup with: flask backup rehearse"
    ),
    "rehearsal_fine": _l("Done %(days)s days ago: same journal, same counts, files that open."),
    "backup_here": _l(
        "Backups lie on the disk of the database and would be lost with it. Name other "
        "places in SANAD_BACKUP_FOLDER and SANAD_BACKUP_KEY_FOLDER."
    ),
    "keys_beside": _l(
        "Records and keys of a backup lie on one disk. Name another place in "
        "SANAD_BACKUP_KEY_FOLDER."
    ),
    "not_sealed": _l(
        "The last acts are not sealed. Is the worker running? Seal them with: flask audit seal"
    ),
    "never_verified": _l(
        "Never verified as a whole. The worker does it once a night; at once with: "
        "flask audit verify"
    ),
    "log_touched": _l(
        "Verified %(ago)s, and faults were found. See where with: flask audit verify"
    ),
    "verified_late": _l("Verified %(ago)s. Is the worker running?"),
    "verified_fine": _l("Verified %(ago)s: whole."),
    "copies_here": _l(
        "Copies lie on the disk of the database. Name a folder of another machine in "
        "SANAD_CHECKPOINT_FOLDER, or send them to a partner."
    ),
    "release_broken": _l(
        "Copies of published numbers were altered, or are not of this database: %(what)s "
        "(%(count)s in all). Move them away: what is published is copied anew with the next "
        "freeze. What is not published stays unpublished without its copy: bring a good one, "
        "then: flask statistics releases restore --from FOLDER"
    ),
    "release_to_put_back": _l(
        "Numbers that were published are not in this database, and their copies are there: "
        "%(what)s (%(count)s in all). Put them back: flask statistics releases restore"
    ),
    "release_without_copy": _l(
        "Published numbers without a copy outside the database: %(what)s (%(count)s in all). Is "
        "the worker running, can it write to SANAD_CHECKPOINT_FOLDER? Copy them with: flask "
        "statistics releases verify"
    ),
    "letters_wait": _l(
        "Letters have waited for a day. Is the worker running, is the mail server up?"
    ),
    "no_mail": _l(
        "Nobody is written to; the work lists alone say what waits. Set SANAD_SMTP_URL if"
        " letters should leave."
    ),
    "clock_behind": _l(
        "The clock is %(minutes)s minutes behind the journal. Set it by a time server, "
        "and find out who changed it."
    ),
    "clock_leapt": _l(
        "Nothing was sealed for %(days)s days until lately: the server was off, or its clock was "
        "set ahead. Compare it with a time server. No statistics are published by themselves for a "
        "day."
    ),
    "secret_plain": _l(
        "Draw SANAD_SECRET_KEY at random, for instance with: openssl rand -base64 48"
    ),
    "keys_in_environment": _l(
        "Keys are in the environment of the process. A keyring file with a passphrase "
        "protects better."
    ),
    "keys_open": _l("The keyring has no passphrase: whoever copies the disk reads everything."),
    "passphrase_in_environment": _l(
        "The passphrase is in the environment. Give it by a credential of systemd, in "
        "SANAD_KEYRING_PASSPHRASE_FILE."
    ),
    "passphrase_beside": _l("The passphrase lies on the disk of the keyring. Keep it elsewhere."),
    "keys_shut": _l(
        "These keys do not open what hangs on them: %(what)s. Change nothing in the keyring; the "
        "page Keys says what to do."
    ),
    "keys_untried": _l("Not tried yet. The worker does it once a day; at once on the page Keys."),
    "keys_tried_late": _l("Tried %(ago)s. Is the worker running?"),
    "keys_opened": _l("Tried %(ago)s: every key opened."),
    "key_old": _l(
        "The key in use is older than %(days)s days: what is erased stays readable in backups for "
        "longer. Renew it on the page Keys, or with: flask keys rotate"
    ),
    "key_to_destroy": _l(
        "Nothing needs these old keys any more: %(what)s. Destroy each with: flask keys destroy"
    ),
    "no_custodians": _l(
        "Nobody holds parts of every key: lost with the server, nothing can be read again. Make "
        "them with: flask keys escrow"
    ),
    "custodians_untried": _l(
        "Custodians have not tried their parts within a quarter. Let two of them: "
        "flask keys recover --rehearse"
    ),
    "one_administrator": _l(
        "Some acts need two administrators who can sign in. Invite another one."
    ),
    "runs_as_root": _l("It runs as root. Give it an account of its own, as in the guide."),
    "dumps_memory": _l("A crash would leave its memory on the disk. Set LimitCORE=0."),
    "limits_apart": _l("Several nodes count apart. Name one Redis for all in SANAD_LIMITS_URL."),
    "files_open": _l(
        "Other accounts may read: %(what)s. Correct it with: chmod -R go= on the folder of Sanad"
    ),
    "role_sqlite": _l("One file, which the account of the server alone opens."),
    "role_rules": _l(
        "The role of the server may change tables. Give it a role that reads and writes "
        "rows only; migrations run under another."
    ),
    "append_only_sqlite": _l("By triggers; one file has no roles."),
    "log_unprotected": _l(
        "Somebody took away what refuses changes to %(what)s. Find out who has the database, "
        "verify the journal, then restore a backup."
    ),
    "log_changeable": _l(
        "The role of the server may change %(what)s. Take it away with: "
        "docs/production/append-only.sql"
    ),
    "statistics_roles": _l(
        "Freeze and dashboards run under the role that reads everything. Make their roles with: "
        "flask statistics roles"
    ),
    "statistics_login": _l(
        "The dashboards sign in as the main role and only act as theirs, which a statement can "
        "take off. Give sanad_dashboards a password or a certificate and set "
        "SANAD_STATISTICS_DATABASE_URL (docs/production.md, 4)"
    ),
    "facts_moved": _l(
        "Facts of the statistics do not lie where they were sealed, or do not open: %(count)s. "
        "Somebody wrote to the database without Sanad. Nothing is published until that is put "
        "right. See which with: flask statistics verify; put them back with: flask facts rebuild"
    ),
    "not_full": _l(
        "The database does not wait for the disk: this connection is not as Sanad sets it."
    ),
    "not_synchronous": _l(
        "Set fsync, full_page_writes and synchronous_commit to on in PostgreSQL."
    ),
    "no_replica": _l(
        "There is no synchronous replica: what was saved since the last backup is lost "
        "with this machine."
    ),
    "no_https": _l(
        "Browsers come without encryption. Put a TLS proxy in front and set SANAD_BASE_URL."
    ),
    "no_proxy": _l(
        "No proxy is named: all sign-ins seem to come from one address. Set SANAD_TRUSTED_PROXIES."
    ),
    "debug_on": _l("Start without --debug and without FLASK_DEBUG."),
    "logs_loud": _l(
        "Statements or details may get into the logs (%(what)s). Set the level to WARNING."
    ),
    "rehearsal_left": _l(
        "A restore for trial was killed and left its database: %(what)s. The worker takes it away "
        "within a quarter of an hour; or delete these folders."
    ),
    "disk_full": _l(
        "%(percent)s%% of the disk is free: saving will soon be refused. Enlarge it now."
    ),
    "disk_filling": _l("%(percent)s%% of the disk is free. Enlarge it soon."),
    "no_scanner": _l("Files that people send are cleaned, but not scanned. Set SANAD_CLAMAV_URL."),
}


def title(finding: Finding) -> str:
    """What was looked at."""
    return str(TITLES[finding.check])


def advice(finding: Finding) -> str:
    """What to do, with its numbers; empty when there is nothing to say."""
    if not finding.advice:
        return ""
    text, told = str(ADVICE[finding.advice]), {**finding.told}
    if "hours" in told:
        told["ago"] = _hours_ago(int(told["hours"]))
    return as_run_here(text % told if "%" in text else text)


def _hours_ago(hours: int) -> str:
    if hours == 0:
        return _("less than an hour ago")
    return _n("%(num)s hour ago", "%(num)s hours ago", hours)


def register() -> None:
    """The page in the bar of administrators."""
    item = NavItem(_lp("administration", "Health"), "health.health", "chart", place=74)
    register_navigation(Role.ADMINISTRATOR, [item])
