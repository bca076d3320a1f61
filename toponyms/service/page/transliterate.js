// Transliteration by any system, forward and back.

import { get, latest, post } from "./api.js";
import { LONGEST_TEXT } from "./address.js";
import { byId, h, name, say as show, settled, visible } from "./dom.js";
import * as words from "./words.js";

const { say } = words;

const PAUSE = 150;
const FIRST = "bgnpcgn-rus-Cyrl-Latn-1947";
/** Longer texts are not turned back to see what was lost. */
const LONGEST_CHECK = 5000;
const SCRIPTS = { Armn: /\p{Script=Armenian}/gu, Cyrl: /\p{Script=Cyrillic}/gu, Latn: /\p{Script=Latin}/gu, Arab: /\p{Script=Arabic}/gu };

/** The script that most letters of a text are in, or nothing. */
function scriptOf(text) {
  const counted = Object.entries(SCRIPTS).map(([code, letters]) => [code, text.match(letters)?.length ?? 0]);
  const [code, count] = counted.reduce((most, one) => (one[1] > most[1] ? one : most));
  return count ? code : "";
}

export function transliterate({ changed }) {
  const select = byId("transliterate-system");
  const direction = byId("transliterate-direction");
  const box = byId("transliterate-text");
  const result = byId("transliterate-result");
  const options = byId("transliterate-options");
  const calls = latest();
  let systems = null;
  const backCalls = latest();
  let wanted = null; // what the address asks for, until the systems are there
  let settledOn = false; // whether somebody chose the system

  const system = () => systems?.find((one) => one.id === select.value);
  const reverse = () => direction.value === "back";
  /** Options that are not as the system has them, `name` on and `no-name` off. */
  const chosen = () =>
    [...options.querySelectorAll("input")]
      .filter((one) => one.checked !== one.defaultChecked)
      .map((one) => (one.checked ? one.value : `no-${one.value}`));

  const parameters = () => ({
    system: settledOn ? select.value : "",
    direction: reverse() ? "back" : "",
    options: chosen().join(","),
    text: box.value.length <= LONGEST_TEXT ? box.value : "",
  });

  async function start() {
    if (systems) return;
    try {
      const found = await calls.run((signal) => get("systems", {}, signal));
      if (!found) return;
      systems = found.systems;
      show(byId("transliterate-problem"), "");
      fill();
      if (wanted) apply(wanted);
      await ask();
    } catch (error) {
      show(byId("transliterate-problem"), error);
    }
  }

  function fill() {
    const kept = select.value || FIRST;
    const langs = [...new Set(systems.map((one) => one.language))].sort();
    select.replaceChildren(
      ...langs.map((lang) =>
        h(
          "optgroup",
          { label: words.languageName(lang) },
          systems.filter((one) => one.language === lang).map((one) => h("option", { value: one.id, lang: "en" }, visible(one.name))),
        ),
      ),
    );
    select.value = kept;
    if (!select.value) select.selectedIndex = 0;
    describe();
  }

  /** Says what the chosen system does, and offers its choices. */
  function describe() {
    const one = system();
    if (!one) return;
    const from = scriptName(one.source_script);
    const to = one.target_language ? words.languageName(one.target_language) : scriptName(one.target_script);
    direction.options[0].textContent = `${from} → ${to}`;
    direction.options[1].textContent = `${to} → ${from}`;
    const id = h("code", {}, one.id);
    byId("transliterate-note").replaceChildren(id, " · ", say(one.reversible ? "transliterate.exact" : "transliterate.lossy"));
    about(one);
    const list = one.options ?? [];
    options.hidden = !list.length;
    options.lastElementChild.replaceChildren(
      ...list.map((option) =>
        h("label", { class: "check", lang: "en" }, h("input", { type: "checkbox", value: option.name, checked: option.default, onchange: act }), " ", visible(option.summary ?? option.name)),
      ),
    );
  }

  /** What the system is for, what it loses, and where it is written. */
  function about(one) {
    const source = /^https?:/.test(one.source ?? "") ? h("a", { href: one.source, rel: "noreferrer" }, visible(one.title)) : visible(one.title ?? "");
    const loss = (one.loss ?? []).map((line) => h("li", { lang: "en" }, visible(line, 500)));
    const box = byId("transliterate-about");
    box.hidden = !loss.length && !one.purpose;
    byId("transliterate-about-text").replaceChildren(
      ...(one.purpose ? [h("p", { lang: "en" }, visible(one.purpose, 500))] : []),
      ...(loss.length ? [h("p", {}, say("transliterate.loss")), h("ul", {}, loss)] : []),
      h("p", { lang: "en" }, source, one.year ? ` (${one.year})` : "", one.authority ? `. ${visible(one.authority)}.` : ""),
    );
  }

  /** The system that is usual for a script and works from it, or any that does. */
  const systemFor = (script) => {
    const fit = systems.filter((one) => one.source_script === script);
    return fit.find((one) => one.id === FIRST) ?? fit.find((one) => one.usual) ?? fit[0];
  };

  /** If the text is in another script than the system reads: takes a fitting one, or offers it. */
  function suit() {
    const offer = byId("transliterate-offer");
    const script = scriptOf(box.value);
    const one = system();
    const read = reverse() ? one?.target_script : one?.source_script;
    const fit = one && script && script !== read ? systemFor(script) : null;
    const turned = fit && !settledOn && !reverse();
    offer.hidden = !fit || turned;
    offer.replaceChildren();
    if (turned) {
      select.value = fit.id;
      describe();
    } else if (fit) {
      const take = () => {
        select.value = fit.id;
        direction.value = "forward";
        describe();
        return act();
      };
      offer.append(
        say("transliterate.otherScript", { script: scriptName(script), read: scriptName(read) }), " ",
        h("button", { type: "button", onclick: take }, say("transliterate.use", { system: fit.name })),
      );
    }
  }

  /** Turns the result back, and tells whether the text comes out again. */
  async function check(text, made) {
    const line = byId("transliterate-check");
    line.replaceChildren();
    if (text.length > LONGEST_CHECK || made === text) return backCalls.stop();
    try {
      const body = { text: made, system: select.value, reverse: !reverse(), options: chosen() };
      const found = await backCalls.run((signal) => post("transliterate", body, signal));
      if (!found) return undefined;
      const same = found.result.normalize() === text.normalize();
      line.replaceChildren(say(same ? "transliterate.same" : "transliterate.other"), ...(same ? [] : [" ", name(found.result, "", 120)]));
    } catch {
      // The result stands without it.
    }
    return undefined;
  }

  const scriptName = (code) => (words.has(`script.${code}`) ? say(`script.${code}`) : code);

  async function ask() {
    const asked = box.value;
    byId("transliterate-status").textContent = "";
    if (systems) suit();
    if (!asked || !system()) {
      calls.stop();
      backCalls.stop();
      result.value = "";
      byId("transliterate-check").replaceChildren();
      show(byId("transliterate-problem"), "");
      return;
    }
    try {
      const body = { text: asked.toWellFormed?.() ?? asked, system: select.value, reverse: reverse(), options: chosen() };
      const found = await calls.run((signal) => post("transliterate", body, signal));
      if (!found) return;
      result.value = found.result;
      show(byId("transliterate-problem"), "");
      check(asked, found.result);
    } catch (error) {
      result.value = "";
      show(byId("transliterate-problem"), error);
    }
  }

  function act() {
    changed();
    return ask();
  }

  function apply(asked) {
    wanted = null;
    const id = asked.get("system");
    if (id && systems.some((one) => one.id === id)) {
      select.value = id;
      settledOn = true;
    }
    describe();
    direction.value = asked.get("direction") === "back" ? "back" : "forward";
    const set = (asked.get("options") ?? "").split(",").filter(Boolean);
    for (const one of options.querySelectorAll("input")) {
      if (set.includes(one.value)) one.checked = true;
      if (set.includes(`no-${one.value}`)) one.checked = false;
    }
    if (asked.has("text")) box.value = asked.get("text");
  }

  box.addEventListener("input", settled(act, PAUSE));
  direction.addEventListener("change", act);
  select.addEventListener("change", () => {
    settledOn = true;
    describe();
    return act();
  });
  byId("transliterate-form").addEventListener("submit", (event) => event.preventDefault());
  byId("transliterate-turn").addEventListener("click", () => {
    box.value = result.value || box.value;
    direction.value = reverse() ? "forward" : "back";
    settledOn = true;
    changed({ step: true });
    return ask();
  });
  byId("transliterate-copy").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(result.value);
    } catch {
      result.select(); // a page without a secure address may not write to the clipboard
      return;
    }
    byId("transliterate-status").textContent = say("transliterate.copied");
  });

  function load(asked) {
    if (!systems) {
      wanted = asked;
      return start();
    }
    apply(asked);
    return ask();
  }

  function speak() {
    if (!systems) return;
    const kept = parameters();
    fill();
    apply(new URLSearchParams({ ...kept, text: box.value }));
  }

  return { parameters, load, speak, focus: () => box.focus() };
}
