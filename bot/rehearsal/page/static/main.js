// The page: the sky above, three lines that lead, the server and the telephones, and what is behind.
import { h } from "./dom.js";
import { field, form } from "./fields.js";
import { habitFields } from "./habits.js";
import { Screen } from "./screen.js";
import { openSheet } from "./sheet.js";
import { SkyBand } from "./sky.js";
import { act, all, connect, get, onChange, onTyping } from "./wire.js";
import { markAllRead, placesOf, unread } from "./world.js";
import { Works } from "./works.js";

const place = (id) => document.getElementById(id);
const narrow = window.matchMedia("(max-width: 900px)");
const screens = [];
let front = 0, hidden = false;

const restart = h("button", { type: "button", class: "button quiet", "aria-label": "Restart the bot", onclick: () => startAgain() }, h("span", {}, "Restart", h("span", { class: "long" }, " the bot")));
const add = h("button", { type: "button", class: "button quiet", "aria-label": "Add a member", onclick: () => newcomer() }, h("span", {}, "Add", h("span", { class: "long" }, " a member")));
const sky = new SkyBand(place("sky"), [add, restart]);
const works = new Works(place("works"));

async function startAgain() {
  restart.setAttribute("aria-busy", "true");
  sky.says(await act({ do: "restart" }));
  restart.removeAttribute("aria-busy");
}

function newcomer() {
  const name = field({ type: 4, style: 1, max_length: 32, required: true }, "Name", null, {});
  const habits = habitFields();
  const send = async () => {
    const answer = await act({ do: "welcome", name: name.read(), guild: [...all("guild").keys()][0], ...habits.read() });
    if (answer.wrong) {
      sheet.wrong(answer.wrong);
      return;
    }
    sheet.close();
    screens.push(made("phone", answer.member));
    front = screens.length - 1;
    update();
    screens.at(-1).element.scrollIntoView({ block: "nearest", inline: "nearest" });
    screens.at(-1).composer.input.focus();
  };
  const sheet = openSheet(document.body, "A new member", form([name.element, habits.elements], "Let them in", send));
}

function made(kind, viewer) {
  const screen = new Screen(kind, viewer, update);
  place("screens").append(screen.element);
  return screen;
}

function begin() {
  const owners = [...all("member").values()].filter((each) => each.owns.length);
  const first = owners[0]?.id ?? [...all("member").keys()][0];
  screens.push(made("desk", first));
  for (const viewer of get("phones").members) screens.push(made("phone", viewer));
  markAllRead();
}

const news = (screen) => placesOf(screen.viewer, screen.kind === "phone").reduce((sum, each) => sum + unread(each.id, screen.viewer), 0);

function showTabs() {
  place("tabs").replaceChildren(...screens.map((screen, at) => {
    const count = at === front ? 0 : news(screen);
    return h(
      "button", { type: "button", "aria-pressed": String(at === front), onclick: () => { front = at; update(); } },
      screen.kind === "desk" ? "Server" : screen.name, count ? h("span", { class: "count", "aria-label": `${count} unread` }, String(count)) : null,
    );
  }));
}

function showSteps() {
  const lines = get("steps")?.lines ?? [];
  const over = hidden || !lines.length || lines.every((each) => each.done);
  place("steps").hidden = over;
  if (over) return;
  const now = lines.findIndex((each) => !each.done);
  place("steps").replaceChildren(
    h("ol", {}, lines.map((each, at) =>
      h("li", { "data-number": at + 1, class: each.done ? "done" : at === now ? "now" : "", "aria-current": at === now ? "step" : null }, each.words, each.done ? h("span", { class: "unseen" }, " (done)") : null))),
    h("button", { type: "button", class: "plain", "aria-label": "Hide these lines", onclick: () => { hidden = true; showSteps(); } }, "✕"),
  );
}

function update() {
  screens.forEach((screen, at) => {
    const visible = !narrow.matches || at === front;
    screen.element.classList.toggle("back", at !== front);
    screen.update(visible);
  });
  showTabs();
  sky.update();
}

function changed(kinds, fresh) {
  if (!screens.length && all("member").size) begin();
  else if (fresh) for (const screen of screens) screen.forget();
  if (kinds.has("steps")) showSteps();
  if (kinds.has("request") || kinds.has("log")) works.update();
  document.title = `${get("bot")?.name ?? "Rehearsal"} · rehearsal`;
  update();
}

onChange(changed);
onTyping((channel) => screens.forEach((screen) => screen.types(channel)));
narrow.addEventListener("change", update);
setInterval(() => screens.forEach((screen) => screen.tick()), 1000);
connect((lost) => document.body.classList.toggle("lost", lost));
