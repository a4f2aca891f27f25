import type { PutRow, Serialized } from "amora";
import type { Device } from "./device.ts";
import type { Ledger } from "./ledger.ts";
import type { ModelName, schema } from "./schema.ts";

/** What the parts of one device's screen share. */
export class Desk {
  readonly device: Device;
  readonly ledger: Ledger;
  /** Shows a record's history on this device. */
  readonly history: (id: string) => void;
  /** Shows what is inside this device's database. */
  readonly inspect: () => void;
  /** Says what went wrong. */
  readonly complain: (error: unknown) => void;

  constructor(facts: Pick<Desk, "device" | "ledger" | "history" | "inspect" | "complain">) {
    this.device = facts.device;
    this.ledger = facts.ledger;
    this.history = facts.history;
    this.inspect = facts.inspect;
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

  /** Settles a conflict: the record gets those values, or stays as it is. */
  async resolve(model: ModelName, id: string, values: Serialized | undefined): Promise<void> {
    this.ledger.noteWrite(this.device, id);
    try {
      await this.device.db.resolve(model, id, values as never);
    } catch (error) {
      this.complain(error);
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
