// Calls of the service. A call that failed throws a Problem with words fit to be shown; what the
// service says of it, in English, is its detail.

import { say } from "./words.js";

const ROOT = new URL("../api/", import.meta.url);

export class Problem extends Error {
  /** Status 0 is no answer at all. */
  constructor(message, { status = 0, detail = "" } = {}) {
    super(message);
    this.status = status;
    this.detail = detail;
  }
}

/** The address of something of the API, with parameters that are not empty. */
export function address(path, parameters = {}) {
  const url = new URL(path, ROOT);
  for (const [key, value] of Object.entries(parameters)) {
    if (value !== "" && value !== null && value !== undefined) url.searchParams.set(key, value);
  }
  return url;
}

export async function get(path, parameters = {}, signal = undefined) {
  return (await call(address(path, parameters), { signal })).json();
}

export async function post(path, body, signal = undefined) {
  const headers = { "content-type": "application/json" };
  const text = JSON.stringify(body);
  return (await call(address(path), { method: "POST", headers, body: text, signal })).json();
}

export async function call(url, options) {
  let answer;
  try {
    answer = await fetch(url, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem(say("problem.network"));
  }
  if (answer.ok) return answer;
  throw refusal(answer.status, await answer.text());
}

/** A refusal with its reason out of problem details (RFC 9457), if it has them. */
export function refusal(status, text) {
  const busy = status === 503 || status === 429;
  const words = say(busy ? "problem.busy" : "problem.status", { status });
  try {
    const { detail, title } = JSON.parse(text);
    return new Problem(words, { status, detail: detail ?? title ?? "" });
  } catch {
    return new Problem(words, { status });
  }
}

/** Runs one call at a time: a new one ends the one before, whose answer is then not used. */
export function latest() {
  let running = null;
  return {
    stop() {
      running?.abort();
      running = null;
    },
    /** Answers null if it was overtaken. */
    async run(work) {
      this.stop();
      const mine = (running = new AbortController());
      try {
        const found = await work(mine.signal);
        return running === mine ? found : null;
      } catch (error) {
        if (error.name === "AbortError" || running !== mine) return null;
        throw error;
      }
    },
  };
}
