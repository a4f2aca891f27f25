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

INSERT INTO "amora_acknowledged" VALUES ('b26f3613566d8c5b33533215ba7847e322d2be1da271d2491b4b3c789935376f:cee9a8b94455d7593ae3b3241ca00788', '314a54b9c3e94726571affef0cfd14cd', '9799aa65ee5a4770131b49fac4b6925f', 5)

INSERT INTO "amora_bundle" VALUES ('314a54b9c3e94726571affef0cfd14cd', 2, '{"room":"314a54b9c3e94726571affef0cfd14cd","sequence":2,"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"id_rules":{"topic":"given"},"relay_keys":["MIIBCgKCAQEAn3WXLTwAQzrVmtKeVtiKhRShKzCTpr/fo9V+2/8CZlmOX/Gz20Ws//3t4uU/PcE6IIXi9co0z8oNjQhc115mIq/bHcty1wfg/xNzs5F1ux2wvkbpROMK2YcLkVkiGD+pjrin5jlLseb9vLXUduync24NEvfwhBgtmlGJllLr5TNFWe9ZfvCyP5F7AEX3lbEsidRpbLADIZ2VqThxe12evRhWTM1haA/3RbAlx4wramXoqt4LPJKRDUaMluzIKWWVBeTv+IHLn+hzSs5Dq/PKXnEDo8evcOuyS6MnQFu7GEPw16pc+1Nc369Ct5qegMSxH1DS7/zRRqkvBYJ0iouFYQIDAQAB"],"revoked":[]}', 'WmGce2tnhKA6ow5qEGf6afZ9oKJ5CaFRmN8Uls1QT95nOTdkQits3rtnXnCYKUZmbvSR7j+nO5qzL/VFIO5/wD3pZ94mBR6G7MxeSaxoiLw+hbctv+MBiANk18JF79OKqMmvdPVbNFXOQO2CNuP7OTy+fyyM6Vo2a/JfXlwP86ZPbiAjIbPDIPUZWjLXC1mYTEVZGB3dEvXoGK376Y8/UFWqxoDZecPvvOBh3Yk2k0NABEqHVenDBpEJY8SnAwW0LnRnCqhx2xl7M5h3Jmok/fjhXzpHZ0m5xj0uLmebqHhOHV+ul3EU5OFCVYzAfmiy99TyIayZsREcddIhjmdiSQ==')

INSERT INTO "amora_dirty_answer" VALUES ('e4e8750a65e94c3446f7934543b4a410')

INSERT INTO "amora_known_relay" VALUES ('314a54b9c3e94726571affef0cfd14cd', 'b26f3613566d.relay:80', 'b26f3613566d8c5b33533215ba7847e322d2be1da271d2491b4b3c789935376f')

INSERT INTO "amora_meta" VALUES ('schema', '{"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"models":[{"name":"topic","table":"topic","partition":"${dataset_id}:shared","source":null,"columns":{"dataset_id":"uuid","title":"text","parent_id":"uuid?"},"references":{"parent_id":"topic"}},{"name":"answer","table":"answer","partition":"${dataset_id}:user:${user_id}","source":"${question}","columns":{"dataset_id":"uuid","user_id":"uuid","question":"text","text":"text","score":"real?","topic_id":"uuid?"},"references":{"topic_id":"topic"}}]}')

INSERT INTO "amora_meta" VALUES ('triggers', 'fe89ea3e8bbeb1aeb6ec549d90e619a191703aa1917719d5a8207a247974c404')

INSERT INTO "amora_meta" VALUES ('version', '3')

INSERT INTO "amora_partitionmaxcounter" VALUES ('314a54b9c3e94726571affef0cfd14cd:shared', '9799aa65ee5a4770131b49fac4b6925f', 2)

INSERT INTO "amora_partitionmaxcounter" VALUES ('314a54b9c3e94726571affef0cfd14cd:user:11111111111111111111111111111111', '9799aa65ee5a4770131b49fac4b6925f', 4)

INSERT INTO "amora_partitionmaxcounter" VALUES ('314a54b9c3e94726571affef0cfd14cd:user:11111111111111111111111111111111', 'c33e2e212274740401462dedafee6384', 4)

INSERT INTO "amora_partitionmaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1)

INSERT INTO "amora_partitionmaxcounter" VALUES ('dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1)

INSERT INTO "amora_pushed_certificate" VALUES ('47fd151b490cd23d410b798cf1707362', 'b26f3613566d8c5b33533215ba7847e322d2be1da271d2491b4b3c789935376f', 'b26f3613566d.relay:80', '2026-11-30T10:18:24.007657Z')

INSERT INTO "amora_quarantine" VALUES ('11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 'answer', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'bad_id', '595553201d0801b19cdcd6fbc38ab3fe', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"kept","dataset_id":"dddddddddddddddddddddddddddddddd","id":"ac2a3fd00b196f5d039e91878a5f7429","question":"kept","text":"x","user_id":"11111111111111111111111111111111"}')

INSERT INTO "amora_quota" VALUES ('', 340)

INSERT INTO "amora_recordmaxcounter" VALUES ('28a0a76aa1dbde9614b6ebd4eae02c69', 'c33e2e212274740401462dedafee6384', 4)

INSERT INTO "amora_recordmaxcounter" VALUES ('5bbde6bb18d5b2f13adb72911bbf911d', '9799aa65ee5a4770131b49fac4b6925f', 2)

INSERT INTO "amora_relay" VALUES ('314a54b9c3e94726571affef0cfd14cd', 'b26f3613566d8c5b33533215ba7847e322d2be1da271d2491b4b3c789935376f:cee9a8b94455d7593ae3b3241ca00788', '9799aa65ee5a4770131b49fac4b6925f', '6444377ad21885465e7a44ea196f0c50', 2, '', 0, '{"sequence":6,"token":"6444377ad21885465e7a44ea196f0c50","mac":"7924068e612071b35d6e050a52218da13cf0f296a08d589c95d6275ed6dc097d"}', 0)

INSERT INTO "amora_store_dirty" VALUES ('answer', '889577de70181c6c63192168974ec7cc')

INSERT INTO "amora_store_dirty" VALUES ('badge', '5e4814bb63e0ac90e40c57e9761c24a2')

INSERT INTO "amora_trust" VALUES (5)

INSERT INTO "amora_write_scope" VALUES ('314a54b9c3e94726571affef0cfd14cd')

INSERT INTO "amora_write_scope" VALUES (CAST(x'0a' AS TEXT))

INSERT INTO "answer" VALUES ('28a0a76aa1dbde9614b6ebd4eae02c69', '314a54b9c3e94726571affef0cfd14cd', '11111111111111111111111111111111', '2', 'his', 0.5, 'a96fa9920bd64f849789df43dcdd1b6d', '2', '314a54b9c3e94726571affef0cfd14cd:user:11111111111111111111111111111111')

INSERT INTO "answer" VALUES ('e4e8750a65e94c3446f7934543b4a410', '314a54b9c3e94726571affef0cfd14cd', '11111111111111111111111111111111', '4', 'unsynced', NULL, NULL, '4', '314a54b9c3e94726571affef0cfd14cd:user:11111111111111111111111111111111')

INSERT INTO "morango_buffer" VALUES (1, 8, 1, 'b7b869cd15ebc28f6bf8089d31ef2044', 'first half', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, NULL, NULL, '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"first half","dataset_id":"dddddddddddddddddddddddddddddddd","id":"b7b869cd15ebc28f6bf8089d31ef2044","question":"first half","text":"x","user_id":"11111111111111111111111111111111"}', '')

INSERT INTO "morango_certificate" VALUES ('314a54b9c3e94726571affef0cfd14cd', NULL, 'school', '', 'full', 1, '{"dataset_id": "314a54b9c3e94726571affef0cfd14cd"}', 'MIIBCgKCAQEA18yeSBx9aSmSZnNLaT6kaHMCOZmhPSoaCNI+x7WJpHiJmQM9yM8O8AnhPMQuMIt6LN0vptdJxDZKUziOJt8NmxPN9K9n233AdmWesIIeIA+llX0/gKIbWug6LR4xJowCFR1H1bDvqR25X1O8WZnBsJhtBIpu4GvWfhXhB2BJhvhRMbK+8KaGDUt/qWfI0suC2GlcOnJ8djPrSbti3dlMEW8jUnkE38V+80Io9Cky8VjV+749WeUd3xPqqvGm6ckhJjGyH/poXyNWq1gvqZr70ziKz+8GzAp3wnwZjEY0pwGWdFZ272WKBr1dCmteX7MGnN4PdhnflJP7zJ0Ng6lu9wIDAQAB', '{"id": "314a54b9c3e94726571affef0cfd14cd", "parent_id": null, "profile": "school", "salt": "", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"314a54b9c3e94726571affef0cfd14cd\"}", "public_key_string": "MIIBCgKCAQEA18yeSBx9aSmSZnNLaT6kaHMCOZmhPSoaCNI+x7WJpHiJmQM9yM8O8AnhPMQuMIt6LN0vptdJxDZKUziOJt8NmxPN9K9n233AdmWesIIeIA+llX0/gKIbWug6LR4xJowCFR1H1bDvqR25X1O8WZnBsJhtBIpu4GvWfhXhB2BJhvhRMbK+8KaGDUt/qWfI0suC2GlcOnJ8djPrSbti3dlMEW8jUnkE38V+80Io9Cky8VjV+749WeUd3xPqqvGm6ckhJjGyH/poXyNWq1gvqZr70ziKz+8GzAp3wnwZjEY0pwGWdFZ272WKBr1dCmteX7MGnN4PdhnflJP7zJ0Ng6lu9wIDAQAB"}', 'j1OA0XfVgUGp/cJibwxLy/jtbvJMu4itIAjox4u34ew9Nw7rSFnvTtqkcRblv1Bz99/GN17BQYJvGG/FloTyZh4iZ2eHRJbuMvdMFvdd9ufXMOCgBSnw22chx4pG5ybLwnHb0lbFUsUlC35/6q+//QhrE5Tmt8U+O3AilxCiA3oSeLijYftFd8XeFTNWoov8pgeNRzEJxu24Vs/KvqjIKekyz6kw1dCuEQuYhy/JIeb5LxDTg16/VywTeMX90OkGUZW8VR+TQIThPfFuxjEC2FVYtKlRNLGITOufCgFVckjfYRy4UwH4mfivHf+SMU76e/BgNK1xeFBFqjbpdFEE+A==', 'MIIEpQIBAAKCAQEA18yeSBx9aSmSZnNLaT6kaHMCOZmhPSoaCNI+x7WJpHiJmQM9yM8O8AnhPMQuMIt6LN0vptdJxDZKUziOJt8NmxPN9K9n233AdmWesIIeIA+llX0/gKIbWug6LR4xJowCFR1H1bDvqR25X1O8WZnBsJhtBIpu4GvWfhXhB2BJhvhRMbK+8KaGDUt/qWfI0suC2GlcOnJ8djPrSbti3dlMEW8jUnkE38V+80Io9Cky8VjV+749WeUd3xPqqvGm6ckhJjGyH/poXyNWq1gvqZr70ziKz+8GzAp3wnwZjEY0pwGWdFZ272WKBr1dCmteX7MGnN4PdhnflJP7zJ0Ng6lu9wIDAQABAoIBAE75zxmD96+za6U736baKpAhOvi6jURVsqZ0z04GVaPQC0do5MUnZgeaDgjPoTnZ6bIelrBgDNqWpdfUFE4Mhq2w70hzozY0TOnnoc5mKEFCiK5vYnyglxNLdvMJICLDzYVNrHr7oJILU0qcWguOllCbUBZ/1TkjriGBv1OUPQR8Et9pRTzufBNETj9Szrwds83mZlJrOozGBzu8cHPivlHoSYQsMQIi+YqQUOR7vtsH2yQP/gdKTI/cT4Ht1bHjA9SVlzD1opCcZDPICMy9xFFeup1YmEqFBPY/3cfw+O+0pDDsDQClGstwHg4cOrzSkymT25P81oAg72Or2YiTR6UCgYEA3X1j8/IQuNxveTP+t9pGSfZNNv3MmiWHd9nwehou/SURcPOB0IFsgE5VJYz1AqAElHSKrS4IuqEfna9n04CeDUQ4HakW4u07UfXosCB3e+P27aCTSBmYUSSy0eK5JL58DS1NKIMwlkIwizrsxwPKTNZ0SRAFNsfFS58M4zzAwzsCgYEA+Ww/wfUHqr/7hdMpOiO3iyYLg4CcgJfkYrly8kgbJaAtTxoY/WKygbGc5eSUUQjXvIPdUILeReuHcqREiCC5fh71itoyiZFRruxpmwMHrw6REs/pxWuQl4+j6VY26WxA/eKs9aHxFcSX/VGg+6soLMEdEVsAoA8JmcihpBLjT3UCgYEAjLT15KmpGedgId14OhA+iwofr4m4i0zALNGVRdyQcV01IU5w76bo6PHagcp0dEB36F/JIY+XGAj37tLZ4LFatw7Zn24mDe+rubvBIPLfNSNzYS6bojgwXYw01cV03PTuFejrlYsSOMK/2BONDDlKMVoj8a5twYlTu2DFbS7RPrUCgYEAi/iNhyEk3lPCqQUpO7FTjUkaaP/B1ABpcGW19fU1FtZe1udEYt4CYvnznKe7/AXEW8x8ZHQsnHxilJlOxD3pGrfw/60Xc1AT0OBnG1CF/V1lWHNJMzr797HqQEXbpv7TMicE/QuWKasbyFMIznLspsDwuQ6iuS/3KVAINfVLjwkCgYEAtEYMSc3rdl4wBVbeV4KPmZ55U73q/mJ6cpr+Ccl6WUm/TV6ADuziiwpi4mjHwUg9UQCGXHsoQk+ursrhNfEC+BxldDoiiLLUGYOe3OKYdpEGpBOEVfWh2/HHjb57eRJMvVOSiLmk+pU6lT8fVKdqMI+S6joIIVgcKMqHkZTaBs0=')

INSERT INTO "morango_certificate" VALUES ('47fd151b490cd23d410b798cf1707362', '314a54b9c3e94726571affef0cfd14cd', 'school', '5dbe5523793c9131b3196c2071d3979e', 'full', 1, '{"dataset_id": "314a54b9c3e94726571affef0cfd14cd"}', 'MIIBCgKCAQEAn3WXLTwAQzrVmtKeVtiKhRShKzCTpr/fo9V+2/8CZlmOX/Gz20Ws//3t4uU/PcE6IIXi9co0z8oNjQhc115mIq/bHcty1wfg/xNzs5F1ux2wvkbpROMK2YcLkVkiGD+pjrin5jlLseb9vLXUduync24NEvfwhBgtmlGJllLr5TNFWe9ZfvCyP5F7AEX3lbEsidRpbLADIZ2VqThxe12evRhWTM1haA/3RbAlx4wramXoqt4LPJKRDUaMluzIKWWVBeTv+IHLn+hzSs5Dq/PKXnEDo8evcOuyS6MnQFu7GEPw16pc+1Nc369Ct5qegMSxH1DS7/zRRqkvBYJ0iouFYQIDAQAB', '{"id": "47fd151b490cd23d410b798cf1707362", "parent_id": "314a54b9c3e94726571affef0cfd14cd", "profile": "school", "salt": "5dbe5523793c9131b3196c2071d3979e", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"314a54b9c3e94726571affef0cfd14cd\"}", "public_key_string": "MIIBCgKCAQEAn3WXLTwAQzrVmtKeVtiKhRShKzCTpr/fo9V+2/8CZlmOX/Gz20Ws//3t4uU/PcE6IIXi9co0z8oNjQhc115mIq/bHcty1wfg/xNzs5F1ux2wvkbpROMK2YcLkVkiGD+pjrin5jlLseb9vLXUduync24NEvfwhBgtmlGJllLr5TNFWe9ZfvCyP5F7AEX3lbEsidRpbLADIZ2VqThxe12evRhWTM1haA/3RbAlx4wramXoqt4LPJKRDUaMluzIKWWVBeTv+IHLn+hzSs5Dq/PKXnEDo8evcOuyS6MnQFu7GEPw16pc+1Nc369Ct5qegMSxH1DS7/zRRqkvBYJ0iouFYQIDAQAB"}', 'RSEnVp8m5BXWfec8IX29JpycJ2fdCgsUNoZJ+rUdUUEhMpsvD7qhFwY+HakFzoAo6yvCn0oVai8a9HuPRZPvvrJ2wHP6mYlgbzr1DhCQZGeqmlNgjBXbawVyS4m1bdKFek3a45gZKc9CJtT3mW2OPQ8cymA29nroE6b5CfzVK3qY3l3Q21XVKRB6A42ceKG5o7l4pwSvdrJ/crFFxtUbIjD3GSQyoWUHEAqjbsWqJJ1KbVtckS1pyqiJt3/heD1zhUTlrZJORPHslcGvBw7iWVYJfL4hXyaYEl9eCR4+Rbk0aFmmT1PJG/kaPQj8sMfNyGGxtFAJVbcos8I9lgdtoQ==', NULL)

INSERT INTO "morango_certificate" VALUES ('f5c2f0188acbeed5df952955505b5989', '314a54b9c3e94726571affef0cfd14cd', 'school', 'fdb5da9e4f6def0b29395d34e8059cfc', 'full', 1, '{"dataset_id": "314a54b9c3e94726571affef0cfd14cd"}', 'MIIBCgKCAQEArQtIK1HSAxHuOg44KTWjl5OvJ8GTW77zRFgQ/Hfk+l/mIUzWz9VXYDba/xAd/XKeq6Vs1erDa7b6HB9p3SKQV8tgMrx2KeateAMeqaTKqmhiQ1JMnIPWhmO/RA9wmd0uphsqMu5Nr1GSToGoLNqC4qOuO6c7BXzMhdHshVtH1+Ep5l7k21MJeYlUEiurvLtpR48adlUXAz1ELxv3P9P5c9/elV2DfaARyNtimXI380ePnDN0hZ+g4syKHYQHgo5kfGq5kjeHEf8SC5bwJWPokJ5BjcQmtIJrthjkBl9LCi7Mn8+WyUjI53R9eSzcSjeG7/IfChuHVBs9nBqJcYb/MQIDAQAB', '{"id": "f5c2f0188acbeed5df952955505b5989", "parent_id": "314a54b9c3e94726571affef0cfd14cd", "profile": "school", "salt": "fdb5da9e4f6def0b29395d34e8059cfc", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"314a54b9c3e94726571affef0cfd14cd\"}", "public_key_string": "MIIBCgKCAQEArQtIK1HSAxHuOg44KTWjl5OvJ8GTW77zRFgQ/Hfk+l/mIUzWz9VXYDba/xAd/XKeq6Vs1erDa7b6HB9p3SKQV8tgMrx2KeateAMeqaTKqmhiQ1JMnIPWhmO/RA9wmd0uphsqMu5Nr1GSToGoLNqC4qOuO6c7BXzMhdHshVtH1+Ep5l7k21MJeYlUEiurvLtpR48adlUXAz1ELxv3P9P5c9/elV2DfaARyNtimXI380ePnDN0hZ+g4syKHYQHgo5kfGq5kjeHEf8SC5bwJWPokJ5BjcQmtIJrthjkBl9LCi7Mn8+WyUjI53R9eSzcSjeG7/IfChuHVBs9nBqJcYb/MQIDAQAB"}', 't3c9Qrw8gu1m4ZNlxSXhN6aE0QvQVU/jq25ARwgxUMbrD1uiuSYNfK3L4CBBhQkqVFC26EwVNgXHMDjGZBVx8azDg6WGMovj2CCvQml5E3495vhtaGuyHKsvDRVvIZNYaWPehYo7q40HgIisc9kgmpXxXFiBZaggT66L8IvFftiymxpvtheG4dAu2uYytM3ZHtEIm/SYH3dNkKTj2UW1zLkgkhlo943LXs97YM7ObOMizg7tAwB6nwbnFLsB+SJwbOM04rN5xr26tZYZ9pUoRlbLNtuNPGmKW/TwhtddCXrSOo3iIoZV27LqGK8rzF/GdP9Zi2q/0Fg0M672sU2JAA==', NULL)

INSERT INTO "morango_databaseidmodel" VALUES ('ff3a8d7d9a2139c0cb107d16b42b9861', 1, '2026-11-30T10:18:23.832841Z', 'b82da7385aae9c0dc1d307b460e3fc46')

INSERT INTO "morango_databasemaxcounter" VALUES ('314a54b9c3e94726571affef0cfd14cd', '9799aa65ee5a4770131b49fac4b6925f', 5)

INSERT INTO "morango_databasemaxcounter" VALUES ('314a54b9c3e94726571affef0cfd14cd', 'c33e2e212274740401462dedafee6384', 4)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', '9799aa65ee5a4770131b49fac4b6925f', 7)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1000)

INSERT INTO "morango_deletedmodels" VALUES ('cd7ad2b54e8847a1fb22400c76faa417', 'school')

INSERT INTO "morango_harddeletedmodels" VALUES ('cd7ad2b54e8847a1fb22400c76faa417', 'school')

INSERT INTO "morango_instanceidmodel" VALUES ('9799aa65ee5a4770131b49fac4b6925f', '', '', '', '', 'ff3a8d7d9a2139c0cb107d16b42b9861', '', '', 7, 1)

INSERT INTO "morango_instanceidmodel" VALUES ('b82da7385aae9c0dc1d307b460e3fc46', '', '', '', '', 'ff3a8d7d9a2139c0cb107d16b42b9861', '', '', 0, 0)

INSERT INTO "morango_nonce" VALUES ('01a22bf67f02d7237a89bc0cdd347477', '2026-11-30T10:18:24.386000Z', '')

INSERT INTO "morango_scopedefinition" VALUES ('full', 1, 'school', 'dataset_id', 'Everything.', '', '', '${dataset_id}', '{}')

INSERT INTO "morango_scopedefinition" VALUES ('learner', 1, 'school', '', 'Own work.', '${dataset_id}:shared', '', '${dataset_id}:user:${user_id}', '{}')

INSERT INTO "morango_store" VALUES ('28a0a76aa1dbde9614b6ebd4eae02c69', '2', 'answer', 'school', '314a54b9c3e94726571affef0cfd14cd:user:11111111111111111111111111111111', '', '9799aa65ee5a4770131b49fac4b6925f', 4, 0, 0, NULL, '', '{"id":"28a0a76aa1dbde9614b6ebd4eae02c69","_morango_source_id":"2","_morango_partition":"314a54b9c3e94726571affef0cfd14cd:user:11111111111111111111111111111111","dataset_id":"314a54b9c3e94726571affef0cfd14cd","user_id":"11111111111111111111111111111111","question":"2","text":"his","score":0.5,"topic_id":"a96fa9920bd64f849789df43dcdd1b6d"}', CAST(x'7b226964223a223238613061373661613164626465393631346236656264346561653032633639222c225f6d6f72616e676f5f736f757263655f6964223a2232222c225f6d6f72616e676f5f706172746974696f6e223a2233313461353462396333653934373236353731616666656630636664313463643a757365723a3131313131313131313131313131313131313131313131313131313131313131222c22646174617365745f6964223a223331346135346239633365393437323635373161666665663063666431346364222c22757365725f6964223a223131313131313131313131313131313131313131313131313131313131313131222c227175657374696f6e223a2232222c2274657874223a2268657273222c2273636f7265223a302e352c22746f7069635f6964223a226139366661393932306264363466383439373839646634336463646431623664227d0a' AS TEXT))

INSERT INTO "morango_store" VALUES ('5bbde6bb18d5b2f13adb72911bbf911d', '3', 'answer', 'school', '314a54b9c3e94726571affef0cfd14cd:user:11111111111111111111111111111111', '', 'c33e2e212274740401462dedafee6384', 4, 1, 0, '9ce811f0be7430948c1aa535bcd5f371', '', '{"id":"5bbde6bb18d5b2f13adb72911bbf911d","_morango_source_id":"3","_morango_partition":"314a54b9c3e94726571affef0cfd14cd:user:11111111111111111111111111111111","dataset_id":"314a54b9c3e94726571affef0cfd14cd","user_id":"11111111111111111111111111111111","question":"3","text":"it''s\n3","score":0.5,"topic_id":"a96fa9920bd64f849789df43dcdd1b6d"}', '')

INSERT INTO "morango_store" VALUES ('5e4814bb63e0ac90e40c57e9761c24a2', 'unknown', 'badge', 'school', 'dddddddddddddddddddddddddddddddd', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', '', '{"_morango_partition":"dddddddddddddddddddddddddddddddd","_morango_source_id":"unknown","dataset_id":"dddddddddddddddddddddddddddddddd","id":"5e4814bb63e0ac90e40c57e9761c24a2","of":"a newer build"}', '')

INSERT INTO "morango_store" VALUES ('889577de70181c6c63192168974ec7cc', 'waits', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', 'missing_reference: topic_id', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"waits","dataset_id":"dddddddddddddddddddddddddddddddd","id":"889577de70181c6c63192168974ec7cc","question":"waits","text":"x","user_id":"11111111111111111111111111111111","topic_id":"99999999999999999999999999999999"}', '')

INSERT INTO "morango_store" VALUES ('a96fa9920bd64f849789df43dcdd1b6d', '6d2f939dd9eedfe67ece7a35c8a10fa2', 'topic', 'school', '314a54b9c3e94726571affef0cfd14cd:shared', '', '9799aa65ee5a4770131b49fac4b6925f', 2, 0, 0, NULL, '', '{"id":"a96fa9920bd64f849789df43dcdd1b6d","_morango_source_id":"6d2f939dd9eedfe67ece7a35c8a10fa2","_morango_partition":"314a54b9c3e94726571affef0cfd14cd:shared","dataset_id":"314a54b9c3e94726571affef0cfd14cd","title":"top","parent_id":null}', '')

INSERT INTO "morango_store" VALUES ('cd7ad2b54e8847a1fb22400c76faa417', '1', 'answer', 'school', '314a54b9c3e94726571affef0cfd14cd:user:11111111111111111111111111111111', '', '9799aa65ee5a4770131b49fac4b6925f', 2, 0, 0, NULL, '', '{"id":"cd7ad2b54e8847a1fb22400c76faa417","_morango_source_id":"1","_morango_partition":"314a54b9c3e94726571affef0cfd14cd:user:11111111111111111111111111111111","dataset_id":"314a54b9c3e94726571affef0cfd14cd","user_id":"11111111111111111111111111111111","question":"1","text":"it''s\n1","score":0.5,"topic_id":"a96fa9920bd64f849789df43dcdd1b6d"}', '')

INSERT INTO "morango_store" VALUES ('f877ed3574f23ee49d204d15f2d6d0f7', 'f11d9e777eeb82ae5aff638a84780867', 'topic', 'school', '314a54b9c3e94726571affef0cfd14cd:shared', 'a96fa9920bd64f849789df43dcdd1b6d', '9799aa65ee5a4770131b49fac4b6925f', 2, 0, 0, NULL, '', '{"id":"f877ed3574f23ee49d204d15f2d6d0f7","_morango_source_id":"f11d9e777eeb82ae5aff638a84780867","_morango_partition":"314a54b9c3e94726571affef0cfd14cd:shared","dataset_id":"314a54b9c3e94726571affef0cfd14cd","title":"sub","parent_id":"a96fa9920bd64f849789df43dcdd1b6d"}', '')

INSERT INTO "morango_syncsession" VALUES ('4d619097abebefb61475d02dab2906e8', '2026-11-30T10:18:24.051305Z', '2026-11-30T10:18:24.066946Z', 1, 0, '314a54b9c3e94726571affef0cfd14cd', '47fd151b490cd23d410b798cf1707362', 'school', 'network', 'b26f3613566d.relay', '', '', '9799aa65ee5a4770131b49fac4b6925f', '', 'b26f3613566d8c5b33533215ba7847e322d2be1da271d2491b4b3c789935376f:cee9a8b94455d7593ae3b3241ca00788', '', '')

INSERT INTO "morango_syncsession" VALUES ('7556bfe375bf2969e1c0bf78b89fd8be', '2026-11-30T10:18:24.246443Z', '2026-11-30T10:18:24.247295Z', 1, 0, '314a54b9c3e94726571affef0cfd14cd', '47fd151b490cd23d410b798cf1707362', 'school', 'network', 'b26f3613566d.relay', '', '', '9799aa65ee5a4770131b49fac4b6925f', 'cee9a8b94455d7593ae3b3241ca00788', 'b26f3613566d8c5b33533215ba7847e322d2be1da271d2491b4b3c789935376f:cee9a8b94455d7593ae3b3241ca00788', '', '')

INSERT INTO "morango_syncsession" VALUES ('dc1d237e4557cc76bbd2b7372fbe223c', '2026-11-30T10:18:24.324189Z', '2026-11-30T10:18:24.338288Z', 1, 0, '314a54b9c3e94726571affef0cfd14cd', '47fd151b490cd23d410b798cf1707362', 'school', 'network', 'b26f3613566d.relay', '', '', '9799aa65ee5a4770131b49fac4b6925f', 'cee9a8b94455d7593ae3b3241ca00788', 'b26f3613566d8c5b33533215ba7847e322d2be1da271d2491b4b3c789935376f:cee9a8b94455d7593ae3b3241ca00788', '', '')

INSERT INTO "morango_transfersession" VALUES (1, 'e3d2bc475fdb8637d7f3a77bb9b6108a', '4d619097abebefb61475d02dab2906e8', 0, 0, 'school', '314a54b9c3e94726571affef0cfd14cd', 2, '2026-11-30T10:18:24.051764Z', '2026-11-30T10:18:24.066549Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (2, '1c39c7553a15d9c5db73b1779a365cb3', '4d619097abebefb61475d02dab2906e8', 0, 1, 'school', '314a54b9c3e94726571affef0cfd14cd', 2, '2026-11-30T10:18:24.066960Z', '2026-11-30T10:18:24.067840Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (3, 'd4fab19b2b3267021f39df6b1a3fe7a2', '7556bfe375bf2969e1c0bf78b89fd8be', 0, 0, 'school', '314a54b9c3e94726571affef0cfd14cd', 2, '2026-11-30T10:18:24.246478Z', '2026-11-30T10:18:24.247190Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (4, 'a3fef3e4c00198308448fa820c2fc57b', '7556bfe375bf2969e1c0bf78b89fd8be', 0, 1, 'school', '314a54b9c3e94726571affef0cfd14cd', 2, '2026-11-30T10:18:24.247304Z', '2026-11-30T10:18:24.258568Z', 0, 5, 5, 2609, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (5, '9ce811f0be7430948c1aa535bcd5f371', 'dc1d237e4557cc76bbd2b7372fbe223c', 0, 0, 'school', '314a54b9c3e94726571affef0cfd14cd', 2, '2026-11-30T10:18:24.324226Z', '2026-11-30T10:18:24.338009Z', 0, 2, 2, 0, 1177, '{}', '{}', 'cleanup', 'completed', NULL, 1, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (6, '850863e7452c1d21108fbffb7efa2d98', 'dc1d237e4557cc76bbd2b7372fbe223c', 0, 1, 'school', '314a54b9c3e94726571affef0cfd14cd', 2, '2026-11-30T10:18:24.338303Z', '2026-11-30T10:18:24.345892Z', 0, 1, 1, 962, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (7, '595553201d0801b19cdcd6fbc38ab3fe', '595553201d0801b19cdcd6fbc38ab3fe', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T10:18:24.379083Z', '2026-11-30T10:18:24.386192Z', 0, 3, 3, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 1, 0, '')

INSERT INTO "morango_transfersession" VALUES (8, '55555555555555555555555555555555', '55555555555555555555555555555555', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T10:18:24.386327Z', '9999-01-01T00:00:00.000000Z', 1, 2, 1, 0, 0, '{}', '{"super": {}, "sub": {}}', 'transferring', 'started', 1, 0, 0, 0, '')

INSERT INTO "topic" VALUES ('a96fa9920bd64f849789df43dcdd1b6d', '314a54b9c3e94726571affef0cfd14cd', 'top', NULL, '6d2f939dd9eedfe67ece7a35c8a10fa2', '314a54b9c3e94726571affef0cfd14cd:shared')

INSERT INTO "topic" VALUES ('f877ed3574f23ee49d204d15f2d6d0f7', '314a54b9c3e94726571affef0cfd14cd', 'sub', 'a96fa9920bd64f849789df43dcdd1b6d', 'f11d9e777eeb82ae5aff638a84780867', '314a54b9c3e94726571affef0cfd14cd:shared')

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
WHEN OLD.serialized <> NEW.serialized
 AND EXISTS (SELECT 1 FROM amora_merge_rule WHERE name = OLD.model_name) BEGIN
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

