-- Version 3: what keeps copies of a database apart (PROTOCOL.md §5).

-- The relays that this database syncs with as a client. In each room of each
-- relay (the fingerprint of its key) it saves under an instance id of its own.
-- token: what this database and the relay last agreed on. counter: the
-- instance's counter when token was proposed. next, next_counter: likewise of
-- a proposal that the relay has not confirmed, '' and 0 without one. receipt:
-- what the relay signed for token.
CREATE TABLE amora_relay (
  room TEXT NOT NULL,
  relay TEXT NOT NULL,
  instance_id TEXT NOT NULL,
  token TEXT NOT NULL DEFAULT '',
  counter INTEGER NOT NULL DEFAULT 0,
  next TEXT NOT NULL DEFAULT '',
  next_counter INTEGER NOT NULL DEFAULT 0,
  receipt TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (room, relay)
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
-- agreed on with each, and under which certificate. pull_all, push_all: 1
-- while the next pull, or push, has to leave out nothing, because one side
-- was put back to an earlier state.
CREATE TABLE amora_member (
  instance_id TEXT PRIMARY KEY NOT NULL,
  certificate_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  token TEXT NOT NULL,
  pull_all INTEGER NOT NULL DEFAULT 0,
  push_all INTEGER NOT NULL DEFAULT 0
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

-- The relay of a client's sync session, by its key's fingerprint: a transfer is
-- resumed with the same relay, whatever its address is then.
ALTER TABLE morango_syncsession ADD COLUMN relay TEXT NOT NULL DEFAULT '';

-- The app's own triggers that run, while they do: a trigger does not fire
-- itself (core/owntrigger.go).
CREATE TABLE amora_firing (name TEXT PRIMARY KEY NOT NULL) WITHOUT ROWID;
