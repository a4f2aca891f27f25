/**
 * Any number of tabs on one database. In each a worker is a member of the
 * group; one of them, the owner, has the lock and runs the engine, the others,
 * its followers, pass their page's calls on to it.
 *
 * - The owner is whoever has the lock (lock.ts). The others wait for it and so
 *   learn at once when the owner is gone, however it went.
 * - A tab that is about to be frozen ends its worker, and with it the lock:
 *   the page sees to that (tab.ts). Chromium does not freeze tabs with a
 *   lock, others may. For tabs that stop without a word, a follower that waits
 *   for something asks every second whether the owner or its page is alive,
 *   and takes the lock by force when there was no answer for long enough.
 * - A wrong decision does no harm: the epoch in the database keeps an owner
 *   that was deposed from writing, and it learns of that from the refusal, the
 *   lock, or the other's hello.
 * - Tabs of one build and schema share a database. A newer one asks the others
 *   to give way, which they do unless their app says no; an older one that
 *   comes later is refused (other_version).
 * - A worker is the owner once at most. When it has lost that it asks its page
 *   to replace it.
 */

import { decodeJson, encodeText } from "./codec.js";
import type { Engine } from "./engine.js";
import type { ErrorRecord } from "./errors.js";
import { Follower } from "./follower.js";
import type { Acquire, Hold } from "./lock.js";
import {
  type Announcement,
  type Answer,
  type Call,
  groupChannel,
  memberChannel,
  type OpenReply,
  type Request,
  type Response,
  type Start,
  type ToPage,
} from "./messages.js";
import { Owner, silenceLook } from "./owner.js";
import { randomHex } from "./random.js";
import { isNewer, version, writeTerms } from "./version.js";

/** What a member stands on. */
export interface MemberHost {
  acquire: Acquire;
  /** Calls back once nobody holds the lock of that name. */
  whenReleased(lock: string, fn: () => void): void;
  engine: Engine;
  /** Starts the engine; ready, answer and stop follow. */
  run(): void;
  /** To this worker's page. */
  post(message: ToPage, transfer?: Transferable[]): void;
}

/** One worker's part in the group. */
export class Member {
  readonly id = randomHex(8);
  readonly #start: Start;
  readonly #terms: string;
  readonly #host: MemberHost;

  /** None of these for a database in memory: its tab is alone. */
  #group: BroadcastChannel | undefined;
  #inbox: BroadcastChannel | undefined;
  #follower: Follower | undefined;

  #owner: Owner | undefined;
  #reply: OpenReply | undefined;
  #hold: Hold | undefined;
  #looking: ReturnType<typeof setInterval> | undefined;
  readonly #outboxes = new Map<string, BroadcastChannel>();
  #able = false;
  #over = false;

  constructor(start: Start, host: MemberHost) {
    this.#start = start;
    this.#host = host;
    const { name, memory } = start.open;
    this.#terms = writeTerms(start.open);
    if (memory) return;
    this.#group = new BroadcastChannel(groupChannel(name));
    this.#group.onmessage = (event: MessageEvent<Announcement>) => this.#hear(event.data);
    this.#inbox = new BroadcastChannel(memberChannel(this.id));
    this.#inbox.onmessage = (event: MessageEvent<Request | Response>) => this.#receive(event.data);
    this.#follower = new Follower({
      id: this.id,
      terms: this.#terms,
      wasOpen: start.open.stored === true,
      database: start.open.database ?? "",
      patience: start.patience,
      post: (message) => host.post(message),
      announce: (message) => this.#announce(message),
      steal: () => this.#stand(true),
      stop: (error) => this.stop(error),
      destroyed: () => this.stop(destroyed),
    });
  }

  /** From now on this tab can run the engine. */
  stand(): void {
    this.#able = true;
    if (this.#follower) this.#stand(false);
    else this.#elected(undefined);
  }

  /** A call of this worker's page. */
  call(call: Call): void {
    if (call.method === "close" && !this.#reply) return this.#leave(call.id);
    if (this.#follower) this.#follower.call(call);
    else if (this.#reply) this.#owner?.call(this.id, call);
  }

  cancel(id: string): void {
    if (this.#follower) this.#follower.cancel(id);
    else this.#owner?.cancel(this.id, id);
  }

  /** The engine runs, with nothing open yet. */
  ready(): void {
    const payload = encodeText(JSON.stringify(this.#start.open));
    this.#owner?.call(this.id, { type: "call", id: opening, method: "open", payload, again: false, settled: 0 });
  }

  /** The engine has said something. */
  answer(answer: Answer): void {
    this.#owner?.answer(answer);
  }

  /** The engine has stopped or cannot be started, or this tab may not take part. */
  stop(error: ErrorRecord): void {
    this.#owner?.stopped(error);
    this.#end({ type: "stopped", error });
  }

  // ---- election ----

  #stand(steal: boolean): void {
    if (!this.#able) return;
    void this.#host.acquire(`amora-owner:${this.#start.open.name}`, steal).then((hold) => {
      if (!this.#owner && !this.#over) this.#elected(hold);
    });
  }

  #elected(hold: Hold | undefined): void {
    if (this.#follower?.stored) Object.assign(this.#start.open, { stored: true, database: this.#follower.database });
    this.#follower?.end();
    this.#follower = undefined;
    this.#hold = hold;
    void hold?.lost.then(() => this.#end({ type: "lost" }));
    this.#owner = new Owner(this.id, this.#host.engine, {
      send: (to, answer) => this.#send(to, answer),
      lost: () => this.#end({ type: "lost" }),
      destroyed: (by) => this.#destroyed(by),
      whenReleased: (lock, fn) => this.#host.whenReleased(lock, fn),
    });
    this.#looking = setInterval(() => {
      for (const member of this.#owner?.look() ?? []) this.#hangUp(member);
    }, silenceLook);
    this.#hello();
    this.#host.post({ type: "elected", member: this.id });
    this.#host.run();
  }

  #hello(): void {
    this.#announce({
      type: "hello",
      owner: this.id,
      version,
      terms: this.#terms,
      ...(this.#reply && { reply: this.#reply }),
    });
  }

  #opened(answer: Answer): void {
    if (answer.type === "error") return this.stop(decodeJson<ErrorRecord>(answer.payload)); // closed: it was destroyed
    this.#reply = decodeJson<OpenReply>(answer.payload);
    if (this.#reply.storage === "memory") this.#separate();
    this.#hello();
    this.#host.post({ type: "open", owner: true, reply: this.#reply });
  }

  // What lives in memory ends with its tab, so that each has its own.
  #separate(): void {
    this.#hold?.release();
    this.#group?.close();
    this.#inbox?.close();
    this.#group = this.#inbox = undefined;
  }

  // ---- messages ----

  #announce(message: Announcement): void {
    this.#group?.postMessage(message);
  }

  #hear(message: Announcement): void {
    switch (message.type) {
      case "who":
        if (this.#owner) this.#hello();
        return;
      case "hello":
        if (this.#follower) this.#follower.hello(message);
        else if (message.reply && this.#reply && message.reply.epoch > this.#reply.epoch) this.#end({ type: "lost" });
        return;
      case "newer":
        this.#meetNewer(message);
        return;
      case "left":
        this.#forget(message.member);
        return;
      case "destroyed":
        if (message.by !== this.id) this.stop(destroyed);
    }
  }

  /** Whether this tab gives way is its page's to say. */
  #meetNewer({ member, version: theirs, terms }: Extract<Announcement, { type: "newer" }>): void {
    if (isNewer({ version: theirs, terms }, { version, terms: this.#terms }))
      this.#host.post({ type: "newer", member, version: theirs });
  }

  #receive(message: Request | Response): void {
    if ("from" in message) this.#serve(message);
    else this.#follower?.receive(message);
  }

  /** A follower's request. Calls wait until the database is open: they are sent again then. */
  #serve(message: Request): void {
    if (!this.#owner) return;
    const known = this.#owner.heard(message.from);
    if (message.type === "ping")
      this.#outbox(message.from).postMessage({ type: known || !this.#reply ? "pong" : "forgotten" } satisfies Response);
    else if (message.type === "cancel") this.#owner.cancel(message.from, message.id);
    else if (this.#reply) this.#owner.call(message.from, message);
  }

  #send(to: string, answer: Answer): void {
    if (answer.id === opening) this.#opened(answer);
    else if (to === this.id) this.#host.post(answer, [answer.payload.buffer]);
    else this.#outbox(to).postMessage(answer satisfies Response);
  }

  #outbox(member: string): BroadcastChannel {
    let outbox = this.#outboxes.get(member);
    if (!outbox) {
      outbox = new BroadcastChannel(memberChannel(member));
      this.#outboxes.set(member, outbox);
    }
    return outbox;
  }

  #forget(member: string): void {
    this.#owner?.left(member);
    this.#hangUp(member);
  }

  #hangUp(member: string): void {
    this.#outboxes.get(member)?.close();
    this.#outboxes.delete(member);
  }

  // ---- the end ----

  /** This tab closes the database, and had not got to be its owner. */
  #leave(id: string): void {
    this.#announce({ type: "left", member: this.id });
    this.#end({ type: "reply", id, payload: encodeText("{}") });
  }

  #destroyed(by: string): void {
    this.#announce({ type: "destroyed", by });
    if (by !== this.id) this.stop(destroyed);
  }

  #end(last: ToPage): void {
    if (this.#over) return;
    this.#over = true;
    this.#follower?.end();
    this.#follower = this.#owner = undefined;
    clearInterval(this.#looking);
    for (const channel of [this.#group, this.#inbox, ...this.#outboxes.values()]) channel?.close();
    this.#host.post(last);
  }
}

/** The id of the worker's own call. */
const opening = "open";

const destroyed: ErrorRecord = {
  code: "closed",
  text: "the database was destroyed",
  hint: "by another tab, or with all that the browser stores for this site",
};
