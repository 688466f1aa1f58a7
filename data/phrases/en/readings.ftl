# Keepsakes shown to the server.

shelf = { $both ->
    [0] There is no dream to offer yet. It takes a shared dream that both of you kept, with the button *Keep this dream* at its end.{ $alone ->
        [0] {""}
       *[other] {" "}You kept { $alone } that the other one has not kept.
    }
   *[other] Which dream shall be told? The other one is asked before anybody reads it.
}
shelf-placeholder = A dream that both of you kept
preview = ### { $title }
preview-how = If you offer it, the other one reads exactly this, and agrees or not. Once it is shown, either of you can take it back at any time.
excerpt-offered = They are being asked. If they agree, it is posted; if not, you hear no more of it.
excerpt-offered-before = This dream was offered before, and no dream is offered twice.
excerpt-agreed = Agreed. It is on its way to the server; you can take it back at any time.
excerpt-refused = It stays between the two of you. They are not told.
excerpt-ended = This is no longer on offer: it was refused or taken back.
excerpt-not-yours = Only the two whose dream it was can do that.
excerpt-not-yours-to-agree = You offered this dream. Only the other one can agree.
excerpt-taken-back = Taken back. Every post of it is being deleted.
not-kept-by-you = Keep it first: press *Keep this dream* at its end.
not-kept-by-both = The other one has not kept this dream. Only one that you both kept can be offered.
asking =
    { $name } would like the server to hear of a night you two shared: **{ $title }**. This is every word of it. It is posted only if you agree, and you can take it back at any time.
posted = ### { $title }
reading-thread = Dreams, read aloud
reading-opens = { $count ->
    [one] ## Somebody puts the lamp closer
    One dream is read tonight.
   *[other] ## Somebody puts the lamp closer
    { $count } dreams are read tonight, one after another.
}
reading-part = ### { $title }
    -# { $number } of { $count }
reading-begun = { $count ->
    [one] The reading has begun: one dream.
   *[other] The reading has begun: { $count } dreams.
}
nothing-to-read = There is nothing to read yet. Two dreamers agree to show a dream with `/excerpt`.
no-story-channel = This server has no story channel. A moderator chooses one with `/dreams setup`.
