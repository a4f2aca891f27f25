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
) WITHOUT ROWID

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

INSERT INTO "amora_acknowledged" VALUES ('10e8d332ed5fc2b68b13b636ae873c6d1241aa894da9d9961b29e42a9f01b518', '0fcd280190885de64c25bc4974943d93', 'c72b9aab769cc5b4c4129280da6e5a9a', 5)

INSERT INTO "amora_bundle" VALUES ('0fcd280190885de64c25bc4974943d93', 2, '{"room":"0fcd280190885de64c25bc4974943d93","sequence":2,"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"id_rules":{},"relay_keys":["MIIBCgKCAQEA5vHmJRqQ/cRDI7WiHjYJQdbPtrIp2VBBokqMzPc+ilvPnEQNOzs2Kb3WxkR3E6RhtJWjomIUB+LRpP+03Qz3qBfAWzOemq/GdDwI75GsoERoHeRuGnWQkc6R4bB3KV4thd/QFasY56UVWtI3348p8Q2C0mcy3isP/2/oPMC7HCbHGpAcLavfKXhBI90Xz9s5aUUGwHE1OKR1Vt5lYxCSatX4nubBwRS1xDwFdLdPqj+o4neCKuPLOcTGN+u1flgZwPw/BIm5+Q2t5IOVBz2I8oGUDAK9LVgapKBzpvj0sMrnaYnWWlet2OEGtY+YgVH1G86dEdEhrUrSOXChmwqkBwIDAQAB"],"revoked":[]}', 'Q6K6vffEjwxChtUqWQWJ5XirzBmRh5OJR2XDKyH13TpBJZLAuHOxvZow9cIeLZy9homwTg7qhBrHqj0ntIu9JTtago8jDTm3ItID+Z2YVvJ8uwYc3aE/J0rsHppwsESnkoozvqryXUTc7xUVQpuU7zeac/gvbEbQzrzjYJ83Ci0d/E3nDu38ubK7TzxZjupIK/oXth9NHHczojobdYBT2l6voosxm2mSRXbtmLtf1ORM8TdtDS8kb5ozty9ohVO1vtKJEXLJde+jsujj7HvPRUVd5T1K3/ug+Jr43HqAlgFAktAbnMwWts6yicTW5ussZeO79G4Z/kWENPSWQw7wvA==')

INSERT INTO "amora_dirty_answer" VALUES ('c90a76c38d6ad7b951c2f4bafcf2be64')

INSERT INTO "amora_meta" VALUES ('schema', '{"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"models":[{"name":"topic","table":"topic","partition":"${dataset_id}:shared","source":null,"columns":{"dataset_id":"uuid","title":"text","parent_id":"uuid?"},"references":{"parent_id":"topic"}},{"name":"answer","table":"answer","partition":"${dataset_id}:user:${user_id}","source":"${question}","columns":{"dataset_id":"uuid","user_id":"uuid","question":"text","text":"text","score":"real?","topic_id":"uuid?"},"references":{"topic_id":"topic"}}]}')

INSERT INTO "amora_meta" VALUES ('triggers', '6e62310347ebc557af4ed85c2baf91197e4d72d75ba3c579a9ea5daf8c6daafe')

INSERT INTO "amora_meta" VALUES ('version', '3')

INSERT INTO "amora_quarantine" VALUES ('11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 'answer', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'bad_id', 'a4641452282acecd1a0164306d1a1e37', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"kept","dataset_id":"dddddddddddddddddddddddddddddddd","id":"ac2a3fd00b196f5d039e91878a5f7429","question":"kept","text":"x","user_id":"11111111111111111111111111111111"}')

INSERT INTO "amora_quota" VALUES ('', 340)

INSERT INTO "amora_recordmaxcounter" VALUES ('3d6dd69936e3088b3fe35fc614f3cfda', 'c72b9aab769cc5b4c4129280da6e5a9a', 2)

INSERT INTO "amora_recordmaxcounter" VALUES ('f1f065b202e270f23bae88c8720a2bd3', '2fe7172f05a782f443e2105eff7d7114', 4)

INSERT INTO "amora_relay" VALUES ('0fcd280190885de64c25bc4974943d93', '10e8d332ed5fc2b68b13b636ae873c6d1241aa894da9d9961b29e42a9f01b518', 'c72b9aab769cc5b4c4129280da6e5a9a', '502b2db90f865382122434e586e65bd4', 2, '', 0, '{"sequence":3,"token":"502b2db90f865382122434e586e65bd4","instances":["61058799671242bca99a9caf590555ce"],"mac":"5e84efc6008b5fa887859049ff55d66de4b246d73967abe7c851ef3ee4f48b3e"}')

INSERT INTO "amora_store_dirty" VALUES ('answer', '889577de70181c6c63192168974ec7cc')

INSERT INTO "amora_store_dirty" VALUES ('badge', '5e4814bb63e0ac90e40c57e9761c24a2')

INSERT INTO "amora_write_scope" VALUES ('0fcd280190885de64c25bc4974943d93')

INSERT INTO "amora_write_scope" VALUES (CAST(x'0a' AS TEXT))

INSERT INTO "answer" VALUES ('c90a76c38d6ad7b951c2f4bafcf2be64', '0fcd280190885de64c25bc4974943d93', '11111111111111111111111111111111', '4', 'unsynced', NULL, NULL, '4', '0fcd280190885de64c25bc4974943d93:user:11111111111111111111111111111111')

INSERT INTO "answer" VALUES ('f1f065b202e270f23bae88c8720a2bd3', '0fcd280190885de64c25bc4974943d93', '11111111111111111111111111111111', '2', 'his', 0.5, '5df347882213f7316d583050aa46a89e', '2', '0fcd280190885de64c25bc4974943d93:user:11111111111111111111111111111111')

INSERT INTO "morango_buffer" VALUES (1, 8, 1, 'b7b869cd15ebc28f6bf8089d31ef2044', 'first half', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, NULL, NULL, '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"first half","dataset_id":"dddddddddddddddddddddddddddddddd","id":"b7b869cd15ebc28f6bf8089d31ef2044","question":"first half","text":"x","user_id":"11111111111111111111111111111111"}', '')

INSERT INTO "morango_certificate" VALUES ('0fcd280190885de64c25bc4974943d93', NULL, 'school', '', 'full', 1, '{"dataset_id": "0fcd280190885de64c25bc4974943d93"}', 'MIIBCgKCAQEAqUsz/1tlGN+k2JGM8EnrxuOh0xOjFIXQkQdYQ1zrouikq9AgYnkHxjugkl0SE9fCdsRzwM5P4+dDDW0LzRm2GdYjKQvmxfeBT+5mOH/F5Q6a4M8V8xynGHChN+nZ5AC7+pYsjt2u80aXAiLh0VdiE9A86uy/x81xvZiycVI3EiUMjE9dzguBIByNuVJdBptyPoXm9LZ82jtRCzVovjb5liqPnwrlfP/9cGoTDZqWxn8ZlwWhRROkohJGB91tRcjnbxlj6pGNxM1+KiEx9aINY5EExX8lQmo0MlVb9NzNjlS4TG5W4XKWiF/wLHyae9EF4wKRR+iEk5ovcQIg2tbxGwIDAQAB', '{"id": "0fcd280190885de64c25bc4974943d93", "parent_id": null, "profile": "school", "salt": "", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"0fcd280190885de64c25bc4974943d93\"}", "public_key_string": "MIIBCgKCAQEAqUsz/1tlGN+k2JGM8EnrxuOh0xOjFIXQkQdYQ1zrouikq9AgYnkHxjugkl0SE9fCdsRzwM5P4+dDDW0LzRm2GdYjKQvmxfeBT+5mOH/F5Q6a4M8V8xynGHChN+nZ5AC7+pYsjt2u80aXAiLh0VdiE9A86uy/x81xvZiycVI3EiUMjE9dzguBIByNuVJdBptyPoXm9LZ82jtRCzVovjb5liqPnwrlfP/9cGoTDZqWxn8ZlwWhRROkohJGB91tRcjnbxlj6pGNxM1+KiEx9aINY5EExX8lQmo0MlVb9NzNjlS4TG5W4XKWiF/wLHyae9EF4wKRR+iEk5ovcQIg2tbxGwIDAQAB"}', 'JriZJC1yZNqaDx338wRkYq7JVKxH+aswcYvTd6bZS8tYaCPjD300bsEgdTC70jIMYhojEEr7LighsnatfqJf+vngmaLRdLqiwqGKqCr1UNRFsFKxWVyHlGlThtAf8k/m2L+4G77t+c2Nj+IHooSEfWX9jW6fZVGGOYWloO5NAGoojlCexZXh1WefFjKc60i3CXUjC//vxiiehlTjjR+5MdfAFKtusrj4FSpEtKQaoz/7E0P9K6kF0KkDd1M07LeaxPsnwyirm7GlmSRZujFJ+M7nw4waHh2jzjnTcN8tqqQJ5+dJYXeyfq/U/COeT0OEstIvLK0ScQL3PTU4yxuJhQ==', 'MIIEpAIBAAKCAQEAqUsz/1tlGN+k2JGM8EnrxuOh0xOjFIXQkQdYQ1zrouikq9AgYnkHxjugkl0SE9fCdsRzwM5P4+dDDW0LzRm2GdYjKQvmxfeBT+5mOH/F5Q6a4M8V8xynGHChN+nZ5AC7+pYsjt2u80aXAiLh0VdiE9A86uy/x81xvZiycVI3EiUMjE9dzguBIByNuVJdBptyPoXm9LZ82jtRCzVovjb5liqPnwrlfP/9cGoTDZqWxn8ZlwWhRROkohJGB91tRcjnbxlj6pGNxM1+KiEx9aINY5EExX8lQmo0MlVb9NzNjlS4TG5W4XKWiF/wLHyae9EF4wKRR+iEk5ovcQIg2tbxGwIDAQABAoIBADCqcSqlg8ToOXOWN701isU0V6cdXIKASyn9wgYvVn+QwBGx9TVJlI4MQwcAITu6COlqZNoWlMmvh8t6vus5SmtX7uiURsU+9pnbLuBr/p/vmF8quKUX5gL1EatImr3b5i3NcMaq/Glrr+pJy7+JjqSidniUETdnHBzEIfvIhhM9QlUyhCwlEWw+hm7yj23nxF83P1Lgz7/VaETuTKHqd/e3qkRGJFMmTlHMgF5nRAqnMCPlvCA7n/jMaOP5k8KBDM+AjvAg0pShXiWFtVk+irZ6vS//XbDLS9rwfJf8WVEg3gU88PMNi2R0fmzJpIpaEHfarkmCjdKpbYlZDVxcAtUCgYEA3dFJPAgpfQE6IVzdKSo+v8ab55IZLdQOax0m/0MsLEjRPTA5NAHHpU0FHDIGmRAIORPhdcMMDb7+2uI9WBuudW0yxCsGMNoSKtj8u+MQRAV79AdPJR+MtW4gDYOP/dzz7l3ajGYZ1vKtvjdwce4TeCNj3+nklUkC2ioaqeXHSDUCgYEAw2HaBohfE6Cs6pCAct75p1+oMeRQifSRw5SYfYxB5eNQ9x6DMrlfOmYB7CT+qUuka+wKCD8MdUUqdInF1cXsxSzJsenZOpYXAMuxKHL0ONjXWCPsdNvmTGlBhaHtWt+D5j35qv9Wn13SY0sKjO6JV6rhwb7c0Nftn76ttDxVng8CgYEAnj2schAckNnsP1rBR5mklCk6lXPrVH9AHff5Fwcznw//fRhG5qwSYgFVEO07ObxvMVDWea1AjxnfNAVL3+w3g/v3yGwtCXK4nSqY+eydcPk8mTURqBkex1udsCZX9bHHrxfzTk+URXxwqA9iv1QpPX55xIZWFI22ZC6/QM70YLUCgYAzrta1k61Sy9Xx1nej60eu9qbPS83iMEe+rLgJvehQn2jzdabO7Co8kG9BwCd9MP01byLYO5VYEAvC+A7VFZ4kKkzQO0OzM7CyDS+3u3DO+M0+C4KpBuJMpCso5kSbHTUO2qYIjbKkRXU5vsfzr8W04wcE8TAILpY1A4N/gdZEEQKBgQC3K+vRxLWKKGD0Mt/2i9xsqzEgsJE6FX1yY3XJljPZfsMoZxUc12rtiPFMtALfy1ECzRF7tLmHus4tQQqA3qhd6K89SJn6M4/5t/2dzcgHCQhpii+AKTKU4GVN0oqS8/hwl9JXhMPGVD07F5XHlfdnigW7e57o8HPeUutsgO6fXg==')

INSERT INTO "morango_certificate" VALUES ('a19e58abf4f83634e32fda092f821033', '0fcd280190885de64c25bc4974943d93', 'school', 'c543f34f190de531c918a2d3674b74cf', 'full', 1, '{"dataset_id": "0fcd280190885de64c25bc4974943d93"}', 'MIIBCgKCAQEAvsg7csywNDNyAEUbEccOaZARl8demZXgy4aLIbGv26HDnZbCWesfI8UkUwVSJrhhQ4zAVVM0AO6xVA5c7gHrsjPdLDuQv4q6JCIPGqpdw4Av/12x3g4KMB0CqzYh5uOwT1JuO2xqPXM07JvxPnHSjhrQAG4L9V+u7OaXTLOwjMtPyLo6ezsRaDvjeZNWbGMdlKeyjSOyTi+zZo3QyBXwdFRezzs7BedH9Si0DAeEE9NwfKrZ56XUY4kIHPTBcbkCgRYIF18ssOa1gTUoTNoPu/Zsd2Q01nnPbGvx856pAG9qU27ulCe72VeVYUOjcVUo3wD/jqz25tKGq6pxblp9SQIDAQAB', '{"id": "a19e58abf4f83634e32fda092f821033", "parent_id": "0fcd280190885de64c25bc4974943d93", "profile": "school", "salt": "c543f34f190de531c918a2d3674b74cf", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"0fcd280190885de64c25bc4974943d93\"}", "public_key_string": "MIIBCgKCAQEAvsg7csywNDNyAEUbEccOaZARl8demZXgy4aLIbGv26HDnZbCWesfI8UkUwVSJrhhQ4zAVVM0AO6xVA5c7gHrsjPdLDuQv4q6JCIPGqpdw4Av/12x3g4KMB0CqzYh5uOwT1JuO2xqPXM07JvxPnHSjhrQAG4L9V+u7OaXTLOwjMtPyLo6ezsRaDvjeZNWbGMdlKeyjSOyTi+zZo3QyBXwdFRezzs7BedH9Si0DAeEE9NwfKrZ56XUY4kIHPTBcbkCgRYIF18ssOa1gTUoTNoPu/Zsd2Q01nnPbGvx856pAG9qU27ulCe72VeVYUOjcVUo3wD/jqz25tKGq6pxblp9SQIDAQAB"}', 'ZsWzbjILRpFzKLtmTaDT3KalfENCdYG3Su7y9SAwi1TMZTj+UEFzndkcjqBwpaGc+hOLd7pvCDFv79v7ZZntMwaIgx+AbnnvoRVMF6azwR/f77zpX6rjx7FV78h4v7k0mmoNLI9ln1yol1hRZ9LuEU5B1NlWQQPH5vwafgyrGsBT5bwVAUh2eLA/g+1iafOYHF8Ef1wMZcqgHR4ZJmNmI7rW+dXkT9bf+cBxd0Ro1x70DWBICsVC98oVj8tDZ/OkXZS4rqH4MZ9R0yXKxTOMM3QQwJRTlRjT8vJWujPg21PZlMNfwZ/FCj8wEJfg4TplIIDousEsGPvaX5+Hpdtsjw==', NULL)

INSERT INTO "morango_databaseidmodel" VALUES ('087d84214c2ade86351f554ab70dc171', 1, '2026-11-29T22:47:13.509817Z', '39ba55892f02c2b83de65da40181db5f')

INSERT INTO "morango_databasemaxcounter" VALUES ('0fcd280190885de64c25bc4974943d93', '2fe7172f05a782f443e2105eff7d7114', 4)

INSERT INTO "morango_databasemaxcounter" VALUES ('0fcd280190885de64c25bc4974943d93', 'c72b9aab769cc5b4c4129280da6e5a9a', 5)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'c72b9aab769cc5b4c4129280da6e5a9a', 7)

INSERT INTO "morango_deletedmodels" VALUES ('48c433d9a4ae232ac94516cf51ce8f45', 'school')

INSERT INTO "morango_harddeletedmodels" VALUES ('48c433d9a4ae232ac94516cf51ce8f45', 'school')

INSERT INTO "morango_instanceidmodel" VALUES ('39ba55892f02c2b83de65da40181db5f', '', '', '', '', '087d84214c2ade86351f554ab70dc171', '', '', 0, 0)

INSERT INTO "morango_instanceidmodel" VALUES ('c72b9aab769cc5b4c4129280da6e5a9a', '', '', '', '', '087d84214c2ade86351f554ab70dc171', '', '', 7, 1)

INSERT INTO "morango_nonce" VALUES ('19c37b406f91ed51cd444e9b144c878b', '2026-11-29T22:47:13.620021Z', '')

INSERT INTO "morango_scopedefinition" VALUES ('full', 1, 'school', 'dataset_id', 'Everything.', '', '', '${dataset_id}', '{}')

INSERT INTO "morango_scopedefinition" VALUES ('learner', 1, 'school', '', 'Own work.', '${dataset_id}:shared', '', '${dataset_id}:user:${user_id}', '{}')

INSERT INTO "morango_store" VALUES ('3d6dd69936e3088b3fe35fc614f3cfda', '3', 'answer', 'school', '0fcd280190885de64c25bc4974943d93:user:11111111111111111111111111111111', '', '2fe7172f05a782f443e2105eff7d7114', 4, 1, 0, '2fb2651f7db43201d578842c4093424f', '', '{"id":"3d6dd69936e3088b3fe35fc614f3cfda","_morango_source_id":"3","_morango_partition":"0fcd280190885de64c25bc4974943d93:user:11111111111111111111111111111111","dataset_id":"0fcd280190885de64c25bc4974943d93","user_id":"11111111111111111111111111111111","question":"3","text":"it''s\n3","score":0.5,"topic_id":"5df347882213f7316d583050aa46a89e"}', '')

INSERT INTO "morango_store" VALUES ('48c433d9a4ae232ac94516cf51ce8f45', '1', 'answer', 'school', '0fcd280190885de64c25bc4974943d93:user:11111111111111111111111111111111', '', 'c72b9aab769cc5b4c4129280da6e5a9a', 2, 0, 0, NULL, '', '{"id":"48c433d9a4ae232ac94516cf51ce8f45","_morango_source_id":"1","_morango_partition":"0fcd280190885de64c25bc4974943d93:user:11111111111111111111111111111111","dataset_id":"0fcd280190885de64c25bc4974943d93","user_id":"11111111111111111111111111111111","question":"1","text":"it''s\n1","score":0.5,"topic_id":"5df347882213f7316d583050aa46a89e"}', '')

INSERT INTO "morango_store" VALUES ('5df347882213f7316d583050aa46a89e', 'c71dd3ed68781990f94685c137cc62e4', 'topic', 'school', '0fcd280190885de64c25bc4974943d93:shared', '', 'c72b9aab769cc5b4c4129280da6e5a9a', 2, 0, 0, NULL, '', '{"id":"5df347882213f7316d583050aa46a89e","_morango_source_id":"c71dd3ed68781990f94685c137cc62e4","_morango_partition":"0fcd280190885de64c25bc4974943d93:shared","dataset_id":"0fcd280190885de64c25bc4974943d93","title":"top","parent_id":null}', '')

INSERT INTO "morango_store" VALUES ('5e058ab63dcf2ca59182bfaac5291335', '2094d21e7710db0080c3eb7fc2db3d19', 'topic', 'school', '0fcd280190885de64c25bc4974943d93:shared', '5df347882213f7316d583050aa46a89e', 'c72b9aab769cc5b4c4129280da6e5a9a', 2, 0, 0, NULL, '', '{"id":"5e058ab63dcf2ca59182bfaac5291335","_morango_source_id":"2094d21e7710db0080c3eb7fc2db3d19","_morango_partition":"0fcd280190885de64c25bc4974943d93:shared","dataset_id":"0fcd280190885de64c25bc4974943d93","title":"sub","parent_id":"5df347882213f7316d583050aa46a89e"}', '')

INSERT INTO "morango_store" VALUES ('5e4814bb63e0ac90e40c57e9761c24a2', 'unknown', 'badge', 'school', 'dddddddddddddddddddddddddddddddd', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, 'a4641452282acecd1a0164306d1a1e37', '', '{"_morango_partition":"dddddddddddddddddddddddddddddddd","_morango_source_id":"unknown","dataset_id":"dddddddddddddddddddddddddddddddd","id":"5e4814bb63e0ac90e40c57e9761c24a2","of":"a newer build"}', '')

INSERT INTO "morango_store" VALUES ('889577de70181c6c63192168974ec7cc', 'waits', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, 'a4641452282acecd1a0164306d1a1e37', 'missing_reference: topic_id', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"waits","dataset_id":"dddddddddddddddddddddddddddddddd","id":"889577de70181c6c63192168974ec7cc","question":"waits","text":"x","user_id":"11111111111111111111111111111111","topic_id":"99999999999999999999999999999999"}', '')

INSERT INTO "morango_store" VALUES ('f1f065b202e270f23bae88c8720a2bd3', '2', 'answer', 'school', '0fcd280190885de64c25bc4974943d93:user:11111111111111111111111111111111', '', 'c72b9aab769cc5b4c4129280da6e5a9a', 4, 0, 0, NULL, '', '{"id":"f1f065b202e270f23bae88c8720a2bd3","_morango_source_id":"2","_morango_partition":"0fcd280190885de64c25bc4974943d93:user:11111111111111111111111111111111","dataset_id":"0fcd280190885de64c25bc4974943d93","user_id":"11111111111111111111111111111111","question":"2","text":"his","score":0.5,"topic_id":"5df347882213f7316d583050aa46a89e"}', CAST(x'7b226964223a226631663036356232303265323730663233626165383863383732306132626433222c225f6d6f72616e676f5f736f757263655f6964223a2232222c225f6d6f72616e676f5f706172746974696f6e223a2230666364323830313930383835646536346332356263343937343934336439333a757365723a3131313131313131313131313131313131313131313131313131313131313131222c22646174617365745f6964223a223066636432383031393038383564653634633235626334393734393433643933222c22757365725f6964223a223131313131313131313131313131313131313131313131313131313131313131222c227175657374696f6e223a2232222c2274657874223a2268657273222c2273636f7265223a302e352c22746f7069635f6964223a223564663334373838323231336637333136643538333035306161343661383965227d0a' AS TEXT))

INSERT INTO "morango_syncsession" VALUES ('10eb6dd7d4ab77b3fdd702ec03f616ed', '2026-11-29T22:47:13.603319Z', '2026-11-29T22:47:13.606933Z', 1, 0, '0fcd280190885de64c25bc4974943d93', '80b9306992763e7977a896ccd97a7ad3', 'school', 'network', 'relay', '', '', 'c72b9aab769cc5b4c4129280da6e5a9a', '61058799671242bca99a9caf590555ce')

INSERT INTO "morango_syncsession" VALUES ('c75e4dd2304da81a13c8edaeb71d8a68', '2026-11-29T22:47:13.562660Z', '2026-11-29T22:47:13.563125Z', 1, 0, '0fcd280190885de64c25bc4974943d93', '80b9306992763e7977a896ccd97a7ad3', 'school', 'network', 'relay', '', '', 'c72b9aab769cc5b4c4129280da6e5a9a', '61058799671242bca99a9caf590555ce')

INSERT INTO "morango_syncsession" VALUES ('e79e70381e3391994c9f9895c3601390', '2026-11-29T22:47:13.544064Z', '2026-11-29T22:47:13.546774Z', 1, 0, '0fcd280190885de64c25bc4974943d93', '80b9306992763e7977a896ccd97a7ad3', 'school', 'network', 'relay', '', '', 'c72b9aab769cc5b4c4129280da6e5a9a', '')

INSERT INTO "morango_transfersession" VALUES (1, 'f26cd72d9495b616c39d5ca21f1192c1', 'e79e70381e3391994c9f9895c3601390', 0, 0, 'school', '0fcd280190885de64c25bc4974943d93', 2, '2026-11-29T22:47:13.544175Z', '2026-11-29T22:47:13.546444Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0)

INSERT INTO "morango_transfersession" VALUES (2, '9c55441341109de012ddfd41e52257bc', 'e79e70381e3391994c9f9895c3601390', 0, 1, 'school', '0fcd280190885de64c25bc4974943d93', 2, '2026-11-29T22:47:13.546783Z', '2026-11-29T22:47:13.547515Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0)

INSERT INTO "morango_transfersession" VALUES (3, '9857c39968c75f6db8f3bbc9ef7cf239', 'c75e4dd2304da81a13c8edaeb71d8a68', 0, 0, 'school', '0fcd280190885de64c25bc4974943d93', 2, '2026-11-29T22:47:13.562690Z', '2026-11-29T22:47:13.563022Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0)

INSERT INTO "morango_transfersession" VALUES (4, '4a4f1e792429f9c5c6ccfa59becf1d68', 'c75e4dd2304da81a13c8edaeb71d8a68', 0, 1, 'school', '0fcd280190885de64c25bc4974943d93', 2, '2026-11-29T22:47:13.563132Z', '2026-11-29T22:47:13.569206Z', 0, 5, 5, 2609, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0)

INSERT INTO "morango_transfersession" VALUES (5, '2fb2651f7db43201d578842c4093424f', '10eb6dd7d4ab77b3fdd702ec03f616ed', 0, 0, 'school', '0fcd280190885de64c25bc4974943d93', 2, '2026-11-29T22:47:13.603351Z', '2026-11-29T22:47:13.606765Z', 0, 2, 2, 0, 1177, '{}', '{}', 'cleanup', 'completed', NULL, 1, 0, 0)

INSERT INTO "morango_transfersession" VALUES (6, '1e16989018222d1bbcd5e759f0b849c4', '10eb6dd7d4ab77b3fdd702ec03f616ed', 0, 1, 'school', '0fcd280190885de64c25bc4974943d93', 2, '2026-11-29T22:47:13.606941Z', '2026-11-29T22:47:13.607732Z', 0, 1, 1, 962, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0)

INSERT INTO "morango_transfersession" VALUES (7, 'a4641452282acecd1a0164306d1a1e37', 'a4641452282acecd1a0164306d1a1e37', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-29T22:47:13.617417Z', '2026-11-29T22:47:13.619966Z', 0, 3, 3, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 1, 0)

INSERT INTO "morango_transfersession" VALUES (8, '55555555555555555555555555555555', '55555555555555555555555555555555', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-29T22:47:13.620051Z', '9999-01-01T00:00:00.000000Z', 1, 2, 1, 0, 0, '{}', '{"super": {}, "sub": {}}', 'transferring', 'started', 1, 0, 0, 0)

INSERT INTO "topic" VALUES ('5df347882213f7316d583050aa46a89e', '0fcd280190885de64c25bc4974943d93', 'top', NULL, 'c71dd3ed68781990f94685c137cc62e4', '0fcd280190885de64c25bc4974943d93:shared')

INSERT INTO "topic" VALUES ('5e058ab63dcf2ca59182bfaac5291335', '0fcd280190885de64c25bc4974943d93', 'sub', '5df347882213f7316d583050aa46a89e', '2094d21e7710db0080c3eb7fc2db3d19', '0fcd280190885de64c25bc4974943d93:shared')

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

