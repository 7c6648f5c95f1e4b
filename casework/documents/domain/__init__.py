"""What a document is, what may be kept, and when it goes. Pure: no database, no web."""
