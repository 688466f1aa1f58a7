"""Use cases: what can be done here, each one transaction."""
