# The first minute: consent, the mark, the hours. What a member reads here comes before everything else.

consent-title = ## A mark on the skin, and somebody behind it
consent-body =
    Join, and you are given a **soulmark**: a picture on your skin. It shows somebody else. Who that is you find out slowly, asleep.

    What will come:
    - **Direct messages around your sleep.** A dream in the evening, what became of it in the morning. Nothing rings in between unless you are answering.
    - **A partner from this server**, chosen by how the two of you sleep. They can see your account at any time, roughly when you sleep, and what you do in shared dreams; so can you of them. You are kindred. It is not a date.
    - **In one stretch the two of you quarrel.** It is the story's quarrel, and it ends.
    { $words }

    Every dream carries a way out: stop, report, block, part. You can leave with one click, and take everything you left here with you.
consent-words = - **Your own words**, if you wish: once you have met, and if both of you agree, you can write to each other inside a dream. Up to 300 characters; no links, no mentions; your name stands beside them. If a dream is reported, moderators read it.
consent-no-words = - **No words of your own.** In this server you answer by choosing.

not-open = Nobody can be marked here yet. A moderator who may manage the server opens the door with `/dreams setup`.
too-new = { $days ->
    [one] In this server you can join once you have been a member for a day. Your mark will keep.
   *[other] In this server you can join once you have been a member for { $days } days. Your mark will keep.
}
pool-unclear = In this server only some may be paired with some, and I cannot tell where you belong. Ask a moderator to give you exactly one of these roles, then come back: { $roles }
dm-hello = This is where your dreams will arrive, { $name }. Nothing to do here until you sleep.
dms-closed =
    I could not knock: your direct messages are closed to this server.

    To open them: press the server's name → *Privacy Settings* → switch on *Direct Messages*. Then press below. Nothing you told me is lost.
knock-again = You have said yes, and I could not knock yet: open your direct messages for this server, then press below. Nothing you told me is lost.
dms-busy = Discord is not opening direct messages for me just now. Press again in a minute; nothing you told me is lost.

mark-given =
    { $drawn }. It was not there a minute ago. It does not wash off.

    It is not you. It is what somebody else is going to be, to you.
mark-in-words = { $motif }, { $hand }, { $place }, { $colour }
mark-shown = { $name } has something on the skin.
mark-shown-how = Yours is under /soulmark.
mark-warm = It is warm. Somebody is on the other side of it.
mark-waiting = It is cool to the touch. Somebody is being looked for who sleeps when you sleep.
mark-alone = It is cool to the touch. One more dreamer in this server, and yours is here.
mark-kept = You keep it. It stays as it is until somebody wears it again.
mark-is-warm = Your mark is warm: somebody is behind it again. It stays.
cooled =
    Your mark has cooled. { $mark }: it is all still there, line by line, but nobody is behind it now.

    You did nothing. Keep it, and whoever comes next will be what it shows; or be marked anew.

hours-wanted = Dreams find you by the clock. Where do you sleep, and when?
hours-confirm =
    It is **{ $local }** where you are: { $place }.

    You sleep from **{ $bedtime }** to **{ $waking }**; that is { $hours } hours. Your first dream comes { $first }.
hours-kept = You sleep from { $bedtime } to { $waking } ({ $zone }). A dream arrives three quarters of an hour before.
zone-placeholder = Somewhere else?
zone-unknown = I do not know that place's clock. Name a big city near you, or type what your clock says now, such as 21:40.
zone-not-found = I do not know that place. Name a bigger city near you, or your country, or type what your clock says now, such as 21:40.
zone-not-at-clock = Nowhere on earth is it { $time } now. Look at your clock once more, or name a big city near you.
hours-equal = From { $bedtime } to { $waking } is no sleep at all, or a whole day of it. Tell me two different times.
hours-too-short = From { $bedtime } to { $waking } is less than { $hours } hours, too short to dream in. Tell me hours at least { $hours } apart.
hours-too-long = From { $bedtime } to { $waking } is more than { $hours } hours. If you swapped the two, tell me again the other way round.
time-unreadable = I could not read that time. Write it like 23:30, or 11:30 pm.
gone-to-bed = Good night. It is on its way.
bed-too-early = It is early: you sleep from { $time }. From six hours before that I can bring the dream sooner.
dream-is-here = Tonight's dream is on your phone already. Good night.
dreams-paused = Your nights are paused. Press *Dream again* under `/soulmark` first.
paused-now = **Your nights are paused.** Nothing comes until you press *Dream again*.
unreachable-now = **Your direct messages did not take my last one.** Open them for this server, then press *Try again*.

not-a-dreamer = You are not a dreamer here yet. `/soulmark` is the way in.
leave-ask = Leave? Your nights end here, and whoever wears your mark will wake to find theirs cooled; they are not told why. Your own mark stays on your skin, should you come back.
left = You have left. Sleep well.
never-mind = Nothing was changed.

name-empty = Tell me a name: up to 32 letters, with at least one you can see.
name-too-long = That name has { $length } letters; dreams hold { $limit }. Try a shorter one.
name-invisible = There is something invisible in that name. Type it again by hand, without pasting.
name-mention = A name cannot call on anybody. Try it without the @.
name-link = A name cannot lead anywhere. Try it without the link.
name-sign = A name cannot hold { $sign }: the page would come apart there. Try it without.
name-no-letter = A name needs at least one letter or digit.
name-marks = That name has more marks on a letter than a dream can carry. Try it plain.
