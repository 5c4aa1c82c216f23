"""Drafts of positions and fallbacks, from what was signed and from what was decided."""
