// What a form sends is kept as it is typed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { aboutOf, entryOf, urlOf } from "../../static/js/outbox/entry.js";

// As much of a form as an entry is made of.
function form(data = {}, { sent = [], echo = null, date = null } = {}) {
  return {
    action: "http://127.0.0.1:5000/log/run?day=2026-11-16",
    dataset: { queued: "Run", ...data },
    elements: date ? { date: { value: date } } : {},
    querySelector: () => (echo === null ? null : { textContent: echo }),
    sent,
  };
}

globalThis.FormData = class {
  constructor({ sent }) {
    this.sent = sent;
  }

  [Symbol.iterator]() {
    return this.sent[Symbol.iterator]();
  }
};

test("fields are kept as typed, in their order, however often one comes", () => {
  const sent = [["notes", " à & b "], ["move", "a"], ["move", "b"]];
  assert.deepEqual(entryOf(form({}, { sent }), null, "anna").fields, sent);
});

test("the button that was pressed is sent, where it has a name", () => {
  const sent = [["next", "/today"]];
  const pressed = (submitter) => entryOf(form({}, { sent }), submitter, "anna").fields;
  assert.deepEqual(pressed({ name: "effort", value: "7", dataset: {} }), [...sent, ["effort", "7"]]);
  assert.deepEqual(pressed({ name: "", value: "", dataset: {} }), sent);
});

test("a file is not kept", () => {
  const sent = [["file", { name: "run.gpx" }], ["notes", ""]];
  assert.deepEqual(entryOf(form({}, { sent }), null, "anna").fields, [["notes", ""]]);
});

test("an entry goes to its form's own address, without what the page was asked by", () => {
  assert.equal(entryOf(form(), null, "anna").url, "/log/run");
  assert.equal(urlOf(form()), "/log/run");
});

test("a form that does not say what it is about is about its address", () => {
  assert.equal(aboutOf(form()), "/log/run");
  assert.equal(aboutOf(form({ about: "a workout" })), "a workout");
});

test("only a workout's form has a page where it can be put right", () => {
  assert.equal(entryOf(form({ workout: "" }), null, "anna").page, "/log/run");
  assert.equal(entryOf(form(), null, "anna").page, null);
});

test("an entry belongs to the day that its form says, if any", () => {
  assert.equal(entryOf(form({}, { date: "2026-11-16" }), null, "anna").day, "2026-11-16");
  assert.equal(entryOf(form(), null, "anna").day, null);
});

test("its label says what was done, in the words of the button or the form, and what was typed", () => {
  const label = (echo, says) => entryOf(form({}, { echo }), says ? { dataset: { says } } : null, "anna").label;
  assert.equal(label(null), "Run");
  assert.equal(label(""), "Run");
  assert.equal(label("10 km · 45:00 = 45 min · 4:30 /km"), "Run: 10 km · 45 min · 4:30 /km");
  assert.equal(label(null, "Effort 7"), "Effort 7");
});

test("an entry says whose it is, and when it was saved", (t) => {
  t.mock.timers.enable({ apis: ["Date"], now: Date.UTC(2026, 10, 16, 7) });
  const { owner, saved_at } = entryOf(form(), null, "anna");
  assert.deepEqual([owner, saved_at], ["anna", "2026-11-16T07:00:00.000Z"]);
});
