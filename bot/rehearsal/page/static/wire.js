// The wire to the rehearsal: what is there comes in by a socket, what is done goes out by requests.

const kinds = new Map();
const listeners = new Set();
const typists = new Set();

/** All things of a kind, by id. */
export function all(kind) {
  if (!kinds.has(kind)) kinds.set(kind, new Map());
  return kinds.get(kind);
}

/** One thing, or undefined. */
export const get = (kind, id = "") => all(kind).get(String(id));

/** Call `listener` with the keys that changed and whether everything is new. */
export const onChange = (listener) => listeners.add(listener);

/** Call `listener` with the id of a channel in which the bot types. */
export const onTyping = (listener) => typists.add(listener);

function split(key) {
  const colon = key.indexOf(":");
  return [key.slice(0, colon), key.slice(colon + 1)];
}

function take(frame) {
  if (frame.fresh) kinds.clear();
  for (const [key, row] of Object.entries(frame.rows)) {
    const [kind, id] = split(key);
    all(kind).set(id, row);
  }
  for (const key of frame.gone) {
    const [kind, id] = split(key);
    all(kind).delete(id);
  }
  const changed = new Set([...Object.keys(frame.rows), ...frame.gone].map((key) => split(key)[0]));
  for (const listener of listeners) listener(changed, frame.fresh);
  for (const channel of frame.typing) for (const typist of typists) typist(channel);
}

/** Stay connected; `lost` is called with whether the wire is cut. */
export function connect(lost) {
  const socket = new WebSocket(`ws://${location.host}/live`);
  socket.addEventListener("open", () => lost(false));
  socket.addEventListener("message", (event) => take(JSON.parse(event.data)));
  socket.addEventListener("close", () => {
    lost(true);
    setTimeout(() => connect(lost), 1000);
  });
}

/** Do something; the answer has `wrong` if it could not be done. */
export async function act(body) {
  try {
    const answer = await fetch("/act", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    return answer.ok ? await answer.json() : { wrong: `The rehearsal refused (${answer.status}).` };
  } catch {
    return { wrong: "The rehearsal has ended." };
  }
}
