// What opens over a screen: modals, selects, people, options of a command.
import { h } from "./dom.js";
import { field, form } from "./fields.js";
import { hoursOf } from "./habits.js";
import { markdown } from "./markdown.js";
import { avatar } from "./message.js";
import { doables, openSheet } from "./sheet.js";
import { act, all, get } from "./wire.js";
import { called, guildOf, nameOf, offered } from "./world.js";
import { zoneOf } from "./times.js";

const ROW = 1, TEXT_DISPLAY = 10;

/** Open the modal a bot answered with. */
export function openModal(screen, { modal, opened }) {
  const fields = new Map();
  const add = (one, words, about) => {
    const made = field(one, words, about, screen);
    fields.set(one.custom_id, made);
    return made.element;
  };
  const parts = modal.components.map((one) => {
    if (one.type === TEXT_DISPLAY) return h("div", { class: "text" }, markdown(one.content, { called, zone: zoneOf(screen.viewer) }));
    if (one.type === ROW) return one.components.map((each) => add(each, each.label));
    return add(one.component, one.label, one.description);
  });
  const send = async () => {
    const filled = {};
    for (const [id, each] of fields) {
      const value = await each.read();
      if (value !== undefined) filled[id] = value;
    }
    const answer = await act({ do: "fill", member: screen.viewer, channel: screen.place, opened, fields: filled });
    if (answer.wrong) {
      sheet.wrong(answer.why ? "Something went wrong. Try again." : answer.wrong);
      return;
    }
    sheet.close();
    screen.answered(answer);
    if (answer.message) screen.attend(answer.message);
  };
  const sheet = openSheet(screen.element, modal.title, form(parts, "Submit", send));
}

const SEARCH_FROM = 9;

/** Open a select: one choice is sent at once, several with a button. */
export function openSelect(screen, one, choices, send) {
  const least = one.min_values ?? 1, most = one.max_values ?? 1;
  const single = most === 1;
  const finish = (values) => {
    sheet.close();
    send(values);
  };
  const rows = choices.map((each) => {
    const words = h("span", {}, each.emoji ? `${each.emoji.name} ` : "", each.label, each.description ? h("span", { class: "small" }, each.description) : null);
    if (!single) {
      return h("label", { class: "check" }, h("input", { type: "checkbox", value: each.value, checked: each.chosen }), words);
    }
    return h("button", { type: "button", class: "choice", "aria-pressed": String(each.chosen), onclick: () => finish([each.value]) }, words, each.chosen ? " ✓" : "");
  });
  const list = h("div", { class: "choices" }, rows);
  const ticked = () => [...list.querySelectorAll("input:checked")].map((each) => each.value);
  const done = () => {
    const values = ticked();
    if (values.length < least || values.length > most) sheet.wrong(`Choose ${least === most ? least : `${least} to ${most}`}.`);
    else finish(values);
  };
  const search = choices.length < SEARCH_FROM ? null : h("input", { type: "search", "aria-label": "Search", placeholder: "Search" });
  search?.addEventListener("input", () => {
    rows.forEach((row, at) => { row.hidden = !choices[at].label.toLowerCase().includes(search.value.toLowerCase()); });
  });
  const none = single && least === 0 ? h("button", { type: "button", class: "choice", onclick: () => finish([]) }, "None") : null;
  const empty = choices.length ? null : h("p", { class: "small" }, "There is nothing to choose from.");
  const end = single ? null : h("div", { class: "ends" }, h("button", { type: "button", class: "button primary", onclick: done }, "Done"));
  const sheet = openSheet(screen.element, one.placeholder || "Make a selection", [search, empty, list, none, end]);
}

/** Open what can be done with somebody. */
export function openPerson(screen, id) {
  const name = nameOf(id) ?? "Somebody", viewer = get("member", screen.viewer), other = get("member", id);
  const guild = guildOf(screen.place, screen.viewer);
  const doing = (body) => async () => {
    sheet.close();
    screen.answered(await act({ member: screen.viewer, channel: screen.place, ...body }));
  };
  const apps = other ? offered(screen.place, screen.viewer, 2).map((each) => [each.name, doing({ do: "choose", entry: each.name, target: id })]) : [];
  const inside = other?.guilds.includes(guild);
  const may = viewer?.owns.includes(guild) && id !== screen.viewer && other;
  const kick = may && inside ? [["Kick from the server", doing({ do: "leave", member: id }), "danger"]] : [];
  const roles = other?.roles.map((role) => called("role", role)).filter(Boolean) ?? [];
  const state = !other ? "The bot" : inside ? ["A member", ...roles].join(" · ") : "Not in this server";
  const sheet = openSheet(screen.element, name, [
    h("div", { class: "person" }, avatar(id, name), h("div", {}, h("p", {}, state), other ? h("p", { class: "small" }, hoursOf(id)) : null)), apps.length ? h("h4", {}, "Apps") : null, doables([...apps, ...kick]),
  ]);
}

/** Open the list of the server's people. */
export function openPeople(screen) {
  const guild = guildOf(screen.place, screen.viewer);
  const rows = [...all("member").values()].map((each) =>
    h("button", { type: "button", class: "choice", onclick: () => { sheet.close(); openPerson(screen, each.id); } },
      avatar(each.id, each.name), h("span", {}, each.name, each.guilds.includes(guild) ? null : h("span", { class: "small" }, "left"))));
  const sheet = openSheet(screen.element, "People", h("div", { class: "choices" }, rows));
}

const STRING = 3, INTEGER = 4, BOOLEAN = 5, NUMBER = 10;
const SELECT_OF = { 6: 5, 7: 8, 8: 6, 9: 7 };

/** Open the options of a slash command; `send` gets them. */
export function openOptions(screen, command, send) {
  const made = command.options.map((option) => ({ option, ...optionField(screen, command, option, () => made) }));
  const submit = async () => {
    const options = made
      .map(({ option, read }) => ({ name: option.name, type: option.type, value: read() }))
      .filter((each) => each.value !== undefined && each.value !== "");
    sheet.close();
    await send(options);
  };
  const sheet = openSheet(screen.element, command.words, [h("p", {}, command.about), form(made.map((each) => each.element), "Send", submit)]);
}

function optionField(screen, command, option, others) {
  const base = { required: option.required === true, custom_id: option.name };
  const choose = (options) => {
    const made = field({ ...base, type: 3, options }, option.name, option.description, screen);
    return { element: made.element, read: () => made.read()[0] };
  };
  if (option.choices?.length) {
    const made = choose(option.choices.map((each) => ({ label: each.name, value: String(each.value) })));
    return { element: made.element, read: () => option.choices.find((each) => String(each.value) === made.read())?.value };
  }
  if (option.type === BOOLEAN) {
    const made = choose([{ label: "True", value: "true" }, { label: "False", value: "false" }]);
    return { element: made.element, read: () => (made.read() === undefined ? undefined : made.read() === "true") };
  }
  if (SELECT_OF[option.type]) {
    const made = field({ ...base, type: SELECT_OF[option.type], channel_types: option.channel_types }, option.name, option.description, screen);
    return { element: made.element, read: () => made.read()[0] };
  }
  const made = field({ ...base, type: 4, style: 1, min_length: option.min_length, max_length: option.max_length }, option.name, option.description, screen);
  const input = made.element.querySelector("input");
  if (option.type !== STRING) input.inputMode = "decimal";
  const read = () => (option.type === INTEGER || option.type === NUMBER ? (input.value === "" ? undefined : Number(input.value)) : input.value);
  if (option.autocomplete) completes(screen, command, option, input, made.element, others);
  return { element: made.element, read: () => input.dataset.value ?? read() };
}

/** Offer what the bot offers while one types. */
function completes(screen, command, option, input, element, others) {
  const offers = h("div", { class: "choices", role: "group", "aria-label": `Suggestions for ${option.name}`, "aria-live": "polite" });
  element.append(offers);
  let asked = 0;
  const ask = async () => {
    delete input.dataset.value;
    const turn = ++asked;
    const given = {};
    for (const each of others()) {
      const value = each.option === option || SELECT_OF[each.option.type] ? undefined : each.read();
      if (value !== undefined && value !== "") given[each.option.name] = value;
    }
    const body = { do: "complete", member: screen.viewer, channel: screen.place, words: command.words, option: option.name, so_far: input.value, given };
    const answer = await act(body);
    if (turn !== asked) return;
    offers.replaceChildren(...(answer.choices ?? []).map((each) => h("button", {
      type: "button", class: "choice",
      onclick: () => { input.value = each.name; input.dataset.value = each.value; offers.replaceChildren(); input.focus(); },
    }, each.name)));
    if (answer.wrong) offers.replaceChildren(h("p", { class: "small" }, "Loading options failed"));
  };
  input.addEventListener("input", ask);
  input.addEventListener("focus", () => { if (!input.value) ask(); });
}
