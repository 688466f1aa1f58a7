// Discord's markdown as elements. Text is never markup: everything goes through `h`.
import { h } from "./dom.js";
import { styled } from "./times.js";

const INNER = "((?:\\\\[\\s\\S]|[^\\\\])+?)";
const RULES = [
  [/^\\([^0-9A-Za-z\s])/, (found) => found[1]],
  [/^(`+)([\s\S]*?[^`])\1(?!`)/, (found) => h("code", {}, found[2].replace(/^ (.*) $/s, "$1"))],
  [/^<(https?:\/\/[^\s<>]+)>/, (found) => link(found[1], found[1])],
  [/^\[((?:\\.|[^\]\\])+)\]\(<?(https?:\/\/[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)>?(?:\s+"[^"]*")?\)/,
    (found, context) => link(found[2], inline(found[1], context))],
  [/^https?:\/\/[^\s<>]*[^\s<>.,:;"'\])]/, (found) => link(found[0], found[0])],
  [/^<@!?(\d+)>/, (found, context) => mention("@", "user", found[1], context)],
  [/^<@&(\d+)>/, (found, context) => mention("@", "role", found[1], context)],
  [/^<#(\d+)>/, (found, context) => mention("#", "channel", found[1], context)],
  [/^<\/([^:>]+):\d+>/, (found) => h("span", { class: "mention" }, `/${found[1]}`)],
  [/^<t:(-?\d{1,13})(?::([tTdDfFR]))?>/, (found, context) => moment(found, context)],
  [/^<a?:(\w+):\d+>/, (found) => `:${found[1]}:`],
  [/^@(everyone|here)\b/, (found) => h("span", { class: "mention" }, found[0])],
  [new RegExp(`^\\*\\*${INNER}\\*\\*(?!\\*)`), wrap("strong")],
  [new RegExp(`^__${INNER}__(?!_)`), wrap("u")],
  [new RegExp(`^~~${INNER}~~`), wrap("s")],
  [new RegExp(`^\\|\\|${INNER}\\|\\|`), (found, context) => spoiler(inline(found[1], context))],
  [/^\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)/, wrap("em")],
  [/^_((?:__|\\[\s\S]|[^\\_])+?)_(?![A-Za-z0-9_])/, wrap("em"), true],
];
const PLAIN = /^[\s\S][^\\`<[*_~|@h]*/;

function wrap(name) {
  return (found, context) => h(name, {}, inline(found[1], context));
}

function link(address, words) {
  return h("a", { href: address, target: "_blank", rel: "noreferrer noopener" }, words);
}

function mention(sign, kind, id, context) {
  const name = context.called?.(kind, id);
  return h("span", { class: "mention" }, name === undefined ? `${sign}unknown` : sign + name);
}

function moment([source, seconds, style], context) {
  const date = new Date(Number(seconds) * 1000);
  if (Number.isNaN(date.getTime())) return source;
  const zone = context.zone;
  const title = styled(date, "F", zone);
  return h("time", { datetime: date.toISOString(), title, "data-style": style ?? "f" }, styled(date, style ?? "f", zone));
}

/** Something hidden until it is asked for. */
export function spoiler(children) {
  const cover = h("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Spoiler", "aria-expanded": "false" }, h("span", {}, children));
  const reveal = () => {
    cover.classList.add("seen");
    cover.setAttribute("aria-expanded", "true");
    cover.removeAttribute("aria-label");
  };
  cover.addEventListener("click", reveal);
  cover.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      reveal();
    }
  });
  return cover;
}

/** Words in a line, as nodes. */
export function inline(source, context = {}) {
  const nodes = [];
  let rest = source, before = "";
  while (rest) {
    let length = 0;
    for (const [pattern, make, apart] of RULES) {
      const found = apart && /\w/.test(before) ? null : pattern.exec(rest);
      if (!found) continue;
      nodes.push(make(found, context));
      length = found[0].length;
      break;
    }
    if (!length) {
      const plain = PLAIN.exec(rest)[0];
      nodes.push(...plain.split(/(\n)/).map((part) => (part === "\n" ? h("br") : part)));
      length = plain.length;
    }
    before = rest[length - 1];
    rest = rest.slice(length);
  }
  return nodes;
}

const FENCE = /```(?:([\w+.#-]*)\n)?\n*([\s\S]+?)\n*```/;
const HEADING = /^(#{1,3}) +(\S.*)$/, SMALL = /^-# +(\S.*)$/, ITEM = /^( *)([-*]|\d{1,9}\.) +(\S.*)$/;

/** Read lines of list items into lists within lists. */
function list(items, context) {
  const [, indent, sign] = items[0];
  const ordered = /\d/.test(sign);
  const node = h(ordered ? "ol" : "ul", ordered ? { start: Number.parseInt(sign, 10) } : {});
  let at = 0;
  while (at < items.length) {
    let end = at + 1;
    while (end < items.length && items[end][1].length > indent.length) end += 1;
    const deeper = items.slice(at + 1, end);
    node.append(h("li", {}, inline(items[at][3], context), deeper.length ? list(deeper, context) : null));
    at = end;
  }
  return node;
}

function quoted(lines) {
  if (lines[0].startsWith(">>> ")) return lines.length;
  let end = 0;
  while (end < lines.length && /^> /.test(lines[end])) end += 1;
  return end;
}

function blocks(source, context, nodes) {
  const lines = source.split("\n");
  let words = [];
  const close = () => {
    const kept = words.join("\n").replace(/^\n+|\n+$/g, "");
    for (const part of kept.split(/\n{2,}/)) if (part) nodes.push(h("p", {}, inline(part, context)));
    words = [];
  };
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at];
    const heading = HEADING.exec(line), small = SMALL.exec(line), quote = quoted(lines.slice(at));
    if (heading) {
      close();
      // The page has headings of its own: these are deeper.
      nodes.push(h(`h${heading[1].length + 3}`, { class: `h${heading[1].length}` }, inline(heading[2], context)));
    } else if (small) {
      close();
      nodes.push(h("p", { class: "small" }, inline(small[1], context)));
    } else if (quote) {
      close();
      const inner = lines.slice(at, at + quote).join("\n").replace(/^>>> /, "").replace(/^> /gm, "");
      nodes.push(h("blockquote", {}, markdown(inner, context)));
      at += quote - 1;
    } else if (ITEM.test(line)) {
      close();
      const items = [];
      while (at < lines.length && ITEM.test(lines[at])) items.push(ITEM.exec(lines[at++]));
      nodes.push(list(items, context));
      at -= 1;
    } else {
      words.push(line);
    }
  }
  close();
}

/** A whole text, as nodes. `context` has `called(kind, id)` for mentions and `zone` for moments. */
export function markdown(source, context = {}) {
  const nodes = [];
  let rest = source;
  for (let found = FENCE.exec(rest); found; found = FENCE.exec(rest)) {
    blocks(rest.slice(0, found.index), context, nodes);
    nodes.push(h("pre", { tabindex: "0" }, h("code", {}, found[2])));
    rest = rest.slice(found.index + found[0].length);
  }
  blocks(rest, context, nodes);
  return nodes;
}
