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

INSERT INTO "amora_acknowledged" VALUES ('c8eeb786b93e86c3bd92eab33d5ea990340f886fb593c9e379a72eb4d25d7b39:dc2b3a78f25e4f3e3d197bdc1f0a3af2', '8c981e5713f80fffed3602f0ee4f9583', 'd9b21ee79af0aa8c9b00bdddc4764fe7', 5)

INSERT INTO "amora_bundle" VALUES ('8c981e5713f80fffed3602f0ee4f9583', 2, '{"room":"8c981e5713f80fffed3602f0ee4f9583","sequence":2,"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"id_rules":{},"relay_keys":["MIIBCgKCAQEAovU7A87K0RXUovw+2f7rIGQOk0SRgTUvVaH4pJDZDR7Su4QxXRwPDH3jGtSx/cCWBUimbq+vODHgygSqNbuvWHXi3zHcw5+1l4N6+i7BIlTyeAQI7VWysd98MK40ErWCe3kc0onS0N2OjTN1i6AY8s/YeELsrsdj6Tima8njBANgqF++ugzDPEe0hQ2T8gEPeXl6NEUDh5kS6yZAbjT//ETZidzxC479UhAfZuXBdpWuQ2y60vXIC15jMZh1a84vVWuztMu4oVYx+urFwtStJ5b4MOhq/+vb515w/GX0+Y7KucxttZAGKQXu6T8xac+zgaMjpd4sJ2Wqx+1bVlS4UwIDAQAB"],"revoked":[]}', 'ZmTjJA9hO1TOj7rCjua3F4V+WyKEDc88gUnDckLlwgKdDcPe8muSfFnAG83s5Bu10/UGGCvlPgAh3I3rPSmKaUR+U6N7Wg7M51lHOgJ/1TRLgQ+z5mnGvY+ewQtGCGIey2QezRM2HTgRQHLhKHa1VAD8cuB0LSDQ2emTJ4sQSM9STKbaKt5jO0in9AWQ9j2KZqTfgUajJv6Y8S/GHe+ozaA840VWPwpO5utabGaY4VVXznJBc+YcExTer9kHddva1zUGRs2TOIAx1RInX4GvvP0UspUHPyhIqu5LYnmOg/LuQdNJGSLrbIJ/vzxVrhl/yLSF2QzIMqcFjhRBDZMkqw==')

INSERT INTO "amora_dirty_answer" VALUES ('8ca9b5c5831824896084692f2179a39d')

INSERT INTO "amora_known_relay" VALUES ('8c981e5713f80fffed3602f0ee4f9583', 'c8eeb786b93e.relay:80', 'c8eeb786b93e86c3bd92eab33d5ea990340f886fb593c9e379a72eb4d25d7b39')

INSERT INTO "amora_meta" VALUES ('schema', '{"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"models":[{"name":"topic","table":"topic","partition":"${dataset_id}:shared","source":null,"columns":{"dataset_id":"uuid","title":"text","parent_id":"uuid?"},"references":{"parent_id":"topic"}},{"name":"answer","table":"answer","partition":"${dataset_id}:user:${user_id}","source":"${question}","columns":{"dataset_id":"uuid","user_id":"uuid","question":"text","text":"text","score":"real?","topic_id":"uuid?"},"references":{"topic_id":"topic"}}]}')

INSERT INTO "amora_meta" VALUES ('triggers', '6e62310347ebc557af4ed85c2baf91197e4d72d75ba3c579a9ea5daf8c6daafe')

INSERT INTO "amora_meta" VALUES ('version', '3')

INSERT INTO "amora_partitionmaxcounter" VALUES ('8c981e5713f80fffed3602f0ee4f9583:shared', 'd9b21ee79af0aa8c9b00bdddc4764fe7', 2)

INSERT INTO "amora_partitionmaxcounter" VALUES ('8c981e5713f80fffed3602f0ee4f9583:user:11111111111111111111111111111111', '7bf0c5b7373eafc2caffe4e5a18ed486', 4)

INSERT INTO "amora_partitionmaxcounter" VALUES ('8c981e5713f80fffed3602f0ee4f9583:user:11111111111111111111111111111111', 'd9b21ee79af0aa8c9b00bdddc4764fe7', 4)

INSERT INTO "amora_partitionmaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1)

INSERT INTO "amora_partitionmaxcounter" VALUES ('dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1)

INSERT INTO "amora_pushed_certificate" VALUES ('35c2c8a5faa344d7b5fde05ef35c2f03', 'c8eeb786b93e86c3bd92eab33d5ea990340f886fb593c9e379a72eb4d25d7b39', 'c8eeb786b93e.relay:80', '2026-11-30T09:39:22.983571Z')

INSERT INTO "amora_quarantine" VALUES ('11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 'answer', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'bad_id', '595553201d0801b19cdcd6fbc38ab3fe', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"kept","dataset_id":"dddddddddddddddddddddddddddddddd","id":"ac2a3fd00b196f5d039e91878a5f7429","question":"kept","text":"x","user_id":"11111111111111111111111111111111"}')

INSERT INTO "amora_quota" VALUES ('', 340)

INSERT INTO "amora_recordmaxcounter" VALUES ('beba0bb98263eef5f2e8d979af315153', '7bf0c5b7373eafc2caffe4e5a18ed486', 4)

INSERT INTO "amora_recordmaxcounter" VALUES ('eae937ebb6d9d1baa2f3b820a85ddf78', 'd9b21ee79af0aa8c9b00bdddc4764fe7', 2)

INSERT INTO "amora_relay" VALUES ('8c981e5713f80fffed3602f0ee4f9583', 'c8eeb786b93e86c3bd92eab33d5ea990340f886fb593c9e379a72eb4d25d7b39:dc2b3a78f25e4f3e3d197bdc1f0a3af2', 'd9b21ee79af0aa8c9b00bdddc4764fe7', '757b9c88e7c52b24d6b4107feae036ae', 2, '', 0, '{"sequence":6,"token":"757b9c88e7c52b24d6b4107feae036ae","mac":"158e9d1b232d66177f93c433fb471bed2b7e6cddb6fe0331e69032f5820eb06d"}', 0)

INSERT INTO "amora_store_dirty" VALUES ('answer', '889577de70181c6c63192168974ec7cc')

INSERT INTO "amora_store_dirty" VALUES ('badge', '5e4814bb63e0ac90e40c57e9761c24a2')

INSERT INTO "amora_trust" VALUES (5)

INSERT INTO "amora_write_scope" VALUES ('8c981e5713f80fffed3602f0ee4f9583')

INSERT INTO "amora_write_scope" VALUES (CAST(x'0a' AS TEXT))

INSERT INTO "answer" VALUES ('8ca9b5c5831824896084692f2179a39d', '8c981e5713f80fffed3602f0ee4f9583', '11111111111111111111111111111111', '4', 'unsynced', NULL, NULL, '4', '8c981e5713f80fffed3602f0ee4f9583:user:11111111111111111111111111111111')

INSERT INTO "answer" VALUES ('beba0bb98263eef5f2e8d979af315153', '8c981e5713f80fffed3602f0ee4f9583', '11111111111111111111111111111111', '2', 'his', 0.5, '2868c37c640df7424b8c5a5e2cbeeaf9', '2', '8c981e5713f80fffed3602f0ee4f9583:user:11111111111111111111111111111111')

INSERT INTO "morango_buffer" VALUES (1, 8, 1, 'b7b869cd15ebc28f6bf8089d31ef2044', 'first half', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, NULL, NULL, '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"first half","dataset_id":"dddddddddddddddddddddddddddddddd","id":"b7b869cd15ebc28f6bf8089d31ef2044","question":"first half","text":"x","user_id":"11111111111111111111111111111111"}', '')

INSERT INTO "morango_certificate" VALUES ('3171eac0e5bbfb5fed880e60294c9985', '8c981e5713f80fffed3602f0ee4f9583', 'school', '6585f98e94456c4d023e93636633fbab', 'full', 1, '{"dataset_id": "8c981e5713f80fffed3602f0ee4f9583"}', 'MIIBCgKCAQEAwpEme//Wnd4Pl5QPw/8IivTPXOSgYkjvtE5Q7xyr6EWChRr49r3l+hDbzC9tfi4PT5d/wCkFXd6BodVnygU5yCUUutw8FW5O64KLEq6bMVuf5zg289234GhhVQfL6n6spNWFnSdwXjUVEz/uQeFmq7MiVZIl0oK4FUieyVrzAOWctWrelt1IyGCUGnn8fY0aFNDNoXb0GG9qd4H/QsTH9DfLFRIc+35JNGpoaQvlPiwFz82MsCwlnn8a2s+FuyBKl/eX/dUYLBtyh230uA+KWPIQAokq2ut/6NwdWrHlxqnmq34iWLqh8NVjm0TyofBHerwkCrMGEX1qMEJ25L5pswIDAQAB', '{"id": "3171eac0e5bbfb5fed880e60294c9985", "parent_id": "8c981e5713f80fffed3602f0ee4f9583", "profile": "school", "salt": "6585f98e94456c4d023e93636633fbab", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"8c981e5713f80fffed3602f0ee4f9583\"}", "public_key_string": "MIIBCgKCAQEAwpEme//Wnd4Pl5QPw/8IivTPXOSgYkjvtE5Q7xyr6EWChRr49r3l+hDbzC9tfi4PT5d/wCkFXd6BodVnygU5yCUUutw8FW5O64KLEq6bMVuf5zg289234GhhVQfL6n6spNWFnSdwXjUVEz/uQeFmq7MiVZIl0oK4FUieyVrzAOWctWrelt1IyGCUGnn8fY0aFNDNoXb0GG9qd4H/QsTH9DfLFRIc+35JNGpoaQvlPiwFz82MsCwlnn8a2s+FuyBKl/eX/dUYLBtyh230uA+KWPIQAokq2ut/6NwdWrHlxqnmq34iWLqh8NVjm0TyofBHerwkCrMGEX1qMEJ25L5pswIDAQAB"}', 'aDj0EwA4uVUoEyFRHwc+AW9F5oSYPtEP7RfOE+LUOIY/dhgYzl7mr2R8E02sG2xTA/B5MXNHYwd2tXWVJKnk78MA8AbD5+fs6XLj6bgehWniixVsV2qGXt2NNNAxB0Nkk9IfMOa1BMB6u+sWkHfhJPyAJ5D5njl56wpdF4444dUNMdJqlxGaUmH1X/8UFIB4w7mu99alv5PAJ4YauhLYtRwMc2c5+ChJsURcpS5K1aI5sBun7TvZAg+Op+L9XvJa7MT9RqfGZHpoOeTLRyIfc+o6tN5wF+nQPVAMRIbTOuOKJYbQdVw9MQqK2JtQlqWoEnumj2b6P7+BF5f/V0eMjg==', NULL)

INSERT INTO "morango_certificate" VALUES ('35c2c8a5faa344d7b5fde05ef35c2f03', '8c981e5713f80fffed3602f0ee4f9583', 'school', '38060c390229882d32026e298a9fef91', 'full', 1, '{"dataset_id": "8c981e5713f80fffed3602f0ee4f9583"}', 'MIIBCgKCAQEAovU7A87K0RXUovw+2f7rIGQOk0SRgTUvVaH4pJDZDR7Su4QxXRwPDH3jGtSx/cCWBUimbq+vODHgygSqNbuvWHXi3zHcw5+1l4N6+i7BIlTyeAQI7VWysd98MK40ErWCe3kc0onS0N2OjTN1i6AY8s/YeELsrsdj6Tima8njBANgqF++ugzDPEe0hQ2T8gEPeXl6NEUDh5kS6yZAbjT//ETZidzxC479UhAfZuXBdpWuQ2y60vXIC15jMZh1a84vVWuztMu4oVYx+urFwtStJ5b4MOhq/+vb515w/GX0+Y7KucxttZAGKQXu6T8xac+zgaMjpd4sJ2Wqx+1bVlS4UwIDAQAB', '{"id": "35c2c8a5faa344d7b5fde05ef35c2f03", "parent_id": "8c981e5713f80fffed3602f0ee4f9583", "profile": "school", "salt": "38060c390229882d32026e298a9fef91", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"8c981e5713f80fffed3602f0ee4f9583\"}", "public_key_string": "MIIBCgKCAQEAovU7A87K0RXUovw+2f7rIGQOk0SRgTUvVaH4pJDZDR7Su4QxXRwPDH3jGtSx/cCWBUimbq+vODHgygSqNbuvWHXi3zHcw5+1l4N6+i7BIlTyeAQI7VWysd98MK40ErWCe3kc0onS0N2OjTN1i6AY8s/YeELsrsdj6Tima8njBANgqF++ugzDPEe0hQ2T8gEPeXl6NEUDh5kS6yZAbjT//ETZidzxC479UhAfZuXBdpWuQ2y60vXIC15jMZh1a84vVWuztMu4oVYx+urFwtStJ5b4MOhq/+vb515w/GX0+Y7KucxttZAGKQXu6T8xac+zgaMjpd4sJ2Wqx+1bVlS4UwIDAQAB"}', 'OjQ0eBlWBPoxoi15RiIj82XnTykhv4+jZ/tcP/ze4lSjqY/nJYNpmsrrXtCGohW99mbuIJvkf5/wwV+3v/XwG5snaOAXRsxm424f1Nck5Aailx8J2EfaaZrJUxr/vzjeFh0o9E1CINO7MCEcmRGHsjx4n3pM6N6pWf4l3jEJ6IJSaXj61H4uUNsW8DzPHHpqPuCIbC1GHf87RnThczq8hEqFLFJ+4OuN9OtsCbg41LN9RoMx8PVhfVdteoJb1rlS6dKZpuJJbtbVmUlG82C68NK/TQDbvSU3sXXtFp7k4V3js+Xu2kKmboyCcjiENIwaoTQ8JytL01M/d3J+/DlQlg==', NULL)

INSERT INTO "morango_certificate" VALUES ('8c981e5713f80fffed3602f0ee4f9583', NULL, 'school', '', 'full', 1, '{"dataset_id": "8c981e5713f80fffed3602f0ee4f9583"}', 'MIIBCgKCAQEA4xgSwGhrZDY+UM7ZYNuoR3qD+fTh1n+0aVaJQn0vrE9y+WLeL436WQabvrw3504G2+xeeQaFY32GZEE3aZBfwY3VtuCkp2btSQdLGVLhPE14yqmEtxGlxL3Fp8GVNAY7Vt18usYP+g8D11lVZRH6S2KFMIY/qgdqHq+DrKrRL1lLt5kpJWwpV7WmXW+ExLc5UjmNRPsROk14cWMUtBXVBwCOKbR2wEUzno03AaiArZqRs09ep1u3eb4Gcms7vPpATiYYCVgZE+u/EyAIIg0oa/qCUI8bqcph0BQw86ERQs+2Wi+rJusST4OO1rlPC3Ab1e3zjcAgkQXYqV5XIXnkJwIDAQAB', '{"id": "8c981e5713f80fffed3602f0ee4f9583", "parent_id": null, "profile": "school", "salt": "", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"8c981e5713f80fffed3602f0ee4f9583\"}", "public_key_string": "MIIBCgKCAQEA4xgSwGhrZDY+UM7ZYNuoR3qD+fTh1n+0aVaJQn0vrE9y+WLeL436WQabvrw3504G2+xeeQaFY32GZEE3aZBfwY3VtuCkp2btSQdLGVLhPE14yqmEtxGlxL3Fp8GVNAY7Vt18usYP+g8D11lVZRH6S2KFMIY/qgdqHq+DrKrRL1lLt5kpJWwpV7WmXW+ExLc5UjmNRPsROk14cWMUtBXVBwCOKbR2wEUzno03AaiArZqRs09ep1u3eb4Gcms7vPpATiYYCVgZE+u/EyAIIg0oa/qCUI8bqcph0BQw86ERQs+2Wi+rJusST4OO1rlPC3Ab1e3zjcAgkQXYqV5XIXnkJwIDAQAB"}', 'q5VVOISbekh26+l0vKfMzyqI9NI7FAVTB66bH0h8vZFfTy3EX/em+RLR+9DDC/J8qCpVgQ2DBkIZYKmeS7WMnFnWfpkHMRAZrLctxB/DfaAslO9zjd0wjlJMch8ZMjHp/SrHf8h565rKa3XU9QdD/aQ+JsvIv1Y7r+6N9ZKXomUvTFvjsgPorGys1JKRbVcBMXpQqSG11IlJLz/bQAojpLdFIr88BdjvAwJb4cLyJZ9+eTm76qA4QVqRruzBct77/gU5Rpfut2P0wzsV39cs+YtD/5oz7WqGdQpx4qiuARnblAwMdd0V348e1I9Ij1uzcXQ/62NoEtcheuY1xpWC9w==', 'MIIEogIBAAKCAQEA4xgSwGhrZDY+UM7ZYNuoR3qD+fTh1n+0aVaJQn0vrE9y+WLeL436WQabvrw3504G2+xeeQaFY32GZEE3aZBfwY3VtuCkp2btSQdLGVLhPE14yqmEtxGlxL3Fp8GVNAY7Vt18usYP+g8D11lVZRH6S2KFMIY/qgdqHq+DrKrRL1lLt5kpJWwpV7WmXW+ExLc5UjmNRPsROk14cWMUtBXVBwCOKbR2wEUzno03AaiArZqRs09ep1u3eb4Gcms7vPpATiYYCVgZE+u/EyAIIg0oa/qCUI8bqcph0BQw86ERQs+2Wi+rJusST4OO1rlPC3Ab1e3zjcAgkQXYqV5XIXnkJwIDAQABAoIBADVN1kDxgZuhG9lt5BpXFNXKTSYjs8rcaOV82XUQ21rPv0YITezNn6C761zG4zxY1UVT4wz3WeHzedMYd8BAkilleG+XpS5h+3pzys3j5Vh5OswfJDawXr+iZ72rs7DlcZI/JOLWULO6SIWIw4GYya5eLrMoH9NyMBeJzRd/dOBu3SToV5ID1SNHmmsIwtgvfw7f1n/4+5HSSnQVqzDfMeys2Ry0SdpW1zujhpTCtQiZJdrhZYMAQ/aJVs9LIjTqp9xRlz+t4GEsgluxhIgketpKbY9IRPqUSKWxaExuQw6CohKH6xlONVTdFqsK/Ht4m07ZrqR0I9m91yJcIy5bx8kCgYEA8MX/9YYQCeCVJDna8QoZ/VtihMaTyncVoZZhJEuul0oq8h9uzfmUZTqZrCvA5hrrJCUV2T9ccsUVeX6DQfrtZbDrs3CksV+eVaFFUjVLOsmAo5+LoXaXG2fcT+KNTAvuvHjwFQOTS3+XO0PVm8TsTYS6pX1tg/L1twQipjD+Y1MCgYEA8XScX00XzlW/ebDmLG888OddaLgxMsdyi/pgD2tGoHEmyqC5NdZ43SCF4t2a44Z73UEnDxOpFNSny8PLuetfu8tI8e4rtRIp5/w3RK7zK9hoQ/HWBj4pr4RKwES9kxwfwXYs7+7mTXWZ9SV1he+LKk4fMYmcg0Hjt3e/KyouFV0CgYBN+zL9aGBFcrGbPAnHS8hDIJf1/QLc7ljZLwVjZge0BFeId9nBaHZBmwsukjU10b4axNAgvr7IhUCBSxJkCktdRkHwqikNMbTscwEqsQwejCjX1dK5htlGDQtz7CJrYOn/rQPFKpVIPJjUnxHOE6edK8Hv24He3I/sqLA4N2IM9QKBgFkxO0ZVAxM8R6PbPdtyJ+/Rd4bka4AXfu/ISE3J0egYhDzbjC8gD7uXdP2t4LZlikHb/GKsX4wLVgSGSi5ejRmg6Uw9L7YOhJ5mY8AiZD9xDGr03ZumwN1OIBLQEbtS60QatFTZSgeZBosxEC2upBi3jPxOmhs+brDqMhru1OEdAoGAEFQ45a2OKmvfD69Y8kbSV1bo7uC4nAc2PLcZJviyZcnhQOtmyJ3WOC6sGGV8p0c4o8cxHIW9LnqaO12Ut3uolNJAcBQIuohusUUkqbRsK7u8M8vQ/XQXMyBl30kNFTqVwiEeT0FuJFVN7jcXwveCJfdb2UX1yZcFHgtzYlNqI20=')

INSERT INTO "morango_databaseidmodel" VALUES ('1cea45f46eb6c4b13f21d2fc65e49b22', 1, '2026-11-30T09:39:22.908841Z', 'b24618a66086dc57487f31566727f4a5')

INSERT INTO "morango_databasemaxcounter" VALUES ('8c981e5713f80fffed3602f0ee4f9583', '7bf0c5b7373eafc2caffe4e5a18ed486', 4)

INSERT INTO "morango_databasemaxcounter" VALUES ('8c981e5713f80fffed3602f0ee4f9583', 'd9b21ee79af0aa8c9b00bdddc4764fe7', 5)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'd9b21ee79af0aa8c9b00bdddc4764fe7', 7)

INSERT INTO "morango_deletedmodels" VALUES ('2b5b63537143e7323088701b1329a043', 'school')

INSERT INTO "morango_harddeletedmodels" VALUES ('2b5b63537143e7323088701b1329a043', 'school')

INSERT INTO "morango_instanceidmodel" VALUES ('b24618a66086dc57487f31566727f4a5', '', '', '', '', '1cea45f46eb6c4b13f21d2fc65e49b22', '', '', 0, 0)

INSERT INTO "morango_instanceidmodel" VALUES ('d9b21ee79af0aa8c9b00bdddc4764fe7', '', '', '', '', '1cea45f46eb6c4b13f21d2fc65e49b22', '', '', 7, 1)

INSERT INTO "morango_nonce" VALUES ('01a22bd2c6639ecd451efd5ed2b44039', '2026-11-30T09:39:23.363000Z', '')

INSERT INTO "morango_scopedefinition" VALUES ('full', 1, 'school', 'dataset_id', 'Everything.', '', '', '${dataset_id}', '{}')

INSERT INTO "morango_scopedefinition" VALUES ('learner', 1, 'school', '', 'Own work.', '${dataset_id}:shared', '', '${dataset_id}:user:${user_id}', '{}')

INSERT INTO "morango_store" VALUES ('2868c37c640df7424b8c5a5e2cbeeaf9', '17b615c4098b8e6f9452266be126c6cd', 'topic', 'school', '8c981e5713f80fffed3602f0ee4f9583:shared', '', 'd9b21ee79af0aa8c9b00bdddc4764fe7', 2, 0, 0, NULL, '', '{"id":"2868c37c640df7424b8c5a5e2cbeeaf9","_morango_source_id":"17b615c4098b8e6f9452266be126c6cd","_morango_partition":"8c981e5713f80fffed3602f0ee4f9583:shared","dataset_id":"8c981e5713f80fffed3602f0ee4f9583","title":"top","parent_id":null}', '')

INSERT INTO "morango_store" VALUES ('2b5b63537143e7323088701b1329a043', '1', 'answer', 'school', '8c981e5713f80fffed3602f0ee4f9583:user:11111111111111111111111111111111', '', 'd9b21ee79af0aa8c9b00bdddc4764fe7', 2, 0, 0, NULL, '', '{"id":"2b5b63537143e7323088701b1329a043","_morango_source_id":"1","_morango_partition":"8c981e5713f80fffed3602f0ee4f9583:user:11111111111111111111111111111111","dataset_id":"8c981e5713f80fffed3602f0ee4f9583","user_id":"11111111111111111111111111111111","question":"1","text":"it''s\n1","score":0.5,"topic_id":"2868c37c640df7424b8c5a5e2cbeeaf9"}', '')

INSERT INTO "morango_store" VALUES ('378542302299e26542295b62ae6c3523', '97a4715f42dad1b7ef64fc92f19e2708', 'topic', 'school', '8c981e5713f80fffed3602f0ee4f9583:shared', '2868c37c640df7424b8c5a5e2cbeeaf9', 'd9b21ee79af0aa8c9b00bdddc4764fe7', 2, 0, 0, NULL, '', '{"id":"378542302299e26542295b62ae6c3523","_morango_source_id":"97a4715f42dad1b7ef64fc92f19e2708","_morango_partition":"8c981e5713f80fffed3602f0ee4f9583:shared","dataset_id":"8c981e5713f80fffed3602f0ee4f9583","title":"sub","parent_id":"2868c37c640df7424b8c5a5e2cbeeaf9"}', '')

INSERT INTO "morango_store" VALUES ('5e4814bb63e0ac90e40c57e9761c24a2', 'unknown', 'badge', 'school', 'dddddddddddddddddddddddddddddddd', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', '', '{"_morango_partition":"dddddddddddddddddddddddddddddddd","_morango_source_id":"unknown","dataset_id":"dddddddddddddddddddddddddddddddd","id":"5e4814bb63e0ac90e40c57e9761c24a2","of":"a newer build"}', '')

INSERT INTO "morango_store" VALUES ('889577de70181c6c63192168974ec7cc', 'waits', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', 'missing_reference: topic_id', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"waits","dataset_id":"dddddddddddddddddddddddddddddddd","id":"889577de70181c6c63192168974ec7cc","question":"waits","text":"x","user_id":"11111111111111111111111111111111","topic_id":"99999999999999999999999999999999"}', '')

INSERT INTO "morango_store" VALUES ('beba0bb98263eef5f2e8d979af315153', '2', 'answer', 'school', '8c981e5713f80fffed3602f0ee4f9583:user:11111111111111111111111111111111', '', 'd9b21ee79af0aa8c9b00bdddc4764fe7', 4, 0, 0, NULL, '', '{"id":"beba0bb98263eef5f2e8d979af315153","_morango_source_id":"2","_morango_partition":"8c981e5713f80fffed3602f0ee4f9583:user:11111111111111111111111111111111","dataset_id":"8c981e5713f80fffed3602f0ee4f9583","user_id":"11111111111111111111111111111111","question":"2","text":"his","score":0.5,"topic_id":"2868c37c640df7424b8c5a5e2cbeeaf9"}', CAST(x'7b226964223a226265626130626239383236336565663566326538643937396166333135313533222c225f6d6f72616e676f5f736f757263655f6964223a2232222c225f6d6f72616e676f5f706172746974696f6e223a2238633938316535373133663830666666656433363032663065653466393538333a757365723a3131313131313131313131313131313131313131313131313131313131313131222c22646174617365745f6964223a223863393831653537313366383066666665643336303266306565346639353833222c22757365725f6964223a223131313131313131313131313131313131313131313131313131313131313131222c227175657374696f6e223a2232222c2274657874223a2268657273222c2273636f7265223a302e352c22746f7069635f6964223a223238363863333763363430646637343234623863356135653263626565616639227d0a' AS TEXT))

INSERT INTO "morango_store" VALUES ('eae937ebb6d9d1baa2f3b820a85ddf78', '3', 'answer', 'school', '8c981e5713f80fffed3602f0ee4f9583:user:11111111111111111111111111111111', '', '7bf0c5b7373eafc2caffe4e5a18ed486', 4, 1, 0, 'be3c8be198323071170f93e3f9345169', '', '{"id":"eae937ebb6d9d1baa2f3b820a85ddf78","_morango_source_id":"3","_morango_partition":"8c981e5713f80fffed3602f0ee4f9583:user:11111111111111111111111111111111","dataset_id":"8c981e5713f80fffed3602f0ee4f9583","user_id":"11111111111111111111111111111111","question":"3","text":"it''s\n3","score":0.5,"topic_id":"2868c37c640df7424b8c5a5e2cbeeaf9"}', '')

INSERT INTO "morango_syncsession" VALUES ('15f72679d6e758d646dccb203f1fa813', '2026-11-30T09:39:23.037502Z', '2026-11-30T09:39:23.075648Z', 1, 0, '8c981e5713f80fffed3602f0ee4f9583', '35c2c8a5faa344d7b5fde05ef35c2f03', 'school', 'network', 'c8eeb786b93e.relay', '', '', 'd9b21ee79af0aa8c9b00bdddc4764fe7', '', 'c8eeb786b93e86c3bd92eab33d5ea990340f886fb593c9e379a72eb4d25d7b39:dc2b3a78f25e4f3e3d197bdc1f0a3af2', '', '')

INSERT INTO "morango_syncsession" VALUES ('4c7415575e4b73ffaad5eb8de223ff2e', '2026-11-30T09:39:23.143078Z', '2026-11-30T09:39:23.144014Z', 1, 0, '8c981e5713f80fffed3602f0ee4f9583', '35c2c8a5faa344d7b5fde05ef35c2f03', 'school', 'network', 'c8eeb786b93e.relay', '', '', 'd9b21ee79af0aa8c9b00bdddc4764fe7', 'dc2b3a78f25e4f3e3d197bdc1f0a3af2', 'c8eeb786b93e86c3bd92eab33d5ea990340f886fb593c9e379a72eb4d25d7b39:dc2b3a78f25e4f3e3d197bdc1f0a3af2', '', '')

INSERT INTO "morango_syncsession" VALUES ('80d931e3577e644b30a0f2a51213abea', '2026-11-30T09:39:23.323268Z', '2026-11-30T09:39:23.330287Z', 1, 0, '8c981e5713f80fffed3602f0ee4f9583', '35c2c8a5faa344d7b5fde05ef35c2f03', 'school', 'network', 'c8eeb786b93e.relay', '', '', 'd9b21ee79af0aa8c9b00bdddc4764fe7', 'dc2b3a78f25e4f3e3d197bdc1f0a3af2', 'c8eeb786b93e86c3bd92eab33d5ea990340f886fb593c9e379a72eb4d25d7b39:dc2b3a78f25e4f3e3d197bdc1f0a3af2', '', '')

INSERT INTO "morango_transfersession" VALUES (1, '76e6c9c50705496e170cc303a6533ab5', '15f72679d6e758d646dccb203f1fa813', 0, 0, 'school', '8c981e5713f80fffed3602f0ee4f9583', 2, '2026-11-30T09:39:23.037680Z', '2026-11-30T09:39:23.075303Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (2, '67baefef5b3d0054ca069300cb4a693d', '15f72679d6e758d646dccb203f1fa813', 0, 1, 'school', '8c981e5713f80fffed3602f0ee4f9583', 2, '2026-11-30T09:39:23.075661Z', '2026-11-30T09:39:23.088982Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (3, 'c241b60edfb36857c11010b85e492717', '4c7415575e4b73ffaad5eb8de223ff2e', 0, 0, 'school', '8c981e5713f80fffed3602f0ee4f9583', 2, '2026-11-30T09:39:23.143121Z', '2026-11-30T09:39:23.143892Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (4, '0034a5366165c594d3e229e97d1fd19a', '4c7415575e4b73ffaad5eb8de223ff2e', 0, 1, 'school', '8c981e5713f80fffed3602f0ee4f9583', 2, '2026-11-30T09:39:23.144022Z', '2026-11-30T09:39:23.195333Z', 0, 5, 5, 2609, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (5, 'be3c8be198323071170f93e3f9345169', '80d931e3577e644b30a0f2a51213abea', 0, 0, 'school', '8c981e5713f80fffed3602f0ee4f9583', 2, '2026-11-30T09:39:23.323311Z', '2026-11-30T09:39:23.330020Z', 0, 2, 2, 0, 1177, '{}', '{}', 'cleanup', 'completed', NULL, 1, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (6, '2f26960990a0dab2c8ec589014c3c715', '80d931e3577e644b30a0f2a51213abea', 0, 1, 'school', '8c981e5713f80fffed3602f0ee4f9583', 2, '2026-11-30T09:39:23.330299Z', '2026-11-30T09:39:23.331595Z', 0, 1, 1, 962, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (7, '595553201d0801b19cdcd6fbc38ab3fe', '595553201d0801b19cdcd6fbc38ab3fe', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T09:39:23.358932Z', '2026-11-30T09:39:23.363192Z', 0, 3, 3, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 1, 0, '')

INSERT INTO "morango_transfersession" VALUES (8, '55555555555555555555555555555555', '55555555555555555555555555555555', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T09:39:23.363283Z', '9999-01-01T00:00:00.000000Z', 1, 2, 1, 0, 0, '{}', '{"super": {}, "sub": {}}', 'transferring', 'started', 1, 0, 0, 0, '')

INSERT INTO "topic" VALUES ('2868c37c640df7424b8c5a5e2cbeeaf9', '8c981e5713f80fffed3602f0ee4f9583', 'top', NULL, '17b615c4098b8e6f9452266be126c6cd', '8c981e5713f80fffed3602f0ee4f9583:shared')

INSERT INTO "topic" VALUES ('378542302299e26542295b62ae6c3523', '8c981e5713f80fffed3602f0ee4f9583', 'sub', '2868c37c640df7424b8c5a5e2cbeeaf9', '97a4715f42dad1b7ef64fc92f19e2708', '8c981e5713f80fffed3602f0ee4f9583:shared')

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

