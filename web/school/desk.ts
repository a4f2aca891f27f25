import type { PutRow } from "amora";
import type { Device } from "./device.ts";
import type { Ledger } from "./ledger.ts";
import type { ModelName, schema } from "./schema.ts";

/** What the parts of one device's screen share. */
export class Desk {
  readonly device: Device;
  readonly ledger: Ledger;
  /** Shows a record's history. */
  readonly history: (id: string) => void;
  /** Says what went wrong. */
  readonly complain: (error: unknown) => void;

  constructor(facts: Pick<Desk, "device" | "ledger" | "history" | "complain">) {
    this.device = facts.device;
    this.ledger = facts.ledger;
    this.history = facts.history;
    this.complain = facts.complain;
  }

  /** Writes a row as its owner would: an ordinary put. */
  async put<N extends ModelName>(model: N, row: PutRow<typeof schema, N>): Promise<string | undefined> {
    if (row.id) this.ledger.noteWrite(this.device, row.id);
    try {
      const id = await this.device.db.put(model, row);
      if (!row.id) this.ledger.noteWrite(this.device, id);
      return id;
    } catch (error) {
      this.complain(error);
      return undefined;
    }
  }

  /** The name under which the text of a record's field waits to be saved. */
  draft(id: string, field: string): string {
    return `${this.device.db.name}/${id}/${field}`;
  }

  async delete(model: ModelName, id: string): Promise<void> {
    try {
      await this.device.db.delete(model, id);
    } catch (error) {
      this.complain(error);
    }
  }
}
