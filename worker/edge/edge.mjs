// The Worker in front of the rooms: it hands sockets to the room they are for,
// files to the page's, and the rest to Go (main_js.go).
import http from "./build/worker.mjs";
import { files } from "./files.mjs";

export { Keeper, Room } from "./room.mjs";

const socketPath = /^(?:\/token\/([^/]+))?\/sync\/([^/]*)$/;
const roomPath = /^\/([0-9a-f]{32})\//;

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
  const socket = socketPath.exec(pathname);
  if (socket) return connect(request, env, socket[2], socket[1]);
  const room = roomPath.exec(pathname);
  // No room sees a body: it would stay in the memory of the room's program.
  if (room && request.method !== "GET" && request.method !== "HEAD") {
    return text(405, "method not allowed", { Allow: "GET, HEAD" });
  }
  if (room) return changeable(await roomOf(env, room[1]).fetch(bodiless(request)));
  if (pathname === "/healthz") return http.fetch(request, env, ctx);
  return files(request, env, () => http.fetch(request, env, ctx));
}

// connect hands the request for a socket to its room. It has to go through
// here: a 101 cannot be passed on by Go.
async function connect(request, env, room, token) {
  if (!/^[0-9a-f]{32}$/.test(room)) return text(404, "a room is named by 32 hex digits in lower case");
  const offered = (request.headers.get("Sec-WebSocket-Protocol") ?? "").split(",").map((name) => name.trim());
  if (request.headers.get("Upgrade")?.toLowerCase() !== "websocket" || !offered.includes("amora.v1")) {
    return text(426, "this is a WebSocket endpoint, subprotocol amora.v1", { Upgrade: "websocket" });
  }
  const onward = new Request(request);
  onward.headers.delete("Amora-Token");
  if (token) {
    const plain = decoded(token);
    if (plain === null) return text(400, "the token is not encoded as a part of an address");
    onward.headers.set("Amora-Token", plain);
  }
  const answer = await roomOf(env, room).fetch(onward);
  return answer.status === 101 ? answer : changeable(answer);
}

// decoded is the token in an address, null where there can be none such: it is
// not encoded rightly, or no header can hold it.
function decoded(token) {
  try {
    const plain = decodeURIComponent(token);
    return /^[\x20-\x7e\x80-\xff]*$/.test(plain) ? plain : null;
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
