// Files go from the phone to the server, and to the page that shows what is in them.
import { dropFile } from "../worker/shares.js";
import { send } from "./sending.js";

export const AWAY = "The server can’t be reached.";
const BROKEN = "The server could not take it. Try again in a while.";

// Gives what is in the way, and whether the server was reached; else the page changes.
export async function bring(files, owner, { sent = () => {}, by = send, go = (to) => location.assign(to) } = {}) {
  const body = new FormData();
  for (const { name, blob } of files) body.append("file", blob, name);
  let answer;
  try {
    answer = await by("/api/v1/imports", body, { Accept: "application/json", "RunStrength-Owner": owner }, sent);
  } catch {
    return { problem: AWAY, isAway: true };
  }
  const { status, told } = answer;
  if (status !== 202) return { problem: told?.errors?.[0]?.message ?? told?.detail ?? told?.title ?? BROKEN, isAway: false };
  // The server has them: one that stays here by mischance is known there when it comes again.
  await Promise.allSettled(files.filter(({ id }) => id).map(({ id }) => dropFile(id)));
  go(`/imports/${told.id}`);
  return { problem: "", isAway: false };
}
