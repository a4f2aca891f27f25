import { AmoraError } from "./errors.js";
import type { Method } from "./messages.js";

/** How many microtasks after an answer still follow from it: more than promises that a callback wraps around it. */
const reach = 50;

/** Milliseconds that a read may hold up the transaction whose callback has asked for it. */
const patience = 500;

/** What a reactive store may ask for because of what a transaction's callback has done. */
const reads: readonly Method[] = ["query", "can", "status", "conflicts", "quarantine", "issued", "relays", "inspect"];

/**
 * Tells the calls of a database that a transaction's callback makes from all
 * others. They would wait for the transaction, and it for them.
 *
 * What runs in the microtasks after an answer follows from it, because none are
 * left over when a message arrives. After anything else that a callback waits
 * for, a timer for instance, its calls are like those of others; the
 * transaction's time limit ends them.
 */
export class Nesting {
  #inside: object | undefined;

  /** What runs in the next microtasks follows from a transaction. */
  enter(transaction: object): void {
    this.#inside = transaction;
    let left = reach;
    const hop = () => {
      if (left-- > 0) queueMicrotask(hop);
      else if (this.#inside === transaction) this.#inside = undefined;
    };
    queueMicrotask(hop);
  }

  /**
   * Runs a call of the database. Inside a transaction's callback it is refused,
   * unless it is a read: that may be one that the callback has caused and does not
   * wait for, as in a reactive store, and is refused where it gets no answer.
   */
  guard<T>(method: Method, call: () => Promise<T>): Promise<T> {
    if (!this.#inside) return call();
    if (!reads.includes(method)) return Promise.reject(nested(method));
    let timer: ReturnType<typeof setTimeout>;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(nested(method)), patience);
    });
    return Promise.race([call(), late]).finally(() => clearTimeout(timer));
  }
}

function nested(method: Method): AmoraError {
  return new AmoraError(
    "nested_transaction",
    `${method} inside a transaction's callback would wait for the transaction`,
    "call the methods of the transaction that the callback is given",
  );
}
