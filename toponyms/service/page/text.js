// A text with its places marked and mapped.

import { get, latest, post } from "./api.js";
import { LONGEST_TEXT, link } from "./address.js";
import { byId, h, name, say as show, settled, visible, visibleLines } from "./dom.js";
import { mapIn } from "./map.js";
import { card, idOf } from "./place.js";
import * as words from "./words.js";

const { say } = words;

const EXAMPLE =
  "Janyatag, which Armenians call Chankatagh, lies north of Aghdam. " +
  "Из Баку в Шушу через Физули. Երևանից Գյումրի՝ Աշտարակով։ Bakıdan Gəncəyə.";
/** Milliseconds without a key before a text is looked through. */
const PAUSE = 500;
/** Places of an undecided name that are shown. */
const CHOICES = 8;

export function text({ changed }) {
  const box = byId("text-text");
  const calls = latest();
  const chosenCalls = latest();
  const map = mapIn(byId("text-side"), (ids) => pick(ids));
  const known = new Map();
  let from = null; // the mark that was chosen last
  let answer = null; // the mentions, and the text that they were found in

  const parameters = () => ({ text: box.value.length <= LONGEST_TEXT ? box.value : "" });

  const place = async (id, signal) => {
    if (!known.has(id)) known.set(id, await get(`places/${encodeURIComponent(id)}`, {}, signal));
    return known.get(id);
  };

  async function ask() {
    const asked = box.value;
    choose(null);
    if (!asked.trim()) {
      calls.stop();
      answer = null;
      return render();
    }
    byId("text-marked").setAttribute("aria-busy", "true");
    try {
      const found = await calls.run((signal) => post("find", { text: asked.toWellFormed?.() ?? asked }, signal));
      if (!found) return;
      answer = { text: asked, mentions: found.mentions };
      show(byId("text-problem"), "");
    } catch (error) {
      answer = null;
      const again = error.status === 0 ? h("button", { type: "button", onclick: ask }, say("problem.again")) : null;
      show(byId("text-problem"), error, again);
    }
    render();
  }

  function render() {
    const marked = byId("text-marked");
    marked.removeAttribute("aria-busy");
    const mentions = answer?.mentions ?? [];
    byId("text-status").textContent = answer ? status(mentions) : "";
    byId("text-key").hidden = marked.hidden = !answer;
    byId("text-key").replaceChildren(
      h("mark", {}, say("text.one")), " ", h("mark", { class: "ambiguous" }, say("text.several")), " ", say("text.point"),
    );
    marked.replaceChildren(...(answer ? pieces(answer) : []));
    byId("text-list").replaceChildren(...(mentions.length ? [list(mentions)] : []));
    const meant = mentions.filter((one) => one.place_id);
    const ids = new Set(meant.map(idOf));
    const perhaps = mentions.filter((one) => !one.place_id).flatMap((one) => (one.candidates ?? []).slice(0, CHOICES));
    const uncertain = perhaps.map(idOf).filter((id) => !ids.has(id));
    map.show([...meant, ...perhaps], { uncertain });
  }

  function status(mentions) {
    const places = new Set(mentions.map((one) => one.place_id).filter(Boolean)).size;
    const undecided = mentions.filter((one) => !one.place_id).length;
    if (!mentions.length) return say("text.none");
    const values = { names: words.number(mentions.length), places: words.number(places), undecided: words.number(undecided) };
    return say(undecided ? "text.found.undecided" : "text.found", values);
  }

  /** The text, cut at its mentions, whose offsets count code points. */
  function pieces({ text: whole, mentions }) {
    const letters = Array.from(whole);
    const cut = (start, end) => visibleLines(letters.slice(start, end).join(""));
    const parts = [];
    let at = 0;
    for (const mention of mentions) {
      if (mention.start < at) continue;
      parts.push(cut(at, mention.start), mark(mention, cut(mention.start, mention.end)));
      at = mention.end;
    }
    return [...parts, cut(at, letters.length)];
  }

  function mark(mention, shown) {
    const press = (event) => {
      if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      choose(mention, event.currentTarget);
    };
    const attributes = { role: "button", tabindex: 0, "data-ids": meanings(mention).join(" "), onclick: press, onkeydown: press };
    const label = `${shown}: ${mention.place_id ? say("text.one") : say("text.several")}`;
    return h("mark", { ...attributes, class: mention.status, "aria-label": label }, shown);
  }

  const meanings = (mention) => (mention.place_id ? [mention.place_id] : (mention.candidates ?? []).slice(0, CHOICES).map(idOf));

  /** Shows the first mention of a mark on the map. */
  function pick(ids) {
    const mention = answer?.mentions.find((one) => meanings(one).some((id) => ids.includes(id)));
    if (mention) choose(mention, document.activeElement);
  }

  function close() {
    choose(null);
    if (from?.isConnected) from.focus();
  }

  /** Shows what a mention means; null shows nothing. */
  async function choose(mention, mark = null) {
    const chosen = byId("text-chosen");
    chosenCalls.stop();
    chosen.hidden = !mention;
    chosen.replaceChildren();
    map.point(null);
    if (!mention) return;
    from = mark;
    const ids = meanings(mention);
    try {
      const found = await chosenCalls.run((signal) => Promise.all(ids.map((id) => place(id, signal))));
      if (!found) return;
      const shut = h("button", { type: "button", class: "plain close", onclick: close }, say("text.close"));
      const head = h("p", {}, name(mention.text), ` · ${say("text.score", { score: words.score(mention.score) })} · `, shut);
      const mostly = mention.place_id ? null : h("p", {}, say("status.ambiguous", { number: words.number(mention.candidates.length) }));
      const cards = found.map((one) => card(one, { open: found.length === 1 }));
      chosen.replaceChildren(head, ...(mostly ? [mostly] : []), ...cards);
      if (mention.place_id) map.point(mention.place_id);
    } catch (error) {
      chosen.replaceChildren(h("p", { class: "problem" }, visible(error.message)));
    }
    chosen.focus({ preventScroll: true });
    chosen.scrollIntoView({ block: "nearest" });
  }

  /** A row a place, or a name that several fit; the most frequent first. */
  function list(mentions) {
    const rows = new Map();
    for (const one of mentions) {
      const key = one.place_id ?? `?${one.text.toLowerCase()}`;
      const row = rows.get(key) ?? { mention: one, spellings: new Set(), count: 0 };
      row.spellings.add(one.text);
      row.count += 1;
      rows.set(key, row);
    }
    const ordered = [...rows.values()].sort((a, b) => b.count - a.count);
    const head = ["text.place", "text.spellings", "text.mentions"].map((key, at) => h("th", { scope: "col", class: at === 2 ? "number" : null }, say(key)));
    const body = ordered.map(({ mention, spellings, count }) => {
      const q = mention.place_id ?? mention.text;
      const what = mention.place_id ? labelOf(mention) : name(mention.text, "", 60);
      const note = mention.place_id ? null : h("small", {}, " ", say("text.several"));
      return h(
        "tr",
        {},
        h("th", { scope: "row" }, h("a", { href: link("lookup", { q }) }, what), note),
        h("td", {}, [...spellings].slice(0, 6).flatMap((one, number) => [number ? ", " : "", name(one, "", 60)])),
        h("td", { class: "number" }, words.number(count)),
      );
    });
    return h("table", {}, h("caption", {}, say("text.places")), h("thead", {}, h("tr", {}, head)), h("tbody", {}, body));
  }

  /** What a place is called in the page's language, else by the name that was met. */
  function labelOf({ names, name: met }) {
    const said = names?.[words.language()];
    return said ? name(said, words.language()) : name(met ?? "");
  }

  byId("text-chosen").addEventListener("keydown", (event) => event.key === "Escape" && close());

  const typed = settled(() => {
    changed();
    return ask();
  }, PAUSE);
  box.addEventListener("input", typed);
  byId("text-form").addEventListener("submit", (event) => {
    event.preventDefault();
    changed({ step: true });
    typed.now();
  });
  byId("text-example").addEventListener("click", () => {
    box.value = EXAMPLE;
    changed({ step: true });
    typed.now();
  });

  function load(asked) {
    const wanted = asked.get("text");
    // A text too long for the address stays in the box.
    if (wanted === null || wanted === box.value) return answer ? undefined : ask();
    box.value = wanted;
    return ask();
  }

  return { parameters, load, speak: render, focus: () => box.focus() };
}
