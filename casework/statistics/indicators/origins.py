"""Where the indicators without a published table come from, and by what they are told apart."""

from casework.web.languages import _lp

FROM_STAYS = _lp("indicator", "Register of stays and places of shelters")
FROM_INCIDENTS = _lp("indicator", "Incidents and nights noted by shelters")
FROM_CASES = _lp("indicator", "Case files")
FROM_CHILDREN = _lp("indicator", "Protection records of children’s case files")
FROM_VISITS = _lp("indicator", "Follow-up visits of reintegrations")
FROM_DISTRIBUTIONS = _lp("indicator", "Distributions and costs of projects")
FROM_TRAINING = _lp("indicator", "Training sessions")
FROM_LABOUR = _lp("indicator", "Labour records of visits")
BY_HOUSES = _lp("indicator", "The houses of one organisation together")
BY_READER = _lp("indicator", "The reader’s own reintegrations")
BY_PROJECT = _lp("indicator", "Project")
BY_PROGRAMME = _lp("indicator", "Training programme")
BY_INSPECTION = _lp("indicator", "Inspection")
BY_NOTHING = _lp("indicator", "Nothing: it is not published")
NOT_APART = _lp("indicator", "Nothing: the whole country together")
