// A kept page of the run form stands for the one that repeats the last run.
import { fill } from "../drafts/fill.js";

const form = document.querySelector("[data-workout]");
const ways = JSON.parse(document.querySelector("[data-openings]").textContent);
const way = ways[location.search.slice(1)];

if (way) {
  fill(form, way.fields);
  form.dataset.startedSAgo = way.started_s_ago; // Before the form takes its start from the phone's clock.
}
