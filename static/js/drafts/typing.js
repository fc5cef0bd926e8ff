// The form for a workout keeps a draft of what is typed, and shows again what was not saved.
import { button, element, link } from "../element.js";
import { urlOf } from "../outbox/entry.js";
import { showFaults } from "../outbox/faults.js";
import { newId } from "../outbox/id.js";
import { mine } from "../outbox/queue.js";
import { draftsOf, dropDraft, keepDraft } from "./drafts.js";
import { fill } from "./fill.js";

export async function keepTyping(form, owner) {
  if ("new" in form.dataset) form.elements.id.value = newId(); // A kept page may be opened twice.
  name(form);
  let isFilling = false;
  const keep = () => isFilling || keepDraft(draftOf(form, owner)).catch(() => {});
  form.addEventListener("input", keep);
  form.addEventListener("click", ({ target }) => target.closest('button[name="do"]') && setTimeout(keep));

  addEventListener("hashchange", () => /^#(draft|entry)=/.test(location.hash) && location.reload());

  if ("dirty" in form.dataset) keep();
  const found = await unsaved(form, owner).catch(() => null);
  if (!found) return;
  // Looking it up took a moment, in which a thumb may have begun.
  if ("dirty" in form.dataset && !found.isEntry) return form.before(offer(found));
  if (found.elsewhere) return form.before(offer(found.elsewhere));
  isFilling = true;
  fill(form, found.fields);
  isFilling = false;
  name(form);
  form.before(found.isEntry ? waitingNotice(found) : backNotice(form, found));
  if (!found.problem) return;
  showFaults(form, found.problem);
  // What is stored instead was said: the next save is the answer.
  if (found.problem.version !== undefined) form.elements.base_version.value = found.problem.version ?? "";
}

// The form is about its workout, and so is its draft.
function name(form) {
  form.dataset.about = form.dataset.draft = form.elements.id.value;
}

function draftOf(form, owner) {
  return {
    id: form.elements.id.value,
    owner,
    url: urlOf(form),
    label: form.dataset.queued,
    fields: [...new FormData(form)],
    saved_at: new Date().toISOString(),
  };
}

// What belongs into this form: the draft or entry that the address names; of a stored workout its own
// draft, or its change that waits; else the newest draft. A form that opened filled in stays so.
async function unsaved(form, owner) {
  const [how, id] = location.hash.slice(1).split("=");
  const [drafts, entries] = [await draftsOf(owner), await mine(owner)];
  const url = urlOf(form);
  const draft = (wanted) => drafts.find(wanted);
  const entry = (wanted) => {
    const last = entries.findLast(wanted);
    return last && { ...last, isEntry: true };
  };
  if (how === "draft") return draft((each) => each.id === id);
  if (how === "entry") {
    const named = entry((each) => each.id === id);
    return draft((each) => each.id === named?.about && each.saved_at > named.saved_at) ?? named;
  }
  if (!("new" in form.dataset)) {
    const own = form.dataset.about;
    return draft((each) => each.id === own) ?? entry((each) => each.about === own && each.page);
  }
  const newest = draft((each) => each.url === url);
  return newest && location.search ? { elsewhere: newest } : newest;
}

function backNotice(form, { id, saved_at }) {
  const drop = button("Discard it", async () => {
    await dropDraft(id);
    if (location.hash.startsWith("#draft=")) history.replaceState(null, "", location.pathname + location.search);
    location.reload();
  });
  return notice(element("span", `What you typed ${at(saved_at)} is back. It is not saved yet.`), drop);
}

const waitingNotice = ({ saved_at }) =>
  notice(element("span", `As you saved it on this phone ${at(saved_at)}. It is not sent yet.`));

const offer = (draft) => notice(element("span", `An unfinished one of ${at(draft.saved_at)} is here, too.`), continued(draft));

export const continued = ({ url, id }) => link(`${url}#draft=${id}`, "Continue it", "button");

function notice(...content) {
  const box = element("div", ...content);
  box.className = "notice";
  box.dataset.draftNotice = "";
  box.setAttribute("role", "status");
  return box;
}

// "at 10:32", or with its date where that is another day.
export function at(iso) {
  const then = new Date(iso);
  const time = then.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  if (then.toDateString() === new Date().toDateString()) return `at ${time}`;
  return `on ${then.toLocaleDateString([], { day: "numeric", month: "short" })} at ${time}`;
}
