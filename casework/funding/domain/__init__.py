"""Money and budgets. Pure."""
