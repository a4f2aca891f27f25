import { decodeJson } from "./codec.js";
import { type AmoraError, abortError, type ErrorCode, type ErrorRecord, fromRecord, readArguments } from "./errors.js";
import { type Answer, type Bytes, isLasting, isWrite, type Method, type OpenReply, type ToWorker } from "./messages.js";
import { randomHex } from "./random.js";

/** What ends a call early. */
export interface CallOptions {
  /**
   * Ends the call: it rejects with `aborted`, and nothing of it is written. A
   * write that is committed by then resolves as ever. A statement that runs
   * already is ended by its time limit only.
   */
  signal?: AbortSignal | undefined;
}

/** A call's payload, or what makes it of the caller's arguments: if that throws, so does the call, an AmoraError. */
export type Payload = Bytes | (() => Bytes);

/** A call under way. */
export interface CallHandle {
  readonly id: string;
  /** The reply's payload. */
  readonly reply: Promise<Uint8Array>;
  /** Asks for an early end; the reply still comes. */
  cancel(): void;
}

interface Pending {
  readonly number: number;
  readonly method: Method;
  readonly payload: Bytes;
  readonly onEvent: ((payload: Uint8Array) => void) | undefined;
  sent: boolean;
  cancelled: boolean;
  /** Settles with the call. */
  readonly reply: Promise<Uint8Array>;
  resolve(payload: Uint8Array): void;
  reject(error: AmoraError): void;
}

/** Where the messages to the worker go. */
export type Post = (message: ToWorker) => void;

/** Errors after which a write may be there all the same. */
const unknownOutcomes: readonly ErrorCode[] = ["storage_failed", "engine_stopped"];

const nothing = (): Bytes => new Uint8Array(0);

/**
 * The page's end of the protocol in messages.ts: the calls that have had no
 * answer, and who has asked. Workers and owners of the database come and go;
 * each time one says `open`, what waits is sent again.
 */
export class Client {
  /** What the first owner has opened. */
  readonly opened: Promise<OpenReply>;
  /** What the present owner has opened. */
  reply: OpenReply | undefined;
  /** Whether the engine runs in this tab. */
  owner = false;
  /** Called when the worker is gone, as in a page that is put to sleep. */
  readonly onDisconnect = new Set<() => void>();

  /** Called whenever something was written. */
  onWrite: () => void = () => {};

  readonly #page = randomHex(8);
  readonly #pending = new Map<string, Pending>();
  #post: Post | undefined;
  #calls = 0;
  #dead: AmoraError | undefined;
  #settleOpened!: { resolve(reply: OpenReply): void; reject(error: AmoraError): void };

  constructor() {
    this.opened = new Promise((resolve, reject) => (this.#settleOpened = { resolve, reject }));
    this.opened.catch(() => {}); // whoever waits for it sees the error
  }

  /**
   * Calls a method and waits for its reply. Of a write that is aborted the
   * engine says whether it was committed all the same; other calls are not
   * waited for.
   */
  async call(
    method: Method,
    payload?: Payload,
    options: CallOptions = {},
    onEvent?: (payload: Uint8Array) => void,
  ): Promise<Uint8Array> {
    const { signal } = readArguments(method, () => ({ signal: options.signal }));
    if (!signal) return this.start(method, payload, onEvent).reply;
    if (signal.aborted) throw abortError(signal);
    const call = this.start(method, payload, onEvent);
    let abort!: () => void;
    const aborted = new Promise<never>((_, reject) => {
      abort = () => {
        call.cancel();
        if (!isWrite(method)) reject(abortError(signal));
      };
    });
    signal.addEventListener("abort", abort);
    try {
      return await Promise.race([call.reply, aborted]);
    } catch (error) {
      throw signal.aborted && !unknownOutcomes.includes((error as AmoraError).code) ? abortError(signal) : error;
    } finally {
      signal.removeEventListener("abort", abort);
    }
  }

  /** Calls a method that takes its time. The payload must not change any more. */
  start(method: Method, payload: Payload = nothing, onEvent?: (payload: Uint8Array) => void): CallHandle {
    const number = ++this.#calls;
    const id = `${this.#page}-${number}`;
    let settle!: Pick<Pending, "resolve" | "reject">;
    const reply = new Promise<Uint8Array>((resolve, reject) => (settle = { resolve, reject }));
    try {
      if (this.#dead) throw this.#dead;
      const bytes = typeof payload === "function" ? readArguments(method, payload) : payload;
      const pending = { number, method, payload: bytes, onEvent, sent: false, cancelled: false, reply, ...settle };
      this.#pending.set(id, pending);
      this.#send(id, pending);
    } catch (error) {
      settle.reject(error as AmoraError);
    }
    return { id, reply, cancel: () => this.#cancel(id) };
  }

  /** A worker said that calls are answered from now on: sends what waits. */
  open(reply: OpenReply, owner: boolean, post: Post): void {
    this.reply = reply;
    this.owner = owner;
    this.#post = post;
    this.#settleOpened.resolve(reply);
    for (const [id, pending] of this.#pending) {
      this.#send(id, pending);
      if (pending.cancelled) post({ type: "cancel", id });
    }
  }

  /** Whether there is a worker to send calls to. */
  get connected(): boolean {
    return this.#post !== undefined;
  }

  /** The worker is gone; calls wait for the next. */
  disconnect(): void {
    this.#post = undefined;
    this.owner = false;
    for (const tell of this.onDisconnect) tell();
  }

  /** The worker has said something about a call. */
  receive(answer: Answer): void {
    const pending = this.#pending.get(answer.id);
    if (!pending) return;
    if (answer.type === "event") return pending.onEvent?.(answer.payload);
    this.#pending.delete(answer.id);
    if (answer.type === "reply") {
      pending.resolve(answer.payload);
      if (isWrite(pending.method)) this.onWrite();
    } else pending.reject(fromRecord(decodeJson<ErrorRecord>(answer.payload)));
  }

  /** Ends what lasts, with an error where one is given, and waits until nothing is under way. */
  async settle(error?: AmoraError): Promise<void> {
    for (const [id, { method, reject }] of this.#pending) {
      if (!isLasting(method)) continue;
      this.#cancel(id);
      if (error) reject(error);
    }
    await Promise.allSettled([...this.#pending.values()].map(({ reply }) => reply));
  }

  /** No call is answered any more: those under way and later ones reject with error. */
  die(error: AmoraError): void {
    if (this.#dead) return;
    this.#dead = error;
    this.#post = undefined;
    this.#settleOpened.reject(error);
    for (const pending of this.#pending.values()) pending.reject(error);
    this.#pending.clear();
  }

  #send(id: string, pending: Pending): void {
    if (!this.#post) return;
    const { method, payload, sent: again } = pending;
    pending.sent = true;
    this.#post({ type: "call", id, method, payload, again, settled: this.#settled() });
  }

  #cancel(id: string): void {
    const pending = this.#pending.get(id);
    if (!pending) return;
    pending.cancelled = true;
    this.#post?.({ type: "cancel", id });
  }

  // All writes up to this number have had their answers. (Maps keep the order.)
  #settled(): number {
    for (const { method, number } of this.#pending.values()) if (isWrite(method)) return number - 1;
    return this.#calls;
  }
}
