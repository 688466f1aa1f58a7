"""Everything a member touches: commands, buttons, cards."""
