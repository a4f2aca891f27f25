// The gate before rooms that nobody is known to have entered. Starting a room's
// object costs storage and memory, so a stranger's socket waits here until its
// first message is a hello to that room.
import { helloProblem } from "./hello.mjs";

const patience = 15_000; // milliseconds for the hello
const maxWaiting = 500; // sockets of this isolate that have yet to say hello
const maxEarly = 512 << 10; // bytes that may come while the room starts
const errorKind = 13;
const readyKind = 4;
const policyViolation = 1008;
const internalError = 1011;
const tryAgain = 1013;

const waiting = new Set(); // gates, oldest first
const open = new Map(); // rooms: their gates with a peer, waiting or not

/** atGate is the number of peers at the gate of a room, and beyond. */
export function atGate(room) {
  return open.get(room) ?? 0;
}

/**
 * gate answers the request for a socket. Once the peer has said hello, enter()
 * asks the room for a socket, to which everything is passed on from then on. It
 * throws a { code, text, hint } that the peer is told where the room is closed to
 * it. entered() is called when the room has let the peer in.
 */
export function gate(room, enter, entered) {
  const [client, peer] = Object.values(new WebSocketPair());
  new Gate(peer, room, enter, entered).open();
  return new Response(null, { status: 101, webSocket: client, headers: { "Sec-WebSocket-Protocol": "amora.v1" } });
}

class Gate {
  early = []; // messages that came while the room started
  earlyBytes = 0;
  inner = null; // the room's socket
  entering = false;

  constructor(peer, room, enter, entered) {
    Object.assign(this, { peer, room, enter, entered });
  }

  open() {
    const { peer } = this;
    accept(peer);
    peer.addEventListener("message", ({ data }) => this.heard(data));
    peer.addEventListener("close", ({ code }) => this.gone(() => this.closeBoth(code)));
    peer.addEventListener("error", () => this.gone(() => close(this.inner, 1001)));
    this.timer = setTimeout(() => this.end(() => close(peer, policyViolation, "no handshake")), patience);
    waiting.add(this);
    open.set(this.room, atGate(this.room) + 1);
    if (waiting.size > maxWaiting) {
      const [oldest] = waiting;
      oldest.end(() => close(oldest.peer, tryAgain, "too many wait"));
    }
  }

  heard(data) {
    if (this.inner) this.inner.send(data);
    else if (data === "ping") this.peer.send("pong");
    else if (this.entering) this.keep(data);
    else void this.knock(data);
  }

  // keep holds back what comes before the room has a socket for it.
  keep(data) {
    this.early.push(data);
    this.earlyBytes += data.byteLength ?? data.length;
    if (this.earlyBytes > maxEarly) this.end(() => close(this.peer, policyViolation, "limit"));
  }

  async knock(data) {
    const problem = helloProblem(data, this.room);
    if (problem) return this.refuse(problem);
    this.entering = true;
    this.settle();
    try {
      const answer = await this.enter();
      if (!answer.webSocket) return this.refuse({ code: "unavailable", text: await answer.text() });
      this.pass(answer.webSocket, data);
    } catch (e) {
      this.refuse(e.code ? e : { code: "unavailable", text: "the room cannot be reached" });
    }
  }

  // pass hands everything on between the peer and the room.
  pass(inner, first) {
    const { peer } = this;
    accept(inner);
    inner.addEventListener("message", ({ data }) => {
      if (kindOf(data) === readyKind) this.entered();
      peer.send(data);
    });
    inner.addEventListener("close", ({ code, reason }) => this.closeBoth(code, reason));
    inner.addEventListener("error", () => close(peer, internalError));
    for (const data of [first, ...this.early]) inner.send(data);
    this.early = [];
    this.inner = inner;
    if (peer.readyState !== WebSocket.OPEN) close(inner, 1001); // gone meanwhile
  }

  // refuse tells the peer why it is not let in (PROTOCOL.md §9).
  refuse(problem) {
    this.end(() => {
      if (this.peer.readyState !== WebSocket.OPEN) return;
      if (problem.close) return close(this.peer, problem.close, problem.text);
      this.peer.send(errorMessage(problem));
      close(this.peer, problem.code === "unavailable" ? tryAgain : policyViolation, problem.code);
    });
  }

  // closeBoth passes the end of one side on to the other, and answers it.
  closeBoth(code, reason) {
    close(this.inner, code, reason);
    close(this.peer, code, reason);
  }

  // gone is the end of the peer's socket.
  gone(then) {
    if (!this.left) {
      this.left = true;
      const others = atGate(this.room) - 1;
      if (others > 0) open.set(this.room, others);
      else open.delete(this.room);
    }
    this.end(then);
  }

  // settle ends the wait for a hello.
  settle() {
    clearTimeout(this.timer);
    waiting.delete(this);
  }

  end(how) {
    this.settle();
    how();
  }
}

function accept(ws) {
  ws.binaryType = "arraybuffer"; // Blobs, the default, would have to be awaited
  ws.accept();
}

// close closes a socket like the other end of the line. Codes that mean that no
// code came cannot be sent.
function close(ws, code, reason) {
  if (!ws || ws.readyState === WebSocket.CLOSED) return;
  ws.close(code === 1005 ? 1000 : code === 1006 ? 1001 : code, reason);
}

function kindOf(data) {
  return typeof data === "string" ? 0 : new Uint8Array(data)[0];
}

function errorMessage({ code, text, hint }) {
  const header = new TextEncoder().encode(JSON.stringify({ code, text, hint }));
  const message = new Uint8Array(5 + header.length);
  message[0] = errorKind;
  new DataView(message.buffer).setUint32(1, header.length);
  message.set(header, 5);
  return message;
}
