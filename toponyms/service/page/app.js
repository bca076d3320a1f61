// Starts the page: its language, its tabs, and the address that says what is shown.

import * as address from "./address.js";
import { byId, h, say as show } from "./dom.js";
import { lookup } from "./lookup.js";
import { table } from "./table.js";
import { text } from "./text.js";
import { transliterate } from "./transliterate.js";
import * as words from "./words.js";

const parts = {};
for (const [tab, make] of Object.entries({ lookup, text, transliterate, table })) {
  parts[tab] = make({ changed: (how) => tab === current && remember(how), go });
}
let current = address.TABS[0];
let asked = ""; // the language that the address asks for

function remember(how) {
  address.write(current, { ...parts[current].parameters(), ui: asked }, how);
  entitle();
}

/** Shows a tab; the others keep what they have. */
function open(tab) {
  current = tab;
  for (const one of address.TABS) {
    const button = byId(`tab-${one}`);
    button.setAttribute("aria-selected", String(one === tab));
    button.tabIndex = one === tab ? 0 : -1;
    byId(`panel-${one}`).hidden = one !== tab;
  }
  entitle();
}

function entitle() {
  const said = [parts[current].about?.(), words.say(`tab.${current}`), words.say("title")];
  document.title = said.filter(Boolean).join(" · ");
}

async function follow() {
  const { tab, parameters } = address.read();
  open(tab);
  const language = parameters.get("ui") ?? "";
  if (language !== asked) {
    asked = language in words.LANGUAGES ? language : "";
    if (asked && asked !== words.language()) await speak(asked);
  }
  const loaded = parts[tab].load(parameters);
  entitle();
  await loaded;
}

async function speak(tag, how) {
  await words.use(tag, how);
  for (const one of byId("languages").children) {
    one.setAttribute("aria-pressed", String(one.value === tag));
  }
  for (const part of Object.values(parts)) part.speak();
  entitle();
}

function listen() {
  const tabs = byId("tabs");
  tabs.addEventListener("click", (event) => {
    const { tab } = event.target.dataset;
    if (!tab || tab === current) return;
    choose(tab);
  });
  tabs.addEventListener("keydown", (event) => {
    const at = address.TABS.indexOf(current);
    const last = address.TABS.length - 1;
    const to = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    choose(address.TABS[to]);
    byId(`tab-${address.TABS[to]}`).focus();
  });
  byId("skip").addEventListener("click", (event) => {
    event.preventDefault(); // the address is not for places in the page
    byId("main").focus();
  });
  // A file dropped beside its place would leave the page.
  for (const kind of ["dragover", "drop"]) window.addEventListener(kind, (event) => event.preventDefault());
  window.addEventListener("popstate", follow);
}

function choose(tab) {
  open(tab);
  remember({ step: true });
  // What a tab has to fetch before it can be used.
  parts[tab].load(new URLSearchParams(parts[tab].parameters()));
}

/** Shows something in another tab, as a step that the browser can go back from. */
function go(tab, parameters) {
  open(tab);
  parts[tab].load(new URLSearchParams(parameters));
  remember({ step: true });
  parts[tab].focus();
}

function offerLanguages() {
  byId("languages").replaceChildren(
    ...Object.entries(words.LANGUAGES).map(([tag, own]) =>
      h("button", { type: "button", value: tag, lang: tag, onclick: () => switchTo(tag) }, own),
    ),
  );
}

async function switchTo(tag) {
  asked = tag;
  await speak(tag, { remember: true });
  remember();
}

async function start() {
  offerLanguages();
  listen();
  const { parameters } = address.read();
  asked = parameters.get("ui") in words.LANGUAGES ? parameters.get("ui") : "";
  await speak(words.preferred(asked));
  await follow();
  if (current === "lookup" && matchMedia("(pointer: fine)").matches) parts.lookup.focus();
  document.documentElement.dataset.ready = "";
}

start().catch((error) => {
  const problem = h("p", { class: "problem", role: "alert" });
  byId("main").prepend(problem);
  show(problem, error.message);
});
