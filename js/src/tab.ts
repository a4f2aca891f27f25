/**
 * A tab's part in a database: its worker, which is replaced when it is lost,
 * and the WebAssembly for it. The bytes are fetched here and not in the worker:
 * bundlers find a literal `new URL(…, import.meta.url)` in the main script, but
 * leave out what a dependency's worker refers to.
 */

import { Client } from "./client.js";
import { Columns } from "./columns.js";
import { AmoraError, type ErrorRecord, fromRecord } from "./errors.js";
import { forgetFiles, keepFiles } from "./kept.js";
import { aliveChannel, type Beat, type OpenRequest, type ToPage, type ToWorker } from "./messages.js";
import { refuseWithoutWorkers, startWorker, type WorkerUrl } from "./spawn.js";
import { version, writeTerms } from "./version.js";
import { engineUrls, type FileUrls, loadEngine } from "./wasm.js";

/** Where the other files of this package are, if not beside this script. */
export interface EngineUrls extends FileUrls, WorkerUrl {}

/** Beats (member.ts) that a silent owner is given; more for a tab that has been found silent itself. */
const leastPatience = 5;
const mostPatience = 320;

/** A newer tab that wants a database which this page has open. */
export interface NewerTab {
  /** The build of amora that it runs; another one than this page's, or the same with a newer schema. */
  readonly version: string;
  /** Keeps the database here. The newer tab's open() then rejects with `other_version` after some seconds. */
  preventDefault(): void;
}

/** An older tab that does not give way. */
export interface BlockingTab {
  /** The build of amora that it runs. */
  readonly version: string;
}

/** What the app wants to be told. */
export interface EngineEvents {
  /**
   * A tab of a newer version of the app has been opened, or this page has opened
   * the database again with another schema. Unless the event is prevented this
   * handle gives way: what is under way is finished, the database is closed
   * here, and later calls reject with `closed`. A good moment to reload the
   * page, or to ask the user to.
   */
  onNewerTab?: (event: NewerTab) => void;
  /**
   * This tab is the newer one, and an older one has not given way for some
   * seconds: the user can be asked to close it. open() goes on waiting; without
   * this callback it rejects with `other_version`.
   */
  onBlocked?: (event: BlockingTab) => void;
}

/** The connection of one open database with whichever tab runs the engine. */
export class Tab {
  readonly client = new Client();
  /** Called when this tab's part has ended. */
  onEnd: () => void = () => {};
  /** What tabs that share the database agree on. */
  readonly terms: string;
  readonly columns: Columns;
  readonly schema: unknown;
  readonly #request: OpenRequest;
  readonly #options: EngineUrls & EngineEvents;
  /** Newer tabs that the app has been told of. */
  readonly #told = new Set<string>();
  #worker: Worker | undefined;
  #alive: BroadcastChannel | undefined;
  #patience = leastPatience;
  /** Files of another build were found: this build's are asked for past whatever answers with the old ones. */
  #fresh = false;
  #over = false;
  #destroyed = false;

  constructor(request: OpenRequest, options: EngineUrls & EngineEvents) {
    refuseWithoutWorkers();
    this.#request = request;
    this.#options = options;
    this.terms = writeTerms(request);
    this.schema = request.schema;
    this.columns = new Columns(request.schema);
    this.#start();
    for (const [target, event, listener] of this.#events()) target.addEventListener(event, listener);
  }

  /** Whether the database was found to be destroyed. */
  get destroyed(): boolean {
    return this.#destroyed;
  }

  /** Ends this tab's part; calls under way and later ones reject with error. */
  terminate(error = new AmoraError("closed", "the database is closed")): void {
    this.#over = true;
    this.onEnd();
    this.#stop();
    this.client.die(error);
    for (const [target, event, listener] of this.#events()) target.removeEventListener(event, listener);
  }

  // A page that is frozen, or kept for the back button, would keep the lock
  // from the others.
  #events(): [EventTarget, string, () => void][] {
    if (typeof document === "undefined" || this.#request.memory) return [];
    return [
      [document, "freeze", this.#sleep],
      [document, "resume", this.#start],
      [window, "pagehide", this.#sleep],
      [window, "pageshow", this.#start],
    ];
  }

  readonly #start = (): void => {
    if (this.#worker || this.#over) return;
    let worker: Worker;
    try {
      worker = startWorker(this.#options.workerUrl, this.#fresh);
    } catch (error) {
      return this.terminate(error as AmoraError);
    }
    this.#worker = worker;
    worker.onmessage = (event: MessageEvent<ToPage>) => {
      if (this.#worker === worker) this.#receive(worker, event.data);
    };
    worker.onmessageerror = () => this.terminate(new AmoraError("engine_stopped", "a message could not be read"));
    // With the script missing or forbidden this event has no message.
    worker.onerror = (event) => {
      event.preventDefault();
      this.terminate(
        event.message
          ? new AmoraError("engine_stopped", event.message)
          : new AmoraError(
              "engine_failed",
              "the worker's script cannot be loaded",
              "is worker.js served beside index.js (else pass workerUrl to open()), and does the page's Content-Security-Policy allow it in worker-src?",
            ),
      );
    };
    const { storage, database = "" } = this.client.reply ?? {};
    const open = { ...this.#request, stored: storage !== undefined && storage !== "memory", database };
    this.#post(worker, { type: "start", version, open, patience: this.#patience });
    void this.#provide(worker);
  };

  readonly #sleep = (): void => {
    if (this.client.reply?.storage !== "memory") this.#stop(); // which would end with the worker
  };

  #stop(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#alive?.close();
    this.#alive = undefined;
    this.client.disconnect();
  }

  /** Gives the worker the engine. Once another tab's is in use it can wait until there is a connection. */
  async #provide(worker: Worker): Promise<void> {
    for (let pause = 1000; this.#worker === worker; pause = Math.min(2 * pause, 60_000)) {
      try {
        const modules = await loadEngine(this.#options, this.#fresh);
        if (this.#worker === worker) this.#post(worker, { type: "wasm", ...modules });
        return;
      } catch (error) {
        if (!this.client.reply) return this.terminate(error as AmoraError);
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  }

  #receive(worker: Worker, message: ToPage): void {
    switch (message.type) {
      case "elected":
        return this.#answerFor(message.member);
      case "newer":
        return this.#meetNewer(message);
      case "blocked":
        return this.#meetBlocking(message);
      case "open":
        if (message.owner) void keepFiles(Object.values(engineUrls(this.#options, this.#fresh)));
        return this.client.open(message.reply, message.owner, (call) => this.#post(worker, call));
      case "lost":
        this.#patience = Math.min(2 * this.#patience, mostPatience);
        this.#stop();
        return this.#start();
      case "stopped":
        return this.#stopped(message.error);
      default:
        this.client.receive(message);
    }
  }

  /**
   * The engine does not run, or not any more. Where its files did not fit
   * together a cache has answered with one of another build, as the service
   * worker of the app's last version does: then they are asked for anew, once.
   */
  #stopped(error: ErrorRecord): void {
    this.#destroyed = error.code === "closed"; // a worker says so of nothing else
    if (error.code !== "engine_failed" || this.#fresh || this.client.reply) return this.terminate(fromRecord(error));
    this.#fresh = true;
    this.#stop();
    void forgetFiles(Object.values(engineUrls(this.#options, false))).then(this.#start);
  }

  #meetNewer({ member, version: theirs }: Extract<ToPage, { type: "newer" }>): void {
    if (this.#told.has(member) || this.#over) return;
    this.#told.add(member);
    const what = theirs === version ? "with a newer schema" : `of build ${theirs}, this page is of ${version}`;
    const error = new AmoraError("closed", `a newer tab has taken the database over: one ${what}`, "reload this page");
    if (this.#asks(theirs)) void this.#giveWay(error);
  }

  /** Another handle of this page has other terms: this one gives way, unless the app says no. */
  async replace(): Promise<void> {
    const error = new AmoraError(
      "closed",
      "this page has opened the database again, with another schema, durability or storage",
    );
    if (!this.#over && this.#asks(version)) await this.#giveWay(error);
  }

  /** Tells the app. False if it keeps the database. */
  #asks(theirs: string): boolean {
    let stays = false;
    try {
      this.#options.onNewerTab?.({ version: theirs, preventDefault: () => (stays = true) });
    } catch (error) {
      reportError(error);
    }
    return !stays;
  }

  #meetBlocking({ version: theirs, error }: Extract<ToPage, { type: "blocked" }>): void {
    const { onBlocked } = this.#options;
    if (!onBlocked) return this.terminate(fromRecord(error));
    try {
      onBlocked({ version: theirs });
    } catch (error) {
      reportError(error);
    }
  }

  /** Finishes what is under way, and closes the database in this tab. */
  async #giveWay(error: AmoraError): Promise<void> {
    try {
      await this.client.settle(error);
      if (this.client.connected) await this.client.call("close");
    } catch {
      // Whatever keeps it from being closed, it ends here.
    }
    this.terminate(error);
  }

  /** While this tab's worker is busy its page says that it is alive. */
  #answerFor(member: string): void {
    const alive = new BroadcastChannel(aliveChannel(member));
    alive.onmessage = (event: MessageEvent<Beat>) => {
      if (event.data === "ping") alive.postMessage("pong" satisfies Beat);
    };
    this.#alive = alive;
  }

  #post(worker: Worker, message: ToWorker): void {
    worker.postMessage(message);
  }
}
