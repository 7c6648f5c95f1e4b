"""Between questionnaires and the forms of other tools, decided without any of their libraries."""
