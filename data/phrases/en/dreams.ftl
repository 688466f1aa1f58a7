# What stands around a dream. The dreams themselves are in the pack.

dream-waking = You wake. Some of it is still here.
dream-woken = You wake. That was all of it.
dream-moved-on = { $other } has moved. It is your turn.
dream-moved-on-somebody = Somebody has moved. It is your turn.
dream-closed = The night is over. This is how it went on.
dream-waiting = { $other } has not answered yet. The dream stays open.
dream-waiting-somebody = The other one has not answered yet. The dream stays open.
line-chosen = **{ $name }** — *{ $text }*
line-chosen-somebody = Somebody — *{ $text }*
line-said = **{ $name }**: “{ $text }”
line-said-somebody = Somebody: “{ $text }”
line-said-me = “{ $text }”

dream-not-yours = That is somebody else's dream.
dream-faded = That dream has faded: its pages are no longer here. Tonight brings another.
dream-broken-off = That dream broke off in the middle, as they do.
dream-moved-past = The dream has moved past that. Look at the last message of it.
dream-not-over = It is not over yet. Keep it once it is.
kept = Kept. If the other one keeps it too, either of you may offer it to the server with `/excerpt`.
kept-by-both = Kept, by both of you now. Either may offer it to the server with `/excerpt`.

words-go-there = I cannot carry words from here. In a dream, where it can be done, there is a button *Say something*; that is the only way in.
words-not-allowed = In this dream you answer by choosing. Own words need this server's leave, and both of you to agree.
words-empty = Say something, or choose. Nothing was said yet.
words-too-long = That is { $length } characters; a dream carries { $limit }. Nothing was said yet.
words-invisible = There is something invisible in that. Type it again by hand; nothing was said yet.
words-mention = Words in a dream cannot call on anybody. Try it without the @; nothing was said yet.
words-link = Words in a dream cannot lead anywhere. Try it without the link; nothing was said yet.
words-marks = There are more marks on a letter there than a dream can carry. Try it plain; nothing was said yet.

ways-out-stop =
    **Stop tonight**: you hear no more of this dream.
    **Pause my nights**: nothing comes until you want it again.
ways-out-other =
    **Who are they?** Their account, now.
    **Report**: the moderators of this server read this dream, as I sent it to you.
    **Block**: you two never meet again, in any server. They are not told.
    **Part**: this bond ends. They wake to a cooled mark, and are not told why.
who-they-are = It is { $mention }.
they-are-gone = They are no longer anybody I know: their account was deleted from here.
nobody-else-here = There is nobody else in this dream.
stopped = Stopped. Nothing more comes of this dream.
paused = Paused. Nothing comes until you press *Dream again* under `/soulmark`.
report-arrived = It has arrived: the moderators have this dream in front of them, with what you wrote. Only they see it. You can still block or part.
no-report-channel = This server has no moderators' channel any more, so I cannot hand it over. You can block at once; tell a moderator directly.
blocked = Done. You two never meet again, wherever I am. They are told nothing of it.
parted = You have parted. Your mark stays, and you wait again for somebody else.
parted-already = You two have parted already.
