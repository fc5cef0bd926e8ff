// Signing in with a passkey: by a button, or among what the browser offers in the address's field.
import { clearFaults, showFaults } from "../outbox/faults.js";
import { ceremony, post, toGet } from "./credentials.js";

const SOON_TOO_OLD_MS = 4 * 60_000; // The server takes a challenge for five minutes.

const place = document.querySelector("[data-passkey]");
const form = document.querySelector("[data-sign-in]");
let asking = new AbortController();

if (place && globalThis.PublicKeyCredential) {
  place.hidden = false;
  place.querySelector("button").addEventListener("click", async ({ target }) => {
    target.disabled = true;
    clearFaults(form);
    const { location: next, problem } = await signIn();
    target.disabled = false;
    if (next) return location.assign(next);
    showFaults(form, problem);
    return offer();
  });
  offer();
}

// The browser shows its passkeys with the addresses that it knows, for as long as the page is open.
async function offer() {
  if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return;
  const timer = setTimeout(offer, SOON_TOO_OLD_MS);
  const { location: next, problem, error } = await signIn("conditional");
  clearTimeout(timer);
  if (next) location.assign(next);
  else if (!error) showFaults(form, problem);
}

function signIn(mediation) {
  asking.abort();
  asking = new AbortController();
  const { signal } = asking;
  const { csrf_token, next } = Object.fromEntries(new FormData(form));
  return ceremony({
    ask: () => post(fetch, place.dataset.passkey, { csrf_token }),
    use: (options) => navigator.credentials.get({ publicKey: toGet(options), mediation, signal }),
    send: (credential) => post(fetch, place.dataset.answer, { csrf_token, next, credential }),
  });
}
