import type { ErrorRecord } from "./errors.js";
import {
  type Announcement,
  type Answer,
  aliveChannel,
  type Beat,
  type Call,
  memberChannel,
  type OpenReply,
  type Request,
  type Response,
  type ToPage,
} from "./messages.js";
import { isNewer, type Opened, version } from "./version.js";

/** How often a member that waits asks for a sign of life, in milliseconds. */
export const beat = 1000;

/** What a follower knows of itself, and what it may do. */
export interface FollowerHost {
  readonly id: string;
  /** What all tabs must agree on. */
  readonly terms: string;
  /** The page had the database open before this worker. */
  readonly wasOpen: boolean;
  /** Its id then, "" where that is not known. */
  readonly database: string;
  /** Beats without an answer after which the owner counts as gone. */
  readonly patience: number;
  /** To this worker's page. */
  post(message: ToPage): void;
  announce(message: Announcement): void;
  /** Takes the lock by force. */
  steal(): void;
  stop(error: ErrorRecord): void;
  /** The database that the page had open is gone. */
  destroyed(): void;
}

/** The owner, as the others see it. */
interface Remote {
  readonly id: string;
  readonly calls: BroadcastChannel;
  readonly alive: BroadcastChannel;
  /** Once it has opened the database. */
  reply: OpenReply | undefined;
}

/** The part of a member that is not the owner: passes its page's calls on. */
export class Follower {
  readonly #host: FollowerHost;
  #remote: Remote | undefined;
  /** Owners that others have followed: one that was asleep may still believe itself to be it. */
  readonly #deposed = new Set<string>();
  /** Owners of an older build or schema that were asked to give way. */
  readonly #asked = new Set<string>();
  /** The build of one that has been heard of since the last beat. */
  #inTheWay: string | undefined;
  #contested = 0;
  /** How often a newer tab has been met that has the database already. */
  #outdated = 0;
  readonly #waiting = new Set<string>();
  #patience: number;
  #silence = 0;
  #beating: ReturnType<typeof setInterval> | undefined;
  #stored = false;
  #database: string;

  constructor(host: FollowerHost) {
    this.#host = host;
    this.#database = host.database;
    this.#patience = host.patience;
    this.#keepBeating();
    host.announce({ type: "who" });
  }

  /** Whether an owner has had the database in IndexedDB. */
  get stored(): boolean {
    return this.#stored;
  }

  /** The id of the database that the page has had open, "" where that is not known. */
  get database(): string {
    return this.#database;
  }

  call(call: Call): void {
    if (!this.#remote?.reply) return; // the page sends it again when there is an owner
    this.#waiting.add(call.id);
    this.#ask(call);
    this.#keepBeating();
  }

  cancel(id: string): void {
    this.#ask({ type: "cancel", id });
  }

  /** Somebody says to be the owner. */
  hello({ owner, version: theirs, terms, reply }: Extract<Announcement, { type: "hello" }>): void {
    if (this.#deposed.has(owner)) return;
    if (theirs !== version || terms !== this.#host.terms) return this.#meetOther({ version: theirs, terms }, owner);
    if (this.#remote?.id !== owner) this.#follow(owner);
    this.#silence = 0;
    if (!reply || this.#remote?.reply) return;
    const { database = "" } = reply;
    if (this.#database && database !== this.#database) return this.#host.destroyed();
    this.#database = database;
    this.#remote!.reply = reply;
    this.#stored = true;
    this.#open();
  }

  /** A tab that this one cannot share the database with has it: an older one is asked to give way, once. */
  #meetOther(open: Opened, owner: string): void {
    // Of two tabs that do not differ in age the later one is the newer: one that was open already is not.
    const later = !this.#host.wasOpen && !this.#stored;
    const own = { version, terms: this.#host.terms };
    if (!later && isNewer(open, own)) return this.#yield(open.version, owner);
    if (!later || !isNewer(own, open)) return this.#host.stop(differs(open.version));
    this.#inTheWay = open.version;
    if (this.#asked.has(owner)) return;
    this.#asked.add(owner);
    this.#host.announce({ type: "newer", member: this.#host.id, version, terms: this.#host.terms });
  }

  /** A newer tab has the database: its request to give way may yet be on its way, and the page has time to. */
  #yield(newer: string, member: string): void {
    if (++this.#outdated > grace * this.#host.patience) return this.#host.stop(differs(newer));
    this.#host.post({ type: "newer", member, version: newer });
  }

  /** The owner has answered. */
  receive(message: Response): void {
    this.#silence = 0;
    switch (message.type) {
      case "pong":
        return;
      case "forgotten":
        if (this.#remote?.reply) this.#open();
        return;
      default:
        if (message.type !== "event") this.#waiting.delete(message.id);
        this.#host.post(message satisfies Answer);
    }
  }

  /** Ends it: this member is the owner now, or is over. */
  end(): void {
    clearInterval(this.#beating);
    this.#hangUp();
  }

  #follow(owner: string): void {
    this.#hangUp();
    const alive = new BroadcastChannel(aliveChannel(owner));
    alive.onmessage = (event: MessageEvent<Beat>) => {
      if (event.data === "pong") this.#silence = 0;
    };
    this.#remote = { id: owner, calls: new BroadcastChannel(memberChannel(owner)), alive, reply: undefined };
    this.#keepBeating();
  }

  #hangUp(): void {
    if (!this.#remote) return;
    this.#deposed.add(this.#remote.id);
    this.#remote.calls.close();
    this.#remote.alive.close();
    this.#remote = undefined;
    this.#waiting.clear();
  }

  #open(): void {
    this.#host.post({ type: "open", owner: false, reply: this.#remote!.reply! });
  }

  #ask(message: Omit<Call, "from"> | { type: "cancel"; id: string } | { type: "ping" }): void {
    this.#remote?.calls.postMessage({ ...message, from: this.#host.id } satisfies Request);
  }

  #keepBeating(): void {
    this.#beating ??= setInterval(() => this.#beat(), beat);
  }

  /** An older tab has not given way yet. */
  #contest(older: string): void {
    this.#inTheWay = undefined;
    this.#silence = 0;
    if (++this.#contested === grace * this.#host.patience + 1)
      this.#host.post({ type: "blocked", version: older, error: differs(older) });
    this.#host.announce({ type: "who" });
  }

  // Runs while something is waited for. Beats are counted, not the time: a tab
  // that was asleep itself has not waited.
  #beat(): void {
    if (this.#remote?.reply && this.#waiting.size === 0) {
      clearInterval(this.#beating);
      this.#beating = undefined;
      this.#silence = 0;
      return;
    }
    if (this.#inTheWay !== undefined) return this.#contest(this.#inTheWay);
    if (++this.#silence > this.#patience) {
      this.#silence = 0;
      this.#patience *= 2;
      return this.#host.steal();
    }
    if (this.#silence > 1 || !this.#remote) this.#host.announce({ type: "who" });
    this.#ask({ type: "ping" });
    this.#remote?.alive.postMessage("ping" satisfies Beat);
  }
}

/** Beats that an older tab has to finish what it does, as a multiple of the patience with a silent one. */
const grace = 2;

function differs(theirs: string): ErrorRecord {
  return {
    code: "other_version",
    text:
      theirs === version
        ? "another tab has opened this database with another schema, durability or storage"
        : `another tab runs build ${theirs}, this one ${version}`,
    hint: "reload this page, in case the other tab runs a newer version of the app; or close the other tabs",
  };
}
