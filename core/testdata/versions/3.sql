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

INSERT INTO "amora_acknowledged" VALUES ('5af67912eee49fc4fcfbe51232e4b784952a9af3f30b74f599fd541b4dbf8e1a:a57ca30edf31fe8e9047f0380840f2e4', 'e92e8bc7d76e985052e9a571d3507dd5', '4035e726fe6f08ef818f7470cd6c80fc', 5)

INSERT INTO "amora_bundle" VALUES ('e92e8bc7d76e985052e9a571d3507dd5', 2, '{"room":"e92e8bc7d76e985052e9a571d3507dd5","sequence":2,"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"id_rules":{},"relay_keys":["MIIBCgKCAQEAv32OkADVXyl3VKs3PFx+5vvdXZy4FU790VlzCHSEc20v04Z4PPIo32u2ig3h4ab7H1fnaec327eVM3WfRYewaPbyUcOZ4q/nW+SK69hBDM0tgPBtPa96mjBjOR7XBIx37hKw+khzbSm8syrPD0YGlyZjnWAVK8mQt3L+9c3JVb1gvyk3Di6NgiPH3MbZ1Rjy5EdRjgZ+VIXLGC0S+cGpW/Vh1L21EVcy9hAY5dEKO3eTjVTEucWbx5SdeuAj+O9iuYXkum6/SGMTgWWpgw8fJWDpIAi7wkerCbzyZt6S2XyS9RVc5ce4JaNaU/GsgQeEy2CipAootav3sTVQCsmFHQIDAQAB"],"revoked":[]}', 'E01KNaJBiZ2yFv9goISHlBm+CffYnsDw6rQtbKM2VbmZwXw4xDskRxzBG4MW9t74fUQyzFtp1DWlFW1vggbZ7wN0RE7AIplFf9iPKRkUExe9CcHekeHWGw3G9nfxixk4PCEimwCvlJOekGqY5l0XBNTNNtDXugGmOKMeAIdKCgBJyBxlwqMHRcZjEeZlVPd8dZ2LcWjGGQvpPqxR7HCs25YjrmSkkr0jj0oRsaVjNIRtXH1apBSo5YZVWG5cTP7LB7HCku3wIAKUd/d4mDQnEQXo5EReO/OpiHjB+CAQT6KX1TfFkX500km6HRrM9zor64BAfYVGibMDPw85qRfC4g==')

INSERT INTO "amora_dirty_answer" VALUES ('a8e3552d75f71d65253b08545f86e75d')

INSERT INTO "amora_known_relay" VALUES ('e92e8bc7d76e985052e9a571d3507dd5', '5af67912eee4.relay:80', '5af67912eee49fc4fcfbe51232e4b784952a9af3f30b74f599fd541b4dbf8e1a')

INSERT INTO "amora_meta" VALUES ('schema', '{"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"models":[{"name":"topic","table":"topic","partition":"${dataset_id}:shared","source":null,"columns":{"dataset_id":"uuid","title":"text","parent_id":"uuid?"},"references":{"parent_id":"topic"}},{"name":"answer","table":"answer","partition":"${dataset_id}:user:${user_id}","source":"${question}","columns":{"dataset_id":"uuid","user_id":"uuid","question":"text","text":"text","score":"real?","topic_id":"uuid?"},"references":{"topic_id":"topic"}}]}')

INSERT INTO "amora_meta" VALUES ('triggers', '6e62310347ebc557af4ed85c2baf91197e4d72d75ba3c579a9ea5daf8c6daafe')

INSERT INTO "amora_meta" VALUES ('version', '3')

INSERT INTO "amora_pushed_certificate" VALUES ('f6fa827183beb0c96b1ab80b5d04fd9e', '5af67912eee49fc4fcfbe51232e4b784952a9af3f30b74f599fd541b4dbf8e1a', '5af67912eee4.relay:80', '2026-11-30T06:28:55.344883Z')

INSERT INTO "amora_quarantine" VALUES ('11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 'answer', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'bad_id', '595553201d0801b19cdcd6fbc38ab3fe', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"kept","dataset_id":"dddddddddddddddddddddddddddddddd","id":"ac2a3fd00b196f5d039e91878a5f7429","question":"kept","text":"x","user_id":"11111111111111111111111111111111"}')

INSERT INTO "amora_quota" VALUES ('', 340)

INSERT INTO "amora_recordmaxcounter" VALUES ('3bb6d6075c5904f34ca0e22a21240252', 'cd132485c133df2e7837b20bb1827d18', 4)

INSERT INTO "amora_recordmaxcounter" VALUES ('fc0277689ebfeea121fbbc3d4103f311', '4035e726fe6f08ef818f7470cd6c80fc', 2)

INSERT INTO "amora_relay" VALUES ('e92e8bc7d76e985052e9a571d3507dd5', '5af67912eee49fc4fcfbe51232e4b784952a9af3f30b74f599fd541b4dbf8e1a:a57ca30edf31fe8e9047f0380840f2e4', '4035e726fe6f08ef818f7470cd6c80fc', '2fe67cdd016e894fe27b296290fbc630', 2, '', 0, '{"sequence":6,"token":"2fe67cdd016e894fe27b296290fbc630","mac":"b85150a8c11de784f58de30e906af1adc637f0232cba3874f4c3afce1ad7e28e"}', 0)

INSERT INTO "amora_store_dirty" VALUES ('answer', '889577de70181c6c63192168974ec7cc')

INSERT INTO "amora_store_dirty" VALUES ('badge', '5e4814bb63e0ac90e40c57e9761c24a2')

INSERT INTO "amora_trust" VALUES (5)

INSERT INTO "amora_write_scope" VALUES ('e92e8bc7d76e985052e9a571d3507dd5')

INSERT INTO "amora_write_scope" VALUES (CAST(x'0a' AS TEXT))

INSERT INTO "answer" VALUES ('3bb6d6075c5904f34ca0e22a21240252', 'e92e8bc7d76e985052e9a571d3507dd5', '11111111111111111111111111111111', '2', 'his', 0.5, '4bae5f79e804f4e3782da979685fae4a', '2', 'e92e8bc7d76e985052e9a571d3507dd5:user:11111111111111111111111111111111')

INSERT INTO "answer" VALUES ('a8e3552d75f71d65253b08545f86e75d', 'e92e8bc7d76e985052e9a571d3507dd5', '11111111111111111111111111111111', '4', 'unsynced', NULL, NULL, '4', 'e92e8bc7d76e985052e9a571d3507dd5:user:11111111111111111111111111111111')

INSERT INTO "morango_buffer" VALUES (1, 8, 1, 'b7b869cd15ebc28f6bf8089d31ef2044', 'first half', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, NULL, NULL, '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"first half","dataset_id":"dddddddddddddddddddddddddddddddd","id":"b7b869cd15ebc28f6bf8089d31ef2044","question":"first half","text":"x","user_id":"11111111111111111111111111111111"}', '')

INSERT INTO "morango_certificate" VALUES ('e92e8bc7d76e985052e9a571d3507dd5', NULL, 'school', '', 'full', 1, '{"dataset_id": "e92e8bc7d76e985052e9a571d3507dd5"}', 'MIIBCgKCAQEAuvX3FEyXPpM3zolNiMnpUBRXPkDlEHSP/SUZPgsv/1AAFTu+HmDQftmbs6nt1NE+px1BRNYSB1o1Gig8L2pdfJA6h3pyUWbsoJLLmdpZk0n8LFekIXhBIrApIutFo7i91jTIXv0PpQubTyvfmrQjl5v/KgKgCj4ZvHbeTKDuSpDZoe3U2G9sRcEsfQtx7XwENB/oX03SOsQhQI8n/Z1SQmx6IZS0v2ZtSUf/Q6JMPbyU1b+WSd5Cil3v6zQmPrZa1jl522DRJmjGmC0RbhwrOLg9IONwTGDkj7v6cHVi2g8Jjfz7Hc/adwkZWmoj7jTAQaLXc39iZBn6batM/Wyr/QIDAQAB', '{"id": "e92e8bc7d76e985052e9a571d3507dd5", "parent_id": null, "profile": "school", "salt": "", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"e92e8bc7d76e985052e9a571d3507dd5\"}", "public_key_string": "MIIBCgKCAQEAuvX3FEyXPpM3zolNiMnpUBRXPkDlEHSP/SUZPgsv/1AAFTu+HmDQftmbs6nt1NE+px1BRNYSB1o1Gig8L2pdfJA6h3pyUWbsoJLLmdpZk0n8LFekIXhBIrApIutFo7i91jTIXv0PpQubTyvfmrQjl5v/KgKgCj4ZvHbeTKDuSpDZoe3U2G9sRcEsfQtx7XwENB/oX03SOsQhQI8n/Z1SQmx6IZS0v2ZtSUf/Q6JMPbyU1b+WSd5Cil3v6zQmPrZa1jl522DRJmjGmC0RbhwrOLg9IONwTGDkj7v6cHVi2g8Jjfz7Hc/adwkZWmoj7jTAQaLXc39iZBn6batM/Wyr/QIDAQAB"}', 'h5CB7Kc9eEFx0KcJHHum5wAJbNi84Hsy2vPawy4Vo/vWCVxMytVELSLehMFufLy8hJE2j6/HuwIw7D9V4qU58GAvTXRvltWOe/NtazNUTP5E2r4hGlGIXEwd99/UkbQAZQRrBGk96WjTU3JiYwOq7n+ba+an6krPzRy+WwIxHssfza8/XVxGsX+SP+cEeWunOYqbOGP38b6xOSm9Zu8loZ+FMJPTTnvEFWoD6BUCkAflOBvUGjBx/aXqWR9YTihK5tasevA0+R4IhFkkpaoEalI39dHstfb9BOjXButoK+dXK2NQAKfr8dA5CCbSi3/OYi2ZHrqRC/rgvv9N7V/Zdw==', 'MIIEpAIBAAKCAQEAuvX3FEyXPpM3zolNiMnpUBRXPkDlEHSP/SUZPgsv/1AAFTu+HmDQftmbs6nt1NE+px1BRNYSB1o1Gig8L2pdfJA6h3pyUWbsoJLLmdpZk0n8LFekIXhBIrApIutFo7i91jTIXv0PpQubTyvfmrQjl5v/KgKgCj4ZvHbeTKDuSpDZoe3U2G9sRcEsfQtx7XwENB/oX03SOsQhQI8n/Z1SQmx6IZS0v2ZtSUf/Q6JMPbyU1b+WSd5Cil3v6zQmPrZa1jl522DRJmjGmC0RbhwrOLg9IONwTGDkj7v6cHVi2g8Jjfz7Hc/adwkZWmoj7jTAQaLXc39iZBn6batM/Wyr/QIDAQABAoIBADGgAv7Q255g7kG0oS9rRLIcTBH6oLKO9f8//yTATHOs1PDN5Edk9EKPWSxFsRq5lbM+6Smv1qY78/dm8Z62UW00TUzTnA9uTeXLQR6r3fXh//z3IFo/9K4T6z9ZCqmL6lu2s+6+pg3teEJ6B0alhQMDhaWtf7RoSmWDebsGRmnk97AU9KBDdfjkUVtEB87xUGxVYKBb+BGF5rbWXDxYJsEgLh1/h2/2ofQ4py7OQCwyHyoCRy0VLXD5HO2W781YqMYz9k39UlVOZC2FxrgTSp0Pp2VXrCH5x/8lB7Sl+xkkBq+tlqxUh39NWOaf7iRdWKWYPozdlkKuWIrdC5PDHEMCgYEA13U9DkbGEquEJmZO3tWp9qEzruTKqq0n49Kqm0uRIbWmcMpQSvmZO4BEs9QCf5YdKpf2lKDIiSqXXsPhxCcT0ZHhUsgjIKnagvLuUogQmUzrXtBkHjmwSBltZ4ihVLJD3LYsSOlr7Yeb36fiL9q1qsxEx5UMjCOmd6b4vw/mtgsCgYEA3iP/lEW1af3OPBUNobbYPGRiibsyc1fOsvz1J/GUh1uwFVbrVeBKRVLNKWAbUJ4zKbFtioDhtV548lDj8fapzAe5S7opEwLkOwmiUEq+Cnze/+1HLX47SsPNqPK841JJGztWqYIoC/1MmJUFC/MCkVmKTCkeKfogiUU4iou+kxcCgYEAguRAcVnhnxn/sGxa4dkf5irMgSWRUdrb7vXem3Vu9/Go6cCews2bn6AvHKhh1CzYDzY+oNCEw3/SccnCcC3lRl2/a1EWthM6Im9/BTiQDPHD09f52rrlMwfvhQRmLlQWEhHCGZFk9ep6cYdGTBgsYVSzPCR6ePB3gx025Ku+Vz0CgYEAijuAeXX/dBt6UK0RNIahfMNDBk41EM2dVIhQzjBoquqFYmIaQ/A0h3sFLDAgD0TCtbkxXzTgP4qwXKm1jwZdlxdfWR5ZHPl5qLtQBALey4v1APFYj5izsMyzl+SlYhf8YjPEs+rInN1c4r4oy8zG1kgP5WDY4mpCAOnQS3a2erUCgYBf3aNEfJYFMIS0HleQtRpXLm5zV+WY9DyEnbeiyvgQCb76QRBNlLf2clY0qPNT3wXzjRRFuyZVu8T8Qm6i/18HUHaPGOoQ+pEmvSy7+tEQ6sPJOmBBjKVUOFJMVoq/UdHSEuVR1zEsMRXDjBdOq2hYIM8xUpe8QkVqc6OjLZFh3w==')

INSERT INTO "morango_certificate" VALUES ('f6fa827183beb0c96b1ab80b5d04fd9e', 'e92e8bc7d76e985052e9a571d3507dd5', 'school', '9bd4533f48bd2cd7baa9595dab970f89', 'full', 1, '{"dataset_id": "e92e8bc7d76e985052e9a571d3507dd5"}', 'MIIBCgKCAQEAv32OkADVXyl3VKs3PFx+5vvdXZy4FU790VlzCHSEc20v04Z4PPIo32u2ig3h4ab7H1fnaec327eVM3WfRYewaPbyUcOZ4q/nW+SK69hBDM0tgPBtPa96mjBjOR7XBIx37hKw+khzbSm8syrPD0YGlyZjnWAVK8mQt3L+9c3JVb1gvyk3Di6NgiPH3MbZ1Rjy5EdRjgZ+VIXLGC0S+cGpW/Vh1L21EVcy9hAY5dEKO3eTjVTEucWbx5SdeuAj+O9iuYXkum6/SGMTgWWpgw8fJWDpIAi7wkerCbzyZt6S2XyS9RVc5ce4JaNaU/GsgQeEy2CipAootav3sTVQCsmFHQIDAQAB', '{"id": "f6fa827183beb0c96b1ab80b5d04fd9e", "parent_id": "e92e8bc7d76e985052e9a571d3507dd5", "profile": "school", "salt": "9bd4533f48bd2cd7baa9595dab970f89", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"e92e8bc7d76e985052e9a571d3507dd5\"}", "public_key_string": "MIIBCgKCAQEAv32OkADVXyl3VKs3PFx+5vvdXZy4FU790VlzCHSEc20v04Z4PPIo32u2ig3h4ab7H1fnaec327eVM3WfRYewaPbyUcOZ4q/nW+SK69hBDM0tgPBtPa96mjBjOR7XBIx37hKw+khzbSm8syrPD0YGlyZjnWAVK8mQt3L+9c3JVb1gvyk3Di6NgiPH3MbZ1Rjy5EdRjgZ+VIXLGC0S+cGpW/Vh1L21EVcy9hAY5dEKO3eTjVTEucWbx5SdeuAj+O9iuYXkum6/SGMTgWWpgw8fJWDpIAi7wkerCbzyZt6S2XyS9RVc5ce4JaNaU/GsgQeEy2CipAootav3sTVQCsmFHQIDAQAB"}', 'GjShMspxMBT5hO+pshIdbdyeCAO2lg+9bdZWd4npZTzcpfE01KG5joc1Hike12Jq6KHYMFbZ3y05q8eou6bqVuXudNai0TwJYh6Qr8BjTa2jtwBUnGmnDmg7iZml6yhDFXPDRareO28O0Hwa/H3pBAhAli2eGCTgSRg4Jzne0BqGVu1mNktrMD0Fc6pfgztZ0h3JwSGrmFfDtMcoXx6jkZ6gGHG+klu3olSYwh2HR+TQcnlUJTUoo49ENiUj6UK5OBmCGt5zz+knqlZONXAcyUhHmWlXfxTBUs6uFHxUuM5xstur/+P/YIX53vMx+AZewYFOfgCAlXhRVuj8x6yFXQ==', NULL)

INSERT INTO "morango_certificate" VALUES ('f95e9d57957c3f570f408835fe3d784d', 'e92e8bc7d76e985052e9a571d3507dd5', 'school', '81147e291c1b38e9ff4b856ef5d77c06', 'full', 1, '{"dataset_id": "e92e8bc7d76e985052e9a571d3507dd5"}', 'MIIBCgKCAQEAthqzt8QBJZUM0ZP7HYh6x6+neJKM4pf6eF86HrqhS3sLeabjovxIfTGc328TgmNRNCkJcz5nesIuA7y78grrFcMxxdFmjeqSEMc5xV+as92Ro9FzdyuD/iY8TNfWr+BTKQBbZbvW/2YysdGdhcPrU2i/u5x7K8WjcB8u25y0V1w4kmloIvUhq/EOT1vAXAaW6YJYgTlp6cf8uVJ2J7kO+wwMPfYCRjQM7IHjFPtr4zHEE4fAYd9SBcJMbBzZ/fjbMminxq6vu3mz46ZN9PtO11Yt7T6R7P+uYChlAooc/PzLGP8NQvZCXDcpCw1F1qMHq8NdddMkeAJ7UkMxLusdGwIDAQAB', '{"id": "f95e9d57957c3f570f408835fe3d784d", "parent_id": "e92e8bc7d76e985052e9a571d3507dd5", "profile": "school", "salt": "81147e291c1b38e9ff4b856ef5d77c06", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"e92e8bc7d76e985052e9a571d3507dd5\"}", "public_key_string": "MIIBCgKCAQEAthqzt8QBJZUM0ZP7HYh6x6+neJKM4pf6eF86HrqhS3sLeabjovxIfTGc328TgmNRNCkJcz5nesIuA7y78grrFcMxxdFmjeqSEMc5xV+as92Ro9FzdyuD/iY8TNfWr+BTKQBbZbvW/2YysdGdhcPrU2i/u5x7K8WjcB8u25y0V1w4kmloIvUhq/EOT1vAXAaW6YJYgTlp6cf8uVJ2J7kO+wwMPfYCRjQM7IHjFPtr4zHEE4fAYd9SBcJMbBzZ/fjbMminxq6vu3mz46ZN9PtO11Yt7T6R7P+uYChlAooc/PzLGP8NQvZCXDcpCw1F1qMHq8NdddMkeAJ7UkMxLusdGwIDAQAB"}', 'hq21ngwgntpjavWNGtctk+PCVo22UvVHvA1O9YvNTZMWA/WXkjcUp5QY81mpEutCadojIzQFSQMgjXxdWFTa6wh7RehoYubOOnsSvaLKQ3COca/C8bBlXJU16nFARnKr8HG9z21eZPdsfvhO4ZF80H8HhKFhw+Go55ck/5F5MOyUsgkju1dsJvk7EPmaxbCHvj8C2mjvogVzjzJoG7ocTOSmjr01tn8qk6/4nIwiBgZTvQYs9sC9IzTVh/yOcpJZkJnN1hTvWoZYNzvUNabBa1O1tWj5CAz7NsffAVpOUkY9hVDIgkLUouJp2aveqtKRgz23L02L91rBZOQzUSFSYQ==', NULL)

INSERT INTO "morango_databaseidmodel" VALUES ('b65bb443d2b08024e83792ff638ab6e1', 1, '2026-11-30T06:28:53.971133Z', '495a5aacd6232c8eb8dbe2d76cf8e736')

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', '4035e726fe6f08ef818f7470cd6c80fc', 7)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('e92e8bc7d76e985052e9a571d3507dd5', '4035e726fe6f08ef818f7470cd6c80fc', 5)

INSERT INTO "morango_databasemaxcounter" VALUES ('e92e8bc7d76e985052e9a571d3507dd5', 'cd132485c133df2e7837b20bb1827d18', 4)

INSERT INTO "morango_deletedmodels" VALUES ('d1a5d2af0cf0fdd0305745e1189112a7', 'school')

INSERT INTO "morango_harddeletedmodels" VALUES ('d1a5d2af0cf0fdd0305745e1189112a7', 'school')

INSERT INTO "morango_instanceidmodel" VALUES ('4035e726fe6f08ef818f7470cd6c80fc', '', '', '', '', 'b65bb443d2b08024e83792ff638ab6e1', '', '', 7, 1)

INSERT INTO "morango_instanceidmodel" VALUES ('495a5aacd6232c8eb8dbe2d76cf8e736', '', '', '', '', 'b65bb443d2b08024e83792ff638ab6e1', '', '', 0, 0)

INSERT INTO "morango_nonce" VALUES ('01a22b2469c631883dec5b468105ce20', '2026-11-30T06:28:56.390000Z', '')

INSERT INTO "morango_scopedefinition" VALUES ('full', 1, 'school', 'dataset_id', 'Everything.', '', '', '${dataset_id}', '{}')

INSERT INTO "morango_scopedefinition" VALUES ('learner', 1, 'school', '', 'Own work.', '${dataset_id}:shared', '', '${dataset_id}:user:${user_id}', '{}')

INSERT INTO "morango_store" VALUES ('38ce708a4f23551edce98fa56c508fc8', '3fd27cfacb053d428be3affa4f6f2e1a', 'topic', 'school', 'e92e8bc7d76e985052e9a571d3507dd5:shared', '4bae5f79e804f4e3782da979685fae4a', '4035e726fe6f08ef818f7470cd6c80fc', 2, 0, 0, NULL, '', '{"id":"38ce708a4f23551edce98fa56c508fc8","_morango_source_id":"3fd27cfacb053d428be3affa4f6f2e1a","_morango_partition":"e92e8bc7d76e985052e9a571d3507dd5:shared","dataset_id":"e92e8bc7d76e985052e9a571d3507dd5","title":"sub","parent_id":"4bae5f79e804f4e3782da979685fae4a"}', '')

INSERT INTO "morango_store" VALUES ('3bb6d6075c5904f34ca0e22a21240252', '2', 'answer', 'school', 'e92e8bc7d76e985052e9a571d3507dd5:user:11111111111111111111111111111111', '', '4035e726fe6f08ef818f7470cd6c80fc', 4, 0, 0, NULL, '', '{"id":"3bb6d6075c5904f34ca0e22a21240252","_morango_source_id":"2","_morango_partition":"e92e8bc7d76e985052e9a571d3507dd5:user:11111111111111111111111111111111","dataset_id":"e92e8bc7d76e985052e9a571d3507dd5","user_id":"11111111111111111111111111111111","question":"2","text":"his","score":0.5,"topic_id":"4bae5f79e804f4e3782da979685fae4a"}', CAST(x'7b226964223a223362623664363037356335393034663334636130653232613231323430323532222c225f6d6f72616e676f5f736f757263655f6964223a2232222c225f6d6f72616e676f5f706172746974696f6e223a2265393265386263376437366539383530353265396135373164333530376464353a757365723a3131313131313131313131313131313131313131313131313131313131313131222c22646174617365745f6964223a226539326538626337643736653938353035326539613537316433353037646435222c22757365725f6964223a223131313131313131313131313131313131313131313131313131313131313131222c227175657374696f6e223a2232222c2274657874223a2268657273222c2273636f7265223a302e352c22746f7069635f6964223a223462616535663739653830346634653337383264613937393638356661653461227d0a' AS TEXT))

INSERT INTO "morango_store" VALUES ('4bae5f79e804f4e3782da979685fae4a', 'f68d6c57739db72fad4dcbc52a291274', 'topic', 'school', 'e92e8bc7d76e985052e9a571d3507dd5:shared', '', '4035e726fe6f08ef818f7470cd6c80fc', 2, 0, 0, NULL, '', '{"id":"4bae5f79e804f4e3782da979685fae4a","_morango_source_id":"f68d6c57739db72fad4dcbc52a291274","_morango_partition":"e92e8bc7d76e985052e9a571d3507dd5:shared","dataset_id":"e92e8bc7d76e985052e9a571d3507dd5","title":"top","parent_id":null}', '')

INSERT INTO "morango_store" VALUES ('5e4814bb63e0ac90e40c57e9761c24a2', 'unknown', 'badge', 'school', 'dddddddddddddddddddddddddddddddd', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', '', '{"_morango_partition":"dddddddddddddddddddddddddddddddd","_morango_source_id":"unknown","dataset_id":"dddddddddddddddddddddddddddddddd","id":"5e4814bb63e0ac90e40c57e9761c24a2","of":"a newer build"}', '')

INSERT INTO "morango_store" VALUES ('889577de70181c6c63192168974ec7cc', 'waits', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', 'missing_reference: topic_id', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"waits","dataset_id":"dddddddddddddddddddddddddddddddd","id":"889577de70181c6c63192168974ec7cc","question":"waits","text":"x","user_id":"11111111111111111111111111111111","topic_id":"99999999999999999999999999999999"}', '')

INSERT INTO "morango_store" VALUES ('d1a5d2af0cf0fdd0305745e1189112a7', '1', 'answer', 'school', 'e92e8bc7d76e985052e9a571d3507dd5:user:11111111111111111111111111111111', '', '4035e726fe6f08ef818f7470cd6c80fc', 2, 0, 0, NULL, '', '{"id":"d1a5d2af0cf0fdd0305745e1189112a7","_morango_source_id":"1","_morango_partition":"e92e8bc7d76e985052e9a571d3507dd5:user:11111111111111111111111111111111","dataset_id":"e92e8bc7d76e985052e9a571d3507dd5","user_id":"11111111111111111111111111111111","question":"1","text":"it''s\n1","score":0.5,"topic_id":"4bae5f79e804f4e3782da979685fae4a"}', '')

INSERT INTO "morango_store" VALUES ('fc0277689ebfeea121fbbc3d4103f311', '3', 'answer', 'school', 'e92e8bc7d76e985052e9a571d3507dd5:user:11111111111111111111111111111111', '', 'cd132485c133df2e7837b20bb1827d18', 4, 1, 0, 'e21af451e812044df1121591160e6990', '', '{"id":"fc0277689ebfeea121fbbc3d4103f311","_morango_source_id":"3","_morango_partition":"e92e8bc7d76e985052e9a571d3507dd5:user:11111111111111111111111111111111","dataset_id":"e92e8bc7d76e985052e9a571d3507dd5","user_id":"11111111111111111111111111111111","question":"3","text":"it''s\n3","score":0.5,"topic_id":"4bae5f79e804f4e3782da979685fae4a"}', '')

INSERT INTO "morango_syncsession" VALUES ('0931ca5d133390f2f0d47e85b1647057', '2026-11-30T06:28:56.344864Z', '2026-11-30T06:28:56.354800Z', 1, 0, 'e92e8bc7d76e985052e9a571d3507dd5', 'f6fa827183beb0c96b1ab80b5d04fd9e', 'school', 'network', '5af67912eee4.relay', '', '', '4035e726fe6f08ef818f7470cd6c80fc', 'a57ca30edf31fe8e9047f0380840f2e4', '5af67912eee49fc4fcfbe51232e4b784952a9af3f30b74f599fd541b4dbf8e1a:a57ca30edf31fe8e9047f0380840f2e4', '', '')

INSERT INTO "morango_syncsession" VALUES ('e32491206810fd55d63e8831ad429828', '2026-11-30T06:28:56.153209Z', '2026-11-30T06:28:56.157190Z', 1, 0, 'e92e8bc7d76e985052e9a571d3507dd5', 'f6fa827183beb0c96b1ab80b5d04fd9e', 'school', 'network', '5af67912eee4.relay', '', '', '4035e726fe6f08ef818f7470cd6c80fc', 'a57ca30edf31fe8e9047f0380840f2e4', '5af67912eee49fc4fcfbe51232e4b784952a9af3f30b74f599fd541b4dbf8e1a:a57ca30edf31fe8e9047f0380840f2e4', '', '')

INSERT INTO "morango_syncsession" VALUES ('ff4fc19e9d76e134bf381459eee03a4b', '2026-11-30T06:28:55.772178Z', '2026-11-30T06:28:55.853693Z', 1, 0, 'e92e8bc7d76e985052e9a571d3507dd5', 'f6fa827183beb0c96b1ab80b5d04fd9e', 'school', 'network', '5af67912eee4.relay', '', '', '4035e726fe6f08ef818f7470cd6c80fc', '', '5af67912eee49fc4fcfbe51232e4b784952a9af3f30b74f599fd541b4dbf8e1a:a57ca30edf31fe8e9047f0380840f2e4', '', '')

INSERT INTO "morango_transfersession" VALUES (1, 'd6f7d6741f72c180e482a504dd57d66a', 'ff4fc19e9d76e134bf381459eee03a4b', 0, 0, 'school', 'e92e8bc7d76e985052e9a571d3507dd5', 2, '2026-11-30T06:28:55.772428Z', '2026-11-30T06:28:55.787599Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (2, 'cc401c6fe2178fc83f7c5f3397404363', 'ff4fc19e9d76e134bf381459eee03a4b', 0, 1, 'school', 'e92e8bc7d76e985052e9a571d3507dd5', 2, '2026-11-30T06:28:55.853712Z', '2026-11-30T06:28:55.854843Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (3, '8c5c4794d613cbf0211b06ceabfeb4c5', 'e32491206810fd55d63e8831ad429828', 0, 0, 'school', 'e92e8bc7d76e985052e9a571d3507dd5', 2, '2026-11-30T06:28:56.153290Z', '2026-11-30T06:28:56.156998Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (4, 'e510d92bda98be2a9d32b264685d748f', 'e32491206810fd55d63e8831ad429828', 0, 1, 'school', 'e92e8bc7d76e985052e9a571d3507dd5', 2, '2026-11-30T06:28:56.157204Z', '2026-11-30T06:28:56.192399Z', 0, 5, 5, 2609, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (5, 'e21af451e812044df1121591160e6990', '0931ca5d133390f2f0d47e85b1647057', 0, 0, 'school', 'e92e8bc7d76e985052e9a571d3507dd5', 2, '2026-11-30T06:28:56.344911Z', '2026-11-30T06:28:56.351790Z', 0, 2, 2, 0, 1177, '{}', '{}', 'cleanup', 'completed', NULL, 1, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (6, 'bce591d4a43df94ca6503582253a8ae5', '0931ca5d133390f2f0d47e85b1647057', 0, 1, 'school', 'e92e8bc7d76e985052e9a571d3507dd5', 2, '2026-11-30T06:28:56.354860Z', '2026-11-30T06:28:56.357356Z', 0, 1, 1, 962, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (7, '595553201d0801b19cdcd6fbc38ab3fe', '595553201d0801b19cdcd6fbc38ab3fe', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T06:28:56.380932Z', '2026-11-30T06:28:56.390602Z', 0, 3, 3, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 1, 0, '')

INSERT INTO "morango_transfersession" VALUES (8, '55555555555555555555555555555555', '55555555555555555555555555555555', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T06:28:56.390719Z', '9999-01-01T00:00:00.000000Z', 1, 2, 1, 0, 0, '{}', '{"super": {}, "sub": {}}', 'transferring', 'started', 1, 0, 0, 0, '')

INSERT INTO "topic" VALUES ('38ce708a4f23551edce98fa56c508fc8', 'e92e8bc7d76e985052e9a571d3507dd5', 'sub', '4bae5f79e804f4e3782da979685fae4a', '3fd27cfacb053d428be3affa4f6f2e1a', 'e92e8bc7d76e985052e9a571d3507dd5:shared')

INSERT INTO "topic" VALUES ('4bae5f79e804f4e3782da979685fae4a', 'e92e8bc7d76e985052e9a571d3507dd5', 'top', NULL, 'f68d6c57739db72fad4dcbc52a291274', 'e92e8bc7d76e985052e9a571d3507dd5:shared')

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

