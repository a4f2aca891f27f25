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
, again INTEGER NOT NULL DEFAULT 0, runner TEXT NOT NULL DEFAULT '')

CREATE TABLE "topic" (
 id TEXT UNIQUE,
 "dataset_id" TEXT NOT NULL,
 "title" TEXT NOT NULL,
 "parent_id" TEXT REFERENCES "topic" (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
 _morango_source_id TEXT,
 _morango_partition TEXT
) STRICT

INSERT INTO "amora_acknowledged" VALUES ('383a4811c68b257b3a9baaa31b1a59266eb13972de5ba58890bf24f700f93be2:e5bbca2ab79822233ba7a68db351809e', '73069a4828f1cecbd4ce4b3055256283', '296aab02cf585a76d8a8f93d625da04f', 5)

INSERT INTO "amora_bundle" VALUES ('73069a4828f1cecbd4ce4b3055256283', 2, '{"room":"73069a4828f1cecbd4ce4b3055256283","sequence":2,"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"id_rules":{},"relay_keys":["MIIBCgKCAQEAnJjLLhxgsHcBkUEOfv9Bf2L2HHnNaOzDOAN0xFqkLEF8Pyr8UZ3RGuaYzdCf1RYJ0vgRelugTEgUcmySa7PWOOKdHaERABtSEOn+bXkvwlyrYNsHqzANtv5EC50V+wJOVBs4j/pAtclzj4wXqR9+GSuhtVQsAM96uyqG/6Uecb1J4Gb/nXU9M5eYge5OfL/umxVtzCty8CkE3S1KVzIXeePfb07+Lry2L1weSBYQl4CjyxI9L+fOKTsOZQ9qvjJxFrrWfQQstzQV6Vb5NwuhGzJ53WUPapKv+Z9G3FbSyaYYjZoGWpbY3ZsFw59lp2UACORQ1XA2CsGyZvrQC0kJhwIDAQAB"],"revoked":[]}', 'hci4SDQp0/bAlf4E6ygSLncv6yqPPNkvp7XCLBC2GFyjT0jG9TLKh5fN4QslK9RZw0JbX/NPV9l4N0k/SgB07f7X4+pPS7W/dTw46J8kWxTRQIZSltw9VPbVm7glcFABt0KuusAIqL0rLmOKoANoOlEZFBDD/zsEWbACCv89UJAL+6aBeLADP7wZ7K3MjAOOqCGfbew7W3bEQBt1AE8YPDO3LeQV5OfhVcxH0YqilZOnMk/+coaxnWLp+/JIuAXnkltbsIYKG5BUBr26r4f7xEXkOYQ7w0YjtcBp19nXl0GlD7f8LAPGQVxpDEbYa55elSHHAwkdJcKIRiYvSXjCRg==')

INSERT INTO "amora_dirty_answer" VALUES ('e6ad85e3ffd4d3a455dbca4331e31052')

INSERT INTO "amora_meta" VALUES ('schema', '{"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"models":[{"name":"topic","table":"topic","partition":"${dataset_id}:shared","source":null,"columns":{"dataset_id":"uuid","title":"text","parent_id":"uuid?"},"references":{"parent_id":"topic"}},{"name":"answer","table":"answer","partition":"${dataset_id}:user:${user_id}","source":"${question}","columns":{"dataset_id":"uuid","user_id":"uuid","question":"text","text":"text","score":"real?","topic_id":"uuid?"},"references":{"topic_id":"topic"}}]}')

INSERT INTO "amora_meta" VALUES ('triggers', '6e62310347ebc557af4ed85c2baf91197e4d72d75ba3c579a9ea5daf8c6daafe')

INSERT INTO "amora_meta" VALUES ('version', '3')

INSERT INTO "amora_quarantine" VALUES ('11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 'answer', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'bad_id', '595553201d0801b19cdcd6fbc38ab3fe', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"kept","dataset_id":"dddddddddddddddddddddddddddddddd","id":"ac2a3fd00b196f5d039e91878a5f7429","question":"kept","text":"x","user_id":"11111111111111111111111111111111"}')

INSERT INTO "amora_quota" VALUES ('', 340)

INSERT INTO "amora_recordmaxcounter" VALUES ('988f49c310cfb7a079cead05ad849b12', 'f9bb9f9b43d10f2da64219ee871d317c', 4)

INSERT INTO "amora_recordmaxcounter" VALUES ('f23229c42da517bca9cd035971d54061', '296aab02cf585a76d8a8f93d625da04f', 2)

INSERT INTO "amora_relay" VALUES ('73069a4828f1cecbd4ce4b3055256283', '383a4811c68b257b3a9baaa31b1a59266eb13972de5ba58890bf24f700f93be2:e5bbca2ab79822233ba7a68db351809e', '296aab02cf585a76d8a8f93d625da04f', 'd6ce5d5762d2a59d543ea3539ebcfbbd', 2, '', 0, '{"sequence":6,"token":"d6ce5d5762d2a59d543ea3539ebcfbbd","mac":"85e8451dd153d6e6e72695b0602353c2d42a1ebbc5e6ebc61cadb771fde0cb48"}', 0)

INSERT INTO "amora_store_dirty" VALUES ('answer', '889577de70181c6c63192168974ec7cc')

INSERT INTO "amora_store_dirty" VALUES ('badge', '5e4814bb63e0ac90e40c57e9761c24a2')

INSERT INTO "amora_write_scope" VALUES ('73069a4828f1cecbd4ce4b3055256283')

INSERT INTO "amora_write_scope" VALUES (CAST(x'0a' AS TEXT))

INSERT INTO "answer" VALUES ('988f49c310cfb7a079cead05ad849b12', '73069a4828f1cecbd4ce4b3055256283', '11111111111111111111111111111111', '2', 'his', 0.5, '341e4ebeeb8532e5e1516e47bc2cb973', '2', '73069a4828f1cecbd4ce4b3055256283:user:11111111111111111111111111111111')

INSERT INTO "answer" VALUES ('e6ad85e3ffd4d3a455dbca4331e31052', '73069a4828f1cecbd4ce4b3055256283', '11111111111111111111111111111111', '4', 'unsynced', NULL, NULL, '4', '73069a4828f1cecbd4ce4b3055256283:user:11111111111111111111111111111111')

INSERT INTO "morango_buffer" VALUES (1, 8, 1, 'b7b869cd15ebc28f6bf8089d31ef2044', 'first half', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, NULL, NULL, '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"first half","dataset_id":"dddddddddddddddddddddddddddddddd","id":"b7b869cd15ebc28f6bf8089d31ef2044","question":"first half","text":"x","user_id":"11111111111111111111111111111111"}', '')

INSERT INTO "morango_certificate" VALUES ('2340c2f3a0fdbef01e130eb4e98d5146', '73069a4828f1cecbd4ce4b3055256283', 'school', '3197606f172141b68c289bb5a9431f6e', 'full', 1, '{"dataset_id": "73069a4828f1cecbd4ce4b3055256283"}', 'MIIBCgKCAQEA2N9OX3rEiQwpaTl5uX+4urBkh1AKWSm1WHbaZE7xk0NIIQnqRuBk3xtccqvCcT0ZYNy6HZ33bzskJT2NH6luy+5KOrsTKie2wFGGjrG4caV+MM2KjyzmJs3uKtqq8I6TE8PEsgY6twFfxeHXJ8BFypDUB6Fel2re4TQa0v0kId9WaEtTT/UN3ynv8nNNfwT5zrTt+fABfBJvzTmsJU53smgNCw6ZNLBncCrt0Z56agx985zaIAVFepH3X0rTjR0kqFmFnxtmEFNRpMyPY1lMpDZn80cKvxaPX9je8y/5faXxT5OC4fYFYMswis+24q0Ef4c+RiIlBWJF4alMtSbfKQIDAQAB', '{"id": "2340c2f3a0fdbef01e130eb4e98d5146", "parent_id": "73069a4828f1cecbd4ce4b3055256283", "profile": "school", "salt": "3197606f172141b68c289bb5a9431f6e", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"73069a4828f1cecbd4ce4b3055256283\"}", "public_key_string": "MIIBCgKCAQEA2N9OX3rEiQwpaTl5uX+4urBkh1AKWSm1WHbaZE7xk0NIIQnqRuBk3xtccqvCcT0ZYNy6HZ33bzskJT2NH6luy+5KOrsTKie2wFGGjrG4caV+MM2KjyzmJs3uKtqq8I6TE8PEsgY6twFfxeHXJ8BFypDUB6Fel2re4TQa0v0kId9WaEtTT/UN3ynv8nNNfwT5zrTt+fABfBJvzTmsJU53smgNCw6ZNLBncCrt0Z56agx985zaIAVFepH3X0rTjR0kqFmFnxtmEFNRpMyPY1lMpDZn80cKvxaPX9je8y/5faXxT5OC4fYFYMswis+24q0Ef4c+RiIlBWJF4alMtSbfKQIDAQAB"}', 'T98n5eOo50oswdZlEUnCQpR99SFTsYeK8x5bFDadXnMyetCUSgOeYc4F0kXB5Eo49WBHs7Qi8HhU8vRkF9lAQLf62hwXRTBACDzxVIBGdwlPZxS0P9ske+g/QqyS0LIZNagsBSjgdjsQVGG7gU9EwLqVPobtnwUzCn5jJviDagek6XFEMzxnc8/8TZDeEjW8LvQ7xFDuHtuJsoUE8dbstNhVBtTJoCBQYyrq9wEe71Uh63L+8JcrD6rmbra994+j4qRREOpLYSwYlQj4OOzzkoFbgyHFT0lng+QWMZrxiyQXThpLM3bOheg1pKVIbsez43wZhNWLxSIVPEzD94vFkQ==', NULL)

INSERT INTO "morango_certificate" VALUES ('73069a4828f1cecbd4ce4b3055256283', NULL, 'school', '', 'full', 1, '{"dataset_id": "73069a4828f1cecbd4ce4b3055256283"}', 'MIIBCgKCAQEAp8kpotlPos6ufeZYndT6ZPAMy5KnrGnWtVgXGoue5zf8CLaUuBQPb9yY05Ro7RJFDg0l7yCDVFoFuP5unIxUwpSOF7lY1sfR2gMeTaEvJADqyppAmXKv5LAr0EkLEsK5DkVlrhbf8/cjSythLrTvR8enKqDpMK7J6eH6J9eNzy69V2rDMKtsBcBcGY7Kxft1caCsQxOZmxfhTQP2uBay8+3oWGBoZqRpEfNr/RaBovJAFHOZRi7U3NDMmL+KoAE4JCrwqb2dHiX9GrDQ6xaswKu89cTj4xEr+7ZbRJQiyNHzdubrZ/l9XEjei3r40XceffxcsmjB3il9ztgcYOGILwIDAQAB', '{"id": "73069a4828f1cecbd4ce4b3055256283", "parent_id": null, "profile": "school", "salt": "", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"73069a4828f1cecbd4ce4b3055256283\"}", "public_key_string": "MIIBCgKCAQEAp8kpotlPos6ufeZYndT6ZPAMy5KnrGnWtVgXGoue5zf8CLaUuBQPb9yY05Ro7RJFDg0l7yCDVFoFuP5unIxUwpSOF7lY1sfR2gMeTaEvJADqyppAmXKv5LAr0EkLEsK5DkVlrhbf8/cjSythLrTvR8enKqDpMK7J6eH6J9eNzy69V2rDMKtsBcBcGY7Kxft1caCsQxOZmxfhTQP2uBay8+3oWGBoZqRpEfNr/RaBovJAFHOZRi7U3NDMmL+KoAE4JCrwqb2dHiX9GrDQ6xaswKu89cTj4xEr+7ZbRJQiyNHzdubrZ/l9XEjei3r40XceffxcsmjB3il9ztgcYOGILwIDAQAB"}', 'ohwJ8NsqU5aNmvIcxuG3Mfw4t3ona9OyLUQFCXhpdX/AxfgpdXHw83NXRO0JFbDGrTwRgB1lt7lSOEQCXyuu4nWvoSaMA82Cbh+CXcLI6r/tms1F3CvK+/QBlxX/FVCEC5ASGmUW4x9w0rbztMiB9Nk/y01etIJ/FFJFUpfFaRFa2arFdz5yBDGPuduSnGv6UhlXO124wq5knnONhvGxd91uYUz/8YwHCmTDv7U0f3UgigZlwtfm2ENRIXpgbn7JwrcnsvSO3v69zj/yzu3NRrydd+aes4+C7+sQP54AzobnxmsKxAZLIQ/hPQKEJUTYeqgqQ/5G4pJdVbPQyxqIBg==', 'MIIEowIBAAKCAQEAp8kpotlPos6ufeZYndT6ZPAMy5KnrGnWtVgXGoue5zf8CLaUuBQPb9yY05Ro7RJFDg0l7yCDVFoFuP5unIxUwpSOF7lY1sfR2gMeTaEvJADqyppAmXKv5LAr0EkLEsK5DkVlrhbf8/cjSythLrTvR8enKqDpMK7J6eH6J9eNzy69V2rDMKtsBcBcGY7Kxft1caCsQxOZmxfhTQP2uBay8+3oWGBoZqRpEfNr/RaBovJAFHOZRi7U3NDMmL+KoAE4JCrwqb2dHiX9GrDQ6xaswKu89cTj4xEr+7ZbRJQiyNHzdubrZ/l9XEjei3r40XceffxcsmjB3il9ztgcYOGILwIDAQABAoIBACamS42EQnht5LsCqyocS9uhgkkIjNBGBxv54USPofiAKHH3YPWwRUgOyDOAzdTCbx7H/5OAaVAudoABOAieuM2ju8GSQ/khyWDPdBUMypegEHXAJ55RUVw8CrOth7v4F/nGGaCLC2ae6MXhhb7lFfNydbr3mw/IS6GxGNdBq5xsN9uyCWallEXv3CPO2jnF8UrVbe7BYlg/qYHUjApIPxE3KK4j7dlnedqTomQQJ2IrCVc2cYE3B5/yF2+VpATkSAM6B06rMmbU3jDJ/RTva5Ol66pwKrD330qgDpcJ7QZi1pbQA5vBxtAG5lGXNjl+L0V0amF+MTT21fVO3GV7noECgYEA0UeLPUvK9yXCkRJDbXow0RjZgJDJmyNJ2XDFzq9IPlCkB8BUsq/rfU2U+mvZP2I3REhF1M5xgQ5WMdxJNWuDHZ5s3Ck8rOxbTPoWHq/obZjVIJDhIkWqXFWI3G+VtqQIqMAkEs+D8XcZwXVJS/afj9GGbI7zswQveBQlE2Lx3YECgYEAzT46e1fkUNTUvvgECCZjh8TClEMeSL+WCnr7Uf+yBTOpWahOYx3CcDJDPoWOBShhdLfBzaoes1IMj25UNDaqosSWKVBlHBSJDad5KjC57RAW25sY7t0k4Cyg3wFYmgrk949VQCjJeg8orktoCS1IZaJMyOihVLJypJXcskgzna8CgYEAvHwUItutbFR83Q223tXrO5eG5S0B9pCcxZK1BQaHKWCVq0mEvv6EOHF0WOpjWpvJrNzuz9AzGAnihbuhz9QJ3dY+szcMp62kOTsQSwkha/v3EAKMUcKuwcRjpC13iGxKRDnxA2QUsJgVAVDx99GiOfR6fjFtuXBulFaIYeJ+dYECgYBWedqwL4ceW55L3DnuqSYUhV2qlGEFK9vvDIQpt39tW6gGA7kLX/WVyke05xbAq5PsVqRMoFoRGgf6wvStjz70F7phK+N+IlTgsOiHU0JzVO0cmEu4EOtBnOwnKe0H8oEooXa88rJ5QDvWvCTYgQDY+bo6iHG5Ovq8x/vWDj/ZNwKBgCjTWhtIR45XG6ssr+XfYeReypg1L2AECiq7iEHK/sKBIJM2bVxmZ4FCsiEiQknCj4nGKli8DHRsw3HQ0qWhax4jl4jGB07SK0H24+t/SVJ7ax2MiLSS4eBNVm44NdQ1gF6qMdLH/9BApJ5BNkJ+i5zPGyV4BFAuwmqWo6BkMgDU')

INSERT INTO "morango_databaseidmodel" VALUES ('22eddfe265f9e7ee19aa69e806ffc72b', 1, '2026-11-30T02:12:57.729759Z', '5a89b3584469a3fd8924c8824790361c')

INSERT INTO "morango_databasemaxcounter" VALUES ('73069a4828f1cecbd4ce4b3055256283', '296aab02cf585a76d8a8f93d625da04f', 5)

INSERT INTO "morango_databasemaxcounter" VALUES ('73069a4828f1cecbd4ce4b3055256283', 'f9bb9f9b43d10f2da64219ee871d317c', 4)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', '296aab02cf585a76d8a8f93d625da04f', 7)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1000)

INSERT INTO "morango_deletedmodels" VALUES ('d84ed94f3235c4ffbeb2536e83d3724c', 'school')

INSERT INTO "morango_harddeletedmodels" VALUES ('d84ed94f3235c4ffbeb2536e83d3724c', 'school')

INSERT INTO "morango_instanceidmodel" VALUES ('296aab02cf585a76d8a8f93d625da04f', '', '', '', '', '22eddfe265f9e7ee19aa69e806ffc72b', '', '', 7, 1)

INSERT INTO "morango_instanceidmodel" VALUES ('5a89b3584469a3fd8924c8824790361c', '', '', '', '', '22eddfe265f9e7ee19aa69e806ffc72b', '', '', 0, 0)

INSERT INTO "morango_nonce" VALUES ('9dd27abedd8ed164a34f6d2b9b4cfa4a', '2026-11-30T02:12:58.137030Z', '')

INSERT INTO "morango_scopedefinition" VALUES ('full', 1, 'school', 'dataset_id', 'Everything.', '', '', '${dataset_id}', '{}')

INSERT INTO "morango_scopedefinition" VALUES ('learner', 1, 'school', '', 'Own work.', '${dataset_id}:shared', '', '${dataset_id}:user:${user_id}', '{}')

INSERT INTO "morango_store" VALUES ('32b382de8f7f0886727dab045a9a0daa', 'c38f4d9d63a49119a3923b1d4b596b10', 'topic', 'school', '73069a4828f1cecbd4ce4b3055256283:shared', '341e4ebeeb8532e5e1516e47bc2cb973', '296aab02cf585a76d8a8f93d625da04f', 2, 0, 0, NULL, '', '{"id":"32b382de8f7f0886727dab045a9a0daa","_morango_source_id":"c38f4d9d63a49119a3923b1d4b596b10","_morango_partition":"73069a4828f1cecbd4ce4b3055256283:shared","dataset_id":"73069a4828f1cecbd4ce4b3055256283","title":"sub","parent_id":"341e4ebeeb8532e5e1516e47bc2cb973"}', '')

INSERT INTO "morango_store" VALUES ('341e4ebeeb8532e5e1516e47bc2cb973', '5fc9a45503f49322d8aee543dc69bb5e', 'topic', 'school', '73069a4828f1cecbd4ce4b3055256283:shared', '', '296aab02cf585a76d8a8f93d625da04f', 2, 0, 0, NULL, '', '{"id":"341e4ebeeb8532e5e1516e47bc2cb973","_morango_source_id":"5fc9a45503f49322d8aee543dc69bb5e","_morango_partition":"73069a4828f1cecbd4ce4b3055256283:shared","dataset_id":"73069a4828f1cecbd4ce4b3055256283","title":"top","parent_id":null}', '')

INSERT INTO "morango_store" VALUES ('5e4814bb63e0ac90e40c57e9761c24a2', 'unknown', 'badge', 'school', 'dddddddddddddddddddddddddddddddd', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', '', '{"_morango_partition":"dddddddddddddddddddddddddddddddd","_morango_source_id":"unknown","dataset_id":"dddddddddddddddddddddddddddddddd","id":"5e4814bb63e0ac90e40c57e9761c24a2","of":"a newer build"}', '')

INSERT INTO "morango_store" VALUES ('889577de70181c6c63192168974ec7cc', 'waits', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', 'missing_reference: topic_id', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"waits","dataset_id":"dddddddddddddddddddddddddddddddd","id":"889577de70181c6c63192168974ec7cc","question":"waits","text":"x","user_id":"11111111111111111111111111111111","topic_id":"99999999999999999999999999999999"}', '')

INSERT INTO "morango_store" VALUES ('988f49c310cfb7a079cead05ad849b12', '2', 'answer', 'school', '73069a4828f1cecbd4ce4b3055256283:user:11111111111111111111111111111111', '', '296aab02cf585a76d8a8f93d625da04f', 4, 0, 0, NULL, '', '{"id":"988f49c310cfb7a079cead05ad849b12","_morango_source_id":"2","_morango_partition":"73069a4828f1cecbd4ce4b3055256283:user:11111111111111111111111111111111","dataset_id":"73069a4828f1cecbd4ce4b3055256283","user_id":"11111111111111111111111111111111","question":"2","text":"his","score":0.5,"topic_id":"341e4ebeeb8532e5e1516e47bc2cb973"}', CAST(x'7b226964223a223938386634396333313063666237613037396365616430356164383439623132222c225f6d6f72616e676f5f736f757263655f6964223a2232222c225f6d6f72616e676f5f706172746974696f6e223a2237333036396134383238663163656362643463653462333035353235363238333a757365723a3131313131313131313131313131313131313131313131313131313131313131222c22646174617365745f6964223a223733303639613438323866316365636264346365346233303535323536323833222c22757365725f6964223a223131313131313131313131313131313131313131313131313131313131313131222c227175657374696f6e223a2232222c2274657874223a2268657273222c2273636f7265223a302e352c22746f7069635f6964223a223334316534656265656238353332653565313531366534376263326362393733227d0a' AS TEXT))

INSERT INTO "morango_store" VALUES ('d84ed94f3235c4ffbeb2536e83d3724c', '1', 'answer', 'school', '73069a4828f1cecbd4ce4b3055256283:user:11111111111111111111111111111111', '', '296aab02cf585a76d8a8f93d625da04f', 2, 0, 0, NULL, '', '{"id":"d84ed94f3235c4ffbeb2536e83d3724c","_morango_source_id":"1","_morango_partition":"73069a4828f1cecbd4ce4b3055256283:user:11111111111111111111111111111111","dataset_id":"73069a4828f1cecbd4ce4b3055256283","user_id":"11111111111111111111111111111111","question":"1","text":"it''s\n1","score":0.5,"topic_id":"341e4ebeeb8532e5e1516e47bc2cb973"}', '')

INSERT INTO "morango_store" VALUES ('f23229c42da517bca9cd035971d54061', '3', 'answer', 'school', '73069a4828f1cecbd4ce4b3055256283:user:11111111111111111111111111111111', '', 'f9bb9f9b43d10f2da64219ee871d317c', 4, 1, 0, 'ec8932a648b539a3830337e71178b580', '', '{"id":"f23229c42da517bca9cd035971d54061","_morango_source_id":"3","_morango_partition":"73069a4828f1cecbd4ce4b3055256283:user:11111111111111111111111111111111","dataset_id":"73069a4828f1cecbd4ce4b3055256283","user_id":"11111111111111111111111111111111","question":"3","text":"it''s\n3","score":0.5,"topic_id":"341e4ebeeb8532e5e1516e47bc2cb973"}', '')

INSERT INTO "morango_syncsession" VALUES ('326ffa88b561b8aaded907f4c03b5589', '2026-11-30T02:12:57.934236Z', '2026-11-30T02:12:57.957216Z', 1, 0, '73069a4828f1cecbd4ce4b3055256283', '7fa7efdc49ebcb5cb6f7cee6982f3de2', 'school', 'network', 'relay', '', '', '296aab02cf585a76d8a8f93d625da04f', '', '383a4811c68b257b3a9baaa31b1a59266eb13972de5ba58890bf24f700f93be2:e5bbca2ab79822233ba7a68db351809e')

INSERT INTO "morango_syncsession" VALUES ('4c3cdae461ccf7eb9e7dfb50cb490e16', '2026-11-30T02:12:58.119747Z', '2026-11-30T02:12:58.123787Z', 1, 0, '73069a4828f1cecbd4ce4b3055256283', '7fa7efdc49ebcb5cb6f7cee6982f3de2', 'school', 'network', 'relay', '', '', '296aab02cf585a76d8a8f93d625da04f', 'e5bbca2ab79822233ba7a68db351809e', '383a4811c68b257b3a9baaa31b1a59266eb13972de5ba58890bf24f700f93be2:e5bbca2ab79822233ba7a68db351809e')

INSERT INTO "morango_syncsession" VALUES ('c8ce462a274f13b498c4d0dff7d6b338', '2026-11-30T02:12:58.081058Z', '2026-11-30T02:12:58.081706Z', 1, 0, '73069a4828f1cecbd4ce4b3055256283', '7fa7efdc49ebcb5cb6f7cee6982f3de2', 'school', 'network', 'relay', '', '', '296aab02cf585a76d8a8f93d625da04f', 'e5bbca2ab79822233ba7a68db351809e', '383a4811c68b257b3a9baaa31b1a59266eb13972de5ba58890bf24f700f93be2:e5bbca2ab79822233ba7a68db351809e')

INSERT INTO "morango_transfersession" VALUES (1, 'bbe3dc896485e2d7a3869cf42b8467f9', '326ffa88b561b8aaded907f4c03b5589', 0, 0, 'school', '73069a4828f1cecbd4ce4b3055256283', 2, '2026-11-30T02:12:57.934367Z', '2026-11-30T02:12:57.956704Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (2, 'e8113ce97d16ea2b84bba3a1ea7099e4', '326ffa88b561b8aaded907f4c03b5589', 0, 1, 'school', '73069a4828f1cecbd4ce4b3055256283', 2, '2026-11-30T02:12:57.957229Z', '2026-11-30T02:12:57.958126Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (3, '0ecad147dd49f34032e799a8f734e68c', 'c8ce462a274f13b498c4d0dff7d6b338', 0, 0, 'school', '73069a4828f1cecbd4ce4b3055256283', 2, '2026-11-30T02:12:58.081092Z', '2026-11-30T02:12:58.081597Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (4, '09fd20f53037f181acfc19270d650bae', 'c8ce462a274f13b498c4d0dff7d6b338', 0, 1, 'school', '73069a4828f1cecbd4ce4b3055256283', 2, '2026-11-30T02:12:58.081714Z', '2026-11-30T02:12:58.089812Z', 0, 5, 5, 2609, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (5, 'ec8932a648b539a3830337e71178b580', '4c3cdae461ccf7eb9e7dfb50cb490e16', 0, 0, 'school', '73069a4828f1cecbd4ce4b3055256283', 2, '2026-11-30T02:12:58.119776Z', '2026-11-30T02:12:58.123621Z', 0, 2, 2, 0, 1177, '{}', '{}', 'cleanup', 'completed', NULL, 1, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (6, '7c26f97d9c3f00c8dbc6c377fba9f6ec', '4c3cdae461ccf7eb9e7dfb50cb490e16', 0, 1, 'school', '73069a4828f1cecbd4ce4b3055256283', 2, '2026-11-30T02:12:58.123797Z', '2026-11-30T02:12:58.124773Z', 0, 1, 1, 962, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (7, '595553201d0801b19cdcd6fbc38ab3fe', '595553201d0801b19cdcd6fbc38ab3fe', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T02:12:58.134657Z', '2026-11-30T02:12:58.136988Z', 0, 3, 3, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 1, 0, '')

INSERT INTO "morango_transfersession" VALUES (8, '55555555555555555555555555555555', '55555555555555555555555555555555', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T02:12:58.137059Z', '9999-01-01T00:00:00.000000Z', 1, 2, 1, 0, 0, '{}', '{"super": {}, "sub": {}}', 'transferring', 'started', 1, 0, 0, 0, '')

INSERT INTO "topic" VALUES ('32b382de8f7f0886727dab045a9a0daa', '73069a4828f1cecbd4ce4b3055256283', 'sub', '341e4ebeeb8532e5e1516e47bc2cb973', 'c38f4d9d63a49119a3923b1d4b596b10', '73069a4828f1cecbd4ce4b3055256283:shared')

INSERT INTO "topic" VALUES ('341e4ebeeb8532e5e1516e47bc2cb973', '73069a4828f1cecbd4ce4b3055256283', 'top', NULL, '5fc9a45503f49322d8aee543dc69bb5e', '73069a4828f1cecbd4ce4b3055256283:shared')

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

