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
  conflicts TEXT NOT NULL,
  at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%S', 'now'))
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

CREATE TABLE amora_kept (prefix TEXT PRIMARY KEY NOT NULL) WITHOUT ROWID

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
  process TEXT NOT NULL,
  marks TEXT NOT NULL DEFAULT ''
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

CREATE TABLE amora_note (
  n INTEGER PRIMARY KEY,
  room TEXT NOT NULL,
  certificate_id TEXT NOT NULL UNIQUE,
  text TEXT NOT NULL,
  signature TEXT NOT NULL,
  chain TEXT NOT NULL
)

CREATE TABLE amora_orphan (id TEXT PRIMARY KEY NOT NULL) WITHOUT ROWID

CREATE TABLE amora_partitionmaxcounter (
  partition TEXT NOT NULL,
  instance_id TEXT NOT NULL,
  counter INTEGER NOT NULL,
  PRIMARY KEY (partition, instance_id)
) WITHOUT ROWID

CREATE TABLE amora_purgeable (
  id TEXT PRIMARY KEY NOT NULL,
  since TEXT NOT NULL
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
  marks TEXT NOT NULL DEFAULT '',
  again INTEGER NOT NULL DEFAULT 0,
  notes_sent INTEGER NOT NULL DEFAULT 0,
  notes_got INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (room, relay)
) WITHOUT ROWID

CREATE TABLE amora_relocated (
  id TEXT NOT NULL,
  moved_to TEXT NOT NULL,
  pending INTEGER NOT NULL DEFAULT 0,
  apart INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (id, moved_to)
) WITHOUT ROWID

CREATE TABLE amora_repeated (
  room TEXT NOT NULL,
  relay TEXT NOT NULL,
  push INTEGER NOT NULL,
  prefix TEXT NOT NULL,
  PRIMARY KEY (room, relay, push, prefix)
) WITHOUT ROWID

CREATE TABLE amora_rescued (
  n INTEGER PRIMARY KEY,
  room TEXT NOT NULL,
  id TEXT NOT NULL,
  model_name TEXT NOT NULL,
  partition TEXT NOT NULL,
  deleted INTEGER NOT NULL,
  serialized TEXT NOT NULL,
  at TEXT NOT NULL
)

CREATE TABLE amora_resolved (
  id TEXT PRIMARY KEY NOT NULL,
  settled TEXT NOT NULL
) WITHOUT ROWID

CREATE TABLE amora_room (
  n INTEGER PRIMARY KEY,
  room TEXT NOT NULL UNIQUE
)

CREATE TABLE amora_seen (
  certificate_id TEXT PRIMARY KEY NOT NULL,
  parent_id TEXT NOT NULL,
  at TEXT NOT NULL
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

INSERT INTO "amora_acknowledged" VALUES ('bcd89ded7986b865fe16fb5317ca7acf7974462659a15925cebd873f9a856168:91c9881c01fe238ff0cb2f0dabdd3969', '008629f90619064023e9e1cb43b0a171', 'd11bd242104d43721185247b8ed42a72', 5)

INSERT INTO "amora_bundle" VALUES ('008629f90619064023e9e1cb43b0a171', 2, '{"room":"008629f90619064023e9e1cb43b0a171","sequence":2,"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"id_rules":{"topic":"given"},"relay_keys":["MIIBCgKCAQEAxfH+aKzMuHogZlwVTFuztd4SWya4rxMkaRBzWbOODaNiGpYm4oNx5oL1dEIEKBZmNtEtgDUwbeOVPY+oSSyv7MIevinT48NcH5EvxmpL5HhMWiJVxcJmEK115QezqhZDQ7x4Eofxhv1WQWChhfhU/c0z1sGqSG0Y52gdAaMm58Yu4OPX5XqRZfDV6HP1Lz7sGMvVdUWYPK4WpGIM1GIyY2EMLBYyElGcN9O13L/dyUsNgvAaFCvsOEJhIX2G0CaDpb5mAWsJAyjQy58e49XnZvRbhh1CoyhLMB4XSBNeiTLbtjpbIYVQg/DS5Lgp2kOopLzJbrqJZ1QL8F1R9RxVPwIDAQAB"],"revoked":[]}', 'F+KBGZUlDv7GvZsCZ24pVQ+UymJGnzclvYj1TLUrsVR/M2gP8reFl4SiAlWRlr9dEofco5ZcnzkgLtxg1kFGYB4qkjldUAEBigBsuFznK6bVPZBPeUxNbaEEKgRLlDytpTxk321E8wmwQXTtPkOgE3wtQkiIfDh8QDQcch9cw5zYAgTmOXq2tgtlARgPhZi4m50A5B2cXPFHWvucM7Gk0WrCAWFEx/tq6Zz+XwPVFP/sZvGReoIk8dS6r1X8L9gPibVABzOBZd5fF0sY7fPzjzLvaYve1ertq0OUh7wJ9tp4Mi8+fZfHl/iqdwl1iu71r9kA8pZQiINhaP+2dhQlvQ==')

INSERT INTO "amora_dirty_answer" VALUES ('8a9ab00a45913a7d85f9ac55502c4248')

INSERT INTO "amora_issued" VALUES ('8e7ffa4cec7ad410f4bca81bff5a9b28', '', '2026-11-30T22:12:21.867303Z')

INSERT INTO "amora_known_relay" VALUES ('008629f90619064023e9e1cb43b0a171', 'bcd89ded7986.relay:80', 'bcd89ded7986b865fe16fb5317ca7acf7974462659a15925cebd873f9a856168')

INSERT INTO "amora_meta" VALUES ('schema', '{"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"models":[{"name":"topic","table":"topic","partition":"${dataset_id}:shared","source":null,"columns":{"dataset_id":"uuid","title":"text","parent_id":"uuid?"},"references":{"parent_id":"topic"}},{"name":"answer","table":"answer","partition":"${dataset_id}:user:${user_id}","source":"${question}","columns":{"dataset_id":"uuid","user_id":"uuid","question":"text","text":"text","score":"real?","topic_id":"uuid?"},"references":{"topic_id":"topic"}}]}')

INSERT INTO "amora_meta" VALUES ('triggers', '7965a421b4e3ddfdf69a90d898ec131895dc3f5daaea2a8a003540597471787b')

INSERT INTO "amora_meta" VALUES ('version', '3')

INSERT INTO "amora_note" VALUES (1, '008629f90619064023e9e1cb43b0a171', 'ebe595a199aa2e12bd2e96c286128532', '{"room":"008629f90619064023e9e1cb43b0a171","certificate":"ebe595a199aa2e12bd2e96c286128532","label":"","at":"2026-11-30T22:12:21.749700Z","relay":"bcd89ded7986.relay:80"}', 'r8odn/BGb5aLJLsSfBX2E3B/IQ3fqW5fRGO/8j4tJR/2plk8f7S93wOwn4FSkanTq7STxRDt+48Ctjr6bwN+Y9JelDKybGzjuPLPTDFG+2Pm8wHGehcfe2S0csr0mD9oivxcthCXGKxZ6Ik9tbH5bP9jsUFtscTXNDt2wfhCorm9yicV83/QyYn0D84Wlil8Bvb5HUakQ5SIuK+czcDm7CZ8bONzSVbxy+loRJ0KCHTxv2iYgpw79Ka5GDpoArox9rQ+wi12Vw8SW30hKHt+5xoWgFg2iFQbdms5oT1qu8nSwrslPsVWPUjYgyYqD4i8QqQWH7qPS20rgtkddUWMiQ==', '[{"id":"ebe595a199aa2e12bd2e96c286128532","parent":"008629f90619064023e9e1cb43b0a171","profile":"school","scope_definition":"full","scope_version":1,"scope_params":"{\"dataset_id\": \"008629f90619064023e9e1cb43b0a171\"}","public_key":"MIIBCgKCAQEAxfH+aKzMuHogZlwVTFuztd4SWya4rxMkaRBzWbOODaNiGpYm4oNx5oL1dEIEKBZmNtEtgDUwbeOVPY+oSSyv7MIevinT48NcH5EvxmpL5HhMWiJVxcJmEK115QezqhZDQ7x4Eofxhv1WQWChhfhU/c0z1sGqSG0Y52gdAaMm58Yu4OPX5XqRZfDV6HP1Lz7sGMvVdUWYPK4WpGIM1GIyY2EMLBYyElGcN9O13L/dyUsNgvAaFCvsOEJhIX2G0CaDpb5mAWsJAyjQy58e49XnZvRbhh1CoyhLMB4XSBNeiTLbtjpbIYVQg/DS5Lgp2kOopLzJbrqJZ1QL8F1R9RxVPwIDAQAB","serialized":"{\"id\": \"ebe595a199aa2e12bd2e96c286128532\", \"parent_id\": \"008629f90619064023e9e1cb43b0a171\", \"profile\": \"school\", \"salt\": \"80936456ea4373805bb96c21421cc4c9\", \"scope_definition_id\": \"full\", \"scope_version\": 1, \"scope_params\": \"{\\\"dataset_id\\\": \\\"008629f90619064023e9e1cb43b0a171\\\"}\", \"public_key_string\": \"MIIBCgKCAQEAxfH+aKzMuHogZlwVTFuztd4SWya4rxMkaRBzWbOODaNiGpYm4oNx5oL1dEIEKBZmNtEtgDUwbeOVPY+oSSyv7MIevinT48NcH5EvxmpL5HhMWiJVxcJmEK115QezqhZDQ7x4Eofxhv1WQWChhfhU/c0z1sGqSG0Y52gdAaMm58Yu4OPX5XqRZfDV6HP1Lz7sGMvVdUWYPK4WpGIM1GIyY2EMLBYyElGcN9O13L/dyUsNgvAaFCvsOEJhIX2G0CaDpb5mAWsJAyjQy58e49XnZvRbhh1CoyhLMB4XSBNeiTLbtjpbIYVQg/DS5Lgp2kOopLzJbrqJZ1QL8F1R9RxVPwIDAQAB\"}","signature":"W2OAz7a0J8tgOcqDZv3eRlQCN5zADb2iWGOYhj+Ey4wVt2QSxUA7wtkIE3AqM/bqVoPrV+QFtBIXF1INbDG+XQdM9iiJ65DqxpmmYfqiPLIxHtLXbIvgQmECssPCpLuyxDFBQR30w6gRVkegH2VXGaXOZLLVDeordQif5z+CYZLDE9XKrKgl5qboOasMxLgjKeanMsa2gYL3gEdXoVV2jBoSsSLHLLAf3lnXh6/8vowua90jECeFhndYevqnVnlD+4MNhsJBaEekLs1+QibE+cn8j0dX5a1nexOH3P3Zd8K2+8TJsZ8X+qz710QYrTKenwy0mvzlFVyJlBLR94VXvA==","salt":"80936456ea4373805bb96c21421cc4c9"}]')

INSERT INTO "amora_note" VALUES (2, '008629f90619064023e9e1cb43b0a171', '8e7ffa4cec7ad410f4bca81bff5a9b28', '{"room":"008629f90619064023e9e1cb43b0a171","certificate":"8e7ffa4cec7ad410f4bca81bff5a9b28","label":"","at":"2026-11-30T22:12:21.867303Z","relay":""}', 'pDcljI+1cBteOB0XvjVNxiFOQ0nT+EyYnlyWBPKzRoVSZAQZXro02Jgc/bCsMNhdfEzK9X/CC55Mnxlv3XwpdT6/XWE5uSRgpuvnOR3RB2NrVToSUibcQzqEJSbCkfHmAV1zSw778fJ8rGK4l0uITsApnwrPJvgWItNXfZ4wmnfzK66/clPHKWyk4fPbduEBbrgPeu/Y9XihXkeBgWDca01x/Zwh4EF9x7iOLkeve6TxA0LsnMvnXEjjgZaYTeq9XgZensuGtcGYoom/Q/HckZEYgwuxueSGMeErYDgRkZxgJ2RB6GMnbqN2GaCsF0E4JVxiGYkmMFOmq6/nUHzokA==', '[{"id":"8e7ffa4cec7ad410f4bca81bff5a9b28","parent":"008629f90619064023e9e1cb43b0a171","profile":"school","scope_definition":"full","scope_version":1,"scope_params":"{\"dataset_id\": \"008629f90619064023e9e1cb43b0a171\"}","public_key":"MIIBCgKCAQEAx+FxbuX1HDztiVcMRPAKkSCRzaTXQi29sj38+/LZj+2LjiSC8/tLL56aaIyoEUjptTK0LTN5/Ymp64ARjEODvehJz/ElgpASVK613eYZv2WiHa6dAE/2bT8JnUSeZUqqbs+tKziY5gNJVwtOcG9S0n4ITdfZmJ32gaFai+Xqb/o1fne3WU97y4Dmj1uGdJjj6DmKjo/kP+3pqxy6GwFepdQkSSRRawVsq+5YZkFl92Slrlk7Qj8tpCUtGkM+na7agq7n16rIp4ONKO+rvqd2/cqc7TMgKWtsDqdFFhs++FlQr8CCu8wonQbKau25pwF1D9JVhWKvq6M76sHuRaQdNwIDAQAB","serialized":"{\"id\": \"8e7ffa4cec7ad410f4bca81bff5a9b28\", \"parent_id\": \"008629f90619064023e9e1cb43b0a171\", \"profile\": \"school\", \"salt\": \"94388a49a680bd5e4145b1663c804f26\", \"scope_definition_id\": \"full\", \"scope_version\": 1, \"scope_params\": \"{\\\"dataset_id\\\": \\\"008629f90619064023e9e1cb43b0a171\\\"}\", \"public_key_string\": \"MIIBCgKCAQEAx+FxbuX1HDztiVcMRPAKkSCRzaTXQi29sj38+/LZj+2LjiSC8/tLL56aaIyoEUjptTK0LTN5/Ymp64ARjEODvehJz/ElgpASVK613eYZv2WiHa6dAE/2bT8JnUSeZUqqbs+tKziY5gNJVwtOcG9S0n4ITdfZmJ32gaFai+Xqb/o1fne3WU97y4Dmj1uGdJjj6DmKjo/kP+3pqxy6GwFepdQkSSRRawVsq+5YZkFl92Slrlk7Qj8tpCUtGkM+na7agq7n16rIp4ONKO+rvqd2/cqc7TMgKWtsDqdFFhs++FlQr8CCu8wonQbKau25pwF1D9JVhWKvq6M76sHuRaQdNwIDAQAB\"}","signature":"RJxCI6NfBXoGA9OtMtG/MfWYtVhp5laYRHjwjIiiDYGtQlCZVlYpN7u53tIfWskQlznShxN2SkhVnkTYFUpmjCrySojkCcOpULPyW5yhyfcXAu5W2NgAJBzm2pUGRLC5AN2dZhPEwRClTynQT6awwxbtFyScaIK2hwzJYTIZj7MoYmLsnXAZCMoPJtroeyDX4X8AcSNZSs3k0vblm+I5Vwi5dX9TY9bxXAmOZEKLD7iHi6XNIAg3eFZtVjTsZw95FnTnGf7s/578g1hrW3pau0xMkBoHZ+85zylyUGW+f7bW2dCSw6PsLRR9zvbGNI8Z6wNNjbSSetAH+52DjtVmKw==","salt":"94388a49a680bd5e4145b1663c804f26"}]')

INSERT INTO "amora_partitionmaxcounter" VALUES ('008629f90619064023e9e1cb43b0a171:shared', 'd11bd242104d43721185247b8ed42a72', 2)

INSERT INTO "amora_partitionmaxcounter" VALUES ('008629f90619064023e9e1cb43b0a171:user:11111111111111111111111111111111', 'b58813651b7e374183d1c548dac7e422', 4)

INSERT INTO "amora_partitionmaxcounter" VALUES ('008629f90619064023e9e1cb43b0a171:user:11111111111111111111111111111111', 'd11bd242104d43721185247b8ed42a72', 4)

INSERT INTO "amora_partitionmaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1)

INSERT INTO "amora_partitionmaxcounter" VALUES ('dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1)

INSERT INTO "amora_purgeable" VALUES ('76294763aa4cf1ad7700085a71310fcc', '2026-11-30T22:12:21')

INSERT INTO "amora_purgeable" VALUES ('9ac249df7ab3c3b03e83c36033d5a43f', '2026-11-30T22:12:21')

INSERT INTO "amora_pushed_certificate" VALUES ('ebe595a199aa2e12bd2e96c286128532', 'bcd89ded7986b865fe16fb5317ca7acf7974462659a15925cebd873f9a856168', 'bcd89ded7986.relay:80', '2026-11-30T22:12:21.749700Z')

INSERT INTO "amora_quarantine" VALUES ('11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 'answer', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'bad_id', '595553201d0801b19cdcd6fbc38ab3fe', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"kept","dataset_id":"dddddddddddddddddddddddddddddddd","id":"ac2a3fd00b196f5d039e91878a5f7429","question":"kept","text":"x","user_id":"11111111111111111111111111111111"}')

INSERT INTO "amora_quota" VALUES ('', 340)

INSERT INTO "amora_recordmaxcounter" VALUES ('76294763aa4cf1ad7700085a71310fcc', 'b58813651b7e374183d1c548dac7e422', 4)

INSERT INTO "amora_recordmaxcounter" VALUES ('9ac249df7ab3c3b03e83c36033d5a43f', 'd11bd242104d43721185247b8ed42a72', 2)

INSERT INTO "amora_relay" VALUES ('008629f90619064023e9e1cb43b0a171', 'bcd89ded7986b865fe16fb5317ca7acf7974462659a15925cebd873f9a856168:91c9881c01fe238ff0cb2f0dabdd3969', 'd11bd242104d43721185247b8ed42a72', '754f7f6191d46e524672f93c73dddda7', 2, '', 0, '{"sequence":6,"token":"754f7f6191d46e524672f93c73dddda7","mark":"90d18e0f","mac":"38607f174935ce8c72a17e0d43c5fb47be800e51d185fa43e21707a2e0ff9e53"}', 'c503c25a00000000fa65e8570000000057baf9f800000001226ee44000000001a9554fa50000000290d18e0f00000002', 0, 2, 2)

INSERT INTO "amora_room" VALUES (1, '008629f90619064023e9e1cb43b0a171')

INSERT INTO "amora_seen" VALUES ('8e7ffa4cec7ad410f4bca81bff5a9b28', '008629f90619064023e9e1cb43b0a171', '2026-11-30T22:12:21.908068Z')

INSERT INTO "amora_store_dirty" VALUES ('answer', '889577de70181c6c63192168974ec7cc')

INSERT INTO "amora_store_dirty" VALUES ('badge', '5e4814bb63e0ac90e40c57e9761c24a2')

INSERT INTO "amora_trust" VALUES (5)

INSERT INTO "amora_write_scope" VALUES ('008629f90619064023e9e1cb43b0a171')

INSERT INTO "amora_write_scope" VALUES (CAST(x'0a' AS TEXT))

INSERT INTO "answer" VALUES ('76294763aa4cf1ad7700085a71310fcc', '008629f90619064023e9e1cb43b0a171', '11111111111111111111111111111111', '2', 'his', 0.5, '55c0daa566c00190556a9fa6c3ef8d79', '2', '008629f90619064023e9e1cb43b0a171:user:11111111111111111111111111111111')

INSERT INTO "answer" VALUES ('8a9ab00a45913a7d85f9ac55502c4248', '008629f90619064023e9e1cb43b0a171', '11111111111111111111111111111111', '4', 'unsynced', NULL, NULL, '4', '008629f90619064023e9e1cb43b0a171:user:11111111111111111111111111111111')

INSERT INTO "morango_buffer" VALUES (1, 8, 1, 'b7b869cd15ebc28f6bf8089d31ef2044', 'first half', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, NULL, NULL, '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"first half","dataset_id":"dddddddddddddddddddddddddddddddd","id":"b7b869cd15ebc28f6bf8089d31ef2044","question":"first half","text":"x","user_id":"11111111111111111111111111111111"}', '')

INSERT INTO "morango_certificate" VALUES ('008629f90619064023e9e1cb43b0a171', NULL, 'school', '', 'full', 1, '{"dataset_id": "008629f90619064023e9e1cb43b0a171"}', 'MIIBCgKCAQEAxUn1EDBJi5UenAIEYo+u2LgGU0dIqysx+fZAKeqPuZ6jvBiCcYz5IkN0+N0Se73aHVOdJKbCEYfNEKzpn4TnjuOs22BHx6SdIAbNuoChMyuRlAscr2Z7nY5D5hH7dSpEiz2VEvDMNQQB2cRqQIrA05M+KK4IUyjdjbW/wAXcbOmisy1M+UbYiO6MlNrOmsQBtcsRiIFLmb/30Ezq5TIse1X2xq+NgNcYh4Ywjh/djJoMsPvbWhHLYVqH9xgN1BOnTVs5JJcFPU+8zM8vm2eEgs/KkT3GJRiT3tn8M+MK4XXK49+z3/jv5M6JcCYJzeQNFWAtu8KvJ0xFV8O+lfdj1QIDAQAB', '{"id": "008629f90619064023e9e1cb43b0a171", "parent_id": null, "profile": "school", "salt": "", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"008629f90619064023e9e1cb43b0a171\"}", "public_key_string": "MIIBCgKCAQEAxUn1EDBJi5UenAIEYo+u2LgGU0dIqysx+fZAKeqPuZ6jvBiCcYz5IkN0+N0Se73aHVOdJKbCEYfNEKzpn4TnjuOs22BHx6SdIAbNuoChMyuRlAscr2Z7nY5D5hH7dSpEiz2VEvDMNQQB2cRqQIrA05M+KK4IUyjdjbW/wAXcbOmisy1M+UbYiO6MlNrOmsQBtcsRiIFLmb/30Ezq5TIse1X2xq+NgNcYh4Ywjh/djJoMsPvbWhHLYVqH9xgN1BOnTVs5JJcFPU+8zM8vm2eEgs/KkT3GJRiT3tn8M+MK4XXK49+z3/jv5M6JcCYJzeQNFWAtu8KvJ0xFV8O+lfdj1QIDAQAB"}', 'giBVTvqxH6Kfb7tbdDME38n3Vmh1+7q5S2KSeBxA0by1KCbUVtqPy8EHRSqLpqp10Ch+fELwoY5lma0+WNr1OF9VhXTSLt7KbleMiHemwroyzbllS6KBE/7gl8FSDg81nZWSkTHeYVPCW+q0dWVDYTG5NRmvYOuvZdzeJcAwGDp/FTS6JStQMLBDy/s6Ivnm7QCWjDGE88Tmmjvo1L8DysYofx4+ObpwroYi2JytyacC4b8wbA6qP51K7Nl7FcKJxDlHImMaxZRnaYCFafB+4ZjINi0Vr3zANfo7HZnrmbrzx01OagytOY0Qcs+/c9tigMCXrlcCjDXCS8OGlYNCSA==', 'MIIEowIBAAKCAQEAxUn1EDBJi5UenAIEYo+u2LgGU0dIqysx+fZAKeqPuZ6jvBiCcYz5IkN0+N0Se73aHVOdJKbCEYfNEKzpn4TnjuOs22BHx6SdIAbNuoChMyuRlAscr2Z7nY5D5hH7dSpEiz2VEvDMNQQB2cRqQIrA05M+KK4IUyjdjbW/wAXcbOmisy1M+UbYiO6MlNrOmsQBtcsRiIFLmb/30Ezq5TIse1X2xq+NgNcYh4Ywjh/djJoMsPvbWhHLYVqH9xgN1BOnTVs5JJcFPU+8zM8vm2eEgs/KkT3GJRiT3tn8M+MK4XXK49+z3/jv5M6JcCYJzeQNFWAtu8KvJ0xFV8O+lfdj1QIDAQABAoIBAF28b+VLLAZXyX1SMAcsQWTSup6ixdId6dbbu0yvF66Xwy/BbWjKFCzFZDRBxWBpqdI5QfaCDL8LiNEddrrGCMcJQb3RlwkyGz12PhUYvH51euueA/kKdj07tOMBNDpM5NhLYCLpqfyedMqk2d7kjg14bhYh6e6pAessqXhw0HQmDpYrJeCbucdDGGTX6zp/2kj1ar/8eIu1z5ujCH9nVSPiRD8DpSytZTfpcGtlESfENi4RCxt9I5L2XmkTUquMOd6YfDotEN3FBZ8sXMWPX9V9zre8h/Ao2E/rgFHXTKtRFLD0VHxxHydF0cNxkEpZCeyR8ts3Cycs7S9oDeBNFtkCgYEA/JE/LKKcTruMq5YenZeQUH13BUQpghu3msjb1RuQBt4NyoCAgOVbH8Y7Pr8iBaYKJRvayvcVwHNitHQHGDQ3g8vYZAJmiIus3WzB8U4jipb0u32LN20SMEGhHD+o0Ibo2/ignCZF7U7GJEtzg/zNi2Dw9/BU2Y5SkxgI9xRQTisCgYEAx/hhjimysNibDcUIyDOqsyMej7us+TmDFSUmGq8cweT6XSo3Gs+4AXWEsH2Jmo/IEvkgAIPNd7LfZa2B9RdTrwBAEUa/cyZuaH2/b5T40hKuLzXOahx36EDD3W1dm+NbloV9PDCArn5hPoIuUuCVKhE02+AIaU14Agb9xhKwFf8CgYBgZzRc3iiZaL7105QWBP8BqhIfAXhygA/h1d8LBb1A0csjy07BZEoW47xDZAMhctIWff5SUGOOFLzNMihvFadG+Cy9Z6kpX175GYUhjPjF8n6xfecAnfI+Vx6ewLG3/natV8Y+M+GnBdVdjyslav4twC/aA3Lvo4JjQN5TKP7KBwKBgEidIx+yeJbLMRLA971rNZMzL4fWCKu/fKATC1EpQXIPKfLmv3fW8eRlvjcwfuVHTMnG+R32voe2xnRvmv9a5yJnHtynKiIwVGtRLlDgcbIm4mV2TmwtxkTqL7WaXyGaX8m6040lt7SlY76FGzkxIDlUYjNtmOBUJz3lOAXTB2oVAoGBAIJya02veL31natv79/radbRWo7Ip210/JeFf8MK/vpR/ueeL9KrEN5+W8OD9V+AB0c6XDV0o+SKDt2/p2RNveFLm06tlHcoW41Rwx0GPMuaZCzpiJpoE/cTPbMklueAC0FWXqcAprT4Y7Ar0SOQn602su+wdiJ9e0xDcOlvk6Rm')

INSERT INTO "morango_certificate" VALUES ('8e7ffa4cec7ad410f4bca81bff5a9b28', '008629f90619064023e9e1cb43b0a171', 'school', '94388a49a680bd5e4145b1663c804f26', 'full', 1, '{"dataset_id": "008629f90619064023e9e1cb43b0a171"}', 'MIIBCgKCAQEAx+FxbuX1HDztiVcMRPAKkSCRzaTXQi29sj38+/LZj+2LjiSC8/tLL56aaIyoEUjptTK0LTN5/Ymp64ARjEODvehJz/ElgpASVK613eYZv2WiHa6dAE/2bT8JnUSeZUqqbs+tKziY5gNJVwtOcG9S0n4ITdfZmJ32gaFai+Xqb/o1fne3WU97y4Dmj1uGdJjj6DmKjo/kP+3pqxy6GwFepdQkSSRRawVsq+5YZkFl92Slrlk7Qj8tpCUtGkM+na7agq7n16rIp4ONKO+rvqd2/cqc7TMgKWtsDqdFFhs++FlQr8CCu8wonQbKau25pwF1D9JVhWKvq6M76sHuRaQdNwIDAQAB', '{"id": "8e7ffa4cec7ad410f4bca81bff5a9b28", "parent_id": "008629f90619064023e9e1cb43b0a171", "profile": "school", "salt": "94388a49a680bd5e4145b1663c804f26", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"008629f90619064023e9e1cb43b0a171\"}", "public_key_string": "MIIBCgKCAQEAx+FxbuX1HDztiVcMRPAKkSCRzaTXQi29sj38+/LZj+2LjiSC8/tLL56aaIyoEUjptTK0LTN5/Ymp64ARjEODvehJz/ElgpASVK613eYZv2WiHa6dAE/2bT8JnUSeZUqqbs+tKziY5gNJVwtOcG9S0n4ITdfZmJ32gaFai+Xqb/o1fne3WU97y4Dmj1uGdJjj6DmKjo/kP+3pqxy6GwFepdQkSSRRawVsq+5YZkFl92Slrlk7Qj8tpCUtGkM+na7agq7n16rIp4ONKO+rvqd2/cqc7TMgKWtsDqdFFhs++FlQr8CCu8wonQbKau25pwF1D9JVhWKvq6M76sHuRaQdNwIDAQAB"}', 'RJxCI6NfBXoGA9OtMtG/MfWYtVhp5laYRHjwjIiiDYGtQlCZVlYpN7u53tIfWskQlznShxN2SkhVnkTYFUpmjCrySojkCcOpULPyW5yhyfcXAu5W2NgAJBzm2pUGRLC5AN2dZhPEwRClTynQT6awwxbtFyScaIK2hwzJYTIZj7MoYmLsnXAZCMoPJtroeyDX4X8AcSNZSs3k0vblm+I5Vwi5dX9TY9bxXAmOZEKLD7iHi6XNIAg3eFZtVjTsZw95FnTnGf7s/578g1hrW3pau0xMkBoHZ+85zylyUGW+f7bW2dCSw6PsLRR9zvbGNI8Z6wNNjbSSetAH+52DjtVmKw==', NULL)

INSERT INTO "morango_certificate" VALUES ('ebe595a199aa2e12bd2e96c286128532', '008629f90619064023e9e1cb43b0a171', 'school', '80936456ea4373805bb96c21421cc4c9', 'full', 1, '{"dataset_id": "008629f90619064023e9e1cb43b0a171"}', 'MIIBCgKCAQEAxfH+aKzMuHogZlwVTFuztd4SWya4rxMkaRBzWbOODaNiGpYm4oNx5oL1dEIEKBZmNtEtgDUwbeOVPY+oSSyv7MIevinT48NcH5EvxmpL5HhMWiJVxcJmEK115QezqhZDQ7x4Eofxhv1WQWChhfhU/c0z1sGqSG0Y52gdAaMm58Yu4OPX5XqRZfDV6HP1Lz7sGMvVdUWYPK4WpGIM1GIyY2EMLBYyElGcN9O13L/dyUsNgvAaFCvsOEJhIX2G0CaDpb5mAWsJAyjQy58e49XnZvRbhh1CoyhLMB4XSBNeiTLbtjpbIYVQg/DS5Lgp2kOopLzJbrqJZ1QL8F1R9RxVPwIDAQAB', '{"id": "ebe595a199aa2e12bd2e96c286128532", "parent_id": "008629f90619064023e9e1cb43b0a171", "profile": "school", "salt": "80936456ea4373805bb96c21421cc4c9", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"008629f90619064023e9e1cb43b0a171\"}", "public_key_string": "MIIBCgKCAQEAxfH+aKzMuHogZlwVTFuztd4SWya4rxMkaRBzWbOODaNiGpYm4oNx5oL1dEIEKBZmNtEtgDUwbeOVPY+oSSyv7MIevinT48NcH5EvxmpL5HhMWiJVxcJmEK115QezqhZDQ7x4Eofxhv1WQWChhfhU/c0z1sGqSG0Y52gdAaMm58Yu4OPX5XqRZfDV6HP1Lz7sGMvVdUWYPK4WpGIM1GIyY2EMLBYyElGcN9O13L/dyUsNgvAaFCvsOEJhIX2G0CaDpb5mAWsJAyjQy58e49XnZvRbhh1CoyhLMB4XSBNeiTLbtjpbIYVQg/DS5Lgp2kOopLzJbrqJZ1QL8F1R9RxVPwIDAQAB"}', 'W2OAz7a0J8tgOcqDZv3eRlQCN5zADb2iWGOYhj+Ey4wVt2QSxUA7wtkIE3AqM/bqVoPrV+QFtBIXF1INbDG+XQdM9iiJ65DqxpmmYfqiPLIxHtLXbIvgQmECssPCpLuyxDFBQR30w6gRVkegH2VXGaXOZLLVDeordQif5z+CYZLDE9XKrKgl5qboOasMxLgjKeanMsa2gYL3gEdXoVV2jBoSsSLHLLAf3lnXh6/8vowua90jECeFhndYevqnVnlD+4MNhsJBaEekLs1+QibE+cn8j0dX5a1nexOH3P3Zd8K2+8TJsZ8X+qz710QYrTKenwy0mvzlFVyJlBLR94VXvA==', NULL)

INSERT INTO "morango_databaseidmodel" VALUES ('9bfd2b478f363769331b8c454e430fb4', 1, '2026-11-30T22:12:21.642686Z', 'f4adddfb853966f80fe72e16bedcc610')

INSERT INTO "morango_databasemaxcounter" VALUES ('008629f90619064023e9e1cb43b0a171', 'b58813651b7e374183d1c548dac7e422', 4)

INSERT INTO "morango_databasemaxcounter" VALUES ('008629f90619064023e9e1cb43b0a171', 'd11bd242104d43721185247b8ed42a72', 5)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'd11bd242104d43721185247b8ed42a72', 7)

INSERT INTO "morango_deletedmodels" VALUES ('d005f1a3ac9d9ad7f8c47f4a97ee4829', 'school')

INSERT INTO "morango_harddeletedmodels" VALUES ('d005f1a3ac9d9ad7f8c47f4a97ee4829', 'school')

INSERT INTO "morango_instanceidmodel" VALUES ('d11bd242104d43721185247b8ed42a72', '', '', '', '', '9bfd2b478f363769331b8c454e430fb4', '', '', 7, 1)

INSERT INTO "morango_instanceidmodel" VALUES ('f4adddfb853966f80fe72e16bedcc610', '', '', '', '', '9bfd2b478f363769331b8c454e430fb4', '', '', 0, 0)

INSERT INTO "morango_nonce" VALUES ('01a22e8425539798096c6e8c16192850', '2026-11-30T22:12:21.971000Z', '')

INSERT INTO "morango_scopedefinition" VALUES ('full', 1, 'school', 'dataset_id', 'Everything.', '', '', '${dataset_id}', '{}')

INSERT INTO "morango_scopedefinition" VALUES ('learner', 1, 'school', '', 'Own work.', '${dataset_id}:shared', '', '${dataset_id}:user:${user_id}', '{}')

INSERT INTO "morango_store" VALUES ('3c6c26cca1e57d9582a8becd0bd43d4d', 'caef05d837c8fee86e7c922e55e1b745', 'topic', 'school', '008629f90619064023e9e1cb43b0a171:shared', '55c0daa566c00190556a9fa6c3ef8d79', 'd11bd242104d43721185247b8ed42a72', 2, 0, 0, NULL, '', '{"id":"3c6c26cca1e57d9582a8becd0bd43d4d","_morango_source_id":"caef05d837c8fee86e7c922e55e1b745","_morango_partition":"008629f90619064023e9e1cb43b0a171:shared","dataset_id":"008629f90619064023e9e1cb43b0a171","title":"sub","parent_id":"55c0daa566c00190556a9fa6c3ef8d79"}', '')

INSERT INTO "morango_store" VALUES ('55c0daa566c00190556a9fa6c3ef8d79', '881057536f616155594d3250b972659e', 'topic', 'school', '008629f90619064023e9e1cb43b0a171:shared', '', 'd11bd242104d43721185247b8ed42a72', 2, 0, 0, NULL, '', '{"id":"55c0daa566c00190556a9fa6c3ef8d79","_morango_source_id":"881057536f616155594d3250b972659e","_morango_partition":"008629f90619064023e9e1cb43b0a171:shared","dataset_id":"008629f90619064023e9e1cb43b0a171","title":"top","parent_id":null}', '')

INSERT INTO "morango_store" VALUES ('5e4814bb63e0ac90e40c57e9761c24a2', 'unknown', 'badge', 'school', 'dddddddddddddddddddddddddddddddd', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', '', '{"_morango_partition":"dddddddddddddddddddddddddddddddd","_morango_source_id":"unknown","dataset_id":"dddddddddddddddddddddddddddddddd","id":"5e4814bb63e0ac90e40c57e9761c24a2","of":"a newer build"}', '')

INSERT INTO "morango_store" VALUES ('76294763aa4cf1ad7700085a71310fcc', '2', 'answer', 'school', '008629f90619064023e9e1cb43b0a171:user:11111111111111111111111111111111', '', 'd11bd242104d43721185247b8ed42a72', 4, 0, 0, NULL, '', '{"id":"76294763aa4cf1ad7700085a71310fcc","_morango_source_id":"2","_morango_partition":"008629f90619064023e9e1cb43b0a171:user:11111111111111111111111111111111","dataset_id":"008629f90619064023e9e1cb43b0a171","user_id":"11111111111111111111111111111111","question":"2","text":"his","score":0.5,"topic_id":"55c0daa566c00190556a9fa6c3ef8d79"}', CAST(x'7b226964223a223736323934373633616134636631616437373030303835613731333130666363222c225f6d6f72616e676f5f736f757263655f6964223a2232222c225f6d6f72616e676f5f706172746974696f6e223a2230303836323966393036313930363430323365396531636234336230613137313a757365723a3131313131313131313131313131313131313131313131313131313131313131222c22646174617365745f6964223a223030383632396639303631393036343032336539653163623433623061313731222c22757365725f6964223a223131313131313131313131313131313131313131313131313131313131313131222c227175657374696f6e223a2232222c2274657874223a2268657273222c2273636f7265223a302e352c22746f7069635f6964223a223535633064616135363663303031393035353661396661366333656638643739227d0a' AS TEXT))

INSERT INTO "morango_store" VALUES ('889577de70181c6c63192168974ec7cc', 'waits', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', 'missing_reference: topic_id', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"waits","dataset_id":"dddddddddddddddddddddddddddddddd","id":"889577de70181c6c63192168974ec7cc","question":"waits","text":"x","user_id":"11111111111111111111111111111111","topic_id":"99999999999999999999999999999999"}', '')

INSERT INTO "morango_store" VALUES ('9ac249df7ab3c3b03e83c36033d5a43f', '3', 'answer', 'school', '008629f90619064023e9e1cb43b0a171:user:11111111111111111111111111111111', '', 'b58813651b7e374183d1c548dac7e422', 4, 1, 0, '81a160b24374bda30a8f04f53d61e78c', '', '{"id":"9ac249df7ab3c3b03e83c36033d5a43f","_morango_source_id":"3","_morango_partition":"008629f90619064023e9e1cb43b0a171:user:11111111111111111111111111111111","dataset_id":"008629f90619064023e9e1cb43b0a171","user_id":"11111111111111111111111111111111","question":"3","text":"it''s\n3","score":0.5,"topic_id":"55c0daa566c00190556a9fa6c3ef8d79"}', '')

INSERT INTO "morango_store" VALUES ('d005f1a3ac9d9ad7f8c47f4a97ee4829', '1', 'answer', 'school', '008629f90619064023e9e1cb43b0a171:user:11111111111111111111111111111111', '', 'd11bd242104d43721185247b8ed42a72', 2, 0, 0, NULL, '', '{"id":"d005f1a3ac9d9ad7f8c47f4a97ee4829","_morango_source_id":"1","_morango_partition":"008629f90619064023e9e1cb43b0a171:user:11111111111111111111111111111111","dataset_id":"008629f90619064023e9e1cb43b0a171","user_id":"11111111111111111111111111111111","question":"1","text":"it''s\n1","score":0.5,"topic_id":"55c0daa566c00190556a9fa6c3ef8d79"}', '')

INSERT INTO "morango_syncsession" VALUES ('11d70f0c02dbfaf7d6c55355278ca196', '2026-11-30T22:12:21.884967Z', '2026-11-30T22:12:21.885785Z', 1, 0, '008629f90619064023e9e1cb43b0a171', 'ebe595a199aa2e12bd2e96c286128532', 'school', 'network', 'bcd89ded7986.relay', '', '', 'd11bd242104d43721185247b8ed42a72', '91c9881c01fe238ff0cb2f0dabdd3969', 'bcd89ded7986b865fe16fb5317ca7acf7974462659a15925cebd873f9a856168:91c9881c01fe238ff0cb2f0dabdd3969', '', '')

INSERT INTO "morango_syncsession" VALUES ('3badfe5a62f0f95484db6a32d4b22510', '2026-11-30T22:12:21.781659Z', '2026-11-30T22:12:21.786746Z', 1, 0, '008629f90619064023e9e1cb43b0a171', 'ebe595a199aa2e12bd2e96c286128532', 'school', 'network', 'bcd89ded7986.relay', '', '', 'd11bd242104d43721185247b8ed42a72', '91c9881c01fe238ff0cb2f0dabdd3969', 'bcd89ded7986b865fe16fb5317ca7acf7974462659a15925cebd873f9a856168:91c9881c01fe238ff0cb2f0dabdd3969', '', '')

INSERT INTO "morango_syncsession" VALUES ('400dbce41c1542d55d2acda1076e3257', '2026-11-30T22:12:21.946761Z', '2026-11-30T22:12:21.954664Z', 1, 0, '008629f90619064023e9e1cb43b0a171', 'ebe595a199aa2e12bd2e96c286128532', 'school', 'network', 'bcd89ded7986.relay', '', '', 'd11bd242104d43721185247b8ed42a72', '91c9881c01fe238ff0cb2f0dabdd3969', 'bcd89ded7986b865fe16fb5317ca7acf7974462659a15925cebd873f9a856168:91c9881c01fe238ff0cb2f0dabdd3969', '', '')

INSERT INTO "morango_transfersession" VALUES (1, 'f6518bb8ff659bb6ab6323d85f8ee2ab', '3badfe5a62f0f95484db6a32d4b22510', 0, 0, 'school', '008629f90619064023e9e1cb43b0a171', 2, '2026-11-30T22:12:21.781826Z', '2026-11-30T22:12:21.786246Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (2, '478640ecb0eba21f0b0c593e3745cfd4', '3badfe5a62f0f95484db6a32d4b22510', 0, 1, 'school', '008629f90619064023e9e1cb43b0a171', 2, '2026-11-30T22:12:21.786759Z', '2026-11-30T22:12:21.787984Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (3, '54eb36a14542d33fc13fd1c10441aea9', '11d70f0c02dbfaf7d6c55355278ca196', 0, 0, 'school', '008629f90619064023e9e1cb43b0a171', 2, '2026-11-30T22:12:21.885016Z', '2026-11-30T22:12:21.885644Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (4, '566901ddb241bdfa2ecd371353dc1095', '11d70f0c02dbfaf7d6c55355278ca196', 0, 1, 'school', '008629f90619064023e9e1cb43b0a171', 2, '2026-11-30T22:12:21.885795Z', '2026-11-30T22:12:21.897533Z', 0, 5, 5, 2609, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (5, '81a160b24374bda30a8f04f53d61e78c', '400dbce41c1542d55d2acda1076e3257', 0, 0, 'school', '008629f90619064023e9e1cb43b0a171', 2, '2026-11-30T22:12:21.946814Z', '2026-11-30T22:12:21.954332Z', 0, 2, 2, 0, 1177, '{}', '{}', 'cleanup', 'completed', NULL, 1, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (6, '682c987574b36fd6ae94041eeab84581', '400dbce41c1542d55d2acda1076e3257', 0, 1, 'school', '008629f90619064023e9e1cb43b0a171', 2, '2026-11-30T22:12:21.954679Z', '2026-11-30T22:12:21.956387Z', 0, 1, 1, 962, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (7, '595553201d0801b19cdcd6fbc38ab3fe', '595553201d0801b19cdcd6fbc38ab3fe', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T22:12:21.967186Z', '2026-11-30T22:12:21.971470Z', 0, 3, 3, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 1, 0, '')

INSERT INTO "morango_transfersession" VALUES (8, '55555555555555555555555555555555', '55555555555555555555555555555555', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T22:12:21.971582Z', '9999-01-01T00:00:00.000000Z', 1, 2, 1, 0, 0, '{}', '{"super": {}, "sub": {}}', 'transferring', 'started', 1, 0, 0, 0, '')

INSERT INTO "topic" VALUES ('3c6c26cca1e57d9582a8becd0bd43d4d', '008629f90619064023e9e1cb43b0a171', 'sub', '55c0daa566c00190556a9fa6c3ef8d79', 'caef05d837c8fee86e7c922e55e1b745', '008629f90619064023e9e1cb43b0a171:shared')

INSERT INTO "topic" VALUES ('55c0daa566c00190556a9fa6c3ef8d79', '008629f90619064023e9e1cb43b0a171', 'top', NULL, '881057536f616155594d3250b972659e', '008629f90619064023e9e1cb43b0a171:shared')

CREATE INDEX "amora_answer_topic_id" ON "answer" ("topic_id")

CREATE INDEX amora_base_id ON amora_base (id, n)

CREATE INDEX amora_member_certificate ON amora_member (certificate_id)

CREATE INDEX amora_note_room ON amora_note (room, n)

CREATE INDEX amora_pushed_certificate_relay ON amora_pushed_certificate (fingerprint, at)

CREATE INDEX amora_recordmaxcounter_instance ON amora_recordmaxcounter (instance_id, counter)

CREATE INDEX amora_relocated_pending ON amora_relocated (moved_to) WHERE pending = 1

CREATE INDEX amora_relocated_to ON amora_relocated (moved_to)

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
  WHEN (length(NEW."topic_id") <> 32 OR octet_length(NEW."topic_id") <> 32 OR unhex(NEW."topic_id") IS NULL AND NEW."topic_id" IS NOT NULL OR lower(NEW."topic_id") <> NEW."topic_id") THEN RAISE(ABORT, 'amora:bad_value:answer: topic_id is not a uuid of 32 lower-case hex digits')
  WHEN EXISTS (SELECT 1 FROM "topic" t WHERE t.id = NEW."topic_id" AND ((SELECT count(*) > 1 FROM amora_room) AND substr(t._morango_partition, 1, 32) <> substr((NEW."dataset_id" || ':user:' || NEW."user_id"), 1, 32))) THEN RAISE(ABORT, 'amora:constraint:answer: topic_id refers to a row of another dataset') END;
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
  WHEN EXISTS (SELECT 1 FROM "topic" t WHERE t.id = NEW."topic_id" AND ((SELECT count(*) > 1 FROM amora_room) AND substr(t._morango_partition, 1, 32) <> substr((NEW."dataset_id" || ':user:' || NEW."user_id"), 1, 32))) THEN RAISE(ABORT, 'amora:constraint:answer: topic_id refers to a row of another dataset')
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
 DELETE FROM amora_relocated WHERE id = NEW.id;
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
  WHEN EXISTS (SELECT 1 FROM "topic" t WHERE t.id = NEW."topic_id" AND ((SELECT count(*) > 1 FROM amora_room) AND substr(t._morango_partition, 1, 32) <> substr((NEW."dataset_id" || ':user:' || NEW."user_id"), 1, 32))) THEN RAISE(ABORT, 'amora:constraint:answer: topic_id refers to a row of another dataset')
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
 DELETE FROM amora_relocated WHERE id = NEW.id;
END

CREATE TRIGGER "amora_answer_orphan" AFTER DELETE ON "answer" WHEN EXISTS (SELECT 1 FROM amora_applying) AND EXISTS (SELECT 1 FROM morango_store s WHERE s.id = OLD.id AND s.deleted = 0) BEGIN
 INSERT INTO amora_orphan (id) VALUES (OLD.id) ON CONFLICT DO NOTHING;
END

CREATE TRIGGER "amora_answer_update" AFTER UPDATE ON "answer" WHEN OLD.id IS NOT NULL AND OLD._morango_source_id IS NOT NULL AND OLD._morango_partition IS NOT NULL AND NOT false AND NOT EXISTS (SELECT 1 FROM amora_applying) BEGIN
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

CREATE TRIGGER amora_purgeable_changed AFTER UPDATE OF deleted, serialized, conflicting_serialized_data ON morango_store
WHEN (NEW.deleted = 1 AND NEW.serialized <> '{}' OR NEW.conflicting_serialized_data <> '')
 AND (NEW.deleted <> OLD.deleted OR NEW.conflicting_serialized_data <> OLD.conflicting_serialized_data
  OR NEW.deleted = 1 AND OLD.serialized = '{}') BEGIN
  INSERT INTO amora_purgeable VALUES (NEW.id, strftime('%Y-%m-%dT%H:%M:%S', 'now'))
    ON CONFLICT (id) DO UPDATE SET since = excluded.since;
END

CREATE TRIGGER amora_purgeable_left AFTER DELETE ON morango_store BEGIN
  DELETE FROM amora_purgeable WHERE id = OLD.id;
END

CREATE TRIGGER amora_purgeable_new AFTER INSERT ON morango_store
WHEN NEW.deleted = 1 AND NEW.serialized <> '{}' OR NEW.conflicting_serialized_data <> '' BEGIN
  INSERT INTO amora_purgeable VALUES (NEW.id, strftime('%Y-%m-%dT%H:%M:%S', 'now'))
    ON CONFLICT (id) DO UPDATE SET since = excluded.since;
END

CREATE TRIGGER amora_purgeable_over AFTER UPDATE OF deleted, serialized, conflicting_serialized_data ON morango_store
WHEN (OLD.deleted = 1 OR OLD.conflicting_serialized_data <> '') AND NEW.conflicting_serialized_data = ''
 AND (NEW.deleted = 0 OR NEW.serialized = '{}') BEGIN
  DELETE FROM amora_purgeable WHERE id = NEW.id;
END

CREATE TRIGGER amora_quota_counter AFTER INSERT ON morango_databasemaxcounter BEGIN
  UPDATE amora_quota SET bytes = bytes + 52 + iif(
    EXISTS (SELECT 1 FROM morango_databasemaxcounter WHERE partition = NEW.partition AND instance_id <> NEW.instance_id), 0,
    6 + octet_length(replace(replace(replace(json_quote(NEW.partition), '<', '\u003c'), '>', '\u003e'), '&', '\u0026')))
  WHERE certificate_id = '';
END

CREATE TRIGGER amora_room_held AFTER INSERT ON morango_certificate WHEN NEW.parent_id IS NULL BEGIN
  INSERT INTO amora_room (room) VALUES (NEW.id);
END

CREATE TRIGGER amora_room_left AFTER DELETE ON morango_certificate WHEN OLD.parent_id IS NULL BEGIN
  DELETE FROM amora_room WHERE room = OLD.id;
END

CREATE TRIGGER amora_store_emptied AFTER UPDATE OF serialized ON morango_store
WHEN NEW.deleted = 1 AND NEW.serialized = '{}' BEGIN
  DELETE FROM amora_base WHERE id = NEW.id;
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
  WHEN (length(NEW."parent_id") <> 32 OR octet_length(NEW."parent_id") <> 32 OR unhex(NEW."parent_id") IS NULL AND NEW."parent_id" IS NOT NULL OR lower(NEW."parent_id") <> NEW."parent_id") THEN RAISE(ABORT, 'amora:bad_value:topic: parent_id is not a uuid of 32 lower-case hex digits')
  WHEN EXISTS (SELECT 1 FROM "topic" t WHERE t.id = NEW."parent_id" AND ((SELECT count(*) > 1 FROM amora_room) AND substr(t._morango_partition, 1, 32) <> substr((NEW."dataset_id" || ':shared'), 1, 32))) THEN RAISE(ABORT, 'amora:constraint:topic: parent_id refers to a row of another dataset') END;
END

CREATE TRIGGER "amora_topic_delete" AFTER DELETE ON "topic" WHEN OLD.id IS NOT NULL AND OLD._morango_source_id IS NOT NULL AND OLD._morango_partition IS NOT NULL AND NOT EXISTS (SELECT 1 FROM amora_applying) BEGIN
 SELECT CASE
  WHEN EXISTS (SELECT 1 FROM amora_write_scope) AND NOT EXISTS (SELECT 1 FROM amora_write_scope WHERE substr(OLD._morango_partition, 1, length(prefix)) = prefix) AND NOT (EXISTS (SELECT 1 FROM "amora_dirty_topic" WHERE id = OLD.id) AND NOT EXISTS (SELECT 1 FROM morango_store WHERE id = OLD.id)) THEN RAISE(ABORT, 'amora:not_writable:topic: outside the write scope of this device''s certificate' || coalesce(': the row is in the partition ' || substr(OLD._morango_partition, 1, 200) || ', and what may be written is ' || coalesce((SELECT group_concat(prefix, ', ') FROM (SELECT prefix FROM amora_write_scope WHERE prefix <> char(10) LIMIT 5)), 'nothing'), '')) END;
 INSERT INTO morango_deletedmodels (id, profile) VALUES (OLD.id, 'school') ON CONFLICT DO NOTHING;
 INSERT INTO morango_harddeletedmodels (id, profile) SELECT OLD.id, 'school' WHERE EXISTS (SELECT 1 FROM amora_hard) ON CONFLICT DO NOTHING;
 DELETE FROM "amora_dirty_topic" WHERE id = OLD.id;
 INSERT INTO morango_harddeletedmodels (id, profile) SELECT id, 'school' FROM amora_relocated WHERE moved_to = OLD.id AND pending = 1 AND NOT EXISTS (SELECT 1 FROM morango_store WHERE id = OLD.id) AND EXISTS (SELECT 1 FROM amora_hard) ON CONFLICT DO NOTHING;
 DELETE FROM amora_relocated WHERE moved_to = OLD.id AND pending = 1 AND NOT EXISTS (SELECT 1 FROM morango_store WHERE id = OLD.id);
END

CREATE TRIGGER "amora_topic_fill" AFTER INSERT ON "topic" WHEN NOT (NEW.id IS NOT NULL AND NEW._morango_source_id IS NOT NULL AND NEW._morango_partition IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM amora_applying) BEGIN
 UPDATE "topic" SET (id, _morango_source_id, _morango_partition) = (SELECT id, source, coalesce(NEW._morango_partition, (NEW."dataset_id" || ':shared')) FROM (SELECT coalesce(replace(NEW.id, '-', ''), amora_id((NEW."dataset_id" || ':shared'), source, 'topic')) AS id, source FROM (SELECT coalesce(NEW._morango_source_id, (SELECT source_id FROM morango_store WHERE id = replace(NEW.id, '-', '')), replace(NEW.id, '-', ''), amora_uuid()) AS source LIMIT -1 OFFSET 0) LIMIT -1 OFFSET 0)) WHERE _rowid_ = NEW._rowid_;
 DELETE FROM "topic" WHERE _rowid_ = NEW._rowid_ AND id IS NULL;
END

CREATE TRIGGER "amora_topic_filled" AFTER UPDATE OF id, _morango_source_id, _morango_partition ON "topic" WHEN NOT (OLD.id IS NOT NULL AND OLD._morango_source_id IS NOT NULL AND OLD._morango_partition IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM amora_applying) BEGIN
 SELECT CASE
  WHEN (length(NEW."dataset_id") <> 32 OR octet_length(NEW."dataset_id") <> 32 OR unhex(NEW."dataset_id") IS NULL AND NEW."dataset_id" IS NOT NULL OR lower(NEW."dataset_id") <> NEW."dataset_id") THEN RAISE(ABORT, 'amora:bad_value:topic: dataset_id is not a uuid of 32 lower-case hex digits')
  WHEN (length(NEW."parent_id") <> 32 OR octet_length(NEW."parent_id") <> 32 OR unhex(NEW."parent_id") IS NULL AND NEW."parent_id" IS NOT NULL OR lower(NEW."parent_id") <> NEW."parent_id") THEN RAISE(ABORT, 'amora:bad_value:topic: parent_id is not a uuid of 32 lower-case hex digits')
  WHEN EXISTS (SELECT 1 FROM "topic" t WHERE t.id = NEW."parent_id" AND ((SELECT count(*) > 1 FROM amora_room) AND substr(t._morango_partition, 1, 32) <> substr((NEW."dataset_id" || ':shared'), 1, 32))) THEN RAISE(ABORT, 'amora:constraint:topic: parent_id refers to a row of another dataset')
  WHEN coalesce(octet_length(NEW."title"), 0) > 65536 AND octet_length(json_object('id', NEW.id, '_morango_source_id', NEW._morango_source_id, '_morango_partition', NEW._morango_partition, 'dataset_id', NEW."dataset_id", 'title', NEW."title", 'parent_id', NEW."parent_id")) > 524288 THEN RAISE(ABORT, 'amora:record_too_large:topic: the record has more than 524288 bytes')
  WHEN NEW._morango_source_id = '' THEN RAISE(ABORT, 'amora:bad_value:topic: the source id is empty')
  WHEN octet_length(NEW._morango_source_id) + octet_length(NEW._morango_partition) > 16344 THEN RAISE(ABORT, 'amora:record_too_large:topic: source id and partition have more than 16344 bytes')
  WHEN OLD.id IS NOT NULL AND NEW.id = NEW._morango_source_id AND (length(NEW.id) <> 32 OR octet_length(NEW.id) <> 32 OR unhex(NEW.id) IS NULL AND NEW.id IS NOT NULL OR lower(NEW.id) <> NEW.id) THEN RAISE(ABORT, 'amora:bad_id:topic: id is not 32 lower-case hex digits, nor that with the hyphens of a uuid')
  WHEN OLD.id IS NOT NULL AND NEW.id = NEW._morango_source_id AND (EXISTS (SELECT 1 FROM morango_store WHERE id = NEW.id AND model_name <> 'topic') OR EXISTS (SELECT 1 FROM "answer" o WHERE o.id = NEW.id)) THEN RAISE(ABORT, 'amora:bad_id:topic: another model has a record with this id; copy it under its id as _morango_source_id')
  WHEN OLD.id IS NOT NULL AND NEW.id = NEW._morango_source_id AND EXISTS (SELECT 1 FROM morango_store WHERE id = NEW.id AND (source_id <> NEW._morango_source_id OR partition <> NEW._morango_partition)) THEN RAISE(ABORT, 'amora:bad_id:topic: there was a record with this id, in another partition or of another source')
  WHEN OLD.id IS NOT NULL AND NEW.id = NEW._morango_source_id AND EXISTS (SELECT 1 FROM morango_certificate) AND NOT EXISTS (SELECT 1 FROM amora_bundle WHERE text -> '$.id_rules' ->> 'topic' IS NOT NULL AND (NOT (SELECT count(*) > 1 FROM amora_room) OR substr(room, 1, 32) = substr(NEW._morango_partition, 1, 32))) THEN RAISE(ABORT, 'amora:bad_id:topic: this dataset takes no ids of the app''s own, until the device that began it has synced with this version of the app')
  WHEN OLD.id IS NOT NULL AND NEW.id <> amora_id((NEW."dataset_id" || ':shared'), NEW._morango_source_id, 'topic') AND NEW.id <> NEW._morango_source_id THEN RAISE(ABORT, 'amora:bad_id:topic: id does not follow from _morango_source_id and the columns')
  WHEN NEW._morango_partition <> (NEW."dataset_id" || ':shared') THEN RAISE(ABORT, 'amora:bad_id:topic: _morango_partition does not follow from the columns')
  WHEN EXISTS (SELECT 1 FROM amora_write_scope) AND NOT EXISTS (SELECT 1 FROM amora_write_scope WHERE substr(NEW._morango_partition, 1, length(prefix)) = prefix) THEN RAISE(ABORT, 'amora:not_writable:topic: outside the write scope of this device''s certificate' || coalesce(': the row is in the partition ' || substr(NEW._morango_partition, 1, 200) || ', and what may be written is ' || coalesce((SELECT group_concat(prefix, ', ') FROM (SELECT prefix FROM amora_write_scope WHERE prefix <> char(10) LIMIT 5)), 'nothing'), '')) END;
 INSERT INTO "amora_dirty_topic" (id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
 DELETE FROM morango_deletedmodels WHERE id = NEW.id;
 DELETE FROM morango_harddeletedmodels WHERE id = NEW.id;
 DELETE FROM amora_relocated WHERE id = NEW.id;
END

CREATE TRIGGER "amora_topic_fixed" AFTER UPDATE OF "dataset_id", "id", "_morango_source_id", "_morango_partition" ON "topic" WHEN OLD.id IS NOT NULL AND OLD._morango_source_id IS NOT NULL AND OLD._morango_partition IS NOT NULL AND NOT EXISTS (SELECT 1 FROM amora_applying) BEGIN
 SELECT CASE
  WHEN NEW."id" IS NOT OLD."id" AND NOT EXISTS (SELECT 1 FROM amora_relocated WHERE id = OLD.id AND moved_to = NEW.id) THEN RAISE(ABORT, 'amora:immutable_column:topic: id cannot change')
  WHEN NEW."_morango_source_id" IS NOT OLD."_morango_source_id" AND NOT EXISTS (SELECT 1 FROM amora_relocated WHERE id = OLD.id AND moved_to = NEW.id) THEN RAISE(ABORT, 'amora:immutable_column:topic: _morango_source_id cannot change')
  WHEN NEW."_morango_partition" IS NOT OLD."_morango_partition" AND NEW._morango_partition IS NOT (NEW."dataset_id" || ':shared') THEN RAISE(ABORT, 'amora:immutable_column:topic: _morango_partition cannot change') END;
END

CREATE TRIGGER "amora_topic_insert" AFTER INSERT ON "topic" WHEN NEW.id IS NOT NULL AND NEW._morango_source_id IS NOT NULL AND NEW._morango_partition IS NOT NULL AND NOT EXISTS (SELECT 1 FROM amora_applying) BEGIN
 SELECT CASE
  WHEN (length(NEW."dataset_id") <> 32 OR octet_length(NEW."dataset_id") <> 32 OR unhex(NEW."dataset_id") IS NULL AND NEW."dataset_id" IS NOT NULL OR lower(NEW."dataset_id") <> NEW."dataset_id") THEN RAISE(ABORT, 'amora:bad_value:topic: dataset_id is not a uuid of 32 lower-case hex digits')
  WHEN (length(NEW."parent_id") <> 32 OR octet_length(NEW."parent_id") <> 32 OR unhex(NEW."parent_id") IS NULL AND NEW."parent_id" IS NOT NULL OR lower(NEW."parent_id") <> NEW."parent_id") THEN RAISE(ABORT, 'amora:bad_value:topic: parent_id is not a uuid of 32 lower-case hex digits')
  WHEN EXISTS (SELECT 1 FROM "topic" t WHERE t.id = NEW."parent_id" AND ((SELECT count(*) > 1 FROM amora_room) AND substr(t._morango_partition, 1, 32) <> substr((NEW."dataset_id" || ':shared'), 1, 32))) THEN RAISE(ABORT, 'amora:constraint:topic: parent_id refers to a row of another dataset')
  WHEN coalesce(octet_length(NEW."title"), 0) > 65536 AND octet_length(json_object('id', NEW.id, '_morango_source_id', NEW._morango_source_id, '_morango_partition', NEW._morango_partition, 'dataset_id', NEW."dataset_id", 'title', NEW."title", 'parent_id', NEW."parent_id")) > 524288 THEN RAISE(ABORT, 'amora:record_too_large:topic: the record has more than 524288 bytes')
  WHEN NEW._morango_source_id = '' THEN RAISE(ABORT, 'amora:bad_value:topic: the source id is empty')
  WHEN octet_length(NEW._morango_source_id) + octet_length(NEW._morango_partition) > 16344 THEN RAISE(ABORT, 'amora:record_too_large:topic: source id and partition have more than 16344 bytes')
  WHEN true AND NEW.id = NEW._morango_source_id AND (length(NEW.id) <> 32 OR octet_length(NEW.id) <> 32 OR unhex(NEW.id) IS NULL AND NEW.id IS NOT NULL OR lower(NEW.id) <> NEW.id) THEN RAISE(ABORT, 'amora:bad_id:topic: id is not 32 lower-case hex digits, nor that with the hyphens of a uuid')
  WHEN true AND NEW.id = NEW._morango_source_id AND (EXISTS (SELECT 1 FROM morango_store WHERE id = NEW.id AND model_name <> 'topic') OR EXISTS (SELECT 1 FROM "answer" o WHERE o.id = NEW.id)) THEN RAISE(ABORT, 'amora:bad_id:topic: another model has a record with this id; copy it under its id as _morango_source_id')
  WHEN true AND NEW.id = NEW._morango_source_id AND EXISTS (SELECT 1 FROM morango_store WHERE id = NEW.id AND (source_id <> NEW._morango_source_id OR partition <> NEW._morango_partition)) THEN RAISE(ABORT, 'amora:bad_id:topic: there was a record with this id, in another partition or of another source')
  WHEN true AND NEW.id = NEW._morango_source_id AND EXISTS (SELECT 1 FROM morango_certificate) AND NOT EXISTS (SELECT 1 FROM amora_bundle WHERE text -> '$.id_rules' ->> 'topic' IS NOT NULL AND (NOT (SELECT count(*) > 1 FROM amora_room) OR substr(room, 1, 32) = substr(NEW._morango_partition, 1, 32))) THEN RAISE(ABORT, 'amora:bad_id:topic: this dataset takes no ids of the app''s own, until the device that began it has synced with this version of the app')
  WHEN true AND NEW.id <> amora_id((NEW."dataset_id" || ':shared'), NEW._morango_source_id, 'topic') AND NEW.id <> NEW._morango_source_id THEN RAISE(ABORT, 'amora:bad_id:topic: id does not follow from _morango_source_id and the columns')
  WHEN NEW._morango_partition <> (NEW."dataset_id" || ':shared') THEN RAISE(ABORT, 'amora:bad_id:topic: _morango_partition does not follow from the columns')
  WHEN EXISTS (SELECT 1 FROM amora_write_scope) AND NOT EXISTS (SELECT 1 FROM amora_write_scope WHERE substr(NEW._morango_partition, 1, length(prefix)) = prefix) THEN RAISE(ABORT, 'amora:not_writable:topic: outside the write scope of this device''s certificate' || coalesce(': the row is in the partition ' || substr(NEW._morango_partition, 1, 200) || ', and what may be written is ' || coalesce((SELECT group_concat(prefix, ', ') FROM (SELECT prefix FROM amora_write_scope WHERE prefix <> char(10) LIMIT 5)), 'nothing'), '')) END;
 INSERT INTO "amora_dirty_topic" (id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
 DELETE FROM morango_deletedmodels WHERE id = NEW.id;
 DELETE FROM morango_harddeletedmodels WHERE id = NEW.id;
 DELETE FROM amora_relocated WHERE id = NEW.id;
END

CREATE TRIGGER "amora_topic_move" AFTER UPDATE OF "dataset_id" ON "topic" WHEN OLD.id IS NOT NULL AND OLD._morango_source_id IS NOT NULL AND OLD._morango_partition IS NOT NULL AND (NEW.id = OLD.id AND (NEW."dataset_id" || ':shared') IS NOT (OLD."dataset_id" || ':shared') AND (NEW."dataset_id" || ':shared') IS NOT OLD._morango_partition) AND NOT EXISTS (SELECT 1 FROM amora_applying) BEGIN
 SELECT CASE
  WHEN (NEW."dataset_id" || ':shared') IS NULL OR (OLD."dataset_id" || ':shared') IS NULL THEN RAISE(ABORT, 'amora:immutable_column:topic: dataset_id is or was NULL, but the row''s partition follows from it')
  WHEN EXISTS (SELECT 1 FROM amora_write_scope) AND NOT EXISTS (SELECT 1 FROM amora_write_scope WHERE substr(OLD._morango_partition, 1, length(prefix)) = prefix) AND NOT (EXISTS (SELECT 1 FROM "amora_dirty_topic" WHERE id = OLD.id) AND NOT EXISTS (SELECT 1 FROM morango_store WHERE id = OLD.id)) THEN RAISE(ABORT, 'amora:not_writable:topic: outside the write scope of this device''s certificate' || coalesce(': the row is in the partition ' || substr(OLD._morango_partition, 1, 200) || ', and what may be written is ' || coalesce((SELECT group_concat(prefix, ', ') FROM (SELECT prefix FROM amora_write_scope WHERE prefix <> char(10) LIMIT 5)), 'nothing'), ''))
  WHEN 32 + octet_length((NEW."dataset_id" || ':shared')) > 16344 THEN RAISE(ABORT, 'amora:record_too_large:topic: source id and partition have more than 16344 bytes')
  WHEN EXISTS (SELECT 1 FROM "topic" WHERE id = amora_id((NEW."dataset_id" || ':shared'), iif(NOT EXISTS (SELECT 1 FROM morango_store WHERE id = OLD.id) AND EXISTS (SELECT 1 FROM amora_relocated v WHERE v.moved_to = OLD.id AND v.pending = 1), OLD._morango_source_id, amora_id(OLD.id, OLD._morango_source_id, 'moved')), 'topic')) THEN RAISE(ABORT, 'amora:constraint:topic: the row is in that partition already: another device has moved it there, too') END;
 DELETE FROM amora_relocated WHERE id = OLD.id;
 INSERT INTO amora_relocated (id, moved_to, pending, apart) VALUES (OLD.id, amora_id((NEW."dataset_id" || ':shared'), iif(NOT EXISTS (SELECT 1 FROM morango_store WHERE id = OLD.id) AND EXISTS (SELECT 1 FROM amora_relocated v WHERE v.moved_to = OLD.id AND v.pending = 1), OLD._morango_source_id, amora_id(OLD.id, OLD._morango_source_id, 'moved')), 'topic'), EXISTS (SELECT 1 FROM morango_store WHERE id = OLD.id), ((SELECT count(*) > 1 FROM amora_room) AND substr(OLD._morango_partition, 1, 32) <> substr((NEW."dataset_id" || ':shared'), 1, 32))) ON CONFLICT DO NOTHING;
 DELETE FROM amora_relocated WHERE id = (SELECT moved_to FROM amora_relocated WHERE id = OLD.id);
 UPDATE "topic" SET id = (SELECT moved_to FROM amora_relocated WHERE id = OLD.id), _morango_source_id = iif(NOT EXISTS (SELECT 1 FROM morango_store WHERE id = OLD.id) AND EXISTS (SELECT 1 FROM amora_relocated v WHERE v.moved_to = OLD.id AND v.pending = 1), OLD._morango_source_id, amora_id(OLD.id, OLD._morango_source_id, 'moved')), _morango_partition = (NEW."dataset_id" || ':shared') WHERE _rowid_ = NEW._rowid_;
 INSERT INTO morango_deletedmodels (id, profile) SELECT OLD.id, 'school' WHERE EXISTS (SELECT 1 FROM morango_store WHERE id = OLD.id) ON CONFLICT DO NOTHING;
 DELETE FROM "amora_dirty_topic" WHERE id = OLD.id;
 DELETE FROM morango_deletedmodels WHERE id = (SELECT moved_to FROM amora_relocated WHERE id = OLD.id);
 DELETE FROM morango_harddeletedmodels WHERE id = (SELECT moved_to FROM amora_relocated WHERE id = OLD.id);
 UPDATE "answer" SET "topic_id" = (SELECT moved_to FROM amora_relocated WHERE id = OLD.id) WHERE "topic_id" = OLD.id;
 UPDATE "topic" SET "parent_id" = (SELECT moved_to FROM amora_relocated WHERE id = OLD.id), "dataset_id" = iif("dataset_id" IS OLD."dataset_id", NEW."dataset_id", "dataset_id") WHERE "parent_id" = OLD.id;
 INSERT INTO morango_deletedmodels (id, profile) SELECT v.id, 'school' FROM amora_relocated v WHERE v.moved_to = OLD.id AND v.pending = 1 AND NOT EXISTS (SELECT 1 FROM morango_store WHERE id = OLD.id) AND EXISTS (SELECT 1 FROM morango_store s WHERE s.id = v.id AND s.deleted = 1) ON CONFLICT DO NOTHING;
 INSERT INTO amora_relocated (id, moved_to, pending, apart) SELECT v.id, (SELECT moved_to FROM amora_relocated WHERE id = OLD.id), 1, EXISTS (SELECT 1 FROM morango_store s WHERE s.id = v.id AND ((SELECT count(*) > 1 FROM amora_room) AND substr(s.partition, 1, 32) <> substr((NEW."dataset_id" || ':shared'), 1, 32))) FROM amora_relocated v WHERE v.moved_to = OLD.id AND v.pending = 1 AND NOT EXISTS (SELECT 1 FROM morango_store WHERE id = OLD.id) ON CONFLICT (id, moved_to) DO UPDATE SET pending = 1;
 DELETE FROM amora_relocated WHERE moved_to = OLD.id AND pending = 1 AND NOT EXISTS (SELECT 1 FROM morango_store WHERE id = OLD.id);
END

CREATE TRIGGER "amora_topic_orphan" AFTER DELETE ON "topic" WHEN EXISTS (SELECT 1 FROM amora_applying) AND EXISTS (SELECT 1 FROM morango_store s WHERE s.id = OLD.id AND s.deleted = 0) BEGIN
 INSERT INTO amora_orphan (id) VALUES (OLD.id) ON CONFLICT DO NOTHING;
END

CREATE TRIGGER "amora_topic_update" AFTER UPDATE ON "topic" WHEN OLD.id IS NOT NULL AND OLD._morango_source_id IS NOT NULL AND OLD._morango_partition IS NOT NULL AND NOT (NEW.id = OLD.id AND (NEW."dataset_id" || ':shared') IS NOT (OLD."dataset_id" || ':shared') AND (NEW."dataset_id" || ':shared') IS NOT OLD._morango_partition) AND NOT EXISTS (SELECT 1 FROM amora_applying) BEGIN
 SELECT CASE
  WHEN coalesce(octet_length(NEW."title"), 0) > 65536 AND octet_length(json_object('id', NEW.id, '_morango_source_id', NEW._morango_source_id, '_morango_partition', NEW._morango_partition, 'dataset_id', NEW."dataset_id", 'title', NEW."title", 'parent_id', NEW."parent_id")) > 524288 THEN RAISE(ABORT, 'amora:record_too_large:topic: the record has more than 524288 bytes')
  WHEN EXISTS (SELECT 1 FROM amora_write_scope) AND NOT EXISTS (SELECT 1 FROM amora_write_scope WHERE substr(NEW._morango_partition, 1, length(prefix)) = prefix) THEN RAISE(ABORT, 'amora:not_writable:topic: outside the write scope of this device''s certificate' || coalesce(': the row is in the partition ' || substr(NEW._morango_partition, 1, 200) || ', and what may be written is ' || coalesce((SELECT group_concat(prefix, ', ') FROM (SELECT prefix FROM amora_write_scope WHERE prefix <> char(10) LIMIT 5)), 'nothing'), '')) END;
 INSERT INTO "amora_dirty_topic" (id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
END

CREATE TRIGGER amora_trust_key AFTER UPDATE OF private_key ON morango_certificate BEGIN
  UPDATE amora_trust SET changes = changes + 1;
END

CREATE TRIGGER amora_trust_left AFTER DELETE ON amora_bundle BEGIN
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

