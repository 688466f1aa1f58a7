# What moderators read.

setup-title = ## This server's dreams
setup-closed = The door is **closed**: choose both channels, then open it.
setup-open = The door is **open**: members join with `/soulmark`. What you change here takes effect at once.
setup-story = Story channel
setup-story-about = **Story channel.** Dreams that both dreamers agree to show are posted here, and read aloud in threads.
setup-reports = Moderators' channel
setup-reports-about = **Moderators' channel.** Reports go here, with a copy of the dream. Choose one that only moderators see.
setup-pools = Roles that are never paired with one another
setup-pools-about = **Pools.** Members of different pools are never paired, such as under and over eighteen. Choose one role, and those who have it are kept apart from those who have not. Choose two or more, and a member needs exactly one of them to join.
setup-pace = Pace
setup-pace-about = **Pace.** How long two dreamers take from the first mark to the waking meeting, if both answer.
pace-brisk = A week and a half
pace-plain = About a month and a half
pace-season = A season
setup-words-on = **Own words** are on: two who have met in a dream can write to each other there, if both agreed. At most 300 characters, no links, no mentions.
setup-words-off = **Own words** are off: dreamers only choose among given answers.
setup-days = { $days ->
    [0] **Membership time**: anybody may join at once.
    [one] **Membership time**: members may join once they have been here for a day.
   *[other] **Membership time**: members may join once they have been here for { $days } days.
}
setup-channel-gone = ⚠ A channel chosen here is gone, or I cannot see it. Choose another: what was to be posted there waits for it.
setup-lacks = ⚠ In { $channel } I am missing these permissions: { $lacks }.
permission-view-channel = View Channel
permission-send-messages = Send Messages
permission-read-message-history = Read Message History
permission-create-public-threads = Create Public Threads
permission-send-messages-in-threads = Send Messages in Threads
frame-unfinished = Choose a story channel and a moderators' channel first; then the door opens.
days-out-of-range = Write a whole number of days from 0 to { $most }.
reported =
    ### Report { $report }
    { $reporter } reports { $reported }:
    > { $reason }
    What follows is the bot's own copy, as { $reporter } received it.
not-allowed = Only members with the permission *Manage Server* can do that.
