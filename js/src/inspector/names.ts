/** What instances are called: this device's ids, the relays it has met, and what the app says. */
import { type Desk, watch } from "./desk.js";

// A relay may have been met at several addresses: that of the latest session counts.
const namesSql = `SELECT id, 'this device' AS name FROM morango_instanceidmodel
UNION ALL
SELECT id, 'relay' || iif(path = '', '', ' ' || path) FROM
 (SELECT server_instance_id AS id, connection_path AS path, max(start_timestamp)
  FROM morango_syncsession WHERE is_server = 0 GROUP BY server_instance_id)`;

export class Names {
  readonly #known = new Map<string, string>();
  /** What the app calls an instance. */
  given: ((instance: string) => string | undefined) | undefined;

  of(instance: string): string {
    return this.given?.(instance) ?? this.#known.get(instance) ?? (instance.slice(0, 6) || "?");
  }

  /** Keeps itself up to date until the desk's signal; onChange is called when a name is new. */
  follow(desk: Desk, onChange: () => void): void {
    this.#known.clear();
    watch<{ id: string; name: string }>(desk, namesSql, [], (rows) => {
      for (const { id, name } of rows) this.#known.set(id, name.replace(/wss?:\/\//, ""));
      onChange();
    });
  }
}
