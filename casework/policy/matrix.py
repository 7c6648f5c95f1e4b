"""The policy on one page. A permission is held when every predicate of one of its clauses holds.

Need to know (WHO ethical and safety recommendations, 2003, principle 5; Law 09-08): a case is read
by those of the owning organisation it is assigned to; its skeleton, by the focal point of its
region; a referral, by its recipient, as far as its stage discloses. Nobody holds everything.
"""

from casework.policy.actors import Role
from casework.policy.permissions import Permission as P
from casework.policy.predicates import (
    Predicate,
    assigned,
    in_region,
    in_use,
    national,
    own_organisation,
    owns,
    receives,
    responsible,
    role,
    unconflicted,
)

Clause = tuple[Predicate, ...]

EVERYBODY = role(*Role)
SCREENERS = role(Role.INSPECTOR, Role.CASEWORKER)
FOCAL = role(Role.FOCAL_POINT)
CASEWORKER = role(Role.CASEWORKER)
RECIPIENTS = role(Role.SHELTER, Role.PROVIDER, Role.RETURN_OFFICER, Role.CASEWORKER)
PROGRAMMES = role(Role.DISTRIBUTION_OFFICER)
RETURN_OFFICER = role(Role.RETURN_OFFICER)
INVITED = role(
    Role.SHELTER,
    Role.PROVIDER,
    Role.RETURN_OFFICER,
    Role.CASEWORKER,
    Role.PROSECUTOR_LIAISON,
    Role.FOCAL_POINT,
)
ADMINISTRATOR = role(Role.ADMINISTRATOR)
INSPECTOR = role(Role.INSPECTOR)
SHELTER = role(Role.SHELTER)
DPO = role(Role.DPO)
LIAISON = role(Role.PROSECUTOR_LIAISON)
FIELD = role(
    Role.INSPECTOR,
    Role.FOCAL_POINT,
    Role.CASEWORKER,
    Role.SHELTER,
    Role.PROVIDER,
    Role.RETURN_OFFICER,
    Role.PROSECUTOR_LIAISON,
)
HAS_THE_CASE: Clause = (CASEWORKER, own_organisation, assigned, unconflicted)
WORKS_THE_CASE: Clause = (*HAS_THE_CASE, in_use)
SEES_THE_REGION: Clause = (FOCAL, in_region, unconflicted)
OF_THE_PROSECUTION: Clause = (LIAISON, in_region, unconflicted)
MADE_THE_VISIT: Clause = (INSPECTOR, own_organisation, assigned)

MATRIX: dict[P, tuple[Clause, ...]] = {
    P.HOME_READ: ((EVERYBODY,),),
    P.ACCOUNT_OWN: ((EVERYBODY,),),
    P.DIRECTORY_READ: ((FIELD,), (ADMINISTRATOR,)),
    P.DIRECTORY_KEEP: ((FIELD, own_organisation), (ADMINISTRATOR,)),
    P.URGENT_READ: ((FIELD,),),
    P.TASK_LIST: ((EVERYBODY,),),
    P.TASK_WORK: ((EVERYBODY, assigned), (RECIPIENTS, own_organisation), SEES_THE_REGION),
    P.TASK_TEAM: ((FOCAL,),),
    P.SCREENING_START: ((SCREENERS,),),
    P.SCREENING_LIST: ((SCREENERS,),),
    P.SCREENING_WRITE: ((SCREENERS, owns),),
    P.SCREENING_READ: ((SCREENERS, owns), SEES_THE_REGION),
    P.SCREENING_RAISE: ((SCREENERS, owns), SEES_THE_REGION),
    P.SCREENING_QUEUE: ((FOCAL,),),
    P.SCREENING_TRIAGE: (SEES_THE_REGION,),
    P.VISIT_START: ((INSPECTOR,),),
    P.VISIT_LIST: ((INSPECTOR,), (FOCAL,)),
    P.VISIT_SKELETON: (MADE_THE_VISIT, SEES_THE_REGION),
    P.VISIT_WORK: (MADE_THE_VISIT,),
    P.LABOUR_LIST: ((INSPECTOR,),),
    P.LABOUR_WORK: ((INSPECTOR, own_organisation, in_region),),
    P.CASE_OPEN: (SEES_THE_REGION, (CASEWORKER, in_region)),
    P.CASE_LIST: ((CASEWORKER,), (FOCAL,)),
    P.CASE_SKELETON: (HAS_THE_CASE, SEES_THE_REGION),
    P.CASE_OPEN_RESTRICTED: (HAS_THE_CASE,),
    P.CASE_ASSIGN: (SEES_THE_REGION,),
    P.CASE_TRIAGE: (SEES_THE_REGION,),
    P.CASE_READ: (WORKS_THE_CASE,),
    P.CASE_WORK: (WORKS_THE_CASE,),
    P.CASE_CLOSE: (SEES_THE_REGION,),
    P.CASE_PRIORITY: (WORKS_THE_CASE, SEES_THE_REGION),
    P.FORMAL_RECORD: (WORKS_THE_CASE, OF_THE_PROSECUTION),
    P.LIAISON_LIST: ((LIAISON,),),
    P.LIAISON_READ: (OF_THE_PROSECUTION,),
    P.DELETION_LIST: ((RECIPIENTS,),),
    P.DELETION_ANSWER: ((RECIPIENTS, own_organisation),),
    P.IDENTITY_RECORD: (WORKS_THE_CASE,),
    P.IDENTITY_REVEAL: (WORKS_THE_CASE,),
    P.CASE_URGENT: ((CASEWORKER, in_region, unconflicted),),
    P.URGENT_REVIEW: (SEES_THE_REGION,),
    P.URGENT_READ_BACK: (SEES_THE_REGION, (DPO,)),
    P.URGENT_REVIEWS: ((FOCAL,), (DPO,)),
    P.CASE_ACCESS_LOG: (WORKS_THE_CASE, SEES_THE_REGION),
    P.MATCH_SEARCH: ((CASEWORKER,),),
    P.MATCH_ASK: ((CASEWORKER, owns),),
    P.MATCH_LIST: ((FOCAL,),),
    P.MATCH_REVIEW: (SEES_THE_REGION,),
    P.MATCH_COMPARE: (WORKS_THE_CASE,),
    P.TRANSFER_PROPOSE: (WORKS_THE_CASE,),
    P.TRANSFER_LIST: ((CASEWORKER,),),
    P.TRANSFER_ANSWER: ((CASEWORKER, receives),),
    P.LETTER_PRINT: (WORKS_THE_CASE,),
    P.REFERRAL_SEND: (WORKS_THE_CASE,),
    P.REFERRAL_SENT_READ: (WORKS_THE_CASE,),
    P.REFERRAL_INBOX: ((RECIPIENTS,),),
    P.REFERRAL_READ: ((RECIPIENTS, receives),),
    P.REFERRAL_ANSWER: ((RECIPIENTS, receives),),
    # The address of a house: its own people, and whoever is named to bring somebody there.
    P.SHELTER_BOARD: ((SHELTER,),),
    P.SHELTER_KEEP: ((SHELTER, own_organisation),),
    P.STAY_REQUEST: (WORKS_THE_CASE,),
    P.STAY_SEEN: (WORKS_THE_CASE,),
    P.STAY_PLACE: ((SHELTER, receives),),
    P.STAY_WORK: ((SHELTER, own_organisation),),
    P.STAY_ESCORT: ((role(Role.CASEWORKER, Role.SHELTER), assigned),),
    P.INCIDENT_LIST: ((SHELTER,), (FOCAL,)),
    P.INCIDENT_READ: ((SHELTER, own_organisation), SEES_THE_REGION),
    P.INCIDENT_HEED: (SEES_THE_REGION,),
    P.RETURN_LIST: ((RETURN_OFFICER,),),
    P.RETURN_READ: (WORKS_THE_CASE, (RETURN_OFFICER, own_organisation)),
    P.RETURN_TAKE: ((RETURN_OFFICER, own_organisation),),
    P.RETURN_WORK: (WORKS_THE_CASE, (RETURN_OFFICER, own_organisation, assigned)),
    P.GRANT_APPROVE: (
        WORKS_THE_CASE,
        SEES_THE_REGION,
        (RETURN_OFFICER, own_organisation, assigned),
    ),
    P.REFERRAL_CLOSE_SEVERAL: ((CASEWORKER,),),  # each is then decided on its case
    P.FUNDING_LIST: ((PROGRAMMES,),),
    P.FUNDING_READ: ((PROGRAMMES,),),  # its query finds projects of the own organisation only
    P.FUNDING_MANAGE: ((PROGRAMMES, own_organisation),),
    P.RATES_KEEP: ((PROGRAMMES,), (ADMINISTRATOR,)),
    P.DISTRIBUTION_LIST: ((PROGRAMMES,),),
    P.DISTRIBUTION_WORK: ((PROGRAMMES, own_organisation),),
    P.DISTRIBUTION_MEET: ((CASEWORKER, own_organisation),),
    P.TRAINING_LIST: ((PROGRAMMES,),),
    P.TRAINING_WORK: ((PROGRAMMES, own_organisation),),
    P.CONFERENCE_LIST: ((INVITED,),),
    P.CONFERENCE_ATTEND: ((INVITED, receives),),
    # Exact counters: each block counts only what its reader may open, or what is no person.
    P.COUNTERS_READ: ((FIELD,), (PROGRAMMES,), (role(Role.ANALYST),)),
    # What is published, beside one's own organisation, and what the numbers mean.
    P.FIGURES_READ: ((FIELD,), (PROGRAMMES,), (role(Role.ANALYST),)),
    P.STATISTICS_READ: ((role(Role.ANALYST, Role.FOCAL_POINT),),),
    P.STATISTICS_EXPORT: ((role(Role.ANALYST),), (FOCAL, national)),
    P.STATISTICS_QUESTIONS: ((role(Role.DPO),),),
    # Who publishes a version of a questionnaire is never who wrote it: the service sees to that.
    P.INSTRUMENT_READ: ((ADMINISTRATOR,), (FOCAL, national)),
    P.INSTRUMENT_DRAFT: ((ADMINISTRATOR,),),
    P.INSTRUMENT_EDIT: ((ADMINISTRATOR, owns),),
    P.INSTRUMENT_PUBLISH: ((ADMINISTRATOR,), (FOCAL, national)),
    P.ADMIN_HOME: ((ADMINISTRATOR,),),
    P.ACCESS_REVIEWS: ((responsible,), (ADMINISTRATOR,), (DPO,)),
    P.ACCESS_REVIEW: ((responsible, own_organisation), (ADMINISTRATOR,)),
    P.USERS_ADMINISTER: ((ADMINISTRATOR,),),
    P.ORGANISATIONS_ADMINISTER: ((ADMINISTRATOR,),),
    P.CONTACTS_ADMINISTER: ((ADMINISTRATOR,),),
    P.HOLIDAYS_ADMINISTER: ((ADMINISTRATOR,),),
    P.SPELLINGS_ADMINISTER: ((ADMINISTRATOR,),),
    P.KEYS_READ: ((ADMINISTRATOR,),),
    P.KEYS_TRY: ((ADMINISTRATOR,),),
    # Who confirms is never who asked: the service sees to that.
    P.KEYS_RENEW: ((ADMINISTRATOR,),),
    P.LAW_ADMINISTER: ((ADMINISTRATOR,),),
    P.PROTECTION_READ: ((DPO,),),
    P.PERSON_REQUESTS: ((DPO,),),
    # Codes and days only. The service sees to it that two people erase, never one.
    P.RETENTION_LIST: ((DPO,), (FOCAL,)),
    P.RETENTION_READ: ((DPO,), SEES_THE_REGION),
    P.RETENTION_HOLD: ((DPO,), SEES_THE_REGION),
    P.RETENTION_ERASE: ((DPO,), SEES_THE_REGION),
    P.JOURNAL_READ: ((role(Role.ADMINISTRATOR, Role.DPO),),),
    P.JOURNAL_EXPORT: ((role(Role.ADMINISTRATOR, Role.DPO),),),
    P.JOURNAL_VERIFY: ((role(Role.ADMINISTRATOR, Role.DPO),),),
    # Its query finds the accounts they watch over; who gave the powers is never who answers.
    P.POWERS_READ: ((DPO,), (FOCAL,)),
    P.POWERS_ANSWER: ((DPO,), (FOCAL,)),
    P.ALARMS_READ: ((DPO,), (FOCAL,)),
    P.WATCHED_KEEP: ((DPO,),),
    P.SYSTEM_STEP: (),  # nobody: only jobs take these steps
}
