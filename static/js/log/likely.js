// What a workout would likely be flagged for, looked up where no server answers. The rules
// themselves filled the table in (runstrength/training/likely.py): nothing is judged here but which
// of its kinds of workouts a document comes nearest to.

const HARD_TYPES = ["race", "intervals", "tempo", "hills"];

// The flags of the table for a document as {adds}; null where the table does not speak of it.
// `start` is its date and hour as typed; `isLegs` says whether an exercise is one for the legs.
export function likely(table, document, start, isLegs) {
  const day = table.dates.indexOf(start.date);
  const kind = table.kinds.indexOf(kindOf(document, table, isLegs));
  if (day < 0 || kind < 0) return null;
  const hours = table.hours.map((hour) => Math.abs(hour - start.hour));
  const hour = hours.indexOf(Math.min(...hours));
  const cell = (day * table.hours.length + hour) * table.kinds.length + kind;
  const adds = table.outcomes[table.cells[cell]].map((n) => table.flags[n]);
  return {
    adds: adds.map(([headline, severity, tip]) => ({
      headline,
      severity,
      citations: [{ label: table.tips[tip], url: `${table.guide}${tip}` }],
    })),
    settles: [],
  };
}

function kindOf(document, table, isLegs) {
  const { effort } = document;
  if (document.kind === "run") {
    if (document.run.type === "race") return "hard run";
    if (effort === null) return HARD_TYPES.includes(document.run.type) ? "hard run" : null;
    if (effort <= table.easy) return "easy run";
    return effort <= table.moderate ? "moderate run" : "hard run";
  }
  const sets = document.lift.exercises.flatMap((done) =>
    done.sets.filter((set) => set.kind === "working").map((set) => ({ ...set, legs: isLegs(done.exercise) })),
  );
  const legs = sets.filter((set) => set.legs);
  if (isNearFailure(legs, table)) return "hard leg lift";
  if (effort === null) return null;
  const [seconds, mostSets] = table.short;
  const isShort = document.duration_s <= seconds && sets.length <= mostSets;
  const how = effort > table.moderate ? "hard" : isShort ? "short" : "other";
  return `${how} ${legs.length ? "leg lift" : "lift"}`;
}

// Leg sets that make a lift hard at any effort: so many of them, with so few reps in reserve.
function isNearFailure(legs, { near_failure: limits }) {
  const known = legs.map((set) => set.rir).filter((rir) => rir !== null);
  return limits.some(([count, most]) => known.filter((rir) => rir <= most).length >= count);
}
