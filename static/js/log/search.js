// Finding an exercise by what people call it, as runstrength/training/exercise_search.py does.
// tests/searches.json holds both to the same answers.

const plain = (text) => text.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N} ]+/gu, "").trim();

// The exercises that fit what is typed, the best first. An exercise is {id, name, aliases}.
export function search(typed, exercises) {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  if (!words.length) return exercises;
  const ranked = exercises.map((exercise) => [rank(words, exercise), exercise]);
  return ranked.filter(([points]) => points > 0).sort(([a], [b]) => b - a).map(([, exercise]) => exercise);
}

// A whole name beats its beginning, that beats a word's, that beats any part of it.
function rank(words, { name, aliases }) {
  const wanted = words.join(" ");
  const points = [name, ...aliases].map((each) => {
    const told = plain(each);
    if (told === wanted || told === `${wanted}s`) return 4;
    if (told.startsWith(wanted)) return 3;
    if (words.every((word) => told.split(" ").some((part) => part.startsWith(word)))) return 2;
    const joined = told.replaceAll(" ", "");
    return joined.includes(words.join("")) ? 1 : 0;
  });
  return Math.max(...points);
}
