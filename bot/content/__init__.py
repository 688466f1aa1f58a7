"""Packs: read, checked, proved."""
