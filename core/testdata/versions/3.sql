CREATE TABLE amora_acknowledged (
  relay TEXT NOT NULL,
  partition TEXT NOT NULL,
  instance_id TEXT NOT NULL,
  counter INTEGER NOT NULL,
  PRIMARY KEY (relay, partition, instance_id)
) WITHOUT ROWID

CREATE TABLE amora_applying (x INTEGER PRIMARY KEY)

CREATE TABLE amora_arrived (
  transfer_session_id TEXT PRIMARY KEY NOT NULL,
  room TEXT NOT NULL
) WITHOUT ROWID

CREATE TABLE amora_base (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  counters TEXT NOT NULL,
  serialized TEXT NOT NULL,
  conflicts TEXT NOT NULL,
  at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%S', 'now'))
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
  process TEXT NOT NULL,
  marks TEXT NOT NULL DEFAULT ''
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

CREATE TABLE amora_purgeable (
  id TEXT PRIMARY KEY NOT NULL,
  since TEXT NOT NULL
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
  marks TEXT NOT NULL DEFAULT '',
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

CREATE TABLE amora_unlinked (
  refers_to TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (refers_to, id)
) WITHOUT ROWID

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

INSERT INTO "amora_acknowledged" VALUES ('ee004e267ba3f3753a43cee4d43d2b0e3a2f78f9bae4a9fd5430b77ac043cce5:da9ed418faf1a6141766bb06d2a5b498', '7737b087a9792ed844f3f8b64a4937d7', 'c453b46687037f204949416e1533964e', 5)

INSERT INTO "amora_bundle" VALUES ('7737b087a9792ed844f3f8b64a4937d7', 2, '{"room":"7737b087a9792ed844f3f8b64a4937d7","sequence":2,"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"id_rules":{"topic":"given"},"relay_keys":["MIIBCgKCAQEAxH7Om1qHRQBVj9+m5FvE0lBfPYPGFnZAFWsktCn1S6HgsGLhXiTjY7H5g5E2pLVX0bw23Ny/Hq0v1vc14NA66iCR4bUtYAE0wwwyX86g3XEMWIx2rvRhEhjl2Q0rOdFm2j1xorG67U5c91prNbkLneNan7d4cKBSqLM0Rr3wrMf4SPzRxkppiCyzLRWqwpbhI6oGir1ASJFTiwLRJf7N2fLP3S3WXwps30Wn4tC+6LXobhX4ybvejkWe7YlOu2m3CBKQM3UVVWJVzTo4f5hl8Y0rAbTlnCzeSHKHYoU6yulCIv2B4NKBag3moZLgHMH1QY5FLs1K8OgNBhnD5KWRzQIDAQAB"],"revoked":[]}', 'f8BCva147utmvYcj1nQFHu3ZVRc2iVCF6yBJ1o3iubtj6nXG7W0NiXYHmajhRsh/36kWFYM0CnZwWhFqs3nliCbcCQOFJfwL9eQMhL5l3WS6EF1Sg5nng2FtFhbq2m1vK86Y4Vo2TqI9T14Pn2PggS+KZW6ic1D9Rm8ypWkl1Klev9XOFzcJpwG29f3i/RBfR8DQrKne2s50PY+K4LTHObPY5pkDRB5lSTeSkggDP43V4KySk6QnxItWY5wD9zAU9iO4FdGQOb23SX/4Eea+dYUlRraiVE9ki2gRZVTWGdHXpOb4V50zRewO/pJTjBSdk4C9w+WrUQ+wFb21cjTiKQ==')

INSERT INTO "amora_dirty_answer" VALUES ('309c4a4688eed061578ac949b798beec')

INSERT INTO "amora_issued" VALUES ('2e32f8097f4575987993c51f83590059', '', '2026-12-01T01:33:55.935422Z')

INSERT INTO "amora_known_relay" VALUES ('7737b087a9792ed844f3f8b64a4937d7', 'ee004e267ba3.relay:80', 'ee004e267ba3f3753a43cee4d43d2b0e3a2f78f9bae4a9fd5430b77ac043cce5')

INSERT INTO "amora_meta" VALUES ('schema', '{"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"models":[{"name":"topic","table":"topic","partition":"${dataset_id}:shared","source":null,"columns":{"dataset_id":"uuid","title":"text","parent_id":"uuid?"},"references":{"parent_id":"topic"}},{"name":"answer","table":"answer","partition":"${dataset_id}:user:${user_id}","source":"${question}","columns":{"dataset_id":"uuid","user_id":"uuid","question":"text","text":"text","score":"real?","topic_id":"uuid?"},"references":{"topic_id":"topic"}}]}')

INSERT INTO "amora_meta" VALUES ('triggers', '7a865ea3410c202f1181acd68e911c1b24b2876cea9158c6e2b2f8eb8102c398')

INSERT INTO "amora_meta" VALUES ('version', '3')

INSERT INTO "amora_note" VALUES (1, '7737b087a9792ed844f3f8b64a4937d7', '10e48841a07b12a8c956573dd1dcc429', '{"room":"7737b087a9792ed844f3f8b64a4937d7","certificate":"10e48841a07b12a8c956573dd1dcc429","label":"","at":"2026-12-01T01:33:54.405783Z","relay":"ee004e267ba3.relay:80"}', 'iwOcAVIeBMyQixYy97xHB4bfpg8WhcBACsl0ba8bNPz7Zcw7J7o+VnRU34IIuPySFdIIwF1HRILWgwg1r3VfgL6G3p0Xm9w+lw1jBOQ26tnQtpBuUqKY6CHY/OmMLBq5KeqVVBtU+Mr/K2T6aOxMAJ+9nKTnQwGDKpugHFFhMuNPYpj1rFtmWBzXsDRZIKsLyOPj1/57wtRChHYYwWTz3lyxfz3SLsuE69EMpmm40m9ga1OiEzynvtHlcTL6FKOgEtcVYSf/84Em8BVeFVKtVDEDoeA/fRJTPksVReah2MZgI+8K1vrA/fmy23AtdKNEjyn/9jGkifokmOUwJrtvlw==', '[{"id":"10e48841a07b12a8c956573dd1dcc429","parent":"7737b087a9792ed844f3f8b64a4937d7","profile":"school","scope_definition":"full","scope_version":1,"scope_params":"{\"dataset_id\": \"7737b087a9792ed844f3f8b64a4937d7\"}","public_key":"MIIBCgKCAQEAxH7Om1qHRQBVj9+m5FvE0lBfPYPGFnZAFWsktCn1S6HgsGLhXiTjY7H5g5E2pLVX0bw23Ny/Hq0v1vc14NA66iCR4bUtYAE0wwwyX86g3XEMWIx2rvRhEhjl2Q0rOdFm2j1xorG67U5c91prNbkLneNan7d4cKBSqLM0Rr3wrMf4SPzRxkppiCyzLRWqwpbhI6oGir1ASJFTiwLRJf7N2fLP3S3WXwps30Wn4tC+6LXobhX4ybvejkWe7YlOu2m3CBKQM3UVVWJVzTo4f5hl8Y0rAbTlnCzeSHKHYoU6yulCIv2B4NKBag3moZLgHMH1QY5FLs1K8OgNBhnD5KWRzQIDAQAB","serialized":"{\"id\": \"10e48841a07b12a8c956573dd1dcc429\", \"parent_id\": \"7737b087a9792ed844f3f8b64a4937d7\", \"profile\": \"school\", \"salt\": \"260f73245ae514b6a9903fdc9d94dc97\", \"scope_definition_id\": \"full\", \"scope_version\": 1, \"scope_params\": \"{\\\"dataset_id\\\": \\\"7737b087a9792ed844f3f8b64a4937d7\\\"}\", \"public_key_string\": \"MIIBCgKCAQEAxH7Om1qHRQBVj9+m5FvE0lBfPYPGFnZAFWsktCn1S6HgsGLhXiTjY7H5g5E2pLVX0bw23Ny/Hq0v1vc14NA66iCR4bUtYAE0wwwyX86g3XEMWIx2rvRhEhjl2Q0rOdFm2j1xorG67U5c91prNbkLneNan7d4cKBSqLM0Rr3wrMf4SPzRxkppiCyzLRWqwpbhI6oGir1ASJFTiwLRJf7N2fLP3S3WXwps30Wn4tC+6LXobhX4ybvejkWe7YlOu2m3CBKQM3UVVWJVzTo4f5hl8Y0rAbTlnCzeSHKHYoU6yulCIv2B4NKBag3moZLgHMH1QY5FLs1K8OgNBhnD5KWRzQIDAQAB\"}","signature":"a2xyaOeNLjaXQ58MwxhSSu9OqHGys0wovlUmNDKhIHRYPhn/jhmbQIQXosh55TZV7RQkMTpeAr6PLLb22I87wc+MrmbJiOQWG+Bg7YFLD9kZ/d0i5XiNrUa0+iJut9gt4SbVt2cHuPaopUE4R7NLQa678tDDUSXtdxgTFKWm5ZE0FO6LWGzqeLKktOBTcdfRtxcD/qlTfCXatvp3B8FfyuzCknfGjO4XrriEcSMKK04HUzNbP/MJc1bQ/WY5O9wUPIA5AvCtYAlUQJzHVLewIf8q4okZ5mlDoAxyTPJ62mrfcXLQT3HqhSQqdPuPg1nwt5f3cVW+xjBvGKQRudLpdg==","salt":"260f73245ae514b6a9903fdc9d94dc97"}]')

INSERT INTO "amora_note" VALUES (2, '7737b087a9792ed844f3f8b64a4937d7', '2e32f8097f4575987993c51f83590059', '{"room":"7737b087a9792ed844f3f8b64a4937d7","certificate":"2e32f8097f4575987993c51f83590059","label":"","at":"2026-12-01T01:33:55.935422Z","relay":""}', 'W0pjHGa4YV5RMoP/Mk6saiQwII8ynewwOmJju7Hz4fvHFyPjosrERkoue1X3H6+Wf89IHoPFsIOVx7okYdsAtFCNZ8/AsNJdodagK9bRlg16WqcWVaZJFgkKNrX/DxisiXfuC7mrvf6f30KdbeYRXg/uMl/vAKHnt7wRrBIjMxu/+7P4MLixwAGsSWTeVKH/8UZsNqhgSdcFetJWUgDWFbr0DK9XJIIm28naUt7+WGHszBAPSe98Lwih/UO5NUC/0hyqXS2b0KcZJ+izI6RabjFyoapCnmt8hH3j+ExDGZ/4/hjFCdQJbDeUZBj29OPAZl7JfUQFZevc3A0xafuMww==', '[{"id":"2e32f8097f4575987993c51f83590059","parent":"7737b087a9792ed844f3f8b64a4937d7","profile":"school","scope_definition":"full","scope_version":1,"scope_params":"{\"dataset_id\": \"7737b087a9792ed844f3f8b64a4937d7\"}","public_key":"MIIBCgKCAQEAyRIualOOFU3NaDc+q1afiXOapNAoKE+Z537U6AUrfLc/rvnNb9HnR6dHDxg0TuJ783GRwLkEaGxWPUumMF76EH36RljVFI5MlwvIsPpUtp6VTjMmgt5fJ+btJ25YP5/4z92ECvbdsXblvh/BUNWA4XIFxMCTjDh+VHUcnjF+oRucf81WAupv29iLp+ME+bRwMApitXl30PSVwRf5odFwu8aclICjjnFZMOYOxIfQPNcTXJD9KyT4Dj2U3koBop7OzVdc7JdNnCyDFMoDtFoGsVcpKfQRWv4hlllpG85oGtADAODZOL0NhhqQxQJatqanNWmWV+05TSb8v1vyHmHH8wIDAQAB","serialized":"{\"id\": \"2e32f8097f4575987993c51f83590059\", \"parent_id\": \"7737b087a9792ed844f3f8b64a4937d7\", \"profile\": \"school\", \"salt\": \"2aec47af6e06bd6e960bc92989655ef4\", \"scope_definition_id\": \"full\", \"scope_version\": 1, \"scope_params\": \"{\\\"dataset_id\\\": \\\"7737b087a9792ed844f3f8b64a4937d7\\\"}\", \"public_key_string\": \"MIIBCgKCAQEAyRIualOOFU3NaDc+q1afiXOapNAoKE+Z537U6AUrfLc/rvnNb9HnR6dHDxg0TuJ783GRwLkEaGxWPUumMF76EH36RljVFI5MlwvIsPpUtp6VTjMmgt5fJ+btJ25YP5/4z92ECvbdsXblvh/BUNWA4XIFxMCTjDh+VHUcnjF+oRucf81WAupv29iLp+ME+bRwMApitXl30PSVwRf5odFwu8aclICjjnFZMOYOxIfQPNcTXJD9KyT4Dj2U3koBop7OzVdc7JdNnCyDFMoDtFoGsVcpKfQRWv4hlllpG85oGtADAODZOL0NhhqQxQJatqanNWmWV+05TSb8v1vyHmHH8wIDAQAB\"}","signature":"aDZizVEEel6VKGYAT+vo4NqPSxxLchFlTo9GPQ424DFxKchtBjfkJPB6IvGLQasm2C7JN0Vun38LBDXSGeWLaVudU/hS5SCaq5XGzJNEOuiSJYRz8pChbjPJzoUyHZ/GV6TssKuqkqT5MS0MBOrEl2+jAVI0KMwSu9RTvTEe8lZD+OtJ0KdbipSM4DwaYbIqWzKaUeiCdBYROUPzWb+7PIdeXs/AJJifKhWRiHMYoPTQC2S62oaEQEHn8OydotBSqff07eEDu+GhTDRJYDAKlivrZpCcop8KzlVx/God+J7HrWk/rDpfcTuVi8CyC4bJpuLV3h9ZzO8KB5efHkQvrA==","salt":"2aec47af6e06bd6e960bc92989655ef4"}]')

INSERT INTO "amora_partitionmaxcounter" VALUES ('7737b087a9792ed844f3f8b64a4937d7:shared', 'c453b46687037f204949416e1533964e', 2)

INSERT INTO "amora_partitionmaxcounter" VALUES ('7737b087a9792ed844f3f8b64a4937d7:user:11111111111111111111111111111111', '562d369fb38f6c7b8dc284adfd9d5764', 4)

INSERT INTO "amora_partitionmaxcounter" VALUES ('7737b087a9792ed844f3f8b64a4937d7:user:11111111111111111111111111111111', 'c453b46687037f204949416e1533964e', 4)

INSERT INTO "amora_partitionmaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1)

INSERT INTO "amora_partitionmaxcounter" VALUES ('dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1)

INSERT INTO "amora_purgeable" VALUES ('6af152831a3b41278890801a1b228fc7', '2026-12-01T01:33:57')

INSERT INTO "amora_purgeable" VALUES ('bc78eb488092fe043d8417724902390d', '2026-12-01T01:33:57')

INSERT INTO "amora_pushed_certificate" VALUES ('10e48841a07b12a8c956573dd1dcc429', 'ee004e267ba3f3753a43cee4d43d2b0e3a2f78f9bae4a9fd5430b77ac043cce5', 'ee004e267ba3.relay:80', '2026-12-01T01:33:54.405783Z')

INSERT INTO "amora_quarantine" VALUES ('11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 'answer', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'bad_id', '595553201d0801b19cdcd6fbc38ab3fe', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"kept","dataset_id":"dddddddddddddddddddddddddddddddd","id":"ac2a3fd00b196f5d039e91878a5f7429","question":"kept","text":"x","user_id":"11111111111111111111111111111111"}')

INSERT INTO "amora_quota" VALUES ('', 340)

INSERT INTO "amora_recordmaxcounter" VALUES ('6af152831a3b41278890801a1b228fc7', 'c453b46687037f204949416e1533964e', 2)

INSERT INTO "amora_recordmaxcounter" VALUES ('bc78eb488092fe043d8417724902390d', '562d369fb38f6c7b8dc284adfd9d5764', 4)

INSERT INTO "amora_relay" VALUES ('7737b087a9792ed844f3f8b64a4937d7', 'ee004e267ba3f3753a43cee4d43d2b0e3a2f78f9bae4a9fd5430b77ac043cce5:da9ed418faf1a6141766bb06d2a5b498', 'c453b46687037f204949416e1533964e', 'a3611a50e0e86d8150a15f9deab06c8a', 2, '', 0, '{"sequence":6,"token":"a3611a50e0e86d8150a15f9deab06c8a","mark":"19d3dfe3","mac":"5730013eae797f63595defa01946eb2c14e1aec119243375aed912d7d9f3e18b"}', '810c457400000000a68a89610000000020602bc40000000131fd201600000001e87bd6350000000219d3dfe300000002', 0, 2, 2)

INSERT INTO "amora_room" VALUES (1, '7737b087a9792ed844f3f8b64a4937d7')

INSERT INTO "amora_seen" VALUES ('2e32f8097f4575987993c51f83590059', '7737b087a9792ed844f3f8b64a4937d7', '2026-12-01T01:33:56.605910Z')

INSERT INTO "amora_store_dirty" VALUES ('answer', '889577de70181c6c63192168974ec7cc')

INSERT INTO "amora_store_dirty" VALUES ('badge', '5e4814bb63e0ac90e40c57e9761c24a2')

INSERT INTO "amora_trust" VALUES (5)

INSERT INTO "amora_write_scope" VALUES ('7737b087a9792ed844f3f8b64a4937d7')

INSERT INTO "amora_write_scope" VALUES (CAST(x'0a' AS TEXT))

INSERT INTO "answer" VALUES ('309c4a4688eed061578ac949b798beec', '7737b087a9792ed844f3f8b64a4937d7', '11111111111111111111111111111111', '4', 'unsynced', NULL, NULL, '4', '7737b087a9792ed844f3f8b64a4937d7:user:11111111111111111111111111111111')

INSERT INTO "answer" VALUES ('bc78eb488092fe043d8417724902390d', '7737b087a9792ed844f3f8b64a4937d7', '11111111111111111111111111111111', '2', 'his', 0.5, '8885e6137109e10631bb44fb184754ad', '2', '7737b087a9792ed844f3f8b64a4937d7:user:11111111111111111111111111111111')

INSERT INTO "morango_buffer" VALUES (1, 8, 1, 'b7b869cd15ebc28f6bf8089d31ef2044', 'first half', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, NULL, NULL, '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"first half","dataset_id":"dddddddddddddddddddddddddddddddd","id":"b7b869cd15ebc28f6bf8089d31ef2044","question":"first half","text":"x","user_id":"11111111111111111111111111111111"}', '')

INSERT INTO "morango_certificate" VALUES ('10e48841a07b12a8c956573dd1dcc429', '7737b087a9792ed844f3f8b64a4937d7', 'school', '260f73245ae514b6a9903fdc9d94dc97', 'full', 1, '{"dataset_id": "7737b087a9792ed844f3f8b64a4937d7"}', 'MIIBCgKCAQEAxH7Om1qHRQBVj9+m5FvE0lBfPYPGFnZAFWsktCn1S6HgsGLhXiTjY7H5g5E2pLVX0bw23Ny/Hq0v1vc14NA66iCR4bUtYAE0wwwyX86g3XEMWIx2rvRhEhjl2Q0rOdFm2j1xorG67U5c91prNbkLneNan7d4cKBSqLM0Rr3wrMf4SPzRxkppiCyzLRWqwpbhI6oGir1ASJFTiwLRJf7N2fLP3S3WXwps30Wn4tC+6LXobhX4ybvejkWe7YlOu2m3CBKQM3UVVWJVzTo4f5hl8Y0rAbTlnCzeSHKHYoU6yulCIv2B4NKBag3moZLgHMH1QY5FLs1K8OgNBhnD5KWRzQIDAQAB', '{"id": "10e48841a07b12a8c956573dd1dcc429", "parent_id": "7737b087a9792ed844f3f8b64a4937d7", "profile": "school", "salt": "260f73245ae514b6a9903fdc9d94dc97", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"7737b087a9792ed844f3f8b64a4937d7\"}", "public_key_string": "MIIBCgKCAQEAxH7Om1qHRQBVj9+m5FvE0lBfPYPGFnZAFWsktCn1S6HgsGLhXiTjY7H5g5E2pLVX0bw23Ny/Hq0v1vc14NA66iCR4bUtYAE0wwwyX86g3XEMWIx2rvRhEhjl2Q0rOdFm2j1xorG67U5c91prNbkLneNan7d4cKBSqLM0Rr3wrMf4SPzRxkppiCyzLRWqwpbhI6oGir1ASJFTiwLRJf7N2fLP3S3WXwps30Wn4tC+6LXobhX4ybvejkWe7YlOu2m3CBKQM3UVVWJVzTo4f5hl8Y0rAbTlnCzeSHKHYoU6yulCIv2B4NKBag3moZLgHMH1QY5FLs1K8OgNBhnD5KWRzQIDAQAB"}', 'a2xyaOeNLjaXQ58MwxhSSu9OqHGys0wovlUmNDKhIHRYPhn/jhmbQIQXosh55TZV7RQkMTpeAr6PLLb22I87wc+MrmbJiOQWG+Bg7YFLD9kZ/d0i5XiNrUa0+iJut9gt4SbVt2cHuPaopUE4R7NLQa678tDDUSXtdxgTFKWm5ZE0FO6LWGzqeLKktOBTcdfRtxcD/qlTfCXatvp3B8FfyuzCknfGjO4XrriEcSMKK04HUzNbP/MJc1bQ/WY5O9wUPIA5AvCtYAlUQJzHVLewIf8q4okZ5mlDoAxyTPJ62mrfcXLQT3HqhSQqdPuPg1nwt5f3cVW+xjBvGKQRudLpdg==', NULL)

INSERT INTO "morango_certificate" VALUES ('2e32f8097f4575987993c51f83590059', '7737b087a9792ed844f3f8b64a4937d7', 'school', '2aec47af6e06bd6e960bc92989655ef4', 'full', 1, '{"dataset_id": "7737b087a9792ed844f3f8b64a4937d7"}', 'MIIBCgKCAQEAyRIualOOFU3NaDc+q1afiXOapNAoKE+Z537U6AUrfLc/rvnNb9HnR6dHDxg0TuJ783GRwLkEaGxWPUumMF76EH36RljVFI5MlwvIsPpUtp6VTjMmgt5fJ+btJ25YP5/4z92ECvbdsXblvh/BUNWA4XIFxMCTjDh+VHUcnjF+oRucf81WAupv29iLp+ME+bRwMApitXl30PSVwRf5odFwu8aclICjjnFZMOYOxIfQPNcTXJD9KyT4Dj2U3koBop7OzVdc7JdNnCyDFMoDtFoGsVcpKfQRWv4hlllpG85oGtADAODZOL0NhhqQxQJatqanNWmWV+05TSb8v1vyHmHH8wIDAQAB', '{"id": "2e32f8097f4575987993c51f83590059", "parent_id": "7737b087a9792ed844f3f8b64a4937d7", "profile": "school", "salt": "2aec47af6e06bd6e960bc92989655ef4", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"7737b087a9792ed844f3f8b64a4937d7\"}", "public_key_string": "MIIBCgKCAQEAyRIualOOFU3NaDc+q1afiXOapNAoKE+Z537U6AUrfLc/rvnNb9HnR6dHDxg0TuJ783GRwLkEaGxWPUumMF76EH36RljVFI5MlwvIsPpUtp6VTjMmgt5fJ+btJ25YP5/4z92ECvbdsXblvh/BUNWA4XIFxMCTjDh+VHUcnjF+oRucf81WAupv29iLp+ME+bRwMApitXl30PSVwRf5odFwu8aclICjjnFZMOYOxIfQPNcTXJD9KyT4Dj2U3koBop7OzVdc7JdNnCyDFMoDtFoGsVcpKfQRWv4hlllpG85oGtADAODZOL0NhhqQxQJatqanNWmWV+05TSb8v1vyHmHH8wIDAQAB"}', 'aDZizVEEel6VKGYAT+vo4NqPSxxLchFlTo9GPQ424DFxKchtBjfkJPB6IvGLQasm2C7JN0Vun38LBDXSGeWLaVudU/hS5SCaq5XGzJNEOuiSJYRz8pChbjPJzoUyHZ/GV6TssKuqkqT5MS0MBOrEl2+jAVI0KMwSu9RTvTEe8lZD+OtJ0KdbipSM4DwaYbIqWzKaUeiCdBYROUPzWb+7PIdeXs/AJJifKhWRiHMYoPTQC2S62oaEQEHn8OydotBSqff07eEDu+GhTDRJYDAKlivrZpCcop8KzlVx/God+J7HrWk/rDpfcTuVi8CyC4bJpuLV3h9ZzO8KB5efHkQvrA==', NULL)

INSERT INTO "morango_certificate" VALUES ('7737b087a9792ed844f3f8b64a4937d7', NULL, 'school', '', 'full', 1, '{"dataset_id": "7737b087a9792ed844f3f8b64a4937d7"}', 'MIIBCgKCAQEA2jH3ZScdjmGoppPca+cMVT9vqH8LqsOhgNGv+86KLV6NOm/RydHd0/T2sikYjac8ZWbZmrwwn45tjw9seadUuLy6AxRrHvmwtYmLyC4mpORYv9CTg4cQDffPVZNYLlsL4xYxsnb/5iK76i9OI1rw8yLHVTxB7b66ddvZXIqRWuJXMP6zoLFa6uAKETQEiJB/TS1nsisqhZmbsH7EdwFHz6IKV6cCFp/6rJfNRdXZS6EHHtmo9rNNmacEvcIJjj5rsSQP9WTZzHlG8vYH2vFDfOpzzLHNA198D7m3pnVNd7dleIZJZpi85sY+Cqh1yrOHX8F14nvTP4PU8uw6FXOHpQIDAQAB', '{"id": "7737b087a9792ed844f3f8b64a4937d7", "parent_id": null, "profile": "school", "salt": "", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"7737b087a9792ed844f3f8b64a4937d7\"}", "public_key_string": "MIIBCgKCAQEA2jH3ZScdjmGoppPca+cMVT9vqH8LqsOhgNGv+86KLV6NOm/RydHd0/T2sikYjac8ZWbZmrwwn45tjw9seadUuLy6AxRrHvmwtYmLyC4mpORYv9CTg4cQDffPVZNYLlsL4xYxsnb/5iK76i9OI1rw8yLHVTxB7b66ddvZXIqRWuJXMP6zoLFa6uAKETQEiJB/TS1nsisqhZmbsH7EdwFHz6IKV6cCFp/6rJfNRdXZS6EHHtmo9rNNmacEvcIJjj5rsSQP9WTZzHlG8vYH2vFDfOpzzLHNA198D7m3pnVNd7dleIZJZpi85sY+Cqh1yrOHX8F14nvTP4PU8uw6FXOHpQIDAQAB"}', 'Cn4iSLttCjvOgssPYP52AJ5j4HiN/a/BxeHV3cCNJvJl3sN4g2GJK5GsNYnU5hYduXLgR2kbQ/9Nn13r/drIIFbiOAdIYah02+ToP1F+gT+5s46qvSjBq9sprX6V9MLyIDaYbj0PAH3xKi0cZX2U+CvrqP9bUkEG+zNueUD1h/R71RVa0qSJ2D3cYGCas1Ki6iqOlT3kFPs4mXD0dATspIJ8oi+6hvYUDWFJPFBfzaXKus/mrTf9mIQ1QnUWwvN0hL292GACi/SNcbCf03r7taghq5NSVOrFT8NakLh2mlKeanp8bpw4mfd/lwRvddXCj8JQ2XN5affabre+BVeJRQ==', 'MIIEogIBAAKCAQEA2jH3ZScdjmGoppPca+cMVT9vqH8LqsOhgNGv+86KLV6NOm/RydHd0/T2sikYjac8ZWbZmrwwn45tjw9seadUuLy6AxRrHvmwtYmLyC4mpORYv9CTg4cQDffPVZNYLlsL4xYxsnb/5iK76i9OI1rw8yLHVTxB7b66ddvZXIqRWuJXMP6zoLFa6uAKETQEiJB/TS1nsisqhZmbsH7EdwFHz6IKV6cCFp/6rJfNRdXZS6EHHtmo9rNNmacEvcIJjj5rsSQP9WTZzHlG8vYH2vFDfOpzzLHNA198D7m3pnVNd7dleIZJZpi85sY+Cqh1yrOHX8F14nvTP4PU8uw6FXOHpQIDAQABAoIBAAFUEoyEG3L1d0BkYBAsHPAb7cMZ2ulUPZR6MlcXH9I85CE58w4GgBI9SI83HtYl8YEwihyeDrG5/ULEtkVbVnG1fHBuXGSY4pGIX9h9J3ETjtLEI1HGrbtYCeQcfInztfPQ+8Z5YP92sKwxU4l1kUf5qzsCnegjpCD5kK42jcH+4eQe0PsMhYR8OfcWKlNkQ7BPQkLAbADeWbZuBea557MxpVW90os4q/u6iUAAhrISNutSrJwBBcRCOl9sYMeRRAebHL+gA5UI18Ja87fzEgCFeCiatGEqsutPNuv1deMWFpxW29NhMt/hnrV2ivZv/DCo2tvMc0p+UErlOIDC9lUCgYEA/y75+rHXA6sSA6y2VYfR5d4EUGkxU2OFvfFhiidN7Hhy4BGJKWWfMrZ7hzMJwMzPmulGYyb8x87YrSmKOPPPL3km+ZB1VXuyBA5+e/7iJe8UxcApZfAR9FzqL4g2qlX9JeEADn+qs6Bg6VtgrBQLfcGDu8jBBkL1Egvlud2MczcCgYEA2uSxP8GeTudtftAyWfQs51d0by2XMMV1qKJpXcKsBpXW7RKv8vgVLlxvDeiYUdtERqbCJziH1SuxEJWpP6K/DXbGUt+iZDRGbmT5GlvfqvgJ2un5VdWolSq0b6A+vHHxnuqhtpQlsVLpH2DX4C6rfA01sftgRu1pr4UsGZK2QgMCgYAMCxaHK19/b9Jw0/TjAn74f0rq1JwcWGUWes7kq0g1MdYSFyHHD2G9Dfm0fscmD0R5BitpQIzLjUqSmZRJbdBIaEpbmuK+vxC+ukRj67qWmbr8Pj517ieaxcvTpHUYAujoob7T8FiJE7efK83bMTL9o2VpNmdNuVlBmcgkxnz7bwKBgGHgEEFp2dd+M7+YaGtAezOWL0HnKMtt/4Y/2M1L1o+7QDcRPAtwUkhAnIejkThIyuasefP/mvz+ZFX+FYeWxcbHbTZxOLOFjFigXaIjoodYEVAJfquatZ69UaD4DhVE/b0JPPXemFwJrqORMfXT6Gm3nmLO++W7Ep6g9W8Z4tTxAoGAWEMINqIHF4XA3N3ALw2st/C+V20TTI/h5tNrcS1r+TV74RfKbozUVNzbWZmEaZWMY3o20MM+Tya3ibCK2YA7JVaclc2Cag/vrfWUTxJU2nt56awexYA5lRd/LOiEpWnajEDuqf1ysk9/AY67j35wQw2clT+0MmevJVikN9z8hhE=')

INSERT INTO "morango_databaseidmodel" VALUES ('02b1c2b5ae7e3dee2f3fac6c77273e6f', 1, '2026-12-01T01:33:53.385266Z', '17d36007574b3d1f38722e77b18e915d')

INSERT INTO "morango_databasemaxcounter" VALUES ('7737b087a9792ed844f3f8b64a4937d7', '562d369fb38f6c7b8dc284adfd9d5764', 4)

INSERT INTO "morango_databasemaxcounter" VALUES ('7737b087a9792ed844f3f8b64a4937d7', 'c453b46687037f204949416e1533964e', 5)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'c453b46687037f204949416e1533964e', 7)

INSERT INTO "morango_deletedmodels" VALUES ('6c8a7c951022a2c0b326cb37a3c12c57', 'school')

INSERT INTO "morango_harddeletedmodels" VALUES ('6c8a7c951022a2c0b326cb37a3c12c57', 'school')

INSERT INTO "morango_instanceidmodel" VALUES ('17d36007574b3d1f38722e77b18e915d', '', '', '', '', '02b1c2b5ae7e3dee2f3fac6c77273e6f', '', '', 0, 0)

INSERT INTO "morango_instanceidmodel" VALUES ('c453b46687037f204949416e1533964e', '', '', '', '', '02b1c2b5ae7e3dee2f3fac6c77273e6f', '', '', 7, 1)

INSERT INTO "morango_nonce" VALUES ('01a22f3cb43cee6f55ce2cf343803df8', '2026-12-01T01:33:57.180000Z', '')

INSERT INTO "morango_scopedefinition" VALUES ('full', 1, 'school', 'dataset_id', 'Everything.', '', '', '${dataset_id}', '{}')

INSERT INTO "morango_scopedefinition" VALUES ('learner', 1, 'school', '', 'Own work.', '${dataset_id}:shared', '', '${dataset_id}:user:${user_id}', '{}')

INSERT INTO "morango_store" VALUES ('5e4814bb63e0ac90e40c57e9761c24a2', 'unknown', 'badge', 'school', 'dddddddddddddddddddddddddddddddd', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', '', '{"_morango_partition":"dddddddddddddddddddddddddddddddd","_morango_source_id":"unknown","dataset_id":"dddddddddddddddddddddddddddddddd","id":"5e4814bb63e0ac90e40c57e9761c24a2","of":"a newer build"}', '')

INSERT INTO "morango_store" VALUES ('6af152831a3b41278890801a1b228fc7', '3', 'answer', 'school', '7737b087a9792ed844f3f8b64a4937d7:user:11111111111111111111111111111111', '', '562d369fb38f6c7b8dc284adfd9d5764', 4, 1, 0, '6558cc4872e5a5c7e98380ad703d9277', '', '{"id":"6af152831a3b41278890801a1b228fc7","_morango_source_id":"3","_morango_partition":"7737b087a9792ed844f3f8b64a4937d7:user:11111111111111111111111111111111","dataset_id":"7737b087a9792ed844f3f8b64a4937d7","user_id":"11111111111111111111111111111111","question":"3","text":"it''s\n3","score":0.5,"topic_id":"8885e6137109e10631bb44fb184754ad"}', '')

INSERT INTO "morango_store" VALUES ('6c8a7c951022a2c0b326cb37a3c12c57', '1', 'answer', 'school', '7737b087a9792ed844f3f8b64a4937d7:user:11111111111111111111111111111111', '', 'c453b46687037f204949416e1533964e', 2, 0, 0, NULL, '', '{"id":"6c8a7c951022a2c0b326cb37a3c12c57","_morango_source_id":"1","_morango_partition":"7737b087a9792ed844f3f8b64a4937d7:user:11111111111111111111111111111111","dataset_id":"7737b087a9792ed844f3f8b64a4937d7","user_id":"11111111111111111111111111111111","question":"1","text":"it''s\n1","score":0.5,"topic_id":"8885e6137109e10631bb44fb184754ad"}', '')

INSERT INTO "morango_store" VALUES ('8885e6137109e10631bb44fb184754ad', '5a3795411a8cf6ec5046570e6be04443', 'topic', 'school', '7737b087a9792ed844f3f8b64a4937d7:shared', '', 'c453b46687037f204949416e1533964e', 2, 0, 0, NULL, '', '{"id":"8885e6137109e10631bb44fb184754ad","_morango_source_id":"5a3795411a8cf6ec5046570e6be04443","_morango_partition":"7737b087a9792ed844f3f8b64a4937d7:shared","dataset_id":"7737b087a9792ed844f3f8b64a4937d7","title":"top","parent_id":null}', '')

INSERT INTO "morango_store" VALUES ('889577de70181c6c63192168974ec7cc', 'waits', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', 'missing_reference: topic_id', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"waits","dataset_id":"dddddddddddddddddddddddddddddddd","id":"889577de70181c6c63192168974ec7cc","question":"waits","text":"x","user_id":"11111111111111111111111111111111","topic_id":"99999999999999999999999999999999"}', '')

INSERT INTO "morango_store" VALUES ('bc78eb488092fe043d8417724902390d', '2', 'answer', 'school', '7737b087a9792ed844f3f8b64a4937d7:user:11111111111111111111111111111111', '', 'c453b46687037f204949416e1533964e', 4, 0, 0, NULL, '', '{"id":"bc78eb488092fe043d8417724902390d","_morango_source_id":"2","_morango_partition":"7737b087a9792ed844f3f8b64a4937d7:user:11111111111111111111111111111111","dataset_id":"7737b087a9792ed844f3f8b64a4937d7","user_id":"11111111111111111111111111111111","question":"2","text":"his","score":0.5,"topic_id":"8885e6137109e10631bb44fb184754ad"}', CAST(x'7b226964223a226263373865623438383039326665303433643834313737323439303233393064222c225f6d6f72616e676f5f736f757263655f6964223a2232222c225f6d6f72616e676f5f706172746974696f6e223a2237373337623038376139373932656438343466336638623634613439333764373a757365723a3131313131313131313131313131313131313131313131313131313131313131222c22646174617365745f6964223a223737333762303837613937393265643834346633663862363461343933376437222c22757365725f6964223a223131313131313131313131313131313131313131313131313131313131313131222c227175657374696f6e223a2232222c2274657874223a2268657273222c2273636f7265223a302e352c22746f7069635f6964223a223838383565363133373130396531303633316262343466623138343735346164227d0a' AS TEXT))

INSERT INTO "morango_store" VALUES ('ffa0810ca9edb5cac52ff9bb39089441', 'b23e3b84ebc8ee481ea594f6170d804e', 'topic', 'school', '7737b087a9792ed844f3f8b64a4937d7:shared', '8885e6137109e10631bb44fb184754ad', 'c453b46687037f204949416e1533964e', 2, 0, 0, NULL, '', '{"id":"ffa0810ca9edb5cac52ff9bb39089441","_morango_source_id":"b23e3b84ebc8ee481ea594f6170d804e","_morango_partition":"7737b087a9792ed844f3f8b64a4937d7:shared","dataset_id":"7737b087a9792ed844f3f8b64a4937d7","title":"sub","parent_id":"8885e6137109e10631bb44fb184754ad"}', '')

INSERT INTO "morango_syncsession" VALUES ('11ccac72b778884b488e4a5daa3662ac', '2026-12-01T01:33:56.359881Z', '2026-12-01T01:33:56.378957Z', 1, 0, '7737b087a9792ed844f3f8b64a4937d7', '10e48841a07b12a8c956573dd1dcc429', 'school', 'network', 'ee004e267ba3.relay', '', '', 'c453b46687037f204949416e1533964e', 'da9ed418faf1a6141766bb06d2a5b498', 'ee004e267ba3f3753a43cee4d43d2b0e3a2f78f9bae4a9fd5430b77ac043cce5:da9ed418faf1a6141766bb06d2a5b498', '', '')

INSERT INTO "morango_syncsession" VALUES ('526aae567c576ec81d3447060be9cbfa', '2026-12-01T01:33:55.056371Z', '2026-12-01T01:33:55.150381Z', 1, 0, '7737b087a9792ed844f3f8b64a4937d7', '10e48841a07b12a8c956573dd1dcc429', 'school', 'network', 'ee004e267ba3.relay', '', '', 'c453b46687037f204949416e1533964e', 'da9ed418faf1a6141766bb06d2a5b498', 'ee004e267ba3f3753a43cee4d43d2b0e3a2f78f9bae4a9fd5430b77ac043cce5:da9ed418faf1a6141766bb06d2a5b498', '', '')

INSERT INTO "morango_syncsession" VALUES ('614926c61b0322ceb18ebd0749d0857a', '2026-12-01T01:33:57.078844Z', '2026-12-01T01:33:57.128265Z', 1, 0, '7737b087a9792ed844f3f8b64a4937d7', '10e48841a07b12a8c956573dd1dcc429', 'school', 'network', 'ee004e267ba3.relay', '', '', 'c453b46687037f204949416e1533964e', 'da9ed418faf1a6141766bb06d2a5b498', 'ee004e267ba3f3753a43cee4d43d2b0e3a2f78f9bae4a9fd5430b77ac043cce5:da9ed418faf1a6141766bb06d2a5b498', '', '')

INSERT INTO "morango_transfersession" VALUES (1, '730a8b1a8bdf7f2c3111425c68d24e53', '526aae567c576ec81d3447060be9cbfa', 0, 0, 'school', '7737b087a9792ed844f3f8b64a4937d7', 2, '2026-12-01T01:33:55.056595Z', '2026-12-01T01:33:55.149843Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (2, 'b25bcc531b76d6c1b342a1ed16fe6cfa', '526aae567c576ec81d3447060be9cbfa', 0, 1, 'school', '7737b087a9792ed844f3f8b64a4937d7', 2, '2026-12-01T01:33:55.150399Z', '2026-12-01T01:33:55.247080Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (3, '36088040f922932ca61c4ebbf2b2ec29', '11ccac72b778884b488e4a5daa3662ac', 0, 0, 'school', '7737b087a9792ed844f3f8b64a4937d7', 2, '2026-12-01T01:33:56.359985Z', '2026-12-01T01:33:56.360727Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (4, '6f995dd7317b08787f81583c61285feb', '11ccac72b778884b488e4a5daa3662ac', 0, 1, 'school', '7737b087a9792ed844f3f8b64a4937d7', 2, '2026-12-01T01:33:56.379020Z', '2026-12-01T01:33:56.552644Z', 0, 5, 5, 2609, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (5, '6558cc4872e5a5c7e98380ad703d9277', '614926c61b0322ceb18ebd0749d0857a', 0, 0, 'school', '7737b087a9792ed844f3f8b64a4937d7', 2, '2026-12-01T01:33:57.078961Z', '2026-12-01T01:33:57.127822Z', 0, 2, 2, 0, 1177, '{}', '{}', 'cleanup', 'completed', NULL, 1, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (6, '62b12c7fa664644c6a6ec39ca6ad790f', '614926c61b0322ceb18ebd0749d0857a', 0, 1, 'school', '7737b087a9792ed844f3f8b64a4937d7', 2, '2026-12-01T01:33:57.128287Z', '2026-12-01T01:33:57.134395Z', 0, 1, 1, 962, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (7, '595553201d0801b19cdcd6fbc38ab3fe', '595553201d0801b19cdcd6fbc38ab3fe', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-12-01T01:33:57.171747Z', '2026-12-01T01:33:57.180108Z', 0, 3, 3, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 1, 0, '')

INSERT INTO "morango_transfersession" VALUES (8, '55555555555555555555555555555555', '55555555555555555555555555555555', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-12-01T01:33:57.180255Z', '9999-01-01T00:00:00.000000Z', 1, 2, 1, 0, 0, '{}', '{"super": {}, "sub": {}}', 'transferring', 'started', 1, 0, 0, 0, '')

INSERT INTO "topic" VALUES ('8885e6137109e10631bb44fb184754ad', '7737b087a9792ed844f3f8b64a4937d7', 'top', NULL, '5a3795411a8cf6ec5046570e6be04443', '7737b087a9792ed844f3f8b64a4937d7:shared')

INSERT INTO "topic" VALUES ('ffa0810ca9edb5cac52ff9bb39089441', '7737b087a9792ed844f3f8b64a4937d7', 'sub', '8885e6137109e10631bb44fb184754ad', 'b23e3b84ebc8ee481ea594f6170d804e', '7737b087a9792ed844f3f8b64a4937d7:shared')

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
 INSERT INTO amora_store_dirty (model_name, id) SELECT s.model_name, s.id FROM amora_unlinked u CROSS JOIN morango_store s ON s.id = u.id WHERE s.deleted = 0 AND u.refers_to = NEW.id ON CONFLICT DO NOTHING;
 DELETE FROM amora_unlinked WHERE refers_to = NEW.id;
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
 INSERT INTO amora_store_dirty (model_name, id) SELECT s.model_name, s.id FROM amora_unlinked u CROSS JOIN morango_store s ON s.id = u.id WHERE s.deleted = 0 AND u.refers_to = NEW.id ON CONFLICT DO NOTHING;
 DELETE FROM amora_unlinked WHERE refers_to = NEW.id;
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

CREATE TRIGGER amora_purgeable_changed AFTER UPDATE OF deleted, serialized, conflicting_serialized_data ON morango_store
WHEN (NEW.deleted = 1 AND NEW.serialized <> '{}' OR NEW.conflicting_serialized_data <> '')
 AND (NEW.deleted <> OLD.deleted OR NEW.conflicting_serialized_data <> OLD.conflicting_serialized_data
  OR NEW.deleted = 1 AND OLD.serialized = '{}') BEGIN
  INSERT INTO amora_purgeable VALUES (NEW.id, strftime('%Y-%m-%dT%H:%M:%S', 'now'))
    ON CONFLICT (id) DO UPDATE SET since = excluded.since;
END

CREATE TRIGGER amora_purgeable_left AFTER DELETE ON morango_store BEGIN
  DELETE FROM amora_purgeable WHERE id = OLD.id;
END

CREATE TRIGGER amora_purgeable_new AFTER INSERT ON morango_store
WHEN NEW.deleted = 1 AND NEW.serialized <> '{}' OR NEW.conflicting_serialized_data <> '' BEGIN
  INSERT INTO amora_purgeable VALUES (NEW.id, strftime('%Y-%m-%dT%H:%M:%S', 'now'))
    ON CONFLICT (id) DO UPDATE SET since = excluded.since;
END

CREATE TRIGGER amora_purgeable_over AFTER UPDATE OF deleted, serialized, conflicting_serialized_data ON morango_store
WHEN (OLD.deleted = 1 OR OLD.conflicting_serialized_data <> '') AND NEW.conflicting_serialized_data = ''
 AND (NEW.deleted = 0 OR NEW.serialized = '{}') BEGIN
  DELETE FROM amora_purgeable WHERE id = NEW.id;
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

CREATE TRIGGER amora_store_emptied AFTER UPDATE OF serialized ON morango_store
WHEN NEW.deleted = 1 AND NEW.serialized = '{}' BEGIN
  DELETE FROM amora_base WHERE id = NEW.id;
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
 INSERT INTO amora_store_dirty (model_name, id) SELECT s.model_name, s.id FROM amora_unlinked u CROSS JOIN morango_store s ON s.id = u.id WHERE s.deleted = 0 AND u.refers_to = NEW.id ON CONFLICT DO NOTHING;
 DELETE FROM amora_unlinked WHERE refers_to = NEW.id;
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
 INSERT INTO amora_store_dirty (model_name, id) SELECT s.model_name, s.id FROM amora_unlinked u CROSS JOIN morango_store s ON s.id = u.id WHERE s.deleted = 0 AND u.refers_to = NEW.id ON CONFLICT DO NOTHING;
 DELETE FROM amora_unlinked WHERE refers_to = NEW.id;
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

