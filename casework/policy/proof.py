"""What asks somebody signed in to prove again that they are there: a page left open, a stolen
session, a hand on somebody else's keyboard must not reach an identity or an account.

A proof is good for 15 minutes (OWASP ASVS 5.0, 7.5.3; NIST SP 800-63B-4, section 2.2.3).
"""

from casework.policy.permissions import Permission as P

# Looking at it asks too.
FRESH = frozenset({P.IDENTITY_REVEAL, P.CASE_URGENT})

# Only changing it asks.
FRESH_TO_WRITE = frozenset(
    {
        P.USERS_ADMINISTER,
        P.ACCESS_REVIEW,
        P.POWERS_ANSWER,
        P.ORGANISATIONS_ADMINISTER,
        P.CONTACTS_ADMINISTER,
        P.LAW_ADMINISTER,
        P.HOLIDAYS_ADMINISTER,
        P.SPELLINGS_ADMINISTER,
        P.RATES_KEEP,
        P.PERSON_REQUESTS,
        P.RETENTION_HOLD,
        P.INSTRUMENT_DRAFT,
        P.INSTRUMENT_EDIT,
        P.INSTRUMENT_PUBLISH,
        P.LETTER_PRINT,
        P.STATISTICS_EXPORT,
        P.RETENTION_ERASE,
    }
)
