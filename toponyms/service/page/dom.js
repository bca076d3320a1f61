// Elements and texts of the page. Whatever is shown goes in as text, never as markup.

/** An element with attributes, listeners (`onclick` and the like) and children. */
export function h(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(2).filter((child) => child !== null && child !== undefined));
  return made;
}

export const byId = (id) => document.getElementById(id);

// Formatting characters that have a shape, or that some orthographies need.
const NEEDED = /[\u0600-\u0605\u06dd\u070f\u08e2\u200c\u200d]/u;
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cn}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;
const NOTHING = /[\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff]/gu;

function named(letter) {
  if (NEEDED.test(letter)) return letter;
  return `⟨U+${letter.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}⟩`;
}

/** A text on one line, with what cannot be seen named by its code point. */
export function visible(text, longest = 200) {
  const letters = Array.from(String(text));
  const shown = letters.slice(0, longest).join("").replace(UNSEEN, named);
  return letters.length > longest ? `${shown}…` : shown;
}

/** A running text: its lines and tabs stay, marks that show nothing are left out. */
export function visibleLines(text) {
  return text
    .replace(NOTHING, "")
    .replace(/\r\n?|[\v\f\x85\u2028\u2029]/gu, "\n")
    .replace(UNSEEN, (letter) => (letter === "\n" || letter === "\t" ? letter : named(letter)));
}

/** A name, kept from moving what stands around it. */
export function name(text, lang = "", longest = 200) {
  return h("bdi", lang && !lang.startsWith("und") ? { lang } : {}, visible(text, longest));
}

/**
 * Shows a message in an element, or hides it when there is none.
 *
 * @param message a text, or a problem whose details are in English
 * @param action a button that stands behind it
 */
export function say(element, message, action = null) {
  const text = message?.message ?? message ?? "";
  element.replaceChildren(visible(text, 1000));
  if (message?.detail) element.append(" ", h("span", { lang: "en" }, visible(message.detail, 1000)));
  if (action) element.append(" ", action);
  element.hidden = !text;
}

/** Calls back once nobody has called for some milliseconds; `now` calls at once. */
export function settled(callback, milliseconds) {
  let timer = 0;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(callback, milliseconds);
  };
  later.now = () => {
    clearTimeout(timer);
    return callback();
  };
  return later;
}
