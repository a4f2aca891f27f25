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
  token TEXT NOT NULL
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

INSERT INTO "amora_acknowledged" VALUES ('0a608120f878d6f5fa8ecbda91b405490184b25d8ef2bdcb5762fb7a3bfa7b4e:c7529b4b19068c53818018f8e64f0cbd', '6bec073053b2b90abf704ac8c4d5e793', '7e5a5746f82e40046d54874d970e0e9c', 5)

INSERT INTO "amora_bundle" VALUES ('6bec073053b2b90abf704ac8c4d5e793', 2, '{"room":"6bec073053b2b90abf704ac8c4d5e793","sequence":2,"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"id_rules":{},"relay_keys":["MIIBCgKCAQEAmw4RvWiJ0PGiVHez61fpkoruth9CAk87FuIVpec7b3Lx0xuLnzeyvRL4j+wMKhUiLLm2y+LNUaiSNQjD+tbnl8DGf8WGtJdTzsyLuAfeEQgCH8jSgHkLRSd/7duAy8CTxLoZ8CPt63zGWFMkujoLKR08v00gPuIHitdnvDB0E/4bNsdpA3Oi6uNsjjw+5u1hSGcsoWppqkiqbzt1h/Mql59+MVk2tQSqXBCAb8bT9nSnFRA2gHeJVn0P86JOxA2PVwS9fgAduLq27hYTlq0dVBcVjQvmsm7GgL34jUht9JXQBjOK4h83wwas/t60C6uCSQKCx0EsptKVshDFLDp+QwIDAQAB"],"revoked":[]}', 'ynhR2GA8uoot5Ja+IcHygPXs07B+aANl890EeX24ukE6VPmr6EBkqJxcxP4owhSwbkt5d9u3AKIC+QId4BZ7gmISDaacn436+U2hZiwgsToFTVDTpmxVTz48PDOyzVG70PLYR5AovTgimDyY7Q6jrvZVzGnxD/jmgxSC3mumj76AsqbvavqCyQr21ftBEwB6J/e3n0ix5Cky6YVw2smIx9ObfoFCRl2SUqtxiGleP4oSaBkZ2Tmx29iDwyzOS1iEFaWwecJKVXX2/Zu8bWdE4iR0zJQY0uaZjTE6w1W/CKy6575Pa2kWKHLfc7yjms7Ddp8T00EZOAkIG6BVcZobrA==')

INSERT INTO "amora_dirty_answer" VALUES ('16b1fb273dd098e8c5aa2480e9ca3109')

INSERT INTO "amora_meta" VALUES ('schema', '{"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"models":[{"name":"topic","table":"topic","partition":"${dataset_id}:shared","source":null,"columns":{"dataset_id":"uuid","title":"text","parent_id":"uuid?"},"references":{"parent_id":"topic"}},{"name":"answer","table":"answer","partition":"${dataset_id}:user:${user_id}","source":"${question}","columns":{"dataset_id":"uuid","user_id":"uuid","question":"text","text":"text","score":"real?","topic_id":"uuid?"},"references":{"topic_id":"topic"}}]}')

INSERT INTO "amora_meta" VALUES ('triggers', '6e62310347ebc557af4ed85c2baf91197e4d72d75ba3c579a9ea5daf8c6daafe')

INSERT INTO "amora_meta" VALUES ('version', '3')

INSERT INTO "amora_quarantine" VALUES ('11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 'answer', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'bad_id', '595553201d0801b19cdcd6fbc38ab3fe', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"kept","dataset_id":"dddddddddddddddddddddddddddddddd","id":"ac2a3fd00b196f5d039e91878a5f7429","question":"kept","text":"x","user_id":"11111111111111111111111111111111"}')

INSERT INTO "amora_quota" VALUES ('', 340)

INSERT INTO "amora_recordmaxcounter" VALUES ('12fc90622b176170175c7ee8c8207ec6', '532c6f6ff7c3ff8370c7ce6b143eb041', 4)

INSERT INTO "amora_recordmaxcounter" VALUES ('83292045a716315b5e29e7bf324675ab', '7e5a5746f82e40046d54874d970e0e9c', 2)

INSERT INTO "amora_relay" VALUES ('6bec073053b2b90abf704ac8c4d5e793', '0a608120f878d6f5fa8ecbda91b405490184b25d8ef2bdcb5762fb7a3bfa7b4e:c7529b4b19068c53818018f8e64f0cbd', '7e5a5746f82e40046d54874d970e0e9c', '242d30dc82fe23b66f9a80e0587a582d', 2, '', 0, '{"sequence":3,"token":"242d30dc82fe23b66f9a80e0587a582d","mac":"4f5274daf981e101b4b6e8ad0b527445c813c37105274bd2633f3bf8ce81a9a6"}', 0)

INSERT INTO "amora_store_dirty" VALUES ('answer', '889577de70181c6c63192168974ec7cc')

INSERT INTO "amora_store_dirty" VALUES ('badge', '5e4814bb63e0ac90e40c57e9761c24a2')

INSERT INTO "amora_write_scope" VALUES ('6bec073053b2b90abf704ac8c4d5e793')

INSERT INTO "amora_write_scope" VALUES (CAST(x'0a' AS TEXT))

INSERT INTO "answer" VALUES ('12fc90622b176170175c7ee8c8207ec6', '6bec073053b2b90abf704ac8c4d5e793', '11111111111111111111111111111111', '2', 'his', 0.5, '1fe07ae8f72fc337789e47862a452eaf', '2', '6bec073053b2b90abf704ac8c4d5e793:user:11111111111111111111111111111111')

INSERT INTO "answer" VALUES ('16b1fb273dd098e8c5aa2480e9ca3109', '6bec073053b2b90abf704ac8c4d5e793', '11111111111111111111111111111111', '4', 'unsynced', NULL, NULL, '4', '6bec073053b2b90abf704ac8c4d5e793:user:11111111111111111111111111111111')

INSERT INTO "morango_buffer" VALUES (1, 8, 1, 'b7b869cd15ebc28f6bf8089d31ef2044', 'first half', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, NULL, NULL, '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"first half","dataset_id":"dddddddddddddddddddddddddddddddd","id":"b7b869cd15ebc28f6bf8089d31ef2044","question":"first half","text":"x","user_id":"11111111111111111111111111111111"}', '')

INSERT INTO "morango_certificate" VALUES ('6bec073053b2b90abf704ac8c4d5e793', NULL, 'school', '', 'full', 1, '{"dataset_id": "6bec073053b2b90abf704ac8c4d5e793"}', 'MIIBCgKCAQEAyvkCCWrKxDQXfKtUrSJYQ42m9GyMnHGNgyFynvTM1jNRtuTXPrg+OV/g0b0AZLSZoIQyBjqVYkZNO6F36/K975+b/yheE7dRz+77AZIj/TDSkjrJ94/OTBxe+/3uhyuMUxyz+RHqJwB9UOtlRb703UTKEOIxmdzfA3EffmHqTleXYQS6MdCPv9wzWBn+G1gtiWY38ZDU7Hqquafn2F9ZwvXqNmpR41idhf1fk4GbkKgJ6KD3hoFVeeIL8sjaydzPxVm10IOT64ZhhLWFfs/ILqs35p9CxYqQDwJLOHQJHOGdF/FAwa7geYxklFhDOiS7xsnuB7T9hoVhnfhRqOR33QIDAQAB', '{"id": "6bec073053b2b90abf704ac8c4d5e793", "parent_id": null, "profile": "school", "salt": "", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"6bec073053b2b90abf704ac8c4d5e793\"}", "public_key_string": "MIIBCgKCAQEAyvkCCWrKxDQXfKtUrSJYQ42m9GyMnHGNgyFynvTM1jNRtuTXPrg+OV/g0b0AZLSZoIQyBjqVYkZNO6F36/K975+b/yheE7dRz+77AZIj/TDSkjrJ94/OTBxe+/3uhyuMUxyz+RHqJwB9UOtlRb703UTKEOIxmdzfA3EffmHqTleXYQS6MdCPv9wzWBn+G1gtiWY38ZDU7Hqquafn2F9ZwvXqNmpR41idhf1fk4GbkKgJ6KD3hoFVeeIL8sjaydzPxVm10IOT64ZhhLWFfs/ILqs35p9CxYqQDwJLOHQJHOGdF/FAwa7geYxklFhDOiS7xsnuB7T9hoVhnfhRqOR33QIDAQAB"}', 'kkBPNn/8gtUriE96sOwMtqjjRKdSNiEnjPFKOGMGoI7ngmXFDKYsqDuDMQRLvLSwpsqYFeTgJY7WcVP1T4o3X0nU/IkpUZa7su8wTOn+xg78uc8hta2jq9r1XQaBV9v59dsqQTQ+XzhM9U6OgrtDFG+0bcCzv8PvVzBJAv9VYS92v4/w0O6KtME0uL0WFpndt2AgZzzk537dq7mQjpXcYqwRPCADuHHvZ6kishvbbkwJt5ABbe9SWfE13xQIfWoJCJ50GYj8+qMkyeDR4yASHTFlrAblYr5iFJO3qEf0r8H3UJAkOLiRzq4pXx360lIaihMaTzwBa92ac9VPbvX3Ow==', 'MIIEowIBAAKCAQEAyvkCCWrKxDQXfKtUrSJYQ42m9GyMnHGNgyFynvTM1jNRtuTXPrg+OV/g0b0AZLSZoIQyBjqVYkZNO6F36/K975+b/yheE7dRz+77AZIj/TDSkjrJ94/OTBxe+/3uhyuMUxyz+RHqJwB9UOtlRb703UTKEOIxmdzfA3EffmHqTleXYQS6MdCPv9wzWBn+G1gtiWY38ZDU7Hqquafn2F9ZwvXqNmpR41idhf1fk4GbkKgJ6KD3hoFVeeIL8sjaydzPxVm10IOT64ZhhLWFfs/ILqs35p9CxYqQDwJLOHQJHOGdF/FAwa7geYxklFhDOiS7xsnuB7T9hoVhnfhRqOR33QIDAQABAoIBAAbs0AD6P8jJ7jM2tUDi9xf28UdNnM6JoUZkEcESoRp9zb/rttxQ9O6IMud1B1poPwWW/Q3xWb9snp32OF04fvp5+5yNCAisLIJnqPC4x7mPvN94WgO0SFmYbjUyyLyb48HCLPHGhrKl9aCZJ29lwHz8J9jDnuWc/47igSySsqfRjZmFAOj0EVKGVk2sd3TiaRBDp/DS4SJDRaiBsZnVeGJPS4Sxwk51wM37MJDT9RvCQblbk8ZxdBa8/o+WB+8Iwy1GfUsKwGcVDpYNTqlRanga3JrIG+DNMKqIn3859cTQvo/pin6JEGo0OiOLsrBHlMDgAWfWJnpHJZC3H2EpL4ECgYEAzaSfIPI5LNHnouEOHOokw51CZZb/HCVb0kg0yMZkdETrczo6j+hrwjog/Gy5hb7LrZ1N49HClyy9JErkhHh2B0nEEa2osiMhGmbOjHlhQrkhSamWXS7tduM2IHUE+R6GrUWqwqRFOXdrNW5FZwWQUWSQMExAaN4nNAVVzA+RGVUCgYEA/Kz8co4/p8jmRdDyj/p9YV92sGjmrafuxMa0XlKoquYI4bDvTLeZIk+GdQKK9GvO6O6q4C7hQiwMBrsO+4USQ+YZPWCssQdtVH/rA0D1L6V456OJR3zYdxWq9h18OrlflnGiRGcx5r+m3pLbpispIm6A7AEdwtzY7fSbLwMMxGkCgYA+Z6aiqN8Q6uIQW5ucyrE9a4uqqJfiQrQKrD7YbtwtLH0HCrSa1z1cQ6ee8p+aJrxIg2QPrqgOmFUNnmyahrPKomgNtVVsOZziFjC4EF2jkeq4H+6xeHw3h9v1HY3Uy56zFmErkA4x0juGi2AkU1voV0wqW/lv2XqsHrJaqp6twQKBgQC9m6X45MvZwYUjIO/UoTjTCAsNyDpKV/lxylZxbX/KdsJ1cguwuxl7yMdyKM1TK09iNi8d+a/psxn3NwnALpSNRS7tgw0z7wnY3gDiOS2Eapy23l5WudXKTwUymN+vRYn4YB9PS00EBg9XeEbBhCPjBZ9S+md14bobnnGRLq22+QKBgBKbbOBQAAdcf58OTQQPS/r5U4NMVcqlb0SnahaJhGM1H1VDlAezU/t553N9UgTX/54XHr7Q6p5LD522gN2WyHeEJSPz3ry8XoUKJO25+w2rxV6lYkQi9WNnlurrfs8uPCeB6J3ogGdx9Ee9/UK+Na8wHhBHU8j84Hbd+qre/pAY')

INSERT INTO "morango_certificate" VALUES ('d1902a7b8545db72be5ca105ad4d647c', '6bec073053b2b90abf704ac8c4d5e793', 'school', '4fc72ec972a8a009f2da71c290a01ccc', 'full', 1, '{"dataset_id": "6bec073053b2b90abf704ac8c4d5e793"}', 'MIIBCgKCAQEAqUW4s5sDWqcbfoc3smuFUtTQlMjIM83KyIpdcl5I268JGPFTQ19PLwydZ/GkGfEi3sFOOd5wiwPD7b1AE0jgTQedQnTHMLRQjephZ7hhV2OXAUg2gZcDFDA6RUBMFBvscTsUfD4zG3vLA98p8jbfMX3bnjwIeSBKgzDcIZpkjAOmTZmnHEmT8Ldnz/6FjaKAdjxgGPGEiZ9zI2aKbqWFC8W2JAi7AsO0Re/RNuyB+zvVq70/qMbnw/rAS44CakjDpAigIr5u/FsASa/Fsl01v2kTmlz6mlxVsOof6qTWPgRdbiYPd6rMG+cVlVjeNAU4ejc8MtiNQ8kQMJ+hPvdg3QIDAQAB', '{"id": "d1902a7b8545db72be5ca105ad4d647c", "parent_id": "6bec073053b2b90abf704ac8c4d5e793", "profile": "school", "salt": "4fc72ec972a8a009f2da71c290a01ccc", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"6bec073053b2b90abf704ac8c4d5e793\"}", "public_key_string": "MIIBCgKCAQEAqUW4s5sDWqcbfoc3smuFUtTQlMjIM83KyIpdcl5I268JGPFTQ19PLwydZ/GkGfEi3sFOOd5wiwPD7b1AE0jgTQedQnTHMLRQjephZ7hhV2OXAUg2gZcDFDA6RUBMFBvscTsUfD4zG3vLA98p8jbfMX3bnjwIeSBKgzDcIZpkjAOmTZmnHEmT8Ldnz/6FjaKAdjxgGPGEiZ9zI2aKbqWFC8W2JAi7AsO0Re/RNuyB+zvVq70/qMbnw/rAS44CakjDpAigIr5u/FsASa/Fsl01v2kTmlz6mlxVsOof6qTWPgRdbiYPd6rMG+cVlVjeNAU4ejc8MtiNQ8kQMJ+hPvdg3QIDAQAB"}', 'k26lr3toYcYJlNSseoA7QQjomJdGkRN10mUNlSPmJQMdZ0n9hZIQJ1M15yfA5c5YLctIsVp1jmmRdeunaU2enlPZGlFkf5EM0jr9VFTC9xuq8BHgaZR8hpHhErTTSbyp0SLUKbgEo31kd/i9/Rf7aKhDufqpQd0Y605yB310fPnlOL4vDCHklO04piKFKXHlNRpEnt5vwO6MU2+80bkJBaTJM5I7MvwctUAIXpYVRtgz8e3VnZ4rQ4zIkxHv0bPgNSIZLZ0Fm+k2aLXjuwxmWfF39zUdxhjo8mdrkl4hp+RTl4jbimL/u0MpENjs+Wa3spHBt2xjAICyKHuauCXVvQ==', NULL)

INSERT INTO "morango_databaseidmodel" VALUES ('457674003e2e622ed52ecb9cae4c633e', 1, '2026-11-29T23:35:05.135734Z', '31946329bd9a773a015b8544311e07cb')

INSERT INTO "morango_databasemaxcounter" VALUES ('6bec073053b2b90abf704ac8c4d5e793', '532c6f6ff7c3ff8370c7ce6b143eb041', 4)

INSERT INTO "morango_databasemaxcounter" VALUES ('6bec073053b2b90abf704ac8c4d5e793', '7e5a5746f82e40046d54874d970e0e9c', 5)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', '7e5a5746f82e40046d54874d970e0e9c', 7)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1000)

INSERT INTO "morango_deletedmodels" VALUES ('996921be51f70e0d6b9abac4a85c0276', 'school')

INSERT INTO "morango_harddeletedmodels" VALUES ('996921be51f70e0d6b9abac4a85c0276', 'school')

INSERT INTO "morango_instanceidmodel" VALUES ('31946329bd9a773a015b8544311e07cb', '', '', '', '', '457674003e2e622ed52ecb9cae4c633e', '', '', 0, 0)

INSERT INTO "morango_instanceidmodel" VALUES ('7e5a5746f82e40046d54874d970e0e9c', '', '', '', '', '457674003e2e622ed52ecb9cae4c633e', '', '', 7, 1)

INSERT INTO "morango_nonce" VALUES ('72393f7221dfa4e6b31f0751128d5408', '2026-11-29T23:35:05.310859Z', '')

INSERT INTO "morango_scopedefinition" VALUES ('full', 1, 'school', 'dataset_id', 'Everything.', '', '', '${dataset_id}', '{}')

INSERT INTO "morango_scopedefinition" VALUES ('learner', 1, 'school', '', 'Own work.', '${dataset_id}:shared', '', '${dataset_id}:user:${user_id}', '{}')

INSERT INTO "morango_store" VALUES ('12fc90622b176170175c7ee8c8207ec6', '2', 'answer', 'school', '6bec073053b2b90abf704ac8c4d5e793:user:11111111111111111111111111111111', '', '7e5a5746f82e40046d54874d970e0e9c', 4, 0, 0, NULL, '', '{"id":"12fc90622b176170175c7ee8c8207ec6","_morango_source_id":"2","_morango_partition":"6bec073053b2b90abf704ac8c4d5e793:user:11111111111111111111111111111111","dataset_id":"6bec073053b2b90abf704ac8c4d5e793","user_id":"11111111111111111111111111111111","question":"2","text":"his","score":0.5,"topic_id":"1fe07ae8f72fc337789e47862a452eaf"}', CAST(x'7b226964223a223132666339303632326231373631373031373563376565386338323037656336222c225f6d6f72616e676f5f736f757263655f6964223a2232222c225f6d6f72616e676f5f706172746974696f6e223a2236626563303733303533623262393061626637303461633863346435653739333a757365723a3131313131313131313131313131313131313131313131313131313131313131222c22646174617365745f6964223a223662656330373330353362326239306162663730346163386334643565373933222c22757365725f6964223a223131313131313131313131313131313131313131313131313131313131313131222c227175657374696f6e223a2232222c2274657874223a2268657273222c2273636f7265223a302e352c22746f7069635f6964223a223166653037616538663732666333333737383965343738363261343532656166227d0a' AS TEXT))

INSERT INTO "morango_store" VALUES ('1fe07ae8f72fc337789e47862a452eaf', 'a1174b3432114a66d9561b37c7c14be8', 'topic', 'school', '6bec073053b2b90abf704ac8c4d5e793:shared', '', '7e5a5746f82e40046d54874d970e0e9c', 2, 0, 0, NULL, '', '{"id":"1fe07ae8f72fc337789e47862a452eaf","_morango_source_id":"a1174b3432114a66d9561b37c7c14be8","_morango_partition":"6bec073053b2b90abf704ac8c4d5e793:shared","dataset_id":"6bec073053b2b90abf704ac8c4d5e793","title":"top","parent_id":null}', '')

INSERT INTO "morango_store" VALUES ('5e4814bb63e0ac90e40c57e9761c24a2', 'unknown', 'badge', 'school', 'dddddddddddddddddddddddddddddddd', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', '', '{"_morango_partition":"dddddddddddddddddddddddddddddddd","_morango_source_id":"unknown","dataset_id":"dddddddddddddddddddddddddddddddd","id":"5e4814bb63e0ac90e40c57e9761c24a2","of":"a newer build"}', '')

INSERT INTO "morango_store" VALUES ('83292045a716315b5e29e7bf324675ab', '3', 'answer', 'school', '6bec073053b2b90abf704ac8c4d5e793:user:11111111111111111111111111111111', '', '532c6f6ff7c3ff8370c7ce6b143eb041', 4, 1, 0, '82e05d9b9c23b7a4690cc7970a377301', '', '{"id":"83292045a716315b5e29e7bf324675ab","_morango_source_id":"3","_morango_partition":"6bec073053b2b90abf704ac8c4d5e793:user:11111111111111111111111111111111","dataset_id":"6bec073053b2b90abf704ac8c4d5e793","user_id":"11111111111111111111111111111111","question":"3","text":"it''s\n3","score":0.5,"topic_id":"1fe07ae8f72fc337789e47862a452eaf"}', '')

INSERT INTO "morango_store" VALUES ('889577de70181c6c63192168974ec7cc', 'waits', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', 'missing_reference: topic_id', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"waits","dataset_id":"dddddddddddddddddddddddddddddddd","id":"889577de70181c6c63192168974ec7cc","question":"waits","text":"x","user_id":"11111111111111111111111111111111","topic_id":"99999999999999999999999999999999"}', '')

INSERT INTO "morango_store" VALUES ('996921be51f70e0d6b9abac4a85c0276', '1', 'answer', 'school', '6bec073053b2b90abf704ac8c4d5e793:user:11111111111111111111111111111111', '', '7e5a5746f82e40046d54874d970e0e9c', 2, 0, 0, NULL, '', '{"id":"996921be51f70e0d6b9abac4a85c0276","_morango_source_id":"1","_morango_partition":"6bec073053b2b90abf704ac8c4d5e793:user:11111111111111111111111111111111","dataset_id":"6bec073053b2b90abf704ac8c4d5e793","user_id":"11111111111111111111111111111111","question":"1","text":"it''s\n1","score":0.5,"topic_id":"1fe07ae8f72fc337789e47862a452eaf"}', '')

INSERT INTO "morango_store" VALUES ('f7481abf7dd8ab53dcddde73f8a11d61', '4f5ee3fcab48537af33fd77c4053f54f', 'topic', 'school', '6bec073053b2b90abf704ac8c4d5e793:shared', '1fe07ae8f72fc337789e47862a452eaf', '7e5a5746f82e40046d54874d970e0e9c', 2, 0, 0, NULL, '', '{"id":"f7481abf7dd8ab53dcddde73f8a11d61","_morango_source_id":"4f5ee3fcab48537af33fd77c4053f54f","_morango_partition":"6bec073053b2b90abf704ac8c4d5e793:shared","dataset_id":"6bec073053b2b90abf704ac8c4d5e793","title":"sub","parent_id":"1fe07ae8f72fc337789e47862a452eaf"}', '')

INSERT INTO "morango_syncsession" VALUES ('bf6efde1ab46369c0ba1f14610e04249', '2026-11-29T23:35:05.208237Z', '2026-11-29T23:35:05.211773Z', 1, 0, '6bec073053b2b90abf704ac8c4d5e793', '3684f37664348b08724987008d0c2ff9', 'school', 'network', 'relay', '', '', '7e5a5746f82e40046d54874d970e0e9c', '', '0a608120f878d6f5fa8ecbda91b405490184b25d8ef2bdcb5762fb7a3bfa7b4e:c7529b4b19068c53818018f8e64f0cbd')

INSERT INTO "morango_syncsession" VALUES ('cc36295cf6eb44177827703baf7c69ab', '2026-11-29T23:35:05.292705Z', '2026-11-29T23:35:05.296542Z', 1, 0, '6bec073053b2b90abf704ac8c4d5e793', '3684f37664348b08724987008d0c2ff9', 'school', 'network', 'relay', '', '', '7e5a5746f82e40046d54874d970e0e9c', 'c7529b4b19068c53818018f8e64f0cbd', '0a608120f878d6f5fa8ecbda91b405490184b25d8ef2bdcb5762fb7a3bfa7b4e:c7529b4b19068c53818018f8e64f0cbd')

INSERT INTO "morango_syncsession" VALUES ('d0369846eb9af5724ad76f019915a215', '2026-11-29T23:35:05.256132Z', '2026-11-29T23:35:05.256689Z', 1, 0, '6bec073053b2b90abf704ac8c4d5e793', '3684f37664348b08724987008d0c2ff9', 'school', 'network', 'relay', '', '', '7e5a5746f82e40046d54874d970e0e9c', 'c7529b4b19068c53818018f8e64f0cbd', '0a608120f878d6f5fa8ecbda91b405490184b25d8ef2bdcb5762fb7a3bfa7b4e:c7529b4b19068c53818018f8e64f0cbd')

INSERT INTO "morango_transfersession" VALUES (1, '27bce8d034b2404d597c48cfb03b5b21', 'bf6efde1ab46369c0ba1f14610e04249', 0, 0, 'school', '6bec073053b2b90abf704ac8c4d5e793', 2, '2026-11-29T23:35:05.208450Z', '2026-11-29T23:35:05.211429Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0)

INSERT INTO "morango_transfersession" VALUES (2, 'baf30276e781ca827c2a471503660c9c', 'bf6efde1ab46369c0ba1f14610e04249', 0, 1, 'school', '6bec073053b2b90abf704ac8c4d5e793', 2, '2026-11-29T23:35:05.211783Z', '2026-11-29T23:35:05.212553Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0)

INSERT INTO "morango_transfersession" VALUES (3, '94c402c5762a7635e580dd2714648bb2', 'd0369846eb9af5724ad76f019915a215', 0, 0, 'school', '6bec073053b2b90abf704ac8c4d5e793', 2, '2026-11-29T23:35:05.256169Z', '2026-11-29T23:35:05.256576Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0)

INSERT INTO "morango_transfersession" VALUES (4, 'c2dbd9b0b559be6163cae0c4af7dfbaa', 'd0369846eb9af5724ad76f019915a215', 0, 1, 'school', '6bec073053b2b90abf704ac8c4d5e793', 2, '2026-11-29T23:35:05.256697Z', '2026-11-29T23:35:05.261718Z', 0, 5, 5, 2609, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0)

INSERT INTO "morango_transfersession" VALUES (5, '82e05d9b9c23b7a4690cc7970a377301', 'cc36295cf6eb44177827703baf7c69ab', 0, 0, 'school', '6bec073053b2b90abf704ac8c4d5e793', 2, '2026-11-29T23:35:05.292738Z', '2026-11-29T23:35:05.296361Z', 0, 2, 2, 0, 1177, '{}', '{}', 'cleanup', 'completed', NULL, 1, 0, 0)

INSERT INTO "morango_transfersession" VALUES (6, '5653c2a615d27b98628b4a50d89e3f5c', 'cc36295cf6eb44177827703baf7c69ab', 0, 1, 'school', '6bec073053b2b90abf704ac8c4d5e793', 2, '2026-11-29T23:35:05.296553Z', '2026-11-29T23:35:05.297347Z', 0, 1, 1, 962, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0)

INSERT INTO "morango_transfersession" VALUES (7, '595553201d0801b19cdcd6fbc38ab3fe', '595553201d0801b19cdcd6fbc38ab3fe', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-29T23:35:05.308521Z', '2026-11-29T23:35:05.310810Z', 0, 3, 3, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 1, 0)

INSERT INTO "morango_transfersession" VALUES (8, '55555555555555555555555555555555', '55555555555555555555555555555555', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-29T23:35:05.310894Z', '9999-01-01T00:00:00.000000Z', 1, 2, 1, 0, 0, '{}', '{"super": {}, "sub": {}}', 'transferring', 'started', 1, 0, 0, 0)

INSERT INTO "topic" VALUES ('1fe07ae8f72fc337789e47862a452eaf', '6bec073053b2b90abf704ac8c4d5e793', 'top', NULL, 'a1174b3432114a66d9561b37c7c14be8', '6bec073053b2b90abf704ac8c4d5e793:shared')

INSERT INTO "topic" VALUES ('f7481abf7dd8ab53dcddde73f8a11d61', '6bec073053b2b90abf704ac8c4d5e793', 'sub', '1fe07ae8f72fc337789e47862a452eaf', '4f5ee3fcab48537af33fd77c4053f54f', '6bec073053b2b90abf704ac8c4d5e793:shared')

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

