"""What is due, and the courier that says what must be said. No Discord here."""
