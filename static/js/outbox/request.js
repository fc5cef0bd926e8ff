// An entry as the request that sends it, and what its answer comes to.
import { outcomeOf } from "./flush.js";

// `isWatched` says whether somebody waits for the answer: the server then keeps its words for the
// next page.
export function requestOf({ url, fields, base_key: base, id, owner }, isWatched) {
  const headers = { Accept: "application/json", "Idempotency-Key": id, "RunStrength-Owner": owner };
  if (!isWatched) headers.Prefer = "return=minimal";
  const body = new URLSearchParams(fields);
  if (base) body.set("base_key", base);
  return { url, method: "POST", headers, body };
}

// The outcome that a `Response` stands for. Throws where it breaks off.
export async function outcomeIn(answer) {
  const isJson = /\bjson\b/.test(answer.headers.get("Content-Type"));
  const body = isJson ? await answer.json() : null;
  return outcomeOf({ status: answer.status, body, retryAfter: answer.headers.get("Retry-After") });
}
