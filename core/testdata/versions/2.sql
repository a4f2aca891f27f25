CREATE TABLE amora_applying (x INTEGER PRIMARY KEY)

CREATE TABLE amora_bundle (
  room TEXT PRIMARY KEY NOT NULL,
  sequence INTEGER NOT NULL,
  text TEXT NOT NULL,
  signature TEXT NOT NULL
) WITHOUT ROWID

CREATE TABLE "amora_dirty_answer" (id TEXT PRIMARY KEY NOT NULL) WITHOUT ROWID

CREATE TABLE "amora_dirty_topic" (id TEXT PRIMARY KEY NOT NULL) WITHOUT ROWID

CREATE TABLE amora_hard (x INTEGER PRIMARY KEY)

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
)

CREATE TABLE "topic" (
 id TEXT UNIQUE,
 "dataset_id" TEXT NOT NULL,
 "title" TEXT NOT NULL,
 "parent_id" TEXT REFERENCES "topic" (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
 _morango_source_id TEXT,
 _morango_partition TEXT
) STRICT

INSERT INTO "amora_bundle" VALUES ('94a6389959549b7ac46e643a6c6c55b0', 2, '{"room":"94a6389959549b7ac46e643a6c6c55b0","sequence":2,"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"id_rules":{},"relay_keys":["MIIBCgKCAQEA4Ba98P17TNTSwU3QOpnPZ5N8f0E9qUAZlrF7IrKAMYjyIRTT9KkziMBEbQ52aX2RB6Bz8pEfVuhaNAE4eC7oCYrjZQjZdBrEJlvSCMyvtwc+MNds4lOPLaqma4LHIZt54jVzfCmtu83BTRw0GQMG6rmBNdzAJeo1xdxDNYRjhPXtfKhDyf+ttXvt6nh4nHpZJohBfceWBnDy7Uq/jhXa7NonJGxa5/HJ3vPOrDfnMPyX2SB6GJn6/fcqw7U/L52r/0sziPuhQ/8RZXFViEMea7hZ0xjciND9lSLuUOMz9w4tam2sdBsfXSEIu75PVTkL7OlLFyDkcvFL1Jsu10IzPQIDAQAB"],"revoked":[]}', 'CezOCpTVaIK1bLqabYgQUCZ1WGpj6LYdj8x9/hHm8LOnseRxX2QTNoDGJbaaH1ATmzZkku7Q1lmbvAY2wTL+JRUqfVg0kgf8sEHdaB5vj8Us8/qBvR6nVHF0DzKtww+neahv7mceVXV9Sc/0n9jgvnE57AD3G9/G7VSYjyuPxF3Y4bl/J3c30oYhcTkkLj5/aflvDGwqQEEj2SGIgFgcUZMFW5L8kKCk4qynlk03gwT6QhuK8u0rE6QanM0jxbesAmjtf/jMkzt8YOpBCCak+jJarGy2vFMeq2I3Yf325+D+bTVbz+yUvHjwWCCeb123EF+DG/CP5ec78N0rrq4MUg==')

INSERT INTO "amora_dirty_answer" VALUES ('241c0217cbda6080f0c9e700955972a6')

INSERT INTO "amora_meta" VALUES ('schema', '{"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"models":[{"name":"topic","table":"topic","partition":"${dataset_id}:shared","source":null,"columns":{"dataset_id":"uuid","title":"text","parent_id":"uuid?"},"references":{"parent_id":"topic"}},{"name":"answer","table":"answer","partition":"${dataset_id}:user:${user_id}","source":"${question}","columns":{"dataset_id":"uuid","user_id":"uuid","question":"text","text":"text","score":"real?","topic_id":"uuid?"},"references":{"topic_id":"topic"}}]}')

INSERT INTO "amora_meta" VALUES ('triggers', '763cfaa6d715cc6c40b87a6164cdf7ebad7eefa5234bd754d286ca11a9311663')

INSERT INTO "amora_meta" VALUES ('version', '2')

INSERT INTO "amora_quarantine" VALUES ('11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 'answer', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'bad_id', '595553201d0801b19cdcd6fbc38ab3fe', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"kept","dataset_id":"dddddddddddddddddddddddddddddddd","id":"ac2a3fd00b196f5d039e91878a5f7429","question":"kept","text":"x","user_id":"11111111111111111111111111111111"}')

INSERT INTO "amora_quota" VALUES ('', 340)

INSERT INTO "amora_recordmaxcounter" VALUES ('9f16183c69a13decfb21813da48a9676', '3757180b8366d7f9d0f9c117bb31bba4', 2)

INSERT INTO "amora_recordmaxcounter" VALUES ('b2ab28a51c8d790ff357a803c5f02e3a', '96f8df492e59916d01be52534e0e768e', 4)

INSERT INTO "amora_store_dirty" VALUES ('answer', '889577de70181c6c63192168974ec7cc')

INSERT INTO "amora_store_dirty" VALUES ('badge', '5e4814bb63e0ac90e40c57e9761c24a2')

INSERT INTO "amora_write_scope" VALUES ('94a6389959549b7ac46e643a6c6c55b0')

INSERT INTO "amora_write_scope" VALUES (CAST(x'0a' AS TEXT))

INSERT INTO "answer" VALUES ('241c0217cbda6080f0c9e700955972a6', '94a6389959549b7ac46e643a6c6c55b0', '11111111111111111111111111111111', '4', 'unsynced', NULL, NULL, '4', '94a6389959549b7ac46e643a6c6c55b0:user:11111111111111111111111111111111')

INSERT INTO "answer" VALUES ('b2ab28a51c8d790ff357a803c5f02e3a', '94a6389959549b7ac46e643a6c6c55b0', '11111111111111111111111111111111', '2', 'his', 0.5, '4a88c03f21dc07db63a28c588c6eafa7', '2', '94a6389959549b7ac46e643a6c6c55b0:user:11111111111111111111111111111111')

INSERT INTO "morango_buffer" VALUES (1, 8, 1, 'b7b869cd15ebc28f6bf8089d31ef2044', 'first half', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, NULL, NULL, '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"first half","dataset_id":"dddddddddddddddddddddddddddddddd","id":"b7b869cd15ebc28f6bf8089d31ef2044","question":"first half","text":"x","user_id":"11111111111111111111111111111111"}', '')

INSERT INTO "morango_certificate" VALUES ('94a6389959549b7ac46e643a6c6c55b0', NULL, 'school', '', 'full', 1, '{"dataset_id": "94a6389959549b7ac46e643a6c6c55b0"}', 'MIIBCgKCAQEAuhOM8A/tLTFyP5DFcJ4nLuzsJxlz7eIkhomx4a+n6oQ/dBUe+QtYvnFGpkyuW1gHEMMXq/IILzJrrfmpf2toSsbPYg5bU/6SN64iriHVUULDKRhBKD0lKWE8uPiHGvBFeHMIaPo1BaSrvLWmgvunI4q+guOFjHgmfNBQLQNYO0IXQrmxN8gLzr/dJZEy8o5+tKT6T/O1p/10mFfeuiB20bmf7KJvBJZd+7dbveE89NCt90mLA5d1Ia1JHU0dZLlkkv4cN8WP0uFAmnBCm0mpoeTIrTo3OKr1tEQFiJqOBUJ30u2UYXysjS+Hbf6BXXuI/ERr2uJOaJG3Cjfmxsu3GQIDAQAB', '{"id": "94a6389959549b7ac46e643a6c6c55b0", "parent_id": null, "profile": "school", "salt": "", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"94a6389959549b7ac46e643a6c6c55b0\"}", "public_key_string": "MIIBCgKCAQEAuhOM8A/tLTFyP5DFcJ4nLuzsJxlz7eIkhomx4a+n6oQ/dBUe+QtYvnFGpkyuW1gHEMMXq/IILzJrrfmpf2toSsbPYg5bU/6SN64iriHVUULDKRhBKD0lKWE8uPiHGvBFeHMIaPo1BaSrvLWmgvunI4q+guOFjHgmfNBQLQNYO0IXQrmxN8gLzr/dJZEy8o5+tKT6T/O1p/10mFfeuiB20bmf7KJvBJZd+7dbveE89NCt90mLA5d1Ia1JHU0dZLlkkv4cN8WP0uFAmnBCm0mpoeTIrTo3OKr1tEQFiJqOBUJ30u2UYXysjS+Hbf6BXXuI/ERr2uJOaJG3Cjfmxsu3GQIDAQAB"}', 'RAeKLaUlMzKu4+v5VDKeW7zx9N5A9NfugoNYn8aNpnbDcJ9boNOXi2kHBAEAvKDWWm5D6JU9QughcwYs1S7zG2XGBObVStCw7oCGA6owRo5aJrPWkJhuAc+GwvWArSoMgh6Q+m5qEM8BbS89ZXX8hrxSz0lz0onfIUexYOlQtmN8Z4AxInDym/5wG8ID384lawHGXVP9T9/AbLVVuHILbzWfIx4bCe04+Hjw+IPCWrif0UUUNYqhTqU1Dapx/emgdvXNaZPYf8m4uJsUbbGuR8mL+UZ5IyS1Ir5HbAtK2AaP1jJa0osGFnMeA5mZpCW2g56i4h3HVXYuWS3ORkIeIg==', 'MIIEpQIBAAKCAQEAuhOM8A/tLTFyP5DFcJ4nLuzsJxlz7eIkhomx4a+n6oQ/dBUe+QtYvnFGpkyuW1gHEMMXq/IILzJrrfmpf2toSsbPYg5bU/6SN64iriHVUULDKRhBKD0lKWE8uPiHGvBFeHMIaPo1BaSrvLWmgvunI4q+guOFjHgmfNBQLQNYO0IXQrmxN8gLzr/dJZEy8o5+tKT6T/O1p/10mFfeuiB20bmf7KJvBJZd+7dbveE89NCt90mLA5d1Ia1JHU0dZLlkkv4cN8WP0uFAmnBCm0mpoeTIrTo3OKr1tEQFiJqOBUJ30u2UYXysjS+Hbf6BXXuI/ERr2uJOaJG3Cjfmxsu3GQIDAQABAoIBAAsWaKQSUt/fQySXVV3LSAruBPlPH98JcK3lQl3wDU72T+CfHzrC6r1i+w0kOGcgJOr3sQSmy0birSi58xgGV/nNWbnzoIyt+IZMVZaE1L+UPT7zih23clbXoNplvAkxJCE+pijj2ykfAY5g+uRxpykr69kD7ScsWUtqeeiLZeRr8aS5WXxJx1ua7MfOiDL9qJ+D5VxbWHjYov17rTOVORIjJmEypGKxvI8fEY0YLH07CK0w3BA14Uo+znCP5RhVDiQAt+BwjEgWetSmV5MShlo89x4i+C2ky8PqP5Y1xLz62xbbppJ5zISfCCt9qOQWJTL9Hu588O2ozrRERwV2Sv0CgYEA1WnY4Mfz2RdZ5Xjn39thqggY1vYvBDVaGf5rHUWRlGEbZENQc8HlEKEPhqrIOsQMzX+hh+KhlNriFx02rRT6oGmkMzq/n7zdW5h+sAeAOGByb+lsgd2/Nf8XzOGo6g13OX93TwkhwvOVZvpy38lJ3cRXpCRP+m6nBwcWVMr45fUCgYEA3zUygSvNmabX57UY/Lg0kHaEdx0215Pg6nXpt5Pgdr3DNfOgRW+7cPL+MMPnGVDm+hy6dHV1uGkYRsuo1JXyArmdkkUUROJYgqNvF2HSUbYuKXiDQT+x9k06XslN9QLZqqdNgsSUVu+A//j3uULWUJWkmQUANGTKJ1Lw1/Q7MhUCgYEArH5oMI8NNnvcSlCmQlbEorT2ttC3AdTJpdbw5vDzERZIGIsb/ORMbFtx/CwPuQf7PSIbAoUYiwM72Ojg55bcWEnq0Ql8FvWFiWJBi7AUX/z8oh3ueS0tPsyXhR8j80G9CvlPCs/bvQI60Mg/j0fX72qiV+aNymIjmNeOoiyIbv0CgYEAu5G3tEa8Cs/jBYrwyYZ+XZvK61H4gSZ6zmxyD9vLt9z1i4QEffVL3bnFE/O8Y1DSGQJFSZJfb62ZQfzpDmRHMDUNDhrQ0qYm3Pk8ZLjGhfYDSsREAHPnN+RkFb0yrp9LjRX0k9xgD8JKdFCi0+MvuB5YaGKEboL4Qh132PIbQJUCgYEAt2ME7hfcF+DrrM6GtsDrNLfiuDRHZr3H4yvSyYSxaMcQ486LCjJTCmOrd85gslpHmNMlA+56vaU8rsMLQLGFsaSJFOZzMpVJl3/7ovDM5o4LcE5r43OrljJV8EXNfbVLprfD7w/SdD1qWweMv0rjhjuOQqMnwR+DznqR2ZgCKk4=')

INSERT INTO "morango_certificate" VALUES ('f21fc3ab36325633d90d71832210253c', '94a6389959549b7ac46e643a6c6c55b0', 'school', 'a0dab61fc9f249705a72d7d1dfb7615e', 'full', 1, '{"dataset_id": "94a6389959549b7ac46e643a6c6c55b0"}', 'MIIBCgKCAQEAryXMKBkjZVBx7AnIgpMu1QTdWSAxXWlPu53yPAPr4/ZFXAdkF4W87yNecEWrfYMwkxc2Inl6EhSKDmpl3KpWxns5TT1lm2njFDaE0qlazRTTE3lSZ1kU+jN3ebdG+eEmdh5mLn6O24j0V2H2t8uuVdHKvr9NsKBZn6nGxWUtT5JbrvoTFnurRN990FJuDBkpRCZA9WhpGVpbBCZ0Fcp2jeBK4zcayktveXA2YZOXLsGtUm+zD1tzF/AbRH3qePpoSC06kp/IFhFx2+viBoGHmQttonulXV5v/197lr8uRDZvQ6y5Ucvv80TcWLkPNw1kCbfkn/rx+guyw9nTsiVdOwIDAQAB', '{"id": "f21fc3ab36325633d90d71832210253c", "parent_id": "94a6389959549b7ac46e643a6c6c55b0", "profile": "school", "salt": "a0dab61fc9f249705a72d7d1dfb7615e", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"94a6389959549b7ac46e643a6c6c55b0\"}", "public_key_string": "MIIBCgKCAQEAryXMKBkjZVBx7AnIgpMu1QTdWSAxXWlPu53yPAPr4/ZFXAdkF4W87yNecEWrfYMwkxc2Inl6EhSKDmpl3KpWxns5TT1lm2njFDaE0qlazRTTE3lSZ1kU+jN3ebdG+eEmdh5mLn6O24j0V2H2t8uuVdHKvr9NsKBZn6nGxWUtT5JbrvoTFnurRN990FJuDBkpRCZA9WhpGVpbBCZ0Fcp2jeBK4zcayktveXA2YZOXLsGtUm+zD1tzF/AbRH3qePpoSC06kp/IFhFx2+viBoGHmQttonulXV5v/197lr8uRDZvQ6y5Ucvv80TcWLkPNw1kCbfkn/rx+guyw9nTsiVdOwIDAQAB"}', 'XWks80Uvvx0sWCqqz4U2GRDjA7O3vfGa1sIrAng8bxw1Y/YkL0uAXaIeqtJBOMwVWn5Y5Q2jLaTOy4KdSlpi5F9MRwsP6sFsVjnbWnDQWDoxqwM8eShwe4BubNgdur/ly4CY60+3xtST84UfcSF80IEEk+8ntlj1nRx80YdjoIvHf5Ssy6nDs4N8/tL2QPorv9v2jJ+OSL82bx96rNpw8ix7t8CeGR5YrVl28GaGYtKL1rW6dIgX8lCkON3+9t58X+sdqEKqijyVES2AvAtx9bzge7blFkh/6h308caedrxEG99ugrCqLMe9FoY18skAMswxDAbTpHSwNZmgDlzoZA==', NULL)

INSERT INTO "morango_databaseidmodel" VALUES ('0fcb9c4ecca3975691ef5d5182e6fa93', 1, '2026-11-22T01:44:43.840494Z', '3757180b8366d7f9d0f9c117bb31bba4')

INSERT INTO "morango_databasemaxcounter" VALUES ('94a6389959549b7ac46e643a6c6c55b0', '3757180b8366d7f9d0f9c117bb31bba4', 5)

INSERT INTO "morango_databasemaxcounter" VALUES ('94a6389959549b7ac46e643a6c6c55b0', '96f8df492e59916d01be52534e0e768e', 4)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', '3757180b8366d7f9d0f9c117bb31bba4', 7)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1000)

INSERT INTO "morango_deletedmodels" VALUES ('d817d79d61da6f969566f44296f81c0a', 'school')

INSERT INTO "morango_harddeletedmodels" VALUES ('d817d79d61da6f969566f44296f81c0a', 'school')

INSERT INTO "morango_instanceidmodel" VALUES ('3757180b8366d7f9d0f9c117bb31bba4', '', '', '', '', '0fcb9c4ecca3975691ef5d5182e6fa93', '', '', 7, 1)

INSERT INTO "morango_nonce" VALUES ('0415c8e5ead6161c363e046009c92b80', '2026-11-22T01:44:44.090807Z', '')

INSERT INTO "morango_scopedefinition" VALUES ('full', 1, 'school', 'dataset_id', 'Everything.', '', '', '${dataset_id}', '{}')

INSERT INTO "morango_scopedefinition" VALUES ('learner', 1, 'school', '', 'Own work.', '${dataset_id}:shared', '', '${dataset_id}:user:${user_id}', '{}')

INSERT INTO "morango_store" VALUES ('4a88c03f21dc07db63a28c588c6eafa7', '526a911e5e5f8e7e34d321113a944eb2', 'topic', 'school', '94a6389959549b7ac46e643a6c6c55b0:shared', '', '3757180b8366d7f9d0f9c117bb31bba4', 2, 0, 0, NULL, '', '{"id":"4a88c03f21dc07db63a28c588c6eafa7","_morango_source_id":"526a911e5e5f8e7e34d321113a944eb2","_morango_partition":"94a6389959549b7ac46e643a6c6c55b0:shared","dataset_id":"94a6389959549b7ac46e643a6c6c55b0","title":"top","parent_id":null}', '')

INSERT INTO "morango_store" VALUES ('5e4814bb63e0ac90e40c57e9761c24a2', 'unknown', 'badge', 'school', 'dddddddddddddddddddddddddddddddd', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', '', '{"_morango_partition":"dddddddddddddddddddddddddddddddd","_morango_source_id":"unknown","dataset_id":"dddddddddddddddddddddddddddddddd","id":"5e4814bb63e0ac90e40c57e9761c24a2","of":"a newer build"}', '')

INSERT INTO "morango_store" VALUES ('889577de70181c6c63192168974ec7cc', 'waits', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', 'missing_reference: topic_id', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"waits","dataset_id":"dddddddddddddddddddddddddddddddd","id":"889577de70181c6c63192168974ec7cc","question":"waits","text":"x","user_id":"11111111111111111111111111111111","topic_id":"99999999999999999999999999999999"}', '')

INSERT INTO "morango_store" VALUES ('9f16183c69a13decfb21813da48a9676', '3', 'answer', 'school', '94a6389959549b7ac46e643a6c6c55b0:user:11111111111111111111111111111111', '', '96f8df492e59916d01be52534e0e768e', 4, 1, 0, 'ad7859ccac4f47dda23e5ddf9587a9f2', '', '{"id":"9f16183c69a13decfb21813da48a9676","_morango_source_id":"3","_morango_partition":"94a6389959549b7ac46e643a6c6c55b0:user:11111111111111111111111111111111","dataset_id":"94a6389959549b7ac46e643a6c6c55b0","user_id":"11111111111111111111111111111111","question":"3","text":"it''s\n3","score":0.5,"topic_id":"4a88c03f21dc07db63a28c588c6eafa7"}', '')

INSERT INTO "morango_store" VALUES ('b2ab28a51c8d790ff357a803c5f02e3a', '2', 'answer', 'school', '94a6389959549b7ac46e643a6c6c55b0:user:11111111111111111111111111111111', '', '3757180b8366d7f9d0f9c117bb31bba4', 4, 0, 0, NULL, '', '{"id":"b2ab28a51c8d790ff357a803c5f02e3a","_morango_source_id":"2","_morango_partition":"94a6389959549b7ac46e643a6c6c55b0:user:11111111111111111111111111111111","dataset_id":"94a6389959549b7ac46e643a6c6c55b0","user_id":"11111111111111111111111111111111","question":"2","text":"his","score":0.5,"topic_id":"4a88c03f21dc07db63a28c588c6eafa7"}', CAST(x'7b226964223a226232616232386135316338643739306666333537613830336335663032653361222c225f6d6f72616e676f5f736f757263655f6964223a2232222c225f6d6f72616e676f5f706172746974696f6e223a2239346136333839393539353439623761633436653634336136633663353562303a757365723a3131313131313131313131313131313131313131313131313131313131313131222c22646174617365745f6964223a223934613633383939353935343962376163343665363433613663366335356230222c22757365725f6964223a223131313131313131313131313131313131313131313131313131313131313131222c227175657374696f6e223a2232222c2274657874223a2268657273222c2273636f7265223a302e352c22746f7069635f6964223a223461383863303366323164633037646236336132386335383863366561666137227d0a' AS TEXT))

INSERT INTO "morango_store" VALUES ('d817d79d61da6f969566f44296f81c0a', '1', 'answer', 'school', '94a6389959549b7ac46e643a6c6c55b0:user:11111111111111111111111111111111', '', '3757180b8366d7f9d0f9c117bb31bba4', 2, 0, 0, NULL, '', '{"id":"d817d79d61da6f969566f44296f81c0a","_morango_source_id":"1","_morango_partition":"94a6389959549b7ac46e643a6c6c55b0:user:11111111111111111111111111111111","dataset_id":"94a6389959549b7ac46e643a6c6c55b0","user_id":"11111111111111111111111111111111","question":"1","text":"it''s\n1","score":0.5,"topic_id":"4a88c03f21dc07db63a28c588c6eafa7"}', '')

INSERT INTO "morango_store" VALUES ('f4748b4e31fa2508160e1dad71372871', 'e53b6d70e7b893740b38d847fb6acb2a', 'topic', 'school', '94a6389959549b7ac46e643a6c6c55b0:shared', '4a88c03f21dc07db63a28c588c6eafa7', '3757180b8366d7f9d0f9c117bb31bba4', 2, 0, 0, NULL, '', '{"id":"f4748b4e31fa2508160e1dad71372871","_morango_source_id":"e53b6d70e7b893740b38d847fb6acb2a","_morango_partition":"94a6389959549b7ac46e643a6c6c55b0:shared","dataset_id":"94a6389959549b7ac46e643a6c6c55b0","title":"sub","parent_id":"4a88c03f21dc07db63a28c588c6eafa7"}', '')

INSERT INTO "morango_syncsession" VALUES ('27e4dd43e77896b3c4334f28ccd81e9b', '2026-11-22T01:44:44.024693Z', '2026-11-22T01:44:44.025183Z', 1, 0, '94a6389959549b7ac46e643a6c6c55b0', '56557eb3e2cf2fc3775fb3197466cfd1', 'school', 'network', 'relay', '', '', '3757180b8366d7f9d0f9c117bb31bba4', '1c11bd9b7eb2f3b90b257fdb2b979adc')

INSERT INTO "morango_syncsession" VALUES ('3c3e38fa7b805b768790ade38fbf23ae', '2026-11-22T01:44:44.075481Z', '2026-11-22T01:44:44.078174Z', 1, 0, '94a6389959549b7ac46e643a6c6c55b0', '56557eb3e2cf2fc3775fb3197466cfd1', 'school', 'network', 'relay', '', '', '3757180b8366d7f9d0f9c117bb31bba4', '1c11bd9b7eb2f3b90b257fdb2b979adc')

INSERT INTO "morango_syncsession" VALUES ('e856787f609c93a46bf2517bef22eef0', '2026-11-22T01:44:43.902842Z', '2026-11-22T01:44:43.907190Z', 1, 0, '94a6389959549b7ac46e643a6c6c55b0', '56557eb3e2cf2fc3775fb3197466cfd1', 'school', 'network', 'relay', '', '', '3757180b8366d7f9d0f9c117bb31bba4', '')

INSERT INTO "morango_transfersession" VALUES (1, 'e122cd3596e1fa46c952f3d82d0e0451', 'e856787f609c93a46bf2517bef22eef0', 0, 0, 'school', '94a6389959549b7ac46e643a6c6c55b0', 2, '2026-11-22T01:44:43.903143Z', '2026-11-22T01:44:43.906862Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0)

INSERT INTO "morango_transfersession" VALUES (2, 'a9288ad62b88094cd123764749cd8b8b', 'e856787f609c93a46bf2517bef22eef0', 0, 1, 'school', '94a6389959549b7ac46e643a6c6c55b0', 2, '2026-11-22T01:44:43.907197Z', '2026-11-22T01:44:43.907643Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0)

INSERT INTO "morango_transfersession" VALUES (3, 'a17cfeec0d39cb8882dca3390490f4d1', '27e4dd43e77896b3c4334f28ccd81e9b', 0, 0, 'school', '94a6389959549b7ac46e643a6c6c55b0', 2, '2026-11-22T01:44:44.024725Z', '2026-11-22T01:44:44.025043Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0)

INSERT INTO "morango_transfersession" VALUES (4, 'eacfe9f1dfc89d842e4caf803d27c371', '27e4dd43e77896b3c4334f28ccd81e9b', 0, 1, 'school', '94a6389959549b7ac46e643a6c6c55b0', 2, '2026-11-22T01:44:44.025190Z', '2026-11-22T01:44:44.035065Z', 0, 5, 5, 2609, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0)

INSERT INTO "morango_transfersession" VALUES (5, 'ad7859ccac4f47dda23e5ddf9587a9f2', '3c3e38fa7b805b768790ade38fbf23ae', 0, 0, 'school', '94a6389959549b7ac46e643a6c6c55b0', 2, '2026-11-22T01:44:44.075513Z', '2026-11-22T01:44:44.078052Z', 0, 2, 2, 0, 1177, '{}', '{}', 'cleanup', 'completed', NULL, 1, 0)

INSERT INTO "morango_transfersession" VALUES (6, '469f473e3de4ed1b14bb9d4bd097d793', '3c3e38fa7b805b768790ade38fbf23ae', 0, 1, 'school', '94a6389959549b7ac46e643a6c6c55b0', 2, '2026-11-22T01:44:44.078183Z', '2026-11-22T01:44:44.079126Z', 0, 1, 1, 962, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0)

INSERT INTO "morango_transfersession" VALUES (7, '595553201d0801b19cdcd6fbc38ab3fe', '595553201d0801b19cdcd6fbc38ab3fe', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-22T01:44:44.088152Z', '2026-11-22T01:44:44.090761Z', 0, 3, 3, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 1)

INSERT INTO "morango_transfersession" VALUES (8, '55555555555555555555555555555555', '55555555555555555555555555555555', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-22T01:44:44.090835Z', '9999-01-01T00:00:00.000000Z', 1, 2, 1, 0, 0, '{}', '{"super": {}, "sub": {}}', 'transferring', 'started', 1, 0, 0)

INSERT INTO "topic" VALUES ('4a88c03f21dc07db63a28c588c6eafa7', '94a6389959549b7ac46e643a6c6c55b0', 'top', NULL, '526a911e5e5f8e7e34d321113a944eb2', '94a6389959549b7ac46e643a6c6c55b0:shared')

INSERT INTO "topic" VALUES ('f4748b4e31fa2508160e1dad71372871', '94a6389959549b7ac46e643a6c6c55b0', 'sub', '4a88c03f21dc07db63a28c588c6eafa7', 'e53b6d70e7b893740b38d847fb6acb2a', '94a6389959549b7ac46e643a6c6c55b0:shared')

CREATE INDEX "amora_answer_topic_id" ON "answer" ("topic_id")

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

CREATE TRIGGER "amora_answer_checked" AFTER UPDATE OF "dataset_id", "user_id", "question", "text", "score", "topic_id" ON "answer" WHEN OLD.id IS NOT NULL AND OLD._morango_source_id IS NOT NULL AND OLD._morango_partition IS NOT NULL AND NOT EXISTS (SELECT 1 FROM amora_applying) BEGIN
 SELECT CASE
  WHEN length(NEW."dataset_id") <> 32 OR octet_length(NEW."dataset_id") <> 32 OR unhex(NEW."dataset_id") IS NULL AND NEW."dataset_id" IS NOT NULL OR lower(NEW."dataset_id") <> NEW."dataset_id" THEN RAISE(ABORT, 'amora:bad_value:answer: dataset_id is not a uuid of 32 lower-case hex digits')
  WHEN length(NEW."user_id") <> 32 OR octet_length(NEW."user_id") <> 32 OR unhex(NEW."user_id") IS NULL AND NEW."user_id" IS NOT NULL OR lower(NEW."user_id") <> NEW."user_id" THEN RAISE(ABORT, 'amora:bad_value:answer: user_id is not a uuid of 32 lower-case hex digits')
  WHEN NEW."score" NOT BETWEEN -1.7976931348623157e308 AND 1.7976931348623157e308 THEN RAISE(ABORT, 'amora:bad_value:answer: score is not a finite number')
  WHEN length(NEW."topic_id") <> 32 OR octet_length(NEW."topic_id") <> 32 OR unhex(NEW."topic_id") IS NULL AND NEW."topic_id" IS NOT NULL OR lower(NEW."topic_id") <> NEW."topic_id" THEN RAISE(ABORT, 'amora:bad_value:answer: topic_id is not a uuid of 32 lower-case hex digits')
  WHEN coalesce(octet_length(NEW."question"), 0) + coalesce(octet_length(NEW."text"), 0) > 65536 AND octet_length(json_object('id', NEW.id, '_morango_source_id', NEW._morango_source_id, '_morango_partition', NEW._morango_partition, 'dataset_id', NEW."dataset_id", 'user_id', NEW."user_id", 'question', NEW."question", 'text', NEW."text", 'score', NEW."score", 'topic_id', NEW."topic_id")) > 524288 THEN RAISE(ABORT, 'amora:record_too_large:answer: the record has more than 524288 bytes') END;
END

CREATE TRIGGER "amora_answer_delete" AFTER DELETE ON "answer" WHEN OLD.id IS NOT NULL AND OLD._morango_source_id IS NOT NULL AND OLD._morango_partition IS NOT NULL AND NOT EXISTS (SELECT 1 FROM amora_applying) BEGIN
 SELECT CASE
  WHEN EXISTS (SELECT 1 FROM amora_write_scope) AND NOT EXISTS (SELECT 1 FROM amora_write_scope WHERE substr(OLD._morango_partition, 1, length(prefix)) = prefix) THEN RAISE(ABORT, 'amora:not_writable:answer: outside the write scope of this device''s certificate') END;
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
  WHEN length(NEW."dataset_id") <> 32 OR octet_length(NEW."dataset_id") <> 32 OR unhex(NEW."dataset_id") IS NULL AND NEW."dataset_id" IS NOT NULL OR lower(NEW."dataset_id") <> NEW."dataset_id" THEN RAISE(ABORT, 'amora:bad_value:answer: dataset_id is not a uuid of 32 lower-case hex digits')
  WHEN length(NEW."user_id") <> 32 OR octet_length(NEW."user_id") <> 32 OR unhex(NEW."user_id") IS NULL AND NEW."user_id" IS NOT NULL OR lower(NEW."user_id") <> NEW."user_id" THEN RAISE(ABORT, 'amora:bad_value:answer: user_id is not a uuid of 32 lower-case hex digits')
  WHEN NEW."score" NOT BETWEEN -1.7976931348623157e308 AND 1.7976931348623157e308 THEN RAISE(ABORT, 'amora:bad_value:answer: score is not a finite number')
  WHEN length(NEW."topic_id") <> 32 OR octet_length(NEW."topic_id") <> 32 OR unhex(NEW."topic_id") IS NULL AND NEW."topic_id" IS NOT NULL OR lower(NEW."topic_id") <> NEW."topic_id" THEN RAISE(ABORT, 'amora:bad_value:answer: topic_id is not a uuid of 32 lower-case hex digits')
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
  WHEN length(NEW."dataset_id") <> 32 OR octet_length(NEW."dataset_id") <> 32 OR unhex(NEW."dataset_id") IS NULL AND NEW."dataset_id" IS NOT NULL OR lower(NEW."dataset_id") <> NEW."dataset_id" THEN RAISE(ABORT, 'amora:bad_value:answer: dataset_id is not a uuid of 32 lower-case hex digits')
  WHEN length(NEW."user_id") <> 32 OR octet_length(NEW."user_id") <> 32 OR unhex(NEW."user_id") IS NULL AND NEW."user_id" IS NOT NULL OR lower(NEW."user_id") <> NEW."user_id" THEN RAISE(ABORT, 'amora:bad_value:answer: user_id is not a uuid of 32 lower-case hex digits')
  WHEN NEW."score" NOT BETWEEN -1.7976931348623157e308 AND 1.7976931348623157e308 THEN RAISE(ABORT, 'amora:bad_value:answer: score is not a finite number')
  WHEN length(NEW."topic_id") <> 32 OR octet_length(NEW."topic_id") <> 32 OR unhex(NEW."topic_id") IS NULL AND NEW."topic_id" IS NOT NULL OR lower(NEW."topic_id") <> NEW."topic_id" THEN RAISE(ABORT, 'amora:bad_value:answer: topic_id is not a uuid of 32 lower-case hex digits')
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

CREATE TRIGGER "amora_topic_checked" AFTER UPDATE OF "dataset_id", "title", "parent_id" ON "topic" WHEN OLD.id IS NOT NULL AND OLD._morango_source_id IS NOT NULL AND OLD._morango_partition IS NOT NULL AND NOT EXISTS (SELECT 1 FROM amora_applying) BEGIN
 SELECT CASE
  WHEN length(NEW."dataset_id") <> 32 OR octet_length(NEW."dataset_id") <> 32 OR unhex(NEW."dataset_id") IS NULL AND NEW."dataset_id" IS NOT NULL OR lower(NEW."dataset_id") <> NEW."dataset_id" THEN RAISE(ABORT, 'amora:bad_value:topic: dataset_id is not a uuid of 32 lower-case hex digits')
  WHEN length(NEW."parent_id") <> 32 OR octet_length(NEW."parent_id") <> 32 OR unhex(NEW."parent_id") IS NULL AND NEW."parent_id" IS NOT NULL OR lower(NEW."parent_id") <> NEW."parent_id" THEN RAISE(ABORT, 'amora:bad_value:topic: parent_id is not a uuid of 32 lower-case hex digits')
  WHEN coalesce(octet_length(NEW."title"), 0) > 65536 AND octet_length(json_object('id', NEW.id, '_morango_source_id', NEW._morango_source_id, '_morango_partition', NEW._morango_partition, 'dataset_id', NEW."dataset_id", 'title', NEW."title", 'parent_id', NEW."parent_id")) > 524288 THEN RAISE(ABORT, 'amora:record_too_large:topic: the record has more than 524288 bytes') END;
END

CREATE TRIGGER "amora_topic_delete" AFTER DELETE ON "topic" WHEN OLD.id IS NOT NULL AND OLD._morango_source_id IS NOT NULL AND OLD._morango_partition IS NOT NULL AND NOT EXISTS (SELECT 1 FROM amora_applying) BEGIN
 SELECT CASE
  WHEN EXISTS (SELECT 1 FROM amora_write_scope) AND NOT EXISTS (SELECT 1 FROM amora_write_scope WHERE substr(OLD._morango_partition, 1, length(prefix)) = prefix) THEN RAISE(ABORT, 'amora:not_writable:topic: outside the write scope of this device''s certificate') END;
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
  WHEN length(NEW."dataset_id") <> 32 OR octet_length(NEW."dataset_id") <> 32 OR unhex(NEW."dataset_id") IS NULL AND NEW."dataset_id" IS NOT NULL OR lower(NEW."dataset_id") <> NEW."dataset_id" THEN RAISE(ABORT, 'amora:bad_value:topic: dataset_id is not a uuid of 32 lower-case hex digits')
  WHEN length(NEW."parent_id") <> 32 OR octet_length(NEW."parent_id") <> 32 OR unhex(NEW."parent_id") IS NULL AND NEW."parent_id" IS NOT NULL OR lower(NEW."parent_id") <> NEW."parent_id" THEN RAISE(ABORT, 'amora:bad_value:topic: parent_id is not a uuid of 32 lower-case hex digits')
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
  WHEN length(NEW."dataset_id") <> 32 OR octet_length(NEW."dataset_id") <> 32 OR unhex(NEW."dataset_id") IS NULL AND NEW."dataset_id" IS NOT NULL OR lower(NEW."dataset_id") <> NEW."dataset_id" THEN RAISE(ABORT, 'amora:bad_value:topic: dataset_id is not a uuid of 32 lower-case hex digits')
  WHEN length(NEW."parent_id") <> 32 OR octet_length(NEW."parent_id") <> 32 OR unhex(NEW."parent_id") IS NULL AND NEW."parent_id" IS NOT NULL OR lower(NEW."parent_id") <> NEW."parent_id" THEN RAISE(ABORT, 'amora:bad_value:topic: parent_id is not a uuid of 32 lower-case hex digits')
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

