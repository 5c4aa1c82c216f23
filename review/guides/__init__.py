"""Negotiation guides in Word and Excel: read into drafts of playbooks, and written from playbooks."""
