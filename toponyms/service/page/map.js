// The outline map beside an answer: a drawing of the service, put into the page so that its marks
// can be chosen by mouse and keyboard.

import { address, call, latest } from "./api.js";
import { h, settled } from "./dom.js";
import * as words from "./words.js";

const { say } = words;

/** The most places on one map: what an address has room for. */
const MOST = 100;
/** Widths are asked for in steps, so that the browser keeps drawings. */
const STEP = 20;

const idOf = (place) => place.place_id ?? place.id;
const hasPoint = (place) => typeof place.lat === "number" && typeof place.lon === "number";

/**
 * The map of an element, which is hidden while there is nothing to show.
 *
 * @param aside where it is shown
 * @param pick called with the ids of the mark that was chosen
 */
export function mapIn(aside, pick) {
  const calls = latest();
  let shown = "";
  let asked = { places: [] };

  /** The address of the drawing as wide as there is room; none without a place to show. */
  function source({ places, uncertain, numbered }) {
    const ids = [...new Set(places.map(idOf))].slice(0, MOST);
    if (!places.some(hasPoint)) return "";
    aside.hidden = false; // to know its width
    const width = Math.max(240, Math.round((aside.clientWidth || 440) / STEP) * STEP);
    const height = width <= 400 ? 240 : width <= 520 ? 380 : 360;
    const few = ids.filter((id) => uncertain.includes(id)).join(",");
    const numbers = numbered && ids.length > 1 ? 1 : "";
    return address("map.svg", { ids: ids.join(","), uncertain: few, numbers, width, height, lang: words.language() }).href;
  }

  async function draw() {
    const src = source(asked);
    if (src === shown) return;
    shown = src;
    if (!src) {
      calls.stop();
      aside.hidden = true;
      aside.replaceChildren();
      return;
    }
    try {
      const svg = await calls.run(async (signal) => parsed(await (await call(src, { signal })).text()));
      if (svg) aside.replaceChildren(h("figure", {}, interactive(svg), h("figcaption", {}, say("map.caption"))));
    } catch {
      // The answer stands without a map.
      shown = "";
      aside.hidden = true;
    }
  }

  /** Marks of places become buttons; what is only to be seen is not read out. */
  function interactive(svg) {
    const marks = [...svg.querySelectorAll("[data-ids]")];
    svg.setAttribute("aria-label", svg.querySelector("title").textContent);
    svg.querySelector("title").remove(); // it would be shown wherever the pointer rests
    for (const one of svg.querySelectorAll(".map-grid, .map-towns, .map-labels, .map-scale, .map-sign")) {
      one.setAttribute("aria-hidden", "true");
    }
    if (!marks.length || !pick) return svg;
    svg.setAttribute("role", "group");
    for (const mark of marks) {
      const act = (event) => {
        if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        pick(mark.dataset.ids.split(" "));
      };
      mark.setAttribute("role", "button");
      mark.setAttribute("tabindex", "0");
      mark.setAttribute("aria-label", mark.querySelector("title").textContent);
      mark.addEventListener("click", act);
      mark.addEventListener("keydown", act);
    }
    // Marks that are drawn later lie above; they are reached in the order of the list.
    const group = svg.querySelector(".map-points");
    const reached = marks.filter((mark) => mark.querySelector(".map-sign"));
    reached.sort((a, b) => sign(a) - sign(b)).forEach((mark) => group.append(mark));
    return svg;
  }

  const sign = (mark) => Number.parseInt(mark.querySelector(".map-sign").textContent, 10);

  window.addEventListener("resize", settled(draw, 250));

  return {
    /** Shows places; those whose ids are `uncertain` as rings, and numbers where wanted. */
    show(places, { uncertain = [], numbered = false } = {}) {
      asked = { places, uncertain, numbered };
      return draw();
    },
    /** Makes the mark of a place stand out, or none. */
    point(id) {
      for (const mark of aside.querySelectorAll("[data-ids]")) {
        mark.classList.toggle("pointed", Boolean(id) && mark.dataset.ids.split(" ").includes(id));
      }
    },
  };
}

function parsed(text) {
  const svg = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  if (svg.localName !== "svg") throw new Error("no drawing");
  return document.importNode(svg, true);
}
