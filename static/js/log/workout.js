// The forms for a run and a lift: echo what is typed, and start where and when the phone is.
import { echo } from "../typed.js";
import { localStart } from "./start.js";

const form = document.querySelector("[data-workout]");
const line = form.querySelector("[data-echo-line]");
const duration = form.querySelector('[data-echo="duration"]');
const distance = form.querySelector('[data-echo="distance"]');

function showEcho() {
  line.textContent = echo(duration.value, distance?.value ?? "", distance?.dataset.unit ?? "");
}

function startHere(secondsAgo) {
  const { date, time, time_zone: zone } = form.elements;
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  // The server knows the time better than many a phone; a page that was kept knows that of then.
  const isNow = !document.documentElement.dataset.kept;
  if (!here || (here === zone.value && isNow)) return;
  const start = localStart(new Date(Date.now() - secondsAgo * 1000));
  [date.value, time.value, zone.value] = [start.date, start.time, here];
  zone.closest("details").querySelector("summary").textContent = `In ${here}`;
}

form.addEventListener("input", showEcho);
showEcho();
if ("startedSAgo" in form.dataset) startHere(Number(form.dataset.startedSAgo));
