// A page that shows how far an import is asks again until there is something else to show.
import { quarters } from "./quarters.js";

const FIRST_MS = 400, MOST_MS = 2000;
const ADDRESS = location.href.split("#")[0];
const AWAY = "The server can’t be reached just now. The import goes on there.";
const shown = document.querySelector("[data-progress]");
const line = shown.querySelector("[data-told]");
const isNews = quarters();
let pause = FIRST_MS;

async function look() {
  const { status, responseURL, responseXML: page } = await ask();
  if (status === 429 || status >= 500) return wait();
  if (status !== 200 || responseURL !== ADDRESS) return location.reload();
  const news = page.querySelector("[data-progress]");
  if (news?.dataset.progress !== shown.dataset.progress) return location.reload();
  tell(news.querySelector("[data-told]").textContent, news.querySelector("progress"));
  return wait();
}

// This reads an answer as a page by itself: no text is made markup by a script.
function ask() {
  const request = new XMLHttpRequest();
  request.open("GET", ADDRESS);
  request.setRequestHeader("Accept", "text/html");
  request.responseType = "document";
  return new Promise((resolve, reject) => {
    request.onload = () => resolve(request);
    request.onerror = reject;
    request.send();
  });
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
