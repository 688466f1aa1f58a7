// Where a member writes, and where a slash opens the list of commands.
import { freshId, h } from "./dom.js";
import { openOptions } from "./dialogs.js";
import { act, get } from "./wire.js";
import { placeName, spoken } from "./world.js";

/** The line at a screen's foot. */
export class Composer {
  constructor(screen) {
    this.screen = screen;
    this.at = 0;
    const list = freshId("commands");
    this.list = h("ul", { id: list, class: "commands", role: "listbox", "aria-label": "Commands", hidden: true });
    this.input = h("input", {
      type: "text", role: "combobox", "aria-expanded": "false", "aria-controls": list, "aria-autocomplete": "list",
      autocomplete: "off", maxlength: 2000,
    });
    const slash = h("button", { type: "button", class: "plain slash", "aria-label": "Commands", onclick: () => this.begin() }, "/");
    const form = h("form", { class: "line-in" }, slash, this.input);
    this.element = h("div", { class: "composer" }, this.list, form);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.input.addEventListener("input", () => this.look());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", (event) => {
      if (!this.element.contains(event.relatedTarget)) this.show([]);
    });
  }

  /** Say where the words go. */
  update() {
    const place = get("channel", this.screen.place);
    const words = place ? `Message ${place.kind === 1 ? "@" : ""}${placeName(place)}` : "";
    this.input.placeholder = words;
    this.input.setAttribute("aria-label", `${words}, or / for commands`);
  }

  begin() {
    this.input.value = "/";
    this.input.focus();
    this.look();
  }

  look() {
    const typed = this.input.value;
    const found = typed.startsWith("/") ? spoken(this.screen.place, this.screen.viewer).filter((each) => each.words.includes(typed.slice(1).trim())) : [];
    this.at = 0;
    this.show(found, typed.startsWith("/"));
  }

  show(found, asked = false) {
    this.found = found;
    this.list.replaceChildren(...found.map((each, at) => {
      const row = h("li", { id: `${this.list.id}-${at}`, role: "option", "aria-selected": String(at === this.at) }, h("strong", {}, each.words), h("span", { class: "small" }, each.about));
      row.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        this.use(each);
      });
      return row;
    }));
    if (asked && !found.length) this.list.append(h("li", { class: "small" }, "No command here is called that."));
    const open = asked || found.length > 0;
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    if (found.length) this.input.setAttribute("aria-activedescendant", `${this.list.id}-${this.at}`);
    else this.input.removeAttribute("aria-activedescendant");
    this.list.children[this.at]?.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    if (this.list.hidden) return;
    if (event.key === "Escape") {
      this.show([]);
      event.preventDefault();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && this.found.length) {
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.at = (this.at + step + this.found.length) % this.found.length;
      this.show(this.found, true);
      event.preventDefault();
    } else if (event.key === "Tab" && !event.shiftKey && this.found.length) {
      this.input.value = `${this.found[this.at].words} `;
      this.look();
      event.preventDefault();
    }
  }

  async send() {
    const words = this.input.value.trim();
    if (!words) return;
    if (words.startsWith("/")) {
      const chosen = this.found?.[this.at] ?? spoken(this.screen.place, this.screen.viewer).find((each) => each.words === words);
      // As in Discord's clients: a command typed out whole is sent as it is, unless it needs more; one chosen asks for all it takes.
      if (chosen) this.use(chosen, words === chosen.words && !chosen.options.some((each) => each.required));
      return;
    }
    this.input.value = "";
    this.screen.answered(await act({ do: "write", member: this.screen.viewer, channel: this.screen.place, words }));
  }

  use(command, asItIs = false) {
    this.input.value = "";
    this.show([]);
    const send = async (options) => {
      this.screen.waits(true);
      const answer = await act({ do: "use", member: this.screen.viewer, channel: this.screen.place, words: command.words, options });
      this.screen.waits(false);
      this.screen.answered(answer);
    };
    if (command.options.length && !asItIs) openOptions(this.screen, command, send);
    else send([]);
  }
}
