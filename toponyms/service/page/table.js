// A CSV file: its column of names normalised, what became of it, and the result to download.

import { address, latest } from "./api.js";
import { link } from "./address.js";
import * as csv from "./csv.js";
import { byId, h, name, say as show, visible } from "./dom.js";
import { upload } from "./upload.js";
import * as words from "./words.js";

const { say } = words;

/** Bytes that are read to know the columns. */
const BEGINNING = 65536;
const SHOWN_ROWS = 5;
/** Bytes of a file that the service takes, and what workbooks begin with. */
const LARGEST = 32 * 2 ** 20;
const WORKBOOKS = ["80,75,3,4", "208,207,17,224"];
/** What columns of names are called in data that people have. */
const LIKELY = /^(place|place_?name|name|toponym|settlement|city|town|village|location|ad|yer|kənd|şəhər|անուն|բնակավայր|գյուղ|քաղաք|название|место|город|село|населенный пункт|населённый пункт)$/iu;
const STATUSES = ["matched", "ambiguous", "unmatched", "empty"];

export function table({ changed }) {
  const input = byId("table-file");
  const select = byId("table-column");
  const country = byId("table-country");
  const calls = latest();
  let file = null;
  let head = [];
  let sign = ",";
  let result = null; // the summary, the first rows, and where to download from
  let wanted = "";

  const parameters = () => ({ column: select.value || wanted, country: country.value });

  async function take(chosen) {
    file = chosen;
    forget();
    show(byId("table-problem"), "");
    const bytes = new Uint8Array(await file.slice(0, BEGINNING).arrayBuffer());
    const text = csv.decoded(bytes, file.size <= BEGINNING).replace(/^\ufeff/, "");
    sign = csv.sign(text);
    head = csv.rows(text, sign, SHOWN_ROWS + 1);
    const problem = unfit(bytes);
    byId("table-choose").hidden = Boolean(problem);
    if (problem) {
      show(byId("table-problem"), problem);
      return;
    }
    const columns = head[0];
    select.replaceChildren(...columns.map((one) => h("option", { value: one }, visible(one, 80))));
    const likely = columns.find((one) => one === wanted) ?? columns.find((one) => LIKELY.test(one.trim()));
    select.value = likely ?? columns[0];
    preview();
    byId("table-status").textContent = say("table.read", { file: visible(file.name, 80), columns: words.number(columns.length) });
  }

  /** What keeps the file from being read, in words; nothing if it is fit. */
  function unfit(bytes) {
    if (WORKBOOKS.includes(bytes.slice(0, 4).join())) return say("table.workbook");
    if (file.size > LARGEST) return say("table.large", { most: words.number(LARGEST / 2 ** 20) });
    return head.length ? "" : say("table.norows");
  }

  function preview() {
    byId("table-preview").replaceChildren(cells(head, select.selectedIndex));
  }

  /** Rows with a header; one column stands out. */
  function cells([columns, ...rows], chosen) {
    const mark = (number) => ({ class: number === chosen ? "chosen" : null });
    return h(
      "table",
      {},
      h("thead", {}, h("tr", {}, columns.map((one, number) => h("th", { scope: "col", ...mark(number) }, name(one, "", 60))))),
      h("tbody", {}, rows.map((row) => h("tr", {}, row.map((one, number) => h("td", mark(number), name(one, "", 60)))))),
    );
  }

  async function run() {
    if (!file) return;
    forget();
    show(byId("table-problem"), "");
    byId("table-status").textContent = say("table.working");
    byId("table-work").hidden = false;
    const body = new FormData();
    body.append("column", select.value);
    if (country.value) body.append("country", country.value);
    // What was shown is what is read.
    if (/\.(csv|txt)$/i.test(file.name)) body.append("delimiter", sign);
    body.append("file", file, file.name);
    try {
      const found = await calls.run((signal) => upload(address("columns"), body, { signal, progress }));
      if (!found) return;
      const { summary, name: called, text, type } = found;
      const beginning = text.slice(0, BEGINNING);
      const rows = csv.rows(beginning, csv.sign(beginning), SHOWN_ROWS + 1);
      result = { summary, rows, url: URL.createObjectURL(new Blob([text], { type })), name: called };
    } catch (error) {
      show(byId("table-problem"), error);
    }
    byId("table-work").hidden = true;
    render();
  }

  /** Sent is not done: what is then worked on has no measure. */
  function progress(share) {
    const bar = byId("table-progress");
    if (share < 1) bar.value = share;
    else bar.removeAttribute("value");
  }

  function cancel() {
    calls.stop();
    byId("table-work").hidden = true;
    byId("table-status").textContent = say("table.cancelled");
    byId("table-form").querySelector("button.main").focus();
  }

  function forget() {
    calls.stop();
    byId("table-work").hidden = true;
    if (result) URL.revokeObjectURL(result.url);
    result = null;
    render();
  }

  function render() {
    const place = byId("table-result");
    byId("table-status").textContent = result ? say("table.done", { rows: words.number(result.summary.rows.total) }) : "";
    if (!result) return place.replaceChildren();
    const { summary } = result;
    place.replaceChildren(
      h("p", {}, h("a", { class: "main", href: result.url, download: result.name }, say("table.download"))),
      counts(summary),
      ...["ambiguous", "unmatched"].map((status) => frequent(status, summary[status] ?? [])).filter(Boolean),
      h("h2", {}, say("table.result")),
      h("div", { class: "scroll", role: "region", tabindex: 0, "aria-label": say("table.result") }, cells(result.rows, result.rows[0]?.indexOf(select.value))),
    );
  }

  function counts({ rows, names }) {
    const head = ["table.status", "table.rows", "table.share", "table.names"].map((key, number) =>
      h("th", { scope: "col", class: number ? "number" : null }, say(key)),
    );
    const body = STATUSES.filter((one) => rows[one] || one === "matched").map((one) =>
      h(
        "tr",
        { class: `is-${one}` },
        h("th", { scope: "row" }, say(`table.${one}`)),
        h("td", { class: "number" }, words.number(rows[one])),
        h("td", { class: "number" }, words.percent(rows[one], rows.total), " ", h("meter", { class: one, min: 0, max: rows.total || 1, value: rows[one], "aria-hidden": "true" })),
        h("td", { class: "number" }, one in names ? words.number(names[one]) : ""),
      ),
    );
    return h("table", { class: "counts" }, h("caption", {}, say("table.summary")), h("thead", {}, h("tr", {}, head)), h("tbody", {}, body));
  }

  /** The most frequent names of one status, as links to their look-up. */
  function frequent(status, found) {
    if (!found.length) return null;
    const items = found.slice(0, 10).map((one) => h("li", {}, h("a", { href: link("lookup", { q: one.name }) }, name(one.name, "", 60)), ` × ${words.number(one.rows)}`));
    return h("div", {}, h("h2", {}, say(`table.frequent.${status}`)), h("ul", { class: "frequent" }, items));
  }

  byId("table-cancel").addEventListener("click", cancel);
  country.addEventListener("change", () => changed());
  input.addEventListener("change", () => input.files[0] && take(input.files[0]));
  select.addEventListener("change", () => {
    wanted = select.value;
    preview();
    changed();
  });
  byId("table-form").addEventListener("submit", (event) => {
    event.preventDefault();
    wanted = select.value;
    changed();
    run();
  });
  const drop = byId("table-drop");
  for (const kind of ["dragenter", "dragover"]) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
  }
  for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    const dropped = event.dataTransfer.files[0];
    if (!dropped) return;
    input.files = event.dataTransfer.files;
    take(dropped);
  });

  function load(asked) {
    wanted = asked.get("column") ?? wanted;
    country.value = asked.get("country") ?? "";
    if (country.selectedIndex < 0) country.value = "";
  }

  function speak() {
    words.offerCountries(country);
    if (result || !file) render();
  }

  return { parameters, load, speak, focus: () => input.focus() };
}
