"""What a member sees: letters and panels as Components V2."""
