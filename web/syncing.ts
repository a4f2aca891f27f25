import type { Database, SyncProgress, SyncResult, SyncSession } from "amora";
import { element, tell } from "./dom.ts";
import { bytes, count, describe, duration } from "./progress.ts";
import { askAboutKey, canAdmit, refusedRelay } from "./relay.ts";

/** What is synced, and with which relay. */
interface Synced {
  db: Pick<Database, "sync" | "status">;
  relay: string;
}

/** The panel's handle: starts a sync, or keeps one going. */
export interface SyncPanel {
  start(): void;
}

/** Records from which on a live session's transfers get their bar back. */
const worthwhile = 100;

/** The sync button, the "keep in sync" box and the progress of what they start. */
export function syncPanel({ db, relay }: Synced): SyncPanel {
  const button = element("sync", HTMLButtonElement);
  const live = element("live", HTMLInputElement);
  const work = element("sync-work", HTMLDivElement);
  const result = element("sync-result", HTMLParagraphElement);
  let session: SyncSession | undefined;
  let running: Promise<void> | undefined;
  let admit = "";

  const start = () => void (running ??= run().finally(() => (running = undefined)));

  async function run(): Promise<void> {
    const started = performance.now();
    const current = db.sync(relay, { live: live.checked, admit });
    session = current;
    button.textContent = "Stop";
    tell(result, "");
    show(undefined, 0);
    work.hidden = false;
    try {
      const began = new Map<string, number>();
      for await (const progress of current) {
        if (!progress.stage) {
          began.clear();
          work.hidden = true;
          tell(result, "In sync; what changes here or there goes on at once.");
          continue;
        }
        const stage = `${progress.direction} ${progress.stage}`;
        const since = began.get(stage) ?? performance.now();
        began.set(stage, since);
        show(progress, performance.now() - since);
        if (progress.total >= worthwhile) work.hidden = false;
      }
      tell(result, summary(await current.done, performance.now() - started));
    } catch (error) {
      tell(result, error);
      const stranger = refusedRelay(error);
      if (stranger && (await canAdmit(error, db)) && (await askAboutKey(relay, stranger))) {
        admit = stranger;
        return await run();
      }
      live.checked = false;
    } finally {
      work.hidden = true;
      button.textContent = "Sync now";
    }
  }

  button.addEventListener("click", () => {
    if (!running) return start();
    live.checked = false;
    session?.stop();
  });
  live.addEventListener("change", async () => {
    session?.stop();
    await running;
    if (live.checked) start();
  });

  return { start };
}

/** What each stage is doing, as the person at the screen may want to know it. */
const doing = {
  initializing: "Connecting",
  serializing: "Looking for changes",
  queuing: "Putting them in line",
  dequeuing: "Merging",
  deserializing: "Applying",
  cleanup: "Cleaning up",
};

function show(progress: SyncProgress | undefined, elapsed: number): void {
  const bar = element("sync-bar", HTMLProgressElement);
  const text = element("sync-text", HTMLParagraphElement);
  if (progress?.stage !== "transferring" || progress.total === 0) {
    bar.removeAttribute("value");
    text.textContent = `${doing[progress && progress.stage !== "transferring" ? progress.stage || "initializing" : "initializing"]}…`;
    return;
  }
  const { direction, records, total } = progress;
  bar.value = records / total;
  text.textContent = `${direction === "push" ? "Sending" : "Receiving"} ${describe(records, total, elapsed, "records")} · ${bytes(progress.bytes)}`;
}

function summary(done: SyncResult, elapsed: number): string {
  const { pushed, pulled, conflicts, quarantined, bytesSent, bytesReceived } = done;
  const parts = [
    `Sent ${count(pushed)}, received ${count(pulled)} records`,
    `${bytes(bytesSent + bytesReceived)} before compression, ${duration(elapsed)}`,
  ];
  if (conflicts) parts.push(`${count(conflicts)} merged from both sides`);
  if (quarantined) parts.push(`${count(quarantined)} not applied`);
  return `${parts.join(" · ")}.`;
}
