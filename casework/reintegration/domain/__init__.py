"""Goals, grants, visits, survey and outcomes of a reintegration. Pure."""
