// The bodies of requests that a room reads: strangers send them too, and they
// lie in memory that the room's object shares with others. So all that are read
// at a time are bounded, and what one address sends by half of that. Who takes
// its time over a body loses its place.

const roomBytes = 8 << 20; // of all bodies that are read at a time
const patience = 30_000; // milliseconds in which a body has to arrive

export class Bodies {
  reading = new Map(); // bytes by address, "" for those whose address is not known

  /** read is the request's body, null where that has no place or does not come. */
  async read(request) {
    const { headers, body } = request;
    if (!body) return new Uint8Array(0);
    const length = Number(headers.get("Content-Length"));
    const address = headers.get("CF-Connecting-IP") ?? "";
    if (!this.take(address, length)) return null;
    try {
      return await arrived(body, length);
    } finally {
      this.give(address, length);
    }
  }

  take(address, length) {
    const own = this.reading.get(address) ?? 0;
    const all = [...this.reading.values()].reduce((sum, bytes) => sum + bytes, 0);
    if (all + length > roomBytes || (address && own + length > roomBytes / 2)) return false;
    this.reading.set(address, own + length);
    return true;
  }

  give(address, length) {
    const left = this.reading.get(address) - length;
    if (left > 0) this.reading.set(address, left);
    else this.reading.delete(address);
  }
}

// arrived is what a stream brings, null if that is not as long as was said.
async function arrived(stream, length) {
  const whole = new Uint8Array(length);
  const reader = stream.getReader();
  const timer = setTimeout(() => reader.cancel("too slow"), patience);
  try {
    let at = 0;
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (at + part.value.length > length) return null;
      whole.set(part.value, at);
      at += part.value.length;
    }
    return at === length ? whole : null;
  } finally {
    clearTimeout(timer);
  }
}
