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

INSERT INTO "amora_acknowledged" VALUES ('810a19bc24d7811a494d8b6b5c9ff0b40c0c1cba65657e3ea3523f4b4345821e:3d738463efc944f1555cc127ff2a317a', '62ad5bba0180de8353289f904dd8de55', 'f5f330bd2a828c3edbad45e300b0b7f6', 5)

INSERT INTO "amora_bundle" VALUES ('62ad5bba0180de8353289f904dd8de55', 2, '{"room":"62ad5bba0180de8353289f904dd8de55","sequence":2,"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"id_rules":{"topic":"given"},"relay_keys":["MIIBCgKCAQEA7jvhpQRyMBXYXGpknN5aTMjw76H34hTpCoIvt/q2tx3xY6fZP4wTOXD501RlLkjkU4V1BHpASHrJDzhi6tx6TsCuU7uJtV9Z8U9QGJYNE8tISlfpsSeRI8xm/NtR6JOhRQkOyPWutjSKKVNebFwwvJLX13RVar1toOMqwaVxs4LahdTcsZZMsJ515QwFJQKwBTjgK0CDahvqnLtzoipMUYNugzDw70UXSrIy6YOgR82NkOmO7tkdSi/f8oDgQQuPhItCOLDQ00JPIZPcieyXikCQaObLtOidGTsq/NfQ4geVzJfA8JOKa9ZPo3wJEDhfsdEHUpXPPUVFMC2xGR5fmQIDAQAB"],"revoked":[]}', 'gcGaCgN2meK9CzhCSxgB0PZbS0mQhLGeeL0oVjYhmcnBgsAEetGkhi7EkWsYU1FFM3Xy0IqFYlEMs7Fj+dQRJQYlUgCE9/vMtOWrBn9YsGTinsbUR3K/2UCTuakEFojo9wMGB2BzH0zjLhiF4tH9gll/Tn5wvUFoPvEcx6txVI9biTMgZs1qEAoElasW3gpN3esxIqgEVHN5403TCy5o0B2FCDkKr2EkxtYVbTmmOOKDaJpZrrFw4XFdroXkWg9wnWUgBmr28A6qNtfCFXdhvWDe3K13vcvmjm0/u3hoVXsx5JYb7572vO5HspthgLTAc9/IGqsehsWVowW2ljyrPw==')

INSERT INTO "amora_dirty_answer" VALUES ('df3ad0f9ffc07587ef4ee47e1aabea6d')

INSERT INTO "amora_known_relay" VALUES ('62ad5bba0180de8353289f904dd8de55', '810a19bc24d7.relay:80', '810a19bc24d7811a494d8b6b5c9ff0b40c0c1cba65657e3ea3523f4b4345821e')

INSERT INTO "amora_meta" VALUES ('schema', '{"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"models":[{"name":"topic","table":"topic","partition":"${dataset_id}:shared","source":null,"columns":{"dataset_id":"uuid","title":"text","parent_id":"uuid?"},"references":{"parent_id":"topic"}},{"name":"answer","table":"answer","partition":"${dataset_id}:user:${user_id}","source":"${question}","columns":{"dataset_id":"uuid","user_id":"uuid","question":"text","text":"text","score":"real?","topic_id":"uuid?"},"references":{"topic_id":"topic"}}]}')

INSERT INTO "amora_meta" VALUES ('triggers', '77ee24031edcc3ec0e9da97c5f23ee986b1898c9722708632a229e379e5db984')

INSERT INTO "amora_meta" VALUES ('version', '3')

INSERT INTO "amora_partitionmaxcounter" VALUES ('62ad5bba0180de8353289f904dd8de55:shared', 'f5f330bd2a828c3edbad45e300b0b7f6', 2)

INSERT INTO "amora_partitionmaxcounter" VALUES ('62ad5bba0180de8353289f904dd8de55:user:11111111111111111111111111111111', 'a764933cafbd331d462ee089ea62241e', 4)

INSERT INTO "amora_partitionmaxcounter" VALUES ('62ad5bba0180de8353289f904dd8de55:user:11111111111111111111111111111111', 'f5f330bd2a828c3edbad45e300b0b7f6', 4)

INSERT INTO "amora_partitionmaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1)

INSERT INTO "amora_partitionmaxcounter" VALUES ('dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1)

INSERT INTO "amora_pushed_certificate" VALUES ('c501c8c755dc6c0f896f4dd539742daa', '810a19bc24d7811a494d8b6b5c9ff0b40c0c1cba65657e3ea3523f4b4345821e', '810a19bc24d7.relay:80', '2026-11-30T12:39:08.150905Z')

INSERT INTO "amora_quarantine" VALUES ('11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 'answer', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'bad_id', '595553201d0801b19cdcd6fbc38ab3fe', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"kept","dataset_id":"dddddddddddddddddddddddddddddddd","id":"ac2a3fd00b196f5d039e91878a5f7429","question":"kept","text":"x","user_id":"11111111111111111111111111111111"}')

INSERT INTO "amora_quota" VALUES ('', 340)

INSERT INTO "amora_recordmaxcounter" VALUES ('644268df68b42d604346fd434fcc2ec3', 'f5f330bd2a828c3edbad45e300b0b7f6', 2)

INSERT INTO "amora_recordmaxcounter" VALUES ('a4a702381ffc366252799af6692fa9ab', 'a764933cafbd331d462ee089ea62241e', 4)

INSERT INTO "amora_relay" VALUES ('62ad5bba0180de8353289f904dd8de55', '810a19bc24d7811a494d8b6b5c9ff0b40c0c1cba65657e3ea3523f4b4345821e:3d738463efc944f1555cc127ff2a317a', 'f5f330bd2a828c3edbad45e300b0b7f6', '19525dc3d1524401b492092e09669cfc', 2, '', 0, '{"sequence":6,"token":"19525dc3d1524401b492092e09669cfc","mac":"6a6fc71453607707ebcbe2350bef4ceee856a3eba75a4e66c3a8793461380642"}', 0)

INSERT INTO "amora_store_dirty" VALUES ('answer', '889577de70181c6c63192168974ec7cc')

INSERT INTO "amora_store_dirty" VALUES ('badge', '5e4814bb63e0ac90e40c57e9761c24a2')

INSERT INTO "amora_trust" VALUES (5)

INSERT INTO "amora_write_scope" VALUES ('62ad5bba0180de8353289f904dd8de55')

INSERT INTO "amora_write_scope" VALUES (CAST(x'0a' AS TEXT))

INSERT INTO "answer" VALUES ('a4a702381ffc366252799af6692fa9ab', '62ad5bba0180de8353289f904dd8de55', '11111111111111111111111111111111', '2', 'his', 0.5, '46185235b5151cb8f3c43267fd476f71', '2', '62ad5bba0180de8353289f904dd8de55:user:11111111111111111111111111111111')

INSERT INTO "answer" VALUES ('df3ad0f9ffc07587ef4ee47e1aabea6d', '62ad5bba0180de8353289f904dd8de55', '11111111111111111111111111111111', '4', 'unsynced', NULL, NULL, '4', '62ad5bba0180de8353289f904dd8de55:user:11111111111111111111111111111111')

INSERT INTO "morango_buffer" VALUES (1, 8, 1, 'b7b869cd15ebc28f6bf8089d31ef2044', 'first half', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, NULL, NULL, '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"first half","dataset_id":"dddddddddddddddddddddddddddddddd","id":"b7b869cd15ebc28f6bf8089d31ef2044","question":"first half","text":"x","user_id":"11111111111111111111111111111111"}', '')

INSERT INTO "morango_certificate" VALUES ('62ad5bba0180de8353289f904dd8de55', NULL, 'school', '', 'full', 1, '{"dataset_id": "62ad5bba0180de8353289f904dd8de55"}', 'MIIBCgKCAQEA0AD/do704XRjvORf3D9O9UFIJ+XzdJIQxFNABcHJHdsEhgNMzFn3WdyGRuSLMZGxpq3kPPJXmwLzJlSfoQ4S+GQ99pQzcLJ5Zvmojhm/bZR+bY+eXqWdoop4rfOXRhN0aeBfhgfme3Th81JMfheO70Y0kPTJHJT6bi5g0RMv2phoh+PL/GjlV2Z2nsCudthIgjcJiFncYP7n6diC0FyFOh+6AKhn0AgVOGQt6o8halfNhgtAg/m9TOf9+7yknLv5y+EAOPSZEyrLgM4BU46FX/ssmp8/rsvOPtzpKrvFrEndsCKx2aJpecZu8Op4EHhPaou7oT/uRHRctKFjoQiCAwIDAQAB', '{"id": "62ad5bba0180de8353289f904dd8de55", "parent_id": null, "profile": "school", "salt": "", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"62ad5bba0180de8353289f904dd8de55\"}", "public_key_string": "MIIBCgKCAQEA0AD/do704XRjvORf3D9O9UFIJ+XzdJIQxFNABcHJHdsEhgNMzFn3WdyGRuSLMZGxpq3kPPJXmwLzJlSfoQ4S+GQ99pQzcLJ5Zvmojhm/bZR+bY+eXqWdoop4rfOXRhN0aeBfhgfme3Th81JMfheO70Y0kPTJHJT6bi5g0RMv2phoh+PL/GjlV2Z2nsCudthIgjcJiFncYP7n6diC0FyFOh+6AKhn0AgVOGQt6o8halfNhgtAg/m9TOf9+7yknLv5y+EAOPSZEyrLgM4BU46FX/ssmp8/rsvOPtzpKrvFrEndsCKx2aJpecZu8Op4EHhPaou7oT/uRHRctKFjoQiCAwIDAQAB"}', 'U1JFrJBgac4/1Hh9gAHlADtiW41PB/neO/bemurB5XcoqH9gW3itrMPu26TPfQJ+dLNyNQP4Fu23sYDIRJw/wCinwtEvtbHmXTj/l/JCYafysJgPKp/DCOgtty+5boxVfkoxr47F+2BgPHfZRMMSlVJ5996f/2G85Yrjruf/d1P1qmHASyaJlTiUVElFP1KreD1WtcPsj/lTWrAyHk+XteUcOr6k/tvYu3lb8lKMfVH8A04AYtnlTC5iS56TcXUpZzjORDXNGpyT+tt+8Vkxh2Vlz1KRMKyxczS/bDD4u7PmRsRpx4Ipbxe3somw7R6YThZPGyQ0KqkVYvi2Q8BZCA==', 'MIIEpAIBAAKCAQEA0AD/do704XRjvORf3D9O9UFIJ+XzdJIQxFNABcHJHdsEhgNMzFn3WdyGRuSLMZGxpq3kPPJXmwLzJlSfoQ4S+GQ99pQzcLJ5Zvmojhm/bZR+bY+eXqWdoop4rfOXRhN0aeBfhgfme3Th81JMfheO70Y0kPTJHJT6bi5g0RMv2phoh+PL/GjlV2Z2nsCudthIgjcJiFncYP7n6diC0FyFOh+6AKhn0AgVOGQt6o8halfNhgtAg/m9TOf9+7yknLv5y+EAOPSZEyrLgM4BU46FX/ssmp8/rsvOPtzpKrvFrEndsCKx2aJpecZu8Op4EHhPaou7oT/uRHRctKFjoQiCAwIDAQABAoIBABQrUe+E8NbfFSrETvf0MED/hF0mDY41+afn1f3uQAUD70jauhAuAG+iFBJ8vR3giEQ8JApgNMF5rup+ayolS2Py6GqSt/g2E306OS9qQhHV7np2N3+VpJbrFsTwqVr+A5xJSZ9IAH/jzLhuOFpDs4mdGkzHXQGcqo8+MlzOSlDHqL2wBALjckKwOOYnsw23lFbhg39rO6gJ9/y4i3UNxutmd5/AG5zLOi66EIbeYyCgXfsdTTdU+OaSusuBA9Tf4ySSIWSVGAxVx5cuCb3XbJI6dPLo6shW/oeVr126wl5cCs+NPzkDeORcXt5Th7N8Rv5yoWbNUY40H8yq5XtSNx0CgYEA3I+PiD3EsiEh+NC8pj812EyQdUq+tBPtshDHchJfLqDzZwAc+InADFIBSOwud4skYenpG1lMwd6TwKz0b0e59+Teh8i50tmJ6v2Uv1ILHqJZRE75iw+TLbErqOHGdN0SFkWBo/x4PtUQX0mVhuVESC+9UK8sZQsbiV1oHvjr/c0CgYEA8Wztrer2ag9ylilbPvQgSMCw7+BweSJLL2NZErgEoXyFqseRDZo9hYICDeRBtkI9cmKW3MHLbzaCicV3npe5Jw9DRqNwLDAB5eRly5hWdgQKo7JbhV8eI4cqFfn7iR9CeWweCCc4M+bvSE/yIVrY1QbCvcsBTnENjCj4LRoMLw8CgYAzkm3hUXAYpp6m60fxJ36ToPN2OY/102MU68924MzYvlGrl98uTidVuicKwg7rbOGI84TKHEtSWZT6zHYrPv5A9IcEAO9SWgNhqwGI6som05dD3aOD3JRxbqfiyUf6M2bzRjVV/savCmrVnQMVk64votoFb7BVwA8kQ28BLvsfUQKBgQCIb+PejtPVWoeKXzLm3/ZCx0r3NWK6wmu1CzMyhfZwALxVqFTMWCd+hNt+WEneo46wTxEtDwRWBHs/Ou6AHQSRE2oUyJbDEhpwfmQc7Cmopl4Q5uIb/IY+08swAkdp1dWuYzCRsQBtLIx71FplCT9THG//7HL/jpp2ZEzkyDysdwKBgQCiA1qg0whG0uroggNPwodsJcAwS7Da8GjjV4lh4JIZ38X2H30TyNJ979Z/lTWfO3s9iMm2LUGR/Hzkp23QLt0tKYNy3qBWSH5HNES+riJf5gMEy9Khte9G9uoCMmiDtR9yuTU5Y61bESDrlgWr90QALKcN6lsKgBXzgJOmUiUaOA==')

INSERT INTO "morango_certificate" VALUES ('c501c8c755dc6c0f896f4dd539742daa', '62ad5bba0180de8353289f904dd8de55', 'school', '211bcb6b1e6f998cf31d81dfe7a08ad3', 'full', 1, '{"dataset_id": "62ad5bba0180de8353289f904dd8de55"}', 'MIIBCgKCAQEA7jvhpQRyMBXYXGpknN5aTMjw76H34hTpCoIvt/q2tx3xY6fZP4wTOXD501RlLkjkU4V1BHpASHrJDzhi6tx6TsCuU7uJtV9Z8U9QGJYNE8tISlfpsSeRI8xm/NtR6JOhRQkOyPWutjSKKVNebFwwvJLX13RVar1toOMqwaVxs4LahdTcsZZMsJ515QwFJQKwBTjgK0CDahvqnLtzoipMUYNugzDw70UXSrIy6YOgR82NkOmO7tkdSi/f8oDgQQuPhItCOLDQ00JPIZPcieyXikCQaObLtOidGTsq/NfQ4geVzJfA8JOKa9ZPo3wJEDhfsdEHUpXPPUVFMC2xGR5fmQIDAQAB', '{"id": "c501c8c755dc6c0f896f4dd539742daa", "parent_id": "62ad5bba0180de8353289f904dd8de55", "profile": "school", "salt": "211bcb6b1e6f998cf31d81dfe7a08ad3", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"62ad5bba0180de8353289f904dd8de55\"}", "public_key_string": "MIIBCgKCAQEA7jvhpQRyMBXYXGpknN5aTMjw76H34hTpCoIvt/q2tx3xY6fZP4wTOXD501RlLkjkU4V1BHpASHrJDzhi6tx6TsCuU7uJtV9Z8U9QGJYNE8tISlfpsSeRI8xm/NtR6JOhRQkOyPWutjSKKVNebFwwvJLX13RVar1toOMqwaVxs4LahdTcsZZMsJ515QwFJQKwBTjgK0CDahvqnLtzoipMUYNugzDw70UXSrIy6YOgR82NkOmO7tkdSi/f8oDgQQuPhItCOLDQ00JPIZPcieyXikCQaObLtOidGTsq/NfQ4geVzJfA8JOKa9ZPo3wJEDhfsdEHUpXPPUVFMC2xGR5fmQIDAQAB"}', 'wmmWvvOIkS7GCopbjhN4ruyk3dwor5KDWwTrC0nGphf3rK6bip+BVXhXff7pecQMTD0gEv5L1Hz1CsIOsYg60X8Q3OEXYW3LzN5noeeATUKeBh74BfPDiFEZl2GanjyL71Kiibbv51uBfAYNf17zJMABNInPzPVxGp+/dTasUkII1vi2Ql7P3xlOZtjXGnlJyo/nFQz6SxkZqNC3wkZP0mTQa1Q9QA0YzD1K6VEFYPsr3cTT9uJxELHuy71IJ+nH0IdUmMQlz6riVZphzIPndzIN9K0LiJ3b6EEWG0Sh4mepWvCpI1faDnyu8ta+QcOwuUqLTCaEf4y4Z9xjjRGtCw==', NULL)

INSERT INTO "morango_certificate" VALUES ('dc9005bf973aeb17f420284cca052f9f', '62ad5bba0180de8353289f904dd8de55', 'school', '425738e0cc3b9be4c7a99954629efcec', 'full', 1, '{"dataset_id": "62ad5bba0180de8353289f904dd8de55"}', 'MIIBCgKCAQEAkra0886Hl02uproz4Smwk2vnzPpyxvou0MEGbYLQFSUdzL9JMz2p+OT7Q6xLjOCXlfmA9gT+o6OVjz0CCFhbJ43hz+yrzn8lcu0MKE+TBbeO/ZA/9Wr4vrhxTBRC0I0qrE5cThGbySMFGiYpl7orn7Lrd10ZzXKCjvzmx0h6u2/n0t0xgPnwtt+Jm4NpHt9OgMLqdi1m+LvfNCn42rN6CQ68MJ+R9C0TI+ewJ/xKnRTUZbrpK2tdjszEWxWzPuHgyL8Te8P6BPxD6PlQLPXyvGzPsz2sQImXUBHpqPQPsEtLPiGkA+Npd4nvRrT0fLJpO89qxQS1cRedTVZzyN7zfwIDAQAB', '{"id": "dc9005bf973aeb17f420284cca052f9f", "parent_id": "62ad5bba0180de8353289f904dd8de55", "profile": "school", "salt": "425738e0cc3b9be4c7a99954629efcec", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"62ad5bba0180de8353289f904dd8de55\"}", "public_key_string": "MIIBCgKCAQEAkra0886Hl02uproz4Smwk2vnzPpyxvou0MEGbYLQFSUdzL9JMz2p+OT7Q6xLjOCXlfmA9gT+o6OVjz0CCFhbJ43hz+yrzn8lcu0MKE+TBbeO/ZA/9Wr4vrhxTBRC0I0qrE5cThGbySMFGiYpl7orn7Lrd10ZzXKCjvzmx0h6u2/n0t0xgPnwtt+Jm4NpHt9OgMLqdi1m+LvfNCn42rN6CQ68MJ+R9C0TI+ewJ/xKnRTUZbrpK2tdjszEWxWzPuHgyL8Te8P6BPxD6PlQLPXyvGzPsz2sQImXUBHpqPQPsEtLPiGkA+Npd4nvRrT0fLJpO89qxQS1cRedTVZzyN7zfwIDAQAB"}', 'ysMtv8jv4iomLRtrtAyyXiWrOROuyYSLkUK2Cr3e3lAJXEz232V44rgAyCEDPXQyVpYTwWF08T4avnj/Iwl8c3BDytr/3Ecs6KfW5pXeVH2emQSpnOjdMoekBxV6xw/NzQ2xeBYsUTcmTI1KslQaol8yGrwR3dMne8OyVM323pvBqw0Uuh+9GY7JtUz/AEET0HvXRC66USaI+mHvN1kFFO5txCv/4BC57PgusACwkd7dB6myawsCDxv8m3qvm5BeYEJYbHiAwcrxGcV8Q+0i/wWC9OzYi6yIuIMBLkLoSs/Pyl0HYx6T3NesvWUN3wnph56ZasCEJmJNHnmXPO+xnA==', NULL)

INSERT INTO "morango_databaseidmodel" VALUES ('f8690fb70ea7317fea4b0663c9de07db', 1, '2026-11-30T12:39:08.053885Z', '7bf5d6840ce6c526e384606aa4782c1f')

INSERT INTO "morango_databasemaxcounter" VALUES ('62ad5bba0180de8353289f904dd8de55', 'a764933cafbd331d462ee089ea62241e', 4)

INSERT INTO "morango_databasemaxcounter" VALUES ('62ad5bba0180de8353289f904dd8de55', 'f5f330bd2a828c3edbad45e300b0b7f6', 5)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'f5f330bd2a828c3edbad45e300b0b7f6', 7)

INSERT INTO "morango_deletedmodels" VALUES ('2fb8173453cd6f0dc03ca105f9c428fc', 'school')

INSERT INTO "morango_harddeletedmodels" VALUES ('2fb8173453cd6f0dc03ca105f9c428fc', 'school')

INSERT INTO "morango_instanceidmodel" VALUES ('7bf5d6840ce6c526e384606aa4782c1f', '', '', '', '', 'f8690fb70ea7317fea4b0663c9de07db', '', '', 0, 0)

INSERT INTO "morango_instanceidmodel" VALUES ('f5f330bd2a828c3edbad45e300b0b7f6', '', '', '', '', 'f8690fb70ea7317fea4b0663c9de07db', '', '', 7, 1)

INSERT INTO "morango_nonce" VALUES ('01a22c77581afab654305046bc777ece', '2026-11-30T12:39:08.570000Z', '')

INSERT INTO "morango_scopedefinition" VALUES ('full', 1, 'school', 'dataset_id', 'Everything.', '', '', '${dataset_id}', '{}')

INSERT INTO "morango_scopedefinition" VALUES ('learner', 1, 'school', '', 'Own work.', '${dataset_id}:shared', '', '${dataset_id}:user:${user_id}', '{}')

INSERT INTO "morango_store" VALUES ('266c24baa8a6ad675a036cf7afb037f8', 'd15ec86a0c00df5bb4a5bf29cfacf649', 'topic', 'school', '62ad5bba0180de8353289f904dd8de55:shared', '46185235b5151cb8f3c43267fd476f71', 'f5f330bd2a828c3edbad45e300b0b7f6', 2, 0, 0, NULL, '', '{"id":"266c24baa8a6ad675a036cf7afb037f8","_morango_source_id":"d15ec86a0c00df5bb4a5bf29cfacf649","_morango_partition":"62ad5bba0180de8353289f904dd8de55:shared","dataset_id":"62ad5bba0180de8353289f904dd8de55","title":"sub","parent_id":"46185235b5151cb8f3c43267fd476f71"}', '')

INSERT INTO "morango_store" VALUES ('2fb8173453cd6f0dc03ca105f9c428fc', '1', 'answer', 'school', '62ad5bba0180de8353289f904dd8de55:user:11111111111111111111111111111111', '', 'f5f330bd2a828c3edbad45e300b0b7f6', 2, 0, 0, NULL, '', '{"id":"2fb8173453cd6f0dc03ca105f9c428fc","_morango_source_id":"1","_morango_partition":"62ad5bba0180de8353289f904dd8de55:user:11111111111111111111111111111111","dataset_id":"62ad5bba0180de8353289f904dd8de55","user_id":"11111111111111111111111111111111","question":"1","text":"it''s\n1","score":0.5,"topic_id":"46185235b5151cb8f3c43267fd476f71"}', '')

INSERT INTO "morango_store" VALUES ('46185235b5151cb8f3c43267fd476f71', '4ffda50082409d63f7444815655f8cb0', 'topic', 'school', '62ad5bba0180de8353289f904dd8de55:shared', '', 'f5f330bd2a828c3edbad45e300b0b7f6', 2, 0, 0, NULL, '', '{"id":"46185235b5151cb8f3c43267fd476f71","_morango_source_id":"4ffda50082409d63f7444815655f8cb0","_morango_partition":"62ad5bba0180de8353289f904dd8de55:shared","dataset_id":"62ad5bba0180de8353289f904dd8de55","title":"top","parent_id":null}', '')

INSERT INTO "morango_store" VALUES ('5e4814bb63e0ac90e40c57e9761c24a2', 'unknown', 'badge', 'school', 'dddddddddddddddddddddddddddddddd', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', '', '{"_morango_partition":"dddddddddddddddddddddddddddddddd","_morango_source_id":"unknown","dataset_id":"dddddddddddddddddddddddddddddddd","id":"5e4814bb63e0ac90e40c57e9761c24a2","of":"a newer build"}', '')

INSERT INTO "morango_store" VALUES ('644268df68b42d604346fd434fcc2ec3', '3', 'answer', 'school', '62ad5bba0180de8353289f904dd8de55:user:11111111111111111111111111111111', '', 'a764933cafbd331d462ee089ea62241e', 4, 1, 0, '4997ff64ffd4353e2c261213d6edb42e', '', '{"id":"644268df68b42d604346fd434fcc2ec3","_morango_source_id":"3","_morango_partition":"62ad5bba0180de8353289f904dd8de55:user:11111111111111111111111111111111","dataset_id":"62ad5bba0180de8353289f904dd8de55","user_id":"11111111111111111111111111111111","question":"3","text":"it''s\n3","score":0.5,"topic_id":"46185235b5151cb8f3c43267fd476f71"}', '')

INSERT INTO "morango_store" VALUES ('889577de70181c6c63192168974ec7cc', 'waits', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', 'missing_reference: topic_id', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"waits","dataset_id":"dddddddddddddddddddddddddddddddd","id":"889577de70181c6c63192168974ec7cc","question":"waits","text":"x","user_id":"11111111111111111111111111111111","topic_id":"99999999999999999999999999999999"}', '')

INSERT INTO "morango_store" VALUES ('a4a702381ffc366252799af6692fa9ab', '2', 'answer', 'school', '62ad5bba0180de8353289f904dd8de55:user:11111111111111111111111111111111', '', 'f5f330bd2a828c3edbad45e300b0b7f6', 4, 0, 0, NULL, '', '{"id":"a4a702381ffc366252799af6692fa9ab","_morango_source_id":"2","_morango_partition":"62ad5bba0180de8353289f904dd8de55:user:11111111111111111111111111111111","dataset_id":"62ad5bba0180de8353289f904dd8de55","user_id":"11111111111111111111111111111111","question":"2","text":"his","score":0.5,"topic_id":"46185235b5151cb8f3c43267fd476f71"}', CAST(x'7b226964223a226134613730323338316666633336363235323739396166363639326661396162222c225f6d6f72616e676f5f736f757263655f6964223a2232222c225f6d6f72616e676f5f706172746974696f6e223a2236326164356262613031383064653833353332383966393034646438646535353a757365723a3131313131313131313131313131313131313131313131313131313131313131222c22646174617365745f6964223a223632616435626261303138306465383335333238396639303464643864653535222c22757365725f6964223a223131313131313131313131313131313131313131313131313131313131313131222c227175657374696f6e223a2232222c2274657874223a2268657273222c2273636f7265223a302e352c22746f7069635f6964223a223436313835323335623531353163623866336334333236376664343736663731227d0a' AS TEXT))

INSERT INTO "morango_syncsession" VALUES ('0a301249f42638ae4244cef50d606d0e', '2026-11-30T12:39:08.196659Z', '2026-11-30T12:39:08.214001Z', 1, 0, '62ad5bba0180de8353289f904dd8de55', 'c501c8c755dc6c0f896f4dd539742daa', 'school', 'network', '810a19bc24d7.relay', '', '', 'f5f330bd2a828c3edbad45e300b0b7f6', '', '810a19bc24d7811a494d8b6b5c9ff0b40c0c1cba65657e3ea3523f4b4345821e:3d738463efc944f1555cc127ff2a317a', '', '')

INSERT INTO "morango_syncsession" VALUES ('8613072275c47bd1dcac7ec8c8011cf2', '2026-11-30T12:39:08.391482Z', '2026-11-30T12:39:08.392202Z', 1, 0, '62ad5bba0180de8353289f904dd8de55', 'c501c8c755dc6c0f896f4dd539742daa', 'school', 'network', '810a19bc24d7.relay', '', '', 'f5f330bd2a828c3edbad45e300b0b7f6', '3d738463efc944f1555cc127ff2a317a', '810a19bc24d7811a494d8b6b5c9ff0b40c0c1cba65657e3ea3523f4b4345821e:3d738463efc944f1555cc127ff2a317a', '', '')

INSERT INTO "morango_syncsession" VALUES ('b6118144b5e77bfb4b23d7a358420bb5', '2026-11-30T12:39:08.508749Z', '2026-11-30T12:39:08.534143Z', 1, 0, '62ad5bba0180de8353289f904dd8de55', 'c501c8c755dc6c0f896f4dd539742daa', 'school', 'network', '810a19bc24d7.relay', '', '', 'f5f330bd2a828c3edbad45e300b0b7f6', '3d738463efc944f1555cc127ff2a317a', '810a19bc24d7811a494d8b6b5c9ff0b40c0c1cba65657e3ea3523f4b4345821e:3d738463efc944f1555cc127ff2a317a', '', '')

INSERT INTO "morango_transfersession" VALUES (1, 'c6b668a56be6ed640d3141277b60d494', '0a301249f42638ae4244cef50d606d0e', 0, 0, 'school', '62ad5bba0180de8353289f904dd8de55', 2, '2026-11-30T12:39:08.196892Z', '2026-11-30T12:39:08.213590Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (2, '8bd50e6aaa61cc70af98f7ce00468e4c', '0a301249f42638ae4244cef50d606d0e', 0, 1, 'school', '62ad5bba0180de8353289f904dd8de55', 2, '2026-11-30T12:39:08.214014Z', '2026-11-30T12:39:08.214838Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (3, 'e167da14cc1bedf2023973e0642a0f76', '8613072275c47bd1dcac7ec8c8011cf2', 0, 0, 'school', '62ad5bba0180de8353289f904dd8de55', 2, '2026-11-30T12:39:08.391522Z', '2026-11-30T12:39:08.392071Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (4, 'eb391bcd6adbb05ed9ab16b6af94044d', '8613072275c47bd1dcac7ec8c8011cf2', 0, 1, 'school', '62ad5bba0180de8353289f904dd8de55', 2, '2026-11-30T12:39:08.392216Z', '2026-11-30T12:39:08.421543Z', 0, 5, 5, 2609, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (5, '4997ff64ffd4353e2c261213d6edb42e', 'b6118144b5e77bfb4b23d7a358420bb5', 0, 0, 'school', '62ad5bba0180de8353289f904dd8de55', 2, '2026-11-30T12:39:08.508810Z', '2026-11-30T12:39:08.520188Z', 0, 2, 2, 0, 1177, '{}', '{}', 'cleanup', 'completed', NULL, 1, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (6, '55ac6381dae898f8793cb4d2106737de', 'b6118144b5e77bfb4b23d7a358420bb5', 0, 1, 'school', '62ad5bba0180de8353289f904dd8de55', 2, '2026-11-30T12:39:08.534184Z', '2026-11-30T12:39:08.540293Z', 0, 1, 1, 962, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (7, '595553201d0801b19cdcd6fbc38ab3fe', '595553201d0801b19cdcd6fbc38ab3fe', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T12:39:08.568182Z', '2026-11-30T12:39:08.570693Z', 0, 3, 3, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 1, 0, '')

INSERT INTO "morango_transfersession" VALUES (8, '55555555555555555555555555555555', '55555555555555555555555555555555', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T12:39:08.570779Z', '9999-01-01T00:00:00.000000Z', 1, 2, 1, 0, 0, '{}', '{"super": {}, "sub": {}}', 'transferring', 'started', 1, 0, 0, 0, '')

INSERT INTO "topic" VALUES ('266c24baa8a6ad675a036cf7afb037f8', '62ad5bba0180de8353289f904dd8de55', 'sub', '46185235b5151cb8f3c43267fd476f71', 'd15ec86a0c00df5bb4a5bf29cfacf649', '62ad5bba0180de8353289f904dd8de55:shared')

INSERT INTO "topic" VALUES ('46185235b5151cb8f3c43267fd476f71', '62ad5bba0180de8353289f904dd8de55', 'top', NULL, '4ffda50082409d63f7444815655f8cb0', '62ad5bba0180de8353289f904dd8de55:shared')

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

