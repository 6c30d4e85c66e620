"""Linking: copies of one story, incidents that several claims report, and their accounts."""
