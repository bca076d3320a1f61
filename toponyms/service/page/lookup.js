// Look-up: an answer while one types, with every place that the name may mean.

import { get, latest } from "./api.js";
import { byId, h, name, say as show, settled, visible } from "./dom.js";
import { card, showMap, title } from "./place.js";
import * as words from "./words.js";

const { say } = words;

const COUNTRIES = ["AZ", "AM", "GE", "IR", "RU", "TR"];
const FEATURES = ["P", "A", "H", "T", "L", "S"];
const EXAMPLES = ["Janyatag", "Ճանկաթաղ", "Джанятаг", "Norashen", "Kirovabad"];
const LIMIT = 10;
/** Milliseconds without a key before something is asked. */
const PAUSE = 120;

export function lookup({ changed }) {
  const box = byId("lookup-name");
  const country = byId("lookup-country");
  const feature = byId("lookup-feature");
  const near = byId("lookup-near");
  const calls = latest();
  const hints = latest();
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

  async function ask() {
    const { q } = parameters();
    const at = point();
    show(byId("lookup-near-problem"), at === null ? say("lookup.near.problem") : "");
    near.setAttribute("aria-invalid", String(at === null));
    if (!q || at === null) {
      calls.stop();
      hints.stop();
      answer = null;
      render();
      suggest([]);
      return;
    }
    hints.run((signal) => get("suggest", { prefix: q }, signal)).then((found) => found && suggest(found.suggestions), () => suggest([]));
    byId("lookup-places").setAttribute("aria-busy", "true");
    try {
      const asked = { q, country: country.value, feature: feature.value, near: at, limit: LIMIT, explain: 1 };
      const found = await calls.run((signal) => get("lookup", asked, signal));
      if (!found) return;
      answer = found;
      show(byId("lookup-problem"), "");
    } catch (error) {
      answer = null;
      show(byId("lookup-problem"), error.message);
    }
    render();
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
    places.replaceChildren(
      ...candidates.map((place, number) =>
        card(place, {
          query: answer.query,
          steps: number === 0 ? (answer.steps ?? []) : [],
          scored: answer.status !== "ambiguous",
          open: number === 0 && answer.status === "matched",
        }),
      ),
    );
    showMap(byId("lookup-map"), candidates);
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
    fill(country, COUNTRIES, words.countryName);
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

  return { parameters, load, speak, focus: () => box.focus() };
}
