-- Version 3: what keeps copies of a database apart (PROTOCOL.md §5).

-- The relays that this database syncs with as a client: the fingerprint of the
-- relay's key, a colon, and the instance that the relay is. In each room of
-- each it saves under an instance id of its own.
-- token: what this database and the relay last agreed on. counter: the
-- instance's counter when token was proposed. next, next_counter: likewise of
-- a proposal that the relay has not confirmed, '' and 0 without one. receipt:
-- what the relay signed for token; with a server that knows no tokens, the process
-- that saves as the instance (counter/process.go). marks: those of the receipts, with the
-- counters, the latest last (counter/agreed.go). again: 1 if the relay was another
-- instance before, so that everything is transferred once more. notes_sent,
-- notes_got: up to which number the relay has the notes of this database, and this
-- database the relay's (core/notes).
CREATE TABLE amora_relay (
  room TEXT NOT NULL,
  relay TEXT NOT NULL,
  instance_id TEXT NOT NULL,
  token TEXT NOT NULL DEFAULT '',
  counter INTEGER NOT NULL DEFAULT 0,
  next TEXT NOT NULL DEFAULT '',
  next_counter INTEGER NOT NULL DEFAULT 0,
  receipt TEXT NOT NULL DEFAULT '',
  marks TEXT NOT NULL DEFAULT '',
  again INTEGER NOT NULL DEFAULT 0,
  notes_sent INTEGER NOT NULL DEFAULT 0,
  notes_got INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (room, relay)
) WITHOUT ROWID;

-- What was transferred once more with such a relay: partition prefixes.
CREATE TABLE amora_repeated (
  room TEXT NOT NULL,
  relay TEXT NOT NULL,
  push INTEGER NOT NULL,
  prefix TEXT NOT NULL,
  PRIMARY KEY (room, relay, push, prefix)
) WITHOUT ROWID;

-- Up to which counter a relay has acknowledged this database's own saves.
CREATE TABLE amora_acknowledged (
  relay TEXT NOT NULL,
  partition TEXT NOT NULL,
  instance_id TEXT NOT NULL,
  counter INTEGER NOT NULL,
  PRIMARY KEY (relay, partition, instance_id)
) WITHOUT ROWID;

-- The instances that sync with this database as their relay: what was last
-- agreed on with each, with which process, and under which certificate.
-- marks: those drawn for what was agreed on, the latest last (counter/agreed.go).
CREATE TABLE amora_member (
  instance_id TEXT PRIMARY KEY NOT NULL,
  certificate_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  token TEXT NOT NULL,
  process TEXT NOT NULL,
  marks TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;

CREATE INDEX amora_member_certificate ON amora_member (certificate_id);

-- Own instance ids that another copy of this database used at the same time.
-- What is received under one of them is saved again.
CREATE TABLE amora_contested (instance_id TEXT PRIMARY KEY NOT NULL) WITHOUT ROWID;

-- again: 1 if the transfer repeats what the receiver seemed to have.
ALTER TABLE morango_transfersession ADD COLUMN again INTEGER NOT NULL DEFAULT 0;

-- Conflicts that were settled (Instance.Resolve), until the record's next
-- serialize. settled: the conflicting values as they were then, in the form of
-- morango_store.conflicting_serialized_data.
CREATE TABLE amora_resolved (
  id TEXT PRIMARY KEY NOT NULL,
  settled TEXT NOT NULL
) WITHOUT ROWID;

DROP INDEX amora_recordmaxcounter_instance;

-- With the counter, so that an instance's highest is found at once.
CREATE INDEX amora_recordmaxcounter_instance ON amora_recordmaxcounter (instance_id, counter);

-- The relay of a client's sync session, as amora_relay calls it: a transfer is
-- resumed with the same relay, whatever its address is then.
ALTER TABLE morango_syncsession ADD COLUMN relay TEXT NOT NULL DEFAULT '';

-- The app's own triggers that run, while they do: a trigger does not fire
-- itself (core/owntrigger.go).
CREATE TABLE amora_firing (name TEXT PRIMARY KEY NOT NULL) WITHOUT ROWID;

-- Which devices may use a certificate here, beside one that they have proved
-- (PROTOCOL.md §4, several certificates). device: its Ed25519 public key, which
-- the certificate's own key endorsed; at: when.
CREATE TABLE amora_endorsement (
  certificate_id TEXT NOT NULL,
  device TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (certificate_id, device)
) WITHOUT ROWID;

-- The process that runs a client's transfer, of those that have the database
-- open; '' if none does, or there can be one only (core/claim.go).
ALTER TABLE morango_transfersession ADD COLUMN runner TEXT NOT NULL DEFAULT '';

-- The users of Kolibri facilities, by whom certificates may be asked for:
-- package account reads them.
CREATE INDEX amora_store_account ON morango_store (model_name, id) WHERE model_name IN ('facilityuser', 'membership', 'role');

-- How often the room's rules or the own certificates have changed, so that what
-- was read of them can be kept in memory: by whichever process they change.
CREATE TABLE amora_trust (changes INTEGER NOT NULL);

INSERT INTO amora_trust VALUES (0);

CREATE TRIGGER amora_trust_rules AFTER INSERT ON amora_bundle BEGIN
  UPDATE amora_trust SET changes = changes + 1;
END;

CREATE TRIGGER amora_trust_newer AFTER UPDATE ON amora_bundle BEGIN
  UPDATE amora_trust SET changes = changes + 1;
END;

CREATE TRIGGER amora_trust_own AFTER INSERT ON morango_certificate
WHEN NEW.private_key IS NOT NULL OR NEW.parent_id IS NULL BEGIN
  UPDATE amora_trust SET changes = changes + 1;
END;

CREATE TRIGGER amora_trust_key AFTER UPDATE OF private_key ON morango_certificate BEGIN
  UPDATE amora_trust SET changes = changes + 1;
END;

-- Where nobody signed rules, the definitions are the room's rules.
CREATE TRIGGER amora_trust_scopes AFTER INSERT ON morango_scopedefinition BEGIN
  UPDATE amora_trust SET changes = changes + 1;
END;

-- What the sides of a Morango peer's sync session said of themselves: JSON
-- texts, '' in a session of amora.v1.
ALTER TABLE morango_syncsession ADD COLUMN client_instance_json TEXT NOT NULL DEFAULT '';

ALTER TABLE morango_syncsession ADD COLUMN server_instance_json TEXT NOT NULL DEFAULT '';

-- Which key the relay at an address has shown to this database as a client
-- (PROTOCOL.md §3, admission). address: host:port. fingerprint: of the key, '' where
-- an invite has named the address alone.
CREATE TABLE amora_known_relay (
  room TEXT NOT NULL,
  address TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  PRIMARY KEY (room, address)
) WITHOUT ROWID;

-- The certificates that this database has made for relays. fingerprint: of the
-- relay's key; address: where the relay was met; at: when.
CREATE TABLE amora_pushed_certificate (
  certificate_id TEXT PRIMARY KEY NOT NULL,
  fingerprint TEXT NOT NULL,
  address TEXT NOT NULL,
  at TEXT NOT NULL
) WITHOUT ROWID;

CREATE INDEX amora_pushed_certificate_relay ON amora_pushed_certificate (fingerprint, at);

-- The relays that were listed in a room's rules as its first, without a word,
-- and have not let this database in yet. refused: 1 if one has refused instead,
-- and is listed no more.
CREATE TABLE amora_first_relay (
  room TEXT NOT NULL,
  public_key TEXT NOT NULL,
  refused INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (room, public_key)
) WITHOUT ROWID;

-- The highest counter with which an instance has saved a record of a partition:
-- what a peer may learn of the instance that reads the partition
-- (counter/fsic_shown.go).
CREATE TABLE amora_partitionmaxcounter (
  partition TEXT NOT NULL,
  instance_id TEXT NOT NULL,
  counter INTEGER NOT NULL,
  PRIMARY KEY (partition, instance_id)
) WITHOUT ROWID;

INSERT INTO amora_partitionmaxcounter
  SELECT s.partition, r.instance_id, max(r.counter)
  FROM morango_recordmaxcounter r JOIN morango_store s ON s.id = r.store_model_id GROUP BY 1, 2;

-- How the records of models merge that merge by columns: 'columns' for the
-- model's name; for MODEL.COLUMN 'add', 'union', or 'self' of the column whose
-- value is the record's _self_ref_fk. An app has these of its schema and, for what
-- that does not know, as a relay does of the room's rules.
CREATE TABLE amora_merge_rule (
  name TEXT PRIMARY KEY NOT NULL,
  rule TEXT NOT NULL
) WITHOUT ROWID;

CREATE TRIGGER amora_merge_rules AFTER INSERT ON amora_bundle BEGIN
  INSERT INTO amora_merge_rule SELECT key, value FROM json_each(NEW.text, '$.merge_rules') WHERE true
    ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER amora_merge_rules_newer AFTER UPDATE OF text ON amora_bundle BEGIN
  INSERT INTO amora_merge_rule SELECT key, value FROM json_each(NEW.text, '$.merge_rules') WHERE true
    ON CONFLICT DO NOTHING;
END;

-- Versions of such records that were replaced or merged here, the newest 32 of
-- each, at most 64 KB of them: a merge finds in them what each side has changed.
-- counters: all that the version knew, its own included, {instance: counter}.
-- at: since when it is kept.
CREATE TABLE amora_base (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  counters TEXT NOT NULL,
  serialized TEXT NOT NULL,
  conflicts TEXT NOT NULL,
  at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%S', 'now'))
);

CREATE INDEX amora_base_id ON amora_base (id, n);

CREATE TRIGGER amora_base_newest AFTER INSERT ON amora_base BEGIN
  DELETE FROM amora_base WHERE id = NEW.id AND n <= (SELECT max(n) FROM
    (SELECT n, row_number() OVER newest AS position, sum(octet_length(serialized)) OVER newest AS bytes
     FROM amora_base WHERE id = NEW.id WINDOW newest AS (ORDER BY n DESC))
    WHERE position > 32 OR position > 1 AND bytes > 65536);
END;

-- Before, because an update changes what the record knows.
CREATE TRIGGER amora_store_replaced BEFORE UPDATE OF serialized ON morango_store
WHEN EXISTS (SELECT 1 FROM amora_merge_rule WHERE name = OLD.model_name)
 AND OLD.serialized <> NEW.serialized BEGIN
  INSERT INTO amora_base (id, counters, serialized, conflicts) VALUES (OLD.id, json_set(
    (SELECT json_group_object(instance_id, counter) FROM amora_recordmaxcounter WHERE store_model_id = OLD.id),
    '$."' || OLD.last_saved_instance || '"', OLD.last_saved_counter), OLD.serialized,
    OLD.conflicting_serialized_data);
END;

-- A hard deletion leaves nothing behind.
CREATE TRIGGER amora_store_erased AFTER UPDATE OF hard_deleted ON morango_store WHEN NEW.hard_deleted BEGIN
  DELETE FROM amora_base WHERE id = NEW.id;
END;

CREATE TRIGGER amora_store_left AFTER DELETE ON morango_store BEGIN
  DELETE FROM amora_base WHERE id = OLD.id;
END;

-- Of records that merge by columns: the merged value, NULL where there is none,
-- and the conflicting values that are left. clash: 1 if both sides changed a
-- column in different ways.
ALTER TABLE amora_merge ADD COLUMN merged TEXT;

ALTER TABLE amora_merge ADD COLUMN lost TEXT NOT NULL DEFAULT '';

ALTER TABLE amora_merge ADD COLUMN clash INTEGER NOT NULL DEFAULT 0;

-- The invites that were made here, by their certificates. label: what they are
-- called here; at: when.
CREATE TABLE amora_issued (
  certificate_id TEXT PRIMARY KEY NOT NULL,
  label TEXT NOT NULL,
  at TEXT NOT NULL
) WITHOUT ROWID;

-- The records that rows became which moved to another partition (MORANGO.md
-- §13.32): id is the earlier record, moved_to the later one. pending: 1 until
-- the later one is serialized here. apart: 1 if the later one is of another
-- dataset, which members of the earlier one's do not learn.
CREATE TABLE amora_relocated (
  id TEXT NOT NULL,
  moved_to TEXT NOT NULL,
  pending INTEGER NOT NULL DEFAULT 0,
  apart INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (id, moved_to)
) WITHOUT ROWID;

CREATE INDEX amora_relocated_pending ON amora_relocated (moved_to) WHERE pending = 1;

CREATE INDEX amora_relocated_to ON amora_relocated (moved_to);

-- When the holders of certificates were last seen: by a relay, and on devices as
-- a relay has told. parent_id: the certificate that signed it.
CREATE TABLE amora_seen (
  certificate_id TEXT PRIMARY KEY NOT NULL,
  parent_id TEXT NOT NULL,
  at TEXT NOT NULL
) WITHOUT ROWID;

-- The datasets that this database holds: room is the id of the root
-- certificate. They are numbered as they came.
CREATE TABLE amora_room (
  n INTEGER PRIMARY KEY,
  room TEXT NOT NULL UNIQUE
);

INSERT INTO amora_room (room) SELECT id FROM morango_certificate WHERE parent_id IS NULL;

CREATE TRIGGER amora_room_held AFTER INSERT ON morango_certificate WHEN NEW.parent_id IS NULL BEGIN
  INSERT INTO amora_room (room) VALUES (NEW.id);
END;

CREATE TRIGGER amora_room_left AFTER DELETE ON morango_certificate WHEN OLD.parent_id IS NULL BEGIN
  DELETE FROM amora_room WHERE room = OLD.id;
END;

-- A dataset that is left takes its rules with it.
CREATE TRIGGER amora_trust_left AFTER DELETE ON amora_bundle BEGIN
  UPDATE amora_trust SET changes = changes + 1;
END;

-- What admins say of the certificates that they have issued (core/notes), in the
-- order in which it came here. text, signature, chain: as an admin's device has
-- signed it.
CREATE TABLE amora_note (
  n INTEGER PRIMARY KEY,
  room TEXT NOT NULL,
  certificate_id TEXT NOT NULL UNIQUE,
  text TEXT NOT NULL,
  signature TEXT NOT NULL,
  chain TEXT NOT NULL
);

CREATE INDEX amora_note_room ON amora_note (room, n);

-- Write scopes of certificates that were taken back and go on here (datasets:
-- Keep), beside those of the others: prefixes.
CREATE TABLE amora_kept (prefix TEXT PRIMARY KEY NOT NULL) WITHOUT ROWID;

-- Work that no relay had when the rows were removed which this database may no
-- longer see (datasets: Remove), until the app has done with it.
CREATE TABLE amora_rescued (
  n INTEGER PRIMARY KEY,
  room TEXT NOT NULL,
  id TEXT NOT NULL,
  model_name TEXT NOT NULL,
  partition TEXT NOT NULL,
  deleted INTEGER NOT NULL,
  serialized TEXT NOT NULL,
  at TEXT NOT NULL
);

-- The records that are deleted or have conflicts, and hold something by that,
-- and since when they are as they are: what package purge may take away.
CREATE TABLE amora_purgeable (
  id TEXT PRIMARY KEY NOT NULL,
  since TEXT NOT NULL
) WITHOUT ROWID;

INSERT INTO amora_purgeable SELECT id, strftime('%Y-%m-%dT%H:%M:%S', 'now') FROM morango_store
  WHERE deleted = 1 AND serialized <> '{}' OR conflicting_serialized_data <> '';

CREATE TRIGGER amora_purgeable_new AFTER INSERT ON morango_store
WHEN NEW.deleted = 1 AND NEW.serialized <> '{}' OR NEW.conflicting_serialized_data <> '' BEGIN
  INSERT INTO amora_purgeable VALUES (NEW.id, strftime('%Y-%m-%dT%H:%M:%S', 'now'))
    ON CONFLICT (id) DO UPDATE SET since = excluded.since;
END;

-- A deletion that was emptied here may give way to another one that was not.
CREATE TRIGGER amora_purgeable_changed AFTER UPDATE OF deleted, serialized, conflicting_serialized_data ON morango_store
WHEN (NEW.deleted = 1 AND NEW.serialized <> '{}' OR NEW.conflicting_serialized_data <> '')
 AND (NEW.deleted <> OLD.deleted OR NEW.conflicting_serialized_data <> OLD.conflicting_serialized_data
  OR NEW.deleted = 1 AND OLD.serialized = '{}') BEGIN
  INSERT INTO amora_purgeable VALUES (NEW.id, strftime('%Y-%m-%dT%H:%M:%S', 'now'))
    ON CONFLICT (id) DO UPDATE SET since = excluded.since;
END;

CREATE TRIGGER amora_purgeable_over AFTER UPDATE OF deleted, serialized, conflicting_serialized_data ON morango_store
WHEN (OLD.deleted = 1 OR OLD.conflicting_serialized_data <> '') AND NEW.conflicting_serialized_data = ''
 AND (NEW.deleted = 0 OR NEW.serialized = '{}') BEGIN
  DELETE FROM amora_purgeable WHERE id = NEW.id;
END;

CREATE TRIGGER amora_purgeable_left AFTER DELETE ON morango_store BEGIN
  DELETE FROM amora_purgeable WHERE id = OLD.id;
END;

-- What a deletion held that was emptied, here or by who sent it, is not kept for
-- merges.
CREATE TRIGGER amora_store_emptied AFTER UPDATE OF serialized ON morango_store
WHEN NEW.deleted = 1 AND NEW.serialized = '{}' BEGIN
  DELETE FROM amora_base WHERE id = NEW.id;
END;

-- Records whose app rows have NULL for a reference that the records keep: the
-- record that it refers to is deleted here. They are applied again should that
-- come back.
CREATE TABLE amora_unlinked (
  refers_to TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (refers_to, id)
) WITHOUT ROWID;

-- The pulls of which records were shown before their end (core/arrived), until
-- they are completed, or what was shown of them is saved again. room: the dataset.
CREATE TABLE amora_arrived (
  transfer_session_id TEXT PRIMARY KEY NOT NULL,
  room TEXT NOT NULL
) WITHOUT ROWID;
