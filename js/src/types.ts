/** The values that certificates, conflicts and looks inside come as. */
import type { CallOptions } from "./client.js";
import type { StorageKind } from "./messages.js";
import type { ModelName, Schema, ScopeId, ScopeParams, SentRow, Serialized } from "./schema.js";
import type { Stage } from "./sync.js";

/** A certificate whose key this database holds. */
export interface Certificate {
  /** 32 hex digits; of a root, also the dataset's id and the room's name on a relay. */
  id: string;
  /** Its scope definition's id. */
  scope: string;
  /** What the definition's templates are filled in with. */
  params: Record<string, string>;
  /** Whether its holder may revoke, admit relays, publish scopes and make others admins. */
  admin: boolean;
  /** Until when it counts by itself, RFC 3339; "" if it does not expire. */
  expires: string;
}

/** A certificate that this database has signed, for an invite or for a relay. */
export interface IssuedCertificate extends Certificate {
  /** Id of the dataset. */
  room: string;
  /** It, or one above it, no longer counts, nor what was signed with it. */
  revoked: boolean;
  /** Id of the certificate that signed it: one of this database's own, or another admin's; "" for a root. */
  parent: string;
  /** What the invite was called. All admins of the dataset know it of an admin's invite; nobody else does. */
  label: string;
  /** When the invite was made, RFC 3339; "" where that is not known. */
  created: string;
  /** When a relay last saw its holder, RFC 3339, to the hour, as far as a relay has told; "" for never. */
  seen: string;
  /** The relay that it was made for, so that the relay serves the dataset: its key's fingerprint, and host:port. */
  relay?: { fingerprint: string; address: string };
}

/** A certificate that is in this database, whoever has signed it. */
export interface KnownCertificate extends IssuedCertificate {
  /** Version of its scope definition. */
  version: number;
  /** Whether its key is here. */
  own: boolean;
  /** Partition prefixes that it lets read, and write; none where its scope definition is not known here. */
  read: string[];
  write: string[];
}

/** The key of a relay that was admitted to the dataset, or taken back. */
export interface RelayKey {
  /** Id of the dataset. */
  room: string;
  /** SHA-256 of the key, 64 hex digits. */
  fingerprint: string;
  /** Where this database has met it, host:port. */
  addresses: string[];
  /** It counts no more, for ever. */
  revoked: boolean;
}

/** What an invite is for. */
export interface InviteRequest<S extends Schema = Schema, I extends ScopeId<S> = ScopeId<S>> {
  /** The scope definition's id. */
  scope: I;
  /** Parameters of its templates; those left out are taken from the inviting certificate, the dataset's id for one. */
  params?: ScopeParams<S, NoInfer<I>>;
  /** Id of the dataset, where the database holds several and none of the parameters is one. */
  room?: string;
  /** The relay to meet at, `ws(s)://host[:port][/prefix]`; kept in the invite. */
  relay?: string;
  /**
   * Leaves out what that relay can tell, so that the invite fits one QR code:
   * some 900 characters instead of 3,500. This device must have synced, and
   * whoever joins must reach the relay. Members that were invited themselves
   * can make long ones only, and get those.
   */
  short?: boolean;
  /** What {@link IssuedCertificate} calls it, here and, of an admin's invite, for the other admins. */
  label?: string;
  /**
   * Until when the invite counts, and what comes of it: a time to come, as text
   * in RFC 3339. Relays and devices go by their own clocks, with ten minutes
   * of grace; the code is `expired` then. An admin's does not expire.
   */
  expires?: string;
  /**
   * Gives the rights of the database that began the dataset: to revoke, admit
   * relays, publish scopes and make others admins. The scope has to permit what
   * the root's does. Takes an admin.
   */
  admin?: boolean;
}

/** How a recovery text is made. */
export interface RecoveryRequest {
  /** Id of the dataset, where the database holds several. */
  room?: string;
  /** The relay to meet at, as in an invite. */
  relay?: string;
  /** As in an invite: needs that relay, and a database that has synced since. */
  short?: boolean;
  /** What {@link IssuedCertificate} calls it, "recovery" by default. */
  label?: string;
}

/** Joins by name and password, where the relay's operator allows it. */
export interface JoinRequest<S extends Schema = Schema, I extends ScopeId<S> = ScopeId<S>> {
  /** The relay that issues the certificate, `wss://host[:port][/prefix]`. */
  relay: string;
  /** The dataset's id, 32 hex digits. */
  room: string;
  username: string;
  password: string;
  /** Id of the user's Kolibri facility, where several have users of one name. */
  facility?: string;
  /** The scope definition's id. */
  scope: I;
  /** Parameters of its templates; those that follow from the room or the user may be left out. */
  params?: ScopeParams<S, NoInfer<I>>;
  /** Lets the password go over plain `ws://` to another machine, where whoever sits between reads it. */
  insecure?: boolean;
}

/** What this database has been let into. */
export interface Joined {
  /** The room on the relay: the id of the dataset's root certificate. */
  room: string;
  /** The relay that the invite or the request names, or "". */
  relay: string;
  certificateId: string;
  params: Record<string, string>;
  /** Whether this database is an admin's now. */
  admin: boolean;
}

/** A record with values that lost in a merge. Its model tells which columns the values have. */
export type Conflict<S extends Schema = Schema> = {
  [N in ModelName<S>]: {
    model: N;
    id: string;
    deleted: boolean;
    current: SentRow<S, N>;
    /** The newest first. */
    lost: SentRow<S, N>[];
  };
}[ModelName<S>];

/** Which dataset goes into which: Database.adopt. */
export interface Adoption {
  /** Id of the dataset whose rows move. */
  from: string;
  /** Id of the dataset that they move to. */
  into: string;
  /** Other values, in all rows that move, of columns that partitions follow from. */
  set?: Record<string, string>;
}

/** What an adoption did. */
export interface Adopted {
  /** Rows that have moved. */
  rows: number;
  /** Of these, the later ids by the earlier ones. */
  ids: Record<string, string>;
  /** The dataset is here no more: nobody else knew of it. */
  left: boolean;
}

/** What becomes of rows that a database may no longer see: Database.setOnRevoked. */
export type OnRevoked = "freeze" | "keep" | "remove";

/** A record that was put aside before its row was removed: the relay had not got it. */
export type Rescued<S extends Schema = Schema> = {
  [N in ModelName<S>]: {
    /** Number of the record, by which Database.discardRescued knows it. */
    n: number;
    /** Id of the dataset that it was of. */
    room: string;
    model: N;
    id: string;
    partition: string;
    /** The row had been deleted here. */
    deleted: boolean;
    values: SentRow<S, N>;
    /** When it was put aside, RFC 3339. */
    at: string;
  };
}[ModelName<S>];

/** A record that arrived and could not be applied. */
export interface Quarantined {
  model: string;
  id: string;
  partition: string;
  /** A {@link QuarantineReason}, where it applies with a colon and the column, or with `constraint` SQLite's message. */
  reason: string;
  /** Its values; a text where they are not even JSON. */
  record: Serialized | string;
  /** It is tried again at every sync; otherwise it waits for a better version. */
  retried: boolean;
}

/** What Database.import has done. */
export interface Imported {
  /** Taken of the file. */
  records: number;
  /** Of these, merged with changes that were made here. */
  conflicts: number;
  /** That could not be applied: they wait in Database.quarantine. */
  quarantined: number;
}

/** Where the engine stands with one dataset. */
export interface DatasetStatus {
  /** Its id, that of its root certificate. */
  room: string;
  certificates: Certificate[];
  /** Parameters of the widest certificate. */
  params: Record<string, string>;
  /** Partition prefixes that may be read. */
  read: string[];
  /** Partition prefixes that may be written. */
  write: string[];
  /** Records in the store, deleted ones not counted. */
  records: number;
  /** Records whose present version no relay has acknowledged: they exist on this device only. */
  onlyHere: number;
}

/** How {@link Database.createRoot} and {@link Database.join} are called. */
export interface DatasetOptions extends CallOptions {
  /** Begins or joins one more dataset, whatever is here already. */
  another?: boolean;
}

/** How {@link Database.leave} is called. */
export interface LeaveOptions extends CallOptions {
  /** Leaves also what no relay has yet, which is lost then, and the only admin's key. */
  force?: boolean;
}

/** What Database.purge has taken away, or would. */
export interface Purged {
  /** Deleted records, whose contents are gone. */
  deleted: number;
  /** Replaced versions, which were kept for merges by columns. */
  versions: number;
  /** Records whose conflicts are settled. */
  conflicts: number;
  /** Of the contents and versions. */
  bytes: number;
}

/** Where the engine stands. */
export interface EngineStatus {
  /** This member's id in the network. */
  instance: string;
  profile: string;
  /** Id of the first dataset's root certificate, "" before createRoot or join. */
  room: string;
  /** The datasets that are here, in the order in which they came. */
  datasets: DatasetStatus[];
  /** Of all datasets. */
  certificates: Certificate[];
  /** Parameters of the first certificate. */
  params: Record<string, string>;
  /** Partition prefixes that may be read. */
  read: string[];
  /** Partition prefixes that may be written. */
  write: string[];
  /** The member's clock: one up with every serialization. */
  counter: number;
  /** Records in the store, deleted ones not counted. */
  records: number;
  /**
   * Rows changed since a sync last took them up into the Store. 0 does not say
   * that a relay has them: the sync may have been cut off since.
   */
  unsynced: number;
  /** Records whose present version no relay has acknowledged: they exist on this device only. */
  onlyHere: number;
  /** Records that were put aside: Database.rescued. */
  rescued: number;
  conflicts: number;
  quarantined: number;
  /** When the last transfer was completed, `2024-05-31T12:00:00.000000Z`; "" if never. */
  lastSync: string;
}

/** The engine's status and the tab's. */
export interface Status extends EngineStatus {
  storage: StorageKind;
  storageReason: string | undefined;
  /** Whether it is this tab that runs the engine; otherwise another one does for it. */
  owner: boolean;
  /** Features this page lacks, such as `crypto.subtle` on plain http://; everything works without them. */
  missing: string[];
}

/** What lies in the engine's tables. */
export interface Inspection {
  status: EngineStatus;
  models: { model: string; records: number; deleted: number; dirty: number }[];
  /** Of each partition prefix and instance, the highest counter that is here. */
  counters: { partition: string; instance: string; counter: number }[];
  /** The last 50 transfers, the newest first. */
  sessions: {
    transfer: string;
    push: 0 | 1;
    server: 0 | 1;
    active: 0 | 1;
    filter: string;
    stage: Stage;
    status: "pending" | "started" | "completed" | "errored";
    records: number;
    total: number | null;
    conflicts: number;
    quarantined: number;
    bytesSent: number;
    bytesReceived: number;
    started: string;
    last: string;
  }[];
  /** Records in transfer buffers. */
  buffered: number;
  /** Records in quarantine, by reason. */
  reasons: Record<string, number>;
  /** All certificates that are here of the dataset: own ones, those above them, those that they have signed, and peers'. */
  certificates: KnownCertificate[];
}
