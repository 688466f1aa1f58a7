# What stands around a dream. The dreams themselves are in the pack.

dream-waking = You wake. Some of it is still here.
dream-woken = You wake. That was all of it.
dream-moved-on = { $other } has answered. It is your turn.
dream-moved-on-somebody = The other one has answered. It is your turn.
dream-closed = The night is over. This is how it ended.
dream-waiting = { $other } has not answered yet. The dream stays open.
dream-waiting-somebody = The other one has not answered yet. The dream stays open.
line-chosen = **{ $name }** — *{ $text }*
line-chosen-somebody = The other one — *{ $text }*
line-said = **{ $name }**: “{ $text }”
line-said-somebody = The other one: “{ $text }”
line-said-me = “{ $text }”
line-taken-back = { $name } said something that is not in this book.
line-taken-back-somebody = The other one said something that is not in this book.
line-taken-back-me = You said something that is not in this book.
button-unsay = Take it back
unsay-too-late = Words can be taken back for { $minutes } minutes after they were said, and those are over. Nothing was changed.

dream-not-yours = That is somebody else's dream.
dream-faded = That dream has faded and cannot go on. Tonight brings another.
dream-broken-off = That dream broke off before its end. There is nothing in it to answer any more.
dream-moved-past = The dream has gone on since. Answer in its newest message.
dream-not-over = This dream is not over yet. You can keep it once it is.
kept = Kept. If the other one keeps it too, either of you may offer it to the server with `/excerpt`.
kept-by-both = Kept, by both of you now. Either may offer it to the server with `/excerpt`.

words-go-there = Words written here reach nobody. Where a dream lets you speak there is a button *Say something*; that is the only way in.
words-not-allowed = In this dream you answer by choosing. Own words need the server's leave, and *Allow own words* from both of you under `/soulmark`.
words-empty = There were no words in that. Say something, or choose. Nothing was said yet.
words-too-long = That is { $length } characters; a dream carries at most { $limit }. Make it shorter; nothing was said yet.
words-invisible = There is an invisible character in that. Type it again by hand, without pasting; nothing was said yet.
words-mention = Words in a dream cannot mention anybody. Leave the @ out; nothing was said yet.
words-link = Words in a dream cannot hold a link. Leave the link out; nothing was said yet.
words-listed = The moderators of this server do not want *{ $word }* in dreams. Say it another way; nothing was said yet.
words-too-fast = That is a lot within a minute. Wait a moment, then send it again; nothing was said yet.
words-enough-today = You have spoken { $most } times in dreams within a day, and that is the most. Choose an answer instead; nothing was said yet.
words-marks = A letter there has too many accents on it. Write it plainly; nothing was said yet.

ways-out-stop =
    - **Stop tonight**: you hear no more of this dream. Nobody is told.
    - **Pause my nights**: no dreams at all until you want them again.
ways-out-other =
    - **Who are they?** Their account, now. They are not told.
    - **Report**: the moderators of this server read what you write, and of this dream what you send along. The other one is not told.
    - **Block**: this bond ends, and you two are never paired again, in any server.
    - **Part**: this bond ends, and somebody else is looked for.

    After *Block* and *Part* they wake to a cooled mark and are not told why.
ways-out-soulmate =
    - **Who are they?** The account behind your mark, now. They are not told.
    - **Block**: this bond ends, and you two are never paired again, in any server.
    - **Part**: this bond ends, and somebody else is looked for.

    After *Block* and *Part* they wake to a cooled mark and are not told why. To report what they did, use *Ways out* under a dream you both were in.
who-they-are = It is { $mention }.
they-are-gone = I no longer know who they are: they deleted everything about themselves.
nobody-else-here = There is nobody else in this dream.
stopped = Stopped. You hear no more of this dream.
paused = Paused. No dreams come until you press *Dream again* under `/soulmark`.
report-arrived = Reported. This server's moderators get what you wrote, and of the dream what you chose to send; nobody else does, and the other one is not told. You can still block or part.
reported-enough = You have reported this dream three times; its moderators have all of that. Nothing more was sent.
no-report-channel = This server has no channel for reports any more, so this one was not sent. Tell a moderator yourself; *Block* works at once.
blocked = Blocked. You two are never paired again, in any server. They are not told.
parted = You have parted. Your mark stays, and somebody else is looked for.
parted-already = You two have parted already.
