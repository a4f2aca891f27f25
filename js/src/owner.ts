import { decodeJson, encodeText } from "./codec.js";
import type { Engine } from "./engine.js";
import type { ErrorRecord } from "./errors.js";
import { type Answer, type Call, endsWithTab, isLasting, type TransactionRequest } from "./messages.js";

/** Where the owner's word goes. */
export interface OwnerHost {
  /** An answer for the member that has made the call. */
  send(to: string, answer: Answer): void;
  /** This engine's database is no longer to be used: another owner has taken it over, or it could not be destroyed. */
  lost(): void;
  /** The database is gone, because that member wanted it so. */
  destroyed(by: string): void;
  /** Calls back once nobody holds the lock of that name. */
  whenReleased(lock: string, fn: () => void): void;
}

interface Running extends Order {
  /** The answer is not wanted any more. */
  muted: boolean;
  /** What to start when it has ended: the same call, sent again. */
  next: Order | undefined;
}

interface Order {
  from: string;
  call: Call;
  cancelled: boolean;
}

/** A member that was silent for so many looks is gone: for half a minute. */
const maxSilence = 3;
export const silenceLook = 10_000;

/** Runs the calls of all members on the engine, and sends the answers back. */
export class Owner {
  readonly #self: string;
  readonly #engine: Engine;
  readonly #host: OwnerHost;
  readonly #running = new Map<string, Running>();
  readonly #silence = new Map<string, number>();
  #closing = false;

  /** self is the member whose page this worker belongs to. */
  constructor(self: string, engine: Engine, host: OwnerHost) {
    this.#self = self;
    this.#engine = engine;
    this.#host = host;
  }

  call(from: string, call: Call): void {
    this.heard(from);
    // Others are for the next owner, which is asked again. A transaction is finished.
    if (this.#closing && call.method !== "step") return;
    if (call.method === "close") this.#closing = true;
    this.#start({ from, call, cancelled: false });
  }

  cancel(from: string, id: string): void {
    this.heard(from);
    const running = this.#running.get(id);
    if (!running) return;
    if (running.next) running.next.cancelled = true;
    this.#cancel(running);
  }

  /** A sign of life. False if nothing of that member runs here. */
  heard(from: string): boolean {
    if (from !== this.#self) this.#silence.set(from, 0);
    for (const running of this.#running.values()) if (running.from === from && !running.muted) return true;
    return false;
  }

  /** A member is gone: what it has begun to write is finished, everything else is ended. */
  left(member: string): void {
    this.#silence.delete(member);
    for (const running of this.#running.values()) {
      if (running.from !== member) continue;
      running.muted = true;
      if (endsWithTab(running.call.method)) this.#cancel(running);
    }
  }

  /** To be called every silenceLook milliseconds: ends and returns members that have gone without a word. */
  look(): string[] {
    const gone: string[] = [];
    for (const [member, looks] of this.#silence) {
      if (looks >= maxSilence) gone.push(member);
      else this.#silence.set(member, looks + 1);
    }
    for (const member of gone) this.left(member);
    return gone;
  }

  /** The engine has said something. */
  answer(answer: Answer): void {
    const running = this.#running.get(answer.id);
    if (!running) return;
    if (answer.type !== "event") this.#running.delete(answer.id);
    const deposed = answer.type === "error" && decodeJson<ErrorRecord>(answer.payload).code === "not_owner";
    if (!deposed && !running.muted && !this.#spoiled(running, answer)) this.#host.send(running.from, answer);
    if (answer.type === "event") return;
    const destroyed = running.call.method === "destroy";
    if (deposed || (destroyed && answer.type === "error")) this.#host.lost();
    else if (destroyed) this.#host.destroyed(running.from);
    else if (running.next) this.#start(running.next);
  }

  /** The engine has stopped: what it was doing may or may not be done. */
  stopped(error: ErrorRecord): void {
    for (const [id, { from }] of this.#running) {
      if (from !== this.#self) this.#host.send(from, { type: "error", id, payload: encodeText(JSON.stringify(error)) });
    }
    this.#running.clear();
  }

  #start(order: Order): void {
    const { id } = order.call;
    const running = this.#running.get(id);
    if (running) {
      // The page has got another worker, or has missed something: it starts
      // over, once it is known how this one ends. A write is seen through in its
      // place, because a later one of the same page would overtake it.
      running.muted = true;
      running.next = order;
      if (endsWithTab(running.call.method)) this.#cancel(running);
      return;
    }
    const started = { ...order, cancelled: false, muted: false, next: undefined };
    this.#running.set(id, started);
    this.#engine.call(order.call);
    if (order.call.method === "transaction") this.#endWithPage(started);
    if (order.cancelled) this.#cancel(started);
  }

  /** Asks the engine to end a call, once. */
  #cancel(running: Running): void {
    if (running.cancelled) return;
    running.cancelled = true;
    this.#engine.cancel(running.call.id);
  }

  /** Nobody has to wait for a transaction whose page is gone. */
  #endWithPage(running: Running): void {
    const { id, payload } = running.call;
    const { lock } = decodeJson<TransactionRequest>(payload);
    this.#host.whenReleased(lock, () => {
      if (this.#running.get(id) === running) this.#cancel(running);
    });
  }

  // Because this tab closes the database, others' calls fail here, and go on
  // with the next owner.
  #spoiled({ from, call }: Running, { type }: Answer): boolean {
    return this.#closing && from !== this.#self && (type === "error" || isLasting(call.method));
  }
}
