import type { AmoraError, SqlParam, SyncProgress, SyncSession } from "amora";
import { canAdmit, refusedRelay } from "../relay.ts";
import type { Role, SchoolDatabase } from "./schema.ts";

/** How a device stands to the relay; "online" once everything is exchanged. */
export type Link = "offline" | "connecting" | "catching-up" | "online" | "refused";

/** When a device that was refused asks again, in milliseconds. */
const retry = 3000;

/** How long a window that opens waits for another to say how the switch stands, in milliseconds. */
const answerTime = 1000;

/** What the windows that show a device tell each other: it has one database, so it has one switch. */
type Word = "who" | "online" | "offline";

/** What a device tells whoever listens. */
export interface DeviceEvents {
  /** The link, or the reason why it was refused, has changed. */
  link: undefined;
  /** One step of a transfer. */
  progress: SyncProgress;
  /** Everything is exchanged; what changes from now on goes at once. */
  rest: undefined;
  /** Another window has deleted the database. */
  gone: undefined;
}

/**
 * One device of the school: a database of its own, and the switch that keeps
 * it in sync or cuts it off.
 */
export class Device {
  readonly db: SchoolDatabase;
  readonly key: string;
  readonly name: string;
  readonly role: Role;
  /** The dataset; every row names it. */
  readonly dataset: string;
  /** The learner whose device it is, "" on a teacher's. */
  readonly learner: string;
  readonly relay: string;

  link: Link = "connecting";
  /** Why the relay refused this device, or the device the relay. */
  refusal = "";
  /** The fingerprint of the relay that this device refused, "" for none. */
  stranger = "";
  /** Whether the person here can admit that relay. */
  admits = false;

  #admit = "";

  #windows: BroadcastChannel | undefined;
  #answered = () => {};
  #session: SyncSession | undefined;
  #running: Promise<void> = Promise.resolve();
  readonly #listeners: { [E in keyof DeviceEvents]: Set<(what: DeviceEvents[E]) => void> } = {
    link: new Set(),
    progress: new Set(),
    rest: new Set(),
    gone: new Set(),
  };

  constructor(facts: Pick<Device, "db" | "key" | "name" | "role" | "dataset" | "learner" | "relay">) {
    this.db = facts.db;
    this.key = facts.key;
    this.name = facts.name;
    this.role = facts.role;
    this.dataset = facts.dataset;
    this.learner = facts.learner;
    this.relay = facts.relay;
    if (this.db.storage === "memory") return; // this window's alone
    this.#windows = new BroadcastChannel(`demo-${this.db.name}`);
    this.#windows.onmessage = (event: MessageEvent<Word>) => this.#hear(event.data);
  }

  /** Listens; returns what ends it. */
  on<E extends keyof DeviceEvents>(event: E, listener: (what: DeviceEvents[E]) => void): () => void {
    this.#listeners[event].add(listener);
    return () => void this.#listeners[event].delete(listener);
  }

  /** Switched on, whether or not the relay answers. */
  get switchedOn(): boolean {
    return this.link !== "offline";
  }

  /** The relay answers. */
  get connected(): boolean {
    return this.link === "catching-up" || this.link === "online";
  }

  /** The database's watch; one that ends by itself tells that the database is gone. */
  watch<R extends object>(sql: string, params: readonly SqlParam[], callback: (rows: R[]) => void): void {
    const onError = (error: AmoraError) => (error.code === "closed" ? this.#vanish() : reportError(error));
    this.db.watch<R>(sql, params, callback, { onError });
  }

  /** Begins to keep the database in sync, unless it is switched off in another window. */
  start(): void {
    this.#running = this.#running.then(() => this.#ask()).then(() => this.#sync());
  }

  /** Keeps the database in sync from now on. */
  goOnline(): void {
    this.#tellWindows("online");
    if (!this.switchedOn) this.#begin();
  }

  /** Ends the sync; resolves when it is over. */
  async goOffline(): Promise<void> {
    this.#tellWindows("offline");
    await this.#end();
  }

  /** Syncs with the relay of this fingerprint, which the person admits. */
  async admit(fingerprint: string): Promise<void> {
    this.#admit = fingerprint;
    await this.reconnect();
  }

  /** The relay is gone, or back: the engine waits ever longer, people do not. */
  async reconnect(): Promise<void> {
    if (!this.switchedOn) return;
    await this.#end();
    if (!this.switchedOn) this.#begin();
  }

  /** The relay does not answer: what was "online" is a matter of time now. */
  lost(): void {
    if (this.connected) this.#set("connecting");
  }

  /** Resolves when everything is exchanged, or after so many milliseconds. */
  rested(patience: number): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        stop();
        resolve();
      };
      const timer = setTimeout(end, patience);
      const stop = this.on("rest", end);
    });
  }

  async #sync(): Promise<void> {
    if (this.link !== "connecting") return;
    const session = this.db.sync(this.relay, { live: true, admit: this.#admit });
    this.#session = session;
    try {
      for await (const progress of session) {
        if (progress.offline) {
          this.lost();
          continue;
        }
        if (progress.stage) {
          if (this.link === "connecting") this.#set("catching-up");
          this.#tell("progress", progress);
        } else {
          if (this.switchedOn) this.#set("online");
          this.#tell("rest", undefined);
        }
      }
    } catch (error) {
      const { code, message } = error as AmoraError;
      if (code === "closed" || !this.switchedOn) return;
      this.refusal = message;
      this.stranger = refusedRelay(error) ?? "";
      this.admits = this.stranger !== "" && (await canAdmit(error, this.db));
      if (!this.switchedOn) return;
      this.#set("refused");
      // Perhaps the teacher's device has yet to open the room, or the relay's owner to allow it.
      setTimeout(() => {
        if (this.link === "refused") this.#begin();
      }, retry);
    }
  }

  #begin(): void {
    this.#set("connecting");
    this.#running = this.#running.then(() => this.#sync());
  }

  async #end(): Promise<void> {
    this.#set("offline");
    this.#session?.stop();
    await this.#running;
  }

  /** Asks how the switch stands where another window has the database open already. */
  async #ask(): Promise<void> {
    const status = await this.db.status().catch(() => undefined); // the sync tells what is wrong
    if (status?.owner !== false) return;
    await new Promise<void>((resolve) => {
      this.#answered = resolve;
      setTimeout(resolve, answerTime);
      this.#tellWindows("who");
    });
  }

  #hear(word: Word): void {
    if (word === "who") return this.#tellWindows(this.switchedOn ? "online" : "offline");
    if (word === "offline") void this.#end();
    else if (!this.switchedOn) this.#begin();
    this.#answered();
  }

  /** The others may have a new database of that name: there is nothing to tell them any more. */
  #vanish(): void {
    if (!this.#windows) return;
    this.#windows.close();
    this.#windows = undefined;
    this.#set("offline");
    this.#tell("gone", undefined);
  }

  #tellWindows(word: Word): void {
    this.#windows?.postMessage(word);
  }

  #set(link: Link): void {
    if (this.link === link) return;
    this.link = link;
    this.#tell("link", undefined);
  }

  #tell<E extends keyof DeviceEvents>(event: E, what: DeviceEvents[E]): void {
    for (const listener of this.#listeners[event]) listener(what);
  }
}
