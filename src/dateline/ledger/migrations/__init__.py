"""Migrations of the ledger, run when it is opened."""
