"""A local Discord on loopback sockets. It knows nothing of our buttons or words."""
