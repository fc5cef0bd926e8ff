// What the workout in the form would change, said while it is typed: the server is asked; where it
// does not answer, the page's own table is. Without this, the button asks.
import { element } from "../element.js";
import { asker } from "./asking.js";
import { documentOf } from "./document.js";
import { likely } from "./likely.js";

const form = document.querySelector("[data-workout]");
const words = JSON.parse(form.querySelector("[data-what-if-words]").textContent);
const place = form.querySelector("[data-what-if-answer]");
const button = form.querySelector("[data-what-if-ask]");
const GRAVEST_FIRST = ["warning", "caution", "info", "praise"];
const LEGS = 'optgroup[label="Lower body"] option';

const units = () => ({
  distance: form.elements.distance?.dataset.unit,
  weight: form.querySelector('[name$="-weight"]')?.dataset.unit,
});

function typed() {
  const read = documentOf(form.dataset.kind, [...new FormData(form)], units());
  return read && asStored(read);
}

// An edit leaves out what it leaves alone, so that the server keeps it to the second.
function asStored(read) {
  if (!("stored" in form.dataset)) return read;
  const isSame = (...names) => names.every((name) => form.elements[name].value === form.elements[name].defaultValue);
  const { started_at, time_zone, ...rest } = read;
  const kept = isSame("date", "time", "time_zone") ? rest : read;
  if (kept.run && !isSame("duration")) kept.run.moving_s = null;
  return kept;
}

async function ask(read, signal) {
  const answer = await fetch(words.address, {
    method: "POST",
    body: JSON.stringify(read),
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    signal,
  });
  if (answer.status >= 500) throw new Error(answer.status);
  return answer.ok ? await answer.json() : null;
}

function show(answer, read) {
  if (answer !== undefined) return render(answer, read);
  const [date, hour] = [form.elements.date.value, Number.parseFloat(form.elements.time.value)];
  const isLegs = (id) => [...form.querySelectorAll(LEGS)].some((option) => option.value === id);
  const found = words.likely && likely(words.likely, read, { date, hour }, isLegs);
  render(found, read, true);
}

// Nothing is touched where nothing changed, so that nothing is read out twice. A line has its place
// beside the button that saves; what is more stands above it.
function render(answer, read, isGuess = false) {
  const parts = answer ? written(answer, read, isGuess) : [];
  const shown = element("div");
  if (parts.length) shown.append(element("div", ...parts));
  const isLine = parts.length === 1 && !answer.adds.length && !answer.settles.length;
  if (parts.length) shown.firstChild.className = isLine ? "says" : "says above";
  button.hidden = parts.length > 0;
  if (shown.innerHTML === place.innerHTML) return;
  place.replaceChildren(...shown.childNodes);
  uncoverFocus();
}

// The panel grows upwards; what is being typed into stays in sight.
function uncoverFocus() {
  const focused = document.activeElement;
  const tops = [place.closest(".save"), place.firstElementChild].filter(Boolean);
  const edge = Math.min(...tops.map((part) => part.getBoundingClientRect().top));
  const isCovered = form.contains(focused) && focused.getBoundingClientRect().bottom > edge;
  if (isCovered && !focused.closest(".save")) focused.scrollIntoView({ block: "nearest" });
}

function written({ adds, settles }, read, isGuess) {
  const parts = [];
  const gone = toldOnce(settles).map((flag) => flag.headline);
  if (adds.length) parts.push(element("ul", ...toldOnce(adds).map(line)));
  if (gone.length) parts.push(element("p", `Would settle: ${gone.join("; ")}.`));
  if (!parts.length) parts.push(element("p", (isGuess ? words.likely_nothing : words.nothing) + (read.effort === null ? " Its effort is left open." : "")));
  if (!isGuess) return parts;
  return [element("p", "Likely, as the server does not answer. This looks at the days around only."), ...parts];
}

// The gravest first; what holds of two days is said once.
function toldOnce(flags) {
  const weight = ({ severity }) => GRAVEST_FIRST.indexOf(severity);
  const sorted = [...flags].sort((a, b) => weight(a) - weight(b));
  return sorted.filter((flag, n) => sorted.findIndex((other) => other.headline === flag.headline) === n);
}

function line(flag) {
  const [{ label, url }] = flag.citations;
  const said = element("span", element("b", `${words.severities[flag.severity]}:`), ` ${flag.headline}`);
  if (flag.estimated) said.append(", by estimate");
  // In a window of its own: what is typed stays.
  const link = Object.assign(element("a", label), { href: url, target: "_blank", rel: "noopener" });
  const item = element("li", said, " ", link);
  item.className = flag.severity;
  return item;
}

const asking = asker(ask, show);

function consider() {
  const read = typed();
  if (read) return asking.soon(read);
  asking.forget();
  return render(null);
}

form.addEventListener("input", consider);
form.addEventListener("click", ({ target }) => target.closest('button[name="do"]') && setTimeout(consider));
button.addEventListener("click", (event) => {
  const read = typed();
  if (!read) return; // The server says what it can't read.
  event.preventDefault();
  asking.now(read);
});
// A form that was filled in for its reader is asked about at once; an edit only if a thumb was faster
// than this script.
const isChanged = ({ checked, defaultChecked, value, defaultValue }) =>
  checked !== defaultChecked || (defaultValue !== undefined && value !== defaultValue);
const isNews = "stored" in form.dataset ? [...form.elements].some(isChanged) : !place.firstElementChild;
if (isNews && typed()?.lift?.exercises.length !== 0) consider();
