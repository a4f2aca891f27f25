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
  token TEXT NOT NULL
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
, again INTEGER NOT NULL DEFAULT 0)

CREATE TABLE "topic" (
 id TEXT UNIQUE,
 "dataset_id" TEXT NOT NULL,
 "title" TEXT NOT NULL,
 "parent_id" TEXT REFERENCES "topic" (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
 _morango_source_id TEXT,
 _morango_partition TEXT
) STRICT

INSERT INTO "amora_acknowledged" VALUES ('927248d0570bb73fe52925068f5c47982a7d97c774649ab4f8dbed95bfcc0ad9:f78d1870a09c4c9c2dc89928a3ee942d', 'bf6a228e55b5a38c395d5f72d815e2e5', '6af3eeb4be4c6f0674179dd87bcce3c5', 5)

INSERT INTO "amora_bundle" VALUES ('bf6a228e55b5a38c395d5f72d815e2e5', 2, '{"room":"bf6a228e55b5a38c395d5f72d815e2e5","sequence":2,"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"id_rules":{},"relay_keys":["MIIBCgKCAQEAlf9Xp7gnmat7IbvFen50OgxAEPTvW9QNt7kZ1C+Uq7qBx9rFMRac5P1qClni0b4hoytO5QvloUcxEG9ZdVf0SabMJNJDiwGsZPhFl3Xa6L7dIeffzbSyM0gXw2S4ftUzu9IF2XS0tAH2Ztj9knkkZY4aQfm/bfyMb3z3atAqHRW8HYjGrCuAXVzD5xuS2z8B9jh7AbuS9F8fPQGqtzrVjzZkWAbC+dWJjQX54tofNhH+/RvEnashhJnYT/nNdmS+wC8BqMdgzAtvGjKk9KSWVrmBJ0WC0uJJQZqrUQnkxee1fWz091PRkvZBqSxhb0D15La6vICcbo5Rw169Ym2d1QIDAQAB"],"revoked":[]}', 'Cc++ixAKiAszYBlmXoli+Fd9Lax2aek8Ra1T3GHVBtsePQ3OjLVTZALf2SOy5MNsbvqzeyQuAqe8qrUWRMFUZJE6iEe8ITvUrmE6JEPPsWEiiQm9zth+yrEE08R1BiwbePHked2XPhjS3Fb/hwCZWj8YtsvfIHrqMqDxm6lsjy+ggI1vWoKbAMstKUcEUNvCk/HWdRjXYK0fzdmfa2+uF0Dbkr/EH28AIB4zEgRHQIZ14rC4Qk+HYsHpDVgufhHpZuHOVcHDJ+Jzgz8GEVF3D6+nbkkVw4meFgDPL37gFGBD7QREdC1fr2V4zJOQeWBrSsym1249aQTM0zzJUDzCaQ==')

INSERT INTO "amora_dirty_answer" VALUES ('267efde324ad502f6dea9e064bbf830e')

INSERT INTO "amora_meta" VALUES ('schema', '{"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"models":[{"name":"topic","table":"topic","partition":"${dataset_id}:shared","source":null,"columns":{"dataset_id":"uuid","title":"text","parent_id":"uuid?"},"references":{"parent_id":"topic"}},{"name":"answer","table":"answer","partition":"${dataset_id}:user:${user_id}","source":"${question}","columns":{"dataset_id":"uuid","user_id":"uuid","question":"text","text":"text","score":"real?","topic_id":"uuid?"},"references":{"topic_id":"topic"}}]}')

INSERT INTO "amora_meta" VALUES ('triggers', '6e62310347ebc557af4ed85c2baf91197e4d72d75ba3c579a9ea5daf8c6daafe')

INSERT INTO "amora_meta" VALUES ('version', '3')

INSERT INTO "amora_quarantine" VALUES ('11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 'answer', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'bad_id', '595553201d0801b19cdcd6fbc38ab3fe', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"kept","dataset_id":"dddddddddddddddddddddddddddddddd","id":"ac2a3fd00b196f5d039e91878a5f7429","question":"kept","text":"x","user_id":"11111111111111111111111111111111"}')

INSERT INTO "amora_quota" VALUES ('', 340)

INSERT INTO "amora_recordmaxcounter" VALUES ('59396078f028c70bcfbbd26423ca04c0', 'dfc5b6add57eb4ce62f27e89fabc2ac4', 4)

INSERT INTO "amora_recordmaxcounter" VALUES ('cc9d9ecb1a02f7c526b69806627896d1', '6af3eeb4be4c6f0674179dd87bcce3c5', 2)

INSERT INTO "amora_relay" VALUES ('bf6a228e55b5a38c395d5f72d815e2e5', '927248d0570bb73fe52925068f5c47982a7d97c774649ab4f8dbed95bfcc0ad9:f78d1870a09c4c9c2dc89928a3ee942d', '6af3eeb4be4c6f0674179dd87bcce3c5', '3b2ad04e987cba464e953591952f7f9a', 2, '', 0, '{"sequence":3,"token":"3b2ad04e987cba464e953591952f7f9a","mac":"541cc51a8267fc9040cae4fed6d6391e1346e6f2e5f36800407f71a720e81673"}', 0)

INSERT INTO "amora_store_dirty" VALUES ('answer', '889577de70181c6c63192168974ec7cc')

INSERT INTO "amora_store_dirty" VALUES ('badge', '5e4814bb63e0ac90e40c57e9761c24a2')

INSERT INTO "amora_write_scope" VALUES ('bf6a228e55b5a38c395d5f72d815e2e5')

INSERT INTO "amora_write_scope" VALUES (CAST(x'0a' AS TEXT))

INSERT INTO "answer" VALUES ('267efde324ad502f6dea9e064bbf830e', 'bf6a228e55b5a38c395d5f72d815e2e5', '11111111111111111111111111111111', '4', 'unsynced', NULL, NULL, '4', 'bf6a228e55b5a38c395d5f72d815e2e5:user:11111111111111111111111111111111')

INSERT INTO "answer" VALUES ('59396078f028c70bcfbbd26423ca04c0', 'bf6a228e55b5a38c395d5f72d815e2e5', '11111111111111111111111111111111', '2', 'his', 0.5, 'a2440d98fa4f8d3afe5c3d0f7801d7a1', '2', 'bf6a228e55b5a38c395d5f72d815e2e5:user:11111111111111111111111111111111')

INSERT INTO "morango_buffer" VALUES (1, 8, 1, 'b7b869cd15ebc28f6bf8089d31ef2044', 'first half', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, NULL, NULL, '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"first half","dataset_id":"dddddddddddddddddddddddddddddddd","id":"b7b869cd15ebc28f6bf8089d31ef2044","question":"first half","text":"x","user_id":"11111111111111111111111111111111"}', '')

INSERT INTO "morango_certificate" VALUES ('bf6a228e55b5a38c395d5f72d815e2e5', NULL, 'school', '', 'full', 1, '{"dataset_id": "bf6a228e55b5a38c395d5f72d815e2e5"}', 'MIIBCgKCAQEAmj5a11ZaB32nWYqj6asYarWuLm84vLzbG+IGUwCdGXiocGnK51qhxjbegbVTax7FRFwNQKN3sqzndUEz707rYxJzrQh4CqrjIsDeP+s2Yp8Lm2iY9lHKQ5l4hJXDlyzj+BZrZ57al5QGzQNuvFUOt1knlhY5vJSnWKOJiTrwgfoqK0MHY7mU3lAe2FbuX0Eew9l44/3ggbeFYk/UwEWk+jkqQer2wg/z9kLvIbF5xivl7qvHETKVIMeW0R7+MyE1A5A/hnohZq5AfZEIUHL5r5twBv3X0VLQEcrn/yUtUqSBgZIzidrA6aH9xdJeTflg+9NxjmgCHs0u2T4NVnHjQwIDAQAB', '{"id": "bf6a228e55b5a38c395d5f72d815e2e5", "parent_id": null, "profile": "school", "salt": "", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"bf6a228e55b5a38c395d5f72d815e2e5\"}", "public_key_string": "MIIBCgKCAQEAmj5a11ZaB32nWYqj6asYarWuLm84vLzbG+IGUwCdGXiocGnK51qhxjbegbVTax7FRFwNQKN3sqzndUEz707rYxJzrQh4CqrjIsDeP+s2Yp8Lm2iY9lHKQ5l4hJXDlyzj+BZrZ57al5QGzQNuvFUOt1knlhY5vJSnWKOJiTrwgfoqK0MHY7mU3lAe2FbuX0Eew9l44/3ggbeFYk/UwEWk+jkqQer2wg/z9kLvIbF5xivl7qvHETKVIMeW0R7+MyE1A5A/hnohZq5AfZEIUHL5r5twBv3X0VLQEcrn/yUtUqSBgZIzidrA6aH9xdJeTflg+9NxjmgCHs0u2T4NVnHjQwIDAQAB"}', 'QU2RadVGyWSRPx4XcQ+qMwbQ7Wkf6qL/eg48pDf52Qahk7bVEIwRFOtgOVnM6hmIUpj8RLi+JwRajmcI5Ti4epYcOkYpRWhsyT97YhKhFJwPcnadROzkpPpw6ZzbXxrZ9VixkkkAQXzBGkfdemaxu4pLuoAFM4w7kyJHNCGYfAwAWAKsbM1HFwQTQD8CDKEJlQECdFfDDehcpihdXcpn8XHezva8Jt3ody95akplwUHYnwyZ/PH7fX9YlDgZNN7oo5ldiGdpxuUx4Y45ViCh/ZZ1vzQFmrr0WgtN3vEi3RQy9L2jCqlKVg7LyxPLO7fle4mAYXFyHSJI2o66plQp+A==', 'MIIEowIBAAKCAQEAmj5a11ZaB32nWYqj6asYarWuLm84vLzbG+IGUwCdGXiocGnK51qhxjbegbVTax7FRFwNQKN3sqzndUEz707rYxJzrQh4CqrjIsDeP+s2Yp8Lm2iY9lHKQ5l4hJXDlyzj+BZrZ57al5QGzQNuvFUOt1knlhY5vJSnWKOJiTrwgfoqK0MHY7mU3lAe2FbuX0Eew9l44/3ggbeFYk/UwEWk+jkqQer2wg/z9kLvIbF5xivl7qvHETKVIMeW0R7+MyE1A5A/hnohZq5AfZEIUHL5r5twBv3X0VLQEcrn/yUtUqSBgZIzidrA6aH9xdJeTflg+9NxjmgCHs0u2T4NVnHjQwIDAQABAoIBAASASlVbY0AxtgcCaTsh75H5oE4hl8XGOxyqsWWNsIf0QfIZ3D55IhxvMHoXiQoouTf/+bEHtDAGJLECyJm0s2DOQorrotko2H0EpNe3rPweyQ9tc31IsL7dRSuVVUJdoH92ZAb/l0ByJOqprXsYflfyZZnXJzMuIV4QU6yqCCe60hPO28Vzi7sp8lz6Nf1GM7BraHhrXtxpU5dnXcraun474VZGe2stL5rmqqOwDJSNPjjtNRhDshogtYm4yszLBuljLp1YmjDY/ZXBY7x1hv2cJx55TBSeHIghw+dhRLcPweW1F+RE31eJJDrx6DJZumUrv/7Uf4DBGimsf+rQx3kCgYEAw5jSVoevtoblmLAP/r3mAZjFlOigu2WUej/nUkv5y++i1VhKUAYX6CelC1TxxSyy3OY3lY+1RbqNt+Iia3k9KLc1Ui+qnbbpY7RauP2nQbFhvXuZXo81e1lDiyASycA1Q6yF+fKqqe4iobgR45eRlBpSSaXk1jpIlNfJV+1GcPsCgYEAyeBJQnQfqaQXh5Ku0BvxTjXXEVC37cof9uQrtm2Io5IiM7II1Rgda9ZYFBMQpxEHsHblCAOgMpOyDTCqcw7HYBqMUdyBALcKNX/t5Q/VGGsIAZHUK12Hhp3aA6MDpuyoRRCulEvs4Qz3y2kXId1M/wYHH6pWSPj74OmblOiTFFkCgYEAsvMDJUV4fh8Gud4ClEa6wyU5R1ZZj3mNERecFFAMVweES3o+at5YSv7SYf6yP3n4nl9F5WCYMRZPiDes0/UU/kY301xm1Wo+NwkPo4X12wVlbc1B8SBGhvaQ9B1A8zIVyTdzT80zVMrZBmn4e+f0ubInLNhI97JVK1ANFpOvybcCgYBB2fnLxZl2euJ6BO0lUZgbTRDEwzHcTWyz2qYvsfc6dDbX6iFbcaxXOuosUjPCa5m4hHAddyFQnkEccF2Jfq6muMJBCc7C7vJTlVGCwPFgL7nC2VD+fFnzHZa6TPiqANS7AsAP+9xfZR2HqtYy4790CQFV4PiYgS+YpFtt7ZfcsQKBgEgk00tAkktbpfpXhFMBqLIFOb7zLCNvFCUJzuPg+FykWHsVzLdpDeLx0ch9zz2+vwSdMiRiRxo0AJlgrtd3WTk5LbVV+enGTwyelwg5vDMA4BYKxAAWYNP665YvlwpL2+vPfBMSvW44eHpsIA77YPT+vah2DlCc4Ofs8rEaGxLx')

INSERT INTO "morango_certificate" VALUES ('d91cbeaa1c7e93fb6549a79560ecf1f3', 'bf6a228e55b5a38c395d5f72d815e2e5', 'school', '0bccf7556b779acd171b25b2ac71ba62', 'full', 1, '{"dataset_id": "bf6a228e55b5a38c395d5f72d815e2e5"}', 'MIIBCgKCAQEAxoSoInRdvetDuvvXkCntXi0qiXOnhcujuNmJl15W8pVit0rjhYI/1KioLp0VrVVc6ejWHeGmEyV75/ZcAmyuhlIL6N6K/VCeazf2muziF6OSeg2E9+Cvj8jUEPmBjZBRP/cLSgMUgxvgatnr/a1L1bShsLeEyFrh6gmTA10Xc8ZeOLo0GEl8++AgzoAGi3mCV0AmwH8hPR9hg4RBPOYV5/woEp84pK6ddBaI6E4tAapwZpOB9oMueO14UgqpP+DFjWRGsUHEyj0fxcOY4BJ304ipIXr+0MhR+1WyR3gtGYptmEIjpNc8QDBHJ7pSv2ncZvj9eHX3jHK7gnBYB9Uw3wIDAQAB', '{"id": "d91cbeaa1c7e93fb6549a79560ecf1f3", "parent_id": "bf6a228e55b5a38c395d5f72d815e2e5", "profile": "school", "salt": "0bccf7556b779acd171b25b2ac71ba62", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"bf6a228e55b5a38c395d5f72d815e2e5\"}", "public_key_string": "MIIBCgKCAQEAxoSoInRdvetDuvvXkCntXi0qiXOnhcujuNmJl15W8pVit0rjhYI/1KioLp0VrVVc6ejWHeGmEyV75/ZcAmyuhlIL6N6K/VCeazf2muziF6OSeg2E9+Cvj8jUEPmBjZBRP/cLSgMUgxvgatnr/a1L1bShsLeEyFrh6gmTA10Xc8ZeOLo0GEl8++AgzoAGi3mCV0AmwH8hPR9hg4RBPOYV5/woEp84pK6ddBaI6E4tAapwZpOB9oMueO14UgqpP+DFjWRGsUHEyj0fxcOY4BJ304ipIXr+0MhR+1WyR3gtGYptmEIjpNc8QDBHJ7pSv2ncZvj9eHX3jHK7gnBYB9Uw3wIDAQAB"}', 'MVlRGqqnw6x+IUuVnII4p/2U4yv0bmKEoaTBDMuKYBv6PJblyJ5WKkZJLxMfFwFj9kUhamf0xnza4hMmX7rAEoYMDJcpmRIf8/hhLCKtTrjfc4+jJuMusn1nBx1Pd5Z8n3KNlI65lH54uv4+j+RxZ9nyFwRAmXDaX4dDYOWjes7EfeeJhs5TEShjh6HrJvc552Z6dXTPGBq8Hm2lmRCrnr3+K9j5cIy65b48ty5ES+edjTSyMVvHGMPmXfWOafIkYPFFGJo0UT7diPdpuSLfHmWLsHCjENav1MwAn7NDakcTEUcHgNQrUb/DFSGbXPJHjPcfC3jCW8t9p6eZC7IxYw==', NULL)

INSERT INTO "morango_databaseidmodel" VALUES ('36209a2cfa1e277fb1f31ef4a789923a', 1, '2026-11-29T23:34:52.113655Z', '4a4e10d6713d7df89d6367d82d960bb2')

INSERT INTO "morango_databasemaxcounter" VALUES ('bf6a228e55b5a38c395d5f72d815e2e5', '6af3eeb4be4c6f0674179dd87bcce3c5', 5)

INSERT INTO "morango_databasemaxcounter" VALUES ('bf6a228e55b5a38c395d5f72d815e2e5', 'dfc5b6add57eb4ce62f27e89fabc2ac4', 4)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', '6af3eeb4be4c6f0674179dd87bcce3c5', 7)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1000)

INSERT INTO "morango_deletedmodels" VALUES ('111ad0a5c50eb1035e0933226d694cee', 'school')

INSERT INTO "morango_harddeletedmodels" VALUES ('111ad0a5c50eb1035e0933226d694cee', 'school')

INSERT INTO "morango_instanceidmodel" VALUES ('4a4e10d6713d7df89d6367d82d960bb2', '', '', '', '', '36209a2cfa1e277fb1f31ef4a789923a', '', '', 0, 0)

INSERT INTO "morango_instanceidmodel" VALUES ('6af3eeb4be4c6f0674179dd87bcce3c5', '', '', '', '', '36209a2cfa1e277fb1f31ef4a789923a', '', '', 7, 1)

INSERT INTO "morango_nonce" VALUES ('55cd807317ba1a07142c6898e949a016', '2026-11-29T23:34:52.322198Z', '')

INSERT INTO "morango_scopedefinition" VALUES ('full', 1, 'school', 'dataset_id', 'Everything.', '', '', '${dataset_id}', '{}')

INSERT INTO "morango_scopedefinition" VALUES ('learner', 1, 'school', '', 'Own work.', '${dataset_id}:shared', '', '${dataset_id}:user:${user_id}', '{}')

INSERT INTO "morango_store" VALUES ('111ad0a5c50eb1035e0933226d694cee', '1', 'answer', 'school', 'bf6a228e55b5a38c395d5f72d815e2e5:user:11111111111111111111111111111111', '', '6af3eeb4be4c6f0674179dd87bcce3c5', 2, 0, 0, NULL, '', '{"id":"111ad0a5c50eb1035e0933226d694cee","_morango_source_id":"1","_morango_partition":"bf6a228e55b5a38c395d5f72d815e2e5:user:11111111111111111111111111111111","dataset_id":"bf6a228e55b5a38c395d5f72d815e2e5","user_id":"11111111111111111111111111111111","question":"1","text":"it''s\n1","score":0.5,"topic_id":"a2440d98fa4f8d3afe5c3d0f7801d7a1"}', '')

INSERT INTO "morango_store" VALUES ('59396078f028c70bcfbbd26423ca04c0', '2', 'answer', 'school', 'bf6a228e55b5a38c395d5f72d815e2e5:user:11111111111111111111111111111111', '', '6af3eeb4be4c6f0674179dd87bcce3c5', 4, 0, 0, NULL, '', '{"id":"59396078f028c70bcfbbd26423ca04c0","_morango_source_id":"2","_morango_partition":"bf6a228e55b5a38c395d5f72d815e2e5:user:11111111111111111111111111111111","dataset_id":"bf6a228e55b5a38c395d5f72d815e2e5","user_id":"11111111111111111111111111111111","question":"2","text":"his","score":0.5,"topic_id":"a2440d98fa4f8d3afe5c3d0f7801d7a1"}', CAST(x'7b226964223a223539333936303738663032386337306263666262643236343233636130346330222c225f6d6f72616e676f5f736f757263655f6964223a2232222c225f6d6f72616e676f5f706172746974696f6e223a2262663661323238653535623561333863333935643566373264383135653265353a757365723a3131313131313131313131313131313131313131313131313131313131313131222c22646174617365745f6964223a226266366132323865353562356133386333393564356637326438313565326535222c22757365725f6964223a223131313131313131313131313131313131313131313131313131313131313131222c227175657374696f6e223a2232222c2274657874223a2268657273222c2273636f7265223a302e352c22746f7069635f6964223a226132343430643938666134663864336166653563336430663738303164376131227d0a' AS TEXT))

INSERT INTO "morango_store" VALUES ('5e4814bb63e0ac90e40c57e9761c24a2', 'unknown', 'badge', 'school', 'dddddddddddddddddddddddddddddddd', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', '', '{"_morango_partition":"dddddddddddddddddddddddddddddddd","_morango_source_id":"unknown","dataset_id":"dddddddddddddddddddddddddddddddd","id":"5e4814bb63e0ac90e40c57e9761c24a2","of":"a newer build"}', '')

INSERT INTO "morango_store" VALUES ('889577de70181c6c63192168974ec7cc', 'waits', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', 'missing_reference: topic_id', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"waits","dataset_id":"dddddddddddddddddddddddddddddddd","id":"889577de70181c6c63192168974ec7cc","question":"waits","text":"x","user_id":"11111111111111111111111111111111","topic_id":"99999999999999999999999999999999"}', '')

INSERT INTO "morango_store" VALUES ('a2440d98fa4f8d3afe5c3d0f7801d7a1', '35b10e48e4186b2dfb8f343483304346', 'topic', 'school', 'bf6a228e55b5a38c395d5f72d815e2e5:shared', '', '6af3eeb4be4c6f0674179dd87bcce3c5', 2, 0, 0, NULL, '', '{"id":"a2440d98fa4f8d3afe5c3d0f7801d7a1","_morango_source_id":"35b10e48e4186b2dfb8f343483304346","_morango_partition":"bf6a228e55b5a38c395d5f72d815e2e5:shared","dataset_id":"bf6a228e55b5a38c395d5f72d815e2e5","title":"top","parent_id":null}', '')

INSERT INTO "morango_store" VALUES ('cc9d9ecb1a02f7c526b69806627896d1', '3', 'answer', 'school', 'bf6a228e55b5a38c395d5f72d815e2e5:user:11111111111111111111111111111111', '', 'dfc5b6add57eb4ce62f27e89fabc2ac4', 4, 1, 0, 'c2a89c48df18b786cd4a37619ae9bbe7', '', '{"id":"cc9d9ecb1a02f7c526b69806627896d1","_morango_source_id":"3","_morango_partition":"bf6a228e55b5a38c395d5f72d815e2e5:user:11111111111111111111111111111111","dataset_id":"bf6a228e55b5a38c395d5f72d815e2e5","user_id":"11111111111111111111111111111111","question":"3","text":"it''s\n3","score":0.5,"topic_id":"a2440d98fa4f8d3afe5c3d0f7801d7a1"}', '')

INSERT INTO "morango_store" VALUES ('fcb87c3d196c64f83245b971580c924c', '968750bde91982a0b912426005d82e16', 'topic', 'school', 'bf6a228e55b5a38c395d5f72d815e2e5:shared', 'a2440d98fa4f8d3afe5c3d0f7801d7a1', '6af3eeb4be4c6f0674179dd87bcce3c5', 2, 0, 0, NULL, '', '{"id":"fcb87c3d196c64f83245b971580c924c","_morango_source_id":"968750bde91982a0b912426005d82e16","_morango_partition":"bf6a228e55b5a38c395d5f72d815e2e5:shared","dataset_id":"bf6a228e55b5a38c395d5f72d815e2e5","title":"sub","parent_id":"a2440d98fa4f8d3afe5c3d0f7801d7a1"}', '')

INSERT INTO "morango_syncsession" VALUES ('2dc71164dc22150edeb3915c0fcfb9c7', '2026-11-29T23:34:52.269576Z', '2026-11-29T23:34:52.270072Z', 1, 0, 'bf6a228e55b5a38c395d5f72d815e2e5', 'c0b1bc1e2fa61d5557159dc95fcbdfcb', 'school', 'network', 'relay', '', '', '6af3eeb4be4c6f0674179dd87bcce3c5', 'f78d1870a09c4c9c2dc89928a3ee942d', '927248d0570bb73fe52925068f5c47982a7d97c774649ab4f8dbed95bfcc0ad9:f78d1870a09c4c9c2dc89928a3ee942d')

INSERT INTO "morango_syncsession" VALUES ('3ab2bb47528ed9b469ef121e7e66d440', '2026-11-29T23:34:52.306315Z', '2026-11-29T23:34:52.309885Z', 1, 0, 'bf6a228e55b5a38c395d5f72d815e2e5', 'c0b1bc1e2fa61d5557159dc95fcbdfcb', 'school', 'network', 'relay', '', '', '6af3eeb4be4c6f0674179dd87bcce3c5', 'f78d1870a09c4c9c2dc89928a3ee942d', '927248d0570bb73fe52925068f5c47982a7d97c774649ab4f8dbed95bfcc0ad9:f78d1870a09c4c9c2dc89928a3ee942d')

INSERT INTO "morango_syncsession" VALUES ('9ad35f1720898e6338b6053da33ff1a8', '2026-11-29T23:34:52.222732Z', '2026-11-29T23:34:52.225922Z', 1, 0, 'bf6a228e55b5a38c395d5f72d815e2e5', 'c0b1bc1e2fa61d5557159dc95fcbdfcb', 'school', 'network', 'relay', '', '', '6af3eeb4be4c6f0674179dd87bcce3c5', '', '927248d0570bb73fe52925068f5c47982a7d97c774649ab4f8dbed95bfcc0ad9:f78d1870a09c4c9c2dc89928a3ee942d')

INSERT INTO "morango_transfersession" VALUES (1, '914e4d89473a6030d455cb369cca6126', '9ad35f1720898e6338b6053da33ff1a8', 0, 0, 'school', 'bf6a228e55b5a38c395d5f72d815e2e5', 2, '2026-11-29T23:34:52.222892Z', '2026-11-29T23:34:52.225565Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0)

INSERT INTO "morango_transfersession" VALUES (2, '91ada1ce5628640341553a8bf3a01ed7', '9ad35f1720898e6338b6053da33ff1a8', 0, 1, 'school', 'bf6a228e55b5a38c395d5f72d815e2e5', 2, '2026-11-29T23:34:52.225938Z', '2026-11-29T23:34:52.226685Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0)

INSERT INTO "morango_transfersession" VALUES (3, 'df56d57b05e8491348c78c100b2decfe', '2dc71164dc22150edeb3915c0fcfb9c7', 0, 0, 'school', 'bf6a228e55b5a38c395d5f72d815e2e5', 2, '2026-11-29T23:34:52.269606Z', '2026-11-29T23:34:52.269948Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0)

INSERT INTO "morango_transfersession" VALUES (4, '103c71d37401f0ff74694e1465432f0b', '2dc71164dc22150edeb3915c0fcfb9c7', 0, 1, 'school', 'bf6a228e55b5a38c395d5f72d815e2e5', 2, '2026-11-29T23:34:52.270080Z', '2026-11-29T23:34:52.274924Z', 0, 5, 5, 2609, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0)

INSERT INTO "morango_transfersession" VALUES (5, 'c2a89c48df18b786cd4a37619ae9bbe7', '3ab2bb47528ed9b469ef121e7e66d440', 0, 0, 'school', 'bf6a228e55b5a38c395d5f72d815e2e5', 2, '2026-11-29T23:34:52.306345Z', '2026-11-29T23:34:52.309728Z', 0, 2, 2, 0, 1177, '{}', '{}', 'cleanup', 'completed', NULL, 1, 0, 0)

INSERT INTO "morango_transfersession" VALUES (6, 'd1b79af30a9c303d92867865b9b82c51', '3ab2bb47528ed9b469ef121e7e66d440', 0, 1, 'school', 'bf6a228e55b5a38c395d5f72d815e2e5', 2, '2026-11-29T23:34:52.309895Z', '2026-11-29T23:34:52.310655Z', 0, 1, 1, 962, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0)

INSERT INTO "morango_transfersession" VALUES (7, '595553201d0801b19cdcd6fbc38ab3fe', '595553201d0801b19cdcd6fbc38ab3fe', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-29T23:34:52.320034Z', '2026-11-29T23:34:52.322154Z', 0, 3, 3, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 1, 0)

INSERT INTO "morango_transfersession" VALUES (8, '55555555555555555555555555555555', '55555555555555555555555555555555', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-29T23:34:52.322232Z', '9999-01-01T00:00:00.000000Z', 1, 2, 1, 0, 0, '{}', '{"super": {}, "sub": {}}', 'transferring', 'started', 1, 0, 0, 0)

INSERT INTO "topic" VALUES ('a2440d98fa4f8d3afe5c3d0f7801d7a1', 'bf6a228e55b5a38c395d5f72d815e2e5', 'top', NULL, '35b10e48e4186b2dfb8f343483304346', 'bf6a228e55b5a38c395d5f72d815e2e5:shared')

INSERT INTO "topic" VALUES ('fcb87c3d196c64f83245b971580c924c', 'bf6a228e55b5a38c395d5f72d815e2e5', 'sub', 'a2440d98fa4f8d3afe5c3d0f7801d7a1', '968750bde91982a0b912426005d82e16', 'bf6a228e55b5a38c395d5f72d815e2e5:shared')

CREATE INDEX "amora_answer_topic_id" ON "answer" ("topic_id")

CREATE INDEX amora_member_certificate ON amora_member (certificate_id)

CREATE INDEX amora_recordmaxcounter_instance ON amora_recordmaxcounter (instance_id, counter)

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

