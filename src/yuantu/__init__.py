"""Yuantu 园图: from one sentence to an honest shortlist of sites, every number with its source."""
