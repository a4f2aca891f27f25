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
, again INTEGER NOT NULL DEFAULT 0, runner TEXT NOT NULL DEFAULT '')

CREATE TABLE "topic" (
 id TEXT UNIQUE,
 "dataset_id" TEXT NOT NULL,
 "title" TEXT NOT NULL,
 "parent_id" TEXT REFERENCES "topic" (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
 _morango_source_id TEXT,
 _morango_partition TEXT
) STRICT

INSERT INTO "amora_acknowledged" VALUES ('cb94a0f3cb7490d63b49a27336596390d451817e990ae50579a78bbbaa0133d4:6851d4c62f123c7cb615d554cacb9d3c', '2ca5c56355210e2e2decb247e661a5ed', '61a4aed0e4ee85f217d8bb88538acb7d', 5)

INSERT INTO "amora_bundle" VALUES ('2ca5c56355210e2e2decb247e661a5ed', 2, '{"room":"2ca5c56355210e2e2decb247e661a5ed","sequence":2,"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"id_rules":{},"relay_keys":["MIIBCgKCAQEA12vtKEm3PJi8Yo5Oc8MjZmj+mCtVCI0BDiUX8PzrKbGy45zXMVt9hCuQl5D/Q6/rdTqb9XcJJBC/E7lDhg6730ioQ06KTuHDiM4JHFtosaj4yGide8WggdDTUf03VIkOHP2/RFmW7LCs4PObizd7+bGH1L5VDP/Hn9TH30RaHUVuJjyd8vr9T3je3ddloAMoTrTppOoO1jqiq4AOF6pbWODENYur0Vg8GADkHLIFT+01iOuUR/J+IqHYRHqfgOGOY6qD8bvndKC1n8OGxfn5y7YhuHgB4tPZTlX1k+lqYEp+hRTUVEz0d7kXy3O1r1r6xiaOjeIlqehmsHsV6SvyDwIDAQAB"],"revoked":[]}', 'R2IzQGjcIvvrLNEXa8pqwhMd8/Zrhtstlp75596O/bk25NtmYddUeTxJkLtb7F/JPDGZ53kggdY0z6/XSDnzLlwK14Kts7R/R3Ml3GVR5qi4kvzuOz4Px80uFFyMgnxLJHhsHTp7D6mU32/kJDAsu2aHnqos6wDIUGkQmQA89XapzPID+eADgEOm3S+qtzVbkdAaIBwXautZBqjbYlhzUkZcpFb1Us8y913ntOJ3ewp2bLDRxwPWTc5CAmJ8z4n55vuO/6c1ZRwDw+H9izl5fvk+lBzdaiZGIWLayxbVD3w/GE8rFfoG7sA55QXtlxyRe85vS/OJiwBKmwOUBuMChA==')

INSERT INTO "amora_dirty_answer" VALUES ('b287afc2dc56ca1618c0a1ce121c0ba5')

INSERT INTO "amora_meta" VALUES ('schema', '{"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"models":[{"name":"topic","table":"topic","partition":"${dataset_id}:shared","source":null,"columns":{"dataset_id":"uuid","title":"text","parent_id":"uuid?"},"references":{"parent_id":"topic"}},{"name":"answer","table":"answer","partition":"${dataset_id}:user:${user_id}","source":"${question}","columns":{"dataset_id":"uuid","user_id":"uuid","question":"text","text":"text","score":"real?","topic_id":"uuid?"},"references":{"topic_id":"topic"}}]}')

INSERT INTO "amora_meta" VALUES ('triggers', '6e62310347ebc557af4ed85c2baf91197e4d72d75ba3c579a9ea5daf8c6daafe')

INSERT INTO "amora_meta" VALUES ('version', '3')

INSERT INTO "amora_quarantine" VALUES ('11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 'answer', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'bad_id', '595553201d0801b19cdcd6fbc38ab3fe', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"kept","dataset_id":"dddddddddddddddddddddddddddddddd","id":"ac2a3fd00b196f5d039e91878a5f7429","question":"kept","text":"x","user_id":"11111111111111111111111111111111"}')

INSERT INTO "amora_quota" VALUES ('', 340)

INSERT INTO "amora_recordmaxcounter" VALUES ('17b011481bb75a5c8784307cbef462f8', '048aa05a347fbe187f6b927b38b41765', 4)

INSERT INTO "amora_recordmaxcounter" VALUES ('9f358907043b3cd12d272757e9af538b', '61a4aed0e4ee85f217d8bb88538acb7d', 2)

INSERT INTO "amora_relay" VALUES ('2ca5c56355210e2e2decb247e661a5ed', 'cb94a0f3cb7490d63b49a27336596390d451817e990ae50579a78bbbaa0133d4:6851d4c62f123c7cb615d554cacb9d3c', '61a4aed0e4ee85f217d8bb88538acb7d', 'ce2eb8e3bc511338a4b5ecdeb65e32ee', 2, '', 0, '{"sequence":6,"token":"ce2eb8e3bc511338a4b5ecdeb65e32ee","mac":"f05c4f3313bfa0aab3b14fc986ed77658d0acc3379777c8af4ffd5c5ad71e137"}', 0)

INSERT INTO "amora_store_dirty" VALUES ('answer', '889577de70181c6c63192168974ec7cc')

INSERT INTO "amora_store_dirty" VALUES ('badge', '5e4814bb63e0ac90e40c57e9761c24a2')

INSERT INTO "amora_trust" VALUES (3)

INSERT INTO "amora_write_scope" VALUES ('2ca5c56355210e2e2decb247e661a5ed')

INSERT INTO "amora_write_scope" VALUES (CAST(x'0a' AS TEXT))

INSERT INTO "answer" VALUES ('17b011481bb75a5c8784307cbef462f8', '2ca5c56355210e2e2decb247e661a5ed', '11111111111111111111111111111111', '2', 'his', 0.5, '4c820cede1695181de70ced3bfd7b6f1', '2', '2ca5c56355210e2e2decb247e661a5ed:user:11111111111111111111111111111111')

INSERT INTO "answer" VALUES ('b287afc2dc56ca1618c0a1ce121c0ba5', '2ca5c56355210e2e2decb247e661a5ed', '11111111111111111111111111111111', '4', 'unsynced', NULL, NULL, '4', '2ca5c56355210e2e2decb247e661a5ed:user:11111111111111111111111111111111')

INSERT INTO "morango_buffer" VALUES (1, 8, 1, 'b7b869cd15ebc28f6bf8089d31ef2044', 'first half', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, NULL, NULL, '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"first half","dataset_id":"dddddddddddddddddddddddddddddddd","id":"b7b869cd15ebc28f6bf8089d31ef2044","question":"first half","text":"x","user_id":"11111111111111111111111111111111"}', '')

INSERT INTO "morango_certificate" VALUES ('2ca5c56355210e2e2decb247e661a5ed', NULL, 'school', '', 'full', 1, '{"dataset_id": "2ca5c56355210e2e2decb247e661a5ed"}', 'MIIBCgKCAQEAsjW8frcuznYhTBv/dACGtL12jywq4SvZz9DmbhOaxcgQD0q7Azdp3ul9YkgvDdPLtXNQjF8t6NRgnCQKdv/OkUzfGgWTWG2KB+Lq/3Kp8Vsvmr89E8BolXe7iLeSpS6Qgsw7u5ZeP7KUTgXkNmunIYOGd/XqGiMP4Bv+P4XFo28RUub728OCqNPITPAm90Wt6Lg0HDkKPUV9SBW/c/pnjw7tobuwvSzaEKuuItU3ot5lWmn2rTET7Qf9mFi4BltoJYYyyDcXcDs+rBwV9vrblSvvicFkr2T2b0oGefHRV8Dwh+9Eux+YpKPgEdXFZGWUJhJp3+sbaOecQJupeY4aHQIDAQAB', '{"id": "2ca5c56355210e2e2decb247e661a5ed", "parent_id": null, "profile": "school", "salt": "", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"2ca5c56355210e2e2decb247e661a5ed\"}", "public_key_string": "MIIBCgKCAQEAsjW8frcuznYhTBv/dACGtL12jywq4SvZz9DmbhOaxcgQD0q7Azdp3ul9YkgvDdPLtXNQjF8t6NRgnCQKdv/OkUzfGgWTWG2KB+Lq/3Kp8Vsvmr89E8BolXe7iLeSpS6Qgsw7u5ZeP7KUTgXkNmunIYOGd/XqGiMP4Bv+P4XFo28RUub728OCqNPITPAm90Wt6Lg0HDkKPUV9SBW/c/pnjw7tobuwvSzaEKuuItU3ot5lWmn2rTET7Qf9mFi4BltoJYYyyDcXcDs+rBwV9vrblSvvicFkr2T2b0oGefHRV8Dwh+9Eux+YpKPgEdXFZGWUJhJp3+sbaOecQJupeY4aHQIDAQAB"}', 'qXLFPMzQAqxRpvP+zLztj84i/TmTTOfIvnQ5vuK7tb5Pin9u2xxXk+oV1kOEi6rYatlVEnPnu4H0BXfV3jUnyjxGEoRNkEVhqh2fBdxOtJIsKqlGKIxXfneOAVTe//wvbIWRbPeegSzznJO6RPeCf1xiUq7o/t4xmm09gdqUa8eMUs7UMWDiKrkK6nPblPa9lC2J0eKAiqNpJYZ0UAssXIFDPm2GFqpCZWWB+LHBOQXKSeaWTiged64GGrT/HfpSwMv2ceBvNLswBLzuoUxQmf4xKywcfULmKZJf1ne7fpLEP8hJQ2FxYNrlMR2OFvwzJa0PYaDjpBicXmLdxr3j6g==', 'MIIEpQIBAAKCAQEAsjW8frcuznYhTBv/dACGtL12jywq4SvZz9DmbhOaxcgQD0q7Azdp3ul9YkgvDdPLtXNQjF8t6NRgnCQKdv/OkUzfGgWTWG2KB+Lq/3Kp8Vsvmr89E8BolXe7iLeSpS6Qgsw7u5ZeP7KUTgXkNmunIYOGd/XqGiMP4Bv+P4XFo28RUub728OCqNPITPAm90Wt6Lg0HDkKPUV9SBW/c/pnjw7tobuwvSzaEKuuItU3ot5lWmn2rTET7Qf9mFi4BltoJYYyyDcXcDs+rBwV9vrblSvvicFkr2T2b0oGefHRV8Dwh+9Eux+YpKPgEdXFZGWUJhJp3+sbaOecQJupeY4aHQIDAQABAoIBAAPPnV/SWAhnQ1AG20AmULslwBbQuXwGPYqxq3PYLHulSx6gmP45HaT8Nke3RnZTvKv9MtBFqswrWoOMS8L+tnKqA61hSCTgds6zXhYnZBX6vrpe85XsC/CCVnrWfibVJ5b8ehyJWyuejIhcnORDChhv4RzIoAB+FnVS8+101WSozrU5SA5H7fDfdODYZXxZxa65Z3DeCAoXbrDkruR3vj+n+Ir7l4um6Xt2RLptBUk0wNK7VtE+zJNSwOPf877THbghbN2u94KaLDqDjC/bekvmxaJ+FQhlh7Iel55d+9PhBEqB9llTF216w3iYhDIc/fBVwYPDvosWygtTwjSMQ0sCgYEA7PvAgVwCSWuy+JiEKHrqp8VbMaDUP9bcSO+tfU7TwS9aICPIu5hgqWeOlION4KIoNGxuz0xd58gHZ3Jww04iSs4m/lk8IbydhkzZQyObKmVd2bGqOJkBcA3cXtlNUXgP0l8OdWkEwum++jfIk4+rX+YdB0zH/yUHkTXyfpHzxWsCgYEAwIKgK9oVY9XCseA13ackflR7wgtWAxgN6dnv7HMIA7t0GqzG7lc4TRZkB4DR8PHosRHAyNXjvGy6Z9HpHwvoR2ZS4DTsrUOFF4EvhB2v2jdfeisSDZY9g7RlNXi2XWA4/KMISnk0i0hUmrZX8PZk5EaXEWDEQLyNutT+jk7P+JcCgYEAsyFw19c2m0zfUW3np7mRmhNh5VeOWFsO08rntqpZAdPLKjQiTTrXBfYTHkt6eOvZvBaig+tTqBnZDubAOcDbxvOhIe1NuKqb36JDL67AYQGSOTVEV9e/8HVpuABFo2k/fGMByNoDEVoiU3zLDk8w2SJVmuj82+2flLHUhLvKKdUCgYEApyPCdNBPqfI5q74ChoNLh/NJz9uPvffwfIyfZicpWjQyRcakoOJRG3zJNEp//DXL1ZCYVMZ/h2TPIrx5Ll9kODl60vagVn48239qBcbQmyFgX+1tKya6GdNR2+8GRmP4lj/mPuKk4BjYe8q855TFW/x9xLTDL4GFfCTZLiz3G9kCgYEArYiNeyHagLVKRFvh7jEepvBHhkSyd0/gHRddSbvZtORGz52ZOvU7DkhkybCCRuQWFqTmrYQlFoGepbPoNSzaX0+S+gAnzR+DMWpXAj6K4Mw1aF4NcI9TppclbV2R+2yyZcxygcnctdnxv4s82E2LXWfTMgVx8yhTY1xjuS3h/6k=')

INSERT INTO "morango_certificate" VALUES ('f8373b23d6bf8511db10b5143c752e21', '2ca5c56355210e2e2decb247e661a5ed', 'school', 'e29bd4c2d447d2fdcf4022edf36a9aa3', 'full', 1, '{"dataset_id": "2ca5c56355210e2e2decb247e661a5ed"}', 'MIIBCgKCAQEA9A9IOeKnnUjeiWodde5Uuv5FO+Sz+bIKq7pIcqkNPDbgiJFO8v75Sgv8agYxhAVAHhBzSwcJjTGKq40WVHaSQ+f6Wfli8r0YyUc8br2CKfHHOypKGH9EWVD2NFYQQYoUBb2ZBlP78RpfNonMltdHb39a9WwLBC2yuLCLiWOBxrGQv9al8SA9nRLyv3nHRm4i/2Euv5HrS9Q4frJeMq2QC2kaQutQu2V4M8lX0JdyRziFxgmI8yKCyrV95YteQHzs02h6J2ff6Btljrtz0T6OuNGibJNXd26S22CqJh4eaSXY3ZTRm6RjlnjIP7TqY/3eIvX5iTrfnYaruBZgEuYz1QIDAQAB', '{"id": "f8373b23d6bf8511db10b5143c752e21", "parent_id": "2ca5c56355210e2e2decb247e661a5ed", "profile": "school", "salt": "e29bd4c2d447d2fdcf4022edf36a9aa3", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"2ca5c56355210e2e2decb247e661a5ed\"}", "public_key_string": "MIIBCgKCAQEA9A9IOeKnnUjeiWodde5Uuv5FO+Sz+bIKq7pIcqkNPDbgiJFO8v75Sgv8agYxhAVAHhBzSwcJjTGKq40WVHaSQ+f6Wfli8r0YyUc8br2CKfHHOypKGH9EWVD2NFYQQYoUBb2ZBlP78RpfNonMltdHb39a9WwLBC2yuLCLiWOBxrGQv9al8SA9nRLyv3nHRm4i/2Euv5HrS9Q4frJeMq2QC2kaQutQu2V4M8lX0JdyRziFxgmI8yKCyrV95YteQHzs02h6J2ff6Btljrtz0T6OuNGibJNXd26S22CqJh4eaSXY3ZTRm6RjlnjIP7TqY/3eIvX5iTrfnYaruBZgEuYz1QIDAQAB"}', 'gGxLL6YEXFN7qPPWnnsp/hxugJ9hLk8EvklBF3Cz7FiOVx0lgW53irCEkW6j6SGoevFdqkp9fmCUJkpw/WMkKQacai165XWdyjDdMeWIH/aokGnqoPXAhDyFim7Xya0ibrEkUIsagCq0ZW8aBeuj+/AFwWwrHX4woQHYicONmMkBVDdpngrkW5O3qIDWFrJNQfFKYQ6mpG+2L9CwauXEuQDEHl96iioxNg3rSWvvOHOpdQKUnUsKBxIkWW97Kc8cQZY4+gKZepWvEi7DkWL2PtwaOwJecn1KlGvFNsyUiJR2wrVV0nFdcuyyv7pY5en5b/U0R/QdPR7ptK4LobdjRg==', NULL)

INSERT INTO "morango_databaseidmodel" VALUES ('1fbb07a41f4e64f48494eb2171c7c2ca', 1, '2026-11-30T05:36:46.243853Z', '7ae82ae002e5ac240ed3406438e8ad27')

INSERT INTO "morango_databasemaxcounter" VALUES ('2ca5c56355210e2e2decb247e661a5ed', '048aa05a347fbe187f6b927b38b41765', 4)

INSERT INTO "morango_databasemaxcounter" VALUES ('2ca5c56355210e2e2decb247e661a5ed', '61a4aed0e4ee85f217d8bb88538acb7d', 5)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', '61a4aed0e4ee85f217d8bb88538acb7d', 7)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1000)

INSERT INTO "morango_deletedmodels" VALUES ('ade1a6ee1d35148a817d04398aafa8f7', 'school')

INSERT INTO "morango_harddeletedmodels" VALUES ('ade1a6ee1d35148a817d04398aafa8f7', 'school')

INSERT INTO "morango_instanceidmodel" VALUES ('61a4aed0e4ee85f217d8bb88538acb7d', '', '', '', '', '1fbb07a41f4e64f48494eb2171c7c2ca', '', '', 7, 1)

INSERT INTO "morango_instanceidmodel" VALUES ('7ae82ae002e5ac240ed3406438e8ad27', '', '', '', '', '1fbb07a41f4e64f48494eb2171c7c2ca', '', '', 0, 0)

INSERT INTO "morango_nonce" VALUES ('24aa85db69da73a0424b089068d1476f', '2026-11-30T05:36:47.807238Z', '')

INSERT INTO "morango_scopedefinition" VALUES ('full', 1, 'school', 'dataset_id', 'Everything.', '', '', '${dataset_id}', '{}')

INSERT INTO "morango_scopedefinition" VALUES ('learner', 1, 'school', '', 'Own work.', '${dataset_id}:shared', '', '${dataset_id}:user:${user_id}', '{}')

INSERT INTO "morango_store" VALUES ('17b011481bb75a5c8784307cbef462f8', '2', 'answer', 'school', '2ca5c56355210e2e2decb247e661a5ed:user:11111111111111111111111111111111', '', '61a4aed0e4ee85f217d8bb88538acb7d', 4, 0, 0, NULL, '', '{"id":"17b011481bb75a5c8784307cbef462f8","_morango_source_id":"2","_morango_partition":"2ca5c56355210e2e2decb247e661a5ed:user:11111111111111111111111111111111","dataset_id":"2ca5c56355210e2e2decb247e661a5ed","user_id":"11111111111111111111111111111111","question":"2","text":"his","score":0.5,"topic_id":"4c820cede1695181de70ced3bfd7b6f1"}', CAST(x'7b226964223a223137623031313438316262373561356338373834333037636265663436326638222c225f6d6f72616e676f5f736f757263655f6964223a2232222c225f6d6f72616e676f5f706172746974696f6e223a2232636135633536333535323130653265326465636232343765363631613565643a757365723a3131313131313131313131313131313131313131313131313131313131313131222c22646174617365745f6964223a223263613563353633353532313065326532646563623234376536363161356564222c22757365725f6964223a223131313131313131313131313131313131313131313131313131313131313131222c227175657374696f6e223a2232222c2274657874223a2268657273222c2273636f7265223a302e352c22746f7069635f6964223a223463383230636564653136393531383164653730636564336266643762366631227d0a' AS TEXT))

INSERT INTO "morango_store" VALUES ('29338b3d66a2f865571152ff2bf7d8d1', '56ea4533da6f007d083621d34134d4c1', 'topic', 'school', '2ca5c56355210e2e2decb247e661a5ed:shared', '4c820cede1695181de70ced3bfd7b6f1', '61a4aed0e4ee85f217d8bb88538acb7d', 2, 0, 0, NULL, '', '{"id":"29338b3d66a2f865571152ff2bf7d8d1","_morango_source_id":"56ea4533da6f007d083621d34134d4c1","_morango_partition":"2ca5c56355210e2e2decb247e661a5ed:shared","dataset_id":"2ca5c56355210e2e2decb247e661a5ed","title":"sub","parent_id":"4c820cede1695181de70ced3bfd7b6f1"}', '')

INSERT INTO "morango_store" VALUES ('4c820cede1695181de70ced3bfd7b6f1', 'f028b14074e2cc95394b8614daeb952d', 'topic', 'school', '2ca5c56355210e2e2decb247e661a5ed:shared', '', '61a4aed0e4ee85f217d8bb88538acb7d', 2, 0, 0, NULL, '', '{"id":"4c820cede1695181de70ced3bfd7b6f1","_morango_source_id":"f028b14074e2cc95394b8614daeb952d","_morango_partition":"2ca5c56355210e2e2decb247e661a5ed:shared","dataset_id":"2ca5c56355210e2e2decb247e661a5ed","title":"top","parent_id":null}', '')

INSERT INTO "morango_store" VALUES ('5e4814bb63e0ac90e40c57e9761c24a2', 'unknown', 'badge', 'school', 'dddddddddddddddddddddddddddddddd', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', '', '{"_morango_partition":"dddddddddddddddddddddddddddddddd","_morango_source_id":"unknown","dataset_id":"dddddddddddddddddddddddddddddddd","id":"5e4814bb63e0ac90e40c57e9761c24a2","of":"a newer build"}', '')

INSERT INTO "morango_store" VALUES ('889577de70181c6c63192168974ec7cc', 'waits', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', 'missing_reference: topic_id', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"waits","dataset_id":"dddddddddddddddddddddddddddddddd","id":"889577de70181c6c63192168974ec7cc","question":"waits","text":"x","user_id":"11111111111111111111111111111111","topic_id":"99999999999999999999999999999999"}', '')

INSERT INTO "morango_store" VALUES ('9f358907043b3cd12d272757e9af538b', '3', 'answer', 'school', '2ca5c56355210e2e2decb247e661a5ed:user:11111111111111111111111111111111', '', '048aa05a347fbe187f6b927b38b41765', 4, 1, 0, '33525cfe37c1e5b0fed8bae95bd412ca', '', '{"id":"9f358907043b3cd12d272757e9af538b","_morango_source_id":"3","_morango_partition":"2ca5c56355210e2e2decb247e661a5ed:user:11111111111111111111111111111111","dataset_id":"2ca5c56355210e2e2decb247e661a5ed","user_id":"11111111111111111111111111111111","question":"3","text":"it''s\n3","score":0.5,"topic_id":"4c820cede1695181de70ced3bfd7b6f1"}', '')

INSERT INTO "morango_store" VALUES ('ade1a6ee1d35148a817d04398aafa8f7', '1', 'answer', 'school', '2ca5c56355210e2e2decb247e661a5ed:user:11111111111111111111111111111111', '', '61a4aed0e4ee85f217d8bb88538acb7d', 2, 0, 0, NULL, '', '{"id":"ade1a6ee1d35148a817d04398aafa8f7","_morango_source_id":"1","_morango_partition":"2ca5c56355210e2e2decb247e661a5ed:user:11111111111111111111111111111111","dataset_id":"2ca5c56355210e2e2decb247e661a5ed","user_id":"11111111111111111111111111111111","question":"1","text":"it''s\n1","score":0.5,"topic_id":"4c820cede1695181de70ced3bfd7b6f1"}', '')

INSERT INTO "morango_syncsession" VALUES ('2fed59729c43581c172b195dc0074866', '2026-11-30T05:36:47.665114Z', '2026-11-30T05:36:47.716240Z', 1, 0, '2ca5c56355210e2e2decb247e661a5ed', '236d33ece8b5d6411e8a7de0cbea34f9', 'school', 'network', 'relay', '', '', '61a4aed0e4ee85f217d8bb88538acb7d', '6851d4c62f123c7cb615d554cacb9d3c', 'cb94a0f3cb7490d63b49a27336596390d451817e990ae50579a78bbbaa0133d4:6851d4c62f123c7cb615d554cacb9d3c')

INSERT INTO "morango_syncsession" VALUES ('b4e508e680b80c6b73519cefc9a7bd71', '2026-11-30T05:36:47.478642Z', '2026-11-30T05:36:47.479380Z', 1, 0, '2ca5c56355210e2e2decb247e661a5ed', '236d33ece8b5d6411e8a7de0cbea34f9', 'school', 'network', 'relay', '', '', '61a4aed0e4ee85f217d8bb88538acb7d', '6851d4c62f123c7cb615d554cacb9d3c', 'cb94a0f3cb7490d63b49a27336596390d451817e990ae50579a78bbbaa0133d4:6851d4c62f123c7cb615d554cacb9d3c')

INSERT INTO "morango_syncsession" VALUES ('d7d83149e603c73f72eebbbbf72e22d1', '2026-11-30T05:36:47.012703Z', '2026-11-30T05:36:47.029618Z', 1, 0, '2ca5c56355210e2e2decb247e661a5ed', '236d33ece8b5d6411e8a7de0cbea34f9', 'school', 'network', 'relay', '', '', '61a4aed0e4ee85f217d8bb88538acb7d', '', 'cb94a0f3cb7490d63b49a27336596390d451817e990ae50579a78bbbaa0133d4:6851d4c62f123c7cb615d554cacb9d3c')

INSERT INTO "morango_transfersession" VALUES (1, '47ec1e76f99f1d19e569de0f8174de8f', 'd7d83149e603c73f72eebbbbf72e22d1', 0, 0, 'school', '2ca5c56355210e2e2decb247e661a5ed', 2, '2026-11-30T05:36:47.012956Z', '2026-11-30T05:36:47.029108Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (2, '9ab7a7402e7af16d6dc90df4b0b0c1cc', 'd7d83149e603c73f72eebbbbf72e22d1', 0, 1, 'school', '2ca5c56355210e2e2decb247e661a5ed', 2, '2026-11-30T05:36:47.029633Z', '2026-11-30T05:36:47.030461Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (3, '36c095d9a5d87c5ce9d46db75af4791e', 'b4e508e680b80c6b73519cefc9a7bd71', 0, 0, 'school', '2ca5c56355210e2e2decb247e661a5ed', 2, '2026-11-30T05:36:47.478685Z', '2026-11-30T05:36:47.479273Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (4, '3cd6448fe9d144b010e304f73f469a61', 'b4e508e680b80c6b73519cefc9a7bd71', 0, 1, 'school', '2ca5c56355210e2e2decb247e661a5ed', 2, '2026-11-30T05:36:47.479388Z', '2026-11-30T05:36:47.492184Z', 0, 5, 5, 2609, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (5, '33525cfe37c1e5b0fed8bae95bd412ca', '2fed59729c43581c172b195dc0074866', 0, 0, 'school', '2ca5c56355210e2e2decb247e661a5ed', 2, '2026-11-30T05:36:47.665161Z', '2026-11-30T05:36:47.715937Z', 0, 2, 2, 0, 1177, '{}', '{}', 'cleanup', 'completed', NULL, 1, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (6, 'facfa615af5e56ed4529ede561e5a023', '2fed59729c43581c172b195dc0074866', 0, 1, 'school', '2ca5c56355210e2e2decb247e661a5ed', 2, '2026-11-30T05:36:47.728412Z', '2026-11-30T05:36:47.729737Z', 0, 1, 1, 962, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (7, '595553201d0801b19cdcd6fbc38ab3fe', '595553201d0801b19cdcd6fbc38ab3fe', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T05:36:47.797717Z', '2026-11-30T05:36:47.807138Z', 0, 3, 3, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 1, 0, '')

INSERT INTO "morango_transfersession" VALUES (8, '55555555555555555555555555555555', '55555555555555555555555555555555', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T05:36:47.807279Z', '9999-01-01T00:00:00.000000Z', 1, 2, 1, 0, 0, '{}', '{"super": {}, "sub": {}}', 'transferring', 'started', 1, 0, 0, 0, '')

INSERT INTO "topic" VALUES ('29338b3d66a2f865571152ff2bf7d8d1', '2ca5c56355210e2e2decb247e661a5ed', 'sub', '4c820cede1695181de70ced3bfd7b6f1', '56ea4533da6f007d083621d34134d4c1', '2ca5c56355210e2e2decb247e661a5ed:shared')

INSERT INTO "topic" VALUES ('4c820cede1695181de70ced3bfd7b6f1', '2ca5c56355210e2e2decb247e661a5ed', 'top', NULL, 'f028b14074e2cc95394b8614daeb952d', '2ca5c56355210e2e2decb247e661a5ed:shared')

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

