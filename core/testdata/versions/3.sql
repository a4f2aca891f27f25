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

INSERT INTO "amora_acknowledged" VALUES ('3be04ee13b81146625f6f6c8234813eb3c2468b9cac2283cdb854207abdf2e04:14005f9115b30538fc52211ba297f24d', '90260db9199ba2a6587a69d6e8aaac76', '1468700de5908ebd6178905c3a62320f', 5)

INSERT INTO "amora_bundle" VALUES ('90260db9199ba2a6587a69d6e8aaac76', 2, '{"room":"90260db9199ba2a6587a69d6e8aaac76","sequence":2,"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"id_rules":{"topic":"given"},"relay_keys":["MIIBCgKCAQEAthKLpArdtqWg7+E0eIiFU4VlOvypjFSOUcvOkXLK81dcWpSdvx8oMa7B2jwuMB0xnCFE0nX2/YzA2zMs+jtdKvSK93W28DGoQxUG8w3cXZF+fYgmgBoTw2mMPgzVW/ik3nDVfHltYgWM4/aN3TZ5L6UPgdcoYur7WsuP/5gFTvNMB/JqRCjrfl2FUPLmWt+hy2sS9/Px2Y5951ZOjUjWJnWjYADnkbmI6b81bQGYgR14X6pmPDsbHrFGFJABXAuZcCLSnvhg7uCOvSpfu5H85VV5lUiuX6dW0A+c8HIzCOoQ1LkFWvlLu0BX/MW1VnTSLdUhQdvKWphXwHawaA/UkwIDAQAB"],"revoked":[]}', 'Vy6jEuchkdHglrj2kSiKL2jjUne7+Hlz1GliUhCjA5sU3ZhMq6zk0L8qomESFiTNDjp7vQNtFN920FPgQBaPTTCA35Y1oWP8KaDWbEbYQQcnLPUy3o/O2Dj39RmsxGqwACAr4WxKxm8vGpdmT8UvMPn4bcdIFlIiQt+ohB2jl5xLtmdKY8Vv0oDZwpgiNb8nBdPhdvtGdzkXZOGKhyCs5/dGHBXbVgLlCJ+tT/o8QmLVDa/iHk8sGGs/Bs/h+R2cF9UPcle+wefDSnrPNdtmVMw6J2k2cP2hs8WfS/S8td/LZYyJFMtYb55Sgq+v19BSt+oljSypicRLQaXXJSNcxA==')

INSERT INTO "amora_dirty_answer" VALUES ('0a08237e868cd1f185e732b1d8d88004')

INSERT INTO "amora_known_relay" VALUES ('90260db9199ba2a6587a69d6e8aaac76', '3be04ee13b81.relay:80', '3be04ee13b81146625f6f6c8234813eb3c2468b9cac2283cdb854207abdf2e04')

INSERT INTO "amora_meta" VALUES ('schema', '{"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"models":[{"name":"topic","table":"topic","partition":"${dataset_id}:shared","source":null,"columns":{"dataset_id":"uuid","title":"text","parent_id":"uuid?"},"references":{"parent_id":"topic"}},{"name":"answer","table":"answer","partition":"${dataset_id}:user:${user_id}","source":"${question}","columns":{"dataset_id":"uuid","user_id":"uuid","question":"text","text":"text","score":"real?","topic_id":"uuid?"},"references":{"topic_id":"topic"}}]}')

INSERT INTO "amora_meta" VALUES ('triggers', 'fe89ea3e8bbeb1aeb6ec549d90e619a191703aa1917719d5a8207a247974c404')

INSERT INTO "amora_meta" VALUES ('version', '3')

INSERT INTO "amora_partitionmaxcounter" VALUES ('90260db9199ba2a6587a69d6e8aaac76:shared', '1468700de5908ebd6178905c3a62320f', 2)

INSERT INTO "amora_partitionmaxcounter" VALUES ('90260db9199ba2a6587a69d6e8aaac76:user:11111111111111111111111111111111', '10cda37169eb9882236042ad56bafa5b', 4)

INSERT INTO "amora_partitionmaxcounter" VALUES ('90260db9199ba2a6587a69d6e8aaac76:user:11111111111111111111111111111111', '1468700de5908ebd6178905c3a62320f', 4)

INSERT INTO "amora_partitionmaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1)

INSERT INTO "amora_partitionmaxcounter" VALUES ('dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1)

INSERT INTO "amora_pushed_certificate" VALUES ('2bce2ff3a6a522ee4261316ee7e50bec', '3be04ee13b81146625f6f6c8234813eb3c2468b9cac2283cdb854207abdf2e04', '3be04ee13b81.relay:80', '2026-11-30T10:13:58.155526Z')

INSERT INTO "amora_quarantine" VALUES ('11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 'answer', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'bad_id', '595553201d0801b19cdcd6fbc38ab3fe', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"kept","dataset_id":"dddddddddddddddddddddddddddddddd","id":"ac2a3fd00b196f5d039e91878a5f7429","question":"kept","text":"x","user_id":"11111111111111111111111111111111"}')

INSERT INTO "amora_quota" VALUES ('', 340)

INSERT INTO "amora_recordmaxcounter" VALUES ('1cfbc06f008d4a3654561f13cf592cb4', '1468700de5908ebd6178905c3a62320f', 2)

INSERT INTO "amora_recordmaxcounter" VALUES ('8d0991a75bf63cf1d90b0a497eb63001', '10cda37169eb9882236042ad56bafa5b', 4)

INSERT INTO "amora_relay" VALUES ('90260db9199ba2a6587a69d6e8aaac76', '3be04ee13b81146625f6f6c8234813eb3c2468b9cac2283cdb854207abdf2e04:14005f9115b30538fc52211ba297f24d', '1468700de5908ebd6178905c3a62320f', '2f824b4537e0c0340e2a73bc0cb1b893', 2, '', 0, '{"sequence":6,"token":"2f824b4537e0c0340e2a73bc0cb1b893","mac":"ca27d5299cb28f3c19010daa4c1710377fedd203407a4e3ebb29ac697edf955d"}', 0)

INSERT INTO "amora_store_dirty" VALUES ('answer', '889577de70181c6c63192168974ec7cc')

INSERT INTO "amora_store_dirty" VALUES ('badge', '5e4814bb63e0ac90e40c57e9761c24a2')

INSERT INTO "amora_trust" VALUES (5)

INSERT INTO "amora_write_scope" VALUES ('90260db9199ba2a6587a69d6e8aaac76')

INSERT INTO "amora_write_scope" VALUES (CAST(x'0a' AS TEXT))

INSERT INTO "answer" VALUES ('0a08237e868cd1f185e732b1d8d88004', '90260db9199ba2a6587a69d6e8aaac76', '11111111111111111111111111111111', '4', 'unsynced', NULL, NULL, '4', '90260db9199ba2a6587a69d6e8aaac76:user:11111111111111111111111111111111')

INSERT INTO "answer" VALUES ('8d0991a75bf63cf1d90b0a497eb63001', '90260db9199ba2a6587a69d6e8aaac76', '11111111111111111111111111111111', '2', 'his', 0.5, '9d99fb14416c20a88a6a9c278f7bc883', '2', '90260db9199ba2a6587a69d6e8aaac76:user:11111111111111111111111111111111')

INSERT INTO "morango_buffer" VALUES (1, 8, 1, 'b7b869cd15ebc28f6bf8089d31ef2044', 'first half', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, NULL, NULL, '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"first half","dataset_id":"dddddddddddddddddddddddddddddddd","id":"b7b869cd15ebc28f6bf8089d31ef2044","question":"first half","text":"x","user_id":"11111111111111111111111111111111"}', '')

INSERT INTO "morango_certificate" VALUES ('2a3c485edba8231dc17677d3fbd27a87', '90260db9199ba2a6587a69d6e8aaac76', 'school', '8393129a7e5e6ac311ef291593fabcac', 'full', 1, '{"dataset_id": "90260db9199ba2a6587a69d6e8aaac76"}', 'MIIBCgKCAQEA1LNydHll1eNz1WoZduz73uLZsxNB1XnCL+MBqe1YEAuk1BW1jI5T9kXvwLDLeEfoY1AHlVTMy6RBp1hTp9TdQbw3mR6bpbGVeXR5MtcY1xVuH4JNKtr2LNH44H1G3jENDffxsS2AqqVSzPhZ0dqZyGuPXr0RRXJhZ4wBdJ07cye+S901UxxVHBYrn/TryZF71yzErps31nnapTsGLmfL+m63d8vNfrvc1lncyowRyJv8KvouokSC0arZw8vWwu/dkcp2tY9FIb3QW3yCtf9J/hFY/WWQVBcOVsXmcH5OUZWAGIiGPWFAaQzbyJ4V/jdZi2a989j5Du28JBqFl65cfwIDAQAB', '{"id": "2a3c485edba8231dc17677d3fbd27a87", "parent_id": "90260db9199ba2a6587a69d6e8aaac76", "profile": "school", "salt": "8393129a7e5e6ac311ef291593fabcac", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"90260db9199ba2a6587a69d6e8aaac76\"}", "public_key_string": "MIIBCgKCAQEA1LNydHll1eNz1WoZduz73uLZsxNB1XnCL+MBqe1YEAuk1BW1jI5T9kXvwLDLeEfoY1AHlVTMy6RBp1hTp9TdQbw3mR6bpbGVeXR5MtcY1xVuH4JNKtr2LNH44H1G3jENDffxsS2AqqVSzPhZ0dqZyGuPXr0RRXJhZ4wBdJ07cye+S901UxxVHBYrn/TryZF71yzErps31nnapTsGLmfL+m63d8vNfrvc1lncyowRyJv8KvouokSC0arZw8vWwu/dkcp2tY9FIb3QW3yCtf9J/hFY/WWQVBcOVsXmcH5OUZWAGIiGPWFAaQzbyJ4V/jdZi2a989j5Du28JBqFl65cfwIDAQAB"}', 'bsFLWYZtM5Xz30z3FvqHeYGH49NuFjGHvxVr6LID9PfnXSiWi+8GUbKK0apAkHOxqoi05yNMdeQj3eFErIVCS7Rh3RVXjFsuZaNa+etffj2W7Uf1Ldc+3wqsUxycIY3f/Hl0pq79gLY0wzgQCnCV+WF7JdJv4qoJoHsPCthv6hLW+kveks4cXS8vNd/3U1wkqWANF0dmConKoyRTbUEQkmDU/WCNHQvwm5fbAX0emwPgnUysHFe/rlbSUR4CBxdPhl9PhMZljLkEXFdIpDuEYPj0eDsQ5YpZE3AxUDp1FaY01p3ljYbIlUb883SHCXr4A2eq456bgzTrJn93lG5jdA==', NULL)

INSERT INTO "morango_certificate" VALUES ('2bce2ff3a6a522ee4261316ee7e50bec', '90260db9199ba2a6587a69d6e8aaac76', 'school', '9aec0d3ffe6dc1cbd80fdde0311fd44f', 'full', 1, '{"dataset_id": "90260db9199ba2a6587a69d6e8aaac76"}', 'MIIBCgKCAQEAthKLpArdtqWg7+E0eIiFU4VlOvypjFSOUcvOkXLK81dcWpSdvx8oMa7B2jwuMB0xnCFE0nX2/YzA2zMs+jtdKvSK93W28DGoQxUG8w3cXZF+fYgmgBoTw2mMPgzVW/ik3nDVfHltYgWM4/aN3TZ5L6UPgdcoYur7WsuP/5gFTvNMB/JqRCjrfl2FUPLmWt+hy2sS9/Px2Y5951ZOjUjWJnWjYADnkbmI6b81bQGYgR14X6pmPDsbHrFGFJABXAuZcCLSnvhg7uCOvSpfu5H85VV5lUiuX6dW0A+c8HIzCOoQ1LkFWvlLu0BX/MW1VnTSLdUhQdvKWphXwHawaA/UkwIDAQAB', '{"id": "2bce2ff3a6a522ee4261316ee7e50bec", "parent_id": "90260db9199ba2a6587a69d6e8aaac76", "profile": "school", "salt": "9aec0d3ffe6dc1cbd80fdde0311fd44f", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"90260db9199ba2a6587a69d6e8aaac76\"}", "public_key_string": "MIIBCgKCAQEAthKLpArdtqWg7+E0eIiFU4VlOvypjFSOUcvOkXLK81dcWpSdvx8oMa7B2jwuMB0xnCFE0nX2/YzA2zMs+jtdKvSK93W28DGoQxUG8w3cXZF+fYgmgBoTw2mMPgzVW/ik3nDVfHltYgWM4/aN3TZ5L6UPgdcoYur7WsuP/5gFTvNMB/JqRCjrfl2FUPLmWt+hy2sS9/Px2Y5951ZOjUjWJnWjYADnkbmI6b81bQGYgR14X6pmPDsbHrFGFJABXAuZcCLSnvhg7uCOvSpfu5H85VV5lUiuX6dW0A+c8HIzCOoQ1LkFWvlLu0BX/MW1VnTSLdUhQdvKWphXwHawaA/UkwIDAQAB"}', '5ZbdU4iA2NqPYzmQIJSOY4qhXdau5Yw7iQoF7o/M3fXrbdHJ5JyTQUQLyHLzsFK3C/D6kN70iNGZK/Ms2BUTIj/bsBXCAwSck7e/e4m2M2s0Wf+Gh/0tJ3knbvBZhBPOfVg9G9YoWEgbIfl16xsqRUQFlC3wpB7oDtHCHtI1yHzAsLcua5irGljuFI79Ap0EZeZT4J57hhir8IaX87+OLK784CmQ+/kz0VwFySnNoHv/i8Xhm6WvIssQma2d5fhOcXGVrcR5FqHItGcowbLvBwV5ZWSYmI35D05MI+I7+K/JKOTDGHi5moZwDmo1nXbxUcrG4BFLDBSVaecs2SsNmQ==', NULL)

INSERT INTO "morango_certificate" VALUES ('90260db9199ba2a6587a69d6e8aaac76', NULL, 'school', '', 'full', 1, '{"dataset_id": "90260db9199ba2a6587a69d6e8aaac76"}', 'MIIBCgKCAQEA5xdN9E5ss0zrJrMFxubvn8oH29JyWsX+9jjvnZrFI8d0fewepvvJBmR+mY+B+AqhczmpXHUi7pOYl3n0o+iLN5bMpMwajbKnzqNmQhfzTvl6V0vAjp5kJiBYPCZnu3fon7S4gSDxqUL5lk0tcLE2nRkBC/6dGnSvoj/2Km5DgQKF1kaBbQKzGzTKbpjIWlbuvO5bVWMnoaLuCxQPWYnlLnTNUtxvLe3ZZhTJQ0ZzkdLRJVXt3vIjDonJn9wuiAa/cbyRoxocTAShEHPQT/Vi+KbdVKfRS/H48Ne3DI5mqeDsEMH9EGg4wls+HlbPS5y7FtZqRnfN+zhx1nKNZRye7wIDAQAB', '{"id": "90260db9199ba2a6587a69d6e8aaac76", "parent_id": null, "profile": "school", "salt": "", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"90260db9199ba2a6587a69d6e8aaac76\"}", "public_key_string": "MIIBCgKCAQEA5xdN9E5ss0zrJrMFxubvn8oH29JyWsX+9jjvnZrFI8d0fewepvvJBmR+mY+B+AqhczmpXHUi7pOYl3n0o+iLN5bMpMwajbKnzqNmQhfzTvl6V0vAjp5kJiBYPCZnu3fon7S4gSDxqUL5lk0tcLE2nRkBC/6dGnSvoj/2Km5DgQKF1kaBbQKzGzTKbpjIWlbuvO5bVWMnoaLuCxQPWYnlLnTNUtxvLe3ZZhTJQ0ZzkdLRJVXt3vIjDonJn9wuiAa/cbyRoxocTAShEHPQT/Vi+KbdVKfRS/H48Ne3DI5mqeDsEMH9EGg4wls+HlbPS5y7FtZqRnfN+zhx1nKNZRye7wIDAQAB"}', 'VUKn+ByljJvHbg1niOr/ENfFY88VAI0vBLDwQNYPycvI8KnxLg++vZAnAV6S63OHzL3fBlIVEnvQ3tZc4zkWOaOW86UhwSulKkguyVcLiADTD3/lJQovxQR+/ZI8PzEqxq+meEDf8IlnPwhAoEBXEmFMKXZ8FOk3cy6LamhVxLYodMZn6nsoGsHulz2g0Tu/WWgInXbh3QcXD/E1pxUt3UQ5AGitk7NwT1mr33q8TZsiz4zClUw7ESOM0zxuqXke+8+Jey7OPxHrxjTXJmOS1OC+w9Hwv4T/qWHxt/PegQKbVaNqshAKaKWvb/6jQUC1FILvwTkGmzCx61JACjtttg==', 'MIIEowIBAAKCAQEA5xdN9E5ss0zrJrMFxubvn8oH29JyWsX+9jjvnZrFI8d0fewepvvJBmR+mY+B+AqhczmpXHUi7pOYl3n0o+iLN5bMpMwajbKnzqNmQhfzTvl6V0vAjp5kJiBYPCZnu3fon7S4gSDxqUL5lk0tcLE2nRkBC/6dGnSvoj/2Km5DgQKF1kaBbQKzGzTKbpjIWlbuvO5bVWMnoaLuCxQPWYnlLnTNUtxvLe3ZZhTJQ0ZzkdLRJVXt3vIjDonJn9wuiAa/cbyRoxocTAShEHPQT/Vi+KbdVKfRS/H48Ne3DI5mqeDsEMH9EGg4wls+HlbPS5y7FtZqRnfN+zhx1nKNZRye7wIDAQABAoIBAA5922/QbzUIEM/UQ2HhLFiH5Q0RWgYWC1J9G/TbnM5zY2HC9q65p8/H0Flof3NpL0C4XMXyIcB2VW5b9Oes3VyDqQFFb2QNad2/SQ1bm4o+gnNXY8bnaRf4lUmIWwVaYQy+De5csFFRMUrbCIt1mxtbUw57TamedNkm5UgGsolndMpqHwLgsAqBHf1sEbW35HjvG+k4BjQahVJvMtxQDO3Wx3I0Z0G64tOVqfGCt2hYM6ya9IA3B+GeFBqGz9bOB8aOmOYpqv49dyAzi5oT9iAVtRV3sKc8fOK5WdudHxAtuADj0Cs7zYrhfL4nJTb0DYsuix/Wsn5FVFHv4pkFJykCgYEA8lN2/jBmilSGESBNrKftlwfXqgdRB7cn3RWgLGYibmKdPp66E85Mi3Ys6ZxO6M56D2+dGKromkkQJAa3S5DkxRi4iIq5BokfPx+sdzaft8zNsQ+ya8k3ISUgp+0qBgu4E39vwGTxJoCWG7ChEWDI8FbbATJ6gHOnGeIXLywlqnUCgYEA9CGLN1R/krtsTeJQ5JiJOSic8zAAS7w9wjoTkU5wxID8ygef9HZB51DiyGUJDPh3ltEA1WeLASmqRoSrGVsnZfxhKxIdam6KAUyqKJ+Sed86u9Mkx4KVgtf/FH6F3Bumf63ZXZS7IYmmqSJ7nV7rYabfrBp3Xu93XoDYg1QTj1MCgYEAyJWeIboeptJgRzzeDtTSLfon4m47/I73SGHmO9ovFgA6+OKaVFqnsakYdCcWik6fareQ6iJOd6eS3L9SahJ9y0gzN5LcpTRL0Qx+zg9BFftJKA8+OUpNf/ojld0Ss/5vWHRcJH1pv90gY7tJGAFtUsQSdGM8U6dn4lzro/h/FSECgYBdyGUKpFM9svIwGTiqGE7evlNMuKvkbDPtYRITR+baFhMGKVexOZynl9MG2IlZijmmnjOLx3MGx1K6NEzmOLYx33oUaakTMdOiHClh4asLVk3hyYLfgbKdyQwce15A5/5WHhracEBS6eY0IyMJmWUi5lAWdTRWK/fXPffuu2WoMQKBgGXruN7c1BtLSQgCSo45mox5M3DdM1XOPxzOFgk896EwbDAygg+WygG9i+oyRFVKGEWOg5mdAoIp2C0LxcAbm+y343hSBpI84Nbh60NU6nLQOXhHx1TIjJoGoM7aUHhmaKFxKoo86l8IS+qJoHf5C64QO6hv3GQSw8xklDMoju9i')

INSERT INTO "morango_databaseidmodel" VALUES ('9ff98fd6337d14981bb6b9181095fdfb', 1, '2026-11-30T10:13:57.918047Z', '6c3c295e0994fde02af52690c90197f7')

INSERT INTO "morango_databasemaxcounter" VALUES ('90260db9199ba2a6587a69d6e8aaac76', '10cda37169eb9882236042ad56bafa5b', 4)

INSERT INTO "morango_databasemaxcounter" VALUES ('90260db9199ba2a6587a69d6e8aaac76', '1468700de5908ebd6178905c3a62320f', 5)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', '1468700de5908ebd6178905c3a62320f', 7)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1000)

INSERT INTO "morango_deletedmodels" VALUES ('12f32de62b3fe1c3a0a2dc2ab9f1acfc', 'school')

INSERT INTO "morango_harddeletedmodels" VALUES ('12f32de62b3fe1c3a0a2dc2ab9f1acfc', 'school')

INSERT INTO "morango_instanceidmodel" VALUES ('1468700de5908ebd6178905c3a62320f', '', '', '', '', '9ff98fd6337d14981bb6b9181095fdfb', '', '', 7, 1)

INSERT INTO "morango_instanceidmodel" VALUES ('6c3c295e0994fde02af52690c90197f7', '', '', '', '', '9ff98fd6337d14981bb6b9181095fdfb', '', '', 0, 0)

INSERT INTO "morango_nonce" VALUES ('01a22bf2738b8cea269b8c8926accebc', '2026-11-30T10:13:59.307000Z', '')

INSERT INTO "morango_scopedefinition" VALUES ('full', 1, 'school', 'dataset_id', 'Everything.', '', '', '${dataset_id}', '{}')

INSERT INTO "morango_scopedefinition" VALUES ('learner', 1, 'school', '', 'Own work.', '${dataset_id}:shared', '', '${dataset_id}:user:${user_id}', '{}')

INSERT INTO "morango_store" VALUES ('12f32de62b3fe1c3a0a2dc2ab9f1acfc', '1', 'answer', 'school', '90260db9199ba2a6587a69d6e8aaac76:user:11111111111111111111111111111111', '', '1468700de5908ebd6178905c3a62320f', 2, 0, 0, NULL, '', '{"id":"12f32de62b3fe1c3a0a2dc2ab9f1acfc","_morango_source_id":"1","_morango_partition":"90260db9199ba2a6587a69d6e8aaac76:user:11111111111111111111111111111111","dataset_id":"90260db9199ba2a6587a69d6e8aaac76","user_id":"11111111111111111111111111111111","question":"1","text":"it''s\n1","score":0.5,"topic_id":"9d99fb14416c20a88a6a9c278f7bc883"}', '')

INSERT INTO "morango_store" VALUES ('1cfbc06f008d4a3654561f13cf592cb4', '3', 'answer', 'school', '90260db9199ba2a6587a69d6e8aaac76:user:11111111111111111111111111111111', '', '10cda37169eb9882236042ad56bafa5b', 4, 1, 0, '94041855ceda8b8c22cd46cfec67c539', '', '{"id":"1cfbc06f008d4a3654561f13cf592cb4","_morango_source_id":"3","_morango_partition":"90260db9199ba2a6587a69d6e8aaac76:user:11111111111111111111111111111111","dataset_id":"90260db9199ba2a6587a69d6e8aaac76","user_id":"11111111111111111111111111111111","question":"3","text":"it''s\n3","score":0.5,"topic_id":"9d99fb14416c20a88a6a9c278f7bc883"}', '')

INSERT INTO "morango_store" VALUES ('51ee30366ed59f412a0e5f704f870537', '3cb915e272c979e76375c4ab110a0fd9', 'topic', 'school', '90260db9199ba2a6587a69d6e8aaac76:shared', '9d99fb14416c20a88a6a9c278f7bc883', '1468700de5908ebd6178905c3a62320f', 2, 0, 0, NULL, '', '{"id":"51ee30366ed59f412a0e5f704f870537","_morango_source_id":"3cb915e272c979e76375c4ab110a0fd9","_morango_partition":"90260db9199ba2a6587a69d6e8aaac76:shared","dataset_id":"90260db9199ba2a6587a69d6e8aaac76","title":"sub","parent_id":"9d99fb14416c20a88a6a9c278f7bc883"}', '')

INSERT INTO "morango_store" VALUES ('5e4814bb63e0ac90e40c57e9761c24a2', 'unknown', 'badge', 'school', 'dddddddddddddddddddddddddddddddd', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', '', '{"_morango_partition":"dddddddddddddddddddddddddddddddd","_morango_source_id":"unknown","dataset_id":"dddddddddddddddddddddddddddddddd","id":"5e4814bb63e0ac90e40c57e9761c24a2","of":"a newer build"}', '')

INSERT INTO "morango_store" VALUES ('889577de70181c6c63192168974ec7cc', 'waits', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', 'missing_reference: topic_id', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"waits","dataset_id":"dddddddddddddddddddddddddddddddd","id":"889577de70181c6c63192168974ec7cc","question":"waits","text":"x","user_id":"11111111111111111111111111111111","topic_id":"99999999999999999999999999999999"}', '')

INSERT INTO "morango_store" VALUES ('8d0991a75bf63cf1d90b0a497eb63001', '2', 'answer', 'school', '90260db9199ba2a6587a69d6e8aaac76:user:11111111111111111111111111111111', '', '1468700de5908ebd6178905c3a62320f', 4, 0, 0, NULL, '', '{"id":"8d0991a75bf63cf1d90b0a497eb63001","_morango_source_id":"2","_morango_partition":"90260db9199ba2a6587a69d6e8aaac76:user:11111111111111111111111111111111","dataset_id":"90260db9199ba2a6587a69d6e8aaac76","user_id":"11111111111111111111111111111111","question":"2","text":"his","score":0.5,"topic_id":"9d99fb14416c20a88a6a9c278f7bc883"}', CAST(x'7b226964223a223864303939316137356266363363663164393062306134393765623633303031222c225f6d6f72616e676f5f736f757263655f6964223a2232222c225f6d6f72616e676f5f706172746974696f6e223a2239303236306462393139396261326136353837613639643665386161616337363a757365723a3131313131313131313131313131313131313131313131313131313131313131222c22646174617365745f6964223a223930323630646239313939626132613635383761363964366538616161633736222c22757365725f6964223a223131313131313131313131313131313131313131313131313131313131313131222c227175657374696f6e223a2232222c2274657874223a2268657273222c2273636f7265223a302e352c22746f7069635f6964223a223964393966623134343136633230613838613661396332373866376263383833227d0a' AS TEXT))

INSERT INTO "morango_store" VALUES ('9d99fb14416c20a88a6a9c278f7bc883', 'bc67c16f70790b64acd9de8d2a27da41', 'topic', 'school', '90260db9199ba2a6587a69d6e8aaac76:shared', '', '1468700de5908ebd6178905c3a62320f', 2, 0, 0, NULL, '', '{"id":"9d99fb14416c20a88a6a9c278f7bc883","_morango_source_id":"bc67c16f70790b64acd9de8d2a27da41","_morango_partition":"90260db9199ba2a6587a69d6e8aaac76:shared","dataset_id":"90260db9199ba2a6587a69d6e8aaac76","title":"top","parent_id":null}', '')

INSERT INTO "morango_syncsession" VALUES ('086a5015349b9076bb548f15e27523bc', '2026-11-30T10:13:59.198912Z', '2026-11-30T10:13:59.233557Z', 1, 0, '90260db9199ba2a6587a69d6e8aaac76', '2bce2ff3a6a522ee4261316ee7e50bec', 'school', 'network', '3be04ee13b81.relay', '', '', '1468700de5908ebd6178905c3a62320f', '14005f9115b30538fc52211ba297f24d', '3be04ee13b81146625f6f6c8234813eb3c2468b9cac2283cdb854207abdf2e04:14005f9115b30538fc52211ba297f24d', '', '')

INSERT INTO "morango_syncsession" VALUES ('36dd7d004c19b1d705fa5170c4634659', '2026-11-30T10:13:58.313370Z', '2026-11-30T10:13:58.345182Z', 1, 0, '90260db9199ba2a6587a69d6e8aaac76', '2bce2ff3a6a522ee4261316ee7e50bec', 'school', 'network', '3be04ee13b81.relay', '', '', '1468700de5908ebd6178905c3a62320f', '', '3be04ee13b81146625f6f6c8234813eb3c2468b9cac2283cdb854207abdf2e04:14005f9115b30538fc52211ba297f24d', '', '')

INSERT INTO "morango_syncsession" VALUES ('b8a9bf7191a228a8be8a250937ac9436', '2026-11-30T10:13:58.952790Z', '2026-11-30T10:13:58.953932Z', 1, 0, '90260db9199ba2a6587a69d6e8aaac76', '2bce2ff3a6a522ee4261316ee7e50bec', 'school', 'network', '3be04ee13b81.relay', '', '', '1468700de5908ebd6178905c3a62320f', '14005f9115b30538fc52211ba297f24d', '3be04ee13b81146625f6f6c8234813eb3c2468b9cac2283cdb854207abdf2e04:14005f9115b30538fc52211ba297f24d', '', '')

INSERT INTO "morango_transfersession" VALUES (1, '3c7fa872eedd1c93328f3d844ef7b6e9', '36dd7d004c19b1d705fa5170c4634659', 0, 0, 'school', '90260db9199ba2a6587a69d6e8aaac76', 2, '2026-11-30T10:13:58.313540Z', '2026-11-30T10:13:58.344763Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (2, 'afcd10695776536e8764411bbee1cc6c', '36dd7d004c19b1d705fa5170c4634659', 0, 1, 'school', '90260db9199ba2a6587a69d6e8aaac76', 2, '2026-11-30T10:13:58.345197Z', '2026-11-30T10:13:58.346145Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (3, 'a5d31768f4e53958c7545a59213e29d9', 'b8a9bf7191a228a8be8a250937ac9436', 0, 0, 'school', '90260db9199ba2a6587a69d6e8aaac76', 2, '2026-11-30T10:13:58.952930Z', '2026-11-30T10:13:58.953796Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (4, '4b8c153bd0b73f02efb3a2d85cc34bee', 'b8a9bf7191a228a8be8a250937ac9436', 0, 1, 'school', '90260db9199ba2a6587a69d6e8aaac76', 2, '2026-11-30T10:13:58.953943Z', '2026-11-30T10:13:58.984822Z', 0, 5, 5, 2609, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (5, '94041855ceda8b8c22cd46cfec67c539', '086a5015349b9076bb548f15e27523bc', 0, 0, 'school', '90260db9199ba2a6587a69d6e8aaac76', 2, '2026-11-30T10:13:59.198992Z', '2026-11-30T10:13:59.233244Z', 0, 2, 2, 0, 1177, '{}', '{}', 'cleanup', 'completed', NULL, 1, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (6, 'f2a7119fae8528970bc93a357a305d39', '086a5015349b9076bb548f15e27523bc', 0, 1, 'school', '90260db9199ba2a6587a69d6e8aaac76', 2, '2026-11-30T10:13:59.233572Z', '2026-11-30T10:13:59.234712Z', 0, 1, 1, 962, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (7, '595553201d0801b19cdcd6fbc38ab3fe', '595553201d0801b19cdcd6fbc38ab3fe', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T10:13:59.289896Z', '2026-11-30T10:13:59.307235Z', 0, 3, 3, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 1, 0, '')

INSERT INTO "morango_transfersession" VALUES (8, '55555555555555555555555555555555', '55555555555555555555555555555555', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T10:13:59.307369Z', '9999-01-01T00:00:00.000000Z', 1, 2, 1, 0, 0, '{}', '{"super": {}, "sub": {}}', 'transferring', 'started', 1, 0, 0, 0, '')

INSERT INTO "topic" VALUES ('51ee30366ed59f412a0e5f704f870537', '90260db9199ba2a6587a69d6e8aaac76', 'sub', '9d99fb14416c20a88a6a9c278f7bc883', '3cb915e272c979e76375c4ab110a0fd9', '90260db9199ba2a6587a69d6e8aaac76:shared')

INSERT INTO "topic" VALUES ('9d99fb14416c20a88a6a9c278f7bc883', '90260db9199ba2a6587a69d6e8aaac76', 'top', NULL, 'bc67c16f70790b64acd9de8d2a27da41', '90260db9199ba2a6587a69d6e8aaac76:shared')

CREATE INDEX "amora_answer_topic_id" ON "answer" ("topic_id")

CREATE INDEX amora_base_id ON amora_base (id, n)

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
 UPDATE "answer" SET (id, _morango_source_id, _morango_partition) = (SELECT id, source, coalesce(NEW._morango_partition, (NEW."dataset_id" || ':user:' || NEW."user_id")) FROM (SELECT coalesce(replace(NEW.id, '-', ''), amora_id((NEW."dataset_id" || ':user:' || NEW."user_id"), source, 'answer')) AS id, source FROM (SELECT coalesce(NEW._morango_source_id, (NEW."question" || '')) AS source LIMIT -1 OFFSET 0) LIMIT -1 OFFSET 0)) WHERE _rowid_ = NEW._rowid_;
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

CREATE TRIGGER amora_base_newest AFTER INSERT ON amora_base BEGIN
  DELETE FROM amora_base WHERE id = NEW.id AND n <= (SELECT max(n) FROM
    (SELECT n, row_number() OVER newest AS position, sum(octet_length(serialized)) OVER newest AS bytes
     FROM amora_base WHERE id = NEW.id WINDOW newest AS (ORDER BY n DESC))
    WHERE position > 32 OR position > 1 AND bytes > 65536);
END

CREATE TRIGGER amora_merge_rules AFTER INSERT ON amora_bundle
WHEN NOT EXISTS (SELECT 1 FROM amora_meta WHERE key = 'schema') BEGIN
  INSERT INTO amora_merge_rule SELECT key, value FROM json_each(NEW.text, '$.merge_rules') WHERE true
    ON CONFLICT DO NOTHING;
END

CREATE TRIGGER amora_merge_rules_newer AFTER UPDATE OF text ON amora_bundle
WHEN NOT EXISTS (SELECT 1 FROM amora_meta WHERE key = 'schema') BEGIN
  INSERT INTO amora_merge_rule SELECT key, value FROM json_each(NEW.text, '$.merge_rules') WHERE true
    ON CONFLICT DO NOTHING;
END

CREATE TRIGGER amora_quota_counter AFTER INSERT ON morango_databasemaxcounter BEGIN
  UPDATE amora_quota SET bytes = bytes + 52 + iif(
    EXISTS (SELECT 1 FROM morango_databasemaxcounter WHERE partition = NEW.partition AND instance_id <> NEW.instance_id), 0,
    6 + octet_length(replace(replace(replace(json_quote(NEW.partition), '<', '\u003c'), '>', '\u003e'), '&', '\u0026')))
  WHERE certificate_id = '';
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
WHEN OLD.serialized <> NEW.serialized
 AND EXISTS (SELECT 1 FROM amora_merge_rule WHERE name = OLD.model_name) BEGIN
  INSERT INTO amora_base (id, counters, serialized, conflicts) VALUES (OLD.id, json_set(
    (SELECT json_group_object(instance_id, counter) FROM amora_recordmaxcounter WHERE store_model_id = OLD.id),
    '$."' || OLD.last_saved_instance || '"', OLD.last_saved_counter), OLD.serialized,
    OLD.conflicting_serialized_data);
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
 UPDATE "topic" SET (id, _morango_source_id, _morango_partition) = (SELECT id, source, coalesce(NEW._morango_partition, (NEW."dataset_id" || ':shared')) FROM (SELECT coalesce(replace(NEW.id, '-', ''), amora_id((NEW."dataset_id" || ':shared'), source, 'topic')) AS id, source FROM (SELECT coalesce(NEW._morango_source_id, (SELECT source_id FROM morango_store WHERE id = replace(NEW.id, '-', '')), replace(NEW.id, '-', ''), amora_uuid()) AS source LIMIT -1 OFFSET 0) LIMIT -1 OFFSET 0)) WHERE _rowid_ = NEW._rowid_;
 DELETE FROM "topic" WHERE _rowid_ = NEW._rowid_ AND id IS NULL;
END

CREATE TRIGGER "amora_topic_filled" AFTER UPDATE OF id, _morango_source_id, _morango_partition ON "topic" WHEN NOT (OLD.id IS NOT NULL AND OLD._morango_source_id IS NOT NULL AND OLD._morango_partition IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM amora_applying) BEGIN
 SELECT CASE
  WHEN (length(NEW."dataset_id") <> 32 OR octet_length(NEW."dataset_id") <> 32 OR unhex(NEW."dataset_id") IS NULL AND NEW."dataset_id" IS NOT NULL OR lower(NEW."dataset_id") <> NEW."dataset_id") THEN RAISE(ABORT, 'amora:bad_value:topic: dataset_id is not a uuid of 32 lower-case hex digits')
  WHEN (length(NEW."parent_id") <> 32 OR octet_length(NEW."parent_id") <> 32 OR unhex(NEW."parent_id") IS NULL AND NEW."parent_id" IS NOT NULL OR lower(NEW."parent_id") <> NEW."parent_id") THEN RAISE(ABORT, 'amora:bad_value:topic: parent_id is not a uuid of 32 lower-case hex digits')
  WHEN coalesce(octet_length(NEW."title"), 0) > 65536 AND octet_length(json_object('id', NEW.id, '_morango_source_id', NEW._morango_source_id, '_morango_partition', NEW._morango_partition, 'dataset_id', NEW."dataset_id", 'title', NEW."title", 'parent_id', NEW."parent_id")) > 524288 THEN RAISE(ABORT, 'amora:record_too_large:topic: the record has more than 524288 bytes')
  WHEN NEW._morango_source_id = '' THEN RAISE(ABORT, 'amora:bad_value:topic: the source id is empty')
  WHEN octet_length(NEW._morango_source_id) + octet_length(NEW._morango_partition) > 16344 THEN RAISE(ABORT, 'amora:record_too_large:topic: source id and partition have more than 16344 bytes')
  WHEN OLD.id IS NOT NULL AND NEW.id = NEW._morango_source_id AND (length(NEW.id) <> 32 OR octet_length(NEW.id) <> 32 OR unhex(NEW.id) IS NULL AND NEW.id IS NOT NULL OR lower(NEW.id) <> NEW.id) THEN RAISE(ABORT, 'amora:bad_id:topic: id is not 32 lower-case hex digits, nor that with the hyphens of a uuid')
  WHEN OLD.id IS NOT NULL AND NEW.id = NEW._morango_source_id AND (EXISTS (SELECT 1 FROM morango_store WHERE id = NEW.id AND model_name <> 'topic') OR EXISTS (SELECT 1 FROM "answer" o WHERE o.id = NEW.id)) THEN RAISE(ABORT, 'amora:bad_id:topic: another model has a record with this id; copy it under its id as _morango_source_id')
  WHEN OLD.id IS NOT NULL AND NEW.id = NEW._morango_source_id AND EXISTS (SELECT 1 FROM morango_store WHERE id = NEW.id AND (source_id <> NEW._morango_source_id OR partition <> NEW._morango_partition)) THEN RAISE(ABORT, 'amora:bad_id:topic: there was a record with this id, in another partition or of another source')
  WHEN OLD.id IS NOT NULL AND NEW.id = NEW._morango_source_id AND EXISTS (SELECT 1 FROM morango_certificate) AND NOT EXISTS (SELECT 1 FROM amora_bundle WHERE text -> '$.id_rules' ->> 'topic' IS NOT NULL) THEN RAISE(ABORT, 'amora:bad_id:topic: this dataset takes no ids of the app''s own, until the device that began it has synced with this version of the app')
  WHEN OLD.id IS NOT NULL AND NEW.id <> amora_id((NEW."dataset_id" || ':shared'), NEW._morango_source_id, 'topic') AND NEW.id <> NEW._morango_source_id THEN RAISE(ABORT, 'amora:bad_id:topic: id does not follow from _morango_source_id and the columns')
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
  WHEN true AND NEW.id = NEW._morango_source_id AND (length(NEW.id) <> 32 OR octet_length(NEW.id) <> 32 OR unhex(NEW.id) IS NULL AND NEW.id IS NOT NULL OR lower(NEW.id) <> NEW.id) THEN RAISE(ABORT, 'amora:bad_id:topic: id is not 32 lower-case hex digits, nor that with the hyphens of a uuid')
  WHEN true AND NEW.id = NEW._morango_source_id AND (EXISTS (SELECT 1 FROM morango_store WHERE id = NEW.id AND model_name <> 'topic') OR EXISTS (SELECT 1 FROM "answer" o WHERE o.id = NEW.id)) THEN RAISE(ABORT, 'amora:bad_id:topic: another model has a record with this id; copy it under its id as _morango_source_id')
  WHEN true AND NEW.id = NEW._morango_source_id AND EXISTS (SELECT 1 FROM morango_store WHERE id = NEW.id AND (source_id <> NEW._morango_source_id OR partition <> NEW._morango_partition)) THEN RAISE(ABORT, 'amora:bad_id:topic: there was a record with this id, in another partition or of another source')
  WHEN true AND NEW.id = NEW._morango_source_id AND EXISTS (SELECT 1 FROM morango_certificate) AND NOT EXISTS (SELECT 1 FROM amora_bundle WHERE text -> '$.id_rules' ->> 'topic' IS NOT NULL) THEN RAISE(ABORT, 'amora:bad_id:topic: this dataset takes no ids of the app''s own, until the device that began it has synced with this version of the app')
  WHEN true AND NEW.id <> amora_id((NEW."dataset_id" || ':shared'), NEW._morango_source_id, 'topic') AND NEW.id <> NEW._morango_source_id THEN RAISE(ABORT, 'amora:bad_id:topic: id does not follow from _morango_source_id and the columns')
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

