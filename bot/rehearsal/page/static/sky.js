// The sky: what time it is for the bot, how fast that goes, and what comes next.
import { announce, h } from "./dom.js";
import { OWN_ZONE, clock, day, now, refresh } from "./times.js";
import { act, get } from "./wire.js";

const WORDS = { 0: "Stands", 1: "1×", 60: "60×", 3600: "3600×" };
// Hours, and the colours of the sky above and below at them: dark enough for white words at any hour.
const HOURS = [
  [0, [11, 14, 38], [27, 31, 72]], [5, [20, 22, 58], [58, 48, 98]], [7, [52, 62, 118], [150, 84, 96]],
  [9, [40, 82, 140], [72, 118, 168]], [16, [38, 78, 138], [70, 112, 160]], [18.5, [48, 46, 104], [156, 82, 78]],
  [20.5, [20, 22, 58], [52, 42, 92]], [24, [11, 14, 38], [27, 31, 72]],
];

function colours(hour) {
  const after = HOURS.findIndex(([at]) => at >= hour) || 1;
  const [from, high, low] = HOURS[after - 1], [to, higher, lower] = HOURS[after];
  const share = (hour - from) / (to - from);
  const mix = (a, b) => `rgb(${a.map((value, at) => Math.round(value + (b[at] - value) * share)).join(" ")})`;
  return [mix(high, higher), mix(low, lower)];
}

function hourOf(date) {
  const [hour, minute] = clock(date, OWN_ZONE).split(":").map(Number);
  return hour + minute / 60;
}

export class SkyBand {
  constructor(element, extras) {
    this.element = element;
    this.light = h("span", { class: "light" });
    this.time = h("span", { class: "hour" });
    this.date = h("span", { class: "date" });
    this.trouble = h("p", { class: "trouble", role: "alert" });
    this.speeds = h("div", { class: "speeds", role: "radiogroup", "aria-label": "How fast the clock runs" });
    this.jump = h("button", { type: "button", class: "button jump", onclick: () => this.leap() }, "Jump");
    this.note = h("span", { class: "note" });
    element.append(
      h("div", { class: "stars", "aria-hidden": "true" }),
      h("div", { class: "when" }, h("h1", {}, "Rehearsal"), h("p", {}, this.time, this.date)),
      h("div", { class: "turns" }, this.speeds, this.jump, this.note),
      h("div", { class: "way", "aria-hidden": "true" }, this.light),
      h("div", { class: "extras" }, extras), this.trouble,
    );
    setInterval(() => this.tick(), 250);
    setInterval(refresh, 5000);
  }

  update() {
    const sky = get("sky");
    if (!sky) return;
    const known = sky.obeyed === true;
    if (!this.speeds.children.length) {
      this.speeds.append(...sky.speeds.map((speed) => {
        const radio = h("input", { type: "radio", name: "speed", value: speed, onchange: () => this.run(speed) });
        return h("label", {}, radio, h("span", {}, WORDS[speed] ?? `${speed}×`));
      }));
    }
    for (const radio of this.speeds.querySelectorAll("input")) {
      radio.checked = Number(radio.value) === sky.speed;
      radio.disabled = !known;
    }
    this.element.classList.toggle("jumping", sky.jumping);
    this.jump.disabled = !known || sky.jumping || !sky.due;
    const due = sky.due ? new Date(sky.due) : null;
    const same = due && day(due, OWN_ZONE) === day(now(), OWN_ZONE);
    this.jump.textContent = sky.jumping ? "Time goes by…" : due ? `Jump to ${same ? "" : `${day(due, OWN_ZONE).slice(0, 3)} `}${clock(due, OWN_ZONE)}` : "Jump";
    this.note.textContent = note(sky);
    this.tick();
  }

  tick() {
    const date = now(), hour = hourOf(date), [high, low] = colours(hour);
    const words = clock(date, OWN_ZONE);
    if (this.time.textContent !== words) this.time.textContent = words;
    this.date.textContent = day(date, OWN_ZONE);
    const sun = hour >= 7 && hour < 18.5;
    const way = sun ? (hour - 7) / 11.5 : ((hour - 18.5 + 24) % 24) / 12.5;
    const style = this.element.style;
    style.setProperty("--high", high);
    style.setProperty("--low", low);
    style.setProperty("--way", way.toFixed(4));
    style.setProperty("--lift", Math.sin(Math.PI * way).toFixed(4));
    this.element.classList.toggle("night", !sun);
  }

  async run(speed) {
    this.says(await act({ do: "run", speed }));
    this.update();
  }

  async leap() {
    const answer = await act({ do: "jump" });
    this.says(answer);
    if (answer.seen) announce(`It is ${clock(now(), OWN_ZONE)}, ${day(now(), OWN_ZONE)}.`);
    else if (!answer.wrong) this.says({ wrong: "Nothing that can be seen lies ahead. Somebody must do something first." });
    this.jump.focus();
  }

  says(answer) {
    this.trouble.textContent = answer.wrong ?? "";
  }
}

function note(sky) {
  if (!sky.running) return "The bot is not running.";
  if (sky.obeyed === null) return "The bot is waking up…";
  if (sky.obeyed === false) return "This bot lets nobody turn its clock.";
  return sky.due || sky.jumping ? "" : "Nothing lies ahead yet.";
}
