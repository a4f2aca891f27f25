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

INSERT INTO "amora_acknowledged" VALUES ('b20013d7d0b8986f71006de0eaa72c108e34fe49a6595eb87e63bf98d5dd8eea:1ecf9a7c9e8b72418dc0bc6ac83f161a', '82672e23ca398f1017628b40236289a0', '84115f89d13b3b85857903edb79acd1f', 5)

INSERT INTO "amora_bundle" VALUES ('82672e23ca398f1017628b40236289a0', 2, '{"room":"82672e23ca398f1017628b40236289a0","sequence":2,"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"id_rules":{"topic":"given"},"relay_keys":["MIIBCgKCAQEA2IyJrvkJpNYXzoapruNiyRVtQXoPBOJqr0aActhLRc8yJeWs5WxZIrWs86WoVh9L2VbeVu/AOXX/2oJfuKByZFXVfKH6kvA4qwGI3cMDbgxSQPWmJjFVn/4GEWES6g3tY16DSdWVm0HSXfHcnVTCcQHYNffQEL8K4ppK0Sj2G7KizY+VGVPPYNyfxKGloGfKd5+HMmMAC7n8HSayEkK7M48dk/pgxhjthZZD5XD6iBa+eb/yjjB2Vzm/HCHbTiDtmvr3FrLywtQpRtBBg4JTu1PZHz1IQYKzT4wOOPwKt6XrGCM7qHm+/yW6zvjevrLx3rlPpsQX+k2uIf8nHt/HEQIDAQAB"],"revoked":[]}', 'ksmvUDlkEMRtwQwcF0UQQedgpxg1OSoKPvalRFBjZ/nrbmMwT/kJgC6flSHoBwQU0bwdESifMEboBQ+87qfUO4z6PwTyS1PJ5k7vCOiTCFaQE23mGlyUr8kqKa3tHdgzVq9yxq7jiIc60t4i7FP1tQ1fQEw7YYzjOOgl5oEhV4nWBjIHOJG2ovgs9x+/mn6fdiqKgtFQNAsMm29TyEB4WhwYZR0tZt/g+yjm1ZxZw9xVVrGupHyiyVcbLWf+mtkO73Qt9ttPBm8aqegkTuNH8gqv0ra83c2HYhMh39bu6lbLtSeMEink5gZSG0+GJpjwiSboz+733ONnpghzz8fTSg==')

INSERT INTO "amora_dirty_answer" VALUES ('895d2416eb52587f5602ffd031e30174')

INSERT INTO "amora_issued" VALUES ('b7b114680e0c6e9ebf0d45f57adbc313', '', '2026-11-30T22:12:45.223220Z')

INSERT INTO "amora_known_relay" VALUES ('82672e23ca398f1017628b40236289a0', 'b20013d7d0b8.relay:80', 'b20013d7d0b8986f71006de0eaa72c108e34fe49a6595eb87e63bf98d5dd8eea')

INSERT INTO "amora_meta" VALUES ('schema', '{"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"models":[{"name":"topic","table":"topic","partition":"${dataset_id}:shared","source":null,"columns":{"dataset_id":"uuid","title":"text","parent_id":"uuid?"},"references":{"parent_id":"topic"}},{"name":"answer","table":"answer","partition":"${dataset_id}:user:${user_id}","source":"${question}","columns":{"dataset_id":"uuid","user_id":"uuid","question":"text","text":"text","score":"real?","topic_id":"uuid?"},"references":{"topic_id":"topic"}}]}')

INSERT INTO "amora_meta" VALUES ('triggers', '7965a421b4e3ddfdf69a90d898ec131895dc3f5daaea2a8a003540597471787b')

INSERT INTO "amora_meta" VALUES ('version', '3')

INSERT INTO "amora_note" VALUES (1, '82672e23ca398f1017628b40236289a0', '2def31913cafae8405bbd63fd2fc93be', '{"room":"82672e23ca398f1017628b40236289a0","certificate":"2def31913cafae8405bbd63fd2fc93be","label":"","at":"2026-11-30T22:12:45.031769Z","relay":"b20013d7d0b8.relay:80"}', 'OvnyDXu4gIVt1l4TipBnOo7ExKS+WwIqu7sL0VRIDzK9f/Xnx5Rn4PHy9iLY/wvZkSYZ7EJ3gU+xRPcHtZwBe9dcZXLsRfA0P/uhwcx4a1VL7zmN/FAy5WEXcylHI+KPe6odPpXPTfpUzRiwPKlWZT+RoYewJ63mHnEGv0g74RRc3QiuNOC2dWGvsNgxU6yHtXZILZUHLcHVSFScxWm5KVN2OMkD3Vo77ehgdc0clK/69j34UL7I9PfAfu0vTX50J0LfEiSBGSJHTozz62MN4MD7Us2Gi1RmHXrG0+7R6yx6s4Xd4a2lMFcoqZ+3e6OpAd1OpEVm4z4kFrueSWHbXw==', '[{"id":"2def31913cafae8405bbd63fd2fc93be","parent":"82672e23ca398f1017628b40236289a0","profile":"school","scope_definition":"full","scope_version":1,"scope_params":"{\"dataset_id\": \"82672e23ca398f1017628b40236289a0\"}","public_key":"MIIBCgKCAQEA2IyJrvkJpNYXzoapruNiyRVtQXoPBOJqr0aActhLRc8yJeWs5WxZIrWs86WoVh9L2VbeVu/AOXX/2oJfuKByZFXVfKH6kvA4qwGI3cMDbgxSQPWmJjFVn/4GEWES6g3tY16DSdWVm0HSXfHcnVTCcQHYNffQEL8K4ppK0Sj2G7KizY+VGVPPYNyfxKGloGfKd5+HMmMAC7n8HSayEkK7M48dk/pgxhjthZZD5XD6iBa+eb/yjjB2Vzm/HCHbTiDtmvr3FrLywtQpRtBBg4JTu1PZHz1IQYKzT4wOOPwKt6XrGCM7qHm+/yW6zvjevrLx3rlPpsQX+k2uIf8nHt/HEQIDAQAB","serialized":"{\"id\": \"2def31913cafae8405bbd63fd2fc93be\", \"parent_id\": \"82672e23ca398f1017628b40236289a0\", \"profile\": \"school\", \"salt\": \"29e102612c226ecd5469a9a7ca544fee\", \"scope_definition_id\": \"full\", \"scope_version\": 1, \"scope_params\": \"{\\\"dataset_id\\\": \\\"82672e23ca398f1017628b40236289a0\\\"}\", \"public_key_string\": \"MIIBCgKCAQEA2IyJrvkJpNYXzoapruNiyRVtQXoPBOJqr0aActhLRc8yJeWs5WxZIrWs86WoVh9L2VbeVu/AOXX/2oJfuKByZFXVfKH6kvA4qwGI3cMDbgxSQPWmJjFVn/4GEWES6g3tY16DSdWVm0HSXfHcnVTCcQHYNffQEL8K4ppK0Sj2G7KizY+VGVPPYNyfxKGloGfKd5+HMmMAC7n8HSayEkK7M48dk/pgxhjthZZD5XD6iBa+eb/yjjB2Vzm/HCHbTiDtmvr3FrLywtQpRtBBg4JTu1PZHz1IQYKzT4wOOPwKt6XrGCM7qHm+/yW6zvjevrLx3rlPpsQX+k2uIf8nHt/HEQIDAQAB\"}","signature":"gTyi51Gs8RBNwuccKI/10qx06tuli+E1hAU5zlVcWU7UPMrGx4oullDC4axX1PBc8F8946VawGksEEceEr4NRy/ptHQ/ulOvJQZrlcS8r6xPk/FMP7RfhMcVoEG3Dc6kadQDBeHXkQtauEwFTbSJw+Y93oaV1xA5q82GBEbafnHQAH1dVXHeBJQ0Ct7Zkt+Zu2xlWtLwoAItx0XtyunWLXgAQK1008aw9GCX1lhVy9JITQZVeb8SfzDtavqBG6AA6SR3NliMFxw8hxYOVtznS0zxhWP8905mUR3sCG9X+r2NskmdTpVrxrdTikgiNkKPsd3qdb2RypK6FHfC6YJ37w==","salt":"29e102612c226ecd5469a9a7ca544fee"}]')

INSERT INTO "amora_note" VALUES (2, '82672e23ca398f1017628b40236289a0', 'b7b114680e0c6e9ebf0d45f57adbc313', '{"room":"82672e23ca398f1017628b40236289a0","certificate":"b7b114680e0c6e9ebf0d45f57adbc313","label":"","at":"2026-11-30T22:12:45.223220Z","relay":""}', 'cVp7e+j4winWTsGI9aB+ZYNtxhUAMkKFnQrW9sBYNSkvADyXbiU1H4RMVfuSvidpsj9osUgIZFIam2nw/3dhLzggP0lie52Z64ezcDR4aeGzd0yWHHVHZwpCG6SJY4Y/EAjPo5h/hRnpY+kd03vZGUYelQrDWB9CqWgyHbrhSwILjnvbwTy6Id4iaZdBzbJj2+D6N1k2j3KEhzwrFPDcHB6gg2cGCEtM5DEUAB3hXPO/5GlUsEmYRIR7q2wOkCCW3trX3jH5NZovADrbA3SYL1QIgeUAUy2eJfL5fxYi93YoNVvTodpmdSrjsoO2QTpYDrOwfKs2emoGs4vrnSF8Gg==', '[{"id":"b7b114680e0c6e9ebf0d45f57adbc313","parent":"82672e23ca398f1017628b40236289a0","profile":"school","scope_definition":"full","scope_version":1,"scope_params":"{\"dataset_id\": \"82672e23ca398f1017628b40236289a0\"}","public_key":"MIIBCgKCAQEApJf312ZCEctM7zSw764Dfxl41bkCdqXzIwR1k/ngnstYBtck0IVqQkoDDaU+aO3ChTBbQY99FIk7ChkA3YIwr2BVIVlRMeF6cddepTzysiBawMDKBNhfVgHC9WRsdv5DZ7VaPkYqtHymf1BnfTVgx01j58pMlbbeEj5r4GasXEEms20W1jP32dWqt8WiztBQJWq5t1tFu3kN+xka3LPQguO7w/tExecfTTgrd5OrYWXxkd5UENrYVFvTugfuCWcOgTOEk49a5JXjVYlP+HQSRM0Yy6kMc51tS4a6fHTZox+h56eDSK1Gwg1FMqVW3DtBkZMkRnv+72c84RhLTusdywIDAQAB","serialized":"{\"id\": \"b7b114680e0c6e9ebf0d45f57adbc313\", \"parent_id\": \"82672e23ca398f1017628b40236289a0\", \"profile\": \"school\", \"salt\": \"9619dfd5b2a219ff46b39652eda53a52\", \"scope_definition_id\": \"full\", \"scope_version\": 1, \"scope_params\": \"{\\\"dataset_id\\\": \\\"82672e23ca398f1017628b40236289a0\\\"}\", \"public_key_string\": \"MIIBCgKCAQEApJf312ZCEctM7zSw764Dfxl41bkCdqXzIwR1k/ngnstYBtck0IVqQkoDDaU+aO3ChTBbQY99FIk7ChkA3YIwr2BVIVlRMeF6cddepTzysiBawMDKBNhfVgHC9WRsdv5DZ7VaPkYqtHymf1BnfTVgx01j58pMlbbeEj5r4GasXEEms20W1jP32dWqt8WiztBQJWq5t1tFu3kN+xka3LPQguO7w/tExecfTTgrd5OrYWXxkd5UENrYVFvTugfuCWcOgTOEk49a5JXjVYlP+HQSRM0Yy6kMc51tS4a6fHTZox+h56eDSK1Gwg1FMqVW3DtBkZMkRnv+72c84RhLTusdywIDAQAB\"}","signature":"VI3/sFJw2mrqX8gdEBAhQD41z81d1Phmx0l+u9m1RaDYzX9yaGzDYaWHI1H9oRL3tvGqsCrbxfKX4GKIBidainaK7CLE0he52k/4ocvdkaJb5bGLepQSJbYKiAlBGmRbVWUA4QEOFDi20tgaBHzPFpOFMVC4iov/GXfOKOU73fk0AylY0MQ3gV8EYYZ7qy+raLZ2/fPbxKmiMujjuB7h1oTCtflNyQMzFfcqnSBE8EAUjpo9r6OcvNmfh/b17kOoHsegVY9jaO/x4xQXLYtIiPb50x5b0cy8eXGNkDJcOP1uZQoYWjZVB7VTcAzCHrl8VtDUg3KKwA97vCrv4ob89Q==","salt":"9619dfd5b2a219ff46b39652eda53a52"}]')

INSERT INTO "amora_partitionmaxcounter" VALUES ('82672e23ca398f1017628b40236289a0:shared', '84115f89d13b3b85857903edb79acd1f', 2)

INSERT INTO "amora_partitionmaxcounter" VALUES ('82672e23ca398f1017628b40236289a0:user:11111111111111111111111111111111', '84115f89d13b3b85857903edb79acd1f', 4)

INSERT INTO "amora_partitionmaxcounter" VALUES ('82672e23ca398f1017628b40236289a0:user:11111111111111111111111111111111', 'd318836a6efac091071d30c2c84a7c75', 4)

INSERT INTO "amora_partitionmaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1)

INSERT INTO "amora_partitionmaxcounter" VALUES ('dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1)

INSERT INTO "amora_purgeable" VALUES ('42acb009671e58156dee618473600f69', '2026-11-30T22:12:45')

INSERT INTO "amora_purgeable" VALUES ('e3664598abb3a74f363f3929c0b76f36', '2026-11-30T22:12:45')

INSERT INTO "amora_pushed_certificate" VALUES ('2def31913cafae8405bbd63fd2fc93be', 'b20013d7d0b8986f71006de0eaa72c108e34fe49a6595eb87e63bf98d5dd8eea', 'b20013d7d0b8.relay:80', '2026-11-30T22:12:45.031769Z')

INSERT INTO "amora_quarantine" VALUES ('11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 'answer', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'bad_id', '595553201d0801b19cdcd6fbc38ab3fe', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"kept","dataset_id":"dddddddddddddddddddddddddddddddd","id":"ac2a3fd00b196f5d039e91878a5f7429","question":"kept","text":"x","user_id":"11111111111111111111111111111111"}')

INSERT INTO "amora_quota" VALUES ('', 340)

INSERT INTO "amora_recordmaxcounter" VALUES ('42acb009671e58156dee618473600f69', 'd318836a6efac091071d30c2c84a7c75', 4)

INSERT INTO "amora_recordmaxcounter" VALUES ('e3664598abb3a74f363f3929c0b76f36', '84115f89d13b3b85857903edb79acd1f', 2)

INSERT INTO "amora_relay" VALUES ('82672e23ca398f1017628b40236289a0', 'b20013d7d0b8986f71006de0eaa72c108e34fe49a6595eb87e63bf98d5dd8eea:1ecf9a7c9e8b72418dc0bc6ac83f161a', '84115f89d13b3b85857903edb79acd1f', 'ff116c4d0e1c842f31002fe48f712467', 2, '', 0, '{"sequence":6,"token":"ff116c4d0e1c842f31002fe48f712467","mark":"36a1c998","mac":"3eabe4ce24705828211ec84e525625e6c075e3f59267b486a81ca345d1f92861"}', 'fd5ea16800000000981d7d83000000002b00a9aa000000015936468b00000001893d1f4d0000000236a1c99800000002', 0, 2, 2)

INSERT INTO "amora_room" VALUES (1, '82672e23ca398f1017628b40236289a0')

INSERT INTO "amora_seen" VALUES ('b7b114680e0c6e9ebf0d45f57adbc313', '82672e23ca398f1017628b40236289a0', '2026-11-30T22:12:45.269043Z')

INSERT INTO "amora_store_dirty" VALUES ('answer', '889577de70181c6c63192168974ec7cc')

INSERT INTO "amora_store_dirty" VALUES ('badge', '5e4814bb63e0ac90e40c57e9761c24a2')

INSERT INTO "amora_trust" VALUES (5)

INSERT INTO "amora_write_scope" VALUES ('82672e23ca398f1017628b40236289a0')

INSERT INTO "amora_write_scope" VALUES (CAST(x'0a' AS TEXT))

INSERT INTO "answer" VALUES ('42acb009671e58156dee618473600f69', '82672e23ca398f1017628b40236289a0', '11111111111111111111111111111111', '2', 'his', 0.5, '49b4321e271c0f7d33502db799eb537f', '2', '82672e23ca398f1017628b40236289a0:user:11111111111111111111111111111111')

INSERT INTO "answer" VALUES ('895d2416eb52587f5602ffd031e30174', '82672e23ca398f1017628b40236289a0', '11111111111111111111111111111111', '4', 'unsynced', NULL, NULL, '4', '82672e23ca398f1017628b40236289a0:user:11111111111111111111111111111111')

INSERT INTO "morango_buffer" VALUES (1, 8, 1, 'b7b869cd15ebc28f6bf8089d31ef2044', 'first half', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, NULL, NULL, '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"first half","dataset_id":"dddddddddddddddddddddddddddddddd","id":"b7b869cd15ebc28f6bf8089d31ef2044","question":"first half","text":"x","user_id":"11111111111111111111111111111111"}', '')

INSERT INTO "morango_certificate" VALUES ('2def31913cafae8405bbd63fd2fc93be', '82672e23ca398f1017628b40236289a0', 'school', '29e102612c226ecd5469a9a7ca544fee', 'full', 1, '{"dataset_id": "82672e23ca398f1017628b40236289a0"}', 'MIIBCgKCAQEA2IyJrvkJpNYXzoapruNiyRVtQXoPBOJqr0aActhLRc8yJeWs5WxZIrWs86WoVh9L2VbeVu/AOXX/2oJfuKByZFXVfKH6kvA4qwGI3cMDbgxSQPWmJjFVn/4GEWES6g3tY16DSdWVm0HSXfHcnVTCcQHYNffQEL8K4ppK0Sj2G7KizY+VGVPPYNyfxKGloGfKd5+HMmMAC7n8HSayEkK7M48dk/pgxhjthZZD5XD6iBa+eb/yjjB2Vzm/HCHbTiDtmvr3FrLywtQpRtBBg4JTu1PZHz1IQYKzT4wOOPwKt6XrGCM7qHm+/yW6zvjevrLx3rlPpsQX+k2uIf8nHt/HEQIDAQAB', '{"id": "2def31913cafae8405bbd63fd2fc93be", "parent_id": "82672e23ca398f1017628b40236289a0", "profile": "school", "salt": "29e102612c226ecd5469a9a7ca544fee", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"82672e23ca398f1017628b40236289a0\"}", "public_key_string": "MIIBCgKCAQEA2IyJrvkJpNYXzoapruNiyRVtQXoPBOJqr0aActhLRc8yJeWs5WxZIrWs86WoVh9L2VbeVu/AOXX/2oJfuKByZFXVfKH6kvA4qwGI3cMDbgxSQPWmJjFVn/4GEWES6g3tY16DSdWVm0HSXfHcnVTCcQHYNffQEL8K4ppK0Sj2G7KizY+VGVPPYNyfxKGloGfKd5+HMmMAC7n8HSayEkK7M48dk/pgxhjthZZD5XD6iBa+eb/yjjB2Vzm/HCHbTiDtmvr3FrLywtQpRtBBg4JTu1PZHz1IQYKzT4wOOPwKt6XrGCM7qHm+/yW6zvjevrLx3rlPpsQX+k2uIf8nHt/HEQIDAQAB"}', 'gTyi51Gs8RBNwuccKI/10qx06tuli+E1hAU5zlVcWU7UPMrGx4oullDC4axX1PBc8F8946VawGksEEceEr4NRy/ptHQ/ulOvJQZrlcS8r6xPk/FMP7RfhMcVoEG3Dc6kadQDBeHXkQtauEwFTbSJw+Y93oaV1xA5q82GBEbafnHQAH1dVXHeBJQ0Ct7Zkt+Zu2xlWtLwoAItx0XtyunWLXgAQK1008aw9GCX1lhVy9JITQZVeb8SfzDtavqBG6AA6SR3NliMFxw8hxYOVtznS0zxhWP8905mUR3sCG9X+r2NskmdTpVrxrdTikgiNkKPsd3qdb2RypK6FHfC6YJ37w==', NULL)

INSERT INTO "morango_certificate" VALUES ('82672e23ca398f1017628b40236289a0', NULL, 'school', '', 'full', 1, '{"dataset_id": "82672e23ca398f1017628b40236289a0"}', 'MIIBCgKCAQEAq7hFrGa+kmuY7v4t0limbROYrknOzsgoht7YvTF3a1PecZCsfc7E4L9wsQYUwOVQty4eMHdWuMzJWzqhU9jfOcGE7CN9bx0lpzArqaHacFh+E1YP01UAtqwCpfnGp7yWzOTgkWbINh5toMGMP+klLPORPGSggVKQjk998ad6Vhy1hdGfUya0f93vO/GgdMlbiTsjB6Ks6oIpRXYl8lMsYoJtZmPwZ3RN7DMdcgq50LbPXuiv6OqbAYLcMv658lEkQ6WDD+mjWt7bdTDqgJrhXCFULISYd3bUnsCMe4rJe3vP2imw39InTVoz0OPWWWAwgiNCLTxhiBAf+W/Ht0E+CQIDAQAB', '{"id": "82672e23ca398f1017628b40236289a0", "parent_id": null, "profile": "school", "salt": "", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"82672e23ca398f1017628b40236289a0\"}", "public_key_string": "MIIBCgKCAQEAq7hFrGa+kmuY7v4t0limbROYrknOzsgoht7YvTF3a1PecZCsfc7E4L9wsQYUwOVQty4eMHdWuMzJWzqhU9jfOcGE7CN9bx0lpzArqaHacFh+E1YP01UAtqwCpfnGp7yWzOTgkWbINh5toMGMP+klLPORPGSggVKQjk998ad6Vhy1hdGfUya0f93vO/GgdMlbiTsjB6Ks6oIpRXYl8lMsYoJtZmPwZ3RN7DMdcgq50LbPXuiv6OqbAYLcMv658lEkQ6WDD+mjWt7bdTDqgJrhXCFULISYd3bUnsCMe4rJe3vP2imw39InTVoz0OPWWWAwgiNCLTxhiBAf+W/Ht0E+CQIDAQAB"}', 'kIpspq1TImBnr7eCawUuvSLEMRnqXA/BB9Ip504rgYsQKQPpxosnCqWruWaA0tW+SNLHsRR7Y9kcNZthejw+afNR8R8sYjiphxhB2Q0mZr6is3mNFBGsI49XtKV6l5z2Krmd/uV9TCMruFQ690WMPZUjReaG2ovGcbKmLpZy43i/C8p2b13b/aJ8IEWHwtOpBhXNI1jDpOI622Dvi/4y4rXvEFZikNQI+hMFbrmxgosRxswzCJFGPh7SafE8Slc6gQvr1Y9rKuuwFPZMkZ3MJ+qO1wyCwD42vtxIdBCRrkWU+Cde8Ws84xD2s92A7dWxjU/2Irwh/+Io/Fd/6+cqxw==', 'MIIEowIBAAKCAQEAq7hFrGa+kmuY7v4t0limbROYrknOzsgoht7YvTF3a1PecZCsfc7E4L9wsQYUwOVQty4eMHdWuMzJWzqhU9jfOcGE7CN9bx0lpzArqaHacFh+E1YP01UAtqwCpfnGp7yWzOTgkWbINh5toMGMP+klLPORPGSggVKQjk998ad6Vhy1hdGfUya0f93vO/GgdMlbiTsjB6Ks6oIpRXYl8lMsYoJtZmPwZ3RN7DMdcgq50LbPXuiv6OqbAYLcMv658lEkQ6WDD+mjWt7bdTDqgJrhXCFULISYd3bUnsCMe4rJe3vP2imw39InTVoz0OPWWWAwgiNCLTxhiBAf+W/Ht0E+CQIDAQABAoIBACLsBr9Y5cjBOQjhiFAO10m3goVvXS+QZS2IhGt1c+PP2p0d3vZ25nMOe8yEgBP6jr+yEVGp82kBvLFg6w4yPLNyN6YOUaQXOWEW2spUsCfI11r3VaCU2OBNevxmH5BdOg3RPhpT3MOkzIa01eDpeTX7Er5FeJ7UO7G1WNecR7TbLEMRiYT0qnCogoILlcS2IEhFPoBwRqZAujCiP/YpS1hDckq5df+P0wzPZckOTH+wtrOj7Xk8O/aShJrT1xsZXr5lL9Jy/ei4Qf0lOnxZ7FB3d3hgLRkJp4W4k4+0xYEP1KlI6OEfK6ggvoPi621MBzN5lgw0WIX5Qo+TYMx8zQECgYEA4vlN1T6ntZMftKKSQOVNyqENECx8vAtwCkclys0lF+Kg8ezy0+DYPTzVxX8QuRHB4djZ0ApHcpThxCU5QztDzTzWazQKwog6cTmouMbgpFONtJVKIgJSijyAUo6YNBwui5yLp0PzDvmPVKbvi6Ne7GOgXGRaGCHhbV2EiZnnF8UCgYEAwa4OJnWlHY4H7PN0bbEPSt49T0odgc1pZGwYuBo+9DNhbujGOdsC99tDyTBc2q0vgPR9fUYEyWhbHfGkiwTLsOxNvparPbd6uH8BIgWNM+vsSYsYjVRvkuyLV5Op9IfEFzJLBM5s1TDTqBBrPS9BGlUzHjiMwpfvOalTuak67XUCgYAIT9jp1kGOBLVEiC+S8NLIeN1hmj93I3QW7EQWCS0ykroSIftChxlkJLYvZVfXby8KdkaDt9yl9Y3PAQ33yFPTUEcJ5f3+4b5CJzpmieHwIp8t3cm5NRyQs2Z/n3kzb1TFCBaVKYfdJIZ7MyHSm0j+nydgOsyR1avLtYEFCP3NgQKBgQCMuWzqoNxB5yr3DcVw1g+odGXTsKRT5e5H2wry6Y8IXDTVIyi0bN9xO8265vrwoJk9d2eemDtuI/bggOzvXaKqgGfUrSDrDN+MIiuujp4UNb1PilNijREsjdaI4W/Bjsv5lr9PVLVbCckf+h4RLL5+5Zzovmn4EfDt0oxVABMi6QKBgGAYu83U0lSPuDpvPxU9BNvx1ZjFT63f1G3ngcmyc5jTjm4dVEr4ZjEJ37ME56Pjk9Fe16RJvMeTog7Bjjx5r14bMyXScgnCviioeOTO2z4GaIY0/k2haDrtElO9IAIGqJPm3W6Zf6CDZuUm/PKydXrEih3LesZE5aOVf0phKRkY')

INSERT INTO "morango_certificate" VALUES ('b7b114680e0c6e9ebf0d45f57adbc313', '82672e23ca398f1017628b40236289a0', 'school', '9619dfd5b2a219ff46b39652eda53a52', 'full', 1, '{"dataset_id": "82672e23ca398f1017628b40236289a0"}', 'MIIBCgKCAQEApJf312ZCEctM7zSw764Dfxl41bkCdqXzIwR1k/ngnstYBtck0IVqQkoDDaU+aO3ChTBbQY99FIk7ChkA3YIwr2BVIVlRMeF6cddepTzysiBawMDKBNhfVgHC9WRsdv5DZ7VaPkYqtHymf1BnfTVgx01j58pMlbbeEj5r4GasXEEms20W1jP32dWqt8WiztBQJWq5t1tFu3kN+xka3LPQguO7w/tExecfTTgrd5OrYWXxkd5UENrYVFvTugfuCWcOgTOEk49a5JXjVYlP+HQSRM0Yy6kMc51tS4a6fHTZox+h56eDSK1Gwg1FMqVW3DtBkZMkRnv+72c84RhLTusdywIDAQAB', '{"id": "b7b114680e0c6e9ebf0d45f57adbc313", "parent_id": "82672e23ca398f1017628b40236289a0", "profile": "school", "salt": "9619dfd5b2a219ff46b39652eda53a52", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"82672e23ca398f1017628b40236289a0\"}", "public_key_string": "MIIBCgKCAQEApJf312ZCEctM7zSw764Dfxl41bkCdqXzIwR1k/ngnstYBtck0IVqQkoDDaU+aO3ChTBbQY99FIk7ChkA3YIwr2BVIVlRMeF6cddepTzysiBawMDKBNhfVgHC9WRsdv5DZ7VaPkYqtHymf1BnfTVgx01j58pMlbbeEj5r4GasXEEms20W1jP32dWqt8WiztBQJWq5t1tFu3kN+xka3LPQguO7w/tExecfTTgrd5OrYWXxkd5UENrYVFvTugfuCWcOgTOEk49a5JXjVYlP+HQSRM0Yy6kMc51tS4a6fHTZox+h56eDSK1Gwg1FMqVW3DtBkZMkRnv+72c84RhLTusdywIDAQAB"}', 'VI3/sFJw2mrqX8gdEBAhQD41z81d1Phmx0l+u9m1RaDYzX9yaGzDYaWHI1H9oRL3tvGqsCrbxfKX4GKIBidainaK7CLE0he52k/4ocvdkaJb5bGLepQSJbYKiAlBGmRbVWUA4QEOFDi20tgaBHzPFpOFMVC4iov/GXfOKOU73fk0AylY0MQ3gV8EYYZ7qy+raLZ2/fPbxKmiMujjuB7h1oTCtflNyQMzFfcqnSBE8EAUjpo9r6OcvNmfh/b17kOoHsegVY9jaO/x4xQXLYtIiPb50x5b0cy8eXGNkDJcOP1uZQoYWjZVB7VTcAzCHrl8VtDUg3KKwA97vCrv4ob89Q==', NULL)

INSERT INTO "morango_databaseidmodel" VALUES ('d6253abb00b0213a33bdb8ca59845525', 1, '2026-11-30T22:12:44.828952Z', 'de2ff2ad1e469df5b0879f538f258911')

INSERT INTO "morango_databasemaxcounter" VALUES ('82672e23ca398f1017628b40236289a0', '84115f89d13b3b85857903edb79acd1f', 5)

INSERT INTO "morango_databasemaxcounter" VALUES ('82672e23ca398f1017628b40236289a0', 'd318836a6efac091071d30c2c84a7c75', 4)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', '84115f89d13b3b85857903edb79acd1f', 7)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1000)

INSERT INTO "morango_deletedmodels" VALUES ('21c32c928fdd1c46b65af6640ea89a35', 'school')

INSERT INTO "morango_harddeletedmodels" VALUES ('21c32c928fdd1c46b65af6640ea89a35', 'school')

INSERT INTO "morango_instanceidmodel" VALUES ('84115f89d13b3b85857903edb79acd1f', '', '', '', '', 'd6253abb00b0213a33bdb8ca59845525', '', '', 7, 1)

INSERT INTO "morango_instanceidmodel" VALUES ('de2ff2ad1e469df5b0879f538f258911', '', '', '', '', 'd6253abb00b0213a33bdb8ca59845525', '', '', 0, 0)

INSERT INTO "morango_nonce" VALUES ('01a22e848094600739c95c1ad7d37134', '2026-11-30T22:12:45.332000Z', '')

INSERT INTO "morango_scopedefinition" VALUES ('full', 1, 'school', 'dataset_id', 'Everything.', '', '', '${dataset_id}', '{}')

INSERT INTO "morango_scopedefinition" VALUES ('learner', 1, 'school', '', 'Own work.', '${dataset_id}:shared', '', '${dataset_id}:user:${user_id}', '{}')

INSERT INTO "morango_store" VALUES ('21c32c928fdd1c46b65af6640ea89a35', '1', 'answer', 'school', '82672e23ca398f1017628b40236289a0:user:11111111111111111111111111111111', '', '84115f89d13b3b85857903edb79acd1f', 2, 0, 0, NULL, '', '{"id":"21c32c928fdd1c46b65af6640ea89a35","_morango_source_id":"1","_morango_partition":"82672e23ca398f1017628b40236289a0:user:11111111111111111111111111111111","dataset_id":"82672e23ca398f1017628b40236289a0","user_id":"11111111111111111111111111111111","question":"1","text":"it''s\n1","score":0.5,"topic_id":"49b4321e271c0f7d33502db799eb537f"}', '')

INSERT INTO "morango_store" VALUES ('33a2a00137cddefa2171ff90666129f9', '43e20fc5b7cb48452fb3342e7f8884ff', 'topic', 'school', '82672e23ca398f1017628b40236289a0:shared', '49b4321e271c0f7d33502db799eb537f', '84115f89d13b3b85857903edb79acd1f', 2, 0, 0, NULL, '', '{"id":"33a2a00137cddefa2171ff90666129f9","_morango_source_id":"43e20fc5b7cb48452fb3342e7f8884ff","_morango_partition":"82672e23ca398f1017628b40236289a0:shared","dataset_id":"82672e23ca398f1017628b40236289a0","title":"sub","parent_id":"49b4321e271c0f7d33502db799eb537f"}', '')

INSERT INTO "morango_store" VALUES ('42acb009671e58156dee618473600f69', '2', 'answer', 'school', '82672e23ca398f1017628b40236289a0:user:11111111111111111111111111111111', '', '84115f89d13b3b85857903edb79acd1f', 4, 0, 0, NULL, '', '{"id":"42acb009671e58156dee618473600f69","_morango_source_id":"2","_morango_partition":"82672e23ca398f1017628b40236289a0:user:11111111111111111111111111111111","dataset_id":"82672e23ca398f1017628b40236289a0","user_id":"11111111111111111111111111111111","question":"2","text":"his","score":0.5,"topic_id":"49b4321e271c0f7d33502db799eb537f"}', CAST(x'7b226964223a223432616362303039363731653538313536646565363138343733363030663639222c225f6d6f72616e676f5f736f757263655f6964223a2232222c225f6d6f72616e676f5f706172746974696f6e223a2238323637326532336361333938663130313736323862343032333632383961303a757365723a3131313131313131313131313131313131313131313131313131313131313131222c22646174617365745f6964223a223832363732653233636133393866313031373632386234303233363238396130222c22757365725f6964223a223131313131313131313131313131313131313131313131313131313131313131222c227175657374696f6e223a2232222c2274657874223a2268657273222c2273636f7265223a302e352c22746f7069635f6964223a223439623433323165323731633066376433333530326462373939656235333766227d0a' AS TEXT))

INSERT INTO "morango_store" VALUES ('49b4321e271c0f7d33502db799eb537f', '985cc94d662f34174f02d9d18fe3dd7c', 'topic', 'school', '82672e23ca398f1017628b40236289a0:shared', '', '84115f89d13b3b85857903edb79acd1f', 2, 0, 0, NULL, '', '{"id":"49b4321e271c0f7d33502db799eb537f","_morango_source_id":"985cc94d662f34174f02d9d18fe3dd7c","_morango_partition":"82672e23ca398f1017628b40236289a0:shared","dataset_id":"82672e23ca398f1017628b40236289a0","title":"top","parent_id":null}', '')

INSERT INTO "morango_store" VALUES ('5e4814bb63e0ac90e40c57e9761c24a2', 'unknown', 'badge', 'school', 'dddddddddddddddddddddddddddddddd', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', '', '{"_morango_partition":"dddddddddddddddddddddddddddddddd","_morango_source_id":"unknown","dataset_id":"dddddddddddddddddddddddddddddddd","id":"5e4814bb63e0ac90e40c57e9761c24a2","of":"a newer build"}', '')

INSERT INTO "morango_store" VALUES ('889577de70181c6c63192168974ec7cc', 'waits', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', 'missing_reference: topic_id', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"waits","dataset_id":"dddddddddddddddddddddddddddddddd","id":"889577de70181c6c63192168974ec7cc","question":"waits","text":"x","user_id":"11111111111111111111111111111111","topic_id":"99999999999999999999999999999999"}', '')

INSERT INTO "morango_store" VALUES ('e3664598abb3a74f363f3929c0b76f36', '3', 'answer', 'school', '82672e23ca398f1017628b40236289a0:user:11111111111111111111111111111111', '', 'd318836a6efac091071d30c2c84a7c75', 4, 1, 0, '76fbf8226ca23c5ceb5031ee5ab77614', '', '{"id":"e3664598abb3a74f363f3929c0b76f36","_morango_source_id":"3","_morango_partition":"82672e23ca398f1017628b40236289a0:user:11111111111111111111111111111111","dataset_id":"82672e23ca398f1017628b40236289a0","user_id":"11111111111111111111111111111111","question":"3","text":"it''s\n3","score":0.5,"topic_id":"49b4321e271c0f7d33502db799eb537f"}', '')

INSERT INTO "morango_syncsession" VALUES ('6e8a10f919cd4e1d9b13823bc72d25d2', '2026-11-30T22:12:45.250190Z', '2026-11-30T22:12:45.250958Z', 1, 0, '82672e23ca398f1017628b40236289a0', '2def31913cafae8405bbd63fd2fc93be', 'school', 'network', 'b20013d7d0b8.relay', '', '', '84115f89d13b3b85857903edb79acd1f', '1ecf9a7c9e8b72418dc0bc6ac83f161a', 'b20013d7d0b8986f71006de0eaa72c108e34fe49a6595eb87e63bf98d5dd8eea:1ecf9a7c9e8b72418dc0bc6ac83f161a', '', '')

INSERT INTO "morango_syncsession" VALUES ('9bb06e04e22e9f2db90b593486cc46c3', '2026-11-30T22:12:45.309076Z', '2026-11-30T22:12:45.316104Z', 1, 0, '82672e23ca398f1017628b40236289a0', '2def31913cafae8405bbd63fd2fc93be', 'school', 'network', 'b20013d7d0b8.relay', '', '', '84115f89d13b3b85857903edb79acd1f', '1ecf9a7c9e8b72418dc0bc6ac83f161a', 'b20013d7d0b8986f71006de0eaa72c108e34fe49a6595eb87e63bf98d5dd8eea:1ecf9a7c9e8b72418dc0bc6ac83f161a', '', '')

INSERT INTO "morango_syncsession" VALUES ('a79d4a761dca9302e2976170542c0960', '2026-11-30T22:12:45.071031Z', '2026-11-30T22:12:45.083535Z', 1, 0, '82672e23ca398f1017628b40236289a0', '2def31913cafae8405bbd63fd2fc93be', 'school', 'network', 'b20013d7d0b8.relay', '', '', '84115f89d13b3b85857903edb79acd1f', '1ecf9a7c9e8b72418dc0bc6ac83f161a', 'b20013d7d0b8986f71006de0eaa72c108e34fe49a6595eb87e63bf98d5dd8eea:1ecf9a7c9e8b72418dc0bc6ac83f161a', '', '')

INSERT INTO "morango_transfersession" VALUES (1, '4200d79f647aa43c3fd1f6ad0a8ff4e1', 'a79d4a761dca9302e2976170542c0960', 0, 0, 'school', '82672e23ca398f1017628b40236289a0', 2, '2026-11-30T22:12:45.071232Z', '2026-11-30T22:12:45.080210Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (2, '5faed54ac158e8595b54e80b22041081', 'a79d4a761dca9302e2976170542c0960', 0, 1, 'school', '82672e23ca398f1017628b40236289a0', 2, '2026-11-30T22:12:45.083550Z', '2026-11-30T22:12:45.084626Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (3, 'ee77b28b46e3368fb93b795f164e2f05', '6e8a10f919cd4e1d9b13823bc72d25d2', 0, 0, 'school', '82672e23ca398f1017628b40236289a0', 2, '2026-11-30T22:12:45.250237Z', '2026-11-30T22:12:45.250855Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (4, '8fccb4d9b98350a1ee867788b1f87f7b', '6e8a10f919cd4e1d9b13823bc72d25d2', 0, 1, 'school', '82672e23ca398f1017628b40236289a0', 2, '2026-11-30T22:12:45.250966Z', '2026-11-30T22:12:45.265004Z', 0, 5, 5, 2609, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (5, '76fbf8226ca23c5ceb5031ee5ab77614', '9bb06e04e22e9f2db90b593486cc46c3', 0, 0, 'school', '82672e23ca398f1017628b40236289a0', 2, '2026-11-30T22:12:45.309128Z', '2026-11-30T22:12:45.315850Z', 0, 2, 2, 0, 1177, '{}', '{}', 'cleanup', 'completed', NULL, 1, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (6, '1c0ec28390f70c541dc42e27a9023d70', '9bb06e04e22e9f2db90b593486cc46c3', 0, 1, 'school', '82672e23ca398f1017628b40236289a0', 2, '2026-11-30T22:12:45.316116Z', '2026-11-30T22:12:45.318125Z', 0, 1, 1, 962, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (7, '595553201d0801b19cdcd6fbc38ab3fe', '595553201d0801b19cdcd6fbc38ab3fe', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T22:12:45.329224Z', '2026-11-30T22:12:45.332529Z', 0, 3, 3, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 1, 0, '')

INSERT INTO "morango_transfersession" VALUES (8, '55555555555555555555555555555555', '55555555555555555555555555555555', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T22:12:45.332633Z', '9999-01-01T00:00:00.000000Z', 1, 2, 1, 0, 0, '{}', '{"super": {}, "sub": {}}', 'transferring', 'started', 1, 0, 0, 0, '')

INSERT INTO "topic" VALUES ('33a2a00137cddefa2171ff90666129f9', '82672e23ca398f1017628b40236289a0', 'sub', '49b4321e271c0f7d33502db799eb537f', '43e20fc5b7cb48452fb3342e7f8884ff', '82672e23ca398f1017628b40236289a0:shared')

INSERT INTO "topic" VALUES ('49b4321e271c0f7d33502db799eb537f', '82672e23ca398f1017628b40236289a0', 'top', NULL, '985cc94d662f34174f02d9d18fe3dd7c', '82672e23ca398f1017628b40236289a0:shared')

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

