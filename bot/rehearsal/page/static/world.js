// What a member can see of the world, and what things are called in it.
import { all, get } from "./wire.js";

export const DIRECT = 1, THREAD = 11;
export const EPHEMERAL = 1 << 6, LOADING = 1 << 7;

/** Ids grow with time. */
export const byId = (a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1);

export const members = () => [...all("member").values()].sort((a, b) => a.name.localeCompare(b.name));

export const nameOf = (id) => (get("bot")?.id === String(id) ? get("bot").name : get("member", id)?.name);

/** What a mention says, without its sign; undefined for what nobody knows. */
export function called(kind, id) {
  if (kind === "user") return nameOf(id);
  return get(kind, id)?.name.replace(/^@/, "");
}

/** The rooms a member can look into: the direct messages if asked for, then channels with their threads. */
export function placesOf(viewer, withDirect) {
  const member = get("member", viewer);
  if (!member) return [];
  const rooms = member.sees.map((id) => get("channel", id)).filter(Boolean);
  const open = rooms.filter((room) => !room.parent).sort(byId);
  const threads = (room) => rooms.filter((each) => each.parent === room.id).sort(byId);
  const shared = open.flatMap((room) => [room, ...threads(room)]);
  const direct = withDirect ? [get("channel", member.phone)].filter(Boolean) : [];
  return [...direct, ...shared];
}

/** How a room is called in a list. */
export function placeName(place) {
  if (place.kind === DIRECT) return get("bot")?.name ?? "Direct messages";
  return place.kind === THREAD ? place.name : `#${place.name}`;
}

/** The messages a member sees in a room, oldest first. */
export function messagesIn(place, viewer) {
  const found = [...all("message").values()];
  return found.filter((one) => one.channel_id === place && (!one.seen_by || one.seen_by === viewer)).sort(byId);
}

const read = new Map();

/** How many messages of others came to a room since a member last looked. */
export function unread(place, viewer) {
  const seen = read.get(`${viewer} ${place}`) ?? 0n;
  return messagesIn(place, viewer).filter((one) => BigInt(one.id) > seen && one.author.id !== viewer).length;
}

/** Note that a member saw everything in a room. */
export function markRead(place, viewer) {
  const newest = messagesIn(place, viewer).at(-1);
  if (newest) read.set(`${viewer} ${place}`, BigInt(newest.id));
}

/** Note that everybody saw everything: the page was just opened. */
export function markAllRead() {
  for (const member of members()) for (const place of placesOf(member.id, true)) markRead(place.id, member.id);
}

/** The guild of a room, or the first one a member is in. */
export const guildOf = (place, viewer) => get("channel", place)?.guild ?? get("member", viewer)?.guilds[0] ?? [...all("guild").keys()][0];

const command = (id) => get("command", id);

/** The commands of a type that Discord would offer a member in a room. */
export function offered(place, viewer, type) {
  const member = get("member", viewer);
  if (!member) return [];
  const direct = get("channel", place)?.kind === DIRECT;
  const ids = direct ? member.offered_direct : (member.offered[guildOf(place, viewer)] ?? []);
  return ids.map(command).filter((each) => each && (each.type ?? 1) === type);
}

/** Slash commands with their subcommands, each as one line that can be used. */
export function spoken(place, viewer) {
  const inner = (node) => (node.options ?? []).filter((each) => each.type === 1 || each.type === 2);
  const below = (node, words) =>
    inner(node).length ? inner(node).flatMap((each) => below(each, `${words} ${each.name}`)) : [{ words, node }];
  return offered(place, viewer, 1)
    .flatMap((each) => below(each, `/${each.name}`))
    .map(({ words, node }) => ({ words, about: node.description, options: node.options ?? [] }))
    .sort((a, b) => a.words.localeCompare(b.words));
}

const USERS = 5, ROLES = 6, ANYBODY = 7;

/** What a select of users, roles, both or channels offers. */
export function entities(kind, viewer, place, channelTypes = []) {
  const guild = guildOf(place, viewer);
  const people = members().filter((each) => each.guilds.includes(guild)).map((each) => [each.id, `@${each.name}`]);
  const roles = [...all("role").values()].filter((each) => each.guild === guild && !each.managed && each.id !== guild);
  const groups = roles.map((each) => [each.id, `@${each.name}`]);
  if (kind === USERS) return people;
  if (kind === ROLES) return groups;
  if (kind === ANYBODY) return [...people, ...groups];
  const rooms = placesOf(viewer, false);
  return rooms.filter((each) => !channelTypes.length || channelTypes.includes(each.kind)).map((each) => [each.id, placeName(each)]);
}
