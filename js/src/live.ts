/** The one live state of a database: engine, syncs of all tabs, and how safe its data are in this browser. */
import { type Durability, durability } from "./durability.js";
import type { ErrorCode } from "./errors.js";
import type { EngineStatus, Status } from "./types.js";

/**
 * Where the sync with a relay stands, in whichever tab or component it was begun:
 *
 *     connecting   begun, nothing heard yet
 *     catching-up  records go one way, `records` of `total`
 *     live         connected, and both sides have everything
 *     offline      the relay or the storage here cannot be reached or cannot go on; `code` says why
 *     refused      it has ended with an error, and comes back by a new sync only
 */
export interface SyncState {
  readonly relay: string;
  readonly state: "connecting" | "catching-up" | "live" | "offline" | "refused";
  readonly direction?: "push" | "pull";
  readonly records: number;
  /** 0 while that is not known. */
  readonly total: number;
  readonly code?: ErrorCode;
  readonly message?: string;
  readonly hint?: string;
  /** Where each dataset stands, where the database holds several. */
  readonly rooms?: readonly { room: string; state: SyncState["state"]; code?: ErrorCode }[];
}

/** What {@link Database.watchStatus} gives. */
export interface LiveStatus extends Status {
  /** The syncs under way, and those that failed last, by relay. */
  syncs: SyncState[];
  /** The best of the syncs; undefined where there is none. */
  sync: SyncState | undefined;
  durability: Durability;
}

/** What the engine tells. */
export interface EngineLiveStatus extends EngineStatus {
  syncs: SyncState[];
}

const best = ["live", "catching-up", "connecting", "refused", "offline"];

/** Completes what the engine tells by what the page knows. */
export async function toLiveStatus(
  { syncs, ...engine }: EngineLiveStatus,
  complete: (engine: EngineStatus) => Status,
): Promise<LiveStatus> {
  const [sync] = [...syncs].sort((a, b) => best.indexOf(a.state) - best.indexOf(b.state));
  const status = complete(engine);
  return { ...status, syncs, sync, durability: await durability(status.storage) };
}
