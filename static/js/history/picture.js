// A workout as a picture of 1080 x 1350, in the page's own colours and fonts.
export const WIDTH = 1080;
export const HEIGHT = 1350;
const EDGE = 96;
const INNER = WIDTH - 2 * EDGE;
const FOOT = HEIGHT - EDGE;
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';
const [LINE, BEST] = [108, 54];
const [MOST_LINES, MOST_BESTS] = [6, 3];

export function draw(canvas, { kind, title, date, figures, lines, bests }) {
  Object.assign(canvas, { width: WIDTH, height: HEIGHT });
  const pen = penOn(canvas.getContext("2d"));
  pen.fill("paper", 0, WIDTH);
  pen.fill(kind, 0, 24);
  pen.write(title, EDGE, 190, { size: 92, weight: 700, colour: kind });
  pen.write(date, EDGE, 256, { size: 40, colour: "ink-soft" });
  const top = drawFigures(pen, figures, lines.length > 2 ? figures.length : 2);
  const shown = bests.slice(0, MOST_BESTS);
  drawLines(pen, placed(lines, shown.length, top), top);
  drawBests(pen, shown, kind);
  pen.write("RunStrength", WIDTH - EDGE, FOOT + 40, { size: 32, weight: 700, colour: "ink-soft", align: "right" });
  return canvas;
}

// In so many columns, all as large as the widest allows; says where the next thing may stand.
function drawFigures(pen, figures, columns) {
  const column = INNER / columns;
  const sizes = figures.map(([, value]) => pen.fitting(value, column - 32, { size: columns < 3 ? 104 : 72, weight: 700 }));
  const size = Math.min(...sizes);
  const row = size + 84;
  figures.forEach(([name, value], n) => {
    const [x, y] = [EDGE + (n % columns) * column, 370 + Math.floor(n / columns) * row];
    pen.write(name, x, y, { size: 34, colour: "ink-soft" });
    pen.write(value, x, y + size + 8, { size, weight: 700 });
  });
  return 400 + Math.ceil(figures.length / columns) * row;
}

function drawLines(pen, lines, top) {
  lines.forEach(({ name, what, more }, n) => {
    const y = top + n * LINE;
    if (more) return pen.write(more, EDGE, y, { size: 36, colour: "ink-soft" });
    pen.write(name, EDGE, y, { size: 40, weight: 600, width: INNER });
    if (what) pen.write(what, EDGE, y + 48, { size: 36, colour: "ink-soft", width: INNER });
  });
}

function drawBests(pen, bests, kind) {
  if (!bests.length) return;
  const first = firstBest(bests.length);
  const size = Math.min(...bests.map((best) => pen.fitting(best, INNER, { size: 38, weight: 600 })));
  pen.write(bests.length === 1 ? "New best" : "New bests", EDGE, first - 64, { size: 36, weight: 700, colour: kind });
  bests.forEach((best, n) => pen.write(best, EDGE, first + n * BEST, { size: Math.max(size, 28), weight: 600, width: INNER }));
}

const firstBest = (count) => FOOT - 60 - (count - 1) * BEST;

// As many lines as there is room for above the bests; the last one says how many are left out.
export function placed(lines, bests, top) {
  const end = bests ? firstBest(bests) - 180 : FOOT - 110;
  const room = Math.min(MOST_LINES, Math.max(1, Math.floor((end - top) / LINE) + 1));
  const told = lines.map(([name, what]) => ({ name, what }));
  if (told.length <= room) return told;
  return [...told.slice(0, room - 1), { more: `and ${told.length - room + 1} more` }];
}

// Words cut to a width, by a measure of that; whole if they fit.
export function shortened(words, width, measure) {
  if (measure(words) <= width) return words;
  let end = words.length;
  while (end > 1 && measure(`${words.slice(0, end)}…`) > width) end -= 1;
  return `${words.slice(0, end).trimEnd()}…`;
}

const LEAST = 0.75; // Of its size: what is still too wide is cut.

function penOn(context) {
  const style = getComputedStyle(document.documentElement);
  const colourOf = (name) => style.getPropertyValue(`--${name}`).trim();
  const set = (size, weight) => (context.font = `${weight} ${size}px ${FONT}`);
  const measure = (words) => context.measureText(words).width;
  const fitting = (words, width, { size, weight = 400 }) => {
    set(size, weight);
    return Math.floor(size * Math.min(1, width / measure(words)));
  };
  return {
    fitting,
    fill(colour, x, width) {
      context.fillStyle = colourOf(colour);
      context.fillRect(x, 0, width, HEIGHT);
    },
    write(words, x, y, { size, weight = 400, colour = "ink", align = "left", width = Infinity }) {
      set(Math.max(size * LEAST, fitting(words, width, { size, weight })), weight);
      context.fillStyle = colourOf(colour);
      context.textAlign = align;
      context.fillText(shortened(words, width, measure), x, y);
    },
  };
}
