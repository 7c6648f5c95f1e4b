"""What each event of the trace is called in the journal, and the groups a reader can choose."""

from casework.audit.catalogue import CATALOGUE
from casework.web.languages import _l

EVENTS = {
    "SignedIn": _l("Signed in"),
    "SignInRefused": _l("Sign-in refused"),
    "SignedOut": _l("Signed out"),
    "AccountInvited": _l("Account invited"),
    "AccountEnrolled": _l("Account enrolled"),
    "AccountChanged": _l("Account changed"),
    "AccountDisabled": _l("Account closed"),
    "PasswordChanged": _l("Password changed"),
    "SessionRevoked": _l("Sessions ended"),
    "OrganisationChanged": _l("Organisation changed"),
    "ScreeningStarted": _l("Screening started"),
    "ScreeningSaved": _l("Screening section saved"),
    "ScreeningSent": _l("Screening sent"),
    "ScreeningRead": _l("Screening read"),
    "ScreeningDeleted": _l("Draft screening deleted"),
    "BandConfirmed": _l("Screening result confirmed"),
    "BandChangeRequested": _l("Change of a result requested"),
    "BandChangeDecided": _l("Change of a result decided"),
    "ViewNoted": _l("Another view of a result noted"),
    "ScreeningCorrected": _l("Screening corrected"),
    "CorrectionRead": _l("Correction read"),
    "SeenAgain": _l("Person screened again"),
    "ScreeningTriaged": _l("Screening triaged"),
    "VisitStarted": _l("Visit begun"),
    "VisitChanged": _l("Visit changed"),
    "VisitRead": _l("Visit read"),
    "EmployerRead": _l("Employer opened"),
    "LabourRecordOpened": _l("Labour record opened"),
    "LabourStepTaken": _l("Step of a labour record"),
    "LabourRecordChanged": _l("Labour record changed"),
    "LabourRecordRead": _l("Labour record read"),
    "CaseOpened": _l("Case opened"),
    "CaseAssigned": _l("Case assigned"),
    "CaseStepTaken": _l("Step of the pathway"),
    "CaseRead": _l("Case file read"),
    "IdentityRecorded": _l("Identity recorded"),
    "IdentityRevealed": _l("Identity opened"),
    "ConsentRecorded": _l("Consent recorded"),
    "ConsentWithdrawn": _l("Consent withdrawn"),
    "LegalDutyRecorded": _l("Legal report recorded"),
    "RiskAssessed": _l("Risk assessed"),
    "NoteWritten": _l("Note written"),
    "CaseFileChanged": _l("Case file changed"),
    "GateOverridden": _l("Condition set aside with a reason"),
    "CardsOpened": _l("List of cases read"),
    "PersonSearched": _l("Earlier record looked for"),
    "EarlierRecordAsked": _l("Focal point asked about an earlier record"),
    "MatchStepTaken": _l("Step on two files that may be one person’s"),
    "MatchReviewed": _l("Agreement of two files read"),
    "ComparisonAsked": _l("Comparison of two identities asked for"),
    "ComparisonAnswered": _l("Comparison of two identities answered"),
    "TokensRecomputed": _l("Match tokens made anew"),
    "ReferralSent": _l("Referral sent"),
    "ReferralReceived": _l("Referral received"),
    "ReferralRead": _l("Referral read"),
    "ReferralAnswered": _l("Referral answered"),
    "ReferralExpired": _l("Referral without answer"),
    "ReferralEscalated": _l("Referral handed on"),
    "ReferralCancelled": _l("Referral withdrawn"),
    "TaskEscalated": _l("Deadline handed on"),
    "TaskReassigned": _l("Task handed over"),
    "ContactChanged": _l("Number to call changed"),
    "HolidayChanged": _l("Holiday changed"),
    "InstrumentChanged": _l("Questionnaire changed"),
    "StatisticsFrozen": _l("Statistics published"),
    "StatisticsRead": _l("Statistics downloaded"),
    "ExportMade": _l("Export made"),
    "SubmissionsImported": _l("Filled forms imported"),
    "JournalRead": _l("Journal read"),
    "AccessRefused": _l("Access refused"),
    "KeyringChanged": _l("Keys changed"),
    "DemoLoaded": _l("Demonstration loaded"),
}

GROUPS = {
    "identity": (_l("Identities opened"), ("IdentityRevealed",)),
    "reading": (
        _l("Records read"),
        (
            "CaseRead", "ScreeningRead", "ReferralRead", "CardsOpened", "ExportMade", "JournalRead",
            "VisitRead", "EmployerRead", "LabourRecordRead",
        ),  # fmt: skip
    ),
    "refused": (_l("Refusals"), ("AccessRefused", "SignInRefused")),
    "signing": (
        _l("Sign-ins and accounts"),
        tuple(
            name
            for name in CATALOGUE
            if name.startswith(("Sign", "Account", "Password", "Session", "Organisation"))
        ),
    ),
    "matching": (
        _l("Earlier records"),
        (
            "PersonSearched",
            "EarlierRecordAsked",
            "MatchStepTaken",
            "MatchReviewed",
            "ComparisonAsked",
            "ComparisonAnswered",
        ),
    ),
    "overridden": (_l("Conditions set aside"), ("GateOverridden",)),
    "system": (
        _l("System"),
        (
            "StatisticsFrozen",
            "KeyringChanged",
            "DemoLoaded",
            "ContactChanged",
            "HolidayChanged",
            "InstrumentChanged",
        ),
    ),
}

STREAMS = {
    "case": _l("Case"),
    "screening": _l("Screening"),
    "user": _l("Account"),
    "system": _l("System"),
}
