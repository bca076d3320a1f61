// Look-up: an answer while one types, with every place that the name may mean.

import { get, latest } from "./api.js";
import { byId, h, name, say as show, settled, visible } from "./dom.js";
import { mapIn } from "./map.js";
import { card, idOf, title } from "./place.js";
import * as words from "./words.js";

const { say } = words;

const FEATURES = ["P", "A", "H", "T", "L", "S"];
const EXAMPLES = ["Janyatag", "Ճանկաթաղ", "Джанятаг", "Norashen", "Kirovabad"];
const LIMIT = 10;
/** Milliseconds without a key before something is asked. */
const PAUSE = 120;
/** Characters that a name may have; what is longer is a text. */
const LONGEST = 500;
/** What is typed to ask for one place by its id. */
const ID = /^(?:gn|wd|wof|iso|tp):[\w-]+$/;

export function lookup({ changed, go }) {
  const box = byId("lookup-name");
  const country = byId("lookup-country");
  const feature = byId("lookup-feature");
  const near = byId("lookup-near");
  const calls = latest();
  const hints = latest();
  const map = mapIn(byId("lookup-map"), ([id]) => reach(id));
  let answer = null;

  const parameters = () => ({
    q: box.value.trim(),
    country: country.value,
    feature: feature.value,
    near: near.value.trim(),
  });

  function point() {
    if (!near.value.trim()) return "";
    const [, lat, lon] = near.value.match(/^\s*(-?\d+(?:\.\d+)?)\s*[,;\s]\s*(-?\d+(?:\.\d+)?)\s*$/) ?? [];
    const good = lat !== undefined && Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
    return good ? `${lat},${lon}` : null;
  }

  function forget() {
    calls.stop();
    hints.stop();
    answer = null;
    suggest([]);
    render();
  }

  async function ask() {
    const { q } = parameters();
    const at = point();
    show(byId("lookup-near-problem"), at === null ? say("lookup.near.problem") : "");
    near.setAttribute("aria-invalid", String(at === null));
    show(byId("lookup-problem"), "");
    if (!q || at === null) return forget();
    if (Array.from(q).length > LONGEST) {
      forget();
      const other = h("button", { type: "button", onclick: () => go("text", { text: q }) }, say("lookup.long.find"));
      show(byId("lookup-problem"), say("lookup.long", { number: words.number(LONGEST) }), other);
      return undefined;
    }
    hints.run((signal) => get("suggest", { prefix: q, ...narrowed(at) }, signal)).then((found) => found && suggest(found.suggestions), () => suggest([]));
    byId("lookup-places").setAttribute("aria-busy", "true");
    try {
      const found = await calls.run((signal) => (ID.test(q) ? byItsId(q, signal) : byName(q, at, signal)));
      if (!found) return undefined;
      answer = found;
    } catch (error) {
      answer = null;
      const again = error.status === 0 ? h("button", { type: "button", onclick: ask }, say("problem.again")) : null;
      show(byId("lookup-problem"), error, again);
    }
    return render();
  }

  const narrowed = (at) => ({ country: country.value, feature: feature.value, near: at });

  const byName = (q, at, signal) => get("lookup", { q, ...narrowed(at), limit: LIMIT, explain: 1, names: 1 }, signal);

  /** One place by its id, put as an answer. */
  async function byItsId(q, signal) {
    try {
      const place = await get(`places/${encodeURIComponent(q)}`, {}, signal);
      return { query: null, status: "matched", candidates: [place] };
    } catch (error) {
      if (error.status !== 404) throw error;
      return { query: q, status: "unmatched", candidates: [] };
    }
  }

  function status() {
    if (!answer) return "";
    const count = answer.candidates.length;
    if (answer.status === "matched") {
      const more = count > 1 ? ` ${say("status.others", { number: words.number(count - 1) })}` : "";
      return `${say("status.matched", { name: visible(title(answer.candidates[0])) })}${more}`;
    }
    if (answer.status === "ambiguous") return say("status.ambiguous", { number: words.number(count) });
    return say(count ? "status.nearest" : "status.unmatched");
  }

  function render() {
    const places = byId("lookup-places");
    places.removeAttribute("aria-busy");
    byId("lookup-status").textContent = status();
    byId("lookup-status").dataset.status = answer?.status ?? "";
    const candidates = answer?.candidates ?? [];
    byId("lookup-wider").hidden = !answer || answer.status === "matched" || !Object.values(narrowed(point())).some(Boolean);
    byId("panel-lookup").querySelector(".answer").classList.toggle("one", candidates.length === 1);
    const meant = answer?.status === "matched" ? idOf(candidates[0]) : null;
    places.replaceChildren(
      ...candidates.map((place, at) => {
        const made = card(place, {
          query: answer.query,
          steps: at === 0 ? (answer.steps ?? []) : [],
          scored: answer.status !== "ambiguous",
          open: idOf(place) === meant,
          number: candidates.length > 1 ? at + 1 : 0,
          uncertain: idOf(place) !== meant,
        });
        for (const kind of ["pointerenter", "focusin"]) made.addEventListener(kind, () => map.point(idOf(place)));
        for (const kind of ["pointerleave", "focusout"]) made.addEventListener(kind, () => map.point(null));
        return made;
      }),
    );
    return map.show(candidates, { numbered: true, uncertain: candidates.map(idOf).filter((id) => id !== meant) });
  }

  /** Goes to the card of a place. */
  function reach(id) {
    const heading = byId("lookup-places").querySelector(`[data-id="${CSS.escape(id)}"] h2`);
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView({ block: "center" });
  }

  function suggest(found) {
    const group = byId("lookup-suggestions");
    const typed = box.value.trim().toLowerCase();
    const texts = [...new Set(found.map((one) => one.name))];
    const others = texts.filter((text) => text && text.toLowerCase() !== typed);
    group.hidden = !others.length;
    group.replaceChildren(
      ...others.slice(0, 8).map((text) => h("button", { type: "button", class: "plain", onclick: () => take(text) }, name(text))),
    );
  }

  function take(text) {
    box.value = text;
    changed({ step: true });
    box.focus();
    return ask();
  }

  const typed = settled(() => {
    changed();
    return ask();
  }, PAUSE);
  /** The arrows go down to the suggestions and among them, Escape goes back to the box. */
  function move(event) {
    const offered = [...byId("lookup-suggestions").querySelectorAll("button")];
    const at = offered.indexOf(document.activeElement);
    if (event.key === "Escape" && at >= 0) return box.focus();
    const forward = event.key === "ArrowDown" || (event.key === "ArrowRight" && at >= 0);
    const back = at >= 0 && (event.key === "ArrowUp" || event.key === "ArrowLeft");
    if (!offered.length || !(forward || back)) return undefined;
    event.preventDefault();
    return (offered[Math.min(at + (forward ? 1 : -1), offered.length - 1)] ?? box).focus();
  }

  box.addEventListener("keydown", move);
  byId("lookup-suggestions").addEventListener("keydown", move);
  byId("lookup-wider").addEventListener("click", () => {
    for (const one of [near, country, feature]) one.value = "";
    changed({ step: true });
    box.focus();
    return ask();
  });
  for (const one of [box, near, country, feature]) one.addEventListener("input", typed);
  byId("lookup-form").addEventListener("submit", (event) => {
    event.preventDefault();
    changed({ step: true });
    typed.now();
  });

  function fillChoices() {
    const fill = (select, codes, inWords) => {
      const kept = select.value;
      const any = h("option", { value: "" }, say("lookup.any"));
      select.replaceChildren(any, ...codes.map((code) => h("option", { value: code }, inWords(code))));
      select.value = kept;
    };
    words.offerCountries(country);
    fill(feature, FEATURES, words.featureName);
    byId("lookup-examples").replaceChildren(
      say("lookup.examples"),
      " ",
      ...EXAMPLES.flatMap((text) => [h("button", { type: "button", class: "plain", onclick: () => take(text) }, name(text)), " "]),
    );
  }

  function load(asked) {
    box.value = asked.get("q") ?? "";
    near.value = asked.get("near") ?? "";
    for (const [select, key] of [[country, "country"], [feature, "feature"]]) {
      const value = asked.get(key) ?? "";
      if (value && ![...select.options].some((one) => one.value === value)) {
        select.append(h("option", { value }, visible(value, 20)));
      }
      select.value = value;
    }
    byId("lookup-more").open = Boolean(near.value || country.value || feature.value);
    return ask();
  }

  function speak() {
    fillChoices();
    render();
  }

  return { parameters, load, speak, focus: () => box.focus(), about: () => visible(box.value.trim(), 60) };
}
