// A file that waits on the phone goes to the server, and to the page that shows what is in it.
import { dropFile } from "../worker/shares.js";

export const AWAY = "The server can’t be reached. The file stays on this phone.";

// Gives what is in the way; else the page changes, and the file is no longer needed here.
export async function bring(file, owner) {
  const body = new FormData();
  body.append("file", file.blob, file.name);
  let answer, told;
  try {
    answer = await fetch("/api/v1/imports", { method: "POST", body, headers: { Accept: "application/json", "RunStrength-Owner": owner } });
    told = await answer.json();
  } catch {
    return AWAY;
  }
  if (answer.status !== 202) return told.errors?.[0]?.message ?? told.detail ?? told.title;
  await dropFile(file.id);
  location.assign(`/imports/${told.id}`);
  return null;
}
