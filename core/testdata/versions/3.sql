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

CREATE TABLE amora_hard (x INTEGER PRIMARY KEY)

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

INSERT INTO "amora_acknowledged" VALUES ('92d6a54d23322b4f269cfc5067be8e10457f0ef2d3548dfaf096b3c45dba8422:ebaaee27148368b6e49b0081ac5ec032', '18c9fd35ca1e91ac289fe31efcc934d1', '2e22b864079b807648f4401279738668', 5)

INSERT INTO "amora_bundle" VALUES ('18c9fd35ca1e91ac289fe31efcc934d1', 2, '{"room":"18c9fd35ca1e91ac289fe31efcc934d1","sequence":2,"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"id_rules":{},"relay_keys":["MIIBCgKCAQEAxlOWPsI9ypYriK89HwqbpN9/tSvxlxBwT+1h78QPqa/0EbB/Bb4c7oSe5ZEU66tBuLWWA11f1618GPtMAgO1doLJl/POP9nZX5CeO9Lq7EQscqG8VMdYBsHju05gLmwF6SA1NjO2zYbyW/6ariVwu/vQo5WKG8KfSPtio+TPbLdtADB9s/juDhUKe0X3TU2BXuI5A4ZBE7hv5O/DA3bsfmFGAqF56VYtqq1a7pAp3uyPY5S0g1NN4ymc9cz1dtoZU2EC1+MjjZLZxtQ3lpxWcQIwG4RO9wOGqDqCPE0VzuvjypY/rgOgPwMhbnujw1xh5H4VBo/JL5biHTd5rSE9oQIDAQAB"],"revoked":[]}', 'MnJ8ZXG5iySqYauFdCu9oMqfhRlnYjtiZ9l4FgNlKYSiq5pquobv/xkpH+Q8WJIRbI43qFXmFCJDSEl/lln3Z/SAfUzzOdqV0orbuqNDrQpeoz6PA5iKBizr0TwfOoza5f09LERSfym128VRBJ566wsv33D67YI/vunL/2Ime5cg5w4Pa3wLI/ouBHUGktUDlwL9quRUl4C+c4hdpMn52ZxfwBCu4A7QBvh5ixB9V+240rBum5buFChP2g1tCmK8p8qZAbvIhA0Nr46xuWU6SJM5MFC4vJFhSWxTdJwoPObLMD+7xnBAxZR4Wy0rKip64Hd1hKEir8cxSZ49LtsEHw==')

INSERT INTO "amora_dirty_answer" VALUES ('419519b5edbcd8235f409cac2c23d623')

INSERT INTO "amora_meta" VALUES ('schema', '{"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"models":[{"name":"topic","table":"topic","partition":"${dataset_id}:shared","source":null,"columns":{"dataset_id":"uuid","title":"text","parent_id":"uuid?"},"references":{"parent_id":"topic"}},{"name":"answer","table":"answer","partition":"${dataset_id}:user:${user_id}","source":"${question}","columns":{"dataset_id":"uuid","user_id":"uuid","question":"text","text":"text","score":"real?","topic_id":"uuid?"},"references":{"topic_id":"topic"}}]}')

INSERT INTO "amora_meta" VALUES ('triggers', '6e62310347ebc557af4ed85c2baf91197e4d72d75ba3c579a9ea5daf8c6daafe')

INSERT INTO "amora_meta" VALUES ('version', '3')

INSERT INTO "amora_quarantine" VALUES ('11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 'answer', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'bad_id', '595553201d0801b19cdcd6fbc38ab3fe', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"kept","dataset_id":"dddddddddddddddddddddddddddddddd","id":"ac2a3fd00b196f5d039e91878a5f7429","question":"kept","text":"x","user_id":"11111111111111111111111111111111"}')

INSERT INTO "amora_quota" VALUES ('', 340)

INSERT INTO "amora_recordmaxcounter" VALUES ('3892392172a05622ad6f7c831eba081e', 'add426f0ea4deac5ad41d44531efbcb9', 4)

INSERT INTO "amora_recordmaxcounter" VALUES ('db5eba794f33c9b797e63c34327c4e44', '2e22b864079b807648f4401279738668', 2)

INSERT INTO "amora_relay" VALUES ('18c9fd35ca1e91ac289fe31efcc934d1', '92d6a54d23322b4f269cfc5067be8e10457f0ef2d3548dfaf096b3c45dba8422:ebaaee27148368b6e49b0081ac5ec032', '2e22b864079b807648f4401279738668', '8715cb900b7a402eb7c8a775ba61261e', 2, '', 0, '{"sequence":6,"token":"8715cb900b7a402eb7c8a775ba61261e","mac":"ebdb1b450e95d02958e6c61b5e1a4a863cac2a9c5e5a1fc8cabf7f3f6d57e3e7"}', 0)

INSERT INTO "amora_store_dirty" VALUES ('answer', '889577de70181c6c63192168974ec7cc')

INSERT INTO "amora_store_dirty" VALUES ('badge', '5e4814bb63e0ac90e40c57e9761c24a2')

INSERT INTO "amora_trust" VALUES (3)

INSERT INTO "amora_write_scope" VALUES ('18c9fd35ca1e91ac289fe31efcc934d1')

INSERT INTO "amora_write_scope" VALUES (CAST(x'0a' AS TEXT))

INSERT INTO "answer" VALUES ('3892392172a05622ad6f7c831eba081e', '18c9fd35ca1e91ac289fe31efcc934d1', '11111111111111111111111111111111', '2', 'his', 0.5, 'ec59c5a5904283bcff752751e7469731', '2', '18c9fd35ca1e91ac289fe31efcc934d1:user:11111111111111111111111111111111')

INSERT INTO "answer" VALUES ('419519b5edbcd8235f409cac2c23d623', '18c9fd35ca1e91ac289fe31efcc934d1', '11111111111111111111111111111111', '4', 'unsynced', NULL, NULL, '4', '18c9fd35ca1e91ac289fe31efcc934d1:user:11111111111111111111111111111111')

INSERT INTO "morango_buffer" VALUES (1, 8, 1, 'b7b869cd15ebc28f6bf8089d31ef2044', 'first half', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, NULL, NULL, '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"first half","dataset_id":"dddddddddddddddddddddddddddddddd","id":"b7b869cd15ebc28f6bf8089d31ef2044","question":"first half","text":"x","user_id":"11111111111111111111111111111111"}', '')

INSERT INTO "morango_certificate" VALUES ('18c9fd35ca1e91ac289fe31efcc934d1', NULL, 'school', '', 'full', 1, '{"dataset_id": "18c9fd35ca1e91ac289fe31efcc934d1"}', 'MIIBCgKCAQEAs4AEeIv2+b1fSg6v/hbPAFarcKNlBQnbTjPU62k6X6fuzma3DVix8jrZFhf64N625tAy4pf18+Oug/YP3BCpu1yslyytrnuVMKdXkmovInm9x4yjBRsf2zCuo7nI6eYMnDnsE7klKL3+UQinHrZf8EneicaA/3pPx1ZPkwqj50flfFGYwekzCqQPpF2AB0jbiQpMzt4kCEFzduiKUT2UNzzKPiq4SDFMPa7Mup3Kja6w5Vo+VjAW9WBckz6T5mHCA+20Ppg60uug4Qvr4+E+B7PtaUpZYuCgeyWz+OTQCtlDnvKpaPHEI0KUe2mnNXWV3Teq4NTkRFfBNErzHiKmiQIDAQAB', '{"id": "18c9fd35ca1e91ac289fe31efcc934d1", "parent_id": null, "profile": "school", "salt": "", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"18c9fd35ca1e91ac289fe31efcc934d1\"}", "public_key_string": "MIIBCgKCAQEAs4AEeIv2+b1fSg6v/hbPAFarcKNlBQnbTjPU62k6X6fuzma3DVix8jrZFhf64N625tAy4pf18+Oug/YP3BCpu1yslyytrnuVMKdXkmovInm9x4yjBRsf2zCuo7nI6eYMnDnsE7klKL3+UQinHrZf8EneicaA/3pPx1ZPkwqj50flfFGYwekzCqQPpF2AB0jbiQpMzt4kCEFzduiKUT2UNzzKPiq4SDFMPa7Mup3Kja6w5Vo+VjAW9WBckz6T5mHCA+20Ppg60uug4Qvr4+E+B7PtaUpZYuCgeyWz+OTQCtlDnvKpaPHEI0KUe2mnNXWV3Teq4NTkRFfBNErzHiKmiQIDAQAB"}', 'dpooPlzttOjSzsDLKvEwmZZsi/qASgSVXLfciedvlmxT+Zk6stN2+d1eMcSBvJXW5igieSWteI92istnbray0DSH+ClLFYCCL3Fz3ehF0JOjiiX74SLME9+blPYU1Jhol4rr1QWKRlDoASz9pA6cG3kmpBVg6Ak2Nlah5F7HE5OJplPfEvEgvXonwtOezj10WBxjJ0PhTzPqND4gXwbsbCsmNMQHkURe9EjKPVKp39D6FOpy+FgQyUtUIXfWnSqdRWPkjFl3ddya82B2jjofxlWWmbtwoYVY0zqJOO3FRyn7tbJjt1UbOgORT12yEJK0gEpzdyfS7WfiqDTeyRaaNA==', 'MIIEowIBAAKCAQEAs4AEeIv2+b1fSg6v/hbPAFarcKNlBQnbTjPU62k6X6fuzma3DVix8jrZFhf64N625tAy4pf18+Oug/YP3BCpu1yslyytrnuVMKdXkmovInm9x4yjBRsf2zCuo7nI6eYMnDnsE7klKL3+UQinHrZf8EneicaA/3pPx1ZPkwqj50flfFGYwekzCqQPpF2AB0jbiQpMzt4kCEFzduiKUT2UNzzKPiq4SDFMPa7Mup3Kja6w5Vo+VjAW9WBckz6T5mHCA+20Ppg60uug4Qvr4+E+B7PtaUpZYuCgeyWz+OTQCtlDnvKpaPHEI0KUe2mnNXWV3Teq4NTkRFfBNErzHiKmiQIDAQABAoIBAAIoub6kQSbBq+Bz3iyqV156LGeKisygnZ/KfAOofHhdFUBfUbfArhDeiCQkMRmjJCqqxqODtdFZ49kx5jPv8V+DEfWWWhdD5K7OouOGENlGnJoTXq/RIs6opPK5AxBcYSENI07p002y2owplGHVFydVRCHlHnUaom4HFqYlCR6r8UK6iVZFxZYnq/JNg8OLIbtFo0xYwalu/oObDdS4CnAz+pV7TP2jZkOK1MzwX4daV0eSO1Z8QMIPFbj6OVjopwRoRhqKj4zaW59RDUd9dtoXv9LxVxHS+5kIUIGUvG/4/3MhaeM/ktgPIfN6HXTl00v65yvxFGq+nnJqctnKV/8CgYEA0dWOU+CwrbbnGTeuW/k+PMxGWM/lR9zCt9ot7hhprVDivA6tjzxlteWFJHY5J8ugpE8/4BKt5n2DhWuoKI5Cl/XOxX1nOqTP7H0aByK1OqDcNo3i5aNvkxLtRThSoCzPtNAGbifbqw0mjGNbeUg4cu54dEktU8kptBep3oXWrnsCgYEA2v31fIn1Llm6IwVciRDFU58gMQ3LnqITSk6jFiRHwQURSIX5hA+Idfxbjq/Dib5tczQGZKfb75ykkT+SSXZS0s7cz2EDHcr1puvtBg9sIz26nH1u6thVNtcV/yMmuK5zOVuEyvfeLbrUfGqFMGxRseKy43EnsQNePy1KUXkGccsCgYAO6R75BOFpJrMbTqKcNITgqx9glj1TsvM/P0i+P4va3gGOnXhl0kPj/hBM+/2pv0WGB3+he5JR659Z7sF/SEShKb1suTGJsEZ6JpWf5i58oQuk8MYrzUZTbCfiIFN2wFhuH84lK73nVMLlfPX2E1S3jgyPLtgCuSu2eWv/vQD5WwKBgQCJ9sTZmPBmKxEhTxdlIrOuYumc/dvyLJmKjtAf+utZpx+kWQNBN6f47OuhkQnXlajOk1ATycy9wCnNeAdpUKoNNVXXMH8OHfd1Gd1RnBW8ff8656shOPk2e3rYKgUTBJSC5i1a0Z2fobyMRW9zekpdjzy0HW2sDzspAhd4DI8K0QKBgCoehiWt58VVy1gGR8HG12GJOOKeFxPL+FFIpz+1wIU196i73b/tZoGm0NWA9bzuG1nVYdkV0+YIWbkVnwS4Z/SPkXwC0gjV+vIzhIkrae9EidMKNP4Uyu731mTQlg/Lewsphmfv5jVAsQ13zSFfQFC1JFyObaD8g2dN75iZAsfz')

INSERT INTO "morango_certificate" VALUES ('faf7191301f4c62aee83bd2952e8ec4a', '18c9fd35ca1e91ac289fe31efcc934d1', 'school', '3e3598e3845dfb8f0d6a0cc58e901919', 'full', 1, '{"dataset_id": "18c9fd35ca1e91ac289fe31efcc934d1"}', 'MIIBCgKCAQEA1HP5x+0Im7b0da3CYYLaswFQFOBgTEKWhYhQpy0Qc26AWxcbsqjIwXcrcrHxeRRc20UvBgqI6q8EFMwg5nI9t9KPg7oNfLEYn5sq9dPM3Cw7Vxq+T/NcnqIrMoL84M+4Tmm6ijm7EVYjTXlBwMmyWf6EX/T0lJPg2XVM/okBkxnwDLdNJIswE9CGS/e3wbSW7OZA5M//LFOmU0NVTRq80kOoAvxx9Sd2giKR5J1A4iSbblrBmjFHVmpsd6m6bwcgLbfgxPqrzgHnh/LOGL+hFihzr7/Nfx6QCvLD18rLZG76h0m20APXbMq3WQO9yV5q1hozfXa21yG+ZXWXZNjZZwIDAQAB', '{"id": "faf7191301f4c62aee83bd2952e8ec4a", "parent_id": "18c9fd35ca1e91ac289fe31efcc934d1", "profile": "school", "salt": "3e3598e3845dfb8f0d6a0cc58e901919", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"18c9fd35ca1e91ac289fe31efcc934d1\"}", "public_key_string": "MIIBCgKCAQEA1HP5x+0Im7b0da3CYYLaswFQFOBgTEKWhYhQpy0Qc26AWxcbsqjIwXcrcrHxeRRc20UvBgqI6q8EFMwg5nI9t9KPg7oNfLEYn5sq9dPM3Cw7Vxq+T/NcnqIrMoL84M+4Tmm6ijm7EVYjTXlBwMmyWf6EX/T0lJPg2XVM/okBkxnwDLdNJIswE9CGS/e3wbSW7OZA5M//LFOmU0NVTRq80kOoAvxx9Sd2giKR5J1A4iSbblrBmjFHVmpsd6m6bwcgLbfgxPqrzgHnh/LOGL+hFihzr7/Nfx6QCvLD18rLZG76h0m20APXbMq3WQO9yV5q1hozfXa21yG+ZXWXZNjZZwIDAQAB"}', 'KwTl6lbMq+qIvQyujORBq6Vw+lTBEOZAPRvA+mB4dR+PDPvQ1uL+NhU6niQYE0v9NqOuWWfgZGXunk+6h8vVgp56dtlF1LxYFYNAQ4KfxBcItEG4psgXcpm2fE1CHmjkB+OOB5DyHxu4n0LfjWyuEtT0v+OyWgM0JdrLXkO70DoWOjMvVHTn7zI4Gs+aocZIQLvMTjtTyxF09aK127X+4zqApTkHPNezb9YTIOWKoPloeaWmAnZh5bcGIEWuHa5i32OB/ItI7MRgTHc9IiiXSfGPdo/nIJmHynxU0SN0tpW/R0b+9zTcyBWNj7T5N63X6fIy0C6MM7nXHn+Iv5Mm1A==', NULL)

INSERT INTO "morango_databaseidmodel" VALUES ('624a285c574bb0a591a2e0fac45478aa', 1, '2026-11-30T05:40:52.111608Z', 'b468e8986b659d8e76a8514f2f8144d3')

INSERT INTO "morango_databasemaxcounter" VALUES ('18c9fd35ca1e91ac289fe31efcc934d1', '2e22b864079b807648f4401279738668', 5)

INSERT INTO "morango_databasemaxcounter" VALUES ('18c9fd35ca1e91ac289fe31efcc934d1', 'add426f0ea4deac5ad41d44531efbcb9', 4)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', '2e22b864079b807648f4401279738668', 7)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1000)

INSERT INTO "morango_deletedmodels" VALUES ('3f41a240f13da167b221d7e87672dcb8', 'school')

INSERT INTO "morango_harddeletedmodels" VALUES ('3f41a240f13da167b221d7e87672dcb8', 'school')

INSERT INTO "morango_instanceidmodel" VALUES ('2e22b864079b807648f4401279738668', '', '', '', '', '624a285c574bb0a591a2e0fac45478aa', '', '', 7, 1)

INSERT INTO "morango_instanceidmodel" VALUES ('b468e8986b659d8e76a8514f2f8144d3', '', '', '', '', '624a285c574bb0a591a2e0fac45478aa', '', '', 0, 0)

INSERT INTO "morango_nonce" VALUES ('01a22af869890316b737a8d140c2d51e', '2026-11-30T05:40:52.745000Z', '')

INSERT INTO "morango_scopedefinition" VALUES ('full', 1, 'school', 'dataset_id', 'Everything.', '', '', '${dataset_id}', '{}')

INSERT INTO "morango_scopedefinition" VALUES ('learner', 1, 'school', '', 'Own work.', '${dataset_id}:shared', '', '${dataset_id}:user:${user_id}', '{}')

INSERT INTO "morango_store" VALUES ('167cf599d3009f15e4e2804055a29c66', 'f0cab3abade3d59613d513583ccb984f', 'topic', 'school', '18c9fd35ca1e91ac289fe31efcc934d1:shared', 'ec59c5a5904283bcff752751e7469731', '2e22b864079b807648f4401279738668', 2, 0, 0, NULL, '', '{"id":"167cf599d3009f15e4e2804055a29c66","_morango_source_id":"f0cab3abade3d59613d513583ccb984f","_morango_partition":"18c9fd35ca1e91ac289fe31efcc934d1:shared","dataset_id":"18c9fd35ca1e91ac289fe31efcc934d1","title":"sub","parent_id":"ec59c5a5904283bcff752751e7469731"}', '')

INSERT INTO "morango_store" VALUES ('3892392172a05622ad6f7c831eba081e', '2', 'answer', 'school', '18c9fd35ca1e91ac289fe31efcc934d1:user:11111111111111111111111111111111', '', '2e22b864079b807648f4401279738668', 4, 0, 0, NULL, '', '{"id":"3892392172a05622ad6f7c831eba081e","_morango_source_id":"2","_morango_partition":"18c9fd35ca1e91ac289fe31efcc934d1:user:11111111111111111111111111111111","dataset_id":"18c9fd35ca1e91ac289fe31efcc934d1","user_id":"11111111111111111111111111111111","question":"2","text":"his","score":0.5,"topic_id":"ec59c5a5904283bcff752751e7469731"}', CAST(x'7b226964223a223338393233393231373261303536323261643666376338333165626130383165222c225f6d6f72616e676f5f736f757263655f6964223a2232222c225f6d6f72616e676f5f706172746974696f6e223a2231386339666433356361316539316163323839666533316566636339333464313a757365723a3131313131313131313131313131313131313131313131313131313131313131222c22646174617365745f6964223a223138633966643335636131653931616332383966653331656663633933346431222c22757365725f6964223a223131313131313131313131313131313131313131313131313131313131313131222c227175657374696f6e223a2232222c2274657874223a2268657273222c2273636f7265223a302e352c22746f7069635f6964223a226563353963356135393034323833626366663735323735316537343639373331227d0a' AS TEXT))

INSERT INTO "morango_store" VALUES ('3f41a240f13da167b221d7e87672dcb8', '1', 'answer', 'school', '18c9fd35ca1e91ac289fe31efcc934d1:user:11111111111111111111111111111111', '', '2e22b864079b807648f4401279738668', 2, 0, 0, NULL, '', '{"id":"3f41a240f13da167b221d7e87672dcb8","_morango_source_id":"1","_morango_partition":"18c9fd35ca1e91ac289fe31efcc934d1:user:11111111111111111111111111111111","dataset_id":"18c9fd35ca1e91ac289fe31efcc934d1","user_id":"11111111111111111111111111111111","question":"1","text":"it''s\n1","score":0.5,"topic_id":"ec59c5a5904283bcff752751e7469731"}', '')

INSERT INTO "morango_store" VALUES ('5e4814bb63e0ac90e40c57e9761c24a2', 'unknown', 'badge', 'school', 'dddddddddddddddddddddddddddddddd', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', '', '{"_morango_partition":"dddddddddddddddddddddddddddddddd","_morango_source_id":"unknown","dataset_id":"dddddddddddddddddddddddddddddddd","id":"5e4814bb63e0ac90e40c57e9761c24a2","of":"a newer build"}', '')

INSERT INTO "morango_store" VALUES ('889577de70181c6c63192168974ec7cc', 'waits', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', 'missing_reference: topic_id', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"waits","dataset_id":"dddddddddddddddddddddddddddddddd","id":"889577de70181c6c63192168974ec7cc","question":"waits","text":"x","user_id":"11111111111111111111111111111111","topic_id":"99999999999999999999999999999999"}', '')

INSERT INTO "morango_store" VALUES ('db5eba794f33c9b797e63c34327c4e44', '3', 'answer', 'school', '18c9fd35ca1e91ac289fe31efcc934d1:user:11111111111111111111111111111111', '', 'add426f0ea4deac5ad41d44531efbcb9', 4, 1, 0, '8eea5dc6b258eb2129049ad0e9216d40', '', '{"id":"db5eba794f33c9b797e63c34327c4e44","_morango_source_id":"3","_morango_partition":"18c9fd35ca1e91ac289fe31efcc934d1:user:11111111111111111111111111111111","dataset_id":"18c9fd35ca1e91ac289fe31efcc934d1","user_id":"11111111111111111111111111111111","question":"3","text":"it''s\n3","score":0.5,"topic_id":"ec59c5a5904283bcff752751e7469731"}', '')

INSERT INTO "morango_store" VALUES ('ec59c5a5904283bcff752751e7469731', '19eca37121a8867f589b264de8b17c15', 'topic', 'school', '18c9fd35ca1e91ac289fe31efcc934d1:shared', '', '2e22b864079b807648f4401279738668', 2, 0, 0, NULL, '', '{"id":"ec59c5a5904283bcff752751e7469731","_morango_source_id":"19eca37121a8867f589b264de8b17c15","_morango_partition":"18c9fd35ca1e91ac289fe31efcc934d1:shared","dataset_id":"18c9fd35ca1e91ac289fe31efcc934d1","title":"top","parent_id":null}', '')

INSERT INTO "morango_syncsession" VALUES ('5bbca1ef6fe1c424da842489f70a0cce', '2026-11-30T05:40:52.624759Z', '2026-11-30T05:40:52.625395Z', 1, 0, '18c9fd35ca1e91ac289fe31efcc934d1', '796e705ce7122baf331a78654db33f77', 'school', 'network', 'relay', '', '', '2e22b864079b807648f4401279738668', 'ebaaee27148368b6e49b0081ac5ec032', '92d6a54d23322b4f269cfc5067be8e10457f0ef2d3548dfaf096b3c45dba8422:ebaaee27148368b6e49b0081ac5ec032', '', '')

INSERT INTO "morango_syncsession" VALUES ('6ede6d93f5c1f3a87a380854d14be8ad', '2026-11-30T05:40:52.729412Z', '2026-11-30T05:40:52.734315Z', 1, 0, '18c9fd35ca1e91ac289fe31efcc934d1', '796e705ce7122baf331a78654db33f77', 'school', 'network', 'relay', '', '', '2e22b864079b807648f4401279738668', 'ebaaee27148368b6e49b0081ac5ec032', '92d6a54d23322b4f269cfc5067be8e10457f0ef2d3548dfaf096b3c45dba8422:ebaaee27148368b6e49b0081ac5ec032', '', '')

INSERT INTO "morango_syncsession" VALUES ('6fc6be4a920417d090b2e242c1eebf36', '2026-11-30T05:40:52.345787Z', '2026-11-30T05:40:52.357524Z', 1, 0, '18c9fd35ca1e91ac289fe31efcc934d1', '796e705ce7122baf331a78654db33f77', 'school', 'network', 'relay', '', '', '2e22b864079b807648f4401279738668', '', '92d6a54d23322b4f269cfc5067be8e10457f0ef2d3548dfaf096b3c45dba8422:ebaaee27148368b6e49b0081ac5ec032', '', '')

INSERT INTO "morango_transfersession" VALUES (1, 'd64472bf33414de88bf3aa8e88ef0703', '6fc6be4a920417d090b2e242c1eebf36', 0, 0, 'school', '18c9fd35ca1e91ac289fe31efcc934d1', 2, '2026-11-30T05:40:52.345935Z', '2026-11-30T05:40:52.355419Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (2, '8e3b59c77477d04513bd6d58b2dead29', '6fc6be4a920417d090b2e242c1eebf36', 0, 1, 'school', '18c9fd35ca1e91ac289fe31efcc934d1', 2, '2026-11-30T05:40:52.357538Z', '2026-11-30T05:40:52.362653Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (3, '6d71ff25235acfdb1e55235965597fc9', '5bbca1ef6fe1c424da842489f70a0cce', 0, 0, 'school', '18c9fd35ca1e91ac289fe31efcc934d1', 2, '2026-11-30T05:40:52.624812Z', '2026-11-30T05:40:52.625306Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (4, '91f2a257cd8eec1469b316bae661a606', '5bbca1ef6fe1c424da842489f70a0cce', 0, 1, 'school', '18c9fd35ca1e91ac289fe31efcc934d1', 2, '2026-11-30T05:40:52.625402Z', '2026-11-30T05:40:52.645481Z', 0, 5, 5, 2609, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (5, '8eea5dc6b258eb2129049ad0e9216d40', '6ede6d93f5c1f3a87a380854d14be8ad', 0, 0, 'school', '18c9fd35ca1e91ac289fe31efcc934d1', 2, '2026-11-30T05:40:52.729442Z', '2026-11-30T05:40:52.734056Z', 0, 2, 2, 0, 1177, '{}', '{}', 'cleanup', 'completed', NULL, 1, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (6, 'bc7994dd7c8de81abdb6d157879ab359', '6ede6d93f5c1f3a87a380854d14be8ad', 0, 1, 'school', '18c9fd35ca1e91ac289fe31efcc934d1', 2, '2026-11-30T05:40:52.734336Z', '2026-11-30T05:40:52.735317Z', 0, 1, 1, 962, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (7, '595553201d0801b19cdcd6fbc38ab3fe', '595553201d0801b19cdcd6fbc38ab3fe', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T05:40:52.743411Z', '2026-11-30T05:40:52.745942Z', 0, 3, 3, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 1, 0, '')

INSERT INTO "morango_transfersession" VALUES (8, '55555555555555555555555555555555', '55555555555555555555555555555555', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T05:40:52.746026Z', '9999-01-01T00:00:00.000000Z', 1, 2, 1, 0, 0, '{}', '{"super": {}, "sub": {}}', 'transferring', 'started', 1, 0, 0, 0, '')

INSERT INTO "topic" VALUES ('167cf599d3009f15e4e2804055a29c66', '18c9fd35ca1e91ac289fe31efcc934d1', 'sub', 'ec59c5a5904283bcff752751e7469731', 'f0cab3abade3d59613d513583ccb984f', '18c9fd35ca1e91ac289fe31efcc934d1:shared')

INSERT INTO "topic" VALUES ('ec59c5a5904283bcff752751e7469731', '18c9fd35ca1e91ac289fe31efcc934d1', 'top', NULL, '19eca37121a8867f589b264de8b17c15', '18c9fd35ca1e91ac289fe31efcc934d1:shared')

CREATE INDEX "amora_answer_topic_id" ON "answer" ("topic_id")

CREATE INDEX amora_member_certificate ON amora_member (certificate_id)

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

