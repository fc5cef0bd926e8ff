// A page that shows how far an import is asks again until there is something else to show.
const ASK_EVERY_MS = 1500;
const shown = () => document.querySelector("[data-progress]");

async function look() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-store" });
  if (!answer.ok || answer.redirected) return location.reload();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const news = page.querySelector("[data-progress]");
  if (news?.dataset.progress !== shown().dataset.progress) return location.reload();
  tell(news);
  return wait();
}

// The parts are changed, not replaced, so that a screen reader hears the sentence alone.
function tell(news) {
  const [bar, told] = [news.querySelector("progress"), news.querySelector("[role=status]").textContent];
  if (bar.hasAttribute("value")) shown().querySelector("progress").value = bar.value;
  const line = shown().querySelector("[role=status]");
  if (line.textContent !== told) line.textContent = told;
}

const wait = () => setTimeout(() => look().catch(wait), ASK_EVERY_MS);

wait();
