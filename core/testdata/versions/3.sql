CREATE TABLE amora_acknowledged (
  relay TEXT NOT NULL,
  partition TEXT NOT NULL,
  instance_id TEXT NOT NULL,
  counter INTEGER NOT NULL,
  PRIMARY KEY (relay, partition, instance_id)
) WITHOUT ROWID

CREATE TABLE amora_applying (x INTEGER PRIMARY KEY)

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
) WITHOUT ROWID

CREATE TABLE amora_meta (
  key TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) WITHOUT ROWID

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
  PRIMARY KEY (room, relay)
) WITHOUT ROWID

CREATE TABLE amora_repeated (
  room TEXT NOT NULL,
  relay TEXT NOT NULL,
  push INTEGER NOT NULL,
  prefix TEXT NOT NULL,
  PRIMARY KEY (room, relay, push, prefix)
) WITHOUT ROWID

CREATE TABLE amora_resolved (
  id TEXT PRIMARY KEY NOT NULL,
  settled TEXT NOT NULL
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

INSERT INTO "amora_acknowledged" VALUES ('17684aabc356f607fa3851b83090edf72d49254ef8b245ad61be7b75ec50e5fb:e17d9e06aea015745fb1fef146b3172a', 'f34d7f1c16ee0902ec11e78d4214554b', '241566d1b9da6237261231ad8dce21ef', 5)

INSERT INTO "amora_bundle" VALUES ('f34d7f1c16ee0902ec11e78d4214554b', 2, '{"room":"f34d7f1c16ee0902ec11e78d4214554b","sequence":2,"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"id_rules":{},"relay_keys":["MIIBCgKCAQEA0l5SQgIw7d/1Vp3m2YB9O2mHog74y6HXoKbc6odDtezUvEsac4WYxzOt8B0/BjrK/5FoOUBT0fygtjmshGGLSp685i0r0FIbaRjZzwF1N8rK7mERO6/zK6yQnInbSBe+sWB6QoHhE/rIh1tTGQmof8qY73o6bHVvDAHGKKbKbM9AofOF1LYy6hZHg9b5T37ITB2IQ9zq+KjioOOpgEMsw53RsG6o6TBbd6EcHQ9XP/IqmN1dDTDhiei/8gM+SgUaPrqifK+YdHKjGlbkaTGZR5I6ZnH2kWRTSKCxOA2rbZKQdDfTHfW1t2416v1kp55a/tUt7S2/hpVKY57HC+0N+QIDAQAB"],"revoked":[]}', 'AgV3Tu9LPzBftEmOYatL6DIZeJgdr0ICb1d0d6f06GMGb76fhEa/WRvfCEA3aAHDq8FdvKzglpP2dOJvio4unTv79F+d067QqCuDl4ZyF01MIyzyIjiWetX7wQOJJLjZIXS9HvcevanGDza7SpLMizrrfmmGCRgynUJ2yjPrRLohUzTBnr4nMwgMYny53Q0/EiDL/SmiMCmO/h2izQmHVVol1BEx02t8Ktk4YHMLcbtz/wEWl99q+FNbeO41g20UyEdWL+UP9UNCGbCcMBIkJYVBSLPqp8uEPvAlqGhyk7VcYiufhmTCWBGJxeOCZFCRfd7pRUo9p7pptbbadSpsNQ==')

INSERT INTO "amora_dirty_answer" VALUES ('3f261a4105c64532d78a98504a3548f6')

INSERT INTO "amora_known_relay" VALUES ('f34d7f1c16ee0902ec11e78d4214554b', '17684aabc356.relay:80', '17684aabc356f607fa3851b83090edf72d49254ef8b245ad61be7b75ec50e5fb')

INSERT INTO "amora_meta" VALUES ('schema', '{"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"models":[{"name":"topic","table":"topic","partition":"${dataset_id}:shared","source":null,"columns":{"dataset_id":"uuid","title":"text","parent_id":"uuid?"},"references":{"parent_id":"topic"}},{"name":"answer","table":"answer","partition":"${dataset_id}:user:${user_id}","source":"${question}","columns":{"dataset_id":"uuid","user_id":"uuid","question":"text","text":"text","score":"real?","topic_id":"uuid?"},"references":{"topic_id":"topic"}}]}')

INSERT INTO "amora_meta" VALUES ('triggers', '6e62310347ebc557af4ed85c2baf91197e4d72d75ba3c579a9ea5daf8c6daafe')

INSERT INTO "amora_meta" VALUES ('version', '3')

INSERT INTO "amora_partitionmaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1)

INSERT INTO "amora_partitionmaxcounter" VALUES ('dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1)

INSERT INTO "amora_partitionmaxcounter" VALUES ('f34d7f1c16ee0902ec11e78d4214554b:shared', '241566d1b9da6237261231ad8dce21ef', 2)

INSERT INTO "amora_partitionmaxcounter" VALUES ('f34d7f1c16ee0902ec11e78d4214554b:user:11111111111111111111111111111111', '241566d1b9da6237261231ad8dce21ef', 4)

INSERT INTO "amora_partitionmaxcounter" VALUES ('f34d7f1c16ee0902ec11e78d4214554b:user:11111111111111111111111111111111', 'bb41f8c10fa0edcad47d1c09d1e0fd99', 4)

INSERT INTO "amora_pushed_certificate" VALUES ('24e00c6f350cd8bc908ae39b5c3db6da', '17684aabc356f607fa3851b83090edf72d49254ef8b245ad61be7b75ec50e5fb', '17684aabc356.relay:80', '2026-11-30T09:12:41.989017Z')

INSERT INTO "amora_quarantine" VALUES ('11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 'answer', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'bad_id', '595553201d0801b19cdcd6fbc38ab3fe', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"kept","dataset_id":"dddddddddddddddddddddddddddddddd","id":"ac2a3fd00b196f5d039e91878a5f7429","question":"kept","text":"x","user_id":"11111111111111111111111111111111"}')

INSERT INTO "amora_quota" VALUES ('', 340)

INSERT INTO "amora_recordmaxcounter" VALUES ('616e105b3fe8d172665bbff2d379737a', '241566d1b9da6237261231ad8dce21ef', 2)

INSERT INTO "amora_recordmaxcounter" VALUES ('75894d69b33b3a8109cc8161cc514c5f', 'bb41f8c10fa0edcad47d1c09d1e0fd99', 4)

INSERT INTO "amora_relay" VALUES ('f34d7f1c16ee0902ec11e78d4214554b', '17684aabc356f607fa3851b83090edf72d49254ef8b245ad61be7b75ec50e5fb:e17d9e06aea015745fb1fef146b3172a', '241566d1b9da6237261231ad8dce21ef', 'd17ecd7eea6bc58c59815f9744265917', 2, '', 0, '{"sequence":6,"token":"d17ecd7eea6bc58c59815f9744265917","mac":"510423688cd956a4382eb11d8735b8e744acbbdaa4ae68c8ee7f5b1216029cf1"}', 0)

INSERT INTO "amora_store_dirty" VALUES ('answer', '889577de70181c6c63192168974ec7cc')

INSERT INTO "amora_store_dirty" VALUES ('badge', '5e4814bb63e0ac90e40c57e9761c24a2')

INSERT INTO "amora_trust" VALUES (5)

INSERT INTO "amora_write_scope" VALUES ('f34d7f1c16ee0902ec11e78d4214554b')

INSERT INTO "amora_write_scope" VALUES (CAST(x'0a' AS TEXT))

INSERT INTO "answer" VALUES ('3f261a4105c64532d78a98504a3548f6', 'f34d7f1c16ee0902ec11e78d4214554b', '11111111111111111111111111111111', '4', 'unsynced', NULL, NULL, '4', 'f34d7f1c16ee0902ec11e78d4214554b:user:11111111111111111111111111111111')

INSERT INTO "answer" VALUES ('75894d69b33b3a8109cc8161cc514c5f', 'f34d7f1c16ee0902ec11e78d4214554b', '11111111111111111111111111111111', '2', 'his', 0.5, 'afbcc81c2b8aba4f6fe8ace9adcf65b5', '2', 'f34d7f1c16ee0902ec11e78d4214554b:user:11111111111111111111111111111111')

INSERT INTO "morango_buffer" VALUES (1, 8, 1, 'b7b869cd15ebc28f6bf8089d31ef2044', 'first half', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, NULL, NULL, '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"first half","dataset_id":"dddddddddddddddddddddddddddddddd","id":"b7b869cd15ebc28f6bf8089d31ef2044","question":"first half","text":"x","user_id":"11111111111111111111111111111111"}', '')

INSERT INTO "morango_certificate" VALUES ('24e00c6f350cd8bc908ae39b5c3db6da', 'f34d7f1c16ee0902ec11e78d4214554b', 'school', '452f12d57c7f741679145dc6a7814126', 'full', 1, '{"dataset_id": "f34d7f1c16ee0902ec11e78d4214554b"}', 'MIIBCgKCAQEA0l5SQgIw7d/1Vp3m2YB9O2mHog74y6HXoKbc6odDtezUvEsac4WYxzOt8B0/BjrK/5FoOUBT0fygtjmshGGLSp685i0r0FIbaRjZzwF1N8rK7mERO6/zK6yQnInbSBe+sWB6QoHhE/rIh1tTGQmof8qY73o6bHVvDAHGKKbKbM9AofOF1LYy6hZHg9b5T37ITB2IQ9zq+KjioOOpgEMsw53RsG6o6TBbd6EcHQ9XP/IqmN1dDTDhiei/8gM+SgUaPrqifK+YdHKjGlbkaTGZR5I6ZnH2kWRTSKCxOA2rbZKQdDfTHfW1t2416v1kp55a/tUt7S2/hpVKY57HC+0N+QIDAQAB', '{"id": "24e00c6f350cd8bc908ae39b5c3db6da", "parent_id": "f34d7f1c16ee0902ec11e78d4214554b", "profile": "school", "salt": "452f12d57c7f741679145dc6a7814126", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"f34d7f1c16ee0902ec11e78d4214554b\"}", "public_key_string": "MIIBCgKCAQEA0l5SQgIw7d/1Vp3m2YB9O2mHog74y6HXoKbc6odDtezUvEsac4WYxzOt8B0/BjrK/5FoOUBT0fygtjmshGGLSp685i0r0FIbaRjZzwF1N8rK7mERO6/zK6yQnInbSBe+sWB6QoHhE/rIh1tTGQmof8qY73o6bHVvDAHGKKbKbM9AofOF1LYy6hZHg9b5T37ITB2IQ9zq+KjioOOpgEMsw53RsG6o6TBbd6EcHQ9XP/IqmN1dDTDhiei/8gM+SgUaPrqifK+YdHKjGlbkaTGZR5I6ZnH2kWRTSKCxOA2rbZKQdDfTHfW1t2416v1kp55a/tUt7S2/hpVKY57HC+0N+QIDAQAB"}', 'TD5NJGHEF8dWL1ToIFoswmgfrriYT9PYzkMdczcnJMfIIqKcJYv3sZRfT/Mxc3QbJZ9nR0j+30j9xphs5/wJl1Uf6sHE+OVOAkCelDf1UWNhAy0ApXQZv2WRFKX7Oihzj8urPTYxVj79cgiYQ74yCxf8/ws25msnVsfxmn2i+I1a9RUO09704zJqlNl9dPAToqTdW0LZoTMGyaatkJpeKDxZQGM6Myc4xgwq1jQNStv8mPPizsq3+KC17tGwNk8Ia9Sgj0WHBLtB3teZd1aMFYzghSguZhXOYMwkvzBMnKTEpkvvEQsTSmrKmGDKV+YO3TQ/TV5jhCVHYQ2PRX2fTw==', NULL)

INSERT INTO "morango_certificate" VALUES ('6ff66b49231d07eb198c3c3c129a5562', 'f34d7f1c16ee0902ec11e78d4214554b', 'school', '27dcb6f892f0f0ccd03eb1e3320571a6', 'full', 1, '{"dataset_id": "f34d7f1c16ee0902ec11e78d4214554b"}', 'MIIBCgKCAQEAtlBwXwNnVd+WU688xSo6IKpzBY70GpKPOtEh93x5sCStqB/a0Uf+nVxNgtJb73XvuHCHGWaslqkvAZ+3EC8VNQvPvqsljgAhO44fFLM8rs0kkSkCnKPX4wt9NssUyrz3OhME6BpHFN7NGEb8m3co95PU1SOC1FqEgv9UhZkQ8jOX9ncOY8dyY8fmz17i31P4N2LVKteXapPkCezACChDt6Wdnph0zuJiUaUIoDOciJJM2XLnyRNzwt1bItd7pYo07IMxgrXBYNpJ00DGH7XsmiiueADkHj78XKrLXbabqoCpaASTNErRqK1xWdjdHmSmIzhsjoliER0KXOtXzYjKowIDAQAB', '{"id": "6ff66b49231d07eb198c3c3c129a5562", "parent_id": "f34d7f1c16ee0902ec11e78d4214554b", "profile": "school", "salt": "27dcb6f892f0f0ccd03eb1e3320571a6", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"f34d7f1c16ee0902ec11e78d4214554b\"}", "public_key_string": "MIIBCgKCAQEAtlBwXwNnVd+WU688xSo6IKpzBY70GpKPOtEh93x5sCStqB/a0Uf+nVxNgtJb73XvuHCHGWaslqkvAZ+3EC8VNQvPvqsljgAhO44fFLM8rs0kkSkCnKPX4wt9NssUyrz3OhME6BpHFN7NGEb8m3co95PU1SOC1FqEgv9UhZkQ8jOX9ncOY8dyY8fmz17i31P4N2LVKteXapPkCezACChDt6Wdnph0zuJiUaUIoDOciJJM2XLnyRNzwt1bItd7pYo07IMxgrXBYNpJ00DGH7XsmiiueADkHj78XKrLXbabqoCpaASTNErRqK1xWdjdHmSmIzhsjoliER0KXOtXzYjKowIDAQAB"}', 'SKeSxz/34N6+dNY1hgzdt8sRFEsK88L1UggZWd+CO8GgwIwIYvQ0CXQ02dEUQIjH7NAE/MBJ5wWz8vmXeHIX0tVyz4EI1vtExCI8CsEb79X9WxanuQ//bjZqwL4PQaICObEe8fHpMmMj0Uy55kDNTMF67efKDamAWtjew2I1oqVFoidFev6neOwETSXSAt1wKVmJXY1x6YndrnSQGwMESeTWEP2i4i0iHth6EHpc6ptcDtVMAfq66ZKZxGBLHWL5qdB/B8adjIBL5HgA7yEBybFl0foV5r/S9MfomfPEHv15tLql7gKeBSggxJS4Kky89AQF+PsFDUgIhHGVXeekxA==', NULL)

INSERT INTO "morango_certificate" VALUES ('f34d7f1c16ee0902ec11e78d4214554b', NULL, 'school', '', 'full', 1, '{"dataset_id": "f34d7f1c16ee0902ec11e78d4214554b"}', 'MIIBCgKCAQEArzDcCEMyMEt724qGQzQVaoZ092WnTXCfKV5cGzVvkUTzi4ITbLnQgM7lGOCXqzloWsbWNSy9X+zlrQMQ1Xo0MqnruHrh2hyObos47d0jS07ZcpBSPpcK7B5a6lXdv2bepTMSOuiChfHJEWflxKeQB+D9i8XxdXbObitDbSa4OWHPZqEGnmi5A2vlsWDqbbj1/n4RNnwKHypZ1j7mWPYnztHd6pEeBnUHK5HW1lK7oQRpPEakXM5WpyW2mYtRppjgx/Dkp2bbQPHMkuvv90CHLzAFf56fo9f5BC/whCWduE+S8z8qA+5OeBh+b9nYsuunA+ENjn9mW/P7mM4/CU8O5wIDAQAB', '{"id": "f34d7f1c16ee0902ec11e78d4214554b", "parent_id": null, "profile": "school", "salt": "", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"f34d7f1c16ee0902ec11e78d4214554b\"}", "public_key_string": "MIIBCgKCAQEArzDcCEMyMEt724qGQzQVaoZ092WnTXCfKV5cGzVvkUTzi4ITbLnQgM7lGOCXqzloWsbWNSy9X+zlrQMQ1Xo0MqnruHrh2hyObos47d0jS07ZcpBSPpcK7B5a6lXdv2bepTMSOuiChfHJEWflxKeQB+D9i8XxdXbObitDbSa4OWHPZqEGnmi5A2vlsWDqbbj1/n4RNnwKHypZ1j7mWPYnztHd6pEeBnUHK5HW1lK7oQRpPEakXM5WpyW2mYtRppjgx/Dkp2bbQPHMkuvv90CHLzAFf56fo9f5BC/whCWduE+S8z8qA+5OeBh+b9nYsuunA+ENjn9mW/P7mM4/CU8O5wIDAQAB"}', 'T8XdfCk8r9CUQS+8aR3WUg0ghQpolGTZV4G/kVTfNAlo2PeBO05uMLPp3UEc3cGmsWlwSnHMUBKzyc03owg8M1Y8JP5zOOBoaprMny0+9ABd3Ro3s/KIp2iSyZt/6sBZFaw3I4zyWhoVCbmiLPW5+wa0ldEVBQlnVuRNZiChBXrsWN6r8dWF5VRsaMqBzZlck1LfgCNkYMwdHxdO9bcpvCSRWripawwraDimXQqauqR6ah+zGX2szjvLV+RZz7oyfpq0LLswNfzAwqcDDWh6SPQrjqgbwhr0giy4By52JzZ3d/SKCMVOwD5eqMCVjQjrV3xhCNcDpphW/+BoMyLjMA==', 'MIIEowIBAAKCAQEArzDcCEMyMEt724qGQzQVaoZ092WnTXCfKV5cGzVvkUTzi4ITbLnQgM7lGOCXqzloWsbWNSy9X+zlrQMQ1Xo0MqnruHrh2hyObos47d0jS07ZcpBSPpcK7B5a6lXdv2bepTMSOuiChfHJEWflxKeQB+D9i8XxdXbObitDbSa4OWHPZqEGnmi5A2vlsWDqbbj1/n4RNnwKHypZ1j7mWPYnztHd6pEeBnUHK5HW1lK7oQRpPEakXM5WpyW2mYtRppjgx/Dkp2bbQPHMkuvv90CHLzAFf56fo9f5BC/whCWduE+S8z8qA+5OeBh+b9nYsuunA+ENjn9mW/P7mM4/CU8O5wIDAQABAoIBABRxEAuKw61s8VvRkw7+Yc1XOQiw/M+FZ5ztHLQ0DPuXXw+VMu0J1XFiMssvUaMyBKIq902nFcW+n6ILbIhsRPDwcMfK1tWbZWcyqYbfucGMxsSeYGpbN3QLqrITKNeviiUei28COFCmwL5eMCo9Hwo8T3litGTvYvDp7WksDmzrcjK4MtdHrKK8CBaZ+KILbWx4/qkNzYepQTh9xybWDow25P9rdlG8D/pEEjK+lHiOEtwz95zFcn/TeAlWUvRH6uRDUrdfunJtIJ5b5xAenuhkwHlCyReRGIt0uLvwBfyCY6kkXJ6bL3I2CGEGaON5tOluuQgpe+I1D1YJ/ucxABECgYEA5Ve3wypRghg5D011HqX9UvG/4kJdYeb0DyBa3VIgysre5XO9B2yjZIODFl+LHvdqLbbs0K4OGbO2K/BR41H5J8pch9a6sjhPwHQ/w7dSb8dy4MxjHW2SHpsD2x2xLSLS78xL7SzDcS8abUtS1P4eKtL6R9rzAwq8WmATcB70lckCgYEAw43PVVkGHEprOA43rlHbl4l3AahHR2NWgDct/5DJMsIVreZke+4AT+xiBwpBD1nO4NJrz3CU8WrQ/5Hg8OegYuon1IonmL3tGgewk+TzHLGzijPX1dOCRpcxxLK5Vp8Me6ouEKbVOl80jE2k+rz8EohKBD2XTMwlvBm3/4Sely8CgYBMf2nIK4Fsh2/g7tE2G9/XntOGQOStF0ApG32zfQV7HxgiKOzQYShPCp7bA5uABL7h6LYtFSGW6R7GoS5vSJR29UTP+ovjjmzroNr0CV3x8vEakpIs6rNmigZLPCgxCgCaA+b/gYLfafrCofFLIkgluKHK/fk49ofFDW7uYyTqIQKBgDmHboddOT75ZbGH/Tl7O27JMgl6x/1oa/osQYv9vDMChf4y2TzcN5tLn0sS6TDq6sGZJb5REIA1PGbzM4mrmrN+z1jni96TgT03JetcX2kBnh/6QHTXVGwP7sQ/D+c7wyBeYE7lxbT2bS8ZaH+bOUz6a0v0Ep61MCS2LDsveLhhAoGBAN/ZMzfY1Sko3SQqkHHvor9TehfqfMCvk2obNRhd/7zdLV6NAsx8wryM8UNmGq0Kg261oon/Z7WZFkz5gEsTSXRBbE4j7tBEJJpElIcKqVjdCbSJBY+v887SkRbUjvfWVOTVyqmzBBci9WdzUq3MTPFwzXX2K+MzZw5zDWlE4qF+')

INSERT INTO "morango_databaseidmodel" VALUES ('71595838bbfa9b28a55442c208430a68', 1, '2026-11-30T09:12:40.615908Z', '5e457ab238c8e94a044d14060fbec09d')

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', '241566d1b9da6237261231ad8dce21ef', 7)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('f34d7f1c16ee0902ec11e78d4214554b', '241566d1b9da6237261231ad8dce21ef', 5)

INSERT INTO "morango_databasemaxcounter" VALUES ('f34d7f1c16ee0902ec11e78d4214554b', 'bb41f8c10fa0edcad47d1c09d1e0fd99', 4)

INSERT INTO "morango_deletedmodels" VALUES ('19a5e17df043cefd3028b53e695db8e4', 'school')

INSERT INTO "morango_harddeletedmodels" VALUES ('19a5e17df043cefd3028b53e695db8e4', 'school')

INSERT INTO "morango_instanceidmodel" VALUES ('241566d1b9da6237261231ad8dce21ef', '', '', '', '', '71595838bbfa9b28a55442c208430a68', '', '', 7, 1)

INSERT INTO "morango_instanceidmodel" VALUES ('5e457ab238c8e94a044d14060fbec09d', '', '', '', '', '71595838bbfa9b28a55442c208430a68', '', '', 0, 0)

INSERT INTO "morango_nonce" VALUES ('01a22bba5b479d10436836814d07a358', '2026-11-30T09:12:43.079000Z', '')

INSERT INTO "morango_scopedefinition" VALUES ('full', 1, 'school', 'dataset_id', 'Everything.', '', '', '${dataset_id}', '{}')

INSERT INTO "morango_scopedefinition" VALUES ('learner', 1, 'school', '', 'Own work.', '${dataset_id}:shared', '', '${dataset_id}:user:${user_id}', '{}')

INSERT INTO "morango_store" VALUES ('19a5e17df043cefd3028b53e695db8e4', '1', 'answer', 'school', 'f34d7f1c16ee0902ec11e78d4214554b:user:11111111111111111111111111111111', '', '241566d1b9da6237261231ad8dce21ef', 2, 0, 0, NULL, '', '{"id":"19a5e17df043cefd3028b53e695db8e4","_morango_source_id":"1","_morango_partition":"f34d7f1c16ee0902ec11e78d4214554b:user:11111111111111111111111111111111","dataset_id":"f34d7f1c16ee0902ec11e78d4214554b","user_id":"11111111111111111111111111111111","question":"1","text":"it''s\n1","score":0.5,"topic_id":"afbcc81c2b8aba4f6fe8ace9adcf65b5"}', '')

INSERT INTO "morango_store" VALUES ('2855b65503d119bf02341a06c90279cc', '2401f2b28aa1c7077738078a0ea6d147', 'topic', 'school', 'f34d7f1c16ee0902ec11e78d4214554b:shared', 'afbcc81c2b8aba4f6fe8ace9adcf65b5', '241566d1b9da6237261231ad8dce21ef', 2, 0, 0, NULL, '', '{"id":"2855b65503d119bf02341a06c90279cc","_morango_source_id":"2401f2b28aa1c7077738078a0ea6d147","_morango_partition":"f34d7f1c16ee0902ec11e78d4214554b:shared","dataset_id":"f34d7f1c16ee0902ec11e78d4214554b","title":"sub","parent_id":"afbcc81c2b8aba4f6fe8ace9adcf65b5"}', '')

INSERT INTO "morango_store" VALUES ('5e4814bb63e0ac90e40c57e9761c24a2', 'unknown', 'badge', 'school', 'dddddddddddddddddddddddddddddddd', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', '', '{"_morango_partition":"dddddddddddddddddddddddddddddddd","_morango_source_id":"unknown","dataset_id":"dddddddddddddddddddddddddddddddd","id":"5e4814bb63e0ac90e40c57e9761c24a2","of":"a newer build"}', '')

INSERT INTO "morango_store" VALUES ('616e105b3fe8d172665bbff2d379737a', '3', 'answer', 'school', 'f34d7f1c16ee0902ec11e78d4214554b:user:11111111111111111111111111111111', '', 'bb41f8c10fa0edcad47d1c09d1e0fd99', 4, 1, 0, '831508469e4042355bc77722b692e4d8', '', '{"id":"616e105b3fe8d172665bbff2d379737a","_morango_source_id":"3","_morango_partition":"f34d7f1c16ee0902ec11e78d4214554b:user:11111111111111111111111111111111","dataset_id":"f34d7f1c16ee0902ec11e78d4214554b","user_id":"11111111111111111111111111111111","question":"3","text":"it''s\n3","score":0.5,"topic_id":"afbcc81c2b8aba4f6fe8ace9adcf65b5"}', '')

INSERT INTO "morango_store" VALUES ('75894d69b33b3a8109cc8161cc514c5f', '2', 'answer', 'school', 'f34d7f1c16ee0902ec11e78d4214554b:user:11111111111111111111111111111111', '', '241566d1b9da6237261231ad8dce21ef', 4, 0, 0, NULL, '', '{"id":"75894d69b33b3a8109cc8161cc514c5f","_morango_source_id":"2","_morango_partition":"f34d7f1c16ee0902ec11e78d4214554b:user:11111111111111111111111111111111","dataset_id":"f34d7f1c16ee0902ec11e78d4214554b","user_id":"11111111111111111111111111111111","question":"2","text":"his","score":0.5,"topic_id":"afbcc81c2b8aba4f6fe8ace9adcf65b5"}', CAST(x'7b226964223a223735383934643639623333623361383130396363383136316363353134633566222c225f6d6f72616e676f5f736f757263655f6964223a2232222c225f6d6f72616e676f5f706172746974696f6e223a2266333464376631633136656530393032656331316537386434323134353534623a757365723a3131313131313131313131313131313131313131313131313131313131313131222c22646174617365745f6964223a226633346437663163313665653039303265633131653738643432313435353462222c22757365725f6964223a223131313131313131313131313131313131313131313131313131313131313131222c227175657374696f6e223a2232222c2274657874223a2268657273222c2273636f7265223a302e352c22746f7069635f6964223a226166626363383163326238616261346636666538616365396164636636356235227d0a' AS TEXT))

INSERT INTO "morango_store" VALUES ('889577de70181c6c63192168974ec7cc', 'waits', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', 'missing_reference: topic_id', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"waits","dataset_id":"dddddddddddddddddddddddddddddddd","id":"889577de70181c6c63192168974ec7cc","question":"waits","text":"x","user_id":"11111111111111111111111111111111","topic_id":"99999999999999999999999999999999"}', '')

INSERT INTO "morango_store" VALUES ('afbcc81c2b8aba4f6fe8ace9adcf65b5', 'ea78198edad3a7f6668433d91bcf7d92', 'topic', 'school', 'f34d7f1c16ee0902ec11e78d4214554b:shared', '', '241566d1b9da6237261231ad8dce21ef', 2, 0, 0, NULL, '', '{"id":"afbcc81c2b8aba4f6fe8ace9adcf65b5","_morango_source_id":"ea78198edad3a7f6668433d91bcf7d92","_morango_partition":"f34d7f1c16ee0902ec11e78d4214554b:shared","dataset_id":"f34d7f1c16ee0902ec11e78d4214554b","title":"top","parent_id":null}', '')

INSERT INTO "morango_syncsession" VALUES ('0316d89c9bb4d90f948b91c3516d750e', '2026-11-30T09:12:42.881056Z', '2026-11-30T09:12:42.965692Z', 1, 0, 'f34d7f1c16ee0902ec11e78d4214554b', '24e00c6f350cd8bc908ae39b5c3db6da', 'school', 'network', '17684aabc356.relay', '', '', '241566d1b9da6237261231ad8dce21ef', 'e17d9e06aea015745fb1fef146b3172a', '17684aabc356f607fa3851b83090edf72d49254ef8b245ad61be7b75ec50e5fb:e17d9e06aea015745fb1fef146b3172a', '', '')

INSERT INTO "morango_syncsession" VALUES ('861cacac452bada9109f13c592534af7', '2026-11-30T09:12:42.206330Z', '2026-11-30T09:12:42.235567Z', 1, 0, 'f34d7f1c16ee0902ec11e78d4214554b', '24e00c6f350cd8bc908ae39b5c3db6da', 'school', 'network', '17684aabc356.relay', '', '', '241566d1b9da6237261231ad8dce21ef', '', '17684aabc356f607fa3851b83090edf72d49254ef8b245ad61be7b75ec50e5fb:e17d9e06aea015745fb1fef146b3172a', '', '')

INSERT INTO "morango_syncsession" VALUES ('910ba1e3dfd4d0044ccc3ccade4b7024', '2026-11-30T09:12:42.525627Z', '2026-11-30T09:12:42.539230Z', 1, 0, 'f34d7f1c16ee0902ec11e78d4214554b', '24e00c6f350cd8bc908ae39b5c3db6da', 'school', 'network', '17684aabc356.relay', '', '', '241566d1b9da6237261231ad8dce21ef', 'e17d9e06aea015745fb1fef146b3172a', '17684aabc356f607fa3851b83090edf72d49254ef8b245ad61be7b75ec50e5fb:e17d9e06aea015745fb1fef146b3172a', '', '')

INSERT INTO "morango_transfersession" VALUES (1, '4f9876a0f021ae8229dc77a50824a938', '861cacac452bada9109f13c592534af7', 0, 0, 'school', 'f34d7f1c16ee0902ec11e78d4214554b', 2, '2026-11-30T09:12:42.206473Z', '2026-11-30T09:12:42.235208Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (2, '7f6d6801667e591b6f2caa4b378d7c84', '861cacac452bada9109f13c592534af7', 0, 1, 'school', 'f34d7f1c16ee0902ec11e78d4214554b', 2, '2026-11-30T09:12:42.235582Z', '2026-11-30T09:12:42.256661Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (3, '0178c7b6b3f94927d373c29016a60762', '910ba1e3dfd4d0044ccc3ccade4b7024', 0, 0, 'school', 'f34d7f1c16ee0902ec11e78d4214554b', 2, '2026-11-30T09:12:42.525676Z', '2026-11-30T09:12:42.539069Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (4, 'fa8eaaf44887f93323e2d58b6f682395', '910ba1e3dfd4d0044ccc3ccade4b7024', 0, 1, 'school', 'f34d7f1c16ee0902ec11e78d4214554b', 2, '2026-11-30T09:12:42.539243Z', '2026-11-30T09:12:42.601121Z', 0, 5, 5, 2609, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (5, '831508469e4042355bc77722b692e4d8', '0316d89c9bb4d90f948b91c3516d750e', 0, 0, 'school', 'f34d7f1c16ee0902ec11e78d4214554b', 2, '2026-11-30T09:12:42.881107Z', '2026-11-30T09:12:42.965390Z', 0, 2, 2, 0, 1177, '{}', '{}', 'cleanup', 'completed', NULL, 1, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (6, '930d482d9bfa48f004d4de7e4f06072b', '0316d89c9bb4d90f948b91c3516d750e', 0, 1, 'school', 'f34d7f1c16ee0902ec11e78d4214554b', 2, '2026-11-30T09:12:42.965707Z', '2026-11-30T09:12:42.966949Z', 0, 1, 1, 962, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (7, '595553201d0801b19cdcd6fbc38ab3fe', '595553201d0801b19cdcd6fbc38ab3fe', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T09:12:43.076824Z', '2026-11-30T09:12:43.079289Z', 0, 3, 3, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 1, 0, '')

INSERT INTO "morango_transfersession" VALUES (8, '55555555555555555555555555555555', '55555555555555555555555555555555', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T09:12:43.079379Z', '9999-01-01T00:00:00.000000Z', 1, 2, 1, 0, 0, '{}', '{"super": {}, "sub": {}}', 'transferring', 'started', 1, 0, 0, 0, '')

INSERT INTO "topic" VALUES ('2855b65503d119bf02341a06c90279cc', 'f34d7f1c16ee0902ec11e78d4214554b', 'sub', 'afbcc81c2b8aba4f6fe8ace9adcf65b5', '2401f2b28aa1c7077738078a0ea6d147', 'f34d7f1c16ee0902ec11e78d4214554b:shared')

INSERT INTO "topic" VALUES ('afbcc81c2b8aba4f6fe8ace9adcf65b5', 'f34d7f1c16ee0902ec11e78d4214554b', 'top', NULL, 'ea78198edad3a7f6668433d91bcf7d92', 'f34d7f1c16ee0902ec11e78d4214554b:shared')

CREATE INDEX "amora_answer_topic_id" ON "answer" ("topic_id")

CREATE INDEX amora_member_certificate ON amora_member (certificate_id)

CREATE INDEX amora_pushed_certificate_relay ON amora_pushed_certificate (fingerprint, at)

CREATE INDEX amora_recordmaxcounter_instance ON amora_recordmaxcounter (instance_id, counter)

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
  WHEN (length(NEW."topic_id") <> 32 OR octet_length(NEW."topic_id") <> 32 OR unhex(NEW."topic_id") IS NULL AND NEW."topic_id" IS NOT NULL OR lower(NEW."topic_id") <> NEW."topic_id") THEN RAISE(ABORT, 'amora:bad_value:answer: topic_id is not a uuid of 32 lower-case hex digits') END;
END

CREATE TRIGGER "amora_answer_delete" AFTER DELETE ON "answer" WHEN OLD.id IS NOT NULL AND OLD._morango_source_id IS NOT NULL AND OLD._morango_partition IS NOT NULL AND NOT EXISTS (SELECT 1 FROM amora_applying) BEGIN
 SELECT CASE
  WHEN EXISTS (SELECT 1 FROM amora_write_scope) AND NOT EXISTS (SELECT 1 FROM amora_write_scope WHERE substr(OLD._morango_partition, 1, length(prefix)) = prefix) AND NOT (EXISTS (SELECT 1 FROM "amora_dirty_answer" WHERE id = OLD.id) AND NOT EXISTS (SELECT 1 FROM morango_store WHERE id = OLD.id)) THEN RAISE(ABORT, 'amora:not_writable:answer: outside the write scope of this device''s certificate') END;
 INSERT INTO morango_deletedmodels (id, profile) VALUES (OLD.id, 'school') ON CONFLICT DO NOTHING;
 INSERT INTO morango_harddeletedmodels (id, profile) SELECT OLD.id, 'school' WHERE EXISTS (SELECT 1 FROM amora_hard) ON CONFLICT DO NOTHING;
 DELETE FROM "amora_dirty_answer" WHERE id = OLD.id;
END

CREATE TRIGGER "amora_answer_fill" AFTER INSERT ON "answer" WHEN NOT (NEW.id IS NOT NULL AND NEW._morango_source_id IS NOT NULL AND NEW._morango_partition IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM amora_applying) BEGIN
 UPDATE "answer" SET (id, _morango_source_id, _morango_partition) = (SELECT id, source, coalesce(NEW._morango_partition, (NEW."dataset_id" || ':user:' || NEW."user_id")) FROM (SELECT coalesce(NEW.id, amora_id((NEW."dataset_id" || ':user:' || NEW."user_id"), source, 'answer')) AS id, source FROM (SELECT coalesce(NEW._morango_source_id, (NEW."question" || '')) AS source LIMIT -1 OFFSET 0) LIMIT -1 OFFSET 0)) WHERE _rowid_ = NEW._rowid_;
 DELETE FROM "answer" WHERE _rowid_ = NEW._rowid_ AND id IS NULL;
END

CREATE TRIGGER "amora_answer_filled" AFTER UPDATE OF id, _morango_source_id, _morango_partition ON "answer" WHEN NOT (OLD.id IS NOT NULL AND OLD._morango_source_id IS NOT NULL AND OLD._morango_partition IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM amora_applying) BEGIN
 SELECT CASE
  WHEN (length(NEW."dataset_id") <> 32 OR octet_length(NEW."dataset_id") <> 32 OR unhex(NEW."dataset_id") IS NULL AND NEW."dataset_id" IS NOT NULL OR lower(NEW."dataset_id") <> NEW."dataset_id") THEN RAISE(ABORT, 'amora:bad_value:answer: dataset_id is not a uuid of 32 lower-case hex digits')
  WHEN (length(NEW."user_id") <> 32 OR octet_length(NEW."user_id") <> 32 OR unhex(NEW."user_id") IS NULL AND NEW."user_id" IS NOT NULL OR lower(NEW."user_id") <> NEW."user_id") THEN RAISE(ABORT, 'amora:bad_value:answer: user_id is not a uuid of 32 lower-case hex digits')
  WHEN NEW."score" NOT BETWEEN -1.7976931348623157e308 AND 1.7976931348623157e308 THEN RAISE(ABORT, 'amora:bad_value:answer: score is not a finite number')
  WHEN (length(NEW."topic_id") <> 32 OR octet_length(NEW."topic_id") <> 32 OR unhex(NEW."topic_id") IS NULL AND NEW."topic_id" IS NOT NULL OR lower(NEW."topic_id") <> NEW."topic_id") THEN RAISE(ABORT, 'amora:bad_value:answer: topic_id is not a uuid of 32 lower-case hex digits')
  WHEN coalesce(octet_length(NEW."question"), 0) + coalesce(octet_length(NEW."text"), 0) > 65536 AND octet_length(json_object('id', NEW.id, '_morango_source_id', NEW._morango_source_id, '_morango_partition', NEW._morango_partition, 'dataset_id', NEW."dataset_id", 'user_id', NEW."user_id", 'question', NEW."question", 'text', NEW."text", 'score', NEW."score", 'topic_id', NEW."topic_id")) > 524288 THEN RAISE(ABORT, 'amora:record_too_large:answer: the record has more than 524288 bytes')
  WHEN NEW._morango_source_id = '' THEN RAISE(ABORT, 'amora:bad_value:answer: the source id is empty')
  WHEN octet_length(NEW._morango_source_id) + octet_length(NEW._morango_partition) > 16344 THEN RAISE(ABORT, 'amora:record_too_large:answer: source id and partition have more than 16344 bytes')
  WHEN NEW._morango_source_id <> (NEW."question" || '') THEN RAISE(ABORT, 'amora:bad_id:answer: _morango_source_id does not follow from the columns')
  WHEN OLD.id IS NOT NULL AND NEW.id <> amora_id((NEW."dataset_id" || ':user:' || NEW."user_id"), NEW._morango_source_id, 'answer') THEN RAISE(ABORT, 'amora:bad_id:answer: id does not follow from the columns')
  WHEN NEW._morango_partition <> (NEW."dataset_id" || ':user:' || NEW."user_id") THEN RAISE(ABORT, 'amora:bad_id:answer: _morango_partition does not follow from the columns')
  WHEN EXISTS (SELECT 1 FROM amora_write_scope) AND NOT EXISTS (SELECT 1 FROM amora_write_scope WHERE substr(NEW._morango_partition, 1, length(prefix)) = prefix) THEN RAISE(ABORT, 'amora:not_writable:answer: outside the write scope of this device''s certificate') END;
 INSERT INTO "amora_dirty_answer" (id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
 DELETE FROM morango_deletedmodels WHERE id = NEW.id;
 DELETE FROM morango_harddeletedmodels WHERE id = NEW.id;
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
  WHEN coalesce(octet_length(NEW."question"), 0) + coalesce(octet_length(NEW."text"), 0) > 65536 AND octet_length(json_object('id', NEW.id, '_morango_source_id', NEW._morango_source_id, '_morango_partition', NEW._morango_partition, 'dataset_id', NEW."dataset_id", 'user_id', NEW."user_id", 'question', NEW."question", 'text', NEW."text", 'score', NEW."score", 'topic_id', NEW."topic_id")) > 524288 THEN RAISE(ABORT, 'amora:record_too_large:answer: the record has more than 524288 bytes')
  WHEN NEW._morango_source_id = '' THEN RAISE(ABORT, 'amora:bad_value:answer: the source id is empty')
  WHEN octet_length(NEW._morango_source_id) + octet_length(NEW._morango_partition) > 16344 THEN RAISE(ABORT, 'amora:record_too_large:answer: source id and partition have more than 16344 bytes')
  WHEN NEW._morango_source_id <> (NEW."question" || '') THEN RAISE(ABORT, 'amora:bad_id:answer: _morango_source_id does not follow from the columns')
  WHEN true AND NEW.id <> amora_id((NEW."dataset_id" || ':user:' || NEW."user_id"), NEW._morango_source_id, 'answer') THEN RAISE(ABORT, 'amora:bad_id:answer: id does not follow from the columns')
  WHEN NEW._morango_partition <> (NEW."dataset_id" || ':user:' || NEW."user_id") THEN RAISE(ABORT, 'amora:bad_id:answer: _morango_partition does not follow from the columns')
  WHEN EXISTS (SELECT 1 FROM amora_write_scope) AND NOT EXISTS (SELECT 1 FROM amora_write_scope WHERE substr(NEW._morango_partition, 1, length(prefix)) = prefix) THEN RAISE(ABORT, 'amora:not_writable:answer: outside the write scope of this device''s certificate') END;
 INSERT INTO "amora_dirty_answer" (id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
 DELETE FROM morango_deletedmodels WHERE id = NEW.id;
 DELETE FROM morango_harddeletedmodels WHERE id = NEW.id;
END

CREATE TRIGGER "amora_answer_orphan" AFTER DELETE ON "answer" WHEN EXISTS (SELECT 1 FROM amora_applying) AND EXISTS (SELECT 1 FROM morango_store s WHERE s.id = OLD.id AND s.deleted = 0) BEGIN
 INSERT INTO amora_orphan (id) VALUES (OLD.id) ON CONFLICT DO NOTHING;
END

CREATE TRIGGER "amora_answer_update" AFTER UPDATE ON "answer" WHEN OLD.id IS NOT NULL AND OLD._morango_source_id IS NOT NULL AND OLD._morango_partition IS NOT NULL AND NOT EXISTS (SELECT 1 FROM amora_applying) BEGIN
 SELECT CASE
  WHEN coalesce(octet_length(NEW."question"), 0) + coalesce(octet_length(NEW."text"), 0) > 65536 AND octet_length(json_object('id', NEW.id, '_morango_source_id', NEW._morango_source_id, '_morango_partition', NEW._morango_partition, 'dataset_id', NEW."dataset_id", 'user_id', NEW."user_id", 'question', NEW."question", 'text', NEW."text", 'score', NEW."score", 'topic_id', NEW."topic_id")) > 524288 THEN RAISE(ABORT, 'amora:record_too_large:answer: the record has more than 524288 bytes')
  WHEN EXISTS (SELECT 1 FROM amora_write_scope) AND NOT EXISTS (SELECT 1 FROM amora_write_scope WHERE substr(NEW._morango_partition, 1, length(prefix)) = prefix) THEN RAISE(ABORT, 'amora:not_writable:answer: outside the write scope of this device''s certificate') END;
 INSERT INTO "amora_dirty_answer" (id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
END

CREATE TRIGGER amora_quota_counter AFTER INSERT ON morango_databasemaxcounter BEGIN
  UPDATE amora_quota SET bytes = bytes + 52 + iif(
    EXISTS (SELECT 1 FROM morango_databasemaxcounter WHERE partition = NEW.partition AND instance_id <> NEW.instance_id), 0,
    6 + octet_length(replace(replace(replace(json_quote(NEW.partition), '<', '\u003c'), '>', '\u003e'), '&', '\u0026')))
  WHERE certificate_id = '';
END

CREATE TRIGGER amora_store_overtaken AFTER UPDATE OF last_saved_instance ON morango_store
WHEN OLD.last_saved_instance <> NEW.last_saved_instance BEGIN
  INSERT INTO amora_recordmaxcounter VALUES (OLD.id, OLD.last_saved_instance, OLD.last_saved_counter)
    ON CONFLICT DO UPDATE SET counter = max(counter, excluded.counter);
  DELETE FROM amora_recordmaxcounter WHERE store_model_id = NEW.id AND instance_id = NEW.last_saved_instance;
END

CREATE TRIGGER "amora_topic_checked" AFTER UPDATE OF "dataset_id", "parent_id" ON "topic" WHEN OLD.id IS NOT NULL AND OLD._morango_source_id IS NOT NULL AND OLD._morango_partition IS NOT NULL AND NOT EXISTS (SELECT 1 FROM amora_applying) BEGIN
 SELECT CASE
  WHEN (length(NEW."dataset_id") <> 32 OR octet_length(NEW."dataset_id") <> 32 OR unhex(NEW."dataset_id") IS NULL AND NEW."dataset_id" IS NOT NULL OR lower(NEW."dataset_id") <> NEW."dataset_id") THEN RAISE(ABORT, 'amora:bad_value:topic: dataset_id is not a uuid of 32 lower-case hex digits')
  WHEN (length(NEW."parent_id") <> 32 OR octet_length(NEW."parent_id") <> 32 OR unhex(NEW."parent_id") IS NULL AND NEW."parent_id" IS NOT NULL OR lower(NEW."parent_id") <> NEW."parent_id") THEN RAISE(ABORT, 'amora:bad_value:topic: parent_id is not a uuid of 32 lower-case hex digits') END;
END

CREATE TRIGGER "amora_topic_delete" AFTER DELETE ON "topic" WHEN OLD.id IS NOT NULL AND OLD._morango_source_id IS NOT NULL AND OLD._morango_partition IS NOT NULL AND NOT EXISTS (SELECT 1 FROM amora_applying) BEGIN
 SELECT CASE
  WHEN EXISTS (SELECT 1 FROM amora_write_scope) AND NOT EXISTS (SELECT 1 FROM amora_write_scope WHERE substr(OLD._morango_partition, 1, length(prefix)) = prefix) AND NOT (EXISTS (SELECT 1 FROM "amora_dirty_topic" WHERE id = OLD.id) AND NOT EXISTS (SELECT 1 FROM morango_store WHERE id = OLD.id)) THEN RAISE(ABORT, 'amora:not_writable:topic: outside the write scope of this device''s certificate') END;
 INSERT INTO morango_deletedmodels (id, profile) VALUES (OLD.id, 'school') ON CONFLICT DO NOTHING;
 INSERT INTO morango_harddeletedmodels (id, profile) SELECT OLD.id, 'school' WHERE EXISTS (SELECT 1 FROM amora_hard) ON CONFLICT DO NOTHING;
 DELETE FROM "amora_dirty_topic" WHERE id = OLD.id;
END

CREATE TRIGGER "amora_topic_fill" AFTER INSERT ON "topic" WHEN NOT (NEW.id IS NOT NULL AND NEW._morango_source_id IS NOT NULL AND NEW._morango_partition IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM amora_applying) BEGIN
 UPDATE "topic" SET (id, _morango_source_id, _morango_partition) = (SELECT id, source, coalesce(NEW._morango_partition, (NEW."dataset_id" || ':shared')) FROM (SELECT coalesce(NEW.id, amora_id((NEW."dataset_id" || ':shared'), source, 'topic')) AS id, source FROM (SELECT coalesce(NEW._morango_source_id, amora_uuid()) AS source LIMIT -1 OFFSET 0) LIMIT -1 OFFSET 0)) WHERE _rowid_ = NEW._rowid_;
 DELETE FROM "topic" WHERE _rowid_ = NEW._rowid_ AND id IS NULL;
END

CREATE TRIGGER "amora_topic_filled" AFTER UPDATE OF id, _morango_source_id, _morango_partition ON "topic" WHEN NOT (OLD.id IS NOT NULL AND OLD._morango_source_id IS NOT NULL AND OLD._morango_partition IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM amora_applying) BEGIN
 SELECT CASE
  WHEN (length(NEW."dataset_id") <> 32 OR octet_length(NEW."dataset_id") <> 32 OR unhex(NEW."dataset_id") IS NULL AND NEW."dataset_id" IS NOT NULL OR lower(NEW."dataset_id") <> NEW."dataset_id") THEN RAISE(ABORT, 'amora:bad_value:topic: dataset_id is not a uuid of 32 lower-case hex digits')
  WHEN (length(NEW."parent_id") <> 32 OR octet_length(NEW."parent_id") <> 32 OR unhex(NEW."parent_id") IS NULL AND NEW."parent_id" IS NOT NULL OR lower(NEW."parent_id") <> NEW."parent_id") THEN RAISE(ABORT, 'amora:bad_value:topic: parent_id is not a uuid of 32 lower-case hex digits')
  WHEN coalesce(octet_length(NEW."title"), 0) > 65536 AND octet_length(json_object('id', NEW.id, '_morango_source_id', NEW._morango_source_id, '_morango_partition', NEW._morango_partition, 'dataset_id', NEW."dataset_id", 'title', NEW."title", 'parent_id', NEW."parent_id")) > 524288 THEN RAISE(ABORT, 'amora:record_too_large:topic: the record has more than 524288 bytes')
  WHEN NEW._morango_source_id = '' THEN RAISE(ABORT, 'amora:bad_value:topic: the source id is empty')
  WHEN octet_length(NEW._morango_source_id) + octet_length(NEW._morango_partition) > 16344 THEN RAISE(ABORT, 'amora:record_too_large:topic: source id and partition have more than 16344 bytes')
  WHEN OLD.id IS NOT NULL AND NEW.id <> amora_id((NEW."dataset_id" || ':shared'), NEW._morango_source_id, 'topic') THEN RAISE(ABORT, 'amora:bad_id:topic: id does not follow from _morango_source_id and the columns')
  WHEN NEW._morango_partition <> (NEW."dataset_id" || ':shared') THEN RAISE(ABORT, 'amora:bad_id:topic: _morango_partition does not follow from the columns')
  WHEN EXISTS (SELECT 1 FROM amora_write_scope) AND NOT EXISTS (SELECT 1 FROM amora_write_scope WHERE substr(NEW._morango_partition, 1, length(prefix)) = prefix) THEN RAISE(ABORT, 'amora:not_writable:topic: outside the write scope of this device''s certificate') END;
 INSERT INTO "amora_dirty_topic" (id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
 DELETE FROM morango_deletedmodels WHERE id = NEW.id;
 DELETE FROM morango_harddeletedmodels WHERE id = NEW.id;
END

CREATE TRIGGER "amora_topic_fixed" AFTER UPDATE OF "dataset_id", "id", "_morango_source_id", "_morango_partition" ON "topic" WHEN OLD.id IS NOT NULL AND OLD._morango_source_id IS NOT NULL AND OLD._morango_partition IS NOT NULL AND NOT EXISTS (SELECT 1 FROM amora_applying) BEGIN
 SELECT CASE
  WHEN NEW."dataset_id" IS NOT OLD."dataset_id" THEN RAISE(ABORT, 'amora:immutable_column:topic: dataset_id cannot change, the row''s id or partition follow from it')
  WHEN NEW."id" IS NOT OLD."id" THEN RAISE(ABORT, 'amora:immutable_column:topic: id cannot change')
  WHEN NEW."_morango_source_id" IS NOT OLD."_morango_source_id" THEN RAISE(ABORT, 'amora:immutable_column:topic: _morango_source_id cannot change')
  WHEN NEW."_morango_partition" IS NOT OLD."_morango_partition" THEN RAISE(ABORT, 'amora:immutable_column:topic: _morango_partition cannot change') END;
END

CREATE TRIGGER "amora_topic_insert" AFTER INSERT ON "topic" WHEN NEW.id IS NOT NULL AND NEW._morango_source_id IS NOT NULL AND NEW._morango_partition IS NOT NULL AND NOT EXISTS (SELECT 1 FROM amora_applying) BEGIN
 SELECT CASE
  WHEN (length(NEW."dataset_id") <> 32 OR octet_length(NEW."dataset_id") <> 32 OR unhex(NEW."dataset_id") IS NULL AND NEW."dataset_id" IS NOT NULL OR lower(NEW."dataset_id") <> NEW."dataset_id") THEN RAISE(ABORT, 'amora:bad_value:topic: dataset_id is not a uuid of 32 lower-case hex digits')
  WHEN (length(NEW."parent_id") <> 32 OR octet_length(NEW."parent_id") <> 32 OR unhex(NEW."parent_id") IS NULL AND NEW."parent_id" IS NOT NULL OR lower(NEW."parent_id") <> NEW."parent_id") THEN RAISE(ABORT, 'amora:bad_value:topic: parent_id is not a uuid of 32 lower-case hex digits')
  WHEN coalesce(octet_length(NEW."title"), 0) > 65536 AND octet_length(json_object('id', NEW.id, '_morango_source_id', NEW._morango_source_id, '_morango_partition', NEW._morango_partition, 'dataset_id', NEW."dataset_id", 'title', NEW."title", 'parent_id', NEW."parent_id")) > 524288 THEN RAISE(ABORT, 'amora:record_too_large:topic: the record has more than 524288 bytes')
  WHEN NEW._morango_source_id = '' THEN RAISE(ABORT, 'amora:bad_value:topic: the source id is empty')
  WHEN octet_length(NEW._morango_source_id) + octet_length(NEW._morango_partition) > 16344 THEN RAISE(ABORT, 'amora:record_too_large:topic: source id and partition have more than 16344 bytes')
  WHEN true AND NEW.id <> amora_id((NEW."dataset_id" || ':shared'), NEW._morango_source_id, 'topic') THEN RAISE(ABORT, 'amora:bad_id:topic: id does not follow from _morango_source_id and the columns')
  WHEN NEW._morango_partition <> (NEW."dataset_id" || ':shared') THEN RAISE(ABORT, 'amora:bad_id:topic: _morango_partition does not follow from the columns')
  WHEN EXISTS (SELECT 1 FROM amora_write_scope) AND NOT EXISTS (SELECT 1 FROM amora_write_scope WHERE substr(NEW._morango_partition, 1, length(prefix)) = prefix) THEN RAISE(ABORT, 'amora:not_writable:topic: outside the write scope of this device''s certificate') END;
 INSERT INTO "amora_dirty_topic" (id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
 DELETE FROM morango_deletedmodels WHERE id = NEW.id;
 DELETE FROM morango_harddeletedmodels WHERE id = NEW.id;
END

CREATE TRIGGER "amora_topic_orphan" AFTER DELETE ON "topic" WHEN EXISTS (SELECT 1 FROM amora_applying) AND EXISTS (SELECT 1 FROM morango_store s WHERE s.id = OLD.id AND s.deleted = 0) BEGIN
 INSERT INTO amora_orphan (id) VALUES (OLD.id) ON CONFLICT DO NOTHING;
END

CREATE TRIGGER "amora_topic_update" AFTER UPDATE ON "topic" WHEN OLD.id IS NOT NULL AND OLD._morango_source_id IS NOT NULL AND OLD._morango_partition IS NOT NULL AND NOT EXISTS (SELECT 1 FROM amora_applying) BEGIN
 SELECT CASE
  WHEN coalesce(octet_length(NEW."title"), 0) > 65536 AND octet_length(json_object('id', NEW.id, '_morango_source_id', NEW._morango_source_id, '_morango_partition', NEW._morango_partition, 'dataset_id', NEW."dataset_id", 'title', NEW."title", 'parent_id', NEW."parent_id")) > 524288 THEN RAISE(ABORT, 'amora:record_too_large:topic: the record has more than 524288 bytes')
  WHEN EXISTS (SELECT 1 FROM amora_write_scope) AND NOT EXISTS (SELECT 1 FROM amora_write_scope WHERE substr(NEW._morango_partition, 1, length(prefix)) = prefix) THEN RAISE(ABORT, 'amora:not_writable:topic: outside the write scope of this device''s certificate') END;
 INSERT INTO "amora_dirty_topic" (id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
END

CREATE TRIGGER amora_trust_key AFTER UPDATE OF private_key ON morango_certificate BEGIN
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

