// The page of what waits: each entry with what can be done about it.
import { dropDraft } from "../drafts/drafts.js";
import { at, continued } from "../drafts/typing.js";
import { button, element, link } from "../element.js";
import { bring } from "../imports/bring.js";
import { dropFile, filesOf, keepFile } from "../worker/shares.js";
import * as queue from "./queue.js";

const CHANGED = "It was changed elsewhere meanwhile. Which of the two do you want to keep?";

// `page` has a list for each kind; `changed` is called when something came or went.
export function showList(page, { owner, entries, drafts, files, changed }) {
  const part = (name) => page.querySelector(`[data-list="${name}"]`);
  fillList(part("entries"), entries.map((entry) => entryItem(entry, changed)));
  fillList(part("drafts"), drafts.map((draft) => draftItem(draft, changed)));
  const says = (words) => (part("files").querySelector("[role=alert]").textContent = words ?? "");
  fillList(part("files"), files.map((file) => fileItem(file, owner, says, changed)));
  page.querySelector("[data-nothing]").hidden = entries.length + drafts.length + files.length > 0;
  page.querySelector("[data-all]").hidden = !entries.length;
  page.querySelector("[data-download]").onclick = () => download(entries, "runstrength-waiting.json");
  const input = page.querySelector("[data-add]");
  input.onchange = async () => {
    const kept = [...input.files].map((file) => keepFile(file, owner));
    input.value = "";
    const failed = (await Promise.allSettled(kept)).some(({ status }) => status === "rejected");
    says(failed ? "This phone could not keep it: its storage is full, or closed to this app." : "");
    changed();
  };
  if (input.files.length) input.onchange(); // Chosen before this was here to take it.
}

function fillList(section, items) {
  section.querySelector("ul").replaceChildren(...items);
  section.hidden = !items.length && section.dataset.list !== "files";
}

function entryItem(entry, changed) {
  const doing = (words, work, className) => button(words, () => work(entry.seq).then(changed), className);
  const buttons = [];
  const { problem } = entry;
  if (problem?.versions) buttons.push(doing("Keep mine", queue.insist, "main"), doing("Keep what is stored", queue.remove));
  else if (problem) buttons.push(doing("Try again", queue.retry));
  else buttons.push(button("Send now", changed));
  if (entry.page) buttons.push(link(`${entry.page}#entry=${entry.id}`, "Look and fix", "button"));
  buttons.push(button("Download", () => download([entry], `runstrength-${entry.id}.json`)));
  if (!problem?.versions) buttons.push(askTwice("Discard", () => queue.remove(entry.seq).then(changed)));
  return item(entry.id, element("b", entry.label), stateOf(entry), ...(problem ? reasons(problem) : []), buttons);
}

function stateOf({ saved_at, attempts, problem }) {
  const tries = attempts > 0 && !problem ? ` Tried ${attempts === 1 ? "once" : `${attempts} times`}; it may have arrived already, and is never stored twice.` : "";
  const how = problem ? "the server did not take it" : "not yet sent";
  return soft(`Saved on this phone ${at(saved_at)}, ${how}.${tries}`);
}

function reasons({ title, detail, errors = [], versions }) {
  const lines = errors.map(({ field, message }) => element("p", `${field.replace(/[-_]/g, " ")}: ${message}`));
  const says = versions ? CHANGED : detail;
  if (says || !lines.length) lines.unshift(element("p", says || title));
  for (const line of lines) line.className = "fault";
  if (!versions) return lines;
  const side = (name, said) => element("div", element("h3", name), ...said.map((words) => element("p", words)));
  const both = element("div", side("Yours", versions.yours), side("Stored now", versions.stored));
  both.className = "versions";
  return [...lines, both];
}

function draftItem(draft, changed) {
  const drop = askTwice("Discard", () => dropDraft(draft.id).then(changed));
  return item(draft.id, element("b", draft.label), soft(`Typed ${at(draft.saved_at)}, not saved yet.`), [continued(draft), drop]);
}

function fileItem(file, owner, says, changed) {
  const fetched = Object.assign(link(URL.createObjectURL(file.blob), "Download", "button"), { download: file.name });
  const drop = askTwice("Discard", () => dropFile(file.id).then(changed));
  const brought = button("Look into it", async () => {
    brought.disabled = true;
    says("");
    const { problem, isAway } = await bring([file], owner);
    says(isAway ? `${problem} The file stays on this phone.` : problem);
    brought.disabled = !problem;
  }, "main");
  return item(file.id, element("b", file.name), soft(`${sizeOf(file)}, kept ${at(file.saved_at)}.`), [brought, fetched, drop]);
}

function sizeOf({ size }) {
  if (size < 10_000) return `${size} bytes`;
  return size < 10_000_000 ? `${Math.round(size / 1000)} kB` : `${Math.round(size / 1e6)} MB`;
}

function item(id, ...parts) {
  const buttons = element("div", ...parts.pop());
  buttons.className = "buttons";
  const made = element("li", ...parts, buttons);
  made.className = "panel stack";
  made.id = id;
  return made;
}

const soft = (words) => Object.assign(element("p", words), { className: "soft small" });

// The first tap asks, the second does it.
function askTwice(words, work) {
  const made = button(words, () => {
    if (made.dataset.asked) return work();
    made.dataset.asked = "1";
    made.textContent = `${words} for good?`;
  });
  return made;
}

// As JSON, without what is the outbox's own business.
export function download(entries, name) {
  const told = entries.map(({ label, url, fields, saved_at, problem }) => ({ label, url, fields, saved_at, problem }));
  const blob = new Blob([JSON.stringify(told, null, 2)], { type: "application/json" });
  const saving = Object.assign(link(URL.createObjectURL(blob), name), { download: name });
  saving.click();
  setTimeout(() => URL.revokeObjectURL(saving.href), 60_000);
}
