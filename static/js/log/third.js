// Duration, distance and pace: of any two follows the third, as the server works it out
// (runstrength/web/log/run_form.py). tests/paces.json holds both to the same.
import { clock, decimal, durationSeconds } from "../typed.js";

const METRES = { m: 1, km: 1000, mi: 1609.344, mile: 1609.344, miles: 1609.344 };
const PACE_UNITS = ["km", "mi", "mile"];
const QUANTITY = /^(.*?)\s*([a-z]*)$/;
const PACE = /^(.+?)(?: ?min)?(?: ?\/ ?([a-z]+))?$/;

// Seconds for so many metres; null where the text is no pace.
export function paceOf(text, own) {
  const [, typed, unit = own] = PACE.exec(tidy(text)) ?? [];
  if (!typed || !PACE_UNITS.includes(unit)) return null;
  const seconds = durationSeconds(typed);
  return seconds >= 60 && seconds <= 3600 ? { seconds, metres: METRES[unit] } : null;
}

export function metresOf(text, own) {
  const [, number, unit] = QUANTITY.exec(tidy(text));
  const typed = decimal(number);
  const metres = METRES[unit || own];
  return typed > 0 && metres ? Math.round(typed * metres * 1000) / 1000 : null;
}

// What belongs into the field `missing`, as one would type it; null where the others don't tell.
export function third(missing, { distance, duration, pace }, own) {
  const metres = metresOf(distance, own);
  const seconds = durationSeconds(duration) || null;
  if (missing === "pace") {
    const each = metres && seconds && Math.round((seconds * METRES[own]) / metres);
    return each >= 60 && each <= 3600 ? clock(each) : null;
  }
  const at = paceOf(pace, own);
  if (missing === "duration") return at && metres ? clock(Math.round((at.seconds * metres) / at.metres)) : null;
  const hundredths = at && seconds && Math.round((100 * seconds * at.metres) / (at.seconds * METRES[own]));
  return hundredths ? String(hundredths / 100) : null;
}

// Which of the three were typed, the last one last: the two typed last stay, the third follows.
// What was typed into the third comes back once it does not follow any more.
export class Trio {
  constructor(texts, own) {
    this.own = own;
    this.typed = { ...texts };
    this.order = ["pace", "duration", "distance"].filter((name) => texts[name].trim());
  }

  // The three texts once `name` was typed to be `text`.
  type(name, text) {
    this.typed[name] = text;
    this.order = this.order.filter((each) => each !== name);
    if (text.trim()) this.order.push(name);
    return this.texts();
  }

  texts() {
    const kept = this.order.slice(-2);
    const texts = Object.fromEntries(Object.keys(this.typed).map((name) => [name, this.order.includes(name) ? this.typed[name] : ""]));
    if (kept.length < 2) return texts;
    const missing = Object.keys(texts).find((name) => !kept.includes(name));
    return { ...texts, [missing]: third(missing, texts, this.own) ?? texts[missing] };
  }
}

const tidy = (text) => text.trim().replace(/\s+/g, " ").toLowerCase();
