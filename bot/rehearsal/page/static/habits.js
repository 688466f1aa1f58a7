// Where somebody's clock stands and when they usually sleep: known to the rehearsal, not to the bot.
import { freshId, h } from "./dom.js";
import { OWN_ZONE, asleep, clock, now, zoneOf } from "./times.js";
import { get } from "./wire.js";

const USUAL = { zone: "", lies_down: "23:00", rises: "07:00" };

function labelled(words, control) {
  control.id = freshId("habit");
  return h("div", { class: "field" }, h("label", { for: control.id }, words), control);
}

/** Fields for a member's habits; `read` returns what is in them. */
export function habitFields(member = USUAL) {
  const chosen = member.zone || OWN_ZONE;
  // Browsers do not list every zone they know: UTC is one that some leave out.
  const known = [...new Set([...Intl.supportedValuesOf("timeZone"), OWN_ZONE, chosen])].sort();
  const zone = h("select", {}, known.map((each) => h("option", { value: each, selected: each === chosen }, each)));
  const hour = (value) => h("input", { type: "time", required: true, value });
  const down = hour(member.lies_down), up = hour(member.rises);
  const elements = [
    labelled("Zone of their clock", zone),
    h("div", { class: "pair" }, labelled("Usually asleep from", down), labelled("to", up)),
    h("p", { class: "small" }, "Only the rehearsal knows this. The bot knows what it is told."),
  ];
  return { elements, read: () => ({ zone: zone.value, lies_down: down.value, rises: up.value }) };
}

/** What time a member has, and whether they sleep, in words. */
export function hoursOf(id) {
  const member = get("member", id);
  const time = clock(now(), zoneOf(id));
  return asleep(id) ? `It is ${time} there, and they sleep till ${member.rises}.` : `It is ${time} there. They sleep from ${member.lies_down} to ${member.rises}.`;
}
