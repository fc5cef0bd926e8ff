// Signing out takes everything of the user's from this phone; what waits there is asked about first.
import { draftsOf } from "../drafts/drafts.js";
import { button, element } from "../element.js";
import { download } from "../outbox/list.js";
import { mine } from "../outbox/queue.js";
import { sendWaiting } from "../outbox/sending.js";
import { filesOf } from "../worker/shares.js";
import { forget } from "./forget.js";

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

// The session ends at the server first: without a network nobody is signed out.
async function leave() {
  const said = await endSession();
  if (!said) return sayNotNow();
  // A page that was kept for long may hold a form that the server no longer takes: here is a new one.
  const { pathname } = new URL(said.location, location.href);
  if (pathname === location.pathname) return location.reload();
  if (pathname !== "/") return location.assign(said.location); // Still signed in: nothing goes.
  await forget(owner).catch(() => {});
  return location.assign(said.location);
}

// Where to go on; null where the server does not answer. A session that has ended already, or is
// somebody else's by now, is as good as ended.
async function endSession() {
  const headers = { Accept: "application/json", "RunStrength-Owner": owner };
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers });
    if (answer.status === 401) return { location: "/" };
    const said = answer.ok && (await answer.json());
    return typeof said?.location === "string" ? said : null;
  } catch {
    return null;
  }
}

function sayNotNow() {
  const words = element("p", "The server does not answer, and your session ends there. Please try again with a network.");
  words.className = "notice";
  words.setAttribute("role", "alert");
  form.before(words);
}
