// What a peer's first message has to be, PROTOCOL.md §3: its form only. The
// room verifies the rest.

const hello = 1; // the kind
const envelope = 5; // bytes: the kind, and the header's length
const maxHello = 256 << 10; // bytes
const maxUnproved = 320 << 10; // likewise, of any message before proof
const unsupported = 1003; // codes of a WebSocket's end, RFC 6455
const tooBig = 1009;
const maxChain = 16; // certificates
const id = /^[0-9a-f]{32}$/;

/**
 * helloProblem says what keeps a message from being a hello to a room, as
 * { code, text }, and as { close }, a code, if it is no message at all; null if
 * nothing does.
 */
export function helloProblem(message, room) {
  if (!(message instanceof ArrayBuffer)) return { close: unsupported, text: "binary messages only" };
  if (message.byteLength > maxUnproved) return { close: tooBig, text: "the message is too big" };
  if (message.byteLength > maxHello) return problem("limit", `a hello of more than ${maxHello} bytes`);
  if (message.byteLength < envelope) return problem("bad_request", `message of ${message.byteLength} bytes`);
  const view = new DataView(message);
  const kind = view.getUint8(0);
  if (kind !== hello) return problem("bad_request", `message of kind ${kind} before the handshake`);
  if (view.getUint32(1) !== message.byteLength - envelope) return problem("bad_request", "a header of another length");
  const header = object(new Uint8Array(message, envelope));
  if (!header) return problem("bad_request", "a header that is no JSON object");
  if (!Array.isArray(header.versions) || !header.versions.includes(1)) {
    return problem("unsupported", "no protocol version in common, this side speaks 1");
  }
  if (!isID(header.instance) || !isID(header.nonce))
    return problem("bad_request", "hello without an instance id or nonce");
  return chainProblem(header.chain, room);
}

// chainProblem: a chain begins with the room's root, or with a certificate that
// the root has signed, as whoever joins by a short invite sends it.
function chainProblem(chain, room) {
  if (!Array.isArray(chain)) return problem("bad_certificate", "unreadable certificate chain");
  if (chain.length < 1 || chain.length > maxChain) {
    return problem("limit", `a chain of ${chain.length} certificates, 1 to ${maxChain} are taken`);
  }
  if (!chain.every((c) => isObject(c) && typeof c.serialized === "string" && typeof c.signature === "string")) {
    return problem("bad_certificate", "unreadable certificate");
  }
  const first = object(chain[0].serialized);
  if (!first) return problem("bad_certificate", "unreadable certificate");
  if (first.id !== room && first.parent_id !== room) return problem("bad_certificate", "the chain is of another room");
  return null;
}

// object reads JSON, null if that is no object.
function object(text) {
  try {
    const value = JSON.parse(typeof text === "string" ? text : new TextDecoder("utf-8", { fatal: true }).decode(text));
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isID(value) {
  return typeof value === "string" && id.test(value);
}

function problem(code, text) {
  return { code, text };
}
