/** The list that this browser shows: its own, or one that it was invited to. */
import type { Database } from "amora";
import type { schema } from "./schema";

export type Tasks = Database<typeof schema>;

/** Where devices meet: `npx amora-relay` on this machine, or what VITE_RELAY says. */
export const relay: string = import.meta.env["VITE_RELAY"] ?? `ws://${location.hostname}:8787`;

export const tasksQuery = "SELECT * FROM task ORDER BY added";

const invite = new URLSearchParams(location.hash.slice(1)).get("invite");

/** The name of the list's database. Each list has one, so that an invite never meets another list's rows. */
export const name: string = chooseName();

function chooseName(): string {
  if (invite) localStorage.setItem("list", `invited-${hash(invite)}`);
  return localStorage.getItem("list") ?? "own";
}

/** A short name for a text. */
function hash(text: string): string {
  let sum = 5381;
  for (let i = 0; i < text.length; i++) sum = (sum * 33 + text.charCodeAt(i)) >>> 0;
  return sum.toString(36);
}

/** Whether this is a list that somebody else has begun. */
export const isInvited: boolean = name !== "own";

/** Goes back to the list that was begun here. */
export function showOwn(): void {
  localStorage.removeItem("list");
  location.reload();
}

/** Joins the list of an invite, or begins one. Runs before anything is shown. */
export async function prepare(db: Tasks): Promise<void> {
  const { room } = await db.status();
  if (!room && invite) await db.join(invite);
  else if (!room) await db.createRoot("list");
  if (invite) history.replaceState(null, "", location.pathname); // whoever has the link has the rights
}

// An invite opened in a tab that shows the app changes the address alone.
addEventListener("hashchange", () => location.reload());

/** A link by which somebody else joins the list. */
export async function inviteLink(db: Tasks): Promise<string> {
  const text = await db.invite({ scope: "list", relay });
  return `${location.origin}${location.pathname}#${new URLSearchParams({ invite: text }).toString()}`;
}

export async function addTask(db: Tasks, text: string): Promise<void> {
  const { room } = await db.status();
  if (room && text.trim()) await db.put("task", { dataset_id: room, text: text.trim() });
}

export async function setDone(db: Tasks, id: string, done: boolean): Promise<void> {
  await db.put("task", { id, done });
}
