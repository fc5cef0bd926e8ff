// Every page of a signed-in user: what is written goes through the outbox, what is typed is kept, what
// waits is shown.
import { draftsOf } from "./drafts/drafts.js";
import { at, keepTyping } from "./drafts/typing.js";
import { element } from "./element.js";
import { askForSync, flusher } from "./outbox/flushing.js";
import { listenToForms, watched } from "./outbox/forms.js";
import { mine } from "./outbox/queue.js";
import { listen } from "./outbox/sending.js";
import { placeEntries, showState } from "./outbox/shown.js";
import { belongTo } from "./worker/pages.js";
import { filesOf } from "./worker/shares.js";
import { offerInstalling } from "./worker/install.js";
import { offerUpdates } from "./worker/update.js";
import { markStale } from "./worker/warm.js";

const { user: owner, kept } = document.documentElement.dataset;
const line = document.querySelector("[data-sent]");
const typing = document.querySelector("form[data-workout]");
const page = document.querySelector("[data-waiting-page]");
const core = JSON.parse(document.querySelector("[data-core]").textContent);
const WARM_AFTER_MS = 1000; // The page itself comes first.
let state = "done";

async function show() {
  const drafts = await draftsOf(owner);
  const entries = await mine(owner); // Last, so that no form is replaced for an entry that is gone.
  showState(line, entries, state);
  placeEntries(entries, drafts.filter(({ id }) => id !== typing?.elements.id.value), state);
  if (!page) return;
  const { showList } = await import("./outbox/list.js");
  showList(page, { owner, entries, drafts, files: await filesOf(owner), changed });
}

const flushNow = flusher(owner, (id) => watched.has(id), (ended) => {
  state = ended;
  refresh();
  setTimeout(() => askToWarm().catch(() => {}), WARM_AFTER_MS);
});

async function askToWarm() {
  const registration = await navigator.serviceWorker?.ready;
  registration?.active.postMessage({ warm: { owner, ...core, here: location.href } });
}

async function changed() {
  await refresh();
  flushNow();
}

const refresh = () => show().catch(() => {});

if (kept) {
  const note = element("p", `From this phone, as of ${at(kept).replace(/^(at|on) /, "")}.`);
  note.className = "kept small soft";
  document.querySelector("#main").prepend(note);
}
listenToForms(owner, flushNow);
if (typing) keepTyping(typing, owner);
listen(() => refresh());
listen(({ outcome }) => outcome ?? askForSync().catch(() => {}));
listen(({ outcome }) => outcome?.state === "sent" && markStale().catch(() => {}));

belongTo(owner)
  .catch(() => {})
  .then(refresh)
  .then(flushNow);
offerInstalling(flushNow);
offerUpdates(() => document.querySelector("form[data-dirty]") !== null).catch(() => {});
// What was today when the page came may be yesterday by now.
const loadedOn = new Date().toDateString();
document.addEventListener("visibilitychange", () => {
  const isOver = document.visibilityState === "visible" && new Date().toDateString() !== loadedOn;
  if (isOver && !document.querySelector("form[data-dirty]")) location.reload();
});
// A page out of the browser's own memory may be that of who was here before.
addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
