# Telling a friend a dream.

button-tell-friend = Tell a friend
button-listen = Listen
button-not-for-me = Not for me
button-untell = Take it back
button-be-told = I may be told
button-line = Answer with one line
button-with-my-words = With what I said
button-without-my-words = Without what I said

friend-which = Which dream? A friend reads the dream and your side of it. Of whoever dreamt it with you they read no word, no choice, and no name.
friend-dream-placeholder = A dream that is over
friend-nothing-yet = There is no dream to tell yet. It takes one that is over, and that you woke from.
friend-draft = This is every word a friend reads. Name somebody of this server: a card in this channel says that you have a dream to tell them, and only they can listen. It rings nowhere, and goes after a week.
friend-draft-line = They have one line to answer with.
friend-draft-no-line = They cannot answer: own words are off in this server, or for you.
friend-placeholder = Whom to tell
friend-offered = It is there, in this channel. If they do not want to listen you are not told. *Take it back* on the card takes it down.
friend-invited =
    { $teller } has a dream to tell { $friend }.
    -# Nobody else can listen, and nobody need.
friend-ask =
    { $teller } would like to tell you what they dreamt, and asks whether they may.

    - **I may be told**: you read this one, and when they have another to tell they say so as they did now. Nothing is sent to you.
    - **Not for me**: nothing more, from this account, in any server. They are not told.

    What you agree to is kept, and deleted with `/privacy delete`.
friend-told-by = as { $teller } tells it
friend-told-how = It stays here for a week, until it is answered or taken back. *Not for me* ends it, and whatever else they would tell you. *Report* shows this server's moderators what you read. *Block*: you two have nothing to do with one another in dreams, in any server.
friend-refused = Then not. They can tell you nothing any more, in any server, and are not told why.
friend-taken-back = Taken back. The card is being deleted.
friend-answered = Said. It is on its way to them, by direct message, and that was the one line.
friend-line =
    { $friend } answers to **{ $title }**: “{ $line }”
    -# That was their one line. *Report* shows it to this server's moderators; *Block* ends whatever there is between you two in dreams, in any server.
friend-reported = Reported. This server's moderators get what you wrote, and what you read. Nobody else does, and they are not told.
friend-blocked = Blocked. You two are never paired, and neither can tell the other anything, in any server. They are not told.

friend-oneself = You know it already. Name somebody else.
friend-was-there = They dreamt it with you. Name somebody else.
friend-cannot = They cannot be told by you. It can have several reasons, and I do not say which.
friend-not-now = Discord does not say just now who is in this server. Try again in a minute; nothing was shown to anybody.
friend-enough-today = You have wanted to tell { $most } dreams within a day, and that is the most. Nothing was shown to anybody.
friend-told-before = You have told them this dream before, or wanted to. Nothing was shown to anybody.
friend-asked-already = They are being asked already, and have not agreed yet. Nothing was shown to anybody.
friend-dream-not-over = This dream is not over for you yet. You can tell it once you woke from it.
friend-not-you = That is for somebody else.
friend-not-yours = Only who tells it can take it back.
friend-over = There is nothing to listen to here any more.
friend-no-line = There is no line to answer with: own words are off in this server, or for the one who told you.

modal-line = Answer with one line
modal-line-about = At most 200 characters. They see which account is yours.
modal-report-telling = Report this
modal-report-telling-about = Moderators read this, and what you were told or answered with.
reported-no-dreamer =
    ### A report
    { $reporter } reports { $reported }, { $at }:
    > { $reason }
    -# It is about a dream told to a friend. One of the two is no dreamer here, so there is nothing of dreams to decide over.
