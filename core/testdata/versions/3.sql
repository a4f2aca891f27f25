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

INSERT INTO "amora_acknowledged" VALUES ('5b3d8d6c661363d13ff1fe671ac049d705bb6eb89b6f819196f2a39a10dad0c8:fde9c8d505733ce16abf12cfe86070fc', '393670764064200f369f31f97d5720ad', 'd241877b433dd86e2fc77f6c2ffb38b9', 5)

INSERT INTO "amora_bundle" VALUES ('393670764064200f369f31f97d5720ad', 2, '{"room":"393670764064200f369f31f97d5720ad","sequence":2,"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"id_rules":{"topic":"given"},"relay_keys":["MIIBCgKCAQEA3dSVJdm7VvGzzsx1/zyAJ3o2ytUEoiol8HVHngGY3v9MAqftOPfX/+RtAfQk5YiNjk0inl+9JS+hKKyPVxrryu1SwXxyqLPPwWOVzidMf3/rFV++DWBzqAmVcNmJ1jKF1s17c2SEKSzkO9vEX7lc2jjNy92u4OwuTMdbFjZ3IPjtIX9OcKXxo/fqzeM4EceV5atRB8g642KMpsI1ieRnWdG4PhRhXdHA5nea5YIIpizjiVRqyYoL6GFxnAHQWjzZvhcaFRT3rBUkaG374wHb74YiAkuwxshVnec8FufSba2bAwEb5QOAEwzYYXgFoKKWQbnM5LW1YwbapPlFY+eLuQIDAQAB"],"revoked":[]}', 'VBUWUkQMuvxT1P2jTBJllzyHR3EMQ/3BhUPiThuMunbz6JrE4YTSUChgwPC4ix+gHpx0V+ruOEvN09L0GJ+DEcpJhWGJZugXY80XcgxjTPuWxPG2Jkf1G4VsWpY/+0U0pzUhzEnvzMmJI9U8/3nejw9khjkaSDVuB7gpp4J4md+qXvHyWOCgSR+WpjVGzFV/5/6D3g2ANCJ+9hK2aFbDL+KFD1FuqCPBqu1OkLN9QiBmOjnUC7fhazTdcvLFAKrtPGiciPNAEV/tQIjY7b2wD3hDUyvtbCF8RISXrWZlE38C+W8aA+KR18Nnu9d+ph14JBi0BAM7eKf2xRQ9VNNY0w==')

INSERT INTO "amora_dirty_answer" VALUES ('1f8c789e8bf5428d9f1ab49ccc1cb44c')

INSERT INTO "amora_issued" VALUES ('26414cde1f40ffd4c40177c1f2ed6a94', '', '2026-11-30T21:37:30.218861Z')

INSERT INTO "amora_known_relay" VALUES ('393670764064200f369f31f97d5720ad', '5b3d8d6c6613.relay:80', '5b3d8d6c661363d13ff1fe671ac049d705bb6eb89b6f819196f2a39a10dad0c8')

INSERT INTO "amora_meta" VALUES ('schema', '{"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"models":[{"name":"topic","table":"topic","partition":"${dataset_id}:shared","source":null,"columns":{"dataset_id":"uuid","title":"text","parent_id":"uuid?"},"references":{"parent_id":"topic"}},{"name":"answer","table":"answer","partition":"${dataset_id}:user:${user_id}","source":"${question}","columns":{"dataset_id":"uuid","user_id":"uuid","question":"text","text":"text","score":"real?","topic_id":"uuid?"},"references":{"topic_id":"topic"}}]}')

INSERT INTO "amora_meta" VALUES ('triggers', '7965a421b4e3ddfdf69a90d898ec131895dc3f5daaea2a8a003540597471787b')

INSERT INTO "amora_meta" VALUES ('version', '3')

INSERT INTO "amora_note" VALUES (1, '393670764064200f369f31f97d5720ad', '06013387ce3815ad29e45cb057a0e65e', '{"room":"393670764064200f369f31f97d5720ad","certificate":"06013387ce3815ad29e45cb057a0e65e","label":"","at":"2026-11-30T21:37:27.499298Z","relay":"5b3d8d6c6613.relay:80"}', 'Sxuedl1GgDQD+gkI+axDkbZ5V6xHvivGS3vB7e2c996k3GXYTW8iNJo8lH+zd4UbnZLr/rm+zV4d7iEay+ghChlo3CPKYaPt1HG2gDdQYV5GTXoRV3SewWp4kUSDDVaJoKbjNZ46Q4e3UI4Esn4jNlmAP2KbMK8lsqogfL3pDKDqgQA8BFnbgEhWmHrpuRBMDKowEKJ/qE4LIjNe5KF+jEYAltaZ0IHXpnzYylweB4dGwrnHi0fMK6enwqxdo5pWtl0GyDIdJ+CR9gXhb1//TH+oNAhK+I5Eqqd67k1kCeQn9xpQ3+6UyYw7DfMAddmoSBhZDdMB6E00mUPFtDccPw==', '[{"id":"06013387ce3815ad29e45cb057a0e65e","parent":"393670764064200f369f31f97d5720ad","profile":"school","scope_definition":"full","scope_version":1,"scope_params":"{\"dataset_id\": \"393670764064200f369f31f97d5720ad\"}","public_key":"MIIBCgKCAQEA3dSVJdm7VvGzzsx1/zyAJ3o2ytUEoiol8HVHngGY3v9MAqftOPfX/+RtAfQk5YiNjk0inl+9JS+hKKyPVxrryu1SwXxyqLPPwWOVzidMf3/rFV++DWBzqAmVcNmJ1jKF1s17c2SEKSzkO9vEX7lc2jjNy92u4OwuTMdbFjZ3IPjtIX9OcKXxo/fqzeM4EceV5atRB8g642KMpsI1ieRnWdG4PhRhXdHA5nea5YIIpizjiVRqyYoL6GFxnAHQWjzZvhcaFRT3rBUkaG374wHb74YiAkuwxshVnec8FufSba2bAwEb5QOAEwzYYXgFoKKWQbnM5LW1YwbapPlFY+eLuQIDAQAB","serialized":"{\"id\": \"06013387ce3815ad29e45cb057a0e65e\", \"parent_id\": \"393670764064200f369f31f97d5720ad\", \"profile\": \"school\", \"salt\": \"20409a6bbc11cac37a441fc93589fea3\", \"scope_definition_id\": \"full\", \"scope_version\": 1, \"scope_params\": \"{\\\"dataset_id\\\": \\\"393670764064200f369f31f97d5720ad\\\"}\", \"public_key_string\": \"MIIBCgKCAQEA3dSVJdm7VvGzzsx1/zyAJ3o2ytUEoiol8HVHngGY3v9MAqftOPfX/+RtAfQk5YiNjk0inl+9JS+hKKyPVxrryu1SwXxyqLPPwWOVzidMf3/rFV++DWBzqAmVcNmJ1jKF1s17c2SEKSzkO9vEX7lc2jjNy92u4OwuTMdbFjZ3IPjtIX9OcKXxo/fqzeM4EceV5atRB8g642KMpsI1ieRnWdG4PhRhXdHA5nea5YIIpizjiVRqyYoL6GFxnAHQWjzZvhcaFRT3rBUkaG374wHb74YiAkuwxshVnec8FufSba2bAwEb5QOAEwzYYXgFoKKWQbnM5LW1YwbapPlFY+eLuQIDAQAB\"}","signature":"Eskd0ZiGX/MQ0w1yXyOWv6HP9IxNuQyoNLCtDaH3XzMiemIl5fMgAN+h/BW/dJKphHvYiNl8Mjz5sQ0Ms8oaDGURufCUdnVkvufC96EfZ9lLwRiNX2Xc17l5boDQxmcDlT4uGBfx4hU26CtSTlVpjKHGdp05m/66oqqG7Gv4hciTEB0BqAKJgYFFMgJ2guMdXQqNF6yEBV9OWSVHisslvqR6+0QdaBntomHJFA0Zn8FPo9Q+MyeqXNOyVLYwdVqFlpdn9VSZKqRPCn9hsd8067hJVd8Jc6PpX+zMsnI/0y/oZ4anBXuiUSz6j/r5Fx4qmqC5nd4sORqkmKBDfR4lQQ==","salt":"20409a6bbc11cac37a441fc93589fea3"}]')

INSERT INTO "amora_note" VALUES (2, '393670764064200f369f31f97d5720ad', '26414cde1f40ffd4c40177c1f2ed6a94', '{"room":"393670764064200f369f31f97d5720ad","certificate":"26414cde1f40ffd4c40177c1f2ed6a94","label":"","at":"2026-11-30T21:37:30.218861Z","relay":""}', 'aK6OFE0WAzuH/QDjqTeT9I/BPTOu1SX3DQFEoLPSb1163/blRyxwsBbHT1WwZ+IGdIrhdlnwR1uiUYJv4gLRqcAR2sRLaGIQnY7uR3u+Xi0pUvCVVwt+hzr9sPlRZw8GXEpwvtywsYYN5qfPfZ23E1Wmlc6JkreSwqaj8yIONn84vEkBmO2ligIvKFHMesNDn0Y9VcNOEtXpBddOemC2fJkPEjXT9r7Q/10aEEenHkxlzqrAIr4wQPjmdbL2Gjbi0gAH7XE9mrdthFZNZ05dRWCY2B7F9VKBq8kzaRepI8e/h5CCk02pZZAxdnhE6opTRdMP3g9YnJyBoSKEacjOmA==', '[{"id":"26414cde1f40ffd4c40177c1f2ed6a94","parent":"393670764064200f369f31f97d5720ad","profile":"school","scope_definition":"full","scope_version":1,"scope_params":"{\"dataset_id\": \"393670764064200f369f31f97d5720ad\"}","public_key":"MIIBCgKCAQEArHMs+2k2K63vJwXvhSkLb80ejn+3Xv2QyDmhDpWd3BoWAnDMIXXDrUGpLbJzxmAM4OWKKx/oA2GmLNkq9LZap7c0aXyE/FcG+8uwWI913lGLQcaF2Wk8nYlQ6DruCjl35o6Hc5180yuAN7zMj/kj5bwuhEzrE3NWxzlBqx3xyI7XFt9RVxlE8E0ORFeln/Hhz7bBZvf+SIKSOKGs+WLZRk5o/R3JCMOhtyf4yEIcl5r49h7SRmt0VsMHK+CAbh83pdX3h6Zz7+kuYKcX96TgYaShrrmHIQ2aBwtxhLU2qK9qbpRk4521YEZ+XUdAUPMXMigN4Oxiz+K4UMcFBJesfwIDAQAB","serialized":"{\"id\": \"26414cde1f40ffd4c40177c1f2ed6a94\", \"parent_id\": \"393670764064200f369f31f97d5720ad\", \"profile\": \"school\", \"salt\": \"ee473ca38a86b5563ec1f00f8a963dfd\", \"scope_definition_id\": \"full\", \"scope_version\": 1, \"scope_params\": \"{\\\"dataset_id\\\": \\\"393670764064200f369f31f97d5720ad\\\"}\", \"public_key_string\": \"MIIBCgKCAQEArHMs+2k2K63vJwXvhSkLb80ejn+3Xv2QyDmhDpWd3BoWAnDMIXXDrUGpLbJzxmAM4OWKKx/oA2GmLNkq9LZap7c0aXyE/FcG+8uwWI913lGLQcaF2Wk8nYlQ6DruCjl35o6Hc5180yuAN7zMj/kj5bwuhEzrE3NWxzlBqx3xyI7XFt9RVxlE8E0ORFeln/Hhz7bBZvf+SIKSOKGs+WLZRk5o/R3JCMOhtyf4yEIcl5r49h7SRmt0VsMHK+CAbh83pdX3h6Zz7+kuYKcX96TgYaShrrmHIQ2aBwtxhLU2qK9qbpRk4521YEZ+XUdAUPMXMigN4Oxiz+K4UMcFBJesfwIDAQAB\"}","signature":"NWdtgmfA9zXgezXzPHk/Q4zrPMDxoPz4Q6d3stSscf/x9Etz31L8HXJ0sRMb4jcYtylhbDIkTXIFTBwY2XF5ENuPQUjOpNIlyOOX4Oit8Ti2oFexOA7elT/SkCF+GEfR7jBsTZgdNyzpYtt9JEa0neG632UEXw9v3GEbXKzlA7/Qz0kH61hVVWk8eP5/3FIe1lb4RwF4jnPZ/tP6NthicS+I/TodPHi2viSA6sT1fz2PeJOYG5A1mZrtmCDr9KzDMMFBGjAxBl87yrY5Keba8u0RCptc/p9vEnF4/F4d3vo97lmGHSLJibicG+k32WEPWvwW/eFfzjoCA5MVoaJp1A==","salt":"ee473ca38a86b5563ec1f00f8a963dfd"}]')

INSERT INTO "amora_partitionmaxcounter" VALUES ('393670764064200f369f31f97d5720ad:shared', 'd241877b433dd86e2fc77f6c2ffb38b9', 2)

INSERT INTO "amora_partitionmaxcounter" VALUES ('393670764064200f369f31f97d5720ad:user:11111111111111111111111111111111', '20fbf807dc6beb9ed3af8887ce20a1c6', 4)

INSERT INTO "amora_partitionmaxcounter" VALUES ('393670764064200f369f31f97d5720ad:user:11111111111111111111111111111111', 'd241877b433dd86e2fc77f6c2ffb38b9', 4)

INSERT INTO "amora_partitionmaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1)

INSERT INTO "amora_partitionmaxcounter" VALUES ('dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1)

INSERT INTO "amora_pushed_certificate" VALUES ('06013387ce3815ad29e45cb057a0e65e', '5b3d8d6c661363d13ff1fe671ac049d705bb6eb89b6f819196f2a39a10dad0c8', '5b3d8d6c6613.relay:80', '2026-11-30T21:37:27.499298Z')

INSERT INTO "amora_quarantine" VALUES ('11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 'answer', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'bad_id', '595553201d0801b19cdcd6fbc38ab3fe', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"kept","dataset_id":"dddddddddddddddddddddddddddddddd","id":"ac2a3fd00b196f5d039e91878a5f7429","question":"kept","text":"x","user_id":"11111111111111111111111111111111"}')

INSERT INTO "amora_quota" VALUES ('', 340)

INSERT INTO "amora_recordmaxcounter" VALUES ('8ea56b040c58330a1633ccee2a40fdce', '20fbf807dc6beb9ed3af8887ce20a1c6', 4)

INSERT INTO "amora_recordmaxcounter" VALUES ('df2c5d6e1fad92481943e0c3592f3758', 'd241877b433dd86e2fc77f6c2ffb38b9', 2)

INSERT INTO "amora_relay" VALUES ('393670764064200f369f31f97d5720ad', '5b3d8d6c661363d13ff1fe671ac049d705bb6eb89b6f819196f2a39a10dad0c8:fde9c8d505733ce16abf12cfe86070fc', 'd241877b433dd86e2fc77f6c2ffb38b9', 'bc4060cc2d45b409a7ccf8603274b4a3', 2, '', 0, '{"sequence":6,"token":"bc4060cc2d45b409a7ccf8603274b4a3","mac":"95490230a5badcae5230e5c29dec37ffc4414dfd46144109fcd4fa221adf2cb6"}', 0, 2, 2)

INSERT INTO "amora_room" VALUES (1, '393670764064200f369f31f97d5720ad')

INSERT INTO "amora_seen" VALUES ('26414cde1f40ffd4c40177c1f2ed6a94', '393670764064200f369f31f97d5720ad', '2026-11-30T21:37:31.700847Z')

INSERT INTO "amora_store_dirty" VALUES ('answer', '889577de70181c6c63192168974ec7cc')

INSERT INTO "amora_store_dirty" VALUES ('badge', '5e4814bb63e0ac90e40c57e9761c24a2')

INSERT INTO "amora_trust" VALUES (5)

INSERT INTO "amora_write_scope" VALUES ('393670764064200f369f31f97d5720ad')

INSERT INTO "amora_write_scope" VALUES (CAST(x'0a' AS TEXT))

INSERT INTO "answer" VALUES ('1f8c789e8bf5428d9f1ab49ccc1cb44c', '393670764064200f369f31f97d5720ad', '11111111111111111111111111111111', '4', 'unsynced', NULL, NULL, '4', '393670764064200f369f31f97d5720ad:user:11111111111111111111111111111111')

INSERT INTO "answer" VALUES ('8ea56b040c58330a1633ccee2a40fdce', '393670764064200f369f31f97d5720ad', '11111111111111111111111111111111', '2', 'his', 0.5, '425eb5b939cb692d4029e7a3f4638750', '2', '393670764064200f369f31f97d5720ad:user:11111111111111111111111111111111')

INSERT INTO "morango_buffer" VALUES (1, 8, 1, 'b7b869cd15ebc28f6bf8089d31ef2044', 'first half', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, NULL, NULL, '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"first half","dataset_id":"dddddddddddddddddddddddddddddddd","id":"b7b869cd15ebc28f6bf8089d31ef2044","question":"first half","text":"x","user_id":"11111111111111111111111111111111"}', '')

INSERT INTO "morango_certificate" VALUES ('06013387ce3815ad29e45cb057a0e65e', '393670764064200f369f31f97d5720ad', 'school', '20409a6bbc11cac37a441fc93589fea3', 'full', 1, '{"dataset_id": "393670764064200f369f31f97d5720ad"}', 'MIIBCgKCAQEA3dSVJdm7VvGzzsx1/zyAJ3o2ytUEoiol8HVHngGY3v9MAqftOPfX/+RtAfQk5YiNjk0inl+9JS+hKKyPVxrryu1SwXxyqLPPwWOVzidMf3/rFV++DWBzqAmVcNmJ1jKF1s17c2SEKSzkO9vEX7lc2jjNy92u4OwuTMdbFjZ3IPjtIX9OcKXxo/fqzeM4EceV5atRB8g642KMpsI1ieRnWdG4PhRhXdHA5nea5YIIpizjiVRqyYoL6GFxnAHQWjzZvhcaFRT3rBUkaG374wHb74YiAkuwxshVnec8FufSba2bAwEb5QOAEwzYYXgFoKKWQbnM5LW1YwbapPlFY+eLuQIDAQAB', '{"id": "06013387ce3815ad29e45cb057a0e65e", "parent_id": "393670764064200f369f31f97d5720ad", "profile": "school", "salt": "20409a6bbc11cac37a441fc93589fea3", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"393670764064200f369f31f97d5720ad\"}", "public_key_string": "MIIBCgKCAQEA3dSVJdm7VvGzzsx1/zyAJ3o2ytUEoiol8HVHngGY3v9MAqftOPfX/+RtAfQk5YiNjk0inl+9JS+hKKyPVxrryu1SwXxyqLPPwWOVzidMf3/rFV++DWBzqAmVcNmJ1jKF1s17c2SEKSzkO9vEX7lc2jjNy92u4OwuTMdbFjZ3IPjtIX9OcKXxo/fqzeM4EceV5atRB8g642KMpsI1ieRnWdG4PhRhXdHA5nea5YIIpizjiVRqyYoL6GFxnAHQWjzZvhcaFRT3rBUkaG374wHb74YiAkuwxshVnec8FufSba2bAwEb5QOAEwzYYXgFoKKWQbnM5LW1YwbapPlFY+eLuQIDAQAB"}', 'Eskd0ZiGX/MQ0w1yXyOWv6HP9IxNuQyoNLCtDaH3XzMiemIl5fMgAN+h/BW/dJKphHvYiNl8Mjz5sQ0Ms8oaDGURufCUdnVkvufC96EfZ9lLwRiNX2Xc17l5boDQxmcDlT4uGBfx4hU26CtSTlVpjKHGdp05m/66oqqG7Gv4hciTEB0BqAKJgYFFMgJ2guMdXQqNF6yEBV9OWSVHisslvqR6+0QdaBntomHJFA0Zn8FPo9Q+MyeqXNOyVLYwdVqFlpdn9VSZKqRPCn9hsd8067hJVd8Jc6PpX+zMsnI/0y/oZ4anBXuiUSz6j/r5Fx4qmqC5nd4sORqkmKBDfR4lQQ==', NULL)

INSERT INTO "morango_certificate" VALUES ('26414cde1f40ffd4c40177c1f2ed6a94', '393670764064200f369f31f97d5720ad', 'school', 'ee473ca38a86b5563ec1f00f8a963dfd', 'full', 1, '{"dataset_id": "393670764064200f369f31f97d5720ad"}', 'MIIBCgKCAQEArHMs+2k2K63vJwXvhSkLb80ejn+3Xv2QyDmhDpWd3BoWAnDMIXXDrUGpLbJzxmAM4OWKKx/oA2GmLNkq9LZap7c0aXyE/FcG+8uwWI913lGLQcaF2Wk8nYlQ6DruCjl35o6Hc5180yuAN7zMj/kj5bwuhEzrE3NWxzlBqx3xyI7XFt9RVxlE8E0ORFeln/Hhz7bBZvf+SIKSOKGs+WLZRk5o/R3JCMOhtyf4yEIcl5r49h7SRmt0VsMHK+CAbh83pdX3h6Zz7+kuYKcX96TgYaShrrmHIQ2aBwtxhLU2qK9qbpRk4521YEZ+XUdAUPMXMigN4Oxiz+K4UMcFBJesfwIDAQAB', '{"id": "26414cde1f40ffd4c40177c1f2ed6a94", "parent_id": "393670764064200f369f31f97d5720ad", "profile": "school", "salt": "ee473ca38a86b5563ec1f00f8a963dfd", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"393670764064200f369f31f97d5720ad\"}", "public_key_string": "MIIBCgKCAQEArHMs+2k2K63vJwXvhSkLb80ejn+3Xv2QyDmhDpWd3BoWAnDMIXXDrUGpLbJzxmAM4OWKKx/oA2GmLNkq9LZap7c0aXyE/FcG+8uwWI913lGLQcaF2Wk8nYlQ6DruCjl35o6Hc5180yuAN7zMj/kj5bwuhEzrE3NWxzlBqx3xyI7XFt9RVxlE8E0ORFeln/Hhz7bBZvf+SIKSOKGs+WLZRk5o/R3JCMOhtyf4yEIcl5r49h7SRmt0VsMHK+CAbh83pdX3h6Zz7+kuYKcX96TgYaShrrmHIQ2aBwtxhLU2qK9qbpRk4521YEZ+XUdAUPMXMigN4Oxiz+K4UMcFBJesfwIDAQAB"}', 'NWdtgmfA9zXgezXzPHk/Q4zrPMDxoPz4Q6d3stSscf/x9Etz31L8HXJ0sRMb4jcYtylhbDIkTXIFTBwY2XF5ENuPQUjOpNIlyOOX4Oit8Ti2oFexOA7elT/SkCF+GEfR7jBsTZgdNyzpYtt9JEa0neG632UEXw9v3GEbXKzlA7/Qz0kH61hVVWk8eP5/3FIe1lb4RwF4jnPZ/tP6NthicS+I/TodPHi2viSA6sT1fz2PeJOYG5A1mZrtmCDr9KzDMMFBGjAxBl87yrY5Keba8u0RCptc/p9vEnF4/F4d3vo97lmGHSLJibicG+k32WEPWvwW/eFfzjoCA5MVoaJp1A==', NULL)

INSERT INTO "morango_certificate" VALUES ('393670764064200f369f31f97d5720ad', NULL, 'school', '', 'full', 1, '{"dataset_id": "393670764064200f369f31f97d5720ad"}', 'MIIBCgKCAQEAvQhy0mMsLShIq88K6+RTAsUYSbUimz6Ng7opElkIA/+xaWB/eJcJ3SsKru9VcWV/vtzCz1dxptHlYrGqLEmJHXLLYyaMwgBtOgSBygmkNeCy32ICLYQ+e33PXNO286GgSSLhidmGUS5mz42t+7Y+RfBXHKpjs7f1GPYQhpP9fP8jDE7+0RUL3plb5YlNRPmFXTn3YeLyLwX+d6HjQpzoIWbpnnOAkyobE1GFI/ykXKUWzu0ncjgWEdEBMbV6DkIji0xLPUmvhqLozMY1Qsk777fDcaR25RkJFm414nMMUx2f66ZDqMzRtszqj7BUo8hpwnP1E5x60qKfl7AARKvPFwIDAQAB', '{"id": "393670764064200f369f31f97d5720ad", "parent_id": null, "profile": "school", "salt": "", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"393670764064200f369f31f97d5720ad\"}", "public_key_string": "MIIBCgKCAQEAvQhy0mMsLShIq88K6+RTAsUYSbUimz6Ng7opElkIA/+xaWB/eJcJ3SsKru9VcWV/vtzCz1dxptHlYrGqLEmJHXLLYyaMwgBtOgSBygmkNeCy32ICLYQ+e33PXNO286GgSSLhidmGUS5mz42t+7Y+RfBXHKpjs7f1GPYQhpP9fP8jDE7+0RUL3plb5YlNRPmFXTn3YeLyLwX+d6HjQpzoIWbpnnOAkyobE1GFI/ykXKUWzu0ncjgWEdEBMbV6DkIji0xLPUmvhqLozMY1Qsk777fDcaR25RkJFm414nMMUx2f66ZDqMzRtszqj7BUo8hpwnP1E5x60qKfl7AARKvPFwIDAQAB"}', 'g+Ao8Ny8eMEK1mDlj8Q+xOa4r7FGxFYSC10OPKWrz8zoZVmw/NNGNGAdgW/5HP7zga/W9bfWob4dVCLKCusLfekDFwiVOFuDxNzYVbVuWVuWBlMlnjtGZmUA6a5ncHTODZvnSzmtZMnWk2rb8M3umNgHj0NXkRdAYLlJlN814y8tLE9jJ5zloyHftQWeicEwnyems/lxEPyfa5HUp/nVGWPvHI5OfuM2jKJsxMDMsbIgcQNCDA2Cd08AHLXz2DW3fRy3uvZb8ZOyyvIqZ+HqlYVKSnR2kpUhNpFFJXqFRa1UHbVVcm4SbDHiZIchBC6GHGbVZMJD5LHcAVcQtbhLaA==', 'MIIEowIBAAKCAQEAvQhy0mMsLShIq88K6+RTAsUYSbUimz6Ng7opElkIA/+xaWB/eJcJ3SsKru9VcWV/vtzCz1dxptHlYrGqLEmJHXLLYyaMwgBtOgSBygmkNeCy32ICLYQ+e33PXNO286GgSSLhidmGUS5mz42t+7Y+RfBXHKpjs7f1GPYQhpP9fP8jDE7+0RUL3plb5YlNRPmFXTn3YeLyLwX+d6HjQpzoIWbpnnOAkyobE1GFI/ykXKUWzu0ncjgWEdEBMbV6DkIji0xLPUmvhqLozMY1Qsk777fDcaR25RkJFm414nMMUx2f66ZDqMzRtszqj7BUo8hpwnP1E5x60qKfl7AARKvPFwIDAQABAoIBAE/nIFHZ5bR40K7+50jqzEPhd/DABg7FFCBYMkA1LfQywpUeWwNoJJ0+MlfbhqxWEPdmbVojRkETe/iJzLrHopO2EE6q3tiqQYFConH6PVUg07skvHLs8VRVy68bNrwo143Slq8kKWhrSr30z1QUpqH9g3T0eQxgd9PDPx0DtSR+IMSA2oCi3vZXrqMu1VS+q4NVZaY+elKIw8JXQeA0iQSlJYswONBi/5mqVApD9ehHE4QzoHOHowClzjjZmlHz4gwQmp/kShoo60a0nQ9VxhB92Xn97mRwEyKzpnS7dbCfncaxnvnY34ukgqJB5O2QjuUQpHXiVle/P6MrqdShDrECgYEA+FwtBWM/Kgycd7dHSxR5SMmUTA0miNK7zfL9IcwKQmjt7ZxVN4XHh0b/IiXWlnZXtbNuaT4tQQfdLk95iVvvs22omeamsIGJ4NVwCIzaR91VefPTWRzJAKIS5unq8Dd6yVfmq+b7Or4ygt8OuEy96ujpyUvMMag0X37P4boygnsCgYEAwtkTJGMMKy8rllyZIUMmUTi5RSBkgQI3BUJRuw4DlQUi2sYW7ejrxb/+pUPmu1+X4kTsD3pw59nyNS+HfExjvMzBHEEwS1kgvlXuQAs0HsOFLqNSuuEvhsGWYtX9IvbTVRYhBEW17VppXl4jrdRR0J6VyEjn7DeFHmsXe7674RUCgYAB5/s0emGGuhgNVyvF6L9RjrKDruonzK5CU2Yb90vw3ItO8o844N76K9JTecTe3MOpkln7ls2UHTJWY6fEJR9+2g2cOMf4vNXJEvpMJoCaYpmAWR27Jlxok9XfTdZOx646k2Ei2p/9AG600G91fKlMf0MkF1/W1bqpLPj9e4ddtwKBgBUkRp5xHNXmtV0ISRlB1vuDIx8sB5uz6NJqQsIAIEVgHEsOqVhBKKv5TCEUgAmesrU7cz2utGeDz3MT6CiFhWDr+pwdOqdCUXo1irdqP8qCvoWz9PsQCf8eLDonK+NKUt3tm8GB6t6JK9uwbUCkRAhV3LyxpHCOCaSmTBMCPBKNAoGBAJIEVX8txFIsp2gpYHesGuaLBbD9NwzqNrthnGNgmcWDgaeHQv08zzg+RibCXk5tD9fc3sr9Ja3OEAUfpSjaR2lWkuJ+GsDGwqlGglBCOWUv/ZiurGyqCOii0eGc0U7LHyZXaBkDRhd6r+EvLrSXpQCQNJK1holkMJwV9WhdRNcJ')

INSERT INTO "morango_databaseidmodel" VALUES ('ee7afb24ce50496fcac29069c967b0e3', 1, '2026-11-30T21:37:25.627302Z', '2e5be1e0e2aa288e9d00e028f1810ea5')

INSERT INTO "morango_databasemaxcounter" VALUES ('393670764064200f369f31f97d5720ad', '20fbf807dc6beb9ed3af8887ce20a1c6', 4)

INSERT INTO "morango_databasemaxcounter" VALUES ('393670764064200f369f31f97d5720ad', 'd241877b433dd86e2fc77f6c2ffb38b9', 5)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'd241877b433dd86e2fc77f6c2ffb38b9', 7)

INSERT INTO "morango_deletedmodels" VALUES ('342a34b11430815bfeaf5e0e8715b46b', 'school')

INSERT INTO "morango_harddeletedmodels" VALUES ('342a34b11430815bfeaf5e0e8715b46b', 'school')

INSERT INTO "morango_instanceidmodel" VALUES ('2e5be1e0e2aa288e9d00e028f1810ea5', '', '', '', '', 'ee7afb24ce50496fcac29069c967b0e3', '', '', 0, 0)

INSERT INTO "morango_instanceidmodel" VALUES ('d241877b433dd86e2fc77f6c2ffb38b9', '', '', '', '', 'ee7afb24ce50496fcac29069c967b0e3', '', '', 7, 1)

INSERT INTO "morango_nonce" VALUES ('01a22e644963bb8727003235a28d1567', '2026-11-30T21:37:34.051000Z', '')

INSERT INTO "morango_scopedefinition" VALUES ('full', 1, 'school', 'dataset_id', 'Everything.', '', '', '${dataset_id}', '{}')

INSERT INTO "morango_scopedefinition" VALUES ('learner', 1, 'school', '', 'Own work.', '${dataset_id}:shared', '', '${dataset_id}:user:${user_id}', '{}')

INSERT INTO "morango_store" VALUES ('342a34b11430815bfeaf5e0e8715b46b', '1', 'answer', 'school', '393670764064200f369f31f97d5720ad:user:11111111111111111111111111111111', '', 'd241877b433dd86e2fc77f6c2ffb38b9', 2, 0, 0, NULL, '', '{"id":"342a34b11430815bfeaf5e0e8715b46b","_morango_source_id":"1","_morango_partition":"393670764064200f369f31f97d5720ad:user:11111111111111111111111111111111","dataset_id":"393670764064200f369f31f97d5720ad","user_id":"11111111111111111111111111111111","question":"1","text":"it''s\n1","score":0.5,"topic_id":"425eb5b939cb692d4029e7a3f4638750"}', '')

INSERT INTO "morango_store" VALUES ('425eb5b939cb692d4029e7a3f4638750', '4ce8851d3c9ab6453b2d9aa2936c059b', 'topic', 'school', '393670764064200f369f31f97d5720ad:shared', '', 'd241877b433dd86e2fc77f6c2ffb38b9', 2, 0, 0, NULL, '', '{"id":"425eb5b939cb692d4029e7a3f4638750","_morango_source_id":"4ce8851d3c9ab6453b2d9aa2936c059b","_morango_partition":"393670764064200f369f31f97d5720ad:shared","dataset_id":"393670764064200f369f31f97d5720ad","title":"top","parent_id":null}', '')

INSERT INTO "morango_store" VALUES ('5e4814bb63e0ac90e40c57e9761c24a2', 'unknown', 'badge', 'school', 'dddddddddddddddddddddddddddddddd', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', '', '{"_morango_partition":"dddddddddddddddddddddddddddddddd","_morango_source_id":"unknown","dataset_id":"dddddddddddddddddddddddddddddddd","id":"5e4814bb63e0ac90e40c57e9761c24a2","of":"a newer build"}', '')

INSERT INTO "morango_store" VALUES ('88058d2639d08acab8cb2461b52614d6', '91e3f194e21f9f7a32d4a1d5d6822ee4', 'topic', 'school', '393670764064200f369f31f97d5720ad:shared', '425eb5b939cb692d4029e7a3f4638750', 'd241877b433dd86e2fc77f6c2ffb38b9', 2, 0, 0, NULL, '', '{"id":"88058d2639d08acab8cb2461b52614d6","_morango_source_id":"91e3f194e21f9f7a32d4a1d5d6822ee4","_morango_partition":"393670764064200f369f31f97d5720ad:shared","dataset_id":"393670764064200f369f31f97d5720ad","title":"sub","parent_id":"425eb5b939cb692d4029e7a3f4638750"}', '')

INSERT INTO "morango_store" VALUES ('889577de70181c6c63192168974ec7cc', 'waits', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', 'missing_reference: topic_id', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"waits","dataset_id":"dddddddddddddddddddddddddddddddd","id":"889577de70181c6c63192168974ec7cc","question":"waits","text":"x","user_id":"11111111111111111111111111111111","topic_id":"99999999999999999999999999999999"}', '')

INSERT INTO "morango_store" VALUES ('8ea56b040c58330a1633ccee2a40fdce', '2', 'answer', 'school', '393670764064200f369f31f97d5720ad:user:11111111111111111111111111111111', '', 'd241877b433dd86e2fc77f6c2ffb38b9', 4, 0, 0, NULL, '', '{"id":"8ea56b040c58330a1633ccee2a40fdce","_morango_source_id":"2","_morango_partition":"393670764064200f369f31f97d5720ad:user:11111111111111111111111111111111","dataset_id":"393670764064200f369f31f97d5720ad","user_id":"11111111111111111111111111111111","question":"2","text":"his","score":0.5,"topic_id":"425eb5b939cb692d4029e7a3f4638750"}', CAST(x'7b226964223a223865613536623034306335383333306131363333636365653261343066646365222c225f6d6f72616e676f5f736f757263655f6964223a2232222c225f6d6f72616e676f5f706172746974696f6e223a2233393336373037363430363432303066333639663331663937643537323061643a757365723a3131313131313131313131313131313131313131313131313131313131313131222c22646174617365745f6964223a223339333637303736343036343230306633363966333166393764353732306164222c22757365725f6964223a223131313131313131313131313131313131313131313131313131313131313131222c227175657374696f6e223a2232222c2274657874223a2268657273222c2273636f7265223a302e352c22746f7069635f6964223a223432356562356239333963623639326434303239653761336634363338373530227d0a' AS TEXT))

INSERT INTO "morango_store" VALUES ('df2c5d6e1fad92481943e0c3592f3758', '3', 'answer', 'school', '393670764064200f369f31f97d5720ad:user:11111111111111111111111111111111', '', '20fbf807dc6beb9ed3af8887ce20a1c6', 4, 1, 0, '8775bc0ee59f79e7f75ef3cf9982f8d9', '', '{"id":"df2c5d6e1fad92481943e0c3592f3758","_morango_source_id":"3","_morango_partition":"393670764064200f369f31f97d5720ad:user:11111111111111111111111111111111","dataset_id":"393670764064200f369f31f97d5720ad","user_id":"11111111111111111111111111111111","question":"3","text":"it''s\n3","score":0.5,"topic_id":"425eb5b939cb692d4029e7a3f4638750"}', '')

INSERT INTO "morango_syncsession" VALUES ('106d8eddaecd212e1caf760964972580', '2026-11-30T21:37:33.034628Z', '2026-11-30T21:37:33.350114Z', 1, 0, '393670764064200f369f31f97d5720ad', '06013387ce3815ad29e45cb057a0e65e', 'school', 'network', '5b3d8d6c6613.relay', '', '', 'd241877b433dd86e2fc77f6c2ffb38b9', 'fde9c8d505733ce16abf12cfe86070fc', '5b3d8d6c661363d13ff1fe671ac049d705bb6eb89b6f819196f2a39a10dad0c8:fde9c8d505733ce16abf12cfe86070fc', '', '')

INSERT INTO "morango_syncsession" VALUES ('34e3078c88b94cb3741a0f2ccf4f6946', '2026-11-30T21:37:30.775891Z', '2026-11-30T21:37:30.821954Z', 1, 0, '393670764064200f369f31f97d5720ad', '06013387ce3815ad29e45cb057a0e65e', 'school', 'network', '5b3d8d6c6613.relay', '', '', 'd241877b433dd86e2fc77f6c2ffb38b9', 'fde9c8d505733ce16abf12cfe86070fc', '5b3d8d6c661363d13ff1fe671ac049d705bb6eb89b6f819196f2a39a10dad0c8:fde9c8d505733ce16abf12cfe86070fc', '', '')

INSERT INTO "morango_syncsession" VALUES ('f0d4024001e64b264a2f6dfd166b247a', '2026-11-30T21:37:28.954151Z', '2026-11-30T21:37:29.087931Z', 1, 0, '393670764064200f369f31f97d5720ad', '06013387ce3815ad29e45cb057a0e65e', 'school', 'network', '5b3d8d6c6613.relay', '', '', 'd241877b433dd86e2fc77f6c2ffb38b9', 'fde9c8d505733ce16abf12cfe86070fc', '5b3d8d6c661363d13ff1fe671ac049d705bb6eb89b6f819196f2a39a10dad0c8:fde9c8d505733ce16abf12cfe86070fc', '', '')

INSERT INTO "morango_transfersession" VALUES (1, '79d2ea243f7497ae74d95adfcfa767ba', 'f0d4024001e64b264a2f6dfd166b247a', 0, 0, 'school', '393670764064200f369f31f97d5720ad', 2, '2026-11-30T21:37:28.954319Z', '2026-11-30T21:37:29.087561Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (2, 'f9e7e67958f8460ec9c454dc1f9d382d', 'f0d4024001e64b264a2f6dfd166b247a', 0, 1, 'school', '393670764064200f369f31f97d5720ad', 2, '2026-11-30T21:37:29.087944Z', '2026-11-30T21:37:29.217823Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (3, 'fca0fc39d32a701cfc54e8095170285b', '34e3078c88b94cb3741a0f2ccf4f6946', 0, 0, 'school', '393670764064200f369f31f97d5720ad', 2, '2026-11-30T21:37:30.775947Z', '2026-11-30T21:37:30.821831Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (4, 'f33e77abc945a14f5d44fe17c7459521', '34e3078c88b94cb3741a0f2ccf4f6946', 0, 1, 'school', '393670764064200f369f31f97d5720ad', 2, '2026-11-30T21:37:30.821968Z', '2026-11-30T21:37:31.446151Z', 0, 5, 5, 2609, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (5, '8775bc0ee59f79e7f75ef3cf9982f8d9', '106d8eddaecd212e1caf760964972580', 0, 0, 'school', '393670764064200f369f31f97d5720ad', 2, '2026-11-30T21:37:33.034675Z', '2026-11-30T21:37:33.349735Z', 0, 2, 2, 0, 1177, '{}', '{}', 'cleanup', 'completed', NULL, 1, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (6, 'bb4961dddafbfdf874f4d5c5ddbd1b0f', '106d8eddaecd212e1caf760964972580', 0, 1, 'school', '393670764064200f369f31f97d5720ad', 2, '2026-11-30T21:37:33.350136Z', '2026-11-30T21:37:33.351480Z', 0, 1, 1, 962, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (7, '595553201d0801b19cdcd6fbc38ab3fe', '595553201d0801b19cdcd6fbc38ab3fe', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T21:37:33.888998Z', '2026-11-30T21:37:34.051123Z', 0, 3, 3, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 1, 0, '')

INSERT INTO "morango_transfersession" VALUES (8, '55555555555555555555555555555555', '55555555555555555555555555555555', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T21:37:34.051274Z', '9999-01-01T00:00:00.000000Z', 1, 2, 1, 0, 0, '{}', '{"super": {}, "sub": {}}', 'transferring', 'started', 1, 0, 0, 0, '')

INSERT INTO "topic" VALUES ('425eb5b939cb692d4029e7a3f4638750', '393670764064200f369f31f97d5720ad', 'top', NULL, '4ce8851d3c9ab6453b2d9aa2936c059b', '393670764064200f369f31f97d5720ad:shared')

INSERT INTO "topic" VALUES ('88058d2639d08acab8cb2461b52614d6', '393670764064200f369f31f97d5720ad', 'sub', '425eb5b939cb692d4029e7a3f4638750', '91e3f194e21f9f7a32d4a1d5d6822ee4', '393670764064200f369f31f97d5720ad:shared')

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

