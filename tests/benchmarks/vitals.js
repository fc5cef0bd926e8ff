// What web-vitals measures, kept on the page: read as `vitals` after a visit.
// LCP and CLS as in https://web.dev/articles/lcp and /cls; an interaction lasts as long as the
// longest of its events, and the worst of a visit is its INP as long as there are fewer than 50.
const SHORTEST_MS = 16; // The least that Event Timing tells of.
const WINDOW_MS = 5000;
const PAUSE_MS = 1000;

const vitals = { lcp: null, cls: 0, interactions: {} };
globalThis.vitals = vitals;

let shift = { sum: 0, first: 0, last: 0 };

function addShift({ value, startTime, hadRecentInput }) {
  if (hadRecentInput) return;
  const goesOn = startTime - shift.last < PAUSE_MS && startTime - shift.first < WINDOW_MS;
  shift = goesOn ? { ...shift, sum: shift.sum + value, last: startTime } : { sum: value, first: startTime, last: startTime };
  vitals.cls = Math.max(vitals.cls, shift.sum);
}

function addEvent({ interactionId, duration, name, target, startTime, processingStart, processingEnd }) {
  if (!interactionId || duration <= (vitals.interactions[interactionId]?.duration ?? 0)) return;
  const on = target?.id || target?.name || target?.className || target?.localName || "gone";
  const parts = [processingStart - startTime, processingEnd - processingStart, startTime + duration - processingEnd];
  vitals.interactions[interactionId] = { duration, name, on: `${on}`, parts: parts.map(Math.round) };
}

function observe(type, add, options = {}) {
  new PerformanceObserver((list) => list.getEntries().forEach(add)).observe({ type, buffered: true, ...options });
}

observe("largest-contentful-paint", ({ startTime, element, url }) => {
  vitals.lcp = startTime;
  vitals.lcpElement = url || element?.outerHTML.replace(/\s+/g, " ").slice(0, 80);
});
observe("layout-shift", addShift);
observe("event", addEvent, { durationThreshold: SHORTEST_MS });
observe("first-input", addEvent);
