"""Pictures: data in, bytes out. Nothing here knows Discord or the clock."""
