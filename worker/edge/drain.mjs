// What a room's peers have yet to take. The platform buffers for a WebSocket all
// that is sent to it, in memory that the room's object shares with others, and
// closing the socket of a peer that reads nothing does not free it: measured in
// workerd. So no more is sent to such a peer (server.Drainer in Go). While too
// much waits in all, whoever has taken everything still gets an answer.

const busyBytes = 64 << 10; // of one socket, from which on no more is sent to it
const roomBytes = 8 << 20; // of all sockets of the room, likewise
const sendBytes = 1 << 20; // that may be sent after one look at a socket
const firstLook = 20; // milliseconds until what was too much is looked at again
const lastLook = 500; // the longest time between two looks
const patience = 120_000; // milliseconds in which a peer has to take something
const stuckAfter = 10_000; // and in which one of them has to while too much waits

export class Drain {
  waiting = new Map(); // sockets that were busy: { amount, since }
  guess = 0; // of the bytes that wait in all, never too low
  full = false;

  /**
   * sockets() lists the room's sockets, drained(ws) goes on with what waited for
   * one, abort() gives up the object with all its sockets: nothing else frees
   * what is buffered for peers that take nothing.
   */
  constructor(sockets, drained, abort) {
    Object.assign(this, { sockets, drained, abort });
  }

  /** busy is Busy of server.Drainer: afterwards drained(ws) is called. */
  busy(ws) {
    const amount = bufferedFor(ws);
    const takes = amount === 0 && !this.waiting.has(ws);
    if (amount <= busyBytes && (!this.isFull() || takes)) return false;
    this.waiting.set(ws, { amount, since: Date.now() });
    this.look(firstLook);
    return true;
  }

  /** heard is called after a peer has said something: it may have taken more. */
  heard(ws) {
    if (!this.waiting.has(ws) || this.full || bufferedFor(ws) > busyBytes) return;
    this.waiting.delete(ws);
    this.drained(ws);
  }

  isFull() {
    this.guess += sendBytes;
    if (!this.full && this.guess > roomBytes) this.count();
    return this.full;
  }

  count() {
    this.guess = this.sockets().reduce((sum, ws) => sum + bufferedFor(ws), 0);
    const full = this.guess > roomBytes;
    if (full && (!this.full || this.guess < this.least)) {
      this.least = this.guess;
      this.leastAt = Date.now();
    }
    this.full = full;
  }

  // look looks again after a while, as long as somebody waits. The object stays
  // awake meanwhile.
  look(after) {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      const before = this.waiting.size;
      this.count();
      if (this.full && Date.now() - this.leastAt > stuckAfter) return this.abort();
      for (const [ws, waits] of [...this.waiting]) this.judge(ws, waits);
      const slower = this.waiting.size < before ? firstLook : Math.min(2 * after, lastLook);
      if (this.waiting.size > 0) this.look(slower);
    }, after);
  }

  judge(ws, waits) {
    const amount = bufferedFor(ws);
    if (ws.readyState !== WebSocket.OPEN) {
      this.waiting.delete(ws);
    } else if (amount <= busyBytes && !this.full) {
      this.waiting.delete(ws);
      this.drained(ws);
    } else if (amount < waits.amount) {
      Object.assign(waits, { amount, since: Date.now() });
    } else if (amount > busyBytes && Date.now() - waits.since > patience) {
      this.waiting.delete(ws);
      ws.close(1013, "messages pile up");
    }
  }
}

// bufferedFor is 0 where the platform does not say.
function bufferedFor(ws) {
  return ws.bufferedAmount ?? 0;
}
