// Transliteration by any system, forward and back.

import { get, latest, post } from "./api.js";
import { LONGEST_TEXT } from "./address.js";
import { byId, h, say as show, settled, visible } from "./dom.js";
import * as words from "./words.js";

const { say } = words;

const PAUSE = 150;
const FIRST = "bgnpcgn-rus-Cyrl-Latn-1947";

export function transliterate({ changed }) {
  const select = byId("transliterate-system");
  const direction = byId("transliterate-direction");
  const box = byId("transliterate-text");
  const result = byId("transliterate-result");
  const options = byId("transliterate-options");
  const calls = latest();
  let systems = null;
  let wanted = null; // what the address asks for, until the systems are there

  const system = () => systems?.find((one) => one.id === select.value);
  const reverse = () => direction.value === "back";
  /** Options that are not as the system has them, `name` on and `no-name` off. */
  const chosen = () =>
    [...options.querySelectorAll("input")]
      .filter((one) => one.checked !== one.defaultChecked)
      .map((one) => (one.checked ? one.value : `no-${one.value}`));

  const parameters = () => ({
    system: select.value,
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
      show(byId("transliterate-problem"), error.message);
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
    const list = one.options ?? [];
    options.hidden = !list.length;
    options.lastElementChild.replaceChildren(
      ...list.map((option) =>
        h("label", { class: "check", lang: "en" }, h("input", { type: "checkbox", value: option.name, checked: option.default, onchange: act }), " ", visible(option.summary ?? option.name)),
      ),
    );
  }

  const scriptName = (code) => (words.has(`script.${code}`) ? say(`script.${code}`) : code);

  async function ask() {
    const asked = box.value;
    byId("transliterate-status").textContent = "";
    if (!asked || !system()) {
      result.value = "";
      return;
    }
    try {
      const body = { text: asked.toWellFormed?.() ?? asked, system: select.value, reverse: reverse(), options: chosen() };
      const found = await calls.run((signal) => post("transliterate", body, signal));
      if (!found) return;
      result.value = found.result;
      show(byId("transliterate-problem"), "");
    } catch (error) {
      result.value = "";
      show(byId("transliterate-problem"), error.message);
    }
  }

  function act() {
    changed();
    return ask();
  }

  function apply(asked) {
    wanted = null;
    const id = asked.get("system");
    if (id && systems.some((one) => one.id === id)) select.value = id;
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
    describe();
    return act();
  });
  byId("transliterate-form").addEventListener("submit", (event) => event.preventDefault());
  byId("transliterate-turn").addEventListener("click", () => {
    box.value = result.value || box.value;
    direction.value = reverse() ? "forward" : "back";
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
