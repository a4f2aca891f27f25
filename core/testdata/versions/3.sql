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

INSERT INTO "amora_acknowledged" VALUES ('247efe95b1a39623fd8de4bdf9051da9fb554dfe4bc4df89f5df6788026d2801:e63bb1d5f7e30392447a22f20cbd72e1', '694fc614cadae8a243bbacc1dfada3d2', 'be412f4fbd7fd891436d80764aa533af', 5)

INSERT INTO "amora_bundle" VALUES ('694fc614cadae8a243bbacc1dfada3d2', 2, '{"room":"694fc614cadae8a243bbacc1dfada3d2","sequence":2,"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"id_rules":{"topic":"given"},"relay_keys":["MIIBCgKCAQEAu8tTGqaaBMH4FtdCZ5RlaVBYN2gCQUkdAVMywfpk2LltwsNDwRzrokZi42DWqFIEo8q9HU2urZBPYmSNtCDNOAUSSDCikGKxvX6E2lnKH1i8/Z02SD33dfDukXfjbxE8jSyTY2pEqptm700BCmANypIPx4VOHN8rG11ZlqvHbF0bqjzU9oKoHP54QYTC+XLiZ39rcVGJRyW/+hTLFo98lDrso0c4Fx5Z6GeKhw0nxXZoeocqNNmkLEHSKJVmpIleMUQWiclqOT3DfmEnZtMXfeU9vKOUkuqhzaRuY1Q2mJeGwCO+94Up2y1YHtRHmjNM95SpSzIiJx0qsh7HTk2hdwIDAQAB"],"revoked":[]}', 'I+oYaSvjw7X1QXvj6VaizXee+VDuImI6uXvrAMTD9fmy2TglVSX4T8CIJlB4PYX+a1suVN8jPY0WMOC/AQxD/mm9bKj7iQivknU2eGswcXBQOMAQ/fio60lpvfzo7+XB0pku5xWZS9cMjNWuCI/a/+qkxJ6HQdyPK+c99kuf2X/RRMXzqnLVLwhm2snfI/Yd2ICtZNlXs2jPLTvIZ4i9snZECyPI/t8Q6JfiJr+Mc3bhdM6YRGP9gD1oSci01EVyhOacG3how7KRYH6oj+3m+pR2dCbQvpFObzsQkkAtMAIgNvVldX3rs/PjsQ1JlpwOQvBgc2HdRYCtprV0aEDXkA==')

INSERT INTO "amora_dirty_answer" VALUES ('4349f0462d297e0b89ff225a897320a8')

INSERT INTO "amora_issued" VALUES ('860335aa77549716b14949508f6a3dab', '', '2026-11-30T13:17:36.171462Z')

INSERT INTO "amora_known_relay" VALUES ('694fc614cadae8a243bbacc1dfada3d2', '247efe95b1a3.relay:80', '247efe95b1a39623fd8de4bdf9051da9fb554dfe4bc4df89f5df6788026d2801')

INSERT INTO "amora_meta" VALUES ('schema', '{"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"models":[{"name":"topic","table":"topic","partition":"${dataset_id}:shared","source":null,"columns":{"dataset_id":"uuid","title":"text","parent_id":"uuid?"},"references":{"parent_id":"topic"}},{"name":"answer","table":"answer","partition":"${dataset_id}:user:${user_id}","source":"${question}","columns":{"dataset_id":"uuid","user_id":"uuid","question":"text","text":"text","score":"real?","topic_id":"uuid?"},"references":{"topic_id":"topic"}}]}')

INSERT INTO "amora_meta" VALUES ('triggers', '77ee24031edcc3ec0e9da97c5f23ee986b1898c9722708632a229e379e5db984')

INSERT INTO "amora_meta" VALUES ('version', '3')

INSERT INTO "amora_partitionmaxcounter" VALUES ('694fc614cadae8a243bbacc1dfada3d2:shared', 'be412f4fbd7fd891436d80764aa533af', 2)

INSERT INTO "amora_partitionmaxcounter" VALUES ('694fc614cadae8a243bbacc1dfada3d2:user:11111111111111111111111111111111', '59d6962b9f4269c047a85c2425ef0e80', 4)

INSERT INTO "amora_partitionmaxcounter" VALUES ('694fc614cadae8a243bbacc1dfada3d2:user:11111111111111111111111111111111', 'be412f4fbd7fd891436d80764aa533af', 4)

INSERT INTO "amora_partitionmaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1)

INSERT INTO "amora_partitionmaxcounter" VALUES ('dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1)

INSERT INTO "amora_pushed_certificate" VALUES ('96b6543657fd6398ebb8e66c64b9c33e', '247efe95b1a39623fd8de4bdf9051da9fb554dfe4bc4df89f5df6788026d2801', '247efe95b1a3.relay:80', '2026-11-30T13:17:35.852008Z')

INSERT INTO "amora_quarantine" VALUES ('11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 'answer', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'bad_id', '595553201d0801b19cdcd6fbc38ab3fe', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"kept","dataset_id":"dddddddddddddddddddddddddddddddd","id":"ac2a3fd00b196f5d039e91878a5f7429","question":"kept","text":"x","user_id":"11111111111111111111111111111111"}')

INSERT INTO "amora_quota" VALUES ('', 340)

INSERT INTO "amora_recordmaxcounter" VALUES ('75ea9243d70c6a88f8c9ac8287be3f99', '59d6962b9f4269c047a85c2425ef0e80', 4)

INSERT INTO "amora_recordmaxcounter" VALUES ('ad6361e8598036fb793ad2b3b3aacc9c', 'be412f4fbd7fd891436d80764aa533af', 2)

INSERT INTO "amora_relay" VALUES ('694fc614cadae8a243bbacc1dfada3d2', '247efe95b1a39623fd8de4bdf9051da9fb554dfe4bc4df89f5df6788026d2801:e63bb1d5f7e30392447a22f20cbd72e1', 'be412f4fbd7fd891436d80764aa533af', '295301a22a6d36608fec904dcef00daf', 2, '', 0, '{"sequence":6,"token":"295301a22a6d36608fec904dcef00daf","mac":"5204b9c8e73199999c6f1d91488122cb6d65656df18543316ac57cb38c2e41a4"}', 0)

INSERT INTO "amora_store_dirty" VALUES ('answer', '889577de70181c6c63192168974ec7cc')

INSERT INTO "amora_store_dirty" VALUES ('badge', '5e4814bb63e0ac90e40c57e9761c24a2')

INSERT INTO "amora_trust" VALUES (5)

INSERT INTO "amora_write_scope" VALUES ('694fc614cadae8a243bbacc1dfada3d2')

INSERT INTO "amora_write_scope" VALUES (CAST(x'0a' AS TEXT))

INSERT INTO "answer" VALUES ('4349f0462d297e0b89ff225a897320a8', '694fc614cadae8a243bbacc1dfada3d2', '11111111111111111111111111111111', '4', 'unsynced', NULL, NULL, '4', '694fc614cadae8a243bbacc1dfada3d2:user:11111111111111111111111111111111')

INSERT INTO "answer" VALUES ('75ea9243d70c6a88f8c9ac8287be3f99', '694fc614cadae8a243bbacc1dfada3d2', '11111111111111111111111111111111', '2', 'his', 0.5, '3c3d5659629e5344d8c6fb121915cbf4', '2', '694fc614cadae8a243bbacc1dfada3d2:user:11111111111111111111111111111111')

INSERT INTO "morango_buffer" VALUES (1, 8, 1, 'b7b869cd15ebc28f6bf8089d31ef2044', 'first half', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, NULL, NULL, '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"first half","dataset_id":"dddddddddddddddddddddddddddddddd","id":"b7b869cd15ebc28f6bf8089d31ef2044","question":"first half","text":"x","user_id":"11111111111111111111111111111111"}', '')

INSERT INTO "morango_certificate" VALUES ('694fc614cadae8a243bbacc1dfada3d2', NULL, 'school', '', 'full', 1, '{"dataset_id": "694fc614cadae8a243bbacc1dfada3d2"}', 'MIIBCgKCAQEA4qikT/vrfL6gMV3qpXH1pYWWFp9E57Huhpv7ve0xlk0brcxMhN0/UHKkVkNGkKH4+Cy1FNwsss1udhAjRxdKgKDqHwhRbq5wqRmyoT7tZ6C+ZL2tcytCxQ8WgkSSp27JYxVDhleSYbThZ4BrC0rOM/MaJxMBqFHHHzSk3HW3rVSj/kYMTOrD88KCQ+jT4Avscrs3Do0qAqkSO5aD+IomtrcavcmWUsaoxMwTYRUKLD1qrP0bGmG1r84QqzLs/TJwn5GKUkOFiYBNyyCYUc1J0889nPfzDxiTQzgP9+pj1xP6xNJlzjPvxajf6UK2ZGGi5CcwZKriZ7auxo7VRJDXUwIDAQAB', '{"id": "694fc614cadae8a243bbacc1dfada3d2", "parent_id": null, "profile": "school", "salt": "", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"694fc614cadae8a243bbacc1dfada3d2\"}", "public_key_string": "MIIBCgKCAQEA4qikT/vrfL6gMV3qpXH1pYWWFp9E57Huhpv7ve0xlk0brcxMhN0/UHKkVkNGkKH4+Cy1FNwsss1udhAjRxdKgKDqHwhRbq5wqRmyoT7tZ6C+ZL2tcytCxQ8WgkSSp27JYxVDhleSYbThZ4BrC0rOM/MaJxMBqFHHHzSk3HW3rVSj/kYMTOrD88KCQ+jT4Avscrs3Do0qAqkSO5aD+IomtrcavcmWUsaoxMwTYRUKLD1qrP0bGmG1r84QqzLs/TJwn5GKUkOFiYBNyyCYUc1J0889nPfzDxiTQzgP9+pj1xP6xNJlzjPvxajf6UK2ZGGi5CcwZKriZ7auxo7VRJDXUwIDAQAB"}', 'x1+Vxmj9Gka1JGfXS+keIVcWYNnUtyUWeK1RBgR148XDCTruEEpTe0tMLeyVt/k4qxvQfXF4pYbTMjFLlyR+RkO2phQYobqTv3AHwivBP81dUelByoxTY2Ot2DDCozeyYZGMdULCxclGwzdYBb/pbQ4V9pIcOcVSKfl/8x5rLN3wnBrZmgLtZ3x3gjatW9PgfsvsfxckWu2EuzVGQSch5vyRgNShd2REA4UACu4hzBlCSAizM4OFqeb6yKmx38XF+xUemlUmKdVaYXnAC4Unf0JXUOx6YUiXZ6jRi3BMnFdIUevbqYbUhe3KS/XmxW0h6drEgmrz4dkH8vE3FKtWMw==', 'MIIEpAIBAAKCAQEA4qikT/vrfL6gMV3qpXH1pYWWFp9E57Huhpv7ve0xlk0brcxMhN0/UHKkVkNGkKH4+Cy1FNwsss1udhAjRxdKgKDqHwhRbq5wqRmyoT7tZ6C+ZL2tcytCxQ8WgkSSp27JYxVDhleSYbThZ4BrC0rOM/MaJxMBqFHHHzSk3HW3rVSj/kYMTOrD88KCQ+jT4Avscrs3Do0qAqkSO5aD+IomtrcavcmWUsaoxMwTYRUKLD1qrP0bGmG1r84QqzLs/TJwn5GKUkOFiYBNyyCYUc1J0889nPfzDxiTQzgP9+pj1xP6xNJlzjPvxajf6UK2ZGGi5CcwZKriZ7auxo7VRJDXUwIDAQABAoIBAEGkXZHcf6KtAm/Jpz8q9d1uBr2eerIvUckiO5IRs563ziBTXoXMHZ4K1ZU1/qW8gwI80GSuLzPJUwhWPCFGmYkPET7TheHsGyyeCKGyO8cbQoiidi04hinT6MzpVx+uchyD9/5cNkSdwfnbsySeEYHyEcznMD+zD1v2Pxip7vv/T8fizEfBEwNefKUBb1Vbrj1RH28FEbkkO6DnoFfFkGEb2y27oTBKdPXcIXVOSGYq1kkwHNesFWiNXdyme03mn0PLh/GoHnM5SLFcdhRG4V6C7bYYNE7+gtg7iR13mCJz/PARoVX+wnDEvYhSO7emIJtEnaGJtx1tMO4yWOSmdwECgYEA8p+l0OlCRsuHLTgu6cZfptxYLqLPzCdyaizVvoe0AXymT8k2Gfu692r4ukDKKpgCC6ACY0UgkwTjlZo0bNdZRU5wxCYtvdBA7qlwWF1/T1X0avTwRnjY/rPP9s8AWNaFFWd6BL+9XcHRLSk5lHNCwnMUqL8GFnJzKdygDwCu1LMCgYEA7yerIMG7OgkU3VWOzXfitt9IscXU/MSHCKtiZKjrnbfua/qwT3QTjYXV1tBW/UzdRhIgWVAW7kWqWo9zrxScnq/GdnhDh5WJBD3V6mCSh1cdEoVr1Gn4VukYjjiaxD5+Ld/tX9IXEf6Q/Z7b0BJwEgEbQgVBMYGkOPVTg6YHguECgYA0c38NYuAJHgbjJ7o8n74d/JSzwE7b+8soWPj8b6niiGgL55vikiEhS+bpnQgXnTUT/kuF2nPoVK4+sU+UGBoceZC3Vumcl2DyN38qG0xiglqMpNcs5QNETOswmB+jFP1AW1ZtoGX31ua5tKfWB/TuxKI6uNFAGQ38hs2zcJpbMQKBgQDTZkJLy1Q/wcVSvQ1lLKMYOZldo11ZLjObAzwPdI4JtYuooUl2gknCYNqcbz9l2qsCBIXZzQToDGbAdGuzCMpFL2WEVVyEHjemqy5LZqA/yE5nj864Tg/6a0OMfBa6f+8zh+yhNem0u0zZE7KEY7fzAk1g95ogM9PBkYIILhwXoQKBgQDkF9NLXlc17MTi0ophpSHrUiqgxuXvAcLynUQnA2K/f9mfijwfkWx/Q+TMvBQ+lu3yPcLkpQn2EdIVAFCzT1P2llEEDT5eohOx+Ow3X1ckOkms/bXMOtJ1uTP//UcyadNUOR3oVg0xWsYKGQKkcaO56/q4wMVxm56SjhsMBohVMg==')

INSERT INTO "morango_certificate" VALUES ('860335aa77549716b14949508f6a3dab', '694fc614cadae8a243bbacc1dfada3d2', 'school', '2cbc8cea2e70db0144966d465bbf6c04', 'full', 1, '{"dataset_id": "694fc614cadae8a243bbacc1dfada3d2"}', 'MIIBCgKCAQEA9/HeOCWW1MbXhhw5BhRGVVh2AydL4s21Jg5hRmr1eaZg1cf7jNilBnakd7og58+q84JdjGsbJMJfODxNVUeppsNpBSStleIMn032xjF00wdiFzAP6jxBI6ofGaAgDesrcL3quPw8RHQUdy38TZuYmc74wO4IWsz0UhC8YhCJhRUgrnyDH6b8r/kNgNRQKyVdoj6nc+YQcQ3jZv2ZCiyBvACIfuu2w5ISUh0HztEkom6oqoHrpVdwg4x5baRKSJRJzk6U8Bbhd6/qThq5Q9lW3God691PfHvMG2e2I+cUwYaDpiH+vAjj0Evb/pIJWKW+7T2niznb29mE2bkBV0Pg1QIDAQAB', '{"id": "860335aa77549716b14949508f6a3dab", "parent_id": "694fc614cadae8a243bbacc1dfada3d2", "profile": "school", "salt": "2cbc8cea2e70db0144966d465bbf6c04", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"694fc614cadae8a243bbacc1dfada3d2\"}", "public_key_string": "MIIBCgKCAQEA9/HeOCWW1MbXhhw5BhRGVVh2AydL4s21Jg5hRmr1eaZg1cf7jNilBnakd7og58+q84JdjGsbJMJfODxNVUeppsNpBSStleIMn032xjF00wdiFzAP6jxBI6ofGaAgDesrcL3quPw8RHQUdy38TZuYmc74wO4IWsz0UhC8YhCJhRUgrnyDH6b8r/kNgNRQKyVdoj6nc+YQcQ3jZv2ZCiyBvACIfuu2w5ISUh0HztEkom6oqoHrpVdwg4x5baRKSJRJzk6U8Bbhd6/qThq5Q9lW3God691PfHvMG2e2I+cUwYaDpiH+vAjj0Evb/pIJWKW+7T2niznb29mE2bkBV0Pg1QIDAQAB"}', 'LgwPTAHjgF3mnReFvC9I45Xb26r5I58SPKHFHLcnqTlSrR40k0DSfkHpOhswjavSMW7AH4eNE+zln0J01AzEFvyhMqBBzay9FjfHuN6GmEyd9BGPHjHVVHU3SbIlVWyOe7qTk0SH7TkW+Y///2kVlC5P/IyqH5CI0k9q2XdPy8TfGQ2PZmKISKp1Yy2SDqbPX+eD+RNEfS7C3riVmxVeEwQEiPJlpH1btMG4uNNqYnr/kvuzJZX75l1xlw8oObyDGEVbe3ZGhrv273Co8FhdtTGO/WbLztUK44ZKFbny8axQYTGjUCI3YJoY6QaIzfyCnAD0TUUiSwD/ZTZlDVNWag==', NULL)

INSERT INTO "morango_certificate" VALUES ('96b6543657fd6398ebb8e66c64b9c33e', '694fc614cadae8a243bbacc1dfada3d2', 'school', 'be6cf95fe92dc92dddd3f39eb5213820', 'full', 1, '{"dataset_id": "694fc614cadae8a243bbacc1dfada3d2"}', 'MIIBCgKCAQEAu8tTGqaaBMH4FtdCZ5RlaVBYN2gCQUkdAVMywfpk2LltwsNDwRzrokZi42DWqFIEo8q9HU2urZBPYmSNtCDNOAUSSDCikGKxvX6E2lnKH1i8/Z02SD33dfDukXfjbxE8jSyTY2pEqptm700BCmANypIPx4VOHN8rG11ZlqvHbF0bqjzU9oKoHP54QYTC+XLiZ39rcVGJRyW/+hTLFo98lDrso0c4Fx5Z6GeKhw0nxXZoeocqNNmkLEHSKJVmpIleMUQWiclqOT3DfmEnZtMXfeU9vKOUkuqhzaRuY1Q2mJeGwCO+94Up2y1YHtRHmjNM95SpSzIiJx0qsh7HTk2hdwIDAQAB', '{"id": "96b6543657fd6398ebb8e66c64b9c33e", "parent_id": "694fc614cadae8a243bbacc1dfada3d2", "profile": "school", "salt": "be6cf95fe92dc92dddd3f39eb5213820", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"694fc614cadae8a243bbacc1dfada3d2\"}", "public_key_string": "MIIBCgKCAQEAu8tTGqaaBMH4FtdCZ5RlaVBYN2gCQUkdAVMywfpk2LltwsNDwRzrokZi42DWqFIEo8q9HU2urZBPYmSNtCDNOAUSSDCikGKxvX6E2lnKH1i8/Z02SD33dfDukXfjbxE8jSyTY2pEqptm700BCmANypIPx4VOHN8rG11ZlqvHbF0bqjzU9oKoHP54QYTC+XLiZ39rcVGJRyW/+hTLFo98lDrso0c4Fx5Z6GeKhw0nxXZoeocqNNmkLEHSKJVmpIleMUQWiclqOT3DfmEnZtMXfeU9vKOUkuqhzaRuY1Q2mJeGwCO+94Up2y1YHtRHmjNM95SpSzIiJx0qsh7HTk2hdwIDAQAB"}', 'TNNeKAUJ1t4kQwr+zlEiESfLtVTyZ8KuGp27/5xpzKdlcF+Y5SKYYsnuyKbSjRyQJxUMSrIkjHRzNdr2IG8RTFV6voRUJ/KmCuOcFjh8GOyNiE8f0NLmaCTZNm156sUFu3dhyih56jKpUJDgaYv+r1O31S934qfE2XkuBqPmaCsiGwfcG2YOqew8kksxpA5Yo3jKz8LB5qH1uYdFvj3To1A/zCdlyGqFLS5oL2UhI2i9+Zf1LRIkxXcwfFmYwt2mNYm4kzbpyBmeIx+9e4v5Tb1nPHPDYspzouPbVEuWMWLzGu6sOAPt1y/C6UhgRDluOGCaf2CINCiBDrjeuuH53A==', NULL)

INSERT INTO "morango_databaseidmodel" VALUES ('7aeebfd8f3210fab864360cfd37fd228', 1, '2026-11-30T13:17:35.719376Z', '89b957916668d1406f44655b3d1fca9e')

INSERT INTO "morango_databasemaxcounter" VALUES ('694fc614cadae8a243bbacc1dfada3d2', '59d6962b9f4269c047a85c2425ef0e80', 4)

INSERT INTO "morango_databasemaxcounter" VALUES ('694fc614cadae8a243bbacc1dfada3d2', 'be412f4fbd7fd891436d80764aa533af', 5)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'be412f4fbd7fd891436d80764aa533af', 7)

INSERT INTO "morango_deletedmodels" VALUES ('adeb80457383d42cbbfaa1e0b1084ecd', 'school')

INSERT INTO "morango_harddeletedmodels" VALUES ('adeb80457383d42cbbfaa1e0b1084ecd', 'school')

INSERT INTO "morango_instanceidmodel" VALUES ('89b957916668d1406f44655b3d1fca9e', '', '', '', '', '7aeebfd8f3210fab864360cfd37fd228', '', '', 0, 0)

INSERT INTO "morango_instanceidmodel" VALUES ('be412f4fbd7fd891436d80764aa533af', '', '', '', '', '7aeebfd8f3210fab864360cfd37fd228', '', '', 7, 1)

INSERT INTO "morango_nonce" VALUES ('01a22c9a8f4736b057838fc8b80dc86f', '2026-11-30T13:17:36.455000Z', '')

INSERT INTO "morango_scopedefinition" VALUES ('full', 1, 'school', 'dataset_id', 'Everything.', '', '', '${dataset_id}', '{}')

INSERT INTO "morango_scopedefinition" VALUES ('learner', 1, 'school', '', 'Own work.', '${dataset_id}:shared', '', '${dataset_id}:user:${user_id}', '{}')

INSERT INTO "morango_store" VALUES ('3c3d5659629e5344d8c6fb121915cbf4', '0a953c90eea4f69bf05cd3b5be1a18e2', 'topic', 'school', '694fc614cadae8a243bbacc1dfada3d2:shared', '', 'be412f4fbd7fd891436d80764aa533af', 2, 0, 0, NULL, '', '{"id":"3c3d5659629e5344d8c6fb121915cbf4","_morango_source_id":"0a953c90eea4f69bf05cd3b5be1a18e2","_morango_partition":"694fc614cadae8a243bbacc1dfada3d2:shared","dataset_id":"694fc614cadae8a243bbacc1dfada3d2","title":"top","parent_id":null}', '')

INSERT INTO "morango_store" VALUES ('5e4814bb63e0ac90e40c57e9761c24a2', 'unknown', 'badge', 'school', 'dddddddddddddddddddddddddddddddd', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', '', '{"_morango_partition":"dddddddddddddddddddddddddddddddd","_morango_source_id":"unknown","dataset_id":"dddddddddddddddddddddddddddddddd","id":"5e4814bb63e0ac90e40c57e9761c24a2","of":"a newer build"}', '')

INSERT INTO "morango_store" VALUES ('75ea9243d70c6a88f8c9ac8287be3f99', '2', 'answer', 'school', '694fc614cadae8a243bbacc1dfada3d2:user:11111111111111111111111111111111', '', 'be412f4fbd7fd891436d80764aa533af', 4, 0, 0, NULL, '', '{"id":"75ea9243d70c6a88f8c9ac8287be3f99","_morango_source_id":"2","_morango_partition":"694fc614cadae8a243bbacc1dfada3d2:user:11111111111111111111111111111111","dataset_id":"694fc614cadae8a243bbacc1dfada3d2","user_id":"11111111111111111111111111111111","question":"2","text":"his","score":0.5,"topic_id":"3c3d5659629e5344d8c6fb121915cbf4"}', CAST(x'7b226964223a223735656139323433643730633661383866386339616338323837626533663939222c225f6d6f72616e676f5f736f757263655f6964223a2232222c225f6d6f72616e676f5f706172746974696f6e223a2236393466633631346361646165386132343362626163633164666164613364323a757365723a3131313131313131313131313131313131313131313131313131313131313131222c22646174617365745f6964223a223639346663363134636164616538613234336262616363316466616461336432222c22757365725f6964223a223131313131313131313131313131313131313131313131313131313131313131222c227175657374696f6e223a2232222c2274657874223a2268657273222c2273636f7265223a302e352c22746f7069635f6964223a223363336435363539363239653533343464386336666231323139313563626634227d0a' AS TEXT))

INSERT INTO "morango_store" VALUES ('889577de70181c6c63192168974ec7cc', 'waits', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', 'missing_reference: topic_id', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"waits","dataset_id":"dddddddddddddddddddddddddddddddd","id":"889577de70181c6c63192168974ec7cc","question":"waits","text":"x","user_id":"11111111111111111111111111111111","topic_id":"99999999999999999999999999999999"}', '')

INSERT INTO "morango_store" VALUES ('ad6361e8598036fb793ad2b3b3aacc9c', '3', 'answer', 'school', '694fc614cadae8a243bbacc1dfada3d2:user:11111111111111111111111111111111', '', '59d6962b9f4269c047a85c2425ef0e80', 4, 1, 0, '8b29238da9c99a8bd7aa76ba45981ddf', '', '{"id":"ad6361e8598036fb793ad2b3b3aacc9c","_morango_source_id":"3","_morango_partition":"694fc614cadae8a243bbacc1dfada3d2:user:11111111111111111111111111111111","dataset_id":"694fc614cadae8a243bbacc1dfada3d2","user_id":"11111111111111111111111111111111","question":"3","text":"it''s\n3","score":0.5,"topic_id":"3c3d5659629e5344d8c6fb121915cbf4"}', '')

INSERT INTO "morango_store" VALUES ('adeb80457383d42cbbfaa1e0b1084ecd', '1', 'answer', 'school', '694fc614cadae8a243bbacc1dfada3d2:user:11111111111111111111111111111111', '', 'be412f4fbd7fd891436d80764aa533af', 2, 0, 0, NULL, '', '{"id":"adeb80457383d42cbbfaa1e0b1084ecd","_morango_source_id":"1","_morango_partition":"694fc614cadae8a243bbacc1dfada3d2:user:11111111111111111111111111111111","dataset_id":"694fc614cadae8a243bbacc1dfada3d2","user_id":"11111111111111111111111111111111","question":"1","text":"it''s\n1","score":0.5,"topic_id":"3c3d5659629e5344d8c6fb121915cbf4"}', '')

INSERT INTO "morango_store" VALUES ('eec69b5659c770b9179d540059285e7e', '208632097c81281ae997be1c1f6cd1d6', 'topic', 'school', '694fc614cadae8a243bbacc1dfada3d2:shared', '3c3d5659629e5344d8c6fb121915cbf4', 'be412f4fbd7fd891436d80764aa533af', 2, 0, 0, NULL, '', '{"id":"eec69b5659c770b9179d540059285e7e","_morango_source_id":"208632097c81281ae997be1c1f6cd1d6","_morango_partition":"694fc614cadae8a243bbacc1dfada3d2:shared","dataset_id":"694fc614cadae8a243bbacc1dfada3d2","title":"sub","parent_id":"3c3d5659629e5344d8c6fb121915cbf4"}', '')

INSERT INTO "morango_syncsession" VALUES ('0dce18d415a9de3b1ab5d5fb134e1a52', '2026-11-30T13:17:35.907170Z', '2026-11-30T13:17:35.955770Z', 1, 0, '694fc614cadae8a243bbacc1dfada3d2', '96b6543657fd6398ebb8e66c64b9c33e', 'school', 'network', '247efe95b1a3.relay', '', '', 'be412f4fbd7fd891436d80764aa533af', '', '247efe95b1a39623fd8de4bdf9051da9fb554dfe4bc4df89f5df6788026d2801:e63bb1d5f7e30392447a22f20cbd72e1', '', '')

INSERT INTO "morango_syncsession" VALUES ('53cf6e3a5f233d027769e45d09345d12', '2026-11-30T13:17:36.326124Z', '2026-11-30T13:17:36.362310Z', 1, 0, '694fc614cadae8a243bbacc1dfada3d2', '96b6543657fd6398ebb8e66c64b9c33e', 'school', 'network', '247efe95b1a3.relay', '', '', 'be412f4fbd7fd891436d80764aa533af', 'e63bb1d5f7e30392447a22f20cbd72e1', '247efe95b1a39623fd8de4bdf9051da9fb554dfe4bc4df89f5df6788026d2801:e63bb1d5f7e30392447a22f20cbd72e1', '', '')

INSERT INTO "morango_syncsession" VALUES ('da7a18ea71ed3ecab4c17e62573b0771', '2026-11-30T13:17:36.210324Z', '2026-11-30T13:17:36.211073Z', 1, 0, '694fc614cadae8a243bbacc1dfada3d2', '96b6543657fd6398ebb8e66c64b9c33e', 'school', 'network', '247efe95b1a3.relay', '', '', 'be412f4fbd7fd891436d80764aa533af', 'e63bb1d5f7e30392447a22f20cbd72e1', '247efe95b1a39623fd8de4bdf9051da9fb554dfe4bc4df89f5df6788026d2801:e63bb1d5f7e30392447a22f20cbd72e1', '', '')

INSERT INTO "morango_transfersession" VALUES (1, 'eeceaf37ba5a930d1f0b3182a5fa7b9a', '0dce18d415a9de3b1ab5d5fb134e1a52', 0, 0, 'school', '694fc614cadae8a243bbacc1dfada3d2', 2, '2026-11-30T13:17:35.907334Z', '2026-11-30T13:17:35.955096Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (2, '1912ae98060f21c4b97c06c2b2dfa6d1', '0dce18d415a9de3b1ab5d5fb134e1a52', 0, 1, 'school', '694fc614cadae8a243bbacc1dfada3d2', 2, '2026-11-30T13:17:35.955788Z', '2026-11-30T13:17:35.957016Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (3, '20f8903ebd11dec487c38fdf65b75cee', 'da7a18ea71ed3ecab4c17e62573b0771', 0, 0, 'school', '694fc614cadae8a243bbacc1dfada3d2', 2, '2026-11-30T13:17:36.210365Z', '2026-11-30T13:17:36.210920Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (4, '9439b06344be9322dbcc0043350f5720', 'da7a18ea71ed3ecab4c17e62573b0771', 0, 1, 'school', '694fc614cadae8a243bbacc1dfada3d2', 2, '2026-11-30T13:17:36.211081Z', '2026-11-30T13:17:36.247094Z', 0, 5, 5, 2609, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (5, '8b29238da9c99a8bd7aa76ba45981ddf', '53cf6e3a5f233d027769e45d09345d12', 0, 0, 'school', '694fc614cadae8a243bbacc1dfada3d2', 2, '2026-11-30T13:17:36.326177Z', '2026-11-30T13:17:36.362036Z', 0, 2, 2, 0, 1177, '{}', '{}', 'cleanup', 'completed', NULL, 1, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (6, 'ee3f980041ba6184b3cb45eb4c0bd5a5', '53cf6e3a5f233d027769e45d09345d12', 0, 1, 'school', '694fc614cadae8a243bbacc1dfada3d2', 2, '2026-11-30T13:17:36.362324Z', '2026-11-30T13:17:36.375205Z', 0, 1, 1, 962, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (7, '595553201d0801b19cdcd6fbc38ab3fe', '595553201d0801b19cdcd6fbc38ab3fe', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T13:17:36.428092Z', '2026-11-30T13:17:36.455669Z', 0, 3, 3, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 1, 0, '')

INSERT INTO "morango_transfersession" VALUES (8, '55555555555555555555555555555555', '55555555555555555555555555555555', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T13:17:36.455793Z', '9999-01-01T00:00:00.000000Z', 1, 2, 1, 0, 0, '{}', '{"super": {}, "sub": {}}', 'transferring', 'started', 1, 0, 0, 0, '')

INSERT INTO "topic" VALUES ('3c3d5659629e5344d8c6fb121915cbf4', '694fc614cadae8a243bbacc1dfada3d2', 'top', NULL, '0a953c90eea4f69bf05cd3b5be1a18e2', '694fc614cadae8a243bbacc1dfada3d2:shared')

INSERT INTO "topic" VALUES ('eec69b5659c770b9179d540059285e7e', '694fc614cadae8a243bbacc1dfada3d2', 'sub', '3c3d5659629e5344d8c6fb121915cbf4', '208632097c81281ae997be1c1f6cd1d6', '694fc614cadae8a243bbacc1dfada3d2:shared')

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
END

CREATE TRIGGER "amora_answer_orphan" AFTER DELETE ON "answer" WHEN EXISTS (SELECT 1 FROM amora_applying) AND EXISTS (SELECT 1 FROM morango_store s WHERE s.id = OLD.id AND s.deleted = 0) BEGIN
 INSERT INTO amora_orphan (id) VALUES (OLD.id) ON CONFLICT DO NOTHING;
END

CREATE TRIGGER "amora_answer_update" AFTER UPDATE ON "answer" WHEN OLD.id IS NOT NULL AND OLD._morango_source_id IS NOT NULL AND OLD._morango_partition IS NOT NULL AND NOT EXISTS (SELECT 1 FROM amora_applying) BEGIN
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
  WHEN EXISTS (SELECT 1 FROM amora_write_scope) AND NOT EXISTS (SELECT 1 FROM amora_write_scope WHERE substr(NEW._morango_partition, 1, length(prefix)) = prefix) THEN RAISE(ABORT, 'amora:not_writable:topic: outside the write scope of this device''s certificate' || coalesce(': the row is in the partition ' || substr(NEW._morango_partition, 1, 200) || ', and what may be written is ' || coalesce((SELECT group_concat(prefix, ', ') FROM (SELECT prefix FROM amora_write_scope WHERE prefix <> char(10) LIMIT 5)), 'nothing'), '')) END;
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

