"""What a person needs, what they want, and how both become a plan. Pure: no database, no web."""
