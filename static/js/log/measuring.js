// A lift that is ticked off set by set measures its own start and duration, until somebody types them.
import { clock } from "../typed.js";
import { keep, keptIn } from "./kept.js";
import { localStart } from "./start.js";

const OWN = ["date", "time", "duration"];
// Who ticks faster than this writes down what was done before.
const LEAST_S_A_SET = 20;

export function measuringOf(form) {
  const began = keptIn(form, "began"); // In milliseconds, at the first tick.
  const typed = keptIn(form, "typed"); // The names of the fields that were typed.

  form.addEventListener("input", ({ target }) => {
    const names = typed.value.split(" ");
    if (OWN.includes(target.name) && !names.includes(target.name)) keep(typed, [...names, target.name].join(" ").trim());
  });

  const isOwn = (name) => typed.value.split(" ").includes(name);

  return {
    // A set was done now; `sets` are by now.
    ticked(sets) {
      if (!began.value) keep(began, Date.now());
      if (isOwn("date") || isOwn("time")) return;
      const start = new Date(Number(began.value));
      const seconds = Math.round((Date.now() - start) / 1000);
      if (sets < 2 || seconds < LEAST_S_A_SET * (sets - 1)) return;
      const { date, time, duration } = form.elements;
      const here = localStart(start);
      [date.value, time.value] = [here.date, here.time];
      if (!isOwn("duration")) duration.value = clock(seconds);
    },
  };
}
