// The page's own words in four languages, and how it says numbers, languages and countries.

/** Each language by its own name, in the order of the tags. */
export const LANGUAGES = { az: "Azərbaycanca", en: "English", hy: "Հայերեն", ru: "Русский" };

/** Where a browser does not know how a language writes numbers, one that writes them alike. */
const NUMBERS = { az: ["az", "de"], en: ["en"], hy: ["hy", "ru"], ru: ["ru"] };
const REMEMBERED = "toponyms.language";

let words = {};
let current = "en";

export const language = () => current;

/** The language to begin with: the address's, the one chosen before, the browser's. */
export function preferred(asked) {
  const wanted = [asked, remembered(), ...navigator.languages];
  const tags = wanted.filter(Boolean).map((tag) => tag.toLowerCase().split("-")[0]);
  return tags.find((tag) => tag in LANGUAGES) ?? "en";
}

function remembered() {
  try {
    return localStorage.getItem(REMEMBERED);
  } catch {
    return null; // storage may be forbidden
  }
}

/** Loads a language and puts it into the page. */
export async function use(tag, { remember = false } = {}) {
  const answer = await fetch(new URL(`strings/${tag}.json`, import.meta.url));
  if (!answer.ok) throw new Error(`strings/${tag}.json: ${answer.status}`);
  words = await answer.json();
  current = tag;
  if (remember) {
    try {
      localStorage.setItem(REMEMBERED, tag);
    } catch {
      // then it holds until the page is closed
    }
  }
  document.documentElement.lang = tag;
  for (const one of document.querySelectorAll("[data-words]")) {
    one.textContent = say(one.dataset.words);
  }
  for (const one of document.querySelectorAll("[data-words-label]")) {
    one.setAttribute("aria-label", say(one.dataset.wordsLabel));
  }
}

export const has = (key) => key in words;

/** A text by its key, with values for what stands in braces; the key if there is none. */
export function say(key, values = {}) {
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

export const number = (value, options = {}) =>
  new Intl.NumberFormat(NUMBERS[current], options).format(value);

/** A share with one decimal; all or nothing only if it is so exactly. */
export function percent(part, whole) {
  let tenths = whole ? Math.round((1000 * part) / whole) : 0;
  if (part > 0 && part < whole) tenths = Math.min(Math.max(tenths, 1), 999);
  const shown = number(tenths / 10, { minimumFractionDigits: 1 });
  return current === "az" ? `${shown}%` : `${shown} %`;
}

export const score = (value) =>
  number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** A language in words, with its script where the tag has one. */
export function languageName(tag) {
  const [base, ...rest] = tag.split("-");
  const script = rest.find((part) => part.length === 4);
  const spoken = base === "und" ? say("language.und") : inWords("language", base);
  return script ? `${spoken} (${inWords("script", script)})` : spoken;
}

export const countryName = (code) => (code ? inWords("region", code) : "");

function inWords(type, code) {
  if (has(`${type}.${code}`)) return say(`${type}.${code}`);
  try {
    return new Intl.DisplayNames([current, "en"], { type }).of(code) ?? code;
  } catch {
    return code;
  }
}

const COUNTRIES = ["AZ", "AM", "GE", "IR", "RU", "TR"];

/** Puts the countries of the region into a field, and "any"; what was chosen stays. */
export function offerCountries(select) {
  const kept = select.value;
  const codes = COUNTRIES.includes(kept) || !kept ? COUNTRIES : [...COUNTRIES, kept];
  select.replaceChildren(new Option(say("lookup.any"), ""), ...codes.map((code) => new Option(countryName(code), code)));
  select.value = kept;
}

/** What a GeoNames feature code stands for, by its class where the code has no word. */
export function featureName(code) {
  if (!code) return "";
  for (const key of [`feature.${code}`, `feature.${code[0]}`]) if (has(key)) return say(key);
  return code;
}

/** When a name was in use, as far as that is known. */
export function used(from, to) {
  if (from && to) return say("used.both", { from, to });
  if (from) return say("used.from", { from });
  return to ? say("used.to", { to }) : "";
}

/** Latitude and longitude with their hemispheres; a line ends between them at most. */
export function coordinates(lat, lon) {
  const side = (key) => say(key).replaceAll(" ", "\u00a0");
  const degrees = (value) => `${number(Math.abs(value), { minimumFractionDigits: 4, maximumFractionDigits: 4 })}°`;
  return `${degrees(lat)}\u00a0${side(lat < 0 ? "south" : "north")}, ${degrees(lon)}\u00a0${side(lon < 0 ? "west" : "east")}`;
}
