/** The values that certificates, conflicts and looks inside come as. */
import type { Json, Schema } from "./schema.js";

/** The ids of a schema's scope definitions. */
export type ScopeId<S extends Schema> = S["scopes"][number]["id"];

/** A certificate, as far as an app needs to know it. */
export interface Certificate {
  /** 32 hex digits; of a root, also the dataset's id and the room's name. */
  id: string;
  [field: string]: Json;
}

/** What an invite is for. */
export interface InviteRequest<S extends Schema = Schema> {
  /** The scope definition's id. */
  scope: ScopeId<S>;
  /** The parameters of its templates, without the dataset's id. */
  params?: Record<string, string>;
  /** The relay to meet at, `ws(s)://host[:port][/prefix]`; kept in the invite. */
  relay?: string;
}

/** What an invite has let this database into. */
export interface Joined {
  /** The room on the relay: the id of the dataset's root certificate. */
  room: string;
  /** The relay the invite named, or "". */
  relay: string;
  certificateId: string;
  params: Record<string, string>;
}

/** A record with conflicting values. */
export interface Conflict {
  [field: string]: Json;
}

/** A record that could not be applied. */
export interface Quarantined {
  [field: string]: Json;
}

/** The engine's status and the tab's. */
export interface Status {
  storage: "indexeddb" | "memory";
  storageReason: string | undefined;
  /** Features this page lacks, such as `crypto.subtle` on plain http://; everything works without them. */
  missing: string[];
  [field: string]: Json | undefined;
}

/** A dump of the engine's tables. */
export interface Inspection {
  [field: string]: Json;
}
