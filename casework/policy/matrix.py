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
    national,
    own_organisation,
    owns,
    receives,
    role,
)

Clause = tuple[Predicate, ...]

EVERYBODY = role(*Role)
SCREENERS = role(Role.INSPECTOR, Role.CASEWORKER)
FOCAL = role(Role.FOCAL_POINT)
CASEWORKER = role(Role.CASEWORKER)
RECIPIENTS = role(Role.SHELTER, Role.PROVIDER, Role.RETURN_OFFICER, Role.CASEWORKER)
ADMINISTRATOR = role(Role.ADMINISTRATOR)
INSPECTOR = role(Role.INSPECTOR)
FIELD = role(
    Role.INSPECTOR,
    Role.FOCAL_POINT,
    Role.CASEWORKER,
    Role.SHELTER,
    Role.PROVIDER,
    Role.RETURN_OFFICER,
    Role.PROSECUTOR_LIAISON,
)
WORKS_THE_CASE: Clause = (CASEWORKER, own_organisation, assigned)
SEES_THE_REGION: Clause = (FOCAL, in_region)
MADE_THE_VISIT: Clause = (INSPECTOR, own_organisation, assigned)

MATRIX: dict[P, tuple[Clause, ...]] = {
    P.HOME_READ: ((EVERYBODY,),),
    P.ACCOUNT_OWN: ((EVERYBODY,),),
    P.DIRECTORY_READ: ((FIELD,),),
    P.URGENT_READ: ((FIELD,),),
    P.TASK_LIST: ((FIELD,),),
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
    P.CASE_SKELETON: (WORKS_THE_CASE, SEES_THE_REGION),
    P.CASE_ASSIGN: (SEES_THE_REGION,),
    P.CASE_TRIAGE: (SEES_THE_REGION,),
    P.CASE_READ: (WORKS_THE_CASE,),
    P.CASE_WORK: (WORKS_THE_CASE,),
    P.CASE_CLOSE: (SEES_THE_REGION,),
    P.IDENTITY_RECORD: (WORKS_THE_CASE,),
    P.IDENTITY_REVEAL: (WORKS_THE_CASE,),
    P.CASE_ACCESS_LOG: (WORKS_THE_CASE, SEES_THE_REGION),
    P.MATCH_SEARCH: ((CASEWORKER,),),
    P.MATCH_ASK: ((CASEWORKER, owns),),
    P.MATCH_LIST: ((FOCAL,),),
    P.MATCH_REVIEW: (SEES_THE_REGION,),
    P.MATCH_COMPARE: (WORKS_THE_CASE,),
    P.REFERRAL_SEND: (WORKS_THE_CASE,),
    P.REFERRAL_SENT_READ: (WORKS_THE_CASE,),
    P.REFERRAL_INBOX: ((RECIPIENTS,),),
    P.REFERRAL_READ: ((RECIPIENTS, receives),),
    P.REFERRAL_ANSWER: ((RECIPIENTS, receives),),
    P.STATISTICS_READ: ((role(Role.ANALYST, Role.FOCAL_POINT),),),
    # Who publishes a version of a questionnaire is never who wrote it: the service sees to that.
    P.INSTRUMENT_READ: ((ADMINISTRATOR,), (FOCAL, national)),
    P.INSTRUMENT_DRAFT: ((ADMINISTRATOR,),),
    P.INSTRUMENT_EDIT: ((ADMINISTRATOR, owns),),
    P.INSTRUMENT_PUBLISH: ((ADMINISTRATOR,), (FOCAL, national)),
    P.ADMIN_HOME: ((ADMINISTRATOR,),),
    P.USERS_ADMINISTER: ((ADMINISTRATOR,),),
    P.ORGANISATIONS_ADMINISTER: ((ADMINISTRATOR,),),
    P.CONTACTS_ADMINISTER: ((ADMINISTRATOR,),),
    P.HOLIDAYS_ADMINISTER: ((ADMINISTRATOR,),),
    P.JOURNAL_READ: ((role(Role.ADMINISTRATOR, Role.DPO),),),
    P.SYSTEM_STEP: (),  # nobody: only jobs take these steps
}
