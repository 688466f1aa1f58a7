"""Use cases: what can be done here, each one transaction."""

from dataclasses import dataclass

from bot.ports import Census, Doorbell
from bot.services.away import Away
from bot.services.bed import Beds
from bot.services.doors import Doors
from bot.services.dreams import Dreams
from bot.services.enrol import Enrol
from bot.services.entering import Entering
from bot.services.erasing import Erasing
from bot.services.excerpts import Excerpts
from bot.services.export import Export
from bot.services.frame import Frame
from bot.services.friends import Friends
from bot.services.journal import Journals
from bot.services.known import Known
from bot.services.listening import Listening
from bot.services.manners import Manners
from bot.services.meetings import Meetings
from bot.services.moderation import Moderation
from bot.services.nights import Nights
from bot.services.pairing import Pairing
from bot.services.partings import Partings
from bot.services.privacy import Privacy
from bot.services.reporting import Reporting
from bot.services.soulmates import Soulmates
from bot.services.studio import Studio
from bot.services.unsaying import Unsaying
from bot.services.waiting import Waiting
from bot.services.wall import Walls
from bot.services.ways import Ways
from bot.services.ways_out import WaysOut
from bot.services.world import World
from bot.services.wrists import Wrists


@dataclass(frozen=True, slots=True)
class Services:
    """Every use case of the bot."""

    world: World
    frame: Frame
    away: Away
    ways: Ways
    enrol: Enrol
    pairing: Pairing
    partings: Partings
    nights: Nights
    doors: Doors
    entering: Entering
    dreams: Dreams
    beds: Beds
    waiting: Waiting
    meetings: Meetings
    known: Known
    ways_out: WaysOut
    unsaying: Unsaying
    reporting: Reporting
    moderation: Moderation
    manners: Manners
    excerpts: Excerpts
    friends: Friends
    listening: Listening
    privacy: Privacy
    studio: Studio
    wrists: Wrists
    soulmates: Soulmates
    walls: Walls
    journals: Journals
    export: Export
    erasing: Erasing


def build_services(world: World, census: Census, doorbell: Doorbell, studio: Studio) -> Services:
    """Join the use cases to the world and the ports."""
    pairing = Pairing(world, census)
    partings = Partings(world, census, pairing)
    ways = Ways(world, doorbell, pairing)
    nights = Nights(world, partings)
    return Services(
        world=world,
        frame=Frame(world),
        away=Away(world, pairing),
        ways=ways,
        enrol=Enrol(world, ways, pairing, partings),
        pairing=pairing,
        partings=partings,
        nights=nights,
        doors=Doors(world),
        entering=Entering(world, nights),
        dreams=Dreams(world),
        beds=Beds(world),
        waiting=Waiting(world, partings),
        meetings=Meetings(world),
        known=Known(world),
        ways_out=WaysOut(world),
        unsaying=Unsaying(world),
        reporting=Reporting(world),
        moderation=Moderation(world, partings),
        manners=Manners(world),
        excerpts=Excerpts(world),
        friends=Friends(world, census),
        listening=Listening(world, census, partings),
        privacy=Privacy(world, partings),
        studio=studio,
        wrists=(wrists := Wrists(world, studio)),
        soulmates=Soulmates(world, wrists),
        walls=Walls(world, wrists, studio),
        journals=Journals(world, studio),
        export=Export(world),
        erasing=Erasing(world),
    )
