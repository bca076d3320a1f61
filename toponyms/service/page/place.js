// A place as a card: its names by language, what was met and how, where it is, where else it is.

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
 * @param number of its mark on the map, or 0
 * @param uncertain whether its mark is a ring
 */
export function card(place, { query = null, steps = [], open = true, scored = true, number = 0, uncertain = false } = {}) {
  const [first, ...others] = labels(place.names ?? []);
  const sign = number ? [h("span", { class: uncertain ? "sign uncertain" : "sign" }, words.number(number)), " "] : [];
  const heading = h("h2", { tabindex: -1 }, sign, first ? name(first.text, first.lang) : visible(title(place)));
  // A heading in another language than the page says which it is, as the others do.
  if (first && first.lang !== words.language()) heading.append(" ", tag(first.lang));
  return h(
    "article",
    { class: "place", "data-id": idOf(place) },
    heading,
    others.length ? h("p", { class: "others" }, others.map(otherName)) : null,
    h("p", { class: "facts" }, facts(place).flatMap((one, at) => (at ? [" · ", fact(one)] : [fact(one)]))),
    query === null ? null : met(place, query, scored),
    steps.length ? howFound(steps) : null,
    namesByLanguage(place.names ?? [], open),
    links(place),
  );
}

const tag = (lang) => h("abbr", { class: "tag", title: words.languageName(lang) }, lang);

function otherName({ lang, text }) {
  return h("span", { class: "other" }, tag(lang), " ", name(text, lang));
}

/** A fact is not parted at the end of a line if it is short. */
const fact = (text) => h("span", { class: text.length < 32 ? "whole" : null }, text);

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

/** The name that was met, how it is like what was asked for, and what kind of name it is. */
function met(place, query, scored) {
  const found = (place.names ?? []).find((one) => one.text === place.name && one.lang === place.name_lang);
  const kind = found && found.kind !== "preferred" ? [", ", aboutName(found)] : [];
  return h(
    "p",
    { class: "met" },
    name(query),
    " → ",
    name(place.name, place.name_lang ?? ""),
    ": ",
    say(`method.${place.method}`),
    kind,
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

/** The kind of a name, and when it was in use. */
function aboutName({ kind, from = "", to = "" }) {
  return [say(`kind.${kind}`), words.used(visible(from), visible(to))].filter(Boolean).join(", ");
}

function row(tag, names) {
  const sorted = [...names].sort((a, b) => rank(a) - rank(b));
  const items = sorted.map((one) => {
    return h("li", {}, name(one.text, tag), " ", h("small", {}, aboutName(one)));
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
