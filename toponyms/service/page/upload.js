// Sends a file and tells how far it has come, which `fetch` cannot.

import { refusal, Problem } from "./api.js";
import { say } from "./words.js";

/**
 * Posts a form and answers the JSON that comes back.
 *
 * @param progress called with the share that was sent, 0 to 1
 * @param signal ends it
 */
export function upload(url, body, { progress, signal }) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("accept", "application/json");
    request.upload.addEventListener("progress", (event) => event.lengthComputable && progress(event.loaded / event.total));
    request.upload.addEventListener("load", () => progress(1));
    request.addEventListener("load", () => {
      if (request.status !== 200) return reject(refusal(request.status, request.responseText));
      try {
        return resolve(JSON.parse(request.responseText));
      } catch {
        return reject(new Problem(say("problem.status", { status: request.status }), { status: request.status }));
      }
    });
    request.addEventListener("error", () => reject(new Problem(say("problem.network"))));
    request.addEventListener("abort", () => reject(new DOMException("ended", "AbortError")));
    signal.addEventListener("abort", () => request.abort());
    request.send(body);
  });
}
