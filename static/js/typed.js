// What people type, read as the server reads it (runstrength/web/typed.py), to echo it while they
// type. tests/typed.json holds both to the same readings. Unreadable text gives null.

const CLOCK = /^(?:(\d+):)?(\d+):(\d{2})$/;
const NUMBER = /^[+-]?(\d+([.,]\d*)?|[.,]\d+)$/;
const UNITS =
  /^(?:(\d+) ?(?:h|hrs?|hours?))? ?(?:(\d+) ?(?:m|mins?|minutes?))? ?(?:(\d+) ?(?:s|secs?|seconds?))?$/;
const HOURS_AND_MINUTES = /^(\d+) ?h ?(\d{1,2})()$/;
const QUANTITY = /^(.*?)\s*([a-z]*)$/;
const LONGEST = 40;

export function durationSeconds(text, plainUnitSeconds = 60) {
  const trimmed = text.trim().replace(/\s+/g, " ").toLowerCase();
  if (!trimmed || trimmed.length > LONGEST) return null;
  const clock = CLOCK.exec(trimmed);
  if (clock) {
    const [hours, minutes, seconds] = [clock[1] ?? 0, clock[2], clock[3]].map(Number);
    if (seconds > 59 || (clock[1] && minutes > 59)) return null;
    return hours * 3600 + minutes * 60 + seconds;
  }
  if (NUMBER.test(trimmed)) return Math.round(decimal(trimmed) * plainUnitSeconds);
  const parts = HOURS_AND_MINUTES.exec(trimmed) ?? UNITS.exec(trimmed);
  if (!parts) return null;
  const [hours, minutes, seconds] = parts.slice(1).map((part) => Number(part || 0));
  return hours * 3600 + minutes * 60 + seconds;
}

export function decimal(text) {
  const trimmed = text.trim().replace("−", "-");
  if (trimmed.length > LONGEST || !NUMBER.test(trimmed)) return null;
  return Number(trimmed.replace(",", "."));
}

export function spoken(seconds) {
  const parts = [
    [Math.floor(seconds / 3600), "h"],
    [Math.floor((seconds % 3600) / 60), "min"],
    [seconds % 60, "s"],
  ];
  return parts.filter(([count]) => count).map((part) => part.join(" ")).join(" ") || "0 s";
}

export function clock(seconds) {
  const two = (number) => String(number).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = two(seconds % 60);
  return hours ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

// One line that says what a form's duration and distance were understood as.
export function echo(durationText, distanceText, unit) {
  const seconds = durationText ? durationSeconds(durationText) : null;
  const [, number, typedUnit] = QUANTITY.exec(distanceText.trim().toLowerCase());
  const distance = number ? decimal(number) : null;
  const isOwnUnit = !typedUnit || typedUnit === unit;
  const parts = [];
  if (distance > 0) parts.push(`${distance} ${typedUnit || unit}`);
  if (seconds > 0) parts.push(`${durationText.trim()} = ${spoken(seconds)}`);
  if (distance > 0 && seconds > 0 && isOwnUnit) {
    parts.push(`${clock(Math.round(seconds / distance))} /${unit}`);
  }
  return parts.join(" · ");
}
