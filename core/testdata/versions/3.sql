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

INSERT INTO "amora_acknowledged" VALUES ('c00b98ea4b169c5994f9d8091c20bbb0c19e94169c8537db5ac772b6c61e6994:a7fb696e48aa00ec8011da235105fe60', '50f1f38574942613340ef7682cbb93be', 'c2aa658b203a58627b0bca8bd8446683', 5)

INSERT INTO "amora_bundle" VALUES ('50f1f38574942613340ef7682cbb93be', 2, '{"room":"50f1f38574942613340ef7682cbb93be","sequence":2,"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"id_rules":{},"relay_keys":["MIIBCgKCAQEAxWj6eBRdM/tpQaafae+FMzl5b94xFhWhWivk8mVT/VDN8D3EoJ4a5zVrNsSpIMoJMw3TtF1lBcxCchGkFO9rp5qpeyeP0wdlBRnDVDEQf+eQ79uTc9tGi/kaxucH0Mb1/SvtpFA9QjghMOClOG51rKslKjcTDmzgCgn3FQy4P0ZiyoakIsR5W3bQKN+Kq8ASBWDwRCaLit2vDGyUIeowBJlEwWifA6k4kuRZLBCtT4mCNBKfu/Vg1Drlu6uy2lxQ5iyTvo/pcvoxxxijXelHqT2vLVqBtfc2OeHGkPM+iKScPnI3B+mFX9szmydG9uLXzqQM1M0JhMXgHi/hKdudaQIDAQAB"],"revoked":[]}', 'GP83htunVm0RI6vX8oC9JHQdpkfMTX4FvwVr4jkqoYFW6dGA0D8O2VqRLj4kbVgjViVPUFOQfQHH9ZFLb6YXGEKCLfDcVKAHeLFL73MHVbBoV4GCVMWAofnzYOaFf4zyYyCKW16qtaCJptIzro2vicZc3M/xBL95Al1KyLBYsVYKdgZ1wzSEoaT9YizZ9UU5q1dxTHnQCIlqrX8nZ69Ye13umVSS3bVngmXJ3ke3S/OzaQFOgMpq4Mvl03Plfx6BQPux9E7Wpo6G08Q8msUH4DR0qABXZEhwnCJz9/j7wwHIRInieMBujUxano8LJrAcw0Cn3IZSk8go0OX9vdN8/g==')

INSERT INTO "amora_dirty_answer" VALUES ('680bcfff1c2d63652864b8cf7d1cb447')

INSERT INTO "amora_meta" VALUES ('schema', '{"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"models":[{"name":"topic","table":"topic","partition":"${dataset_id}:shared","source":null,"columns":{"dataset_id":"uuid","title":"text","parent_id":"uuid?"},"references":{"parent_id":"topic"}},{"name":"answer","table":"answer","partition":"${dataset_id}:user:${user_id}","source":"${question}","columns":{"dataset_id":"uuid","user_id":"uuid","question":"text","text":"text","score":"real?","topic_id":"uuid?"},"references":{"topic_id":"topic"}}]}')

INSERT INTO "amora_meta" VALUES ('triggers', '6e62310347ebc557af4ed85c2baf91197e4d72d75ba3c579a9ea5daf8c6daafe')

INSERT INTO "amora_meta" VALUES ('version', '3')

INSERT INTO "amora_quarantine" VALUES ('11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 'answer', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'bad_id', '595553201d0801b19cdcd6fbc38ab3fe', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"kept","dataset_id":"dddddddddddddddddddddddddddddddd","id":"ac2a3fd00b196f5d039e91878a5f7429","question":"kept","text":"x","user_id":"11111111111111111111111111111111"}')

INSERT INTO "amora_quota" VALUES ('', 340)

INSERT INTO "amora_recordmaxcounter" VALUES ('6add9284c5f5fb818ae1a34372472221', 'c2aa658b203a58627b0bca8bd8446683', 2)

INSERT INTO "amora_recordmaxcounter" VALUES ('75baae9444847a0d52045c9ed5c859d5', '47303babf90e7be25dc4bafeda98acfb', 4)

INSERT INTO "amora_relay" VALUES ('50f1f38574942613340ef7682cbb93be', 'c00b98ea4b169c5994f9d8091c20bbb0c19e94169c8537db5ac772b6c61e6994:a7fb696e48aa00ec8011da235105fe60', 'c2aa658b203a58627b0bca8bd8446683', '198d81aef73b1c2542b0da3b27aec66b', 2, '', 0, '{"sequence":6,"token":"198d81aef73b1c2542b0da3b27aec66b","mac":"6aa371085e9fb3b3a4e94e26463588b5e1390cec2ff67bcbc6743a946087a67a"}', 0)

INSERT INTO "amora_store_dirty" VALUES ('answer', '889577de70181c6c63192168974ec7cc')

INSERT INTO "amora_store_dirty" VALUES ('badge', '5e4814bb63e0ac90e40c57e9761c24a2')

INSERT INTO "amora_trust" VALUES (3)

INSERT INTO "amora_write_scope" VALUES ('50f1f38574942613340ef7682cbb93be')

INSERT INTO "amora_write_scope" VALUES (CAST(x'0a' AS TEXT))

INSERT INTO "answer" VALUES ('680bcfff1c2d63652864b8cf7d1cb447', '50f1f38574942613340ef7682cbb93be', '11111111111111111111111111111111', '4', 'unsynced', NULL, NULL, '4', '50f1f38574942613340ef7682cbb93be:user:11111111111111111111111111111111')

INSERT INTO "answer" VALUES ('75baae9444847a0d52045c9ed5c859d5', '50f1f38574942613340ef7682cbb93be', '11111111111111111111111111111111', '2', 'his', 0.5, 'e7788e46fdb120a954869d7750eb3ddd', '2', '50f1f38574942613340ef7682cbb93be:user:11111111111111111111111111111111')

INSERT INTO "morango_buffer" VALUES (1, 8, 1, 'b7b869cd15ebc28f6bf8089d31ef2044', 'first half', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, NULL, NULL, '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"first half","dataset_id":"dddddddddddddddddddddddddddddddd","id":"b7b869cd15ebc28f6bf8089d31ef2044","question":"first half","text":"x","user_id":"11111111111111111111111111111111"}', '')

INSERT INTO "morango_certificate" VALUES ('50f1f38574942613340ef7682cbb93be', NULL, 'school', '', 'full', 1, '{"dataset_id": "50f1f38574942613340ef7682cbb93be"}', 'MIIBCgKCAQEAo9K+QpK9B6G/K6kdcKlkRZYL+4UledPbH5WdZSeS5LLRp8D5hsknbr2zmjbQKlh8JjUoPLd9NYUwWuw8xaRm4+DtY2eRvmwYf25qUShapABcTST2E78g81cG3U/aO/3IafJIzWfRKWqYZhf/QG3nnhcPhI5SEshRME3EslGbCjYpnrSxyuWfYHUmJUMTOzZjM3cvl830Vr3MU/1hXzBIlAmkrddTwJjBiIldtDahPqr7u+6bJyHCsrrnO88D1pHtQ77RhFWbuJpPl95umSEDc3BcDeEfgXxOAFNzE1oSyfnMlaDHqSRLCZUo0iogdiHqFKtZ15IpsaT1Q2qJbhpTUQIDAQAB', '{"id": "50f1f38574942613340ef7682cbb93be", "parent_id": null, "profile": "school", "salt": "", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"50f1f38574942613340ef7682cbb93be\"}", "public_key_string": "MIIBCgKCAQEAo9K+QpK9B6G/K6kdcKlkRZYL+4UledPbH5WdZSeS5LLRp8D5hsknbr2zmjbQKlh8JjUoPLd9NYUwWuw8xaRm4+DtY2eRvmwYf25qUShapABcTST2E78g81cG3U/aO/3IafJIzWfRKWqYZhf/QG3nnhcPhI5SEshRME3EslGbCjYpnrSxyuWfYHUmJUMTOzZjM3cvl830Vr3MU/1hXzBIlAmkrddTwJjBiIldtDahPqr7u+6bJyHCsrrnO88D1pHtQ77RhFWbuJpPl95umSEDc3BcDeEfgXxOAFNzE1oSyfnMlaDHqSRLCZUo0iogdiHqFKtZ15IpsaT1Q2qJbhpTUQIDAQAB"}', 'V/ikwpNrmlm4XeQtAE2c4beG/iwvSRAIO+nflnmqluJ7p2xEupHgR50YNJqiT9MPoUHaINDi2+F9owTCUXI1MYLU7Pp93Og1aOmSHGmvSOKvLMDOAmiujlsM1AiLDVteBeJSD89dnseFpE+euBeOaLrxEknMXhBxoBPbWB+C/7dnXlpBnzgJ8WNF3oQnfHtIAU8tjYXNidKNJWcFowSY9hHymq96wPmtL3OO1QXfTqgWUKfTllq4+jzW/b1MxnCzvcnKMICkkiEEYaeVy7m5RzSuuMFW+qyfQg8Ek8tRSMFsYmIXV63fJGe74BObcTmlw0OfRwmnfUXQ7GEXcidiiw==', 'MIIEowIBAAKCAQEAo9K+QpK9B6G/K6kdcKlkRZYL+4UledPbH5WdZSeS5LLRp8D5hsknbr2zmjbQKlh8JjUoPLd9NYUwWuw8xaRm4+DtY2eRvmwYf25qUShapABcTST2E78g81cG3U/aO/3IafJIzWfRKWqYZhf/QG3nnhcPhI5SEshRME3EslGbCjYpnrSxyuWfYHUmJUMTOzZjM3cvl830Vr3MU/1hXzBIlAmkrddTwJjBiIldtDahPqr7u+6bJyHCsrrnO88D1pHtQ77RhFWbuJpPl95umSEDc3BcDeEfgXxOAFNzE1oSyfnMlaDHqSRLCZUo0iogdiHqFKtZ15IpsaT1Q2qJbhpTUQIDAQABAoIBAAJ5azSP3nla3jYiGpbk2rtZqKUBXfoI6EfXV3u7d8gAKBN7t35rfll5Va5FbVUeZgL2YuexMRvEVGEjLUh3kwhBEZoilScbny5u3qiKzqeodmcXNlJBB5Xf9si+l9dic2BKRQLj3QWznZ6jy8/6I6PrHum2c+iNtvre9H1ppx5Qgeuxt1QMIHN8+SrULh6HZgqwfc4tAG3c9LSfGfuUTLfzQw4sj56iuQWIgVuNbz1DGCC7MTzDf9xM+7aVCyz6TMNcB5ueM2alH39ibxet11t6bgL4BbUqJNGPHDcQ/WQz6cIZ/seQM2/E/qYF0gTYT4KpmADYWnHF5nfPSMB/PCECgYEAytueGH4mJipaCc6XJVpvcKxTFZbC19soAL7L0Q6VhZplX2stpAOOqdM33bju3ECP5SVKZuKhEDxIRY375A6NEtTxr65PrIhQdG65bH286lgcHpYU00doR8x+6NhpaUY06DlhEYWucxzMdc0sLohlrFPLGiFWP01WM18YylyS4KkCgYEAzr1R58TOhHmgshfSLTs048NkoYaW1IhUsGgc2K8wmnpmrBUHGuOzwYS7b9hrTHarj6wRZaJS7kH8hUGFmRKu1vx/YR5yH2t3H1nI2xxmSXlaUg4joDCiMENz3vjOqc9L3RJjQrtH5McgyKdVQ8kCzFn1J6zUxuJB2YuWWnmhfmkCgYEAxAbJlV2Bu+u9KjDqufvUKIs9lmUjT7fFxkKZbiGrt3llcHl/lzigydcD60xj9Y6l/oa0iQuDHM9D/4Ke4Nh21rXT/zJwZ4cqR/kfUYmH3uTZ92yMH0anrIoeMR+/bS2cvrOD64zE8RPpOATWJvlDVu16HHwOfglbvTSuHg6rGFECgYBc6S5/F66sULEMeLInS714Qt7dzMvKVj6hTRjxtMIGGs47tfOMfRrS9KD8IeoO4iI2HmFvKKVWmGcxSAIPihrzWWSxs+ob/sL5XvNqrXe2u4gA6oPOQS0Sva28Xlsaa6QvhU0At4QW5/ru0mz6WsMcLa2EmCLEAvkPGLGIlbMjSQKBgBAny8kuJii5Y/GvsmDmTX6Y9/bgd9l5vCg4SCGIZc6KphQET66rkkcUb9zzhvYZnClQp/eFQtCKSlp29X93WbpSylQ6V+ZNSKW5cqfjZYrr0JnrnjzWoaSDfrMLEyFVOFotEX2sbR/90yvEpBeO7GtwJxVTO0XKtR0XrQjPCbjI')

INSERT INTO "morango_certificate" VALUES ('9daede9253ae9f7f19217dda2873b6fa', '50f1f38574942613340ef7682cbb93be', 'school', 'f63ed9419b4a5b266ec041e53464ae5f', 'full', 1, '{"dataset_id": "50f1f38574942613340ef7682cbb93be"}', 'MIIBCgKCAQEAmA0OXBbxxejxlksGAro/H3XKudh2qJiJ2Jml4c5ylhjJdLwd6XnCzrVGOqLqObgdr/mdvob8Q1BmJFI2awSFjeqKVV+vbACcXxtecNHjxOLdtMQiqK8ssAj/XQkfSIJEOwX2jRcBW2IOYmTYT/SfBy9LqFZYcbz8vOfb+kn25kps0RYpdD2AnzucF/5D4TpburBh8rlt/AnowiA+p/gp9Pwe4YLTzYerrRy75WzlXWewG7GevxdoR1DQUCrkgqC3R7mgPnTAN1Co0ON2QLeiXcQLDd2mFGZMKVJnX5UI9cQPaBAuy3HQRJg55ce/BX10UJ603G2j4O7y4XTPl1RnOQIDAQAB', '{"id": "9daede9253ae9f7f19217dda2873b6fa", "parent_id": "50f1f38574942613340ef7682cbb93be", "profile": "school", "salt": "f63ed9419b4a5b266ec041e53464ae5f", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"50f1f38574942613340ef7682cbb93be\"}", "public_key_string": "MIIBCgKCAQEAmA0OXBbxxejxlksGAro/H3XKudh2qJiJ2Jml4c5ylhjJdLwd6XnCzrVGOqLqObgdr/mdvob8Q1BmJFI2awSFjeqKVV+vbACcXxtecNHjxOLdtMQiqK8ssAj/XQkfSIJEOwX2jRcBW2IOYmTYT/SfBy9LqFZYcbz8vOfb+kn25kps0RYpdD2AnzucF/5D4TpburBh8rlt/AnowiA+p/gp9Pwe4YLTzYerrRy75WzlXWewG7GevxdoR1DQUCrkgqC3R7mgPnTAN1Co0ON2QLeiXcQLDd2mFGZMKVJnX5UI9cQPaBAuy3HQRJg55ce/BX10UJ603G2j4O7y4XTPl1RnOQIDAQAB"}', 'gcx5XvwEhX9BnfqtLBEqtZUPoG23xV+s+/O3Y5h6DS6bJq94suFnR0D5WbhCaZ2bJYSIotv6FLzV3tq5YAPMOJway6zqXLUEmLsGh6sddXHrkehxBnV3ivSVkGgB7DLS3CWzvtF6VbwxLIAzjG5RdStTfxOPfdE+0IJOryy6OCrmXoiw4v+VG8d3P9FAUOfbRSo7ZQGDQZBPUAk14cxHDEKHY8omK/MMP+zDujCvvKHLGT79DwnTHVkeTpjWNEgSbMtd4Hzs3yH790W3DSc1xWiHMq4i/W8L+sOghEiCx5LfmYHZ+7/WyUFlUpQmBmua4X2vJ+gdZ3COwuDX199GeA==', NULL)

INSERT INTO "morango_databaseidmodel" VALUES ('3cb267e9e8e019b17e32f6006f4f2680', 1, '2026-11-30T05:53:07.425970Z', '1179b1a2b11ec34db583a21e646ea123')

INSERT INTO "morango_databasemaxcounter" VALUES ('50f1f38574942613340ef7682cbb93be', '47303babf90e7be25dc4bafeda98acfb', 4)

INSERT INTO "morango_databasemaxcounter" VALUES ('50f1f38574942613340ef7682cbb93be', 'c2aa658b203a58627b0bca8bd8446683', 5)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'c2aa658b203a58627b0bca8bd8446683', 7)

INSERT INTO "morango_deletedmodels" VALUES ('9b5a037791030381482a933fa16b0e41', 'school')

INSERT INTO "morango_harddeletedmodels" VALUES ('9b5a037791030381482a933fa16b0e41', 'school')

INSERT INTO "morango_instanceidmodel" VALUES ('1179b1a2b11ec34db583a21e646ea123', '', '', '', '', '3cb267e9e8e019b17e32f6006f4f2680', '', '', 0, 0)

INSERT INTO "morango_instanceidmodel" VALUES ('c2aa658b203a58627b0bca8bd8446683', '', '', '', '', '3cb267e9e8e019b17e32f6006f4f2680', '', '', 7, 1)

INSERT INTO "morango_nonce" VALUES ('01a22b03af7f094d894735a916f97960', '2026-11-30T05:53:11.551000Z', '')

INSERT INTO "morango_scopedefinition" VALUES ('full', 1, 'school', 'dataset_id', 'Everything.', '', '', '${dataset_id}', '{}')

INSERT INTO "morango_scopedefinition" VALUES ('learner', 1, 'school', '', 'Own work.', '${dataset_id}:shared', '', '${dataset_id}:user:${user_id}', '{}')

INSERT INTO "morango_store" VALUES ('5e4814bb63e0ac90e40c57e9761c24a2', 'unknown', 'badge', 'school', 'dddddddddddddddddddddddddddddddd', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', '', '{"_morango_partition":"dddddddddddddddddddddddddddddddd","_morango_source_id":"unknown","dataset_id":"dddddddddddddddddddddddddddddddd","id":"5e4814bb63e0ac90e40c57e9761c24a2","of":"a newer build"}', '')

INSERT INTO "morango_store" VALUES ('6add9284c5f5fb818ae1a34372472221', '3', 'answer', 'school', '50f1f38574942613340ef7682cbb93be:user:11111111111111111111111111111111', '', '47303babf90e7be25dc4bafeda98acfb', 4, 1, 0, 'bee8519acec614478ed5325de36dbb39', '', '{"id":"6add9284c5f5fb818ae1a34372472221","_morango_source_id":"3","_morango_partition":"50f1f38574942613340ef7682cbb93be:user:11111111111111111111111111111111","dataset_id":"50f1f38574942613340ef7682cbb93be","user_id":"11111111111111111111111111111111","question":"3","text":"it''s\n3","score":0.5,"topic_id":"e7788e46fdb120a954869d7750eb3ddd"}', '')

INSERT INTO "morango_store" VALUES ('75baae9444847a0d52045c9ed5c859d5', '2', 'answer', 'school', '50f1f38574942613340ef7682cbb93be:user:11111111111111111111111111111111', '', 'c2aa658b203a58627b0bca8bd8446683', 4, 0, 0, NULL, '', '{"id":"75baae9444847a0d52045c9ed5c859d5","_morango_source_id":"2","_morango_partition":"50f1f38574942613340ef7682cbb93be:user:11111111111111111111111111111111","dataset_id":"50f1f38574942613340ef7682cbb93be","user_id":"11111111111111111111111111111111","question":"2","text":"his","score":0.5,"topic_id":"e7788e46fdb120a954869d7750eb3ddd"}', CAST(x'7b226964223a223735626161653934343438343761306435323034356339656435633835396435222c225f6d6f72616e676f5f736f757263655f6964223a2232222c225f6d6f72616e676f5f706172746974696f6e223a2235306631663338353734393432363133333430656637363832636262393362653a757365723a3131313131313131313131313131313131313131313131313131313131313131222c22646174617365745f6964223a223530663166333835373439343236313333343065663736383263626239336265222c22757365725f6964223a223131313131313131313131313131313131313131313131313131313131313131222c227175657374696f6e223a2232222c2274657874223a2268657273222c2273636f7265223a302e352c22746f7069635f6964223a226537373838653436666462313230613935343836396437373530656233646464227d0a' AS TEXT))

INSERT INTO "morango_store" VALUES ('889577de70181c6c63192168974ec7cc', 'waits', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', 'missing_reference: topic_id', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"waits","dataset_id":"dddddddddddddddddddddddddddddddd","id":"889577de70181c6c63192168974ec7cc","question":"waits","text":"x","user_id":"11111111111111111111111111111111","topic_id":"99999999999999999999999999999999"}', '')

INSERT INTO "morango_store" VALUES ('9b5a037791030381482a933fa16b0e41', '1', 'answer', 'school', '50f1f38574942613340ef7682cbb93be:user:11111111111111111111111111111111', '', 'c2aa658b203a58627b0bca8bd8446683', 2, 0, 0, NULL, '', '{"id":"9b5a037791030381482a933fa16b0e41","_morango_source_id":"1","_morango_partition":"50f1f38574942613340ef7682cbb93be:user:11111111111111111111111111111111","dataset_id":"50f1f38574942613340ef7682cbb93be","user_id":"11111111111111111111111111111111","question":"1","text":"it''s\n1","score":0.5,"topic_id":"e7788e46fdb120a954869d7750eb3ddd"}', '')

INSERT INTO "morango_store" VALUES ('e7788e46fdb120a954869d7750eb3ddd', '7832cc5cdee75b5007fb9eda8400e506', 'topic', 'school', '50f1f38574942613340ef7682cbb93be:shared', '', 'c2aa658b203a58627b0bca8bd8446683', 2, 0, 0, NULL, '', '{"id":"e7788e46fdb120a954869d7750eb3ddd","_morango_source_id":"7832cc5cdee75b5007fb9eda8400e506","_morango_partition":"50f1f38574942613340ef7682cbb93be:shared","dataset_id":"50f1f38574942613340ef7682cbb93be","title":"top","parent_id":null}', '')

INSERT INTO "morango_store" VALUES ('ec85d9fd97db48068783fa056c1ff3ba', '9be552df8fb999ee3334def239e3692a', 'topic', 'school', '50f1f38574942613340ef7682cbb93be:shared', 'e7788e46fdb120a954869d7750eb3ddd', 'c2aa658b203a58627b0bca8bd8446683', 2, 0, 0, NULL, '', '{"id":"ec85d9fd97db48068783fa056c1ff3ba","_morango_source_id":"9be552df8fb999ee3334def239e3692a","_morango_partition":"50f1f38574942613340ef7682cbb93be:shared","dataset_id":"50f1f38574942613340ef7682cbb93be","title":"sub","parent_id":"e7788e46fdb120a954869d7750eb3ddd"}', '')

INSERT INTO "morango_syncsession" VALUES ('19ecb73d9161737f8904996f1a99ae75', '2026-11-30T05:53:09.122317Z', '2026-11-30T05:53:09.133111Z', 1, 0, '50f1f38574942613340ef7682cbb93be', '253ba001c449ba60f890735b27d530ad', 'school', 'network', 'relay', '', '', 'c2aa658b203a58627b0bca8bd8446683', '', 'c00b98ea4b169c5994f9d8091c20bbb0c19e94169c8537db5ac772b6c61e6994:a7fb696e48aa00ec8011da235105fe60', '', '')

INSERT INTO "morango_syncsession" VALUES ('3743ee20d61a5ac0db58cde93012b24f', '2026-11-30T05:53:10.886277Z', '2026-11-30T05:53:10.886919Z', 1, 0, '50f1f38574942613340ef7682cbb93be', '253ba001c449ba60f890735b27d530ad', 'school', 'network', 'relay', '', '', 'c2aa658b203a58627b0bca8bd8446683', 'a7fb696e48aa00ec8011da235105fe60', 'c00b98ea4b169c5994f9d8091c20bbb0c19e94169c8537db5ac772b6c61e6994:a7fb696e48aa00ec8011da235105fe60', '', '')

INSERT INTO "morango_syncsession" VALUES ('cacee9c00b55c26983cd30ecf9ffc837', '2026-11-30T05:53:11.463786Z', '2026-11-30T05:53:11.475460Z', 1, 0, '50f1f38574942613340ef7682cbb93be', '253ba001c449ba60f890735b27d530ad', 'school', 'network', 'relay', '', '', 'c2aa658b203a58627b0bca8bd8446683', 'a7fb696e48aa00ec8011da235105fe60', 'c00b98ea4b169c5994f9d8091c20bbb0c19e94169c8537db5ac772b6c61e6994:a7fb696e48aa00ec8011da235105fe60', '', '')

INSERT INTO "morango_transfersession" VALUES (1, '9f10f1da4fadfa4a6fa02ea67e8f5d45', '19ecb73d9161737f8904996f1a99ae75', 0, 0, 'school', '50f1f38574942613340ef7682cbb93be', 2, '2026-11-30T05:53:09.122480Z', '2026-11-30T05:53:09.132566Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (2, '4dbfbb1144c0e699508ab8577a581252', '19ecb73d9161737f8904996f1a99ae75', 0, 1, 'school', '50f1f38574942613340ef7682cbb93be', 2, '2026-11-30T05:53:09.133125Z', '2026-11-30T05:53:09.134038Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (3, '20f532c87c7863a12d266edc99092d5a', '3743ee20d61a5ac0db58cde93012b24f', 0, 0, 'school', '50f1f38574942613340ef7682cbb93be', 2, '2026-11-30T05:53:10.886320Z', '2026-11-30T05:53:10.886823Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (4, 'f1667000a75df02ba0b2ff00b2fbeada', '3743ee20d61a5ac0db58cde93012b24f', 0, 1, 'school', '50f1f38574942613340ef7682cbb93be', 2, '2026-11-30T05:53:10.886926Z', '2026-11-30T05:53:10.963448Z', 0, 5, 5, 2609, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (5, 'bee8519acec614478ed5325de36dbb39', 'cacee9c00b55c26983cd30ecf9ffc837', 0, 0, 'school', '50f1f38574942613340ef7682cbb93be', 2, '2026-11-30T05:53:11.463855Z', '2026-11-30T05:53:11.475069Z', 0, 2, 2, 0, 1177, '{}', '{}', 'cleanup', 'completed', NULL, 1, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (6, '2a497acbfcc7b4457261ae26fa345945', 'cacee9c00b55c26983cd30ecf9ffc837', 0, 1, 'school', '50f1f38574942613340ef7682cbb93be', 2, '2026-11-30T05:53:11.475474Z', '2026-11-30T05:53:11.476692Z', 0, 1, 1, 962, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (7, '595553201d0801b19cdcd6fbc38ab3fe', '595553201d0801b19cdcd6fbc38ab3fe', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T05:53:11.529636Z', '2026-11-30T05:53:11.551062Z', 0, 3, 3, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 1, 0, '')

INSERT INTO "morango_transfersession" VALUES (8, '55555555555555555555555555555555', '55555555555555555555555555555555', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T05:53:11.551188Z', '9999-01-01T00:00:00.000000Z', 1, 2, 1, 0, 0, '{}', '{"super": {}, "sub": {}}', 'transferring', 'started', 1, 0, 0, 0, '')

INSERT INTO "topic" VALUES ('e7788e46fdb120a954869d7750eb3ddd', '50f1f38574942613340ef7682cbb93be', 'top', NULL, '7832cc5cdee75b5007fb9eda8400e506', '50f1f38574942613340ef7682cbb93be:shared')

INSERT INTO "topic" VALUES ('ec85d9fd97db48068783fa056c1ff3ba', '50f1f38574942613340ef7682cbb93be', 'sub', 'e7788e46fdb120a954869d7750eb3ddd', '9be552df8fb999ee3334def239e3692a', '50f1f38574942613340ef7682cbb93be:shared')

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

