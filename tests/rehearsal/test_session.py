"""What a gateway session keeps: all it is still to send, and of what it sent as much as can be resumed."""

from bot.rehearsal.session import REPLAYABLE, Session


def test_a_greeting_longer_than_what_can_be_resumed_is_sent_whole() -> None:
    session = Session(0, (0, 1))
    for _ in range(2 * REPLAYABLE):
        session.keep("GUILD_CREATE", {})
    assert session.rewind(0)


def test_what_was_sent_is_kept_only_so_far_back() -> None:
    session = Session(0, (0, 1))
    for _ in range(2 * REPLAYABLE):
        session.keep("GUILD_CREATE", {})
        session.sent = session.last
    assert not session.rewind(REPLAYABLE - 1)
    assert session.rewind(REPLAYABLE)


def test_of_a_client_that_is_away_no_more_is_kept_than_can_be_resumed() -> None:
    session = Session(0, (0, 1))
    session.keep("READY", {})
    session.sent = session.last
    for _ in range(2 * REPLAYABLE):
        session.keep("MESSAGE_CREATE", {})
    assert not session.rewind(1)
