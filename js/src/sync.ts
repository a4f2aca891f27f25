import { bindMembers } from "./bound.js";
import type { Client } from "./client.js";
import { decodeJson, encodeText } from "./codec.js";
import { AmoraError, abortError, type ErrorCode } from "./errors.js";
import type { SyncRequest } from "./messages.js";
import { onNetworkChange } from "./network.js";

/** How to sync; by default once, both ways, all that the certificates permit. */
export interface SyncOptions {
  /**
   * Id of the dataset to sync, where the database holds several. By default
   * all are synced that live at the relay: by the invite that they were joined
   * with, or an earlier sync. A dataset of one's own that has no relay yet goes
   * to one where others of one's own live, or nobody's.
   */
  room?: string;
  /** Stay connected: send what changes here, take what changes there, reconnect. */
  live?: boolean;
  /** true: send only, unless pull is true as well. false: do not send. */
  push?: boolean;
  /** true: take only, unless push is true as well. false: do not take. */
  pull?: boolean;
  /** Partition prefixes to sync; by default all that the certificate covers. */
  filter?: string | readonly string[];
  /** Most records in one message, 500 by default, at most 10,000. */
  chunkSize?: number;
  /**
   * Fingerprint of the relay's key, which the user admits: as another relay of
   * the dataset, in the database that began it, or in place of the one that was
   * at this address before. `relay_not_admitted` and `relay_changed` name it.
   */
  admit?: string;
  /** Ends the session; `done` then rejects with `aborted`. */
  signal?: AbortSignal;
}

/** The stages of a transfer, in their order. */
export type Stage =
  | "initializing"
  | "serializing"
  | "queuing"
  | "transferring"
  | "dequeuing"
  | "deserializing"
  | "cleanup";

/** Where a transfer stands. A live session that rests says so once, with `""` for direction and stage. */
export interface SyncProgress {
  /** The dataset that it is about, where the database holds several. */
  room?: string;
  direction: "push" | "pull" | "";
  stage: Stage | "";
  /** The relay, or the storage of this device, cannot go on and is tried again; until the next progress. */
  offline: boolean;
  /** Why it is offline: `unavailable`, or `storage_full` and the like, of the relay or of this device. */
  code?: ErrorCode;
  /** Records carried so far. */
  records: number;
  /** Records of this transfer, 0 while that is not known. */
  total: number;
  /** Bytes sent and received so far by the whole session, before compression. */
  bytes: number;
  /** Id of a certificate of this database that was found to be revoked; the session goes on by the others. */
  revoked?: string;
  /** The sync of this dataset is over, because of `code`; those of the others go on. */
  failed?: boolean;
}

/** What a session has done: records, and bytes on the wire before compression. */
export interface SyncResult {
  pushed: number;
  pulled: number;
  /** Records that both sides had changed, merged on either side. */
  conflicts: number;
  /** Records that could not be applied, on either side; see {@link Database.quarantine}. */
  quarantined: number;
  bytesSent: number;
  bytesReceived: number;
  /** Ids of this database's revoked certificates, if there are any: nothing is synced by them. */
  revoked?: string[];
  /** What was done for each dataset, where the database holds several; `code` says why one has failed. */
  rooms?: (Omit<SyncResult, "rooms"> & { room: string; code?: ErrorCode })[];
}

/**
 * A sync under way. Loop over it for progress, or not: it runs by itself.
 *
 *     for await (const { direction, records, total } of session) show(direction, records / total);
 *     const { pulled } = await session.done;
 *
 * Whoever is slower than the engine sees the latest of each stage. The loop
 * ends with the session and throws what `done` rejects with.
 */
export class SyncSession implements AsyncIterable<SyncProgress> {
  readonly #done: Promise<SyncResult>;
  readonly #cancel: () => void;
  #news = new Signal();
  /** Progress by number; a reader keeps the number it has come to. */
  readonly #log: Array<{ at: number; progress: SyncProgress }> = [];
  #count = 0;
  #over = false;

  /** @internal */
  constructor(client: Client, relay: string, options: SyncOptions) {
    const call = client.start(
      "sync",
      () => encodeText(JSON.stringify(syncRequest(relay, options))),
      (payload) => this.#progress(decodeJson(payload)),
    );
    this.#cancel = () => call.cancel();
    const quiet = options?.live ? onNetworkChange(() => client.call("network").catch(() => {})) : () => {};
    this.#done = this.#run(call.reply, options?.signal).finally(quiet);
    this.#done.catch(() => {}); // whoever waits for it, or loops, sees the error
    bindMembers(this, SyncSession.prototype);
  }

  /** By this, reactive stores (Vue's) take a session for what it is, and leave it alone. */
  get [Symbol.toStringTag](): string {
    return "SyncSession";
  }

  /**
   * Settles when the session is over; of a live one when it was stopped. A
   * failure that nobody waits for is no unhandled rejection: it happens on
   * every visit without a network.
   */
  get done(): Promise<SyncResult> {
    return this.#done;
  }

  /** Ends the session; `done` resolves with what was done until then. What is unfinished goes on with the next session. */
  stop(): void {
    this.#cancel();
  }

  /**
   * The session's progress, from what it was when the loop begins to the session's end; reports that a slow loop
   * did not take in time are left out. Throws what {@link done} rejects with.
   */
  async *[Symbol.asyncIterator](): AsyncIterator<SyncProgress> {
    for (let seen = 0; ; ) {
      const next = this.#log.find((entry) => entry.at > seen);
      if (next) {
        seen = next.at;
        yield next.progress;
      } else if (this.#over) {
        await this.#done;
        return;
      } else {
        await this.#news.promise;
      }
    }
  }

  async #run(reply: Promise<Uint8Array>, signal: AbortSignal | undefined): Promise<SyncResult> {
    if (signal?.aborted) this.#cancel();
    signal?.addEventListener("abort", this.#cancel);
    try {
      const result = decodeJson<SyncResult>(await reply);
      if (signal?.aborted) throw abortError(signal);
      return result;
    } finally {
      signal?.removeEventListener("abort", this.#cancel);
      this.#over = true;
      this.#ring();
    }
  }

  // The log holds one entry per dataset, direction, stage and revoked certificate, in the
  // order of their latest news: it stays short however long a live session runs.
  #progress(progress: SyncProgress): void {
    const same = (p: SyncProgress) =>
      p.room === progress.room &&
      p.direction === progress.direction &&
      p.stage === progress.stage &&
      p.revoked === progress.revoked;
    const old = this.#log.findIndex(({ progress: p }) => same(p));
    if (old >= 0) this.#log.splice(old, 1);
    this.#log.push({ at: ++this.#count, progress });
    this.#ring();
  }

  #ring(): void {
    const { ring } = this.#news;
    this.#news = new Signal();
    ring();
  }
}

function syncRequest(relay: string, options: SyncOptions): SyncRequest {
  const {
    room = "",
    live = false,
    push = !options.pull,
    pull = !options.push,
    filter,
    chunkSize = 0,
    admit = "",
  } = options;
  if (!push && !pull)
    throw new AmoraError("bad_request", "neither push nor pull is left to do", "leave both out, and both are done");
  const prefixes = typeof filter === "string" ? [filter] : (filter ?? null);
  return { relay, room, live, push, pull, filter: prefixes, chunkSize, admit };
}

/** A promise and what resolves it. */
class Signal {
  ring!: () => void;
  readonly promise = new Promise<void>((resolve) => (this.ring = resolve));
}
