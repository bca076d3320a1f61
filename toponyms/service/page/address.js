// What the page shows, in its address: `#lookup?q=Shusha`. It stands after the number sign, so
// that names and texts are not sent, and so not logged, when an address is opened.

export const TABS = ["lookup", "text", "transliterate", "table"];

/** Texts longer than this are not kept in the address. */
export const LONGEST_TEXT = 2000;

/** The tab and the parameters that the address asks for. */
export function read() {
  const [tab, query = ""] = splitOnce(location.hash.slice(1));
  return { tab: TABS.includes(tab) ? tab : TABS[0], parameters: new URLSearchParams(query) };
}

/** Writes them; `step` makes a step that the browser can go back from. */
export function write(tab, parameters, { step = false } = {}) {
  const kept = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) if (value) kept.set(key, value);
  const query = kept.toString().replaceAll("+", "%20");
  const hash = `#${tab}${query && `?${query}`}`;
  if (hash === location.hash) return;
  history[step ? "pushState" : "replaceState"](null, "", hash);
}

export const link = (tab, parameters) => `#${tab}?${new URLSearchParams(parameters)}`;

function splitOnce(text) {
  const at = text.indexOf("?");
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
