// The rest timer: its end is kept, not a countdown, so that a lock, a reload or another app takes
// nothing of it.
import { button, element } from "../element.js";
import { clock } from "../typed.js";
import { keep, keptIn } from "./kept.js";
import { USUAL_REST_S, secondsLeft, shifted } from "./rest.js";

const STEP_S = 15;
const JUST_OVER_MS = 2000;
const TICK_MS = 250;
const CHOSEN = "rest_s"; // On this phone: how long one rests.

function usual() {
  try {
    return Number(localStorage.getItem(CHOSEN)) || USUAL_REST_S;
  } catch {
    return USUAL_REST_S;
  }
}

export function restBar(form) {
  const until = keptIn(form, "rest_until");
  const shown = element("output");
  shown.setAttribute("role", "timer");
  const line = element("div", shown);
  line.className = "rest";
  let timer;
  let sound;
  let isRung = true;

  function show() {
    clearTimeout(timer);
    const end = Number(until.value);
    const left = secondsLeft(end, Date.now());
    const words = left ? `Rest ${clock(left)}` : end ? "Rest is over" : `Rest ${clock(usual())}`;
    if (shown.textContent !== words) shown.textContent = words;
    line.classList.toggle("runs", left > 0);
    if (left) timer = setTimeout(show, TICK_MS);
    else if (!isRung && Date.now() - end < JUST_OVER_MS) ring();
    isRung ||= !left;
  }

  function set(end) {
    keep(until, end);
    isRung = !end;
    show();
  }

  // More or less of the rest that runs; without one, of the next.
  function change(by) {
    if (secondsLeft(Number(until.value), Date.now())) return set(shifted(Number(until.value), by, Date.now()));
    try {
      localStorage.setItem(CHOSEN, Math.max(STEP_S, usual() + by));
    } catch {
      // A phone that keeps nothing keeps the usual rest.
    }
    return set("");
  }

  // A tone where there is sound, a buzz where there is a motor; either may be missing.
  function ring() {
    navigator.vibrate?.([200, 100, 200]);
    if (!sound) return;
    const tone = sound.createOscillator();
    tone.connect(sound.destination);
    tone.start();
    tone.stop(sound.currentTime + 0.2);
  }

  for (const [words, says, work] of [
    [`−${STEP_S}`, `${STEP_S} seconds less`, () => change(-STEP_S)],
    [`+${STEP_S}`, `${STEP_S} seconds more`, () => change(STEP_S)],
    ["Skip", "Skip the rest", () => set("")],
  ]) {
    line.append(Object.assign(button(words, work), { ariaLabel: says }));
  }
  line.title = "It keeps its end while the phone is locked or another app is open, but can’t ring then.";
  document.addEventListener("visibilitychange", show);
  form.addEventListener("shape", () => {
    setTimeout(() => {
      isRung = !secondsLeft(Number(until.value), Date.now());
      show();
    });
  });
  show();

  return {
    line,
    stop: () => set(""),
    start() {
      sound ??= globalThis.AudioContext && new AudioContext(); // Sound has to be asked for by a tap.
      keepAwake();
      set(Date.now() + usual() * 1000);
    },
  };
}

// The screen stays on while sets are done, where the browser lets it.
let lock = null;
async function keepAwake() {
  if (lock && !lock.released) return;
  lock = await navigator.wakeLock?.request("screen").catch(() => null);
}
document.addEventListener("visibilitychange", () => lock && document.visibilityState === "visible" && keepAwake());
