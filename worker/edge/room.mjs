// The Durable Objects of the edge relay. A Room hosts one Go program, the same
// room logic as `amora serve` has, and gives it sockets, storage and an alarm.
import { DurableObject } from "cloudflare:workers";
import "./build/wasm_exec.js"; // defines globalThis.Go, with a context for each program
import { Bodies } from "./bodies.mjs";
import program from "./build/app.wasm";
import { Drain } from "./drain.mjs";
import { storageFunctions } from "./storage.mjs";

// relayKey is the key that members of every room certify: the operator's
// secret, or one that the Keeper makes. It is asked for once an isolate.
let keeping;

async function relayKey(env) {
  if (env.AMORA_KEY) return env.AMORA_KEY;
  keeping ??= keeper(env).key();
  try {
    return await keeping;
  } catch (e) {
    keeping = undefined;
    throw e;
  }
}

/** keeper is the one Keeper of this relay. */
export function keeper(env) {
  return env.KEEPER.get(env.KEEPER.idFromName("relay"));
}

// Keeper makes the relay's RSA key, where no secret brings it, and keeps it. It
// also knows which rooms were entered, so that strangers can start no others.
export class Keeper extends DurableObject {
  async wasEntered(room) {
    return (await this.ctx.storage.get(`room ${room}`)) !== undefined;
  }

  async noteEntered(room) {
    await this.ctx.storage.put(`room ${room}`, true);
  }

  async key() {
    return (await this.ctx.storage.get("key")) ?? this.ctx.blockConcurrencyWhile(() => this.make());
  }

  async make() {
    const kept = await this.ctx.storage.get("key");
    if (kept) return kept;
    const pair = await crypto.subtle.generateKey(
      { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) },
      true,
      ["sign", "verify"],
    );
    const pkcs8 = new Uint8Array(await crypto.subtle.exportKey("pkcs8", pair.privateKey));
    const key = btoa(String.fromCharCode(...pkcs8));
    await this.ctx.storage.put("key", key);
    return key;
  }
}

export class Room extends DurableObject {
  constructor(ctx, env) {
    super(ctx, env);
    this.bodies = new Bodies();
    this.drain = new Drain(
      () => ctx.getWebSockets(),
      (ws) => this.go.drained(ws),
      () => ctx.abort("peers that take nothing hold the room's memory"),
    );
    ctx.blockConcurrencyWhile(async () => this.boot(await relayKey(env)));
  }

  // boot starts the program, which registers its functions in this.go.
  boot(key) {
    const { ctx, env } = this;
    const go = new Go();
    let ready = false;
    this.go = {};
    this.instance = new WebAssembly.Instance(program, {
      ...go.importObject,
      workers: { ready: () => (ready = true) },
    });
    go.run(this.instance, { env, ctx, binding: this.go, role: "room", room: ctx.id.name, key, host: this.host() }).then(
      () => ctx.abort("the program has ended"),
      (e) => ctx.abort(String(e)),
    );
    if (!ready) throw new Error("the program did not start");
    // Answered by the platform: a room that is asked for a sign of life sleeps on.
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
  }

  // host is what room_js.go and socket_js.go call.
  host() {
    const { ctx } = this;
    return {
      ...storageFunctions(ctx.storage),
      sockets: () => ctx.getWebSockets(),
      accept: (ws) => ctx.acceptWebSocket(ws),
      busy: (ws) => this.drain.busy(ws),
      attachment: (ws) => ws.deserializeAttachment() ?? "",
      attach: (ws, text) => ws.serializeAttachment(text),
      alarm: (after) => ctx.waitUntil(this.setAlarm(after)),
      size: () => ctx.storage.sql.databaseSize,
      memory: () => this.instance.exports.mem.buffer.byteLength,
    };
  }

  async setAlarm(after) {
    const { storage } = this.ctx;
    if ((await storage.getAlarm()) === null) await storage.setAlarm(Date.now() + after);
  }

  async fetch(request) {
    if (request.headers.get("Upgrade")?.toLowerCase() === "websocket") return this.connect(request);
    // The Worker in front lets through none but a Morango peer's, of bounded length.
    const body = await this.bodies.read(request);
    if (!body) return new Response("other bodies come first\n", { status: 503, headers: { "Retry-After": "5" } });
    const { method, url } = request;
    const answer = this.go.serve({ method, url, headers: [...request.headers], body });
    const empty = answer.status === 204 || answer.status === 304;
    return new Response(empty ? null : answer.body, { status: answer.status, headers: answer.headers ?? [] });
  }

  connect(request) {
    const [client, server] = Object.values(new WebSocketPair());
    const refusal = this.go.accept(
      server,
      request.headers.get("CF-Connecting-IP") ?? "",
      request.headers.get("Amora-Token") ?? "",
    );
    if (refusal) return new Response(refusal, { status: 503, headers: { "Retry-After": "5" } });
    return new Response(null, {
      status: 101,
      webSocket: client,
      headers: { "Sec-WebSocket-Protocol": "amora.v1" },
    });
  }

  webSocketMessage(ws, message) {
    this.go.message(ws, typeof message === "string" ? message : new Uint8Array(message));
    this.drain.heard(ws);
  }

  webSocketClose(ws, code) {
    this.go.close(ws, code);
    ws.close(code === 1005 || code === 1006 ? 1000 : code);
  }

  webSocketError(ws) {
    this.go.close(ws, 1006);
  }

  alarm() {
    const failure = this.go.alarm();
    if (failure) throw new Error(failure); // to be called again
  }
}
