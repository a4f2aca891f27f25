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

INSERT INTO "amora_acknowledged" VALUES ('aaa01e1f7ae6ff1716a340a17f7f7bf447b73e99b8dbd3f57a379da96fa50703', '385c6f87be26dd06c875b88f1c418c2c', '52f4ce74f9257e46e286610fc071d925', 5)

INSERT INTO "amora_bundle" VALUES ('385c6f87be26dd06c875b88f1c418c2c', 2, '{"room":"385c6f87be26dd06c875b88f1c418c2c","sequence":2,"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"id_rules":{},"relay_keys":["MIIBCgKCAQEAtb2kwG/8a/ZvXa6jzqV3C/xzYWK5vs7r+3JXof14WPZIUMNJmhWVxqsI/u6cnWR1WtjLjJiVCHmUQmTBrXBau2nmxVvlshlBNyLzF3skigu2TiRkG4qHsOIN1/RVQL2w/jhFiF7BrYQFvV5YVBVsRkv06qlP01fLZhcZAN29HYYShzk6uw0zVEei837WRDmL4zoi+tiunF0lnX2rJkr7Jzm0NDxxYe6k1GSNJV6OcFHqPfcuChlvtQCGAGEa3H4e29Z2Xfr8BsKoRcFxq+9OFsF+IeR9iuca8QOUjjuQrS8vlpiOjj4nAMPhVb8kQwkB/bam0K+TE6wZl2aDX/adXQIDAQAB"],"revoked":[]}', 'LsmHRXpUyfbUZcVCHTIXOJlsKtjqaWvRrayy11rRnFy2n1sLCQMPaA1HkecSzJzlY0AdoMXRWtKESgrqMwQJNkfTcsNuUXFtt+0ce8xoiU5fHYDBY8S0qvVEpr7VA380yOSEXd9ak/BmSyYWj6eD1uobW80banxs+KIoHJ9/aF8bo+go1JvxL5AOy18R+SgikHW+Cv6qdFVdCbBCOUQQWrx7VzL3NsuO78Z6r0gRgfHoiwj2tl9kk0dzwvlffWVN3TcFCqnBzyxhxNbN7LbNEKFv8LxDBNPga0aBIR2m1Zgbye+zaBHEQUuwdUjm/CvebXgPGgR+pWdkWANppwLZQw==')

INSERT INTO "amora_dirty_answer" VALUES ('282203a91b69673a307c4d830585224f')

INSERT INTO "amora_meta" VALUES ('schema', '{"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"models":[{"name":"topic","table":"topic","partition":"${dataset_id}:shared","source":null,"columns":{"dataset_id":"uuid","title":"text","parent_id":"uuid?"},"references":{"parent_id":"topic"}},{"name":"answer","table":"answer","partition":"${dataset_id}:user:${user_id}","source":"${question}","columns":{"dataset_id":"uuid","user_id":"uuid","question":"text","text":"text","score":"real?","topic_id":"uuid?"},"references":{"topic_id":"topic"}}]}')

INSERT INTO "amora_meta" VALUES ('triggers', '6e62310347ebc557af4ed85c2baf91197e4d72d75ba3c579a9ea5daf8c6daafe')

INSERT INTO "amora_meta" VALUES ('version', '3')

INSERT INTO "amora_quarantine" VALUES ('11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 'answer', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'bad_id', '595553201d0801b19cdcd6fbc38ab3fe', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"kept","dataset_id":"dddddddddddddddddddddddddddddddd","id":"ac2a3fd00b196f5d039e91878a5f7429","question":"kept","text":"x","user_id":"11111111111111111111111111111111"}')

INSERT INTO "amora_quota" VALUES ('', 340)

INSERT INTO "amora_recordmaxcounter" VALUES ('90b967d197882a3a7bac4e05eeaabeb5', 'aff583ae3492a9a3929a6c9fa91cdbac', 4)

INSERT INTO "amora_recordmaxcounter" VALUES ('93166f7307bccaaff8b94b69bab4c93d', '52f4ce74f9257e46e286610fc071d925', 2)

INSERT INTO "amora_relay" VALUES ('385c6f87be26dd06c875b88f1c418c2c', 'aaa01e1f7ae6ff1716a340a17f7f7bf447b73e99b8dbd3f57a379da96fa50703', '52f4ce74f9257e46e286610fc071d925', '95f592c3072b7cdac168c9b14a3df050', 2, '', 0, '{"sequence":3,"token":"95f592c3072b7cdac168c9b14a3df050","instances":["9b4d7fcf533b7fe1bbe9d6bb22506723"],"mac":"4ca8ec0d843c081751f96f4a0ba751e18f5fa5a4c7b3c8f5fc3aa60bb17b6b9c"}')

INSERT INTO "amora_store_dirty" VALUES ('answer', '889577de70181c6c63192168974ec7cc')

INSERT INTO "amora_store_dirty" VALUES ('badge', '5e4814bb63e0ac90e40c57e9761c24a2')

INSERT INTO "amora_write_scope" VALUES ('385c6f87be26dd06c875b88f1c418c2c')

INSERT INTO "amora_write_scope" VALUES (CAST(x'0a' AS TEXT))

INSERT INTO "answer" VALUES ('282203a91b69673a307c4d830585224f', '385c6f87be26dd06c875b88f1c418c2c', '11111111111111111111111111111111', '4', 'unsynced', NULL, NULL, '4', '385c6f87be26dd06c875b88f1c418c2c:user:11111111111111111111111111111111')

INSERT INTO "answer" VALUES ('90b967d197882a3a7bac4e05eeaabeb5', '385c6f87be26dd06c875b88f1c418c2c', '11111111111111111111111111111111', '2', 'his', 0.5, '016eaaa76fa6d969fc74c0975c5d0638', '2', '385c6f87be26dd06c875b88f1c418c2c:user:11111111111111111111111111111111')

INSERT INTO "morango_buffer" VALUES (1, 8, 1, 'b7b869cd15ebc28f6bf8089d31ef2044', 'first half', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, NULL, NULL, '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"first half","dataset_id":"dddddddddddddddddddddddddddddddd","id":"b7b869cd15ebc28f6bf8089d31ef2044","question":"first half","text":"x","user_id":"11111111111111111111111111111111"}', '')

INSERT INTO "morango_certificate" VALUES ('385c6f87be26dd06c875b88f1c418c2c', NULL, 'school', '', 'full', 1, '{"dataset_id": "385c6f87be26dd06c875b88f1c418c2c"}', 'MIIBCgKCAQEAuOMZfP6Vn9J3AxBd7MnIeyHV37yTiUtL7Z7nKg6fxdCQyQnUyNgo9E3VlLOBasCZnUKl2jtXmefu5ZMWxiEtQD9Cj56QOv6T4LL+QS/Kz7KCB4xRDONDrvfRVMcLkBLJzG7Q+sKHo7fqaloa71C7hvjsPm1w/OGgDFHOCwngsjeFmf3suIvsAxhIe+p0ioRF3nPNMC/VTk8EKHYJZ+qMw3mSaotyDLOc9c8xkhQzFLsOUYehkHJpwvNxYiuVe3E+11SdYAFLAvdRtgrvoYT0ytZMmKSShnVYT/BjXMlXSe3GMiqb6umMqxQ37ajV/MzrBO6WfWhRrwzGiVme542c9wIDAQAB', '{"id": "385c6f87be26dd06c875b88f1c418c2c", "parent_id": null, "profile": "school", "salt": "", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"385c6f87be26dd06c875b88f1c418c2c\"}", "public_key_string": "MIIBCgKCAQEAuOMZfP6Vn9J3AxBd7MnIeyHV37yTiUtL7Z7nKg6fxdCQyQnUyNgo9E3VlLOBasCZnUKl2jtXmefu5ZMWxiEtQD9Cj56QOv6T4LL+QS/Kz7KCB4xRDONDrvfRVMcLkBLJzG7Q+sKHo7fqaloa71C7hvjsPm1w/OGgDFHOCwngsjeFmf3suIvsAxhIe+p0ioRF3nPNMC/VTk8EKHYJZ+qMw3mSaotyDLOc9c8xkhQzFLsOUYehkHJpwvNxYiuVe3E+11SdYAFLAvdRtgrvoYT0ytZMmKSShnVYT/BjXMlXSe3GMiqb6umMqxQ37ajV/MzrBO6WfWhRrwzGiVme542c9wIDAQAB"}', 'HQ5lVpLjc35n/SQQqfdVgX1UmZz5yYBdWG1b1S6ZhVG8yVz0LziHcT6JVm5JQItGG2lMe4lsI/WuHdV3cL3baCcAEbuqXqyQg6NOnTdw85AC873cFX6goCTc16QURzNHBpAzit7LLc8Fpx/LAEbeyB1woDnI+D4YIqflV9++rbcghiCkwAjneOLALyeklk5ki+h7+REI608sWDgSLC0msNon/R7cdn3umvB3Nb0jPJXdag76AI5rPLmzL6yGDvxkQe7nnSUNrgNmlpgF8l57YFVrV7VDl1g1zWLG1YvuSJ9OUejDcPANliGyRtDbAeO/i65cOzYbed5aa5sqx3g9pw==', 'MIIEowIBAAKCAQEAuOMZfP6Vn9J3AxBd7MnIeyHV37yTiUtL7Z7nKg6fxdCQyQnUyNgo9E3VlLOBasCZnUKl2jtXmefu5ZMWxiEtQD9Cj56QOv6T4LL+QS/Kz7KCB4xRDONDrvfRVMcLkBLJzG7Q+sKHo7fqaloa71C7hvjsPm1w/OGgDFHOCwngsjeFmf3suIvsAxhIe+p0ioRF3nPNMC/VTk8EKHYJZ+qMw3mSaotyDLOc9c8xkhQzFLsOUYehkHJpwvNxYiuVe3E+11SdYAFLAvdRtgrvoYT0ytZMmKSShnVYT/BjXMlXSe3GMiqb6umMqxQ37ajV/MzrBO6WfWhRrwzGiVme542c9wIDAQABAoIBAFOOPsygeZpbEXIPCYOjxbjwF6ofnUWlA9GFyM7XARnzIhvZF5MVLZ0LOAUWAtzt4f6SSkYQH4zspqiWCurLv5mTfU9Ox7wBpW8dNY7cPHoVIHKs1UxPwRzn3nDD69PWyeBcDJHnLEmvKn+Z7SZOhBGBmbK03yVKCnzG06llc2jWra6R7RZwj2QqkSOaQIm+TvrceGew2d5tc5pvI7uaWXaiabZvGis7RVhhPb//3pgAiIbjLdKgb/nDZV4vB/VxSSrojhlciUe9eR4JxM3RYISxTFK2+LgNJ2Ewj4z10ybYiR65HyH6BSUv93fCmBJqF7aTHdXsI4BIK3TS7k3UrOECgYEA6On4cunJQVZBb5zk8x1L3iV8rbkB7ClcSl15LeLHezhJftLmIcJ/u/2f7SO7ge55gWeJemystg6O2NXdTBOqtmEM8GGrG+r3/6FYKNesGRh0QFrjV+JQP4iCBKuVluSqW0M6BVJ2bSb9B+yvgn+ebkLcW5+p2F8yHFFNGRjz9v8CgYEAyzZ7PIFsIWlr0DnwHt/tmVe/y1RRfaBzaIda+4vKrAb2Ve6FqAR0j5qFD3z5b8oJ4eaf2OswvI3DLe1DkVTjOU3dqht6B/0XtHJnAFKMp7cACk4UYiZieESspdTaV+QiPqI8en63jUJkJIKtF8WPWBZJBoe1Ov1LmgwV1JxkEgkCgYEAqb/8ByREPY4z2riqVFWBucHwgFxZ/liWnsxJSRwC7tczGW9zsh8jIUvThu2H90Zq39kp5UPXDEjH61jTFGMxBALvfzJvlsVFQdXBfuLQ1ulvsIeNMbwLaIKA4A5905+MWT9Bxic3kI3d1Cy4LY/9U7b/CvfuvXeD+gd2/VemVtkCgYAI/fwuDTwPrm6K5EVv2FDXPD7MbIq+mF8C/RpVjzYErrovy0I20RunTxscOFeBTttpF59zJdUeQtekLJ+UysDTRFLOuDCKMfTek0FjjkOTGFH0IshcH36z+7X4EJco1Ht/cgZjFUBiC9IKm421Q5S4PSQ2GcM3PQYfZvGAWvtCoQKBgEPGipvb+Pr4rLWmjC5qURgTpDqzIuepX1r1ZTkkt/G8rmoAHKF63jJUaUv2oPK7MvmTR7Dkd0RNncjyc7RaUYl8Tt8baeYuBkYW6j3o/pICa9Wse8wXlKL0X5D0jPyqYDe6oX12B2RbphtXxu04GDf6RwzrjDklGTSwpeEexYiU')

INSERT INTO "morango_certificate" VALUES ('e4e447995f2ab3d65095ae3653f61c67', '385c6f87be26dd06c875b88f1c418c2c', 'school', '2ba89edaa1ec872fd52b3bbf9b2561cc', 'full', 1, '{"dataset_id": "385c6f87be26dd06c875b88f1c418c2c"}', 'MIIBCgKCAQEAvaDpt4NsCDIZeD9CNsTRUtj+TFjMsGAEMepMGG+C59LNwYBiq3o+Bg443rWWrHPrP8KnvAcRq71EoRemSo3MhRcN9/B6GORrbc7WXbI1C1/K5+cOhBfbJaIz5YkdmkKUE+0Xjg4oo9FbD/QaOMH1DFZABYvKVUSgvw46B22w1n1bOrBgF779txdYUYHw23O/65NfGHn8MWSNTHDEelJ1+9VocvhBzioGLDIjrZcwZoBY2t6y4mOUsgZmwDDWHBF1LM3sFI2r6pOX76cz+WiU0AjYfqFCnuRD+iyOfWNb0VpUnmGm2y/2nwYuYTcVCGpVd7aGxiTeadSLj0yuFFlY3QIDAQAB', '{"id": "e4e447995f2ab3d65095ae3653f61c67", "parent_id": "385c6f87be26dd06c875b88f1c418c2c", "profile": "school", "salt": "2ba89edaa1ec872fd52b3bbf9b2561cc", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"385c6f87be26dd06c875b88f1c418c2c\"}", "public_key_string": "MIIBCgKCAQEAvaDpt4NsCDIZeD9CNsTRUtj+TFjMsGAEMepMGG+C59LNwYBiq3o+Bg443rWWrHPrP8KnvAcRq71EoRemSo3MhRcN9/B6GORrbc7WXbI1C1/K5+cOhBfbJaIz5YkdmkKUE+0Xjg4oo9FbD/QaOMH1DFZABYvKVUSgvw46B22w1n1bOrBgF779txdYUYHw23O/65NfGHn8MWSNTHDEelJ1+9VocvhBzioGLDIjrZcwZoBY2t6y4mOUsgZmwDDWHBF1LM3sFI2r6pOX76cz+WiU0AjYfqFCnuRD+iyOfWNb0VpUnmGm2y/2nwYuYTcVCGpVd7aGxiTeadSLj0yuFFlY3QIDAQAB"}', 'EO7DmOQ2HwNhSSE/SXdyg61LRdKochUCK7Y3DabiwQJ2xOojHmPYQ1WqNJKtKhcRW2RGjNEG8SQVkjbY//5howdu7kruDEAH42d4gU9q+WfD6LipitgrweDQS5y5vKyqJ8aAZrND/Bj1aHuYLoeO5bj2oRVQV9YVceobKuTOPyGxucATeSm5acBrfjBubuyEmAlnboL6LMv0IDUVF4CktrWuS3MRgvJzhGlo80lVDS9Dxlzd7H89mwqLJNgCDsFIdZxLNlP7XYF3z/payG55YHuNlYbegcsDNcftLkDhjBXymY6gktVIxnzfATywUqSlHbFbUdL6qbT2no/tOUSZMg==', NULL)

INSERT INTO "morango_databaseidmodel" VALUES ('8e5511a905cb4d82b5b1ea1a770b4573', 1, '2026-11-29T23:26:11.477803Z', '508bf9044e9221b499775ea43ec4760f')

INSERT INTO "morango_databasemaxcounter" VALUES ('385c6f87be26dd06c875b88f1c418c2c', '52f4ce74f9257e46e286610fc071d925', 5)

INSERT INTO "morango_databasemaxcounter" VALUES ('385c6f87be26dd06c875b88f1c418c2c', 'aff583ae3492a9a3929a6c9fa91cdbac', 4)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', '52f4ce74f9257e46e286610fc071d925', 7)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1000)

INSERT INTO "morango_deletedmodels" VALUES ('935048ba370b71d747f491c3168749ef', 'school')

INSERT INTO "morango_harddeletedmodels" VALUES ('935048ba370b71d747f491c3168749ef', 'school')

INSERT INTO "morango_instanceidmodel" VALUES ('508bf9044e9221b499775ea43ec4760f', '', '', '', '', '8e5511a905cb4d82b5b1ea1a770b4573', '', '', 0, 0)

INSERT INTO "morango_instanceidmodel" VALUES ('52f4ce74f9257e46e286610fc071d925', '', '', '', '', '8e5511a905cb4d82b5b1ea1a770b4573', '', '', 7, 1)

INSERT INTO "morango_nonce" VALUES ('55769297b26908de365090bd0b0ff6f3', '2026-11-29T23:26:12.442346Z', '')

INSERT INTO "morango_scopedefinition" VALUES ('full', 1, 'school', 'dataset_id', 'Everything.', '', '', '${dataset_id}', '{}')

INSERT INTO "morango_scopedefinition" VALUES ('learner', 1, 'school', '', 'Own work.', '${dataset_id}:shared', '', '${dataset_id}:user:${user_id}', '{}')

INSERT INTO "morango_store" VALUES ('016eaaa76fa6d969fc74c0975c5d0638', '7e9db7396eb2e81b773bd649156da97a', 'topic', 'school', '385c6f87be26dd06c875b88f1c418c2c:shared', '', '52f4ce74f9257e46e286610fc071d925', 2, 0, 0, NULL, '', '{"id":"016eaaa76fa6d969fc74c0975c5d0638","_morango_source_id":"7e9db7396eb2e81b773bd649156da97a","_morango_partition":"385c6f87be26dd06c875b88f1c418c2c:shared","dataset_id":"385c6f87be26dd06c875b88f1c418c2c","title":"top","parent_id":null}', '')

INSERT INTO "morango_store" VALUES ('02a7252e743d146436cf8ccf64f6372e', '6fe98e149314c4fe1616509a311f77c5', 'topic', 'school', '385c6f87be26dd06c875b88f1c418c2c:shared', '016eaaa76fa6d969fc74c0975c5d0638', '52f4ce74f9257e46e286610fc071d925', 2, 0, 0, NULL, '', '{"id":"02a7252e743d146436cf8ccf64f6372e","_morango_source_id":"6fe98e149314c4fe1616509a311f77c5","_morango_partition":"385c6f87be26dd06c875b88f1c418c2c:shared","dataset_id":"385c6f87be26dd06c875b88f1c418c2c","title":"sub","parent_id":"016eaaa76fa6d969fc74c0975c5d0638"}', '')

INSERT INTO "morango_store" VALUES ('5e4814bb63e0ac90e40c57e9761c24a2', 'unknown', 'badge', 'school', 'dddddddddddddddddddddddddddddddd', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', '', '{"_morango_partition":"dddddddddddddddddddddddddddddddd","_morango_source_id":"unknown","dataset_id":"dddddddddddddddddddddddddddddddd","id":"5e4814bb63e0ac90e40c57e9761c24a2","of":"a newer build"}', '')

INSERT INTO "morango_store" VALUES ('889577de70181c6c63192168974ec7cc', 'waits', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', 'missing_reference: topic_id', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"waits","dataset_id":"dddddddddddddddddddddddddddddddd","id":"889577de70181c6c63192168974ec7cc","question":"waits","text":"x","user_id":"11111111111111111111111111111111","topic_id":"99999999999999999999999999999999"}', '')

INSERT INTO "morango_store" VALUES ('90b967d197882a3a7bac4e05eeaabeb5', '2', 'answer', 'school', '385c6f87be26dd06c875b88f1c418c2c:user:11111111111111111111111111111111', '', '52f4ce74f9257e46e286610fc071d925', 4, 0, 0, NULL, '', '{"id":"90b967d197882a3a7bac4e05eeaabeb5","_morango_source_id":"2","_morango_partition":"385c6f87be26dd06c875b88f1c418c2c:user:11111111111111111111111111111111","dataset_id":"385c6f87be26dd06c875b88f1c418c2c","user_id":"11111111111111111111111111111111","question":"2","text":"his","score":0.5,"topic_id":"016eaaa76fa6d969fc74c0975c5d0638"}', CAST(x'7b226964223a223930623936376431393738383261336137626163346530356565616162656235222c225f6d6f72616e676f5f736f757263655f6964223a2232222c225f6d6f72616e676f5f706172746974696f6e223a2233383563366638376265323664643036633837356238386631633431386332633a757365723a3131313131313131313131313131313131313131313131313131313131313131222c22646174617365745f6964223a223338356336663837626532366464303663383735623838663163343138633263222c22757365725f6964223a223131313131313131313131313131313131313131313131313131313131313131222c227175657374696f6e223a2232222c2274657874223a2268657273222c2273636f7265223a302e352c22746f7069635f6964223a223031366561616137366661366439363966633734633039373563356430363338227d0a' AS TEXT))

INSERT INTO "morango_store" VALUES ('93166f7307bccaaff8b94b69bab4c93d', '3', 'answer', 'school', '385c6f87be26dd06c875b88f1c418c2c:user:11111111111111111111111111111111', '', 'aff583ae3492a9a3929a6c9fa91cdbac', 4, 1, 0, '8989066c740894c938daac288128cf05', '', '{"id":"93166f7307bccaaff8b94b69bab4c93d","_morango_source_id":"3","_morango_partition":"385c6f87be26dd06c875b88f1c418c2c:user:11111111111111111111111111111111","dataset_id":"385c6f87be26dd06c875b88f1c418c2c","user_id":"11111111111111111111111111111111","question":"3","text":"it''s\n3","score":0.5,"topic_id":"016eaaa76fa6d969fc74c0975c5d0638"}', '')

INSERT INTO "morango_store" VALUES ('935048ba370b71d747f491c3168749ef', '1', 'answer', 'school', '385c6f87be26dd06c875b88f1c418c2c:user:11111111111111111111111111111111', '', '52f4ce74f9257e46e286610fc071d925', 2, 0, 0, NULL, '', '{"id":"935048ba370b71d747f491c3168749ef","_morango_source_id":"1","_morango_partition":"385c6f87be26dd06c875b88f1c418c2c:user:11111111111111111111111111111111","dataset_id":"385c6f87be26dd06c875b88f1c418c2c","user_id":"11111111111111111111111111111111","question":"1","text":"it''s\n1","score":0.5,"topic_id":"016eaaa76fa6d969fc74c0975c5d0638"}', '')

INSERT INTO "morango_syncsession" VALUES ('3a4545d733cd23f07e270236e7e28d9e', '2026-11-29T23:26:11.913929Z', '2026-11-29T23:26:11.927561Z', 1, 0, '385c6f87be26dd06c875b88f1c418c2c', '4968a610de9c9d6fe10585af7f9e6de0', 'school', 'network', 'relay', '', '', '52f4ce74f9257e46e286610fc071d925', '', 'aaa01e1f7ae6ff1716a340a17f7f7bf447b73e99b8dbd3f57a379da96fa50703')

INSERT INTO "morango_syncsession" VALUES ('822e49edaa70a83294e3eb893f9bd9c1', '2026-11-29T23:26:12.109498Z', '2026-11-29T23:26:12.109993Z', 1, 0, '385c6f87be26dd06c875b88f1c418c2c', '4968a610de9c9d6fe10585af7f9e6de0', 'school', 'network', 'relay', '', '', '52f4ce74f9257e46e286610fc071d925', '9b4d7fcf533b7fe1bbe9d6bb22506723', 'aaa01e1f7ae6ff1716a340a17f7f7bf447b73e99b8dbd3f57a379da96fa50703')

INSERT INTO "morango_syncsession" VALUES ('bc59d8dd3145cf49a326627540ab40b3', '2026-11-29T23:26:12.316835Z', '2026-11-29T23:26:12.339068Z', 1, 0, '385c6f87be26dd06c875b88f1c418c2c', '4968a610de9c9d6fe10585af7f9e6de0', 'school', 'network', 'relay', '', '', '52f4ce74f9257e46e286610fc071d925', '9b4d7fcf533b7fe1bbe9d6bb22506723', 'aaa01e1f7ae6ff1716a340a17f7f7bf447b73e99b8dbd3f57a379da96fa50703')

INSERT INTO "morango_transfersession" VALUES (1, 'e004d4bc410ddd6e6898ab548688b042', '3a4545d733cd23f07e270236e7e28d9e', 0, 0, 'school', '385c6f87be26dd06c875b88f1c418c2c', 2, '2026-11-29T23:26:11.914072Z', '2026-11-29T23:26:11.927210Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0)

INSERT INTO "morango_transfersession" VALUES (2, 'c178ac2b9456aa38cfc6dbc66d5b28b6', '3a4545d733cd23f07e270236e7e28d9e', 0, 1, 'school', '385c6f87be26dd06c875b88f1c418c2c', 2, '2026-11-29T23:26:11.927574Z', '2026-11-29T23:26:11.937087Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0)

INSERT INTO "morango_transfersession" VALUES (3, '5014136b03344bfa4d8d71abb3a0aba5', '822e49edaa70a83294e3eb893f9bd9c1', 0, 0, 'school', '385c6f87be26dd06c875b88f1c418c2c', 2, '2026-11-29T23:26:12.109537Z', '2026-11-29T23:26:12.109911Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0)

INSERT INTO "morango_transfersession" VALUES (4, 'e470e87b12f6500d2f769b8a75c6adc6', '822e49edaa70a83294e3eb893f9bd9c1', 0, 1, 'school', '385c6f87be26dd06c875b88f1c418c2c', 2, '2026-11-29T23:26:12.110002Z', '2026-11-29T23:26:12.136828Z', 0, 5, 5, 2609, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0)

INSERT INTO "morango_transfersession" VALUES (5, '8989066c740894c938daac288128cf05', 'bc59d8dd3145cf49a326627540ab40b3', 0, 0, 'school', '385c6f87be26dd06c875b88f1c418c2c', 2, '2026-11-29T23:26:12.316875Z', '2026-11-29T23:26:12.338751Z', 0, 2, 2, 0, 1177, '{}', '{}', 'cleanup', 'completed', NULL, 1, 0, 0)

INSERT INTO "morango_transfersession" VALUES (6, '13fe9cb598a53ca659fd1d5aa931a580', 'bc59d8dd3145cf49a326627540ab40b3', 0, 1, 'school', '385c6f87be26dd06c875b88f1c418c2c', 2, '2026-11-29T23:26:12.339083Z', '2026-11-29T23:26:12.343493Z', 0, 1, 1, 962, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0)

INSERT INTO "morango_transfersession" VALUES (7, '595553201d0801b19cdcd6fbc38ab3fe', '595553201d0801b19cdcd6fbc38ab3fe', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-29T23:26:12.421576Z', '2026-11-29T23:26:12.442256Z', 0, 3, 3, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 1, 0)

INSERT INTO "morango_transfersession" VALUES (8, '55555555555555555555555555555555', '55555555555555555555555555555555', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-29T23:26:12.442389Z', '9999-01-01T00:00:00.000000Z', 1, 2, 1, 0, 0, '{}', '{"super": {}, "sub": {}}', 'transferring', 'started', 1, 0, 0, 0)

INSERT INTO "topic" VALUES ('016eaaa76fa6d969fc74c0975c5d0638', '385c6f87be26dd06c875b88f1c418c2c', 'top', NULL, '7e9db7396eb2e81b773bd649156da97a', '385c6f87be26dd06c875b88f1c418c2c:shared')

INSERT INTO "topic" VALUES ('02a7252e743d146436cf8ccf64f6372e', '385c6f87be26dd06c875b88f1c418c2c', 'sub', '016eaaa76fa6d969fc74c0975c5d0638', '6fe98e149314c4fe1616509a311f77c5', '385c6f87be26dd06c875b88f1c418c2c:shared')

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

