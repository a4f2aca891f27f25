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

INSERT INTO "amora_acknowledged" VALUES ('6871fd1cbce7fa361316611a67790b3fccc2c8c758d4d485c666c634be705ce1:178cdb02c5643df81c16b6d59aae8d7c', 'ae58c609abe63a559046241ea5a414f1', '5faacadbcb8c9737360bccea8a894162', 5)

INSERT INTO "amora_bundle" VALUES ('ae58c609abe63a559046241ea5a414f1', 2, '{"room":"ae58c609abe63a559046241ea5a414f1","sequence":2,"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"id_rules":{"topic":"given"},"relay_keys":["MIIBCgKCAQEAnpu8s7w1/2NTz1b2pG+gt+cwP7NzDVGYuYZycC5eYRoLtil3XIxSYH3j/TP2/K8AVf8AWz9L7WQymO7aJkiHB2huEaFUNP7iVvsGHB0OPdJIC4UMhgywOP6VOFKuZe/FvNefhO8wOJ43B2d3gaqQy7/8U0Jn3dokdOmfcJGSZ6aWXcd9fWClsqRZiOmTJMDqpECHRo3nGdWXfSrYjifGBPJpMoDJ5CkKT3uRM9H3fl1jKrXn0W2XZsZ+oYgHhpYVDUlZjk0xCUgwcFiymWSIhJEjru8PCOTIGBqxgiVCH5L0OTzKyTV+XIglOAlVPi4WRE8GCmYhYruTPb6sQq05nQIDAQAB"],"revoked":[]}', 'lv2pliaUr1OM8ZqEYnFfnyq6wRGLR8rkUptUYaYNQC2+QWbqe97Vs1roBd97BPBDjApkxqbAHL1k/N4up1tR4AHE8cSm5voV6ApLhxZ5KF6Q60d6gxsKLmhC2CqHUp0CPp6GGZEusARDyjoBJv0aCIu5pCbSxJAf7Sx3dYxCKFjKfd/X48ca5VzJWnLb7D+WdbfyfO+UYfu632sTD5kLN/pUwztCNCvMI04BeSRyhOISqTfAbmLytzXNN5wuB6jM/Xs6WqxKQaufWSZVYmIslI6oNL+9mYoFGyv4lVRD1N/dQQ8kqLBmnCSj878MZtgdseWvltrJ9XoWOGkjiGrgZA==')

INSERT INTO "amora_dirty_answer" VALUES ('c88ef8977709d15b961b00e2935b941b')

INSERT INTO "amora_known_relay" VALUES ('ae58c609abe63a559046241ea5a414f1', '6871fd1cbce7.relay:80', '6871fd1cbce7fa361316611a67790b3fccc2c8c758d4d485c666c634be705ce1')

INSERT INTO "amora_meta" VALUES ('schema', '{"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"models":[{"name":"topic","table":"topic","partition":"${dataset_id}:shared","source":null,"columns":{"dataset_id":"uuid","title":"text","parent_id":"uuid?"},"references":{"parent_id":"topic"}},{"name":"answer","table":"answer","partition":"${dataset_id}:user:${user_id}","source":"${question}","columns":{"dataset_id":"uuid","user_id":"uuid","question":"text","text":"text","score":"real?","topic_id":"uuid?"},"references":{"topic_id":"topic"}}]}')

INSERT INTO "amora_meta" VALUES ('triggers', 'fe89ea3e8bbeb1aeb6ec549d90e619a191703aa1917719d5a8207a247974c404')

INSERT INTO "amora_meta" VALUES ('version', '3')

INSERT INTO "amora_partitionmaxcounter" VALUES ('ae58c609abe63a559046241ea5a414f1:shared', '5faacadbcb8c9737360bccea8a894162', 2)

INSERT INTO "amora_partitionmaxcounter" VALUES ('ae58c609abe63a559046241ea5a414f1:user:11111111111111111111111111111111', '218c4d26a82cad2c8b7c9b5a22f810e5', 4)

INSERT INTO "amora_partitionmaxcounter" VALUES ('ae58c609abe63a559046241ea5a414f1:user:11111111111111111111111111111111', '5faacadbcb8c9737360bccea8a894162', 4)

INSERT INTO "amora_partitionmaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1)

INSERT INTO "amora_partitionmaxcounter" VALUES ('dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1)

INSERT INTO "amora_pushed_certificate" VALUES ('cddd100b5bd499f9cd7292c144457530', '6871fd1cbce7fa361316611a67790b3fccc2c8c758d4d485c666c634be705ce1', '6871fd1cbce7.relay:80', '2026-11-30T11:27:09.459006Z')

INSERT INTO "amora_quarantine" VALUES ('11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 'answer', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'bad_id', '595553201d0801b19cdcd6fbc38ab3fe', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"kept","dataset_id":"dddddddddddddddddddddddddddddddd","id":"ac2a3fd00b196f5d039e91878a5f7429","question":"kept","text":"x","user_id":"11111111111111111111111111111111"}')

INSERT INTO "amora_quota" VALUES ('', 340)

INSERT INTO "amora_recordmaxcounter" VALUES ('4406b455b58ffa0f8aaac13e253dd4b1', '218c4d26a82cad2c8b7c9b5a22f810e5', 4)

INSERT INTO "amora_recordmaxcounter" VALUES ('ab90dc9714a6ca8cb95ee0ffe743c5f7', '5faacadbcb8c9737360bccea8a894162', 2)

INSERT INTO "amora_relay" VALUES ('ae58c609abe63a559046241ea5a414f1', '6871fd1cbce7fa361316611a67790b3fccc2c8c758d4d485c666c634be705ce1:178cdb02c5643df81c16b6d59aae8d7c', '5faacadbcb8c9737360bccea8a894162', '79060a4bf9e5103f4fdea81fa7e56929', 2, '', 0, '{"sequence":6,"token":"79060a4bf9e5103f4fdea81fa7e56929","mac":"b175e3604c55f0d88f0e8c198e1433dd80d597113e1808c310d7ef07a29df38d"}', 0)

INSERT INTO "amora_store_dirty" VALUES ('answer', '889577de70181c6c63192168974ec7cc')

INSERT INTO "amora_store_dirty" VALUES ('badge', '5e4814bb63e0ac90e40c57e9761c24a2')

INSERT INTO "amora_trust" VALUES (5)

INSERT INTO "amora_write_scope" VALUES ('ae58c609abe63a559046241ea5a414f1')

INSERT INTO "amora_write_scope" VALUES (CAST(x'0a' AS TEXT))

INSERT INTO "answer" VALUES ('4406b455b58ffa0f8aaac13e253dd4b1', 'ae58c609abe63a559046241ea5a414f1', '11111111111111111111111111111111', '2', 'his', 0.5, '288ce524ad372b1cfbd75163d390df20', '2', 'ae58c609abe63a559046241ea5a414f1:user:11111111111111111111111111111111')

INSERT INTO "answer" VALUES ('c88ef8977709d15b961b00e2935b941b', 'ae58c609abe63a559046241ea5a414f1', '11111111111111111111111111111111', '4', 'unsynced', NULL, NULL, '4', 'ae58c609abe63a559046241ea5a414f1:user:11111111111111111111111111111111')

INSERT INTO "morango_buffer" VALUES (1, 8, 1, 'b7b869cd15ebc28f6bf8089d31ef2044', 'first half', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, NULL, NULL, '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"first half","dataset_id":"dddddddddddddddddddddddddddddddd","id":"b7b869cd15ebc28f6bf8089d31ef2044","question":"first half","text":"x","user_id":"11111111111111111111111111111111"}', '')

INSERT INTO "morango_certificate" VALUES ('9af1c58e6ab618a11dbff86371080712', 'ae58c609abe63a559046241ea5a414f1', 'school', '0c78387780021faf4b3d5c5950812c2e', 'full', 1, '{"dataset_id": "ae58c609abe63a559046241ea5a414f1"}', 'MIIBCgKCAQEA00D304F34Ipu9zje37WY02VP3SqMUFU0eRJo0KExhcdKo3mjFmgFVu0NRmdWEShWukyv4FwGj35/d0Sko3x1cMPFlrj7UF6n4mCmjeo70gYEOWwsvhKwanoBeT9xuCIL+zLt7PQpNe3AO2ZhXNkglSzlqvo36Y99/b7tKRwpKfrgeEYj2WXGuz9xLpItWf0VcF6WX92OCJeDiP8Tdz6Qa+9Es2ZWRfgF7Dt1rKsFhN32+PMfc3SQFCxEasJI7EigA+QFtm5rhclCCUR2tGaZ40efpsI0oK/YYSrtLCzDtQQCC1QArLxBJmHi4ZLY5hX2C4/xHTkxkrk0xqGJqfUFTwIDAQAB', '{"id": "9af1c58e6ab618a11dbff86371080712", "parent_id": "ae58c609abe63a559046241ea5a414f1", "profile": "school", "salt": "0c78387780021faf4b3d5c5950812c2e", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"ae58c609abe63a559046241ea5a414f1\"}", "public_key_string": "MIIBCgKCAQEA00D304F34Ipu9zje37WY02VP3SqMUFU0eRJo0KExhcdKo3mjFmgFVu0NRmdWEShWukyv4FwGj35/d0Sko3x1cMPFlrj7UF6n4mCmjeo70gYEOWwsvhKwanoBeT9xuCIL+zLt7PQpNe3AO2ZhXNkglSzlqvo36Y99/b7tKRwpKfrgeEYj2WXGuz9xLpItWf0VcF6WX92OCJeDiP8Tdz6Qa+9Es2ZWRfgF7Dt1rKsFhN32+PMfc3SQFCxEasJI7EigA+QFtm5rhclCCUR2tGaZ40efpsI0oK/YYSrtLCzDtQQCC1QArLxBJmHi4ZLY5hX2C4/xHTkxkrk0xqGJqfUFTwIDAQAB"}', 'NM3hiYzvVrAB8ta7CMdAMFk0o7kNK0uicwpm//zNQ2frb+uCckMc0XGXvgcWTvws6L0XdkJIwgNjQyD+7Xp2JA1Jw8fogP5/whN1c1n1JyUXMk+PO8uLw7p843aFBuH/ODINLM+5K5CmFyLZwZcLXssMI+1gUY0NaY1ymKCQp0j+dkYHp6aCyPdzFRQVBIhnH5rwNpd0NTmeW4dmPNMz9gr+ygi28rRDBrX5W+My/2+SNVy3gmZ2aJlSTFBPYo22L56TZBCVMpaH1HKdoj14HSCADNhZ1VjN6N6VOAyPYWdMA+q22slJ+1SWZujEXO219p7P3xGzbt4gLr+fqzaFsQ==', NULL)

INSERT INTO "morango_certificate" VALUES ('ae58c609abe63a559046241ea5a414f1', NULL, 'school', '', 'full', 1, '{"dataset_id": "ae58c609abe63a559046241ea5a414f1"}', 'MIIBCgKCAQEAxfSggmrfx89Jze/OnlVHQT89It1kDkY60Jjp/BVgphZkwrmKLRrVwOUkiP/LIiueme6cI2NpBBQ476+Fw+NkWiqKS7roM/GyCQkjBw1woapjYpT7qh8iJ4loVbAFPaMVnMQpmGPdYA6qYJubj0SHfp+LZAaLE5N0WAqMxNzZ+jLyOmm+hEyEC5lyiMaSuoCMRmyNSjSaIM9r/uDouER7Yq1tqxYr1sCuIQOVNyit6dGRinPFWv0p97w11wNd7FTM8lZSB2i0K+dKorW3bUX/I6i+wlnKEo7dGH4HU+H+6wDebLqbPz3i1pa3m+Am8Z37egi/TzN9ltGbmpAfiJMsUQIDAQAB', '{"id": "ae58c609abe63a559046241ea5a414f1", "parent_id": null, "profile": "school", "salt": "", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"ae58c609abe63a559046241ea5a414f1\"}", "public_key_string": "MIIBCgKCAQEAxfSggmrfx89Jze/OnlVHQT89It1kDkY60Jjp/BVgphZkwrmKLRrVwOUkiP/LIiueme6cI2NpBBQ476+Fw+NkWiqKS7roM/GyCQkjBw1woapjYpT7qh8iJ4loVbAFPaMVnMQpmGPdYA6qYJubj0SHfp+LZAaLE5N0WAqMxNzZ+jLyOmm+hEyEC5lyiMaSuoCMRmyNSjSaIM9r/uDouER7Yq1tqxYr1sCuIQOVNyit6dGRinPFWv0p97w11wNd7FTM8lZSB2i0K+dKorW3bUX/I6i+wlnKEo7dGH4HU+H+6wDebLqbPz3i1pa3m+Am8Z37egi/TzN9ltGbmpAfiJMsUQIDAQAB"}', 'IAcFwJgv4CG7r7ahoC3uxIjuaAXyk3hM/8BfY3SH6EWh90MzWe3kn8KM+gi28zbOwKkANtzjtbiX1M1sFzggqQ52x7EnmrfQXSoQucJIQuEGQqgarl+tBZRGKb6JHV9tlnk75sAVfrOAVcgmRl3Z07L/RCsEGTfV4ZSPUjV73pjYRiAmQ/Tm6UX7IEVA/O5c4chKAmtt8gx/V6xtdiHjKaG7gsZ43gjpubcWwbSjeuWkbkAqKjqWEKO24tm5Q2uw7L3Yhzl2OfolCN4IoznpOenGuNlinSkmnZqOhVbjqAGYoFCLuxS8MdtFyygm1F6iqXApDLrCVcONOxRkXcLJIg==', 'MIIEpAIBAAKCAQEAxfSggmrfx89Jze/OnlVHQT89It1kDkY60Jjp/BVgphZkwrmKLRrVwOUkiP/LIiueme6cI2NpBBQ476+Fw+NkWiqKS7roM/GyCQkjBw1woapjYpT7qh8iJ4loVbAFPaMVnMQpmGPdYA6qYJubj0SHfp+LZAaLE5N0WAqMxNzZ+jLyOmm+hEyEC5lyiMaSuoCMRmyNSjSaIM9r/uDouER7Yq1tqxYr1sCuIQOVNyit6dGRinPFWv0p97w11wNd7FTM8lZSB2i0K+dKorW3bUX/I6i+wlnKEo7dGH4HU+H+6wDebLqbPz3i1pa3m+Am8Z37egi/TzN9ltGbmpAfiJMsUQIDAQABAoIBAEmAtGrIoVAxbW+suBU9iAg3oY1FFGZieGtFJDiofWseTIqrVx25ZZ5K1z6RcE0/UhRJL6vKOU+87Ik/LNWYJQZ/3jsRazACcj99p4ZyXJyCxoVv2WSJS+bPVDDg+4kv+ZHsmp9NkYEd4PCfRuszIHaJajoZXeHGckBQpoVglgWa5fE1cbUdQo5uyYjii0sijam/YqB6F2CW0r+c2RReYs+bHnRZtBZwUtHjMB7W6vfe+3TDMl7n+r9YQycQeRWng13Ui1JYx9sK/O6UFQn4RSwifilog1QB+Tq2IShaZY+1XNAUAGa3Wnkm+Q97pB0u9zpt4bxmByIQ0+QKR+PtkbMCgYEAyUAVq13LHsW13UJd11oELUE2wA+zBQz92kWFGWTiTke54qMTqO+BqKsME/sre4gtfI7rqGmV9v2soW9wcCx/eaEatA3H1TPwAckoXOuiubNODU4L1JqR4eOmszc9D2gJ/BWjof+tLup63x63ee4kWdBoa3RV5TN7aU4dihHbONMCgYEA+88U6ynBqSbMdIOI9U267kTEOS0YmV4hTr+2M4mRPbCxwrgum1RQTDtwP6Az3GiYX/4+h3p3D84M1tnba7cK839E/9bGQHcIsLP2wgSPzWqtTdCUScKlUg18tHx3LJ8Ue2hOyF1YRXTeshdZWzeBpLhDhfQl01dkQHBfKiF8T8sCgYEAwwXUOfWxgceMnrbSo3867vP0b5iHHgzh72RRQDOQTtWZIDRyN9Kpbl8bXD2ZfKORmNQTMGfpiKl5YhPQ/RNSEPb7HqMAFO641bIu6CT800IcEC6irkt/tUxb3e5YwJZMnroFkVZoaD+YBKIKoSESnuqkVgUtu+fw3zJw07zMGTsCgYEAt4BmXyVT4r/KeRIt6Y2WrvJgCMarSYDGRwwAbDhRJqKwOBVeqYVc6uDZ4RQPFw0GFdZCnRoKz/K5eozSkQGYMnBJySMr4GieZZ8QML2AShL2bmGU3tfBADWh7ilR86uOEoyl9O/JVvxfGWtYi9e8W1yIoIKWWhgyj58USrCSVdcCgYA0xM/U2ZWmJmK3DMKT9A5E3CC9+iuwnabwz2wFIvOasfLHPjnQKstmiNVQLr9WBIsH6W9gn/qj6MXrVPmH+s0WPek5iKxod4R2rGmZqS19kS6vgVSG1uVb34HV3/j4pq2uJ3PlMK74FreJ66ysXQup6gczrqYdFhgbsjbLY6xfZQ==')

INSERT INTO "morango_certificate" VALUES ('cddd100b5bd499f9cd7292c144457530', 'ae58c609abe63a559046241ea5a414f1', 'school', 'b22a1510fb0c54c52cf9583379d0b230', 'full', 1, '{"dataset_id": "ae58c609abe63a559046241ea5a414f1"}', 'MIIBCgKCAQEAnpu8s7w1/2NTz1b2pG+gt+cwP7NzDVGYuYZycC5eYRoLtil3XIxSYH3j/TP2/K8AVf8AWz9L7WQymO7aJkiHB2huEaFUNP7iVvsGHB0OPdJIC4UMhgywOP6VOFKuZe/FvNefhO8wOJ43B2d3gaqQy7/8U0Jn3dokdOmfcJGSZ6aWXcd9fWClsqRZiOmTJMDqpECHRo3nGdWXfSrYjifGBPJpMoDJ5CkKT3uRM9H3fl1jKrXn0W2XZsZ+oYgHhpYVDUlZjk0xCUgwcFiymWSIhJEjru8PCOTIGBqxgiVCH5L0OTzKyTV+XIglOAlVPi4WRE8GCmYhYruTPb6sQq05nQIDAQAB', '{"id": "cddd100b5bd499f9cd7292c144457530", "parent_id": "ae58c609abe63a559046241ea5a414f1", "profile": "school", "salt": "b22a1510fb0c54c52cf9583379d0b230", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"ae58c609abe63a559046241ea5a414f1\"}", "public_key_string": "MIIBCgKCAQEAnpu8s7w1/2NTz1b2pG+gt+cwP7NzDVGYuYZycC5eYRoLtil3XIxSYH3j/TP2/K8AVf8AWz9L7WQymO7aJkiHB2huEaFUNP7iVvsGHB0OPdJIC4UMhgywOP6VOFKuZe/FvNefhO8wOJ43B2d3gaqQy7/8U0Jn3dokdOmfcJGSZ6aWXcd9fWClsqRZiOmTJMDqpECHRo3nGdWXfSrYjifGBPJpMoDJ5CkKT3uRM9H3fl1jKrXn0W2XZsZ+oYgHhpYVDUlZjk0xCUgwcFiymWSIhJEjru8PCOTIGBqxgiVCH5L0OTzKyTV+XIglOAlVPi4WRE8GCmYhYruTPb6sQq05nQIDAQAB"}', 'Vs8H6zvQE0wnV63v8K9rf/16UobkaiJovWt9Je2Kvl67OHjhg/SWdaIn0OrX1I3FWVBY3reHa2LWzGd4pSGKPcmXQfcWiaFNUe5QV2fAuUQOBSe6/v0BVRkPqMX4x7+nWV1hQNwasQoAfaHIVzx2Pi6irQ/S3rugwxQQMd4moIcUaHpcm2MKoEtEyyqqk7lYHg6FFI51hPn/kBKp/uhHZ2V2pvWUZfuoOCmzDtKb3PcLmjbVXROqP4o2ITeKx5Ojvgn/+uhwGQ3JoiGv1mEmyxo+641IaDlCYbY5u+blyTLKwANRxQYyGXty5KcoYgVilTvUfRzekGrCRgtZtlP+vQ==', NULL)

INSERT INTO "morango_databaseidmodel" VALUES ('b6fd0c9cf3cfaa4a1d8fd4e2cc9d3331', 1, '2026-11-30T11:27:09.348155Z', '145c9b19df973204598217120b8c73f6')

INSERT INTO "morango_databasemaxcounter" VALUES ('ae58c609abe63a559046241ea5a414f1', '218c4d26a82cad2c8b7c9b5a22f810e5', 4)

INSERT INTO "morango_databasemaxcounter" VALUES ('ae58c609abe63a559046241ea5a414f1', '5faacadbcb8c9737360bccea8a894162', 5)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', '5faacadbcb8c9737360bccea8a894162', 7)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1000)

INSERT INTO "morango_deletedmodels" VALUES ('eee075864dcf6b650feefe61f92b9dd3', 'school')

INSERT INTO "morango_harddeletedmodels" VALUES ('eee075864dcf6b650feefe61f92b9dd3', 'school')

INSERT INTO "morango_instanceidmodel" VALUES ('145c9b19df973204598217120b8c73f6', '', '', '', '', 'b6fd0c9cf3cfaa4a1d8fd4e2cc9d3331', '', '', 0, 0)

INSERT INTO "morango_instanceidmodel" VALUES ('5faacadbcb8c9737360bccea8a894162', '', '', '', '', 'b6fd0c9cf3cfaa4a1d8fd4e2cc9d3331', '', '', 7, 1)

INSERT INTO "morango_nonce" VALUES ('01a22c3571261ce205e210eee217b815', '2026-11-30T11:27:09.606000Z', '')

INSERT INTO "morango_scopedefinition" VALUES ('full', 1, 'school', 'dataset_id', 'Everything.', '', '', '${dataset_id}', '{}')

INSERT INTO "morango_scopedefinition" VALUES ('learner', 1, 'school', '', 'Own work.', '${dataset_id}:shared', '', '${dataset_id}:user:${user_id}', '{}')

INSERT INTO "morango_store" VALUES ('288ce524ad372b1cfbd75163d390df20', '3b70af12485ce742e918dc1298216d1b', 'topic', 'school', 'ae58c609abe63a559046241ea5a414f1:shared', '', '5faacadbcb8c9737360bccea8a894162', 2, 0, 0, NULL, '', '{"id":"288ce524ad372b1cfbd75163d390df20","_morango_source_id":"3b70af12485ce742e918dc1298216d1b","_morango_partition":"ae58c609abe63a559046241ea5a414f1:shared","dataset_id":"ae58c609abe63a559046241ea5a414f1","title":"top","parent_id":null}', '')

INSERT INTO "morango_store" VALUES ('4406b455b58ffa0f8aaac13e253dd4b1', '2', 'answer', 'school', 'ae58c609abe63a559046241ea5a414f1:user:11111111111111111111111111111111', '', '5faacadbcb8c9737360bccea8a894162', 4, 0, 0, NULL, '', '{"id":"4406b455b58ffa0f8aaac13e253dd4b1","_morango_source_id":"2","_morango_partition":"ae58c609abe63a559046241ea5a414f1:user:11111111111111111111111111111111","dataset_id":"ae58c609abe63a559046241ea5a414f1","user_id":"11111111111111111111111111111111","question":"2","text":"his","score":0.5,"topic_id":"288ce524ad372b1cfbd75163d390df20"}', CAST(x'7b226964223a223434303662343535623538666661306638616161633133653235336464346231222c225f6d6f72616e676f5f736f757263655f6964223a2232222c225f6d6f72616e676f5f706172746974696f6e223a2261653538633630396162653633613535393034363234316561356134313466313a757365723a3131313131313131313131313131313131313131313131313131313131313131222c22646174617365745f6964223a226165353863363039616265363361353539303436323431656135613431346631222c22757365725f6964223a223131313131313131313131313131313131313131313131313131313131313131222c227175657374696f6e223a2232222c2274657874223a2268657273222c2273636f7265223a302e352c22746f7069635f6964223a223238386365353234616433373262316366626437353136336433393064663230227d0a' AS TEXT))

INSERT INTO "morango_store" VALUES ('5e4814bb63e0ac90e40c57e9761c24a2', 'unknown', 'badge', 'school', 'dddddddddddddddddddddddddddddddd', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', '', '{"_morango_partition":"dddddddddddddddddddddddddddddddd","_morango_source_id":"unknown","dataset_id":"dddddddddddddddddddddddddddddddd","id":"5e4814bb63e0ac90e40c57e9761c24a2","of":"a newer build"}', '')

INSERT INTO "morango_store" VALUES ('889577de70181c6c63192168974ec7cc', 'waits', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', 'missing_reference: topic_id', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"waits","dataset_id":"dddddddddddddddddddddddddddddddd","id":"889577de70181c6c63192168974ec7cc","question":"waits","text":"x","user_id":"11111111111111111111111111111111","topic_id":"99999999999999999999999999999999"}', '')

INSERT INTO "morango_store" VALUES ('ab90dc9714a6ca8cb95ee0ffe743c5f7', '3', 'answer', 'school', 'ae58c609abe63a559046241ea5a414f1:user:11111111111111111111111111111111', '', '218c4d26a82cad2c8b7c9b5a22f810e5', 4, 1, 0, '8ebbe426589a50e20a869d2d2972e3ab', '', '{"id":"ab90dc9714a6ca8cb95ee0ffe743c5f7","_morango_source_id":"3","_morango_partition":"ae58c609abe63a559046241ea5a414f1:user:11111111111111111111111111111111","dataset_id":"ae58c609abe63a559046241ea5a414f1","user_id":"11111111111111111111111111111111","question":"3","text":"it''s\n3","score":0.5,"topic_id":"288ce524ad372b1cfbd75163d390df20"}', '')

INSERT INTO "morango_store" VALUES ('da5b943d17939c5146cf1e7800f69149', 'f484142bda0ca49c20c084afcaa69dfb', 'topic', 'school', 'ae58c609abe63a559046241ea5a414f1:shared', '288ce524ad372b1cfbd75163d390df20', '5faacadbcb8c9737360bccea8a894162', 2, 0, 0, NULL, '', '{"id":"da5b943d17939c5146cf1e7800f69149","_morango_source_id":"f484142bda0ca49c20c084afcaa69dfb","_morango_partition":"ae58c609abe63a559046241ea5a414f1:shared","dataset_id":"ae58c609abe63a559046241ea5a414f1","title":"sub","parent_id":"288ce524ad372b1cfbd75163d390df20"}', '')

INSERT INTO "morango_store" VALUES ('eee075864dcf6b650feefe61f92b9dd3', '1', 'answer', 'school', 'ae58c609abe63a559046241ea5a414f1:user:11111111111111111111111111111111', '', '5faacadbcb8c9737360bccea8a894162', 2, 0, 0, NULL, '', '{"id":"eee075864dcf6b650feefe61f92b9dd3","_morango_source_id":"1","_morango_partition":"ae58c609abe63a559046241ea5a414f1:user:11111111111111111111111111111111","dataset_id":"ae58c609abe63a559046241ea5a414f1","user_id":"11111111111111111111111111111111","question":"1","text":"it''s\n1","score":0.5,"topic_id":"288ce524ad372b1cfbd75163d390df20"}', '')

INSERT INTO "morango_syncsession" VALUES ('3c89417eb05fcd3e49b8820edab38524', '2026-11-30T11:27:09.545601Z', '2026-11-30T11:27:09.546233Z', 1, 0, 'ae58c609abe63a559046241ea5a414f1', 'cddd100b5bd499f9cd7292c144457530', 'school', 'network', '6871fd1cbce7.relay', '', '', '5faacadbcb8c9737360bccea8a894162', '178cdb02c5643df81c16b6d59aae8d7c', '6871fd1cbce7fa361316611a67790b3fccc2c8c758d4d485c666c634be705ce1:178cdb02c5643df81c16b6d59aae8d7c', '', '')

INSERT INTO "morango_syncsession" VALUES ('7e37fd37e8eb05ced06ee66da69e68ee', '2026-11-30T11:27:09.477433Z', '2026-11-30T11:27:09.481571Z', 1, 0, 'ae58c609abe63a559046241ea5a414f1', 'cddd100b5bd499f9cd7292c144457530', 'school', 'network', '6871fd1cbce7.relay', '', '', '5faacadbcb8c9737360bccea8a894162', '', '6871fd1cbce7fa361316611a67790b3fccc2c8c758d4d485c666c634be705ce1:178cdb02c5643df81c16b6d59aae8d7c', '', '')

INSERT INTO "morango_syncsession" VALUES ('a1b0206f48e741aad1d9100007675a2d', '2026-11-30T11:27:09.585872Z', '2026-11-30T11:27:09.592850Z', 1, 0, 'ae58c609abe63a559046241ea5a414f1', 'cddd100b5bd499f9cd7292c144457530', 'school', 'network', '6871fd1cbce7.relay', '', '', '5faacadbcb8c9737360bccea8a894162', '178cdb02c5643df81c16b6d59aae8d7c', '6871fd1cbce7fa361316611a67790b3fccc2c8c758d4d485c666c634be705ce1:178cdb02c5643df81c16b6d59aae8d7c', '', '')

INSERT INTO "morango_transfersession" VALUES (1, '3aec0df1f0d2af865178a11c5b6486cd', '7e37fd37e8eb05ced06ee66da69e68ee', 0, 0, 'school', 'ae58c609abe63a559046241ea5a414f1', 2, '2026-11-30T11:27:09.477588Z', '2026-11-30T11:27:09.481203Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (2, 'bc363095af98daeb7c8f9e94a4e5fc28', '7e37fd37e8eb05ced06ee66da69e68ee', 0, 1, 'school', 'ae58c609abe63a559046241ea5a414f1', 2, '2026-11-30T11:27:09.481583Z', '2026-11-30T11:27:09.482456Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (3, 'f8d33dfa33aea96b6f69652bb81077fb', '3c89417eb05fcd3e49b8820edab38524', 0, 0, 'school', 'ae58c609abe63a559046241ea5a414f1', 2, '2026-11-30T11:27:09.545635Z', '2026-11-30T11:27:09.546121Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (4, 'eec70c1c3cf768e2928da38a6e63aa21', '3c89417eb05fcd3e49b8820edab38524', 0, 1, 'school', 'ae58c609abe63a559046241ea5a414f1', 2, '2026-11-30T11:27:09.546241Z', '2026-11-30T11:27:09.554940Z', 0, 5, 5, 2609, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (5, '8ebbe426589a50e20a869d2d2972e3ab', 'a1b0206f48e741aad1d9100007675a2d', 0, 0, 'school', 'ae58c609abe63a559046241ea5a414f1', 2, '2026-11-30T11:27:09.585906Z', '2026-11-30T11:27:09.592430Z', 0, 2, 2, 0, 1177, '{}', '{}', 'cleanup', 'completed', NULL, 1, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (6, 'af7e06af006e9389917e0e74a1a05258', 'a1b0206f48e741aad1d9100007675a2d', 0, 1, 'school', 'ae58c609abe63a559046241ea5a414f1', 2, '2026-11-30T11:27:09.592872Z', '2026-11-30T11:27:09.594369Z', 0, 1, 1, 962, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (7, '595553201d0801b19cdcd6fbc38ab3fe', '595553201d0801b19cdcd6fbc38ab3fe', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T11:27:09.604385Z', '2026-11-30T11:27:09.606669Z', 0, 3, 3, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 1, 0, '')

INSERT INTO "morango_transfersession" VALUES (8, '55555555555555555555555555555555', '55555555555555555555555555555555', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T11:27:09.606756Z', '9999-01-01T00:00:00.000000Z', 1, 2, 1, 0, 0, '{}', '{"super": {}, "sub": {}}', 'transferring', 'started', 1, 0, 0, 0, '')

INSERT INTO "topic" VALUES ('288ce524ad372b1cfbd75163d390df20', 'ae58c609abe63a559046241ea5a414f1', 'top', NULL, '3b70af12485ce742e918dc1298216d1b', 'ae58c609abe63a559046241ea5a414f1:shared')

INSERT INTO "topic" VALUES ('da5b943d17939c5146cf1e7800f69149', 'ae58c609abe63a559046241ea5a414f1', 'sub', '288ce524ad372b1cfbd75163d390df20', 'f484142bda0ca49c20c084afcaa69dfb', 'ae58c609abe63a559046241ea5a414f1:shared')

CREATE INDEX "amora_answer_topic_id" ON "answer" ("topic_id")

CREATE INDEX amora_base_id ON amora_base (id, n)

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

CREATE TRIGGER amora_base_newest AFTER INSERT ON amora_base BEGIN
  DELETE FROM amora_base WHERE id = NEW.id AND n <= (SELECT max(n) FROM
    (SELECT n, row_number() OVER newest AS position, sum(octet_length(serialized)) OVER newest AS bytes
     FROM amora_base WHERE id = NEW.id WINDOW newest AS (ORDER BY n DESC))
    WHERE position > 32 OR position > 1 AND bytes > 65536);
END

CREATE TRIGGER amora_merge_rules AFTER INSERT ON amora_bundle
WHEN NOT EXISTS (SELECT 1 FROM amora_meta WHERE key = 'schema') BEGIN
  INSERT INTO amora_merge_rule SELECT key, value FROM json_each(NEW.text, '$.merge_rules') WHERE true
    ON CONFLICT DO NOTHING;
END

CREATE TRIGGER amora_merge_rules_newer AFTER UPDATE OF text ON amora_bundle
WHEN NOT EXISTS (SELECT 1 FROM amora_meta WHERE key = 'schema') BEGIN
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
  WHEN EXISTS (SELECT 1 FROM amora_write_scope) AND NOT EXISTS (SELECT 1 FROM amora_write_scope WHERE substr(OLD._morango_partition, 1, length(prefix)) = prefix) AND NOT (EXISTS (SELECT 1 FROM "amora_dirty_topic" WHERE id = OLD.id) AND NOT EXISTS (SELECT 1 FROM morango_store WHERE id = OLD.id)) THEN RAISE(ABORT, 'amora:not_writable:topic: outside the write scope of this device''s certificate') END;
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
  WHEN true AND NEW.id = NEW._morango_source_id AND (length(NEW.id) <> 32 OR octet_length(NEW.id) <> 32 OR unhex(NEW.id) IS NULL AND NEW.id IS NOT NULL OR lower(NEW.id) <> NEW.id) THEN RAISE(ABORT, 'amora:bad_id:topic: id is not 32 lower-case hex digits, nor that with the hyphens of a uuid')
  WHEN true AND NEW.id = NEW._morango_source_id AND (EXISTS (SELECT 1 FROM morango_store WHERE id = NEW.id AND model_name <> 'topic') OR EXISTS (SELECT 1 FROM "answer" o WHERE o.id = NEW.id)) THEN RAISE(ABORT, 'amora:bad_id:topic: another model has a record with this id; copy it under its id as _morango_source_id')
  WHEN true AND NEW.id = NEW._morango_source_id AND EXISTS (SELECT 1 FROM morango_store WHERE id = NEW.id AND (source_id <> NEW._morango_source_id OR partition <> NEW._morango_partition)) THEN RAISE(ABORT, 'amora:bad_id:topic: there was a record with this id, in another partition or of another source')
  WHEN true AND NEW.id = NEW._morango_source_id AND EXISTS (SELECT 1 FROM morango_certificate) AND NOT EXISTS (SELECT 1 FROM amora_bundle WHERE text -> '$.id_rules' ->> 'topic' IS NOT NULL) THEN RAISE(ABORT, 'amora:bad_id:topic: this dataset takes no ids of the app''s own, until the device that began it has synced with this version of the app')
  WHEN true AND NEW.id <> amora_id((NEW."dataset_id" || ':shared'), NEW._morango_source_id, 'topic') AND NEW.id <> NEW._morango_source_id THEN RAISE(ABORT, 'amora:bad_id:topic: id does not follow from _morango_source_id and the columns')
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

