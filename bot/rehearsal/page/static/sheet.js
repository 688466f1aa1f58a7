// A sheet that slides over one screen and no other: each screen is somebody's own device.
import { firstControl, freshId, h } from "./dom.js";

/** Lay a sheet with a title over `screen` (an element); returns it with `close` and `wrong`. */
export function openSheet(screen, title, content, { closed = null } = {}) {
  screen.querySelector(".sheet")?.shut?.();
  const before = document.activeElement;
  const id = freshId("sheet");
  const trouble = h("p", { class: "trouble", role: "alert" });
  const sheet = h(
    "div", { class: "sheet", role: "dialog", "aria-modal": "true", "aria-labelledby": id },
    h("div", { class: "paper" },
      h("div", { class: "sheet-head" }, h("h3", { id }, title),
        h("button", { type: "button", class: "plain shut", "aria-label": "Close", onclick: () => close() }, "✕")),
      h("div", { class: "sheet-body" }, content), trouble),
  );
  const others = [...screen.children];
  for (const each of others) each.inert = true;
  const close = () => {
    if (!sheet.isConnected) return;
    sheet.remove();
    for (const each of others) each.inert = false;
    const back = before?.isConnected && before !== document.body ? before : screen.querySelector(".composer input");
    back?.focus({ preventScroll: true });
    closed?.();
  };
  sheet.shut = close;
  sheet.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
    }
  });
  sheet.addEventListener("pointerdown", (event) => {
    if (event.target === sheet) close();
  });
  screen.append(sheet);
  const body = sheet.querySelector(".sheet-body");
  (firstControl(body) ?? sheet.querySelector(".shut")).focus({ preventScroll: true });
  return { element: sheet, close, wrong: (words) => { trouble.textContent = words; } };
}

/** A list of things to do on a sheet: words, what it does, how it looks. */
export function doables(entries) {
  return h("div", { class: "doables" }, entries.map(([words, does, look = "secondary"]) =>
    h("button", { type: "button", class: `button ${look}`, onclick: does }, words)));
}
