/**
 * Every code an {@link AmoraError} may carry. The first block is the engine's
 * (a test of core compares the lists), the second the tab's own.
 */
export const errorCodes = [
  "internal",
  "bad_request",
  "bad_schema",
  "schema_changed",
  "newer_database",
  "unknown_model",
  "unknown_column",
  "bad_value",
  "required",
  "bad_id",
  "immutable_column",
  "not_writable",
  "constraint",
  "record_too_large",
  "storage_full",
  "storage_failed",
  "not_owner",
  "not_synced",
  "busy",
  "timed_out",
  "transaction_ended",
  "nested_transaction",
  "closed",
  "no_certificate",
  "has_dataset",
  "last_admin",
  "bad_certificate",
  "revoked",
  "expired",
  "bad_signature",
  "bad_nonce",
  "bad_invite",
  "bad_credentials",
  "scope_mismatch",
  "outside_scope",
  "relay_not_admitted",
  "relay_changed",
  "room_closed",
  "unsupported",
  "bad_record",
  "bad_fsic",
  "unknown_session",
  "behind",
  "conflict",
  "limit",
  "unavailable",
  "instance_collision",

  "engine_failed", // worker or WebAssembly could not be loaded
  "engine_stopped", // the engine crashed; open the database again
  "other_version", // other tabs have opened the database by another build or schema
  "aborted", // by an AbortSignal
] as const;

/**
 * Why a record may be in quarantine, as {@link Quarantined.reason} begins. A
 * test of core holds the list and its own together.
 */
export const quarantineReasons = [
  // refused until a better version comes
  "bad_record",
  "bad_id",
  "outside_filter",
  "bad_counter",
  "record_too_large",
  "bad_json",
  "bad_text",
  "identity_mismatch",
  // tried again at every sync, as a bad_id may be
  "required",
  "bad_value",
  "bad_partition",
  "missing_reference",
  "failed_reference",
  "deleted_reference",
  "constraint",
] as const;

/** A reason that this build knows. */
export type QuarantineReason = (typeof quarantineReasons)[number];

/** A code this build knows. */
export type KnownErrorCode = (typeof errorCodes)[number];

/** A known code, or one that a newer peer has sent. */
export type ErrorCode = KnownErrorCode | (string & {});

/**
 * What every method of this package rejects with. Branch on `code`, which is
 * stable; `message` and `hint` are for people and may change. The message does
 * not repeat the hint: show both.
 */
export class AmoraError extends Error {
  override readonly name = "AmoraError";
  /** Stable name of the kind of failure. */
  readonly code: ErrorCode;
  /** What to do about it, where there is something to be said. */
  readonly hint: string | undefined;

  constructor(code: ErrorCode, text: string, hint?: string, options?: { cause?: unknown }) {
    super(`${code}: ${text}`, options);
    this.code = code;
    this.hint = hint || undefined;
  }
}

/** An error as it crosses from the worker, one JSON text. */
export interface ErrorRecord {
  code: string;
  text: string;
  hint?: string;
}

/** The error that an {@link ErrorRecord} stands for. */
export function fromRecord(record: ErrorRecord): AmoraError {
  return new AmoraError(record.code, record.text, record.hint);
}

/** What an AbortSignal's owner gets to see. */
export function abortError(signal: AbortSignal): AmoraError {
  return new AmoraError("aborted", "the call was aborted", undefined, { cause: signal.reason });
}

/**
 * Reads what a caller has passed. Whatever is not to be read so, a null for
 * the options or a value that has no JSON, is a bad_request.
 */
export function readArguments<T>(method: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof AmoraError) throw cause;
    const text = cause instanceof Error ? cause.message : String(cause);
    throw new AmoraError("bad_request", `${method}: ${text}`, `compare what is passed with what ${method}() takes`, {
      cause,
    });
  }
}
