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

INSERT INTO "amora_acknowledged" VALUES ('49418e810441556623b295c09c6e1dee5abb7bd52acc83e29de441c573ce8be8:750e71e92fc6f217b9d02bca3cd08d46', 'dfc7e608dc29a3b7abda0c325b225227', '3a2c8f42d5ca8f129a2598ba1490ab58', 5)

INSERT INTO "amora_bundle" VALUES ('dfc7e608dc29a3b7abda0c325b225227', 2, '{"room":"dfc7e608dc29a3b7abda0c325b225227","sequence":2,"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"id_rules":{"topic":"given"},"relay_keys":["MIIBCgKCAQEA4VKiJWUJ9jKiFM4SMiFJAsA1GWVzUb/ZLkk0kik5w450ycqyNu9dMa+QkoJzOKt2mI5PXtNM5fmPFurqskMCFbPfqb2zseJWoxCV4MDjCPMHy4sS5qEQo19NdsaiYqqmfkP/AsLVM+86amgTRs8LkRzgklawZIIEehwmqru1qflRE87cL0Y89kIyzyek3EzlaGnkMd35x5TEO4o4+snXfUL0DwgRxNBrBaV7Cw01rkSdNSz9Zdmk/XiDJn7xVvUKxvKvRucKWVcU5YAdIYk2O+V1GxbBPyYvEg/to6gqXzc7Km9IVowwNIaDXkph81/Vj5Yz2+hEtkVspO891sprawIDAQAB"],"revoked":[]}', 'TDxpLbrLMKWRWZDR3hkyG+4PILj5rJJFXS+Qt1A3fxlV02DH4YGAuQ071gqWZsv8U1X/lAd9Usmze/KviRN1xlLg9MlXHdeWM4aRvg1Loddqm2zvcYHp9gynkUZ6fkoRNM3dvduUih4zDWogVgl7wo3EvLTMydWuC3DiMz9xMwI0cxaRMlGsgNDuqaLLo/6MhjBkOMXkzLlh4pUAfuYoKc8KPEFUhaURKk+vuPcE15PxbVKH19jK6TeMP21QCvk2q8o8OHEHnGfgZqDRJfNwCOg5pSovK1Sxtp5FugbqMSF6UAhxAobVwjLCSvlYMCEELvuFVP9ohJdlDZYg9Pi52w==')

INSERT INTO "amora_dirty_answer" VALUES ('951370c2976f1dea1bac747ceac21487')

INSERT INTO "amora_issued" VALUES ('2e21616fcf81cae86ee0db3846b13bdc', '', '2026-11-30T13:46:57.578405Z')

INSERT INTO "amora_known_relay" VALUES ('dfc7e608dc29a3b7abda0c325b225227', '49418e810441.relay:80', '49418e810441556623b295c09c6e1dee5abb7bd52acc83e29de441c573ce8be8')

INSERT INTO "amora_meta" VALUES ('schema', '{"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"models":[{"name":"topic","table":"topic","partition":"${dataset_id}:shared","source":null,"columns":{"dataset_id":"uuid","title":"text","parent_id":"uuid?"},"references":{"parent_id":"topic"}},{"name":"answer","table":"answer","partition":"${dataset_id}:user:${user_id}","source":"${question}","columns":{"dataset_id":"uuid","user_id":"uuid","question":"text","text":"text","score":"real?","topic_id":"uuid?"},"references":{"topic_id":"topic"}}]}')

INSERT INTO "amora_meta" VALUES ('triggers', '1e107ad67b92b4c06f8185d4a5e4cdc690f89791e5f5e0c797c249833a1d8d1e')

INSERT INTO "amora_meta" VALUES ('version', '3')

INSERT INTO "amora_partitionmaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1)

INSERT INTO "amora_partitionmaxcounter" VALUES ('dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1)

INSERT INTO "amora_partitionmaxcounter" VALUES ('dfc7e608dc29a3b7abda0c325b225227:shared', '3a2c8f42d5ca8f129a2598ba1490ab58', 2)

INSERT INTO "amora_partitionmaxcounter" VALUES ('dfc7e608dc29a3b7abda0c325b225227:user:11111111111111111111111111111111', '226e03e32c0047cbd3cbd6b90879a0d0', 4)

INSERT INTO "amora_partitionmaxcounter" VALUES ('dfc7e608dc29a3b7abda0c325b225227:user:11111111111111111111111111111111', '3a2c8f42d5ca8f129a2598ba1490ab58', 4)

INSERT INTO "amora_pushed_certificate" VALUES ('b91d4eb8ee3052797e193ed958a7f323', '49418e810441556623b295c09c6e1dee5abb7bd52acc83e29de441c573ce8be8', '49418e810441.relay:80', '2026-11-30T13:46:57.097184Z')

INSERT INTO "amora_quarantine" VALUES ('11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 'answer', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'bad_id', '595553201d0801b19cdcd6fbc38ab3fe', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"kept","dataset_id":"dddddddddddddddddddddddddddddddd","id":"ac2a3fd00b196f5d039e91878a5f7429","question":"kept","text":"x","user_id":"11111111111111111111111111111111"}')

INSERT INTO "amora_quota" VALUES ('', 340)

INSERT INTO "amora_recordmaxcounter" VALUES ('6d9ce68dda5269f1501793f206b193a3', '226e03e32c0047cbd3cbd6b90879a0d0', 4)

INSERT INTO "amora_recordmaxcounter" VALUES ('f355b0301f0a9265690f6cfc38e93aa5', '3a2c8f42d5ca8f129a2598ba1490ab58', 2)

INSERT INTO "amora_relay" VALUES ('dfc7e608dc29a3b7abda0c325b225227', '49418e810441556623b295c09c6e1dee5abb7bd52acc83e29de441c573ce8be8:750e71e92fc6f217b9d02bca3cd08d46', '3a2c8f42d5ca8f129a2598ba1490ab58', 'c6a3af446c75ae10d97bbdd6748fd081', 2, '', 0, '{"sequence":6,"token":"c6a3af446c75ae10d97bbdd6748fd081","mac":"43c756f02e3eab28b0917500f2e1e5d0ef265945aa6601125ac6e03c4cdba43b"}', 0)

INSERT INTO "amora_store_dirty" VALUES ('answer', '889577de70181c6c63192168974ec7cc')

INSERT INTO "amora_store_dirty" VALUES ('badge', '5e4814bb63e0ac90e40c57e9761c24a2')

INSERT INTO "amora_trust" VALUES (5)

INSERT INTO "amora_write_scope" VALUES ('dfc7e608dc29a3b7abda0c325b225227')

INSERT INTO "amora_write_scope" VALUES (CAST(x'0a' AS TEXT))

INSERT INTO "answer" VALUES ('6d9ce68dda5269f1501793f206b193a3', 'dfc7e608dc29a3b7abda0c325b225227', '11111111111111111111111111111111', '2', 'his', 0.5, '916f8c46824d85a2df67fa330ba334d6', '2', 'dfc7e608dc29a3b7abda0c325b225227:user:11111111111111111111111111111111')

INSERT INTO "answer" VALUES ('951370c2976f1dea1bac747ceac21487', 'dfc7e608dc29a3b7abda0c325b225227', '11111111111111111111111111111111', '4', 'unsynced', NULL, NULL, '4', 'dfc7e608dc29a3b7abda0c325b225227:user:11111111111111111111111111111111')

INSERT INTO "morango_buffer" VALUES (1, 8, 1, 'b7b869cd15ebc28f6bf8089d31ef2044', 'first half', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, NULL, NULL, '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"first half","dataset_id":"dddddddddddddddddddddddddddddddd","id":"b7b869cd15ebc28f6bf8089d31ef2044","question":"first half","text":"x","user_id":"11111111111111111111111111111111"}', '')

INSERT INTO "morango_certificate" VALUES ('2e21616fcf81cae86ee0db3846b13bdc', 'dfc7e608dc29a3b7abda0c325b225227', 'school', 'cfef75c5ee30059e9c9ccccba8d4f3c5', 'full', 1, '{"dataset_id": "dfc7e608dc29a3b7abda0c325b225227"}', 'MIIBCgKCAQEA5vkCI07eqJ6cogbd/3Ke99GB+IRLzzlVavqeH6Pp9V9g1QRytsV/VGJ3Qyg5IF8D6OTlD3x+QG53gfZQ6TO+0BUk+fQgz5snn6DQLUWMOVo4rozQS7wc7KfWB+B8ERRhhsQNh+DY8LpJqsMiV2O8p+HFGFRIqKA9uX+GgrDILLV+T+wM/U4JcLhyCH4+4vwtH+aansIGrZw03IyFu/GUGa+Np7CqKXwwjLtSIp5SBIzYDIfY6j4k6B171nnh89SWnjhGD2p30bTOT572r5fJj5uwzv9RpFh/M8FM9BMlnYSXBLPMyV5+S/lcCiLRKVBJNSPQhcJPVprcU6CBDbxY6wIDAQAB', '{"id": "2e21616fcf81cae86ee0db3846b13bdc", "parent_id": "dfc7e608dc29a3b7abda0c325b225227", "profile": "school", "salt": "cfef75c5ee30059e9c9ccccba8d4f3c5", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"dfc7e608dc29a3b7abda0c325b225227\"}", "public_key_string": "MIIBCgKCAQEA5vkCI07eqJ6cogbd/3Ke99GB+IRLzzlVavqeH6Pp9V9g1QRytsV/VGJ3Qyg5IF8D6OTlD3x+QG53gfZQ6TO+0BUk+fQgz5snn6DQLUWMOVo4rozQS7wc7KfWB+B8ERRhhsQNh+DY8LpJqsMiV2O8p+HFGFRIqKA9uX+GgrDILLV+T+wM/U4JcLhyCH4+4vwtH+aansIGrZw03IyFu/GUGa+Np7CqKXwwjLtSIp5SBIzYDIfY6j4k6B171nnh89SWnjhGD2p30bTOT572r5fJj5uwzv9RpFh/M8FM9BMlnYSXBLPMyV5+S/lcCiLRKVBJNSPQhcJPVprcU6CBDbxY6wIDAQAB"}', 'zlIJpeETpz0xoc9O3idKoXk09vuqOHsgiT9wd/gRpI2r+VybS+DRU5HLEJiA7HvqHROf5vqzda5EV7/pPI9zQpqvjqMc6yMMJ7AiIghpSTPHu1anE+Soq/Enk/TYM39hvC7Bov+OaqTX0cLUSUitwk7wauBYB6Cgb1OQ8QhZqxqRG2CvJ8hK/GcoQEJciQCjd2XhiEeP/FuS7PJV0LEFzyTsC/mHA0gDTUaOCMzCKGAFJT9705wNbPjrFfCKl/P8TKN0hz9QrBH/why/xcPWbL1mr2hl8f+ZPpbg/IV4Xpj2Xkm6apYFJDFMXB++ha1KrohAn0OZrMccR3UsaR9RYA==', NULL)

INSERT INTO "morango_certificate" VALUES ('b91d4eb8ee3052797e193ed958a7f323', 'dfc7e608dc29a3b7abda0c325b225227', 'school', '96ac5ed79ec81d02f124ef7f3723ab91', 'full', 1, '{"dataset_id": "dfc7e608dc29a3b7abda0c325b225227"}', 'MIIBCgKCAQEA4VKiJWUJ9jKiFM4SMiFJAsA1GWVzUb/ZLkk0kik5w450ycqyNu9dMa+QkoJzOKt2mI5PXtNM5fmPFurqskMCFbPfqb2zseJWoxCV4MDjCPMHy4sS5qEQo19NdsaiYqqmfkP/AsLVM+86amgTRs8LkRzgklawZIIEehwmqru1qflRE87cL0Y89kIyzyek3EzlaGnkMd35x5TEO4o4+snXfUL0DwgRxNBrBaV7Cw01rkSdNSz9Zdmk/XiDJn7xVvUKxvKvRucKWVcU5YAdIYk2O+V1GxbBPyYvEg/to6gqXzc7Km9IVowwNIaDXkph81/Vj5Yz2+hEtkVspO891sprawIDAQAB', '{"id": "b91d4eb8ee3052797e193ed958a7f323", "parent_id": "dfc7e608dc29a3b7abda0c325b225227", "profile": "school", "salt": "96ac5ed79ec81d02f124ef7f3723ab91", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"dfc7e608dc29a3b7abda0c325b225227\"}", "public_key_string": "MIIBCgKCAQEA4VKiJWUJ9jKiFM4SMiFJAsA1GWVzUb/ZLkk0kik5w450ycqyNu9dMa+QkoJzOKt2mI5PXtNM5fmPFurqskMCFbPfqb2zseJWoxCV4MDjCPMHy4sS5qEQo19NdsaiYqqmfkP/AsLVM+86amgTRs8LkRzgklawZIIEehwmqru1qflRE87cL0Y89kIyzyek3EzlaGnkMd35x5TEO4o4+snXfUL0DwgRxNBrBaV7Cw01rkSdNSz9Zdmk/XiDJn7xVvUKxvKvRucKWVcU5YAdIYk2O+V1GxbBPyYvEg/to6gqXzc7Km9IVowwNIaDXkph81/Vj5Yz2+hEtkVspO891sprawIDAQAB"}', 'wxtWccQnZeNM3WQfd2zkJKNnUqIaYv+qeox8N/h1STRyZLBJT6w5rJc2EqnKbtG+J00A70ocMUc5YfU/2Ld4IoYJfZkSenihIuT6kmuzjH0UuztUiR1kSiKRCHl3LAgwzOOhXDOxm+OvJcCIdZk0BoiUQtZNUSMbGVuX31gPfdXmP82mjRu07RkfEW/gKN649/ZfrrjqNBkCfK8RYRgG8U1PwRHQTVsKqL4+i/HVJzjgPwhmT1oDNN7kmgInpZLRdSOEWFcVV8TiNx7fHLyrzwqlmN5ogEzN11irXdsHFdqcoF8PdzQg62/sMEyT15c9KRhH9yKudWiMQJ3q65IDKQ==', NULL)

INSERT INTO "morango_certificate" VALUES ('dfc7e608dc29a3b7abda0c325b225227', NULL, 'school', '', 'full', 1, '{"dataset_id": "dfc7e608dc29a3b7abda0c325b225227"}', 'MIIBCgKCAQEA11UP4HBwiAuKKBjxvDlKIyf4YvOAtJy2Ifz32VB3iTeK9+xwj4XrW98neBGU3Qmt8c+NZAWyw1AihyRhCPeSCh8W+B2si4aNKRAAFimKRQ4rKAyxkvq6fObSmoUvva2jP4UmiBlIBcTnnW0hhmGLt/ronL157GVLdf0+xCI3n1kOM3WY8zsHDrgKyGXndFJniM9b4jRHlIG1Dp2JXneXVq3gR/RRlyYmUus/6j//RJ8tnQfELfGrqYBPqobAtgFiFwJ2U5KNkqAcq38GdsOdnbhJil3c7aAVP0b42iQmnYhoZDwbistFBE396MWpS8AH0uwdBpDPE5Vj/PMGzKTajwIDAQAB', '{"id": "dfc7e608dc29a3b7abda0c325b225227", "parent_id": null, "profile": "school", "salt": "", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"dfc7e608dc29a3b7abda0c325b225227\"}", "public_key_string": "MIIBCgKCAQEA11UP4HBwiAuKKBjxvDlKIyf4YvOAtJy2Ifz32VB3iTeK9+xwj4XrW98neBGU3Qmt8c+NZAWyw1AihyRhCPeSCh8W+B2si4aNKRAAFimKRQ4rKAyxkvq6fObSmoUvva2jP4UmiBlIBcTnnW0hhmGLt/ronL157GVLdf0+xCI3n1kOM3WY8zsHDrgKyGXndFJniM9b4jRHlIG1Dp2JXneXVq3gR/RRlyYmUus/6j//RJ8tnQfELfGrqYBPqobAtgFiFwJ2U5KNkqAcq38GdsOdnbhJil3c7aAVP0b42iQmnYhoZDwbistFBE396MWpS8AH0uwdBpDPE5Vj/PMGzKTajwIDAQAB"}', 'UPceriSpnuYU2PKJd1Iyd/FyjGOhFzcEwe/dSGghlKacDcMXLbCDTTv2YDJ5ZcdwUFoXCixQbh3GXfjMWqkXsma+1UFJE+iR6f5GpIA90Lh4R/X8aJnIw2vQ8WUPg+fBFSXhBzsA4eQCQe0ppHgDc5bwBmvlrvHkFtkEA+TTiuMLvrM8CfpiB7LQaHYX/cy2hIUGcbCWL2xi8IR2g06A24mYOFhj5vOyVTKst5CdGiKihc9wGTyNF8+7puTvdw2BSlHeaQt6ewLzzj4j0vYjxYAJc1VkZBuae4q3OvJ2HQ1CUofIRhegAG0TR4dMSaax/6gmF9xmME3c6f3aIhPfpA==', 'MIIEowIBAAKCAQEA11UP4HBwiAuKKBjxvDlKIyf4YvOAtJy2Ifz32VB3iTeK9+xwj4XrW98neBGU3Qmt8c+NZAWyw1AihyRhCPeSCh8W+B2si4aNKRAAFimKRQ4rKAyxkvq6fObSmoUvva2jP4UmiBlIBcTnnW0hhmGLt/ronL157GVLdf0+xCI3n1kOM3WY8zsHDrgKyGXndFJniM9b4jRHlIG1Dp2JXneXVq3gR/RRlyYmUus/6j//RJ8tnQfELfGrqYBPqobAtgFiFwJ2U5KNkqAcq38GdsOdnbhJil3c7aAVP0b42iQmnYhoZDwbistFBE396MWpS8AH0uwdBpDPE5Vj/PMGzKTajwIDAQABAoIBAAKwg3FmOtTiDeW69gdl526mVREWn5HD0coyPXZfi9TJiXy5xtkTmJI6Rr98BiTgvbCX0o3zPJ+BAdCwmF4G3Run5v0ZtrklLIYCZC5bJzuj3YRNv1fPTKh3IEuDXv9AO87H6kpvxEhgwJs/Q28UVksW1c7D1rtGhmD3gkiRYeaHYoAZpn/Bb9rfAng2DIpDVkJiUF6FQVvjWhk4DdG8JlsFdQV1DeBMXVJ6xwNdrIj5Opjl3uoLY6IQTrdFo3AX/6m0RAacLPcCkjSNFfYWYQYjMvEN083zUp5IeKL6t2lkVd5LnaaiDvJv6a9kby+dNsjKbe9luspH/2bBTq38mP0CgYEA9rX9bO+suWlZ8mHjaJIY3qjO3kkYBpiiKu1i5e8IhimFuYvH0ifC3Bkat4XV8OuXE19XOdHuB6pE3cJLOE+VUZYcfGc52ABfjacm55KjOh88Svy9CBQvswaGu1+Z2DtuctC2bqps7WQ3D9ThZ65wY+weVLGuXjdDpR0vCCbytuMCgYEA33CePZWnweZea8wlYCC/ba4M21gx/ZHzzG/mrEIWGYVfZt2Fm8s5BcPcOedXM+eUQSD7dvyPTJl9OiGFBHNKxy8oA1gr1/94vUiKvEa/C1AztQjGVza+jGGskk/1/4A2k6olW4WR/mSvLhhOaJ5tgvOWTQa9IPgleM35nTMd8WUCgYEA3brg4shiD13NFle9/9zWdz92dTdyXXNOxJAHw6nammG1KvajB5Duw8vYRDsH9fh3FlUo2vF/Iep47GnUGu8Dv4jPX0uTJDvppTEmeRhElVc/ZBHUfu9Nk3P5IWwho8J+WLiWTc3kClN4XUUxtHKF1nh/JhVvJoQ6yqn4/DWtDIsCgYBxKs/qryalTXFbNa1kb5GlEndOjO/c1xRc4fw6GMqqqGN2bRIjox1Bbz7WUPZYwpzTE8ppLGfDyyWi0KFXbLFeCuNANmMWZj0X2WrzCv3t0/QsZ8JVH9QIs9u8yyT0AFMkHRQIs7EK4KHdPdBQqpUasxbX8mbOEQChm+kmFmK/BQKBgAo5wjD4BBpCH+Go9FynVwiU9FcaOk0KBLbd+hyO//xyW6Bc5tpNk9pdTb+oofk0I6MxKFJfhVs4jzhuPfkmKn6MvC+dUqkwqsY4ZFMMNVhLK7PM8me9wJrCLJghYHWOiJXeoVLertyKBKb9OEtX40Qwdp1+I7i497UEE6H7bnla')

INSERT INTO "morango_databaseidmodel" VALUES ('92a10764e1fb77228bffed0b9fa3c4af', 1, '2026-11-30T13:46:56.733438Z', '4ea347e4e2011164b7839a68392fd591')

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', '3a2c8f42d5ca8f129a2598ba1490ab58', 7)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dfc7e608dc29a3b7abda0c325b225227', '226e03e32c0047cbd3cbd6b90879a0d0', 4)

INSERT INTO "morango_databasemaxcounter" VALUES ('dfc7e608dc29a3b7abda0c325b225227', '3a2c8f42d5ca8f129a2598ba1490ab58', 5)

INSERT INTO "morango_deletedmodels" VALUES ('2252e630443c567b4209b47424202370', 'school')

INSERT INTO "morango_harddeletedmodels" VALUES ('2252e630443c567b4209b47424202370', 'school')

INSERT INTO "morango_instanceidmodel" VALUES ('3a2c8f42d5ca8f129a2598ba1490ab58', '', '', '', '', '92a10764e1fb77228bffed0b9fa3c4af', '', '', 7, 1)

INSERT INTO "morango_instanceidmodel" VALUES ('4ea347e4e2011164b7839a68392fd591', '', '', '', '', '92a10764e1fb77228bffed0b9fa3c4af', '', '', 0, 0)

INSERT INTO "morango_nonce" VALUES ('01a22cb5704de8d0727876e0c4352c93', '2026-11-30T13:46:57.997000Z', '')

INSERT INTO "morango_scopedefinition" VALUES ('full', 1, 'school', 'dataset_id', 'Everything.', '', '', '${dataset_id}', '{}')

INSERT INTO "morango_scopedefinition" VALUES ('learner', 1, 'school', '', 'Own work.', '${dataset_id}:shared', '', '${dataset_id}:user:${user_id}', '{}')

INSERT INTO "morango_store" VALUES ('2252e630443c567b4209b47424202370', '1', 'answer', 'school', 'dfc7e608dc29a3b7abda0c325b225227:user:11111111111111111111111111111111', '', '3a2c8f42d5ca8f129a2598ba1490ab58', 2, 0, 0, NULL, '', '{"id":"2252e630443c567b4209b47424202370","_morango_source_id":"1","_morango_partition":"dfc7e608dc29a3b7abda0c325b225227:user:11111111111111111111111111111111","dataset_id":"dfc7e608dc29a3b7abda0c325b225227","user_id":"11111111111111111111111111111111","question":"1","text":"it''s\n1","score":0.5,"topic_id":"916f8c46824d85a2df67fa330ba334d6"}', '')

INSERT INTO "morango_store" VALUES ('5e4814bb63e0ac90e40c57e9761c24a2', 'unknown', 'badge', 'school', 'dddddddddddddddddddddddddddddddd', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', '', '{"_morango_partition":"dddddddddddddddddddddddddddddddd","_morango_source_id":"unknown","dataset_id":"dddddddddddddddddddddddddddddddd","id":"5e4814bb63e0ac90e40c57e9761c24a2","of":"a newer build"}', '')

INSERT INTO "morango_store" VALUES ('6d9ce68dda5269f1501793f206b193a3', '2', 'answer', 'school', 'dfc7e608dc29a3b7abda0c325b225227:user:11111111111111111111111111111111', '', '3a2c8f42d5ca8f129a2598ba1490ab58', 4, 0, 0, NULL, '', '{"id":"6d9ce68dda5269f1501793f206b193a3","_morango_source_id":"2","_morango_partition":"dfc7e608dc29a3b7abda0c325b225227:user:11111111111111111111111111111111","dataset_id":"dfc7e608dc29a3b7abda0c325b225227","user_id":"11111111111111111111111111111111","question":"2","text":"his","score":0.5,"topic_id":"916f8c46824d85a2df67fa330ba334d6"}', CAST(x'7b226964223a223664396365363864646135323639663135303137393366323036623139336133222c225f6d6f72616e676f5f736f757263655f6964223a2232222c225f6d6f72616e676f5f706172746974696f6e223a2264666337653630386463323961336237616264613063333235623232353232373a757365723a3131313131313131313131313131313131313131313131313131313131313131222c22646174617365745f6964223a226466633765363038646332396133623761626461306333323562323235323237222c22757365725f6964223a223131313131313131313131313131313131313131313131313131313131313131222c227175657374696f6e223a2232222c2274657874223a2268657273222c2273636f7265223a302e352c22746f7069635f6964223a223931366638633436383234643835613264663637666133333062613333346436227d0a' AS TEXT))

INSERT INTO "morango_store" VALUES ('6ef09cf518f18ea2a1b512cfa38e6298', '14f036840b039182624bb54aeef6ac89', 'topic', 'school', 'dfc7e608dc29a3b7abda0c325b225227:shared', '916f8c46824d85a2df67fa330ba334d6', '3a2c8f42d5ca8f129a2598ba1490ab58', 2, 0, 0, NULL, '', '{"id":"6ef09cf518f18ea2a1b512cfa38e6298","_morango_source_id":"14f036840b039182624bb54aeef6ac89","_morango_partition":"dfc7e608dc29a3b7abda0c325b225227:shared","dataset_id":"dfc7e608dc29a3b7abda0c325b225227","title":"sub","parent_id":"916f8c46824d85a2df67fa330ba334d6"}', '')

INSERT INTO "morango_store" VALUES ('889577de70181c6c63192168974ec7cc', 'waits', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', 'missing_reference: topic_id', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"waits","dataset_id":"dddddddddddddddddddddddddddddddd","id":"889577de70181c6c63192168974ec7cc","question":"waits","text":"x","user_id":"11111111111111111111111111111111","topic_id":"99999999999999999999999999999999"}', '')

INSERT INTO "morango_store" VALUES ('916f8c46824d85a2df67fa330ba334d6', '7fed0608bfea7c0cd2a11dac8f4711e6', 'topic', 'school', 'dfc7e608dc29a3b7abda0c325b225227:shared', '', '3a2c8f42d5ca8f129a2598ba1490ab58', 2, 0, 0, NULL, '', '{"id":"916f8c46824d85a2df67fa330ba334d6","_morango_source_id":"7fed0608bfea7c0cd2a11dac8f4711e6","_morango_partition":"dfc7e608dc29a3b7abda0c325b225227:shared","dataset_id":"dfc7e608dc29a3b7abda0c325b225227","title":"top","parent_id":null}', '')

INSERT INTO "morango_store" VALUES ('f355b0301f0a9265690f6cfc38e93aa5', '3', 'answer', 'school', 'dfc7e608dc29a3b7abda0c325b225227:user:11111111111111111111111111111111', '', '226e03e32c0047cbd3cbd6b90879a0d0', 4, 1, 0, '065b06e676298c8273fbb3e875bf87c0', '', '{"id":"f355b0301f0a9265690f6cfc38e93aa5","_morango_source_id":"3","_morango_partition":"dfc7e608dc29a3b7abda0c325b225227:user:11111111111111111111111111111111","dataset_id":"dfc7e608dc29a3b7abda0c325b225227","user_id":"11111111111111111111111111111111","question":"3","text":"it''s\n3","score":0.5,"topic_id":"916f8c46824d85a2df67fa330ba334d6"}', '')

INSERT INTO "morango_syncsession" VALUES ('d2053d23763aabb20ca1facea3b74576', '2026-11-30T13:46:57.878656Z', '2026-11-30T13:46:57.912523Z', 1, 0, 'dfc7e608dc29a3b7abda0c325b225227', 'b91d4eb8ee3052797e193ed958a7f323', 'school', 'network', '49418e810441.relay', '', '', '3a2c8f42d5ca8f129a2598ba1490ab58', '750e71e92fc6f217b9d02bca3cd08d46', '49418e810441556623b295c09c6e1dee5abb7bd52acc83e29de441c573ce8be8:750e71e92fc6f217b9d02bca3cd08d46', '', '')

INSERT INTO "morango_syncsession" VALUES ('d408dfc115380ba16b2e5ab3c23a6af2', '2026-11-30T13:46:57.187089Z', '2026-11-30T13:46:57.230956Z', 1, 0, 'dfc7e608dc29a3b7abda0c325b225227', 'b91d4eb8ee3052797e193ed958a7f323', 'school', 'network', '49418e810441.relay', '', '', '3a2c8f42d5ca8f129a2598ba1490ab58', '', '49418e810441556623b295c09c6e1dee5abb7bd52acc83e29de441c573ce8be8:750e71e92fc6f217b9d02bca3cd08d46', '', '')

INSERT INTO "morango_syncsession" VALUES ('d56f65f437678c987c8572af5377393c', '2026-11-30T13:46:57.625595Z', '2026-11-30T13:46:57.626636Z', 1, 0, 'dfc7e608dc29a3b7abda0c325b225227', 'b91d4eb8ee3052797e193ed958a7f323', 'school', 'network', '49418e810441.relay', '', '', '3a2c8f42d5ca8f129a2598ba1490ab58', '750e71e92fc6f217b9d02bca3cd08d46', '49418e810441556623b295c09c6e1dee5abb7bd52acc83e29de441c573ce8be8:750e71e92fc6f217b9d02bca3cd08d46', '', '')

INSERT INTO "morango_transfersession" VALUES (1, 'a50b5eada8fc7e32e97ca51615079304', 'd408dfc115380ba16b2e5ab3c23a6af2', 0, 0, 'school', 'dfc7e608dc29a3b7abda0c325b225227', 2, '2026-11-30T13:46:57.187283Z', '2026-11-30T13:46:57.230339Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (2, '0201ceea70fc95da437d42bae57da91e', 'd408dfc115380ba16b2e5ab3c23a6af2', 0, 1, 'school', 'dfc7e608dc29a3b7abda0c325b225227', 2, '2026-11-30T13:46:57.230972Z', '2026-11-30T13:46:57.239318Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (3, 'faafe66440fecd03c7833eae7cd0134c', 'd56f65f437678c987c8572af5377393c', 0, 0, 'school', 'dfc7e608dc29a3b7abda0c325b225227', 2, '2026-11-30T13:46:57.625677Z', '2026-11-30T13:46:57.626499Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (4, '70ec8a8abd057cf9e63fce41e06397bd', 'd56f65f437678c987c8572af5377393c', 0, 1, 'school', 'dfc7e608dc29a3b7abda0c325b225227', 2, '2026-11-30T13:46:57.626648Z', '2026-11-30T13:46:57.679183Z', 0, 5, 5, 2609, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (5, '065b06e676298c8273fbb3e875bf87c0', 'd2053d23763aabb20ca1facea3b74576', 0, 0, 'school', 'dfc7e608dc29a3b7abda0c325b225227', 2, '2026-11-30T13:46:57.878704Z', '2026-11-30T13:46:57.907275Z', 0, 2, 2, 0, 1177, '{}', '{}', 'cleanup', 'completed', NULL, 1, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (6, 'ab037aac2b3e50890565daf6bab0119c', 'd2053d23763aabb20ca1facea3b74576', 0, 1, 'school', 'dfc7e608dc29a3b7abda0c325b225227', 2, '2026-11-30T13:46:57.912551Z', '2026-11-30T13:46:57.918773Z', 0, 1, 1, 962, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (7, '595553201d0801b19cdcd6fbc38ab3fe', '595553201d0801b19cdcd6fbc38ab3fe', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T13:46:57.963586Z', '2026-11-30T13:46:57.997080Z', 0, 3, 3, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 1, 0, '')

INSERT INTO "morango_transfersession" VALUES (8, '55555555555555555555555555555555', '55555555555555555555555555555555', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T13:46:57.997259Z', '9999-01-01T00:00:00.000000Z', 1, 2, 1, 0, 0, '{}', '{"super": {}, "sub": {}}', 'transferring', 'started', 1, 0, 0, 0, '')

INSERT INTO "topic" VALUES ('6ef09cf518f18ea2a1b512cfa38e6298', 'dfc7e608dc29a3b7abda0c325b225227', 'sub', '916f8c46824d85a2df67fa330ba334d6', '14f036840b039182624bb54aeef6ac89', 'dfc7e608dc29a3b7abda0c325b225227:shared')

INSERT INTO "topic" VALUES ('916f8c46824d85a2df67fa330ba334d6', 'dfc7e608dc29a3b7abda0c325b225227', 'top', NULL, '7fed0608bfea7c0cd2a11dac8f4711e6', 'dfc7e608dc29a3b7abda0c325b225227:shared')

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

