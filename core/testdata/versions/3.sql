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

INSERT INTO "amora_bundle" VALUES ('4c5b61fb38915b6c02206a6952640e78', 2, '{"room":"4c5b61fb38915b6c02206a6952640e78","sequence":2,"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"id_rules":{},"relay_keys":["MIIBCgKCAQEAt/qGNik5K39MAwNtd4I6icNZCM3qe7cQkRIm54GvRbKGXZy1Ac4dcmUtqPrbDW2KX+1SLXEdk6qmSrdDZ7y0Oy5jkWNwVoA81XYq/ESs2V0cYZp+/0nuY2J1NnRZ9X86YbQsjc1oPPtmFpWPM9L5r2hA6OWAOuK0tETE4zfnzjcvOy0de4NkczpZuuCaC52d9Q3R161HG9W4JFg11NYrXU33MqS/ofnUfcaIp2paw/C/4ir7BL4zb7E8ER2ruZzjS/mJbJzn5i5uf6Lo7jcOMXuSEXhcDGkXrCR8XTWwQ8Nl9QnX5FpENb4r87n8rnJVLKgEtPre/8tiLvBC9MBwiwIDAQAB"],"revoked":[]}', 'MEX6pg2NAQtDKXd0uvMYTHiDxBSZ/5rOXOX9yW5znut2P7yR8J9sLvAVVifcDhGbSZJIsBjipiGj+mbFuM+x6KRYiIlQPVP6fAPyeWlUvKdGelxdUTEADWCgV9j+hWgNm3YgUcnrEHuhnu6qB+l/c4LFOBjEG11vDG21+yQYJmXOtogBioCrzYwVODcCOs4jejfCK2DPvKgtbRlOVR1IRIVK9IrcSpnzhLeUgKPsEG3dSVVTL3PBI8GEfuW2dFhHBzKWg9NWcR72nbL2ezXhpLZmf6sKYVxf1NuiE+6LEhOJcO6JIxMAsXawnG+GUpA0XI5KA5riwV+d/RXAiYmkJg==')

INSERT INTO "amora_dirty_answer" VALUES ('230ffcbb0823a932955bb51262148726')

INSERT INTO "amora_meta" VALUES ('arrived', '723976a66aefdfd10d03d82023e403f5 5')

INSERT INTO "amora_meta" VALUES ('schema', '{"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"models":[{"name":"topic","table":"topic","partition":"${dataset_id}:shared","source":null,"columns":{"dataset_id":"uuid","title":"text","parent_id":"uuid?"},"references":{"parent_id":"topic"}},{"name":"answer","table":"answer","partition":"${dataset_id}:user:${user_id}","source":"${question}","columns":{"dataset_id":"uuid","user_id":"uuid","question":"text","text":"text","score":"real?","topic_id":"uuid?"},"references":{"topic_id":"topic"}}]}')

INSERT INTO "amora_meta" VALUES ('triggers', '6e62310347ebc557af4ed85c2baf91197e4d72d75ba3c579a9ea5daf8c6daafe')

INSERT INTO "amora_meta" VALUES ('version', '3')

INSERT INTO "amora_quarantine" VALUES ('11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 'answer', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'bad_id', '595553201d0801b19cdcd6fbc38ab3fe', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"kept","dataset_id":"dddddddddddddddddddddddddddddddd","id":"ac2a3fd00b196f5d039e91878a5f7429","question":"kept","text":"x","user_id":"11111111111111111111111111111111"}')

INSERT INTO "amora_quota" VALUES ('', 340)

INSERT INTO "amora_recordmaxcounter" VALUES ('0e0e78ccebe957ba931b1e3ebb8326ee', '723976a66aefdfd10d03d82023e403f5', 2)

INSERT INTO "amora_recordmaxcounter" VALUES ('93bd573f6d0f3a78ec2a78c6495e3066', '81d152efeed0d08b87b4377a78ebb6b7', 4)

INSERT INTO "amora_store_dirty" VALUES ('answer', '889577de70181c6c63192168974ec7cc')

INSERT INTO "amora_store_dirty" VALUES ('badge', '5e4814bb63e0ac90e40c57e9761c24a2')

INSERT INTO "amora_write_scope" VALUES ('4c5b61fb38915b6c02206a6952640e78')

INSERT INTO "amora_write_scope" VALUES (CAST(x'0a' AS TEXT))

INSERT INTO "answer" VALUES ('230ffcbb0823a932955bb51262148726', '4c5b61fb38915b6c02206a6952640e78', '11111111111111111111111111111111', '4', 'unsynced', NULL, NULL, '4', '4c5b61fb38915b6c02206a6952640e78:user:11111111111111111111111111111111')

INSERT INTO "answer" VALUES ('93bd573f6d0f3a78ec2a78c6495e3066', '4c5b61fb38915b6c02206a6952640e78', '11111111111111111111111111111111', '2', 'his', 0.5, '94f0d23ab50d87147129e12f9f1544dd', '2', '4c5b61fb38915b6c02206a6952640e78:user:11111111111111111111111111111111')

INSERT INTO "morango_buffer" VALUES (1, 8, 1, 'b7b869cd15ebc28f6bf8089d31ef2044', 'first half', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, NULL, NULL, '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"first half","dataset_id":"dddddddddddddddddddddddddddddddd","id":"b7b869cd15ebc28f6bf8089d31ef2044","question":"first half","text":"x","user_id":"11111111111111111111111111111111"}', '')

INSERT INTO "morango_certificate" VALUES ('19583a7b15bd45352ab815f7a3c588e4', '4c5b61fb38915b6c02206a6952640e78', 'school', '790d49c1142faa41395f636817426435', 'full', 1, '{"dataset_id": "4c5b61fb38915b6c02206a6952640e78"}', 'MIIBCgKCAQEAwPZol5rOWI2a+Xe2T5rPE93LYcN+cKLXvmp1eneseK4UU0TbakTsIAxoblKgqKeqyB4xrcHJiP+5yhJkz3z90xFnAgDpWvINCvmiyqCLWDLA+eG2wB1q7wiO24kqHncciSXpWcPPgjWgMuNuqxN/5AAlZP7Egmq1V9l7ESHLFkzAg82HpHtioWyeLNuzpqu4eHIB4aGywhFU9+s0r1k834hWXdtybNyZPmxO4R2VzEqJ/UpAEQQblWP70n4ZxPAVOCiyaNGA8Qq+6RGM16mmjtngxpZrbWe6fcoH8Le33OpFSsYLd9YxH7DKa+1RKOsuvTyfcLNa5fz1hDiQZeHgHQIDAQAB', '{"id": "19583a7b15bd45352ab815f7a3c588e4", "parent_id": "4c5b61fb38915b6c02206a6952640e78", "profile": "school", "salt": "790d49c1142faa41395f636817426435", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"4c5b61fb38915b6c02206a6952640e78\"}", "public_key_string": "MIIBCgKCAQEAwPZol5rOWI2a+Xe2T5rPE93LYcN+cKLXvmp1eneseK4UU0TbakTsIAxoblKgqKeqyB4xrcHJiP+5yhJkz3z90xFnAgDpWvINCvmiyqCLWDLA+eG2wB1q7wiO24kqHncciSXpWcPPgjWgMuNuqxN/5AAlZP7Egmq1V9l7ESHLFkzAg82HpHtioWyeLNuzpqu4eHIB4aGywhFU9+s0r1k834hWXdtybNyZPmxO4R2VzEqJ/UpAEQQblWP70n4ZxPAVOCiyaNGA8Qq+6RGM16mmjtngxpZrbWe6fcoH8Le33OpFSsYLd9YxH7DKa+1RKOsuvTyfcLNa5fz1hDiQZeHgHQIDAQAB"}', 'DtK6k82IpwzTKTcAgSh6gHY1Ukc4IxvJMDNIvzbvZGgrokrdGF7nmAGx93P7ksY1pgmKRdsXiKqzzdv1nKVcVWy2Xzw3xA3H8nAO5NomyfQ4qpY9p5nLZvNWI024r8fLdLvrt4lCUVi5Za9VoQfaypOK7lqiou+bgDo3yk4rLFiHQ1xsmHvZmgtOBoxdfowmPbnUEXZMh3UBQG79nwCA+QGe8eqDkwyqfatwjQTA1vufyyAqjgxSgWrv/rp2vgwlUMgE9L0BpMgo9eW0d0rdbdej3wW+fReCP3nHTfFo/D8yagkrTQBY0rHoD94l9PQphJsPulRh3TGW/GfmGvwsOg==', NULL)

INSERT INTO "morango_certificate" VALUES ('4c5b61fb38915b6c02206a6952640e78', NULL, 'school', '', 'full', 1, '{"dataset_id": "4c5b61fb38915b6c02206a6952640e78"}', 'MIIBCgKCAQEA3NDwWM9dE2isr20V65YMNIf8vzh7o1SCewfJXcmZT3BDmjQrQfVVQifalkMVOuJ68fTweQpM1NVI+McUfPX4/UvTd343G8KGo9MkV+A610H9l0cWEieP37uJJ4Hv88dqofCYXZvEu4FQSamREDJ8DhQWu6ad5MBXrPg8oJovYMnstPlknjmcf+IivoLmXthpTRSEbkwts7uUVE8z3ReLHPI0PcQcl8rg23ANBcyFInu9pNxk+J5Brh3EiFCLOYKfHSLFTrcgogH+Yq3jT1v5htUtd14I0maIUDesIrEYO3m1XM55LN+FYgqYLNwxfVE2V8fk6jkcwRGJfsMZC+wTGwIDAQAB', '{"id": "4c5b61fb38915b6c02206a6952640e78", "parent_id": null, "profile": "school", "salt": "", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"4c5b61fb38915b6c02206a6952640e78\"}", "public_key_string": "MIIBCgKCAQEA3NDwWM9dE2isr20V65YMNIf8vzh7o1SCewfJXcmZT3BDmjQrQfVVQifalkMVOuJ68fTweQpM1NVI+McUfPX4/UvTd343G8KGo9MkV+A610H9l0cWEieP37uJJ4Hv88dqofCYXZvEu4FQSamREDJ8DhQWu6ad5MBXrPg8oJovYMnstPlknjmcf+IivoLmXthpTRSEbkwts7uUVE8z3ReLHPI0PcQcl8rg23ANBcyFInu9pNxk+J5Brh3EiFCLOYKfHSLFTrcgogH+Yq3jT1v5htUtd14I0maIUDesIrEYO3m1XM55LN+FYgqYLNwxfVE2V8fk6jkcwRGJfsMZC+wTGwIDAQAB"}', 'FJGkj8Mbz6ljP8+V42tdfPjsoyww1v1uNnScG/bUKZXHHh6102FkSg1egvrvHZeCPQ6hq/SylIFnE1W7aQKhoxQS4pR7EOrF8B6tBqLAr67lZ3w/clZGK5CKhs1ptJSDwjfk+2gXj2SdeRcD1j5KJX/DrMQ4psIJ+r677vimJwUg6cPt2WqvH+tScPrwGkv2/MBBZasQ/wsNEETQxliXqUm2eWtQvgRVueAyLza5an9UMgk4IoCJQo1m8YLx8Rm4+rgyqiD1DnNifbwmrkmX/nuHXM49lp5Ijuvv6vDI2fvEymJCc3lmYnReQRdRXelO467/AsFURwHA1fB/Pu7AsA==', 'MIIEowIBAAKCAQEA3NDwWM9dE2isr20V65YMNIf8vzh7o1SCewfJXcmZT3BDmjQrQfVVQifalkMVOuJ68fTweQpM1NVI+McUfPX4/UvTd343G8KGo9MkV+A610H9l0cWEieP37uJJ4Hv88dqofCYXZvEu4FQSamREDJ8DhQWu6ad5MBXrPg8oJovYMnstPlknjmcf+IivoLmXthpTRSEbkwts7uUVE8z3ReLHPI0PcQcl8rg23ANBcyFInu9pNxk+J5Brh3EiFCLOYKfHSLFTrcgogH+Yq3jT1v5htUtd14I0maIUDesIrEYO3m1XM55LN+FYgqYLNwxfVE2V8fk6jkcwRGJfsMZC+wTGwIDAQABAoIBAD/P1ZUkn7YrKrQrZwlEvFQ19DFiZkBl/KsHLgb/amGNhMu8Rb/y4OeUUtPXoPv6VSM08IVaF6ft1v+lsGMIRiMU1ZCTleNczMHtE3SdpQNt25XrAhLPAgHa1SDoqOoe987Ck5WBnVG+ZfBTo0s1+6mp3oPt+3UOrIec2RBkXkqupmBp2YRjX12ouZpv5lf8DXwA7YN0Q9BcbTQNJpw0QqiFt8kc98H7D3r/TpdANksmDO+/tdW1534ke9wqg/epyKzj69O9LX5fuDY8V5fPpBZmXSHUCWusy7dYPfNmvL7Z3byytCO3NG4nw2KNtv6QXfsbQI8xcozglQefYdeSG0kCgYEA70VBtjqLr1LAAnM9WaY5an5xSdjlZJo5iitHX2L1YXvqvZjtsW079iMKrrPKzp1VGop/h+VNZzVqCFL/EQK7R2ywsc17qiYHsnks/wdd/IBmnu79DEIuLSZxpBvHzPX/Nl5W8u1jyvhrBA5DUzWW0FnNNi4qngvamxx7mW78vHUCgYEA7EFdR6gF8/mXaQpv3HJMw7ydICqC7KsLCou6PxvJNWROKsnPZDga1udKIxgu65VTgz71UJmqZrzUGFT4XvmCVVCMIJ74RCqPu8Q+L+8rEbgfDj1Q87M2gzLpY1b2s3P++4hjpJoHkuyg14ZhQ97s4JlhyCd6Dcgi/qfcEmw0308CgYEAnLOF4rubCfqu56vjbRgxGC6xMUUMjwN2VagceTsNK4gFZ6CFYyMAFyZB88KqOwDNYLF97lldhQ91XvhENjbMwm1Ll1bU+80mU1uK/YcspZbOHp60OVgKd+VqnajYBMLDHy9P0I9qQN7K74AL1a4OFGwLusUnghSPWfCgfg8zFJUCgYBlF7cdcVVSx2s1hETHVJVqcCvf1rD9KldoJNAGLxKS6R/ViVNX8/XwHToI+FEjd1sr3uXDnm1e1s/+tWUt5qARd4zubHeZW4jzdI6TnkiUpW+MfUpFbVsXGtLpMg4QTcM+yGayyUISaXSNpK+8BgjgNmGz7sh4Wzo2M4ekzm51WwKBgGut1rVeGz/kYZAHTI2Rd4Ly7LUkaYy2FgwI/ysnQFmeusJa4ibdCAYR+9PJjqHVc8KQPQEM8rDD1cghlDffZSM65otmqHGJBPafVwXZRABm4Y64vf//LiV575hp4SaRPijAR+1wCUe9ZixGMhTLPTrdIM41NhHZOl+pUNKjeVhv')

INSERT INTO "morango_databaseidmodel" VALUES ('2a86280c8a3fd0e613996b8dabe4fc34', 1, '2026-11-29T22:26:14.321372Z', '723976a66aefdfd10d03d82023e403f5')

INSERT INTO "morango_databasemaxcounter" VALUES ('4c5b61fb38915b6c02206a6952640e78', '723976a66aefdfd10d03d82023e403f5', 5)

INSERT INTO "morango_databasemaxcounter" VALUES ('4c5b61fb38915b6c02206a6952640e78', '81d152efeed0d08b87b4377a78ebb6b7', 4)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', '723976a66aefdfd10d03d82023e403f5', 7)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1000)

INSERT INTO "morango_deletedmodels" VALUES ('22018433065576a51a8273cfce8f8168', 'school')

INSERT INTO "morango_harddeletedmodels" VALUES ('22018433065576a51a8273cfce8f8168', 'school')

INSERT INTO "morango_instanceidmodel" VALUES ('723976a66aefdfd10d03d82023e403f5', '', '', '', '', '2a86280c8a3fd0e613996b8dabe4fc34', '', '', 7, 1)

INSERT INTO "morango_nonce" VALUES ('c5c7256e6c4389a60bed4aa49370c77f', '2026-11-29T22:26:15.009979Z', '')

INSERT INTO "morango_scopedefinition" VALUES ('full', 1, 'school', 'dataset_id', 'Everything.', '', '', '${dataset_id}', '{}')

INSERT INTO "morango_scopedefinition" VALUES ('learner', 1, 'school', '', 'Own work.', '${dataset_id}:shared', '', '${dataset_id}:user:${user_id}', '{}')

INSERT INTO "morango_store" VALUES ('0c548a66e1e7ade4eaad5822160125ac', 'c6f0f8b951181afbe015bade51287a62', 'topic', 'school', '4c5b61fb38915b6c02206a6952640e78:shared', '94f0d23ab50d87147129e12f9f1544dd', '723976a66aefdfd10d03d82023e403f5', 2, 0, 0, NULL, '', '{"id":"0c548a66e1e7ade4eaad5822160125ac","_morango_source_id":"c6f0f8b951181afbe015bade51287a62","_morango_partition":"4c5b61fb38915b6c02206a6952640e78:shared","dataset_id":"4c5b61fb38915b6c02206a6952640e78","title":"sub","parent_id":"94f0d23ab50d87147129e12f9f1544dd"}', '')

INSERT INTO "morango_store" VALUES ('0e0e78ccebe957ba931b1e3ebb8326ee', '3', 'answer', 'school', '4c5b61fb38915b6c02206a6952640e78:user:11111111111111111111111111111111', '', '81d152efeed0d08b87b4377a78ebb6b7', 4, 1, 0, '95672eb4e63eef95af87f8fef1bfaf52', '', '{"id":"0e0e78ccebe957ba931b1e3ebb8326ee","_morango_source_id":"3","_morango_partition":"4c5b61fb38915b6c02206a6952640e78:user:11111111111111111111111111111111","dataset_id":"4c5b61fb38915b6c02206a6952640e78","user_id":"11111111111111111111111111111111","question":"3","text":"it''s\n3","score":0.5,"topic_id":"94f0d23ab50d87147129e12f9f1544dd"}', '')

INSERT INTO "morango_store" VALUES ('22018433065576a51a8273cfce8f8168', '1', 'answer', 'school', '4c5b61fb38915b6c02206a6952640e78:user:11111111111111111111111111111111', '', '723976a66aefdfd10d03d82023e403f5', 2, 0, 0, NULL, '', '{"id":"22018433065576a51a8273cfce8f8168","_morango_source_id":"1","_morango_partition":"4c5b61fb38915b6c02206a6952640e78:user:11111111111111111111111111111111","dataset_id":"4c5b61fb38915b6c02206a6952640e78","user_id":"11111111111111111111111111111111","question":"1","text":"it''s\n1","score":0.5,"topic_id":"94f0d23ab50d87147129e12f9f1544dd"}', '')

INSERT INTO "morango_store" VALUES ('5e4814bb63e0ac90e40c57e9761c24a2', 'unknown', 'badge', 'school', 'dddddddddddddddddddddddddddddddd', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', '', '{"_morango_partition":"dddddddddddddddddddddddddddddddd","_morango_source_id":"unknown","dataset_id":"dddddddddddddddddddddddddddddddd","id":"5e4814bb63e0ac90e40c57e9761c24a2","of":"a newer build"}', '')

INSERT INTO "morango_store" VALUES ('889577de70181c6c63192168974ec7cc', 'waits', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', 'missing_reference: topic_id', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"waits","dataset_id":"dddddddddddddddddddddddddddddddd","id":"889577de70181c6c63192168974ec7cc","question":"waits","text":"x","user_id":"11111111111111111111111111111111","topic_id":"99999999999999999999999999999999"}', '')

INSERT INTO "morango_store" VALUES ('93bd573f6d0f3a78ec2a78c6495e3066', '2', 'answer', 'school', '4c5b61fb38915b6c02206a6952640e78:user:11111111111111111111111111111111', '', '723976a66aefdfd10d03d82023e403f5', 4, 0, 0, NULL, '', '{"id":"93bd573f6d0f3a78ec2a78c6495e3066","_morango_source_id":"2","_morango_partition":"4c5b61fb38915b6c02206a6952640e78:user:11111111111111111111111111111111","dataset_id":"4c5b61fb38915b6c02206a6952640e78","user_id":"11111111111111111111111111111111","question":"2","text":"his","score":0.5,"topic_id":"94f0d23ab50d87147129e12f9f1544dd"}', CAST(x'7b226964223a223933626435373366366430663361373865633261373863363439356533303636222c225f6d6f72616e676f5f736f757263655f6964223a2232222c225f6d6f72616e676f5f706172746974696f6e223a2234633562363166623338393135623663303232303661363935323634306537383a757365723a3131313131313131313131313131313131313131313131313131313131313131222c22646174617365745f6964223a223463356236316662333839313562366330323230366136393532363430653738222c22757365725f6964223a223131313131313131313131313131313131313131313131313131313131313131222c227175657374696f6e223a2232222c2274657874223a2268657273222c2273636f7265223a302e352c22746f7069635f6964223a223934663064323361623530643837313437313239653132663966313534346464227d0a' AS TEXT))

INSERT INTO "morango_store" VALUES ('94f0d23ab50d87147129e12f9f1544dd', '680449f4c2412e6f7fa8c8ad6e8d0d2e', 'topic', 'school', '4c5b61fb38915b6c02206a6952640e78:shared', '', '723976a66aefdfd10d03d82023e403f5', 2, 0, 0, NULL, '', '{"id":"94f0d23ab50d87147129e12f9f1544dd","_morango_source_id":"680449f4c2412e6f7fa8c8ad6e8d0d2e","_morango_partition":"4c5b61fb38915b6c02206a6952640e78:shared","dataset_id":"4c5b61fb38915b6c02206a6952640e78","title":"top","parent_id":null}', '')

INSERT INTO "morango_syncsession" VALUES ('9572ffda522de8bcdf952f02b04c8c7f', '2026-11-29T22:26:14.769561Z', '2026-11-29T22:26:14.770052Z', 1, 0, '4c5b61fb38915b6c02206a6952640e78', '2be342267d0acd3799c719b860e78d24', 'school', 'network', 'relay', '', '', '723976a66aefdfd10d03d82023e403f5', '9670ee56453abe1ad38881b8addf7a93')

INSERT INTO "morango_syncsession" VALUES ('fe683ee202ff3e38e65f5c5c909b6526', '2026-11-29T22:26:14.592571Z', '2026-11-29T22:26:14.595416Z', 1, 0, '4c5b61fb38915b6c02206a6952640e78', '2be342267d0acd3799c719b860e78d24', 'school', 'network', 'relay', '', '', '723976a66aefdfd10d03d82023e403f5', '')

INSERT INTO "morango_syncsession" VALUES ('ffff5eca3b33547f15a02c2c47ee122b', '2026-11-29T22:26:14.938142Z', '2026-11-29T22:26:14.959408Z', 1, 0, '4c5b61fb38915b6c02206a6952640e78', '2be342267d0acd3799c719b860e78d24', 'school', 'network', 'relay', '', '', '723976a66aefdfd10d03d82023e403f5', '9670ee56453abe1ad38881b8addf7a93')

INSERT INTO "morango_transfersession" VALUES (1, '97011615363e74375d445253b5295cf5', 'fe683ee202ff3e38e65f5c5c909b6526', 0, 0, 'school', '4c5b61fb38915b6c02206a6952640e78', 2, '2026-11-29T22:26:14.592762Z', '2026-11-29T22:26:14.595106Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0)

INSERT INTO "morango_transfersession" VALUES (2, '7c318e7fe98e21e67e966682ea7294cc', 'fe683ee202ff3e38e65f5c5c909b6526', 0, 1, 'school', '4c5b61fb38915b6c02206a6952640e78', 2, '2026-11-29T22:26:14.595426Z', '2026-11-29T22:26:14.596038Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0)

INSERT INTO "morango_transfersession" VALUES (3, '7bf46b5dcca8a5ac58f14a2b9bd21ba6', '9572ffda522de8bcdf952f02b04c8c7f', 0, 0, 'school', '4c5b61fb38915b6c02206a6952640e78', 2, '2026-11-29T22:26:14.769611Z', '2026-11-29T22:26:14.769961Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0)

INSERT INTO "morango_transfersession" VALUES (4, '83ef5b82730dc7ac6c7b6bbf6590b33a', '9572ffda522de8bcdf952f02b04c8c7f', 0, 1, 'school', '4c5b61fb38915b6c02206a6952640e78', 2, '2026-11-29T22:26:14.770062Z', '2026-11-29T22:26:14.783440Z', 0, 5, 5, 2609, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0)

INSERT INTO "morango_transfersession" VALUES (5, '95672eb4e63eef95af87f8fef1bfaf52', 'ffff5eca3b33547f15a02c2c47ee122b', 0, 0, 'school', '4c5b61fb38915b6c02206a6952640e78', 2, '2026-11-29T22:26:14.938197Z', '2026-11-29T22:26:14.959182Z', 0, 2, 2, 0, 1177, '{}', '{}', 'cleanup', 'completed', NULL, 1, 0)

INSERT INTO "morango_transfersession" VALUES (6, '2a9c2529d3ff0c2eb6b4d6394c2e0132', 'ffff5eca3b33547f15a02c2c47ee122b', 0, 1, 'school', '4c5b61fb38915b6c02206a6952640e78', 2, '2026-11-29T22:26:14.959419Z', '2026-11-29T22:26:14.960145Z', 0, 1, 1, 962, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0)

INSERT INTO "morango_transfersession" VALUES (7, '595553201d0801b19cdcd6fbc38ab3fe', '595553201d0801b19cdcd6fbc38ab3fe', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-29T22:26:14.992559Z', '2026-11-29T22:26:15.009887Z', 0, 3, 3, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 1)

INSERT INTO "morango_transfersession" VALUES (8, '55555555555555555555555555555555', '55555555555555555555555555555555', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-29T22:26:15.010012Z', '9999-01-01T00:00:00.000000Z', 1, 2, 1, 0, 0, '{}', '{"super": {}, "sub": {}}', 'transferring', 'started', 1, 0, 0)

INSERT INTO "topic" VALUES ('0c548a66e1e7ade4eaad5822160125ac', '4c5b61fb38915b6c02206a6952640e78', 'sub', '94f0d23ab50d87147129e12f9f1544dd', 'c6f0f8b951181afbe015bade51287a62', '4c5b61fb38915b6c02206a6952640e78:shared')

INSERT INTO "topic" VALUES ('94f0d23ab50d87147129e12f9f1544dd', '4c5b61fb38915b6c02206a6952640e78', 'top', NULL, '680449f4c2412e6f7fa8c8ad6e8d0d2e', '4c5b61fb38915b6c02206a6952640e78:shared')

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

