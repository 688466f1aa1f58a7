// Elements without markup: whatever is text stays text.

/** Make an element. Attributes that are functions listen, null and false are left out, the rest are set as text. */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(key.replace(/^on/, ""), value);
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children.flat(9).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

let last = 0;

/** An id that no other element has. */
export function freshId(stem) {
  last += 1;
  return `${stem}-${last}`;
}

const CONTROLS = "button:not(:disabled), a[href], input:not(:disabled), select:not(:disabled), textarea:not(:disabled), summary";

/** The first thing in an element that can be operated; a picture's alt text is read, not pressed. */
export const firstControl = (element) => [...element.querySelectorAll(CONTROLS)].find((each) => !each.closest(".alt"));

/** Say something to a screen reader. */
export function announce(words) {
  document.getElementById("said").textContent = words;
}
