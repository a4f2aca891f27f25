// The bodies of requests that a room reads: strangers send them too, and they
// lie in memory that the room's object shares with others. So all that has come
// of them is bounded, and what has come from one network by half of that: a body
// whose bytes find no place is given up. Who takes its time over a body loses its
// place.

const roomBytes = 8 << 20; // of all bodies that are read at a time
const patience = 30_000; // milliseconds in which a body has to arrive

export class Bodies {
  reading = new Map(); // bytes by network, "" for those whose address is not known

  /** read is the request's body, null where that has no place or does not come. */
  async read(request) {
    const { headers, body } = request;
    if (!body) return new Uint8Array(0);
    const length = Number(headers.get("Content-Length"));
    const network = networkOf(headers.get("CF-Connecting-IP") ?? "");
    const reader = body.getReader();
    const timer = setTimeout(() => reader.cancel("too slow").catch(() => {}), patience);
    const parts = [];
    let come = 0;
    try {
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        const { value } = part;
        if (come + value.length > length || !this.take(network, value.length)) {
          reader.cancel("no place").catch(() => {}); // its connection may be gone
          return null;
        }
        come += value.length;
        parts.push(value);
      }
      return come === length ? joined(parts, length) : null;
    } finally {
      clearTimeout(timer);
      this.give(network, come);
    }
  }

  take(network, length) {
    const own = this.reading.get(network) ?? 0;
    const all = [...this.reading.values()].reduce((sum, bytes) => sum + bytes, 0);
    if (all + length > roomBytes || (network && own + length > roomBytes / 2)) return false;
    this.reading.set(network, own + length);
    return true;
  }

  give(network, length) {
    const left = (this.reading.get(network) ?? 0) - length;
    if (left > 0) this.reading.set(network, left);
    else this.reading.delete(network);
  }
}

// networkOf is whose an address is, as Network of package meter: of IPv6 a /64 is
// one household's.
function networkOf(address) {
  const [, mapped] = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address) ?? [];
  if (mapped) return networkOf(mapped);
  if (/^127\.|^::1$/.test(address)) return ""; // a proxy's: whose it is nobody knows
  if (!address.includes(":")) return address;
  const [front, back] = address.split("::");
  const groups = (side) => (side ? side.split(":") : []);
  const zeros = back === undefined ? 0 : Math.max(0, 8 - groups(front).length - groups(back).length);
  const all = [...groups(front), ...Array(zeros).fill("0"), ...groups(back)];
  return all
    .slice(0, 4)
    .map((group) => parseInt(group, 16))
    .join(":");
}

function joined(parts, length) {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
