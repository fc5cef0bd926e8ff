// A lift that is ticked off set by set measures its own start and duration, until somebody types them.
import { clock } from "../typed.js";
import { keep, keptIn } from "./kept.js";
import { localStart } from "./start.js";

const OWN = ["date", "time", "time_zone", "duration"];
// Who ticks faster than this writes down what was done before.
const LEAST_S_A_SET = 20;
const LEAST_S = 300;
// Who comes back later than this has ended it long ago.
const LONGEST_PAUSE_S = 3600;

export function measuringOf(form) {
  const began = keptIn(form, "began"); // In milliseconds, at the first tick.
  const ticked = keptIn(form, "ticked_at"); // The last tick, in milliseconds.
  const typed = keptIn(form, "typed"); // The names of the fields that were typed.

  form.addEventListener("input", ({ target }) => {
    const names = typed.value.split(" ");
    if (OWN.includes(target.name) && !names.includes(target.name)) keep(typed, [...names, target.name].join(" ").trim());
  });

  function measure(start, seconds) {
    const { date, time, time_zone: zone, duration } = form.elements;
    const here = localStart(start);
    [date.value, time.value] = [here.date, here.time];
    zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone || zone.value;
    if (!isOwn("duration")) duration.value = clock(seconds);
  }

  const isOwn = (name) => typed.value.split(" ").includes(name);

  return {
    // A set was done now; `sets` are by now.
    ticked(sets) {
      const now = Date.now();
      if (!began.value) keep(began, now);
      if (now - Number(ticked.value || now) > LONGEST_PAUSE_S * 1000) return;
      const start = new Date(Number(began.value));
      const seconds = Math.round((now - start) / 1000);
      if (sets > 1 && seconds >= Math.max(LEAST_S, LEAST_S_A_SET * (sets - 1)) && !OWN.slice(0, 3).some(isOwn)) measure(start, seconds);
      keep(ticked, now);
    },
  };
}
