import { AmoraError, abortError, fromRecord, type ErrorRecord } from "./errors.js";
import type { Method, ToPage, ToWorker } from "./messages.js";
import { decodeJson } from "./rows.js";

/** What a call may have besides its payload. */
export interface CallOptions {
  /** Gets each event's payload, before the reply. */
  onEvent?: (payload: Uint8Array) => void;
  /** Ends the call early; it then rejects with `aborted`. */
  signal?: AbortSignal | undefined;
}

/** A call under way. */
export interface Call {
  readonly id: string;
  /** The reply's payload. */
  readonly reply: Promise<Uint8Array>;
  /** Asks for an early end; the reply still comes. */
  cancel(): void;
}

interface Pending {
  resolve(payload: Uint8Array): void;
  reject(error: AmoraError): void;
  onEvent: ((payload: Uint8Array) => void) | undefined;
}

const nothing = () => new Uint8Array(0);

/** The page's end of the protocol in messages.ts. */
export class Client {
  /** Settles when the engine runs, or has failed to. */
  readonly ready: Promise<void>;

  readonly #worker: Worker;
  readonly #pending = new Map<string, Pending>();
  readonly #origin = randomHex(8);
  #calls = 0;
  #dead: AmoraError | undefined;
  #settleReady!: { resolve(): void; reject(error: AmoraError): void };

  constructor(worker: Worker) {
    this.#worker = worker;
    this.ready = new Promise((resolve, reject) => (this.#settleReady = { resolve, reject }));
    this.ready.catch(() => {}); // whoever waits for it sees the error
    worker.onmessage = (event: MessageEvent<ToPage>) => this.#receive(event.data);
    worker.onmessageerror = () => this.#die(new AmoraError("engine_stopped", "a message could not be read"));
    // With the script missing or forbidden this event has no message.
    worker.onerror = (event) => {
      event.preventDefault();
      this.#die(
        event.message
          ? new AmoraError("engine_stopped", event.message)
          : new AmoraError("engine_failed", "the worker's script cannot be loaded", "is worker.js served beside index.js? Otherwise pass workerUrl to open()"),
      );
    };
  }

  /** Calls a method and waits for its reply. The payload is given away. */
  async call(method: Method, payload = nothing(), options: CallOptions = {}): Promise<Uint8Array> {
    const { signal } = options;
    if (signal?.aborted) throw abortError(signal);
    const call = this.start(method, payload, options.onEvent);
    if (!signal) return call.reply;
    const abort = () => call.cancel();
    signal.addEventListener("abort", abort);
    try {
      const reply = await call.reply;
      if (signal.aborted) throw abortError(signal);
      return reply;
    } catch (error) {
      throw signal.aborted ? abortError(signal) : error;
    } finally {
      signal.removeEventListener("abort", abort);
    }
  }

  /** Calls a method that takes its time. The payload is given away. */
  start(method: Method, payload = nothing(), onEvent?: (payload: Uint8Array) => void): Call {
    const id = `${this.#origin}-${++this.#calls}`;
    const reply = new Promise<Uint8Array>((resolve, reject) => {
      if (this.#dead) return reject(this.#dead);
      this.#pending.set(id, { resolve, reject, onEvent });
      this.#send({ type: "call", id, method, payload }, [payload.buffer]);
    });
    return {
      id,
      reply,
      cancel: () => {
        if (this.#pending.has(id)) this.#send({ type: "cancel", id });
      },
    };
  }

  /** Ends the worker; calls under way and later ones reject with error. */
  terminate(error = new AmoraError("closed", "the database is closed")): void {
    this.#die(error);
    this.#worker.terminate();
  }

  #send(message: ToWorker, transfer: Transferable[] = []): void {
    this.#worker.postMessage(message, transfer);
  }

  #receive(message: ToPage): void {
    switch (message.type) {
      case "ready":
        return this.#settleReady.resolve();
      case "stopped":
        return this.terminate(fromRecord(message.error));
      case "event":
        return this.#pending.get(message.id)?.onEvent?.(message.payload);
      case "reply":
        this.#take(message.id)?.resolve(message.payload);
        return;
      case "error":
        this.#take(message.id)?.reject(fromRecord(decodeJson<ErrorRecord>(message.payload)));
    }
  }

  #take(id: string): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    return pending;
  }

  #die(error: AmoraError): void {
    if (this.#dead) return;
    this.#dead = error;
    this.#settleReady.reject(error);
    for (const pending of this.#pending.values()) pending.reject(error);
    this.#pending.clear();
  }
}

// crypto.randomUUID exists in secure contexts only.
function randomHex(bytes: number): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (b) => b.toString(16).padStart(2, "0")).join("");
}
