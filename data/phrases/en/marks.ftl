# What marks look like, to who sees them and to who has them read aloud; who may see them.

mark-alt = A soulmark { $skin }: { $mark }. { $drawn }.
lines-faint = The lines are faint, as on the first day.
lines-clear = The lines are clear.
lines-deep = The lines are deep, darker than the veins.
looks-warm = The skin round it glows a little, as if a lamp were under it.
looks-cold = The light on it is cold; the colour has stayed.

skin-paper = on paper
skin-birch = on birch-pale skin
skin-beech = on beech-light skin
skin-oak = on oak-brown skin
skin-chestnut = on chestnut-brown skin
skin-walnut = on walnut-dark skin
skin-ebony = on ebony-dark skin

wrist-about = On what is it shown, and who may see it? The one it shows sees it, once the two of you have given names, whatever you choose.
skin-placeholder = On what it is shown
cover-placeholder = Who may see it
cover-covered = covered: nobody here sees it
cover-looked-at = seen by whoever looks
cover-on-the-wall = seen by all, on this server's wall of marks
wrist-covered = { $name } keeps that wrist covered, or there is nothing on it.
wrist-seen = On { $name }:
menu-wrist = Look at their wrist
button-wrist = Skin and cover

wall-heading = ## The wall of marks
wall-line = **{ $number }** · { $name }: { $mark }
wall-how = Only you see this. Whether yours hangs here is under `/soulmark`, *Skin and cover*.
wall-empty = Nothing hangs on this server's wall yet. Who wants their mark there says so under `/soulmark`, *Skin and cover*.
wall-sign =
    ## The wall of marks
    It hangs behind this button, as it is when you look: the marks of those here who want theirs seen.
wall-alt = A dark wall with { $count ->
    [one] one mark on it, as a photograph hung a little askew over its number in chalk:
   *[other] { $count } marks on it, as photographs in rows of three, each a little askew over its number in chalk:
} { $marks }.
wall-alt-mark = { $number }, { $motif } { $skin }
button-hang-wall = Hang it up here
button-look-at-wall = Look at the wall

journal-heading = ## Your nights
journal-placeholder = Read one of these again
journal-gone = a dream whose pages are gone
night-alone = alone
night-shared = shared
night-slept-through = slept through
night-kept = kept
sky-alt =
    A night sky over two dark hills, a star for each night, read from the top left like a field being ploughed. { $nights ->
        [one] One night
       *[other] { $nights } nights
    } so far: { $alone } alone, as small white stars; { $shared } shared, as larger yellow ones with rays; { $slept } slept through, as specks; { $kept } kept, with a ring. A line joins each shared night to the next.
button-earlier = Earlier
button-later = Later
not-your-dream = That dream is not one of yours.

postcard-alt = { $place }, drawn in flat layers, { $light }.
hour-dusk = at dusk
hour-night = at night
hour-before-morning = a little before morning
hour-noon = at noon
button-pictures-on = Switch pictures on
button-pictures-off = Switch pictures off
