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

INSERT INTO "amora_acknowledged" VALUES ('0a7a9463125725f99582deb08ca268cd63d4e242f29668b8eb4c85a1b5cb0f67:e0587f99e95dff02796258f968da763e', '1bf75582b66cd86d14bad0de22a67105', '0f2e16f0829335fe07e6ee7ba8b19672', 5)

INSERT INTO "amora_bundle" VALUES ('1bf75582b66cd86d14bad0de22a67105', 2, '{"room":"1bf75582b66cd86d14bad0de22a67105","sequence":2,"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"id_rules":{"topic":"given"},"relay_keys":["MIIBCgKCAQEAq4wWWDIBmmu+tBfD2C+vI0S5B+O8yUw3mh1OXXk1moQzUM0Q38zkgYvbBEQzs86bGju9KXEYJdxpw3RhftTU6Ppz56e0xTdNcxLmvSmYj68fO2FKNSZboQz7VHG0dGZf0yNvFaddSc/Pgh06sVxW4Y3Z+Fr6ScbTLBNFmaf7zozus+9wNJIt3AZdjTwf4b8cOw3zry7iIU22A4m6w3S5+8lthWosmmj/sdBWN9ENfVxRAimuH1CA8HvgstFmlrNd+DIwiJC13u2d+oDISgQyewB9PHdc7PPEvSRdRiL4xWabtEs3kvJ9heuCjvuYvNReRmAU7DCbdOfuUsFTPlbAhQIDAQAB"],"revoked":[]}', 'MlQH9ZXq+nG8crbOAk10YtTHNeQh+9rfJAxqqwzEkGYUt8G34s7qrEhOR4xhPdBVs4me3dqwqf7eaaah2Lf6Tq8QbyNe7Ae9nTTXFDsFau04jEzttzJzP+pubDXVLt98WszJ+kbGVjjVy13oqdYeXcqjooQygBqdMeocLtWzVEFubXIDkZKGYxn41+Xz2QK4VjUm2ztRTsUsfHtbV3Pyot/y3TFOCv2cQOEORD4lQgHahm31F4UqDCJps0zx2wzS/NQOgWG017X9S5h1SfLbqK/FEt9G9N7KH9eNywUX0ekzxjEwDDO4i73h/tw6YBFmh74xYsQEmWUGXv3SLR0xjQ==')

INSERT INTO "amora_dirty_answer" VALUES ('cffdcf57c7bc03d6332e4544b2653ff4')

INSERT INTO "amora_issued" VALUES ('b17eed8cd8bc8ea0ead75d5a773fe3e0', '', '2026-11-30T22:14:29.795297Z')

INSERT INTO "amora_known_relay" VALUES ('1bf75582b66cd86d14bad0de22a67105', '0a7a94631257.relay:80', '0a7a9463125725f99582deb08ca268cd63d4e242f29668b8eb4c85a1b5cb0f67')

INSERT INTO "amora_meta" VALUES ('schema', '{"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"models":[{"name":"topic","table":"topic","partition":"${dataset_id}:shared","source":null,"columns":{"dataset_id":"uuid","title":"text","parent_id":"uuid?"},"references":{"parent_id":"topic"}},{"name":"answer","table":"answer","partition":"${dataset_id}:user:${user_id}","source":"${question}","columns":{"dataset_id":"uuid","user_id":"uuid","question":"text","text":"text","score":"real?","topic_id":"uuid?"},"references":{"topic_id":"topic"}}]}')

INSERT INTO "amora_meta" VALUES ('triggers', '7a865ea3410c202f1181acd68e911c1b24b2876cea9158c6e2b2f8eb8102c398')

INSERT INTO "amora_meta" VALUES ('version', '3')

INSERT INTO "amora_note" VALUES (1, '1bf75582b66cd86d14bad0de22a67105', 'a3e4c2cc3ce0a1c028d8d73e9dc4d57c', '{"room":"1bf75582b66cd86d14bad0de22a67105","certificate":"a3e4c2cc3ce0a1c028d8d73e9dc4d57c","label":"","at":"2026-11-30T22:14:29.492329Z","relay":"0a7a94631257.relay:80"}', 'N0RdmoJNopWtdFNRstNrNnFIeHgSJhsveu9bxuDqzNXlKdgVmaey7WHC/VArVnmkxs6tPSE+zBjlrxp4Hb09xMOnzeJ1IuUnUXRZ6XNMlouvoSAAPRqFgiS4yD4RhXfc5hbmpFF8Yqf5KcMqXT1IK37+ojn3PnkCuxdkUdYn0zKF6siu8m+FareAVw7UQbVGzCx6clb4OVo+Y8AOnCgyyN2hc+ufmnQhBpLlWHr14t+7vauYwQtrdXbmFg+XW4PwebbFOu/vUOhQ5z/TTRR00cFx4OGU9yHn0/sjEYQOZ/ejkzyqV+rUG2pvRcW9T/qFVTwNuoan6WUBwkh75Xx6pw==', '[{"id":"a3e4c2cc3ce0a1c028d8d73e9dc4d57c","parent":"1bf75582b66cd86d14bad0de22a67105","profile":"school","scope_definition":"full","scope_version":1,"scope_params":"{\"dataset_id\": \"1bf75582b66cd86d14bad0de22a67105\"}","public_key":"MIIBCgKCAQEAq4wWWDIBmmu+tBfD2C+vI0S5B+O8yUw3mh1OXXk1moQzUM0Q38zkgYvbBEQzs86bGju9KXEYJdxpw3RhftTU6Ppz56e0xTdNcxLmvSmYj68fO2FKNSZboQz7VHG0dGZf0yNvFaddSc/Pgh06sVxW4Y3Z+Fr6ScbTLBNFmaf7zozus+9wNJIt3AZdjTwf4b8cOw3zry7iIU22A4m6w3S5+8lthWosmmj/sdBWN9ENfVxRAimuH1CA8HvgstFmlrNd+DIwiJC13u2d+oDISgQyewB9PHdc7PPEvSRdRiL4xWabtEs3kvJ9heuCjvuYvNReRmAU7DCbdOfuUsFTPlbAhQIDAQAB","serialized":"{\"id\": \"a3e4c2cc3ce0a1c028d8d73e9dc4d57c\", \"parent_id\": \"1bf75582b66cd86d14bad0de22a67105\", \"profile\": \"school\", \"salt\": \"b6e7e19e6b9841beb01b1846dda003ac\", \"scope_definition_id\": \"full\", \"scope_version\": 1, \"scope_params\": \"{\\\"dataset_id\\\": \\\"1bf75582b66cd86d14bad0de22a67105\\\"}\", \"public_key_string\": \"MIIBCgKCAQEAq4wWWDIBmmu+tBfD2C+vI0S5B+O8yUw3mh1OXXk1moQzUM0Q38zkgYvbBEQzs86bGju9KXEYJdxpw3RhftTU6Ppz56e0xTdNcxLmvSmYj68fO2FKNSZboQz7VHG0dGZf0yNvFaddSc/Pgh06sVxW4Y3Z+Fr6ScbTLBNFmaf7zozus+9wNJIt3AZdjTwf4b8cOw3zry7iIU22A4m6w3S5+8lthWosmmj/sdBWN9ENfVxRAimuH1CA8HvgstFmlrNd+DIwiJC13u2d+oDISgQyewB9PHdc7PPEvSRdRiL4xWabtEs3kvJ9heuCjvuYvNReRmAU7DCbdOfuUsFTPlbAhQIDAQAB\"}","signature":"kgR7qef39MwOB8Ed6oWcZ8pmipfl1rzTaYUgg6j4q+opAO2p9pUjnxpnzR59I9R+v7/EQYiMxHJbontWg1UmtET8HNZiHXUGtJDMOd8Do93Z8AxeXaa6WKykw8wRgg/lDB66fC27bWM1c/QicrHlawzaoMfeCK5tXZP0eWx0E0+jQIA+dtp1luPg7jc205mRRweneb8toBpz1X8XWU2NHDaaisnOp4gkn0kq/sKBSvfiQH/IrxZuFOav4uqfbm/ek8gb2Nr3kuGiu5izzY60TYyymZqRMLOELlurONQfHR26puisrWHb/FtUuJgCC6QUM8u+z5Hq6JeppWLK9aFeWg==","salt":"b6e7e19e6b9841beb01b1846dda003ac"}]')

INSERT INTO "amora_note" VALUES (2, '1bf75582b66cd86d14bad0de22a67105', 'b17eed8cd8bc8ea0ead75d5a773fe3e0', '{"room":"1bf75582b66cd86d14bad0de22a67105","certificate":"b17eed8cd8bc8ea0ead75d5a773fe3e0","label":"","at":"2026-11-30T22:14:29.795297Z","relay":""}', 'IohM04yJWra3oSmm2sGpxz9X3Rv4Gvol9rqLd3Tn9rfcX2afHOv+T79nQmcQS0exS+TWVUwb6ZXWh6spP7kG+Zo/7K59q0M5YjLLSrM1lGD7pssiV7Ni8hIbZAPUzQkgEu+Cd6Fr6Sj7oHjm5+nSftmUpHnOWXwUGCYywxYadV8ULSRhpk7RQUL+fAi2QJkjrUHhqx8bxL9ixaJg1ST0q18pSrilSn7R8jTx0ZROnVCJYqUQlfaKQuSOZ79/iqbo2NCke8LTE/w4oxcwh2IYMDcaV9AMKQxoGydQj9zrP8zPU8MxdskvXz0Aw7n+37QKTTkZIVAS4oagce8ssXYCQA==', '[{"id":"b17eed8cd8bc8ea0ead75d5a773fe3e0","parent":"1bf75582b66cd86d14bad0de22a67105","profile":"school","scope_definition":"full","scope_version":1,"scope_params":"{\"dataset_id\": \"1bf75582b66cd86d14bad0de22a67105\"}","public_key":"MIIBCgKCAQEAzoNUYaGRNMqelK774QhoHPhO/wUPEOSwZzigIgs1HiBxoMiJiOLpWp7hNCYUDSE9f7pg88Lx9AZA2d8Kl7Tcgpf17GtzaLUhXcvg4iEEpN5NageyieRkBkmzxy14ncWWnvo9rdCfbZWkcSxHSyCJvUAgfP5JrDJxn6a79lhXJAmDXmb+7A6QKvaQmzmWkgFXyH4P/6HlHthxt2KWrUQncboJL09a8DOtdmD4Q1HAUXzKi3podSQttQCPuD2O0uSYxDs8N8eo2whqD+8v2adlPTACugigGQ6dzv32Q7DAYsEQMFZ6+UMrsF7Nk/YeNa+mArcyn/fjwdo2Zi5dblUYbQIDAQAB","serialized":"{\"id\": \"b17eed8cd8bc8ea0ead75d5a773fe3e0\", \"parent_id\": \"1bf75582b66cd86d14bad0de22a67105\", \"profile\": \"school\", \"salt\": \"5329d02d64bce346893852344b565bb1\", \"scope_definition_id\": \"full\", \"scope_version\": 1, \"scope_params\": \"{\\\"dataset_id\\\": \\\"1bf75582b66cd86d14bad0de22a67105\\\"}\", \"public_key_string\": \"MIIBCgKCAQEAzoNUYaGRNMqelK774QhoHPhO/wUPEOSwZzigIgs1HiBxoMiJiOLpWp7hNCYUDSE9f7pg88Lx9AZA2d8Kl7Tcgpf17GtzaLUhXcvg4iEEpN5NageyieRkBkmzxy14ncWWnvo9rdCfbZWkcSxHSyCJvUAgfP5JrDJxn6a79lhXJAmDXmb+7A6QKvaQmzmWkgFXyH4P/6HlHthxt2KWrUQncboJL09a8DOtdmD4Q1HAUXzKi3podSQttQCPuD2O0uSYxDs8N8eo2whqD+8v2adlPTACugigGQ6dzv32Q7DAYsEQMFZ6+UMrsF7Nk/YeNa+mArcyn/fjwdo2Zi5dblUYbQIDAQAB\"}","signature":"k0Zdqe7Am6kBlfe33dvtmFWYy1mZSOpZOs5bLN/Ydman1BgF2v6syXckGxXeWc6sbVXqlGTC+6WOq56+6k3xNlvSEuSO7O4VXp5aCJ5gBsra9N94VIGyqmph2Yze4rvSc1Cmjaz9RKTZ0lzlzndjjU//ajvyeHZBhXwDl0vaJe1AZkOMkL0c9W07cxF8utZoxV4gelIkhVRTTXBLLsGxjPsk0XKJKdI4Slkzwojqopxpgams/f7P1f6sdS5jd0ceaSrd2/xUq8bI9ksmMJRzY5NnIrIbPdz449T4Yw18UIp67jCWIoq+YZk/Qw+jSZvzm7MRs/ObhmNErKFuCXeEKQ==","salt":"5329d02d64bce346893852344b565bb1"}]')

INSERT INTO "amora_partitionmaxcounter" VALUES ('1bf75582b66cd86d14bad0de22a67105:shared', '0f2e16f0829335fe07e6ee7ba8b19672', 2)

INSERT INTO "amora_partitionmaxcounter" VALUES ('1bf75582b66cd86d14bad0de22a67105:user:11111111111111111111111111111111', '0f2e16f0829335fe07e6ee7ba8b19672', 4)

INSERT INTO "amora_partitionmaxcounter" VALUES ('1bf75582b66cd86d14bad0de22a67105:user:11111111111111111111111111111111', 'c31e307efcabe54f47e9c0a9c1218b1a', 4)

INSERT INTO "amora_partitionmaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1)

INSERT INTO "amora_partitionmaxcounter" VALUES ('dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1)

INSERT INTO "amora_purgeable" VALUES ('18c5d9b710c7fb3fad124fa9a402ac55', '2026-11-30T22:14:30')

INSERT INTO "amora_purgeable" VALUES ('86bc690b5550bf76cf96305ff0c76027', '2026-11-30T22:14:30')

INSERT INTO "amora_pushed_certificate" VALUES ('a3e4c2cc3ce0a1c028d8d73e9dc4d57c', '0a7a9463125725f99582deb08ca268cd63d4e242f29668b8eb4c85a1b5cb0f67', '0a7a94631257.relay:80', '2026-11-30T22:14:29.492329Z')

INSERT INTO "amora_quarantine" VALUES ('11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 'answer', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'bad_id', '595553201d0801b19cdcd6fbc38ab3fe', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"kept","dataset_id":"dddddddddddddddddddddddddddddddd","id":"ac2a3fd00b196f5d039e91878a5f7429","question":"kept","text":"x","user_id":"11111111111111111111111111111111"}')

INSERT INTO "amora_quota" VALUES ('', 340)

INSERT INTO "amora_recordmaxcounter" VALUES ('18c5d9b710c7fb3fad124fa9a402ac55', '0f2e16f0829335fe07e6ee7ba8b19672', 2)

INSERT INTO "amora_recordmaxcounter" VALUES ('86bc690b5550bf76cf96305ff0c76027', 'c31e307efcabe54f47e9c0a9c1218b1a', 4)

INSERT INTO "amora_relay" VALUES ('1bf75582b66cd86d14bad0de22a67105', '0a7a9463125725f99582deb08ca268cd63d4e242f29668b8eb4c85a1b5cb0f67:e0587f99e95dff02796258f968da763e', '0f2e16f0829335fe07e6ee7ba8b19672', '006d45b07dd43824c152146a01ed9285', 2, '', 0, '{"sequence":6,"token":"006d45b07dd43824c152146a01ed9285","mark":"e0a51a11","mac":"955368b54a27c4f1ce03b5891098bdcc3d0ff652e0de2f5dbc49ffb9fcde8c1a"}', '80014ee8000000000e688ebf000000003957af910000000181a7bf1a000000015b45e1ba00000002e0a51a1100000002', 0, 2, 2)

INSERT INTO "amora_room" VALUES (1, '1bf75582b66cd86d14bad0de22a67105')

INSERT INTO "amora_seen" VALUES ('b17eed8cd8bc8ea0ead75d5a773fe3e0', '1bf75582b66cd86d14bad0de22a67105', '2026-11-30T22:14:29.881660Z')

INSERT INTO "amora_store_dirty" VALUES ('answer', '889577de70181c6c63192168974ec7cc')

INSERT INTO "amora_store_dirty" VALUES ('badge', '5e4814bb63e0ac90e40c57e9761c24a2')

INSERT INTO "amora_trust" VALUES (5)

INSERT INTO "amora_write_scope" VALUES ('1bf75582b66cd86d14bad0de22a67105')

INSERT INTO "amora_write_scope" VALUES (CAST(x'0a' AS TEXT))

INSERT INTO "answer" VALUES ('86bc690b5550bf76cf96305ff0c76027', '1bf75582b66cd86d14bad0de22a67105', '11111111111111111111111111111111', '2', 'his', 0.5, '578a7800f5598e564fed7904d44ac752', '2', '1bf75582b66cd86d14bad0de22a67105:user:11111111111111111111111111111111')

INSERT INTO "answer" VALUES ('cffdcf57c7bc03d6332e4544b2653ff4', '1bf75582b66cd86d14bad0de22a67105', '11111111111111111111111111111111', '4', 'unsynced', NULL, NULL, '4', '1bf75582b66cd86d14bad0de22a67105:user:11111111111111111111111111111111')

INSERT INTO "morango_buffer" VALUES (1, 8, 1, 'b7b869cd15ebc28f6bf8089d31ef2044', 'first half', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, NULL, NULL, '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"first half","dataset_id":"dddddddddddddddddddddddddddddddd","id":"b7b869cd15ebc28f6bf8089d31ef2044","question":"first half","text":"x","user_id":"11111111111111111111111111111111"}', '')

INSERT INTO "morango_certificate" VALUES ('1bf75582b66cd86d14bad0de22a67105', NULL, 'school', '', 'full', 1, '{"dataset_id": "1bf75582b66cd86d14bad0de22a67105"}', 'MIIBCgKCAQEAz+69M57zhmgQ/WVjn5yYnB2ctGHQscxwLsx4WxW7K1o/IyVebDluFSaM3YMG/fF3OXU4cWm/v6vZYimtYI7Y7j/u2CbEVoKN5TnvAScJs1ytJMU4b3GNs23PM/RDVv2xTYNK7nBO5oN8MlnyQ15qA71bJl8fQwkIurLhfbfC7mqEYQCO7D+EaqAv8CJPxrS9iCS2IRZ+zt7/X+JiwycU7vAT1cdhv1U+m5Po+M95Lf28gYC4DMZlw10rT6VRKbLOWYnrnKzNo+sgoKDta2i8Qt/WKchmUHwZ2KiVrx59zwCy8NwNuqV3+NMfsMa2TW4DHdYRpWBgVnvBK5rMh8ZHUwIDAQAB', '{"id": "1bf75582b66cd86d14bad0de22a67105", "parent_id": null, "profile": "school", "salt": "", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"1bf75582b66cd86d14bad0de22a67105\"}", "public_key_string": "MIIBCgKCAQEAz+69M57zhmgQ/WVjn5yYnB2ctGHQscxwLsx4WxW7K1o/IyVebDluFSaM3YMG/fF3OXU4cWm/v6vZYimtYI7Y7j/u2CbEVoKN5TnvAScJs1ytJMU4b3GNs23PM/RDVv2xTYNK7nBO5oN8MlnyQ15qA71bJl8fQwkIurLhfbfC7mqEYQCO7D+EaqAv8CJPxrS9iCS2IRZ+zt7/X+JiwycU7vAT1cdhv1U+m5Po+M95Lf28gYC4DMZlw10rT6VRKbLOWYnrnKzNo+sgoKDta2i8Qt/WKchmUHwZ2KiVrx59zwCy8NwNuqV3+NMfsMa2TW4DHdYRpWBgVnvBK5rMh8ZHUwIDAQAB"}', 'Vme4B08FdcznH6CQXCtzOEgjhFq+mO33Cu0gGfCjzrG96Jz5KdzZ1Tf5ipQqywVBmiQJ88KdgJHYi5dTwJbzQO2SpNrAeeE+CEJ/HbKCR+Oq13HN0dRXqTu+y0/sY5K1qmWwVQHX6kRUX2nJCdjNLaf7EtTI/502XXtN/JDcisG4LigbapeOxqRS/878VCzDdIDQpBWo9F/mu9KTlNAwZmXoaBrvW+HrgmuxfkoXxLB6MEP6eEHKdFihviZEp6lTcQFN3mO5bJFnskryYKw6ub2/9qzlDQ20b1AqaIjStHqhUPTjbJURngd9KswXGvgwXHdPL2Rzbi3vAkjSrurYRQ==', 'MIIEpAIBAAKCAQEAz+69M57zhmgQ/WVjn5yYnB2ctGHQscxwLsx4WxW7K1o/IyVebDluFSaM3YMG/fF3OXU4cWm/v6vZYimtYI7Y7j/u2CbEVoKN5TnvAScJs1ytJMU4b3GNs23PM/RDVv2xTYNK7nBO5oN8MlnyQ15qA71bJl8fQwkIurLhfbfC7mqEYQCO7D+EaqAv8CJPxrS9iCS2IRZ+zt7/X+JiwycU7vAT1cdhv1U+m5Po+M95Lf28gYC4DMZlw10rT6VRKbLOWYnrnKzNo+sgoKDta2i8Qt/WKchmUHwZ2KiVrx59zwCy8NwNuqV3+NMfsMa2TW4DHdYRpWBgVnvBK5rMh8ZHUwIDAQABAoIBAAnsoysrkwP/Q5BUnoSnvMD2yNvzLzrNPy18pOH0D5LqI8lRp0gTFaX8yQxpjJPiSoZ7ic4f9f73/NAqnRPWvZPhiUzXzNc0NAGU2kt7yYK+EaWHpEHtcY3218TrC6vDQAsrERCAW8O00uC0WlPM1dKH3yndsGhKrhf7IbgWZT9r0ADi+xhdmVxMOryxYBmsXTaFO7C4/Hd6wPx7UnDbwb2PvCYkv2c4/EEIB+jIG+TOpSi37EsZrLLHodErNz21b37zwTvq8DrblltYrlec7krRrVhi54KC6GK2YRaYos4hhRFELedZX0D2zmqSSAxxn+U0rVe2mI2qdgCsdLYBJcECgYEA1q5aY9+B+a5TpOW6XTME000jCQepLZJsg/2PV7Bdnxx7te+mRTN2wp3MpuG9Q9n0p5FxcVmJC9FxEeJ+OhivQ7uCtXKigy0dYZe8vqyvQAbqdhSdv2iAFlOcG/pyvN6qLfxQt6n8E/qBaVcsnhsRMaPXShz7wwvdKO6977S+D28CgYEA9/PgxKNFlbXy7IUos3kh7ew9E2ecsCJSXKycdhtyKxMm9+844fNI68kMlSys/zzpfmbODC5+10n046w/77T3/C51MPQCv9dkPCz69cJik9M0N1IJROhw+T0hHaLaH/nOEs3QJqK534vmYxYbhFTtKKbMKBLfrp7VSrkPfa/aFF0CgYBPcV3Jr6AtgTE6yDha3NJgTx8z7D3Su2ikv2QYEw/SHXw6K2DgItdD1Zkx+D9NqI48pDnStEtesDajY6lKXnAdJHqOIsm4uS0yPDCAbu67RtPktmRZvJYJrQ8L23YyJkPbmI9WJ/U8f2r8TGIab/HA6Nx2dJtF5lIFH7PxzHS4yQKBgQDwobu22gVD/6pbo/cWBi7JagTz+g/0V7q6ucG2VXh9GT8uSvlXPvW77gfKFetmYUTxKPA6njz2zo1dDuOVzHkGQkf1VDn+2Bgs1jJPo3BrqgL41SKtvy80kwC6dDtf4Nz/HsItXKsqqejSrLfTu1/Vndpv4bE3FGpG9EZ2Yd0w+QKBgQCmkBtiToGKcL7YzOsyllirpf5/d1Eu+3cdVcCrsDJg1E7NldAzbOhyZ1AjKkOMaHlj06jWXastdQdhqc7Wyja7MkB+vJiPePnXyvQGPgZIpI+c3Sx3LBSC4ciAM0DgPZimJwkn9wNfuy/yV4tWFbWy4uQIYLvL9xa25002zkd3tA==')

INSERT INTO "morango_certificate" VALUES ('a3e4c2cc3ce0a1c028d8d73e9dc4d57c', '1bf75582b66cd86d14bad0de22a67105', 'school', 'b6e7e19e6b9841beb01b1846dda003ac', 'full', 1, '{"dataset_id": "1bf75582b66cd86d14bad0de22a67105"}', 'MIIBCgKCAQEAq4wWWDIBmmu+tBfD2C+vI0S5B+O8yUw3mh1OXXk1moQzUM0Q38zkgYvbBEQzs86bGju9KXEYJdxpw3RhftTU6Ppz56e0xTdNcxLmvSmYj68fO2FKNSZboQz7VHG0dGZf0yNvFaddSc/Pgh06sVxW4Y3Z+Fr6ScbTLBNFmaf7zozus+9wNJIt3AZdjTwf4b8cOw3zry7iIU22A4m6w3S5+8lthWosmmj/sdBWN9ENfVxRAimuH1CA8HvgstFmlrNd+DIwiJC13u2d+oDISgQyewB9PHdc7PPEvSRdRiL4xWabtEs3kvJ9heuCjvuYvNReRmAU7DCbdOfuUsFTPlbAhQIDAQAB', '{"id": "a3e4c2cc3ce0a1c028d8d73e9dc4d57c", "parent_id": "1bf75582b66cd86d14bad0de22a67105", "profile": "school", "salt": "b6e7e19e6b9841beb01b1846dda003ac", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"1bf75582b66cd86d14bad0de22a67105\"}", "public_key_string": "MIIBCgKCAQEAq4wWWDIBmmu+tBfD2C+vI0S5B+O8yUw3mh1OXXk1moQzUM0Q38zkgYvbBEQzs86bGju9KXEYJdxpw3RhftTU6Ppz56e0xTdNcxLmvSmYj68fO2FKNSZboQz7VHG0dGZf0yNvFaddSc/Pgh06sVxW4Y3Z+Fr6ScbTLBNFmaf7zozus+9wNJIt3AZdjTwf4b8cOw3zry7iIU22A4m6w3S5+8lthWosmmj/sdBWN9ENfVxRAimuH1CA8HvgstFmlrNd+DIwiJC13u2d+oDISgQyewB9PHdc7PPEvSRdRiL4xWabtEs3kvJ9heuCjvuYvNReRmAU7DCbdOfuUsFTPlbAhQIDAQAB"}', 'kgR7qef39MwOB8Ed6oWcZ8pmipfl1rzTaYUgg6j4q+opAO2p9pUjnxpnzR59I9R+v7/EQYiMxHJbontWg1UmtET8HNZiHXUGtJDMOd8Do93Z8AxeXaa6WKykw8wRgg/lDB66fC27bWM1c/QicrHlawzaoMfeCK5tXZP0eWx0E0+jQIA+dtp1luPg7jc205mRRweneb8toBpz1X8XWU2NHDaaisnOp4gkn0kq/sKBSvfiQH/IrxZuFOav4uqfbm/ek8gb2Nr3kuGiu5izzY60TYyymZqRMLOELlurONQfHR26puisrWHb/FtUuJgCC6QUM8u+z5Hq6JeppWLK9aFeWg==', NULL)

INSERT INTO "morango_certificate" VALUES ('b17eed8cd8bc8ea0ead75d5a773fe3e0', '1bf75582b66cd86d14bad0de22a67105', 'school', '5329d02d64bce346893852344b565bb1', 'full', 1, '{"dataset_id": "1bf75582b66cd86d14bad0de22a67105"}', 'MIIBCgKCAQEAzoNUYaGRNMqelK774QhoHPhO/wUPEOSwZzigIgs1HiBxoMiJiOLpWp7hNCYUDSE9f7pg88Lx9AZA2d8Kl7Tcgpf17GtzaLUhXcvg4iEEpN5NageyieRkBkmzxy14ncWWnvo9rdCfbZWkcSxHSyCJvUAgfP5JrDJxn6a79lhXJAmDXmb+7A6QKvaQmzmWkgFXyH4P/6HlHthxt2KWrUQncboJL09a8DOtdmD4Q1HAUXzKi3podSQttQCPuD2O0uSYxDs8N8eo2whqD+8v2adlPTACugigGQ6dzv32Q7DAYsEQMFZ6+UMrsF7Nk/YeNa+mArcyn/fjwdo2Zi5dblUYbQIDAQAB', '{"id": "b17eed8cd8bc8ea0ead75d5a773fe3e0", "parent_id": "1bf75582b66cd86d14bad0de22a67105", "profile": "school", "salt": "5329d02d64bce346893852344b565bb1", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"1bf75582b66cd86d14bad0de22a67105\"}", "public_key_string": "MIIBCgKCAQEAzoNUYaGRNMqelK774QhoHPhO/wUPEOSwZzigIgs1HiBxoMiJiOLpWp7hNCYUDSE9f7pg88Lx9AZA2d8Kl7Tcgpf17GtzaLUhXcvg4iEEpN5NageyieRkBkmzxy14ncWWnvo9rdCfbZWkcSxHSyCJvUAgfP5JrDJxn6a79lhXJAmDXmb+7A6QKvaQmzmWkgFXyH4P/6HlHthxt2KWrUQncboJL09a8DOtdmD4Q1HAUXzKi3podSQttQCPuD2O0uSYxDs8N8eo2whqD+8v2adlPTACugigGQ6dzv32Q7DAYsEQMFZ6+UMrsF7Nk/YeNa+mArcyn/fjwdo2Zi5dblUYbQIDAQAB"}', 'k0Zdqe7Am6kBlfe33dvtmFWYy1mZSOpZOs5bLN/Ydman1BgF2v6syXckGxXeWc6sbVXqlGTC+6WOq56+6k3xNlvSEuSO7O4VXp5aCJ5gBsra9N94VIGyqmph2Yze4rvSc1Cmjaz9RKTZ0lzlzndjjU//ajvyeHZBhXwDl0vaJe1AZkOMkL0c9W07cxF8utZoxV4gelIkhVRTTXBLLsGxjPsk0XKJKdI4Slkzwojqopxpgams/f7P1f6sdS5jd0ceaSrd2/xUq8bI9ksmMJRzY5NnIrIbPdz449T4Yw18UIp67jCWIoq+YZk/Qw+jSZvzm7MRs/ObhmNErKFuCXeEKQ==', NULL)

INSERT INTO "morango_databaseidmodel" VALUES ('dbdafff1654338ad2199704cc1792c2c', 1, '2026-11-30T22:14:29.260480Z', '77fcfb837954571c08dbd3d8b4f746bf')

INSERT INTO "morango_databasemaxcounter" VALUES ('1bf75582b66cd86d14bad0de22a67105', '0f2e16f0829335fe07e6ee7ba8b19672', 5)

INSERT INTO "morango_databasemaxcounter" VALUES ('1bf75582b66cd86d14bad0de22a67105', 'c31e307efcabe54f47e9c0a9c1218b1a', 4)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', '0f2e16f0829335fe07e6ee7ba8b19672', 7)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1000)

INSERT INTO "morango_deletedmodels" VALUES ('eab688e7dab3e9e094b42bef5890b6dc', 'school')

INSERT INTO "morango_harddeletedmodels" VALUES ('eab688e7dab3e9e094b42bef5890b6dc', 'school')

INSERT INTO "morango_instanceidmodel" VALUES ('0f2e16f0829335fe07e6ee7ba8b19672', '', '', '', '', 'dbdafff1654338ad2199704cc1792c2c', '', '', 7, 1)

INSERT INTO "morango_instanceidmodel" VALUES ('77fcfb837954571c08dbd3d8b4f746bf', '', '', '', '', 'dbdafff1654338ad2199704cc1792c2c', '', '', 0, 0)

INSERT INTO "morango_nonce" VALUES ('01a22e86199df2da575e7fc84d8a8ba3', '2026-11-30T22:14:30.045000Z', '')

INSERT INTO "morango_scopedefinition" VALUES ('full', 1, 'school', 'dataset_id', 'Everything.', '', '', '${dataset_id}', '{}')

INSERT INTO "morango_scopedefinition" VALUES ('learner', 1, 'school', '', 'Own work.', '${dataset_id}:shared', '', '${dataset_id}:user:${user_id}', '{}')

INSERT INTO "morango_store" VALUES ('18c5d9b710c7fb3fad124fa9a402ac55', '3', 'answer', 'school', '1bf75582b66cd86d14bad0de22a67105:user:11111111111111111111111111111111', '', 'c31e307efcabe54f47e9c0a9c1218b1a', 4, 1, 0, '0aae83d221ba213a40c34d7ff89bd6f7', '', '{"id":"18c5d9b710c7fb3fad124fa9a402ac55","_morango_source_id":"3","_morango_partition":"1bf75582b66cd86d14bad0de22a67105:user:11111111111111111111111111111111","dataset_id":"1bf75582b66cd86d14bad0de22a67105","user_id":"11111111111111111111111111111111","question":"3","text":"it''s\n3","score":0.5,"topic_id":"578a7800f5598e564fed7904d44ac752"}', '')

INSERT INTO "morango_store" VALUES ('578a7800f5598e564fed7904d44ac752', '3e05fa362a7f7d5fdb00b75bd62f769c', 'topic', 'school', '1bf75582b66cd86d14bad0de22a67105:shared', '', '0f2e16f0829335fe07e6ee7ba8b19672', 2, 0, 0, NULL, '', '{"id":"578a7800f5598e564fed7904d44ac752","_morango_source_id":"3e05fa362a7f7d5fdb00b75bd62f769c","_morango_partition":"1bf75582b66cd86d14bad0de22a67105:shared","dataset_id":"1bf75582b66cd86d14bad0de22a67105","title":"top","parent_id":null}', '')

INSERT INTO "morango_store" VALUES ('5e4814bb63e0ac90e40c57e9761c24a2', 'unknown', 'badge', 'school', 'dddddddddddddddddddddddddddddddd', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', '', '{"_morango_partition":"dddddddddddddddddddddddddddddddd","_morango_source_id":"unknown","dataset_id":"dddddddddddddddddddddddddddddddd","id":"5e4814bb63e0ac90e40c57e9761c24a2","of":"a newer build"}', '')

INSERT INTO "morango_store" VALUES ('6f3468d24b52d7ed8fa7931220445db8', 'd3311e1e5d2fb16ce744c7b3495911ab', 'topic', 'school', '1bf75582b66cd86d14bad0de22a67105:shared', '578a7800f5598e564fed7904d44ac752', '0f2e16f0829335fe07e6ee7ba8b19672', 2, 0, 0, NULL, '', '{"id":"6f3468d24b52d7ed8fa7931220445db8","_morango_source_id":"d3311e1e5d2fb16ce744c7b3495911ab","_morango_partition":"1bf75582b66cd86d14bad0de22a67105:shared","dataset_id":"1bf75582b66cd86d14bad0de22a67105","title":"sub","parent_id":"578a7800f5598e564fed7904d44ac752"}', '')

INSERT INTO "morango_store" VALUES ('86bc690b5550bf76cf96305ff0c76027', '2', 'answer', 'school', '1bf75582b66cd86d14bad0de22a67105:user:11111111111111111111111111111111', '', '0f2e16f0829335fe07e6ee7ba8b19672', 4, 0, 0, NULL, '', '{"id":"86bc690b5550bf76cf96305ff0c76027","_morango_source_id":"2","_morango_partition":"1bf75582b66cd86d14bad0de22a67105:user:11111111111111111111111111111111","dataset_id":"1bf75582b66cd86d14bad0de22a67105","user_id":"11111111111111111111111111111111","question":"2","text":"his","score":0.5,"topic_id":"578a7800f5598e564fed7904d44ac752"}', CAST(x'7b226964223a223836626336393062353535306266373663663936333035666630633736303237222c225f6d6f72616e676f5f736f757263655f6964223a2232222c225f6d6f72616e676f5f706172746974696f6e223a2231626637353538326236366364383664313462616430646532326136373130353a757365723a3131313131313131313131313131313131313131313131313131313131313131222c22646174617365745f6964223a223162663735353832623636636438366431346261643064653232613637313035222c22757365725f6964223a223131313131313131313131313131313131313131313131313131313131313131222c227175657374696f6e223a2232222c2274657874223a2268657273222c2273636f7265223a302e352c22746f7069635f6964223a223537386137383030663535393865353634666564373930346434346163373532227d0a' AS TEXT))

INSERT INTO "morango_store" VALUES ('889577de70181c6c63192168974ec7cc', 'waits', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', 'missing_reference: topic_id', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"waits","dataset_id":"dddddddddddddddddddddddddddddddd","id":"889577de70181c6c63192168974ec7cc","question":"waits","text":"x","user_id":"11111111111111111111111111111111","topic_id":"99999999999999999999999999999999"}', '')

INSERT INTO "morango_store" VALUES ('eab688e7dab3e9e094b42bef5890b6dc', '1', 'answer', 'school', '1bf75582b66cd86d14bad0de22a67105:user:11111111111111111111111111111111', '', '0f2e16f0829335fe07e6ee7ba8b19672', 2, 0, 0, NULL, '', '{"id":"eab688e7dab3e9e094b42bef5890b6dc","_morango_source_id":"1","_morango_partition":"1bf75582b66cd86d14bad0de22a67105:user:11111111111111111111111111111111","dataset_id":"1bf75582b66cd86d14bad0de22a67105","user_id":"11111111111111111111111111111111","question":"1","text":"it''s\n1","score":0.5,"topic_id":"578a7800f5598e564fed7904d44ac752"}', '')

INSERT INTO "morango_syncsession" VALUES ('6807dd99b2e76a4cbe7f6f879993746e', '2026-11-30T22:14:29.534220Z', '2026-11-30T22:14:29.538568Z', 1, 0, '1bf75582b66cd86d14bad0de22a67105', 'a3e4c2cc3ce0a1c028d8d73e9dc4d57c', 'school', 'network', '0a7a94631257.relay', '', '', '0f2e16f0829335fe07e6ee7ba8b19672', 'e0587f99e95dff02796258f968da763e', '0a7a9463125725f99582deb08ca268cd63d4e242f29668b8eb4c85a1b5cb0f67:e0587f99e95dff02796258f968da763e', '', '')

INSERT INTO "morango_syncsession" VALUES ('782dac95533d0b0122764a2f179441c9', '2026-11-30T22:14:29.844879Z', '2026-11-30T22:14:29.845675Z', 1, 0, '1bf75582b66cd86d14bad0de22a67105', 'a3e4c2cc3ce0a1c028d8d73e9dc4d57c', 'school', 'network', '0a7a94631257.relay', '', '', '0f2e16f0829335fe07e6ee7ba8b19672', 'e0587f99e95dff02796258f968da763e', '0a7a9463125725f99582deb08ca268cd63d4e242f29668b8eb4c85a1b5cb0f67:e0587f99e95dff02796258f968da763e', '', '')

INSERT INTO "morango_syncsession" VALUES ('8bcc02674e58b0c54ffe334c47ea8820', '2026-11-30T22:14:29.989392Z', '2026-11-30T22:14:30.012684Z', 1, 0, '1bf75582b66cd86d14bad0de22a67105', 'a3e4c2cc3ce0a1c028d8d73e9dc4d57c', 'school', 'network', '0a7a94631257.relay', '', '', '0f2e16f0829335fe07e6ee7ba8b19672', 'e0587f99e95dff02796258f968da763e', '0a7a9463125725f99582deb08ca268cd63d4e242f29668b8eb4c85a1b5cb0f67:e0587f99e95dff02796258f968da763e', '', '')

INSERT INTO "morango_transfersession" VALUES (1, '103ce3a19808985aa7290ca9291d3ae9', '6807dd99b2e76a4cbe7f6f879993746e', 0, 0, 'school', '1bf75582b66cd86d14bad0de22a67105', 2, '2026-11-30T22:14:29.534378Z', '2026-11-30T22:14:29.538219Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (2, '54ad8bb6d752ecd56a372fb38cf7fd93', '6807dd99b2e76a4cbe7f6f879993746e', 0, 1, 'school', '1bf75582b66cd86d14bad0de22a67105', 2, '2026-11-30T22:14:29.538579Z', '2026-11-30T22:14:29.540912Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (3, '89dd0a013009a108b19c9ca2ada5c80d', '782dac95533d0b0122764a2f179441c9', 0, 0, 'school', '1bf75582b66cd86d14bad0de22a67105', 2, '2026-11-30T22:14:29.844937Z', '2026-11-30T22:14:29.845556Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (4, 'e838778c919e507583790987c026cdf5', '782dac95533d0b0122764a2f179441c9', 0, 1, 'school', '1bf75582b66cd86d14bad0de22a67105', 2, '2026-11-30T22:14:29.845686Z', '2026-11-30T22:14:29.867791Z', 0, 5, 5, 2609, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (5, '0aae83d221ba213a40c34d7ff89bd6f7', '8bcc02674e58b0c54ffe334c47ea8820', 0, 0, 'school', '1bf75582b66cd86d14bad0de22a67105', 2, '2026-11-30T22:14:29.989434Z', '2026-11-30T22:14:30.012365Z', 0, 2, 2, 0, 1177, '{}', '{}', 'cleanup', 'completed', NULL, 1, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (6, '4292c8f0fec1c0385601efcd361494c1', '8bcc02674e58b0c54ffe334c47ea8820', 0, 1, 'school', '1bf75582b66cd86d14bad0de22a67105', 2, '2026-11-30T22:14:30.012699Z', '2026-11-30T22:14:30.013933Z', 0, 1, 1, 962, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (7, '595553201d0801b19cdcd6fbc38ab3fe', '595553201d0801b19cdcd6fbc38ab3fe', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T22:14:30.035548Z', '2026-11-30T22:14:30.045032Z', 0, 3, 3, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 1, 0, '')

INSERT INTO "morango_transfersession" VALUES (8, '55555555555555555555555555555555', '55555555555555555555555555555555', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T22:14:30.045172Z', '9999-01-01T00:00:00.000000Z', 1, 2, 1, 0, 0, '{}', '{"super": {}, "sub": {}}', 'transferring', 'started', 1, 0, 0, 0, '')

INSERT INTO "topic" VALUES ('578a7800f5598e564fed7904d44ac752', '1bf75582b66cd86d14bad0de22a67105', 'top', NULL, '3e05fa362a7f7d5fdb00b75bd62f769c', '1bf75582b66cd86d14bad0de22a67105:shared')

INSERT INTO "topic" VALUES ('6f3468d24b52d7ed8fa7931220445db8', '1bf75582b66cd86d14bad0de22a67105', 'sub', '578a7800f5598e564fed7904d44ac752', 'd3311e1e5d2fb16ce744c7b3495911ab', '1bf75582b66cd86d14bad0de22a67105:shared')

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

