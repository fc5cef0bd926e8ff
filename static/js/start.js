// What comes once the page itself is there: the worker, and for the signed-in the rest of the app.
const { user } = document.documentElement.dataset;
const WORKER = "/service-worker.js";
// The policy of our pages lets no text name a script but this one, and nobody makes another like it.
const ours = globalThis.trustedTypes?.createPolicy("worker", { createScriptURL: () => WORKER });

document.addEventListener("input", ({ target }) => target.form && (target.form.dataset.dirty = ""));

function start() {
  install().catch(() => {});
  if (user) import("./app.js");
}

// A page that was asked for before the worker was there asks it to take charge.
async function install() {
  const registration = await navigator.serviceWorker?.register(ours?.createScriptURL("") ?? WORKER, { type: "module" });
  if (registration && !navigator.serviceWorker.controller) registration.active?.postMessage("claim");
}

if (document.readyState === "complete") start();
else addEventListener("load", start);
