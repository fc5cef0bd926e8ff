// What comes once the page itself is there: the worker, and for the signed-in the rest of the app.
const { user } = document.documentElement.dataset;

document.addEventListener("input", ({ target }) => target.form && (target.form.dataset.dirty = ""));

function start() {
  navigator.serviceWorker?.register("/service-worker.js", { type: "module" }).catch(() => {});
  if (user) import("./app.js");
}

if (document.readyState === "complete") start();
else addEventListener("load", start);
