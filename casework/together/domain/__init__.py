"""Who sees what of a case they do not work, and until when. Pure: no database, no web."""
