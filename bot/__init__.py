"""Dreams of You: everything of the bot that can be said without Discord."""
