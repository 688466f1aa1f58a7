// One device: a telephone, or the computer that shows the server. Somebody looks at it, at one place.
import { Composer } from "./composer.js";
import { openModal, openPeople, openPerson, openSelect } from "./dialogs.js";
import { firstControl, h } from "./dom.js";
import { form } from "./fields.js";
import { habitFields } from "./habits.js";
import { dots, drawMessage } from "./message.js";
import { doables, openSheet } from "./sheet.js";
import { asleep, clock, day, now, zoneOf } from "./times.js";
import { act, all, get } from "./wire.js";
import { guildOf, markRead, members, messagesIn, offered, placeName, placesOf, unread } from "./world.js";

const TYPING_LASTS = 8000, TOGETHER = 7 * 60 * 1000, NEAR_END = 120;

export class Screen {
  constructor(kind, viewer, changed) {
    this.kind = kind;
    this.viewer = viewer;
    this.changed = changed;
    this.place = "";
    this.drawn = new Map();
    this.who = h("select", { class: "who", onchange: () => this.look(this.who.value) });
    this.time = h("span", { class: "time" });
    this.state = h("span", { class: "state" });
    this.places = h("div", { class: "places", role: "tablist", "aria-label": "Places" });
    this.log = h("ol", { class: "log", role: "log", "aria-live": "polite", "aria-label": "Messages", tabindex: "0" });
    this.typing = h("p", { class: "typing", role: "status" });
    this.trouble = h("p", { class: "trouble", role: "alert" });
    this.away = h("div", { class: "away" });
    this.composer = new Composer(this);
    // Whoever reads the end goes on reading the end, whatever grows or shrinks.
    this.atEnd = true;
    this.log.addEventListener("scroll", () => {
      if (this.log.clientHeight) this.atEnd = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR_END;
    });
    new ResizeObserver(() => this.follow()).observe(this.log);
    const phone = kind === "phone";
    const people = h("button", { type: "button", class: "plain", onclick: () => openPeople(this) }, "People");
    const more = h("button", { type: "button", class: "plain", "aria-label": "This member", title: "This member", onclick: () => this.own() }, "⋯");
    this.element = h(
      "section", { class: `screen ${kind}` },
      h("header", { class: "status" }, phone ? [this.time, this.state] : h("span", { class: "seen-by long" }, "The server, as seen by"), this.who, phone ? null : people, more),
      this.places, this.log, this.typing, this.trouble, this.away, this.composer.element,
    );
  }

  get name() {
    return get("member", this.viewer)?.name ?? "";
  }

  /** Let somebody else look at it. */
  look(viewer) {
    this.viewer = viewer;
    this.place = "";
    this.forget();
    this.changed();
  }

  follow() {
    if (this.atEnd) this.log.scrollTop = this.log.scrollHeight;
  }

  forget() {
    this.drawn.clear();
    this.log.replaceChildren();
    this.trouble.textContent = "";
    this.wanted = null;
  }

  /** Go to a place. */
  go(place) {
    this.place = place;
    this.forget();
    this.atEnd = true;
    this.changed();
    this.follow();
  }

  /** Show how things are now. `visible` is whether anybody can see this screen. */
  update(visible) {
    const member = get("member", this.viewer);
    if (!member) return;
    const places = placesOf(this.viewer, this.kind === "phone");
    if (!places.some((each) => each.id === this.place)) {
      this.forget();
      this.place = (places.find((each) => each.guild) ?? places[0])?.id ?? "";
    }
    if (visible) markRead(this.place, this.viewer);
    this.element.setAttribute("aria-label", this.kind === "phone" ? `${member.name}'s telephone` : "The server");
    this.element.classList.toggle("closed", !member.dms_open);
    this.showPeople();
    this.showPlaces(places);
    this.showMessages();
    this.showAway(member);
    this.composer.update();
    this.tick();
  }

  tick() {
    const member = get("member", this.viewer);
    if (!member) return;
    const sleeps = asleep(this.viewer);
    const words = [sleeps && `☾ asleep till ${member.rises}`, !member.dms_open && "DMs closed"].filter(Boolean);
    this.time.textContent = clock(now(), zoneOf(this.viewer));
    if (this.state.dataset.said !== words.join()) {
      this.state.replaceChildren(...words.map((each) => h("span", {}, each)));
      this.state.dataset.said = words.join();
    }
    this.element.classList.toggle("asleep", sleeps);
  }

  showPeople() {
    const wanted = members().map((each) => each.id).join();
    if (this.who.dataset.ids !== wanted) {
      this.who.replaceChildren(...members().map((each) => h("option", { value: each.id }, each.name)));
      this.who.dataset.ids = wanted;
    }
    this.who.value = this.viewer;
    this.who.setAttribute("aria-label", this.kind === "phone" ? "Whose telephone" : "Who looks at the server");
  }

  showPlaces(places) {
    const focused = this.places.contains(document.activeElement) ? document.activeElement.dataset.place : null;
    this.places.replaceChildren(...places.map((each) => {
      const here = each.id === this.place, count = here ? 0 : unread(each.id, this.viewer);
      return h(
        "button", { type: "button", role: "tab", "data-place": each.id, "aria-selected": String(here), class: `place${each.parent ? " inner" : ""}${count ? " news" : ""}`, onclick: () => this.go(each.id) },
        placeName(each), count ? h("span", { class: "count", "aria-label": `${count} unread` }, String(count)) : null,
      );
    }));
    if (focused) this.places.querySelector(`[data-place="${focused}"]`)?.focus();
  }

  /** Draw what is new and what changed; leave the rest, and the focus, where they are. */
  showMessages() {
    const list = messagesIn(this.place, this.viewer);
    const kept = new Set(), zone = zoneOf(this.viewer);
    let before = null, fresh = false;
    for (const one of list) {
      const moment = new Date(one.dreamt), date = day(moment, zone);
      const follows = before !== null && before.date === date && before.author === one.author.id && moment - before.moment < TOGETHER && !one.interaction_metadata && !one.message_reference && !(one.flags & 64) === !before.ephemeral;
      if (before?.date !== date) kept.add(this.put(`day ${date}`, date, () => h("li", { class: "day", role: "separator" }, date)));
      const key = JSON.stringify([one, follows, zone]);
      fresh = this.drawn.get(one.id)?.key !== key || fresh;
      kept.add(this.put(one.id, key, () => drawMessage(one, this, follows)));
      before = { date, moment, author: one.author.id, ephemeral: Boolean(one.flags & 64) };
    }
    for (const [id, { node }] of this.drawn) {
      if (kept.has(id)) continue;
      node.remove();
      this.drawn.delete(id);
    }
    let at = null;
    for (const id of kept) {
      const node = this.drawn.get(id).node;
      if (!node.isConnected || node.previousElementSibling !== at) (at ? at.after(node) : this.log.prepend(node));
      at = node;
    }
    if (this.wanted) this.attend(this.wanted);
    if (fresh) {
      this.follow();
      this.typing.replaceChildren();
    }
  }

  put(id, key, draw) {
    const old = this.drawn.get(id);
    if (old?.key === key) return id;
    const node = draw();
    const focused = old?.node.contains(document.activeElement) ? (document.activeElement.dataset.id ?? "") : null;
    if (old?.node.isConnected) old.node.replaceWith(node);
    this.drawn.set(id, { key, node });
    if (focused !== null) {
      const same = focused ? node.querySelector(`button[data-id="${CSS.escape(focused)}"]:not(:disabled)`) : null;
      (same ?? firstControl(node.querySelector(".body") ?? node) ?? node).focus({ preventScroll: true });
    }
    return id;
  }

  showAway(member) {
    const guild = guildOf(this.place, this.viewer);
    const inside = member.guilds.includes(guild);
    this.away.replaceChildren(...(inside ? [] : [`${member.name} is not in the server. `, h("button", { type: "button", class: "button primary", onclick: () => this.perform({ do: "return" }) }, "Join it again")]));
  }

  /** Say that the bot writes something here. */
  types(channel) {
    if (channel !== this.place) return;
    this.typing.replaceChildren(dots(), ` ${get("bot")?.name} is typing…`);
    clearTimeout(this.typist);
    this.typist = setTimeout(() => this.typing.replaceChildren(), TYPING_LASTS);
  }

  /** Say that a command was sent and nothing came yet. */
  waits(waiting) {
    this.typing.replaceChildren(...(waiting ? [dots(), " Sending command…"] : []));
  }

  async perform(body, control = null) {
    if (control?.getAttribute("aria-busy") === "true") return;
    control?.setAttribute("aria-busy", "true");
    const answer = await act({ member: this.viewer, channel: this.place, ...body });
    control?.removeAttribute("aria-busy");
    this.answered(answer);
    if (control && answer.message) this.attend(answer.message);
  }

  /** Bring the focus to a message, as soon as it is there, unless somebody went elsewhere meanwhile. */
  attend(id) {
    this.wanted = null;
    const node = this.drawn.get(id)?.node, at = document.activeElement;
    if (!node) this.wanted = id;
    else if (!node.contains(at) && (at === document.body || this.element.contains(at))) {
      (firstControl(node.querySelector(".body")) ?? node).focus({ preventScroll: true });
    }
  }

  /** Show what came of an act. */
  answered(answer) {
    this.trouble.textContent = answer.wrong ?? "";
    if (answer.why) this.trouble.title = answer.why;
    else this.trouble.removeAttribute("title");
    if (answer.modal) openModal(this, answer);
    if (answer.message) {
      this.atEnd = true;
      this.follow();
    }
  }

  /** What can be done on a message. */
  acts(one) {
    const on = { channel: one.channel_id, message: one.id };
    return {
      press: (id, control) => this.perform({ do: "press", ...on, custom_id: id }, control),
      pick: (select, choices, control) =>
        openSelect(this, select, choices, (values) => this.perform({ do: "pick", ...on, custom_id: select.custom_id, values }, control)),
    };
  }

  dismiss(one) {
    this.perform({ do: "dismiss", channel: one.channel_id, message: one.id });
    this.composer.input.focus();
  }

  person(id) {
    openPerson(this, id);
  }

  entries() {
    return offered(this.place, this.viewer, 3);
  }

  menu(one) {
    const does = (entry) => () => {
      sheet.close();
      this.perform({ do: "choose", entry, channel: one.channel_id, message: one.id });
    };
    const sheet = openSheet(this.element, "Apps", doables(this.entries().map((each) => [each.name, does(each.name)])));
  }

  /** What this member can do about themselves. */
  own() {
    const member = get("member", this.viewer), guild = guildOf(this.place, this.viewer);
    const does = (body) => () => {
      sheet.close();
      this.perform(body);
    };
    const habits = habitFields(member);
    const save = async () => {
      const answer = await act({ do: "habits", member: this.viewer, ...habits.read() });
      if (answer.wrong) sheet.wrong(answer.wrong);
      else sheet.close();
    };
    const dms = member.dms_open
      ? ["Close direct messages", does({ do: "dms", open: false })]
      : ["Open direct messages", does({ do: "dms", open: true })];
    const inside = member.guilds.includes(guild), name = all("guild").get(guild)?.name;
    const owner = member.owns.includes(guild);
    const leave = owner ? [] : [inside ? [`Leave ${name}`, does({ do: "leave" }), "danger"] : [`Join ${name} again`, does({ do: "return" })]];
    const sheet = openSheet(this.element, member.name, [
      doables([dms, ...leave]), h("h4", {}, "Where and when they live"), form(habits.elements, "Save", save),
    ]);
  }
}
