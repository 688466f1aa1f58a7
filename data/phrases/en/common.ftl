# Buttons, forms, commands, and what is said everywhere.

command-soulmark = Join and be given your mark; later: see it, show it, pause, leave
command-soulmate = What you have of the other one, line by line, each with its night
command-wall = The marks of those here who hung them on the wall
command-journal = Your nights as a sky, and each dream to read again
command-sleep = Where and when you sleep
command-sleep-hours = Change where and when you sleep
command-sleep-pause = No dreams, for some nights or until you say so
command-sleep-again = Dream again after a pause
command-dream = Go to bed; say what you carry there; your dream again; what you know of the other one
command-dreams-setup = Set up this server's dreams: channels, pools, own words; open the door
command-dreams-members = Who dreams here, who was reported, who was removed; remove somebody, or let them back
command-dreams-words = Words not wanted in dreams here
command-dreams-record = What moderators did here, and when
command-dreams = This server's dreams
command-reading = Readings for the server
command-privacy = Your data
command-excerpt = Offer the server a dream that both of you kept
command-reading-now = Post the dreams their dreamers agreed to show, one after another, in a thread
command-privacy-notice = What is kept about you, why, and for how long
command-privacy-export = A file with everything that is kept about you
command-privacy-erase-server = Administrators: delete everything of this server
command-privacy-delete = Delete everything about you, in every server

only-in-a-server = That works in a server, not in direct messages.
button-outdated = That button no longer works. Use `/soulmark` in your server to see where you stand.
not-kept = I cannot write anything down at the moment. Nothing was lost: try the same again in a minute or two.
bug = Something broke, and it was not your fault. Try it once more; if it breaks again, tell whoever runs this bot the code **{ $code }**.

button-join = Join
button-privacy = What is kept?
button-about = What is this?
button-try-again = Try again
button-close-eyes = Close your eyes
button-hours = Where and when I sleep
button-hours-right = That is right
button-hours-change = Change my hours
button-show-mark = Show my mark
button-pause = Pause my nights
button-dream-again = Dream again
button-my-words-on = Allow own words
button-my-words-off = No own words
button-leave = Leave
button-leave-yes = Yes, leave
button-delete-yes = Yes, delete everything
button-no = No
button-erase-server = Erase everything
button-speak = Say something
button-dream-on = Dream on without them
button-keep = Keep this dream
button-ways-out = Ways out
button-stop = Stop tonight
button-who = Who are they?
button-report = Report
button-block = Block
button-part = Part
button-keep-mark = Keep it
button-mark-anew = Be marked anew
button-agree = Agree
button-refuse = Keep it between us
button-take-back = Take it back
button-offer = Offer it
button-with-words = With what we said
button-without-words = Without what we said
button-words-on = Allow own words
button-words-off = Switch own words off
button-days = Membership time
button-open = Open the door
button-to-bed = I'm going to bed
button-again = My dream again
button-known = What I know of them
button-page = My page in the register
button-story = Our story so far
button-share-again = Share nights again
button-hold-out = Hold out a hand
button-hand-take = Take it
button-hand-leave = Not now
button-take-down = Take it down
button-tried-held = It held
button-tried-not-yet = Not yet
button-wish-wait = Wait
button-wish-alone = Dream alone
button-wish-anew = Be marked anew

modal-join = What are you called in dreams?
modal-name = Name
modal-pronouns = Spoken of as
pronouns-she = she
pronouns-he = he
pronouns-they = they
modal-words = Own words
modal-words-about = Only if the other one agrees too. You can change it at any time.
modal-words-yes = Yes, if they agree too
modal-words-no = No, I answer by choosing
modal-hours = Where and when do you sleep?
modal-place = City, or what your clock says now
modal-place-about = Such as Lisbon, or 21:40
modal-bedtime = Asleep from
modal-waking = Awake at
modal-speak = Say something
modal-say = In your own words
modal-report = Report this dream
modal-reason = What is wrong?
modal-reason-about = Moderators read this, and of the dream what you choose below.
modal-along = What of this dream goes along?
along-all = All of it, as I received it
along-theirs = Only what the other one chose and wrote
along-nothing = Nothing but my reason
modal-page = Your page in the register
modal-page-first = First line
modal-page-second = Second line
modal-page-third = Third line
modal-page-about = The one you dream with reads it, one night. Leave all empty, and it says what it likes.
modal-erase = Erase everything of this server
modal-erase-name = The server's name
modal-erase-about = As it is written in Discord. With it, everything goes, at once.
modal-days = Membership time
modal-days-label = Days a member must have been here

privacy-notice =
    ## What this is, and what is kept
    Members who join with `/soulmark` are told dreams by direct message, or at an evening door in the server: a story in small pieces, some of it played by two. What two dreamers both agree to show may be posted in their server.

    Kept about you:
    - **Who you are here**: your account's number, the name and pronouns you chose, where and when you sleep, whether dreams reach you by direct message or at the evening door, your mark, what you agreed to, and the role that decides whom you may be paired with.
    - **Your dreams**: what you chose and wrote in them, the messages they came in, what you said you carried to bed, and your page in the register. Whoever dreamt them with you has read what you did and wrote there.
    - **Friends you tell**, or who tell you: which dream, to which account, who agreed to be told, and the one line that answered. A friend reads the dream and the teller's side of it; nothing the other one wrote or chose, and not who they are.
    - **Nothing else.** No messages outside the dreams' own forms, no member lists, no presence. Nothing is sold, passed on to third parties, or used to train models.

    It is kept until you delete it. If you only leave, the hours you sleep are deleted at once; the rest, your past nights too, is kept in case you come back.

    A server whose owner erases it (`/privacy erase-server`), or that has removed the bot, loses everything of its dreamers: the one at once, the other after 30 days, unless the bot is let in again.

    `/privacy export` gives you all of it as a file. `/privacy delete` deletes all of it at once, in every server. What stays: that a bond once was, as numbers without name or words; who is never to meet again, whom somebody does not want to be told by, and who was removed, as hashes that name nobody; what moderators did, with their accounts; reports, in the channel of the moderators who received them; and messages that others have already received.
delete-ask = Delete everything about you, in every server where you dream? Your bonds end, what you agreed to show is taken down, your own words are deleted. This cannot be undone.
exported = { $count ->
    [0] There is nothing about you as a dreamer. The file says so.
    [one] Everything that is kept about you, of one server.
   *[other] Everything that is kept about you, of { $count } servers.
} What others said is in it as far as it was said to you. Who reported or blocked somebody is not.
erase-ask =
    ## Erase everything of { $server }?
    { $count ->
        [0] Nobody dreams here.
        [one] One person has dreamt here.
       *[other] { $count } people have dreamt here.
    } Their marks, bonds, nights, words, pictures and keepsakes go, and with them this server's frame, word list, reports and record. Nobody is told. It cannot be undone, and a backup made by whoever runs this bot still holds it.

    What stays: hashes that name nobody, of who blocked whom and who was removed here; and what was posted in channels or sent to people already.
erase-not-confirmed = That is not this server's name. Nothing was erased.
server-erased = { $count ->
    [0] Erased. There was nobody.
    [one] Erased, with the one who dreamt here.
   *[other] Erased, with all { $count } who dreamt here.
}
not-administrator = Only the owner and administrators of a server can do that.
deleted = { $count ->
    [0] There was nothing about you to delete.
   *[other] Deleted, in every server. The little that stays is listed in `/privacy notice`.
}

hand-thick-ink = in thick ink
hand-childs-doodle = as a child would draw it
hand-fine-line = in one fine line
hand-brush = with a wet brush
hand-woodcut = cut as in wood
place-inner-wrist = on the inner wrist
place-round-the-wrist = round the wrist
place-back-of-the-hand = on the back of the hand
place-forearm = along the forearm
place-crook-of-the-elbow = in the crook of the elbow
place-upper-arm = on the upper arm
place-shoulder = on the shoulder
place-shoulder-blade = over one shoulder blade
place-collarbone = under the collarbone
place-nape = at the nape of the neck
place-calf = on the calf
place-ankle = above the ankle
colour-soot = the black of soot
colour-indigo = indigo
colour-rust = the red of rust
colour-moss = moss green
colour-plum = plum
colour-ochre = ochre
colour-madder = madder red
colour-verdigris = the green of old copper
