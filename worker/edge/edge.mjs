// The Worker in front of the rooms: it hands sockets to the room they are for,
// files to the page's, and the rest to Go (main_js.go).
import http from "./build/worker.mjs";
import { files } from "./files.mjs";
import { atGate, gate } from "./gate.mjs";

import { keeper } from "./room.mjs";

export { Keeper, Room } from "./room.mjs";

const socketPath = /^(?:\/token\/([^/]+))?\/sync\/([^/]*)$/;
const roomPath = /^\/([0-9a-f]{32})\//;
// Morango's HTTP protocol, for one room (ParseMount of package morangohttp).
const morangoPath = /^(?:\/token\/([^/]+))?\/([0-9a-f]{32})\/api\//;
// A quarter of what native relays take (MaxBody of package morangohttp): a body
// lies in the room's memory.
const maxBody = 4 << 20;

const headers = {
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; img-src 'self' data:; " +
    "font-src 'self'; manifest-src 'self'; connect-src 'self' ws: wss:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
};

export default {
  async fetch(request, env, ctx) {
    const response = await route(request, env, ctx);
    if (response.status === 101) return response; // a room's, which must not be changed
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
    return response;
  },
};

async function route(request, env, ctx) {
  const { pathname } = new URL(request.url);
  if (decoded(pathname) === null) return text(400, "the path is not encoded as that of an address");
  const socket = socketPath.exec(pathname);
  if (socket) return connect(request, env, ctx, socket[2], socket[1]);
  const morango = morangoPath.exec(pathname);
  if (morango) return syncMorango(request, env, ctx, morango[2], morango[1], pathname);
  const room = roomPath.exec(pathname);
  if (room) return operate(request, env, room[1], pathname);
  if (pathname === "/healthz") return http.fetch(request, env, ctx);
  return files(request, env, () => http.fetch(request, env, ctx));
}

// operate answers what lies below a room: figures for the operator. A room's
// object starts for nobody else, and sees no body: it would stay in the memory
// of the room's program.
async function operate(request, env, room, pathname) {
  if (request.method !== "GET" && request.method !== "HEAD") {
    return text(405, "method not allowed", { Allow: "GET, HEAD" });
  }
  if (pathname !== `/${room}/metrics`) return text(404, "not found");
  if (!(await isOperator(request.headers.get("Authorization") ?? "", env.AMORA_ADMIN))) {
    return text(401, "this is for the operator: Authorization: Bearer, with AMORA_ADMIN", {
      "WWW-Authenticate": "Bearer",
    });
  }
  return changeable(await roomOf(env, room).fetch(bodiless(request)));
}

// syncMorango passes a Morango peer's request on to its room, with a body of
// bounded length. A request proves nothing, so it starts the object only of a
// room that was entered before, or that the operator let in beforehand.
async function syncMorango(request, env, ctx, room, token, pathname) {
  if (!isListed(env, room)) return text(403, unlisted(room).text);
  if (!isNamed(env, room) && !(await bringsToken(env, token)) && !(await wasEntered(env, room))) {
    return text(
      404,
      "nobody has entered this room yet: its owner syncs first, or the operator lists it in AMORA_ROOMS",
    );
  }
  const length = Number(request.headers.get("Content-Length") ?? (request.body ? NaN : 0));
  if (!(length <= maxBody)) return text(413, "the body is too long, or does not say how long it is");
  const answer = await roomOf(env, room).fetch(request);
  if (answer.status === 201 && pathname.includes("/certificatechain")) ctx.waitUntil(noteEntered(env, room));
  return changeable(answer);
}

// isOperator is IsOperator of package host.
async function isOperator(authorization, token) {
  const [, brought] = /^bearer (.*)$/i.exec(authorization) ?? [];
  return !!token && brought !== undefined && areEqual(brought, token.trim());
}

// areEqual compares secrets in a time that says nothing of them.
async function areEqual(a, b) {
  return crypto.subtle.timingSafeEqual(...(await Promise.all([digest(a), digest(b)])));
}

function digest(text) {
  return crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
}

// connect hands the request for a socket to its room. It has to go through
// here: a 101 cannot be passed on by Go. A room that was entered before gets
// the request itself, and its socket sleeps with it; before any other room is a
// gate.
async function connect(request, env, ctx, room, token) {
  if (!/^[0-9a-f]{32}$/.test(room)) return text(404, "a room is named by 32 hex digits in lower case");
  const offered = (request.headers.get("Sec-WebSocket-Protocol") ?? "").split(",").map((name) => name.trim());
  if (request.headers.get("Upgrade")?.toLowerCase() !== "websocket" || !offered.includes("amora.v1")) {
    return text(426, "this is a WebSocket endpoint, subprotocol amora.v1", { Upgrade: "websocket" });
  }
  const onward = new Request(request);
  onward.headers.delete("Amora-Token");
  if (token) {
    const plain = decoded(token);
    if (!/^[\x20-\x7e\x80-\xff]*$/.test(plain)) return text(400, "no header can hold the token");
    onward.headers.set("Amora-Token", plain);
  }
  const enter = () => roomOf(env, room).fetch(onward);
  if (!isListed(env, room)) return gate(room, () => Promise.reject(unlisted(room)));
  if (!(await wasEntered(env, room))) {
    const most = Number(env.AMORA_MAX_SOCKETS || 1000);
    if (most > 0 && atGate(room) >= most) return text(503, "the room is full", { "Retry-After": "5" });
    return gate(room, enter, () => ctx.waitUntil(noteEntered(env, room)));
  }
  const answer = await enter();
  return answer.status === 101 ? answer : changeable(answer);
}

// isListed reports whether AMORA_ROOMS, where it lists rooms, has this one. All
// else that it may say is for the room to judge.
function isListed(env, room) {
  const { list } = roomsOf(env);
  return !list || list.includes(room);
}

// isNamed reports whether AMORA_ROOMS lists this room.
function isNamed(env, room) {
  return !!roomsOf(env).list?.includes(room);
}

// roomsOf reads AMORA_ROOMS: a token that opens rooms, a list of rooms, or neither.
function roomsOf(env) {
  const rooms = (env.AMORA_ROOMS ?? "").trim();
  if (rooms.startsWith("token=")) return { token: rooms.slice("token=".length) };
  return rooms === "" || rooms === "any" ? {} : { list: rooms.split(/[, \n\t]+/) };
}

// bringsToken reports whether the address has the token that opens rooms.
async function bringsToken(env, token) {
  const secret = roomsOf(env).token;
  return secret !== undefined && token !== undefined && (await areEqual(decoded(token), secret));
}

// unlisted is what MayOpen of package host says.
function unlisted(room) {
  return {
    code: "room_closed",
    text: `room ${room} is not on this relay's list`,
    hint: "ask whoever runs the relay to add it",
  };
}

// entered are rooms that this isolate knows to have been entered. The Keeper
// knows all of them.
const entered = new Set();
const maxEntered = 10_000;

async function wasEntered(env, room) {
  if (entered.has(room)) return true;
  if (!(await keeper(env).wasEntered(room))) return false;
  remember(room);
  return true;
}

async function noteEntered(env, room) {
  if (entered.has(room)) return;
  await keeper(env).noteEntered(room);
  remember(room);
}

function remember(room) {
  if (entered.size >= maxEntered) entered.clear();
  entered.add(room);
}

// decoded is a part of an address as text, null where that is not encoded
// rightly.
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

// bodiless is a request without its body, which nobody reads then.
function bodiless(request) {
  return new Request(request.url, { method: request.method, headers: request.headers });
}

// changeable is a copy of what another service answered.
function changeable(answer) {
  return new Response(answer.body, answer);
}

function roomOf(env, room) {
  return env.ROOM.get(env.ROOM.idFromName(room));
}

function text(status, message, more) {
  return new Response(`${message}\n`, { status, headers: { "Content-Type": "text/plain; charset=utf-8", ...more } });
}
