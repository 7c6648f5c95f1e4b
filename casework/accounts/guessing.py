"""Passwords that leaked lists and their patterns give away (OWASP ASVS 5.0, 6.2.4 and 6.2.12).

The 30,000 passwords most often found in leaks, and the English words, names and keyboard rows by
which guessing programs vary them, come with zxcvbn (Wheeler, USENIX Security 2016): no password
leaves the machine to be checked. Words of the country are in `domain/passwords.py`.
"""

from collections.abc import Iterable

from casework.accounts.domain.passwords import PasswordTooCommon

READ = 72  # zxcvbn takes no more signs; what follows can only make a password harder to guess
HARD_ENOUGH = 3  # of 0 to 4: more than 10⁸ guesses


def refuse_guessable(password: str, names: Iterable[str] = ()) -> None:
    """Refuse a password that a guessing program reaches within a hundred million tries."""
    from zxcvbn import zxcvbn  # its lists are read when a password is chosen, not at each start

    if zxcvbn(password[:READ], user_inputs=list(names))["score"] < HARD_ENOUGH:
        raise PasswordTooCommon()
