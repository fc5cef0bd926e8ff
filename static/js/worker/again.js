// A page that took too long is shown as soon as it comes.
const WAIT_MS = 60_000;
const line = document.querySelector("[data-trying]");
const OWN_PATH = "/offline";

async function tryOn() {
  line.textContent = "Still trying…";
  try {
    const asked = { headers: { Accept: "text/html" }, signal: AbortSignal.timeout(WAIT_MS), cache: "no-store" };
    const answer = await fetch(location.href, asked);
    if (answer.status < 500) location.reload();
  } catch {
    line.textContent = "";
  }
}

// Asked for by its own address, it stands for no other page.
if (location.pathname !== OWN_PATH) {
  tryOn();
  addEventListener("online", () => location.reload());
}
