// What to put on each side of a bar, in the user's own unit, as runstrength/training/plates.py does.
// tests/plates.json holds both to the same loadings.

// Whole thousandths, so that nothing is off by a rounding.
export const thousandths = (number) => Math.floor(number * 1000 + 1e-4);

// `plates` are [weight, pairs] of each kind. The nearest weight at or below that can be loaded, with
// the fewest plates, as {plates, loaded, short}; null for less than the bar weighs.
export function perSide(weight, { bar, plates }) {
  const room = thousandths(weight) - thousandths(bar);
  if (!(room >= 0)) return null;
  const sides = new Map([[0, []]]);
  for (const [plate, pairs] of [...plates].sort(([a], [b]) => b - a)) {
    const size = thousandths(plate);
    for (const [held, used] of [...sides]) {
      const most = Math.min(pairs, Math.floor((room / 2 - held) / size));
      for (let number = 1; number <= most; number += 1) {
        const side = [...used, ...Array(number).fill(size)];
        const other = sides.get(held + number * size);
        if (!other || isHandier(side, other)) sides.set(held + number * size, side);
      }
    }
  }
  const heaviest = Math.max(...sides.keys());
  return {
    plates: sides.get(heaviest).map((size) => size / 1000),
    loaded: (thousandths(bar) + 2 * heaviest) / 1000,
    short: (room - 2 * heaviest) / 1000,
  };
}

// Fewer plates; of as few, the heavier first.
function isHandier(side, other) {
  if (side.length !== other.length) return side.length < other.length;
  const at = side.findIndex((size, n) => size !== other[n]);
  return at >= 0 && side[at] > other[at];
}
