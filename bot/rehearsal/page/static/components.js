// Components as Discord lays them out: containers, sections, texts, pictures, buttons, selects.
import { h } from "./dom.js";
import { markdown, spoiler } from "./markdown.js";
import { entities } from "./world.js";

const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link", 6: "premium" };
const LINK = 5, PREMIUM = 6;

const DRAWN = {
  1: (one, view) => h("div", { class: "row" }, one.components.map((each) => component(each, view))),
  2: button,
  3: select, 5: select, 6: select, 7: select, 8: select,
  9: section,
  10: (one, view) => h("div", { class: "text" }, markdown(one.content, view.context)),
  11: (one) => picture(one.media, one.description, one.spoiler, "thumbnail"),
  12: gallery,
  13: file,
  14: (one) => h("hr", { class: one.divider === false ? `gap wide-${one.spacing ?? 1}` : `wide-${one.spacing ?? 1}` }),
  17: container,
};

/** Draw one component. `view` has the message, `context` for markdown, `press`, `pick`, `viewer` and `place`. */
export function component(one, view) {
  return DRAWN[one.type]?.(one, view) ?? h("p", { class: "small" }, `(a component of type ${one.type})`);
}

function container(one, view) {
  const card = h("div", { class: "card" }, one.components.map((each) => component(each, view)));
  if (Number.isInteger(one.accent_color)) {
    card.style.setProperty("--edge", `#${one.accent_color.toString(16).padStart(6, "0")}`);
  }
  return one.spoiler ? spoiler(card) : card;
}

function section(one, view) {
  const texts = one.components.map((each) => component(each, view));
  return h("div", { class: "section" }, h("div", {}, texts), component(one.accessory, view));
}

function gallery(one) {
  const items = one.items.map((each) => picture(each.media, each.description, each.spoiler, "item"));
  return h("div", { class: `gallery of-${Math.min(items.length, 4)}` }, items);
}

const ours = (address) => typeof address === "string" && address.startsWith("/attachments/");

/** A picture with its alt text within reach. What lies outside is named, not fetched. */
export function picture(media, description, hidden, kind) {
  const alt = description ?? "";
  const shown = ours(media.url)
    ? h("img", { src: media.url, alt, loading: "lazy" })
    : h("span", { class: "outside" }, alt || "A picture from elsewhere", h("span", { class: "small" }, media.url));
  const about = alt && ours(media.url) ? h("details", { class: "alt" }, h("summary", { "aria-label": "Alt text" }, "ALT"), h("span", {}, alt)) : null;
  const figure = h("figure", { class: kind }, shown, about);
  return hidden ? spoiler(figure) : figure;
}

function file(one) {
  const address = one.file.url, name = one.name ?? address.split("/").at(-1);
  return attachment({ url: address, filename: decodeURIComponent(name), size: one.size });
}

/** A file to be opened. */
export function attachment({ url, filename, size }) {
  const weight = size ? ` · ${size < 1024 ? `${size} bytes` : `${Math.round(size / 1024)} KB`}` : "";
  const name = ours(url) ? h("a", { href: url, target: "_blank", rel: "noreferrer" }, filename) : filename;
  return h("div", { class: "file" }, h("span", { "aria-hidden": "true" }, "▤"), h("span", {}, name, h("span", { class: "small" }, weight)));
}

const face = (emoji) => (emoji ? h("span", { class: "emoji" }, emoji.id ? `:${emoji.name}:` : emoji.name) : null);

function button(one, view) {
  const words = [face(one.emoji), one.label];
  const look = `button ${STYLES[one.style] ?? "secondary"}`;
  if (one.style === LINK) {
    const open = h("span", { "aria-hidden": "true" }, " ↗");
    return h("a", { class: look, href: /^https?:/.test(one.url) ? one.url : null, target: "_blank", rel: "noreferrer noopener" }, words, open);
  }
  const made = h("button", { type: "button", class: look, "data-id": one.custom_id, disabled: one.disabled || one.style === PREMIUM }, words);
  made.addEventListener("click", () => view.press(one.custom_id, made));
  return made;
}

/** What a select offers: value, words, what it is about, face, whether it is chosen already. */
export function choicesOf(one, viewer, place) {
  if (one.type === 3 || one.options) {
    return (one.options ?? []).map((each) => ({ ...each, chosen: each.default === true }));
  }
  const chosen = new Set((one.default_values ?? []).map((each) => String(each.id)));
  return entities(one.type, viewer, place, one.channel_types).map(([value, label]) => ({ value, label, chosen: chosen.has(value) }));
}

function select(one, view) {
  const choices = choicesOf(one, view.viewer, view.place);
  const chosen = choices.filter((each) => each.chosen).map((each) => each.label);
  const hint = one.placeholder || "Make a selection";
  const made = h(
    "button",
    {
      type: "button", class: "select", "data-id": one.custom_id, disabled: one.disabled, "aria-haspopup": "dialog",
      "aria-label": chosen.length ? `${hint}: ${chosen.join(", ")}` : hint,
    },
    h("span", { class: chosen.length ? "" : "hint" }, chosen.length ? chosen.join(", ") : hint),
    h("span", { "aria-hidden": "true" }, "⌄"),
  );
  made.addEventListener("click", () => view.pick(one, choices, made));
  return made;
}
