# Beside the bed, between the two, and awake.

bedside =
    ## Before you sleep
    Tonight's dream comes by itself, three quarters of an hour before your bedtime. If you are going now, say so, and it comes now.

    What you carry to bed, tonight's dream can see, and so can whoever you meet in it.
carry-placeholder = What I carry to bed
carry-tired = I am tired
carry-sore = Something hurts
carry-glad = I am glad
carry-carrying = I am carrying something
carry-nothing = I keep it to myself
dreaming-alone = You dream alone. The bond stands; no night is shared until you say so.
again-how = As far as you were told it. What can still be answered is in its newest message.
no-dream-yet = You have not dreamt here yet. The first dream comes before your next bedtime.
nobody-yet = Nobody is behind your mark yet. There is nothing to know.

picture-heading = **What you have of { $name }:**
picture-heading-somebody = **What you have of the other one:**
picture-nothing = You have nothing of { $name } yet. It comes line by line, from what { $name } does.
picture-nothing-somebody = You have nothing of the other one yet. It comes line by line, from what they do.
picture-line = { $line } · *night { $night }*
picture-revised = ~~{ $was }~~ { $line } · *night { $night }*
picture-missing = { $count ->
    [one] -# The oldest line is left out here.
   *[other] -# The oldest { $count } lines are left out here.
}
picture-how = -# The nights are counted as under `/journal`, where they can be read again.
emblem-shown = **What you are.** On { $name } there is a mark: { $mark }. It shows you, and nobody else. To one person you are { $motif }.
emblem-worn = On { $name }: { $mark }. It shows you.
attempt = **To try awake.** { $text }
wondering = From an earlier night: *{ $question }*
line-held = **{ $name }** tried it awake. *{ $text }* It held.
line-held-somebody = The other one tried it awake. *{ $text }* It held.
line-not-yet = *{ $text }* “Not yet”, says **{ $name }**.
line-not-yet-somebody = *{ $text }* “Not yet”, says the other one.
line-page = The page with **{ $name }** on it:
line-page-somebody = The page with the other one on it:
line-carried-tired = { $name } has come to bed tired.
line-carried-tired-somebody = The other one has come to bed tired.
line-carried-sore = { $name } has come to bed with something that hurts.
line-carried-sore-somebody = The other one has come to bed with something that hurts.
line-carried-glad = { $name } has come to bed glad.
line-carried-glad-somebody = The other one has come to bed glad.
line-carried-carrying = { $name } has come to bed carrying something.
line-carried-carrying-somebody = The other one has come to bed carrying something.

page-kept = { $count ->
    [one] Written: one line. It is read when the register is opened, and you can change it until then.
   *[other] Written: { $count } lines. They are read when the register is opened, and you can change them until then.
}
page-empty = Your page is empty. The register says of you what it likes.
story-not-yet = There is no story to tell before the two of you have given names.
story-empty = Nothing that you both did is over yet. Ask again after the next night you share.
story-chapter = Chapter { $number }

kept-waiting =
    Five nights have gone by without a word from { $name }.

    - **Wait**: all stays as it is. A night that only one of you answers moves nothing on, and takes nothing away.
    - **Dream alone**: the bond stands, and no night is shared until you say so under `/dream`.
    - **Be marked anew**: the bond ends, you are given another mark, and somebody else is looked for.

    This is asked once, and only you are asked.
kept-waiting-somebody =
    Five nights have gone by without a word from the other one.

    - **Wait**: all stays as it is. A night that only one of you answers moves nothing on, and takes nothing away.
    - **Dream alone**: the bond stands, and no night is shared until you say so under `/dream`.
    - **Be marked anew**: the bond ends, you are given another mark, and somebody else is looked for.

    This is asked once, and only you are asked.
wished-wait = You wait. Nothing is lost by it.
wished-alone = From the next night on you dream alone. Under `/dream` you can share nights again.
wished-anew = Another mark is on your skin; `/soulmark` shows it. Somebody is being looked for.

reach-held-out = Your hand is held out. They are asked now, and nobody else knows of it.
reach =
    { $name } holds out a hand, awake.

    If you take it, your two names and your two marks stand side by side in your server, for all to see, and either of you can take that down again. The dreams go on afterwards.
reach-taken-now = Taken. Look into your server.
reach-taken = You and { $name } have met, awake. The dreams go on.
reach-left = It is left. Nobody is told, and it can be held out again.
no-hand = There is no hand held out just now.
met = ## { $first } held out a hand, and { $second } took it.
met-mark = **{ $name }** wears { $mark }.
meeting-taken-down = Taken down. What the two of you know of each other stays.
