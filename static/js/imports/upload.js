// The form for files shows how much is sent, keeps them where nobody answers, and offers what waits.
import { button, element } from "../element.js";
import { bring } from "./bring.js";
import { quarters } from "./quarters.js";
import { filesOf, keepFile } from "../worker/shares.js";

const KEPT = "The server can’t be reached. It is kept on this phone: look into it once you are online.";
const NOT_KEPT = "The server can’t be reached, and this phone could not keep it. Try again once you are online.";
const { user: owner } = document.documentElement.dataset;
const form = document.querySelector("[data-upload]");
const sending = form.querySelector("[data-sending]");
const refused = form.querySelector("[data-refused]");
const section = document.querySelector("[data-shared]");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const chosen = [...form.elements.file.files];
  const press = form.querySelector("button");
  press.disabled = true;
  say("");
  const { problem, isAway } = await bring(chosen.map((file) => ({ name: file.name, blob: file })), owner, { sent: showSent() });
  if (!problem) return;
  sending.hidden = true;
  press.disabled = false;
  say(isAway ? await keep(chosen) : problem);
});

// A page that comes back as it was left is ready for the next file.
addEventListener("pageshow", ({ persisted }) => persisted && location.reload());

// That a file is kept is good news.
function say(words) {
  refused.className = words === KEPT ? "notice says" : "fault";
  refused.textContent = words;
}

function showSent() {
  const [bar, line] = [sending.querySelector("progress"), sending.querySelector("[role=status]")];
  const isNews = quarters();
  bar.removeAttribute("value");
  line.textContent = "Sending. Keep this page open.";
  sending.hidden = false;
  return (share) => {
    bar.value = share;
    if (isNews(share)) line.textContent = share < 1 ? `${Math.floor(share * 100)} % is sent. Keep this page open.` : "All is sent.";
  };
}

async function keep(files) {
  const kept = await Promise.allSettled(files.map((file) => keepFile(file, owner)));
  await showShared().catch(() => {});
  if (kept.some(({ status }) => status === "rejected")) return NOT_KEPT;
  form.reset();
  return KEPT;
}

async function showShared() {
  const files = await filesOf(owner);
  section.hidden = !files.length;
  section.querySelector("ul").replaceChildren(...files.map(item));
}

function item(file) {
  const sent = button("Look into it", async () => {
    sent.disabled = true;
    section.querySelector("[role=alert]").textContent = "";
    const { problem } = await bring([file], owner);
    section.querySelector("[role=alert]").textContent = problem;
    sent.disabled = !problem;
  }, "main wide");
  const made = element("li", Object.assign(element("b", file.name), { className: "file" }), sent);
  made.className = "panel stack";
  return made;
}

showShared().catch(() => {});
