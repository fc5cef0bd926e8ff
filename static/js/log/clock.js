// A running clock for a set that is held. When it began is a field of its exercise: so it goes where
// that goes, and outlives a lock or a reload.
import { clock } from "../typed.js";

const TICK_MS = 250;

// `clocks()` gives [field, button] of each exercise; `done(field, seconds)` takes what was held.
export function clockOf(clocks, done) {
  let timer;

  function show() {
    clearTimeout(timer);
    const running = clocks().filter(([field, button]) => {
      const words = field.value ? `Stop ${clock(Math.max(0, Math.floor((Date.now() - field.value) / 1000)))}` : "Start clock";
      if (button && button.textContent !== words) button.textContent = words;
      return field.value;
    });
    if (running.length) timer = setTimeout(show, TICK_MS);
  }

  document.addEventListener("visibilitychange", show);
  return {
    show,
    // Starts at the first tap; stops at the second.
    toggle(field) {
      if (field.value) return done(field, Math.max(1, Math.round((Date.now() - field.value) / 1000)));
      field.value = Date.now();
      field.dispatchEvent(new Event("input", { bubbles: true }));
      return show();
    },
  };
}
