import { Client } from "../../src/client.js";
import type { Answer, Call, OpenReply, ToPage, ToWorker } from "../../src/messages.js";

/** A worker whose engine is the test: it sees what is sent and answers by hand. */
export class FakeWorker {
  readonly sent: ToWorker[] = [];
  terminated = false;
  onmessage: ((event: { data: ToPage }) => void) | null = null;
  onmessageerror: (() => void) | null = null;
  onerror: ((event: { message: string | undefined; preventDefault(): void }) => void) | null = null;

  readonly url: string;

  constructor(url: string | URL = "") {
    this.url = String(url);
  }

  postMessage(message: ToWorker, transfer: Transferable[] = []): void {
    this.sent.push(structuredClone(message, { transfer }));
  }

  terminate(): void {
    this.terminated = true;
  }

  /** A message from the worker. */
  answer(message: ToPage): void {
    this.onmessage?.({ data: message });
  }

  /** What it has been sent of one type. */
  of<T extends ToWorker["type"]>(type: T): Extract<ToWorker, { type: T }>[] {
    return this.sent.filter((message): message is Extract<ToWorker, { type: T }> => message.type === type);
  }
}

export const stored: OpenReply = { instanceId: "0".repeat(32), storage: "indexeddb", epoch: 1, database: "first" };

/** A client whose worker is the test. */
export class FakeOwner {
  readonly client = new Client();
  sent: ToWorker[] = [];

  constructor() {
    this.open();
  }

  /** An owner, perhaps another one, answers calls from now on. */
  open(reply = stored): void {
    this.sent = [];
    this.client.open(reply, true, (message) => this.sent.push(message));
  }

  answer(type: Answer["type"], id: string, text: string): void {
    this.client.receive({ type, id, payload: new TextEncoder().encode(text) });
  }

  /** The calls seen since the last open, in their order. */
  get calls(): Call[] {
    return this.sent.filter((message): message is Call => message.type === "call");
  }

  /** Their ids. */
  get ids(): string[] {
    return this.calls.map(({ id }) => id);
  }
}
