# The evening door: a post each evening, by which dreams are told in place of direct messages.

evening-door =
    ## It is evening
    Who dreams here goes in by this door. What is behind it only you can see.
button-enter = Enter tonight's dream

consent-messages = - **Direct messages around your sleep.** A dream in the evening, what became of it in the morning, now and then another when your partner has answered. While you sleep they come silently, unless you are just answering.
consent-door-too = { consent-messages } If you would rather have none, there is a door in { $channel }: one post each evening, and what you read behind it only you can see.
consent-door = - **A door in { $channel }.** One post each evening; you press *Enter tonight's dream*, and what you read there only you can see. In the morning the same button tells you what became of it. No direct messages come.

button-use-door = Use the evening door
button-use-messages = Direct messages instead
way-by-message = Your dreams come by direct message.
way-at-door = Your dreams wait at the evening door in { $channel }. No direct messages come.
way-door-next = From your next night on, your dreams wait at the evening door in { $channel }.
way-messages-next = From your next night on, your dreams come by direct message again.
way-no-door = This server has no evening door any more. `/dream` has the button to enter by, or choose direct messages.
no-door = This server has no evening door. Nothing was changed.
door-is-for-all = In this server everybody dreams at the evening door. Nothing was changed.

door-by-message = Your dreams come to you by direct message, and nothing waits here. You can have them here instead, from your next night on.
door-instead = My last direct message did not reach you. You can have your dreams here instead, or open your direct messages for this server and press *Try again*.
door-hours = Dreams find you by the clock. Say first where you sleep, and when: `/soulmark`.
door-paused = Your nights are paused, and no dream is here. `/sleep again` brings them back.
door-next-night = From your next night on your dreams wait here. What is under way stays in your direct messages. This door takes you in from { $at } on.
door-early = No dream is here yet. Tonight's can be entered from { $at } on.
door-over = This dream is over. The next one can be entered from { $at } on.
door-stopped = You stopped this dream. The next one can be entered from { $at } on.
door-broken-off = This dream broke off before its end. The next one can be entered from { $at } on.
dream-at-door = Tonight's dream waits behind *Enter tonight's dream*, on the evening's post or under `/dream`.
bedside-door =
    ## Before you sleep
    Tonight's dream waits at the evening door. Enter here as well as there; if it has not begun, it begins when you do.

    What you carry to bed, tonight's dream can see, and so can whoever you meet in it.

button-door = Evening door
button-door-hour = Hour
button-door-for-all = Everybody uses it
button-door-by-choice = Each dreamer chooses
button-door-close = No door
button-back-to-frame = Back
setup-door-none = **Evening door**: none. Dreams come by direct message.
setup-door-unfinished = **Evening door**: not open yet. It needs a channel and an hour.
setup-door-by-choice = **Evening door**: { $channel }, at { $at } ({ $zone }). Each dreamer chooses between it and direct messages.
setup-door-for-all = **Evening door**: { $channel }, at { $at } ({ $zone }). Everybody uses it; no direct messages are sent.
setup-door-about =
    ## The evening door
    In place of direct messages: one post in a channel each evening, with the button *Enter tonight's dream*. What is read behind it only its dreamer sees. The post names nobody and rings for nobody, and is made only while somebody uses the door.

    Whoever takes no direct messages can dream by it. If everybody uses it, nobody's direct messages are opened to join. What you change here holds for each dreamer from their next night.
setup-door-channel = The door's channel
setup-door-confirm = There it is **{ $local }** now: { $place }. The door opens each evening at **{ $at }**, for the next time { $first }.
door-unfinished = Choose a channel and an hour first; then everybody can use the door.
modal-door = When does the door open?
modal-door-place = City, or what the server's clock says now
modal-door-at = Opens at
did-door-channel = chose the evening door's channel { $what }
did-door-hour = chose the evening door's hour { $what }
did-door-for-all = { $what ->
    [1] let everybody use the evening door
   *[other] let each dreamer choose between the evening door and direct messages
}
did-door-closed = took the evening door away
