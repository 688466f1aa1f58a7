// Behind the scenes: what the bot asked of Discord, what Discord answered, what the bot logged.
import { h } from "./dom.js";
import { all, get } from "./wire.js";

const refused = (one) => one.status === null || one.status >= 400;

export class Works {
  constructor(element) {
    this.count = h("span", { class: "small" });
    this.list = h("ol", { class: "requests", tabindex: "0", "aria-label": "Requests" });
    this.only = h("input", { type: "checkbox", onchange: () => this.update(true) });
    this.log = h("pre", { class: "botlog", tabindex: "0", "aria-label": "The bot's log" });
    this.drawn = new Map();
    this.fold = h(
      "details", {}, h("summary", {}, "Behind the scenes", this.count),
      h("div", { class: "behind" },
        h("section", { "aria-label": "Requests" }, h("h2", {}, "What the bot asked of Discord", h("label", { class: "check" }, this.only, "Refused only")), this.list),
        h("section", { "aria-label": "Log" }, h("h2", {}, "The bot's log"), this.log)),
    );
    this.fold.addEventListener("toggle", () => this.update(true));
    element.append(this.fold);
  }

  update(again = false) {
    const requests = [...all("request").entries()];
    const bad = requests.filter(([, one]) => refused(one)).length;
    this.count.textContent = ` · ${requests.length} last requests, ${bad ? `${bad} refused` : "none refused"}`;
    this.count.classList.toggle("bad", bad > 0);
    if (!this.fold.open) return;
    if (again) this.drawn.clear();
    const shown = requests.filter(([, one]) => !this.only.checked || refused(one)).sort(([a], [b]) => b.localeCompare(a));
    const rows = shown.map(([id, one]) => {
      if (!this.drawn.has(id)) this.drawn.set(id, row(one));
      return this.drawn.get(id);
    });
    this.list.replaceChildren(...(rows.length ? rows : [h("li", { class: "small" }, "None.")]));
    const lines = (get("log")?.lines ?? []).join("\n");
    if (this.log.textContent !== lines) {
      this.log.textContent = lines;
      this.log.scrollTop = this.log.scrollHeight;
    }
  }
}

/** Tokens in paths are long and say nothing. */
const short = (path) => path.replace(/[\w-]{40,}/g, "…");

/** What came back, in a few words. */
function answered(one) {
  if (one.status === null) return "The connection was cut: there was no answer.";
  return one.said || (refused(one) ? "Refused." : "");
}

function part(name, body) {
  return body ? [h("span", { class: "small" }, name), h("pre", {}, body)] : [];
}

function row(one) {
  const outcome = h("code", { class: "outcome" }, one.status === null ? "cut" : String(one.status));
  const code = one.code ? h("code", { class: "code" }, String(one.code)) : null;
  const said = answered(one) ? h("span", { class: "reason" }, code, code ? " " : null, answered(one)) : null;
  const head = [outcome, " ", h("code", { class: "method" }, one.method), " ", h("code", {}, short(one.path)), said];
  const within = [...part("Answered", one.refusal), ...part("Asked", one.body)];
  const inner = within.length ? h("details", {}, h("summary", {}, head), within) : h("div", { class: "bare" }, head);
  return h("li", { class: refused(one) ? "refused" : "" }, inner);
}
