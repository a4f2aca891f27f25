import type { ToPage, ToWorker } from "../../src/messages.js";

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

  /** A message from the engine. */
  answer(message: ToPage): void {
    this.onmessage?.({ data: message });
  }

  /** The ids of the calls seen, in their order. */
  get calls(): string[] {
    return this.sent.flatMap((message) => (message.type === "call" ? [message.id] : []));
  }
}
