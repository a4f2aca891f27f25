CREATE TABLE amora_acknowledged (
  relay TEXT NOT NULL,
  partition TEXT NOT NULL,
  instance_id TEXT NOT NULL,
  counter INTEGER NOT NULL,
  PRIMARY KEY (relay, partition, instance_id)
) WITHOUT ROWID

CREATE TABLE amora_applying (x INTEGER PRIMARY KEY)

CREATE TABLE amora_base (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  counters TEXT NOT NULL,
  serialized TEXT NOT NULL,
  conflicts TEXT NOT NULL
)

CREATE TABLE amora_bundle (
  room TEXT PRIMARY KEY NOT NULL,
  sequence INTEGER NOT NULL,
  text TEXT NOT NULL,
  signature TEXT NOT NULL
) WITHOUT ROWID

CREATE TABLE amora_contested (instance_id TEXT PRIMARY KEY NOT NULL) WITHOUT ROWID

CREATE TABLE "amora_dirty_answer" (id TEXT PRIMARY KEY NOT NULL) WITHOUT ROWID

CREATE TABLE "amora_dirty_topic" (id TEXT PRIMARY KEY NOT NULL) WITHOUT ROWID

CREATE TABLE amora_endorsement (
  certificate_id TEXT NOT NULL,
  device TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (certificate_id, device)
) WITHOUT ROWID

CREATE TABLE amora_firing (name TEXT PRIMARY KEY NOT NULL) WITHOUT ROWID

CREATE TABLE amora_first_relay (
  room TEXT NOT NULL,
  public_key TEXT NOT NULL,
  refused INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (room, public_key)
) WITHOUT ROWID

CREATE TABLE amora_hard (x INTEGER PRIMARY KEY)

CREATE TABLE amora_issued (
  certificate_id TEXT PRIMARY KEY NOT NULL,
  label TEXT NOT NULL,
  at TEXT NOT NULL
) WITHOUT ROWID

CREATE TABLE amora_kept (prefix TEXT PRIMARY KEY NOT NULL) WITHOUT ROWID

CREATE TABLE amora_known_relay (
  room TEXT NOT NULL,
  address TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  PRIMARY KEY (room, address)
) WITHOUT ROWID

CREATE TABLE amora_member (
  instance_id TEXT PRIMARY KEY NOT NULL,
  certificate_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  token TEXT NOT NULL,
  process TEXT NOT NULL
) WITHOUT ROWID

CREATE TABLE amora_merge (
  id TEXT PRIMARY KEY NOT NULL,
  outcome TEXT NOT NULL
, merged TEXT, lost TEXT NOT NULL DEFAULT '', clash INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID

CREATE TABLE amora_merge_rule (
  name TEXT PRIMARY KEY NOT NULL,
  rule TEXT NOT NULL
) WITHOUT ROWID

CREATE TABLE amora_meta (
  key TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) WITHOUT ROWID

CREATE TABLE amora_note (
  n INTEGER PRIMARY KEY,
  room TEXT NOT NULL,
  certificate_id TEXT NOT NULL UNIQUE,
  text TEXT NOT NULL,
  signature TEXT NOT NULL,
  chain TEXT NOT NULL
)

CREATE TABLE amora_orphan (id TEXT PRIMARY KEY NOT NULL) WITHOUT ROWID

CREATE TABLE amora_partitionmaxcounter (
  partition TEXT NOT NULL,
  instance_id TEXT NOT NULL,
  counter INTEGER NOT NULL,
  PRIMARY KEY (partition, instance_id)
) WITHOUT ROWID

CREATE TABLE amora_pushed_certificate (
  certificate_id TEXT PRIMARY KEY NOT NULL,
  fingerprint TEXT NOT NULL,
  address TEXT NOT NULL,
  at TEXT NOT NULL
) WITHOUT ROWID

CREATE TABLE amora_quarantine (
  model_uuid TEXT NOT NULL,
  last_saved_instance TEXT NOT NULL,
  last_saved_counter INTEGER NOT NULL,
  model_name TEXT NOT NULL,
  partition TEXT NOT NULL,
  reason TEXT NOT NULL,
  transfer_session_id TEXT NOT NULL,
  serialized TEXT NOT NULL,
  PRIMARY KEY (model_uuid, last_saved_instance)
) WITHOUT ROWID

CREATE TABLE amora_quota (
  certificate_id TEXT PRIMARY KEY NOT NULL,
  bytes INTEGER NOT NULL
) WITHOUT ROWID

CREATE TABLE amora_recordmaxcounter (
  store_model_id TEXT NOT NULL,
  instance_id TEXT NOT NULL,
  counter INTEGER NOT NULL,
  PRIMARY KEY (store_model_id, instance_id)
) WITHOUT ROWID

CREATE TABLE amora_relay (
  room TEXT NOT NULL,
  relay TEXT NOT NULL,
  instance_id TEXT NOT NULL,
  token TEXT NOT NULL DEFAULT '',
  counter INTEGER NOT NULL DEFAULT 0,
  next TEXT NOT NULL DEFAULT '',
  next_counter INTEGER NOT NULL DEFAULT 0,
  receipt TEXT NOT NULL DEFAULT '',
  again INTEGER NOT NULL DEFAULT 0,
  notes_sent INTEGER NOT NULL DEFAULT 0,
  notes_got INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (room, relay)
) WITHOUT ROWID

CREATE TABLE amora_relocated (
  id TEXT NOT NULL,
  moved_to TEXT NOT NULL,
  pending INTEGER NOT NULL DEFAULT 0,
  apart INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (id, moved_to)
) WITHOUT ROWID

CREATE TABLE amora_repeated (
  room TEXT NOT NULL,
  relay TEXT NOT NULL,
  push INTEGER NOT NULL,
  prefix TEXT NOT NULL,
  PRIMARY KEY (room, relay, push, prefix)
) WITHOUT ROWID

CREATE TABLE amora_rescued (
  n INTEGER PRIMARY KEY,
  room TEXT NOT NULL,
  id TEXT NOT NULL,
  model_name TEXT NOT NULL,
  partition TEXT NOT NULL,
  deleted INTEGER NOT NULL,
  serialized TEXT NOT NULL,
  at TEXT NOT NULL
)

CREATE TABLE amora_resolved (
  id TEXT PRIMARY KEY NOT NULL,
  settled TEXT NOT NULL
) WITHOUT ROWID

CREATE TABLE amora_room (
  n INTEGER PRIMARY KEY,
  room TEXT NOT NULL UNIQUE
)

CREATE TABLE amora_seen (
  certificate_id TEXT PRIMARY KEY NOT NULL,
  parent_id TEXT NOT NULL,
  at TEXT NOT NULL
) WITHOUT ROWID

CREATE TABLE amora_store_dirty (
  model_name TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (model_name, id)
) WITHOUT ROWID

CREATE TABLE amora_trust (changes INTEGER NOT NULL)

CREATE TABLE amora_work (
  id TEXT PRIMARY KEY NOT NULL,
  parent TEXT,
  reason TEXT
) WITHOUT ROWID

CREATE TABLE amora_write_scope (prefix TEXT PRIMARY KEY NOT NULL) WITHOUT ROWID

CREATE TABLE "answer" (
 id TEXT UNIQUE,
 "dataset_id" TEXT NOT NULL,
 "user_id" TEXT NOT NULL,
 "question" TEXT NOT NULL,
 "text" TEXT NOT NULL,
 "score" REAL,
 "topic_id" TEXT REFERENCES "topic" (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
 _morango_source_id TEXT,
 _morango_partition TEXT
) STRICT

CREATE TABLE morango_buffer (
  seq INTEGER PRIMARY KEY,
  transfer_session_id INTEGER NOT NULL,
  incoming INTEGER NOT NULL,
  model_uuid TEXT NOT NULL,
  source_id TEXT NOT NULL,
  model_name TEXT NOT NULL,
  profile TEXT NOT NULL,
  partition TEXT NOT NULL,
  _self_ref_fk TEXT NOT NULL,
  last_saved_instance TEXT NOT NULL,
  last_saved_counter INTEGER NOT NULL,
  deleted INTEGER NOT NULL,
  hard_deleted INTEGER NOT NULL,
  rmcb TEXT,
  error TEXT,
  serialized TEXT NOT NULL,
  conflicting_serialized_data TEXT NOT NULL
)

CREATE TABLE morango_certificate (
  id TEXT PRIMARY KEY NOT NULL,
  parent_id TEXT,
  profile TEXT NOT NULL,
  salt TEXT NOT NULL,
  scope_definition_id TEXT NOT NULL,
  scope_version INTEGER NOT NULL,
  scope_params TEXT NOT NULL,
  public_key TEXT NOT NULL,
  serialized TEXT NOT NULL,
  signature TEXT NOT NULL,
  private_key TEXT
) WITHOUT ROWID

CREATE TABLE morango_databaseidmodel (
  id TEXT PRIMARY KEY NOT NULL,
  current INTEGER NOT NULL,
  date_generated TEXT NOT NULL,
  initial_instance_id TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID

CREATE TABLE morango_databasemaxcounter (
  partition TEXT NOT NULL,
  instance_id TEXT NOT NULL,
  counter INTEGER NOT NULL,
  PRIMARY KEY (partition, instance_id)
) WITHOUT ROWID

CREATE TABLE morango_deletedmodels (
  id TEXT PRIMARY KEY NOT NULL,
  profile TEXT NOT NULL
) WITHOUT ROWID

CREATE TABLE morango_harddeletedmodels (
  id TEXT PRIMARY KEY NOT NULL,
  profile TEXT NOT NULL
) WITHOUT ROWID

CREATE TABLE morango_instanceidmodel (
  id TEXT PRIMARY KEY NOT NULL,
  platform TEXT NOT NULL DEFAULT '',
  hostname TEXT NOT NULL DEFAULT '',
  sysversion TEXT NOT NULL DEFAULT '',
  node_id TEXT NOT NULL DEFAULT '',
  database_id TEXT NOT NULL,
  db_path TEXT NOT NULL DEFAULT '',
  system_id TEXT NOT NULL DEFAULT '',
  counter INTEGER NOT NULL DEFAULT 0,
  current INTEGER NOT NULL
) WITHOUT ROWID

CREATE TABLE morango_nonce (
  id TEXT PRIMARY KEY NOT NULL,
  timestamp TEXT NOT NULL,
  ip TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID

CREATE TABLE morango_scopedefinition (
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  profile TEXT NOT NULL,
  primary_scope_param_key TEXT NOT NULL DEFAULT '',
  description TEXT NOT NULL DEFAULT '',
  read_filter_template TEXT NOT NULL DEFAULT '',
  write_filter_template TEXT NOT NULL DEFAULT '',
  read_write_filter_template TEXT NOT NULL DEFAULT '',
  params TEXT NOT NULL DEFAULT '{}',
  PRIMARY KEY (id, version)
) WITHOUT ROWID

CREATE TABLE morango_sharedkey (
  public_key TEXT PRIMARY KEY NOT NULL,
  private_key TEXT NOT NULL,
  current INTEGER NOT NULL DEFAULT 1
) WITHOUT ROWID

CREATE TABLE morango_store (
  id TEXT NOT NULL UNIQUE,
  source_id TEXT NOT NULL,
  model_name TEXT NOT NULL,
  profile TEXT NOT NULL,
  partition TEXT NOT NULL,
  _self_ref_fk TEXT NOT NULL DEFAULT '',
  last_saved_instance TEXT NOT NULL,
  last_saved_counter INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  hard_deleted INTEGER NOT NULL DEFAULT 0,
  last_transfer_session_id TEXT,
  deserialization_error TEXT NOT NULL DEFAULT '',
  serialized TEXT NOT NULL DEFAULT '{}',
  conflicting_serialized_data TEXT NOT NULL DEFAULT ''
)

CREATE TABLE morango_syncsession (
  id TEXT PRIMARY KEY NOT NULL,
  start_timestamp TEXT NOT NULL,
  last_activity_timestamp TEXT NOT NULL,
  active INTEGER NOT NULL DEFAULT 1,
  is_server INTEGER NOT NULL,
  client_certificate_id TEXT NOT NULL,
  server_certificate_id TEXT NOT NULL,
  profile TEXT NOT NULL,
  connection_kind TEXT NOT NULL DEFAULT 'network',
  connection_path TEXT NOT NULL DEFAULT '',
  client_ip TEXT NOT NULL DEFAULT '',
  server_ip TEXT NOT NULL DEFAULT '',
  client_instance_id TEXT NOT NULL,
  server_instance_id TEXT NOT NULL
, relay TEXT NOT NULL DEFAULT '', client_instance_json TEXT NOT NULL DEFAULT '', server_instance_json TEXT NOT NULL DEFAULT '') WITHOUT ROWID

CREATE TABLE morango_transfersession (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  sync_session_id TEXT NOT NULL,
  is_server INTEGER NOT NULL,
  push INTEGER NOT NULL,
  profile TEXT NOT NULL,
  filter TEXT NOT NULL,
  fsic_version INTEGER NOT NULL,
  start_timestamp TEXT NOT NULL,
  last_activity_timestamp TEXT NOT NULL,
  active INTEGER NOT NULL DEFAULT 1,
  records_total INTEGER,
  records_transferred INTEGER NOT NULL DEFAULT 0,
  bytes_sent INTEGER NOT NULL DEFAULT 0,
  bytes_received INTEGER NOT NULL DEFAULT 0,
  client_fsic TEXT NOT NULL DEFAULT '{}',
  server_fsic TEXT NOT NULL DEFAULT '{}',
  transfer_stage TEXT NOT NULL DEFAULT 'initializing',
  transfer_stage_status TEXT NOT NULL DEFAULT 'pending',
  buffer_first INTEGER,
  conflicts INTEGER NOT NULL DEFAULT 0,
  quarantined INTEGER NOT NULL DEFAULT 0
, again INTEGER NOT NULL DEFAULT 0, runner TEXT NOT NULL DEFAULT '')

CREATE TABLE "topic" (
 id TEXT UNIQUE,
 "dataset_id" TEXT NOT NULL,
 "title" TEXT NOT NULL,
 "parent_id" TEXT REFERENCES "topic" (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
 _morango_source_id TEXT,
 _morango_partition TEXT
) STRICT

INSERT INTO "amora_acknowledged" VALUES ('224f0afebd57efec8cabeffc24be328fc9e631f3a0a50dd7f387e99038d3565b:7a8f7cd4dab488a9d23b605bf045859f', 'e351b195033e86efa69c07b4abcb436e', '50594497ed6920e37fe471b216d33ef1', 5)

INSERT INTO "amora_bundle" VALUES ('e351b195033e86efa69c07b4abcb436e', 2, '{"room":"e351b195033e86efa69c07b4abcb436e","sequence":2,"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"id_rules":{"topic":"given"},"relay_keys":["MIIBCgKCAQEA6d6IywVDnqaIblpExDTLxv7umm+OWMNnjZPfZUDJePsUBqFU8XcvZKpLo0Hh4de4BG2vy5pLyKgBxsmNWDNvJ9qnP9bRwuzqvR1vRBXuQPtguoAz9+R4QFt19O7Np/cd8i039AD7/WJ7QQ2ISp3dEDDZlIYNEu21sbHjBpaH02rlcKmBYB5tBYIUFLiOmHEuA9+vFcej9xcggWU8u10uVbbOXLEAIVt/qSJuX8+9iDmBNmKu2Ly77kdTAkZcfJtuQlRoP0qYXQZKBDIwcD1TNzDE9TktH1BjRfHRCiyS6iYLSVcc5pv2/eKad0IXQx38ipXqmz3Hl3wQJNtcY8GSEwIDAQAB"],"revoked":[]}', 'DCSdoVECc5oz04Zt1OJEshN8FgLkGdf+Hxe7vt/qaIWfk+Tgwiwl/DNG3pVM7qB0Q4qMbhG4t6vmN/Ju7i83hT8z6tNiascM87Eb9BuYxEE/x3d1zbqomsnF8RmOB/7BxIOz5VgK3DYnke+1g+19WoE/gF9E23NRlUk7apkXKwkp9s3L7+ypzfL/r1xr9Uplw7byo16VwZTZ92NbqsUKpmoOfqLrXisSuFBD7NKfH4Ebypfs84lHzLlFyqrrzGQdoBMFXxqiBW0Per08bRl6feop0PghvCSwuuNVv5ZjRO1jaLGgkgK6dZUG0UAIfGgMgk2jsAKPPIL/adrSOQAreg==')

INSERT INTO "amora_dirty_answer" VALUES ('133dd96fdc5370e491df9a2e1a991d0e')

INSERT INTO "amora_issued" VALUES ('07fcdc4295e1e572fbfee87d99a8ccb6', '', '2026-11-30T21:05:25.134374Z')

INSERT INTO "amora_known_relay" VALUES ('e351b195033e86efa69c07b4abcb436e', '224f0afebd57.relay:80', '224f0afebd57efec8cabeffc24be328fc9e631f3a0a50dd7f387e99038d3565b')

INSERT INTO "amora_meta" VALUES ('schema', '{"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"models":[{"name":"topic","table":"topic","partition":"${dataset_id}:shared","source":null,"columns":{"dataset_id":"uuid","title":"text","parent_id":"uuid?"},"references":{"parent_id":"topic"}},{"name":"answer","table":"answer","partition":"${dataset_id}:user:${user_id}","source":"${question}","columns":{"dataset_id":"uuid","user_id":"uuid","question":"text","text":"text","score":"real?","topic_id":"uuid?"},"references":{"topic_id":"topic"}}]}')

INSERT INTO "amora_meta" VALUES ('triggers', '7965a421b4e3ddfdf69a90d898ec131895dc3f5daaea2a8a003540597471787b')

INSERT INTO "amora_meta" VALUES ('version', '3')

INSERT INTO "amora_note" VALUES (1, 'e351b195033e86efa69c07b4abcb436e', '913a917028dd07af0c2a30669f109808', '{"room":"e351b195033e86efa69c07b4abcb436e","certificate":"913a917028dd07af0c2a30669f109808","label":"","at":"2026-11-30T21:05:24.057421Z","relay":"224f0afebd57.relay:80"}', 'l2x33YHYwa4/AykOwz2v4CrbJOciSJN7BIatTg9spai0CSpXqNcP4S4O7Vt37MZH7lVUQLujS4FiKyzCT96nHN5P/wH84baYyieX79ZoBbddj+PXAKF6zAKpKzxozqQJ8W+6jHH7fCGomx8mcEWGT0eZR3JjR63NPruAUYsfdYKZDRVLFkynLeEpSeN82fdk3ImGFkVcbwSMALqV3cQw9FQKydcuOuADgjDlE0pHPDuq/Y2Pch+3syM7/FJrUWoYgpFT0NzOS1efK4TF5ZnXt2OtiXVvAHF0XVxcK9mtlwI7sSUphoXQTeU8YhQ3CxIMU7m8OJq/uQjn1t8LdMWbMw==', '[{"id":"913a917028dd07af0c2a30669f109808","parent":"e351b195033e86efa69c07b4abcb436e","profile":"school","scope_definition":"full","scope_version":1,"scope_params":"{\"dataset_id\": \"e351b195033e86efa69c07b4abcb436e\"}","public_key":"MIIBCgKCAQEA6d6IywVDnqaIblpExDTLxv7umm+OWMNnjZPfZUDJePsUBqFU8XcvZKpLo0Hh4de4BG2vy5pLyKgBxsmNWDNvJ9qnP9bRwuzqvR1vRBXuQPtguoAz9+R4QFt19O7Np/cd8i039AD7/WJ7QQ2ISp3dEDDZlIYNEu21sbHjBpaH02rlcKmBYB5tBYIUFLiOmHEuA9+vFcej9xcggWU8u10uVbbOXLEAIVt/qSJuX8+9iDmBNmKu2Ly77kdTAkZcfJtuQlRoP0qYXQZKBDIwcD1TNzDE9TktH1BjRfHRCiyS6iYLSVcc5pv2/eKad0IXQx38ipXqmz3Hl3wQJNtcY8GSEwIDAQAB","serialized":"{\"id\": \"913a917028dd07af0c2a30669f109808\", \"parent_id\": \"e351b195033e86efa69c07b4abcb436e\", \"profile\": \"school\", \"salt\": \"6bdf77dcbc9528a34f2bdf7f66158115\", \"scope_definition_id\": \"full\", \"scope_version\": 1, \"scope_params\": \"{\\\"dataset_id\\\": \\\"e351b195033e86efa69c07b4abcb436e\\\"}\", \"public_key_string\": \"MIIBCgKCAQEA6d6IywVDnqaIblpExDTLxv7umm+OWMNnjZPfZUDJePsUBqFU8XcvZKpLo0Hh4de4BG2vy5pLyKgBxsmNWDNvJ9qnP9bRwuzqvR1vRBXuQPtguoAz9+R4QFt19O7Np/cd8i039AD7/WJ7QQ2ISp3dEDDZlIYNEu21sbHjBpaH02rlcKmBYB5tBYIUFLiOmHEuA9+vFcej9xcggWU8u10uVbbOXLEAIVt/qSJuX8+9iDmBNmKu2Ly77kdTAkZcfJtuQlRoP0qYXQZKBDIwcD1TNzDE9TktH1BjRfHRCiyS6iYLSVcc5pv2/eKad0IXQx38ipXqmz3Hl3wQJNtcY8GSEwIDAQAB\"}","signature":"cuSbnay9WPcODqThPBLGVWeDTU0491sx1wIrA9Cp9K2lPWhzCu8W3ikYDKM7CXvD7Z6y9y2m7mAKlghBX2d7SfP4Nd7F+4b/4QQvWlrql9pNAgX0M/ecNqI3Rnr+nLzcqGI+8bCxkMpybGH8mOORpJxbNfonTyy4nNYH6tE8QYjmeqtLUcM+RCcExedr/gZ2XdgntUHcBFpCaCqFW+YU7w9aZrPUv28T+T8k5rly1jCHxSNLRtetwM8blGC3dPABIL47bzqT6ZvgA2MZ+52ZuqtU7zVXYUunJHnRoy/e5iQOyP3AW5nhfIvAxw5L/dk0MH/7BAC2atE6BxeSe0z8aw==","salt":"6bdf77dcbc9528a34f2bdf7f66158115"}]')

INSERT INTO "amora_note" VALUES (2, 'e351b195033e86efa69c07b4abcb436e', '07fcdc4295e1e572fbfee87d99a8ccb6', '{"room":"e351b195033e86efa69c07b4abcb436e","certificate":"07fcdc4295e1e572fbfee87d99a8ccb6","label":"","at":"2026-11-30T21:05:25.134374Z","relay":""}', 'e8G1AIKuB1tIEubPETOiJM3W9znk+Wnn7iyKrRen7P7s+C/TDIA3ZXRDLpYAlF+FDsSdvIK+km8bQP/Y9G3XhkFRaEMBoCkx91Q8Zx+Q9JtWiftZO86ERlpcrOTFN1T32ZlTG6J4AgkQ3J9TOZe2m5AydBVgGBwzubAlS9TV9SV5m0WfeqWSZuK3Q5aXJ7iZX8e4ERticaNo31n2UKLLnWM3vt5ASBBEmZnpB/FBS+tQAEo7+5bdvDZYr7u7hnQQbSzYLJW6EknDEPnQ6FPIZ43nS9mTdWuhckWTy+PZyG7H30xIFrQsbl1w+I3iBZvIBmr8lhf4wl4HQ5ZOv9EY6Q==', '[{"id":"07fcdc4295e1e572fbfee87d99a8ccb6","parent":"e351b195033e86efa69c07b4abcb436e","profile":"school","scope_definition":"full","scope_version":1,"scope_params":"{\"dataset_id\": \"e351b195033e86efa69c07b4abcb436e\"}","public_key":"MIIBCgKCAQEArprp3LSzBLQl1sqNVtwjBXrffeg7MJQWRzD38N1NClVsZjBAGHvgSOqhxYeC29W9YY8eBv6mAJY4LVYNlTekhDIsp/sp2gQStWYPe5XdC6Ma7w3pdEdndsFsZdlBAY+1kDqpr5yT2qbLlGzsUzNj/U7pIrpmmkvLLCb8YM0xwFreFMwtI7YtByxnCCkZUAsY98iYrogVOWl88v+zo/XP5ohgrq4z1MPutSp9FkDnkwWI59EP1v9WDIZQr/EIItrk0qh80vhBko36NPDC/cg9DVqDsky36Iz9dvCZ2BEe6RR9NSgSab8tmRgKeaAQWuzKHkB0M3fzlW6MBtQ4V9wgbQIDAQAB","serialized":"{\"id\": \"07fcdc4295e1e572fbfee87d99a8ccb6\", \"parent_id\": \"e351b195033e86efa69c07b4abcb436e\", \"profile\": \"school\", \"salt\": \"dc1abcf23946f8fbbb86c3a3992814af\", \"scope_definition_id\": \"full\", \"scope_version\": 1, \"scope_params\": \"{\\\"dataset_id\\\": \\\"e351b195033e86efa69c07b4abcb436e\\\"}\", \"public_key_string\": \"MIIBCgKCAQEArprp3LSzBLQl1sqNVtwjBXrffeg7MJQWRzD38N1NClVsZjBAGHvgSOqhxYeC29W9YY8eBv6mAJY4LVYNlTekhDIsp/sp2gQStWYPe5XdC6Ma7w3pdEdndsFsZdlBAY+1kDqpr5yT2qbLlGzsUzNj/U7pIrpmmkvLLCb8YM0xwFreFMwtI7YtByxnCCkZUAsY98iYrogVOWl88v+zo/XP5ohgrq4z1MPutSp9FkDnkwWI59EP1v9WDIZQr/EIItrk0qh80vhBko36NPDC/cg9DVqDsky36Iz9dvCZ2BEe6RR9NSgSab8tmRgKeaAQWuzKHkB0M3fzlW6MBtQ4V9wgbQIDAQAB\"}","signature":"YH3S1X2THC2dN3USbrOGj4DJW9a0wudEH+vtKqgK4s/SA10svxzldTv/0ieMfkTK0LFcbTNlaJUZkvseaGO99FwyaJ+zb+TICbUFrtbwysqAGUV6PLtBsJ6bA1dFr4qqN9fAcydZRhuxDbGNk+8EC+ny1T94nta5hIep8Xe+0Soaf7h6vwj/EhkzJ81o2xLOr1j0/Fe7NcVcKzMaoUZaDNLF98RhLdcuWegSXVex+VgGcTLpaDpVcbws6Y5PGVxE3qoYcmITb7lZZWeUdfZbh65kmtZDnhacYIMvpl3SWkZeCZ3ZqZXy8uuPMwLIR3lKsWZAlqDttc+3qAolIy/Kxg==","salt":"dc1abcf23946f8fbbb86c3a3992814af"}]')

INSERT INTO "amora_partitionmaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1)

INSERT INTO "amora_partitionmaxcounter" VALUES ('dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1)

INSERT INTO "amora_partitionmaxcounter" VALUES ('e351b195033e86efa69c07b4abcb436e:shared', '50594497ed6920e37fe471b216d33ef1', 2)

INSERT INTO "amora_partitionmaxcounter" VALUES ('e351b195033e86efa69c07b4abcb436e:user:11111111111111111111111111111111', '50594497ed6920e37fe471b216d33ef1', 4)

INSERT INTO "amora_partitionmaxcounter" VALUES ('e351b195033e86efa69c07b4abcb436e:user:11111111111111111111111111111111', '5e8471067b4b3a62748511d4e5d262f7', 4)

INSERT INTO "amora_pushed_certificate" VALUES ('913a917028dd07af0c2a30669f109808', '224f0afebd57efec8cabeffc24be328fc9e631f3a0a50dd7f387e99038d3565b', '224f0afebd57.relay:80', '2026-11-30T21:05:24.057421Z')

INSERT INTO "amora_quarantine" VALUES ('11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 'answer', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'bad_id', '595553201d0801b19cdcd6fbc38ab3fe', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"kept","dataset_id":"dddddddddddddddddddddddddddddddd","id":"ac2a3fd00b196f5d039e91878a5f7429","question":"kept","text":"x","user_id":"11111111111111111111111111111111"}')

INSERT INTO "amora_quota" VALUES ('', 340)

INSERT INTO "amora_recordmaxcounter" VALUES ('8459b0481932eb04166860ed43e1e345', '5e8471067b4b3a62748511d4e5d262f7', 4)

INSERT INTO "amora_recordmaxcounter" VALUES ('ce84274dee92cbf017a42d136c62bcf3', '50594497ed6920e37fe471b216d33ef1', 2)

INSERT INTO "amora_relay" VALUES ('e351b195033e86efa69c07b4abcb436e', '224f0afebd57efec8cabeffc24be328fc9e631f3a0a50dd7f387e99038d3565b:7a8f7cd4dab488a9d23b605bf045859f', '50594497ed6920e37fe471b216d33ef1', '31e3a35374df6887cddac1d71776b260', 2, '', 0, '{"sequence":6,"token":"31e3a35374df6887cddac1d71776b260","mac":"1e7dcb8ebdc317850b9e095bd9ac193acad82694b287edaf8461b458359070b4"}', 0, 2, 2)

INSERT INTO "amora_room" VALUES (1, 'e351b195033e86efa69c07b4abcb436e')

INSERT INTO "amora_seen" VALUES ('07fcdc4295e1e572fbfee87d99a8ccb6', 'e351b195033e86efa69c07b4abcb436e', '2026-11-30T21:05:25.339361Z')

INSERT INTO "amora_store_dirty" VALUES ('answer', '889577de70181c6c63192168974ec7cc')

INSERT INTO "amora_store_dirty" VALUES ('badge', '5e4814bb63e0ac90e40c57e9761c24a2')

INSERT INTO "amora_trust" VALUES (5)

INSERT INTO "amora_write_scope" VALUES ('e351b195033e86efa69c07b4abcb436e')

INSERT INTO "amora_write_scope" VALUES (CAST(x'0a' AS TEXT))

INSERT INTO "answer" VALUES ('133dd96fdc5370e491df9a2e1a991d0e', 'e351b195033e86efa69c07b4abcb436e', '11111111111111111111111111111111', '4', 'unsynced', NULL, NULL, '4', 'e351b195033e86efa69c07b4abcb436e:user:11111111111111111111111111111111')

INSERT INTO "answer" VALUES ('8459b0481932eb04166860ed43e1e345', 'e351b195033e86efa69c07b4abcb436e', '11111111111111111111111111111111', '2', 'his', 0.5, '51ab085f70e73e52cde2416d1e05fe32', '2', 'e351b195033e86efa69c07b4abcb436e:user:11111111111111111111111111111111')

INSERT INTO "morango_buffer" VALUES (1, 8, 1, 'b7b869cd15ebc28f6bf8089d31ef2044', 'first half', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, NULL, NULL, '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"first half","dataset_id":"dddddddddddddddddddddddddddddddd","id":"b7b869cd15ebc28f6bf8089d31ef2044","question":"first half","text":"x","user_id":"11111111111111111111111111111111"}', '')

INSERT INTO "morango_certificate" VALUES ('07fcdc4295e1e572fbfee87d99a8ccb6', 'e351b195033e86efa69c07b4abcb436e', 'school', 'dc1abcf23946f8fbbb86c3a3992814af', 'full', 1, '{"dataset_id": "e351b195033e86efa69c07b4abcb436e"}', 'MIIBCgKCAQEArprp3LSzBLQl1sqNVtwjBXrffeg7MJQWRzD38N1NClVsZjBAGHvgSOqhxYeC29W9YY8eBv6mAJY4LVYNlTekhDIsp/sp2gQStWYPe5XdC6Ma7w3pdEdndsFsZdlBAY+1kDqpr5yT2qbLlGzsUzNj/U7pIrpmmkvLLCb8YM0xwFreFMwtI7YtByxnCCkZUAsY98iYrogVOWl88v+zo/XP5ohgrq4z1MPutSp9FkDnkwWI59EP1v9WDIZQr/EIItrk0qh80vhBko36NPDC/cg9DVqDsky36Iz9dvCZ2BEe6RR9NSgSab8tmRgKeaAQWuzKHkB0M3fzlW6MBtQ4V9wgbQIDAQAB', '{"id": "07fcdc4295e1e572fbfee87d99a8ccb6", "parent_id": "e351b195033e86efa69c07b4abcb436e", "profile": "school", "salt": "dc1abcf23946f8fbbb86c3a3992814af", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"e351b195033e86efa69c07b4abcb436e\"}", "public_key_string": "MIIBCgKCAQEArprp3LSzBLQl1sqNVtwjBXrffeg7MJQWRzD38N1NClVsZjBAGHvgSOqhxYeC29W9YY8eBv6mAJY4LVYNlTekhDIsp/sp2gQStWYPe5XdC6Ma7w3pdEdndsFsZdlBAY+1kDqpr5yT2qbLlGzsUzNj/U7pIrpmmkvLLCb8YM0xwFreFMwtI7YtByxnCCkZUAsY98iYrogVOWl88v+zo/XP5ohgrq4z1MPutSp9FkDnkwWI59EP1v9WDIZQr/EIItrk0qh80vhBko36NPDC/cg9DVqDsky36Iz9dvCZ2BEe6RR9NSgSab8tmRgKeaAQWuzKHkB0M3fzlW6MBtQ4V9wgbQIDAQAB"}', 'YH3S1X2THC2dN3USbrOGj4DJW9a0wudEH+vtKqgK4s/SA10svxzldTv/0ieMfkTK0LFcbTNlaJUZkvseaGO99FwyaJ+zb+TICbUFrtbwysqAGUV6PLtBsJ6bA1dFr4qqN9fAcydZRhuxDbGNk+8EC+ny1T94nta5hIep8Xe+0Soaf7h6vwj/EhkzJ81o2xLOr1j0/Fe7NcVcKzMaoUZaDNLF98RhLdcuWegSXVex+VgGcTLpaDpVcbws6Y5PGVxE3qoYcmITb7lZZWeUdfZbh65kmtZDnhacYIMvpl3SWkZeCZ3ZqZXy8uuPMwLIR3lKsWZAlqDttc+3qAolIy/Kxg==', NULL)

INSERT INTO "morango_certificate" VALUES ('913a917028dd07af0c2a30669f109808', 'e351b195033e86efa69c07b4abcb436e', 'school', '6bdf77dcbc9528a34f2bdf7f66158115', 'full', 1, '{"dataset_id": "e351b195033e86efa69c07b4abcb436e"}', 'MIIBCgKCAQEA6d6IywVDnqaIblpExDTLxv7umm+OWMNnjZPfZUDJePsUBqFU8XcvZKpLo0Hh4de4BG2vy5pLyKgBxsmNWDNvJ9qnP9bRwuzqvR1vRBXuQPtguoAz9+R4QFt19O7Np/cd8i039AD7/WJ7QQ2ISp3dEDDZlIYNEu21sbHjBpaH02rlcKmBYB5tBYIUFLiOmHEuA9+vFcej9xcggWU8u10uVbbOXLEAIVt/qSJuX8+9iDmBNmKu2Ly77kdTAkZcfJtuQlRoP0qYXQZKBDIwcD1TNzDE9TktH1BjRfHRCiyS6iYLSVcc5pv2/eKad0IXQx38ipXqmz3Hl3wQJNtcY8GSEwIDAQAB', '{"id": "913a917028dd07af0c2a30669f109808", "parent_id": "e351b195033e86efa69c07b4abcb436e", "profile": "school", "salt": "6bdf77dcbc9528a34f2bdf7f66158115", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"e351b195033e86efa69c07b4abcb436e\"}", "public_key_string": "MIIBCgKCAQEA6d6IywVDnqaIblpExDTLxv7umm+OWMNnjZPfZUDJePsUBqFU8XcvZKpLo0Hh4de4BG2vy5pLyKgBxsmNWDNvJ9qnP9bRwuzqvR1vRBXuQPtguoAz9+R4QFt19O7Np/cd8i039AD7/WJ7QQ2ISp3dEDDZlIYNEu21sbHjBpaH02rlcKmBYB5tBYIUFLiOmHEuA9+vFcej9xcggWU8u10uVbbOXLEAIVt/qSJuX8+9iDmBNmKu2Ly77kdTAkZcfJtuQlRoP0qYXQZKBDIwcD1TNzDE9TktH1BjRfHRCiyS6iYLSVcc5pv2/eKad0IXQx38ipXqmz3Hl3wQJNtcY8GSEwIDAQAB"}', 'cuSbnay9WPcODqThPBLGVWeDTU0491sx1wIrA9Cp9K2lPWhzCu8W3ikYDKM7CXvD7Z6y9y2m7mAKlghBX2d7SfP4Nd7F+4b/4QQvWlrql9pNAgX0M/ecNqI3Rnr+nLzcqGI+8bCxkMpybGH8mOORpJxbNfonTyy4nNYH6tE8QYjmeqtLUcM+RCcExedr/gZ2XdgntUHcBFpCaCqFW+YU7w9aZrPUv28T+T8k5rly1jCHxSNLRtetwM8blGC3dPABIL47bzqT6ZvgA2MZ+52ZuqtU7zVXYUunJHnRoy/e5iQOyP3AW5nhfIvAxw5L/dk0MH/7BAC2atE6BxeSe0z8aw==', NULL)

INSERT INTO "morango_certificate" VALUES ('e351b195033e86efa69c07b4abcb436e', NULL, 'school', '', 'full', 1, '{"dataset_id": "e351b195033e86efa69c07b4abcb436e"}', 'MIIBCgKCAQEApOcxGBI6yTYD2c4O2OU0nkRCQszArVhUrXrF28Oz2iaEAkewy6WB8p9v1Cc+HOijc7Fcs7naxblQ1BCjwj5GPzGegTccJIsyk+fVbVNnXZDSCaxNqZ29YmS7uWwUxVp9tuoiUPyG8R6kQID9UkOAFD+fiYvEQ5FsqPnM/+lg7NeBG9TqMwEwz50bdhpfSfgtbKzG5AluAMdVfev5Avc7JgzNAMhrHIcR1DKfU2i74DLN/0LENQHn3nFg8V4lMI64i4lUI41pOdLyXvZ3dgaUmYB2C+C02f9EK8AVHK5x+6yGzI+CDTe/jSD/6EC62fehgmf6eUvBP/GKxgH7Cl4KnQIDAQAB', '{"id": "e351b195033e86efa69c07b4abcb436e", "parent_id": null, "profile": "school", "salt": "", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"e351b195033e86efa69c07b4abcb436e\"}", "public_key_string": "MIIBCgKCAQEApOcxGBI6yTYD2c4O2OU0nkRCQszArVhUrXrF28Oz2iaEAkewy6WB8p9v1Cc+HOijc7Fcs7naxblQ1BCjwj5GPzGegTccJIsyk+fVbVNnXZDSCaxNqZ29YmS7uWwUxVp9tuoiUPyG8R6kQID9UkOAFD+fiYvEQ5FsqPnM/+lg7NeBG9TqMwEwz50bdhpfSfgtbKzG5AluAMdVfev5Avc7JgzNAMhrHIcR1DKfU2i74DLN/0LENQHn3nFg8V4lMI64i4lUI41pOdLyXvZ3dgaUmYB2C+C02f9EK8AVHK5x+6yGzI+CDTe/jSD/6EC62fehgmf6eUvBP/GKxgH7Cl4KnQIDAQAB"}', 'cdYBo1/T0f00OIz6WFmEOQmt2KAhCIebZfuIZMB8isZqXtOnb1NnrbodThoTayX7c+bfpxobRvfRobfBkmteVLSryYtzTMEhr6TV/OO+KiQchIDd0o4XYLCqKWrvJm0KgICmoXc9yR72KW0Jm7kwvNrJJdTWgMhhXLL3OGjVj26bpDt253mleItziYz9EQ2q6KfdaH7Li/5eeSJzTtA38tSE6s493vOu1/C3oyMpIOXEfJw7HxlgZqt02VzyJyiUJtCKH5Z+vyJ6xTDu7mQ4QO12RhFeHXStJkMfL/i6/gU+s2HXHDDrPoolU6+1vwX2ZyIWgs1J/xbGba6t67ACXw==', 'MIIEpAIBAAKCAQEApOcxGBI6yTYD2c4O2OU0nkRCQszArVhUrXrF28Oz2iaEAkewy6WB8p9v1Cc+HOijc7Fcs7naxblQ1BCjwj5GPzGegTccJIsyk+fVbVNnXZDSCaxNqZ29YmS7uWwUxVp9tuoiUPyG8R6kQID9UkOAFD+fiYvEQ5FsqPnM/+lg7NeBG9TqMwEwz50bdhpfSfgtbKzG5AluAMdVfev5Avc7JgzNAMhrHIcR1DKfU2i74DLN/0LENQHn3nFg8V4lMI64i4lUI41pOdLyXvZ3dgaUmYB2C+C02f9EK8AVHK5x+6yGzI+CDTe/jSD/6EC62fehgmf6eUvBP/GKxgH7Cl4KnQIDAQABAoIBADMotoZtQWejJlawItMPaN+g9Z2bwDsHKF4ZtMCVWnrXcCT08Nh9JG+NHziGZDK7ydnesI/hnQmykGz6LJPalhiM4EveORDtTmesiP493dedUkxF9GIm2dZowgSoj1ka1d2ljbfqYEL16qdIXU7kOhwOEQSvI9iCiV9zADJ0yOkxAvfb3Etx6e8OS13J9IQwd4AevIob65NLWLQxJcVXWmdqOOTlqaS0imBbZ5dx1Fp0OPRtE3Vv92QSdy1DEFRDkk/gIp51rf/wMeZ3G1iQF8leB03DmQ4dlOuXN3W6GettjGaN3Q82qItwsxy2vyZyXITMEWjNklmC6YERLB95kVECgYEA1j/WD4ZRqlL/TbpPeSUviauffPtJ1wMarBdpqlCG6MeHZUzjNeEif6ZTVa2u2mKWj9xZEGUDIOqP285sbKnkrfIiHsQTJT8AKsC03hEXoakKRrEcuFWcAaVuAId8O93IIrVaAX/N8H8OAC2jRiiuWpGGl7UG1YyCXvAgvmALP38CgYEAxQmj2Dcooh/X18FD/suGxHu5EmW+9tfqQcHYjmBH7t2U3Okl8aoD1Vp45f3YWoL99Mxcr0xmxK+QZKe5y/mYlUIXc3BlaLmf8HrwPRTPuAuipd0SKoc5q98PaRTmRFm7MgcQY4d5Uu6H3I6fuVLVtHFZ+s3zsb5Y7Dnec7R5w+MCgYAkZt447wprFQT5sOEV5UKJcpZ7hrqKBKYAfU3fuSTi4hvYE1M7cVAKPjlEgmkGA+Au+zJKvc7lRdVBdHYplEgdYdl4Pro+BtFBclKItIC+X9k2H5uQmkMSaIgjIOHzzf/WHdf4Dz3vUbcQQrDOF9Vf3//tQL2zhNcVyFjX37upgwKBgQCe0/J665uZdEms5WFGFhGAeKrqpZGVsN5oOzWxLvNNHNhOarHnZ8DHTrJ90m2AKG9F0SY1OETu7wZZ3MnsHjpctnXo3AUisd63HqJg2lHGbbqiMN3f4jkeziPB9NLY7evzm7YeRKoLq7Ngmqct4BPb7DM39KQn9uP/J3allilBOQKBgQCKlV8KcFFGQQsyOIIMhVT3a3ArHiWLa/G6hL1QthLEOJOQQiw+Tm6EfURVLZoiJOxzTBs7TTGTtIReCxfPpax1VNTzqhiO3q7bX2FEzGWzwhb+5/w6O+94D+bFWWmKhHuVE0oD8UZqJcwpAxP3mGJstMG4GSy5DK+UDHO8Uswvrg==')

INSERT INTO "morango_databaseidmodel" VALUES ('2f5ec5f101d850be3223faf19872d5e0', 1, '2026-11-30T21:05:23.494499Z', '54c3905c5635e0ac2e88d89a9d22ef54')

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', '50594497ed6920e37fe471b216d33ef1', 7)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('e351b195033e86efa69c07b4abcb436e', '50594497ed6920e37fe471b216d33ef1', 5)

INSERT INTO "morango_databasemaxcounter" VALUES ('e351b195033e86efa69c07b4abcb436e', '5e8471067b4b3a62748511d4e5d262f7', 4)

INSERT INTO "morango_deletedmodels" VALUES ('d8292e26aee497c7532b656d70c02b65', 'school')

INSERT INTO "morango_harddeletedmodels" VALUES ('d8292e26aee497c7532b656d70c02b65', 'school')

INSERT INTO "morango_instanceidmodel" VALUES ('50594497ed6920e37fe471b216d33ef1', '', '', '', '', '2f5ec5f101d850be3223faf19872d5e0', '', '', 7, 1)

INSERT INTO "morango_instanceidmodel" VALUES ('54c3905c5635e0ac2e88d89a9d22ef54', '', '', '', '', '2f5ec5f101d850be3223faf19872d5e0', '', '', 0, 0)

INSERT INTO "morango_nonce" VALUES ('01a22e46dc2979d13f357a371ddac930', '2026-11-30T21:05:25.545000Z', '')

INSERT INTO "morango_scopedefinition" VALUES ('full', 1, 'school', 'dataset_id', 'Everything.', '', '', '${dataset_id}', '{}')

INSERT INTO "morango_scopedefinition" VALUES ('learner', 1, 'school', '', 'Own work.', '${dataset_id}:shared', '', '${dataset_id}:user:${user_id}', '{}')

INSERT INTO "morango_store" VALUES ('3e08d3a92b6bdd8f2670cb437fc9e537', '8ad6c7afe8115ac089d77285f2914168', 'topic', 'school', 'e351b195033e86efa69c07b4abcb436e:shared', '51ab085f70e73e52cde2416d1e05fe32', '50594497ed6920e37fe471b216d33ef1', 2, 0, 0, NULL, '', '{"id":"3e08d3a92b6bdd8f2670cb437fc9e537","_morango_source_id":"8ad6c7afe8115ac089d77285f2914168","_morango_partition":"e351b195033e86efa69c07b4abcb436e:shared","dataset_id":"e351b195033e86efa69c07b4abcb436e","title":"sub","parent_id":"51ab085f70e73e52cde2416d1e05fe32"}', '')

INSERT INTO "morango_store" VALUES ('51ab085f70e73e52cde2416d1e05fe32', '7672bea2aaae73a0425e21dd780012dd', 'topic', 'school', 'e351b195033e86efa69c07b4abcb436e:shared', '', '50594497ed6920e37fe471b216d33ef1', 2, 0, 0, NULL, '', '{"id":"51ab085f70e73e52cde2416d1e05fe32","_morango_source_id":"7672bea2aaae73a0425e21dd780012dd","_morango_partition":"e351b195033e86efa69c07b4abcb436e:shared","dataset_id":"e351b195033e86efa69c07b4abcb436e","title":"top","parent_id":null}', '')

INSERT INTO "morango_store" VALUES ('5e4814bb63e0ac90e40c57e9761c24a2', 'unknown', 'badge', 'school', 'dddddddddddddddddddddddddddddddd', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', '', '{"_morango_partition":"dddddddddddddddddddddddddddddddd","_morango_source_id":"unknown","dataset_id":"dddddddddddddddddddddddddddddddd","id":"5e4814bb63e0ac90e40c57e9761c24a2","of":"a newer build"}', '')

INSERT INTO "morango_store" VALUES ('8459b0481932eb04166860ed43e1e345', '2', 'answer', 'school', 'e351b195033e86efa69c07b4abcb436e:user:11111111111111111111111111111111', '', '50594497ed6920e37fe471b216d33ef1', 4, 0, 0, NULL, '', '{"id":"8459b0481932eb04166860ed43e1e345","_morango_source_id":"2","_morango_partition":"e351b195033e86efa69c07b4abcb436e:user:11111111111111111111111111111111","dataset_id":"e351b195033e86efa69c07b4abcb436e","user_id":"11111111111111111111111111111111","question":"2","text":"his","score":0.5,"topic_id":"51ab085f70e73e52cde2416d1e05fe32"}', CAST(x'7b226964223a223834353962303438313933326562303431363638363065643433653165333435222c225f6d6f72616e676f5f736f757263655f6964223a2232222c225f6d6f72616e676f5f706172746974696f6e223a2265333531623139353033336538366566613639633037623461626362343336653a757365723a3131313131313131313131313131313131313131313131313131313131313131222c22646174617365745f6964223a226533353162313935303333653836656661363963303762346162636234333665222c22757365725f6964223a223131313131313131313131313131313131313131313131313131313131313131222c227175657374696f6e223a2232222c2274657874223a2268657273222c2273636f7265223a302e352c22746f7069635f6964223a223531616230383566373065373365353263646532343136643165303566653332227d0a' AS TEXT))

INSERT INTO "morango_store" VALUES ('889577de70181c6c63192168974ec7cc', 'waits', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', 'missing_reference: topic_id', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"waits","dataset_id":"dddddddddddddddddddddddddddddddd","id":"889577de70181c6c63192168974ec7cc","question":"waits","text":"x","user_id":"11111111111111111111111111111111","topic_id":"99999999999999999999999999999999"}', '')

INSERT INTO "morango_store" VALUES ('ce84274dee92cbf017a42d136c62bcf3', '3', 'answer', 'school', 'e351b195033e86efa69c07b4abcb436e:user:11111111111111111111111111111111', '', '5e8471067b4b3a62748511d4e5d262f7', 4, 1, 0, '11b0c4ce4bc10b2be6394a0f43b67a1e', '', '{"id":"ce84274dee92cbf017a42d136c62bcf3","_morango_source_id":"3","_morango_partition":"e351b195033e86efa69c07b4abcb436e:user:11111111111111111111111111111111","dataset_id":"e351b195033e86efa69c07b4abcb436e","user_id":"11111111111111111111111111111111","question":"3","text":"it''s\n3","score":0.5,"topic_id":"51ab085f70e73e52cde2416d1e05fe32"}', '')

INSERT INTO "morango_store" VALUES ('d8292e26aee497c7532b656d70c02b65', '1', 'answer', 'school', 'e351b195033e86efa69c07b4abcb436e:user:11111111111111111111111111111111', '', '50594497ed6920e37fe471b216d33ef1', 2, 0, 0, NULL, '', '{"id":"d8292e26aee497c7532b656d70c02b65","_morango_source_id":"1","_morango_partition":"e351b195033e86efa69c07b4abcb436e:user:11111111111111111111111111111111","dataset_id":"e351b195033e86efa69c07b4abcb436e","user_id":"11111111111111111111111111111111","question":"1","text":"it''s\n1","score":0.5,"topic_id":"51ab085f70e73e52cde2416d1e05fe32"}', '')

INSERT INTO "morango_syncsession" VALUES ('6f077d77a3672a8b49075836d3adfa8f', '2026-11-30T21:05:25.382984Z', '2026-11-30T21:05:25.399981Z', 1, 0, 'e351b195033e86efa69c07b4abcb436e', '913a917028dd07af0c2a30669f109808', 'school', 'network', '224f0afebd57.relay', '', '', '50594497ed6920e37fe471b216d33ef1', '7a8f7cd4dab488a9d23b605bf045859f', '224f0afebd57efec8cabeffc24be328fc9e631f3a0a50dd7f387e99038d3565b:7a8f7cd4dab488a9d23b605bf045859f', '', '')

INSERT INTO "morango_syncsession" VALUES ('b2d250b39f95797ded79c130266c5797', '2026-11-30T21:05:24.233214Z', '2026-11-30T21:05:24.251651Z', 1, 0, 'e351b195033e86efa69c07b4abcb436e', '913a917028dd07af0c2a30669f109808', 'school', 'network', '224f0afebd57.relay', '', '', '50594497ed6920e37fe471b216d33ef1', '7a8f7cd4dab488a9d23b605bf045859f', '224f0afebd57efec8cabeffc24be328fc9e631f3a0a50dd7f387e99038d3565b:7a8f7cd4dab488a9d23b605bf045859f', '', '')

INSERT INTO "morango_syncsession" VALUES ('e75cf0dc1d46e438ef3989ade65f0bba', '2026-11-30T21:05:25.233274Z', '2026-11-30T21:05:25.247418Z', 1, 0, 'e351b195033e86efa69c07b4abcb436e', '913a917028dd07af0c2a30669f109808', 'school', 'network', '224f0afebd57.relay', '', '', '50594497ed6920e37fe471b216d33ef1', '7a8f7cd4dab488a9d23b605bf045859f', '224f0afebd57efec8cabeffc24be328fc9e631f3a0a50dd7f387e99038d3565b:7a8f7cd4dab488a9d23b605bf045859f', '', '')

INSERT INTO "morango_transfersession" VALUES (1, '2075ea2f096fe2990e882f1b6b935f4d', 'b2d250b39f95797ded79c130266c5797', 0, 0, 'school', 'e351b195033e86efa69c07b4abcb436e', 2, '2026-11-30T21:05:24.233383Z', '2026-11-30T21:05:24.251293Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (2, '3c88b67f53dde9e601c1d17dde2ff008', 'b2d250b39f95797ded79c130266c5797', 0, 1, 'school', 'e351b195033e86efa69c07b4abcb436e', 2, '2026-11-30T21:05:24.251663Z', '2026-11-30T21:05:24.278577Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (3, 'cab4be10467e640bc3ccac32d32c209a', 'e75cf0dc1d46e438ef3989ade65f0bba', 0, 0, 'school', 'e351b195033e86efa69c07b4abcb436e', 2, '2026-11-30T21:05:25.233403Z', '2026-11-30T21:05:25.247259Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (4, '607c3aeff13206f0dad8573db9537d41', 'e75cf0dc1d46e438ef3989ade65f0bba', 0, 1, 'school', 'e351b195033e86efa69c07b4abcb436e', 2, '2026-11-30T21:05:25.247433Z', '2026-11-30T21:05:25.327606Z', 0, 5, 5, 2609, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (5, '11b0c4ce4bc10b2be6394a0f43b67a1e', '6f077d77a3672a8b49075836d3adfa8f', 0, 0, 'school', 'e351b195033e86efa69c07b4abcb436e', 2, '2026-11-30T21:05:25.383148Z', '2026-11-30T21:05:25.399524Z', 0, 2, 2, 0, 1177, '{}', '{}', 'cleanup', 'completed', NULL, 1, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (6, 'df52b747bdc2a797fe60656a7014b34c', '6f077d77a3672a8b49075836d3adfa8f', 0, 1, 'school', 'e351b195033e86efa69c07b4abcb436e', 2, '2026-11-30T21:05:25.399998Z', '2026-11-30T21:05:25.406395Z', 0, 1, 1, 962, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (7, '595553201d0801b19cdcd6fbc38ab3fe', '595553201d0801b19cdcd6fbc38ab3fe', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T21:05:25.501865Z', '2026-11-30T21:05:25.545834Z', 0, 3, 3, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 1, 0, '')

INSERT INTO "morango_transfersession" VALUES (8, '55555555555555555555555555555555', '55555555555555555555555555555555', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T21:05:25.546005Z', '9999-01-01T00:00:00.000000Z', 1, 2, 1, 0, 0, '{}', '{"super": {}, "sub": {}}', 'transferring', 'started', 1, 0, 0, 0, '')

INSERT INTO "topic" VALUES ('3e08d3a92b6bdd8f2670cb437fc9e537', 'e351b195033e86efa69c07b4abcb436e', 'sub', '51ab085f70e73e52cde2416d1e05fe32', '8ad6c7afe8115ac089d77285f2914168', 'e351b195033e86efa69c07b4abcb436e:shared')

INSERT INTO "topic" VALUES ('51ab085f70e73e52cde2416d1e05fe32', 'e351b195033e86efa69c07b4abcb436e', 'top', NULL, '7672bea2aaae73a0425e21dd780012dd', 'e351b195033e86efa69c07b4abcb436e:shared')

CREATE INDEX "amora_answer_topic_id" ON "answer" ("topic_id")

CREATE INDEX amora_base_id ON amora_base (id, n)

CREATE INDEX amora_member_certificate ON amora_member (certificate_id)

CREATE INDEX amora_note_room ON amora_note (room, n)

CREATE INDEX amora_pushed_certificate_relay ON amora_pushed_certificate (fingerprint, at)

CREATE INDEX amora_recordmaxcounter_instance ON amora_recordmaxcounter (instance_id, counter)

CREATE INDEX amora_relocated_pending ON amora_relocated (moved_to) WHERE pending = 1

CREATE INDEX amora_relocated_to ON amora_relocated (moved_to)

CREATE INDEX amora_store_account ON morango_store (model_name, id) WHERE model_name IN ('facilityuser', 'membership', 'role')

CREATE INDEX "amora_topic_parent_id" ON "topic" ("parent_id")

CREATE INDEX amora_work_parent ON amora_work (parent)

CREATE INDEX morango_buffer_error ON morango_buffer (transfer_session_id) WHERE error IS NOT NULL

CREATE UNIQUE INDEX morango_buffer_incoming ON morango_buffer (transfer_session_id, model_uuid)
  WHERE incoming = 1 AND error IS NULL

CREATE INDEX morango_buffer_rmcb ON morango_buffer (transfer_session_id) WHERE rmcb IS NOT NULL

CREATE INDEX morango_store_conflict ON morango_store (id) WHERE conflicting_serialized_data <> ''

CREATE INDEX morango_store_error ON morango_store (model_name, id) WHERE deserialization_error <> ''

CREATE INDEX morango_store_saved ON morango_store (last_saved_instance, last_saved_counter)

CREATE INDEX morango_transfersession_buffer ON morango_transfersession (seq) WHERE buffer_first IS NOT NULL

CREATE INDEX morango_transfersession_sync ON morango_transfersession (sync_session_id)

CREATE TRIGGER "amora_answer_checked" AFTER UPDATE OF "dataset_id", "user_id", "score", "topic_id" ON "answer" WHEN OLD.id IS NOT NULL AND OLD._morango_source_id IS NOT NULL AND OLD._morango_partition IS NOT NULL AND NOT EXISTS (SELECT 1 FROM amora_applying) BEGIN
 SELECT CASE
  WHEN (length(NEW."dataset_id") <> 32 OR octet_length(NEW."dataset_id") <> 32 OR unhex(NEW."dataset_id") IS NULL AND NEW."dataset_id" IS NOT NULL OR lower(NEW."dataset_id") <> NEW."dataset_id") THEN RAISE(ABORT, 'amora:bad_value:answer: dataset_id is not a uuid of 32 lower-case hex digits')
  WHEN (length(NEW."user_id") <> 32 OR octet_length(NEW."user_id") <> 32 OR unhex(NEW."user_id") IS NULL AND NEW."user_id" IS NOT NULL OR lower(NEW."user_id") <> NEW."user_id") THEN RAISE(ABORT, 'amora:bad_value:answer: user_id is not a uuid of 32 lower-case hex digits')
  WHEN NEW."score" NOT BETWEEN -1.7976931348623157e308 AND 1.7976931348623157e308 THEN RAISE(ABORT, 'amora:bad_value:answer: score is not a finite number')
  WHEN (length(NEW."topic_id") <> 32 OR octet_length(NEW."topic_id") <> 32 OR unhex(NEW."topic_id") IS NULL AND NEW."topic_id" IS NOT NULL OR lower(NEW."topic_id") <> NEW."topic_id") THEN RAISE(ABORT, 'amora:bad_value:answer: topic_id is not a uuid of 32 lower-case hex digits')
  WHEN EXISTS (SELECT 1 FROM "topic" t WHERE t.id = NEW."topic_id" AND ((SELECT count(*) > 1 FROM amora_room) AND substr(t._morango_partition, 1, 32) <> substr((NEW."dataset_id" || ':user:' || NEW."user_id"), 1, 32))) THEN RAISE(ABORT, 'amora:constraint:answer: topic_id refers to a row of another dataset') END;
END

CREATE TRIGGER "amora_answer_delete" AFTER DELETE ON "answer" WHEN OLD.id IS NOT NULL AND OLD._morango_source_id IS NOT NULL AND OLD._morango_partition IS NOT NULL AND NOT EXISTS (SELECT 1 FROM amora_applying) BEGIN
 SELECT CASE
  WHEN EXISTS (SELECT 1 FROM amora_write_scope) AND NOT EXISTS (SELECT 1 FROM amora_write_scope WHERE substr(OLD._morango_partition, 1, length(prefix)) = prefix) AND NOT (EXISTS (SELECT 1 FROM "amora_dirty_answer" WHERE id = OLD.id) AND NOT EXISTS (SELECT 1 FROM morango_store WHERE id = OLD.id)) THEN RAISE(ABORT, 'amora:not_writable:answer: outside the write scope of this device''s certificate' || coalesce(': the row is in the partition ' || substr(OLD._morango_partition, 1, 200) || ', and what may be written is ' || coalesce((SELECT group_concat(prefix, ', ') FROM (SELECT prefix FROM amora_write_scope WHERE prefix <> char(10) LIMIT 5)), 'nothing'), '')) END;
 INSERT INTO morango_deletedmodels (id, profile) VALUES (OLD.id, 'school') ON CONFLICT DO NOTHING;
 INSERT INTO morango_harddeletedmodels (id, profile) SELECT OLD.id, 'school' WHERE EXISTS (SELECT 1 FROM amora_hard) ON CONFLICT DO NOTHING;
 DELETE FROM "amora_dirty_answer" WHERE id = OLD.id;
END

CREATE TRIGGER "amora_answer_fill" AFTER INSERT ON "answer" WHEN NOT (NEW.id IS NOT NULL AND NEW._morango_source_id IS NOT NULL AND NEW._morango_partition IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM amora_applying) BEGIN
 UPDATE "answer" SET (id, _morango_source_id, _morango_partition) = (SELECT id, source, coalesce(NEW._morango_partition, (NEW."dataset_id" || ':user:' || NEW."user_id")) FROM (SELECT coalesce(replace(NEW.id, '-', ''), amora_id((NEW."dataset_id" || ':user:' || NEW."user_id"), source, 'answer')) AS id, source FROM (SELECT coalesce(NEW._morango_source_id, (NEW."question" || '')) AS source LIMIT -1 OFFSET 0) LIMIT -1 OFFSET 0)) WHERE _rowid_ = NEW._rowid_;
 DELETE FROM "answer" WHERE _rowid_ = NEW._rowid_ AND id IS NULL;
END

CREATE TRIGGER "amora_answer_filled" AFTER UPDATE OF id, _morango_source_id, _morango_partition ON "answer" WHEN NOT (OLD.id IS NOT NULL AND OLD._morango_source_id IS NOT NULL AND OLD._morango_partition IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM amora_applying) BEGIN
 SELECT CASE
  WHEN (length(NEW."dataset_id") <> 32 OR octet_length(NEW."dataset_id") <> 32 OR unhex(NEW."dataset_id") IS NULL AND NEW."dataset_id" IS NOT NULL OR lower(NEW."dataset_id") <> NEW."dataset_id") THEN RAISE(ABORT, 'amora:bad_value:answer: dataset_id is not a uuid of 32 lower-case hex digits')
  WHEN (length(NEW."user_id") <> 32 OR octet_length(NEW."user_id") <> 32 OR unhex(NEW."user_id") IS NULL AND NEW."user_id" IS NOT NULL OR lower(NEW."user_id") <> NEW."user_id") THEN RAISE(ABORT, 'amora:bad_value:answer: user_id is not a uuid of 32 lower-case hex digits')
  WHEN NEW."score" NOT BETWEEN -1.7976931348623157e308 AND 1.7976931348623157e308 THEN RAISE(ABORT, 'amora:bad_value:answer: score is not a finite number')
  WHEN (length(NEW."topic_id") <> 32 OR octet_length(NEW."topic_id") <> 32 OR unhex(NEW."topic_id") IS NULL AND NEW."topic_id" IS NOT NULL OR lower(NEW."topic_id") <> NEW."topic_id") THEN RAISE(ABORT, 'amora:bad_value:answer: topic_id is not a uuid of 32 lower-case hex digits')
  WHEN EXISTS (SELECT 1 FROM "topic" t WHERE t.id = NEW."topic_id" AND ((SELECT count(*) > 1 FROM amora_room) AND substr(t._morango_partition, 1, 32) <> substr((NEW."dataset_id" || ':user:' || NEW."user_id"), 1, 32))) THEN RAISE(ABORT, 'amora:constraint:answer: topic_id refers to a row of another dataset')
  WHEN coalesce(octet_length(NEW."question"), 0) + coalesce(octet_length(NEW."text"), 0) > 65536 AND octet_length(json_object('id', NEW.id, '_morango_source_id', NEW._morango_source_id, '_morango_partition', NEW._morango_partition, 'dataset_id', NEW."dataset_id", 'user_id', NEW."user_id", 'question', NEW."question", 'text', NEW."text", 'score', NEW."score", 'topic_id', NEW."topic_id")) > 524288 THEN RAISE(ABORT, 'amora:record_too_large:answer: the record has more than 524288 bytes')
  WHEN NEW._morango_source_id = '' THEN RAISE(ABORT, 'amora:bad_value:answer: the source id is empty')
  WHEN octet_length(NEW._morango_source_id) + octet_length(NEW._morango_partition) > 16344 THEN RAISE(ABORT, 'amora:record_too_large:answer: source id and partition have more than 16344 bytes')
  WHEN NEW._morango_source_id <> (NEW."question" || '') THEN RAISE(ABORT, 'amora:bad_id:answer: _morango_source_id does not follow from the columns')
  WHEN OLD.id IS NOT NULL AND NEW.id <> amora_id((NEW."dataset_id" || ':user:' || NEW."user_id"), NEW._morango_source_id, 'answer') THEN RAISE(ABORT, 'amora:bad_id:answer: id does not follow from the columns')
  WHEN NEW._morango_partition <> (NEW."dataset_id" || ':user:' || NEW."user_id") THEN RAISE(ABORT, 'amora:bad_id:answer: _morango_partition does not follow from the columns')
  WHEN EXISTS (SELECT 1 FROM amora_write_scope) AND NOT EXISTS (SELECT 1 FROM amora_write_scope WHERE substr(NEW._morango_partition, 1, length(prefix)) = prefix) THEN RAISE(ABORT, 'amora:not_writable:answer: outside the write scope of this device''s certificate' || coalesce(': the row is in the partition ' || substr(NEW._morango_partition, 1, 200) || ', and what may be written is ' || coalesce((SELECT group_concat(prefix, ', ') FROM (SELECT prefix FROM amora_write_scope WHERE prefix <> char(10) LIMIT 5)), 'nothing'), '')) END;
 INSERT INTO "amora_dirty_answer" (id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
 DELETE FROM morango_deletedmodels WHERE id = NEW.id;
 DELETE FROM morango_harddeletedmodels WHERE id = NEW.id;
 DELETE FROM amora_relocated WHERE id = NEW.id;
END

CREATE TRIGGER "amora_answer_fixed" AFTER UPDATE OF "dataset_id", "question", "user_id", "id", "_morango_source_id", "_morango_partition" ON "answer" WHEN OLD.id IS NOT NULL AND OLD._morango_source_id IS NOT NULL AND OLD._morango_partition IS NOT NULL AND NOT EXISTS (SELECT 1 FROM amora_applying) BEGIN
 SELECT CASE
  WHEN NEW."dataset_id" IS NOT OLD."dataset_id" THEN RAISE(ABORT, 'amora:immutable_column:answer: dataset_id cannot change, the row''s id or partition follow from it')
  WHEN NEW."question" IS NOT OLD."question" THEN RAISE(ABORT, 'amora:immutable_column:answer: question cannot change, the row''s id or partition follow from it')
  WHEN NEW."user_id" IS NOT OLD."user_id" THEN RAISE(ABORT, 'amora:immutable_column:answer: user_id cannot change, the row''s id or partition follow from it')
  WHEN NEW."id" IS NOT OLD."id" THEN RAISE(ABORT, 'amora:immutable_column:answer: id cannot change')
  WHEN NEW."_morango_source_id" IS NOT OLD."_morango_source_id" THEN RAISE(ABORT, 'amora:immutable_column:answer: _morango_source_id cannot change')
  WHEN NEW."_morango_partition" IS NOT OLD."_morango_partition" THEN RAISE(ABORT, 'amora:immutable_column:answer: _morango_partition cannot change') END;
END

CREATE TRIGGER "amora_answer_insert" AFTER INSERT ON "answer" WHEN NEW.id IS NOT NULL AND NEW._morango_source_id IS NOT NULL AND NEW._morango_partition IS NOT NULL AND NOT EXISTS (SELECT 1 FROM amora_applying) BEGIN
 SELECT CASE
  WHEN (length(NEW."dataset_id") <> 32 OR octet_length(NEW."dataset_id") <> 32 OR unhex(NEW."dataset_id") IS NULL AND NEW."dataset_id" IS NOT NULL OR lower(NEW."dataset_id") <> NEW."dataset_id") THEN RAISE(ABORT, 'amora:bad_value:answer: dataset_id is not a uuid of 32 lower-case hex digits')
  WHEN (length(NEW."user_id") <> 32 OR octet_length(NEW."user_id") <> 32 OR unhex(NEW."user_id") IS NULL AND NEW."user_id" IS NOT NULL OR lower(NEW."user_id") <> NEW."user_id") THEN RAISE(ABORT, 'amora:bad_value:answer: user_id is not a uuid of 32 lower-case hex digits')
  WHEN NEW."score" NOT BETWEEN -1.7976931348623157e308 AND 1.7976931348623157e308 THEN RAISE(ABORT, 'amora:bad_value:answer: score is not a finite number')
  WHEN (length(NEW."topic_id") <> 32 OR octet_length(NEW."topic_id") <> 32 OR unhex(NEW."topic_id") IS NULL AND NEW."topic_id" IS NOT NULL OR lower(NEW."topic_id") <> NEW."topic_id") THEN RAISE(ABORT, 'amora:bad_value:answer: topic_id is not a uuid of 32 lower-case hex digits')
  WHEN EXISTS (SELECT 1 FROM "topic" t WHERE t.id = NEW."topic_id" AND ((SELECT count(*) > 1 FROM amora_room) AND substr(t._morango_partition, 1, 32) <> substr((NEW."dataset_id" || ':user:' || NEW."user_id"), 1, 32))) THEN RAISE(ABORT, 'amora:constraint:answer: topic_id refers to a row of another dataset')
  WHEN coalesce(octet_length(NEW."question"), 0) + coalesce(octet_length(NEW."text"), 0) > 65536 AND octet_length(json_object('id', NEW.id, '_morango_source_id', NEW._morango_source_id, '_morango_partition', NEW._morango_partition, 'dataset_id', NEW."dataset_id", 'user_id', NEW."user_id", 'question', NEW."question", 'text', NEW."text", 'score', NEW."score", 'topic_id', NEW."topic_id")) > 524288 THEN RAISE(ABORT, 'amora:record_too_large:answer: the record has more than 524288 bytes')
  WHEN NEW._morango_source_id = '' THEN RAISE(ABORT, 'amora:bad_value:answer: the source id is empty')
  WHEN octet_length(NEW._morango_source_id) + octet_length(NEW._morango_partition) > 16344 THEN RAISE(ABORT, 'amora:record_too_large:answer: source id and partition have more than 16344 bytes')
  WHEN NEW._morango_source_id <> (NEW."question" || '') THEN RAISE(ABORT, 'amora:bad_id:answer: _morango_source_id does not follow from the columns')
  WHEN true AND NEW.id <> amora_id((NEW."dataset_id" || ':user:' || NEW."user_id"), NEW._morango_source_id, 'answer') THEN RAISE(ABORT, 'amora:bad_id:answer: id does not follow from the columns')
  WHEN NEW._morango_partition <> (NEW."dataset_id" || ':user:' || NEW."user_id") THEN RAISE(ABORT, 'amora:bad_id:answer: _morango_partition does not follow from the columns')
  WHEN EXISTS (SELECT 1 FROM amora_write_scope) AND NOT EXISTS (SELECT 1 FROM amora_write_scope WHERE substr(NEW._morango_partition, 1, length(prefix)) = prefix) THEN RAISE(ABORT, 'amora:not_writable:answer: outside the write scope of this device''s certificate' || coalesce(': the row is in the partition ' || substr(NEW._morango_partition, 1, 200) || ', and what may be written is ' || coalesce((SELECT group_concat(prefix, ', ') FROM (SELECT prefix FROM amora_write_scope WHERE prefix <> char(10) LIMIT 5)), 'nothing'), '')) END;
 INSERT INTO "amora_dirty_answer" (id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
 DELETE FROM morango_deletedmodels WHERE id = NEW.id;
 DELETE FROM morango_harddeletedmodels WHERE id = NEW.id;
 DELETE FROM amora_relocated WHERE id = NEW.id;
END

CREATE TRIGGER "amora_answer_orphan" AFTER DELETE ON "answer" WHEN EXISTS (SELECT 1 FROM amora_applying) AND EXISTS (SELECT 1 FROM morango_store s WHERE s.id = OLD.id AND s.deleted = 0) BEGIN
 INSERT INTO amora_orphan (id) VALUES (OLD.id) ON CONFLICT DO NOTHING;
END

CREATE TRIGGER "amora_answer_update" AFTER UPDATE ON "answer" WHEN OLD.id IS NOT NULL AND OLD._morango_source_id IS NOT NULL AND OLD._morango_partition IS NOT NULL AND NOT false AND NOT EXISTS (SELECT 1 FROM amora_applying) BEGIN
 SELECT CASE
  WHEN coalesce(octet_length(NEW."question"), 0) + coalesce(octet_length(NEW."text"), 0) > 65536 AND octet_length(json_object('id', NEW.id, '_morango_source_id', NEW._morango_source_id, '_morango_partition', NEW._morango_partition, 'dataset_id', NEW."dataset_id", 'user_id', NEW."user_id", 'question', NEW."question", 'text', NEW."text", 'score', NEW."score", 'topic_id', NEW."topic_id")) > 524288 THEN RAISE(ABORT, 'amora:record_too_large:answer: the record has more than 524288 bytes')
  WHEN EXISTS (SELECT 1 FROM amora_write_scope) AND NOT EXISTS (SELECT 1 FROM amora_write_scope WHERE substr(NEW._morango_partition, 1, length(prefix)) = prefix) THEN RAISE(ABORT, 'amora:not_writable:answer: outside the write scope of this device''s certificate' || coalesce(': the row is in the partition ' || substr(NEW._morango_partition, 1, 200) || ', and what may be written is ' || coalesce((SELECT group_concat(prefix, ', ') FROM (SELECT prefix FROM amora_write_scope WHERE prefix <> char(10) LIMIT 5)), 'nothing'), '')) END;
 INSERT INTO "amora_dirty_answer" (id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
END

CREATE TRIGGER amora_base_newest AFTER INSERT ON amora_base BEGIN
  DELETE FROM amora_base WHERE id = NEW.id AND n <= (SELECT max(n) FROM
    (SELECT n, row_number() OVER newest AS position, sum(octet_length(serialized)) OVER newest AS bytes
     FROM amora_base WHERE id = NEW.id WINDOW newest AS (ORDER BY n DESC))
    WHERE position > 32 OR position > 1 AND bytes > 65536);
END

CREATE TRIGGER amora_merge_rules AFTER INSERT ON amora_bundle BEGIN
  INSERT INTO amora_merge_rule SELECT key, value FROM json_each(NEW.text, '$.merge_rules') WHERE true
    ON CONFLICT DO NOTHING;
END

CREATE TRIGGER amora_merge_rules_newer AFTER UPDATE OF text ON amora_bundle BEGIN
  INSERT INTO amora_merge_rule SELECT key, value FROM json_each(NEW.text, '$.merge_rules') WHERE true
    ON CONFLICT DO NOTHING;
END

CREATE TRIGGER amora_quota_counter AFTER INSERT ON morango_databasemaxcounter BEGIN
  UPDATE amora_quota SET bytes = bytes + 52 + iif(
    EXISTS (SELECT 1 FROM morango_databasemaxcounter WHERE partition = NEW.partition AND instance_id <> NEW.instance_id), 0,
    6 + octet_length(replace(replace(replace(json_quote(NEW.partition), '<', '\u003c'), '>', '\u003e'), '&', '\u0026')))
  WHERE certificate_id = '';
END

CREATE TRIGGER amora_room_held AFTER INSERT ON morango_certificate WHEN NEW.parent_id IS NULL BEGIN
  INSERT INTO amora_room (room) VALUES (NEW.id);
END

CREATE TRIGGER amora_room_left AFTER DELETE ON morango_certificate WHEN OLD.parent_id IS NULL BEGIN
  DELETE FROM amora_room WHERE room = OLD.id;
END

CREATE TRIGGER amora_store_erased AFTER UPDATE OF hard_deleted ON morango_store WHEN NEW.hard_deleted BEGIN
  DELETE FROM amora_base WHERE id = NEW.id;
END

CREATE TRIGGER amora_store_left AFTER DELETE ON morango_store BEGIN
  DELETE FROM amora_base WHERE id = OLD.id;
END

CREATE TRIGGER amora_store_overtaken AFTER UPDATE OF last_saved_instance ON morango_store
WHEN OLD.last_saved_instance <> NEW.last_saved_instance BEGIN
  INSERT INTO amora_recordmaxcounter VALUES (OLD.id, OLD.last_saved_instance, OLD.last_saved_counter)
    ON CONFLICT DO UPDATE SET counter = max(counter, excluded.counter);
  DELETE FROM amora_recordmaxcounter WHERE store_model_id = NEW.id AND instance_id = NEW.last_saved_instance;
END

CREATE TRIGGER amora_store_replaced BEFORE UPDATE OF serialized ON morango_store
WHEN EXISTS (SELECT 1 FROM amora_merge_rule WHERE name = OLD.model_name)
 AND OLD.serialized <> NEW.serialized BEGIN
  INSERT INTO amora_base (id, counters, serialized, conflicts) VALUES (OLD.id, json_set(
    (SELECT json_group_object(instance_id, counter) FROM amora_recordmaxcounter WHERE store_model_id = OLD.id),
    '$."' || OLD.last_saved_instance || '"', OLD.last_saved_counter), OLD.serialized,
    OLD.conflicting_serialized_data);
END

CREATE TRIGGER "amora_topic_checked" AFTER UPDATE OF "dataset_id", "parent_id" ON "topic" WHEN OLD.id IS NOT NULL AND OLD._morango_source_id IS NOT NULL AND OLD._morango_partition IS NOT NULL AND NOT EXISTS (SELECT 1 FROM amora_applying) BEGIN
 SELECT CASE
  WHEN (length(NEW."dataset_id") <> 32 OR octet_length(NEW."dataset_id") <> 32 OR unhex(NEW."dataset_id") IS NULL AND NEW."dataset_id" IS NOT NULL OR lower(NEW."dataset_id") <> NEW."dataset_id") THEN RAISE(ABORT, 'amora:bad_value:topic: dataset_id is not a uuid of 32 lower-case hex digits')
  WHEN (length(NEW."parent_id") <> 32 OR octet_length(NEW."parent_id") <> 32 OR unhex(NEW."parent_id") IS NULL AND NEW."parent_id" IS NOT NULL OR lower(NEW."parent_id") <> NEW."parent_id") THEN RAISE(ABORT, 'amora:bad_value:topic: parent_id is not a uuid of 32 lower-case hex digits')
  WHEN EXISTS (SELECT 1 FROM "topic" t WHERE t.id = NEW."parent_id" AND ((SELECT count(*) > 1 FROM amora_room) AND substr(t._morango_partition, 1, 32) <> substr((NEW."dataset_id" || ':shared'), 1, 32))) THEN RAISE(ABORT, 'amora:constraint:topic: parent_id refers to a row of another dataset') END;
END

CREATE TRIGGER "amora_topic_delete" AFTER DELETE ON "topic" WHEN OLD.id IS NOT NULL AND OLD._morango_source_id IS NOT NULL AND OLD._morango_partition IS NOT NULL AND NOT EXISTS (SELECT 1 FROM amora_applying) BEGIN
 SELECT CASE
  WHEN EXISTS (SELECT 1 FROM amora_write_scope) AND NOT EXISTS (SELECT 1 FROM amora_write_scope WHERE substr(OLD._morango_partition, 1, length(prefix)) = prefix) AND NOT (EXISTS (SELECT 1 FROM "amora_dirty_topic" WHERE id = OLD.id) AND NOT EXISTS (SELECT 1 FROM morango_store WHERE id = OLD.id)) THEN RAISE(ABORT, 'amora:not_writable:topic: outside the write scope of this device''s certificate' || coalesce(': the row is in the partition ' || substr(OLD._morango_partition, 1, 200) || ', and what may be written is ' || coalesce((SELECT group_concat(prefix, ', ') FROM (SELECT prefix FROM amora_write_scope WHERE prefix <> char(10) LIMIT 5)), 'nothing'), '')) END;
 INSERT INTO morango_deletedmodels (id, profile) VALUES (OLD.id, 'school') ON CONFLICT DO NOTHING;
 INSERT INTO morango_harddeletedmodels (id, profile) SELECT OLD.id, 'school' WHERE EXISTS (SELECT 1 FROM amora_hard) ON CONFLICT DO NOTHING;
 DELETE FROM "amora_dirty_topic" WHERE id = OLD.id;
 INSERT INTO morango_harddeletedmodels (id, profile) SELECT id, 'school' FROM amora_relocated WHERE moved_to = OLD.id AND pending = 1 AND NOT EXISTS (SELECT 1 FROM morango_store WHERE id = OLD.id) AND EXISTS (SELECT 1 FROM amora_hard) ON CONFLICT DO NOTHING;
 DELETE FROM amora_relocated WHERE moved_to = OLD.id AND pending = 1 AND NOT EXISTS (SELECT 1 FROM morango_store WHERE id = OLD.id);
END

CREATE TRIGGER "amora_topic_fill" AFTER INSERT ON "topic" WHEN NOT (NEW.id IS NOT NULL AND NEW._morango_source_id IS NOT NULL AND NEW._morango_partition IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM amora_applying) BEGIN
 UPDATE "topic" SET (id, _morango_source_id, _morango_partition) = (SELECT id, source, coalesce(NEW._morango_partition, (NEW."dataset_id" || ':shared')) FROM (SELECT coalesce(replace(NEW.id, '-', ''), amora_id((NEW."dataset_id" || ':shared'), source, 'topic')) AS id, source FROM (SELECT coalesce(NEW._morango_source_id, (SELECT source_id FROM morango_store WHERE id = replace(NEW.id, '-', '')), replace(NEW.id, '-', ''), amora_uuid()) AS source LIMIT -1 OFFSET 0) LIMIT -1 OFFSET 0)) WHERE _rowid_ = NEW._rowid_;
 DELETE FROM "topic" WHERE _rowid_ = NEW._rowid_ AND id IS NULL;
END

CREATE TRIGGER "amora_topic_filled" AFTER UPDATE OF id, _morango_source_id, _morango_partition ON "topic" WHEN NOT (OLD.id IS NOT NULL AND OLD._morango_source_id IS NOT NULL AND OLD._morango_partition IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM amora_applying) BEGIN
 SELECT CASE
  WHEN (length(NEW."dataset_id") <> 32 OR octet_length(NEW."dataset_id") <> 32 OR unhex(NEW."dataset_id") IS NULL AND NEW."dataset_id" IS NOT NULL OR lower(NEW."dataset_id") <> NEW."dataset_id") THEN RAISE(ABORT, 'amora:bad_value:topic: dataset_id is not a uuid of 32 lower-case hex digits')
  WHEN (length(NEW."parent_id") <> 32 OR octet_length(NEW."parent_id") <> 32 OR unhex(NEW."parent_id") IS NULL AND NEW."parent_id" IS NOT NULL OR lower(NEW."parent_id") <> NEW."parent_id") THEN RAISE(ABORT, 'amora:bad_value:topic: parent_id is not a uuid of 32 lower-case hex digits')
  WHEN EXISTS (SELECT 1 FROM "topic" t WHERE t.id = NEW."parent_id" AND ((SELECT count(*) > 1 FROM amora_room) AND substr(t._morango_partition, 1, 32) <> substr((NEW."dataset_id" || ':shared'), 1, 32))) THEN RAISE(ABORT, 'amora:constraint:topic: parent_id refers to a row of another dataset')
  WHEN coalesce(octet_length(NEW."title"), 0) > 65536 AND octet_length(json_object('id', NEW.id, '_morango_source_id', NEW._morango_source_id, '_morango_partition', NEW._morango_partition, 'dataset_id', NEW."dataset_id", 'title', NEW."title", 'parent_id', NEW."parent_id")) > 524288 THEN RAISE(ABORT, 'amora:record_too_large:topic: the record has more than 524288 bytes')
  WHEN NEW._morango_source_id = '' THEN RAISE(ABORT, 'amora:bad_value:topic: the source id is empty')
  WHEN octet_length(NEW._morango_source_id) + octet_length(NEW._morango_partition) > 16344 THEN RAISE(ABORT, 'amora:record_too_large:topic: source id and partition have more than 16344 bytes')
  WHEN OLD.id IS NOT NULL AND NEW.id = NEW._morango_source_id AND (length(NEW.id) <> 32 OR octet_length(NEW.id) <> 32 OR unhex(NEW.id) IS NULL AND NEW.id IS NOT NULL OR lower(NEW.id) <> NEW.id) THEN RAISE(ABORT, 'amora:bad_id:topic: id is not 32 lower-case hex digits, nor that with the hyphens of a uuid')
  WHEN OLD.id IS NOT NULL AND NEW.id = NEW._morango_source_id AND (EXISTS (SELECT 1 FROM morango_store WHERE id = NEW.id AND model_name <> 'topic') OR EXISTS (SELECT 1 FROM "answer" o WHERE o.id = NEW.id)) THEN RAISE(ABORT, 'amora:bad_id:topic: another model has a record with this id; copy it under its id as _morango_source_id')
  WHEN OLD.id IS NOT NULL AND NEW.id = NEW._morango_source_id AND EXISTS (SELECT 1 FROM morango_store WHERE id = NEW.id AND (source_id <> NEW._morango_source_id OR partition <> NEW._morango_partition)) THEN RAISE(ABORT, 'amora:bad_id:topic: there was a record with this id, in another partition or of another source')
  WHEN OLD.id IS NOT NULL AND NEW.id = NEW._morango_source_id AND EXISTS (SELECT 1 FROM morango_certificate) AND NOT EXISTS (SELECT 1 FROM amora_bundle WHERE text -> '$.id_rules' ->> 'topic' IS NOT NULL AND (NOT (SELECT count(*) > 1 FROM amora_room) OR substr(room, 1, 32) = substr(NEW._morango_partition, 1, 32))) THEN RAISE(ABORT, 'amora:bad_id:topic: this dataset takes no ids of the app''s own, until the device that began it has synced with this version of the app')
  WHEN OLD.id IS NOT NULL AND NEW.id <> amora_id((NEW."dataset_id" || ':shared'), NEW._morango_source_id, 'topic') AND NEW.id <> NEW._morango_source_id THEN RAISE(ABORT, 'amora:bad_id:topic: id does not follow from _morango_source_id and the columns')
  WHEN NEW._morango_partition <> (NEW."dataset_id" || ':shared') THEN RAISE(ABORT, 'amora:bad_id:topic: _morango_partition does not follow from the columns')
  WHEN EXISTS (SELECT 1 FROM amora_write_scope) AND NOT EXISTS (SELECT 1 FROM amora_write_scope WHERE substr(NEW._morango_partition, 1, length(prefix)) = prefix) THEN RAISE(ABORT, 'amora:not_writable:topic: outside the write scope of this device''s certificate' || coalesce(': the row is in the partition ' || substr(NEW._morango_partition, 1, 200) || ', and what may be written is ' || coalesce((SELECT group_concat(prefix, ', ') FROM (SELECT prefix FROM amora_write_scope WHERE prefix <> char(10) LIMIT 5)), 'nothing'), '')) END;
 INSERT INTO "amora_dirty_topic" (id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
 DELETE FROM morango_deletedmodels WHERE id = NEW.id;
 DELETE FROM morango_harddeletedmodels WHERE id = NEW.id;
 DELETE FROM amora_relocated WHERE id = NEW.id;
END

CREATE TRIGGER "amora_topic_fixed" AFTER UPDATE OF "dataset_id", "id", "_morango_source_id", "_morango_partition" ON "topic" WHEN OLD.id IS NOT NULL AND OLD._morango_source_id IS NOT NULL AND OLD._morango_partition IS NOT NULL AND NOT EXISTS (SELECT 1 FROM amora_applying) BEGIN
 SELECT CASE
  WHEN NEW."id" IS NOT OLD."id" AND NOT EXISTS (SELECT 1 FROM amora_relocated WHERE id = OLD.id AND moved_to = NEW.id) THEN RAISE(ABORT, 'amora:immutable_column:topic: id cannot change')
  WHEN NEW."_morango_source_id" IS NOT OLD."_morango_source_id" AND NOT EXISTS (SELECT 1 FROM amora_relocated WHERE id = OLD.id AND moved_to = NEW.id) THEN RAISE(ABORT, 'amora:immutable_column:topic: _morango_source_id cannot change')
  WHEN NEW."_morango_partition" IS NOT OLD."_morango_partition" AND NEW._morango_partition IS NOT (NEW."dataset_id" || ':shared') THEN RAISE(ABORT, 'amora:immutable_column:topic: _morango_partition cannot change') END;
END

CREATE TRIGGER "amora_topic_insert" AFTER INSERT ON "topic" WHEN NEW.id IS NOT NULL AND NEW._morango_source_id IS NOT NULL AND NEW._morango_partition IS NOT NULL AND NOT EXISTS (SELECT 1 FROM amora_applying) BEGIN
 SELECT CASE
  WHEN (length(NEW."dataset_id") <> 32 OR octet_length(NEW."dataset_id") <> 32 OR unhex(NEW."dataset_id") IS NULL AND NEW."dataset_id" IS NOT NULL OR lower(NEW."dataset_id") <> NEW."dataset_id") THEN RAISE(ABORT, 'amora:bad_value:topic: dataset_id is not a uuid of 32 lower-case hex digits')
  WHEN (length(NEW."parent_id") <> 32 OR octet_length(NEW."parent_id") <> 32 OR unhex(NEW."parent_id") IS NULL AND NEW."parent_id" IS NOT NULL OR lower(NEW."parent_id") <> NEW."parent_id") THEN RAISE(ABORT, 'amora:bad_value:topic: parent_id is not a uuid of 32 lower-case hex digits')
  WHEN EXISTS (SELECT 1 FROM "topic" t WHERE t.id = NEW."parent_id" AND ((SELECT count(*) > 1 FROM amora_room) AND substr(t._morango_partition, 1, 32) <> substr((NEW."dataset_id" || ':shared'), 1, 32))) THEN RAISE(ABORT, 'amora:constraint:topic: parent_id refers to a row of another dataset')
  WHEN coalesce(octet_length(NEW."title"), 0) > 65536 AND octet_length(json_object('id', NEW.id, '_morango_source_id', NEW._morango_source_id, '_morango_partition', NEW._morango_partition, 'dataset_id', NEW."dataset_id", 'title', NEW."title", 'parent_id', NEW."parent_id")) > 524288 THEN RAISE(ABORT, 'amora:record_too_large:topic: the record has more than 524288 bytes')
  WHEN NEW._morango_source_id = '' THEN RAISE(ABORT, 'amora:bad_value:topic: the source id is empty')
  WHEN octet_length(NEW._morango_source_id) + octet_length(NEW._morango_partition) > 16344 THEN RAISE(ABORT, 'amora:record_too_large:topic: source id and partition have more than 16344 bytes')
  WHEN true AND NEW.id = NEW._morango_source_id AND (length(NEW.id) <> 32 OR octet_length(NEW.id) <> 32 OR unhex(NEW.id) IS NULL AND NEW.id IS NOT NULL OR lower(NEW.id) <> NEW.id) THEN RAISE(ABORT, 'amora:bad_id:topic: id is not 32 lower-case hex digits, nor that with the hyphens of a uuid')
  WHEN true AND NEW.id = NEW._morango_source_id AND (EXISTS (SELECT 1 FROM morango_store WHERE id = NEW.id AND model_name <> 'topic') OR EXISTS (SELECT 1 FROM "answer" o WHERE o.id = NEW.id)) THEN RAISE(ABORT, 'amora:bad_id:topic: another model has a record with this id; copy it under its id as _morango_source_id')
  WHEN true AND NEW.id = NEW._morango_source_id AND EXISTS (SELECT 1 FROM morango_store WHERE id = NEW.id AND (source_id <> NEW._morango_source_id OR partition <> NEW._morango_partition)) THEN RAISE(ABORT, 'amora:bad_id:topic: there was a record with this id, in another partition or of another source')
  WHEN true AND NEW.id = NEW._morango_source_id AND EXISTS (SELECT 1 FROM morango_certificate) AND NOT EXISTS (SELECT 1 FROM amora_bundle WHERE text -> '$.id_rules' ->> 'topic' IS NOT NULL AND (NOT (SELECT count(*) > 1 FROM amora_room) OR substr(room, 1, 32) = substr(NEW._morango_partition, 1, 32))) THEN RAISE(ABORT, 'amora:bad_id:topic: this dataset takes no ids of the app''s own, until the device that began it has synced with this version of the app')
  WHEN true AND NEW.id <> amora_id((NEW."dataset_id" || ':shared'), NEW._morango_source_id, 'topic') AND NEW.id <> NEW._morango_source_id THEN RAISE(ABORT, 'amora:bad_id:topic: id does not follow from _morango_source_id and the columns')
  WHEN NEW._morango_partition <> (NEW."dataset_id" || ':shared') THEN RAISE(ABORT, 'amora:bad_id:topic: _morango_partition does not follow from the columns')
  WHEN EXISTS (SELECT 1 FROM amora_write_scope) AND NOT EXISTS (SELECT 1 FROM amora_write_scope WHERE substr(NEW._morango_partition, 1, length(prefix)) = prefix) THEN RAISE(ABORT, 'amora:not_writable:topic: outside the write scope of this device''s certificate' || coalesce(': the row is in the partition ' || substr(NEW._morango_partition, 1, 200) || ', and what may be written is ' || coalesce((SELECT group_concat(prefix, ', ') FROM (SELECT prefix FROM amora_write_scope WHERE prefix <> char(10) LIMIT 5)), 'nothing'), '')) END;
 INSERT INTO "amora_dirty_topic" (id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
 DELETE FROM morango_deletedmodels WHERE id = NEW.id;
 DELETE FROM morango_harddeletedmodels WHERE id = NEW.id;
 DELETE FROM amora_relocated WHERE id = NEW.id;
END

CREATE TRIGGER "amora_topic_move" AFTER UPDATE OF "dataset_id" ON "topic" WHEN OLD.id IS NOT NULL AND OLD._morango_source_id IS NOT NULL AND OLD._morango_partition IS NOT NULL AND (NEW.id = OLD.id AND (NEW."dataset_id" || ':shared') IS NOT (OLD."dataset_id" || ':shared') AND (NEW."dataset_id" || ':shared') IS NOT OLD._morango_partition) AND NOT EXISTS (SELECT 1 FROM amora_applying) BEGIN
 SELECT CASE
  WHEN (NEW."dataset_id" || ':shared') IS NULL OR (OLD."dataset_id" || ':shared') IS NULL THEN RAISE(ABORT, 'amora:immutable_column:topic: dataset_id is or was NULL, but the row''s partition follows from it')
  WHEN EXISTS (SELECT 1 FROM amora_write_scope) AND NOT EXISTS (SELECT 1 FROM amora_write_scope WHERE substr(OLD._morango_partition, 1, length(prefix)) = prefix) AND NOT (EXISTS (SELECT 1 FROM "amora_dirty_topic" WHERE id = OLD.id) AND NOT EXISTS (SELECT 1 FROM morango_store WHERE id = OLD.id)) THEN RAISE(ABORT, 'amora:not_writable:topic: outside the write scope of this device''s certificate' || coalesce(': the row is in the partition ' || substr(OLD._morango_partition, 1, 200) || ', and what may be written is ' || coalesce((SELECT group_concat(prefix, ', ') FROM (SELECT prefix FROM amora_write_scope WHERE prefix <> char(10) LIMIT 5)), 'nothing'), ''))
  WHEN 32 + octet_length((NEW."dataset_id" || ':shared')) > 16344 THEN RAISE(ABORT, 'amora:record_too_large:topic: source id and partition have more than 16344 bytes')
  WHEN EXISTS (SELECT 1 FROM "topic" WHERE id = amora_id((NEW."dataset_id" || ':shared'), iif(NOT EXISTS (SELECT 1 FROM morango_store WHERE id = OLD.id) AND EXISTS (SELECT 1 FROM amora_relocated v WHERE v.moved_to = OLD.id AND v.pending = 1), OLD._morango_source_id, amora_id(OLD.id, OLD._morango_source_id, 'moved')), 'topic')) THEN RAISE(ABORT, 'amora:constraint:topic: the row is in that partition already: another device has moved it there, too') END;
 DELETE FROM amora_relocated WHERE id = OLD.id;
 INSERT INTO amora_relocated (id, moved_to, pending, apart) VALUES (OLD.id, amora_id((NEW."dataset_id" || ':shared'), iif(NOT EXISTS (SELECT 1 FROM morango_store WHERE id = OLD.id) AND EXISTS (SELECT 1 FROM amora_relocated v WHERE v.moved_to = OLD.id AND v.pending = 1), OLD._morango_source_id, amora_id(OLD.id, OLD._morango_source_id, 'moved')), 'topic'), EXISTS (SELECT 1 FROM morango_store WHERE id = OLD.id), ((SELECT count(*) > 1 FROM amora_room) AND substr(OLD._morango_partition, 1, 32) <> substr((NEW."dataset_id" || ':shared'), 1, 32))) ON CONFLICT DO NOTHING;
 DELETE FROM amora_relocated WHERE id = (SELECT moved_to FROM amora_relocated WHERE id = OLD.id);
 UPDATE "topic" SET id = (SELECT moved_to FROM amora_relocated WHERE id = OLD.id), _morango_source_id = iif(NOT EXISTS (SELECT 1 FROM morango_store WHERE id = OLD.id) AND EXISTS (SELECT 1 FROM amora_relocated v WHERE v.moved_to = OLD.id AND v.pending = 1), OLD._morango_source_id, amora_id(OLD.id, OLD._morango_source_id, 'moved')), _morango_partition = (NEW."dataset_id" || ':shared') WHERE _rowid_ = NEW._rowid_;
 INSERT INTO morango_deletedmodels (id, profile) SELECT OLD.id, 'school' WHERE EXISTS (SELECT 1 FROM morango_store WHERE id = OLD.id) ON CONFLICT DO NOTHING;
 DELETE FROM "amora_dirty_topic" WHERE id = OLD.id;
 DELETE FROM morango_deletedmodels WHERE id = (SELECT moved_to FROM amora_relocated WHERE id = OLD.id);
 DELETE FROM morango_harddeletedmodels WHERE id = (SELECT moved_to FROM amora_relocated WHERE id = OLD.id);
 UPDATE "answer" SET "topic_id" = (SELECT moved_to FROM amora_relocated WHERE id = OLD.id) WHERE "topic_id" = OLD.id;
 UPDATE "topic" SET "parent_id" = (SELECT moved_to FROM amora_relocated WHERE id = OLD.id), "dataset_id" = iif("dataset_id" IS OLD."dataset_id", NEW."dataset_id", "dataset_id") WHERE "parent_id" = OLD.id;
 INSERT INTO morango_deletedmodels (id, profile) SELECT v.id, 'school' FROM amora_relocated v WHERE v.moved_to = OLD.id AND v.pending = 1 AND NOT EXISTS (SELECT 1 FROM morango_store WHERE id = OLD.id) AND EXISTS (SELECT 1 FROM morango_store s WHERE s.id = v.id AND s.deleted = 1) ON CONFLICT DO NOTHING;
 INSERT INTO amora_relocated (id, moved_to, pending, apart) SELECT v.id, (SELECT moved_to FROM amora_relocated WHERE id = OLD.id), 1, EXISTS (SELECT 1 FROM morango_store s WHERE s.id = v.id AND ((SELECT count(*) > 1 FROM amora_room) AND substr(s.partition, 1, 32) <> substr((NEW."dataset_id" || ':shared'), 1, 32))) FROM amora_relocated v WHERE v.moved_to = OLD.id AND v.pending = 1 AND NOT EXISTS (SELECT 1 FROM morango_store WHERE id = OLD.id) ON CONFLICT (id, moved_to) DO UPDATE SET pending = 1;
 DELETE FROM amora_relocated WHERE moved_to = OLD.id AND pending = 1 AND NOT EXISTS (SELECT 1 FROM morango_store WHERE id = OLD.id);
END

CREATE TRIGGER "amora_topic_orphan" AFTER DELETE ON "topic" WHEN EXISTS (SELECT 1 FROM amora_applying) AND EXISTS (SELECT 1 FROM morango_store s WHERE s.id = OLD.id AND s.deleted = 0) BEGIN
 INSERT INTO amora_orphan (id) VALUES (OLD.id) ON CONFLICT DO NOTHING;
END

CREATE TRIGGER "amora_topic_update" AFTER UPDATE ON "topic" WHEN OLD.id IS NOT NULL AND OLD._morango_source_id IS NOT NULL AND OLD._morango_partition IS NOT NULL AND NOT (NEW.id = OLD.id AND (NEW."dataset_id" || ':shared') IS NOT (OLD."dataset_id" || ':shared') AND (NEW."dataset_id" || ':shared') IS NOT OLD._morango_partition) AND NOT EXISTS (SELECT 1 FROM amora_applying) BEGIN
 SELECT CASE
  WHEN coalesce(octet_length(NEW."title"), 0) > 65536 AND octet_length(json_object('id', NEW.id, '_morango_source_id', NEW._morango_source_id, '_morango_partition', NEW._morango_partition, 'dataset_id', NEW."dataset_id", 'title', NEW."title", 'parent_id', NEW."parent_id")) > 524288 THEN RAISE(ABORT, 'amora:record_too_large:topic: the record has more than 524288 bytes')
  WHEN EXISTS (SELECT 1 FROM amora_write_scope) AND NOT EXISTS (SELECT 1 FROM amora_write_scope WHERE substr(NEW._morango_partition, 1, length(prefix)) = prefix) THEN RAISE(ABORT, 'amora:not_writable:topic: outside the write scope of this device''s certificate' || coalesce(': the row is in the partition ' || substr(NEW._morango_partition, 1, 200) || ', and what may be written is ' || coalesce((SELECT group_concat(prefix, ', ') FROM (SELECT prefix FROM amora_write_scope WHERE prefix <> char(10) LIMIT 5)), 'nothing'), '')) END;
 INSERT INTO "amora_dirty_topic" (id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
END

CREATE TRIGGER amora_trust_key AFTER UPDATE OF private_key ON morango_certificate BEGIN
  UPDATE amora_trust SET changes = changes + 1;
END

CREATE TRIGGER amora_trust_left AFTER DELETE ON amora_bundle BEGIN
  UPDATE amora_trust SET changes = changes + 1;
END

CREATE TRIGGER amora_trust_newer AFTER UPDATE ON amora_bundle BEGIN
  UPDATE amora_trust SET changes = changes + 1;
END

CREATE TRIGGER amora_trust_own AFTER INSERT ON morango_certificate
WHEN NEW.private_key IS NOT NULL OR NEW.parent_id IS NULL BEGIN
  UPDATE amora_trust SET changes = changes + 1;
END

CREATE TRIGGER amora_trust_rules AFTER INSERT ON amora_bundle BEGIN
  UPDATE amora_trust SET changes = changes + 1;
END

CREATE TRIGGER amora_trust_scopes AFTER INSERT ON morango_scopedefinition BEGIN
  UPDATE amora_trust SET changes = changes + 1;
END

CREATE VIEW morango_recordmaxcounter AS
  SELECT id AS store_model_id, last_saved_instance AS instance_id, last_saved_counter AS counter FROM morango_store
  UNION ALL
  SELECT store_model_id, instance_id, counter FROM amora_recordmaxcounter

CREATE VIEW morango_recordmaxcounterbuffer AS
  SELECT transfer_session_id, model_uuid, last_saved_instance AS instance_id, last_saved_counter AS counter
    FROM morango_buffer
  UNION ALL
  SELECT b.transfer_session_id, b.model_uuid, c.key, c.value FROM morango_buffer b, json_each(b.rmcb) c
    WHERE b.rmcb IS NOT NULL

