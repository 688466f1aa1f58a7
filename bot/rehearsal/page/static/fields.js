// The fields of forms: each as an element to be filled in, and a way to read it.
import { choicesOf } from "./components.js";
import { freshId, h } from "./dom.js";

const TEXT = 4, UPLOAD = 19, RADIO = 21, CHECKS = 22, CHECK = 23;

/** Make a field of a modal; returns `element` and `read`, or a promise of it, whose undefined means: as it was. */
export function field(one, words, about, view) {
  const id = freshId("field");
  const optional = one.required === false && one.type !== CHECK;
  const caption = [words, optional ? h("span", { class: "small" }, " (optional)") : null];
  const hint = about ? h("p", { class: "small", id: `${id}-about` }, about) : null;
  const describe = about ? { "aria-describedby": `${id}-about` } : {};
  if (one.type === CHECK) {
    const box = h("input", { type: "checkbox", id, checked: one.default === true, ...describe });
    return { element: h("div", { class: "field" }, h("label", { class: "check" }, box, words), hint), read: () => box.checked };
  }
  if (one.type === TEXT) return text(one, id, caption, hint, describe);
  if (one.type === UPLOAD) {
    const most = one.max_values ?? 1;
    const input = h("input", { type: "file", id, multiple: most > 1, required: one.required !== false && (one.min_values ?? 1) > 0, ...describe });
    return { element: h("div", { class: "field" }, h("label", { for: id }, caption), hint, input), read: () => Promise.all([...input.files].map(file)) };
  }
  const choices = choicesOf(one, view.viewer, view.place);
  const many = one.type === CHECKS || (one.type !== RADIO && (one.max_values ?? 1) > 1);
  return one.type === RADIO || many
    ? group(one, choices, many, caption, hint)
    : single(one, choices, id, caption, hint, describe);
}

/** A file as it is sent: its name, what it is, its bytes in base64. */
async function file(one) {
  const reader = new FileReader();
  await new Promise((done, failed) => {
    reader.onload = done;
    reader.onerror = failed;
    reader.readAsDataURL(one);
  });
  return { name: one.name, type: one.type, content: reader.result.slice(reader.result.indexOf(",") + 1) };
}

function text(one, id, caption, hint, describe) {
  const attributes = {
    id, required: one.required !== false, maxlength: one.max_length ?? 4000, minlength: one.min_length || null,
    placeholder: one.placeholder, autocomplete: "off", ...describe,
  };
  const input = one.style === 2 ? h("textarea", { rows: 4, ...attributes }) : h("input", { type: "text", ...attributes });
  input.value = one.value ?? "";
  return { element: h("div", { class: "field" }, h("label", { for: id }, caption), hint, input), read: () => input.value };
}

function single(one, choices, id, caption, hint, describe) {
  const none = one.required === false || one.min_values === 0 || !choices.some((each) => each.chosen);
  const options = choices.map((each) =>
    h("option", { value: each.value, selected: each.chosen }, each.description ? `${each.label} – ${each.description}` : each.label));
  const input = h(
    "select", { id, required: one.required !== false && one.min_values !== 0, ...describe },
    none ? h("option", { value: "" }, one.placeholder || "Choose…") : null, options,
  );
  return { element: h("div", { class: "field" }, h("label", { for: id }, caption), hint, input), read: () => (input.value ? [input.value] : []) };
}

function group(one, choices, many, caption, hint) {
  const name = freshId("choice");
  const boxes = choices.map((each) => h("input", {
    type: many ? "checkbox" : "radio", name, value: each.value, checked: each.chosen, required: !many && one.required !== false,
  }));
  const rows = choices.map((each, at) =>
    h("label", { class: "check" }, boxes[at], h("span", {}, each.label, each.description ? h("span", { class: "small" }, each.description) : null)));
  const read = () => {
    const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
    return many ? chosen : (chosen[0] ?? []);
  };
  return { element: h("fieldset", { class: "field" }, h("legend", {}, caption), hint, rows), read };
}

/** A form with a button at its end; `send` gets it and may return what went wrong. */
export function form(fields, label, send) {
  const submit = h("button", { type: "submit", class: "button primary" }, label);
  const made = h("form", {}, fields, h("div", { class: "ends" }, submit));
  made.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (submit.getAttribute("aria-busy") === "true") return;
    submit.setAttribute("aria-busy", "true");
    await send();
    submit.removeAttribute("aria-busy");
  });
  return made;
}
