// With a mouse, a planned workout can be dragged to another day; what the Move buttons do, in one go.
const plan = document.querySelector("[data-plan]");
const dayOf = ({ target }) => target.closest("li[data-open]");
let dragged = null;

for (const workout of plan.querySelectorAll("[data-workout]")) workout.draggable = true;

plan.addEventListener("dragstart", (event) => {
  dragged = event.target.closest("[data-workout]");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.dataset.workout);
});

plan.addEventListener("dragover", (event) => {
  const day = dayOf(event);
  for (const other of plan.children) other.classList.toggle("over", other === day);
  if (day && dragged) event.preventDefault();
});

plan.addEventListener("dragend", () => {
  for (const day of plan.children) day.classList.remove("over");
  dragged = null;
});

plan.addEventListener("drop", (event) => {
  const day = dayOf(event);
  if (!day || !dragged) return;
  event.preventDefault();
  const move = `${dragged.dataset.workout}:${day.dataset.day}:`;
  const button = plan.querySelector(`[name=move][value^="${move}"]`);
  button?.form.requestSubmit(button);
});
