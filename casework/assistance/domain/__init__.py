"""Distributions and training: code lists, counting, stock. Pure."""
