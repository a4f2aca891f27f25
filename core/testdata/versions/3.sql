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

CREATE TABLE "amora_dirty_answer" (id TEXT PRIMARY KEY NOT NULL) WITHOUT ROWID

CREATE TABLE "amora_dirty_topic" (id TEXT PRIMARY KEY NOT NULL) WITHOUT ROWID

CREATE TABLE amora_hard (x INTEGER PRIMARY KEY)

CREATE TABLE amora_member (
  instance_id TEXT PRIMARY KEY NOT NULL,
  sequence INTEGER NOT NULL,
  token TEXT NOT NULL,
  pulled INTEGER NOT NULL DEFAULT 0,
  pushed INTEGER NOT NULL DEFAULT 0
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
  sequence INTEGER NOT NULL DEFAULT 0,
  token TEXT NOT NULL DEFAULT '',
  next TEXT NOT NULL DEFAULT '',
  counter INTEGER NOT NULL DEFAULT 0,
  receipt TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (room, relay)
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

INSERT INTO "amora_bundle" VALUES ('cb459e60202f18df2a27dda8f658fe4f', 2, '{"room":"cb459e60202f18df2a27dda8f658fe4f","sequence":2,"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"id_rules":{},"relay_keys":["MIIBCgKCAQEA8LIBtBij4MDVZNc4AL8RY3aKqyTG+TXFFcMGW8vod7RTz4sSnxiAkZ+cN2T8ZqJ0MUtFQM5VABbdkmnP6K2z0DZZGka4+ELWzEwVqKiHk9ws7VTyWgOQj4zlJZ8Gt0sygvb4oMMcnxwELbL2NBN7XBKshtrkzJ7pVcmuIl8evQZn+qwDLaTDNd+yXuI43pcUUEx3K+VsZF6PO35IljQM6xKOihMJMruWD06Xm177noI8cwfv1we/u3QSGCh6gIVCSIO9wYJ5s+nr19zTc6EpCJUd13Bc/aoWvKNCQdI6K0sQBI2sW742TRb+PhubVAvvbVFREB/oCfhXJ0ZOfIVJ1wIDAQAB"],"revoked":[]}', 'Ai+scQ3/QJ/15/DnEryUDXRVrgG8bla4j/JTKbliK6d0OX/dVbp0QdrfbFtL6x0CIEI7JNr3dCWE+2sG7n1tJxc95Q1NcoMg3rwML8GZNdrmBGZUoENZK9Ucc/i3DOy0+aiTgTfHQuAiDExpUta2LP35V/ODznsTUENcR6TyctNEw+cr6JdpT+7LyT/fjOSkEtyNXdukrSZjuiAq++oXGITr8dF3f1oVyAxBgFpT+YuO6Ji/edOnUaObrkjR+wg+e2ZnzzOgyFfqJBm4xx/nePE9+YLqZEmAUTurC8kLSL2qGE3bWKqeywu4uc1Ry/hUQ9jFO1dTa9qxUJ5IiAFscw==')

INSERT INTO "amora_dirty_answer" VALUES ('f821637bad69d8406f3306aa48a3d1ef')

INSERT INTO "amora_meta" VALUES ('arrived', 'db00e94bc431700e01459706f7f86976 5')

INSERT INTO "amora_meta" VALUES ('schema', '{"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"models":[{"name":"topic","table":"topic","partition":"${dataset_id}:shared","source":null,"columns":{"dataset_id":"uuid","title":"text","parent_id":"uuid?"},"references":{"parent_id":"topic"}},{"name":"answer","table":"answer","partition":"${dataset_id}:user:${user_id}","source":"${question}","columns":{"dataset_id":"uuid","user_id":"uuid","question":"text","text":"text","score":"real?","topic_id":"uuid?"},"references":{"topic_id":"topic"}}]}')

INSERT INTO "amora_meta" VALUES ('triggers', '6e62310347ebc557af4ed85c2baf91197e4d72d75ba3c579a9ea5daf8c6daafe')

INSERT INTO "amora_meta" VALUES ('version', '3')

INSERT INTO "amora_quarantine" VALUES ('11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 'answer', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'bad_id', '595553201d0801b19cdcd6fbc38ab3fe', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"kept","dataset_id":"dddddddddddddddddddddddddddddddd","id":"ac2a3fd00b196f5d039e91878a5f7429","question":"kept","text":"x","user_id":"11111111111111111111111111111111"}')

INSERT INTO "amora_quota" VALUES ('', 340)

INSERT INTO "amora_recordmaxcounter" VALUES ('07ccba9f80d5df2842255adee7e1ca6e', '6803628bff1d286b06227c5a16c43a7f', 4)

INSERT INTO "amora_recordmaxcounter" VALUES ('735f0b3bd9ca4953b228c94d6eea58a2', 'db00e94bc431700e01459706f7f86976', 2)

INSERT INTO "amora_store_dirty" VALUES ('answer', '889577de70181c6c63192168974ec7cc')

INSERT INTO "amora_store_dirty" VALUES ('badge', '5e4814bb63e0ac90e40c57e9761c24a2')

INSERT INTO "amora_write_scope" VALUES ('cb459e60202f18df2a27dda8f658fe4f')

INSERT INTO "amora_write_scope" VALUES (CAST(x'0a' AS TEXT))

INSERT INTO "answer" VALUES ('07ccba9f80d5df2842255adee7e1ca6e', 'cb459e60202f18df2a27dda8f658fe4f', '11111111111111111111111111111111', '2', 'his', 0.5, 'c6a45b58eca321a9bd73db8d94145d20', '2', 'cb459e60202f18df2a27dda8f658fe4f:user:11111111111111111111111111111111')

INSERT INTO "answer" VALUES ('f821637bad69d8406f3306aa48a3d1ef', 'cb459e60202f18df2a27dda8f658fe4f', '11111111111111111111111111111111', '4', 'unsynced', NULL, NULL, '4', 'cb459e60202f18df2a27dda8f658fe4f:user:11111111111111111111111111111111')

INSERT INTO "morango_buffer" VALUES (1, 8, 1, 'b7b869cd15ebc28f6bf8089d31ef2044', 'first half', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, NULL, NULL, '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"first half","dataset_id":"dddddddddddddddddddddddddddddddd","id":"b7b869cd15ebc28f6bf8089d31ef2044","question":"first half","text":"x","user_id":"11111111111111111111111111111111"}', '')

INSERT INTO "morango_certificate" VALUES ('19131be4305eb9da5585e19e9cae20ba', 'cb459e60202f18df2a27dda8f658fe4f', 'school', '89c52e746fe2a6c22a17f241fd512378', 'full', 1, '{"dataset_id": "cb459e60202f18df2a27dda8f658fe4f"}', 'MIIBCgKCAQEAx5zWHkPL/RDRcPFNparSJGE6oZjdnV9Qqh9pdkxoUpFynECIpi9fp+MiDWKMXMpmeReUhbcO9B+Aqt7ETLPIY268qzOVktGhdI5ivkDpsH3AQHvyJDsjMScCL+32Od8g8jCJIem4aaffWJ4FlFoWW92QG1Wn+PQanmteaFzlrthatniSh8q97VGAwvwKg3fY9LHY32tWSpz2CHlrd8e1TlyLTI13qMuWjeQJfve2amLcbXcu7eaesg/lHjdqQESs/mftj2TEi7ikTbOsTPDDyohoGfZMTRYZaNANCZEPyfM9rTI0VrHKJgGDJN+OchYwzL8wB6FerzLXdsAqsphZNwIDAQAB', '{"id": "19131be4305eb9da5585e19e9cae20ba", "parent_id": "cb459e60202f18df2a27dda8f658fe4f", "profile": "school", "salt": "89c52e746fe2a6c22a17f241fd512378", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"cb459e60202f18df2a27dda8f658fe4f\"}", "public_key_string": "MIIBCgKCAQEAx5zWHkPL/RDRcPFNparSJGE6oZjdnV9Qqh9pdkxoUpFynECIpi9fp+MiDWKMXMpmeReUhbcO9B+Aqt7ETLPIY268qzOVktGhdI5ivkDpsH3AQHvyJDsjMScCL+32Od8g8jCJIem4aaffWJ4FlFoWW92QG1Wn+PQanmteaFzlrthatniSh8q97VGAwvwKg3fY9LHY32tWSpz2CHlrd8e1TlyLTI13qMuWjeQJfve2amLcbXcu7eaesg/lHjdqQESs/mftj2TEi7ikTbOsTPDDyohoGfZMTRYZaNANCZEPyfM9rTI0VrHKJgGDJN+OchYwzL8wB6FerzLXdsAqsphZNwIDAQAB"}', 'kI4U7/pDcIq6179PMxX8nZ0kWxgdHha6HdQ7fN1WQLz8HaYEO1OiQ26EPYJeOZUdSSXl4EKFHkkwigvgkHKS9KyBw1ON9VlH+TwbtTfQmP2l0+K8zgHTGhSFL37OgeekCixYGBC8u0wIKApt5oQn+SlUM/BFEJqCN1HDqSitSEvcaHhQYSANDiGSov16mB+bj/gU20YcKq+iC7quEEA7n6mQLBR5e08p1zlZsGegDzCv1N7/DYxvredje+XlX+sTsWjfkqXO2v5rxsD2OfRzElquM3xoCUMtsRzaHmQ1J79Y2K+3pmOJbFw0xId66gLWD7EKzEIBg0LUxuTL9Qg6Gg==', NULL)

INSERT INTO "morango_certificate" VALUES ('cb459e60202f18df2a27dda8f658fe4f', NULL, 'school', '', 'full', 1, '{"dataset_id": "cb459e60202f18df2a27dda8f658fe4f"}', 'MIIBCgKCAQEAwJxLQLKqugU0kTlJ4VrmdZam3rm7QW4sdTv3xnw/fjs+gL8qB/QrHYZ4w9pS0vOk7Puk9OQndQA9C9ckJ/QSCdseFoDf6VElwGp3qN4MON8FLpXQcJvn/GT1BPHF6PppnIvOWn/4xJ1ylSTI4WV6qb0gswLzhV0AII2esOR5Q7zY8LyHmUiRkLj8Kb+ar2sgWKiBdeIluAcUV5Sagr5C6uxDZPWMJIGwC1dyMRelLU2KU+onmVMjvAbNq1vjK/Etj+j4cQXNSXdUliEhYlGjsmSNznYzpUTG70g7oXvkxC1Kogda/yYogY6aea6oHB4/xTpBPEFAijW+MYKoglrVnwIDAQAB', '{"id": "cb459e60202f18df2a27dda8f658fe4f", "parent_id": null, "profile": "school", "salt": "", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"cb459e60202f18df2a27dda8f658fe4f\"}", "public_key_string": "MIIBCgKCAQEAwJxLQLKqugU0kTlJ4VrmdZam3rm7QW4sdTv3xnw/fjs+gL8qB/QrHYZ4w9pS0vOk7Puk9OQndQA9C9ckJ/QSCdseFoDf6VElwGp3qN4MON8FLpXQcJvn/GT1BPHF6PppnIvOWn/4xJ1ylSTI4WV6qb0gswLzhV0AII2esOR5Q7zY8LyHmUiRkLj8Kb+ar2sgWKiBdeIluAcUV5Sagr5C6uxDZPWMJIGwC1dyMRelLU2KU+onmVMjvAbNq1vjK/Etj+j4cQXNSXdUliEhYlGjsmSNznYzpUTG70g7oXvkxC1Kogda/yYogY6aea6oHB4/xTpBPEFAijW+MYKoglrVnwIDAQAB"}', 'Fd1O6cZCcNGWedvsH3+CxtgDzdUt4jqi4Fw0DT8QuRBK82Dtv+BAxDk/lqipFC07ESSkkIAPWVouXIpMkeDZkl/Ts8tIugCJlGBMGzmA2UdvEeDFaMV+vM134jayuuQU/vArs3gGYh7+pm+YAeV1vZHvuZtU14li9tFoYleFJbVTqkOTCxp62ybkv/Fs5i9pciROMUCFLx15yZSZZHHSGjUApIrZ2m+jxkPi1fi+wZAdapJSq+yWoxXZg32ghkH8kUquQFCM7tNBZ3ere/jYZ35ba55+YNJBojEMd2xipbhzTytzdy+IcZV5xGzHKcVMcJtJFjk1gMG1Q7uUKtCZFA==', 'MIIEowIBAAKCAQEAwJxLQLKqugU0kTlJ4VrmdZam3rm7QW4sdTv3xnw/fjs+gL8qB/QrHYZ4w9pS0vOk7Puk9OQndQA9C9ckJ/QSCdseFoDf6VElwGp3qN4MON8FLpXQcJvn/GT1BPHF6PppnIvOWn/4xJ1ylSTI4WV6qb0gswLzhV0AII2esOR5Q7zY8LyHmUiRkLj8Kb+ar2sgWKiBdeIluAcUV5Sagr5C6uxDZPWMJIGwC1dyMRelLU2KU+onmVMjvAbNq1vjK/Etj+j4cQXNSXdUliEhYlGjsmSNznYzpUTG70g7oXvkxC1Kogda/yYogY6aea6oHB4/xTpBPEFAijW+MYKoglrVnwIDAQABAoIBADlZ0GZxTLia+C4NutvpLxnwQ7up3gH7hi1aL8rgEB/MEC5RvXgk0fm2oprelS7O8VrHCzUIAl+qNIMkClYDLKPWpLzantFgIjeK/BpCE62Tan2WijwdkBPtE6/nNaDLf0rnrgfwduhEYWvbSh0jFEUaVXQ3+r7JFFKdGJVfUmRCgLEJFwH5OOVN30ztisdHflfRfczrs0M9H3o7U6PRfG39hNaP8TBT0D30Vhny6t7pjiuc2tW88T+ddxDdh+ZmBLCw06J+AL8J0rMiP0+99fxRgyflSJsJD2EMMeQF0FgzjCxQMZm0CkNsohevBiYe0I3rpbINu7npvobdrjTQzQECgYEA3WbzEGAjk57HFDSJ/iaV4bNbl2t3JM4QzYvorioAVY4Wdg/A85T1bGn0WMZhoTqBTgCUvKGinuG5AQczzc/KWWQjXcB7ymMP6hzdF53MnxH3vPkoC9TiwlOHS96+i9723KFaIh3ivK3+GqFWPIEe/xQSbSqQFGo1Az84kxsC98ECgYEA3rWN2ndMXPh+iBNEQYFuMEAT+9MJeeIPOBW0FbVRzIUjAiXjjSTTmL+GyBpU+mZyippl1jFWHhleoo1FA3DNPUuu4NTiBarjwltlHi49hjXayMk68WtYrAdpeXPflRxCrX/YaQ2wM95jiNcmaelHAOzRMmxgan8RivMtwlryJV8CgYARLNdWQd8AqKSQ8LJzwNKHu74zNOb9N+8dwui9+gwklu0vI3G4c6nGS0HlUR5pv3wgbPMc3v0ajjAn4EMoiCIOZTJJJ5Fy1dR6ONr95gPloyMwybNNl6ovoQMx44msmBNWcj3nv6HDOUwpDLL/5pRc/VWgmliq/MI4CkN9Re8pAQKBgQDdjqSWiERR4WyPlws6V7b1DWpUBjjRJlGZrA3B4uaDnpebVXIxQke3GCLQA1Iy4aRluwBAvEg+HWMGN6BGsfucVSSey2on1UBMZHwOMFZIpF8JjRe0gORwD9egWeQ+BSVYUW1L5bA7iaxfwBqZFtfqVa4wiZzJlawwHYiSZ8Op5QKBgF64YvoO3WhtcnNlZdx9wvnmAneIVLOH6x1GWYsgs9nIqkph9Apm5gzYTHaNyrLa6AGPHqoOGr0ZXmSp9rApDpIweaUQGoPf+opkR/O9S9k0uLKIbUT8z6H2czXfvDuO8glGof6CwpPEpM1oG4Wx3yrtA5n49kjjEEpSpBLpOsGj')

INSERT INTO "morango_databaseidmodel" VALUES ('74fb556aaa9f61d4fc9c3d7c2c798632', 1, '2026-11-29T22:14:28.336671Z', 'db00e94bc431700e01459706f7f86976')

INSERT INTO "morango_databasemaxcounter" VALUES ('cb459e60202f18df2a27dda8f658fe4f', '6803628bff1d286b06227c5a16c43a7f', 4)

INSERT INTO "morango_databasemaxcounter" VALUES ('cb459e60202f18df2a27dda8f658fe4f', 'db00e94bc431700e01459706f7f86976', 5)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'db00e94bc431700e01459706f7f86976', 7)

INSERT INTO "morango_deletedmodels" VALUES ('052de9beca6605165a27721d98aa3104', 'school')

INSERT INTO "morango_harddeletedmodels" VALUES ('052de9beca6605165a27721d98aa3104', 'school')

INSERT INTO "morango_instanceidmodel" VALUES ('db00e94bc431700e01459706f7f86976', '', '', '', '', '74fb556aaa9f61d4fc9c3d7c2c798632', '', '', 7, 1)

INSERT INTO "morango_nonce" VALUES ('8f0355fc3bdbabef9657ab5449aa9a45', '2026-11-29T22:14:28.550173Z', '')

INSERT INTO "morango_scopedefinition" VALUES ('full', 1, 'school', 'dataset_id', 'Everything.', '', '', '${dataset_id}', '{}')

INSERT INTO "morango_scopedefinition" VALUES ('learner', 1, 'school', '', 'Own work.', '${dataset_id}:shared', '', '${dataset_id}:user:${user_id}', '{}')

INSERT INTO "morango_store" VALUES ('052de9beca6605165a27721d98aa3104', '1', 'answer', 'school', 'cb459e60202f18df2a27dda8f658fe4f:user:11111111111111111111111111111111', '', 'db00e94bc431700e01459706f7f86976', 2, 0, 0, NULL, '', '{"id":"052de9beca6605165a27721d98aa3104","_morango_source_id":"1","_morango_partition":"cb459e60202f18df2a27dda8f658fe4f:user:11111111111111111111111111111111","dataset_id":"cb459e60202f18df2a27dda8f658fe4f","user_id":"11111111111111111111111111111111","question":"1","text":"it''s\n1","score":0.5,"topic_id":"c6a45b58eca321a9bd73db8d94145d20"}', '')

INSERT INTO "morango_store" VALUES ('07ccba9f80d5df2842255adee7e1ca6e', '2', 'answer', 'school', 'cb459e60202f18df2a27dda8f658fe4f:user:11111111111111111111111111111111', '', 'db00e94bc431700e01459706f7f86976', 4, 0, 0, NULL, '', '{"id":"07ccba9f80d5df2842255adee7e1ca6e","_morango_source_id":"2","_morango_partition":"cb459e60202f18df2a27dda8f658fe4f:user:11111111111111111111111111111111","dataset_id":"cb459e60202f18df2a27dda8f658fe4f","user_id":"11111111111111111111111111111111","question":"2","text":"his","score":0.5,"topic_id":"c6a45b58eca321a9bd73db8d94145d20"}', CAST(x'7b226964223a223037636362613966383064356466323834323235356164656537653163613665222c225f6d6f72616e676f5f736f757263655f6964223a2232222c225f6d6f72616e676f5f706172746974696f6e223a2263623435396536303230326631386466326132376464613866363538666534663a757365723a3131313131313131313131313131313131313131313131313131313131313131222c22646174617365745f6964223a226362343539653630323032663138646632613237646461386636353866653466222c22757365725f6964223a223131313131313131313131313131313131313131313131313131313131313131222c227175657374696f6e223a2232222c2274657874223a2268657273222c2273636f7265223a302e352c22746f7069635f6964223a226336613435623538656361333231613962643733646238643934313435643230227d0a' AS TEXT))

INSERT INTO "morango_store" VALUES ('083d60a5d02c31f8e51d5968af94cc58', 'e5d13d5fad6c0f2e780413aff7b1c86f', 'topic', 'school', 'cb459e60202f18df2a27dda8f658fe4f:shared', 'c6a45b58eca321a9bd73db8d94145d20', 'db00e94bc431700e01459706f7f86976', 2, 0, 0, NULL, '', '{"id":"083d60a5d02c31f8e51d5968af94cc58","_morango_source_id":"e5d13d5fad6c0f2e780413aff7b1c86f","_morango_partition":"cb459e60202f18df2a27dda8f658fe4f:shared","dataset_id":"cb459e60202f18df2a27dda8f658fe4f","title":"sub","parent_id":"c6a45b58eca321a9bd73db8d94145d20"}', '')

INSERT INTO "morango_store" VALUES ('5e4814bb63e0ac90e40c57e9761c24a2', 'unknown', 'badge', 'school', 'dddddddddddddddddddddddddddddddd', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', '', '{"_morango_partition":"dddddddddddddddddddddddddddddddd","_morango_source_id":"unknown","dataset_id":"dddddddddddddddddddddddddddddddd","id":"5e4814bb63e0ac90e40c57e9761c24a2","of":"a newer build"}', '')

INSERT INTO "morango_store" VALUES ('735f0b3bd9ca4953b228c94d6eea58a2', '3', 'answer', 'school', 'cb459e60202f18df2a27dda8f658fe4f:user:11111111111111111111111111111111', '', '6803628bff1d286b06227c5a16c43a7f', 4, 1, 0, 'a0cc3332bf1e512171130d914eaba936', '', '{"id":"735f0b3bd9ca4953b228c94d6eea58a2","_morango_source_id":"3","_morango_partition":"cb459e60202f18df2a27dda8f658fe4f:user:11111111111111111111111111111111","dataset_id":"cb459e60202f18df2a27dda8f658fe4f","user_id":"11111111111111111111111111111111","question":"3","text":"it''s\n3","score":0.5,"topic_id":"c6a45b58eca321a9bd73db8d94145d20"}', '')

INSERT INTO "morango_store" VALUES ('889577de70181c6c63192168974ec7cc', 'waits', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', 'missing_reference: topic_id', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"waits","dataset_id":"dddddddddddddddddddddddddddddddd","id":"889577de70181c6c63192168974ec7cc","question":"waits","text":"x","user_id":"11111111111111111111111111111111","topic_id":"99999999999999999999999999999999"}', '')

INSERT INTO "morango_store" VALUES ('c6a45b58eca321a9bd73db8d94145d20', '85b4f8f776d051f44daf055c4a2ce43e', 'topic', 'school', 'cb459e60202f18df2a27dda8f658fe4f:shared', '', 'db00e94bc431700e01459706f7f86976', 2, 0, 0, NULL, '', '{"id":"c6a45b58eca321a9bd73db8d94145d20","_morango_source_id":"85b4f8f776d051f44daf055c4a2ce43e","_morango_partition":"cb459e60202f18df2a27dda8f658fe4f:shared","dataset_id":"cb459e60202f18df2a27dda8f658fe4f","title":"top","parent_id":null}', '')

INSERT INTO "morango_syncsession" VALUES ('033229b6f1186bc8684fe83cb7185ac7', '2026-11-29T22:14:28.455412Z', '2026-11-29T22:14:28.458007Z', 1, 0, 'cb459e60202f18df2a27dda8f658fe4f', 'b05c8797cd01d748dd64e3dd2d6e7786', 'school', 'network', 'relay', '', '', 'db00e94bc431700e01459706f7f86976', '')

INSERT INTO "morango_syncsession" VALUES ('636130c21301db9c7b52b43a424aeaac', '2026-11-29T22:14:28.534774Z', '2026-11-29T22:14:28.537994Z', 1, 0, 'cb459e60202f18df2a27dda8f658fe4f', 'b05c8797cd01d748dd64e3dd2d6e7786', 'school', 'network', 'relay', '', '', 'db00e94bc431700e01459706f7f86976', '0f2238cacc2031859e6b61e4b2ba6252')

INSERT INTO "morango_syncsession" VALUES ('9d38f4c2eeb9de9e9b4a93567b772412', '2026-11-29T22:14:28.489909Z', '2026-11-29T22:14:28.490345Z', 1, 0, 'cb459e60202f18df2a27dda8f658fe4f', 'b05c8797cd01d748dd64e3dd2d6e7786', 'school', 'network', 'relay', '', '', 'db00e94bc431700e01459706f7f86976', '0f2238cacc2031859e6b61e4b2ba6252')

INSERT INTO "morango_transfersession" VALUES (1, '23933ca552ae0c65f80af2561984e653', '033229b6f1186bc8684fe83cb7185ac7', 0, 0, 'school', 'cb459e60202f18df2a27dda8f658fe4f', 2, '2026-11-29T22:14:28.455548Z', '2026-11-29T22:14:28.457694Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0)

INSERT INTO "morango_transfersession" VALUES (2, 'd2f279f3859ff73abfa4861de1b27b90', '033229b6f1186bc8684fe83cb7185ac7', 0, 1, 'school', 'cb459e60202f18df2a27dda8f658fe4f', 2, '2026-11-29T22:14:28.458016Z', '2026-11-29T22:14:28.458640Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0)

INSERT INTO "morango_transfersession" VALUES (3, 'd0e1f90facce14e3a92862051aa4c968', '9d38f4c2eeb9de9e9b4a93567b772412', 0, 0, 'school', 'cb459e60202f18df2a27dda8f658fe4f', 2, '2026-11-29T22:14:28.489939Z', '2026-11-29T22:14:28.490244Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0)

INSERT INTO "morango_transfersession" VALUES (4, 'ceb703ec952673b2de89133e727d9c92', '9d38f4c2eeb9de9e9b4a93567b772412', 0, 1, 'school', 'cb459e60202f18df2a27dda8f658fe4f', 2, '2026-11-29T22:14:28.490352Z', '2026-11-29T22:14:28.494701Z', 0, 5, 5, 2609, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0)

INSERT INTO "morango_transfersession" VALUES (5, 'a0cc3332bf1e512171130d914eaba936', '636130c21301db9c7b52b43a424aeaac', 0, 0, 'school', 'cb459e60202f18df2a27dda8f658fe4f', 2, '2026-11-29T22:14:28.534811Z', '2026-11-29T22:14:28.537823Z', 0, 2, 2, 0, 1177, '{}', '{}', 'cleanup', 'completed', NULL, 1, 0)

INSERT INTO "morango_transfersession" VALUES (6, 'a3abe9f940f5c0b57ae346cea10b1925', '636130c21301db9c7b52b43a424aeaac', 0, 1, 'school', 'cb459e60202f18df2a27dda8f658fe4f', 2, '2026-11-29T22:14:28.538004Z', '2026-11-29T22:14:28.538706Z', 0, 1, 1, 962, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0)

INSERT INTO "morango_transfersession" VALUES (7, '595553201d0801b19cdcd6fbc38ab3fe', '595553201d0801b19cdcd6fbc38ab3fe', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-29T22:14:28.547480Z', '2026-11-29T22:14:28.550121Z', 0, 3, 3, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 1)

INSERT INTO "morango_transfersession" VALUES (8, '55555555555555555555555555555555', '55555555555555555555555555555555', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-29T22:14:28.550201Z', '9999-01-01T00:00:00.000000Z', 1, 2, 1, 0, 0, '{}', '{"super": {}, "sub": {}}', 'transferring', 'started', 1, 0, 0)

INSERT INTO "topic" VALUES ('083d60a5d02c31f8e51d5968af94cc58', 'cb459e60202f18df2a27dda8f658fe4f', 'sub', 'c6a45b58eca321a9bd73db8d94145d20', 'e5d13d5fad6c0f2e780413aff7b1c86f', 'cb459e60202f18df2a27dda8f658fe4f:shared')

INSERT INTO "topic" VALUES ('c6a45b58eca321a9bd73db8d94145d20', 'cb459e60202f18df2a27dda8f658fe4f', 'top', NULL, '85b4f8f776d051f44daf055c4a2ce43e', 'cb459e60202f18df2a27dda8f658fe4f:shared')

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

