"""Exports: the public lines, and one module a format."""
