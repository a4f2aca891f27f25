import type { CallHandle, CallOptions, Client } from "./client.js";
import { encodeText } from "./codec.js";
import type { Columns } from "./columns.js";
import { AmoraError, abortError, readArguments } from "./errors.js";
import { holdLock, type NamedLock } from "./lock.js";
import type { Bytes, TransactionRequest } from "./messages.js";
import type { Nesting } from "./nesting.js";
import { randomHex } from "./random.js";
import type { Schema } from "./schema.js";
import { Statements } from "./statements.js";

/** How a transaction is run. */
export interface TransactionOptions extends CallOptions {
  /**
   * Milliseconds from its begin to its commit, 5,000 by default, at most
   * 30,000. Then it is undone, and rejects with `timed_out`.
   */
  timeout?: number | undefined;
}

/**
 * A transaction under way. Its methods are those of {@link Database}, see what
 * the transaction has written, and end with its callback.
 */
export class Transaction<S extends Schema = Schema> extends Statements<S> {
  /** By this, reactive stores take it for what it is, and leave it alone. */
  readonly [Symbol.toStringTag] = "Transaction";
}

/** What a transaction's callback is. */
export type TransactionCallback<S extends Schema, T> = (tx: Transaction<S>) => T | PromiseLike<T>;

/** Runs fn in a transaction, and commits unless fn throws. */
export async function transact<S extends Schema, T>(
  client: Client,
  nesting: Nesting,
  columns: Columns,
  fn: TransactionCallback<S, T>,
  options: TransactionOptions = {},
): Promise<T> {
  const { signal, timeout = 0 } = readArguments("transaction", () => checkArguments(fn, options));
  if (signal?.aborted) throw abortError(signal);
  const { call, release } = await begin(client, timeout, signal);
  try {
    return await new Open<S>(client, nesting, columns, call, signal).run(fn);
  } finally {
    release();
  }
}

function checkArguments(fn: unknown, options: TransactionOptions): TransactionOptions {
  if (typeof fn !== "function")
    throw new AmoraError("bad_request", "the transaction has no callback", "it is the first argument");
  const { timeout } = options;
  if (timeout !== undefined && !(Number.isSafeInteger(timeout) && timeout > 0))
    throw new AmoraError("bad_request", `there is no timeout of ${String(timeout)}`, "it is a number of milliseconds");
  return options;
}

/** A transaction whose turn it is, and what lets go of its lock. */
interface Begun {
  call: CallHandle;
  release(): void;
}

/**
 * Waits for the transaction's turn. Where the owner goes before that, or the
 * page's worker, the next one is asked, by a call with a lock of its own: the
 * lock before was let go of with the worker, which ends what names it.
 */
async function begin(client: Client, timeout: number, signal: AbortSignal | undefined): Promise<Begun> {
  for (;;) {
    const { name, release } = await holdPresence(client);
    let begun!: () => void;
    const turn = new Promise<true>((resolve) => (begun = () => resolve(true)));
    const request: TransactionRequest = { timeout, lock: name };
    const call = client.start("transaction", encodeText(JSON.stringify(request)), begun);
    const end = onAbort(signal, call.cancel);
    try {
      await Promise.race([turn, call.reply]);
      return { call, release };
    } catch (error) {
      release();
      if (signal?.aborted) throw abortError(signal);
      if ((error as AmoraError).code !== "transaction_ended") throw error;
    } finally {
      end();
    }
  }
}

/** A lock that says that this page is there: one that sleeps would keep the others waiting. */
async function holdPresence(client: Client): Promise<NamedLock> {
  const lock = await holdLock(`amora-transaction:${randomHex(8)}`);
  client.onDisconnect.add(lock.release);
  const release = () => {
    client.onDisconnect.delete(lock.release);
    lock.release();
  };
  return { name: lock.name, release };
}

/** A transaction that has begun. */
class Open<S extends Schema> {
  readonly #client: Client;
  readonly #nesting: Nesting;
  readonly #columns: Columns;
  readonly #call: CallHandle;
  readonly #signal: AbortSignal | undefined;
  /** Steps that have had no answer. */
  readonly #steps = new Set<Promise<unknown>>();
  #over = false;

  constructor(client: Client, nesting: Nesting, columns: Columns, call: CallHandle, signal: AbortSignal | undefined) {
    this.#client = client;
    this.#nesting = nesting;
    this.#columns = columns;
    this.#call = call;
    this.#signal = signal;
  }

  async run<T>(fn: TransactionCallback<S, T>): Promise<T> {
    const end = onAbort(this.#signal, this.#call.cancel);
    try {
      // The reply comes first where the time is over, or the owner gone.
      const ended = this.#call.reply.then(() => Promise.reject(transactionEnded()));
      const result = await Promise.race([this.#callBack(fn), ended]);
      this.#step("commit", new Uint8Array(0)).catch(() => {}); // the reply has the outcome
      await this.#call.reply;
      return result;
    } catch (error) {
      throw await this.#undo(error);
    } finally {
      this.#over = true;
      end();
    }
  }

  /** Runs the callback, and the steps that it has not waited for. */
  async #callBack<T>(fn: TransactionCallback<S, T>): Promise<T> {
    const tx = new Transaction<S>((method, payload, { signal }) => {
      if (this.#over) throw transactionEnded();
      if (signal?.aborted) throw abortError(signal);
      const step = this.#step(method, readArguments(method, payload));
      this.#steps.add(step);
      const forget = () => this.#steps.delete(step);
      step.then(forget, forget);
      return step;
    }, this.#columns);
    this.#nesting.enter(this.#call);
    const result = await fn(tx);
    await Promise.all(this.#steps);
    return result;
  }

  /** One call inside the transaction. */
  async #step(method: string, payload: Bytes): Promise<Uint8Array> {
    const head = encodeText(`${JSON.stringify({ transaction: this.#call.id, method })}\n`);
    const whole = new Uint8Array(head.length + payload.length);
    whole.set(head);
    whole.set(payload, head.length);
    try {
      return await this.#client.call("step", whole);
    } finally {
      this.#nesting.enter(this.#call);
    }
  }

  /** Ends the transaction without a commit, and returns why, which its own end may say better. */
  async #undo(error: unknown): Promise<unknown> {
    this.#over = true;
    this.#call.cancel();
    const ended = await this.#call.reply.then(
      () => undefined,
      (error: AmoraError) => error,
    );
    if (this.#signal?.aborted) return abortError(this.#signal);
    return ended?.code === "timed_out" ? ended : error;
  }
}

function transactionEnded(): AmoraError {
  return new AmoraError("transaction_ended", "the transaction is over", "its methods end with its callback");
}

/** Calls back once the signal is, or was, aborted. The result ends that. */
function onAbort(signal: AbortSignal | undefined, fn: () => void): () => void {
  if (signal?.aborted) fn();
  signal?.addEventListener("abort", fn);
  return () => signal?.removeEventListener("abort", fn);
}
