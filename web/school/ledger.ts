import type { Device } from "./device.ts";
import { titleOf } from "./schema.ts";

/** A record's short side, as it lies in a device's Store. */
export interface StoreRow {
  id: string;
  model: string;
  title: string;
  partition: string;
  instance: string;
  counter: number;
  deleted: 0 | 1;
  conflict: 0 | 1;
  error: string;
}

/** A record took a version on a device. */
export interface Movement {
  time: Date;
  device: Device;
  row: StoreRow;
  /** Saved here, or come from elsewhere. */
  kind: "saved" | "arrived";
  /** Milliseconds since somebody typed it on the other device of this page. */
  took: number | undefined;
}

const storeRows = `SELECT s.id, s.model_name AS model, ${titleOf} AS title, s.partition, s.last_saved_instance AS instance,
  s.last_saved_counter AS counter, s.deleted, s.conflicting_serialized_data <> '' AS conflict, s.deserialization_error AS error
  FROM morango_store s`;

/** Movements that are remembered. */
const memory = 400;

/**
 * What the page has seen happen: every device's Store is watched, so this is
 * what the databases say, not what the page believes.
 */
export class Ledger {
  readonly devices: readonly Device[];
  /** The newest last. */
  readonly movements: Movement[] = [];
  readonly #stores = new Map<Device, Map<string, StoreRow>>();
  readonly #written = new Map<string, { by: Device; at: number }>();
  readonly #listeners = new Set<(moved: readonly Movement[], device: Device) => void>();
  /** The device that saves under an instance id: each has one with every relay. */
  readonly #owners = new Map<string, Device>();
  #relay = "";

  constructor(devices: readonly Device[]) {
    this.devices = devices;
    for (const device of devices) {
      this.#owners.set(device.db.instanceId, device);
      device.watch<{ id: string }>("SELECT id FROM morango_instanceidmodel", [], (own) => {
        for (const { id } of own) this.#owners.set(id, device);
      });
      device.watch<StoreRow>(storeRows, [], (rows) => this.#look(device, rows));
      device.watch<{ id: string }>(
        "SELECT server_instance_id AS id FROM morango_syncsession WHERE is_server = 0 ORDER BY start_timestamp DESC LIMIT 1",
        [],
        ([session]) => (this.#relay = session?.id ?? this.#relay),
      );
    }
  }

  /** Calls back with what has moved; an empty list at the first look. */
  on(listener: (moved: readonly Movement[], device: Device) => void): void {
    this.#listeners.add(listener);
  }

  /** Somebody writes a record here and now. What waits for a switch is not timed. */
  noteWrite(device: Device, id: string): void {
    if (this.devices.some(({ link }) => link !== "online")) return void this.#written.clear();
    this.#written.set(id, { by: device, at: performance.now() });
  }

  /** A device's Store, by record id. */
  store(device: Device): ReadonlyMap<string, StoreRow> {
    return this.#stores.get(device) ?? new Map();
  }

  /** What an instance is called on this page. */
  nameOf(instance: string): string {
    const device = this.#owners.get(instance);
    if (device) return device.name;
    return instance === this.#relay ? "the relay" : `another device (${instance.slice(0, 4)})`;
  }

  /** For colours: the device's key, "relay" or "other". */
  keyOf(instance: string): string {
    const device = this.#owners.get(instance);
    return device?.key ?? (instance === this.#relay ? "relay" : "other");
  }

  #look(device: Device, rows: StoreRow[]): void {
    const before = this.#stores.get(device);
    const now = new Map(rows.map((row) => [row.id, row]));
    this.#stores.set(device, now);
    const moved: Movement[] = [];
    for (const row of before ? rows : []) {
      const old = before!.get(row.id);
      if (old && old.instance === row.instance && old.counter === row.counter) continue;
      const kind = this.#owners.get(row.instance) === device ? "saved" : "arrived";
      moved.push({ time: new Date(), device, row, kind, took: kind === "arrived" ? this.#took(row) : undefined });
    }
    this.movements.push(...moved);
    this.movements.splice(0, Math.max(0, this.movements.length - memory));
    for (const listener of this.#listeners) listener(moved, device);
  }

  #took(row: StoreRow): number | undefined {
    const written = this.#written.get(row.id);
    if (!written || written.by !== this.#owners.get(row.instance)) return undefined;
    this.#written.delete(row.id);
    return performance.now() - written.at;
  }
}
