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

CREATE TABLE amora_firing (name TEXT PRIMARY KEY NOT NULL) WITHOUT ROWID

CREATE TABLE amora_hard (x INTEGER PRIMARY KEY)

CREATE TABLE amora_member (
  instance_id TEXT PRIMARY KEY NOT NULL,
  certificate_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  token TEXT NOT NULL,
  pull_all INTEGER NOT NULL DEFAULT 0,
  push_all INTEGER NOT NULL DEFAULT 0
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
  PRIMARY KEY (room, relay)
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
, relay TEXT NOT NULL DEFAULT '') WITHOUT ROWID

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
, again INTEGER NOT NULL DEFAULT 0)

CREATE TABLE "topic" (
 id TEXT UNIQUE,
 "dataset_id" TEXT NOT NULL,
 "title" TEXT NOT NULL,
 "parent_id" TEXT REFERENCES "topic" (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
 _morango_source_id TEXT,
 _morango_partition TEXT
) STRICT

INSERT INTO "amora_acknowledged" VALUES ('98c7bae78a311f5cb55c666e2a4453c2813036d4a52a4d6f3beae878e25720ad', '335aa843f4bfe345d2f484d466b43b78', '56ee8cc5ed0f9179c4f367deee277d1a', 5)

INSERT INTO "amora_bundle" VALUES ('335aa843f4bfe345d2f484d466b43b78', 2, '{"room":"335aa843f4bfe345d2f484d466b43b78","sequence":2,"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"id_rules":{},"relay_keys":["MIIBCgKCAQEA8zskFO24D5O53he0wP9hEB9Y/nj3rNFdIK6MPg6pNBIGbvTM75ntasc5zQZ5F4qYZa4wPsbzSc55masd6w5RXOqnEPwQtGOIJgjYl1ALbMBVe/S6hNfLWSnioQeid+YTxhXeXL+XU4VwiISrq3Kunyr/1x7yGwgGTUyPLfMxr8Sfc++/FjR0MusxYPsrhIusmqhP9H7ngYs2ZWEdE9GLMLPmqn98w1dKNy4DXBSsRMos5WYvZBXgQYajOcMR+ikuKBZxHzHMZ8Wpr3u7gwg8oxX9CgJNlNs35q5sdtfk8ZdLEtGybBmP33LIb3jLhI7zgDt1EQur90sI7VKNrCBycwIDAQAB"],"revoked":[]}', 'ObpL67PL/wXu3S82k5FHaxlHXVrQr4IA5Mw0rDphUGKuV8wQL8o1rlQYTRK2xA/gScH7BEiRlP8Wm7v9FWBRrTpYR6RXrXdBqxmN5dsuaUY5yUpN0Rl7zEpBJBJlMyDyRJE4b4j9yQ101r0v8fY5B+Iel4ERFIivxWRIXHiTetG/BafKQGPOGSpGCODpccImTejg6XTON0sliv2nI70E6bxcjsSPE8X4NbO/9e0eaHe0k4MVtAFwg7B6ZajLfGoqYQ3faBf8j2XaxB3+zlyok7EvyQ8E3V6iVRsco8xNwcSUxjjkanQyk6m58hVoflL3j2y5BR8LaUBBHYYcTQnLjQ==')

INSERT INTO "amora_dirty_answer" VALUES ('8671bbdbdcbd786eb96223e1408dc2e8')

INSERT INTO "amora_meta" VALUES ('schema', '{"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"models":[{"name":"topic","table":"topic","partition":"${dataset_id}:shared","source":null,"columns":{"dataset_id":"uuid","title":"text","parent_id":"uuid?"},"references":{"parent_id":"topic"}},{"name":"answer","table":"answer","partition":"${dataset_id}:user:${user_id}","source":"${question}","columns":{"dataset_id":"uuid","user_id":"uuid","question":"text","text":"text","score":"real?","topic_id":"uuid?"},"references":{"topic_id":"topic"}}]}')

INSERT INTO "amora_meta" VALUES ('triggers', '6e62310347ebc557af4ed85c2baf91197e4d72d75ba3c579a9ea5daf8c6daafe')

INSERT INTO "amora_meta" VALUES ('version', '3')

INSERT INTO "amora_quarantine" VALUES ('11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 'answer', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'bad_id', '595553201d0801b19cdcd6fbc38ab3fe', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"kept","dataset_id":"dddddddddddddddddddddddddddddddd","id":"ac2a3fd00b196f5d039e91878a5f7429","question":"kept","text":"x","user_id":"11111111111111111111111111111111"}')

INSERT INTO "amora_quota" VALUES ('', 340)

INSERT INTO "amora_recordmaxcounter" VALUES ('86628c7dda113162a6f9dc74c61e831e', '56ee8cc5ed0f9179c4f367deee277d1a', 2)

INSERT INTO "amora_recordmaxcounter" VALUES ('975cc8b6ff1cf7f5245bc97a292c3542', 'e35651d41f632ced8ffe8fafbadd13f4', 4)

INSERT INTO "amora_relay" VALUES ('335aa843f4bfe345d2f484d466b43b78', '98c7bae78a311f5cb55c666e2a4453c2813036d4a52a4d6f3beae878e25720ad', '56ee8cc5ed0f9179c4f367deee277d1a', 'ac666a3a328f64c80ec33230271516e7', 2, '', 0, '{"sequence":3,"token":"ac666a3a328f64c80ec33230271516e7","instances":["4cb75941b4262b2c303883fc4e7ecb6e"],"mac":"5e49aa3e64070d7a491c90e6376429f858aa4f169fad2c1a2142780731116feb"}')

INSERT INTO "amora_store_dirty" VALUES ('answer', '889577de70181c6c63192168974ec7cc')

INSERT INTO "amora_store_dirty" VALUES ('badge', '5e4814bb63e0ac90e40c57e9761c24a2')

INSERT INTO "amora_write_scope" VALUES ('335aa843f4bfe345d2f484d466b43b78')

INSERT INTO "amora_write_scope" VALUES (CAST(x'0a' AS TEXT))

INSERT INTO "answer" VALUES ('8671bbdbdcbd786eb96223e1408dc2e8', '335aa843f4bfe345d2f484d466b43b78', '11111111111111111111111111111111', '4', 'unsynced', NULL, NULL, '4', '335aa843f4bfe345d2f484d466b43b78:user:11111111111111111111111111111111')

INSERT INTO "answer" VALUES ('975cc8b6ff1cf7f5245bc97a292c3542', '335aa843f4bfe345d2f484d466b43b78', '11111111111111111111111111111111', '2', 'his', 0.5, 'bf5afe10f368581a4088084e75b02ee7', '2', '335aa843f4bfe345d2f484d466b43b78:user:11111111111111111111111111111111')

INSERT INTO "morango_buffer" VALUES (1, 8, 1, 'b7b869cd15ebc28f6bf8089d31ef2044', 'first half', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, NULL, NULL, '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"first half","dataset_id":"dddddddddddddddddddddddddddddddd","id":"b7b869cd15ebc28f6bf8089d31ef2044","question":"first half","text":"x","user_id":"11111111111111111111111111111111"}', '')

INSERT INTO "morango_certificate" VALUES ('335aa843f4bfe345d2f484d466b43b78', NULL, 'school', '', 'full', 1, '{"dataset_id": "335aa843f4bfe345d2f484d466b43b78"}', 'MIIBCgKCAQEAv1C0I3F4aUi9nNxQk/I0MXciWIBJGb6hLDbWUMZRLgUiVgeFLj1CdoZPqv4AHJhckkwE4QHiJdnzzdaO2kM1qjvBk9Two8RI95mqNp3Rf478KCQq6ZfVaarff2HMiciETR8KsjHJE9RewBAh3zzuHLugiT3vM1o/F05zGxaPw8xazr1o4Uo/YjSQuqQ06B4RAnFlfSHMGwuVW66LsAlleocVFXtIXTsq1byGU7KMVITPHMUvR1F94BfHkJT9aFcmpVrGWgTORVHLlYJcDHWUzCf3kPzNnSsmmQmx0LZiejjZWD7QmP9miPlK7bkpBBmigf4lvnc/ehhUIGaBk47GdwIDAQAB', '{"id": "335aa843f4bfe345d2f484d466b43b78", "parent_id": null, "profile": "school", "salt": "", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"335aa843f4bfe345d2f484d466b43b78\"}", "public_key_string": "MIIBCgKCAQEAv1C0I3F4aUi9nNxQk/I0MXciWIBJGb6hLDbWUMZRLgUiVgeFLj1CdoZPqv4AHJhckkwE4QHiJdnzzdaO2kM1qjvBk9Two8RI95mqNp3Rf478KCQq6ZfVaarff2HMiciETR8KsjHJE9RewBAh3zzuHLugiT3vM1o/F05zGxaPw8xazr1o4Uo/YjSQuqQ06B4RAnFlfSHMGwuVW66LsAlleocVFXtIXTsq1byGU7KMVITPHMUvR1F94BfHkJT9aFcmpVrGWgTORVHLlYJcDHWUzCf3kPzNnSsmmQmx0LZiejjZWD7QmP9miPlK7bkpBBmigf4lvnc/ehhUIGaBk47GdwIDAQAB"}', 'IQw8xJ33TMvrifMV6mnpdaf9zEGjFir5XmcV/E5Ad27zWkrwgWQ/DrKNNWNKHpbYUEAh7Sm3ioXg8jJg5SCL7ypjNDMk+FF+zcuqoyPF2V4d5addnV0RQgBL8t+ounXcPBUt88974uI8eEwllIxRxEJmSE8IJyLL645svOId3WS1hpbwTiNBtdnaUcne/NVREIX+SZK9g6ugg7AomD9vUSmbdziTIbcLJuSwNNwNi7FxDz0bTSmOIviiQ+3yg/QFJWlv2tSstXt28QSm7bGNf/vUZ4llVFt98ojKOp2iR2pj/HxNlvwdcgvWEVaXZBWDfD11WWooxgitnCl8w6rOWw==', 'MIIEpAIBAAKCAQEAv1C0I3F4aUi9nNxQk/I0MXciWIBJGb6hLDbWUMZRLgUiVgeFLj1CdoZPqv4AHJhckkwE4QHiJdnzzdaO2kM1qjvBk9Two8RI95mqNp3Rf478KCQq6ZfVaarff2HMiciETR8KsjHJE9RewBAh3zzuHLugiT3vM1o/F05zGxaPw8xazr1o4Uo/YjSQuqQ06B4RAnFlfSHMGwuVW66LsAlleocVFXtIXTsq1byGU7KMVITPHMUvR1F94BfHkJT9aFcmpVrGWgTORVHLlYJcDHWUzCf3kPzNnSsmmQmx0LZiejjZWD7QmP9miPlK7bkpBBmigf4lvnc/ehhUIGaBk47GdwIDAQABAoIBAEgkvUFOVUtSiFoiBGq932u10qhP/ADuz2VWanv8RPmXKwsI+/JjXHBIlrtS3CTsWaA7dW2KIccHSPZajfUFejOvJADEwFfpOWDRPAwreChjeXgDp4D95hbaPjyRWymsCSPx7D0lI//Lyk0f6D4AAoSoRlHqnoydYARAa4yP9fetrX39gRx9zUo20mYvE6fLzeHHoNy46VJVVRi1qGmOY7ZLxgsctZXe3xkkVe3C0MUvw4a4+blsMxRmOFy0BNfLZ6v3deHYiCzhWIyopaYO8hkmhJdzyzCCETzVyh5gh5doAHEBtisABL8ncwu9ebvt27Ud+Z++2jgL17c4pOaZac0CgYEA0eLO8m5xROsFS/xVUCon7mnUe6XWZLYG8dC4m2kJ/HEtl3w9oKXq8ZkuBbJy1UuNHohK1pzg+wbWvAIjeNqqDcTOI0tHxCGR/Y1WXAV8g9vTd+tfFgG5BJOcbiK4o0Zk27KE6O0gYt6Rx1gmwwVJkHdX4Eu39XDAef0odYDiuFsCgYEA6VlfDj7GdZLQuoRGFHX0C8e8D4RlaLJ/6yhGmxR0VNsXyCQcvlQL2ephte370tvG/cNMnPozzcr7Wq1S8DqeESlGyNfNSXqYsOiKHb0zzw0cTNPRLtkvrzTNVjMFeuCHDZWLVzuExZgubNGsQltx0K2q9hZ+J2yFoogMs8HZpRUCgYEAgMmhntTyIA3uZB/j4ZrcgcjinzS1h3rCbCNdA8/CVurDxQ5xamAk+Da8LLbBC+yeHTwYX/RHgQFDRn4xcfkLHAPFUZbh5JGM2X6enTyomOiMrCr7X6+S7iH9fP9FOLr7LGwwbhUDKGfWH/IRZt2ZtFHm1DTiHnMfSDt1VhTOCb0CgYB9XiCtvJhPTqOJscsc7wpA0fx9sbnx+AS1yJu2cdTWSieKxawTrX/4ge4hGkzzSlSsvaKJq/rtE6LbYsdufW+y9KQs/5QxaAZk9WpO8/nDwd10gVCfhNwTm6C+MQc+ryaf67pDEZ0Rs+MtX7DWrd6GKOfy8r6wW6OoYMPCR+GwyQKBgQCaPNdyOA8C6iSzX7chECJz1ma9IUoXoYmdVzoYptCzFZ2pS/Erfnb0rz9tw2VtDqg5Brz0Vgxrh7VP60ZhBAZfc4VwIXf4335IPY8vvsyRepot6PDzGdubir+bb5Q40J7Mbq4lT0YNImaqRHAWAduqLegxn58eA5hcNEhSmEVfXA==')

INSERT INTO "morango_certificate" VALUES ('4b64987c8e8c8b97ec6b7972c120873b', '335aa843f4bfe345d2f484d466b43b78', 'school', '8900d746d986bfb6469355e151032651', 'full', 1, '{"dataset_id": "335aa843f4bfe345d2f484d466b43b78"}', 'MIIBCgKCAQEAxSXubKOhyG39Isc/7cAV2NLBcGStB0SMw/TjtBLH+xJD263NgFnA7XOcbFfmiQJQNKA4yHx965CZ1WI4KwH1/tcMhAfPDvMXfk9i4uX2NL7Wdo1osUSmPBAtS/rrKN+KkrLSnSZQoLj7+AN235Zb0hPrzS+5/ctQt59HtuTcpTDQYZV4+BX/NEeFfFdngbRLfIR/lTyrneauE3ok+QmEwS6UfRJytGr6Bu+V+jMeJ5yTN7VM30yOhi48CTor42cxFv1AFxh6/7zrKzHRPuM8TJ0CpOwPDuUUvwaxTPHDZOZeKUpUeunGi2O/YQlvJmNQct/Ghe36jd1ShG+7NI02+QIDAQAB', '{"id": "4b64987c8e8c8b97ec6b7972c120873b", "parent_id": "335aa843f4bfe345d2f484d466b43b78", "profile": "school", "salt": "8900d746d986bfb6469355e151032651", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"335aa843f4bfe345d2f484d466b43b78\"}", "public_key_string": "MIIBCgKCAQEAxSXubKOhyG39Isc/7cAV2NLBcGStB0SMw/TjtBLH+xJD263NgFnA7XOcbFfmiQJQNKA4yHx965CZ1WI4KwH1/tcMhAfPDvMXfk9i4uX2NL7Wdo1osUSmPBAtS/rrKN+KkrLSnSZQoLj7+AN235Zb0hPrzS+5/ctQt59HtuTcpTDQYZV4+BX/NEeFfFdngbRLfIR/lTyrneauE3ok+QmEwS6UfRJytGr6Bu+V+jMeJ5yTN7VM30yOhi48CTor42cxFv1AFxh6/7zrKzHRPuM8TJ0CpOwPDuUUvwaxTPHDZOZeKUpUeunGi2O/YQlvJmNQct/Ghe36jd1ShG+7NI02+QIDAQAB"}', 'RqrpOj9CG91YnBBiormIkT66mnhXhIrEpDwJNkaOCvUHR8wv4ruBo1RvpjRuGaWGfQLto9gebNvc/oK40+HBcCEu5R1QVI0UVPWyamzKaTkGNYRcguVLww5y6SdDj/sxs2ac+CLIFfbbkgfTuluJQ3GvmzuSJum/+o+sSIieyUhLJKyXH/QGj6BZ6eAN30Dp34GzEc9P/BxZO4g0kK8A1m07NmwR/6p2E+WAKjMRt+qReHiCte8bpURN0UVpAO4x1j0QhOk11kkIeI3UdslnIGX4rDjllsHWHzN6j1z5WIg2ED2RYR+J7WjbriobTuo75wMcEWIW/6fdO6nPBSfq+Q==', NULL)

INSERT INTO "morango_databaseidmodel" VALUES ('19fb3a4289e36b0b4cf8f3e9bd7761f4', 1, '2026-11-29T23:12:10.243991Z', '653886a601a5a2bfe21166a44e8559f3')

INSERT INTO "morango_databasemaxcounter" VALUES ('335aa843f4bfe345d2f484d466b43b78', '56ee8cc5ed0f9179c4f367deee277d1a', 5)

INSERT INTO "morango_databasemaxcounter" VALUES ('335aa843f4bfe345d2f484d466b43b78', 'e35651d41f632ced8ffe8fafbadd13f4', 4)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', '56ee8cc5ed0f9179c4f367deee277d1a', 7)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1000)

INSERT INTO "morango_deletedmodels" VALUES ('4ae934687cb083755ca4652e108c3b61', 'school')

INSERT INTO "morango_harddeletedmodels" VALUES ('4ae934687cb083755ca4652e108c3b61', 'school')

INSERT INTO "morango_instanceidmodel" VALUES ('56ee8cc5ed0f9179c4f367deee277d1a', '', '', '', '', '19fb3a4289e36b0b4cf8f3e9bd7761f4', '', '', 7, 1)

INSERT INTO "morango_instanceidmodel" VALUES ('653886a601a5a2bfe21166a44e8559f3', '', '', '', '', '19fb3a4289e36b0b4cf8f3e9bd7761f4', '', '', 0, 0)

INSERT INTO "morango_nonce" VALUES ('87e6859c8e3f72bf7b0cd76d5f9f3a6b', '2026-11-29T23:12:10.695751Z', '')

INSERT INTO "morango_scopedefinition" VALUES ('full', 1, 'school', 'dataset_id', 'Everything.', '', '', '${dataset_id}', '{}')

INSERT INTO "morango_scopedefinition" VALUES ('learner', 1, 'school', '', 'Own work.', '${dataset_id}:shared', '', '${dataset_id}:user:${user_id}', '{}')

INSERT INTO "morango_store" VALUES ('43788a2458766944173cdec9d20cce6b', 'f7d415d06c04d08faea4323c438f8286', 'topic', 'school', '335aa843f4bfe345d2f484d466b43b78:shared', 'bf5afe10f368581a4088084e75b02ee7', '56ee8cc5ed0f9179c4f367deee277d1a', 2, 0, 0, NULL, '', '{"id":"43788a2458766944173cdec9d20cce6b","_morango_source_id":"f7d415d06c04d08faea4323c438f8286","_morango_partition":"335aa843f4bfe345d2f484d466b43b78:shared","dataset_id":"335aa843f4bfe345d2f484d466b43b78","title":"sub","parent_id":"bf5afe10f368581a4088084e75b02ee7"}', '')

INSERT INTO "morango_store" VALUES ('4ae934687cb083755ca4652e108c3b61', '1', 'answer', 'school', '335aa843f4bfe345d2f484d466b43b78:user:11111111111111111111111111111111', '', '56ee8cc5ed0f9179c4f367deee277d1a', 2, 0, 0, NULL, '', '{"id":"4ae934687cb083755ca4652e108c3b61","_morango_source_id":"1","_morango_partition":"335aa843f4bfe345d2f484d466b43b78:user:11111111111111111111111111111111","dataset_id":"335aa843f4bfe345d2f484d466b43b78","user_id":"11111111111111111111111111111111","question":"1","text":"it''s\n1","score":0.5,"topic_id":"bf5afe10f368581a4088084e75b02ee7"}', '')

INSERT INTO "morango_store" VALUES ('5e4814bb63e0ac90e40c57e9761c24a2', 'unknown', 'badge', 'school', 'dddddddddddddddddddddddddddddddd', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', '', '{"_morango_partition":"dddddddddddddddddddddddddddddddd","_morango_source_id":"unknown","dataset_id":"dddddddddddddddddddddddddddddddd","id":"5e4814bb63e0ac90e40c57e9761c24a2","of":"a newer build"}', '')

INSERT INTO "morango_store" VALUES ('86628c7dda113162a6f9dc74c61e831e', '3', 'answer', 'school', '335aa843f4bfe345d2f484d466b43b78:user:11111111111111111111111111111111', '', 'e35651d41f632ced8ffe8fafbadd13f4', 4, 1, 0, '393977e47d2a8613dd0cc81fae6e5a61', '', '{"id":"86628c7dda113162a6f9dc74c61e831e","_morango_source_id":"3","_morango_partition":"335aa843f4bfe345d2f484d466b43b78:user:11111111111111111111111111111111","dataset_id":"335aa843f4bfe345d2f484d466b43b78","user_id":"11111111111111111111111111111111","question":"3","text":"it''s\n3","score":0.5,"topic_id":"bf5afe10f368581a4088084e75b02ee7"}', '')

INSERT INTO "morango_store" VALUES ('889577de70181c6c63192168974ec7cc', 'waits', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', 'missing_reference: topic_id', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"waits","dataset_id":"dddddddddddddddddddddddddddddddd","id":"889577de70181c6c63192168974ec7cc","question":"waits","text":"x","user_id":"11111111111111111111111111111111","topic_id":"99999999999999999999999999999999"}', '')

INSERT INTO "morango_store" VALUES ('975cc8b6ff1cf7f5245bc97a292c3542', '2', 'answer', 'school', '335aa843f4bfe345d2f484d466b43b78:user:11111111111111111111111111111111', '', '56ee8cc5ed0f9179c4f367deee277d1a', 4, 0, 0, NULL, '', '{"id":"975cc8b6ff1cf7f5245bc97a292c3542","_morango_source_id":"2","_morango_partition":"335aa843f4bfe345d2f484d466b43b78:user:11111111111111111111111111111111","dataset_id":"335aa843f4bfe345d2f484d466b43b78","user_id":"11111111111111111111111111111111","question":"2","text":"his","score":0.5,"topic_id":"bf5afe10f368581a4088084e75b02ee7"}', CAST(x'7b226964223a223937356363386236666631636637663532343562633937613239326333353432222c225f6d6f72616e676f5f736f757263655f6964223a2232222c225f6d6f72616e676f5f706172746974696f6e223a2233333561613834336634626665333435643266343834643436366234336237383a757365723a3131313131313131313131313131313131313131313131313131313131313131222c22646174617365745f6964223a223333356161383433663462666533343564326634383464343636623433623738222c22757365725f6964223a223131313131313131313131313131313131313131313131313131313131313131222c227175657374696f6e223a2232222c2274657874223a2268657273222c2273636f7265223a302e352c22746f7069635f6964223a226266356166653130663336383538316134303838303834653735623032656537227d0a' AS TEXT))

INSERT INTO "morango_store" VALUES ('bf5afe10f368581a4088084e75b02ee7', '95c242a0c6fa4f08431c0ca48c674f9c', 'topic', 'school', '335aa843f4bfe345d2f484d466b43b78:shared', '', '56ee8cc5ed0f9179c4f367deee277d1a', 2, 0, 0, NULL, '', '{"id":"bf5afe10f368581a4088084e75b02ee7","_morango_source_id":"95c242a0c6fa4f08431c0ca48c674f9c","_morango_partition":"335aa843f4bfe345d2f484d466b43b78:shared","dataset_id":"335aa843f4bfe345d2f484d466b43b78","title":"top","parent_id":null}', '')

INSERT INTO "morango_syncsession" VALUES ('aafbde15e2d2fd697a68cef31508c70d', '2026-11-29T23:12:10.437004Z', '2026-11-29T23:12:10.439839Z', 1, 0, '335aa843f4bfe345d2f484d466b43b78', '2725e4e8a27380a0760dbc6199c3d00a', 'school', 'network', 'relay', '', '', '56ee8cc5ed0f9179c4f367deee277d1a', '', '98c7bae78a311f5cb55c666e2a4453c2813036d4a52a4d6f3beae878e25720ad')

INSERT INTO "morango_syncsession" VALUES ('ae643d5d8d1e56c6fc0697237c3bdc0e', '2026-11-29T23:12:10.586452Z', '2026-11-29T23:12:10.587006Z', 1, 0, '335aa843f4bfe345d2f484d466b43b78', '2725e4e8a27380a0760dbc6199c3d00a', 'school', 'network', 'relay', '', '', '56ee8cc5ed0f9179c4f367deee277d1a', '4cb75941b4262b2c303883fc4e7ecb6e', '98c7bae78a311f5cb55c666e2a4453c2813036d4a52a4d6f3beae878e25720ad')

INSERT INTO "morango_syncsession" VALUES ('b89157c4d67bfbc1590c8394db8ed6a0', '2026-11-29T23:12:10.646994Z', '2026-11-29T23:12:10.664595Z', 1, 0, '335aa843f4bfe345d2f484d466b43b78', '2725e4e8a27380a0760dbc6199c3d00a', 'school', 'network', 'relay', '', '', '56ee8cc5ed0f9179c4f367deee277d1a', '4cb75941b4262b2c303883fc4e7ecb6e', '98c7bae78a311f5cb55c666e2a4453c2813036d4a52a4d6f3beae878e25720ad')

INSERT INTO "morango_transfersession" VALUES (1, '93e8af5a79256173c2ef644b900d1494', 'aafbde15e2d2fd697a68cef31508c70d', 0, 0, 'school', '335aa843f4bfe345d2f484d466b43b78', 2, '2026-11-29T23:12:10.437125Z', '2026-11-29T23:12:10.439514Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0)

INSERT INTO "morango_transfersession" VALUES (2, 'caedb576c6faafe247f9ff7022c77ed3', 'aafbde15e2d2fd697a68cef31508c70d', 0, 1, 'school', '335aa843f4bfe345d2f484d466b43b78', 2, '2026-11-29T23:12:10.439850Z', '2026-11-29T23:12:10.440635Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0)

INSERT INTO "morango_transfersession" VALUES (3, 'cd5e9275d541bca49d05cff5e904f959', 'ae643d5d8d1e56c6fc0697237c3bdc0e', 0, 0, 'school', '335aa843f4bfe345d2f484d466b43b78', 2, '2026-11-29T23:12:10.586484Z', '2026-11-29T23:12:10.586903Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0)

INSERT INTO "morango_transfersession" VALUES (4, '5d761a0d6b2d68f8dda303e5cf69e68d', 'ae643d5d8d1e56c6fc0697237c3bdc0e', 0, 1, 'school', '335aa843f4bfe345d2f484d466b43b78', 2, '2026-11-29T23:12:10.587015Z', '2026-11-29T23:12:10.591791Z', 0, 5, 5, 2609, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0)

INSERT INTO "morango_transfersession" VALUES (5, '393977e47d2a8613dd0cc81fae6e5a61', 'b89157c4d67bfbc1590c8394db8ed6a0', 0, 0, 'school', '335aa843f4bfe345d2f484d466b43b78', 2, '2026-11-29T23:12:10.647033Z', '2026-11-29T23:12:10.662282Z', 0, 2, 2, 0, 1177, '{}', '{}', 'cleanup', 'completed', NULL, 1, 0, 0)

INSERT INTO "morango_transfersession" VALUES (6, 'e1f532afa06e9d127184b124e2573200', 'b89157c4d67bfbc1590c8394db8ed6a0', 0, 1, 'school', '335aa843f4bfe345d2f484d466b43b78', 2, '2026-11-29T23:12:10.664613Z', '2026-11-29T23:12:10.668450Z', 0, 1, 1, 962, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0)

INSERT INTO "morango_transfersession" VALUES (7, '595553201d0801b19cdcd6fbc38ab3fe', '595553201d0801b19cdcd6fbc38ab3fe', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-29T23:12:10.693492Z', '2026-11-29T23:12:10.695700Z', 0, 3, 3, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 1, 0)

INSERT INTO "morango_transfersession" VALUES (8, '55555555555555555555555555555555', '55555555555555555555555555555555', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-29T23:12:10.695819Z', '9999-01-01T00:00:00.000000Z', 1, 2, 1, 0, 0, '{}', '{"super": {}, "sub": {}}', 'transferring', 'started', 1, 0, 0, 0)

INSERT INTO "topic" VALUES ('43788a2458766944173cdec9d20cce6b', '335aa843f4bfe345d2f484d466b43b78', 'sub', 'bf5afe10f368581a4088084e75b02ee7', 'f7d415d06c04d08faea4323c438f8286', '335aa843f4bfe345d2f484d466b43b78:shared')

INSERT INTO "topic" VALUES ('bf5afe10f368581a4088084e75b02ee7', '335aa843f4bfe345d2f484d466b43b78', 'top', NULL, '95c242a0c6fa4f08431c0ca48c674f9c', '335aa843f4bfe345d2f484d466b43b78:shared')

CREATE INDEX "amora_answer_topic_id" ON "answer" ("topic_id")

CREATE INDEX amora_member_certificate ON amora_member (certificate_id)

CREATE INDEX amora_recordmaxcounter_instance ON amora_recordmaxcounter (instance_id)

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

