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

INSERT INTO "amora_acknowledged" VALUES ('3f59f4cc3b72f5e4d3ce91ad02be67eb14ac6faddca36dbf8bbfd20e15727967:2473e798eb7c2fa74021dbdd61c76408', '14379ba5551a8f9b35ae8f3e41344cac', '9988095720e18701828d0b58a7122aeb', 5)

INSERT INTO "amora_bundle" VALUES ('14379ba5551a8f9b35ae8f3e41344cac', 2, '{"room":"14379ba5551a8f9b35ae8f3e41344cac","sequence":2,"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"id_rules":{},"relay_keys":["MIIBCgKCAQEAp3J4Dg38XAfpmFIMniSrAdm406HSXZjLze6eqv46lqJjOpeoLtlwVe58fTDPApFHAfA020HcmuwQJnZdBszh4EV8m0VLXeD0y7UDbev2bbt5Em9oC3WIB+SIwsltSXTR0exIiPIyCAgUYF62trz9lOHyrYANqDZGt4cw8g75q2Eqqigr6minsSWG/GdkVM4abHOcZtrSlFEP83eIygEk01hUJIgZ93AqDqZeuJLzu6bs+rlQ2OpUQdjdBmUrt/My9WUofJPN1WRKZ/mgtkhh224u8hYLpBcVCW73k7ZUor3bHrBY4tSqp3TZx1dCpcpLgGd4K2pg9EFZ4DXnBtCqLQIDAQAB"],"revoked":[]}', 'SD6ihBiTTcKugqpIXouxxvRfTO8/N2/3OOXRJwK+R0DpbnWuw1mASXD/lI9Ej7btqK8V3nNLLyfSneksZT4RwMf2vYapTeGbRr1xkWsnZ9lO39cQA+iNJTr+lXgetXVDFPLfqkYrvkenT0e8+CsdaBiQLfHpl6pnyyoRyVhDjny5ZdUE3EyRVHaS4W/DoVpKnNQp/MlDXusOKoogL+K3xDgcjiVG00+ecXBqGpkR6g/xasVySOoMpuberZOIVAPi8z0vIgs6vj5ifVJ/GtMcJe2mfk/30dJlNwQmCQeD0pP6F2swdcIZql6l+00jeBY670Yc1eqe9Znk1d1ICWO3pg==')

INSERT INTO "amora_dirty_answer" VALUES ('430c0198992497610d16428a407068fd')

INSERT INTO "amora_known_relay" VALUES ('14379ba5551a8f9b35ae8f3e41344cac', '3f59f4cc3b72.relay:80', '3f59f4cc3b72f5e4d3ce91ad02be67eb14ac6faddca36dbf8bbfd20e15727967')

INSERT INTO "amora_meta" VALUES ('schema', '{"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"models":[{"name":"topic","table":"topic","partition":"${dataset_id}:shared","source":null,"columns":{"dataset_id":"uuid","title":"text","parent_id":"uuid?"},"references":{"parent_id":"topic"}},{"name":"answer","table":"answer","partition":"${dataset_id}:user:${user_id}","source":"${question}","columns":{"dataset_id":"uuid","user_id":"uuid","question":"text","text":"text","score":"real?","topic_id":"uuid?"},"references":{"topic_id":"topic"}}]}')

INSERT INTO "amora_meta" VALUES ('triggers', '6e62310347ebc557af4ed85c2baf91197e4d72d75ba3c579a9ea5daf8c6daafe')

INSERT INTO "amora_meta" VALUES ('version', '3')

INSERT INTO "amora_pushed_certificate" VALUES ('7085eec1bec0c9db0d49f6a2a5849ac8', '3f59f4cc3b72f5e4d3ce91ad02be67eb14ac6faddca36dbf8bbfd20e15727967', '3f59f4cc3b72.relay:80', '2026-11-30T06:13:22.612102Z')

INSERT INTO "amora_quarantine" VALUES ('11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 'answer', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'bad_id', '595553201d0801b19cdcd6fbc38ab3fe', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"kept","dataset_id":"dddddddddddddddddddddddddddddddd","id":"ac2a3fd00b196f5d039e91878a5f7429","question":"kept","text":"x","user_id":"11111111111111111111111111111111"}')

INSERT INTO "amora_quota" VALUES ('', 340)

INSERT INTO "amora_recordmaxcounter" VALUES ('48d88d43a3900554cd8cb78b07c93fb0', '9988095720e18701828d0b58a7122aeb', 2)

INSERT INTO "amora_recordmaxcounter" VALUES ('f45495d594875a35191858c9f7f7cac8', 'fff5fb5dfd1c00ae336f056768b1db9b', 4)

INSERT INTO "amora_relay" VALUES ('14379ba5551a8f9b35ae8f3e41344cac', '3f59f4cc3b72f5e4d3ce91ad02be67eb14ac6faddca36dbf8bbfd20e15727967:2473e798eb7c2fa74021dbdd61c76408', '9988095720e18701828d0b58a7122aeb', '43a774757c70552a61faebb459daa901', 2, '', 0, '{"sequence":6,"token":"43a774757c70552a61faebb459daa901","mac":"95326fc595a2b346a611ed4e7c1febbe1c12fbd5fd8a8d7f158dc6d53902d02b"}', 0)

INSERT INTO "amora_store_dirty" VALUES ('answer', '889577de70181c6c63192168974ec7cc')

INSERT INTO "amora_store_dirty" VALUES ('badge', '5e4814bb63e0ac90e40c57e9761c24a2')

INSERT INTO "amora_trust" VALUES (5)

INSERT INTO "amora_write_scope" VALUES ('14379ba5551a8f9b35ae8f3e41344cac')

INSERT INTO "amora_write_scope" VALUES (CAST(x'0a' AS TEXT))

INSERT INTO "answer" VALUES ('430c0198992497610d16428a407068fd', '14379ba5551a8f9b35ae8f3e41344cac', '11111111111111111111111111111111', '4', 'unsynced', NULL, NULL, '4', '14379ba5551a8f9b35ae8f3e41344cac:user:11111111111111111111111111111111')

INSERT INTO "answer" VALUES ('f45495d594875a35191858c9f7f7cac8', '14379ba5551a8f9b35ae8f3e41344cac', '11111111111111111111111111111111', '2', 'his', 0.5, 'c2a066aa8771e716ae52366086a92bcf', '2', '14379ba5551a8f9b35ae8f3e41344cac:user:11111111111111111111111111111111')

INSERT INTO "morango_buffer" VALUES (1, 8, 1, 'b7b869cd15ebc28f6bf8089d31ef2044', 'first half', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, NULL, NULL, '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"first half","dataset_id":"dddddddddddddddddddddddddddddddd","id":"b7b869cd15ebc28f6bf8089d31ef2044","question":"first half","text":"x","user_id":"11111111111111111111111111111111"}', '')

INSERT INTO "morango_certificate" VALUES ('14379ba5551a8f9b35ae8f3e41344cac', NULL, 'school', '', 'full', 1, '{"dataset_id": "14379ba5551a8f9b35ae8f3e41344cac"}', 'MIIBCgKCAQEAuEJ9DgY0IU2d+me6eJvtRet9tOsNNuoUZNlTPPgehYvYCsZVS1a+dLJY/yZd2kDDjXQ5gKaXsI8fTBQw0s5Q5jXkgfj4Hg+vDq/ydNS+O8f5xlYrNv8/LlR/2MQAFEbd31Rw6VPVBFEYH+1MeFCkKx2Y5FRTAS06TprOXY1WWIBHOd7NL8qST2P33ZlcnmFUv7zqwPeOEuL5ceu9qHRU5F7DgpY3zVpTmlGl/Szgr5P7f0vc1Pla/tw+xr1R2HV0xYMz2PiDPrsxg9k/JmZ94awBtgoJQmF3RahYnZrMx8KnD/Pc0ZRXWcMVxC5eSs5TQCStPGFltJsETe3h3KX12wIDAQAB', '{"id": "14379ba5551a8f9b35ae8f3e41344cac", "parent_id": null, "profile": "school", "salt": "", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"14379ba5551a8f9b35ae8f3e41344cac\"}", "public_key_string": "MIIBCgKCAQEAuEJ9DgY0IU2d+me6eJvtRet9tOsNNuoUZNlTPPgehYvYCsZVS1a+dLJY/yZd2kDDjXQ5gKaXsI8fTBQw0s5Q5jXkgfj4Hg+vDq/ydNS+O8f5xlYrNv8/LlR/2MQAFEbd31Rw6VPVBFEYH+1MeFCkKx2Y5FRTAS06TprOXY1WWIBHOd7NL8qST2P33ZlcnmFUv7zqwPeOEuL5ceu9qHRU5F7DgpY3zVpTmlGl/Szgr5P7f0vc1Pla/tw+xr1R2HV0xYMz2PiDPrsxg9k/JmZ94awBtgoJQmF3RahYnZrMx8KnD/Pc0ZRXWcMVxC5eSs5TQCStPGFltJsETe3h3KX12wIDAQAB"}', 'pES6JZDImvBMFSL4k91KuH2fy2alLMbEKwWpVgZNuWrcdc1Hyia+vYyE5H8wg7Dlap8Jl3tQruvJVpUB+UPmgwb0ylL8oagC7K1ICNnLW5RcAFC+V81pyvPE18QZqMudCXmRF52ip97wb1b5W3JWOJ1djFxJWiozZqFXzKe8FudxWXjpbzn6SrH6FEwXJBJMaPepC9ufxaQAfcTC4PSrKmZZa7IgjwsyqihjzxdqRAGbXhXhxEtsa+jKc6JXYnSg6bvg/528T1+t0qg7fZhv3+DbRLqvEcwreR9mZ1UyEoFRsBJwoh8QJXzSriGUreR457nsPE+uqdQslENTMoTZgg==', 'MIIEpAIBAAKCAQEAuEJ9DgY0IU2d+me6eJvtRet9tOsNNuoUZNlTPPgehYvYCsZVS1a+dLJY/yZd2kDDjXQ5gKaXsI8fTBQw0s5Q5jXkgfj4Hg+vDq/ydNS+O8f5xlYrNv8/LlR/2MQAFEbd31Rw6VPVBFEYH+1MeFCkKx2Y5FRTAS06TprOXY1WWIBHOd7NL8qST2P33ZlcnmFUv7zqwPeOEuL5ceu9qHRU5F7DgpY3zVpTmlGl/Szgr5P7f0vc1Pla/tw+xr1R2HV0xYMz2PiDPrsxg9k/JmZ94awBtgoJQmF3RahYnZrMx8KnD/Pc0ZRXWcMVxC5eSs5TQCStPGFltJsETe3h3KX12wIDAQABAoIBAEEqFoMCs6YBhrjbvWlRL9lV/tegd0RwBXVjHJqH33d4bRfma5zg2St5NZtK7M82r1IUBBAZGrVw8G8eBuRO3fKEpcNHkyxCfLUziYpDAOIwh4fayp7BJ42RicNWEfcZ1vbYLLSAFupXabJE4JH+ZwjuhzddERvt7FyHSCtyxFI4tU99dMrSFZDSMYFwdp/fWaTnvfBCzRzM4Zaex++4TkmSegtoqM7YkZD9Uz1SzLdPhTAZGfjzdhNzUljH4Bl2UBnTHiAAbMh8f47q3ly+yMpLWxR205b2ogb0pxJBmpXf4hfS9707mGKVbHrBFwVpKGRUBV5es1ZEwezExuy5YO0CgYEA8E2bQWw+CTJjDNYR7q8OwMo6FUpYN2NlzxusUWIhYVwTgScM38vJsSbeU2rhJiqm0sCEYw1WAdAntPzfCrh5pinjc4x2RDxiiWy2m+CZgCMOPmJ3zUYpkn1Xi/WBBOueeM0nDJhN+Ab7WWWxK5090Wa5gMLV2eCkJqlljMKiyEcCgYEAxEu2pnwSRDyLuZbzgvBpKkrXi/O5IWs/CvwvybB+SBFx3GJSTwa8SUE+6RrTNWEWcMquxyJgBad1PCUtK2GWZ+y7ZG9F4YjfqVm3b4Cosj/0MWp4DRQfigSCi/R0RpZTM1E9sGUQvbmDgOCxzwc6Npqjg1oarE6FUEOQhpyXQ80CgYEAtx4cgnVOrMl1y3FRxvYlouo36sN1h/e5vGJVJMtHrp5wyomMePodX17EKwMWQXRdHdrQx36BHO6XY4cTHGNJaEMhbYsLEKKHYDu0yAIWVxvfndCBhK7DvTrAvQm/YJWAdIO5DxL8z1XasdwZb6fqVKkYETPnrJlP3ZpWpTYov78CgYEAg1YJQkEXU7KS5jzadwx1wMdMiqYqgvKnvqjXLII7K+sIHKVoXtmp1vWhqwO4tylbg2IJKNGWH5JYfUJ+g10K7kPVabCNuAYFZ+DQO/mAZasmrn2HD3EcXRMBabTIq4Xe6yH7PW+RkO9zziIItfUm/OvgZX0/BXSP/BEIvRg+mS0CgYBrdk4l94jh5LfOTc4H6efHLkueGYxiWcBHSZ9zIiX9kzy7DzCB2qTZ6oAut/gHrzsjYBfEFtqZqPEzOeQQ4X1w57s3+dcU1rF8ChvBdM2dnw0DbpiDcAy7fnjgRbX1TmItxYwgBXr3UNfAomSL7FqDHqM3q0gxgrXlpd2SgrnoFQ==')

INSERT INTO "morango_certificate" VALUES ('1fa335df2bf48fcaaba6ddfb7e080369', '14379ba5551a8f9b35ae8f3e41344cac', 'school', '9940bb15a0d15fc713b103a40d3d0ebd', 'full', 1, '{"dataset_id": "14379ba5551a8f9b35ae8f3e41344cac"}', 'MIIBCgKCAQEAwSgeICi7xgbv1JFIwEAad+Lbm5zI1oDju+1JBMy8WaLEXUs9A6KWJsBmuM+HY8uYwnMcBx/flC3qPjttjCd5+TbekKemwpgVskcYLekpvOT2HxamHuHk1ABGg0X0Y8bYOeCDBxwKS1gnY33gObXAFREOALZkuP5zHykG66GuhX098X/UGlQp6wx1PPgJ9p+8e+zSWwMFi9EVs24J0ibAbKZKB7W+m2loTlsqKKZhocujGpVAlNO4BAazqBRDvbUasrtf/tTIcdlQvR/ZtEUKdLW51b830ApnhS+APe7nvUkc0zuH+tt/oj6VYSDtOGcBT5D2ExtTVE4r+I2Po6ILYQIDAQAB', '{"id": "1fa335df2bf48fcaaba6ddfb7e080369", "parent_id": "14379ba5551a8f9b35ae8f3e41344cac", "profile": "school", "salt": "9940bb15a0d15fc713b103a40d3d0ebd", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"14379ba5551a8f9b35ae8f3e41344cac\"}", "public_key_string": "MIIBCgKCAQEAwSgeICi7xgbv1JFIwEAad+Lbm5zI1oDju+1JBMy8WaLEXUs9A6KWJsBmuM+HY8uYwnMcBx/flC3qPjttjCd5+TbekKemwpgVskcYLekpvOT2HxamHuHk1ABGg0X0Y8bYOeCDBxwKS1gnY33gObXAFREOALZkuP5zHykG66GuhX098X/UGlQp6wx1PPgJ9p+8e+zSWwMFi9EVs24J0ibAbKZKB7W+m2loTlsqKKZhocujGpVAlNO4BAazqBRDvbUasrtf/tTIcdlQvR/ZtEUKdLW51b830ApnhS+APe7nvUkc0zuH+tt/oj6VYSDtOGcBT5D2ExtTVE4r+I2Po6ILYQIDAQAB"}', 'UqHpZlGBwr9roi+uGBURxgdPLlYBrRwaXnYos5aZCZ3DYPM4uNTzKD0JBx9k9SgreBZC3tiYzpZi3mWlD+8HUM1Iz5mufv7OrwVha3EP/ReDDj4stMrpaC4YWBjQW1RXk9OTbIqOeJDUhC0bfx3eHRQNi7VFzzHtXfJ3yd/JHLC0LeAxJyzpXV2a6bmsXoEEXKRKh7nlifEYDcra5gd8B/1I6fP6QNfpldQj0TnaxrOuWBi6y3NGtpGaqrg9qPN3qKjcyla6l2UktIUNSiGYyYZf/o5bONiaXxXFyief6rzOitht9Xhbh8r81l0Tg4KLO4wtcnmF45bCoVJ61nYhDA==', NULL)

INSERT INTO "morango_certificate" VALUES ('7085eec1bec0c9db0d49f6a2a5849ac8', '14379ba5551a8f9b35ae8f3e41344cac', 'school', '87825913ea1de16c4629709bb05f40a8', 'full', 1, '{"dataset_id": "14379ba5551a8f9b35ae8f3e41344cac"}', 'MIIBCgKCAQEAp3J4Dg38XAfpmFIMniSrAdm406HSXZjLze6eqv46lqJjOpeoLtlwVe58fTDPApFHAfA020HcmuwQJnZdBszh4EV8m0VLXeD0y7UDbev2bbt5Em9oC3WIB+SIwsltSXTR0exIiPIyCAgUYF62trz9lOHyrYANqDZGt4cw8g75q2Eqqigr6minsSWG/GdkVM4abHOcZtrSlFEP83eIygEk01hUJIgZ93AqDqZeuJLzu6bs+rlQ2OpUQdjdBmUrt/My9WUofJPN1WRKZ/mgtkhh224u8hYLpBcVCW73k7ZUor3bHrBY4tSqp3TZx1dCpcpLgGd4K2pg9EFZ4DXnBtCqLQIDAQAB', '{"id": "7085eec1bec0c9db0d49f6a2a5849ac8", "parent_id": "14379ba5551a8f9b35ae8f3e41344cac", "profile": "school", "salt": "87825913ea1de16c4629709bb05f40a8", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"14379ba5551a8f9b35ae8f3e41344cac\"}", "public_key_string": "MIIBCgKCAQEAp3J4Dg38XAfpmFIMniSrAdm406HSXZjLze6eqv46lqJjOpeoLtlwVe58fTDPApFHAfA020HcmuwQJnZdBszh4EV8m0VLXeD0y7UDbev2bbt5Em9oC3WIB+SIwsltSXTR0exIiPIyCAgUYF62trz9lOHyrYANqDZGt4cw8g75q2Eqqigr6minsSWG/GdkVM4abHOcZtrSlFEP83eIygEk01hUJIgZ93AqDqZeuJLzu6bs+rlQ2OpUQdjdBmUrt/My9WUofJPN1WRKZ/mgtkhh224u8hYLpBcVCW73k7ZUor3bHrBY4tSqp3TZx1dCpcpLgGd4K2pg9EFZ4DXnBtCqLQIDAQAB"}', 'MBEYJfHaZnTr5LZAu3Fxw1fjnM+gkgzZFthfLe1YU+0y0U32l74yUimnLfHOXpAFrcdz/yM7kSz4TN73WUtByh+kz6aQEaOdWpqwAQdPpOAHso+kI2vc97hN5h/PN/ok/sjAAHEYkLLro2ChyxD3ywpw3RXPJtJGtWYZ9tUZM2BuxRjU20fbfBsKLaDFY4hjZ2oWT3z4X8sgVNU0Jagmlfm53fR8Qef1HH++yBBfCiCCksqUaCrK5hqDwbreNh5doEfJkHo3WrVc/ZB8WUY7KshkpUpBNA+80WW7YdAPCjS7FRmxyl/Sg3IBhawVqK3IwSVc19BgQzYbXUu/o4m3AQ==', NULL)

INSERT INTO "morango_databaseidmodel" VALUES ('14ef3adcc5aeba42a0b3cc25150dbc49', 1, '2026-11-30T06:13:22.533449Z', 'da03f3fe54a214175f888a6dd194063c')

INSERT INTO "morango_databasemaxcounter" VALUES ('14379ba5551a8f9b35ae8f3e41344cac', '9988095720e18701828d0b58a7122aeb', 5)

INSERT INTO "morango_databasemaxcounter" VALUES ('14379ba5551a8f9b35ae8f3e41344cac', 'fff5fb5dfd1c00ae336f056768b1db9b', 4)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', '9988095720e18701828d0b58a7122aeb', 7)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1000)

INSERT INTO "morango_deletedmodels" VALUES ('9ac9e8571ef56acb57a4fa745a297dac', 'school')

INSERT INTO "morango_harddeletedmodels" VALUES ('9ac9e8571ef56acb57a4fa745a297dac', 'school')

INSERT INTO "morango_instanceidmodel" VALUES ('9988095720e18701828d0b58a7122aeb', '', '', '', '', '14ef3adcc5aeba42a0b3cc25150dbc49', '', '', 7, 1)

INSERT INTO "morango_instanceidmodel" VALUES ('da03f3fe54a214175f888a6dd194063c', '', '', '', '', '14ef3adcc5aeba42a0b3cc25150dbc49', '', '', 0, 0)

INSERT INTO "morango_nonce" VALUES ('01a22b162afafd11e44d7eaa6bb2ba24', '2026-11-30T06:13:22.810000Z', '')

INSERT INTO "morango_scopedefinition" VALUES ('full', 1, 'school', 'dataset_id', 'Everything.', '', '', '${dataset_id}', '{}')

INSERT INTO "morango_scopedefinition" VALUES ('learner', 1, 'school', '', 'Own work.', '${dataset_id}:shared', '', '${dataset_id}:user:${user_id}', '{}')

INSERT INTO "morango_store" VALUES ('48d88d43a3900554cd8cb78b07c93fb0', '3', 'answer', 'school', '14379ba5551a8f9b35ae8f3e41344cac:user:11111111111111111111111111111111', '', 'fff5fb5dfd1c00ae336f056768b1db9b', 4, 1, 0, '4864115256c687d4cc96ea4bd72d77bf', '', '{"id":"48d88d43a3900554cd8cb78b07c93fb0","_morango_source_id":"3","_morango_partition":"14379ba5551a8f9b35ae8f3e41344cac:user:11111111111111111111111111111111","dataset_id":"14379ba5551a8f9b35ae8f3e41344cac","user_id":"11111111111111111111111111111111","question":"3","text":"it''s\n3","score":0.5,"topic_id":"c2a066aa8771e716ae52366086a92bcf"}', '')

INSERT INTO "morango_store" VALUES ('5e4814bb63e0ac90e40c57e9761c24a2', 'unknown', 'badge', 'school', 'dddddddddddddddddddddddddddddddd', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', '', '{"_morango_partition":"dddddddddddddddddddddddddddddddd","_morango_source_id":"unknown","dataset_id":"dddddddddddddddddddddddddddddddd","id":"5e4814bb63e0ac90e40c57e9761c24a2","of":"a newer build"}', '')

INSERT INTO "morango_store" VALUES ('889577de70181c6c63192168974ec7cc', 'waits', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', 'missing_reference: topic_id', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"waits","dataset_id":"dddddddddddddddddddddddddddddddd","id":"889577de70181c6c63192168974ec7cc","question":"waits","text":"x","user_id":"11111111111111111111111111111111","topic_id":"99999999999999999999999999999999"}', '')

INSERT INTO "morango_store" VALUES ('9ac9e8571ef56acb57a4fa745a297dac', '1', 'answer', 'school', '14379ba5551a8f9b35ae8f3e41344cac:user:11111111111111111111111111111111', '', '9988095720e18701828d0b58a7122aeb', 2, 0, 0, NULL, '', '{"id":"9ac9e8571ef56acb57a4fa745a297dac","_morango_source_id":"1","_morango_partition":"14379ba5551a8f9b35ae8f3e41344cac:user:11111111111111111111111111111111","dataset_id":"14379ba5551a8f9b35ae8f3e41344cac","user_id":"11111111111111111111111111111111","question":"1","text":"it''s\n1","score":0.5,"topic_id":"c2a066aa8771e716ae52366086a92bcf"}', '')

INSERT INTO "morango_store" VALUES ('c2a066aa8771e716ae52366086a92bcf', '2d7723848038487826b41983d5759df8', 'topic', 'school', '14379ba5551a8f9b35ae8f3e41344cac:shared', '', '9988095720e18701828d0b58a7122aeb', 2, 0, 0, NULL, '', '{"id":"c2a066aa8771e716ae52366086a92bcf","_morango_source_id":"2d7723848038487826b41983d5759df8","_morango_partition":"14379ba5551a8f9b35ae8f3e41344cac:shared","dataset_id":"14379ba5551a8f9b35ae8f3e41344cac","title":"top","parent_id":null}', '')

INSERT INTO "morango_store" VALUES ('e97e75d50cc682b2faa725cc81ae6da3', 'ce9a27c7a9cf171667b0cdb4db156d0f', 'topic', 'school', '14379ba5551a8f9b35ae8f3e41344cac:shared', 'c2a066aa8771e716ae52366086a92bcf', '9988095720e18701828d0b58a7122aeb', 2, 0, 0, NULL, '', '{"id":"e97e75d50cc682b2faa725cc81ae6da3","_morango_source_id":"ce9a27c7a9cf171667b0cdb4db156d0f","_morango_partition":"14379ba5551a8f9b35ae8f3e41344cac:shared","dataset_id":"14379ba5551a8f9b35ae8f3e41344cac","title":"sub","parent_id":"c2a066aa8771e716ae52366086a92bcf"}', '')

INSERT INTO "morango_store" VALUES ('f45495d594875a35191858c9f7f7cac8', '2', 'answer', 'school', '14379ba5551a8f9b35ae8f3e41344cac:user:11111111111111111111111111111111', '', '9988095720e18701828d0b58a7122aeb', 4, 0, 0, NULL, '', '{"id":"f45495d594875a35191858c9f7f7cac8","_morango_source_id":"2","_morango_partition":"14379ba5551a8f9b35ae8f3e41344cac:user:11111111111111111111111111111111","dataset_id":"14379ba5551a8f9b35ae8f3e41344cac","user_id":"11111111111111111111111111111111","question":"2","text":"his","score":0.5,"topic_id":"c2a066aa8771e716ae52366086a92bcf"}', CAST(x'7b226964223a226634353439356435393438373561333531393138353863396637663763616338222c225f6d6f72616e676f5f736f757263655f6964223a2232222c225f6d6f72616e676f5f706172746974696f6e223a2231343337396261353535316138663962333561653866336534313334346361633a757365723a3131313131313131313131313131313131313131313131313131313131313131222c22646174617365745f6964223a223134333739626135353531613866396233356165386633653431333434636163222c22757365725f6964223a223131313131313131313131313131313131313131313131313131313131313131222c227175657374696f6e223a2232222c2274657874223a2268657273222c2273636f7265223a302e352c22746f7069635f6964223a226332613036366161383737316537313661653532333636303836613932626366227d0a' AS TEXT))

INSERT INTO "morango_syncsession" VALUES ('6ec9de77e17eed90c1b781b20f66b453', '2026-11-30T06:13:22.630302Z', '2026-11-30T06:13:22.633778Z', 1, 0, '14379ba5551a8f9b35ae8f3e41344cac', '7085eec1bec0c9db0d49f6a2a5849ac8', 'school', 'network', '3f59f4cc3b72.relay', '', '', '9988095720e18701828d0b58a7122aeb', '', '3f59f4cc3b72f5e4d3ce91ad02be67eb14ac6faddca36dbf8bbfd20e15727967:2473e798eb7c2fa74021dbdd61c76408', '', '')

INSERT INTO "morango_syncsession" VALUES ('71e2b1d5a5b3c0495ad3f64b2510fa30', '2026-11-30T06:13:22.776849Z', '2026-11-30T06:13:22.789178Z', 1, 0, '14379ba5551a8f9b35ae8f3e41344cac', '7085eec1bec0c9db0d49f6a2a5849ac8', 'school', 'network', '3f59f4cc3b72.relay', '', '', '9988095720e18701828d0b58a7122aeb', '2473e798eb7c2fa74021dbdd61c76408', '3f59f4cc3b72f5e4d3ce91ad02be67eb14ac6faddca36dbf8bbfd20e15727967:2473e798eb7c2fa74021dbdd61c76408', '', '')

INSERT INTO "morango_syncsession" VALUES ('b0e027d032f244507607c90080eb5039', '2026-11-30T06:13:22.698849Z', '2026-11-30T06:13:22.699419Z', 1, 0, '14379ba5551a8f9b35ae8f3e41344cac', '7085eec1bec0c9db0d49f6a2a5849ac8', 'school', 'network', '3f59f4cc3b72.relay', '', '', '9988095720e18701828d0b58a7122aeb', '2473e798eb7c2fa74021dbdd61c76408', '3f59f4cc3b72f5e4d3ce91ad02be67eb14ac6faddca36dbf8bbfd20e15727967:2473e798eb7c2fa74021dbdd61c76408', '', '')

INSERT INTO "morango_transfersession" VALUES (1, 'aa3c4170764037eddd6415a842245d90', '6ec9de77e17eed90c1b781b20f66b453', 0, 0, 'school', '14379ba5551a8f9b35ae8f3e41344cac', 2, '2026-11-30T06:13:22.630435Z', '2026-11-30T06:13:22.633430Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (2, 'a17f5ee933f230a050bedd254d4c96ed', '6ec9de77e17eed90c1b781b20f66b453', 0, 1, 'school', '14379ba5551a8f9b35ae8f3e41344cac', 2, '2026-11-30T06:13:22.633788Z', '2026-11-30T06:13:22.634465Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (3, '3c95b4cf1695dd7b15b9e586c7f66cdf', 'b0e027d032f244507607c90080eb5039', 0, 0, 'school', '14379ba5551a8f9b35ae8f3e41344cac', 2, '2026-11-30T06:13:22.698883Z', '2026-11-30T06:13:22.699307Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (4, '8cbbf7c357b9732dc9e5e091a19e883d', 'b0e027d032f244507607c90080eb5039', 0, 1, 'school', '14379ba5551a8f9b35ae8f3e41344cac', 2, '2026-11-30T06:13:22.699427Z', '2026-11-30T06:13:22.708231Z', 0, 5, 5, 2609, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (5, '4864115256c687d4cc96ea4bd72d77bf', '71e2b1d5a5b3c0495ad3f64b2510fa30', 0, 0, 'school', '14379ba5551a8f9b35ae8f3e41344cac', 2, '2026-11-30T06:13:22.776890Z', '2026-11-30T06:13:22.788879Z', 0, 2, 2, 0, 1177, '{}', '{}', 'cleanup', 'completed', NULL, 1, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (6, '3a4e77f8b6fb9ab25c874e5bf3a7812e', '71e2b1d5a5b3c0495ad3f64b2510fa30', 0, 1, 'school', '14379ba5551a8f9b35ae8f3e41344cac', 2, '2026-11-30T06:13:22.789193Z', '2026-11-30T06:13:22.791902Z', 0, 1, 1, 962, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (7, '595553201d0801b19cdcd6fbc38ab3fe', '595553201d0801b19cdcd6fbc38ab3fe', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T06:13:22.807368Z', '2026-11-30T06:13:22.810160Z', 0, 3, 3, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 1, 0, '')

INSERT INTO "morango_transfersession" VALUES (8, '55555555555555555555555555555555', '55555555555555555555555555555555', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T06:13:22.810253Z', '9999-01-01T00:00:00.000000Z', 1, 2, 1, 0, 0, '{}', '{"super": {}, "sub": {}}', 'transferring', 'started', 1, 0, 0, 0, '')

INSERT INTO "topic" VALUES ('c2a066aa8771e716ae52366086a92bcf', '14379ba5551a8f9b35ae8f3e41344cac', 'top', NULL, '2d7723848038487826b41983d5759df8', '14379ba5551a8f9b35ae8f3e41344cac:shared')

INSERT INTO "topic" VALUES ('e97e75d50cc682b2faa725cc81ae6da3', '14379ba5551a8f9b35ae8f3e41344cac', 'sub', 'c2a066aa8771e716ae52366086a92bcf', 'ce9a27c7a9cf171667b0cdb4db156d0f', '14379ba5551a8f9b35ae8f3e41344cac:shared')

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

