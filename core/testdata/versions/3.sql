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

INSERT INTO "amora_acknowledged" VALUES ('9c87ce30dd248344d65d8d348484a1cd2041174de23a37e185dc8a279dcf09f2:b81a34cf8fd20b6b317202e8c9bdb235', '9d8af2fd3ce8aea22b4f72606494ca5f', '0464904f57de84337e26dcd1bd33aab3', 5)

INSERT INTO "amora_bundle" VALUES ('9d8af2fd3ce8aea22b4f72606494ca5f', 2, '{"room":"9d8af2fd3ce8aea22b4f72606494ca5f","sequence":2,"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"id_rules":{"topic":"given"},"relay_keys":["MIIBCgKCAQEAw1gX/E1pj9rqP/FMmgLOWnCWqa8TgdC074oVIWpBzqrNeGSM0UHQ135coqAZO2JWxpIKoSY4ewNV8zFpb5K0GA/PqYGJXhFc68o8/+0WP+njTNP9qLASl8h1mDa59sUnLGimu+1LKDu6CK/sXuo66V/2QaL4xjg3HUC7N7m6GxuStMKcqE9cu+W2JhUeF1L/ZPwzo0MHL57PLEEc+VkPKwfJl10+dl9DwLswey9hC3ooa1lbxhdeJkswhXIsCFQ4b5ks8SjLfJ4Z8UUz40XHT5+SoyaTHze11yet610LWFSBwbx4bNuFB6GGpY4847HNaGrXQeh/8wvhqmlBmSUEUQIDAQAB"],"revoked":[]}', 'GMmLb+N3yIjfaaO8CEdA35FeDXkK2Px/bWmI9Quj5XTqQxTgC1kD+ewtUTGzIBhIqoLgA2UN5DXWYInBzxoowI1kHO1HVuDiEb6wqS3se6RR/sfSCfm8adva8Jegrz6TYPtyH1UYduXTQk8cL0nfA7p3s73Sh/9vGoxATogB/tjnp2APXIuGn3lHHk7K56tVd6BY4zllHlxmNIQwBgBKfe2gAYesNQwAYQTJmX8x4IYPIjC3UUheRJ+w9HfMM8CdqH0hmnVYulm7tV0uNsBKa7fqYzxQsx7Cl8T+kE0swtEeoh3OoWySyomUDE7X+bL5JbMYM//el/Rsrzg28zefOA==')

INSERT INTO "amora_dirty_answer" VALUES ('947e987cc6136846ad863ea30610d4b3')

INSERT INTO "amora_issued" VALUES ('07215355884b685a1a356bf7ca5a60f7', '', '2026-11-30T13:40:16.202331Z')

INSERT INTO "amora_known_relay" VALUES ('9d8af2fd3ce8aea22b4f72606494ca5f', '9c87ce30dd24.relay:80', '9c87ce30dd248344d65d8d348484a1cd2041174de23a37e185dc8a279dcf09f2')

INSERT INTO "amora_meta" VALUES ('schema', '{"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"models":[{"name":"topic","table":"topic","partition":"${dataset_id}:shared","source":null,"columns":{"dataset_id":"uuid","title":"text","parent_id":"uuid?"},"references":{"parent_id":"topic"}},{"name":"answer","table":"answer","partition":"${dataset_id}:user:${user_id}","source":"${question}","columns":{"dataset_id":"uuid","user_id":"uuid","question":"text","text":"text","score":"real?","topic_id":"uuid?"},"references":{"topic_id":"topic"}}]}')

INSERT INTO "amora_meta" VALUES ('triggers', '1e107ad67b92b4c06f8185d4a5e4cdc690f89791e5f5e0c797c249833a1d8d1e')

INSERT INTO "amora_meta" VALUES ('version', '3')

INSERT INTO "amora_partitionmaxcounter" VALUES ('9d8af2fd3ce8aea22b4f72606494ca5f:shared', '0464904f57de84337e26dcd1bd33aab3', 2)

INSERT INTO "amora_partitionmaxcounter" VALUES ('9d8af2fd3ce8aea22b4f72606494ca5f:user:11111111111111111111111111111111', '0464904f57de84337e26dcd1bd33aab3', 4)

INSERT INTO "amora_partitionmaxcounter" VALUES ('9d8af2fd3ce8aea22b4f72606494ca5f:user:11111111111111111111111111111111', 'b3faa3b81fc0ee3105b04da96dfe6971', 4)

INSERT INTO "amora_partitionmaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1)

INSERT INTO "amora_partitionmaxcounter" VALUES ('dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1)

INSERT INTO "amora_pushed_certificate" VALUES ('12e7a419fd339c7d5e06ec7163f4cb1d', '9c87ce30dd248344d65d8d348484a1cd2041174de23a37e185dc8a279dcf09f2', '9c87ce30dd24.relay:80', '2026-11-30T13:40:16.110733Z')

INSERT INTO "amora_quarantine" VALUES ('11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 'answer', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'bad_id', '595553201d0801b19cdcd6fbc38ab3fe', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"kept","dataset_id":"dddddddddddddddddddddddddddddddd","id":"ac2a3fd00b196f5d039e91878a5f7429","question":"kept","text":"x","user_id":"11111111111111111111111111111111"}')

INSERT INTO "amora_quota" VALUES ('', 340)

INSERT INTO "amora_recordmaxcounter" VALUES ('230321d6364a81a7bf758998dadce3a1', '0464904f57de84337e26dcd1bd33aab3', 2)

INSERT INTO "amora_recordmaxcounter" VALUES ('4948e137d13259852e0c80e031740bea', 'b3faa3b81fc0ee3105b04da96dfe6971', 4)

INSERT INTO "amora_relay" VALUES ('9d8af2fd3ce8aea22b4f72606494ca5f', '9c87ce30dd248344d65d8d348484a1cd2041174de23a37e185dc8a279dcf09f2:b81a34cf8fd20b6b317202e8c9bdb235', '0464904f57de84337e26dcd1bd33aab3', '49c9b4c58ae3f0dc6bd04e3f4064d994', 2, '', 0, '{"sequence":6,"token":"49c9b4c58ae3f0dc6bd04e3f4064d994","mac":"0b6f6687e67b6109f154870c70278f4ea97d5661fc07abece588af97498445af"}', 0)

INSERT INTO "amora_store_dirty" VALUES ('answer', '889577de70181c6c63192168974ec7cc')

INSERT INTO "amora_store_dirty" VALUES ('badge', '5e4814bb63e0ac90e40c57e9761c24a2')

INSERT INTO "amora_trust" VALUES (5)

INSERT INTO "amora_write_scope" VALUES ('9d8af2fd3ce8aea22b4f72606494ca5f')

INSERT INTO "amora_write_scope" VALUES (CAST(x'0a' AS TEXT))

INSERT INTO "answer" VALUES ('4948e137d13259852e0c80e031740bea', '9d8af2fd3ce8aea22b4f72606494ca5f', '11111111111111111111111111111111', '2', 'his', 0.5, 'f3dd859f7f8e9384e960d0615c1b7400', '2', '9d8af2fd3ce8aea22b4f72606494ca5f:user:11111111111111111111111111111111')

INSERT INTO "answer" VALUES ('947e987cc6136846ad863ea30610d4b3', '9d8af2fd3ce8aea22b4f72606494ca5f', '11111111111111111111111111111111', '4', 'unsynced', NULL, NULL, '4', '9d8af2fd3ce8aea22b4f72606494ca5f:user:11111111111111111111111111111111')

INSERT INTO "morango_buffer" VALUES (1, 8, 1, 'b7b869cd15ebc28f6bf8089d31ef2044', 'first half', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, NULL, NULL, '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"first half","dataset_id":"dddddddddddddddddddddddddddddddd","id":"b7b869cd15ebc28f6bf8089d31ef2044","question":"first half","text":"x","user_id":"11111111111111111111111111111111"}', '')

INSERT INTO "morango_certificate" VALUES ('07215355884b685a1a356bf7ca5a60f7', '9d8af2fd3ce8aea22b4f72606494ca5f', 'school', '60ba41f6a40faae236d65c71b9f05bba', 'full', 1, '{"dataset_id": "9d8af2fd3ce8aea22b4f72606494ca5f"}', 'MIIBCgKCAQEAy/0kryiCS6i9hFSE0yn+0VsqhS7oJwQwwbfpuDL/Jxng6i83mTKJlRbPZaHV33cNVuQnq9trmuMnIJHdIeQZ5ODe+QxcXsEYuNmnI2LkSk3p3wShYCUTBHRXgQ90KCMKmjV9v08zcuIMJqE04jEcreudQEIWr+qPNIJWwsDhEqSAKnr9wAzPrM0UoOCnV+KZHB48G+QH/a8avtx1IwSSMN9/ymeTo37wRPNVE10g8Wnbfmy+HdNkHIcQShO61Cs969DW40pc56JDq0viVAsnP06tMCTHvbLZry6Omgr99n7+wjRTEILf/jsqZNCbmzk5Dot+WkD/u1SyAP5qMUqeSwIDAQAB', '{"id": "07215355884b685a1a356bf7ca5a60f7", "parent_id": "9d8af2fd3ce8aea22b4f72606494ca5f", "profile": "school", "salt": "60ba41f6a40faae236d65c71b9f05bba", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"9d8af2fd3ce8aea22b4f72606494ca5f\"}", "public_key_string": "MIIBCgKCAQEAy/0kryiCS6i9hFSE0yn+0VsqhS7oJwQwwbfpuDL/Jxng6i83mTKJlRbPZaHV33cNVuQnq9trmuMnIJHdIeQZ5ODe+QxcXsEYuNmnI2LkSk3p3wShYCUTBHRXgQ90KCMKmjV9v08zcuIMJqE04jEcreudQEIWr+qPNIJWwsDhEqSAKnr9wAzPrM0UoOCnV+KZHB48G+QH/a8avtx1IwSSMN9/ymeTo37wRPNVE10g8Wnbfmy+HdNkHIcQShO61Cs969DW40pc56JDq0viVAsnP06tMCTHvbLZry6Omgr99n7+wjRTEILf/jsqZNCbmzk5Dot+WkD/u1SyAP5qMUqeSwIDAQAB"}', 'ayCu9Q7OKzVcYWSbesgSNZ5Jf5RX/+V0wJN+m3miPchRFyJVpl3uNISnRibrQLxOfIK7MSJ9vOeC1LrStl7A/DrwVIw+5FMl9M/f9KhJoAIQJZAhiTveP8lEuEggxuS7J3n7pDA/fyY02KD7+Y6ITzUxNwlrU3n497zMWvmB5MqSTO56nx9Wa8AJElQZ1tjCvF8LEem10Zz/A/jrFT0xhrFfJ+yqIjiK6NRKxTEzbv7XE5prNsl3Qv/dPjQ2tndRPSHsebWOz0L1abXR5JIcT96LtObmw0aHlQ1QAvwKNyeFPTaH+L1julCb6FTyw8WvIcnLf3iOCYtLknrrOsZHDw==', NULL)

INSERT INTO "morango_certificate" VALUES ('12e7a419fd339c7d5e06ec7163f4cb1d', '9d8af2fd3ce8aea22b4f72606494ca5f', 'school', '1a16dd5c52ddab1118af914af51e31a5', 'full', 1, '{"dataset_id": "9d8af2fd3ce8aea22b4f72606494ca5f"}', 'MIIBCgKCAQEAw1gX/E1pj9rqP/FMmgLOWnCWqa8TgdC074oVIWpBzqrNeGSM0UHQ135coqAZO2JWxpIKoSY4ewNV8zFpb5K0GA/PqYGJXhFc68o8/+0WP+njTNP9qLASl8h1mDa59sUnLGimu+1LKDu6CK/sXuo66V/2QaL4xjg3HUC7N7m6GxuStMKcqE9cu+W2JhUeF1L/ZPwzo0MHL57PLEEc+VkPKwfJl10+dl9DwLswey9hC3ooa1lbxhdeJkswhXIsCFQ4b5ks8SjLfJ4Z8UUz40XHT5+SoyaTHze11yet610LWFSBwbx4bNuFB6GGpY4847HNaGrXQeh/8wvhqmlBmSUEUQIDAQAB', '{"id": "12e7a419fd339c7d5e06ec7163f4cb1d", "parent_id": "9d8af2fd3ce8aea22b4f72606494ca5f", "profile": "school", "salt": "1a16dd5c52ddab1118af914af51e31a5", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"9d8af2fd3ce8aea22b4f72606494ca5f\"}", "public_key_string": "MIIBCgKCAQEAw1gX/E1pj9rqP/FMmgLOWnCWqa8TgdC074oVIWpBzqrNeGSM0UHQ135coqAZO2JWxpIKoSY4ewNV8zFpb5K0GA/PqYGJXhFc68o8/+0WP+njTNP9qLASl8h1mDa59sUnLGimu+1LKDu6CK/sXuo66V/2QaL4xjg3HUC7N7m6GxuStMKcqE9cu+W2JhUeF1L/ZPwzo0MHL57PLEEc+VkPKwfJl10+dl9DwLswey9hC3ooa1lbxhdeJkswhXIsCFQ4b5ks8SjLfJ4Z8UUz40XHT5+SoyaTHze11yet610LWFSBwbx4bNuFB6GGpY4847HNaGrXQeh/8wvhqmlBmSUEUQIDAQAB"}', 't2E0mkN/ZJvIWVtWZJJJ8X5RdU8YJA0SLOA0S9HPP9VrK8gYopV1n1J2O+mOjQIPfiGf93rFsPELssnaynf8jfgpZ75Gz0hkhZ5/M6ksH3/IRCJ/lOYyM0oDW7bdyXEIDmlwtuBj23ZaXOgYNTfgmFivmJIQALj78uPsZIApRRie68OZ8V3YrlmN+PaFo+tQ62Y08d9R35PxL9oHjnPKnjXkt5qXblgKtL9VOeLHDJfmBO1jnNKh/MG4RNqWfpRIR57F5KqURVlcQKnD+FCy1ubMeipOy6L/skdLB96kumD5FP7ncQAYQiDHfVsrSIcmglCy3F3XVkgNeot/t/XNBw==', NULL)

INSERT INTO "morango_certificate" VALUES ('9d8af2fd3ce8aea22b4f72606494ca5f', NULL, 'school', '', 'full', 1, '{"dataset_id": "9d8af2fd3ce8aea22b4f72606494ca5f"}', 'MIIBCgKCAQEA3Lg4UGiXxi81Wkfpxu2CSpJfbWxFn9KWCVFqXvtkSR0Mp8jRM2F66TyMQhXXfvUP3yEwg8RkqnmeCig4vcpTjyuEMLUNeoSzoK7J0i6TEHME4LByNaC9XXEcMqQS3tDon0nWhLhg8RZpRnd9q1i8GqCIOeuprSMZJppqlYwKik5BLyYmCoPmWQxHd93PC9WCAECrGjiXkhfXttj6zGlCN56V5VBM9XCRV8MqIvPM+RqMKX4yZQcET4t+EwUqGnF5tZ6/5hklxf/7/LUZsFKHN4wieM7C8jXaCxaA/yzVFHiVD7/YZHjm/h/mb6vgPYOBMlolQXKCsIlzx6jEdOjnnQIDAQAB', '{"id": "9d8af2fd3ce8aea22b4f72606494ca5f", "parent_id": null, "profile": "school", "salt": "", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"9d8af2fd3ce8aea22b4f72606494ca5f\"}", "public_key_string": "MIIBCgKCAQEA3Lg4UGiXxi81Wkfpxu2CSpJfbWxFn9KWCVFqXvtkSR0Mp8jRM2F66TyMQhXXfvUP3yEwg8RkqnmeCig4vcpTjyuEMLUNeoSzoK7J0i6TEHME4LByNaC9XXEcMqQS3tDon0nWhLhg8RZpRnd9q1i8GqCIOeuprSMZJppqlYwKik5BLyYmCoPmWQxHd93PC9WCAECrGjiXkhfXttj6zGlCN56V5VBM9XCRV8MqIvPM+RqMKX4yZQcET4t+EwUqGnF5tZ6/5hklxf/7/LUZsFKHN4wieM7C8jXaCxaA/yzVFHiVD7/YZHjm/h/mb6vgPYOBMlolQXKCsIlzx6jEdOjnnQIDAQAB"}', 'JaxG8iI+YfcLnRhllAPXtLeToBWtIWoEzMOlrEfq2E8wWdsonsyKu5UCahyzkQFiwvu1GAsELqoJ8ztvxsi1ThRP/GA0G9BQbrj20U7oE9LMeo0nMEQtzxETFUaaIdC2iebVs6r2xwfQgJ8bA/FNBXHk8btdHsYjNZ9gmd23qu64oWGCpGHsV21ifaYkPTy0qZfPJjetI4GjQ5E8ry78WqVOXVun8KGkq5+4InxFgU2U2axZo3BORNYrujusz8RDfRBFLF8AcmKN0wGxvhG4i7H7LnNzPbkTfOQFuFRJLO9emNuSVIRJVE+DaCYrUCaS23O0sUQcthz5SPmvdG3ZYA==', 'MIIEowIBAAKCAQEA3Lg4UGiXxi81Wkfpxu2CSpJfbWxFn9KWCVFqXvtkSR0Mp8jRM2F66TyMQhXXfvUP3yEwg8RkqnmeCig4vcpTjyuEMLUNeoSzoK7J0i6TEHME4LByNaC9XXEcMqQS3tDon0nWhLhg8RZpRnd9q1i8GqCIOeuprSMZJppqlYwKik5BLyYmCoPmWQxHd93PC9WCAECrGjiXkhfXttj6zGlCN56V5VBM9XCRV8MqIvPM+RqMKX4yZQcET4t+EwUqGnF5tZ6/5hklxf/7/LUZsFKHN4wieM7C8jXaCxaA/yzVFHiVD7/YZHjm/h/mb6vgPYOBMlolQXKCsIlzx6jEdOjnnQIDAQABAoIBADbAIMH7a/iukbC7KXedx2XZoL/LLYsraOnXTwhQGkyTnuXI5/HzopJUIWOsONgmkIEUIc1xzFnIUMZqu0aC947KZ+BQLQ+A9vDrIqeXQ4Y/TcyxoCcC4C5bZjf+oKqyTh3jKkoiVXPAUC15awwztvdw7lHVzjFjRTQg9kLx6dRsBlko9qOoNOj2Z8XDF/ioeJ88EkfKAvQEmEbbWHGjBFGdA5g/Bbu0ZCS3R7gaLQN2+cymr2DmZJULssxLBa4FiED8tyAkscNksgRJ6UNwE/hNNQzL7BVYPgy+vXvuugwRzmrehjuzlgoJSgjZdRm875ACjkKi2QgF4aLW0oClJMECgYEA4FU8heF64MMAmlUl2UgNw1dBGRF/yEkPm6DfE03YrD5rYT2wL0GBJClEYHb7GdM/4TtPKFhUdHl1WM3PKPdPpJK+K0lcqwkcdLtXxMaIoj5xYwMD6d3J3usWI/pcbDxxfy3+x2WJ53cD3ahratpOiPjViPX8P/AG4HMTkxZmgN0CgYEA++BoSs/bU3Y1HJSh/SVzK2FXUnLaqaAJB3yWb4UXuNcA4cPGnlbKu9VzC5V+bZL1pIHn0FCQagMgk6KukfbqESgjKYtrxaR4JBlG6iIVdZYeOfhckUqeb94rT346+c8S3lyprRReVvFtG7FN2jfnunHmPVPfjW6C41C7tJOENcECgYAMqWLwH4ji9L6s909akzGLq/oVoyI2OMFzxEGzAjrPhfpjk6rFEAps8xNT6oNDsuOxH7rZCRtDM7PG3l7p7gOFw26OXOapFKuRfx12EsqVdbbKotnuskD5nwUx5Kigx0yUpBD0Sivdb589PItLjaTPIFRVFaU2KqMIuhYJwELq1QKBgGZyP/kt0eeAjNmzGq/8K3vZe8rtLEMR9Jo28nkpiRyFVrZ9CqwcYRlFGCX+CA5JV+AxdjgkjJiR7Q4ffSGhbFLOIH8lVhBtdPA5174jXtcU1/Z8LipqT0bw9my+yv4QW3xV9C2Ru01hpR8+XowDcR1EdoE7PBIqgNI0ZCRuW7gBAoGBAIpjmUUMl7kD2l58h8IaP5xjXXNgLQ2+yU4Z+MrmLiJqdDDkfjDGvdAEGUvo86tB4m8cHpk+GZ2tr1Jrv2puwHypqcjksvO2H6ky1rngrHVdxG7m4sRuYJsoc4SsKHczHI39XD0Y0u7gspAA8BvhDnvlXTBD69/k1Ed/kmio7Rk+')

INSERT INTO "morango_databaseidmodel" VALUES ('734840b3a983e905a7ebf20e03f953ce', 1, '2026-11-30T13:40:15.979541Z', '299891481ad0630a5f219df1cc5ad3e2')

INSERT INTO "morango_databasemaxcounter" VALUES ('9d8af2fd3ce8aea22b4f72606494ca5f', '0464904f57de84337e26dcd1bd33aab3', 5)

INSERT INTO "morango_databasemaxcounter" VALUES ('9d8af2fd3ce8aea22b4f72606494ca5f', 'b3faa3b81fc0ee3105b04da96dfe6971', 4)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', '0464904f57de84337e26dcd1bd33aab3', 7)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1000)

INSERT INTO "morango_deletedmodels" VALUES ('cca70cfb1484ca1d773e2fad66898b33', 'school')

INSERT INTO "morango_harddeletedmodels" VALUES ('cca70cfb1484ca1d773e2fad66898b33', 'school')

INSERT INTO "morango_instanceidmodel" VALUES ('0464904f57de84337e26dcd1bd33aab3', '', '', '', '', '734840b3a983e905a7ebf20e03f953ce', '', '', 7, 1)

INSERT INTO "morango_instanceidmodel" VALUES ('299891481ad0630a5f219df1cc5ad3e2', '', '', '', '', '734840b3a983e905a7ebf20e03f953ce', '', '', 0, 0)

INSERT INTO "morango_nonce" VALUES ('01a22caf4f3c9d16aa58dcae994f243f', '2026-11-30T13:40:16.316000Z', '')

INSERT INTO "morango_scopedefinition" VALUES ('full', 1, 'school', 'dataset_id', 'Everything.', '', '', '${dataset_id}', '{}')

INSERT INTO "morango_scopedefinition" VALUES ('learner', 1, 'school', '', 'Own work.', '${dataset_id}:shared', '', '${dataset_id}:user:${user_id}', '{}')

INSERT INTO "morango_store" VALUES ('230321d6364a81a7bf758998dadce3a1', '3', 'answer', 'school', '9d8af2fd3ce8aea22b4f72606494ca5f:user:11111111111111111111111111111111', '', 'b3faa3b81fc0ee3105b04da96dfe6971', 4, 1, 0, 'da40c4870159ae84afbb8c30e16d84b2', '', '{"id":"230321d6364a81a7bf758998dadce3a1","_morango_source_id":"3","_morango_partition":"9d8af2fd3ce8aea22b4f72606494ca5f:user:11111111111111111111111111111111","dataset_id":"9d8af2fd3ce8aea22b4f72606494ca5f","user_id":"11111111111111111111111111111111","question":"3","text":"it''s\n3","score":0.5,"topic_id":"f3dd859f7f8e9384e960d0615c1b7400"}', '')

INSERT INTO "morango_store" VALUES ('4948e137d13259852e0c80e031740bea', '2', 'answer', 'school', '9d8af2fd3ce8aea22b4f72606494ca5f:user:11111111111111111111111111111111', '', '0464904f57de84337e26dcd1bd33aab3', 4, 0, 0, NULL, '', '{"id":"4948e137d13259852e0c80e031740bea","_morango_source_id":"2","_morango_partition":"9d8af2fd3ce8aea22b4f72606494ca5f:user:11111111111111111111111111111111","dataset_id":"9d8af2fd3ce8aea22b4f72606494ca5f","user_id":"11111111111111111111111111111111","question":"2","text":"his","score":0.5,"topic_id":"f3dd859f7f8e9384e960d0615c1b7400"}', CAST(x'7b226964223a223439343865313337643133323539383532653063383065303331373430626561222c225f6d6f72616e676f5f736f757263655f6964223a2232222c225f6d6f72616e676f5f706172746974696f6e223a2239643861663266643363653861656132326234663732363036343934636135663a757365723a3131313131313131313131313131313131313131313131313131313131313131222c22646174617365745f6964223a223964386166326664336365386165613232623466373236303634393463613566222c22757365725f6964223a223131313131313131313131313131313131313131313131313131313131313131222c227175657374696f6e223a2232222c2274657874223a2268657273222c2273636f7265223a302e352c22746f7069635f6964223a226633646438353966376638653933383465393630643036313563316237343030227d0a' AS TEXT))

INSERT INTO "morango_store" VALUES ('5e4814bb63e0ac90e40c57e9761c24a2', 'unknown', 'badge', 'school', 'dddddddddddddddddddddddddddddddd', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', '', '{"_morango_partition":"dddddddddddddddddddddddddddddddd","_morango_source_id":"unknown","dataset_id":"dddddddddddddddddddddddddddddddd","id":"5e4814bb63e0ac90e40c57e9761c24a2","of":"a newer build"}', '')

INSERT INTO "morango_store" VALUES ('889577de70181c6c63192168974ec7cc', 'waits', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', 'missing_reference: topic_id', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"waits","dataset_id":"dddddddddddddddddddddddddddddddd","id":"889577de70181c6c63192168974ec7cc","question":"waits","text":"x","user_id":"11111111111111111111111111111111","topic_id":"99999999999999999999999999999999"}', '')

INSERT INTO "morango_store" VALUES ('c041089d3cbca622bff7ce3efaa22b63', '4478d0145be7f416eaa6aaf7ef8ddfb6', 'topic', 'school', '9d8af2fd3ce8aea22b4f72606494ca5f:shared', 'f3dd859f7f8e9384e960d0615c1b7400', '0464904f57de84337e26dcd1bd33aab3', 2, 0, 0, NULL, '', '{"id":"c041089d3cbca622bff7ce3efaa22b63","_morango_source_id":"4478d0145be7f416eaa6aaf7ef8ddfb6","_morango_partition":"9d8af2fd3ce8aea22b4f72606494ca5f:shared","dataset_id":"9d8af2fd3ce8aea22b4f72606494ca5f","title":"sub","parent_id":"f3dd859f7f8e9384e960d0615c1b7400"}', '')

INSERT INTO "morango_store" VALUES ('cca70cfb1484ca1d773e2fad66898b33', '1', 'answer', 'school', '9d8af2fd3ce8aea22b4f72606494ca5f:user:11111111111111111111111111111111', '', '0464904f57de84337e26dcd1bd33aab3', 2, 0, 0, NULL, '', '{"id":"cca70cfb1484ca1d773e2fad66898b33","_morango_source_id":"1","_morango_partition":"9d8af2fd3ce8aea22b4f72606494ca5f:user:11111111111111111111111111111111","dataset_id":"9d8af2fd3ce8aea22b4f72606494ca5f","user_id":"11111111111111111111111111111111","question":"1","text":"it''s\n1","score":0.5,"topic_id":"f3dd859f7f8e9384e960d0615c1b7400"}', '')

INSERT INTO "morango_store" VALUES ('f3dd859f7f8e9384e960d0615c1b7400', '17b485f6df52d54d497eee506be59cf4', 'topic', 'school', '9d8af2fd3ce8aea22b4f72606494ca5f:shared', '', '0464904f57de84337e26dcd1bd33aab3', 2, 0, 0, NULL, '', '{"id":"f3dd859f7f8e9384e960d0615c1b7400","_morango_source_id":"17b485f6df52d54d497eee506be59cf4","_morango_partition":"9d8af2fd3ce8aea22b4f72606494ca5f:shared","dataset_id":"9d8af2fd3ce8aea22b4f72606494ca5f","title":"top","parent_id":null}', '')

INSERT INTO "morango_syncsession" VALUES ('711773d06d83698f5dcbc09f92cb9842', '2026-11-30T13:40:16.285671Z', '2026-11-30T13:40:16.291688Z', 1, 0, '9d8af2fd3ce8aea22b4f72606494ca5f', '12e7a419fd339c7d5e06ec7163f4cb1d', 'school', 'network', '9c87ce30dd24.relay', '', '', '0464904f57de84337e26dcd1bd33aab3', 'b81a34cf8fd20b6b317202e8c9bdb235', '9c87ce30dd248344d65d8d348484a1cd2041174de23a37e185dc8a279dcf09f2:b81a34cf8fd20b6b317202e8c9bdb235', '', '')

INSERT INTO "morango_syncsession" VALUES ('a6f966018630dc60bd3dfa359ce8cfbb', '2026-11-30T13:40:16.140905Z', '2026-11-30T13:40:16.149999Z', 1, 0, '9d8af2fd3ce8aea22b4f72606494ca5f', '12e7a419fd339c7d5e06ec7163f4cb1d', 'school', 'network', '9c87ce30dd24.relay', '', '', '0464904f57de84337e26dcd1bd33aab3', '', '9c87ce30dd248344d65d8d348484a1cd2041174de23a37e185dc8a279dcf09f2:b81a34cf8fd20b6b317202e8c9bdb235', '', '')

INSERT INTO "morango_syncsession" VALUES ('de3027756440aaccd0400c3f7bda24bd', '2026-11-30T13:40:16.220097Z', '2026-11-30T13:40:16.220830Z', 1, 0, '9d8af2fd3ce8aea22b4f72606494ca5f', '12e7a419fd339c7d5e06ec7163f4cb1d', 'school', 'network', '9c87ce30dd24.relay', '', '', '0464904f57de84337e26dcd1bd33aab3', 'b81a34cf8fd20b6b317202e8c9bdb235', '9c87ce30dd248344d65d8d348484a1cd2041174de23a37e185dc8a279dcf09f2:b81a34cf8fd20b6b317202e8c9bdb235', '', '')

INSERT INTO "morango_transfersession" VALUES (1, '8442c8258121b5b3e852c73c314eaddb', 'a6f966018630dc60bd3dfa359ce8cfbb', 0, 0, 'school', '9d8af2fd3ce8aea22b4f72606494ca5f', 2, '2026-11-30T13:40:16.141064Z', '2026-11-30T13:40:16.149545Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (2, 'b25eb1f77b62ca25d478bb146c69acfa', 'a6f966018630dc60bd3dfa359ce8cfbb', 0, 1, 'school', '9d8af2fd3ce8aea22b4f72606494ca5f', 2, '2026-11-30T13:40:16.150013Z', '2026-11-30T13:40:16.151090Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (3, '4414017dc18d6703662fefb5b3241157', 'de3027756440aaccd0400c3f7bda24bd', 0, 0, 'school', '9d8af2fd3ce8aea22b4f72606494ca5f', 2, '2026-11-30T13:40:16.220129Z', '2026-11-30T13:40:16.220728Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (4, '08f84024a62528dd83faee6773186036', 'de3027756440aaccd0400c3f7bda24bd', 0, 1, 'school', '9d8af2fd3ce8aea22b4f72606494ca5f', 2, '2026-11-30T13:40:16.220838Z', '2026-11-30T13:40:16.234570Z', 0, 5, 5, 2609, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (5, 'da40c4870159ae84afbb8c30e16d84b2', '711773d06d83698f5dcbc09f92cb9842', 0, 0, 'school', '9d8af2fd3ce8aea22b4f72606494ca5f', 2, '2026-11-30T13:40:16.285706Z', '2026-11-30T13:40:16.291434Z', 0, 2, 2, 0, 1177, '{}', '{}', 'cleanup', 'completed', NULL, 1, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (6, '55b2af8d5eab8c93a7db49135d249e7a', '711773d06d83698f5dcbc09f92cb9842', 0, 1, 'school', '9d8af2fd3ce8aea22b4f72606494ca5f', 2, '2026-11-30T13:40:16.291700Z', '2026-11-30T13:40:16.293333Z', 0, 1, 1, 962, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (7, '595553201d0801b19cdcd6fbc38ab3fe', '595553201d0801b19cdcd6fbc38ab3fe', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T13:40:16.309295Z', '2026-11-30T13:40:16.312236Z', 0, 3, 3, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 1, 0, '')

INSERT INTO "morango_transfersession" VALUES (8, '55555555555555555555555555555555', '55555555555555555555555555555555', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T13:40:16.316602Z', '9999-01-01T00:00:00.000000Z', 1, 2, 1, 0, 0, '{}', '{"super": {}, "sub": {}}', 'transferring', 'started', 1, 0, 0, 0, '')

INSERT INTO "topic" VALUES ('c041089d3cbca622bff7ce3efaa22b63', '9d8af2fd3ce8aea22b4f72606494ca5f', 'sub', 'f3dd859f7f8e9384e960d0615c1b7400', '4478d0145be7f416eaa6aaf7ef8ddfb6', '9d8af2fd3ce8aea22b4f72606494ca5f:shared')

INSERT INTO "topic" VALUES ('f3dd859f7f8e9384e960d0615c1b7400', '9d8af2fd3ce8aea22b4f72606494ca5f', 'top', NULL, '17b485f6df52d54d497eee506be59cf4', '9d8af2fd3ce8aea22b4f72606494ca5f:shared')

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

