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

INSERT INTO "amora_acknowledged" VALUES ('e5947cfa5fef58d39eb63162600c2513eb718cc3ac437968764a758007c8fcc0:c6b5e1fb0c53e8bc0a1399cdd17fc24c', 'a77e40713b20f51a1aed6c0a638b59ad', 'd3e548f479aedaf9ab6c62715cc48738', 5)

INSERT INTO "amora_bundle" VALUES ('a77e40713b20f51a1aed6c0a638b59ad', 2, '{"room":"a77e40713b20f51a1aed6c0a638b59ad","sequence":2,"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"id_rules":{},"relay_keys":["MIIBCgKCAQEAwiU6Qn6aPygtCnRHJXlveXqQSEPnsbWMcyVrkFdYNtX2xY6qTKbVKUyQFlp/cpNTHJ42OkpGexAB79nNrKqql1tR146/UhmquscltVQ637c8lV2kB9HOjw8sCz7AUInmEPxRiqoxW0EoofI8n13QDHsSgu2qVl74OFDuGU+JnYCKrDtSVLpr2ASkdUmF/6F9pLQtpBJGBBEb8CDFLXwdmZhPxSy9m49Ly6iE62wFNmVb3xiaE05v9z6VDMBCRYyWKEmEwA0YGbHshmBT2zyctcl3LgxCRrk3eEFRFwS3w5wgK4RYLF24dXZPn0S8qK3sPp2qEYnBpIGX7IK+CcH7vwIDAQAB"],"revoked":[]}', 'o2QgvvDjIsliPB0BVkn5kBNsh5j7FXO0m7bQs5w7oStGfJvWxrZJUUPg9+yUmmGHsu3pheXA9Mxzsk6HbOY4ZfvvnbSlBczumTFnaq91vv9S2hDUKkaRgR1iGuA/rURFv9mJpNva8IcFr4RIASxfPH8VTw1RzKu3aWrMcOo8KOgxBeImlwfhzZwkWrKFE9w1dqRVpCthKuC7KdpWYPccSm1LWa2IYLL7gnRPd5qT1zhvoBYLlXhso76wbTKienzayR+Nvq1Fl3zdFAsy3bbrb6+/MafYsLP7oien2UeVlchv9vMQOqZMe2mWd/n2gw2nZipy/YqwqDBzBzBR19XGvw==')

INSERT INTO "amora_dirty_answer" VALUES ('44bc233d5b88738a7d32373951e17492')

INSERT INTO "amora_meta" VALUES ('schema', '{"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"models":[{"name":"topic","table":"topic","partition":"${dataset_id}:shared","source":null,"columns":{"dataset_id":"uuid","title":"text","parent_id":"uuid?"},"references":{"parent_id":"topic"}},{"name":"answer","table":"answer","partition":"${dataset_id}:user:${user_id}","source":"${question}","columns":{"dataset_id":"uuid","user_id":"uuid","question":"text","text":"text","score":"real?","topic_id":"uuid?"},"references":{"topic_id":"topic"}}]}')

INSERT INTO "amora_meta" VALUES ('triggers', '6e62310347ebc557af4ed85c2baf91197e4d72d75ba3c579a9ea5daf8c6daafe')

INSERT INTO "amora_meta" VALUES ('version', '3')

INSERT INTO "amora_quarantine" VALUES ('11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 'answer', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'bad_id', '595553201d0801b19cdcd6fbc38ab3fe', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"kept","dataset_id":"dddddddddddddddddddddddddddddddd","id":"ac2a3fd00b196f5d039e91878a5f7429","question":"kept","text":"x","user_id":"11111111111111111111111111111111"}')

INSERT INTO "amora_quota" VALUES ('', 340)

INSERT INTO "amora_recordmaxcounter" VALUES ('c473b7a9752eea60e6af4bde24aecc89', 'd3e548f479aedaf9ab6c62715cc48738', 2)

INSERT INTO "amora_recordmaxcounter" VALUES ('f67ef97892521a623ca446fd6c3a3157', '8d858d7dd522e0602e8ad4d3f032d07e', 4)

INSERT INTO "amora_relay" VALUES ('a77e40713b20f51a1aed6c0a638b59ad', 'e5947cfa5fef58d39eb63162600c2513eb718cc3ac437968764a758007c8fcc0:c6b5e1fb0c53e8bc0a1399cdd17fc24c', 'd3e548f479aedaf9ab6c62715cc48738', '997be425c4adb95a50f47ec959e37a8a', 2, '', 0, '{"sequence":3,"token":"997be425c4adb95a50f47ec959e37a8a","mac":"9280894dc3a0374b5d6d4cf30b75535b7fe16fa6a6bedf2815b2e7b68ff7070e"}', 0)

INSERT INTO "amora_store_dirty" VALUES ('answer', '889577de70181c6c63192168974ec7cc')

INSERT INTO "amora_store_dirty" VALUES ('badge', '5e4814bb63e0ac90e40c57e9761c24a2')

INSERT INTO "amora_write_scope" VALUES ('a77e40713b20f51a1aed6c0a638b59ad')

INSERT INTO "amora_write_scope" VALUES (CAST(x'0a' AS TEXT))

INSERT INTO "answer" VALUES ('44bc233d5b88738a7d32373951e17492', 'a77e40713b20f51a1aed6c0a638b59ad', '11111111111111111111111111111111', '4', 'unsynced', NULL, NULL, '4', 'a77e40713b20f51a1aed6c0a638b59ad:user:11111111111111111111111111111111')

INSERT INTO "answer" VALUES ('f67ef97892521a623ca446fd6c3a3157', 'a77e40713b20f51a1aed6c0a638b59ad', '11111111111111111111111111111111', '2', 'his', 0.5, 'baef59013e8003c56a8d0267088727bb', '2', 'a77e40713b20f51a1aed6c0a638b59ad:user:11111111111111111111111111111111')

INSERT INTO "morango_buffer" VALUES (1, 8, 1, 'b7b869cd15ebc28f6bf8089d31ef2044', 'first half', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, NULL, NULL, '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"first half","dataset_id":"dddddddddddddddddddddddddddddddd","id":"b7b869cd15ebc28f6bf8089d31ef2044","question":"first half","text":"x","user_id":"11111111111111111111111111111111"}', '')

INSERT INTO "morango_certificate" VALUES ('a77e40713b20f51a1aed6c0a638b59ad', NULL, 'school', '', 'full', 1, '{"dataset_id": "a77e40713b20f51a1aed6c0a638b59ad"}', 'MIIBCgKCAQEApLsDcDKMdb2Uj2CVPLoMK68KmsnY+dlTEjqD0wKMtVWKkPQ+vf6YXdZA/pKq+NAiPKp8LJpxbw6eJajodHKKpPTKEW7LZfBGtlPwsnf2jQejCw3qUQCkNrSummyx/PmnqgbzXH0AWcHqrz750FMds+osI72TzHBYe6gVxPaz9Xqvi9zrHRrAgMj1jYAHiLHSUNbqqO5dgeJNJB1u6y7moa9LxcWUyaIQ2ALib01zGbM5syOZ3NX2o/7DR7SnFifRsmxmTSrqxpH9ZhJj3RR2pNGldA9hDKpXliVkJBBKWfM4oPXuto8hlZFjcUuHn0qwH+Xo4R89Vub5JawE7oTAAwIDAQAB', '{"id": "a77e40713b20f51a1aed6c0a638b59ad", "parent_id": null, "profile": "school", "salt": "", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"a77e40713b20f51a1aed6c0a638b59ad\"}", "public_key_string": "MIIBCgKCAQEApLsDcDKMdb2Uj2CVPLoMK68KmsnY+dlTEjqD0wKMtVWKkPQ+vf6YXdZA/pKq+NAiPKp8LJpxbw6eJajodHKKpPTKEW7LZfBGtlPwsnf2jQejCw3qUQCkNrSummyx/PmnqgbzXH0AWcHqrz750FMds+osI72TzHBYe6gVxPaz9Xqvi9zrHRrAgMj1jYAHiLHSUNbqqO5dgeJNJB1u6y7moa9LxcWUyaIQ2ALib01zGbM5syOZ3NX2o/7DR7SnFifRsmxmTSrqxpH9ZhJj3RR2pNGldA9hDKpXliVkJBBKWfM4oPXuto8hlZFjcUuHn0qwH+Xo4R89Vub5JawE7oTAAwIDAQAB"}', 'BebtWOffPT1l1mpgW2qtPK9L3hDYltCo7PL/dq/lC8XUklzHBhrEcGEvqHm3lPqnmIgjkg20bUWlxZPgTCRrTSVWnEzTE1skI5VKJzbducBZrhMznOB3I/rrL92cRxBbvD0tTk1KONNoYmFuphVzzRG19kHy9lx+gtGzbPNOz6dE17nNpQbwiJKryIXyUATQfP9ASB2taipdW4l2Cs8dsjGasxMgnmqtu8I4ALAoK2SN0oD/5nh+CeRP2NsjpqjPZauC/jRaoxLYysSV03GCkA/Pa/gc23199l4BnVAzktYLisuFMeBcsn3IMQRg/MGicOHwu1T8FqP2Ab+lZb1mPg==', 'MIIEpAIBAAKCAQEApLsDcDKMdb2Uj2CVPLoMK68KmsnY+dlTEjqD0wKMtVWKkPQ+vf6YXdZA/pKq+NAiPKp8LJpxbw6eJajodHKKpPTKEW7LZfBGtlPwsnf2jQejCw3qUQCkNrSummyx/PmnqgbzXH0AWcHqrz750FMds+osI72TzHBYe6gVxPaz9Xqvi9zrHRrAgMj1jYAHiLHSUNbqqO5dgeJNJB1u6y7moa9LxcWUyaIQ2ALib01zGbM5syOZ3NX2o/7DR7SnFifRsmxmTSrqxpH9ZhJj3RR2pNGldA9hDKpXliVkJBBKWfM4oPXuto8hlZFjcUuHn0qwH+Xo4R89Vub5JawE7oTAAwIDAQABAoIBAAtKpUaL2Z/L6hmWdGRbz9Sdlrlbyc20Qed5r1gjK78e3/T4RHgo+zAsmrGhsTzOpTxuL8+tvnzKoJP3Igf7rEb4qJbx5GtWZeJ1moXcq9IWZeyuoO6VEhpDlqDrNnb6vfaR9R0dlYzap/66phWnBgJ8j6BJQ0W77tlWgRLu9RCsfgXJccIdqh25hM9Xuxk8yYCRLKuV1iP5zOas1si3KOW8AEK5GU8bSh5Om3oN4RJ+5VE05BJhESbjIShYz+pNVXuRDxPijiwqqseurDdjbv+1NK3pj2wlHTdSv7aOwviE4fx8JsJ01VmUEq9Dw+ttM0O2Hfv2cK5zMzjDPJCPswECgYEAwt73FGGLICRvlwY+32cNdVcfxjEsVd2J3NEdvA74MfIVtfUCxkOTbXLXpRNA7FYKdYDQWKfq1lm3FcngcpXH8v0p+1slsWhMrxV87nyxT3CmwcH513iDjbSkiFyaivi4UNhm/xhhPR/ajHRs7qvZ+nlT45eB417AGqSlA+4N08ECgYEA2Geh66GPKESQ1/2spBAQapuNITu2y3E5Ri0HK5l2EHsnVeaAT0kMJHfmit9Zo2pSiCz9OtVPvggYKiSSySxFxB4EzY9O2PRkAikp/NJt5LVq78MNbzPcypKFnm+bwpRY5oApSE2fmY5VLq/peK1t83xzrBtubESu9J3vI/RJdMMCgYEAjPTUylRIW2afpSFqZxRWwtLTc/vrsux9pVFJ7dbyJsaSd7yTVjBZOqkAXTKRGqKeDCKyEf7cOlJIwaT2CkxXhmcjb+KdYDcuiNLFPIjLhMfah3q1KuvMVLse7Ff3naCNSkVOMyVCaQFah5BLn1SFZs1OJelYlcvaryr7Bd2y+MECgYAst01ICTwxj+l2GB7iT8d0n+vLoDEnXJ//FjLTGYTB5xC7uUNuHqP5rSTgMUKud7vSE6nHzGgL1lRX8PK7ywAnhCRt7VzXi7hWkfbxHPJEPhB4to9CGS9YVGpz0JAY5tpv1q+xFwkRi82iNgtCOmPr2h10xL5OdOrJ9RCDF2lOTQKBgQDAegJMy2J09WMAha/WlYnvE/711k3cyEzoeRWm/JLQ7aLayWILHVPLFQK2ubII1Hkh5ttkJq3RNdgPBqPq7W0sLiiHJD9tZs24KZSjjx2Taj6/FM3P1sSze+fryNu0hezDaTekhRl1DnNQIqGuQ+b7K5463rB/VZyFfevXIXbydQ==')

INSERT INTO "morango_certificate" VALUES ('d372a6369f82a448b8bdd490b9251220', 'a77e40713b20f51a1aed6c0a638b59ad', 'school', '0b987de0e40a37470a8beca67dc51ad2', 'full', 1, '{"dataset_id": "a77e40713b20f51a1aed6c0a638b59ad"}', 'MIIBCgKCAQEAsgcxnPBMXi5VBAMirPartyIGTL9Kr2zyUGrUcqYvJr62JwyBsrBZDrOtq3fsZsIouGG91iPLTsPxmAb9A+Umfo3kgwn7rcgbcO7tY7NMEWJtEWoPxHJapITMOeyOX7OJ9WHwaDdAPiHCNAJMwdsT/4fDy6WJt1r3WI/RyRUNiQYSn2bePVMQhUEKO+aYcXmEbaX1BNxycvzuH6t4HSBpqo/Zd6cGwfUQGpOYwOKrE4FX6VE9tLRzZaYI0mN8gfTzRJoD4gyvLrqh6By7rXTcjXQZ4Lc1CEjjk9y7VnHgEdqRe7JovxbW35m4f8YKd66XiOfkR9W5wkPHYgxa7v6OqwIDAQAB', '{"id": "d372a6369f82a448b8bdd490b9251220", "parent_id": "a77e40713b20f51a1aed6c0a638b59ad", "profile": "school", "salt": "0b987de0e40a37470a8beca67dc51ad2", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"a77e40713b20f51a1aed6c0a638b59ad\"}", "public_key_string": "MIIBCgKCAQEAsgcxnPBMXi5VBAMirPartyIGTL9Kr2zyUGrUcqYvJr62JwyBsrBZDrOtq3fsZsIouGG91iPLTsPxmAb9A+Umfo3kgwn7rcgbcO7tY7NMEWJtEWoPxHJapITMOeyOX7OJ9WHwaDdAPiHCNAJMwdsT/4fDy6WJt1r3WI/RyRUNiQYSn2bePVMQhUEKO+aYcXmEbaX1BNxycvzuH6t4HSBpqo/Zd6cGwfUQGpOYwOKrE4FX6VE9tLRzZaYI0mN8gfTzRJoD4gyvLrqh6By7rXTcjXQZ4Lc1CEjjk9y7VnHgEdqRe7JovxbW35m4f8YKd66XiOfkR9W5wkPHYgxa7v6OqwIDAQAB"}', 'cGm5MbWj/U3CJ23tpNkBX5V0c8CtZW12l2OBKBsqcKmgtUUCyx+SKu8Dh6wpaBYy93vnv0T6svlKPIr+WfloH5Q30aMP4/v6j5eU8nxPUjSmqpOScvTX3FOnyWp3oPTNGw4aouBP3u/LbQDUER9VbXTaUv2RmQHz2Eb1vKDDEol0qTiJqYaLXsBtNMlWfYphuQQm6nzcOHiDTzNdTv/U0WaaW7xdzZ2w/Q16V1cylcwxHicJDKf7Rx+Im2T0LashC9MMt/DL32g0XXhXc2+MOjkuCEj6ZA86oSyy2MPNQCSFm3Vgatsj6cyxEyhQvmXX2yBid+nytjSDe6sPK2T1FQ==', NULL)

INSERT INTO "morango_databaseidmodel" VALUES ('439db3222dfbc9faea3a81e285015a90', 1, '2026-11-29T23:53:43.537941Z', '70c36bbb04432a2dc0093b9840c28d2d')

INSERT INTO "morango_databasemaxcounter" VALUES ('a77e40713b20f51a1aed6c0a638b59ad', '8d858d7dd522e0602e8ad4d3f032d07e', 4)

INSERT INTO "morango_databasemaxcounter" VALUES ('a77e40713b20f51a1aed6c0a638b59ad', 'd3e548f479aedaf9ab6c62715cc48738', 5)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'd3e548f479aedaf9ab6c62715cc48738', 7)

INSERT INTO "morango_deletedmodels" VALUES ('e1dbfde9de7fdf4b92a765bac3e478c6', 'school')

INSERT INTO "morango_harddeletedmodels" VALUES ('e1dbfde9de7fdf4b92a765bac3e478c6', 'school')

INSERT INTO "morango_instanceidmodel" VALUES ('70c36bbb04432a2dc0093b9840c28d2d', '', '', '', '', '439db3222dfbc9faea3a81e285015a90', '', '', 0, 0)

INSERT INTO "morango_instanceidmodel" VALUES ('d3e548f479aedaf9ab6c62715cc48738', '', '', '', '', '439db3222dfbc9faea3a81e285015a90', '', '', 7, 1)

INSERT INTO "morango_nonce" VALUES ('77951b49038e3c0bc22ccd18f8e03ce0', '2026-11-29T23:53:43.895021Z', '')

INSERT INTO "morango_scopedefinition" VALUES ('full', 1, 'school', 'dataset_id', 'Everything.', '', '', '${dataset_id}', '{}')

INSERT INTO "morango_scopedefinition" VALUES ('learner', 1, 'school', '', 'Own work.', '${dataset_id}:shared', '', '${dataset_id}:user:${user_id}', '{}')

INSERT INTO "morango_store" VALUES ('2d5cd3525b9d69638ebd8feb2fd00bbc', 'a1e7e068fcf3cca1589a1e550057841d', 'topic', 'school', 'a77e40713b20f51a1aed6c0a638b59ad:shared', 'baef59013e8003c56a8d0267088727bb', 'd3e548f479aedaf9ab6c62715cc48738', 2, 0, 0, NULL, '', '{"id":"2d5cd3525b9d69638ebd8feb2fd00bbc","_morango_source_id":"a1e7e068fcf3cca1589a1e550057841d","_morango_partition":"a77e40713b20f51a1aed6c0a638b59ad:shared","dataset_id":"a77e40713b20f51a1aed6c0a638b59ad","title":"sub","parent_id":"baef59013e8003c56a8d0267088727bb"}', '')

INSERT INTO "morango_store" VALUES ('5e4814bb63e0ac90e40c57e9761c24a2', 'unknown', 'badge', 'school', 'dddddddddddddddddddddddddddddddd', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', '', '{"_morango_partition":"dddddddddddddddddddddddddddddddd","_morango_source_id":"unknown","dataset_id":"dddddddddddddddddddddddddddddddd","id":"5e4814bb63e0ac90e40c57e9761c24a2","of":"a newer build"}', '')

INSERT INTO "morango_store" VALUES ('889577de70181c6c63192168974ec7cc', 'waits', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', 'missing_reference: topic_id', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"waits","dataset_id":"dddddddddddddddddddddddddddddddd","id":"889577de70181c6c63192168974ec7cc","question":"waits","text":"x","user_id":"11111111111111111111111111111111","topic_id":"99999999999999999999999999999999"}', '')

INSERT INTO "morango_store" VALUES ('baef59013e8003c56a8d0267088727bb', '5fb1074c4ab7d9d121b2ba1d16df4e11', 'topic', 'school', 'a77e40713b20f51a1aed6c0a638b59ad:shared', '', 'd3e548f479aedaf9ab6c62715cc48738', 2, 0, 0, NULL, '', '{"id":"baef59013e8003c56a8d0267088727bb","_morango_source_id":"5fb1074c4ab7d9d121b2ba1d16df4e11","_morango_partition":"a77e40713b20f51a1aed6c0a638b59ad:shared","dataset_id":"a77e40713b20f51a1aed6c0a638b59ad","title":"top","parent_id":null}', '')

INSERT INTO "morango_store" VALUES ('c473b7a9752eea60e6af4bde24aecc89', '3', 'answer', 'school', 'a77e40713b20f51a1aed6c0a638b59ad:user:11111111111111111111111111111111', '', '8d858d7dd522e0602e8ad4d3f032d07e', 4, 1, 0, '84eacf44576a657d1b5d48dbab73fe93', '', '{"id":"c473b7a9752eea60e6af4bde24aecc89","_morango_source_id":"3","_morango_partition":"a77e40713b20f51a1aed6c0a638b59ad:user:11111111111111111111111111111111","dataset_id":"a77e40713b20f51a1aed6c0a638b59ad","user_id":"11111111111111111111111111111111","question":"3","text":"it''s\n3","score":0.5,"topic_id":"baef59013e8003c56a8d0267088727bb"}', '')

INSERT INTO "morango_store" VALUES ('e1dbfde9de7fdf4b92a765bac3e478c6', '1', 'answer', 'school', 'a77e40713b20f51a1aed6c0a638b59ad:user:11111111111111111111111111111111', '', 'd3e548f479aedaf9ab6c62715cc48738', 2, 0, 0, NULL, '', '{"id":"e1dbfde9de7fdf4b92a765bac3e478c6","_morango_source_id":"1","_morango_partition":"a77e40713b20f51a1aed6c0a638b59ad:user:11111111111111111111111111111111","dataset_id":"a77e40713b20f51a1aed6c0a638b59ad","user_id":"11111111111111111111111111111111","question":"1","text":"it''s\n1","score":0.5,"topic_id":"baef59013e8003c56a8d0267088727bb"}', '')

INSERT INTO "morango_store" VALUES ('f67ef97892521a623ca446fd6c3a3157', '2', 'answer', 'school', 'a77e40713b20f51a1aed6c0a638b59ad:user:11111111111111111111111111111111', '', 'd3e548f479aedaf9ab6c62715cc48738', 4, 0, 0, NULL, '', '{"id":"f67ef97892521a623ca446fd6c3a3157","_morango_source_id":"2","_morango_partition":"a77e40713b20f51a1aed6c0a638b59ad:user:11111111111111111111111111111111","dataset_id":"a77e40713b20f51a1aed6c0a638b59ad","user_id":"11111111111111111111111111111111","question":"2","text":"his","score":0.5,"topic_id":"baef59013e8003c56a8d0267088727bb"}', CAST(x'7b226964223a226636376566393738393235323161363233636134343666643663336133313537222c225f6d6f72616e676f5f736f757263655f6964223a2232222c225f6d6f72616e676f5f706172746974696f6e223a2261373765343037313362323066353161316165643663306136333862353961643a757365723a3131313131313131313131313131313131313131313131313131313131313131222c22646174617365745f6964223a226137376534303731336232306635316131616564366330613633386235396164222c22757365725f6964223a223131313131313131313131313131313131313131313131313131313131313131222c227175657374696f6e223a2232222c2274657874223a2268657273222c2273636f7265223a302e352c22746f7069635f6964223a226261656635393031336538303033633536613864303236373038383732376262227d0a' AS TEXT))

INSERT INTO "morango_syncsession" VALUES ('53af17e0b17ff538f894a8c4da8d6a6b', '2026-11-29T23:53:43.667298Z', '2026-11-29T23:53:43.685546Z', 1, 0, 'a77e40713b20f51a1aed6c0a638b59ad', '11a2fc3ec95ba2bc29cd8334d0064327', 'school', 'network', 'relay', '', '', 'd3e548f479aedaf9ab6c62715cc48738', '', 'e5947cfa5fef58d39eb63162600c2513eb718cc3ac437968764a758007c8fcc0:c6b5e1fb0c53e8bc0a1399cdd17fc24c')

INSERT INTO "morango_syncsession" VALUES ('ced9dd1d58e751ce3207fa8710d1d287', '2026-11-29T23:53:43.753450Z', '2026-11-29T23:53:43.754167Z', 1, 0, 'a77e40713b20f51a1aed6c0a638b59ad', '11a2fc3ec95ba2bc29cd8334d0064327', 'school', 'network', 'relay', '', '', 'd3e548f479aedaf9ab6c62715cc48738', 'c6b5e1fb0c53e8bc0a1399cdd17fc24c', 'e5947cfa5fef58d39eb63162600c2513eb718cc3ac437968764a758007c8fcc0:c6b5e1fb0c53e8bc0a1399cdd17fc24c')

INSERT INTO "morango_syncsession" VALUES ('f1e969f4c44cff80b65c80461273ce35', '2026-11-29T23:53:43.844793Z', '2026-11-29T23:53:43.858266Z', 1, 0, 'a77e40713b20f51a1aed6c0a638b59ad', '11a2fc3ec95ba2bc29cd8334d0064327', 'school', 'network', 'relay', '', '', 'd3e548f479aedaf9ab6c62715cc48738', 'c6b5e1fb0c53e8bc0a1399cdd17fc24c', 'e5947cfa5fef58d39eb63162600c2513eb718cc3ac437968764a758007c8fcc0:c6b5e1fb0c53e8bc0a1399cdd17fc24c')

INSERT INTO "morango_transfersession" VALUES (1, '68c655d0c0e507c9ce1bc6377f3a28bd', '53af17e0b17ff538f894a8c4da8d6a6b', 0, 0, 'school', 'a77e40713b20f51a1aed6c0a638b59ad', 2, '2026-11-29T23:53:43.667441Z', '2026-11-29T23:53:43.685055Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0)

INSERT INTO "morango_transfersession" VALUES (2, '785faef79300a99d68c23199727812e5', '53af17e0b17ff538f894a8c4da8d6a6b', 0, 1, 'school', 'a77e40713b20f51a1aed6c0a638b59ad', 2, '2026-11-29T23:53:43.685559Z', '2026-11-29T23:53:43.686385Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0)

INSERT INTO "morango_transfersession" VALUES (3, 'e589a5a4100f5e39e662db3959cc1e47', 'ced9dd1d58e751ce3207fa8710d1d287', 0, 0, 'school', 'a77e40713b20f51a1aed6c0a638b59ad', 2, '2026-11-29T23:53:43.753518Z', '2026-11-29T23:53:43.754044Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0)

INSERT INTO "morango_transfersession" VALUES (4, 'd562a4c76cb02992377d29ecab50ad33', 'ced9dd1d58e751ce3207fa8710d1d287', 0, 1, 'school', 'a77e40713b20f51a1aed6c0a638b59ad', 2, '2026-11-29T23:53:43.754178Z', '2026-11-29T23:53:43.769000Z', 0, 5, 5, 2609, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0)

INSERT INTO "morango_transfersession" VALUES (5, '84eacf44576a657d1b5d48dbab73fe93', 'f1e969f4c44cff80b65c80461273ce35', 0, 0, 'school', 'a77e40713b20f51a1aed6c0a638b59ad', 2, '2026-11-29T23:53:43.844833Z', '2026-11-29T23:53:43.857961Z', 0, 2, 2, 0, 1177, '{}', '{}', 'cleanup', 'completed', NULL, 1, 0, 0)

INSERT INTO "morango_transfersession" VALUES (6, 'ad944c182717b96a62c1088e50f144b6', 'f1e969f4c44cff80b65c80461273ce35', 0, 1, 'school', 'a77e40713b20f51a1aed6c0a638b59ad', 2, '2026-11-29T23:53:43.858282Z', '2026-11-29T23:53:43.859557Z', 0, 1, 1, 962, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0)

INSERT INTO "morango_transfersession" VALUES (7, '595553201d0801b19cdcd6fbc38ab3fe', '595553201d0801b19cdcd6fbc38ab3fe', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-29T23:53:43.891359Z', '2026-11-29T23:53:43.894913Z', 0, 3, 3, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 1, 0)

INSERT INTO "morango_transfersession" VALUES (8, '55555555555555555555555555555555', '55555555555555555555555555555555', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-29T23:53:43.895067Z', '9999-01-01T00:00:00.000000Z', 1, 2, 1, 0, 0, '{}', '{"super": {}, "sub": {}}', 'transferring', 'started', 1, 0, 0, 0)

INSERT INTO "topic" VALUES ('2d5cd3525b9d69638ebd8feb2fd00bbc', 'a77e40713b20f51a1aed6c0a638b59ad', 'sub', 'baef59013e8003c56a8d0267088727bb', 'a1e7e068fcf3cca1589a1e550057841d', 'a77e40713b20f51a1aed6c0a638b59ad:shared')

INSERT INTO "topic" VALUES ('baef59013e8003c56a8d0267088727bb', 'a77e40713b20f51a1aed6c0a638b59ad', 'top', NULL, '5fb1074c4ab7d9d121b2ba1d16df4e11', 'a77e40713b20f51a1aed6c0a638b59ad:shared')

CREATE INDEX "amora_answer_topic_id" ON "answer" ("topic_id")

CREATE INDEX amora_member_certificate ON amora_member (certificate_id)

CREATE INDEX amora_recordmaxcounter_instance ON amora_recordmaxcounter (instance_id, counter)

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

