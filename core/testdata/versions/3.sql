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

INSERT INTO "amora_acknowledged" VALUES ('8c719179ae723757b514182536b2bec4e2a15fd5c42f2df01e530df03f3488a7:346fdbec34077a3a723b13e97b1495e9', '5c12fe073ac5387d01894aadea0da3a9', 'df5ec05413862a9e491b4d9ec3b17423', 5)

INSERT INTO "amora_bundle" VALUES ('5c12fe073ac5387d01894aadea0da3a9', 2, '{"room":"5c12fe073ac5387d01894aadea0da3a9","sequence":2,"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"id_rules":{},"relay_keys":["MIIBCgKCAQEAoqPUFC8lai2e/mv4OnersNFyDRo6pc7L5c0+W2/Ovy+0bHQHcUy30n666wa/OwIBklDksWdZMnWX3bOjrlHIqfgfnH6t0JEPF4PD03EXWRcDEjHa/yr8f1t8BLCd05Ui6R5XesUeM+Vs38HZKX5yyFEb3rvrF1B7gGnEy0+wGb5vp1FTfntD1lpdnuKBh3kIOcf6UupEW4mOxyTXwkNrwzqEAUuthrgtfN9uVDoCUOfmfJ3+ftySYA2G6BS49p8COdpdrRAbE7gKMLg/2xCjB+y1pGT1qByed1jrd18X3eaUKEaOIbpXaO8QCs+OrfdenkGvVhnEO4YE7FTLgQYqiQIDAQAB"],"revoked":[]}', 'mPNEd5lxGTMQGxf1e/AdYRGmffYSWxqM/v3qR73+SFPKxbHrLlDjQYkaAnMup6oU2yhRyt/0IKtgTHfjFw7Cyk2M+6mGWcG3lr+wQ8Sylm/EQC9IzZ7+r7FcypIB/APRXgBXWxlEEqPwG3syJEQvKJnXOXshMEOwG7VqR5xQ1OjclOh4vpXz0IAb5dzSq5sF3y3q+FLAXYiWKKzjXwypntNdh21vd6yjlL3JM59+NemZZ7ECV+ojdXVRRGV31sIcIt57isROtLhxseU59sGppOQAeCLZD1HcsBQDTNamu7yOpQnQXsEK1CVELpKEjDjX8TkVVuvo+gJuUY5TuYjZGA==')

INSERT INTO "amora_dirty_answer" VALUES ('21bc765f9564f0b884bc6d0c3c75d950')

INSERT INTO "amora_meta" VALUES ('schema', '{"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"models":[{"name":"topic","table":"topic","partition":"${dataset_id}:shared","source":null,"columns":{"dataset_id":"uuid","title":"text","parent_id":"uuid?"},"references":{"parent_id":"topic"}},{"name":"answer","table":"answer","partition":"${dataset_id}:user:${user_id}","source":"${question}","columns":{"dataset_id":"uuid","user_id":"uuid","question":"text","text":"text","score":"real?","topic_id":"uuid?"},"references":{"topic_id":"topic"}}]}')

INSERT INTO "amora_meta" VALUES ('triggers', '6e62310347ebc557af4ed85c2baf91197e4d72d75ba3c579a9ea5daf8c6daafe')

INSERT INTO "amora_meta" VALUES ('version', '3')

INSERT INTO "amora_quarantine" VALUES ('11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 'answer', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'bad_id', '595553201d0801b19cdcd6fbc38ab3fe', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"kept","dataset_id":"dddddddddddddddddddddddddddddddd","id":"ac2a3fd00b196f5d039e91878a5f7429","question":"kept","text":"x","user_id":"11111111111111111111111111111111"}')

INSERT INTO "amora_quota" VALUES ('', 340)

INSERT INTO "amora_recordmaxcounter" VALUES ('a387349b24411a708b7e61f9e1167ad6', '5388ff18ffda34d4835ba227138363b7', 4)

INSERT INTO "amora_recordmaxcounter" VALUES ('e7b2191eb26af2abecbdbeef49f2e35c', 'df5ec05413862a9e491b4d9ec3b17423', 2)

INSERT INTO "amora_relay" VALUES ('5c12fe073ac5387d01894aadea0da3a9', '8c719179ae723757b514182536b2bec4e2a15fd5c42f2df01e530df03f3488a7:346fdbec34077a3a723b13e97b1495e9', 'df5ec05413862a9e491b4d9ec3b17423', '0d3e162fe3d91073a03a664bce94c959', 2, '', 0, '{"sequence":3,"token":"0d3e162fe3d91073a03a664bce94c959","mac":"6b978d0014cd52f47d86cec4866c67fde5bd5c136655a8191b14bae43ddaf206"}', 0)

INSERT INTO "amora_store_dirty" VALUES ('answer', '889577de70181c6c63192168974ec7cc')

INSERT INTO "amora_store_dirty" VALUES ('badge', '5e4814bb63e0ac90e40c57e9761c24a2')

INSERT INTO "amora_write_scope" VALUES ('5c12fe073ac5387d01894aadea0da3a9')

INSERT INTO "amora_write_scope" VALUES (CAST(x'0a' AS TEXT))

INSERT INTO "answer" VALUES ('21bc765f9564f0b884bc6d0c3c75d950', '5c12fe073ac5387d01894aadea0da3a9', '11111111111111111111111111111111', '4', 'unsynced', NULL, NULL, '4', '5c12fe073ac5387d01894aadea0da3a9:user:11111111111111111111111111111111')

INSERT INTO "answer" VALUES ('a387349b24411a708b7e61f9e1167ad6', '5c12fe073ac5387d01894aadea0da3a9', '11111111111111111111111111111111', '2', 'his', 0.5, '728eade55f7d65aa38d947b6c0cb7c50', '2', '5c12fe073ac5387d01894aadea0da3a9:user:11111111111111111111111111111111')

INSERT INTO "morango_buffer" VALUES (1, 8, 1, 'b7b869cd15ebc28f6bf8089d31ef2044', 'first half', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, NULL, NULL, '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"first half","dataset_id":"dddddddddddddddddddddddddddddddd","id":"b7b869cd15ebc28f6bf8089d31ef2044","question":"first half","text":"x","user_id":"11111111111111111111111111111111"}', '')

INSERT INTO "morango_certificate" VALUES ('230d0425ca0f9f21824ed4bbcf5914d5', '5c12fe073ac5387d01894aadea0da3a9', 'school', '401be29dfcd3419fd17d095de3555824', 'full', 1, '{"dataset_id": "5c12fe073ac5387d01894aadea0da3a9"}', 'MIIBCgKCAQEAyRiHYhlM1XCsY3wZ0J3vZWMwJBjWB9WQ0b+EGPiq1qTHcp8ZCdVIVE1Kp3VWOpBKNyTiInXnZ2Lc0/CCq2u/QGWVZfnX7P8rAh3uc+pXYttJnqy92oWcQLi+doaKKcufJKIQHORKwga+HmmyDFewL/MBKjy/KMH1uPdTDCH+lktUmHxnHUyhJrZfTf3/MKNwwoTjo+kksZyFql9QpZPpCk23oVwT0Fi16LCLNBH5WVwpKRibAXZMk+VNt5niM80wU6jmQc+GgeMhiqrFNYKRG5U/MhAHquxLqAiZHigbkRCZ2kVSEMQ/Qt3lvRgkywtjcWMEqMovzDQgjQ47fyJaxwIDAQAB', '{"id": "230d0425ca0f9f21824ed4bbcf5914d5", "parent_id": "5c12fe073ac5387d01894aadea0da3a9", "profile": "school", "salt": "401be29dfcd3419fd17d095de3555824", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"5c12fe073ac5387d01894aadea0da3a9\"}", "public_key_string": "MIIBCgKCAQEAyRiHYhlM1XCsY3wZ0J3vZWMwJBjWB9WQ0b+EGPiq1qTHcp8ZCdVIVE1Kp3VWOpBKNyTiInXnZ2Lc0/CCq2u/QGWVZfnX7P8rAh3uc+pXYttJnqy92oWcQLi+doaKKcufJKIQHORKwga+HmmyDFewL/MBKjy/KMH1uPdTDCH+lktUmHxnHUyhJrZfTf3/MKNwwoTjo+kksZyFql9QpZPpCk23oVwT0Fi16LCLNBH5WVwpKRibAXZMk+VNt5niM80wU6jmQc+GgeMhiqrFNYKRG5U/MhAHquxLqAiZHigbkRCZ2kVSEMQ/Qt3lvRgkywtjcWMEqMovzDQgjQ47fyJaxwIDAQAB"}', 'avyTxrsxA9VTOOTWtCWK36AGC6y9IxXLr76x7nDyQo29lnODQMsQ3vQzpsyQ/pIrqPs/UskZWESUY7kBxWML81SUDA1X1LOBU6NKCb4w9kL52GSbtLOMEAE7Q7+MkGjThlphVUUfgZFS8Q99feMlA4HjXb9w6ZxAT9RW4sjKHX4wsWmYL/xtrqTOV7qB/v/SI0xVJnstaPsiJhcksFaZq5efvdcb5/W4wPZTisIXn6podoXsZK/9w8y5cN3L+0IzU7FmMoqv4vBxvKty93iTVaaLjtsF5zPgdL82Ea2RUbURqmtO25EmKgStvNsGdl7E/vFfrqMmBS5Qh6zUINOEoQ==', NULL)

INSERT INTO "morango_certificate" VALUES ('5c12fe073ac5387d01894aadea0da3a9', NULL, 'school', '', 'full', 1, '{"dataset_id": "5c12fe073ac5387d01894aadea0da3a9"}', 'MIIBCgKCAQEA11UBcez7FStVt2v3H/l7dGQkDQA9PrAeb0UdjjNtXEDzYfi+DsW9rpZgFoyk4Wa7/Rq6zpYefDRTKkhorTnKbbe8Px6w1xLcFDnosw3XXCpIuy/h0boc5TSD9eyupRbhbt/6fgHXhoxjhHJNpFmd3RqBSPe3SjIQXc03iUuPGNmBSFZMI/PQiVEu6OM6d5KrAzqOvJQ8SVSEvysk/woxDAuK4AJ+rNm3fjvFZ17qlnX2Y7iUXbE14YyZfTCQVgzxpHNECefK3ujMLrfBpThfdBLgcs0ogKpB8JbCxcftzJVV1vZD873ETBVPxIix2XDJPa4wkdGgOEOownCzdHYFDwIDAQAB', '{"id": "5c12fe073ac5387d01894aadea0da3a9", "parent_id": null, "profile": "school", "salt": "", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"5c12fe073ac5387d01894aadea0da3a9\"}", "public_key_string": "MIIBCgKCAQEA11UBcez7FStVt2v3H/l7dGQkDQA9PrAeb0UdjjNtXEDzYfi+DsW9rpZgFoyk4Wa7/Rq6zpYefDRTKkhorTnKbbe8Px6w1xLcFDnosw3XXCpIuy/h0boc5TSD9eyupRbhbt/6fgHXhoxjhHJNpFmd3RqBSPe3SjIQXc03iUuPGNmBSFZMI/PQiVEu6OM6d5KrAzqOvJQ8SVSEvysk/woxDAuK4AJ+rNm3fjvFZ17qlnX2Y7iUXbE14YyZfTCQVgzxpHNECefK3ujMLrfBpThfdBLgcs0ogKpB8JbCxcftzJVV1vZD873ETBVPxIix2XDJPa4wkdGgOEOownCzdHYFDwIDAQAB"}', 's8/FUBhK/sM0Rx0Q244K8L56nW3umN+oGGgD8367p6+P5VcCYqI4VlZJ1ipDnsud7yU4GmfKUNA3GI6MQeg8E7ZwvB/QTwUfKQ8hpyf3B9r7fn5DEF6bA6X9dUBt0E2XDbJ8NL6sZi5Ix7GUEfhN/xpyUen4yJSi/Ok2w7q2sFAhg9lIThw7/tgx70FhfZuJQyxxv44UvjioNs/ls3vFAWjuEgnIuuaz7jvsSQs2bt0LJKITxQRGFYg9oGX5ovKtT8E2N0fD/NnmZlKd6jm6fRxlfUCbJlX0DFhy5OFD5k6UJiy+L33vCPcNxnH93cuyqUUS8QJBljgZGceDux602g==', 'MIIEowIBAAKCAQEA11UBcez7FStVt2v3H/l7dGQkDQA9PrAeb0UdjjNtXEDzYfi+DsW9rpZgFoyk4Wa7/Rq6zpYefDRTKkhorTnKbbe8Px6w1xLcFDnosw3XXCpIuy/h0boc5TSD9eyupRbhbt/6fgHXhoxjhHJNpFmd3RqBSPe3SjIQXc03iUuPGNmBSFZMI/PQiVEu6OM6d5KrAzqOvJQ8SVSEvysk/woxDAuK4AJ+rNm3fjvFZ17qlnX2Y7iUXbE14YyZfTCQVgzxpHNECefK3ujMLrfBpThfdBLgcs0ogKpB8JbCxcftzJVV1vZD873ETBVPxIix2XDJPa4wkdGgOEOownCzdHYFDwIDAQABAoIBAGVrhLw3fYUZfYxgPiuhsnt+BRrYf4AsrJEE8Sg+YaZfcyK0aTQE/9OgwQ4t3STK4gUS12ShASfH71nNc/wO6aCmtvPVzT3nhJ/ELK1U+hfPVKVRpp9E9QIhq3ujqBhawAAcX1uFG5GkQuUpfxdHHFr89mK7RemczeeYVi2E2Je/UJEHMW5PiqWtZ2sPEXGXH+0DrXNaPL4Z38UU+4ccvZoXAP2jmVfDhqIW3DWxsjsWgKmVvWwzBm/2AmQUBeldGSyweuIGU937hLpQPaF1kA1VscHogGdncEx0nlPhPfmOQS9qBz0W5ys3bSF0jyk/qwS654maKsAPlkq0Qm0pTgkCgYEA+ghQs8hV0vQB3agLBJYmJolQ6lgIfCWHXjxeDnAKHCylEEgFVOUj/IHL8ZBdeysB4DWc7wyuEs5uPh0hTAw9oA/Z3u70Sv6AcJGBSKBd8T3Pm/bP9oXIpY45Io9Fybuvz+9iKr8f5RV42XwZV0vq6ysdEppAHC1/3FafdKtrtPcCgYEA3HisNUAYaVSrdjBS8jZk/sEunp23Nj/FMJJDJTZi1KL8PyHWuzEAUrgV/VxjBX8tek2FPiuooPdXA+pPHlvffq6uVvCejMqJ4fU9ig1bTJY2Z0y1sKwoC8Z5J19P1nk8QB8gboUZk2jdbBho6bAhB1EnjQVzN3dWKNVW5fVTYqkCgYEAtWP88EDBirY8+EqmG6C2crSiADD3juFHEKWo8r5zhzcYVPR68bj+33xmsYwzVVzBEqCyhnZjfv9F2UgW1O34czusquAeWJ3EHmZhLYgyPwbBq/tlqgoqo3jHmHvqfEzuYmLfi/V2NSLbtqQiWkOYXR29DLbdFdQoc3hgXCrUi8cCgYBMCOoLK2G/4c2IYz4X/p5yJZm4ZlgrQ270Q10Y1lrbTqKD+12dDVc5L/eVe2lDGgtLJLURLeloKiU+Wm6S38iCXigOH8nucGOBJBznIZgdH6j/kzsOBTGCbh6Wb46PPxyCWLnMo+agKghDIV/9SBr79QcY4YpM1MFIL9taT3NEkQKBgH2amNmB+PB451YUMLTd2rTLXfZ22Hv7GYMGQD3D0aDcUR7cJ2uAjR52IzP0B1F+tPA4QF0uPIF8Rs4ussiQ9/VFTRjpPjg/TeaGkrMYyLyFX8b5WtxoWhz+FaN1haAB0QplfcMFTfCV0psGiEqGSEsdvUtmeQ3HfwOvBsjtf2Ji')

INSERT INTO "morango_databaseidmodel" VALUES ('0d823db9fb3079d423daa4bea552fb9b', 1, '2026-11-29T23:34:14.849437Z', '64c379b19e9b3cbcb4c4b7eca997bdb2')

INSERT INTO "morango_databasemaxcounter" VALUES ('5c12fe073ac5387d01894aadea0da3a9', '5388ff18ffda34d4835ba227138363b7', 4)

INSERT INTO "morango_databasemaxcounter" VALUES ('5c12fe073ac5387d01894aadea0da3a9', 'df5ec05413862a9e491b4d9ec3b17423', 5)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'df5ec05413862a9e491b4d9ec3b17423', 7)

INSERT INTO "morango_deletedmodels" VALUES ('846232a27f984bff9b69ec4908e660f5', 'school')

INSERT INTO "morango_harddeletedmodels" VALUES ('846232a27f984bff9b69ec4908e660f5', 'school')

INSERT INTO "morango_instanceidmodel" VALUES ('64c379b19e9b3cbcb4c4b7eca997bdb2', '', '', '', '', '0d823db9fb3079d423daa4bea552fb9b', '', '', 0, 0)

INSERT INTO "morango_instanceidmodel" VALUES ('df5ec05413862a9e491b4d9ec3b17423', '', '', '', '', '0d823db9fb3079d423daa4bea552fb9b', '', '', 7, 1)

INSERT INTO "morango_nonce" VALUES ('e68f60a02969ff1746b490a3247e1c81', '2026-11-29T23:34:14.990578Z', '')

INSERT INTO "morango_scopedefinition" VALUES ('full', 1, 'school', 'dataset_id', 'Everything.', '', '', '${dataset_id}', '{}')

INSERT INTO "morango_scopedefinition" VALUES ('learner', 1, 'school', '', 'Own work.', '${dataset_id}:shared', '', '${dataset_id}:user:${user_id}', '{}')

INSERT INTO "morango_store" VALUES ('4d0c4a194a4cd977601f9c8469b925ae', 'ddfc76cdb625bf1f67c538425723a325', 'topic', 'school', '5c12fe073ac5387d01894aadea0da3a9:shared', '728eade55f7d65aa38d947b6c0cb7c50', 'df5ec05413862a9e491b4d9ec3b17423', 2, 0, 0, NULL, '', '{"id":"4d0c4a194a4cd977601f9c8469b925ae","_morango_source_id":"ddfc76cdb625bf1f67c538425723a325","_morango_partition":"5c12fe073ac5387d01894aadea0da3a9:shared","dataset_id":"5c12fe073ac5387d01894aadea0da3a9","title":"sub","parent_id":"728eade55f7d65aa38d947b6c0cb7c50"}', '')

INSERT INTO "morango_store" VALUES ('5e4814bb63e0ac90e40c57e9761c24a2', 'unknown', 'badge', 'school', 'dddddddddddddddddddddddddddddddd', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', '', '{"_morango_partition":"dddddddddddddddddddddddddddddddd","_morango_source_id":"unknown","dataset_id":"dddddddddddddddddddddddddddddddd","id":"5e4814bb63e0ac90e40c57e9761c24a2","of":"a newer build"}', '')

INSERT INTO "morango_store" VALUES ('728eade55f7d65aa38d947b6c0cb7c50', '9138aa373543d9f6457ccfb349ac06f2', 'topic', 'school', '5c12fe073ac5387d01894aadea0da3a9:shared', '', 'df5ec05413862a9e491b4d9ec3b17423', 2, 0, 0, NULL, '', '{"id":"728eade55f7d65aa38d947b6c0cb7c50","_morango_source_id":"9138aa373543d9f6457ccfb349ac06f2","_morango_partition":"5c12fe073ac5387d01894aadea0da3a9:shared","dataset_id":"5c12fe073ac5387d01894aadea0da3a9","title":"top","parent_id":null}', '')

INSERT INTO "morango_store" VALUES ('846232a27f984bff9b69ec4908e660f5', '1', 'answer', 'school', '5c12fe073ac5387d01894aadea0da3a9:user:11111111111111111111111111111111', '', 'df5ec05413862a9e491b4d9ec3b17423', 2, 0, 0, NULL, '', '{"id":"846232a27f984bff9b69ec4908e660f5","_morango_source_id":"1","_morango_partition":"5c12fe073ac5387d01894aadea0da3a9:user:11111111111111111111111111111111","dataset_id":"5c12fe073ac5387d01894aadea0da3a9","user_id":"11111111111111111111111111111111","question":"1","text":"it''s\n1","score":0.5,"topic_id":"728eade55f7d65aa38d947b6c0cb7c50"}', '')

INSERT INTO "morango_store" VALUES ('889577de70181c6c63192168974ec7cc', 'waits', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', 'missing_reference: topic_id', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"waits","dataset_id":"dddddddddddddddddddddddddddddddd","id":"889577de70181c6c63192168974ec7cc","question":"waits","text":"x","user_id":"11111111111111111111111111111111","topic_id":"99999999999999999999999999999999"}', '')

INSERT INTO "morango_store" VALUES ('a387349b24411a708b7e61f9e1167ad6', '2', 'answer', 'school', '5c12fe073ac5387d01894aadea0da3a9:user:11111111111111111111111111111111', '', 'df5ec05413862a9e491b4d9ec3b17423', 4, 0, 0, NULL, '', '{"id":"a387349b24411a708b7e61f9e1167ad6","_morango_source_id":"2","_morango_partition":"5c12fe073ac5387d01894aadea0da3a9:user:11111111111111111111111111111111","dataset_id":"5c12fe073ac5387d01894aadea0da3a9","user_id":"11111111111111111111111111111111","question":"2","text":"his","score":0.5,"topic_id":"728eade55f7d65aa38d947b6c0cb7c50"}', CAST(x'7b226964223a226133383733343962323434313161373038623765363166396531313637616436222c225f6d6f72616e676f5f736f757263655f6964223a2232222c225f6d6f72616e676f5f706172746974696f6e223a2235633132666530373361633533383764303138393461616465613064613361393a757365723a3131313131313131313131313131313131313131313131313131313131313131222c22646174617365745f6964223a223563313266653037336163353338376430313839346161646561306461336139222c22757365725f6964223a223131313131313131313131313131313131313131313131313131313131313131222c227175657374696f6e223a2232222c2274657874223a2268657273222c2273636f7265223a302e352c22746f7069635f6964223a223732386561646535356637643635616133386439343762366330636237633530227d0a' AS TEXT))

INSERT INTO "morango_store" VALUES ('e7b2191eb26af2abecbdbeef49f2e35c', '3', 'answer', 'school', '5c12fe073ac5387d01894aadea0da3a9:user:11111111111111111111111111111111', '', '5388ff18ffda34d4835ba227138363b7', 4, 1, 0, 'b14a7f8b01eaba77e2da3fcbaeaf8091', '', '{"id":"e7b2191eb26af2abecbdbeef49f2e35c","_morango_source_id":"3","_morango_partition":"5c12fe073ac5387d01894aadea0da3a9:user:11111111111111111111111111111111","dataset_id":"5c12fe073ac5387d01894aadea0da3a9","user_id":"11111111111111111111111111111111","question":"3","text":"it''s\n3","score":0.5,"topic_id":"728eade55f7d65aa38d947b6c0cb7c50"}', '')

INSERT INTO "morango_syncsession" VALUES ('87a4b6a8597a20baac77f736f721d94c', '2026-11-29T23:34:14.915528Z', '2026-11-29T23:34:14.915987Z', 1, 0, '5c12fe073ac5387d01894aadea0da3a9', 'd77e0a82a127d66921e15ecf2ba27e68', 'school', 'network', 'relay', '', '', 'df5ec05413862a9e491b4d9ec3b17423', '346fdbec34077a3a723b13e97b1495e9', '8c719179ae723757b514182536b2bec4e2a15fd5c42f2df01e530df03f3488a7:346fdbec34077a3a723b13e97b1495e9')

INSERT INTO "morango_syncsession" VALUES ('b6c7041df5bbe3f0fdc5ad209be21aa1', '2026-11-29T23:34:14.968339Z', '2026-11-29T23:34:14.972216Z', 1, 0, '5c12fe073ac5387d01894aadea0da3a9', 'd77e0a82a127d66921e15ecf2ba27e68', 'school', 'network', 'relay', '', '', 'df5ec05413862a9e491b4d9ec3b17423', '346fdbec34077a3a723b13e97b1495e9', '8c719179ae723757b514182536b2bec4e2a15fd5c42f2df01e530df03f3488a7:346fdbec34077a3a723b13e97b1495e9')

INSERT INTO "morango_syncsession" VALUES ('c3acf1f642d71da3476f51b3c3348387', '2026-11-29T23:34:14.882263Z', '2026-11-29T23:34:14.897809Z', 1, 0, '5c12fe073ac5387d01894aadea0da3a9', 'd77e0a82a127d66921e15ecf2ba27e68', 'school', 'network', 'relay', '', '', 'df5ec05413862a9e491b4d9ec3b17423', '', '8c719179ae723757b514182536b2bec4e2a15fd5c42f2df01e530df03f3488a7:346fdbec34077a3a723b13e97b1495e9')

INSERT INTO "morango_transfersession" VALUES (1, '2d2ab930f1bb6934a9945af0bde8a3d0', 'c3acf1f642d71da3476f51b3c3348387', 0, 0, 'school', '5c12fe073ac5387d01894aadea0da3a9', 2, '2026-11-29T23:34:14.882384Z', '2026-11-29T23:34:14.897436Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0)

INSERT INTO "morango_transfersession" VALUES (2, '952f9de9087be9406fd8f609cca2ada2', 'c3acf1f642d71da3476f51b3c3348387', 0, 1, 'school', '5c12fe073ac5387d01894aadea0da3a9', 2, '2026-11-29T23:34:14.897823Z', '2026-11-29T23:34:14.898653Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0)

INSERT INTO "morango_transfersession" VALUES (3, '14403f93774bd43e5ba9f785f1434ff8', '87a4b6a8597a20baac77f736f721d94c', 0, 0, 'school', '5c12fe073ac5387d01894aadea0da3a9', 2, '2026-11-29T23:34:14.915561Z', '2026-11-29T23:34:14.915886Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0)

INSERT INTO "morango_transfersession" VALUES (4, '55dcea9b813de36fdcf476cfb0e62634', '87a4b6a8597a20baac77f736f721d94c', 0, 1, 'school', '5c12fe073ac5387d01894aadea0da3a9', 2, '2026-11-29T23:34:14.915994Z', '2026-11-29T23:34:14.920728Z', 0, 5, 5, 2609, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0)

INSERT INTO "morango_transfersession" VALUES (5, 'b14a7f8b01eaba77e2da3fcbaeaf8091', 'b6c7041df5bbe3f0fdc5ad209be21aa1', 0, 0, 'school', '5c12fe073ac5387d01894aadea0da3a9', 2, '2026-11-29T23:34:14.968416Z', '2026-11-29T23:34:14.972031Z', 0, 2, 2, 0, 1177, '{}', '{}', 'cleanup', 'completed', NULL, 1, 0, 0)

INSERT INTO "morango_transfersession" VALUES (6, '208f847542e2bcfb1aafef65b9b6cbc0', 'b6c7041df5bbe3f0fdc5ad209be21aa1', 0, 1, 'school', '5c12fe073ac5387d01894aadea0da3a9', 2, '2026-11-29T23:34:14.972228Z', '2026-11-29T23:34:14.973170Z', 0, 1, 1, 962, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0)

INSERT INTO "morango_transfersession" VALUES (7, '595553201d0801b19cdcd6fbc38ab3fe', '595553201d0801b19cdcd6fbc38ab3fe', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-29T23:34:14.988123Z', '2026-11-29T23:34:14.990523Z', 0, 3, 3, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 1, 0)

INSERT INTO "morango_transfersession" VALUES (8, '55555555555555555555555555555555', '55555555555555555555555555555555', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-29T23:34:14.990614Z', '9999-01-01T00:00:00.000000Z', 1, 2, 1, 0, 0, '{}', '{"super": {}, "sub": {}}', 'transferring', 'started', 1, 0, 0, 0)

INSERT INTO "topic" VALUES ('4d0c4a194a4cd977601f9c8469b925ae', '5c12fe073ac5387d01894aadea0da3a9', 'sub', '728eade55f7d65aa38d947b6c0cb7c50', 'ddfc76cdb625bf1f67c538425723a325', '5c12fe073ac5387d01894aadea0da3a9:shared')

INSERT INTO "topic" VALUES ('728eade55f7d65aa38d947b6c0cb7c50', '5c12fe073ac5387d01894aadea0da3a9', 'top', NULL, '9138aa373543d9f6457ccfb349ac06f2', '5c12fe073ac5387d01894aadea0da3a9:shared')

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

