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

CREATE TABLE amora_moved (
  id TEXT NOT NULL,
  moved_to TEXT NOT NULL,
  pending INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (id, moved_to)
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

INSERT INTO "amora_acknowledged" VALUES ('f8385d709eaec7fe1f73bf1f39eacefccb762dfa2b7a9fd44a74673fba5588e1:c18d4aec643aef76751b906f1f27324d', '8eec349a606fed6a4b37a4bd7e04f303', '14451df0f37eb5b871881414819fbfb2', 5)

INSERT INTO "amora_bundle" VALUES ('8eec349a606fed6a4b37a4bd7e04f303', 2, '{"room":"8eec349a606fed6a4b37a4bd7e04f303","sequence":2,"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"id_rules":{"topic":"given"},"relay_keys":["MIIBCgKCAQEA9IOdVL3/Oxe/ONUNeJKZKf4AVslARdSsdVmKg6PoRF5i00SPnVsY86ZBqY4xpTl3rViFrh9bpCI/g9pV2YVIM1lSk0FZyf6bnRosFpG7s0diHRZweXfgS6CS3WmHcSbJVSCTR+eTSO7Dbpn7Tee1DkFxl33F5YN4y2loOjbQ3HbY3ChQp7jGhCMfvLelmEMH561IL/sRa1rsh+j5ySTrqD3h7rxvmq5its0NaaoQLdPXZRS0dDvaNKgooq39HZ0DTv6sxuMSbMvRWpfCXRO2ZPZbR5ArV0kG18oob1HW0tDkXRztRuGAWii2fYxbdzBvWASec9Pn9y0YEsUiwcCqawIDAQAB"],"revoked":[]}', 'NeT0PSbFL2UUAF2ArB8JQ1uPxb9RYpkp65fOoOWHBMf/IdW4STI3eqQttqLsV4VZCNOhjGsF7kEVjPXRYAyVzK6kZG6G5sYDm1TTBhLUDeQtBdoOPKipJYGtFxuozmZBQpK2D33uwo2UXKK+srT8H1/ohJLywGZdy1/V3fvXJczLbyykWJU2Eu8UuJYqIUWPkDtPwUQqdJ1yVVG5Do83uvY/HjNQCVjCzkFSpw3PdwEzbj2qzlW0RXZLNZr7ZqhjkGXDsvmCVsmV8gB1rqV/h0J95NrWEhMAYobVUHRFJPAsKPAAZq/HxgTW5qXhoKF/MDD7kSet0yriVozo8NbmdA==')

INSERT INTO "amora_dirty_answer" VALUES ('72faa13910bc96b58613d48bc7203ef6')

INSERT INTO "amora_issued" VALUES ('64c9b0682ffc2f36c738ec904f36cb12', '', '2026-11-30T13:48:16.680732Z')

INSERT INTO "amora_known_relay" VALUES ('8eec349a606fed6a4b37a4bd7e04f303', 'f8385d709eae.relay:80', 'f8385d709eaec7fe1f73bf1f39eacefccb762dfa2b7a9fd44a74673fba5588e1')

INSERT INTO "amora_meta" VALUES ('schema', '{"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"models":[{"name":"topic","table":"topic","partition":"${dataset_id}:shared","source":null,"columns":{"dataset_id":"uuid","title":"text","parent_id":"uuid?"},"references":{"parent_id":"topic"}},{"name":"answer","table":"answer","partition":"${dataset_id}:user:${user_id}","source":"${question}","columns":{"dataset_id":"uuid","user_id":"uuid","question":"text","text":"text","score":"real?","topic_id":"uuid?"},"references":{"topic_id":"topic"}}]}')

INSERT INTO "amora_meta" VALUES ('triggers', '1e107ad67b92b4c06f8185d4a5e4cdc690f89791e5f5e0c797c249833a1d8d1e')

INSERT INTO "amora_meta" VALUES ('version', '3')

INSERT INTO "amora_partitionmaxcounter" VALUES ('8eec349a606fed6a4b37a4bd7e04f303:shared', '14451df0f37eb5b871881414819fbfb2', 2)

INSERT INTO "amora_partitionmaxcounter" VALUES ('8eec349a606fed6a4b37a4bd7e04f303:user:11111111111111111111111111111111', '14451df0f37eb5b871881414819fbfb2', 4)

INSERT INTO "amora_partitionmaxcounter" VALUES ('8eec349a606fed6a4b37a4bd7e04f303:user:11111111111111111111111111111111', '9bcf966b27ba2540c7ce9676d0de848d', 4)

INSERT INTO "amora_partitionmaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1)

INSERT INTO "amora_partitionmaxcounter" VALUES ('dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1)

INSERT INTO "amora_pushed_certificate" VALUES ('718ab78f447f04bebeb67e39438de092', 'f8385d709eaec7fe1f73bf1f39eacefccb762dfa2b7a9fd44a74673fba5588e1', 'f8385d709eae.relay:80', '2026-11-30T13:48:16.210461Z')

INSERT INTO "amora_quarantine" VALUES ('11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 'answer', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'bad_id', '595553201d0801b19cdcd6fbc38ab3fe', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"kept","dataset_id":"dddddddddddddddddddddddddddddddd","id":"ac2a3fd00b196f5d039e91878a5f7429","question":"kept","text":"x","user_id":"11111111111111111111111111111111"}')

INSERT INTO "amora_quota" VALUES ('', 340)

INSERT INTO "amora_recordmaxcounter" VALUES ('5567a7e134631eeac42b90ba26bb8590', '14451df0f37eb5b871881414819fbfb2', 2)

INSERT INTO "amora_recordmaxcounter" VALUES ('589403b01eb60b9c44196dc0827828bd', '9bcf966b27ba2540c7ce9676d0de848d', 4)

INSERT INTO "amora_relay" VALUES ('8eec349a606fed6a4b37a4bd7e04f303', 'f8385d709eaec7fe1f73bf1f39eacefccb762dfa2b7a9fd44a74673fba5588e1:c18d4aec643aef76751b906f1f27324d', '14451df0f37eb5b871881414819fbfb2', '5fbaf24ad3ff15347c5e493b6d564327', 2, '', 0, '{"sequence":6,"token":"5fbaf24ad3ff15347c5e493b6d564327","mac":"30356be8ce233b21380fc91e0866d91d86cfa7527355c8576dfa3418c6a0bf12"}', 0)

INSERT INTO "amora_store_dirty" VALUES ('answer', '889577de70181c6c63192168974ec7cc')

INSERT INTO "amora_store_dirty" VALUES ('badge', '5e4814bb63e0ac90e40c57e9761c24a2')

INSERT INTO "amora_trust" VALUES (5)

INSERT INTO "amora_write_scope" VALUES ('8eec349a606fed6a4b37a4bd7e04f303')

INSERT INTO "amora_write_scope" VALUES (CAST(x'0a' AS TEXT))

INSERT INTO "answer" VALUES ('589403b01eb60b9c44196dc0827828bd', '8eec349a606fed6a4b37a4bd7e04f303', '11111111111111111111111111111111', '2', 'his', 0.5, 'a6cca4a66b8bef4c487464ad0b0d12d9', '2', '8eec349a606fed6a4b37a4bd7e04f303:user:11111111111111111111111111111111')

INSERT INTO "answer" VALUES ('72faa13910bc96b58613d48bc7203ef6', '8eec349a606fed6a4b37a4bd7e04f303', '11111111111111111111111111111111', '4', 'unsynced', NULL, NULL, '4', '8eec349a606fed6a4b37a4bd7e04f303:user:11111111111111111111111111111111')

INSERT INTO "morango_buffer" VALUES (1, 8, 1, 'b7b869cd15ebc28f6bf8089d31ef2044', 'first half', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, NULL, NULL, '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"first half","dataset_id":"dddddddddddddddddddddddddddddddd","id":"b7b869cd15ebc28f6bf8089d31ef2044","question":"first half","text":"x","user_id":"11111111111111111111111111111111"}', '')

INSERT INTO "morango_certificate" VALUES ('64c9b0682ffc2f36c738ec904f36cb12', '8eec349a606fed6a4b37a4bd7e04f303', 'school', '3b9af923a5044e9b8eaf1f186835a076', 'full', 1, '{"dataset_id": "8eec349a606fed6a4b37a4bd7e04f303"}', 'MIIBCgKCAQEAuq2nkOOrHyTsg7a4pOMVCAT+8nPmcpcKadW8MF64+otcZR1Xf2nzVP3UB9NOb5i4gkfk4H2tUQCsZUbiKp0Ykk84S/1mk3pAvYdWWV348kShjOaRZw0AustJKKwiEmAJIJsY7Ku1/fej4gw7lq2K5BOsayV5stD12iY3dHrpnVeTpRoh4QEe2QBwgJm3DlzcqD0sPsBUJwftwTGmoWqkLq/oFe75u54zNhiJELIEI8bO18Q7k01UfbMnGNIyvsnt0Y3BR0SNm6D5yD69F/OkAskeSTFAIXg+v/Vir2IbMOOzAfViy3sgFxgEPSQ3Pryju26q45GS5m5q8AiZVc4y2wIDAQAB', '{"id": "64c9b0682ffc2f36c738ec904f36cb12", "parent_id": "8eec349a606fed6a4b37a4bd7e04f303", "profile": "school", "salt": "3b9af923a5044e9b8eaf1f186835a076", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"8eec349a606fed6a4b37a4bd7e04f303\"}", "public_key_string": "MIIBCgKCAQEAuq2nkOOrHyTsg7a4pOMVCAT+8nPmcpcKadW8MF64+otcZR1Xf2nzVP3UB9NOb5i4gkfk4H2tUQCsZUbiKp0Ykk84S/1mk3pAvYdWWV348kShjOaRZw0AustJKKwiEmAJIJsY7Ku1/fej4gw7lq2K5BOsayV5stD12iY3dHrpnVeTpRoh4QEe2QBwgJm3DlzcqD0sPsBUJwftwTGmoWqkLq/oFe75u54zNhiJELIEI8bO18Q7k01UfbMnGNIyvsnt0Y3BR0SNm6D5yD69F/OkAskeSTFAIXg+v/Vir2IbMOOzAfViy3sgFxgEPSQ3Pryju26q45GS5m5q8AiZVc4y2wIDAQAB"}', 'rJF8P/Pzz9KZ98xAoQRaAkxPe/vdcnhJsi9/HnsnCZ66zOwzWsPtjg68IO2Cu/8WhHFsYKttmQG5FJkDj5NDI6uxQaZyTm+08GQ1seOSKWkQ1tVGKCriwGUKt+OqMacoXktfsZEA/fIjwdHlYq25YN8OsChBqk+x47J7XFO0FVMaW+haHizIyreAByHK5kEIZSDjdE4DBN5wOYuUwaBRCSjZuV/fyI/vF38aqOaGCFkfYwVnadwYeBICf+RUJaLg63U6zaysPiWlilFGnGm7/zyOi5nJnpDu7X+MV/AcLH/mf7alxfvHdQc7l+KmfsU0KFevAFjexOEZgZa8/O9rBQ==', NULL)

INSERT INTO "morango_certificate" VALUES ('718ab78f447f04bebeb67e39438de092', '8eec349a606fed6a4b37a4bd7e04f303', 'school', 'a93ac8a511d02e0762a33e09f883a105', 'full', 1, '{"dataset_id": "8eec349a606fed6a4b37a4bd7e04f303"}', 'MIIBCgKCAQEA9IOdVL3/Oxe/ONUNeJKZKf4AVslARdSsdVmKg6PoRF5i00SPnVsY86ZBqY4xpTl3rViFrh9bpCI/g9pV2YVIM1lSk0FZyf6bnRosFpG7s0diHRZweXfgS6CS3WmHcSbJVSCTR+eTSO7Dbpn7Tee1DkFxl33F5YN4y2loOjbQ3HbY3ChQp7jGhCMfvLelmEMH561IL/sRa1rsh+j5ySTrqD3h7rxvmq5its0NaaoQLdPXZRS0dDvaNKgooq39HZ0DTv6sxuMSbMvRWpfCXRO2ZPZbR5ArV0kG18oob1HW0tDkXRztRuGAWii2fYxbdzBvWASec9Pn9y0YEsUiwcCqawIDAQAB', '{"id": "718ab78f447f04bebeb67e39438de092", "parent_id": "8eec349a606fed6a4b37a4bd7e04f303", "profile": "school", "salt": "a93ac8a511d02e0762a33e09f883a105", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"8eec349a606fed6a4b37a4bd7e04f303\"}", "public_key_string": "MIIBCgKCAQEA9IOdVL3/Oxe/ONUNeJKZKf4AVslARdSsdVmKg6PoRF5i00SPnVsY86ZBqY4xpTl3rViFrh9bpCI/g9pV2YVIM1lSk0FZyf6bnRosFpG7s0diHRZweXfgS6CS3WmHcSbJVSCTR+eTSO7Dbpn7Tee1DkFxl33F5YN4y2loOjbQ3HbY3ChQp7jGhCMfvLelmEMH561IL/sRa1rsh+j5ySTrqD3h7rxvmq5its0NaaoQLdPXZRS0dDvaNKgooq39HZ0DTv6sxuMSbMvRWpfCXRO2ZPZbR5ArV0kG18oob1HW0tDkXRztRuGAWii2fYxbdzBvWASec9Pn9y0YEsUiwcCqawIDAQAB"}', 'LrAL2KVL6MEZZYnvzcaoxkI5l0lXtdTc5n4EyNm3j4rdDHnP6BqRYMPOgO3OXIX0YyvxvPq2VSAzWLPPY/zGGiwjydRs48ctMNodEYPgvrRYyRaS4WdaxSbVVbeOY1ScQuT5tSAd/ux1FQZ1Pk3/CPmtvE0224DHo1LsJcMnkJVTn6gzoliUYTURUi5PBsQOT3z38jL7VhX1sv1TNh6jv3kFmwAOM0p60LUt9MlglkG2hohLAc6BMB5bZKTzq9AH2ULpR3jGofpDDsHZCP7OBy0htnw0ZUCfjqDztXtFllBjWjZPCP2W3vx/dUZbB3MPSzaqcLaCDsgvvqbiNVkErA==', NULL)

INSERT INTO "morango_certificate" VALUES ('8eec349a606fed6a4b37a4bd7e04f303', NULL, 'school', '', 'full', 1, '{"dataset_id": "8eec349a606fed6a4b37a4bd7e04f303"}', 'MIIBCgKCAQEAu8oSGizymKFsnkjButuoXluzfbyijfPf2iICTlrngLONLidnLFRsyMDl/1i3zZR4RM801DqjmGXWPkpjdObOU+mP5R0ask97iQcT2c7OBBw+t27lnEU4+LUiSh0juG9fF05kT2N6vdWDAQQ9gJ8tM4yp/5JYt8HQaNbYss582F9JWHC58vj4AHJq52gdpB+uwnvHmsqJN5Qh5VjymND2KswaxfIsOXC1I6YPKzzTI/3rbhv3f7+75q8wyUHccoZjfr/rKrBLNCYecuDaaNm1C3FqRNPpiRqW+PT4r5ehW8USX37ojENQJ5v89KwYTVrY7yuYa1lZMXKoZBGfz16iCQIDAQAB', '{"id": "8eec349a606fed6a4b37a4bd7e04f303", "parent_id": null, "profile": "school", "salt": "", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"8eec349a606fed6a4b37a4bd7e04f303\"}", "public_key_string": "MIIBCgKCAQEAu8oSGizymKFsnkjButuoXluzfbyijfPf2iICTlrngLONLidnLFRsyMDl/1i3zZR4RM801DqjmGXWPkpjdObOU+mP5R0ask97iQcT2c7OBBw+t27lnEU4+LUiSh0juG9fF05kT2N6vdWDAQQ9gJ8tM4yp/5JYt8HQaNbYss582F9JWHC58vj4AHJq52gdpB+uwnvHmsqJN5Qh5VjymND2KswaxfIsOXC1I6YPKzzTI/3rbhv3f7+75q8wyUHccoZjfr/rKrBLNCYecuDaaNm1C3FqRNPpiRqW+PT4r5ehW8USX37ojENQJ5v89KwYTVrY7yuYa1lZMXKoZBGfz16iCQIDAQAB"}', 'oYiV17MeGf15yQh+mr0lI6YyfqoQq7KUbQcojj1Gs+J79XsUXEi54r7vVmxlTtyNwZ5mrmvv9oE7RWfb73yHDtqaDRfGnaFawhGtwE1Qn224a3AUxWiMsC5Z2G22ycuHK5RAkoAslMFA+uUNj+GUpmqrSpWuEt0XyyRy5Mo9d9jB5cRhpVa28/B0Q8vs/LdPq5oO7oKjWbK10/A80GpqFJnNWZEvcM3w3b8gHeRnwfGN23BmsMstvq+6bo24yKLcOWKXvapE7iUFONe9+V4khmQ/dAxLrwgEHVAhXwp2arQzVCkwNh3JlgwEB697asCvda1tccaWajy6HLwJBU6xTA==', 'MIIEpAIBAAKCAQEAu8oSGizymKFsnkjButuoXluzfbyijfPf2iICTlrngLONLidnLFRsyMDl/1i3zZR4RM801DqjmGXWPkpjdObOU+mP5R0ask97iQcT2c7OBBw+t27lnEU4+LUiSh0juG9fF05kT2N6vdWDAQQ9gJ8tM4yp/5JYt8HQaNbYss582F9JWHC58vj4AHJq52gdpB+uwnvHmsqJN5Qh5VjymND2KswaxfIsOXC1I6YPKzzTI/3rbhv3f7+75q8wyUHccoZjfr/rKrBLNCYecuDaaNm1C3FqRNPpiRqW+PT4r5ehW8USX37ojENQJ5v89KwYTVrY7yuYa1lZMXKoZBGfz16iCQIDAQABAoIBAFWWIiv14lc38xYs2Ma+B/2BU8vxpjCGPrbfGyf0/F/G9YhcgwRMMgxJBkobeCHlEe9idJRpaVgyybM4Gh4Ud2L9Jwzn99vep9Hq/NwfCfwLl3XowBM55V5Mx6T5pOcRM0ie/M7F6xIL9poHAbTWVzaQXIZTf8W4OrEdgkP0IihGdVlXhHFSWn2cP3pXB7+mXg3KBQD86lfzkwEcIJ2vNpP4q6YESQAzLBWXnrqC9qguKuDYnNNNpkj34KkLywJirQ2dnyS58f8RLyxSQEzZ+RCXHvgT+qY2iW3OnbpPx1KnfuDzsmea9a6g3YwttcmBsfmmJLVzeKVBVmliy1mDVgUCgYEA0x2J7zxU4tegH/lzthuejtp1kjnrBQqIsH4/6uVV+QawmTlxJv5etz31ixh5bG94WgQl2tFn7ZglN/g3ul0PAr0RwiYGTKnrV5yPZ4Iw/v9s80sGW2LHX8JvtwGNwGl1iMfU7yIJBSBcSIgAKF37vOD0512NW5e0SPANcDiK7McCgYEA47b0sgojl2jbGBdfcaHfcsjEHNK4HRrrElR7H/DZONoYyKeP/B2pmyfQwaCaeXCKPRPYxMEb38TJz2UNfg4dhLMn2ZTZYmgFq5Ps6JOfiFWR8i/0FUqyoOEASQRb4wi5i2w48KcuCNBs8sSQA5YABX6MsAMBNKTyHg1WPp6hCq8CgYEAwIWehSm6q4dBwgblS7wSM2nrb+cbeORrVLA9L8PmTAuavpCQrKOp0mdRZYBzMrzQvx4rO0peAWEPB+R3RZ+ZkcDD0g6FDiKiuKnQaO9kKRbbz16qtGn3MU+KOxTSpRZHFe5OM6kRGrixD3/ezPEwIcXv8JHy2AUXZrBrQNx/bH8CgYAdLDc1B+9/WkOXVoc3u5Ew11+ogaZstCIhewk7ElQB4I8ERdNAbVxpMDSiWbzwieZr5LsEmejERiXEmCGeYJiPg5Q7X8JpxQHU9WKIeUEa6juEV3hhsewoiCrNL+3FrDx5DChPTFutbWZHw77fdrwR+CB1/CyPXgJWr0a5RwFCqQKBgQCkN8dk0GsfL1AKkt5HWMLjLoz8/dVhl6460e9yjSTJ5JHwvdcMu0gXxH6F4428pt5x/mmjIIM7oYpEhIX4noIm3vv1wy6ruJTUL4EUlVR0lSKNoJsphHtbSxei9gI33JutRwgE5VUEEP9X+PORavxIBo4kGxhzdms9tg4e9sW5Nw==')

INSERT INTO "morango_databaseidmodel" VALUES ('c5f2cd509ae3f7fe758d1a36aef8eba4', 1, '2026-11-30T13:48:15.770102Z', '5ead40a5a0556e4f73c96a0146bd568e')

INSERT INTO "morango_databasemaxcounter" VALUES ('8eec349a606fed6a4b37a4bd7e04f303', '14451df0f37eb5b871881414819fbfb2', 5)

INSERT INTO "morango_databasemaxcounter" VALUES ('8eec349a606fed6a4b37a4bd7e04f303', '9bcf966b27ba2540c7ce9676d0de848d', 4)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', '14451df0f37eb5b871881414819fbfb2', 7)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1000)

INSERT INTO "morango_deletedmodels" VALUES ('c8c374d08b8792d7d9d1dfd8eba3d628', 'school')

INSERT INTO "morango_harddeletedmodels" VALUES ('c8c374d08b8792d7d9d1dfd8eba3d628', 'school')

INSERT INTO "morango_instanceidmodel" VALUES ('14451df0f37eb5b871881414819fbfb2', '', '', '', '', 'c5f2cd509ae3f7fe758d1a36aef8eba4', '', '', 7, 1)

INSERT INTO "morango_instanceidmodel" VALUES ('5ead40a5a0556e4f73c96a0146bd568e', '', '', '', '', 'c5f2cd509ae3f7fe758d1a36aef8eba4', '', '', 0, 0)

INSERT INTO "morango_nonce" VALUES ('01a22cb6a4ca88383bf883567dce4cf2', '2026-11-30T13:48:16.970000Z', '')

INSERT INTO "morango_scopedefinition" VALUES ('full', 1, 'school', 'dataset_id', 'Everything.', '', '', '${dataset_id}', '{}')

INSERT INTO "morango_scopedefinition" VALUES ('learner', 1, 'school', '', 'Own work.', '${dataset_id}:shared', '', '${dataset_id}:user:${user_id}', '{}')

INSERT INTO "morango_store" VALUES ('5567a7e134631eeac42b90ba26bb8590', '3', 'answer', 'school', '8eec349a606fed6a4b37a4bd7e04f303:user:11111111111111111111111111111111', '', '9bcf966b27ba2540c7ce9676d0de848d', 4, 1, 0, '688a1fd7661110b5c71b4040d714d2a7', '', '{"id":"5567a7e134631eeac42b90ba26bb8590","_morango_source_id":"3","_morango_partition":"8eec349a606fed6a4b37a4bd7e04f303:user:11111111111111111111111111111111","dataset_id":"8eec349a606fed6a4b37a4bd7e04f303","user_id":"11111111111111111111111111111111","question":"3","text":"it''s\n3","score":0.5,"topic_id":"a6cca4a66b8bef4c487464ad0b0d12d9"}', '')

INSERT INTO "morango_store" VALUES ('589403b01eb60b9c44196dc0827828bd', '2', 'answer', 'school', '8eec349a606fed6a4b37a4bd7e04f303:user:11111111111111111111111111111111', '', '14451df0f37eb5b871881414819fbfb2', 4, 0, 0, NULL, '', '{"id":"589403b01eb60b9c44196dc0827828bd","_morango_source_id":"2","_morango_partition":"8eec349a606fed6a4b37a4bd7e04f303:user:11111111111111111111111111111111","dataset_id":"8eec349a606fed6a4b37a4bd7e04f303","user_id":"11111111111111111111111111111111","question":"2","text":"his","score":0.5,"topic_id":"a6cca4a66b8bef4c487464ad0b0d12d9"}', CAST(x'7b226964223a223538393430336230316562363062396334343139366463303832373832386264222c225f6d6f72616e676f5f736f757263655f6964223a2232222c225f6d6f72616e676f5f706172746974696f6e223a2238656563333439613630366665643661346233376134626437653034663330333a757365723a3131313131313131313131313131313131313131313131313131313131313131222c22646174617365745f6964223a223865656333343961363036666564366134623337613462643765303466333033222c22757365725f6964223a223131313131313131313131313131313131313131313131313131313131313131222c227175657374696f6e223a2232222c2274657874223a2268657273222c2273636f7265223a302e352c22746f7069635f6964223a226136636361346136366238626566346334383734363461643062306431326439227d0a' AS TEXT))

INSERT INTO "morango_store" VALUES ('5d20e6cdccc508a65868e5739d4d23af', '9051bd5ca27465ccfa2633c7c85f3672', 'topic', 'school', '8eec349a606fed6a4b37a4bd7e04f303:shared', 'a6cca4a66b8bef4c487464ad0b0d12d9', '14451df0f37eb5b871881414819fbfb2', 2, 0, 0, NULL, '', '{"id":"5d20e6cdccc508a65868e5739d4d23af","_morango_source_id":"9051bd5ca27465ccfa2633c7c85f3672","_morango_partition":"8eec349a606fed6a4b37a4bd7e04f303:shared","dataset_id":"8eec349a606fed6a4b37a4bd7e04f303","title":"sub","parent_id":"a6cca4a66b8bef4c487464ad0b0d12d9"}', '')

INSERT INTO "morango_store" VALUES ('5e4814bb63e0ac90e40c57e9761c24a2', 'unknown', 'badge', 'school', 'dddddddddddddddddddddddddddddddd', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', '', '{"_morango_partition":"dddddddddddddddddddddddddddddddd","_morango_source_id":"unknown","dataset_id":"dddddddddddddddddddddddddddddddd","id":"5e4814bb63e0ac90e40c57e9761c24a2","of":"a newer build"}', '')

INSERT INTO "morango_store" VALUES ('889577de70181c6c63192168974ec7cc', 'waits', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', 'missing_reference: topic_id', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"waits","dataset_id":"dddddddddddddddddddddddddddddddd","id":"889577de70181c6c63192168974ec7cc","question":"waits","text":"x","user_id":"11111111111111111111111111111111","topic_id":"99999999999999999999999999999999"}', '')

INSERT INTO "morango_store" VALUES ('a6cca4a66b8bef4c487464ad0b0d12d9', '185a00e3abad2d6f003caaee3fe2712b', 'topic', 'school', '8eec349a606fed6a4b37a4bd7e04f303:shared', '', '14451df0f37eb5b871881414819fbfb2', 2, 0, 0, NULL, '', '{"id":"a6cca4a66b8bef4c487464ad0b0d12d9","_morango_source_id":"185a00e3abad2d6f003caaee3fe2712b","_morango_partition":"8eec349a606fed6a4b37a4bd7e04f303:shared","dataset_id":"8eec349a606fed6a4b37a4bd7e04f303","title":"top","parent_id":null}', '')

INSERT INTO "morango_store" VALUES ('c8c374d08b8792d7d9d1dfd8eba3d628', '1', 'answer', 'school', '8eec349a606fed6a4b37a4bd7e04f303:user:11111111111111111111111111111111', '', '14451df0f37eb5b871881414819fbfb2', 2, 0, 0, NULL, '', '{"id":"c8c374d08b8792d7d9d1dfd8eba3d628","_morango_source_id":"1","_morango_partition":"8eec349a606fed6a4b37a4bd7e04f303:user:11111111111111111111111111111111","dataset_id":"8eec349a606fed6a4b37a4bd7e04f303","user_id":"11111111111111111111111111111111","question":"1","text":"it''s\n1","score":0.5,"topic_id":"a6cca4a66b8bef4c487464ad0b0d12d9"}', '')

INSERT INTO "morango_syncsession" VALUES ('6d7294f162eb99ee8ff3d36d5a3f2577', '2026-11-30T13:48:16.291968Z', '2026-11-30T13:48:16.303809Z', 1, 0, '8eec349a606fed6a4b37a4bd7e04f303', '718ab78f447f04bebeb67e39438de092', 'school', 'network', 'f8385d709eae.relay', '', '', '14451df0f37eb5b871881414819fbfb2', '', 'f8385d709eaec7fe1f73bf1f39eacefccb762dfa2b7a9fd44a74673fba5588e1:c18d4aec643aef76751b906f1f27324d', '', '')

INSERT INTO "morango_syncsession" VALUES ('73ab025f3bebef8769a851645b9a7e37', '2026-11-30T13:48:16.737407Z', '2026-11-30T13:48:16.738102Z', 1, 0, '8eec349a606fed6a4b37a4bd7e04f303', '718ab78f447f04bebeb67e39438de092', 'school', 'network', 'f8385d709eae.relay', '', '', '14451df0f37eb5b871881414819fbfb2', 'c18d4aec643aef76751b906f1f27324d', 'f8385d709eaec7fe1f73bf1f39eacefccb762dfa2b7a9fd44a74673fba5588e1:c18d4aec643aef76751b906f1f27324d', '', '')

INSERT INTO "morango_syncsession" VALUES ('740bb1d0e55527f9e05af83622afc847', '2026-11-30T13:48:16.905755Z', '2026-11-30T13:48:16.939349Z', 1, 0, '8eec349a606fed6a4b37a4bd7e04f303', '718ab78f447f04bebeb67e39438de092', 'school', 'network', 'f8385d709eae.relay', '', '', '14451df0f37eb5b871881414819fbfb2', 'c18d4aec643aef76751b906f1f27324d', 'f8385d709eaec7fe1f73bf1f39eacefccb762dfa2b7a9fd44a74673fba5588e1:c18d4aec643aef76751b906f1f27324d', '', '')

INSERT INTO "morango_transfersession" VALUES (1, '59d9577568f53d1d1c9e528745f436b1', '6d7294f162eb99ee8ff3d36d5a3f2577', 0, 0, 'school', '8eec349a606fed6a4b37a4bd7e04f303', 2, '2026-11-30T13:48:16.292370Z', '2026-11-30T13:48:16.303364Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (2, '93f44c1626211671685dd8425a7ff127', '6d7294f162eb99ee8ff3d36d5a3f2577', 0, 1, 'school', '8eec349a606fed6a4b37a4bd7e04f303', 2, '2026-11-30T13:48:16.303823Z', '2026-11-30T13:48:16.305697Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (3, 'fd51ba7cdd361d2c30ad1142f62bc07d', '73ab025f3bebef8769a851645b9a7e37', 0, 0, 'school', '8eec349a606fed6a4b37a4bd7e04f303', 2, '2026-11-30T13:48:16.737455Z', '2026-11-30T13:48:16.738001Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (4, '509c02758c73813e85a8ef48484b4696', '73ab025f3bebef8769a851645b9a7e37', 0, 1, 'school', '8eec349a606fed6a4b37a4bd7e04f303', 2, '2026-11-30T13:48:16.738112Z', '2026-11-30T13:48:16.777837Z', 0, 5, 5, 2609, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (5, '688a1fd7661110b5c71b4040d714d2a7', '740bb1d0e55527f9e05af83622afc847', 0, 0, 'school', '8eec349a606fed6a4b37a4bd7e04f303', 2, '2026-11-30T13:48:16.905813Z', '2026-11-30T13:48:16.934951Z', 0, 2, 2, 0, 1177, '{}', '{}', 'cleanup', 'completed', NULL, 1, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (6, '17956175523ddb9b25a7ddf885c1b77c', '740bb1d0e55527f9e05af83622afc847', 0, 1, 'school', '8eec349a606fed6a4b37a4bd7e04f303', 2, '2026-11-30T13:48:16.939376Z', '2026-11-30T13:48:16.940793Z', 0, 1, 1, 962, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (7, '595553201d0801b19cdcd6fbc38ab3fe', '595553201d0801b19cdcd6fbc38ab3fe', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T13:48:16.959561Z', '2026-11-30T13:48:16.970711Z', 0, 3, 3, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 1, 0, '')

INSERT INTO "morango_transfersession" VALUES (8, '55555555555555555555555555555555', '55555555555555555555555555555555', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T13:48:16.970836Z', '9999-01-01T00:00:00.000000Z', 1, 2, 1, 0, 0, '{}', '{"super": {}, "sub": {}}', 'transferring', 'started', 1, 0, 0, 0, '')

INSERT INTO "topic" VALUES ('5d20e6cdccc508a65868e5739d4d23af', '8eec349a606fed6a4b37a4bd7e04f303', 'sub', 'a6cca4a66b8bef4c487464ad0b0d12d9', '9051bd5ca27465ccfa2633c7c85f3672', '8eec349a606fed6a4b37a4bd7e04f303:shared')

INSERT INTO "topic" VALUES ('a6cca4a66b8bef4c487464ad0b0d12d9', '8eec349a606fed6a4b37a4bd7e04f303', 'top', NULL, '185a00e3abad2d6f003caaee3fe2712b', '8eec349a606fed6a4b37a4bd7e04f303:shared')

CREATE INDEX "amora_answer_topic_id" ON "answer" ("topic_id")

CREATE INDEX amora_base_id ON amora_base (id, n)

CREATE INDEX amora_member_certificate ON amora_member (certificate_id)

CREATE INDEX amora_moved_pending ON amora_moved (moved_to) WHERE pending = 1

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
 DELETE FROM amora_moved WHERE id = NEW.id;
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
  WHEN EXISTS (SELECT 1 FROM amora_write_scope) AND NOT EXISTS (SELECT 1 FROM amora_write_scope WHERE substr(NEW._morango_partition, 1, length(prefix)) = prefix) THEN RAISE(ABORT, 'amora:not_writable:answer: outside the write scope of this device''s certificate' || coalesce(': the row is in the partition ' || substr(NEW._morango_partition, 1, 200) || ', and what may be written is ' || coalesce((SELECT group_concat(prefix, ', ') FROM (SELECT prefix FROM amora_write_scope WHERE prefix <> char(10) LIMIT 5)), 'nothing'), '')) END;
 INSERT INTO "amora_dirty_answer" (id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
 DELETE FROM morango_deletedmodels WHERE id = NEW.id;
 DELETE FROM morango_harddeletedmodels WHERE id = NEW.id;
 DELETE FROM amora_moved WHERE id = NEW.id;
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
  WHEN (length(NEW."parent_id") <> 32 OR octet_length(NEW."parent_id") <> 32 OR unhex(NEW."parent_id") IS NULL AND NEW."parent_id" IS NOT NULL OR lower(NEW."parent_id") <> NEW."parent_id") THEN RAISE(ABORT, 'amora:bad_value:topic: parent_id is not a uuid of 32 lower-case hex digits') END;
END

CREATE TRIGGER "amora_topic_delete" AFTER DELETE ON "topic" WHEN OLD.id IS NOT NULL AND OLD._morango_source_id IS NOT NULL AND OLD._morango_partition IS NOT NULL AND NOT EXISTS (SELECT 1 FROM amora_applying) BEGIN
 SELECT CASE
  WHEN EXISTS (SELECT 1 FROM amora_write_scope) AND NOT EXISTS (SELECT 1 FROM amora_write_scope WHERE substr(OLD._morango_partition, 1, length(prefix)) = prefix) AND NOT (EXISTS (SELECT 1 FROM "amora_dirty_topic" WHERE id = OLD.id) AND NOT EXISTS (SELECT 1 FROM morango_store WHERE id = OLD.id)) THEN RAISE(ABORT, 'amora:not_writable:topic: outside the write scope of this device''s certificate' || coalesce(': the row is in the partition ' || substr(OLD._morango_partition, 1, 200) || ', and what may be written is ' || coalesce((SELECT group_concat(prefix, ', ') FROM (SELECT prefix FROM amora_write_scope WHERE prefix <> char(10) LIMIT 5)), 'nothing'), '')) END;
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
  WHEN EXISTS (SELECT 1 FROM amora_write_scope) AND NOT EXISTS (SELECT 1 FROM amora_write_scope WHERE substr(NEW._morango_partition, 1, length(prefix)) = prefix) THEN RAISE(ABORT, 'amora:not_writable:topic: outside the write scope of this device''s certificate' || coalesce(': the row is in the partition ' || substr(NEW._morango_partition, 1, 200) || ', and what may be written is ' || coalesce((SELECT group_concat(prefix, ', ') FROM (SELECT prefix FROM amora_write_scope WHERE prefix <> char(10) LIMIT 5)), 'nothing'), '')) END;
 INSERT INTO "amora_dirty_topic" (id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
 DELETE FROM morango_deletedmodels WHERE id = NEW.id;
 DELETE FROM morango_harddeletedmodels WHERE id = NEW.id;
 DELETE FROM amora_moved WHERE id = NEW.id;
END

CREATE TRIGGER "amora_topic_fixed" AFTER UPDATE OF "dataset_id", "id", "_morango_source_id", "_morango_partition" ON "topic" WHEN OLD.id IS NOT NULL AND OLD._morango_source_id IS NOT NULL AND OLD._morango_partition IS NOT NULL AND NOT EXISTS (SELECT 1 FROM amora_applying) BEGIN
 SELECT CASE
  WHEN NEW."id" IS NOT OLD."id" AND NOT EXISTS (SELECT 1 FROM amora_moved WHERE id = OLD.id AND moved_to = NEW.id) THEN RAISE(ABORT, 'amora:immutable_column:topic: id cannot change')
  WHEN NEW."_morango_source_id" IS NOT OLD."_morango_source_id" AND NOT EXISTS (SELECT 1 FROM amora_moved WHERE id = OLD.id AND moved_to = NEW.id) THEN RAISE(ABORT, 'amora:immutable_column:topic: _morango_source_id cannot change')
  WHEN NEW."_morango_partition" IS NOT OLD."_morango_partition" AND NEW._morango_partition IS NOT (NEW."dataset_id" || ':shared') THEN RAISE(ABORT, 'amora:immutable_column:topic: _morango_partition cannot change') END;
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
  WHEN EXISTS (SELECT 1 FROM amora_write_scope) AND NOT EXISTS (SELECT 1 FROM amora_write_scope WHERE substr(NEW._morango_partition, 1, length(prefix)) = prefix) THEN RAISE(ABORT, 'amora:not_writable:topic: outside the write scope of this device''s certificate' || coalesce(': the row is in the partition ' || substr(NEW._morango_partition, 1, 200) || ', and what may be written is ' || coalesce((SELECT group_concat(prefix, ', ') FROM (SELECT prefix FROM amora_write_scope WHERE prefix <> char(10) LIMIT 5)), 'nothing'), '')) END;
 INSERT INTO "amora_dirty_topic" (id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
 DELETE FROM morango_deletedmodels WHERE id = NEW.id;
 DELETE FROM morango_harddeletedmodels WHERE id = NEW.id;
 DELETE FROM amora_moved WHERE id = NEW.id;
END

CREATE TRIGGER "amora_topic_move" AFTER UPDATE OF "dataset_id" ON "topic" WHEN OLD.id IS NOT NULL AND OLD._morango_source_id IS NOT NULL AND OLD._morango_partition IS NOT NULL AND (NEW.id = OLD.id AND (NEW."dataset_id" || ':shared') IS NOT (OLD."dataset_id" || ':shared') AND (NEW."dataset_id" || ':shared') IS NOT OLD._morango_partition) AND NOT EXISTS (SELECT 1 FROM amora_applying) BEGIN
 SELECT CASE
  WHEN (NEW."dataset_id" || ':shared') IS NULL OR (OLD."dataset_id" || ':shared') IS NULL THEN RAISE(ABORT, 'amora:immutable_column:topic: dataset_id is or was NULL, but the row''s partition follows from it')
  WHEN EXISTS (SELECT 1 FROM amora_write_scope) AND NOT EXISTS (SELECT 1 FROM amora_write_scope WHERE substr(OLD._morango_partition, 1, length(prefix)) = prefix) AND NOT (EXISTS (SELECT 1 FROM "amora_dirty_topic" WHERE id = OLD.id) AND NOT EXISTS (SELECT 1 FROM morango_store WHERE id = OLD.id)) THEN RAISE(ABORT, 'amora:not_writable:topic: outside the write scope of this device''s certificate' || coalesce(': the row is in the partition ' || substr(OLD._morango_partition, 1, 200) || ', and what may be written is ' || coalesce((SELECT group_concat(prefix, ', ') FROM (SELECT prefix FROM amora_write_scope WHERE prefix <> char(10) LIMIT 5)), 'nothing'), ''))
  WHEN 32 + octet_length((NEW."dataset_id" || ':shared')) > 16344 THEN RAISE(ABORT, 'amora:record_too_large:topic: source id and partition have more than 16344 bytes')
  WHEN EXISTS (SELECT 1 FROM "topic" WHERE id = amora_id((NEW."dataset_id" || ':shared'), amora_id(OLD.id, OLD._morango_source_id, 'moved'), 'topic')) THEN RAISE(ABORT, 'amora:constraint:topic: the row is in that partition already: another device has moved it there, too') END;
 DELETE FROM amora_moved WHERE id = OLD.id;
 INSERT INTO amora_moved (id, moved_to, pending) VALUES (OLD.id, amora_id((NEW."dataset_id" || ':shared'), amora_id(OLD.id, OLD._morango_source_id, 'moved'), 'topic'), 1) ON CONFLICT DO NOTHING;
 DELETE FROM amora_moved WHERE id = (SELECT moved_to FROM amora_moved WHERE id = OLD.id);
 UPDATE "topic" SET id = (SELECT moved_to FROM amora_moved WHERE id = OLD.id), _morango_source_id = amora_id(OLD.id, OLD._morango_source_id, 'moved'), _morango_partition = (NEW."dataset_id" || ':shared') WHERE _rowid_ = NEW._rowid_;
 INSERT INTO morango_deletedmodels (id, profile) SELECT OLD.id, 'school' WHERE EXISTS (SELECT 1 FROM morango_store WHERE id = OLD.id) ON CONFLICT DO NOTHING;
 DELETE FROM "amora_dirty_topic" WHERE id = OLD.id;
 DELETE FROM morango_deletedmodels WHERE id = (SELECT moved_to FROM amora_moved WHERE id = OLD.id);
 DELETE FROM morango_harddeletedmodels WHERE id = (SELECT moved_to FROM amora_moved WHERE id = OLD.id);
 UPDATE "answer" SET "topic_id" = (SELECT moved_to FROM amora_moved WHERE id = OLD.id) WHERE "topic_id" = OLD.id;
 UPDATE "topic" SET "parent_id" = (SELECT moved_to FROM amora_moved WHERE id = OLD.id), "dataset_id" = iif("dataset_id" IS OLD."dataset_id", NEW."dataset_id", "dataset_id") WHERE "parent_id" = OLD.id;
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

