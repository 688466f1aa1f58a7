"""Distinct ids. Discord's are snowflakes; ours count from 1 in one database."""

from typing import NewType

GuildId = NewType("GuildId", int)
UserId = NewType("UserId", int)
ChannelId = NewType("ChannelId", int)
MessageId = NewType("MessageId", int)
RoleId = NewType("RoleId", int)

DreamerId = NewType("DreamerId", int)
"""A member of one server who opted in there. A person in two servers is two dreamers."""
BondId = NewType("BondId", int)
EncounterId = NewType("EncounterId", int)
ExcerptId = NewType("ExcerptId", int)
ReadingId = NewType("ReadingId", int)
ReportId = NewType("ReportId", int)
TellingId = NewType("TellingId", int)
RowId = NewType("RowId", int)
"""A row of the outbox: one thing that must be said."""
