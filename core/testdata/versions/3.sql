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

INSERT INTO "amora_acknowledged" VALUES ('683d1f4cad824a7898389a3eb76487e16050b8ca1b122c9e3aa375b53fc4e8ca:d6b38fc9a2f42291ee290f44f814ad09', '99ddb8198ab1cfe578fcdcabeefa1caf', '311d0a5d65eb56529f030763c2844677', 5)

INSERT INTO "amora_bundle" VALUES ('99ddb8198ab1cfe578fcdcabeefa1caf', 2, '{"room":"99ddb8198ab1cfe578fcdcabeefa1caf","sequence":2,"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"id_rules":{},"relay_keys":["MIIBCgKCAQEAr9DO9sRBYbkwisABxw1ggDWsKvNe1OYd85wVH4XWXYnipiTssLN82MnQ+oMIPykPQUe5GNAsOcQrutBIJzKub0Gu++uNu/0NZtVuNUK3a5PasvBEyIobEw99k52ivnwY04tfdeKiG1ZXzaFVLnvl9kG5Se/qzT3BPpuIZrk9bW0Bwy9iwPy2KSYc+1H/uk1ZWpiHhESRJxH97trof2xZa3F3N5j4oep2pVNN0w3xfx6yt5CskW2nU0R5yX7JW1nvCAmSZfvxIX6jnuYXR8bTIOZJfuOiPBbHs4KbgwjJF74ruAWYysK8oMsO0FnowPy6lG+F1xCKIjcVHWHQK9yvnwIDAQAB"],"revoked":[]}', 'j2tqf1c/1uEqloaVyYT9111Kz9EBB+sdX49nlDeuVmQ19UdKCmluwFh2sRCDLgXN1mn7j9g3Qfo6Lc0Y8Ma5Sgl2n6uyUeMRrKDXZKY62BXR2aDy7Q+eP0Y0xzbTXtbt4g+QOTfN3XBKV8Cs7pY2J7A4roj9djMjaCTO5ZS1YSCOD3o95RBN5Uy0dDmPSYLcB+YMWPJ9/AV+Glf1AKLtpDyAJO7DdqRCLytJvmHT6FgP0KiNdET3xwtn1n+aQrLeUfzBI1OEAn5LkB+6gCIPkubZpjh7wIo3YdRQWnLl3XBX+U50hta1lYvpk3w2bUGakh3iQpTccD+wwdO7yKQQaA==')

INSERT INTO "amora_dirty_answer" VALUES ('c200646316e95686e2cf5b44193b515b')

INSERT INTO "amora_known_relay" VALUES ('99ddb8198ab1cfe578fcdcabeefa1caf', '683d1f4cad82.relay:80', '683d1f4cad824a7898389a3eb76487e16050b8ca1b122c9e3aa375b53fc4e8ca')

INSERT INTO "amora_meta" VALUES ('schema', '{"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"models":[{"name":"topic","table":"topic","partition":"${dataset_id}:shared","source":null,"columns":{"dataset_id":"uuid","title":"text","parent_id":"uuid?"},"references":{"parent_id":"topic"}},{"name":"answer","table":"answer","partition":"${dataset_id}:user:${user_id}","source":"${question}","columns":{"dataset_id":"uuid","user_id":"uuid","question":"text","text":"text","score":"real?","topic_id":"uuid?"},"references":{"topic_id":"topic"}}]}')

INSERT INTO "amora_meta" VALUES ('triggers', '6e62310347ebc557af4ed85c2baf91197e4d72d75ba3c579a9ea5daf8c6daafe')

INSERT INTO "amora_meta" VALUES ('version', '3')

INSERT INTO "amora_pushed_certificate" VALUES ('c2f2635d804c702a5c42a95ebdefb092', '683d1f4cad824a7898389a3eb76487e16050b8ca1b122c9e3aa375b53fc4e8ca', '683d1f4cad82.relay:80', '2026-11-30T05:58:24.170306Z')

INSERT INTO "amora_quarantine" VALUES ('11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 'answer', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'bad_id', '595553201d0801b19cdcd6fbc38ab3fe', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"kept","dataset_id":"dddddddddddddddddddddddddddddddd","id":"ac2a3fd00b196f5d039e91878a5f7429","question":"kept","text":"x","user_id":"11111111111111111111111111111111"}')

INSERT INTO "amora_quota" VALUES ('', 340)

INSERT INTO "amora_recordmaxcounter" VALUES ('1365cf435c4af99ed8d02f7020a74555', '337502a8028356f79531bc3ad824f3d9', 4)

INSERT INTO "amora_recordmaxcounter" VALUES ('3e9a1d2a13ae4f5f091efb08f8ded335', '311d0a5d65eb56529f030763c2844677', 2)

INSERT INTO "amora_relay" VALUES ('99ddb8198ab1cfe578fcdcabeefa1caf', '683d1f4cad824a7898389a3eb76487e16050b8ca1b122c9e3aa375b53fc4e8ca:d6b38fc9a2f42291ee290f44f814ad09', '311d0a5d65eb56529f030763c2844677', '84ddca1edaeb8ec181e34910384addd7', 2, '', 0, '{"sequence":6,"token":"84ddca1edaeb8ec181e34910384addd7","mac":"ceb51ca1b020db7edcc3498fad9e69b341a3e9b6045a12f9326c6fcdb99081b8"}', 0)

INSERT INTO "amora_store_dirty" VALUES ('answer', '889577de70181c6c63192168974ec7cc')

INSERT INTO "amora_store_dirty" VALUES ('badge', '5e4814bb63e0ac90e40c57e9761c24a2')

INSERT INTO "amora_trust" VALUES (3)

INSERT INTO "amora_write_scope" VALUES ('99ddb8198ab1cfe578fcdcabeefa1caf')

INSERT INTO "amora_write_scope" VALUES (CAST(x'0a' AS TEXT))

INSERT INTO "answer" VALUES ('1365cf435c4af99ed8d02f7020a74555', '99ddb8198ab1cfe578fcdcabeefa1caf', '11111111111111111111111111111111', '2', 'his', 0.5, '00adc7f08135ae2b085bed60356b7bbf', '2', '99ddb8198ab1cfe578fcdcabeefa1caf:user:11111111111111111111111111111111')

INSERT INTO "answer" VALUES ('c200646316e95686e2cf5b44193b515b', '99ddb8198ab1cfe578fcdcabeefa1caf', '11111111111111111111111111111111', '4', 'unsynced', NULL, NULL, '4', '99ddb8198ab1cfe578fcdcabeefa1caf:user:11111111111111111111111111111111')

INSERT INTO "morango_buffer" VALUES (1, 8, 1, 'b7b869cd15ebc28f6bf8089d31ef2044', 'first half', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, NULL, NULL, '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"first half","dataset_id":"dddddddddddddddddddddddddddddddd","id":"b7b869cd15ebc28f6bf8089d31ef2044","question":"first half","text":"x","user_id":"11111111111111111111111111111111"}', '')

INSERT INTO "morango_certificate" VALUES ('99ddb8198ab1cfe578fcdcabeefa1caf', NULL, 'school', '', 'full', 1, '{"dataset_id": "99ddb8198ab1cfe578fcdcabeefa1caf"}', 'MIIBCgKCAQEAz+vQwxi8EpHR42Asz82OHUYm2Pn0Py/bkVEleIZJ8b+MJ0fM8MxCD7M45YsGPNOl13J/9nZmDk8kq1fQy1P0x8V07FVITlskSRRldhDhA6lgqQw2UnIHgSTefGdDrfg4MKSfOceVrUCFRsgqwk7/BmSALInSgmrKfLLPblULgM2SY4VTrhOE3ROh8D9kYcqnfQVAFMFhjrXBI9C/LROW2N2ZsNJIeC1/9O31otW9OXyqvbfM3IKrarQqa/ssiadN1mn3Sr0GfhmJP+00wuc3wXmSZWpbNEd41J84Syem1+z/F8DxdTRZ3nOJtLkcBt09TnVxq2NYPth+3WlQHFLaZwIDAQAB', '{"id": "99ddb8198ab1cfe578fcdcabeefa1caf", "parent_id": null, "profile": "school", "salt": "", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"99ddb8198ab1cfe578fcdcabeefa1caf\"}", "public_key_string": "MIIBCgKCAQEAz+vQwxi8EpHR42Asz82OHUYm2Pn0Py/bkVEleIZJ8b+MJ0fM8MxCD7M45YsGPNOl13J/9nZmDk8kq1fQy1P0x8V07FVITlskSRRldhDhA6lgqQw2UnIHgSTefGdDrfg4MKSfOceVrUCFRsgqwk7/BmSALInSgmrKfLLPblULgM2SY4VTrhOE3ROh8D9kYcqnfQVAFMFhjrXBI9C/LROW2N2ZsNJIeC1/9O31otW9OXyqvbfM3IKrarQqa/ssiadN1mn3Sr0GfhmJP+00wuc3wXmSZWpbNEd41J84Syem1+z/F8DxdTRZ3nOJtLkcBt09TnVxq2NYPth+3WlQHFLaZwIDAQAB"}', 'k7z+pzIJsSsUmd21cC2CoAzyAGnWK7begja95osmtPd8HEe5OSNjhkaPAcYoJJcEpLtd9NM2enGXX76VL+wRQei21eYimzPRNETpOyrj3m8RltQknLpBYIegEaYGIZclHkK0UibRMFi1wJ+atNKk4WfmkR7E6u7YI8V1YUsXm8TInaQOwA62C1FSLOqPXegjH94wxLTZO0+qEKDxCjwHamZi7SgB5osO3s13cKHBRj/4fI1QubUQAt5/eO6AOlcDdhDkKYoFVRXFT5ly293VM/QhHA/KZ2YJWy8dI6VzBx0VbWlWlrVBUa5E/CNMXqCAjkgLyarGVgsRbv9dXZH30A==', 'MIIEpAIBAAKCAQEAz+vQwxi8EpHR42Asz82OHUYm2Pn0Py/bkVEleIZJ8b+MJ0fM8MxCD7M45YsGPNOl13J/9nZmDk8kq1fQy1P0x8V07FVITlskSRRldhDhA6lgqQw2UnIHgSTefGdDrfg4MKSfOceVrUCFRsgqwk7/BmSALInSgmrKfLLPblULgM2SY4VTrhOE3ROh8D9kYcqnfQVAFMFhjrXBI9C/LROW2N2ZsNJIeC1/9O31otW9OXyqvbfM3IKrarQqa/ssiadN1mn3Sr0GfhmJP+00wuc3wXmSZWpbNEd41J84Syem1+z/F8DxdTRZ3nOJtLkcBt09TnVxq2NYPth+3WlQHFLaZwIDAQABAoIBACCiFFvqj+oiNN0JBT+ANaPmlMZNRMZ+DmoaYFUwTn7A35Bytnm8tUmdiXqNfWcimM7dy7O1FYN9bHXwDHc9MBgCp71IDVcu+tz1dI85Sve2J9OgdQ4vk3nzfW/tDTRK1xbbX5pD9vwAOmrHk953Y5NvRqa24vFRLYKw1dmtQ2btlCT4viAcNxktboOkxC6Njm+dtyWYLelvF9KuReDPW4QLSgRhxMSeYNJaafq9QftnUKsszbmvjDCeK7k/fVv5kGzTobifeWwCefHyXfyR/zJRJ0JyUDYgisEWufjrZEg2SefGnuBNR1SBfvtZePHa1ARsYcqja1/aVrd2y8S6owECgYEA0hK1PwpsxzmJGwkFRS6wKoaiJqK+rY9CNoE80JbpbOV4kcXXE3/HjJ1NJ8bPuPLGaP1parUz+6hgJbGslaHiQb3kCAz8Wr61p+rUP/NdjW0X6pHcJtvq3OPpn9uRDQ3A/47ERzH+4qrg4FFb7ZgiZly7yf8Hjjcdm2wX+7SJfcECgYEA/WCrXjzBSpIn7XcywmIyzd6j1ulXYpLDszVdtim4kOc6q3EI0Siz3VKrZfKKmmKna/MKnYZMf9691adcnH5evy55INyorXPugjL+LaHLLUiTZInlpS1izytb3zoLciC4BCmm7xSQhAyT0bxaVjh6rlhna0Tkn8nD+70KKycRMicCgYA/k33a2FLXcGg4EGDR8TFLjXdhbft7F1IYoMBA+Isoc8Iri85tjkxcF/cTxK108bRubdMLgk97KBgBEGaE2ntZHhj2/scYx4K+kOkveX2koZGNYhtYf1HzC97WjGK3qqPwM8rfKRhUjRaFjNnfbB1tET+cAFzPA4soUGxpttetgQKBgQCpeFDmdQhrkho2kDVZIkkMvU8kXWnfOn6+jIEjaABUmvP421+kVe8Hp1WQmIrv+/AzGZoOBleAZ0DdeFVPLo68nJ7TxgLkENiEKQstBjxZC2PaKQl6U0L1gfCu+6nQKeYqkple64hFagwsiih55sjXd7WkX63y2gbFh4kXl8e+nQKBgQCY6QWyzn23qKyudY61D1aBDudiarYKnZzhoLpDk+rBrB+3RsjOqQTmf66yPBBX+jJUO3wi25qIOtmkDlY0Rw/cnE85QachOh+ELSouxUxkgl7VH2ypjJ4F0MNRkJ/ZJiiZsqJx+2JkR0zOZroxu3lKW9RE+cqo3tZw7q3h4Eaw5w==')

INSERT INTO "morango_certificate" VALUES ('b7cdabceb8052902584178a82d435a8b', '99ddb8198ab1cfe578fcdcabeefa1caf', 'school', '1844509fc0d2da0a67554d9c22110f83', 'full', 1, '{"dataset_id": "99ddb8198ab1cfe578fcdcabeefa1caf"}', 'MIIBCgKCAQEAw6DANZgXmgSD02yeTHPC1FEwX4WVJT4STiGRfQi70b0VOMsFHOZD4Nt1ybffkU9tBrJBhhpm1je5VRvgeQxkHuc/nPO+rqX8PngTq+gGCgt/dxKqiM5guyyjfltc+O2eA+LnTcbovtE3F9Vu8GSJ8a0SpyUQcz7LK4cN3qypPLKUBPUmGqWARZ92Plc5MenkhDoHzQWUrxD7RuLPBkyCK8+rzXRVjOPYBE8na7QpjSfZDxnpzeWwcxnk9CkfKkqy3vkQVtgc+Smd8aUrv1b03KnCL3rDZSyuo6sPUcFDQnecCcLAZoCRX6HQiytdUjKDiL/Iryxpz0geJN0XTUNPkwIDAQAB', '{"id": "b7cdabceb8052902584178a82d435a8b", "parent_id": "99ddb8198ab1cfe578fcdcabeefa1caf", "profile": "school", "salt": "1844509fc0d2da0a67554d9c22110f83", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"99ddb8198ab1cfe578fcdcabeefa1caf\"}", "public_key_string": "MIIBCgKCAQEAw6DANZgXmgSD02yeTHPC1FEwX4WVJT4STiGRfQi70b0VOMsFHOZD4Nt1ybffkU9tBrJBhhpm1je5VRvgeQxkHuc/nPO+rqX8PngTq+gGCgt/dxKqiM5guyyjfltc+O2eA+LnTcbovtE3F9Vu8GSJ8a0SpyUQcz7LK4cN3qypPLKUBPUmGqWARZ92Plc5MenkhDoHzQWUrxD7RuLPBkyCK8+rzXRVjOPYBE8na7QpjSfZDxnpzeWwcxnk9CkfKkqy3vkQVtgc+Smd8aUrv1b03KnCL3rDZSyuo6sPUcFDQnecCcLAZoCRX6HQiytdUjKDiL/Iryxpz0geJN0XTUNPkwIDAQAB"}', 'kClWRy/wlHsMRg/nwT+co/zo7WINlSQ/TCBckj7IYFvGTN7fVDs1mIYtLss2l5chhFMmxtfCtC6pt1/0JfTr5R+k6GTEDey8ybSS+sabXmHWeE5RSTXQwiW31MhhI0rYnU5UsQ+t3rahp9PuxAPLgP4tokHkHgnMX4UQysZYI52DZUhpCk+ggxv65oHDtGOB0NCf1j/kNfVNQaPfHyCedGwgotcwW3ZDUvy/kKC1lZT5vGzyCPTAOrnEJYsNAtn82F7R6mAWXfNTIjNQL+DAiRYvwO12lPJZbgnVJh3aGk06bDqrT9gWs7GP8NTX7w8P1eNIVXntbe7pxGXw0ebtfw==', NULL)

INSERT INTO "morango_certificate" VALUES ('c2f2635d804c702a5c42a95ebdefb092', '99ddb8198ab1cfe578fcdcabeefa1caf', 'school', '32275fb7c2489a31811c369103baab15', 'full', 1, '{"dataset_id": "99ddb8198ab1cfe578fcdcabeefa1caf"}', 'MIIBCgKCAQEAr9DO9sRBYbkwisABxw1ggDWsKvNe1OYd85wVH4XWXYnipiTssLN82MnQ+oMIPykPQUe5GNAsOcQrutBIJzKub0Gu++uNu/0NZtVuNUK3a5PasvBEyIobEw99k52ivnwY04tfdeKiG1ZXzaFVLnvl9kG5Se/qzT3BPpuIZrk9bW0Bwy9iwPy2KSYc+1H/uk1ZWpiHhESRJxH97trof2xZa3F3N5j4oep2pVNN0w3xfx6yt5CskW2nU0R5yX7JW1nvCAmSZfvxIX6jnuYXR8bTIOZJfuOiPBbHs4KbgwjJF74ruAWYysK8oMsO0FnowPy6lG+F1xCKIjcVHWHQK9yvnwIDAQAB', '{"id": "c2f2635d804c702a5c42a95ebdefb092", "parent_id": "99ddb8198ab1cfe578fcdcabeefa1caf", "profile": "school", "salt": "32275fb7c2489a31811c369103baab15", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"99ddb8198ab1cfe578fcdcabeefa1caf\"}", "public_key_string": "MIIBCgKCAQEAr9DO9sRBYbkwisABxw1ggDWsKvNe1OYd85wVH4XWXYnipiTssLN82MnQ+oMIPykPQUe5GNAsOcQrutBIJzKub0Gu++uNu/0NZtVuNUK3a5PasvBEyIobEw99k52ivnwY04tfdeKiG1ZXzaFVLnvl9kG5Se/qzT3BPpuIZrk9bW0Bwy9iwPy2KSYc+1H/uk1ZWpiHhESRJxH97trof2xZa3F3N5j4oep2pVNN0w3xfx6yt5CskW2nU0R5yX7JW1nvCAmSZfvxIX6jnuYXR8bTIOZJfuOiPBbHs4KbgwjJF74ruAWYysK8oMsO0FnowPy6lG+F1xCKIjcVHWHQK9yvnwIDAQAB"}', 'UCrtqyHyRyBMOuAiWqxh+ooMOIG/wZIXy6gnIrmABih45guafrDa4TP0FAU/OfyDtbkauPFPTxDwhf9sd5M0DE406pD7henJnEploXMyLglEYUtS0Xh9LunGibXhF9tsueLzNThrwa5sDaHvo+C0OicV61V6tnRvcNfZbea9bbZXixWoKHA0fK3TN30T3CIzLNxixZ820srUFA8hteQRwstEh1RfRpBPNbzbh2NjZ+YD+Be0D3YnI0lwdaOLbVMuV0Ue2tmvjl7UjynycF+YUsjL7ZXqaUCj12vC/Fj6vdiUwrgSZMngsPfY6iCRUJTBfCzRoA0Cyd+Lt5EHovBB0Q==', NULL)

INSERT INTO "morango_databaseidmodel" VALUES ('b2e05a9dc5b845673e842e8034578cf6', 1, '2026-11-30T05:58:23.994768Z', '25533965aa9aeb560ef158e04d5b8dff')

INSERT INTO "morango_databasemaxcounter" VALUES ('99ddb8198ab1cfe578fcdcabeefa1caf', '311d0a5d65eb56529f030763c2844677', 5)

INSERT INTO "morango_databasemaxcounter" VALUES ('99ddb8198ab1cfe578fcdcabeefa1caf', '337502a8028356f79531bc3ad824f3d9', 4)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', '311d0a5d65eb56529f030763c2844677', 7)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1000)

INSERT INTO "morango_deletedmodels" VALUES ('9ae068c550225af797cdda984f5620db', 'school')

INSERT INTO "morango_harddeletedmodels" VALUES ('9ae068c550225af797cdda984f5620db', 'school')

INSERT INTO "morango_instanceidmodel" VALUES ('25533965aa9aeb560ef158e04d5b8dff', '', '', '', '', 'b2e05a9dc5b845673e842e8034578cf6', '', '', 0, 0)

INSERT INTO "morango_instanceidmodel" VALUES ('311d0a5d65eb56529f030763c2844677', '', '', '', '', 'b2e05a9dc5b845673e842e8034578cf6', '', '', 7, 1)

INSERT INTO "morango_nonce" VALUES ('01a22b08757da0604a8ecc9ff07b264b', '2026-11-30T05:58:24.381000Z', '')

INSERT INTO "morango_scopedefinition" VALUES ('full', 1, 'school', 'dataset_id', 'Everything.', '', '', '${dataset_id}', '{}')

INSERT INTO "morango_scopedefinition" VALUES ('learner', 1, 'school', '', 'Own work.', '${dataset_id}:shared', '', '${dataset_id}:user:${user_id}', '{}')

INSERT INTO "morango_store" VALUES ('00adc7f08135ae2b085bed60356b7bbf', '9dad58a62ad0d6623fe216f77b292d19', 'topic', 'school', '99ddb8198ab1cfe578fcdcabeefa1caf:shared', '', '311d0a5d65eb56529f030763c2844677', 2, 0, 0, NULL, '', '{"id":"00adc7f08135ae2b085bed60356b7bbf","_morango_source_id":"9dad58a62ad0d6623fe216f77b292d19","_morango_partition":"99ddb8198ab1cfe578fcdcabeefa1caf:shared","dataset_id":"99ddb8198ab1cfe578fcdcabeefa1caf","title":"top","parent_id":null}', '')

INSERT INTO "morango_store" VALUES ('1365cf435c4af99ed8d02f7020a74555', '2', 'answer', 'school', '99ddb8198ab1cfe578fcdcabeefa1caf:user:11111111111111111111111111111111', '', '311d0a5d65eb56529f030763c2844677', 4, 0, 0, NULL, '', '{"id":"1365cf435c4af99ed8d02f7020a74555","_morango_source_id":"2","_morango_partition":"99ddb8198ab1cfe578fcdcabeefa1caf:user:11111111111111111111111111111111","dataset_id":"99ddb8198ab1cfe578fcdcabeefa1caf","user_id":"11111111111111111111111111111111","question":"2","text":"his","score":0.5,"topic_id":"00adc7f08135ae2b085bed60356b7bbf"}', CAST(x'7b226964223a223133363563663433356334616639396564386430326637303230613734353535222c225f6d6f72616e676f5f736f757263655f6964223a2232222c225f6d6f72616e676f5f706172746974696f6e223a2239396464623831393861623163666535373866636463616265656661316361663a757365723a3131313131313131313131313131313131313131313131313131313131313131222c22646174617365745f6964223a223939646462383139386162316366653537386663646361626565666131636166222c22757365725f6964223a223131313131313131313131313131313131313131313131313131313131313131222c227175657374696f6e223a2232222c2274657874223a2268657273222c2273636f7265223a302e352c22746f7069635f6964223a223030616463376630383133356165326230383562656436303335366237626266227d0a' AS TEXT))

INSERT INTO "morango_store" VALUES ('22d65196b93ab0f0604d82b02ed00b9e', 'f633fec8511e0a98688c3b3201331afd', 'topic', 'school', '99ddb8198ab1cfe578fcdcabeefa1caf:shared', '00adc7f08135ae2b085bed60356b7bbf', '311d0a5d65eb56529f030763c2844677', 2, 0, 0, NULL, '', '{"id":"22d65196b93ab0f0604d82b02ed00b9e","_morango_source_id":"f633fec8511e0a98688c3b3201331afd","_morango_partition":"99ddb8198ab1cfe578fcdcabeefa1caf:shared","dataset_id":"99ddb8198ab1cfe578fcdcabeefa1caf","title":"sub","parent_id":"00adc7f08135ae2b085bed60356b7bbf"}', '')

INSERT INTO "morango_store" VALUES ('3e9a1d2a13ae4f5f091efb08f8ded335', '3', 'answer', 'school', '99ddb8198ab1cfe578fcdcabeefa1caf:user:11111111111111111111111111111111', '', '337502a8028356f79531bc3ad824f3d9', 4, 1, 0, 'bcf80a072ccd5528b738ea9155ab867e', '', '{"id":"3e9a1d2a13ae4f5f091efb08f8ded335","_morango_source_id":"3","_morango_partition":"99ddb8198ab1cfe578fcdcabeefa1caf:user:11111111111111111111111111111111","dataset_id":"99ddb8198ab1cfe578fcdcabeefa1caf","user_id":"11111111111111111111111111111111","question":"3","text":"it''s\n3","score":0.5,"topic_id":"00adc7f08135ae2b085bed60356b7bbf"}', '')

INSERT INTO "morango_store" VALUES ('5e4814bb63e0ac90e40c57e9761c24a2', 'unknown', 'badge', 'school', 'dddddddddddddddddddddddddddddddd', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', '', '{"_morango_partition":"dddddddddddddddddddddddddddddddd","_morango_source_id":"unknown","dataset_id":"dddddddddddddddddddddddddddddddd","id":"5e4814bb63e0ac90e40c57e9761c24a2","of":"a newer build"}', '')

INSERT INTO "morango_store" VALUES ('889577de70181c6c63192168974ec7cc', 'waits', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', 'missing_reference: topic_id', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"waits","dataset_id":"dddddddddddddddddddddddddddddddd","id":"889577de70181c6c63192168974ec7cc","question":"waits","text":"x","user_id":"11111111111111111111111111111111","topic_id":"99999999999999999999999999999999"}', '')

INSERT INTO "morango_store" VALUES ('9ae068c550225af797cdda984f5620db', '1', 'answer', 'school', '99ddb8198ab1cfe578fcdcabeefa1caf:user:11111111111111111111111111111111', '', '311d0a5d65eb56529f030763c2844677', 2, 0, 0, NULL, '', '{"id":"9ae068c550225af797cdda984f5620db","_morango_source_id":"1","_morango_partition":"99ddb8198ab1cfe578fcdcabeefa1caf:user:11111111111111111111111111111111","dataset_id":"99ddb8198ab1cfe578fcdcabeefa1caf","user_id":"11111111111111111111111111111111","question":"1","text":"it''s\n1","score":0.5,"topic_id":"00adc7f08135ae2b085bed60356b7bbf"}', '')

INSERT INTO "morango_syncsession" VALUES ('7e3764a7fb8aeca6e62089fc94432120', '2026-11-30T05:58:24.282556Z', '2026-11-30T05:58:24.283248Z', 1, 0, '99ddb8198ab1cfe578fcdcabeefa1caf', 'c2f2635d804c702a5c42a95ebdefb092', 'school', 'network', '683d1f4cad82.relay', '', '', '311d0a5d65eb56529f030763c2844677', 'd6b38fc9a2f42291ee290f44f814ad09', '683d1f4cad824a7898389a3eb76487e16050b8ca1b122c9e3aa375b53fc4e8ca:d6b38fc9a2f42291ee290f44f814ad09', '', '')

INSERT INTO "morango_syncsession" VALUES ('885772fe0c725ae343f6fc600b2ff64e', '2026-11-30T05:58:24.196911Z', '2026-11-30T05:58:24.203984Z', 1, 0, '99ddb8198ab1cfe578fcdcabeefa1caf', 'c2f2635d804c702a5c42a95ebdefb092', 'school', 'network', '683d1f4cad82.relay', '', '', '311d0a5d65eb56529f030763c2844677', '', '683d1f4cad824a7898389a3eb76487e16050b8ca1b122c9e3aa375b53fc4e8ca:d6b38fc9a2f42291ee290f44f814ad09', '', '')

INSERT INTO "morango_syncsession" VALUES ('a011cb43bd753d6b1994636d455210bf', '2026-11-30T05:58:24.352631Z', '2026-11-30T05:58:24.360418Z', 1, 0, '99ddb8198ab1cfe578fcdcabeefa1caf', 'c2f2635d804c702a5c42a95ebdefb092', 'school', 'network', '683d1f4cad82.relay', '', '', '311d0a5d65eb56529f030763c2844677', 'd6b38fc9a2f42291ee290f44f814ad09', '683d1f4cad824a7898389a3eb76487e16050b8ca1b122c9e3aa375b53fc4e8ca:d6b38fc9a2f42291ee290f44f814ad09', '', '')

INSERT INTO "morango_transfersession" VALUES (1, '7a879a665662e419937b63337d72700c', '885772fe0c725ae343f6fc600b2ff64e', 0, 0, 'school', '99ddb8198ab1cfe578fcdcabeefa1caf', 2, '2026-11-30T05:58:24.197072Z', '2026-11-30T05:58:24.203465Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (2, 'f76d6d5ba15828ddda512ddd894d4b88', '885772fe0c725ae343f6fc600b2ff64e', 0, 1, 'school', '99ddb8198ab1cfe578fcdcabeefa1caf', 2, '2026-11-30T05:58:24.204001Z', '2026-11-30T05:58:24.207512Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (3, '82fd9871dfecd08597f8fbf6f2aaea41', '7e3764a7fb8aeca6e62089fc94432120', 0, 0, 'school', '99ddb8198ab1cfe578fcdcabeefa1caf', 2, '2026-11-30T05:58:24.282595Z', '2026-11-30T05:58:24.283149Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (4, 'bce43bafc840f5200136261f2cb6aa05', '7e3764a7fb8aeca6e62089fc94432120', 0, 1, 'school', '99ddb8198ab1cfe578fcdcabeefa1caf', 2, '2026-11-30T05:58:24.283256Z', '2026-11-30T05:58:24.294534Z', 0, 5, 5, 2609, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (5, 'bcf80a072ccd5528b738ea9155ab867e', 'a011cb43bd753d6b1994636d455210bf', 0, 0, 'school', '99ddb8198ab1cfe578fcdcabeefa1caf', 2, '2026-11-30T05:58:24.352669Z', '2026-11-30T05:58:24.357655Z', 0, 2, 2, 0, 1177, '{}', '{}', 'cleanup', 'completed', NULL, 1, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (6, 'ad31d74cf2b54f5131706e3c27f9d98b', 'a011cb43bd753d6b1994636d455210bf', 0, 1, 'school', '99ddb8198ab1cfe578fcdcabeefa1caf', 2, '2026-11-30T05:58:24.360443Z', '2026-11-30T05:58:24.361825Z', 0, 1, 1, 962, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (7, '595553201d0801b19cdcd6fbc38ab3fe', '595553201d0801b19cdcd6fbc38ab3fe', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T05:58:24.377514Z', '2026-11-30T05:58:24.381603Z', 0, 3, 3, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 1, 0, '')

INSERT INTO "morango_transfersession" VALUES (8, '55555555555555555555555555555555', '55555555555555555555555555555555', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T05:58:24.381837Z', '9999-01-01T00:00:00.000000Z', 1, 2, 1, 0, 0, '{}', '{"super": {}, "sub": {}}', 'transferring', 'started', 1, 0, 0, 0, '')

INSERT INTO "topic" VALUES ('00adc7f08135ae2b085bed60356b7bbf', '99ddb8198ab1cfe578fcdcabeefa1caf', 'top', NULL, '9dad58a62ad0d6623fe216f77b292d19', '99ddb8198ab1cfe578fcdcabeefa1caf:shared')

INSERT INTO "topic" VALUES ('22d65196b93ab0f0604d82b02ed00b9e', '99ddb8198ab1cfe578fcdcabeefa1caf', 'sub', '00adc7f08135ae2b085bed60356b7bbf', 'f633fec8511e0a98688c3b3201331afd', '99ddb8198ab1cfe578fcdcabeefa1caf:shared')

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

