"""New versions of a questionnaire: written from an old one, compared with it, tried on answers."""
