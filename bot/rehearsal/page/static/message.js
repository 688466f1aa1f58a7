// One message, as one member sees it.
import { attachment, component, picture } from "./components.js";
import { h } from "./dom.js";
import { markdown } from "./markdown.js";
import { clock, zoneOf } from "./times.js";
import { get } from "./wire.js";
import { EPHEMERAL, LOADING, called, nameOf } from "./world.js";

const HUES = 12;

/** A round face with a first letter; the bot's is a moon. */
export function avatar(id, name) {
  const bot = get("bot")?.id === id;
  const hue = Number(BigInt(id) % BigInt(HUES));
  return h("span", { class: bot ? "avatar moon" : `avatar hue-${hue}`, "aria-hidden": "true" }, bot ? "☾" : name.slice(0, 1));
}

function embed(one, context) {
  const card = h(
    "div", { class: "card" },
    one.author?.name ? h("p", { class: "small" }, one.author.name) : null,
    one.title ? h("h4", { class: "h3" }, markdown(one.title, context)) : null,
    one.description ? h("div", { class: "text" }, markdown(one.description, context)) : null,
    (one.fields ?? []).map((field) => h("div", { class: "text entry" }, h("strong", {}, field.name), markdown(field.value, context))),
    one.footer?.text ? h("p", { class: "small" }, one.footer.text) : null,
  );
  if (Number.isInteger(one.color)) card.style.setProperty("--edge", `#${one.color.toString(16).padStart(6, "0")}`);
  return card;
}

function thinking(name) {
  return h("p", { class: "thinking" }, dots(), ` ${name} is thinking…`);
}

/** Three dots that breathe. */
export function dots() {
  return h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i"));
}

function used(one) {
  const who = one.interaction_metadata?.user?.id;
  if (one.type !== 20 && one.type !== 23) return null;
  return h("p", { class: "used" }, h("strong", {}, nameOf(who) ?? "Somebody"), one.type === 20 ? " used a command" : " used an app");
}

/** What a reply replies to, in one line. */
function answers(one, context) {
  if (!one.message_reference) return null;
  const other = one.referenced_message;
  if (!other) return h("p", { class: "used reply" }, h("i", {}, "The message this answers was deleted"));
  const words = other.content ? h("span", {}, markdown(other.content, context)).textContent : (other.components.length || other.embeds.length ? "a card" : "a file");
  return h("p", { class: "used reply" }, h("strong", {}, nameOf(other.author.id) ?? other.author.username), " ", h("span", {}, words));
}

/** Draw a message. `view` is a screen: `viewer`, `place`, `press`, `pick`, `dismiss`, `person`, `menu`, `go`. */
export function drawMessage(one, view, follows) {
  const name = nameOf(one.author.id) ?? one.author.username;
  const zone = zoneOf(view.viewer), time = clock(new Date(one.dreamt), zone);
  const context = { called, zone };
  const about = { ...view.acts(one), context, viewer: view.viewer, place: view.place };
  const ephemeral = Boolean(one.flags & EPHEMERAL);
  const mentioned = one.mentions.some((each) => each.id === view.viewer) || one.mention_everyone;
  const head = follows ? null : h(
    "div", { class: "head" },
    h("button", { type: "button", class: "name", onclick: () => view.person(one.author.id) }, name),
    one.author.bot ? h("span", { class: "badge" }, "APP") : null,
    h("time", { class: "small", datetime: one.dreamt }, time),
  );
  const components = one.components.map((each) => component(each, about));
  const edited = one.edited_timestamp ? h("span", { class: "small" }, " (edited)") : null;
  const body = h(
    "div", { class: "body" },
    one.flags & LOADING ? thinking(name) : null,
    one.content ? h("div", { class: "text" }, markdown(one.content, context), edited) : null,
    one.embeds.map((each) => embed(each, context)),
    shownFiles(one),
    components,
    one.content ? null : edited,
    one.thread ? h("button", { type: "button", class: "thread", onclick: () => view.go(one.thread.id) }, `${one.thread.name} ›`) : null,
    ephemeral ? foot(one, view) : null,
  );
  const classes = ["message", follows && "follows", ephemeral && "ephemeral", mentioned && "mentioned"].filter(Boolean);
  const more = view.entries(one).length
    ? h("button", { type: "button", class: "more", "aria-label": `More about this message of ${name}`, onclick: () => view.menu(one) }, "⋯")
    : null;
  return h(
    "li", { class: classes.join(" "), "data-id": one.id, tabindex: "-1", "aria-label": `${name}, ${time}` },
    used(one), answers(one, context), h("div", { class: "line" }, follows ? h("span", { class: "avatar none" }) : avatar(one.author.id, name), h("div", { class: "said" }, head, body)), more,
  );
}

/** The files of a message that its components do not already show. */
function shownFiles(one) {
  const inside = JSON.stringify(one.components);
  return one.attachments
    .filter((each) => !inside.includes(each.url))
    .map((each) => (each.content_type?.startsWith("image/") ? picture(each, each.description, false, "item") : attachment(each)));
}

function foot(one, view) {
  return h(
    "p", { class: "small foot" }, "◉ Only you can see this · ",
    h("button", { type: "button", class: "plain", onclick: () => view.dismiss(one) }, "Dismiss message"),
  );
}
