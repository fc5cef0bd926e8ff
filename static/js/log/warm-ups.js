// Warm-up sets before a weight, as runstrength/training/warm_ups.py counts them.
import { perSide, thousandths } from "./plates.js";

const BAR_REPS = 10;
const STEPS = [[40, 5], [60, 3]];
const LAST_PERCENT = 80;
const FEW_REPS = 5;

// The sets for `reps` of a weight, lightest first, as texts: [{weight, reps}]. None where the
// heaviest of them would be the empty bar.
export function warmUps(weight, reps, gear) {
  if (!Number.isFinite(weight) || !Number.isInteger(reps)) return [];
  const found = new Map(gear.bar > 0 ? [[gear.bar, BAR_REPS]] : []);
  for (const [percent, number] of [...STEPS, [LAST_PERCENT, reps <= FEW_REPS ? 1 : 2]]) {
    const loading = perSide(Math.floor((thousandths(weight) * percent) / 100) / 1000, gear);
    if (loading?.plates.length && !found.has(loading.loaded)) found.set(loading.loaded, number);
  }
  if (![...found.keys()].some((load) => load > gear.bar)) return [];
  return [...found].map(([load, number]) => ({ weight: String(load), reps: String(number) }));
}
