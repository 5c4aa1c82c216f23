"""Playbooks that come with the product; samples that counsel must approve."""
