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

INSERT INTO "amora_acknowledged" VALUES ('bd9bba530724d1303bbfefbd0c8086d028c7d743a98c374bf68339b08c05bbe2:4be70bc6ceea3522d0a8586ec357dd3e', '2f23aca948241598234a93ae7bce6f98', 'a3612bdf27470188c8ac55f7f029bde2', 5)

INSERT INTO "amora_bundle" VALUES ('2f23aca948241598234a93ae7bce6f98', 2, '{"room":"2f23aca948241598234a93ae7bce6f98","sequence":2,"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"id_rules":{"topic":"given"},"relay_keys":["MIIBCgKCAQEApPUgZBSSbRVR2FmNNbCzEfS3xTGeKVVa4RNbA04VrdsmDaIX3fvljF98sqi7Lhy/2zyR6MbviGbk5UjkchEII5XwttBLosczxaapxLQd2rjU+0yqEo2DL7dHoRhxxGQUj2JZViAW/qCgRzq9IQNIV1OVQaoL1l+jl/uWu+TtDv+PJsV43qj0Cwt1IVPAF0NaurSBUa7F3vOzyeNAVnikvPelCMUMK7bjgtw3ltwPNGsU/jKYb+FQms7CpUMJOHjDMLYkHVHu4cVFpvTEbXiNr6yq/aLHhFtJjgYenShCfWDmRE4xh6qO3GsMRxNJfw2WGliXf7V6r8VYNZBgs9hqSQIDAQAB"],"revoked":[]}', 's1dQ8dNXanoeMyky7ka7Vo/LAJz9AIUvk4kwFg+IwYFWlWeY+1UEjc4PujrkXfSryCLVcIfR0V6Wa0xKBKrv8xgptO5QRDfJKp22Hl50HO7I4rDzKj9lq+e32+tOsDHvUPEr2O2n3zh65o2OqXRPFsbgZWphTxWL2oYrXyreoaw3ymWOJsB+tWDTIvJe0AMRhBuNKx5MzXGPwXHAKM0KAs8gO8o3Li77xojou6WGqzCDh+qLEK3FR1lLi3frQZGCIXTkaWPSK9CYGgIwoR8uhzzgdeolpCVuBvJpTi/oraMrhGPa3uveNwsC44PSZULs2wM/HYgiT/CL7G+vDevZDA==')

INSERT INTO "amora_dirty_answer" VALUES ('0a02089bd7eabb22c981c35cd1d35ae0')

INSERT INTO "amora_issued" VALUES ('aac444cb2613bb8d3f3a3bd983a65ec4', '', '2026-11-30T22:02:10.563813Z')

INSERT INTO "amora_known_relay" VALUES ('2f23aca948241598234a93ae7bce6f98', 'bd9bba530724.relay:80', 'bd9bba530724d1303bbfefbd0c8086d028c7d743a98c374bf68339b08c05bbe2')

INSERT INTO "amora_meta" VALUES ('schema', '{"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"models":[{"name":"topic","table":"topic","partition":"${dataset_id}:shared","source":null,"columns":{"dataset_id":"uuid","title":"text","parent_id":"uuid?"},"references":{"parent_id":"topic"}},{"name":"answer","table":"answer","partition":"${dataset_id}:user:${user_id}","source":"${question}","columns":{"dataset_id":"uuid","user_id":"uuid","question":"text","text":"text","score":"real?","topic_id":"uuid?"},"references":{"topic_id":"topic"}}]}')

INSERT INTO "amora_meta" VALUES ('triggers', '7965a421b4e3ddfdf69a90d898ec131895dc3f5daaea2a8a003540597471787b')

INSERT INTO "amora_meta" VALUES ('version', '3')

INSERT INTO "amora_note" VALUES (1, '2f23aca948241598234a93ae7bce6f98', 'fcad3c2636ab0edeb05bb9dd5c804398', '{"room":"2f23aca948241598234a93ae7bce6f98","certificate":"fcad3c2636ab0edeb05bb9dd5c804398","label":"","at":"2026-11-30T22:02:10.192214Z","relay":"bd9bba530724.relay:80"}', 'NmzZq/sBJ6klMefiBKFcIuhVyjav0vHK+gfrnDXdeVCRd+F7UkupPM0AFaHHjhPHKB02X0Bcv15+m6D9JLJU4fseJa35jknCSUcsKdY9NdQtW1CSdAqV30jkheESk8NHYcAhfn4WlGNuDy0xSBOts1RA9rLuV8Mj7dGh5+nZL2M8DTnQYnsJBaJaZjU2Pmxhzd7B1gyBNsjKD0H20wjDQxLZuWobe2Lg3+Wostsvm8+NwWyGivrwJiFEJSngg8B2QljT9dVkowAESaLarkZcYsFczzQ5FHi2Xf5OF2cF2V7ughPX779FGtAl1QwRuDaRTHjhNYNJKGH+63fRluNXgQ==', '[{"id":"fcad3c2636ab0edeb05bb9dd5c804398","parent":"2f23aca948241598234a93ae7bce6f98","profile":"school","scope_definition":"full","scope_version":1,"scope_params":"{\"dataset_id\": \"2f23aca948241598234a93ae7bce6f98\"}","public_key":"MIIBCgKCAQEApPUgZBSSbRVR2FmNNbCzEfS3xTGeKVVa4RNbA04VrdsmDaIX3fvljF98sqi7Lhy/2zyR6MbviGbk5UjkchEII5XwttBLosczxaapxLQd2rjU+0yqEo2DL7dHoRhxxGQUj2JZViAW/qCgRzq9IQNIV1OVQaoL1l+jl/uWu+TtDv+PJsV43qj0Cwt1IVPAF0NaurSBUa7F3vOzyeNAVnikvPelCMUMK7bjgtw3ltwPNGsU/jKYb+FQms7CpUMJOHjDMLYkHVHu4cVFpvTEbXiNr6yq/aLHhFtJjgYenShCfWDmRE4xh6qO3GsMRxNJfw2WGliXf7V6r8VYNZBgs9hqSQIDAQAB","serialized":"{\"id\": \"fcad3c2636ab0edeb05bb9dd5c804398\", \"parent_id\": \"2f23aca948241598234a93ae7bce6f98\", \"profile\": \"school\", \"salt\": \"def5fdbd9239fb30d091d04f870646cd\", \"scope_definition_id\": \"full\", \"scope_version\": 1, \"scope_params\": \"{\\\"dataset_id\\\": \\\"2f23aca948241598234a93ae7bce6f98\\\"}\", \"public_key_string\": \"MIIBCgKCAQEApPUgZBSSbRVR2FmNNbCzEfS3xTGeKVVa4RNbA04VrdsmDaIX3fvljF98sqi7Lhy/2zyR6MbviGbk5UjkchEII5XwttBLosczxaapxLQd2rjU+0yqEo2DL7dHoRhxxGQUj2JZViAW/qCgRzq9IQNIV1OVQaoL1l+jl/uWu+TtDv+PJsV43qj0Cwt1IVPAF0NaurSBUa7F3vOzyeNAVnikvPelCMUMK7bjgtw3ltwPNGsU/jKYb+FQms7CpUMJOHjDMLYkHVHu4cVFpvTEbXiNr6yq/aLHhFtJjgYenShCfWDmRE4xh6qO3GsMRxNJfw2WGliXf7V6r8VYNZBgs9hqSQIDAQAB\"}","signature":"iPLZNKe5rMQbJX0Oe8abE4s6kZ+bpuzIm2lhi8b3S2VMA9Ep7RaUClzefZq121UGpaDsaQBUrYjsZFqQE9RT/Mhp5YJFjAZ6PrZ5aRAG44RpdYi9MPtfAvVDttIuT9g/691LnSrR/tVnyiXesQwewsOmtluq5fao0ODNNRNsTTSaLtij1ugJQ8nJrx3Sorl+scCGMHGtwphyxKvXII6/BRz3Ux4W6865VJaG1xVTfov/ObdpdpojixFXWjWhjyaJpy/yUKqhc7GWmXMM2E/DWb55xKlXHlr5R+2y5csfhWjz1AjwM6OhQBBqqOu+U+J0Ig/7OP/7plEqFOa4IsvBxw==","salt":"def5fdbd9239fb30d091d04f870646cd"}]')

INSERT INTO "amora_note" VALUES (2, '2f23aca948241598234a93ae7bce6f98', 'aac444cb2613bb8d3f3a3bd983a65ec4', '{"room":"2f23aca948241598234a93ae7bce6f98","certificate":"aac444cb2613bb8d3f3a3bd983a65ec4","label":"","at":"2026-11-30T22:02:10.563813Z","relay":""}', 'e50DY/ii1wlFHD/gQun8O8UG+HQfVn7yz2HsoBL3mTbeeDb/EaCu8/0bI6M5NzniKFtj08vxUdGNdFnAOsLWs9rw5dQO7edJ0mvxDpszPaOnbgSqLPAPdZq26dUXxVxDxx7EHVkz58CTXEsCKHQFVRIpkslgD7qXJRN2nDYCnHomgNW9eMoYbzPhKqSLiZ6wP6/WKK0ujJFduEUe7TqyKp4chSXDWy8Me8xehDsASkBGfbTvWvt76Cib77fKTP3XtUAogms3m0yv7HMYBRcLP7x3G+oALy7k3NRSovx6GWghpDve9TZ7N8MbEWbCTXvNNl7aEPHbO2EPyu8/ip5xYw==', '[{"id":"aac444cb2613bb8d3f3a3bd983a65ec4","parent":"2f23aca948241598234a93ae7bce6f98","profile":"school","scope_definition":"full","scope_version":1,"scope_params":"{\"dataset_id\": \"2f23aca948241598234a93ae7bce6f98\"}","public_key":"MIIBCgKCAQEAvg7e47G8irpbCZ4dH1VPdNCGYFjijPA59Sri4gxDXc2Oks/UIsDtn7845AF4x+hrF+RJs3jtG287igQlLzFNwwqQhasnnW6s7F+f+wBo4wRw6dgpVCuFDuAb9pw4tpHgBIePjWPQYDGRKfEqFt1mPuiSKJLzoxAdKgC9eJ8Ge/IfGW6+6eZ8gkSbDBICenbWBlAVWhRolPqtVG9MpkXgp9QehGhjQX3zhWZSacAoBCmlXSRF52XTrpVzrV9vmuyiC3gMgoTNzgl8GXdiYCq+CxW8gqtLHrOvsbmDLcxzm8OBrBGZllKIaJ+wozDY0YfVWetsaMnd5ZqpMbV+30baTwIDAQAB","serialized":"{\"id\": \"aac444cb2613bb8d3f3a3bd983a65ec4\", \"parent_id\": \"2f23aca948241598234a93ae7bce6f98\", \"profile\": \"school\", \"salt\": \"96b4e58928f47ab6fd7ee7bff020d411\", \"scope_definition_id\": \"full\", \"scope_version\": 1, \"scope_params\": \"{\\\"dataset_id\\\": \\\"2f23aca948241598234a93ae7bce6f98\\\"}\", \"public_key_string\": \"MIIBCgKCAQEAvg7e47G8irpbCZ4dH1VPdNCGYFjijPA59Sri4gxDXc2Oks/UIsDtn7845AF4x+hrF+RJs3jtG287igQlLzFNwwqQhasnnW6s7F+f+wBo4wRw6dgpVCuFDuAb9pw4tpHgBIePjWPQYDGRKfEqFt1mPuiSKJLzoxAdKgC9eJ8Ge/IfGW6+6eZ8gkSbDBICenbWBlAVWhRolPqtVG9MpkXgp9QehGhjQX3zhWZSacAoBCmlXSRF52XTrpVzrV9vmuyiC3gMgoTNzgl8GXdiYCq+CxW8gqtLHrOvsbmDLcxzm8OBrBGZllKIaJ+wozDY0YfVWetsaMnd5ZqpMbV+30baTwIDAQAB\"}","signature":"vZJP6gVBfIgZfCg3V7lWDmFTw39nnQyYXjy6IDXNQ4+eeVLQqrS0BrAT//3y/hhptnJheDNoLrmGJvZjWJKT899KagMnbGFYBEyTlWcQ+5LFF5RsJIKsXKN5h8Tm6ej3gQx9cdTl0qftSac8cXA6zYEQ8rj91RPJEvI5IbDZqNpiO/aUDvHmJ5XjOTDuk9mZTLLwV69JIQ8JFPb5xjAu7cOFdhsJ5ioCH3eQLx4WneM/hTsPx2w3rZG6kzXdDz3J+epD4Pcg9F+SEsZ0KKYQ/jVYcR48VM3wBUIEK8e/VXzNKjppTD1DYe1e5KO+9K56FCxKWwj+wqSyxKHKk6Ia3g==","salt":"96b4e58928f47ab6fd7ee7bff020d411"}]')

INSERT INTO "amora_partitionmaxcounter" VALUES ('2f23aca948241598234a93ae7bce6f98:shared', 'a3612bdf27470188c8ac55f7f029bde2', 2)

INSERT INTO "amora_partitionmaxcounter" VALUES ('2f23aca948241598234a93ae7bce6f98:user:11111111111111111111111111111111', 'a3612bdf27470188c8ac55f7f029bde2', 4)

INSERT INTO "amora_partitionmaxcounter" VALUES ('2f23aca948241598234a93ae7bce6f98:user:11111111111111111111111111111111', 'be7f772cbf5fb008c3a30f71132c0221', 4)

INSERT INTO "amora_partitionmaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1)

INSERT INTO "amora_partitionmaxcounter" VALUES ('dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1)

INSERT INTO "amora_pushed_certificate" VALUES ('fcad3c2636ab0edeb05bb9dd5c804398', 'bd9bba530724d1303bbfefbd0c8086d028c7d743a98c374bf68339b08c05bbe2', 'bd9bba530724.relay:80', '2026-11-30T22:02:10.192214Z')

INSERT INTO "amora_quarantine" VALUES ('11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 'answer', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'bad_id', '595553201d0801b19cdcd6fbc38ab3fe', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"kept","dataset_id":"dddddddddddddddddddddddddddddddd","id":"ac2a3fd00b196f5d039e91878a5f7429","question":"kept","text":"x","user_id":"11111111111111111111111111111111"}')

INSERT INTO "amora_quota" VALUES ('', 340)

INSERT INTO "amora_recordmaxcounter" VALUES ('4676f2fceb9759b3e8b72c5e8845043f', 'be7f772cbf5fb008c3a30f71132c0221', 4)

INSERT INTO "amora_recordmaxcounter" VALUES ('881fbf78dcf31f16689b45aa8968ab8a', 'a3612bdf27470188c8ac55f7f029bde2', 2)

INSERT INTO "amora_relay" VALUES ('2f23aca948241598234a93ae7bce6f98', 'bd9bba530724d1303bbfefbd0c8086d028c7d743a98c374bf68339b08c05bbe2:4be70bc6ceea3522d0a8586ec357dd3e', 'a3612bdf27470188c8ac55f7f029bde2', '1d6eba6018abd27613c095e41afe71f6', 2, '', 0, '{"sequence":6,"token":"1d6eba6018abd27613c095e41afe71f6","mark":"36ac44a4","mac":"19dfee3b88c89d61d374d00a4753fb11db40e7c8b0f635492e892e7dcb36c633"}', 'eaaaf5e20000000062ad12720000000057a0842e0000000111c124980000000113558ef90000000236ac44a400000002', 0, 2, 2)

INSERT INTO "amora_room" VALUES (1, '2f23aca948241598234a93ae7bce6f98')

INSERT INTO "amora_seen" VALUES ('aac444cb2613bb8d3f3a3bd983a65ec4', '2f23aca948241598234a93ae7bce6f98', '2026-11-30T22:02:10.863178Z')

INSERT INTO "amora_store_dirty" VALUES ('answer', '889577de70181c6c63192168974ec7cc')

INSERT INTO "amora_store_dirty" VALUES ('badge', '5e4814bb63e0ac90e40c57e9761c24a2')

INSERT INTO "amora_trust" VALUES (5)

INSERT INTO "amora_write_scope" VALUES ('2f23aca948241598234a93ae7bce6f98')

INSERT INTO "amora_write_scope" VALUES (CAST(x'0a' AS TEXT))

INSERT INTO "answer" VALUES ('0a02089bd7eabb22c981c35cd1d35ae0', '2f23aca948241598234a93ae7bce6f98', '11111111111111111111111111111111', '4', 'unsynced', NULL, NULL, '4', '2f23aca948241598234a93ae7bce6f98:user:11111111111111111111111111111111')

INSERT INTO "answer" VALUES ('4676f2fceb9759b3e8b72c5e8845043f', '2f23aca948241598234a93ae7bce6f98', '11111111111111111111111111111111', '2', 'his', 0.5, '099edda9946b0a039804de3c6e44b4bd', '2', '2f23aca948241598234a93ae7bce6f98:user:11111111111111111111111111111111')

INSERT INTO "morango_buffer" VALUES (1, 8, 1, 'b7b869cd15ebc28f6bf8089d31ef2044', 'first half', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, NULL, NULL, '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"first half","dataset_id":"dddddddddddddddddddddddddddddddd","id":"b7b869cd15ebc28f6bf8089d31ef2044","question":"first half","text":"x","user_id":"11111111111111111111111111111111"}', '')

INSERT INTO "morango_certificate" VALUES ('2f23aca948241598234a93ae7bce6f98', NULL, 'school', '', 'full', 1, '{"dataset_id": "2f23aca948241598234a93ae7bce6f98"}', 'MIIBCgKCAQEA3i8JGSXYiyOV2rCJI+6Qq+aeGVJBEruxdXevIC8DxtfSemrX30II4H6dppVRbcAjPjD/bng6hffoTPs38J7oPyAhDAvcHeSHNi3z5Rh5wNxcqdJq9kO49Sev+RNWvDbuLX3cpTDHVxpxe87jWsv3xf+tEp7y/PP//ty+C19X0QpVinoPm+xSB5exFNEORCqC4Boxd0W1Im+LoaTp1JJyAHUnX3fbf3zuISTnHO+wVdOu5Ra3+wC5wodpLxidRCwTutwZtNmTyogqQNmwBqMiOJ2Dvc/36KuwqfKMh8MOu64VL4CjP0bg4+mFSe/io3j0Htebj3whaQpX8x7+3VfHUQIDAQAB', '{"id": "2f23aca948241598234a93ae7bce6f98", "parent_id": null, "profile": "school", "salt": "", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"2f23aca948241598234a93ae7bce6f98\"}", "public_key_string": "MIIBCgKCAQEA3i8JGSXYiyOV2rCJI+6Qq+aeGVJBEruxdXevIC8DxtfSemrX30II4H6dppVRbcAjPjD/bng6hffoTPs38J7oPyAhDAvcHeSHNi3z5Rh5wNxcqdJq9kO49Sev+RNWvDbuLX3cpTDHVxpxe87jWsv3xf+tEp7y/PP//ty+C19X0QpVinoPm+xSB5exFNEORCqC4Boxd0W1Im+LoaTp1JJyAHUnX3fbf3zuISTnHO+wVdOu5Ra3+wC5wodpLxidRCwTutwZtNmTyogqQNmwBqMiOJ2Dvc/36KuwqfKMh8MOu64VL4CjP0bg4+mFSe/io3j0Htebj3whaQpX8x7+3VfHUQIDAQAB"}', 'sIoOs4BfrXoK0SwLNYQoXKMJs3qtUZrCzmrvje3yeaallkQeMHLygz99+C9Yat0asBDO1vydQWbsbq54tFTdEccfZ3kBg7olkVT/hiEDdcw/J7WhUua6w4wP4HZho7BFhBYmfBenPW00SwfNPoG+lsJvNQLr7UP5Wg7ymx/oQS+imNL2MkfD1+dmxK2MevIw6ApdTCyQ5JFbeEj7fgstsyTJjO79aNhW9w8t4zIV80mHoiB3T2cORcji0PfT7tnMpOje4unTu+hfSP6VxJtvAJKQgfUllBSFMb1yvjtj4dPpOV3LXSEH3bcqnYyYCd6i4KF1gDiHxJY780VqLxrJyg==', 'MIIEowIBAAKCAQEA3i8JGSXYiyOV2rCJI+6Qq+aeGVJBEruxdXevIC8DxtfSemrX30II4H6dppVRbcAjPjD/bng6hffoTPs38J7oPyAhDAvcHeSHNi3z5Rh5wNxcqdJq9kO49Sev+RNWvDbuLX3cpTDHVxpxe87jWsv3xf+tEp7y/PP//ty+C19X0QpVinoPm+xSB5exFNEORCqC4Boxd0W1Im+LoaTp1JJyAHUnX3fbf3zuISTnHO+wVdOu5Ra3+wC5wodpLxidRCwTutwZtNmTyogqQNmwBqMiOJ2Dvc/36KuwqfKMh8MOu64VL4CjP0bg4+mFSe/io3j0Htebj3whaQpX8x7+3VfHUQIDAQABAoIBAAa/+Q/JhY2clCXjrRbpXX3LcMwmIpH2H8sIyso4g23cCqnrawl+URS45AM2kBW8e5WdGXV6s5R0VptYGnf16+pXCIn8JkDGO5FazgkMuE4yo6IJIXS/0/OmtALmIoFvTccWBskB9VxhEkeHnoKYpbtfLBvftlQW+ZT9kcx4pgtUrYX8NqOJlNMxl/Z1tk83xU7TeL2gm6mFERLmLWGwvpK8hcTh8dW/7m7peokp01N9vwtah6642kLxtj+jSe8PFbeIcILrkfcm786EsIgnYQ/ySQOpZ4N83n+nq4fd/veoCvu48QyOyyc3lFgdz5ynDWnLyT/czpJdVDyf2qu6qsECgYEA/YX2aEouKuIKtLk+Wy6Q3q6AKMlaoquZxmNcfZHkMSl0qA9I2kMhV/QyiD0BV3ReEJxW6l0u+4SXQ4UIq3Rb4igYWx/At6rm2eHim5kisoCK+ZoqpdNkBioJksH+ae1Prx1AGTiJ7GultfRjECDTRqHtLca69UYnQPRb0JBwhfkCgYEA4FqyHmpF4qSpQMExI1et46KFpUZ/B2PXG8f1UzRkak8VAUEMUy38rA3XkZSqhfiYIxfQxVrjvwof0zNQrLho2GOOYO5R9qV+N6AXN86XCdfJYih6WlN2eGpJg6sVq2iIfYC19ffX3XPtdiPFLLaB7KO4iNS0hA/exPfOtwh0whkCgYEAkAsxOYgMOyk7U/t8RmpqvVsATiw5ZvuA34tM3buqn5QiR+qHRhumMkb4/xdKT9o6J83sRDS1oQpwt1g62M+/9Ps6+2tLIA/mIh2Jl0amxCzsyWyilp1I04fG8K9wUdcX0zMXXD0XgFCZUoyMTHmaESOnkr67MuitHOa51AJ9LGECgYAirMHUw5YThmGGWZWPodCFWywOtEuTx9GKQKhg+LsAV0Km0/fkrznbGbSUkoaceCSDX/3rUrXaY+UxTkAMwd+qehCaWJsgZMmSLVMJVAuyAMDmQ91NMpMf30WHbRzHRju6MfdtkaWyW2V7GeIym+6OtWsi8sUHmDBU/vva/BqXmQKBgFuVyFJA2Jl6e445ILjeouUiYlTsA/6JyA79f3M1iFPtxnNcKuoWPTED290jtsBDheeUjpLaIhQy/Bzmb2iensf1ZtGl7ruYB3g5HqSm2pt/jvau90i8AeL5V/71z+vVmKnZCYkcnzZq38rkgWOrkBM/QJkwAaBvXsak07deDn5b')

INSERT INTO "morango_certificate" VALUES ('aac444cb2613bb8d3f3a3bd983a65ec4', '2f23aca948241598234a93ae7bce6f98', 'school', '96b4e58928f47ab6fd7ee7bff020d411', 'full', 1, '{"dataset_id": "2f23aca948241598234a93ae7bce6f98"}', 'MIIBCgKCAQEAvg7e47G8irpbCZ4dH1VPdNCGYFjijPA59Sri4gxDXc2Oks/UIsDtn7845AF4x+hrF+RJs3jtG287igQlLzFNwwqQhasnnW6s7F+f+wBo4wRw6dgpVCuFDuAb9pw4tpHgBIePjWPQYDGRKfEqFt1mPuiSKJLzoxAdKgC9eJ8Ge/IfGW6+6eZ8gkSbDBICenbWBlAVWhRolPqtVG9MpkXgp9QehGhjQX3zhWZSacAoBCmlXSRF52XTrpVzrV9vmuyiC3gMgoTNzgl8GXdiYCq+CxW8gqtLHrOvsbmDLcxzm8OBrBGZllKIaJ+wozDY0YfVWetsaMnd5ZqpMbV+30baTwIDAQAB', '{"id": "aac444cb2613bb8d3f3a3bd983a65ec4", "parent_id": "2f23aca948241598234a93ae7bce6f98", "profile": "school", "salt": "96b4e58928f47ab6fd7ee7bff020d411", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"2f23aca948241598234a93ae7bce6f98\"}", "public_key_string": "MIIBCgKCAQEAvg7e47G8irpbCZ4dH1VPdNCGYFjijPA59Sri4gxDXc2Oks/UIsDtn7845AF4x+hrF+RJs3jtG287igQlLzFNwwqQhasnnW6s7F+f+wBo4wRw6dgpVCuFDuAb9pw4tpHgBIePjWPQYDGRKfEqFt1mPuiSKJLzoxAdKgC9eJ8Ge/IfGW6+6eZ8gkSbDBICenbWBlAVWhRolPqtVG9MpkXgp9QehGhjQX3zhWZSacAoBCmlXSRF52XTrpVzrV9vmuyiC3gMgoTNzgl8GXdiYCq+CxW8gqtLHrOvsbmDLcxzm8OBrBGZllKIaJ+wozDY0YfVWetsaMnd5ZqpMbV+30baTwIDAQAB"}', 'vZJP6gVBfIgZfCg3V7lWDmFTw39nnQyYXjy6IDXNQ4+eeVLQqrS0BrAT//3y/hhptnJheDNoLrmGJvZjWJKT899KagMnbGFYBEyTlWcQ+5LFF5RsJIKsXKN5h8Tm6ej3gQx9cdTl0qftSac8cXA6zYEQ8rj91RPJEvI5IbDZqNpiO/aUDvHmJ5XjOTDuk9mZTLLwV69JIQ8JFPb5xjAu7cOFdhsJ5ioCH3eQLx4WneM/hTsPx2w3rZG6kzXdDz3J+epD4Pcg9F+SEsZ0KKYQ/jVYcR48VM3wBUIEK8e/VXzNKjppTD1DYe1e5KO+9K56FCxKWwj+wqSyxKHKk6Ia3g==', NULL)

INSERT INTO "morango_certificate" VALUES ('fcad3c2636ab0edeb05bb9dd5c804398', '2f23aca948241598234a93ae7bce6f98', 'school', 'def5fdbd9239fb30d091d04f870646cd', 'full', 1, '{"dataset_id": "2f23aca948241598234a93ae7bce6f98"}', 'MIIBCgKCAQEApPUgZBSSbRVR2FmNNbCzEfS3xTGeKVVa4RNbA04VrdsmDaIX3fvljF98sqi7Lhy/2zyR6MbviGbk5UjkchEII5XwttBLosczxaapxLQd2rjU+0yqEo2DL7dHoRhxxGQUj2JZViAW/qCgRzq9IQNIV1OVQaoL1l+jl/uWu+TtDv+PJsV43qj0Cwt1IVPAF0NaurSBUa7F3vOzyeNAVnikvPelCMUMK7bjgtw3ltwPNGsU/jKYb+FQms7CpUMJOHjDMLYkHVHu4cVFpvTEbXiNr6yq/aLHhFtJjgYenShCfWDmRE4xh6qO3GsMRxNJfw2WGliXf7V6r8VYNZBgs9hqSQIDAQAB', '{"id": "fcad3c2636ab0edeb05bb9dd5c804398", "parent_id": "2f23aca948241598234a93ae7bce6f98", "profile": "school", "salt": "def5fdbd9239fb30d091d04f870646cd", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"2f23aca948241598234a93ae7bce6f98\"}", "public_key_string": "MIIBCgKCAQEApPUgZBSSbRVR2FmNNbCzEfS3xTGeKVVa4RNbA04VrdsmDaIX3fvljF98sqi7Lhy/2zyR6MbviGbk5UjkchEII5XwttBLosczxaapxLQd2rjU+0yqEo2DL7dHoRhxxGQUj2JZViAW/qCgRzq9IQNIV1OVQaoL1l+jl/uWu+TtDv+PJsV43qj0Cwt1IVPAF0NaurSBUa7F3vOzyeNAVnikvPelCMUMK7bjgtw3ltwPNGsU/jKYb+FQms7CpUMJOHjDMLYkHVHu4cVFpvTEbXiNr6yq/aLHhFtJjgYenShCfWDmRE4xh6qO3GsMRxNJfw2WGliXf7V6r8VYNZBgs9hqSQIDAQAB"}', 'iPLZNKe5rMQbJX0Oe8abE4s6kZ+bpuzIm2lhi8b3S2VMA9Ep7RaUClzefZq121UGpaDsaQBUrYjsZFqQE9RT/Mhp5YJFjAZ6PrZ5aRAG44RpdYi9MPtfAvVDttIuT9g/691LnSrR/tVnyiXesQwewsOmtluq5fao0ODNNRNsTTSaLtij1ugJQ8nJrx3Sorl+scCGMHGtwphyxKvXII6/BRz3Ux4W6865VJaG1xVTfov/ObdpdpojixFXWjWhjyaJpy/yUKqhc7GWmXMM2E/DWb55xKlXHlr5R+2y5csfhWjz1AjwM6OhQBBqqOu+U+J0Ig/7OP/7plEqFOa4IsvBxw==', NULL)

INSERT INTO "morango_databaseidmodel" VALUES ('22465065d7ce7aa416ef193e59919a17', 1, '2026-11-30T22:02:09.504734Z', 'a8ebd696f8d20c1ca1786eeb85f9d972')

INSERT INTO "morango_databasemaxcounter" VALUES ('2f23aca948241598234a93ae7bce6f98', 'a3612bdf27470188c8ac55f7f029bde2', 5)

INSERT INTO "morango_databasemaxcounter" VALUES ('2f23aca948241598234a93ae7bce6f98', 'be7f772cbf5fb008c3a30f71132c0221', 4)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'a3612bdf27470188c8ac55f7f029bde2', 7)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1000)

INSERT INTO "morango_deletedmodels" VALUES ('bed1947e61957cd7300295f70a01ce2c', 'school')

INSERT INTO "morango_harddeletedmodels" VALUES ('bed1947e61957cd7300295f70a01ce2c', 'school')

INSERT INTO "morango_instanceidmodel" VALUES ('a3612bdf27470188c8ac55f7f029bde2', '', '', '', '', '22465065d7ce7aa416ef193e59919a17', '', '', 7, 1)

INSERT INTO "morango_instanceidmodel" VALUES ('a8ebd696f8d20c1ca1786eeb85f9d972', '', '', '', '', '22465065d7ce7aa416ef193e59919a17', '', '', 0, 0)

INSERT INTO "morango_nonce" VALUES ('01a22e7ad357ff295e6d421755ade9f9', '2026-11-30T22:02:11.159000Z', '')

INSERT INTO "morango_scopedefinition" VALUES ('full', 1, 'school', 'dataset_id', 'Everything.', '', '', '${dataset_id}', '{}')

INSERT INTO "morango_scopedefinition" VALUES ('learner', 1, 'school', '', 'Own work.', '${dataset_id}:shared', '', '${dataset_id}:user:${user_id}', '{}')

INSERT INTO "morango_store" VALUES ('099edda9946b0a039804de3c6e44b4bd', 'f55e87c739ac1bffb3aa261fe9e08d2e', 'topic', 'school', '2f23aca948241598234a93ae7bce6f98:shared', '', 'a3612bdf27470188c8ac55f7f029bde2', 2, 0, 0, NULL, '', '{"id":"099edda9946b0a039804de3c6e44b4bd","_morango_source_id":"f55e87c739ac1bffb3aa261fe9e08d2e","_morango_partition":"2f23aca948241598234a93ae7bce6f98:shared","dataset_id":"2f23aca948241598234a93ae7bce6f98","title":"top","parent_id":null}', '')

INSERT INTO "morango_store" VALUES ('4676f2fceb9759b3e8b72c5e8845043f', '2', 'answer', 'school', '2f23aca948241598234a93ae7bce6f98:user:11111111111111111111111111111111', '', 'a3612bdf27470188c8ac55f7f029bde2', 4, 0, 0, NULL, '', '{"id":"4676f2fceb9759b3e8b72c5e8845043f","_morango_source_id":"2","_morango_partition":"2f23aca948241598234a93ae7bce6f98:user:11111111111111111111111111111111","dataset_id":"2f23aca948241598234a93ae7bce6f98","user_id":"11111111111111111111111111111111","question":"2","text":"his","score":0.5,"topic_id":"099edda9946b0a039804de3c6e44b4bd"}', CAST(x'7b226964223a223436373666326663656239373539623365386237326335653838343530343366222c225f6d6f72616e676f5f736f757263655f6964223a2232222c225f6d6f72616e676f5f706172746974696f6e223a2232663233616361393438323431353938323334613933616537626365366639383a757365723a3131313131313131313131313131313131313131313131313131313131313131222c22646174617365745f6964223a223266323361636139343832343135393832333461393361653762636536663938222c22757365725f6964223a223131313131313131313131313131313131313131313131313131313131313131222c227175657374696f6e223a2232222c2274657874223a2268657273222c2273636f7265223a302e352c22746f7069635f6964223a223039396564646139393436623061303339383034646533633665343462346264227d0a' AS TEXT))

INSERT INTO "morango_store" VALUES ('5e4814bb63e0ac90e40c57e9761c24a2', 'unknown', 'badge', 'school', 'dddddddddddddddddddddddddddddddd', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', '', '{"_morango_partition":"dddddddddddddddddddddddddddddddd","_morango_source_id":"unknown","dataset_id":"dddddddddddddddddddddddddddddddd","id":"5e4814bb63e0ac90e40c57e9761c24a2","of":"a newer build"}', '')

INSERT INTO "morango_store" VALUES ('881fbf78dcf31f16689b45aa8968ab8a', '3', 'answer', 'school', '2f23aca948241598234a93ae7bce6f98:user:11111111111111111111111111111111', '', 'be7f772cbf5fb008c3a30f71132c0221', 4, 1, 0, '14148e600582938baed992d12163ee64', '', '{"id":"881fbf78dcf31f16689b45aa8968ab8a","_morango_source_id":"3","_morango_partition":"2f23aca948241598234a93ae7bce6f98:user:11111111111111111111111111111111","dataset_id":"2f23aca948241598234a93ae7bce6f98","user_id":"11111111111111111111111111111111","question":"3","text":"it''s\n3","score":0.5,"topic_id":"099edda9946b0a039804de3c6e44b4bd"}', '')

INSERT INTO "morango_store" VALUES ('889577de70181c6c63192168974ec7cc', 'waits', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', 'missing_reference: topic_id', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"waits","dataset_id":"dddddddddddddddddddddddddddddddd","id":"889577de70181c6c63192168974ec7cc","question":"waits","text":"x","user_id":"11111111111111111111111111111111","topic_id":"99999999999999999999999999999999"}', '')

INSERT INTO "morango_store" VALUES ('bed1947e61957cd7300295f70a01ce2c', '1', 'answer', 'school', '2f23aca948241598234a93ae7bce6f98:user:11111111111111111111111111111111', '', 'a3612bdf27470188c8ac55f7f029bde2', 2, 0, 0, NULL, '', '{"id":"bed1947e61957cd7300295f70a01ce2c","_morango_source_id":"1","_morango_partition":"2f23aca948241598234a93ae7bce6f98:user:11111111111111111111111111111111","dataset_id":"2f23aca948241598234a93ae7bce6f98","user_id":"11111111111111111111111111111111","question":"1","text":"it''s\n1","score":0.5,"topic_id":"099edda9946b0a039804de3c6e44b4bd"}', '')

INSERT INTO "morango_store" VALUES ('e74eea50249af4a5e19f39e982cc6db7', 'efc1e15f15de593d26d8aea0156be1e3', 'topic', 'school', '2f23aca948241598234a93ae7bce6f98:shared', '099edda9946b0a039804de3c6e44b4bd', 'a3612bdf27470188c8ac55f7f029bde2', 2, 0, 0, NULL, '', '{"id":"e74eea50249af4a5e19f39e982cc6db7","_morango_source_id":"efc1e15f15de593d26d8aea0156be1e3","_morango_partition":"2f23aca948241598234a93ae7bce6f98:shared","dataset_id":"2f23aca948241598234a93ae7bce6f98","title":"sub","parent_id":"099edda9946b0a039804de3c6e44b4bd"}', '')

INSERT INTO "morango_syncsession" VALUES ('019ae92e79a454399977bab2f738c983', '2026-11-30T22:02:11.012197Z', '2026-11-30T22:02:11.063324Z', 1, 0, '2f23aca948241598234a93ae7bce6f98', 'fcad3c2636ab0edeb05bb9dd5c804398', 'school', 'network', 'bd9bba530724.relay', '', '', 'a3612bdf27470188c8ac55f7f029bde2', '4be70bc6ceea3522d0a8586ec357dd3e', 'bd9bba530724d1303bbfefbd0c8086d028c7d743a98c374bf68339b08c05bbe2:4be70bc6ceea3522d0a8586ec357dd3e', '', '')

INSERT INTO "morango_syncsession" VALUES ('c76630acde0f0309989f5cde423fac9b', '2026-11-30T22:02:10.746704Z', '2026-11-30T22:02:10.747853Z', 1, 0, '2f23aca948241598234a93ae7bce6f98', 'fcad3c2636ab0edeb05bb9dd5c804398', 'school', 'network', 'bd9bba530724.relay', '', '', 'a3612bdf27470188c8ac55f7f029bde2', '4be70bc6ceea3522d0a8586ec357dd3e', 'bd9bba530724d1303bbfefbd0c8086d028c7d743a98c374bf68339b08c05bbe2:4be70bc6ceea3522d0a8586ec357dd3e', '', '')

INSERT INTO "morango_syncsession" VALUES ('e8db777bcbd062a1a65cc8aa2f6063d6', '2026-11-30T22:02:10.339577Z', '2026-11-30T22:02:10.386489Z', 1, 0, '2f23aca948241598234a93ae7bce6f98', 'fcad3c2636ab0edeb05bb9dd5c804398', 'school', 'network', 'bd9bba530724.relay', '', '', 'a3612bdf27470188c8ac55f7f029bde2', '4be70bc6ceea3522d0a8586ec357dd3e', 'bd9bba530724d1303bbfefbd0c8086d028c7d743a98c374bf68339b08c05bbe2:4be70bc6ceea3522d0a8586ec357dd3e', '', '')

INSERT INTO "morango_transfersession" VALUES (1, 'ae3e26f49e3258eead9d749875dcfdfc', 'e8db777bcbd062a1a65cc8aa2f6063d6', 0, 0, 'school', '2f23aca948241598234a93ae7bce6f98', 2, '2026-11-30T22:02:10.350627Z', '2026-11-30T22:02:10.386111Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (2, '983eefecc69df73b99802825dfc9f540', 'e8db777bcbd062a1a65cc8aa2f6063d6', 0, 1, 'school', '2f23aca948241598234a93ae7bce6f98', 2, '2026-11-30T22:02:10.386503Z', '2026-11-30T22:02:10.387470Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (3, 'a82374c9dbeeb90d33007f279a7883c7', 'c76630acde0f0309989f5cde423fac9b', 0, 0, 'school', '2f23aca948241598234a93ae7bce6f98', 2, '2026-11-30T22:02:10.746777Z', '2026-11-30T22:02:10.747652Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (4, '5bbe84cfdef65d12561e433f481a8bd1', 'c76630acde0f0309989f5cde423fac9b', 0, 1, 'school', '2f23aca948241598234a93ae7bce6f98', 2, '2026-11-30T22:02:10.747869Z', '2026-11-30T22:02:10.850467Z', 0, 5, 5, 2609, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (5, '14148e600582938baed992d12163ee64', '019ae92e79a454399977bab2f738c983', 0, 0, 'school', '2f23aca948241598234a93ae7bce6f98', 2, '2026-11-30T22:02:11.012244Z', '2026-11-30T22:02:11.063045Z', 0, 2, 2, 0, 1177, '{}', '{}', 'cleanup', 'completed', NULL, 1, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (6, 'b074c6e072e0967bf822e194e3d45e0b', '019ae92e79a454399977bab2f738c983', 0, 1, 'school', '2f23aca948241598234a93ae7bce6f98', 2, '2026-11-30T22:02:11.063338Z', '2026-11-30T22:02:11.080006Z', 0, 1, 1, 962, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (7, '595553201d0801b19cdcd6fbc38ab3fe', '595553201d0801b19cdcd6fbc38ab3fe', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T22:02:11.148331Z', '2026-11-30T22:02:11.158896Z', 0, 3, 3, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 1, 0, '')

INSERT INTO "morango_transfersession" VALUES (8, '55555555555555555555555555555555', '55555555555555555555555555555555', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T22:02:11.159675Z', '9999-01-01T00:00:00.000000Z', 1, 2, 1, 0, 0, '{}', '{"super": {}, "sub": {}}', 'transferring', 'started', 1, 0, 0, 0, '')

INSERT INTO "topic" VALUES ('099edda9946b0a039804de3c6e44b4bd', '2f23aca948241598234a93ae7bce6f98', 'top', NULL, 'f55e87c739ac1bffb3aa261fe9e08d2e', '2f23aca948241598234a93ae7bce6f98:shared')

INSERT INTO "topic" VALUES ('e74eea50249af4a5e19f39e982cc6db7', '2f23aca948241598234a93ae7bce6f98', 'sub', '099edda9946b0a039804de3c6e44b4bd', 'efc1e15f15de593d26d8aea0156be1e3', '2f23aca948241598234a93ae7bce6f98:shared')

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

