# What moderators read.

setup-title = ## The frame of this server's dreams
setup-closed = The door is **closed**: choose both channels, then open it.
setup-open = The door is **open**: members join with `/soulmark`. What you change here holds at once.
setup-story = Story channel
setup-story-about = **Story channel.** Dreams that both dreamers agree to show are told here.
setup-reports = Moderators' channel
setup-reports-about = **Moderators' channel.** Reports go here, with a copy of the dream. Choose one that only moderators see.
setup-pools = Roles that are never paired with one another
setup-pools-about = **Pools.** Roles that are never paired with one another, such as under and over eighteen. One role: it and everyone else. Two or more: a member needs exactly one of them to join.
setup-words-on = **Own words** are on: two who have met, and both agreed, can write to each other in dreams.
setup-words-off = **Own words** are off: dreamers answer by choosing.
setup-days = { $days ->
    [0] **Membership**: anybody may join at once.
    [one] **Membership**: who has been here for a day may join.
   *[other] **Membership**: who has been here for { $days } days may join.
}
setup-channel-gone = ⚠ A channel chosen here is gone, or I cannot see it. Choose another; nothing that was to be said there is lost.
setup-lacks = ⚠ In { $channel } I am missing: { $lacks }.
permission-view-channel = View Channel
permission-send-messages = Send Messages
permission-read-message-history = Read Message History
permission-create-public-threads = Create Public Threads
permission-send-messages-in-threads = Send Messages in Threads
frame-unfinished = Choose a story channel and a moderators' channel first; then the door opens.
days-out-of-range = Write a number of days from 0 to { $most }.
reported =
    ### Report { $report }
    { $reporter } reports { $reported }:
    > { $reason }
    What follows is the bot's own copy, as { $reporter } received it.
not-allowed = That takes the permission *Manage Server*.
