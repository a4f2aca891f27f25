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

INSERT INTO "amora_acknowledged" VALUES ('2ddaf73e65c3c8214d0ce85ef9179fcdb2569a6dd124a1a261d20b7c500a050a:de9055e965797301d2512aad4d320fed', '06970e0185723bbd97c110d785d8d9e6', '7bbb42dc0428f2c92a6b29e18c18befa', 5)

INSERT INTO "amora_bundle" VALUES ('06970e0185723bbd97c110d785d8d9e6', 2, '{"room":"06970e0185723bbd97c110d785d8d9e6","sequence":2,"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"id_rules":{"topic":"given"},"relay_keys":["MIIBCgKCAQEAvZBWhpgn67x5jif1Pk59CMt7SHrzlWbvVwAanBan5x+N2wndXCaVOfJHoiujO6t7Yn9Kf2pstqLCea4ZNNfkxwH45kpFFDB5SLU7Ft4E7jfseMidoHszMnoCoHRd5OoVTsGcFxWicavKfgknFmxXYLG9643+ZJOp+/bNF9Izypys+BH/exYueeRrsgBz2i7pa9c0/GIQrUu0DZgpR1+dMcixGeTGTcf2uuBTESkCc0o10AVkt6/08IL2vLnC9Tx+WxH8CEElAKkiVWPsUCpdoLX6Uy0WZZsYSBXabQFcBuSinq2p8W3zD1qw0YYl+zbMrotE+8vb7wnsO/CSNtSA/wIDAQAB"],"revoked":[]}', 'IaVgscCMVUCoYYB4sAKx+E4aCujpk5PLmzU5dxocNYDgFRggAmbHNxRq4DyMPYy1iXyhkq6+V2E1LG5Ym2eqPTgeRRRJI8SVglU2NFCVajPYWRoF7PcyEHDjwfRkxd5fBXZ0QlnudywoGxUVHB/VcJf1KbL8oE/0hDMjuPo76gT0PLa8Qi/80RyQSHkQ/L+ChvITO2iV3jXtkNUAiLksRndkd5Q9AqfwYKcs+yqy/Ot4WkIFrn8kD0NU68UelUuunN4VaNyaljA/uhIjyy4qejLW11xaqxL8+o7572uz/vEDn6uzHIsfzkV9ALURlb02m4lGDvUPgl6L+uGVbXGhIA==')

INSERT INTO "amora_dirty_answer" VALUES ('896e364f0d2c5803354d9cd1d1c93859')

INSERT INTO "amora_issued" VALUES ('0f14b5efafa7ab8b935c835f0064f092', '', '2026-11-30T13:03:03.004507Z')

INSERT INTO "amora_known_relay" VALUES ('06970e0185723bbd97c110d785d8d9e6', '2ddaf73e65c3.relay:80', '2ddaf73e65c3c8214d0ce85ef9179fcdb2569a6dd124a1a261d20b7c500a050a')

INSERT INTO "amora_meta" VALUES ('schema', '{"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"models":[{"name":"topic","table":"topic","partition":"${dataset_id}:shared","source":null,"columns":{"dataset_id":"uuid","title":"text","parent_id":"uuid?"},"references":{"parent_id":"topic"}},{"name":"answer","table":"answer","partition":"${dataset_id}:user:${user_id}","source":"${question}","columns":{"dataset_id":"uuid","user_id":"uuid","question":"text","text":"text","score":"real?","topic_id":"uuid?"},"references":{"topic_id":"topic"}}]}')

INSERT INTO "amora_meta" VALUES ('triggers', '77ee24031edcc3ec0e9da97c5f23ee986b1898c9722708632a229e379e5db984')

INSERT INTO "amora_meta" VALUES ('version', '3')

INSERT INTO "amora_partitionmaxcounter" VALUES ('06970e0185723bbd97c110d785d8d9e6:shared', '7bbb42dc0428f2c92a6b29e18c18befa', 2)

INSERT INTO "amora_partitionmaxcounter" VALUES ('06970e0185723bbd97c110d785d8d9e6:user:11111111111111111111111111111111', '1ab4ec15991439fd35b76377b2c3ec5d', 4)

INSERT INTO "amora_partitionmaxcounter" VALUES ('06970e0185723bbd97c110d785d8d9e6:user:11111111111111111111111111111111', '7bbb42dc0428f2c92a6b29e18c18befa', 4)

INSERT INTO "amora_partitionmaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1)

INSERT INTO "amora_partitionmaxcounter" VALUES ('dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1)

INSERT INTO "amora_pushed_certificate" VALUES ('686c6d4422642ce234d3da5c76e61391', '2ddaf73e65c3c8214d0ce85ef9179fcdb2569a6dd124a1a261d20b7c500a050a', '2ddaf73e65c3.relay:80', '2026-11-30T13:03:01.307056Z')

INSERT INTO "amora_quarantine" VALUES ('11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 'answer', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'bad_id', '595553201d0801b19cdcd6fbc38ab3fe', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"kept","dataset_id":"dddddddddddddddddddddddddddddddd","id":"ac2a3fd00b196f5d039e91878a5f7429","question":"kept","text":"x","user_id":"11111111111111111111111111111111"}')

INSERT INTO "amora_quota" VALUES ('', 340)

INSERT INTO "amora_recordmaxcounter" VALUES ('a9975f1f9e053ece15473335dda981a1', '1ab4ec15991439fd35b76377b2c3ec5d', 4)

INSERT INTO "amora_recordmaxcounter" VALUES ('d829d0f5b5a152e2ed6525a76e505a73', '7bbb42dc0428f2c92a6b29e18c18befa', 2)

INSERT INTO "amora_relay" VALUES ('06970e0185723bbd97c110d785d8d9e6', '2ddaf73e65c3c8214d0ce85ef9179fcdb2569a6dd124a1a261d20b7c500a050a:de9055e965797301d2512aad4d320fed', '7bbb42dc0428f2c92a6b29e18c18befa', '2c93f0c3a04306602d8f89f0359cfb07', 2, '', 0, '{"sequence":6,"token":"2c93f0c3a04306602d8f89f0359cfb07","mac":"73ccc92f186785d99ec2851228a08d9102f52b991d94bd0b474cc43c2a432486"}', 0)

INSERT INTO "amora_store_dirty" VALUES ('answer', '889577de70181c6c63192168974ec7cc')

INSERT INTO "amora_store_dirty" VALUES ('badge', '5e4814bb63e0ac90e40c57e9761c24a2')

INSERT INTO "amora_trust" VALUES (5)

INSERT INTO "amora_write_scope" VALUES ('06970e0185723bbd97c110d785d8d9e6')

INSERT INTO "amora_write_scope" VALUES (CAST(x'0a' AS TEXT))

INSERT INTO "answer" VALUES ('896e364f0d2c5803354d9cd1d1c93859', '06970e0185723bbd97c110d785d8d9e6', '11111111111111111111111111111111', '4', 'unsynced', NULL, NULL, '4', '06970e0185723bbd97c110d785d8d9e6:user:11111111111111111111111111111111')

INSERT INTO "answer" VALUES ('a9975f1f9e053ece15473335dda981a1', '06970e0185723bbd97c110d785d8d9e6', '11111111111111111111111111111111', '2', 'his', 0.5, '23681e5150513b21bb36b4c32b35395a', '2', '06970e0185723bbd97c110d785d8d9e6:user:11111111111111111111111111111111')

INSERT INTO "morango_buffer" VALUES (1, 8, 1, 'b7b869cd15ebc28f6bf8089d31ef2044', 'first half', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, NULL, NULL, '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"first half","dataset_id":"dddddddddddddddddddddddddddddddd","id":"b7b869cd15ebc28f6bf8089d31ef2044","question":"first half","text":"x","user_id":"11111111111111111111111111111111"}', '')

INSERT INTO "morango_certificate" VALUES ('06970e0185723bbd97c110d785d8d9e6', NULL, 'school', '', 'full', 1, '{"dataset_id": "06970e0185723bbd97c110d785d8d9e6"}', 'MIIBCgKCAQEAysXL8jDj0b7O+eCzwvsefut3gSznA0zMd039dNF8NwjaYLM9rjqLC3Id9S4FmBtZp222fj3m/k6HW1OUei8iwiqqeN+97iNcYvmtcTvPmh+nMJwAvIrwmA5PYtU8irI81EOQVxiXs7gYB6wmgvJNNxwF9Hu8k2WqU5JgHJ8NQgQNxW53F8M0hALhlS5DkwBqLVxiLgoV4dT7wflyUdjXOMIKU5/FA85VRuGHALXrpkKEjXamFHIWn8EB67xk+5JmTcllz6AeUREMUDb8qfvGpgRBNJ1UUSgRM7jqU+Yg6p00+JJ0w5Dpprz1JBObHJ5l0LsvwakRCICe1x0qLKLg0wIDAQAB', '{"id": "06970e0185723bbd97c110d785d8d9e6", "parent_id": null, "profile": "school", "salt": "", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"06970e0185723bbd97c110d785d8d9e6\"}", "public_key_string": "MIIBCgKCAQEAysXL8jDj0b7O+eCzwvsefut3gSznA0zMd039dNF8NwjaYLM9rjqLC3Id9S4FmBtZp222fj3m/k6HW1OUei8iwiqqeN+97iNcYvmtcTvPmh+nMJwAvIrwmA5PYtU8irI81EOQVxiXs7gYB6wmgvJNNxwF9Hu8k2WqU5JgHJ8NQgQNxW53F8M0hALhlS5DkwBqLVxiLgoV4dT7wflyUdjXOMIKU5/FA85VRuGHALXrpkKEjXamFHIWn8EB67xk+5JmTcllz6AeUREMUDb8qfvGpgRBNJ1UUSgRM7jqU+Yg6p00+JJ0w5Dpprz1JBObHJ5l0LsvwakRCICe1x0qLKLg0wIDAQAB"}', 'mNLE1Zh/w5LDh8zIVkxy7xM2hUxBY2pskK6Ej4Biz7GNq2iYtyq3DiyvB6QBhMRv5Vs9hVgpV6BakFZ/miERzIG0Cpq6yvuFVwFuS2y+ZLx8pSCDWemIYDLKrXmXJ9PyIuuC1Za8HqvnBJaEirCEh9U3ZD+UC3/wyHtfwIQHhzco8pTq22gA9kZS5cZdw2z4pXNl8wg8TVpfh7C3QEEqlrqmK5hwQw/33sosdrjMWQKbGxg6PXPdcmvn06fp7foVun1G+q4lTEf9gA1IrtnjuFFXhB3D/Npc4M5rtEJPOqjLYpqMFuTKKumQpzrDsb7QU9gWzMzAXWu4avWEhbsRWA==', 'MIIEowIBAAKCAQEAysXL8jDj0b7O+eCzwvsefut3gSznA0zMd039dNF8NwjaYLM9rjqLC3Id9S4FmBtZp222fj3m/k6HW1OUei8iwiqqeN+97iNcYvmtcTvPmh+nMJwAvIrwmA5PYtU8irI81EOQVxiXs7gYB6wmgvJNNxwF9Hu8k2WqU5JgHJ8NQgQNxW53F8M0hALhlS5DkwBqLVxiLgoV4dT7wflyUdjXOMIKU5/FA85VRuGHALXrpkKEjXamFHIWn8EB67xk+5JmTcllz6AeUREMUDb8qfvGpgRBNJ1UUSgRM7jqU+Yg6p00+JJ0w5Dpprz1JBObHJ5l0LsvwakRCICe1x0qLKLg0wIDAQABAoIBABkZQpVH1+suYxAq8BVCYBP1sWUb2bxe1TAvRyAejfGB9wXhKdFXDb7s8ShX+flJ6V8ABYa6wszXi4mSXt6A1xyRi2hKyYegeN8HaKCLdrbtFBTAOpcb24v2uXzSSBwi08SyWDtvn9dvAgpxFJNAyq33mgUZC85y1xJhG+RvC4UQIvbGfc7xuuG1UU1ren0ySaOcrVE7bPMR1Ceks/7QAuDufgQFav9o04u01Q1otbJSkKrVLcLu8TX9a2aCNbUY/UvZh4Ty6VCsZIX7k8ChPi37YaCYQ5dTUav6lVerDnbheHwhAz63iRfcJTqmcKS8aO/11QySeU3Hqz4JE977y4ECgYEA3TdGLVPdaMOHVwfuwzlCFvyBAg/cLAOHtkGn/3KL5iL33S3n0dUZ8nOhxS4Sgz1WL6OJfdL9HGcp7quLkxeZxxNAk1YuC5u1LSMDb7b2yamoMMGo/BbvGEJ7ObzcP8t3dqvQ74mE9oY+rRA9tgB/e0FyZ0BC6dacgFzc/V8ak38CgYEA6qgdijmPpcYH0Sfbx8bpB0PYUQkzhnHHveF9g+3RLibqBS2waCyQcVM8tB5y1iL7YqEIJv1lMZuZjlR2nqlwuFKORSRJu79HAW/ZXZsA/IFcE5sJa22B50q7YDwjb/S8O5k0qhhhiqATU/s7B5juhCxbTr3A2vE6rrUw94fczK0CgYEA1CHzO/hWM+Z83GqQ/cjkpaJSHCYVXmesNoxTi9TOb0xNIF6rFT8jeKqGEM4TlqK1CU3rxSsU6a3MOkFqwQ06u/qsTB2yXhNc9AHFg9WSZuQ4kzjC0as0cLEf9cgz9UEqODSfUXUwei9V3yPZ6bQki4/BI14uTIsu3LEwghA3LgUCgYA2bIdtZ6xJZoSpnfT7gMbLSJEDOn8Yz4rkH0hdMOszKRNd4BrqDmvx3LxXijhYMgTb+z1IzbyKpOwYdr6MTgA2v+7/Wks/oD13t9lSPIEeD2KrqWml4OAgJNUQnOIbNUfzCrWMPdthq37QG5S1TmMDhMYonRn9rbVOj/ercXdkgQKBgDhriCCd/tSoCNZZ2SCPsyeUpASgsEdStjBUesmW7uYVrjQJ9NloKv1DjXh+zuC3cNY5Auj2WrY2ZxjsB6GfbF55p/AXrfB75A7WgsdtkZ6jhwY6MRvcwo3IRXDJdAkSgTeG8M4sTE4eT/Yo2+VP1IFk5OgGHTcfmXhhDONLF9tQ')

INSERT INTO "morango_certificate" VALUES ('0f14b5efafa7ab8b935c835f0064f092', '06970e0185723bbd97c110d785d8d9e6', 'school', '145becd7ed568b6a0f8e6886da4819b5', 'full', 1, '{"dataset_id": "06970e0185723bbd97c110d785d8d9e6"}', 'MIIBCgKCAQEA5DamGpvCdmxFaRfVYKI1U4MwIySgjNuLOb9IyyrsKdrBGToGyXIO9mg40v8X//Ofh50kEXH+PC78JysFT3x3lje2ilrHKWNwi/ed+JNfkM15h2fVa5KaOCYTweZ9xscXkxGe2ITAlS8N3zoAXktHqZK9dKIS+x1cME5sGXRBxMoi/ALtqFEAXqWvarmiy3oAlTIrQlqqUrVqF5AL+NUJwb8NCJ2PUD4uhvgRweJj19BFrpU7AK3TMZDnKiqGxcVpNCiQiIrMNTijJv/rmDlbRHIpMBiBrO9Xu25pzy34ctJ/jxklo2yyYZpdq0YefkvRaIpw3uG4QhT/qLy5tq8gXQIDAQAB', '{"id": "0f14b5efafa7ab8b935c835f0064f092", "parent_id": "06970e0185723bbd97c110d785d8d9e6", "profile": "school", "salt": "145becd7ed568b6a0f8e6886da4819b5", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"06970e0185723bbd97c110d785d8d9e6\"}", "public_key_string": "MIIBCgKCAQEA5DamGpvCdmxFaRfVYKI1U4MwIySgjNuLOb9IyyrsKdrBGToGyXIO9mg40v8X//Ofh50kEXH+PC78JysFT3x3lje2ilrHKWNwi/ed+JNfkM15h2fVa5KaOCYTweZ9xscXkxGe2ITAlS8N3zoAXktHqZK9dKIS+x1cME5sGXRBxMoi/ALtqFEAXqWvarmiy3oAlTIrQlqqUrVqF5AL+NUJwb8NCJ2PUD4uhvgRweJj19BFrpU7AK3TMZDnKiqGxcVpNCiQiIrMNTijJv/rmDlbRHIpMBiBrO9Xu25pzy34ctJ/jxklo2yyYZpdq0YefkvRaIpw3uG4QhT/qLy5tq8gXQIDAQAB"}', 'R9dOmRDHPEOjcAj0r0xJIJ0u1/+xA4Jq37P8xBo9W5z04Y8iuECIQxagdEcg8dSWGaFwKCw3TdDAEPeHuzkBFH653lbaTXRwWtqvl9AFWr731psoNnmN/WmNqH70KcJaM55HuRN1fskQQaOEngM1y+dwzqn+9IskcKNO84vZt/5GibPFPN2JTAqw9vwk5JF6p57HC76mp1dgFU81ez/d0R6D5AmcaWX08HZRRfWcsPMitQpLiBWWbJgJGyEeKKTeBeJaVQwxLNXLWQaeDtA+Bs9sEnByZeoCQzLMxQE0vj13rmGuP7cPbPVxiiPK2684SPj1ghWX77ZFVGF/yw+X4Q==', NULL)

INSERT INTO "morango_certificate" VALUES ('686c6d4422642ce234d3da5c76e61391', '06970e0185723bbd97c110d785d8d9e6', 'school', '69f9102118cab59ec50b1aafb50978e6', 'full', 1, '{"dataset_id": "06970e0185723bbd97c110d785d8d9e6"}', 'MIIBCgKCAQEAvZBWhpgn67x5jif1Pk59CMt7SHrzlWbvVwAanBan5x+N2wndXCaVOfJHoiujO6t7Yn9Kf2pstqLCea4ZNNfkxwH45kpFFDB5SLU7Ft4E7jfseMidoHszMnoCoHRd5OoVTsGcFxWicavKfgknFmxXYLG9643+ZJOp+/bNF9Izypys+BH/exYueeRrsgBz2i7pa9c0/GIQrUu0DZgpR1+dMcixGeTGTcf2uuBTESkCc0o10AVkt6/08IL2vLnC9Tx+WxH8CEElAKkiVWPsUCpdoLX6Uy0WZZsYSBXabQFcBuSinq2p8W3zD1qw0YYl+zbMrotE+8vb7wnsO/CSNtSA/wIDAQAB', '{"id": "686c6d4422642ce234d3da5c76e61391", "parent_id": "06970e0185723bbd97c110d785d8d9e6", "profile": "school", "salt": "69f9102118cab59ec50b1aafb50978e6", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"06970e0185723bbd97c110d785d8d9e6\"}", "public_key_string": "MIIBCgKCAQEAvZBWhpgn67x5jif1Pk59CMt7SHrzlWbvVwAanBan5x+N2wndXCaVOfJHoiujO6t7Yn9Kf2pstqLCea4ZNNfkxwH45kpFFDB5SLU7Ft4E7jfseMidoHszMnoCoHRd5OoVTsGcFxWicavKfgknFmxXYLG9643+ZJOp+/bNF9Izypys+BH/exYueeRrsgBz2i7pa9c0/GIQrUu0DZgpR1+dMcixGeTGTcf2uuBTESkCc0o10AVkt6/08IL2vLnC9Tx+WxH8CEElAKkiVWPsUCpdoLX6Uy0WZZsYSBXabQFcBuSinq2p8W3zD1qw0YYl+zbMrotE+8vb7wnsO/CSNtSA/wIDAQAB"}', 'JCGGECL5PGccu90/128sBdtkBOBlv1pJP1/EVtb1S/5uEIbvPFhoYhw52JkjmW9EW6JU5YEAEkHRFF4GbaW8s0ASAVx1AOMgP1B+b77NLwC08cNLvIVLHa7WkVlXdVx3lFfPdu7YWsO36c4p9erW1ord19fNNDDMDPLND2i/F5HrjD48JgwqwxayUSjaqaoJBOYnUJhxpLGxxHdyy9Z1ehMpvtVpCeBf8WDcReb+Wmi1oMS0szYxt7rdBNPTEi8pJ4bvjr6QcI+2cLzSZ7HPoU3FbeEkLKlAwHYOQgkGvGqJyDZIujQAppmZqJROH0gSi1bhfcZLU51Ga2Gskfu4LQ==', NULL)

INSERT INTO "morango_databaseidmodel" VALUES ('f6271837000ff0dd60f535c86b1719ec', 1, '2026-11-30T13:03:00.427472Z', 'ea5e935ed88b57f77f7ea7bd72dba2e0')

INSERT INTO "morango_databasemaxcounter" VALUES ('06970e0185723bbd97c110d785d8d9e6', '1ab4ec15991439fd35b76377b2c3ec5d', 4)

INSERT INTO "morango_databasemaxcounter" VALUES ('06970e0185723bbd97c110d785d8d9e6', '7bbb42dc0428f2c92a6b29e18c18befa', 5)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', '7bbb42dc0428f2c92a6b29e18c18befa', 7)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1000)

INSERT INTO "morango_deletedmodels" VALUES ('64093feff47b096b716b618a4b84b4eb', 'school')

INSERT INTO "morango_harddeletedmodels" VALUES ('64093feff47b096b716b618a4b84b4eb', 'school')

INSERT INTO "morango_instanceidmodel" VALUES ('7bbb42dc0428f2c92a6b29e18c18befa', '', '', '', '', 'f6271837000ff0dd60f535c86b1719ec', '', '', 7, 1)

INSERT INTO "morango_instanceidmodel" VALUES ('ea5e935ed88b57f77f7ea7bd72dba2e0', '', '', '', '', 'f6271837000ff0dd60f535c86b1719ec', '', '', 0, 0)

INSERT INTO "morango_nonce" VALUES ('01a22c8d3e0f0e2c76e02bbabe2d3229', '2026-11-30T13:03:03.695000Z', '')

INSERT INTO "morango_scopedefinition" VALUES ('full', 1, 'school', 'dataset_id', 'Everything.', '', '', '${dataset_id}', '{}')

INSERT INTO "morango_scopedefinition" VALUES ('learner', 1, 'school', '', 'Own work.', '${dataset_id}:shared', '', '${dataset_id}:user:${user_id}', '{}')

INSERT INTO "morango_store" VALUES ('23681e5150513b21bb36b4c32b35395a', 'b2df4e8c727f2def11d982fa6660cfb5', 'topic', 'school', '06970e0185723bbd97c110d785d8d9e6:shared', '', '7bbb42dc0428f2c92a6b29e18c18befa', 2, 0, 0, NULL, '', '{"id":"23681e5150513b21bb36b4c32b35395a","_morango_source_id":"b2df4e8c727f2def11d982fa6660cfb5","_morango_partition":"06970e0185723bbd97c110d785d8d9e6:shared","dataset_id":"06970e0185723bbd97c110d785d8d9e6","title":"top","parent_id":null}', '')

INSERT INTO "morango_store" VALUES ('394b52aafbbac7fd66764198ffabbcf7', 'eaeb32f7ce6999fbd1c6c1d221cb2c8f', 'topic', 'school', '06970e0185723bbd97c110d785d8d9e6:shared', '23681e5150513b21bb36b4c32b35395a', '7bbb42dc0428f2c92a6b29e18c18befa', 2, 0, 0, NULL, '', '{"id":"394b52aafbbac7fd66764198ffabbcf7","_morango_source_id":"eaeb32f7ce6999fbd1c6c1d221cb2c8f","_morango_partition":"06970e0185723bbd97c110d785d8d9e6:shared","dataset_id":"06970e0185723bbd97c110d785d8d9e6","title":"sub","parent_id":"23681e5150513b21bb36b4c32b35395a"}', '')

INSERT INTO "morango_store" VALUES ('5e4814bb63e0ac90e40c57e9761c24a2', 'unknown', 'badge', 'school', 'dddddddddddddddddddddddddddddddd', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', '', '{"_morango_partition":"dddddddddddddddddddddddddddddddd","_morango_source_id":"unknown","dataset_id":"dddddddddddddddddddddddddddddddd","id":"5e4814bb63e0ac90e40c57e9761c24a2","of":"a newer build"}', '')

INSERT INTO "morango_store" VALUES ('64093feff47b096b716b618a4b84b4eb', '1', 'answer', 'school', '06970e0185723bbd97c110d785d8d9e6:user:11111111111111111111111111111111', '', '7bbb42dc0428f2c92a6b29e18c18befa', 2, 0, 0, NULL, '', '{"id":"64093feff47b096b716b618a4b84b4eb","_morango_source_id":"1","_morango_partition":"06970e0185723bbd97c110d785d8d9e6:user:11111111111111111111111111111111","dataset_id":"06970e0185723bbd97c110d785d8d9e6","user_id":"11111111111111111111111111111111","question":"1","text":"it''s\n1","score":0.5,"topic_id":"23681e5150513b21bb36b4c32b35395a"}', '')

INSERT INTO "morango_store" VALUES ('889577de70181c6c63192168974ec7cc', 'waits', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', 'missing_reference: topic_id', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"waits","dataset_id":"dddddddddddddddddddddddddddddddd","id":"889577de70181c6c63192168974ec7cc","question":"waits","text":"x","user_id":"11111111111111111111111111111111","topic_id":"99999999999999999999999999999999"}', '')

INSERT INTO "morango_store" VALUES ('a9975f1f9e053ece15473335dda981a1', '2', 'answer', 'school', '06970e0185723bbd97c110d785d8d9e6:user:11111111111111111111111111111111', '', '7bbb42dc0428f2c92a6b29e18c18befa', 4, 0, 0, NULL, '', '{"id":"a9975f1f9e053ece15473335dda981a1","_morango_source_id":"2","_morango_partition":"06970e0185723bbd97c110d785d8d9e6:user:11111111111111111111111111111111","dataset_id":"06970e0185723bbd97c110d785d8d9e6","user_id":"11111111111111111111111111111111","question":"2","text":"his","score":0.5,"topic_id":"23681e5150513b21bb36b4c32b35395a"}', CAST(x'7b226964223a226139393735663166396530353365636531353437333333356464613938316131222c225f6d6f72616e676f5f736f757263655f6964223a2232222c225f6d6f72616e676f5f706172746974696f6e223a2230363937306530313835373233626264393763313130643738356438643965363a757365723a3131313131313131313131313131313131313131313131313131313131313131222c22646174617365745f6964223a223036393730653031383537323362626439376331313064373835643864396536222c22757365725f6964223a223131313131313131313131313131313131313131313131313131313131313131222c227175657374696f6e223a2232222c2274657874223a2268657273222c2273636f7265223a302e352c22746f7069635f6964223a223233363831653531353035313362323162623336623463333262333533393561227d0a' AS TEXT))

INSERT INTO "morango_store" VALUES ('d829d0f5b5a152e2ed6525a76e505a73', '3', 'answer', 'school', '06970e0185723bbd97c110d785d8d9e6:user:11111111111111111111111111111111', '', '1ab4ec15991439fd35b76377b2c3ec5d', 4, 1, 0, '3437f27be946e434aad4f96656b1155a', '', '{"id":"d829d0f5b5a152e2ed6525a76e505a73","_morango_source_id":"3","_morango_partition":"06970e0185723bbd97c110d785d8d9e6:user:11111111111111111111111111111111","dataset_id":"06970e0185723bbd97c110d785d8d9e6","user_id":"11111111111111111111111111111111","question":"3","text":"it''s\n3","score":0.5,"topic_id":"23681e5150513b21bb36b4c32b35395a"}', '')

INSERT INTO "morango_syncsession" VALUES ('80aa01a6a9beffd2574f87409651a0df', '2026-11-30T13:03:03.529186Z', '2026-11-30T13:03:03.579853Z', 1, 0, '06970e0185723bbd97c110d785d8d9e6', '686c6d4422642ce234d3da5c76e61391', 'school', 'network', '2ddaf73e65c3.relay', '', '', '7bbb42dc0428f2c92a6b29e18c18befa', 'de9055e965797301d2512aad4d320fed', '2ddaf73e65c3c8214d0ce85ef9179fcdb2569a6dd124a1a261d20b7c500a050a:de9055e965797301d2512aad4d320fed', '', '')

INSERT INTO "morango_syncsession" VALUES ('bbb85d2f8f9a25ff931f3cef83e37e11', '2026-11-30T13:03:03.113339Z', '2026-11-30T13:03:03.114217Z', 1, 0, '06970e0185723bbd97c110d785d8d9e6', '686c6d4422642ce234d3da5c76e61391', 'school', 'network', '2ddaf73e65c3.relay', '', '', '7bbb42dc0428f2c92a6b29e18c18befa', 'de9055e965797301d2512aad4d320fed', '2ddaf73e65c3c8214d0ce85ef9179fcdb2569a6dd124a1a261d20b7c500a050a:de9055e965797301d2512aad4d320fed', '', '')

INSERT INTO "morango_syncsession" VALUES ('e4001cdca4524624018dce45f8ce163e', '2026-11-30T13:03:01.602304Z', '2026-11-30T13:03:01.724105Z', 1, 0, '06970e0185723bbd97c110d785d8d9e6', '686c6d4422642ce234d3da5c76e61391', 'school', 'network', '2ddaf73e65c3.relay', '', '', '7bbb42dc0428f2c92a6b29e18c18befa', '', '2ddaf73e65c3c8214d0ce85ef9179fcdb2569a6dd124a1a261d20b7c500a050a:de9055e965797301d2512aad4d320fed', '', '')

INSERT INTO "morango_transfersession" VALUES (1, '9fad83112836cf27a9ef4f9a0a4fe40d', 'e4001cdca4524624018dce45f8ce163e', 0, 0, 'school', '06970e0185723bbd97c110d785d8d9e6', 2, '2026-11-30T13:03:01.602511Z', '2026-11-30T13:03:01.656025Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (2, 'd471a09da78922541c9b99f4588c25ca', 'e4001cdca4524624018dce45f8ce163e', 0, 1, 'school', '06970e0185723bbd97c110d785d8d9e6', 2, '2026-11-30T13:03:01.724126Z', '2026-11-30T13:03:01.748085Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (3, 'b6899dce4004ab1fe7598cc5df0b8be4', 'bbb85d2f8f9a25ff931f3cef83e37e11', 0, 0, 'school', '06970e0185723bbd97c110d785d8d9e6', 2, '2026-11-30T13:03:03.113392Z', '2026-11-30T13:03:03.114111Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (4, '35416bcfd27a557f3574154ef8542a31', 'bbb85d2f8f9a25ff931f3cef83e37e11', 0, 1, 'school', '06970e0185723bbd97c110d785d8d9e6', 2, '2026-11-30T13:03:03.114228Z', '2026-11-30T13:03:03.198332Z', 0, 5, 5, 2609, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (5, '3437f27be946e434aad4f96656b1155a', '80aa01a6a9beffd2574f87409651a0df', 0, 0, 'school', '06970e0185723bbd97c110d785d8d9e6', 2, '2026-11-30T13:03:03.529239Z', '2026-11-30T13:03:03.579442Z', 0, 2, 2, 0, 1177, '{}', '{}', 'cleanup', 'completed', NULL, 1, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (6, '5fd60e8094be88df06fffb3e032b41cd', '80aa01a6a9beffd2574f87409651a0df', 0, 1, 'school', '06970e0185723bbd97c110d785d8d9e6', 2, '2026-11-30T13:03:03.579870Z', '2026-11-30T13:03:03.620583Z', 0, 1, 1, 962, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (7, '595553201d0801b19cdcd6fbc38ab3fe', '595553201d0801b19cdcd6fbc38ab3fe', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T13:03:03.656151Z', '2026-11-30T13:03:03.695407Z', 0, 3, 3, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 1, 0, '')

INSERT INTO "morango_transfersession" VALUES (8, '55555555555555555555555555555555', '55555555555555555555555555555555', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T13:03:03.695547Z', '9999-01-01T00:00:00.000000Z', 1, 2, 1, 0, 0, '{}', '{"super": {}, "sub": {}}', 'transferring', 'started', 1, 0, 0, 0, '')

INSERT INTO "topic" VALUES ('23681e5150513b21bb36b4c32b35395a', '06970e0185723bbd97c110d785d8d9e6', 'top', NULL, 'b2df4e8c727f2def11d982fa6660cfb5', '06970e0185723bbd97c110d785d8d9e6:shared')

INSERT INTO "topic" VALUES ('394b52aafbbac7fd66764198ffabbcf7', '06970e0185723bbd97c110d785d8d9e6', 'sub', '23681e5150513b21bb36b4c32b35395a', 'eaeb32f7ce6999fbd1c6c1d221cb2c8f', '06970e0185723bbd97c110d785d8d9e6:shared')

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

