// The form for files says that it is sending, and offers what was shared with the app.
import { button, element } from "../element.js";
import { bring } from "./bring.js";
import { filesOf } from "../worker/shares.js";

const { user: owner } = document.documentElement.dataset;
const form = document.querySelector("[data-upload]");

form.addEventListener("submit", () => {
  form.querySelector("[data-sending]").textContent = "Sending. A large file takes a while; keep this page open.";
});

async function showShared() {
  const section = document.querySelector("[data-shared]");
  const files = await filesOf(owner);
  section.hidden = !files.length;
  section.querySelector("ul").replaceChildren(...files.map((file) => item(file, section)));
}

function item(file, section) {
  const sent = button("Look into it", async () => {
    sent.disabled = true;
    section.querySelector("[role=alert]").textContent = (await bring(file, owner)) ?? "";
    sent.disabled = false;
  }, "main");
  const made = element("li", element("b", file.name), sent);
  made.className = "panel stack";
  return made;
}

showShared().catch(() => {});
