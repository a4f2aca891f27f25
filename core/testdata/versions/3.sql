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

INSERT INTO "amora_acknowledged" VALUES ('d8d93b8d966aeca6642c37b95cde7bf1c8460798c3b73881a0c4a36c85d943bf:5262def7e5f7891c3a52b061390f50d4', 'be6d54fc34106be3855187ee7abedc52', '2c80a6e48d596b38f534e0329290b448', 5)

INSERT INTO "amora_bundle" VALUES ('be6d54fc34106be3855187ee7abedc52', 2, '{"room":"be6d54fc34106be3855187ee7abedc52","sequence":2,"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"id_rules":{"topic":"given"},"relay_keys":["MIIBCgKCAQEApfa4sQK08OVOpazZWiK/Ogbxd96XI3ucnmNUm6X+krShoVdQ7sFJjmDTC4xlOE0TcpSzZW15esYDeLfeS8ra/UzPRF7qUMayFv0yr8nuDaVwSqa7XYoxDT8/I1WsGSd1TkuON6EEQy82l6BYoG43cWh5ZOYadhi+chqfZtTPrHxGiFTV8Sc6xmMsHTfF500nXUcAZWNRoDdK2K3XaH9GI0Xm+OmTJdPlG8xcvN2+ny9QmeFqFvNWB8ehPoTyZTHMmEAhGIu1mhoWrWuJbOrFFlHs0xrzFvLnma5wIzTEx3MHrE5M2vKLnxMMYFe12rWithCVyQIiMTMNGgxOnWwh0wIDAQAB"],"revoked":[]}', 'Fn3bCZnpqMx6UezA30g/mqcZcHxrL//QXlwBNCd/sql84qyPcO9zpER3JDHGNCy0je0Z52FYOSMXmhYnSV3L7436Khw72bIWwMGMPsEb++SmNrXuKgzZKcEDJh2EnGgh3LDsbSZW0mZ6+Ktg/b+SeJs2/6qViAePYW70VhSgl+7fiQWwi7yeDAK/jR3NBhNsjXvzc/TO37nuRYVPPDRwlftrw4jJwYaVq/PyC0+esql13KjTpUS7D07UCx7LjkjN5cgFGTt/slZqRvUirZvc3ptNALh3iDW+KRxqibd/bhAHBOYtBrUxxELAkikcSpzXAaxXxifPdDDuE1Bh3hX3cg==')

INSERT INTO "amora_dirty_answer" VALUES ('a8d8fa4544df3aaf1aeb79437f41b87e')

INSERT INTO "amora_issued" VALUES ('36fe4ae22036fee9f73fd4f25fa8d997', '', '2026-11-30T21:14:02.771424Z')

INSERT INTO "amora_known_relay" VALUES ('be6d54fc34106be3855187ee7abedc52', 'd8d93b8d966a.relay:80', 'd8d93b8d966aeca6642c37b95cde7bf1c8460798c3b73881a0c4a36c85d943bf')

INSERT INTO "amora_meta" VALUES ('schema', '{"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"models":[{"name":"topic","table":"topic","partition":"${dataset_id}:shared","source":null,"columns":{"dataset_id":"uuid","title":"text","parent_id":"uuid?"},"references":{"parent_id":"topic"}},{"name":"answer","table":"answer","partition":"${dataset_id}:user:${user_id}","source":"${question}","columns":{"dataset_id":"uuid","user_id":"uuid","question":"text","text":"text","score":"real?","topic_id":"uuid?"},"references":{"topic_id":"topic"}}]}')

INSERT INTO "amora_meta" VALUES ('triggers', '7965a421b4e3ddfdf69a90d898ec131895dc3f5daaea2a8a003540597471787b')

INSERT INTO "amora_meta" VALUES ('version', '3')

INSERT INTO "amora_note" VALUES (1, 'be6d54fc34106be3855187ee7abedc52', '8eebe3b876f7f7268cd272502ab2b3b6', '{"room":"be6d54fc34106be3855187ee7abedc52","certificate":"8eebe3b876f7f7268cd272502ab2b3b6","label":"","at":"2026-11-30T21:14:01.873574Z","relay":"d8d93b8d966a.relay:80"}', 'dwfMrnO5O96G0LVDFuI+4yLlfyUoGgZEd43uW53EkV9rpnHcNxkeaG/dwvGxkjy9uEhCdvZ4nSxwaLwMFOQlnKmulBPjlpbRHETIdaG5Kgtw2PfqtJ+4t5UzzDIQEiUIby4X9ryzFozSaiYfkNys3bkWCvI7Jhb2KqqZ+6pufxZ5YlPlrYe7mn6DF2cbq/hbMzjSB308IWArr3zt988XuCplMv32eXS8r6b6Fe6pGuHN4BCwxIkYMWkc3LuZqMRu8AboYVxJbRZGMQTGs7iEVH1CCCGu8G5CWVi7JwP44+uHgbDVIvrXx5ax+R3Xukk56gi0cbsdMfkCw3FbfZliyQ==', '[{"id":"8eebe3b876f7f7268cd272502ab2b3b6","parent":"be6d54fc34106be3855187ee7abedc52","profile":"school","scope_definition":"full","scope_version":1,"scope_params":"{\"dataset_id\": \"be6d54fc34106be3855187ee7abedc52\"}","public_key":"MIIBCgKCAQEApfa4sQK08OVOpazZWiK/Ogbxd96XI3ucnmNUm6X+krShoVdQ7sFJjmDTC4xlOE0TcpSzZW15esYDeLfeS8ra/UzPRF7qUMayFv0yr8nuDaVwSqa7XYoxDT8/I1WsGSd1TkuON6EEQy82l6BYoG43cWh5ZOYadhi+chqfZtTPrHxGiFTV8Sc6xmMsHTfF500nXUcAZWNRoDdK2K3XaH9GI0Xm+OmTJdPlG8xcvN2+ny9QmeFqFvNWB8ehPoTyZTHMmEAhGIu1mhoWrWuJbOrFFlHs0xrzFvLnma5wIzTEx3MHrE5M2vKLnxMMYFe12rWithCVyQIiMTMNGgxOnWwh0wIDAQAB","serialized":"{\"id\": \"8eebe3b876f7f7268cd272502ab2b3b6\", \"parent_id\": \"be6d54fc34106be3855187ee7abedc52\", \"profile\": \"school\", \"salt\": \"bd8e3bcb6fbdb1b548cf07348fd871d7\", \"scope_definition_id\": \"full\", \"scope_version\": 1, \"scope_params\": \"{\\\"dataset_id\\\": \\\"be6d54fc34106be3855187ee7abedc52\\\"}\", \"public_key_string\": \"MIIBCgKCAQEApfa4sQK08OVOpazZWiK/Ogbxd96XI3ucnmNUm6X+krShoVdQ7sFJjmDTC4xlOE0TcpSzZW15esYDeLfeS8ra/UzPRF7qUMayFv0yr8nuDaVwSqa7XYoxDT8/I1WsGSd1TkuON6EEQy82l6BYoG43cWh5ZOYadhi+chqfZtTPrHxGiFTV8Sc6xmMsHTfF500nXUcAZWNRoDdK2K3XaH9GI0Xm+OmTJdPlG8xcvN2+ny9QmeFqFvNWB8ehPoTyZTHMmEAhGIu1mhoWrWuJbOrFFlHs0xrzFvLnma5wIzTEx3MHrE5M2vKLnxMMYFe12rWithCVyQIiMTMNGgxOnWwh0wIDAQAB\"}","signature":"FHgi/X3ZSQPXbzHD7UzfG0roryrmdXIcSHvkaJqskeuoi12H7qRasWIYfSVzJeBDNuapSIcSM7HWl7VFvnM8gtsaweeTCqX0quxuTQF2H/dDnzq3NHwZbpAvff9uzafHkn7HTU9Tcdda9UCUGdmHIfglHBrB+vKW1wn82zD0Zcwy1zfLAoamglwm7OMnf7MzYacENuKsskYZWUvKh6ZYa9ZVBNv01ze8OEbkVsIGFBwhG7cJzfh2UARUnU58t0R8RrcqcEIbHUnqEljUf/lnwh17T0MfKdArGU+AbrsQSPY95Oh0cJ/XTIC4eeiYrOteXmZz1vwmCiTA3h2Ohl4c6A==","salt":"bd8e3bcb6fbdb1b548cf07348fd871d7"}]')

INSERT INTO "amora_note" VALUES (2, 'be6d54fc34106be3855187ee7abedc52', '36fe4ae22036fee9f73fd4f25fa8d997', '{"room":"be6d54fc34106be3855187ee7abedc52","certificate":"36fe4ae22036fee9f73fd4f25fa8d997","label":"","at":"2026-11-30T21:14:02.771424Z","relay":""}', 'Le37YhoMDQaOOT/nLtrfhW2erk0hwKxt8uv/d0Fpy8x8NiomT6JP8fd91yfnvsNt0eKFHzQfX6pSFWF4uIb3Q6Joo7g9ho/SzL9a6GVd+ipvJKg7nbyUfNB/7gTp4X6q2PYG8nAJiS+I5+ry+eExsagET1TOgw9Ed6FHcYO+xBZSf/YVkfPJJ9ZCuHxjajyY9BSwFgxGEvYl0Ggf9QWYE+wx3IxlxDdhSULZQSR5+kOcPcUkBQ7BZTBdmZAHIcUYT/N99OtxVaAwJz0b/G7m0iJmuOUVta2VfHusGBYOW2v4whlbGCjsTVZaJPmYktHPFXbcRIpr+3rAcq8cG+Fa+Q==', '[{"id":"36fe4ae22036fee9f73fd4f25fa8d997","parent":"be6d54fc34106be3855187ee7abedc52","profile":"school","scope_definition":"full","scope_version":1,"scope_params":"{\"dataset_id\": \"be6d54fc34106be3855187ee7abedc52\"}","public_key":"MIIBCgKCAQEAwH++tcBbNAUIUF7usuYY/njNTmCHTJhwwoLzGFuxrM4VbzSqkC9gEEcJyZ8ACl1u0DLUp7FzjuRNPx/2dvTa66SmVXZq57VLNUBEjNFWcX6/hzeBrCQUh7MXnxKezNAWBDT0Q17ghd3m1Dm22WCSiwpAvEqX69emhDkQHJ15CIiZqgJduHlk9fe7bEH8IoTg5d+BzMo4L5Y/aq57EJZyWDAizOeEp2oib9bGI+0IPVJMl2COFhEuWywKnWFrkePO9VZgu2GLmJUf8vnJB0frT4XBL9LtY8Mgfy0X1ks6CB+5e/fNxwp6xZ1svyBdtfcrG25dCT+tcIfgF8/ytH/FowIDAQAB","serialized":"{\"id\": \"36fe4ae22036fee9f73fd4f25fa8d997\", \"parent_id\": \"be6d54fc34106be3855187ee7abedc52\", \"profile\": \"school\", \"salt\": \"05571260582b0cb343462f6937f136a4\", \"scope_definition_id\": \"full\", \"scope_version\": 1, \"scope_params\": \"{\\\"dataset_id\\\": \\\"be6d54fc34106be3855187ee7abedc52\\\"}\", \"public_key_string\": \"MIIBCgKCAQEAwH++tcBbNAUIUF7usuYY/njNTmCHTJhwwoLzGFuxrM4VbzSqkC9gEEcJyZ8ACl1u0DLUp7FzjuRNPx/2dvTa66SmVXZq57VLNUBEjNFWcX6/hzeBrCQUh7MXnxKezNAWBDT0Q17ghd3m1Dm22WCSiwpAvEqX69emhDkQHJ15CIiZqgJduHlk9fe7bEH8IoTg5d+BzMo4L5Y/aq57EJZyWDAizOeEp2oib9bGI+0IPVJMl2COFhEuWywKnWFrkePO9VZgu2GLmJUf8vnJB0frT4XBL9LtY8Mgfy0X1ks6CB+5e/fNxwp6xZ1svyBdtfcrG25dCT+tcIfgF8/ytH/FowIDAQAB\"}","signature":"qwibInB4JdSJAFGxR1eufFmGDa03+OuSlsN7ypP3npFZroTZpu8z9XLOShLSnFLPHyI7bmm3ensciu4bUyINriEvSoLABdRdWzexNMY5KLrTX0ftMFbzsSiZ0PxNuBit69gCh3UotfySQNnjh1/lNc6STLQfa7mDKt0jRP2CZ6Uh/J3cT0ypTngX6mDWY1Pi2KTmTi8ohiGHzPv568bxq95LSQ7YcGIFZGb6eQgvX1tHUouseLTps4HTSQo8wfH3MySTptZiaIqoWd9j+kKc+QlOp51R6LP32/0zRFSfLC5jvFYPWYHm21BreRYyL0TM5cPow0CPIp73kR4+SpnYRg==","salt":"05571260582b0cb343462f6937f136a4"}]')

INSERT INTO "amora_partitionmaxcounter" VALUES ('be6d54fc34106be3855187ee7abedc52:shared', '2c80a6e48d596b38f534e0329290b448', 2)

INSERT INTO "amora_partitionmaxcounter" VALUES ('be6d54fc34106be3855187ee7abedc52:user:11111111111111111111111111111111', '2c80a6e48d596b38f534e0329290b448', 4)

INSERT INTO "amora_partitionmaxcounter" VALUES ('be6d54fc34106be3855187ee7abedc52:user:11111111111111111111111111111111', 'dd6abda65790fc30a7bdcf108956e08e', 4)

INSERT INTO "amora_partitionmaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1)

INSERT INTO "amora_partitionmaxcounter" VALUES ('dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1)

INSERT INTO "amora_pushed_certificate" VALUES ('8eebe3b876f7f7268cd272502ab2b3b6', 'd8d93b8d966aeca6642c37b95cde7bf1c8460798c3b73881a0c4a36c85d943bf', 'd8d93b8d966a.relay:80', '2026-11-30T21:14:01.873574Z')

INSERT INTO "amora_quarantine" VALUES ('11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 'answer', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'bad_id', '595553201d0801b19cdcd6fbc38ab3fe', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"kept","dataset_id":"dddddddddddddddddddddddddddddddd","id":"ac2a3fd00b196f5d039e91878a5f7429","question":"kept","text":"x","user_id":"11111111111111111111111111111111"}')

INSERT INTO "amora_quota" VALUES ('', 340)

INSERT INTO "amora_recordmaxcounter" VALUES ('0ba231d1b4c3822894a498cf30a93d34', '2c80a6e48d596b38f534e0329290b448', 2)

INSERT INTO "amora_recordmaxcounter" VALUES ('b5c01cf98d8fed297401cb9eac9b9061', 'dd6abda65790fc30a7bdcf108956e08e', 4)

INSERT INTO "amora_relay" VALUES ('be6d54fc34106be3855187ee7abedc52', 'd8d93b8d966aeca6642c37b95cde7bf1c8460798c3b73881a0c4a36c85d943bf:5262def7e5f7891c3a52b061390f50d4', '2c80a6e48d596b38f534e0329290b448', '05c8436919ec6800ed94c4a35e4932f9', 2, '', 0, '{"sequence":6,"token":"05c8436919ec6800ed94c4a35e4932f9","mac":"96e7cee1b2d80cd3a126f675cc1f805dcb0df9b27f58f50ec4b11911f4b589f5"}', 0, 2, 2)

INSERT INTO "amora_room" VALUES (1, 'be6d54fc34106be3855187ee7abedc52')

INSERT INTO "amora_seen" VALUES ('36fe4ae22036fee9f73fd4f25fa8d997', 'be6d54fc34106be3855187ee7abedc52', '2026-11-30T21:14:03.043813Z')

INSERT INTO "amora_store_dirty" VALUES ('answer', '889577de70181c6c63192168974ec7cc')

INSERT INTO "amora_store_dirty" VALUES ('badge', '5e4814bb63e0ac90e40c57e9761c24a2')

INSERT INTO "amora_trust" VALUES (5)

INSERT INTO "amora_write_scope" VALUES ('be6d54fc34106be3855187ee7abedc52')

INSERT INTO "amora_write_scope" VALUES (CAST(x'0a' AS TEXT))

INSERT INTO "answer" VALUES ('a8d8fa4544df3aaf1aeb79437f41b87e', 'be6d54fc34106be3855187ee7abedc52', '11111111111111111111111111111111', '4', 'unsynced', NULL, NULL, '4', 'be6d54fc34106be3855187ee7abedc52:user:11111111111111111111111111111111')

INSERT INTO "answer" VALUES ('b5c01cf98d8fed297401cb9eac9b9061', 'be6d54fc34106be3855187ee7abedc52', '11111111111111111111111111111111', '2', 'his', 0.5, '5c7da39fa20adb97bb756b7295dccedd', '2', 'be6d54fc34106be3855187ee7abedc52:user:11111111111111111111111111111111')

INSERT INTO "morango_buffer" VALUES (1, 8, 1, 'b7b869cd15ebc28f6bf8089d31ef2044', 'first half', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, NULL, NULL, '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"first half","dataset_id":"dddddddddddddddddddddddddddddddd","id":"b7b869cd15ebc28f6bf8089d31ef2044","question":"first half","text":"x","user_id":"11111111111111111111111111111111"}', '')

INSERT INTO "morango_certificate" VALUES ('36fe4ae22036fee9f73fd4f25fa8d997', 'be6d54fc34106be3855187ee7abedc52', 'school', '05571260582b0cb343462f6937f136a4', 'full', 1, '{"dataset_id": "be6d54fc34106be3855187ee7abedc52"}', 'MIIBCgKCAQEAwH++tcBbNAUIUF7usuYY/njNTmCHTJhwwoLzGFuxrM4VbzSqkC9gEEcJyZ8ACl1u0DLUp7FzjuRNPx/2dvTa66SmVXZq57VLNUBEjNFWcX6/hzeBrCQUh7MXnxKezNAWBDT0Q17ghd3m1Dm22WCSiwpAvEqX69emhDkQHJ15CIiZqgJduHlk9fe7bEH8IoTg5d+BzMo4L5Y/aq57EJZyWDAizOeEp2oib9bGI+0IPVJMl2COFhEuWywKnWFrkePO9VZgu2GLmJUf8vnJB0frT4XBL9LtY8Mgfy0X1ks6CB+5e/fNxwp6xZ1svyBdtfcrG25dCT+tcIfgF8/ytH/FowIDAQAB', '{"id": "36fe4ae22036fee9f73fd4f25fa8d997", "parent_id": "be6d54fc34106be3855187ee7abedc52", "profile": "school", "salt": "05571260582b0cb343462f6937f136a4", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"be6d54fc34106be3855187ee7abedc52\"}", "public_key_string": "MIIBCgKCAQEAwH++tcBbNAUIUF7usuYY/njNTmCHTJhwwoLzGFuxrM4VbzSqkC9gEEcJyZ8ACl1u0DLUp7FzjuRNPx/2dvTa66SmVXZq57VLNUBEjNFWcX6/hzeBrCQUh7MXnxKezNAWBDT0Q17ghd3m1Dm22WCSiwpAvEqX69emhDkQHJ15CIiZqgJduHlk9fe7bEH8IoTg5d+BzMo4L5Y/aq57EJZyWDAizOeEp2oib9bGI+0IPVJMl2COFhEuWywKnWFrkePO9VZgu2GLmJUf8vnJB0frT4XBL9LtY8Mgfy0X1ks6CB+5e/fNxwp6xZ1svyBdtfcrG25dCT+tcIfgF8/ytH/FowIDAQAB"}', 'qwibInB4JdSJAFGxR1eufFmGDa03+OuSlsN7ypP3npFZroTZpu8z9XLOShLSnFLPHyI7bmm3ensciu4bUyINriEvSoLABdRdWzexNMY5KLrTX0ftMFbzsSiZ0PxNuBit69gCh3UotfySQNnjh1/lNc6STLQfa7mDKt0jRP2CZ6Uh/J3cT0ypTngX6mDWY1Pi2KTmTi8ohiGHzPv568bxq95LSQ7YcGIFZGb6eQgvX1tHUouseLTps4HTSQo8wfH3MySTptZiaIqoWd9j+kKc+QlOp51R6LP32/0zRFSfLC5jvFYPWYHm21BreRYyL0TM5cPow0CPIp73kR4+SpnYRg==', NULL)

INSERT INTO "morango_certificate" VALUES ('8eebe3b876f7f7268cd272502ab2b3b6', 'be6d54fc34106be3855187ee7abedc52', 'school', 'bd8e3bcb6fbdb1b548cf07348fd871d7', 'full', 1, '{"dataset_id": "be6d54fc34106be3855187ee7abedc52"}', 'MIIBCgKCAQEApfa4sQK08OVOpazZWiK/Ogbxd96XI3ucnmNUm6X+krShoVdQ7sFJjmDTC4xlOE0TcpSzZW15esYDeLfeS8ra/UzPRF7qUMayFv0yr8nuDaVwSqa7XYoxDT8/I1WsGSd1TkuON6EEQy82l6BYoG43cWh5ZOYadhi+chqfZtTPrHxGiFTV8Sc6xmMsHTfF500nXUcAZWNRoDdK2K3XaH9GI0Xm+OmTJdPlG8xcvN2+ny9QmeFqFvNWB8ehPoTyZTHMmEAhGIu1mhoWrWuJbOrFFlHs0xrzFvLnma5wIzTEx3MHrE5M2vKLnxMMYFe12rWithCVyQIiMTMNGgxOnWwh0wIDAQAB', '{"id": "8eebe3b876f7f7268cd272502ab2b3b6", "parent_id": "be6d54fc34106be3855187ee7abedc52", "profile": "school", "salt": "bd8e3bcb6fbdb1b548cf07348fd871d7", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"be6d54fc34106be3855187ee7abedc52\"}", "public_key_string": "MIIBCgKCAQEApfa4sQK08OVOpazZWiK/Ogbxd96XI3ucnmNUm6X+krShoVdQ7sFJjmDTC4xlOE0TcpSzZW15esYDeLfeS8ra/UzPRF7qUMayFv0yr8nuDaVwSqa7XYoxDT8/I1WsGSd1TkuON6EEQy82l6BYoG43cWh5ZOYadhi+chqfZtTPrHxGiFTV8Sc6xmMsHTfF500nXUcAZWNRoDdK2K3XaH9GI0Xm+OmTJdPlG8xcvN2+ny9QmeFqFvNWB8ehPoTyZTHMmEAhGIu1mhoWrWuJbOrFFlHs0xrzFvLnma5wIzTEx3MHrE5M2vKLnxMMYFe12rWithCVyQIiMTMNGgxOnWwh0wIDAQAB"}', 'FHgi/X3ZSQPXbzHD7UzfG0roryrmdXIcSHvkaJqskeuoi12H7qRasWIYfSVzJeBDNuapSIcSM7HWl7VFvnM8gtsaweeTCqX0quxuTQF2H/dDnzq3NHwZbpAvff9uzafHkn7HTU9Tcdda9UCUGdmHIfglHBrB+vKW1wn82zD0Zcwy1zfLAoamglwm7OMnf7MzYacENuKsskYZWUvKh6ZYa9ZVBNv01ze8OEbkVsIGFBwhG7cJzfh2UARUnU58t0R8RrcqcEIbHUnqEljUf/lnwh17T0MfKdArGU+AbrsQSPY95Oh0cJ/XTIC4eeiYrOteXmZz1vwmCiTA3h2Ohl4c6A==', NULL)

INSERT INTO "morango_certificate" VALUES ('be6d54fc34106be3855187ee7abedc52', NULL, 'school', '', 'full', 1, '{"dataset_id": "be6d54fc34106be3855187ee7abedc52"}', 'MIIBCgKCAQEAxNmO4s1cFV36UhvrJNixwlHPeQ9owdW8uLW5017IuB+eYY6kvcpgn50o7AZ00vIuWruvwDXe0L1gPMrN1b8D7bFOKPxPex9jWm+spg18gGjxTxCwVbSkpnpKZX9gYsAdhMlu/VdMuQ8as9cNg0rdBkMYdC0JCCuygRaca8uuVYobFwwfmIWkcaPyZXe6TIzeWyzUYLgEJt3FXDAogomJIlaOyIX8chSmq/9OEaEau54VphBaOhHA0G86Wrbmc9e5/BFbHJhr4TCwVhJdmA03H/19oJiqu6V0k3xUfnzbCFPsDlEAu0s3MY+3uQzlw2hOBjCeTkMMFva+g52IunB7TwIDAQAB', '{"id": "be6d54fc34106be3855187ee7abedc52", "parent_id": null, "profile": "school", "salt": "", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"be6d54fc34106be3855187ee7abedc52\"}", "public_key_string": "MIIBCgKCAQEAxNmO4s1cFV36UhvrJNixwlHPeQ9owdW8uLW5017IuB+eYY6kvcpgn50o7AZ00vIuWruvwDXe0L1gPMrN1b8D7bFOKPxPex9jWm+spg18gGjxTxCwVbSkpnpKZX9gYsAdhMlu/VdMuQ8as9cNg0rdBkMYdC0JCCuygRaca8uuVYobFwwfmIWkcaPyZXe6TIzeWyzUYLgEJt3FXDAogomJIlaOyIX8chSmq/9OEaEau54VphBaOhHA0G86Wrbmc9e5/BFbHJhr4TCwVhJdmA03H/19oJiqu6V0k3xUfnzbCFPsDlEAu0s3MY+3uQzlw2hOBjCeTkMMFva+g52IunB7TwIDAQAB"}', 'PyhFhqUsVJ9xnh89X5yL6h3Jk0P68Q23cbDTsanj59T1ZRDkjzZLpthoJxzCBTUX27tFvCOB2MwwtkHB8gYz7xV5B+3U2Y4EcbgXKesF9NYy7QXalapD/c16hc2i47+IMnya5q6+pWCxofgkgk/CPKzL8t1gf2btc4PhE2xy/dZVi0rWlFWZ+xY+TzSD7YuAbGUBVU3Z1yAnNLeXUMYozVd0MYfaGbDhIFE+aeKhhpamXyV/rYTFSrEPH0mMVNlP4sabLoEcVDBZ+ZPbyBMXWxYAyub5WHOx+gT2g7T9fWqwyIzdfszV4tcwJX4APPKlYr7IfaPrK6Ism5/fwSSWxw==', 'MIIEowIBAAKCAQEAxNmO4s1cFV36UhvrJNixwlHPeQ9owdW8uLW5017IuB+eYY6kvcpgn50o7AZ00vIuWruvwDXe0L1gPMrN1b8D7bFOKPxPex9jWm+spg18gGjxTxCwVbSkpnpKZX9gYsAdhMlu/VdMuQ8as9cNg0rdBkMYdC0JCCuygRaca8uuVYobFwwfmIWkcaPyZXe6TIzeWyzUYLgEJt3FXDAogomJIlaOyIX8chSmq/9OEaEau54VphBaOhHA0G86Wrbmc9e5/BFbHJhr4TCwVhJdmA03H/19oJiqu6V0k3xUfnzbCFPsDlEAu0s3MY+3uQzlw2hOBjCeTkMMFva+g52IunB7TwIDAQABAoIBABgKJ6B8CtBTM0Q+w5cy3XaJLiivIJB3bT4zdzegfiu6NMneNTE2W1lyxHIakb7HM7EB9cMn8QeV8QBLlhqR4sVu30gzE/PJ0ATV2YRH5ln6Nun8dERrNKZeDeLaTOeSZah3PxYySJzbAtxOmYhcpqRiokRh0ZYNXBXWsJCbhbVNWudgrgu0ruSJP1gZx/bd13SgSyzTle6H9X/ikelycYvJcj3jzwOFeKy5Cv2jdoPmjl6HTLQ2enAuGTQ37cyhqXjx2wfNKRlmb+2VkTVvkFmah5aoqtcymYwx7pIIX/syvfVT/ist799xd/lZRwob+rl/FaOTEDDTADYenR/LeyUCgYEA0AUa1Gjk2Og/CIV1FjoIcarMyWCUOZ0zLKMUFcGu1H4gPovpIP04FF0NyQynXunZjtt2OiMBb1Vumbheqn07H2athSlJmuOcPaXi0RDwj/aq333Ohkvg7jBNRLUYNBRwhRZq/ZrGpNBRleCD9xH0uC2czua+XtRhlG7xkI+pL8sCgYEA8kDlNJdyhi8b9RMzLXan2tFcWt2ico53wPuCqKvUATl9uKTzEAfq8WWEwqaR/4Wrsl6gvTBf9WdYi3MEYeF8eHeRi2bqSZubBtCSXD6rv80gfU/t/6gxYah3V2+89w8uY26BEIH1uHqg8IuVomkAqjjMIhlet4f8dkiXM+NNag0CgYB9elbQweUpIg7DqR0TpzXousqEvokqp7RyvHwlE4vOCbaRg/vANn5Zajgiikt7aTwefCs4rlzzN2lbuGcCGEBNlLYemOUZVSqt1R6YVcuGS5iO72hggezQQLqbM1HCOIIXBYrMJ0yjpjVQXvm7U012u6zW8UDsGtgxnSqBtOatOQKBgQDDlBz3/qUZLANYMq4IsFkH0irLuU+jSN3p0aRE5KR+cJnNbm5FrP7C8QDj3XLVZmed08PVua5fA5Z6ztrk4xSIdY/tiaLw1k2sjMr86iPi74qhYNx2oKVtgIMI9k8K7xi2ccqFN0bYLziruyWNP1SoGL7FcNIFPiZWoHhiDcq8KQKBgGtS5NYtVYsirRAVfxDJ5pH2ro3qpMSFWtGBsAyQcvtRLbv3BEXhAGfc+d9WUTrOsyCMHP6n4fpGZ+Kbcv2tMuWwjMU4PT4esndiFYaZ+Rnk1n3PrLAgv77f7xgN4QOiHeslsDYjjQTUDuRGnE/xrH2lfvIhZZaE56FAEkv7NfK6')

INSERT INTO "morango_databaseidmodel" VALUES ('994e421837271c60b7ad8b5e5c816f6b', 1, '2026-11-30T21:14:01.063791Z', '3fe31ebb642df32817a95fd197e31a89')

INSERT INTO "morango_databasemaxcounter" VALUES ('be6d54fc34106be3855187ee7abedc52', '2c80a6e48d596b38f534e0329290b448', 5)

INSERT INTO "morango_databasemaxcounter" VALUES ('be6d54fc34106be3855187ee7abedc52', 'dd6abda65790fc30a7bdcf108956e08e', 4)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', '2c80a6e48d596b38f534e0329290b448', 7)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1000)

INSERT INTO "morango_deletedmodels" VALUES ('2e4b7a3b7718be57f2362109b88f28fa', 'school')

INSERT INTO "morango_harddeletedmodels" VALUES ('2e4b7a3b7718be57f2362109b88f28fa', 'school')

INSERT INTO "morango_instanceidmodel" VALUES ('2c80a6e48d596b38f534e0329290b448', '', '', '', '', '994e421837271c60b7ad8b5e5c816f6b', '', '', 7, 1)

INSERT INTO "morango_instanceidmodel" VALUES ('3fe31ebb642df32817a95fd197e31a89', '', '', '', '', '994e421837271c60b7ad8b5e5c816f6b', '', '', 0, 0)

INSERT INTO "morango_nonce" VALUES ('01a22e4ec34ffd0a36d670e0df9112d3', '2026-11-30T21:14:03.471000Z', '')

INSERT INTO "morango_scopedefinition" VALUES ('full', 1, 'school', 'dataset_id', 'Everything.', '', '', '${dataset_id}', '{}')

INSERT INTO "morango_scopedefinition" VALUES ('learner', 1, 'school', '', 'Own work.', '${dataset_id}:shared', '', '${dataset_id}:user:${user_id}', '{}')

INSERT INTO "morango_store" VALUES ('0ba231d1b4c3822894a498cf30a93d34', '3', 'answer', 'school', 'be6d54fc34106be3855187ee7abedc52:user:11111111111111111111111111111111', '', 'dd6abda65790fc30a7bdcf108956e08e', 4, 1, 0, '64518a5e5338ecdbc0a7ace5567cce78', '', '{"id":"0ba231d1b4c3822894a498cf30a93d34","_morango_source_id":"3","_morango_partition":"be6d54fc34106be3855187ee7abedc52:user:11111111111111111111111111111111","dataset_id":"be6d54fc34106be3855187ee7abedc52","user_id":"11111111111111111111111111111111","question":"3","text":"it''s\n3","score":0.5,"topic_id":"5c7da39fa20adb97bb756b7295dccedd"}', '')

INSERT INTO "morango_store" VALUES ('2e4b7a3b7718be57f2362109b88f28fa', '1', 'answer', 'school', 'be6d54fc34106be3855187ee7abedc52:user:11111111111111111111111111111111', '', '2c80a6e48d596b38f534e0329290b448', 2, 0, 0, NULL, '', '{"id":"2e4b7a3b7718be57f2362109b88f28fa","_morango_source_id":"1","_morango_partition":"be6d54fc34106be3855187ee7abedc52:user:11111111111111111111111111111111","dataset_id":"be6d54fc34106be3855187ee7abedc52","user_id":"11111111111111111111111111111111","question":"1","text":"it''s\n1","score":0.5,"topic_id":"5c7da39fa20adb97bb756b7295dccedd"}', '')

INSERT INTO "morango_store" VALUES ('5c7da39fa20adb97bb756b7295dccedd', '6d1eab6fb0542d07ca23501d60c7a4ba', 'topic', 'school', 'be6d54fc34106be3855187ee7abedc52:shared', '', '2c80a6e48d596b38f534e0329290b448', 2, 0, 0, NULL, '', '{"id":"5c7da39fa20adb97bb756b7295dccedd","_morango_source_id":"6d1eab6fb0542d07ca23501d60c7a4ba","_morango_partition":"be6d54fc34106be3855187ee7abedc52:shared","dataset_id":"be6d54fc34106be3855187ee7abedc52","title":"top","parent_id":null}', '')

INSERT INTO "morango_store" VALUES ('5e4814bb63e0ac90e40c57e9761c24a2', 'unknown', 'badge', 'school', 'dddddddddddddddddddddddddddddddd', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', '', '{"_morango_partition":"dddddddddddddddddddddddddddddddd","_morango_source_id":"unknown","dataset_id":"dddddddddddddddddddddddddddddddd","id":"5e4814bb63e0ac90e40c57e9761c24a2","of":"a newer build"}', '')

INSERT INTO "morango_store" VALUES ('889577de70181c6c63192168974ec7cc', 'waits', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', 'missing_reference: topic_id', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"waits","dataset_id":"dddddddddddddddddddddddddddddddd","id":"889577de70181c6c63192168974ec7cc","question":"waits","text":"x","user_id":"11111111111111111111111111111111","topic_id":"99999999999999999999999999999999"}', '')

INSERT INTO "morango_store" VALUES ('b5c01cf98d8fed297401cb9eac9b9061', '2', 'answer', 'school', 'be6d54fc34106be3855187ee7abedc52:user:11111111111111111111111111111111', '', '2c80a6e48d596b38f534e0329290b448', 4, 0, 0, NULL, '', '{"id":"b5c01cf98d8fed297401cb9eac9b9061","_morango_source_id":"2","_morango_partition":"be6d54fc34106be3855187ee7abedc52:user:11111111111111111111111111111111","dataset_id":"be6d54fc34106be3855187ee7abedc52","user_id":"11111111111111111111111111111111","question":"2","text":"his","score":0.5,"topic_id":"5c7da39fa20adb97bb756b7295dccedd"}', CAST(x'7b226964223a226235633031636639386438666564323937343031636239656163396239303631222c225f6d6f72616e676f5f736f757263655f6964223a2232222c225f6d6f72616e676f5f706172746974696f6e223a2262653664353466633334313036626533383535313837656537616265646335323a757365723a3131313131313131313131313131313131313131313131313131313131313131222c22646174617365745f6964223a226265366435346663333431303662653338353531383765653761626564633532222c22757365725f6964223a223131313131313131313131313131313131313131313131313131313131313131222c227175657374696f6e223a2232222c2274657874223a2268657273222c2273636f7265223a302e352c22746f7069635f6964223a223563376461333966613230616462393762623735366237323935646363656464227d0a' AS TEXT))

INSERT INTO "morango_store" VALUES ('badb28f4aa5c856eb2f415198197046d', '0501c16d6b4b79fdd41406820172d088', 'topic', 'school', 'be6d54fc34106be3855187ee7abedc52:shared', '5c7da39fa20adb97bb756b7295dccedd', '2c80a6e48d596b38f534e0329290b448', 2, 0, 0, NULL, '', '{"id":"badb28f4aa5c856eb2f415198197046d","_morango_source_id":"0501c16d6b4b79fdd41406820172d088","_morango_partition":"be6d54fc34106be3855187ee7abedc52:shared","dataset_id":"be6d54fc34106be3855187ee7abedc52","title":"sub","parent_id":"5c7da39fa20adb97bb756b7295dccedd"}', '')

INSERT INTO "morango_syncsession" VALUES ('009b74cb22942bfb29250fd48f2e9b68', '2026-11-30T21:14:03.341076Z', '2026-11-30T21:14:03.379180Z', 1, 0, 'be6d54fc34106be3855187ee7abedc52', '8eebe3b876f7f7268cd272502ab2b3b6', 'school', 'network', 'd8d93b8d966a.relay', '', '', '2c80a6e48d596b38f534e0329290b448', '5262def7e5f7891c3a52b061390f50d4', 'd8d93b8d966aeca6642c37b95cde7bf1c8460798c3b73881a0c4a36c85d943bf:5262def7e5f7891c3a52b061390f50d4', '', '')

INSERT INTO "morango_syncsession" VALUES ('9116d50b5b22371a103c174d1d0ce7d4', '2026-11-30T21:14:02.934658Z', '2026-11-30T21:14:02.935322Z', 1, 0, 'be6d54fc34106be3855187ee7abedc52', '8eebe3b876f7f7268cd272502ab2b3b6', 'school', 'network', 'd8d93b8d966a.relay', '', '', '2c80a6e48d596b38f534e0329290b448', '5262def7e5f7891c3a52b061390f50d4', 'd8d93b8d966aeca6642c37b95cde7bf1c8460798c3b73881a0c4a36c85d943bf:5262def7e5f7891c3a52b061390f50d4', '', '')

INSERT INTO "morango_syncsession" VALUES ('acf970496f2620d1ad637476fc25e45b', '2026-11-30T21:14:02.195644Z', '2026-11-30T21:14:02.236499Z', 1, 0, 'be6d54fc34106be3855187ee7abedc52', '8eebe3b876f7f7268cd272502ab2b3b6', 'school', 'network', 'd8d93b8d966a.relay', '', '', '2c80a6e48d596b38f534e0329290b448', '5262def7e5f7891c3a52b061390f50d4', 'd8d93b8d966aeca6642c37b95cde7bf1c8460798c3b73881a0c4a36c85d943bf:5262def7e5f7891c3a52b061390f50d4', '', '')

INSERT INTO "morango_transfersession" VALUES (1, '7976eb0f9ff0131e06075beda6c2ad2a', 'acf970496f2620d1ad637476fc25e45b', 0, 0, 'school', 'be6d54fc34106be3855187ee7abedc52', 2, '2026-11-30T21:14:02.195865Z', '2026-11-30T21:14:02.211894Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (2, '948707d58c3cd59c5c912ff33b5a7fe8', 'acf970496f2620d1ad637476fc25e45b', 0, 1, 'school', 'be6d54fc34106be3855187ee7abedc52', 2, '2026-11-30T21:14:02.236538Z', '2026-11-30T21:14:02.237800Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (3, 'f5af7bd3f518f0b4ab0311e8e5c1e291', '9116d50b5b22371a103c174d1d0ce7d4', 0, 0, 'school', 'be6d54fc34106be3855187ee7abedc52', 2, '2026-11-30T21:14:02.934705Z', '2026-11-30T21:14:02.935221Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (4, '3ac2e7cec3d6d2085f69ca8013732a63', '9116d50b5b22371a103c174d1d0ce7d4', 0, 1, 'school', 'be6d54fc34106be3855187ee7abedc52', 2, '2026-11-30T21:14:02.935329Z', '2026-11-30T21:14:03.029219Z', 0, 5, 5, 2609, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (5, '64518a5e5338ecdbc0a7ace5567cce78', '009b74cb22942bfb29250fd48f2e9b68', 0, 0, 'school', 'be6d54fc34106be3855187ee7abedc52', 2, '2026-11-30T21:14:03.341138Z', '2026-11-30T21:14:03.378849Z', 0, 2, 2, 0, 1177, '{}', '{}', 'cleanup', 'completed', NULL, 1, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (6, '7f43d9882aa15e9784ceabf9047b0baf', '009b74cb22942bfb29250fd48f2e9b68', 0, 1, 'school', 'be6d54fc34106be3855187ee7abedc52', 2, '2026-11-30T21:14:03.379194Z', '2026-11-30T21:14:03.410781Z', 0, 1, 1, 962, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (7, '595553201d0801b19cdcd6fbc38ab3fe', '595553201d0801b19cdcd6fbc38ab3fe', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T21:14:03.444040Z', '2026-11-30T21:14:03.471848Z', 0, 3, 3, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 1, 0, '')

INSERT INTO "morango_transfersession" VALUES (8, '55555555555555555555555555555555', '55555555555555555555555555555555', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T21:14:03.471994Z', '9999-01-01T00:00:00.000000Z', 1, 2, 1, 0, 0, '{}', '{"super": {}, "sub": {}}', 'transferring', 'started', 1, 0, 0, 0, '')

INSERT INTO "topic" VALUES ('5c7da39fa20adb97bb756b7295dccedd', 'be6d54fc34106be3855187ee7abedc52', 'top', NULL, '6d1eab6fb0542d07ca23501d60c7a4ba', 'be6d54fc34106be3855187ee7abedc52:shared')

INSERT INTO "topic" VALUES ('badb28f4aa5c856eb2f415198197046d', 'be6d54fc34106be3855187ee7abedc52', 'sub', '5c7da39fa20adb97bb756b7295dccedd', '0501c16d6b4b79fdd41406820172d088', 'be6d54fc34106be3855187ee7abedc52:shared')

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

