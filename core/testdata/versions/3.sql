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

CREATE TABLE amora_hard (x INTEGER PRIMARY KEY)

CREATE TABLE amora_member (
  instance_id TEXT PRIMARY KEY NOT NULL,
  certificate_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  token TEXT NOT NULL,
  pull_all INTEGER NOT NULL DEFAULT 0,
  push_all INTEGER NOT NULL DEFAULT 0
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
  PRIMARY KEY (room, relay)
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

INSERT INTO "amora_acknowledged" VALUES ('7e5e3776946fb60f4cb181edf87dfa21b6212250a892b45b1e8ea9b4dcec97f8', '6f6985544b54adf8c8e9b3a6bd00f360', 'c49c47e5034af70c1c873aa452c23563', 5)

INSERT INTO "amora_bundle" VALUES ('6f6985544b54adf8c8e9b3a6bd00f360', 2, '{"room":"6f6985544b54adf8c8e9b3a6bd00f360","sequence":2,"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"id_rules":{},"relay_keys":["MIIBCgKCAQEA2WsXnSHk/e+XEAw+ByPmSjGujIdtmzoQJN4emdqb28bbZMzKaS5pgCpmN9RRqPu9due6xJ9FlhSBk3fShKhCzZV61+b9F9YTZ54tyI3zaiIdGpSGh7urRdPrgfOYmU+OP90s046kbDwaRgmZyFUaKTgBbCTCzhIDgwUfQG78FqDnW2TxF/RMdBBUO5WS/GSPUgIo5vWkT7sevXcKcQclWKzU7fCYrICmQNEVBqs9VauYXyYOMC/NNmcwCi/djIhMODPcO3geZ70QngC4rE1poFNock2d2H36TpeqK8kDgieKxgN06UO9iy1PSMkestqY2trwqV0ME1k5desP/8voSwIDAQAB"],"revoked":[]}', 'mod7ClCUBGuae49foscuJ6rTvrKW5BLriKtC9GwngvwrD1+L1ijnOsvTL/AQ3+G1X1gUogX6zQWCvLV/7YANFl3MZbSpuL3nVLkV2BPHY+NEgNwOV7mMZAEsB2RMFR7JVcyHieUfd53hRMcg5QiG1/wYWbndZnk2IaBqHnuxjmy1XtvDNjF+9K8Bq7jJlWS+SKiWUISpaBSOK+k1droHPV0tHT6TeKD5K7Yx0W4rgBIbYNvtiGvXhRJL+qojH/K7TX8j3UIV+cGboyMv//L2YJV+gawWfuJNR8m2g2NueWMkI9GoZdiJ/y57xMIMuSyiCVvucI58MptBoyVr47nBTQ==')

INSERT INTO "amora_dirty_answer" VALUES ('5ee13c3b60e0698cb0be043d82b4e921')

INSERT INTO "amora_meta" VALUES ('schema', '{"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"models":[{"name":"topic","table":"topic","partition":"${dataset_id}:shared","source":null,"columns":{"dataset_id":"uuid","title":"text","parent_id":"uuid?"},"references":{"parent_id":"topic"}},{"name":"answer","table":"answer","partition":"${dataset_id}:user:${user_id}","source":"${question}","columns":{"dataset_id":"uuid","user_id":"uuid","question":"text","text":"text","score":"real?","topic_id":"uuid?"},"references":{"topic_id":"topic"}}]}')

INSERT INTO "amora_meta" VALUES ('triggers', '6e62310347ebc557af4ed85c2baf91197e4d72d75ba3c579a9ea5daf8c6daafe')

INSERT INTO "amora_meta" VALUES ('version', '3')

INSERT INTO "amora_quarantine" VALUES ('11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 'answer', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'bad_id', '595553201d0801b19cdcd6fbc38ab3fe', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"kept","dataset_id":"dddddddddddddddddddddddddddddddd","id":"ac2a3fd00b196f5d039e91878a5f7429","question":"kept","text":"x","user_id":"11111111111111111111111111111111"}')

INSERT INTO "amora_quota" VALUES ('', 340)

INSERT INTO "amora_recordmaxcounter" VALUES ('10fd2284cee4f28d129a66e89fb57566', 'c49c47e5034af70c1c873aa452c23563', 2)

INSERT INTO "amora_recordmaxcounter" VALUES ('f8d62daa0105086e56227cce92f94fdd', '07766b8c7883d8fa641b013905be5d9b', 4)

INSERT INTO "amora_relay" VALUES ('6f6985544b54adf8c8e9b3a6bd00f360', '7e5e3776946fb60f4cb181edf87dfa21b6212250a892b45b1e8ea9b4dcec97f8', 'c49c47e5034af70c1c873aa452c23563', '61869186ed22efd5632a0bb587741fdf', 2, '', 0, '{"sequence":3,"token":"61869186ed22efd5632a0bb587741fdf","instances":["9c82460b4d8f92de8f6073707945dc10"],"mac":"557965c55e4690be4e1384b6d5aabb45ab0c1eb1f656d5b8348716d9a44f2125"}')

INSERT INTO "amora_store_dirty" VALUES ('answer', '889577de70181c6c63192168974ec7cc')

INSERT INTO "amora_store_dirty" VALUES ('badge', '5e4814bb63e0ac90e40c57e9761c24a2')

INSERT INTO "amora_write_scope" VALUES ('6f6985544b54adf8c8e9b3a6bd00f360')

INSERT INTO "amora_write_scope" VALUES (CAST(x'0a' AS TEXT))

INSERT INTO "answer" VALUES ('5ee13c3b60e0698cb0be043d82b4e921', '6f6985544b54adf8c8e9b3a6bd00f360', '11111111111111111111111111111111', '4', 'unsynced', NULL, NULL, '4', '6f6985544b54adf8c8e9b3a6bd00f360:user:11111111111111111111111111111111')

INSERT INTO "answer" VALUES ('f8d62daa0105086e56227cce92f94fdd', '6f6985544b54adf8c8e9b3a6bd00f360', '11111111111111111111111111111111', '2', 'his', 0.5, '5af7b1b1972db0814b4acd1f2d2274e9', '2', '6f6985544b54adf8c8e9b3a6bd00f360:user:11111111111111111111111111111111')

INSERT INTO "morango_buffer" VALUES (1, 8, 1, 'b7b869cd15ebc28f6bf8089d31ef2044', 'first half', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, NULL, NULL, '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"first half","dataset_id":"dddddddddddddddddddddddddddddddd","id":"b7b869cd15ebc28f6bf8089d31ef2044","question":"first half","text":"x","user_id":"11111111111111111111111111111111"}', '')

INSERT INTO "morango_certificate" VALUES ('6f6985544b54adf8c8e9b3a6bd00f360', NULL, 'school', '', 'full', 1, '{"dataset_id": "6f6985544b54adf8c8e9b3a6bd00f360"}', 'MIIBCgKCAQEAqyMqcQMI0+/+lmgD7rqg1AZqhX588cM/m0tcxNZTVwf+n285vbr+qB0YEZtagoi+hxUXHSa34b8sIRRdmQYzgIrlG9annGMT7iSlbq4Et6EyAZ1UbSGkAobJ/GIQb8kR8zm2MPS2TTqKMvLV//FRc7/hyQmOWibn+OoqDjiD04+8ibDGHIrlkYyk6gOLhxYIDSH5vgx4VP7M2Gs0L49UKAnPwHib0kSzmbR4NjadmzmesfWh3macrF31AuBjIK7bUqU4/L9fdA1xXUTJFrsuF7vQZCymOWVmTu+lR9H0WwP0b5y23B85o8ys6JPyDeNJhdM4LkqotAEASYLaYHhAMwIDAQAB', '{"id": "6f6985544b54adf8c8e9b3a6bd00f360", "parent_id": null, "profile": "school", "salt": "", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"6f6985544b54adf8c8e9b3a6bd00f360\"}", "public_key_string": "MIIBCgKCAQEAqyMqcQMI0+/+lmgD7rqg1AZqhX588cM/m0tcxNZTVwf+n285vbr+qB0YEZtagoi+hxUXHSa34b8sIRRdmQYzgIrlG9annGMT7iSlbq4Et6EyAZ1UbSGkAobJ/GIQb8kR8zm2MPS2TTqKMvLV//FRc7/hyQmOWibn+OoqDjiD04+8ibDGHIrlkYyk6gOLhxYIDSH5vgx4VP7M2Gs0L49UKAnPwHib0kSzmbR4NjadmzmesfWh3macrF31AuBjIK7bUqU4/L9fdA1xXUTJFrsuF7vQZCymOWVmTu+lR9H0WwP0b5y23B85o8ys6JPyDeNJhdM4LkqotAEASYLaYHhAMwIDAQAB"}', 'FC+rgt9i6rBk91uQo7gO/HEr5hBusVXEDOvAPZH00gBD84khpJpz1nqbE8MtkI08hvzTg7dYyaZ1MUHm27LppqlpQ9NGIp8n1FbXbEJc5+54D3a9UU7uZZF/iG0YpKW2unGWNE/htppDzBrHGfQjEdddyTicPWe442T3lIvbULlMUkB7yTN0XKq4zuC0G+IjixtkILsTu207xGIcLlkBFjlVbcqTEU6QH994civRHeg1I46JK2c3wj8TfbdrQAjr7YzeaxlOaTPKdT5k410XXq5se6z+Vy+9U8pMj3ky2Pmz/I2ysQ2TXH89Q2fJao4t0V5OeUVuGEqwlmF5CqrMqw==', 'MIIEowIBAAKCAQEAqyMqcQMI0+/+lmgD7rqg1AZqhX588cM/m0tcxNZTVwf+n285vbr+qB0YEZtagoi+hxUXHSa34b8sIRRdmQYzgIrlG9annGMT7iSlbq4Et6EyAZ1UbSGkAobJ/GIQb8kR8zm2MPS2TTqKMvLV//FRc7/hyQmOWibn+OoqDjiD04+8ibDGHIrlkYyk6gOLhxYIDSH5vgx4VP7M2Gs0L49UKAnPwHib0kSzmbR4NjadmzmesfWh3macrF31AuBjIK7bUqU4/L9fdA1xXUTJFrsuF7vQZCymOWVmTu+lR9H0WwP0b5y23B85o8ys6JPyDeNJhdM4LkqotAEASYLaYHhAMwIDAQABAoIBAANbWbpEwngRxY8itC0LGRt/krhSnlXJrCY6KLQttg3HeN2cu2e20sbuZyn1P6W+0+nnZoAqYcH6U33Enf9h6UG0t8C/iaMeKGZr7pjIrgwCC+6PLPhFCCgKh8y9CbB/o6v/Lk0wh6DlLI/KRptSGvRnx6B/YPzwtW0i/rcvsZpFN8KCbhLMoi5Md+8j5W9w48uGnwzEpMukYHxJ37CHjsajQW0A6boxkRVF1udIbg0F5DlEKA/M+WXTrBgzsl9lxjHPFFM0LruaJf5mwORgXJXibUZJE4vdoREUUbE4mWJSx/kxYBP5Z+yjU+t5xBWovywWXIPO75g/oeB7sepK4OkCgYEA46KrTg/SmoMbhvav77YFO2jQGQQZBcDIteK2GZ6cyeuWpwA33eOWwQffrD3P0ajkAvVhJapI2IgGHtTTDLIA0AKbgAKTz+RNnIsvD7sJGegFoeQ66jGbQcx7xtQP7I4znu2wtXMz3FL9HPvIdgJ+Gc+ietwg+fH+dgPrNouhqusCgYEAwHZElMfGVjjUcZHHmF0yzln0w0ZooZ6hzSTVRRpOyFSKP01g9RL2+nfCPcHFBmekUh8UqzXNRbmWe7Gg44HeOAEF0AWFFrlLaZJPN+N2JN2P6g0q0qUUI19tC0BrlLXHnLTu1tKrD6QAvUT6kfcduiZmyW9Y5i7MDJa6tahFXdkCgYEA0iWca+ZjkM00nnYimfO6BMyQQGfuCceeA3wWjLRHHonlfKrQ6IFw7SctsL8nmfCG/sw1MSZxNaTtsYzcgb3azi16DMVUW/nyRHChs64Biu8ONBSU5xuAr0/tfPLM+J+WvEPGfNyrpdzfWuB+gaNvcrii0TVjJBvpxF19yc9CIp0CgYBJVcdUGbtNZ2Ir1CyFth2B220Ua2O7EcL9dCd/qUKTuwLilA151LwfPDrbZVY51owabpVll56cDtd0Un7HsdiG5nzcgv3vZrOBiqp81UNTUMlhmZrToOtHfzkBrI5Rn+Jrp9XKLYPY9dkCRaJktBCzuaY44yCwtOwzb8u9JF0qIQKBgHhkrPBAEkWf31hy5o7t2z791/1A14yOlFISmPBlxw8jwoi4RwDA/PsAF/s+7PIeEFf55TUDLtH4EVQmlM68nImSgO5PO9INt7FURSy5EoTelX7Ge6ZjdpZcWaWoUDCAYctcDeZkypNMnh/eryqj8uYush2CvgGK2xGmwPUzbTe0')

INSERT INTO "morango_certificate" VALUES ('d3093b065a83c8c9a01a229a66f78f9f', '6f6985544b54adf8c8e9b3a6bd00f360', 'school', 'f9a46bd188eb0ef08f97747efef5287e', 'full', 1, '{"dataset_id": "6f6985544b54adf8c8e9b3a6bd00f360"}', 'MIIBCgKCAQEArxFjVsNvkMQZUzt45psmCjfUfgoq5uY4BuJ5w9yhAwq8aUhjokmnrrn8P+cQUmGXVTGpSdckQFKk1yQ7Hd4TRNA3SQHfWRsWuzxT/NQciFGyo0imI2M9GwcDZS+hXkX90MAZslFuub3/yTS2q75LWJDkDnKUk5AdB1k1UD9Y4UMJofej/q08IW6l5UUeyq3+29clVFxTniYPeOpqnW3ItsXq7nfmuUcrmak+GP289lphqiL8RaIrCRYYhCQYKUsXTYSWVLuVXpJMMBqWrbl6aQ0GTLo+C2OQQgO+1/T7EX27gLdVCPL9y/KESN8ekUBWqYHG+PaI/DCEAQeSg6U3CQIDAQAB', '{"id": "d3093b065a83c8c9a01a229a66f78f9f", "parent_id": "6f6985544b54adf8c8e9b3a6bd00f360", "profile": "school", "salt": "f9a46bd188eb0ef08f97747efef5287e", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"6f6985544b54adf8c8e9b3a6bd00f360\"}", "public_key_string": "MIIBCgKCAQEArxFjVsNvkMQZUzt45psmCjfUfgoq5uY4BuJ5w9yhAwq8aUhjokmnrrn8P+cQUmGXVTGpSdckQFKk1yQ7Hd4TRNA3SQHfWRsWuzxT/NQciFGyo0imI2M9GwcDZS+hXkX90MAZslFuub3/yTS2q75LWJDkDnKUk5AdB1k1UD9Y4UMJofej/q08IW6l5UUeyq3+29clVFxTniYPeOpqnW3ItsXq7nfmuUcrmak+GP289lphqiL8RaIrCRYYhCQYKUsXTYSWVLuVXpJMMBqWrbl6aQ0GTLo+C2OQQgO+1/T7EX27gLdVCPL9y/KESN8ekUBWqYHG+PaI/DCEAQeSg6U3CQIDAQAB"}', 'AwXEnFPJPNIKgvLhyzScqbMXg/vY64/NzatpZW5gb4PzM4oB+rrlIaAbZmSPIWaDPV7tZr6NhjXEubP7mjw8tJYGQS16GOyOKVLEHzBsgN+NWSo+kufz6P2Sc9ostOL74qu/QrpiWUh6oBWQoSsX+hqvQQuxStCpzE616LGKexqLGzUvBnHxhKaCVsY9gYYG3E4n1QomqEi02mI4gJfnDqVwSOdYisbMEjl2lHCmIW5ovEkv+WebfWhOF7HQ/207taDG5Taumwl5Vv2mTvt/F6nmEB7iMg34MQ6M9VnGBy8mNXEWg0aisilHAcg4cE371IRzNB+CvDmsAxUt/50KbA==', NULL)

INSERT INTO "morango_databaseidmodel" VALUES ('2e3e841d6cfbb6ad142af9c2b776ec5e', 1, '2026-11-29T22:53:21.410752Z', 'ec92555e9b18377beab0a07868b52566')

INSERT INTO "morango_databasemaxcounter" VALUES ('6f6985544b54adf8c8e9b3a6bd00f360', '07766b8c7883d8fa641b013905be5d9b', 4)

INSERT INTO "morango_databasemaxcounter" VALUES ('6f6985544b54adf8c8e9b3a6bd00f360', 'c49c47e5034af70c1c873aa452c23563', 5)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'c49c47e5034af70c1c873aa452c23563', 7)

INSERT INTO "morango_deletedmodels" VALUES ('d4ebb3a23841b34e9df41db2c92fc2bf', 'school')

INSERT INTO "morango_harddeletedmodels" VALUES ('d4ebb3a23841b34e9df41db2c92fc2bf', 'school')

INSERT INTO "morango_instanceidmodel" VALUES ('c49c47e5034af70c1c873aa452c23563', '', '', '', '', '2e3e841d6cfbb6ad142af9c2b776ec5e', '', '', 7, 1)

INSERT INTO "morango_instanceidmodel" VALUES ('ec92555e9b18377beab0a07868b52566', '', '', '', '', '2e3e841d6cfbb6ad142af9c2b776ec5e', '', '', 0, 0)

INSERT INTO "morango_nonce" VALUES ('bd47462f49bafc53df14e8f3f0043549', '2026-11-29T22:53:22.103630Z', '')

INSERT INTO "morango_scopedefinition" VALUES ('full', 1, 'school', 'dataset_id', 'Everything.', '', '', '${dataset_id}', '{}')

INSERT INTO "morango_scopedefinition" VALUES ('learner', 1, 'school', '', 'Own work.', '${dataset_id}:shared', '', '${dataset_id}:user:${user_id}', '{}')

INSERT INTO "morango_store" VALUES ('10fd2284cee4f28d129a66e89fb57566', '3', 'answer', 'school', '6f6985544b54adf8c8e9b3a6bd00f360:user:11111111111111111111111111111111', '', '07766b8c7883d8fa641b013905be5d9b', 4, 1, 0, '1b16eddcca5f1119e83ebccc4d363e99', '', '{"id":"10fd2284cee4f28d129a66e89fb57566","_morango_source_id":"3","_morango_partition":"6f6985544b54adf8c8e9b3a6bd00f360:user:11111111111111111111111111111111","dataset_id":"6f6985544b54adf8c8e9b3a6bd00f360","user_id":"11111111111111111111111111111111","question":"3","text":"it''s\n3","score":0.5,"topic_id":"5af7b1b1972db0814b4acd1f2d2274e9"}', '')

INSERT INTO "morango_store" VALUES ('30059b4277a0fb8f9c9d2d27e7985bec', 'f984ee096756db2413b285a72078ab4b', 'topic', 'school', '6f6985544b54adf8c8e9b3a6bd00f360:shared', '5af7b1b1972db0814b4acd1f2d2274e9', 'c49c47e5034af70c1c873aa452c23563', 2, 0, 0, NULL, '', '{"id":"30059b4277a0fb8f9c9d2d27e7985bec","_morango_source_id":"f984ee096756db2413b285a72078ab4b","_morango_partition":"6f6985544b54adf8c8e9b3a6bd00f360:shared","dataset_id":"6f6985544b54adf8c8e9b3a6bd00f360","title":"sub","parent_id":"5af7b1b1972db0814b4acd1f2d2274e9"}', '')

INSERT INTO "morango_store" VALUES ('5af7b1b1972db0814b4acd1f2d2274e9', 'ed24502a146ba786dcddf8023858e551', 'topic', 'school', '6f6985544b54adf8c8e9b3a6bd00f360:shared', '', 'c49c47e5034af70c1c873aa452c23563', 2, 0, 0, NULL, '', '{"id":"5af7b1b1972db0814b4acd1f2d2274e9","_morango_source_id":"ed24502a146ba786dcddf8023858e551","_morango_partition":"6f6985544b54adf8c8e9b3a6bd00f360:shared","dataset_id":"6f6985544b54adf8c8e9b3a6bd00f360","title":"top","parent_id":null}', '')

INSERT INTO "morango_store" VALUES ('5e4814bb63e0ac90e40c57e9761c24a2', 'unknown', 'badge', 'school', 'dddddddddddddddddddddddddddddddd', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', '', '{"_morango_partition":"dddddddddddddddddddddddddddddddd","_morango_source_id":"unknown","dataset_id":"dddddddddddddddddddddddddddddddd","id":"5e4814bb63e0ac90e40c57e9761c24a2","of":"a newer build"}', '')

INSERT INTO "morango_store" VALUES ('889577de70181c6c63192168974ec7cc', 'waits', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', 'missing_reference: topic_id', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"waits","dataset_id":"dddddddddddddddddddddddddddddddd","id":"889577de70181c6c63192168974ec7cc","question":"waits","text":"x","user_id":"11111111111111111111111111111111","topic_id":"99999999999999999999999999999999"}', '')

INSERT INTO "morango_store" VALUES ('d4ebb3a23841b34e9df41db2c92fc2bf', '1', 'answer', 'school', '6f6985544b54adf8c8e9b3a6bd00f360:user:11111111111111111111111111111111', '', 'c49c47e5034af70c1c873aa452c23563', 2, 0, 0, NULL, '', '{"id":"d4ebb3a23841b34e9df41db2c92fc2bf","_morango_source_id":"1","_morango_partition":"6f6985544b54adf8c8e9b3a6bd00f360:user:11111111111111111111111111111111","dataset_id":"6f6985544b54adf8c8e9b3a6bd00f360","user_id":"11111111111111111111111111111111","question":"1","text":"it''s\n1","score":0.5,"topic_id":"5af7b1b1972db0814b4acd1f2d2274e9"}', '')

INSERT INTO "morango_store" VALUES ('f8d62daa0105086e56227cce92f94fdd', '2', 'answer', 'school', '6f6985544b54adf8c8e9b3a6bd00f360:user:11111111111111111111111111111111', '', 'c49c47e5034af70c1c873aa452c23563', 4, 0, 0, NULL, '', '{"id":"f8d62daa0105086e56227cce92f94fdd","_morango_source_id":"2","_morango_partition":"6f6985544b54adf8c8e9b3a6bd00f360:user:11111111111111111111111111111111","dataset_id":"6f6985544b54adf8c8e9b3a6bd00f360","user_id":"11111111111111111111111111111111","question":"2","text":"his","score":0.5,"topic_id":"5af7b1b1972db0814b4acd1f2d2274e9"}', CAST(x'7b226964223a226638643632646161303130353038366535363232376363653932663934666464222c225f6d6f72616e676f5f736f757263655f6964223a2232222c225f6d6f72616e676f5f706172746974696f6e223a2236663639383535343462353461646638633865396233613662643030663336303a757365723a3131313131313131313131313131313131313131313131313131313131313131222c22646174617365745f6964223a223666363938353534346235346164663863386539623361366264303066333630222c22757365725f6964223a223131313131313131313131313131313131313131313131313131313131313131222c227175657374696f6e223a2232222c2274657874223a2268657273222c2273636f7265223a302e352c22746f7069635f6964223a223561663762316231393732646230383134623461636431663264323237346539227d0a' AS TEXT))

INSERT INTO "morango_syncsession" VALUES ('417397fd42cd740fee995a676981a14d', '2026-11-29T22:53:21.898039Z', '2026-11-29T22:53:21.898553Z', 1, 0, '6f6985544b54adf8c8e9b3a6bd00f360', 'a4db28afc3f7da1d8846feb6cc84e514', 'school', 'network', 'relay', '', '', 'c49c47e5034af70c1c873aa452c23563', '9c82460b4d8f92de8f6073707945dc10', '7e5e3776946fb60f4cb181edf87dfa21b6212250a892b45b1e8ea9b4dcec97f8')

INSERT INTO "morango_syncsession" VALUES ('bbb297f25caf1393f96516eae33960aa', '2026-11-29T22:53:22.016153Z', '2026-11-29T22:53:22.032210Z', 1, 0, '6f6985544b54adf8c8e9b3a6bd00f360', 'a4db28afc3f7da1d8846feb6cc84e514', 'school', 'network', 'relay', '', '', 'c49c47e5034af70c1c873aa452c23563', '9c82460b4d8f92de8f6073707945dc10', '7e5e3776946fb60f4cb181edf87dfa21b6212250a892b45b1e8ea9b4dcec97f8')

INSERT INTO "morango_syncsession" VALUES ('e9640fe9fb65fbed43c79247a81337a6', '2026-11-29T22:53:21.676303Z', '2026-11-29T22:53:21.679255Z', 1, 0, '6f6985544b54adf8c8e9b3a6bd00f360', 'a4db28afc3f7da1d8846feb6cc84e514', 'school', 'network', 'relay', '', '', 'c49c47e5034af70c1c873aa452c23563', '', '7e5e3776946fb60f4cb181edf87dfa21b6212250a892b45b1e8ea9b4dcec97f8')

INSERT INTO "morango_transfersession" VALUES (1, 'effe06ed0f5a1c046c0b7124b2c7d95d', 'e9640fe9fb65fbed43c79247a81337a6', 0, 0, 'school', '6f6985544b54adf8c8e9b3a6bd00f360', 2, '2026-11-29T22:53:21.676435Z', '2026-11-29T22:53:21.678859Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0)

INSERT INTO "morango_transfersession" VALUES (2, '998ac3270a5ea6e9ab7f9f8d3ad29820', 'e9640fe9fb65fbed43c79247a81337a6', 0, 1, 'school', '6f6985544b54adf8c8e9b3a6bd00f360', 2, '2026-11-29T22:53:21.679292Z', '2026-11-29T22:53:21.680084Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0)

INSERT INTO "morango_transfersession" VALUES (3, '5f02d3759d999f20690d609502a92fbe', '417397fd42cd740fee995a676981a14d', 0, 0, 'school', '6f6985544b54adf8c8e9b3a6bd00f360', 2, '2026-11-29T22:53:21.898071Z', '2026-11-29T22:53:21.898430Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0)

INSERT INTO "morango_transfersession" VALUES (4, 'aefac9ca8963214be445393dbdb54009', '417397fd42cd740fee995a676981a14d', 0, 1, 'school', '6f6985544b54adf8c8e9b3a6bd00f360', 2, '2026-11-29T22:53:21.898560Z', '2026-11-29T22:53:21.904180Z', 0, 5, 5, 2609, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0)

INSERT INTO "morango_transfersession" VALUES (5, '1b16eddcca5f1119e83ebccc4d363e99', 'bbb297f25caf1393f96516eae33960aa', 0, 0, 'school', '6f6985544b54adf8c8e9b3a6bd00f360', 2, '2026-11-29T22:53:22.016201Z', '2026-11-29T22:53:22.032013Z', 0, 2, 2, 0, 1177, '{}', '{}', 'cleanup', 'completed', NULL, 1, 0, 0)

INSERT INTO "morango_transfersession" VALUES (6, 'aaad7d90b6caf551317677c7b4a9437a', 'bbb297f25caf1393f96516eae33960aa', 0, 1, 'school', '6f6985544b54adf8c8e9b3a6bd00f360', 2, '2026-11-29T22:53:22.032223Z', '2026-11-29T22:53:22.045712Z', 0, 1, 1, 962, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0)

INSERT INTO "morango_transfersession" VALUES (7, '595553201d0801b19cdcd6fbc38ab3fe', '595553201d0801b19cdcd6fbc38ab3fe', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-29T22:53:22.079514Z', '2026-11-29T22:53:22.103535Z', 0, 3, 3, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 1, 0)

INSERT INTO "morango_transfersession" VALUES (8, '55555555555555555555555555555555', '55555555555555555555555555555555', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-29T22:53:22.103663Z', '9999-01-01T00:00:00.000000Z', 1, 2, 1, 0, 0, '{}', '{"super": {}, "sub": {}}', 'transferring', 'started', 1, 0, 0, 0)

INSERT INTO "topic" VALUES ('30059b4277a0fb8f9c9d2d27e7985bec', '6f6985544b54adf8c8e9b3a6bd00f360', 'sub', '5af7b1b1972db0814b4acd1f2d2274e9', 'f984ee096756db2413b285a72078ab4b', '6f6985544b54adf8c8e9b3a6bd00f360:shared')

INSERT INTO "topic" VALUES ('5af7b1b1972db0814b4acd1f2d2274e9', '6f6985544b54adf8c8e9b3a6bd00f360', 'top', NULL, 'ed24502a146ba786dcddf8023858e551', '6f6985544b54adf8c8e9b3a6bd00f360:shared')

CREATE INDEX "amora_answer_topic_id" ON "answer" ("topic_id")

CREATE INDEX amora_member_certificate ON amora_member (certificate_id)

CREATE INDEX amora_recordmaxcounter_instance ON amora_recordmaxcounter (instance_id)

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

