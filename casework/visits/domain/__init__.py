"""The rules of visits and of labour records. Pure."""
