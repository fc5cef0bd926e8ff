// Forms that go through the outbox: kept on this phone first, then sent. One that is answered soon
// leads on as a posted form does; any other is confirmed where it stands.
import { button, element, link } from "../element.js";
import { entryOf } from "./entry.js";
import { clearFaults, showFaults } from "./faults.js";
import { goTo } from "./going.js";
import * as queue from "./queue.js";
import { announce, listen } from "./sending.js";

const SOON_MS = 800;
const LATE = { state: "late" };

// Entries whose answer this page waits for.
export const watched = new Set();

// `flushNow` sends what waits; `owner` is the user that the page is of.
export function listenToForms(owner, flushNow) {
  document.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (!("queued" in form.dataset) || asksServer(form, submitter)) return;
    event.preventDefault();
    if ("saving" in form.dataset) return;
    form.dataset.saving = "";
    save(form, submitter, owner, flushNow).finally(() => delete form.dataset.saving);
  });
}

// Buttons for rows and previews ask for the page again.
const asksServer = (form, submitter) => submitter?.name === "do" && ("workout" in form.dataset || "rows" in form.dataset);

async function save(form, submitter, owner, flushNow) {
  const missing = missingIn(form);
  if (missing.length) return showFaults(form, { errors: missing });
  const made = entryOf(form, submitter, owner);
  let entry;
  try {
    entry = await queue.add(made, form.dataset.draft);
  } catch (error) {
    return sayNotKept(form, submitter, error, made);
  }
  const answered = answerTo(entry.id);
  announce();
  flushNow();
  const outcome = await answered;
  if (outcome.state === "sent") return goTo(outcome.location);
  if (outcome.state === "refused") return refuse(form, entry, outcome.problem);
  return confirm(form, entry, outcome);
}

// What no server would take is said at once, as that may be far: a workout lasts. Of a run distance and
// pace say how long.
function missingIn(form) {
  const { duration, distance, pace } = form.elements;
  if (!duration?.dataset.missing || duration.value.trim() || (distance?.value.trim() && pace?.value.trim())) return [];
  return [{ field: "duration", message: duration.dataset.missing }];
}

// What comes of an entry within a moment.
function answerTo(id) {
  watched.add(id);
  return new Promise((resolve) => {
    const settle = (outcome) => {
      clearTimeout(timer);
      stop();
      watched.delete(id);
      resolve(outcome);
    };
    const timer = setTimeout(settle, SOON_MS, LATE);
    const stop = listen((news) => news.id === id && settle(news.outcome));
  });
}

// What was typed stays; the next save takes the place of the refused one. A few taps are not worth
// that: they are made again.
async function refuse(form, entry, problem) {
  if (!entry.page) await queue.remove(entry.seq);
  if (problem.version !== undefined && form.elements.base_version) {
    form.elements.base_version.value = problem.version ?? "";
  }
  showFaults(form, problem);
}

function sayNotKept(form, submitter, error, { fields }) {
  const isFull = error?.name === "QuotaExceededError";
  const reason = isFull ? "its storage is full" : "it does not let this app store anything";
  showFaults(form, {
    detail: `This phone could not keep it, as ${reason}. Nothing is lost: it still stands here.`,
  });
  const send = button("Send it without keeping it", () => {
    const names = new Set(fields.map(([name]) => name));
    for (const field of form.elements) field.disabled = Boolean(field.name) && !names.has(field.name); // As it was decided.
    if (submitter?.name) form.append(hidden(submitter.name, submitter.value));
    form.submit();
  });
  form.querySelector(".faults div").append(send);
}

const hidden = (name, value) => Object.assign(element("input"), { type: "hidden", name, value });

function confirm(form, entry, { state }) {
  clearFaults(form);
  for (const notice of document.querySelectorAll("[data-draft-notice]")) notice.remove();
  const isBig = "workout" in form.dataset;
  const panel = isBig ? savedPanel(entry, state) : savedLine(entry, state, form.dataset.undo);
  form.replaceWith(panel);
  if (isBig) document.querySelector("h1")?.replaceChildren("Saved on this phone");
  panel.focus();
  const stop = listen(({ id, outcome }) => {
    if (id !== entry.id || !panel.isConnected) return;
    if (outcome.state !== "sent" && outcome.state !== "refused") return;
    stop();
    const words = outcome.state === "sent" ? "Sent. " : "The server did not take it. ";
    const [way, says] = outcome.state === "sent" ? [outcome.location, "See it"] : ["/waiting", "See why"];
    panel.querySelector("[data-how]").replaceChildren(words, link(way, says));
  });
}

function savedPanel(entry, state) {
  const how = element("p", notYetSent(state));
  how.dataset.how = "";
  const ways = element("div", link("/today", "Today", "button main"), link("/log", "Log another", "button"), link("/waiting", "What waits", "button"));
  ways.className = "buttons";
  const panel = focusable(element("section", element("p", element("b", entry.label)), how, ways), "panel stack saved");
  panel.dataset.entry = entry.id;
  return panel;
}

// In the place of a small form, with a way back where it names one (`data-undo`, an address).
export function savedLine(entry, state, undo) {
  const { problem } = entry;
  const how = element("span", problem ? `The server did not take it. ${problem.detail || problem.title} ` : notYetSent(state));
  if (problem) how.append(link(`/waiting#${entry.id}`, "What now?"));
  how.dataset.how = "";
  const line = focusable(element("div", element("span", element("b", entry.label), ". ", how)), "notice saved");
  line.dataset.entry = entry.id;
  if (undo && !problem) line.append(undoButton(entry, undo));
  return line;
}

function undoButton(entry, url) {
  return button("Undo", async () => {
    const fields = entry.fields.filter(([name]) => name === "next");
    const { seq, ...rest } = entry;
    await queue.add({ ...rest, url, fields, label: `Undo: ${entry.label}` });
    announce();
    location.reload();
  });
}

const notYetSent = (state) =>
  state === "signed-out" ? element("span", "Saved on this phone. ", link(`/sign-in?next=${encodeURIComponent(location.pathname)}`, "Sign in to send it")) : "Saved on this phone, not yet sent.";

function focusable(panel, className) {
  Object.assign(panel, { className, tabIndex: -1 });
  panel.setAttribute("role", "status");
  return panel;
}
