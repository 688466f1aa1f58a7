// Time as people in the rehearsal have it: by the bot's clock, each in a zone of their own.
import { get } from "./wire.js";

export const OWN_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The zone of a member's clock: that of whoever looks on, if nobody chose another. */
export const zoneOf = (viewer) => get("member", viewer)?.zone || OWN_ZONE;

/** What time it is in the bot's world. */
export function now() {
  const sky = get("sky");
  return sky ? new Date(Date.parse(sky.dream) + (Date.now() - sky.began) * sky.speed) : new Date();
}

const STYLES = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
};
const UNITS = [["year", 31536000], ["month", 2592000], ["week", 604800], ["day", 86400], ["hour", 3600], ["minute", 60]];

function relative(date) {
  const seconds = (date - now()) / 1000;
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(Math.round(seconds / size), unit);
}

/** A moment in one of Discord's styles. */
export function styled(date, style, zone) {
  if (style === "R") return relative(date);
  return new Intl.DateTimeFormat("en-GB", { ...STYLES[style] ?? STYLES.f, timeZone: zone }).format(date);
}

export const clock = (date, zone) =>
  new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: zone }).format(date);

export const day = (date, zone) =>
  new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", timeZone: zone }).format(date);

/** Whether a member usually sleeps by now. */
export function asleep(viewer) {
  const { lies_down: from, rises: to } = get("member", viewer) ?? {};
  const at = clock(now(), zoneOf(viewer));
  return from <= to ? from <= at && at < to : at >= from || at < to;
}

/** Say relative times anew: they go by. */
export function refresh() {
  for (const each of document.querySelectorAll('time[data-style="R"]')) each.textContent = relative(new Date(each.dateTime));
}
