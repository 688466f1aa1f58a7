# The first minute: consent, the mark, the hours. What a member reads here comes before everything else.

consent-title = ## A mark on the skin, and somebody behind it
consent-body =
    Join, and you are given a **soulmark**: a picture on your skin. It shows somebody else. Who that is you find out slowly, asleep. It is a story, played a few minutes at a time.

    What will come:
    { $arrives }
    - **A partner from this server**, chosen because you two sleep at the same time. They can find out at any time which account is yours. They see roughly when you sleep, what you do in the dreams you share, and what you leave for them in your own. You see the same of them. You are kindred. It is not a date.
    - **In one stretch the two of you quarrel.** It is the story's quarrel, and it ends.
    { $words }

    Nothing of a shared dream is shown to the server unless you both agree. Either of you may tell a friend their own side of it: nothing you wrote or chose, and not who you are. If one of you reports a dream, this server's moderators read it.

    Under every dream stands *Ways out*: stop or pause, and in a shared one *Who are they?*, report, block, part. You can leave with one click, and delete everything about you.
consent-words = - **Your own words**, if you wish: once the two of you have met, and if you both agree, you can write to each other inside a dream. Up to 300 characters, no links, no mentions; your name stands beside them.
consent-no-words = - **No words of your own.** In this server you answer by choosing. If its moderators change that, it stays off for you until you allow it.

not-open = Nobody can join here yet. A moderator with the permission *Manage Server* opens the door with `/dreams setup`.
joined-already = You have joined already; nothing was changed. `/soulmark` shows you where you stand.
too-new = { $days ->
    [one] In this server you can join once you have been a member for a day. Come back then; your mark waits.
   *[other] In this server you can join once you have been a member for { $days } days. Come back then; your mark waits.
}
pool-unclear = In this server some roles are never paired with one another, and I cannot tell which of them is yours. Ask a moderator for exactly one of these, then use `/soulmark` again: { $roles }
dm-hello = This is where your dreams will arrive, { $name }. Nothing to do here until you sleep.
dms-closed =
    I could not reach you: your direct messages are closed to this server.

    To open them: press the server's name → *Privacy Settings* → switch on *Direct Messages*. Then press *Try again*. Nothing you told me is lost.
knock-again = You have said yes, and I could not reach you yet. Open your direct messages for this server, then press *Try again*. Nothing you told me is lost.
dms-busy = Discord is not opening direct messages for me just now. Press *Try again* in a minute; nothing you told me is lost.

mark-given =
    { $drawn }. It was not there a minute ago. It does not wash off.

    It is not you. It is what somebody else is going to be, to you.
mark-in-words = { $motif }, { $hand }, { $place }, { $colour }
mark-shown = { $name } has something on the skin.
mark-shown-how = Yours is under `/soulmark`.
mark-warm = It is warm. Somebody is on the other side of it.
mark-waiting = It is cool to the touch. Somebody who sleeps when you sleep is being looked for.
mark-alone = It is cool to the touch. One more dreamer in this server, and yours is here.
mark-cooled = It has cooled: somebody was behind it. Keep it as long as you like, or be marked anew, once.
mark-not-cooled = Nobody has left this mark. It stays, and whoever comes is what it shows.
mark-kept = You keep it. It stays cool until somebody is behind it again.
mark-is-warm = Your mark is warm: somebody is behind it again. It stays.
cooled =
    Your mark, { $mark }, has cooled. It is all still there, line by line, but nobody is behind it now.

    You did nothing wrong. Keep it, and whoever comes next will be what it shows; or be marked anew.

hours-wanted = Dreams find you by the clock. Where do you sleep, and when?
hours-confirm =
    It is **{ $local }** where you are: { $place }.

    You sleep from **{ $bedtime }** to **{ $waking }** ({ $hours } h). Your next dream comes { $first }.
hours-kept = You sleep from { $bedtime } to { $waking } ({ $zone }). Your dream comes 45 minutes before.
zone-placeholder = Somewhere else?
zone-unknown = I do not know that place's clock. Name a big city near you, or type what your clock says now, such as 21:40.
zone-not-found = I do not know that place. Name a bigger city near you, or your country, or type what your clock says now, such as 21:40.
zone-not-at-clock = Nowhere on earth is it { $time } now. Look at your clock once more, or name a big city near you.
hours-equal = From { $bedtime } to { $waking } is no sleep at all, or a whole day of it. Tell me two different times.
hours-too-short = From { $bedtime } to { $waking } is less than { $hours } hours, too short to dream in. Tell me hours at least { $hours } apart.
hours-too-long = From { $bedtime } to { $waking } is more than { $hours } hours. If you swapped the two, tell me again the other way round; else tell me at most { $hours } hours.
time-unreadable = I could not read that time. Write it like 23:30, or 11:30 pm.
gone-to-bed = Good night. Tonight's dream is on its way.
bed-too-early = It is too early: you sleep from { $time }. From six hours before that, `/dream` brings the dream.
dream-is-here = Tonight's dream is on your phone already. Good night.
dreams-paused = Your nights are paused. Press *Dream again* under `/soulmark` first.
paused-for = { $nights ->
    [one] Paused for one night. Then your dreams come again by themselves; `/sleep again` brings them earlier.
   *[other] Paused for { $nights } nights. Then your dreams come again by themselves; `/sleep again` brings them earlier.
}
paused-for-you = Five nights in a row went by without you, so I have paused them. Nothing is lost. Whoever dreams with you dreams alone meanwhile. `/sleep again` in your server brings them back.
sleeping-again = Your dreams come again, before your next bedtime.
pause-about = For how long do you want no dreams? Whoever you dream with dreams alone meanwhile, and is not told.
pause-placeholder = For how long
pause-nights = { $nights ->
    [one] One night
   *[other] { $nights } nights
}
pause-for-good = Until I say so
paused-now = **Your nights are paused.** Nothing comes until you press *Dream again*.
unreachable-now = **My last direct message did not reach you.** Open your direct messages for this server, then press *Try again*.

not-a-dreamer = You are not a dreamer here yet. Join with `/soulmark`.
leave-ask = Leave? Your nights end here. If somebody is behind your mark, theirs cools; they are not told why. Yours is kept, in case you come back. To delete everything about you, use `/privacy delete`.
left = You have left. Sleep well.
never-mind = Nothing was changed.

name-empty = Tell me a name of up to 32 characters, at least one of them a letter or digit.
name-too-long = That name has { $length } characters; dreams hold at most { $limit }. Try a shorter one.
name-invisible = There is an invisible character in that name. Type it again by hand, without pasting.
name-mention = A name cannot mention anybody. Leave the @ out.
name-link = A name cannot hold a link. Leave the link out.
name-sign = A name cannot hold { $sign }. Leave it out.
name-no-letter = A name needs at least one letter or digit.
name-listed = The moderators of this server do not want *{ $word }* in a name. Choose another.
name-marks = A letter in that name has too many accents on it. Write it plainly.
