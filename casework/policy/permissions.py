"""Every permission of Sanad, as `scope:resource:action`."""

from enum import StrEnum


class Permission(StrEnum):
    """One thing somebody may do. An endpoint asks for exactly one."""

    HOME_READ = "own:home:read"
    ACCOUNT_OWN = "own:account:change"
    DIRECTORY_READ = "any:directory:read"
    URGENT_READ = "any:urgent:read"
    TASK_LIST = "own:task:list"

    SCREENING_START = "own:screening:start"
    SCREENING_LIST = "own:screening:list"
    SCREENING_WRITE = "own:screening:write"
    SCREENING_READ = "region:screening:read"
    SCREENING_RAISE = "scope:screening:raise"
    SCREENING_QUEUE = "region:screening:queue"
    SCREENING_TRIAGE = "region:screening:triage"

    VISIT_START = "own:visit:start"
    VISIT_LIST = "scope:visit:list"
    VISIT_SKELETON = "scope:visit:skeleton"
    VISIT_WORK = "assigned:visit:work"
    LABOUR_LIST = "organisation:labour:list"
    LABOUR_WORK = "organisation:labour:work"

    CASE_OPEN = "region:case:open"
    CASE_LIST = "scope:case:list"
    CASE_SKELETON = "scope:case:skeleton"
    CASE_ASSIGN = "region:case:assign"
    CASE_TRIAGE = "region:case:triage"
    CASE_READ = "assigned:case:read"
    CASE_WORK = "assigned:case:work"
    CASE_CLOSE = "region:case:close"
    IDENTITY_RECORD = "assigned:identity:record"
    IDENTITY_REVEAL = "assigned:identity:reveal"
    CASE_ACCESS_LOG = "scope:case:access_log"

    MATCH_SEARCH = "own:match:search"
    MATCH_ASK = "own:match:ask"
    MATCH_LIST = "region:match:list"
    MATCH_REVIEW = "region:match:review"
    MATCH_COMPARE = "assigned:match:compare"

    REFERRAL_SEND = "assigned:referral:send"
    REFERRAL_SENT_READ = "assigned:referral:read"
    REFERRAL_INBOX = "recipient:referral:list"
    REFERRAL_READ = "recipient:referral:read"
    REFERRAL_ANSWER = "recipient:referral:answer"

    STATISTICS_READ = "any:statistics:read"

    INSTRUMENT_READ = "any:instrument:read"
    INSTRUMENT_DRAFT = "system:instrument:draft"
    INSTRUMENT_EDIT = "own:instrument:edit"
    INSTRUMENT_PUBLISH = "second:instrument:publish"

    ADMIN_HOME = "system:home:read"
    USERS_ADMINISTER = "system:users:administer"
    ORGANISATIONS_ADMINISTER = "system:organisations:administer"
    CONTACTS_ADMINISTER = "system:contacts:administer"
    HOLIDAYS_ADMINISTER = "system:holidays:administer"
    JOURNAL_READ = "system:journal:read"
    SYSTEM_STEP = "system:workflow:step"
