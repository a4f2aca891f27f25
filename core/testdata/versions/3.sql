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

INSERT INTO "amora_acknowledged" VALUES ('41bcdae3d1840464b595a120d58828ae56cc4fa765b2581bf15d1a5003bd97b1:c8db7b4bea232ded880e57d501efce15', 'aa511b0fb94d526857870579e2735893', '02925807de63e68d8f18ae7393ec4f41', 5)

INSERT INTO "amora_bundle" VALUES ('aa511b0fb94d526857870579e2735893', 2, '{"room":"aa511b0fb94d526857870579e2735893","sequence":2,"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"id_rules":{},"relay_keys":["MIIBCgKCAQEA0mMWyr53RA3LKwR/k06oIc75KPOvMSuqaubM9D7x2aNtdvMsxyRUfrpF0ZhKUXb+/342ElwIzBxbATlwcsqh04YNmBTvEV/gjkocqtlLAtsBUW6/aJSQzL0tzB9GpD8hDxMYLT2HW1zbwqqquW8TJBbb60St+OM6ymcv2P2mcURNLjYfTZGu+YXzCZItEsZ3UI+vfP+IXdYPgE/kuYJZGQf0We+rKcbktaehX0NByj/YxhrR9hjCqFpHttU+VoOBGuuiK1pZBVfZhdyteKLhPLdUdIHEZ6KoHW/6n8Ty11cdOPdu3/PTvOzJAKe0DiyYwny4PSR3rt4DmRdL7KezSQIDAQAB"],"revoked":[]}', 'O99ZVJkVIJ4OdVHGIjZjIap5phFwJQS15UhoVmEfNR/fF0vT8oFIgp4gXjR7W0rQAy83iMgS4uxrbo+mXxbeK8pgQttZLgoCguZbJ/dcKuqVDdQn//w8lz3cNI+JfVjxthWm4k0RsTfi3UeZyVvKk6z5IK6z5txRO23wmece4gXSR7EPzOzrCewAHC4t/0N3k4RXLf9uH5AOzqXMOeQy9/ffJCIECGA8JnWWOBXIXIqb5wRveCOl12BC+ldkqn1t6eEzavxXRsCbP9xd4hTsHSQUx+nuvQbTEOJ0VHU06mk+EKxSL2w56Ve2Kap1Uitqd7jUGt53l3HwpLjhVv1jFw==')

INSERT INTO "amora_dirty_answer" VALUES ('1c27267812eb3d56adcb71d62fea0341')

INSERT INTO "amora_meta" VALUES ('schema', '{"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"models":[{"name":"topic","table":"topic","partition":"${dataset_id}:shared","source":null,"columns":{"dataset_id":"uuid","title":"text","parent_id":"uuid?"},"references":{"parent_id":"topic"}},{"name":"answer","table":"answer","partition":"${dataset_id}:user:${user_id}","source":"${question}","columns":{"dataset_id":"uuid","user_id":"uuid","question":"text","text":"text","score":"real?","topic_id":"uuid?"},"references":{"topic_id":"topic"}}]}')

INSERT INTO "amora_meta" VALUES ('triggers', '6e62310347ebc557af4ed85c2baf91197e4d72d75ba3c579a9ea5daf8c6daafe')

INSERT INTO "amora_meta" VALUES ('version', '3')

INSERT INTO "amora_quarantine" VALUES ('11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 'answer', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'bad_id', '595553201d0801b19cdcd6fbc38ab3fe', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"kept","dataset_id":"dddddddddddddddddddddddddddddddd","id":"ac2a3fd00b196f5d039e91878a5f7429","question":"kept","text":"x","user_id":"11111111111111111111111111111111"}')

INSERT INTO "amora_quota" VALUES ('', 340)

INSERT INTO "amora_recordmaxcounter" VALUES ('a07da68ff357c66056ca05a0bbf00ee1', '02925807de63e68d8f18ae7393ec4f41', 2)

INSERT INTO "amora_recordmaxcounter" VALUES ('c31391ed72d489f0a0bfb48f002781b4', '88b64ebb460d5b69dc1b262d7d915bbf', 4)

INSERT INTO "amora_relay" VALUES ('aa511b0fb94d526857870579e2735893', '41bcdae3d1840464b595a120d58828ae56cc4fa765b2581bf15d1a5003bd97b1:c8db7b4bea232ded880e57d501efce15', '02925807de63e68d8f18ae7393ec4f41', '2cfa1990d0af52cb612f4accb8b00c2d', 2, '', 0, '{"sequence":6,"token":"2cfa1990d0af52cb612f4accb8b00c2d","mac":"d0dc0c1a7b17abc1bbf0a25c83a176892511ab8f5a8dd03ae43a80caec93a1f6"}', 0)

INSERT INTO "amora_store_dirty" VALUES ('answer', '889577de70181c6c63192168974ec7cc')

INSERT INTO "amora_store_dirty" VALUES ('badge', '5e4814bb63e0ac90e40c57e9761c24a2')

INSERT INTO "amora_write_scope" VALUES ('aa511b0fb94d526857870579e2735893')

INSERT INTO "amora_write_scope" VALUES (CAST(x'0a' AS TEXT))

INSERT INTO "answer" VALUES ('1c27267812eb3d56adcb71d62fea0341', 'aa511b0fb94d526857870579e2735893', '11111111111111111111111111111111', '4', 'unsynced', NULL, NULL, '4', 'aa511b0fb94d526857870579e2735893:user:11111111111111111111111111111111')

INSERT INTO "answer" VALUES ('c31391ed72d489f0a0bfb48f002781b4', 'aa511b0fb94d526857870579e2735893', '11111111111111111111111111111111', '2', 'his', 0.5, '747f5603c2982f33abbd1ed12a118d88', '2', 'aa511b0fb94d526857870579e2735893:user:11111111111111111111111111111111')

INSERT INTO "morango_buffer" VALUES (1, 8, 1, 'b7b869cd15ebc28f6bf8089d31ef2044', 'first half', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, NULL, NULL, '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"first half","dataset_id":"dddddddddddddddddddddddddddddddd","id":"b7b869cd15ebc28f6bf8089d31ef2044","question":"first half","text":"x","user_id":"11111111111111111111111111111111"}', '')

INSERT INTO "morango_certificate" VALUES ('241b64ccc4ac743a04c7fca825fb8587', 'aa511b0fb94d526857870579e2735893', 'school', 'f63c2b2503651b33a288fb7daf3683a9', 'full', 1, '{"dataset_id": "aa511b0fb94d526857870579e2735893"}', 'MIIBCgKCAQEA6s5vjtj7DFa+flMFJe3+qnRWqlncdOvZYCNBDS//aWrIjdEChLZvjVpGVlUJL/urZXAszly8+QAkqTl9kbiidSRAm5eGXHlzc7VxaKtadApwnziLBxgFdzUBM63VFwebMcqNSVlPo0Cpvw366kVWYUgZ/mHrWxCpejdurz9fl1LmU7G6EEVPKJtgjrfqwy9xe1Z0saAZaaPyK2ftyiUMxfEsNMKQ6g2C+aZ/aGRa06WJ+BzUMmj47lXi/3IYhZEjnUYyckQh/3XQalGjPvo3T5FttsijiP/O5LhHai+yPVcdK67sJUYEovykse0R1oJ9K4/Cf07CJs4kCdWK5NJG4wIDAQAB', '{"id": "241b64ccc4ac743a04c7fca825fb8587", "parent_id": "aa511b0fb94d526857870579e2735893", "profile": "school", "salt": "f63c2b2503651b33a288fb7daf3683a9", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"aa511b0fb94d526857870579e2735893\"}", "public_key_string": "MIIBCgKCAQEA6s5vjtj7DFa+flMFJe3+qnRWqlncdOvZYCNBDS//aWrIjdEChLZvjVpGVlUJL/urZXAszly8+QAkqTl9kbiidSRAm5eGXHlzc7VxaKtadApwnziLBxgFdzUBM63VFwebMcqNSVlPo0Cpvw366kVWYUgZ/mHrWxCpejdurz9fl1LmU7G6EEVPKJtgjrfqwy9xe1Z0saAZaaPyK2ftyiUMxfEsNMKQ6g2C+aZ/aGRa06WJ+BzUMmj47lXi/3IYhZEjnUYyckQh/3XQalGjPvo3T5FttsijiP/O5LhHai+yPVcdK67sJUYEovykse0R1oJ9K4/Cf07CJs4kCdWK5NJG4wIDAQAB"}', 'Brwek3Baj2CdezPCZqtNFi8elrgXDs/bFoUmrimYm4KRaDG/5pVnH13J780EXmlreWLTDOnNGuJcfJh9narokUgTDz3m2t+z5y8yox6xUd8dg+yNJo1I1hsAFZeEKurIfiho+EanSmVmFR4z05sv+TObmHMX7Q/T40p/j4FkAXW2jqiTAvZSf7HZbFWVqvDSN2TD+zkDO8YInOIZDeB8QLSOtlkGKfUNQm01DPm2zOjcL1bk1vuAy+sJJMv2anWdG9DYlm6XxZKt/7Cg2ygknQVZkD4kjEJvZCjc7nVPYLHqWYOPYzKDyRaF0Vfn681pyu86aF9rPIGy4RbPSXkNVQ==', NULL)

INSERT INTO "morango_certificate" VALUES ('aa511b0fb94d526857870579e2735893', NULL, 'school', '', 'full', 1, '{"dataset_id": "aa511b0fb94d526857870579e2735893"}', 'MIIBCgKCAQEAwHhucGDfJkFav6+5zq6kRPgG7OK/8OPSbMJ2SpfhjvWEvHsQWef8Br9JPWzUj6a78XMhRVAa8dGN9VwSuvOBkqWNGUWoHWnrcgihHt8BD1GDX80EI0xdkXtqx7QZsVxnfQIn2E9lSXbqDeefUg/Qg7B3+j2KTCrCKS+pvXJ5Q9FVwIPfs1ez710s/WMb9gKfs5nEonDH7KiKUbEKqDWx7ZsYXXeYNNi5EF2NwyeiuCNJMEgR64yckJQr+ZbvU1hTXlFliGRHtHLrR2K3iy/6TkSJiuTcbvt/7sI+0O1bhsU+caI+UArWK4ig7ErMEL+0CIMz5GOclJn0FWva09epZQIDAQAB', '{"id": "aa511b0fb94d526857870579e2735893", "parent_id": null, "profile": "school", "salt": "", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"aa511b0fb94d526857870579e2735893\"}", "public_key_string": "MIIBCgKCAQEAwHhucGDfJkFav6+5zq6kRPgG7OK/8OPSbMJ2SpfhjvWEvHsQWef8Br9JPWzUj6a78XMhRVAa8dGN9VwSuvOBkqWNGUWoHWnrcgihHt8BD1GDX80EI0xdkXtqx7QZsVxnfQIn2E9lSXbqDeefUg/Qg7B3+j2KTCrCKS+pvXJ5Q9FVwIPfs1ez710s/WMb9gKfs5nEonDH7KiKUbEKqDWx7ZsYXXeYNNi5EF2NwyeiuCNJMEgR64yckJQr+ZbvU1hTXlFliGRHtHLrR2K3iy/6TkSJiuTcbvt/7sI+0O1bhsU+caI+UArWK4ig7ErMEL+0CIMz5GOclJn0FWva09epZQIDAQAB"}', 'KbeD94iyCBINOZaaPUnDyeHNAalJe5qM/Rz/mNl0t0jNbMi9ggjia1xs1hfMuZdFWyEWyfk/xN+xLFlzk/uH7R19yTy9AYrv/0PjKYcP4JYrxXAEFGvQcSlxxSi4DK3xXAyQFoVTQKiTrmTfn/iaximohfO8NfbhLrP8pArootlXGV0daiQi5gmrc7q2ErCikTcg+dAQQWgxMewlnbBUJiIBQLc2Tf1MDq7B1DKjpYncaoHWU5cWId6SMe6oydSE8ZH6edZHsNAnkdCX3fUZt8rtgx9cxnTx5knqMr5Nkh8jX+q0M8nhQR41oiizrNh3nWg3ZAPziFZKiIkIbGklwQ==', 'MIIEpAIBAAKCAQEAwHhucGDfJkFav6+5zq6kRPgG7OK/8OPSbMJ2SpfhjvWEvHsQWef8Br9JPWzUj6a78XMhRVAa8dGN9VwSuvOBkqWNGUWoHWnrcgihHt8BD1GDX80EI0xdkXtqx7QZsVxnfQIn2E9lSXbqDeefUg/Qg7B3+j2KTCrCKS+pvXJ5Q9FVwIPfs1ez710s/WMb9gKfs5nEonDH7KiKUbEKqDWx7ZsYXXeYNNi5EF2NwyeiuCNJMEgR64yckJQr+ZbvU1hTXlFliGRHtHLrR2K3iy/6TkSJiuTcbvt/7sI+0O1bhsU+caI+UArWK4ig7ErMEL+0CIMz5GOclJn0FWva09epZQIDAQABAoIBAB4+3qYIxxBpLURZrkKBNb3D1zzDDkQh3Qer0HB86RxwzyTaVvG176g0x6LgNxAC9N5mx/fvNGjDVEJWL3hS+03q958cz+QdaLsxCXbDNxSr68/ydP/CCKMryJYs4mu5eGbP36iRo3pVtkasmyAHba5AHT6FDLZW8s+Llqo3csB5/walRC/vgWp0hHhNxWCL8OMOP0jZhs0WlaAB8asgs//4FjHDhW1kJhgGfIz25aZLcOt2hKCnOXAZukqxJ/bdTGY9jBoh53yrbnjmUEHTXs2rwbdepOTrLXRZodkwkPiA1MiJSym0aSdutjyKk99S9747WGzUR/cVERSmS+AMomECgYEA98XyizDdM90Cx6G8Yt6DH1BykwqQzQaYvxg8QbabH1ujFiyK1+uolzDWpTgNvih+w8YQegnznqxVt137f46Htwu4O5uQjrTVW89Wayr73xhd2QBEqCBzLQA4lkLNVS+AMDqG0eT54W8FdGzSrOtYP2cojQFzFoc4aY5ZksvdASECgYEAxtxqJYfJeDyDTPVuhBaDtdSt/jqyC8yBQzPZYN7NaK/7X2dgMk18iCgu4Vkuvs3e8W9gab91rfklGPEnuLmHgTVfoQmH7F1MfAp2nzWmlwleHQ87IkPUYm3/fwKu+cFPYGwDn7L1SxHpzK9fwEry71cMBiqt1h12hEbeKtCta8UCgYBj2tbA2dSMDkoMglYV0m8ts5I5SEzLFBmDChVetmUV4ix7xz+9fS/Ynsoik9CWDmPoKm6BgHk6PWHeIHY3Fg4D6yk4fJ1ppd9GvOyrDAuuAXfw+Hay+0DvpeMoS4vNBPO4fB3RgWJjRAcCwMi2/7H0+3IQQcFMFvrZL5FR4+8RgQKBgQCiWVBPU4wnnT+UlMqlC7x7tiZWZ5T0DQF629mcPEl2LjYKrVrbtmb0wdmEIEsJewmIEmWj76sjXUPsGPVU2iLGWcy4rA9L6N+IZQJy+FoI9JzhHI4qazX5JdRw3L/9JtSm44gR2QhpQTae5I5HbujmfSpT3oQNSgB3/WNjkPoEAQKBgQDOn1MCCZQ6BXjXoqWUwR+nVqmvfNNreuLOWQGIHKZ/tHJS/pnFPtOtnmSUPq0KmLET6EtXD/lgkYCp9ZcX1EPQml7v/rL84dzNv0CpE7wpSGuKFy+sWxKmhAvlIMNuHt/7ORLnrHMQl7mZeWhrsjiDuaqOyXByWgeRsppUvLjzDQ==')

INSERT INTO "morango_databaseidmodel" VALUES ('b86ffa96f0ed722432c0fa94bcd28013', 1, '2026-11-30T05:01:45.666406Z', 'ef8981a11d1d50e959ffd5801f997d72')

INSERT INTO "morango_databasemaxcounter" VALUES ('aa511b0fb94d526857870579e2735893', '02925807de63e68d8f18ae7393ec4f41', 5)

INSERT INTO "morango_databasemaxcounter" VALUES ('aa511b0fb94d526857870579e2735893', '88b64ebb460d5b69dc1b262d7d915bbf', 4)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', '02925807de63e68d8f18ae7393ec4f41', 7)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1000)

INSERT INTO "morango_deletedmodels" VALUES ('213d02328c85ae2bf4818c9f5f7e6245', 'school')

INSERT INTO "morango_harddeletedmodels" VALUES ('213d02328c85ae2bf4818c9f5f7e6245', 'school')

INSERT INTO "morango_instanceidmodel" VALUES ('02925807de63e68d8f18ae7393ec4f41', '', '', '', '', 'b86ffa96f0ed722432c0fa94bcd28013', '', '', 7, 1)

INSERT INTO "morango_instanceidmodel" VALUES ('ef8981a11d1d50e959ffd5801f997d72', '', '', '', '', 'b86ffa96f0ed722432c0fa94bcd28013', '', '', 0, 0)

INSERT INTO "morango_nonce" VALUES ('2e49b7637981d1ddfa10d93a9997826f', '2026-11-30T05:01:46.461665Z', '')

INSERT INTO "morango_scopedefinition" VALUES ('full', 1, 'school', 'dataset_id', 'Everything.', '', '', '${dataset_id}', '{}')

INSERT INTO "morango_scopedefinition" VALUES ('learner', 1, 'school', '', 'Own work.', '${dataset_id}:shared', '', '${dataset_id}:user:${user_id}', '{}')

INSERT INTO "morango_store" VALUES ('213d02328c85ae2bf4818c9f5f7e6245', '1', 'answer', 'school', 'aa511b0fb94d526857870579e2735893:user:11111111111111111111111111111111', '', '02925807de63e68d8f18ae7393ec4f41', 2, 0, 0, NULL, '', '{"id":"213d02328c85ae2bf4818c9f5f7e6245","_morango_source_id":"1","_morango_partition":"aa511b0fb94d526857870579e2735893:user:11111111111111111111111111111111","dataset_id":"aa511b0fb94d526857870579e2735893","user_id":"11111111111111111111111111111111","question":"1","text":"it''s\n1","score":0.5,"topic_id":"747f5603c2982f33abbd1ed12a118d88"}', '')

INSERT INTO "morango_store" VALUES ('5e4814bb63e0ac90e40c57e9761c24a2', 'unknown', 'badge', 'school', 'dddddddddddddddddddddddddddddddd', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', '', '{"_morango_partition":"dddddddddddddddddddddddddddddddd","_morango_source_id":"unknown","dataset_id":"dddddddddddddddddddddddddddddddd","id":"5e4814bb63e0ac90e40c57e9761c24a2","of":"a newer build"}', '')

INSERT INTO "morango_store" VALUES ('747f5603c2982f33abbd1ed12a118d88', '4125ec71317d8249ac896bdd17241752', 'topic', 'school', 'aa511b0fb94d526857870579e2735893:shared', '', '02925807de63e68d8f18ae7393ec4f41', 2, 0, 0, NULL, '', '{"id":"747f5603c2982f33abbd1ed12a118d88","_morango_source_id":"4125ec71317d8249ac896bdd17241752","_morango_partition":"aa511b0fb94d526857870579e2735893:shared","dataset_id":"aa511b0fb94d526857870579e2735893","title":"top","parent_id":null}', '')

INSERT INTO "morango_store" VALUES ('889577de70181c6c63192168974ec7cc', 'waits', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', 'missing_reference: topic_id', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"waits","dataset_id":"dddddddddddddddddddddddddddddddd","id":"889577de70181c6c63192168974ec7cc","question":"waits","text":"x","user_id":"11111111111111111111111111111111","topic_id":"99999999999999999999999999999999"}', '')

INSERT INTO "morango_store" VALUES ('a07da68ff357c66056ca05a0bbf00ee1', '3', 'answer', 'school', 'aa511b0fb94d526857870579e2735893:user:11111111111111111111111111111111', '', '88b64ebb460d5b69dc1b262d7d915bbf', 4, 1, 0, 'd2195c0f17320cf3c72c34a19063f5bd', '', '{"id":"a07da68ff357c66056ca05a0bbf00ee1","_morango_source_id":"3","_morango_partition":"aa511b0fb94d526857870579e2735893:user:11111111111111111111111111111111","dataset_id":"aa511b0fb94d526857870579e2735893","user_id":"11111111111111111111111111111111","question":"3","text":"it''s\n3","score":0.5,"topic_id":"747f5603c2982f33abbd1ed12a118d88"}', '')

INSERT INTO "morango_store" VALUES ('c31391ed72d489f0a0bfb48f002781b4', '2', 'answer', 'school', 'aa511b0fb94d526857870579e2735893:user:11111111111111111111111111111111', '', '02925807de63e68d8f18ae7393ec4f41', 4, 0, 0, NULL, '', '{"id":"c31391ed72d489f0a0bfb48f002781b4","_morango_source_id":"2","_morango_partition":"aa511b0fb94d526857870579e2735893:user:11111111111111111111111111111111","dataset_id":"aa511b0fb94d526857870579e2735893","user_id":"11111111111111111111111111111111","question":"2","text":"his","score":0.5,"topic_id":"747f5603c2982f33abbd1ed12a118d88"}', CAST(x'7b226964223a226333313339316564373264343839663061306266623438663030323738316234222c225f6d6f72616e676f5f736f757263655f6964223a2232222c225f6d6f72616e676f5f706172746974696f6e223a2261613531316230666239346435323638353738373035373965323733353839333a757365723a3131313131313131313131313131313131313131313131313131313131313131222c22646174617365745f6964223a226161353131623066623934643532363835373837303537396532373335383933222c22757365725f6964223a223131313131313131313131313131313131313131313131313131313131313131222c227175657374696f6e223a2232222c2274657874223a2268657273222c2273636f7265223a302e352c22746f7069635f6964223a223734376635363033633239383266333361626264316564313261313138643838227d0a' AS TEXT))

INSERT INTO "morango_store" VALUES ('c92231ee9116090fc49bebb03abbab60', '2181c167e3c498645595fa6130519d76', 'topic', 'school', 'aa511b0fb94d526857870579e2735893:shared', '747f5603c2982f33abbd1ed12a118d88', '02925807de63e68d8f18ae7393ec4f41', 2, 0, 0, NULL, '', '{"id":"c92231ee9116090fc49bebb03abbab60","_morango_source_id":"2181c167e3c498645595fa6130519d76","_morango_partition":"aa511b0fb94d526857870579e2735893:shared","dataset_id":"aa511b0fb94d526857870579e2735893","title":"sub","parent_id":"747f5603c2982f33abbd1ed12a118d88"}', '')

INSERT INTO "morango_syncsession" VALUES ('217d326b47f71b68b4def7d4238dd779', '2026-11-30T05:01:46.205920Z', '2026-11-30T05:01:46.220595Z', 1, 0, 'aa511b0fb94d526857870579e2735893', 'd004850ba9ca014602cec1164ef4b203', 'school', 'network', 'relay', '', '', '02925807de63e68d8f18ae7393ec4f41', '', '41bcdae3d1840464b595a120d58828ae56cc4fa765b2581bf15d1a5003bd97b1:c8db7b4bea232ded880e57d501efce15')

INSERT INTO "morango_syncsession" VALUES ('d41a8acf2556ea31e8a569186ea295e6', '2026-11-30T05:01:46.351303Z', '2026-11-30T05:01:46.352971Z', 1, 0, 'aa511b0fb94d526857870579e2735893', 'd004850ba9ca014602cec1164ef4b203', 'school', 'network', 'relay', '', '', '02925807de63e68d8f18ae7393ec4f41', 'c8db7b4bea232ded880e57d501efce15', '41bcdae3d1840464b595a120d58828ae56cc4fa765b2581bf15d1a5003bd97b1:c8db7b4bea232ded880e57d501efce15')

INSERT INTO "morango_syncsession" VALUES ('e857ab9f50bc8552b78ef619005c549b', '2026-11-30T05:01:46.418754Z', '2026-11-30T05:01:46.440019Z', 1, 0, 'aa511b0fb94d526857870579e2735893', 'd004850ba9ca014602cec1164ef4b203', 'school', 'network', 'relay', '', '', '02925807de63e68d8f18ae7393ec4f41', 'c8db7b4bea232ded880e57d501efce15', '41bcdae3d1840464b595a120d58828ae56cc4fa765b2581bf15d1a5003bd97b1:c8db7b4bea232ded880e57d501efce15')

INSERT INTO "morango_transfersession" VALUES (1, 'f55f46be6b3e020e57c5394249a8a347', '217d326b47f71b68b4def7d4238dd779', 0, 0, 'school', 'aa511b0fb94d526857870579e2735893', 2, '2026-11-30T05:01:46.206213Z', '2026-11-30T05:01:46.216788Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (2, '9b7c4ea7c22c69eb4c40564d933959cd', '217d326b47f71b68b4def7d4238dd779', 0, 1, 'school', 'aa511b0fb94d526857870579e2735893', 2, '2026-11-30T05:01:46.220636Z', '2026-11-30T05:01:46.222150Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (3, '525d76982e84574fc61f0a78f5b7aa34', 'd41a8acf2556ea31e8a569186ea295e6', 0, 0, 'school', 'aa511b0fb94d526857870579e2735893', 2, '2026-11-30T05:01:46.351389Z', '2026-11-30T05:01:46.352787Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (4, '818d071d69161aea855b7c2d8fbff582', 'd41a8acf2556ea31e8a569186ea295e6', 0, 1, 'school', 'aa511b0fb94d526857870579e2735893', 2, '2026-11-30T05:01:46.353086Z', '2026-11-30T05:01:46.365482Z', 0, 5, 5, 2609, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (5, 'd2195c0f17320cf3c72c34a19063f5bd', 'e857ab9f50bc8552b78ef619005c549b', 0, 0, 'school', 'aa511b0fb94d526857870579e2735893', 2, '2026-11-30T05:01:46.418808Z', '2026-11-30T05:01:46.439661Z', 0, 2, 2, 0, 1177, '{}', '{}', 'cleanup', 'completed', NULL, 1, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (6, '7abb28eedab63f5822dd279b0734f4ef', 'e857ab9f50bc8552b78ef619005c549b', 0, 1, 'school', 'aa511b0fb94d526857870579e2735893', 2, '2026-11-30T05:01:46.440037Z', '2026-11-30T05:01:46.441421Z', 0, 1, 1, 962, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (7, '595553201d0801b19cdcd6fbc38ab3fe', '595553201d0801b19cdcd6fbc38ab3fe', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T05:01:46.457983Z', '2026-11-30T05:01:46.461584Z', 0, 3, 3, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 1, 0, '')

INSERT INTO "morango_transfersession" VALUES (8, '55555555555555555555555555555555', '55555555555555555555555555555555', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T05:01:46.461710Z', '9999-01-01T00:00:00.000000Z', 1, 2, 1, 0, 0, '{}', '{"super": {}, "sub": {}}', 'transferring', 'started', 1, 0, 0, 0, '')

INSERT INTO "topic" VALUES ('747f5603c2982f33abbd1ed12a118d88', 'aa511b0fb94d526857870579e2735893', 'top', NULL, '4125ec71317d8249ac896bdd17241752', 'aa511b0fb94d526857870579e2735893:shared')

INSERT INTO "topic" VALUES ('c92231ee9116090fc49bebb03abbab60', 'aa511b0fb94d526857870579e2735893', 'sub', '747f5603c2982f33abbd1ed12a118d88', '2181c167e3c498645595fa6130519d76', 'aa511b0fb94d526857870579e2735893:shared')

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

