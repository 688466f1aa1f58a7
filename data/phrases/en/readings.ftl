# Keepsakes shown to the server.

shelf = { $both ->
    [0] There is no dream yet that both of you kept.{ $alone ->
        [0] {""}
       *[other] {" "}You kept { $alone } that the other one has not kept.
    }
   *[other] Which dream shall be told? The other one is asked before anybody reads it.
}
shelf-placeholder = A dream that both of you kept
preview = ### { $title }
preview-how = If you offer it, the other one reads exactly this and may agree or not. Shown, either of you can take it back at any time.
excerpt-offered = They are being asked. If they agree, it is posted; if not, you will simply not see it.
excerpt-offered-before = This dream was offered once before. It is not offered twice.
excerpt-agreed = Agreed. It is on its way to the server; you can take it back at any time.
excerpt-refused = It stays between the two of you. They are not told.
excerpt-ended = This is no longer on offer.
excerpt-not-yours = Only the two whose dream it was can do that.
excerpt-not-yours-to-agree = You offered it; the other one is asked.
excerpt-taken-back = Taken back. It goes from wherever I posted it.
not-kept-by-you = Keep it first: the button is under the end of the dream.
not-kept-by-both = The other one has not kept this dream. It takes both.
asking =
    { $name } would like the server to hear of a night you two shared: **{ $title }**. This is every word of it. It is posted only if you agree.
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
nothing-to-read = There is nothing to read yet: no two dreamers have agreed to show a dream. They do it with `/excerpt`.
no-story-channel = This server has no story channel. A moderator chooses one with `/dreams setup`.
