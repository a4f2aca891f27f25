-- Version 3: what keeps copies of a database apart (PROTOCOL.md, copies).

-- The relays that this database syncs with as a client. With each relay, and
-- in each room, it saves under an instance id of its own.
-- token: what the relay and this database last agreed on; next: what was
-- proposed to the relay since, '' if nothing was. counter: the instance's
-- counter when token was agreed on. receipt: the relay's, to be shown to it.
CREATE TABLE amora_relay (
  room TEXT NOT NULL,
  relay TEXT NOT NULL,
  instance_id TEXT NOT NULL,
  sequence INTEGER NOT NULL DEFAULT 0,
  token TEXT NOT NULL DEFAULT '',
  next TEXT NOT NULL DEFAULT '',
  counter INTEGER NOT NULL DEFAULT 0,
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

-- The instances that have proved themselves here, with what was last agreed
-- on with each. pulled, pushed: the generation of this database (amora_meta)
-- in which the instance last pulled and pushed everything.
CREATE TABLE amora_member (
  instance_id TEXT PRIMARY KEY NOT NULL,
  sequence INTEGER NOT NULL,
  token TEXT NOT NULL,
  pulled INTEGER NOT NULL DEFAULT 0,
  pushed INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

-- Conflicts that were settled (Instance.Resolve), until the record's next
-- serialize. settled: the conflicting values as they were then, in the form of
-- morango_store.conflicting_serialized_data.
CREATE TABLE amora_resolved (
  id TEXT PRIMARY KEY NOT NULL,
  settled TEXT NOT NULL
) WITHOUT ROWID;
