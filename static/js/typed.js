// What people type, read as the server reads it (runstrength/web/typed.py), to echo it while they
// type. tests/typed.json holds both to the same readings. Unreadable text gives null.

const CLOCK = /^(?:(\d+):)?(\d+):(\d{2})$/;
const NUMBER = /^[+-]?(\d+([.,]\d*)?|[.,]\d+)$/;
const UNITS =
  /^(?:(\d+)\s*h(?:ours?|rs?)?)?\s*(?:(\d+)\s*(?:m(?:in(?:ute)?s?)?)?)?\s*(?:(\d+)\s*s(?:ec(?:ond)?s?)?)?$/;
const LONGEST = 40;

export function durationSeconds(text, plainUnitSeconds = 60) {
  const trimmed = text.trim().toLowerCase();
  if (!trimmed || trimmed.length > LONGEST) return null;
  const clock = CLOCK.exec(trimmed);
  if (clock) {
    const [hours, minutes, seconds] = [clock[1] ?? 0, clock[2], clock[3]].map(Number);
    if (seconds > 59 || (clock[1] && minutes > 59)) return null;
    return hours * 3600 + minutes * 60 + seconds;
  }
  if (NUMBER.test(trimmed)) return Math.round(decimal(trimmed) * plainUnitSeconds);
  const parts = UNITS.exec(trimmed);
  if (!parts) return null;
  const [hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0));
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
  const distance = distanceText ? decimal(distanceText) : null;
  const parts = [];
  if (distance) parts.push(`${distance} ${unit}`);
  if (seconds) parts.push(`${durationText.trim()} = ${spoken(seconds)}`);
  if (distance && seconds) parts.push(`${clock(Math.round(seconds / distance))} /${unit}`);
  return parts.join(" · ");
}
