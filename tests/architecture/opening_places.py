"""Where sealed values are opened, and what for. A new line here is a decision."""

PLACES = {
    "cases/queries/file.py": "the parts of a case file, for those who work the case",
    "cases/queries/scope.py": "the cards of one page of a list; the reader is written down",
    "cases/service/identity.py": "the identity, under a grant of five minutes",
    "referrals/pages.py": "what a sender chose, for the sender's own pages",
    "referrals/queries.py": "stage A of the rows of an inbox, for their recipient",
    "referrals/service.py": "a packet, for its recipient; the sight is written down",
    "screening/queries.py": "the cards of one page of a queue; the reader is written down",
    "screening/service/band.py": "the band in force, to compare another with it",
    "screening/service/draft.py": "a draft, to keep another page in it",
    "screening/service/outcome.py": "the band and the card, to confirm and to open a case",
    "screening/service/sending.py": "a draft, to assess it",
    "screening/views/answering.py": "the page of a draft, for its author",
    "screening/views/drafts.py": "the answers of a draft, for its author's last look",
    "screening/views/of_case.py": "the screening behind a case, for those who work the case",
    "screening/views/queue.py": "one screening, for the focal point of its region",
    "screening/views/result.py": "the result, for its author",
    "screening/views/transcribing.py": "a draft as a paper form, for its author",
}
