import type { AmoraError, SyncProgress, SyncSession } from "amora";
import type { Role, SchoolDatabase } from "./schema.ts";

/** How a device stands to the relay. */
export type Link = "offline" | "connecting" | "online" | "refused";

/** When a device that was refused asks again, in milliseconds. */
const retry = 3000;

/** What a device tells whoever listens. */
export interface DeviceEvents {
  /** The link, or the reason why it was refused, has changed. */
  link: undefined;
  /** One step of a transfer. */
  progress: SyncProgress;
  /** Everything is exchanged; what changes from now on goes at once. */
  rest: undefined;
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

  link: Link = "offline";
  /** Why the relay refused this device. */
  refusal = "";

  #session: SyncSession | undefined;
  #running: Promise<void> = Promise.resolve();
  readonly #listeners: { [E in keyof DeviceEvents]: Set<(what: DeviceEvents[E]) => void> } = { link: new Set(), progress: new Set(), rest: new Set() };

  constructor(facts: Pick<Device, "db" | "key" | "name" | "role" | "dataset" | "learner" | "relay">) {
    this.db = facts.db;
    this.key = facts.key;
    this.name = facts.name;
    this.role = facts.role;
    this.dataset = facts.dataset;
    this.learner = facts.learner;
    this.relay = facts.relay;
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

  /** Keeps the database in sync from now on. */
  goOnline(): void {
    if (!this.switchedOn) this.#begin();
  }

  /** Ends the sync; resolves when it is over. */
  async goOffline(): Promise<void> {
    this.#set("offline");
    this.#session?.stop();
    await this.#running;
  }

  /** The relay is gone, or back: the engine waits ever longer, people do not. */
  async reconnect(): Promise<void> {
    if (!this.switchedOn) return;
    await this.goOffline();
    this.goOnline();
  }

  /** The relay does not answer: what was "online" is a matter of time now. */
  lost(): void {
    if (this.link === "online") this.#set("connecting");
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
    const session = this.db.sync(this.relay, { live: true });
    this.#session = session;
    try {
      for await (const progress of session) {
        if (progress.offline) {
          this.lost();
          continue;
        }
        if (this.link === "connecting") this.#set("online");
        if (progress.stage) this.#tell("progress", progress);
        else this.#tell("rest", undefined);
      }
    } catch (error) {
      const { code, message } = error as AmoraError;
      if (code === "closed" || !this.switchedOn) return;
      this.refusal = message;
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

  #set(link: Link): void {
    if (this.link === link) return;
    this.link = link;
    this.#tell("link", undefined);
  }

  #tell<E extends keyof DeviceEvents>(event: E, what: DeviceEvents[E]): void {
    for (const listener of this.#listeners[event]) listener(what);
  }
}
