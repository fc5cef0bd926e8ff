// A page that shows how far an import is asks again until there is something else to show.
import { quarters } from "./quarters.js";

const FIRST_MS = 400, MOST_MS = 2000;
const AWAY = "The server can’t be reached just now. The import goes on there.";
const shown = document.querySelector("[data-progress]");
const line = shown.querySelector("[data-told]");
const isNews = quarters();
let pause = FIRST_MS;

async function look() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-store" });
  if (answer.status === 429 || answer.status >= 500) return wait();
  if (!answer.ok || answer.redirected) return location.reload();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const news = page.querySelector("[data-progress]");
  if (news?.dataset.progress !== shown.dataset.progress) return location.reload();
  tell(news.querySelector("[data-told]").textContent, news.querySelector("progress"));
  return wait();
}

// What one sees changes at each look; what one hears, at each quarter.
function tell(words, bar) {
  line.textContent = words;
  if (!bar.hasAttribute("value")) return;
  shown.querySelector("progress").value = bar.value;
  if (isNews(bar.value)) shown.querySelector("[data-said]").textContent = words;
}

function wait() {
  setTimeout(() => look().catch(missed), pause);
  pause = Math.min(MOST_MS, pause * 1.5);
}

function missed() {
  line.textContent = AWAY;
  wait();
}

wait();
