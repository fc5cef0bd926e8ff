// Signing out takes everything of the user's from this phone; what waits there is asked about first.
import { draftsOf } from "../drafts/drafts.js";
import { element } from "../element.js";
import { done, transact } from "../outbox/database.js";
import { download } from "../outbox/list.js";
import { mine } from "../outbox/queue.js";
import { sendWaiting } from "../outbox/sending.js";
import { belongTo } from "../worker/pages.js";
import { filesOf } from "../worker/shares.js";

const form = document.querySelector("[data-sign-out]");
const owner = document.documentElement.dataset.user;

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  await ask();
});

async function ask() {
  const [entries, drafts, files] = await kept();
  if (!entries.length && !drafts.length && !files.length) return leave();
  const counted = [counts(entries, "entry that is not sent", "entries that are not sent"), counts(drafts, "draft", "drafts"), counts(files, "shared file", "shared files")];
  const send = button("Send first", async () => {
    await sendWaiting(owner);
    await ask();
  }, "main");
  const everything = () => [...entries, ...drafts.map((draft) => ({ ...draft, problem: null }))];
  const buttons = [button("Download", () => download(everything(), "runstrength-waiting.json")), button("Discard and sign out", leave), button("Stay", () => place.remove())];
  if (entries.length) buttons.unshift(send);
  const row = element("div", ...buttons);
  row.className = "buttons";
  const place = element("div", element("p", `This phone holds ${counted.filter(Boolean).join(" and ")}. Signing out takes them away.`), row);
  place.className = "panel stack";
  place.setAttribute("role", "alert");
  form.parentElement.querySelector(":scope > [role=alert]")?.remove();
  form.before(place);
  return undefined;
}

const kept = () => Promise.all([mine(owner), draftsOf(owner), filesOf(owner)]).catch(() => [[], [], []]);

const counts = (list, one, many) => list.length && `${list.length} ${list.length === 1 ? one : many}`;

function button(words, work, className = "") {
  const made = Object.assign(element("button", words), { type: "button", className });
  made.addEventListener("click", work);
  return made;
}

// The session ends at the server first: without a network nobody is signed out.
async function leave() {
  const asked = { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } };
  const answer = await fetch(form.action, asked).then((said) => said.ok && said.json()).catch(() => null);
  if (!answer) return sayNotNow();
  await forget().catch(() => {});
  return location.assign(answer.location);
}

async function forget() {
  await transact(["outbox", "drafts", "shared"], "readwrite", async (...stores) => {
    for (const store of stores) {
      const keys = await done(store.index("owner").getAllKeys(owner));
      for (const key of keys) await done(store.delete(key));
    }
  });
  await belongTo(null);
}

function sayNotNow() {
  const words = element("p", "The server does not answer, and your session ends there. Please try again with a network.");
  words.className = "notice";
  words.setAttribute("role", "alert");
  form.before(words);
}
