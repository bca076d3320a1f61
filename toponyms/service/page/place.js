// A place as a card: its names by language, what was met and how, where it is, where else it is.

import { address } from "./api.js";
import { h, name, visible } from "./dom.js";
import * as words from "./words.js";

const { say } = words;

const KINDS = ["preferred", "official", "exonym", "variant", "colloquial", "historical"];
/** The languages of the region, whose names are always shown, in the order of their tags. */
const SIDES = ["az", "en", "hy", "ru"];
const rank = (one) => KINDS.indexOf(one.kind);

/** Every name of the best kind in a language, joined: where two are in use, both are shown. */
export function label(names, lang) {
  const spoken = names.filter((one) => one.lang === lang).sort((a, b) => rank(a) - rank(b));
  const equal = spoken.filter((one) => one.kind === spoken[0].kind).map((one) => one.text);
  return [...new Set(equal)].sort().join(" / ");
}

/** The labels of a place: the page's language first, then the others of the region. */
function labels(names) {
  const tags = [words.language(), ...SIDES.filter((tag) => tag !== words.language())];
  const found = tags.map((lang) => ({ lang, text: label(names, lang) })).filter((one) => one.text);
  if (found.length || !names.length) return found;
  const best = [...names].sort((a, b) => rank(a) - rank(b))[0];
  return [{ lang: best.lang, text: best.text }];
}

/** What a place is called, in one line. */
export const title = (place) => labels(place.names ?? [])[0]?.text ?? place.name ?? idOf(place);

export const idOf = (place) => place.place_id ?? place.id;

const hasPoint = (place) => typeof place.lat === "number" && typeof place.lon === "number";

/**
 * A card.
 *
 * @param place as the API tells it, with or without how it was met
 * @param query what was asked for, or null
 * @param steps from the query to the answer, of the first candidate only
 * @param scored whether its score is told: not where several places fit alike
 * @param open whether its names are shown at once
 */
export function card(place, { query = null, steps = [], open = true, scored = true } = {}) {
  const [first, ...others] = labels(place.names ?? []);
  const heading = h("h2", {}, first ? name(first.text, first.lang) : visible(title(place)));
  return h(
    "article",
    { class: "place", "data-id": idOf(place) },
    heading,
    others.length ? h("p", { class: "others" }, others.map(otherName)) : null,
    h("p", { class: "facts" }, facts(place).join(" · ")),
    query === null ? null : met(place, query, scored),
    steps.length ? howFound(steps) : null,
    namesByLanguage(place.names ?? [], open),
    links(place),
  );
}

function otherName({ lang, text }) {
  const tag = h("abbr", { class: "tag", title: words.languageName(lang) }, lang);
  return h("span", { class: "other" }, tag, " ", name(text, lang));
}

function facts(place) {
  const population = place.population
    ? say("place.population", { number: words.number(place.population) })
    : "";
  return [
    words.featureName(place.feature),
    unit(place),
    words.countryName(place.country),
    population,
    hasPoint(place) ? words.coordinates(place.lat, place.lon) : "",
  ].filter(Boolean);
}

/** The first-level unit that it lies in, in the page's language if it has a name there. */
function unit(place) {
  const names = place.unit?.names ?? {};
  const text = names[words.language()] ?? SIDES.map((tag) => names[tag]).find(Boolean) ?? "";
  return text === label(place.names ?? [], words.language()) ? "" : visible(text);
}

function met(place, query, scored) {
  return h(
    "p",
    { class: "met" },
    name(query),
    " → ",
    name(place.name),
    ": ",
    say(`method.${place.method}`),
    scored ? h("span", { class: "score" }, " · ", say("place.score", { score: words.score(place.score) })) : null,
  );
}

function howFound(steps) {
  const lines = steps.map((step) =>
    h("li", {}, words.has(`step.${step.name}`) ? say(`step.${step.name}`) : visible(step.name), ": ", name(step.result)),
  );
  return h("details", { class: "steps" }, h("summary", {}, say("place.steps")), h("ol", {}, lines));
}

/** All names: the languages of the region, then the others behind a summary. */
function namesByLanguage(names, open) {
  if (!names.length) return null;
  const groups = Map.groupBy ? Map.groupBy(names, (one) => one.lang) : grouped(names);
  const near = [...groups.keys()].filter((tag) => SIDES.includes(tag.split("-")[0])).sort();
  const far = [...groups.keys()].filter((tag) => !near.includes(tag)).sort();
  const rows = (tags) => h("dl", { class: "names" }, tags.map((tag) => row(tag, groups.get(tag))));
  const count = (tags) => tags.reduce((sum, tag) => sum + groups.get(tag).length, 0);
  return h(
    "details",
    { class: "all-names", open },
    h("summary", {}, say("place.names", { number: words.number(names.length) })),
    near.length ? rows(near) : null,
    far.length
      ? h("details", { open: !near.length }, h("summary", {}, say("place.more", { number: words.number(count(far)) })), rows(far))
      : null,
  );
}

function grouped(names) {
  const groups = new Map();
  for (const one of names) groups.set(one.lang, [...(groups.get(one.lang) ?? []), one]);
  return groups;
}

function row(tag, names) {
  const sorted = [...names].sort((a, b) => rank(a) - rank(b));
  const items = sorted.map((one) => {
    const dates = words.used(one.from ?? one.from_ ?? "", one.to ?? "");
    const about = [say(`kind.${one.kind}`), dates].filter(Boolean).join(", ");
    return h("li", {}, name(one.text, tag), " ", h("small", {}, about));
  });
  return h("div", {}, h("dt", {}, words.languageName(tag)), h("dd", {}, h("ul", {}, items)));
}

function links(place) {
  const found = [];
  const to = (text, href) => found.push(h("a", { href, rel: "noreferrer" }, text));
  if (/^\d+$/.test(place.geonames ?? "")) to("GeoNames", `https://www.geonames.org/${place.geonames}`);
  if (/^Q\d+$/.test(place.wikidata ?? "")) to("Wikidata", `https://www.wikidata.org/wiki/${place.wikidata}`);
  if (hasPoint(place)) {
    const at = `mlat=${place.lat}&mlon=${place.lon}#map=12/${place.lat}/${place.lon}`;
    to("OpenStreetMap", `https://www.openstreetmap.org/?${at}`);
  }
  return h("p", { class: "links" }, h("code", {}, visible(idOf(place))), found.map((one) => [" · ", one]));
}

/** The most places on one map: what an address has room for. */
const MOST_ON_MAP = 100;
const [WIDTH, HEIGHT] = [440, 360];

/** Puts a map of places into an element, or hides the element when none has a point. */
export function showMap(aside, places) {
  const seen = new Map(places.filter(hasPoint).map((one) => [idOf(one), one]));
  const ids = [...seen.keys()].slice(0, MOST_ON_MAP);
  aside.hidden = !ids.length;
  const src = ids.length ? address("map.svg", { ids: ids.join(","), width: WIDTH, height: HEIGHT, lang: words.language() }).href : "";
  if (aside.querySelector("img")?.src === src) return;
  const listed = ids.map((id) => title(seen.get(id))).join("; ");
  const img = h("img", { src, alt: say("map.alt", { places: visible(listed, 400) }), width: WIDTH, height: HEIGHT });
  img.addEventListener("error", () => (aside.hidden = true));
  aside.replaceChildren(...(ids.length ? [h("figure", {}, img, h("figcaption", {}, say("map.caption")))] : []));
}
