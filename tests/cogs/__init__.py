"""What is drawn, as Discord takes it."""
