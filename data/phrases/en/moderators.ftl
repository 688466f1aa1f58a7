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
    { $reporter } reports { $reported }, { $at }:
    > { $reason }
copy-whole = What follows is the bot's own copy, as { $reporter } received it.
copy-nothing = { $reporter } sent nothing of the dream along.
copy-in-parts = { $further ->
    [one] What follows is the bot's own copy, as { $reporter } received it. It goes on in one more message.
   *[other] What follows is the bot's own copy, as { $reporter } received it. It goes on in { $further } more messages.
}
copy-goes-on = **Report { $report }**, the copy goes on ({ $number } of { $count })
button-decide-dismissed = Dismiss
button-decide-warned = Warn
button-decide-removed = Remove from dreams
button-let-back = Let them back
button-all-members = All dreamers
button-page-before = Back
button-page-after = On
decided-dismissed = **Dismissed** by { $by }, { $at }. Nobody was told.
decided-warned = **Warned** by { $by }, { $at }. They are asked to be kinder, in this server's name. Who reported them is not said.
decided-removed = **Removed from dreams** by { $by }, { $at }. They cannot join again until `/dreams members` lets them back.
decide-not-oneself = You are the one who is reported. Somebody else decides this.
warning-cannot-arrive = A warning cannot reach them: they have left, or take no direct messages. Nothing was decided.
nobody-to-remove = They are no dreamer here, and never were. Nothing was changed.
warned =
    The moderators of **{ $server }** have read a dream of yours that was reported, and ask you to be kinder in the next ones.

    Your nights go on. If it happens again they may end here.
removed =
    The moderators of **{ $server }** have ended your dreams there. No more nights come from that server.

    If you think it is a mistake, ask them. They can let you back.
removed-here = The moderators of this server have ended your dreams here. Ask them; they can let you back.
your-server = your server

members =
    ## Dreamers of this server
    Who dreams with whom is nobody's business but theirs, until one of them reports a dream.
members-none = Nobody has joined yet.
member-line = { $reports ->
    [0] { $who }: { $state }
    [one] { $who }: { $state }, reported once
   *[other] { $who }: { $state }, reported { $reports } times
}
member-pick = Look somebody up
member-state = ### { $who }: { $state }
member-none = { $who } is no dreamer here.
member-no-reports = There is no report on them.
member-report = Report { $report }, { $at }: { $reporter } reported { $who }.
report-open = Nobody has decided yet.
report-dismissed = Dismissed by { $by }.
report-warned = Warned by { $by }.
report-removed = Removed from dreams by { $by }.
somebody-erased = somebody who deleted themselves
state-waiting = dreams
state-bound = dreams
state-cooled = dreams
state-stranger = has deleted everything about themselves
state-knocking = has said yes, and could not be reached yet
state-begins = has joined, and has not said when they sleep
state-paused = has paused
state-unreachable = cannot be reached by direct message
state-left = has left
state-removed = was removed

button-who-waits = Who waits
waiting =
    ## Who waits for somebody
    Whoever sleeps at the same hours is paired. Each night that counts weighs like two hours more of sleep in common, and who has waited long enough may be given anybody. Who lost somebody without having wished it has one night more to their count. Nobody is paired across pools, nor twice with the same one.
waiting-left-over = Their number is odd, here or in one pool, so one is left over until one more dreamer joins.
waiting-none = Nobody waits.
turn = { $number }. { $who }: { $why }
turn-nights = { $nights ->
    [0] came today
    [one] one night counts
   *[other] { $nights } nights count
}
turn-due = tonight anybody will do
turn-alone = nobody who waits can be theirs, so one more dreamer is needed
turn-pools = { $others ->
    [one] one of the others is in another pool
   *[other] { $others } of the others are in other pools
}

record =
    ## What moderators did here
    Every line stays as it was written. Looking up somebody who was reported stands here too.
record-empty = Nothing yet.
record-line = { $at } { $by } { $did }
did-dismissed = dismissed report { $what } on { $whom }
did-warned = warned { $whom } over report { $what }
did-removed = removed { $whom } from dreams
did-let-back = let { $whom } back
did-listed = looked at who dreams here, and who waits
did-looked = looked up the reports on { $whom }
did-story-channel = chose the story channel { $what }
did-report-channel = chose the moderators' channel { $what }
did-pools = chose the pools { $what }
did-own-words = { $what ->
    [1] allowed own words
   *[other] switched own words off
}
did-pictures = { $what ->
    [1] switched the pictures of dreams on
   *[other] switched the pictures of dreams off
}
did-pace = chose the pace *{ $what }*
did-minimum-days = set the membership time to { $what } days
did-opened = opened the door
did-read-aloud = { $what ->
    [1] began a reading of one telling
   *[other] began a reading of { $what } tellings
}
did-words = { $what ->
    [0] emptied the word list
    [1] changed the word list; it has one word
   *[other] changed the word list; it has { $what } words
}

words-about =
    ## Words not wanted in dreams
    { $count ->
        [0] The list is empty.
        [one] One word.
       *[other] { $count } words.
    } They are found whole, in names, own words and pages of the register, whatever their case, accents and look-alike letters. Who writes one is told which, and can write it otherwise.
words-none = Nothing is listed yet.
button-edit-words = Edit the list
modal-words-list = Words not wanted in dreams
modal-words-list-label = One a line, or with commas
modal-words-list-about = At most 200, in any script. Inside another word they are not found.
list-word-too-long = A word of the list has at most { $limit } characters. Nothing was changed.
list-word-empty = { $word } has no letter and no digit. Nothing was changed.
list-too-long = That is too long: at most { $most } words, and 3800 characters in all. Nothing was changed.
not-allowed = Only members with the permission *Manage Server* can do that.
