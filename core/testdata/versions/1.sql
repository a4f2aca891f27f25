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

INSERT INTO "amora_bundle" VALUES ('c0f485243883d32703bd2416b2efffa8', 2, '{"room":"c0f485243883d32703bd2416b2efffa8","sequence":2,"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"id_rules":{},"relay_keys":["MIIBCgKCAQEApvZMb4Cp1PUCX+r2bMm7QfICvJ/FhEETU9petNz1nA/sXWWBHbJLoez26RVo6gfApBDbU5oZI6+ZHTUKuvqVMoMauOPuKEYqjMQT/QGI10F8SFeRhh8DVs5hTi0cLW/Am2eOJ4FYkK9TrbIVmrPholzP3EMAFuzNVWrEw8hXHwrJ08Jv+hp0fSUd1X0PGTLbwxdWjGZLne/dCP2+0gbujiOpL4vXRE3Ba7V0+sX8sRbFQ350j3zv5DFb6Y9u3v3nL1VkopCyNN7/ARvyxlFD7pEiUZiz1coT3Vvy9VfG1kxJc1wWJzxrGBzRIZYQ3mrU8lVT8VNNHxJ5v3OhTFjwZQIDAQAB"],"revoked":[]}', 'sRQv+l5x+i5npv+xBTrO6/aZ5a6FQGBINerMA5fnHmlhW+DV84arnPih3NeR0NZaNNbp1hAwd6YSdJNCQxBMdyTL3vbRK90obIRuEalskWQI/HMOl+XaYLMuIFt3mLmV8Wb4b1JrWg5vQT6MudGtuCBAfFZHKnulmuN2qVee0ZyJqHT1QnuoD7T1NEyNttN3h+3RtPQVefU3LqCOcoNIfungne8d2pt5Uxj/IblTXaTT8UxLjwhXJw63tPCJkRhSd4N9M08GA2k6Qkr7utokru0sRkLbdcj5QGmaOmRReFKvsknskAE3UzLoQ92oDe/PntJRbNT5ZFj1NJSo8CA3pQ==')

INSERT INTO "amora_dirty_answer" VALUES ('ec92b0e027f3c0175f1f35630be9e19b')

INSERT INTO "amora_meta" VALUES ('schema', '{"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"models":[{"name":"topic","table":"topic","partition":"${dataset_id}:shared","source":null,"columns":{"dataset_id":"uuid","title":"text","parent_id":"uuid?"},"references":{"parent_id":"topic"}},{"name":"answer","table":"answer","partition":"${dataset_id}:user:${user_id}","source":"${question}","columns":{"dataset_id":"uuid","user_id":"uuid","question":"text","text":"text","score":"real?","topic_id":"uuid?"},"references":{"topic_id":"topic"}}]}')

INSERT INTO "amora_meta" VALUES ('triggers', '841d0ad8edb7b78dcd6e5162472367147dc34265e3c1f79ce1a31f2fb6187ee9')

INSERT INTO "amora_meta" VALUES ('version', '1')

INSERT INTO "amora_quarantine" VALUES ('11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 'answer', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'bad_id', '595553201d0801b19cdcd6fbc38ab3fe', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"kept","dataset_id":"dddddddddddddddddddddddddddddddd","id":"ac2a3fd00b196f5d039e91878a5f7429","question":"kept","text":"x","user_id":"11111111111111111111111111111111"}')

INSERT INTO "amora_recordmaxcounter" VALUES ('1de3d42e994021214c491c307fbdbb56', 'afb11a0fb6936fae4015cd1f00da0155', 4)

INSERT INTO "amora_recordmaxcounter" VALUES ('8e998912391272d00d2ccb6e236f7e51', '5534e645f8b8180a679465865e425a3f', 2)

INSERT INTO "amora_store_dirty" VALUES ('answer', '889577de70181c6c63192168974ec7cc')

INSERT INTO "amora_store_dirty" VALUES ('badge', '5e4814bb63e0ac90e40c57e9761c24a2')

INSERT INTO "amora_write_scope" VALUES ('c0f485243883d32703bd2416b2efffa8')

INSERT INTO "amora_write_scope" VALUES (CAST(x'0a' AS TEXT))

INSERT INTO "answer" VALUES ('1de3d42e994021214c491c307fbdbb56', 'c0f485243883d32703bd2416b2efffa8', '11111111111111111111111111111111', '2', 'his', 0.5, '0d0767bfedb4bc70005aab81dd6019fb', '2', 'c0f485243883d32703bd2416b2efffa8:user:11111111111111111111111111111111')

INSERT INTO "answer" VALUES ('ec92b0e027f3c0175f1f35630be9e19b', 'c0f485243883d32703bd2416b2efffa8', '11111111111111111111111111111111', '4', 'unsynced', NULL, NULL, '4', 'c0f485243883d32703bd2416b2efffa8:user:11111111111111111111111111111111')

INSERT INTO "morango_buffer" VALUES (1, 8, 1, 'b7b869cd15ebc28f6bf8089d31ef2044', 'first half', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, NULL, NULL, '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"first half","dataset_id":"dddddddddddddddddddddddddddddddd","id":"b7b869cd15ebc28f6bf8089d31ef2044","question":"first half","text":"x","user_id":"11111111111111111111111111111111"}', '')

INSERT INTO "morango_certificate" VALUES ('0c9537b532afc4adc9414ede6d2a6847', 'c0f485243883d32703bd2416b2efffa8', 'school', 'ca747cf0cf34348e1e0e218fd99d4c61', 'full', 1, '{"dataset_id": "c0f485243883d32703bd2416b2efffa8"}', 'MIIBCgKCAQEAqclPAjnN99iqtZYTzZ9KZ++jaotnTF2z1LqCfQZr3CGeARXV69WsWGSl6/hSKo2odnKARazVVPfejaRahRSr7wFPiqnyJwAYcZGeXCHPc1A53tqkgSHcTlqzXfipg8GGrM3zQXlQXzFaozwhfkaptaFM6oUuuG1yrcI1K3t1/U3LpzrhKGwZQdSbtBrxbZz1OnZ2BIWjSpa2muV946dSQSEOASDrpmMhNOcnIuEdbs5XM91lwtJ0K5/eqg7/LLcXvuUpVD4bfrRJkm6JVrLg6SkdyVXxKdHosInOpsqUn11zi22Kj9iswQcteS7X5uGwrElAvzx8I3oS/tdmElyQowIDAQAB', '{"id": "0c9537b532afc4adc9414ede6d2a6847", "parent_id": "c0f485243883d32703bd2416b2efffa8", "profile": "school", "salt": "ca747cf0cf34348e1e0e218fd99d4c61", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"c0f485243883d32703bd2416b2efffa8\"}", "public_key_string": "MIIBCgKCAQEAqclPAjnN99iqtZYTzZ9KZ++jaotnTF2z1LqCfQZr3CGeARXV69WsWGSl6/hSKo2odnKARazVVPfejaRahRSr7wFPiqnyJwAYcZGeXCHPc1A53tqkgSHcTlqzXfipg8GGrM3zQXlQXzFaozwhfkaptaFM6oUuuG1yrcI1K3t1/U3LpzrhKGwZQdSbtBrxbZz1OnZ2BIWjSpa2muV946dSQSEOASDrpmMhNOcnIuEdbs5XM91lwtJ0K5/eqg7/LLcXvuUpVD4bfrRJkm6JVrLg6SkdyVXxKdHosInOpsqUn11zi22Kj9iswQcteS7X5uGwrElAvzx8I3oS/tdmElyQowIDAQAB"}', 'i0gXLvEbc1JnjU17DTTr4qxzQcR7ORNaOk5XvACYY/gxKMmdogjxkg1jJAozRv1z/zzIeR0PMfi/OIE47Td7oEizhDWnHs4u6VWB40QzL7JbjEgFORIJBVnXMVRdcNVhGXMn1o/jli+vNUkqy8Nm1fdXNe22WBUlm57be8WspmRnHAsFRBQhv7min4bWJ3yyO6CJBxZcOp5IfQo8JtTgFDSv+p93SWYf7RamJ6T8euf/IC5d5rptZu1r0yWj9BHyJ4J6LLzBM3BGFvMo42ajwAEF71JqQxsUyiVOkfQSdq4WQG9Cu+j4Y4LNY1cGw12CkS9mE2n/BxDttbpyBMHwlw==', NULL)

INSERT INTO "morango_certificate" VALUES ('c0f485243883d32703bd2416b2efffa8', NULL, 'school', '', 'full', 1, '{"dataset_id": "c0f485243883d32703bd2416b2efffa8"}', 'MIIBCgKCAQEA00fg7B2GgMjCPttjb7jVnH68MgxQXU0/1PJbezidITDOOFCAV/4uhOi7L2DOuUiNT/LXXiAuhLgQcz1lvEJPPOBqgwdKorfWf6oFpGhMtg4rQh50aAjBzf5vrnBTDkU39WCdyPeKXkf8Mmfr76JfxP9V6YeNDFD8xFbgLIYK8hGZotMYOQWgRGcSIcmIL3w4N9h3BtjDA5b5pUhFN9LgMDFie6yFBcgNAljm2/Hr54yGrCFmJgEMnykTsoNaPh6HbMj+fJarnL+LGwv3vFhQny2f2jkJbi6U3zC7WQfrEDUlNeiQgOWRWQSyhNws01mV5trXUEVkzeZFnyjypbB3DwIDAQAB', '{"id": "c0f485243883d32703bd2416b2efffa8", "parent_id": null, "profile": "school", "salt": "", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"c0f485243883d32703bd2416b2efffa8\"}", "public_key_string": "MIIBCgKCAQEA00fg7B2GgMjCPttjb7jVnH68MgxQXU0/1PJbezidITDOOFCAV/4uhOi7L2DOuUiNT/LXXiAuhLgQcz1lvEJPPOBqgwdKorfWf6oFpGhMtg4rQh50aAjBzf5vrnBTDkU39WCdyPeKXkf8Mmfr76JfxP9V6YeNDFD8xFbgLIYK8hGZotMYOQWgRGcSIcmIL3w4N9h3BtjDA5b5pUhFN9LgMDFie6yFBcgNAljm2/Hr54yGrCFmJgEMnykTsoNaPh6HbMj+fJarnL+LGwv3vFhQny2f2jkJbi6U3zC7WQfrEDUlNeiQgOWRWQSyhNws01mV5trXUEVkzeZFnyjypbB3DwIDAQAB"}', 'Rh/jVSSpkn9HBu3zSHP8fukpRGK6DQHKgvEZADjqOwCFKozNpH+hWXIUo8n4cnkSmFCd6WvC7EhXlMxg0Ad5NWtoq6/Ba2ZMN9Ze6DEHuGOLwkPbld8sfBkJ0PHCDNCN/JEp2DcpFLDcCsD1jAVxUmnjhk5YQzURvsCJCtJV6e/DuQ7qDJouAK6nRInLsRrKXWByTePZcbGTJh8MKhrNhCcwCxlRxBJdbyqL6kXte7S7lRQ2AXVsIx3SyXC/koZ0hCd0aW64C1GM0j2lHRKue75bP05OPWCdka9zYOspiTmnMTOzj4nZF8tRdd5XmzCBZjjvRvSSO/1UamIj0LzdAA==', 'MIIEowIBAAKCAQEA00fg7B2GgMjCPttjb7jVnH68MgxQXU0/1PJbezidITDOOFCAV/4uhOi7L2DOuUiNT/LXXiAuhLgQcz1lvEJPPOBqgwdKorfWf6oFpGhMtg4rQh50aAjBzf5vrnBTDkU39WCdyPeKXkf8Mmfr76JfxP9V6YeNDFD8xFbgLIYK8hGZotMYOQWgRGcSIcmIL3w4N9h3BtjDA5b5pUhFN9LgMDFie6yFBcgNAljm2/Hr54yGrCFmJgEMnykTsoNaPh6HbMj+fJarnL+LGwv3vFhQny2f2jkJbi6U3zC7WQfrEDUlNeiQgOWRWQSyhNws01mV5trXUEVkzeZFnyjypbB3DwIDAQABAoIBACluYXV7zrnnZGv2EphAeycOlTINRx8cvGUyR20w62MsUmwpoRlgP1gR2U8PoUolJ4zjdoc/MVAWVid7BT23FRm/ejOKlQC2oynyuduFFnHm8mWrWjFicjrGZ7khzq+wNCp6kUZtAGW/oP1zcolR4ozbc0nxql+dbAvGa3xfprrUDC1Ys9h4ibiBSLWndixnliv3RzPgFSmWFA6PlqwzkLOtnTZpnQPuuZ/JyaUWksC2XAynWqs+Q3WBz7HbJnE+xB4Fx/ljS6aD5Os0t8bDCmGLoktT8KmbRZ7jTuOwnVaGaUINdvQFWNii0Q0+yDPbtD7E7VM71A4BXn7XPMbUGaECgYEA/TSfz35RVx+IQVvDWofLHTJJBqHhTZRNEM6NqD7BSBjJekLQuf21gs+OuZ8bH7d1Z/vAq30TP6frtVvFQRq7N4eq1stGKg4XeOKI9tq3eWIP9ihk1PcmMKTYns+eJk5vQpldoYz2q7M59u2U3SDGWFxA5E5qe3qzFcY9GjBGWaECgYEA1ZzOIyCL++n1ElnWA/xBoe2Jt/u5cADRgElifjiJ4c9Zd6eL9KxOjBm47W1HoHfRyJrlbcRt+xrPqnWPyd6H4z8RYvDdB6lWmax7fndrVUzAriCoh+X6Sy96tOx27NKrho14ChBnE4DjHGZyxwjcIAVN4ibfhGJrlHpvz+5/8q8CgYB2AiC5Q9YFFN0cGPhjKQaxBM6kGK44yfVg7+N1lkneoC7GnH1LMcN2w+Vw/YZWsdo2LE8Pnatq74gbbjnwrdSzfLdShEqfLxIhdPMAmc8I83sc7paP6uARq8KJwZmjoMqZ74CD2n7cZxuMyg2nQa8vX0+fGCzof7cXXtz7Z6RiAQKBgQCJGQC8TtFJN1kRFBNlr2s4UEpJiQf1OLE9UtwiAouMIBZd02zh9gzbok6sI60K8pvz0mZZ0u57cTPDRXyppWc1lG7GP6y8lBR+wNLp0h9TOdWYbGF+Bz5jLu/kWrfhOzzXOMjIPMrLG7enrKER2T/eVUktUqG2R6ygOQy2OW5pBQKBgCCs4itUSpgkOkmae+9LFHK1MAGvkiAHbWBYuzqtCeQTNEZQSQ4mZUEsGWdmxb7RMrEZyi0qSbwNvkMUZngZORoRG8480PH4aPUL3A4v/NVWPh4ZTyB+Tb+s02i54bfyYK2l00LWRgn9VdxKfxwOwlALv/HXWEQEIz12VhI3fMnV')

INSERT INTO "morango_databaseidmodel" VALUES ('778ba4a86a079379966e106da9784a8f', 1, '2026-11-22T00:14:55.881244Z', '5534e645f8b8180a679465865e425a3f')

INSERT INTO "morango_databasemaxcounter" VALUES ('c0f485243883d32703bd2416b2efffa8', '5534e645f8b8180a679465865e425a3f', 5)

INSERT INTO "morango_databasemaxcounter" VALUES ('c0f485243883d32703bd2416b2efffa8', 'afb11a0fb6936fae4015cd1f00da0155', 4)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', '5534e645f8b8180a679465865e425a3f', 7)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1000)

INSERT INTO "morango_deletedmodels" VALUES ('d093fe0256186ddcb1260a8aa3683f68', 'school')

INSERT INTO "morango_harddeletedmodels" VALUES ('d093fe0256186ddcb1260a8aa3683f68', 'school')

INSERT INTO "morango_instanceidmodel" VALUES ('5534e645f8b8180a679465865e425a3f', '', '', '', '', '778ba4a86a079379966e106da9784a8f', '', '', 7, 1)

INSERT INTO "morango_nonce" VALUES ('4273d78d508697544a3507adc3d54921', '2026-11-22T00:14:56.975601Z', '')

INSERT INTO "morango_scopedefinition" VALUES ('full', 1, 'school', 'dataset_id', 'Everything.', '', '', '${dataset_id}', '{}')

INSERT INTO "morango_scopedefinition" VALUES ('learner', 1, 'school', '', 'Own work.', '${dataset_id}:shared', '', '${dataset_id}:user:${user_id}', '{}')

INSERT INTO "morango_store" VALUES ('0d0767bfedb4bc70005aab81dd6019fb', '2f2148cec451102a270aa4b26a59f223', 'topic', 'school', 'c0f485243883d32703bd2416b2efffa8:shared', '', '5534e645f8b8180a679465865e425a3f', 2, 0, 0, NULL, '', '{"id":"0d0767bfedb4bc70005aab81dd6019fb","_morango_source_id":"2f2148cec451102a270aa4b26a59f223","_morango_partition":"c0f485243883d32703bd2416b2efffa8:shared","dataset_id":"c0f485243883d32703bd2416b2efffa8","title":"top","parent_id":null}', '')

INSERT INTO "morango_store" VALUES ('1de3d42e994021214c491c307fbdbb56', '2', 'answer', 'school', 'c0f485243883d32703bd2416b2efffa8:user:11111111111111111111111111111111', '', '5534e645f8b8180a679465865e425a3f', 4, 0, 0, NULL, '', '{"id":"1de3d42e994021214c491c307fbdbb56","_morango_source_id":"2","_morango_partition":"c0f485243883d32703bd2416b2efffa8:user:11111111111111111111111111111111","dataset_id":"c0f485243883d32703bd2416b2efffa8","user_id":"11111111111111111111111111111111","question":"2","text":"his","score":0.5,"topic_id":"0d0767bfedb4bc70005aab81dd6019fb"}', CAST(x'7b226964223a223164653364343265393934303231323134633439316333303766626462623536222c225f6d6f72616e676f5f736f757263655f6964223a2232222c225f6d6f72616e676f5f706172746974696f6e223a2263306634383532343338383364333237303362643234313662326566666661383a757365723a3131313131313131313131313131313131313131313131313131313131313131222c22646174617365745f6964223a226330663438353234333838336433323730336264323431366232656666666138222c22757365725f6964223a223131313131313131313131313131313131313131313131313131313131313131222c227175657374696f6e223a2232222c2274657874223a2268657273222c2273636f7265223a302e352c22746f7069635f6964223a223064303736376266656462346263373030303561616238316464363031396662227d0a' AS TEXT))

INSERT INTO "morango_store" VALUES ('5e4814bb63e0ac90e40c57e9761c24a2', 'unknown', 'badge', 'school', 'dddddddddddddddddddddddddddddddd', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', '', '{"_morango_partition":"dddddddddddddddddddddddddddddddd","_morango_source_id":"unknown","dataset_id":"dddddddddddddddddddddddddddddddd","id":"5e4814bb63e0ac90e40c57e9761c24a2","of":"a newer build"}', '')

INSERT INTO "morango_store" VALUES ('7499da07518aeb12fdb2ea886f4a66d3', 'dfa0235be52f0391d23eaec6c3d2a29c', 'topic', 'school', 'c0f485243883d32703bd2416b2efffa8:shared', '0d0767bfedb4bc70005aab81dd6019fb', '5534e645f8b8180a679465865e425a3f', 2, 0, 0, NULL, '', '{"id":"7499da07518aeb12fdb2ea886f4a66d3","_morango_source_id":"dfa0235be52f0391d23eaec6c3d2a29c","_morango_partition":"c0f485243883d32703bd2416b2efffa8:shared","dataset_id":"c0f485243883d32703bd2416b2efffa8","title":"sub","parent_id":"0d0767bfedb4bc70005aab81dd6019fb"}', '')

INSERT INTO "morango_store" VALUES ('889577de70181c6c63192168974ec7cc', 'waits', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', 'missing_reference: topic_id', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"waits","dataset_id":"dddddddddddddddddddddddddddddddd","id":"889577de70181c6c63192168974ec7cc","question":"waits","text":"x","user_id":"11111111111111111111111111111111","topic_id":"99999999999999999999999999999999"}', '')

INSERT INTO "morango_store" VALUES ('8e998912391272d00d2ccb6e236f7e51', '3', 'answer', 'school', 'c0f485243883d32703bd2416b2efffa8:user:11111111111111111111111111111111', '', 'afb11a0fb6936fae4015cd1f00da0155', 4, 1, 0, '763160b90e7bc1d7dfdd6ab1a1553771', '', '{"id":"8e998912391272d00d2ccb6e236f7e51","_morango_source_id":"3","_morango_partition":"c0f485243883d32703bd2416b2efffa8:user:11111111111111111111111111111111","dataset_id":"c0f485243883d32703bd2416b2efffa8","user_id":"11111111111111111111111111111111","question":"3","text":"it''s\n3","score":0.5,"topic_id":"0d0767bfedb4bc70005aab81dd6019fb"}', '')

INSERT INTO "morango_store" VALUES ('d093fe0256186ddcb1260a8aa3683f68', '1', 'answer', 'school', 'c0f485243883d32703bd2416b2efffa8:user:11111111111111111111111111111111', '', '5534e645f8b8180a679465865e425a3f', 2, 0, 0, NULL, '', '{"id":"d093fe0256186ddcb1260a8aa3683f68","_morango_source_id":"1","_morango_partition":"c0f485243883d32703bd2416b2efffa8:user:11111111111111111111111111111111","dataset_id":"c0f485243883d32703bd2416b2efffa8","user_id":"11111111111111111111111111111111","question":"1","text":"it''s\n1","score":0.5,"topic_id":"0d0767bfedb4bc70005aab81dd6019fb"}', '')

INSERT INTO "morango_syncsession" VALUES ('6e1a2d1ab89ae8bcbebde9b53986c783', '2026-11-22T00:14:56.191115Z', '2026-11-22T00:14:56.199380Z', 1, 0, 'c0f485243883d32703bd2416b2efffa8', '38104b2c15bad84769c8e2ee43fa17d1', 'school', 'network', 'relay', '', '', '5534e645f8b8180a679465865e425a3f', '')

INSERT INTO "morango_syncsession" VALUES ('94e3fc64ce9287e522ada994fdb8f9b6', '2026-11-22T00:14:56.879608Z', '2026-11-22T00:14:56.896141Z', 1, 0, 'c0f485243883d32703bd2416b2efffa8', '38104b2c15bad84769c8e2ee43fa17d1', 'school', 'network', 'relay', '', '', '5534e645f8b8180a679465865e425a3f', '590151365523b9e2ba7bb5897a13ca17')

INSERT INTO "morango_syncsession" VALUES ('bb70c10fe952e72bd40bfa2ef3f33d54', '2026-11-22T00:14:56.715621Z', '2026-11-22T00:14:56.720525Z', 1, 0, 'c0f485243883d32703bd2416b2efffa8', '38104b2c15bad84769c8e2ee43fa17d1', 'school', 'network', 'relay', '', '', '5534e645f8b8180a679465865e425a3f', '590151365523b9e2ba7bb5897a13ca17')

INSERT INTO "morango_transfersession" VALUES (1, 'c64a518342f603ed0312c372d7474557', '6e1a2d1ab89ae8bcbebde9b53986c783', 0, 0, 'school', 'c0f485243883d32703bd2416b2efffa8', 2, '2026-11-22T00:14:56.191408Z', '2026-11-22T00:14:56.199055Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0)

INSERT INTO "morango_transfersession" VALUES (2, '9a4f30c4c9041a2e523de1e183c59aab', '6e1a2d1ab89ae8bcbebde9b53986c783', 0, 1, 'school', 'c0f485243883d32703bd2416b2efffa8', 2, '2026-11-22T00:14:56.199398Z', '2026-11-22T00:14:56.199888Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0)

INSERT INTO "morango_transfersession" VALUES (3, '70fc4ca1cdad9445148031cfbe062aa2', 'bb70c10fe952e72bd40bfa2ef3f33d54', 0, 0, 'school', 'c0f485243883d32703bd2416b2efffa8', 2, '2026-11-22T00:14:56.715686Z', '2026-11-22T00:14:56.720388Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0)

INSERT INTO "morango_transfersession" VALUES (4, '54cebc12a9fe0a4d5b1fae79f14702e2', 'bb70c10fe952e72bd40bfa2ef3f33d54', 0, 1, 'school', 'c0f485243883d32703bd2416b2efffa8', 2, '2026-11-22T00:14:56.720539Z', '2026-11-22T00:14:56.743020Z', 0, 5, 5, 2609, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0)

INSERT INTO "morango_transfersession" VALUES (5, '763160b90e7bc1d7dfdd6ab1a1553771', '94e3fc64ce9287e522ada994fdb8f9b6', 0, 0, 'school', 'c0f485243883d32703bd2416b2efffa8', 2, '2026-11-22T00:14:56.879668Z', '2026-11-22T00:14:56.895541Z', 0, 2, 2, 0, 1177, '{}', '{}', 'cleanup', 'completed', NULL, 1, 0)

INSERT INTO "morango_transfersession" VALUES (6, 'f70de8de17f9c254cff222d969f8ef63', '94e3fc64ce9287e522ada994fdb8f9b6', 0, 1, 'school', 'c0f485243883d32703bd2416b2efffa8', 2, '2026-11-22T00:14:56.896157Z', '2026-11-22T00:14:56.896926Z', 0, 1, 1, 962, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0)

INSERT INTO "morango_transfersession" VALUES (7, '595553201d0801b19cdcd6fbc38ab3fe', '595553201d0801b19cdcd6fbc38ab3fe', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-22T00:14:56.953481Z', '2026-11-22T00:14:56.975506Z', 0, 3, 3, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 1)

INSERT INTO "morango_transfersession" VALUES (8, '55555555555555555555555555555555', '55555555555555555555555555555555', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-22T00:14:56.975639Z', '9999-01-01T00:00:00.000000Z', 1, 2, 1, 0, 0, '{}', '{"super": {}, "sub": {}}', 'transferring', 'started', 1, 0, 0)

INSERT INTO "topic" VALUES ('0d0767bfedb4bc70005aab81dd6019fb', 'c0f485243883d32703bd2416b2efffa8', 'top', NULL, '2f2148cec451102a270aa4b26a59f223', 'c0f485243883d32703bd2416b2efffa8:shared')

INSERT INTO "topic" VALUES ('7499da07518aeb12fdb2ea886f4a66d3', 'c0f485243883d32703bd2416b2efffa8', 'sub', '0d0767bfedb4bc70005aab81dd6019fb', 'dfa0235be52f0391d23eaec6c3d2a29c', 'c0f485243883d32703bd2416b2efffa8:shared')

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
  WHEN length(NEW."dataset_id") <> 32 OR unhex(NEW."dataset_id") IS NULL AND NEW."dataset_id" IS NOT NULL OR lower(NEW."dataset_id") <> NEW."dataset_id" THEN RAISE(ABORT, 'amora:bad_value:answer: dataset_id is not a uuid of 32 lower-case hex digits')
  WHEN length(NEW."user_id") <> 32 OR unhex(NEW."user_id") IS NULL AND NEW."user_id" IS NOT NULL OR lower(NEW."user_id") <> NEW."user_id" THEN RAISE(ABORT, 'amora:bad_value:answer: user_id is not a uuid of 32 lower-case hex digits')
  WHEN NEW."score" NOT BETWEEN -1.7976931348623157e308 AND 1.7976931348623157e308 THEN RAISE(ABORT, 'amora:bad_value:answer: score is not a finite number')
  WHEN length(NEW."topic_id") <> 32 OR unhex(NEW."topic_id") IS NULL AND NEW."topic_id" IS NOT NULL OR lower(NEW."topic_id") <> NEW."topic_id" THEN RAISE(ABORT, 'amora:bad_value:answer: topic_id is not a uuid of 32 lower-case hex digits')
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
  WHEN length(NEW."dataset_id") <> 32 OR unhex(NEW."dataset_id") IS NULL AND NEW."dataset_id" IS NOT NULL OR lower(NEW."dataset_id") <> NEW."dataset_id" THEN RAISE(ABORT, 'amora:bad_value:answer: dataset_id is not a uuid of 32 lower-case hex digits')
  WHEN length(NEW."user_id") <> 32 OR unhex(NEW."user_id") IS NULL AND NEW."user_id" IS NOT NULL OR lower(NEW."user_id") <> NEW."user_id" THEN RAISE(ABORT, 'amora:bad_value:answer: user_id is not a uuid of 32 lower-case hex digits')
  WHEN NEW."score" NOT BETWEEN -1.7976931348623157e308 AND 1.7976931348623157e308 THEN RAISE(ABORT, 'amora:bad_value:answer: score is not a finite number')
  WHEN length(NEW."topic_id") <> 32 OR unhex(NEW."topic_id") IS NULL AND NEW."topic_id" IS NOT NULL OR lower(NEW."topic_id") <> NEW."topic_id" THEN RAISE(ABORT, 'amora:bad_value:answer: topic_id is not a uuid of 32 lower-case hex digits')
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
  WHEN length(NEW."dataset_id") <> 32 OR unhex(NEW."dataset_id") IS NULL AND NEW."dataset_id" IS NOT NULL OR lower(NEW."dataset_id") <> NEW."dataset_id" THEN RAISE(ABORT, 'amora:bad_value:answer: dataset_id is not a uuid of 32 lower-case hex digits')
  WHEN length(NEW."user_id") <> 32 OR unhex(NEW."user_id") IS NULL AND NEW."user_id" IS NOT NULL OR lower(NEW."user_id") <> NEW."user_id" THEN RAISE(ABORT, 'amora:bad_value:answer: user_id is not a uuid of 32 lower-case hex digits')
  WHEN NEW."score" NOT BETWEEN -1.7976931348623157e308 AND 1.7976931348623157e308 THEN RAISE(ABORT, 'amora:bad_value:answer: score is not a finite number')
  WHEN length(NEW."topic_id") <> 32 OR unhex(NEW."topic_id") IS NULL AND NEW."topic_id" IS NOT NULL OR lower(NEW."topic_id") <> NEW."topic_id" THEN RAISE(ABORT, 'amora:bad_value:answer: topic_id is not a uuid of 32 lower-case hex digits')
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

CREATE TRIGGER amora_store_overtaken AFTER UPDATE OF last_saved_instance ON morango_store
WHEN OLD.last_saved_instance <> NEW.last_saved_instance BEGIN
  INSERT INTO amora_recordmaxcounter VALUES (OLD.id, OLD.last_saved_instance, OLD.last_saved_counter)
    ON CONFLICT DO UPDATE SET counter = max(counter, excluded.counter);
  DELETE FROM amora_recordmaxcounter WHERE store_model_id = NEW.id AND instance_id = NEW.last_saved_instance;
END

CREATE TRIGGER "amora_topic_checked" AFTER UPDATE OF "dataset_id", "title", "parent_id" ON "topic" WHEN OLD.id IS NOT NULL AND OLD._morango_source_id IS NOT NULL AND OLD._morango_partition IS NOT NULL AND NOT EXISTS (SELECT 1 FROM amora_applying) BEGIN
 SELECT CASE
  WHEN length(NEW."dataset_id") <> 32 OR unhex(NEW."dataset_id") IS NULL AND NEW."dataset_id" IS NOT NULL OR lower(NEW."dataset_id") <> NEW."dataset_id" THEN RAISE(ABORT, 'amora:bad_value:topic: dataset_id is not a uuid of 32 lower-case hex digits')
  WHEN length(NEW."parent_id") <> 32 OR unhex(NEW."parent_id") IS NULL AND NEW."parent_id" IS NOT NULL OR lower(NEW."parent_id") <> NEW."parent_id" THEN RAISE(ABORT, 'amora:bad_value:topic: parent_id is not a uuid of 32 lower-case hex digits')
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
  WHEN length(NEW."dataset_id") <> 32 OR unhex(NEW."dataset_id") IS NULL AND NEW."dataset_id" IS NOT NULL OR lower(NEW."dataset_id") <> NEW."dataset_id" THEN RAISE(ABORT, 'amora:bad_value:topic: dataset_id is not a uuid of 32 lower-case hex digits')
  WHEN length(NEW."parent_id") <> 32 OR unhex(NEW."parent_id") IS NULL AND NEW."parent_id" IS NOT NULL OR lower(NEW."parent_id") <> NEW."parent_id" THEN RAISE(ABORT, 'amora:bad_value:topic: parent_id is not a uuid of 32 lower-case hex digits')
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
  WHEN length(NEW."dataset_id") <> 32 OR unhex(NEW."dataset_id") IS NULL AND NEW."dataset_id" IS NOT NULL OR lower(NEW."dataset_id") <> NEW."dataset_id" THEN RAISE(ABORT, 'amora:bad_value:topic: dataset_id is not a uuid of 32 lower-case hex digits')
  WHEN length(NEW."parent_id") <> 32 OR unhex(NEW."parent_id") IS NULL AND NEW."parent_id" IS NOT NULL OR lower(NEW."parent_id") <> NEW."parent_id" THEN RAISE(ABORT, 'amora:bad_value:topic: parent_id is not a uuid of 32 lower-case hex digits')
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

