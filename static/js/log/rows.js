// Names of rows: `exercises-0-sets-2-reps` is the reps of the third set of the first exercise.

// The number that a new row of a list takes: one above the highest in use.
export function nextNumber(names, list) {
  const numbers = names
    .filter((name) => name.startsWith(`${list}-`))
    .map((name) => Number.parseInt(name.slice(list.length + 1), 10));
  return Math.max(-1, ...numbers.filter(Number.isInteger)) + 1;
}

// A name (or an id, which is the same) with the number of one list replaced.
export function renumbered(name, list, number) {
  return name.startsWith(`${list}-`)
    ? name.slice(0, list.length + 1) + name.slice(list.length + 1).replace(/^[^-]+/, number)
    : name;
}
