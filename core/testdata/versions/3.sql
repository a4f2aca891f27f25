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

INSERT INTO "amora_acknowledged" VALUES ('68c934d2b820f4cfda0beb0c85f050376b0ef79f73ab768603a7951bb3efd648:a5e4433a80e11bcaf2e5302a1aac8ae6', '1993c13fcafed6525af5c1a1b51d374a', '740af9868d897b5353c4af5577fe437a', 5)

INSERT INTO "amora_bundle" VALUES ('1993c13fcafed6525af5c1a1b51d374a', 2, '{"room":"1993c13fcafed6525af5c1a1b51d374a","sequence":2,"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"id_rules":{"topic":"given"},"relay_keys":["MIIBCgKCAQEA0EpH7QinxY8mVjGH0hT/yi4Q4hy3t3zKb/OUAMfJjkqIEtXt927vHyA7b0Snp1VNSPcVz4ZX/duzG1yHlXWUv4TbBVnYS1OHlHxmm4zroGRqKf0VodizKo4Rd0muVTdqY6tAJVprucfX3zaV1DV+e5UirGg/XxoBoURrtTZoT4KNlF3fCVE4M4bNwdFF+bQl1983wgqxYp/BvbGE2WWxw8RtPvJ/stDUI4tniPsAk18yAFujmeV05ABDFU9a/OjzH50mUHbszUm7ltYkBgCQawo06GHV+frSPzrhM2yUAb0LYZX7DM8Eidy5n1buqdw+7Fy2LaijQE9ZEpbf5hD44wIDAQAB"],"revoked":[]}', 'CohINPkCXtJdS+R0rhEqHtJB4QAe1+6cIePkfOUGX3PCbLpL6M1Ugtvm1ogk/P+1o9hNVKRDBsqmC50/BOnr0blu1+f8nwX+pmKN1812K3wHApeLkWW75wuCcHaTlfiNEP9LuTNsZ29OfJhcpn4rRIM1vhI/Q7YRugFju5nTB8QP7wD5Mm6FK2xl2u5we7V+f4fD2awybdkcN4BLBoBFQGtITszPNB5q2ZFlH2dxZhdFzP8bqku7JG8v/bGiA50ZF/yFkpZYs/jncmnWvVOr7fgd146X416D90QYUknDA1nl5uUu1g/k0wL1Duck85lJBG3f6dUX5oFgDsQTlOv/3w==')

INSERT INTO "amora_dirty_answer" VALUES ('bcea4007b41c4edfb187493eb1157fc8')

INSERT INTO "amora_issued" VALUES ('bf92253e77beba076258a5f297e23e86', '', '2026-11-30T20:52:40.073899Z')

INSERT INTO "amora_known_relay" VALUES ('1993c13fcafed6525af5c1a1b51d374a', '68c934d2b820.relay:80', '68c934d2b820f4cfda0beb0c85f050376b0ef79f73ab768603a7951bb3efd648')

INSERT INTO "amora_meta" VALUES ('schema', '{"profile":"school","scopes":[{"id":"full","version":1,"primary_scope_param_key":"dataset_id","description":"Everything.","read_filter_template":"","write_filter_template":"","read_write_filter_template":"${dataset_id}"},{"id":"learner","version":1,"primary_scope_param_key":"","description":"Own work.","read_filter_template":"${dataset_id}:shared","write_filter_template":"","read_write_filter_template":"${dataset_id}:user:${user_id}"}],"models":[{"name":"topic","table":"topic","partition":"${dataset_id}:shared","source":null,"columns":{"dataset_id":"uuid","title":"text","parent_id":"uuid?"},"references":{"parent_id":"topic"}},{"name":"answer","table":"answer","partition":"${dataset_id}:user:${user_id}","source":"${question}","columns":{"dataset_id":"uuid","user_id":"uuid","question":"text","text":"text","score":"real?","topic_id":"uuid?"},"references":{"topic_id":"topic"}}]}')

INSERT INTO "amora_meta" VALUES ('triggers', '7965a421b4e3ddfdf69a90d898ec131895dc3f5daaea2a8a003540597471787b')

INSERT INTO "amora_meta" VALUES ('version', '3')

INSERT INTO "amora_note" VALUES (1, '1993c13fcafed6525af5c1a1b51d374a', '5289b9613f8611e54d14a1c379e91b36', '{"room":"1993c13fcafed6525af5c1a1b51d374a","certificate":"5289b9613f8611e54d14a1c379e91b36","label":"","at":"2026-11-30T20:52:36.714511Z","relay":"68c934d2b820.relay:80"}', 'OjSKC7XHxtE5rvy6wqRRGUQz0PsrNkUB8oBu5TnGIfUYlvMjU7uQC6YZo6tsnMKLlQEDnEKeCQdR4uxUygEbCk2QfF8DJO/3nSpXNa4MU0aQyLOvk5uztxarH/+ztHVWEkqvEYYtvIpLuxMH2mi46GuUrtWxGJmFVmp0ihDsxNJqniZvQj+ugGmXObC6fARxEnEtYMDeQfeV2QX5X7GcO9CniImrBx/kKy2Dn3P4W6S2gzJ2+8S3ewuLqHyqxfkmgPAI0aOl20gMKnTXq+GQB320SKjcgvnOcUe6ZZZRKH0Zd8C5TBR6S3CfDr8+tk7E0PL+dDmMVwnrUUxXr6f5bg==', '[{"id":"5289b9613f8611e54d14a1c379e91b36","parent":"1993c13fcafed6525af5c1a1b51d374a","profile":"school","scope_definition":"full","scope_version":1,"scope_params":"{\"dataset_id\": \"1993c13fcafed6525af5c1a1b51d374a\"}","public_key":"MIIBCgKCAQEA0EpH7QinxY8mVjGH0hT/yi4Q4hy3t3zKb/OUAMfJjkqIEtXt927vHyA7b0Snp1VNSPcVz4ZX/duzG1yHlXWUv4TbBVnYS1OHlHxmm4zroGRqKf0VodizKo4Rd0muVTdqY6tAJVprucfX3zaV1DV+e5UirGg/XxoBoURrtTZoT4KNlF3fCVE4M4bNwdFF+bQl1983wgqxYp/BvbGE2WWxw8RtPvJ/stDUI4tniPsAk18yAFujmeV05ABDFU9a/OjzH50mUHbszUm7ltYkBgCQawo06GHV+frSPzrhM2yUAb0LYZX7DM8Eidy5n1buqdw+7Fy2LaijQE9ZEpbf5hD44wIDAQAB","serialized":"{\"id\": \"5289b9613f8611e54d14a1c379e91b36\", \"parent_id\": \"1993c13fcafed6525af5c1a1b51d374a\", \"profile\": \"school\", \"salt\": \"26ab3647e972600b9ac83f2f98a1c050\", \"scope_definition_id\": \"full\", \"scope_version\": 1, \"scope_params\": \"{\\\"dataset_id\\\": \\\"1993c13fcafed6525af5c1a1b51d374a\\\"}\", \"public_key_string\": \"MIIBCgKCAQEA0EpH7QinxY8mVjGH0hT/yi4Q4hy3t3zKb/OUAMfJjkqIEtXt927vHyA7b0Snp1VNSPcVz4ZX/duzG1yHlXWUv4TbBVnYS1OHlHxmm4zroGRqKf0VodizKo4Rd0muVTdqY6tAJVprucfX3zaV1DV+e5UirGg/XxoBoURrtTZoT4KNlF3fCVE4M4bNwdFF+bQl1983wgqxYp/BvbGE2WWxw8RtPvJ/stDUI4tniPsAk18yAFujmeV05ABDFU9a/OjzH50mUHbszUm7ltYkBgCQawo06GHV+frSPzrhM2yUAb0LYZX7DM8Eidy5n1buqdw+7Fy2LaijQE9ZEpbf5hD44wIDAQAB\"}","signature":"l56LBUI6rMZtSiENbdMJXCzn35VHWxyBHfLLh+WZycKuxLVu/8JcVTkNgsSbNlJhG626GVH5RRJL5uK75XAP89f0Wv0EVFjnTol5ElFls4wENMUcfLDGRnUltpW46RS9XsChXz/iKJfxtPa4q112G+s1Y6PcNV9vlS7yI7jTXqV3vgiiIqfgUBQ7QIXSeI3mAdAt8mpSP2J4rqrgAExajb4HCEF3KZVBKkd4DOoX0CuyrFAsDKe8wltlXzZCXpOHjVY5KU70gLpkbe37E4gtKWYdtZTDAMPa7fHw7mWiEEs1+PzJmH6Uuqpm960zXHk/hK2bbbkNteRYtBi0/QN+DQ==","salt":"26ab3647e972600b9ac83f2f98a1c050"}]')

INSERT INTO "amora_note" VALUES (2, '1993c13fcafed6525af5c1a1b51d374a', 'bf92253e77beba076258a5f297e23e86', '{"room":"1993c13fcafed6525af5c1a1b51d374a","certificate":"bf92253e77beba076258a5f297e23e86","label":"","at":"2026-11-30T20:52:40.073899Z","relay":""}', 'jmY4xmsRdITchQTGI4ZKwTSr3hpWGqdj/6DmgjcmeJ7z9k3GLAIq2FNodirfabNn+WuY5SpiOFlxzbUoCsZ2f0jmHLnreUocImjffVBkDqKEZCxYRyU2JrecGezttxJiGkbN8GfBhgr1d6Xmy+/twVS1MSw/eeASlQ1Va4hx7mqGfZ9DLkoXBcrlQuBKK3rKxUR9wwMccdNQLItXeuEsLXKJGheL0Yjmp74tYFauPHQzqOMBpseAu49LraciYsnXwuNYuM8Njii1cgJ0vSPm/sNdKaR1lz8/LC/cbrmufOLII6kNqajXRgpQjCvOTJ4ZTm8hF4ll6q4Y32ncHmNMgQ==', '[{"id":"bf92253e77beba076258a5f297e23e86","parent":"1993c13fcafed6525af5c1a1b51d374a","profile":"school","scope_definition":"full","scope_version":1,"scope_params":"{\"dataset_id\": \"1993c13fcafed6525af5c1a1b51d374a\"}","public_key":"MIIBCgKCAQEAz67uBDSz/1XxutYdJmuhCdgzgyONupsvBLwuontqgOfBjtsP/VFiB6mDh6hJbiF3siaXIhrfA8kqIiVsx63pSWGMytX/vRlWooORXu1Lb9mQG7ZeP5b0A2Nf3UD41pq2Pk7J7J5ZFVWLO2boK2tE6SIc+W16MSJMC4wYo+pjZJdiDPbWC/Pot/j00AV0ktyyoOytxQ2Y+70YAnPAKdJAfpLZv8eNVpF4MfRS9wrKiIQ8ADSEnwqxwGMdJx6MVzdPzmLzLwVej26nO+zFAKwcniOaes/LQ4MqUtOPrraCYtZzyDCPyE9Qz6VEciwzerga/Em4x76DPjc5QHPwYWqGSQIDAQAB","serialized":"{\"id\": \"bf92253e77beba076258a5f297e23e86\", \"parent_id\": \"1993c13fcafed6525af5c1a1b51d374a\", \"profile\": \"school\", \"salt\": \"35b3791f487e135bf1129fd315e1231b\", \"scope_definition_id\": \"full\", \"scope_version\": 1, \"scope_params\": \"{\\\"dataset_id\\\": \\\"1993c13fcafed6525af5c1a1b51d374a\\\"}\", \"public_key_string\": \"MIIBCgKCAQEAz67uBDSz/1XxutYdJmuhCdgzgyONupsvBLwuontqgOfBjtsP/VFiB6mDh6hJbiF3siaXIhrfA8kqIiVsx63pSWGMytX/vRlWooORXu1Lb9mQG7ZeP5b0A2Nf3UD41pq2Pk7J7J5ZFVWLO2boK2tE6SIc+W16MSJMC4wYo+pjZJdiDPbWC/Pot/j00AV0ktyyoOytxQ2Y+70YAnPAKdJAfpLZv8eNVpF4MfRS9wrKiIQ8ADSEnwqxwGMdJx6MVzdPzmLzLwVej26nO+zFAKwcniOaes/LQ4MqUtOPrraCYtZzyDCPyE9Qz6VEciwzerga/Em4x76DPjc5QHPwYWqGSQIDAQAB\"}","signature":"jQyOAcsb8FLhneJRC9kpPpdUeF26VDdF5U4wEYWmFrXgLUgDSYoQf+nc4cneJTMRmfrd8bgICHNLwE2pQhYxgU5/+Bxo/xECB8F+TZaI5fdS9iew8bpXy+Qh/kiFT+hGTB/Xuk7VhcE6p4MEHcrJ+XIANmBWSeJ7eyp9zQaM+pl9Zl/dGpIUTy+9bJebI2/c6zXBuSHEVKzb8K9Y4OYLCOsXRFN6JI07O/lrOm+JJt7yVz842wK+PWnkTkVRgEZB8giGiLtD2DYfMiGQYo7gN/vfW8eOfYAQ+TAQvlMWw0OwENBZw8jWUp9BWfYBzxUiCzXncXNhz6o6SOmyppJHyg==","salt":"35b3791f487e135bf1129fd315e1231b"}]')

INSERT INTO "amora_partitionmaxcounter" VALUES ('1993c13fcafed6525af5c1a1b51d374a:shared', '740af9868d897b5353c4af5577fe437a', 2)

INSERT INTO "amora_partitionmaxcounter" VALUES ('1993c13fcafed6525af5c1a1b51d374a:user:11111111111111111111111111111111', '740af9868d897b5353c4af5577fe437a', 4)

INSERT INTO "amora_partitionmaxcounter" VALUES ('1993c13fcafed6525af5c1a1b51d374a:user:11111111111111111111111111111111', 'eb0d6b730defa4ff0e0def5a0fb38077', 4)

INSERT INTO "amora_partitionmaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1)

INSERT INTO "amora_partitionmaxcounter" VALUES ('dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1)

INSERT INTO "amora_pushed_certificate" VALUES ('5289b9613f8611e54d14a1c379e91b36', '68c934d2b820f4cfda0beb0c85f050376b0ef79f73ab768603a7951bb3efd648', '68c934d2b820.relay:80', '2026-11-30T20:52:36.714511Z')

INSERT INTO "amora_quarantine" VALUES ('11111111111111111111111111111111', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 'answer', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', 'bad_id', '595553201d0801b19cdcd6fbc38ab3fe', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"kept","dataset_id":"dddddddddddddddddddddddddddddddd","id":"ac2a3fd00b196f5d039e91878a5f7429","question":"kept","text":"x","user_id":"11111111111111111111111111111111"}')

INSERT INTO "amora_quota" VALUES ('', 340)

INSERT INTO "amora_recordmaxcounter" VALUES ('0257f6e6f644f81785b5c4064fa0dd93', 'eb0d6b730defa4ff0e0def5a0fb38077', 4)

INSERT INTO "amora_recordmaxcounter" VALUES ('ab5776a9b972dfdaa4fa1b4a4a03751f', '740af9868d897b5353c4af5577fe437a', 2)

INSERT INTO "amora_relay" VALUES ('1993c13fcafed6525af5c1a1b51d374a', '68c934d2b820f4cfda0beb0c85f050376b0ef79f73ab768603a7951bb3efd648:a5e4433a80e11bcaf2e5302a1aac8ae6', '740af9868d897b5353c4af5577fe437a', 'aacdd2a7758e71236040fd48dd1da95c', 2, '', 0, '{"sequence":6,"token":"aacdd2a7758e71236040fd48dd1da95c","mac":"b2a436743547ff3488121d994880bec1c7ac4e53d42c5bc0e828f9506d444a44"}', 0, 2, 2)

INSERT INTO "amora_room" VALUES (1, '1993c13fcafed6525af5c1a1b51d374a')

INSERT INTO "amora_seen" VALUES ('bf92253e77beba076258a5f297e23e86', '1993c13fcafed6525af5c1a1b51d374a', '2026-11-30T20:52:42.011424Z')

INSERT INTO "amora_store_dirty" VALUES ('answer', '889577de70181c6c63192168974ec7cc')

INSERT INTO "amora_store_dirty" VALUES ('badge', '5e4814bb63e0ac90e40c57e9761c24a2')

INSERT INTO "amora_trust" VALUES (5)

INSERT INTO "amora_write_scope" VALUES ('1993c13fcafed6525af5c1a1b51d374a')

INSERT INTO "amora_write_scope" VALUES (CAST(x'0a' AS TEXT))

INSERT INTO "answer" VALUES ('0257f6e6f644f81785b5c4064fa0dd93', '1993c13fcafed6525af5c1a1b51d374a', '11111111111111111111111111111111', '2', 'his', 0.5, 'a1429cfe74e57dd4757f1a4e8e1c77cc', '2', '1993c13fcafed6525af5c1a1b51d374a:user:11111111111111111111111111111111')

INSERT INTO "answer" VALUES ('bcea4007b41c4edfb187493eb1157fc8', '1993c13fcafed6525af5c1a1b51d374a', '11111111111111111111111111111111', '4', 'unsynced', NULL, NULL, '4', '1993c13fcafed6525af5c1a1b51d374a:user:11111111111111111111111111111111')

INSERT INTO "morango_buffer" VALUES (1, 8, 1, 'b7b869cd15ebc28f6bf8089d31ef2044', 'first half', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, NULL, NULL, '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"first half","dataset_id":"dddddddddddddddddddddddddddddddd","id":"b7b869cd15ebc28f6bf8089d31ef2044","question":"first half","text":"x","user_id":"11111111111111111111111111111111"}', '')

INSERT INTO "morango_certificate" VALUES ('1993c13fcafed6525af5c1a1b51d374a', NULL, 'school', '', 'full', 1, '{"dataset_id": "1993c13fcafed6525af5c1a1b51d374a"}', 'MIIBCgKCAQEAsS1xUWttDX3XXgzhYXe81uHCBBaJKDZGnxAIMTB/s8eTkcmRDO227c5gpr+MNfOKy9o8Hkjrgirw/RBObxBWI0L5QHIddyBfochubLcos1tLtN2v93DOES/JIGhXvLot8bWV7fLA5b8Ih7lonB/h10EmvhvwPXutvchGvur4c3bMTKLk94ZstqaXI7/GL01mi+8wNeTMgT79oBoHTfvjT+vwZHkl0FZngR4t74GCzNh+yeX7ioKki0wAS6dKcp+Y+aX6xY+0U3qDUZMWeJfLOmkeRci7zJr7HuLAXR/vu6IPwvxsavdol8K0E8OmxlJz3IlXI1NpQeNuz6f8AQ4ouQIDAQAB', '{"id": "1993c13fcafed6525af5c1a1b51d374a", "parent_id": null, "profile": "school", "salt": "", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"1993c13fcafed6525af5c1a1b51d374a\"}", "public_key_string": "MIIBCgKCAQEAsS1xUWttDX3XXgzhYXe81uHCBBaJKDZGnxAIMTB/s8eTkcmRDO227c5gpr+MNfOKy9o8Hkjrgirw/RBObxBWI0L5QHIddyBfochubLcos1tLtN2v93DOES/JIGhXvLot8bWV7fLA5b8Ih7lonB/h10EmvhvwPXutvchGvur4c3bMTKLk94ZstqaXI7/GL01mi+8wNeTMgT79oBoHTfvjT+vwZHkl0FZngR4t74GCzNh+yeX7ioKki0wAS6dKcp+Y+aX6xY+0U3qDUZMWeJfLOmkeRci7zJr7HuLAXR/vu6IPwvxsavdol8K0E8OmxlJz3IlXI1NpQeNuz6f8AQ4ouQIDAQAB"}', 'K7BhDBia7yw4BI6y7sXqYCeNXTq2ov2NAH2lKPPqT1MMD8IRNCrhbhG80FAGYNvNWJ2bkIw3l7s1HxPzDaMlxIs+JmqAJagmDItCX+SArFAbEOKsF5Q+N8/EGP51h5h9xPkpjFLTRAUKpKOzilhq/JtvsuW7L4zLvR/q/RARiLKnnEqKHUZL9XOLa4WezUeZ8SS4ufBJ0Yu259K47MAgJfAlYWx92WEtoiaRS+ZGkdREvxT6gMNqAZ0Wn2o7DjSM5eRbv6eb8rcHcGeGEyhx5rvHr9TG2YsJubtxVVzeFMTL2BqZOURsdv1V+Bx5KwXOP/ThHgobZihOAG1p10zGwQ==', 'MIIEoAIBAAKCAQEAsS1xUWttDX3XXgzhYXe81uHCBBaJKDZGnxAIMTB/s8eTkcmRDO227c5gpr+MNfOKy9o8Hkjrgirw/RBObxBWI0L5QHIddyBfochubLcos1tLtN2v93DOES/JIGhXvLot8bWV7fLA5b8Ih7lonB/h10EmvhvwPXutvchGvur4c3bMTKLk94ZstqaXI7/GL01mi+8wNeTMgT79oBoHTfvjT+vwZHkl0FZngR4t74GCzNh+yeX7ioKki0wAS6dKcp+Y+aX6xY+0U3qDUZMWeJfLOmkeRci7zJr7HuLAXR/vu6IPwvxsavdol8K0E8OmxlJz3IlXI1NpQeNuz6f8AQ4ouQIDAQABAoH/UkWnuQcJPJqSxzlz7q6LIbzzOrK8Pc/2OyZWp4C9y92AyNGwaTB5ITQT7VpE4UiVytMr12RE98y42soXobsURIt08lgLFqYRwi4wGIt0etSJ8xJ+A4h+J7zoyAOruhc5/mMzm6p9qDFs5JlT2itz02CNfPm8NNCZfObi8wRpGjPpfCvuz65SKmBJKrS8MadhD20dVq/QI2JokQBDhR8Sucwa313oufYThFxLaqgPA2sk6fsirbxB67bAA+THHCrEivWwZD3+iUFy9jnKMG7IwSbOff8MjIQV+4C9U8KvNIUfEvJPAyx/vfqMgGwdVtt+ycEjZ3Ct93gIinjs9rtxAoGBAObNBLib7nYfqmqS1Yde4lXHeFJfHTnqIIDi7NUX3tfs2KPxmBCoc3jkLgV6B6UYa1mMT3UTZA+fyQvNevcogmpbm5XoIxCKTZ/+5RB+JIOht+OyOm7EsaryN2vVQaqymgUoPu0RgCKcGnQzhFwcKRwv1l55Wxis7eGqZof7MDzpAoGBAMSFoQq+8u8dJ+NA+69ILYhdg64pCospIifH3rBqlXDuhpt+g9/srLYhPyrSuKQAYx2GicRN8Tnd2DCRPs6SG0qzFgIfhjCC6rLwUWsbnq03Yjl1j9PMR8co+ohP4GXzUz/4ipqgTPxn63V8tXwrs8sc87xLC8kcT7rjBcPXOetRAoGAQutK5SQBHirMRJ5SXy+5vFlbn7aISNSDnBsvxBFpwX2gytgv2RSednzigyAAu3O7HHm8SBvZNVaE+nEXqDYMqj3pfKuUDyWqoCtNy1xnxerL4K86lgdd5EzamN96bL3gPoKOzDn4xxAv82VEiVh46v1L0JSrPxpU1suLcv333JECgYBTE86dlVVroh6volQDqHafNDErmev8IlpvCL5qQ9SDFkLPTy9+pTXqFKn4d3ZY1lUQMUTiOLTmapMvDOfJOdjRvl1qblsy/NUs6gzxQ47T2RrsAXfY6H3bgsZOg73wO2oRHAe0EFobRe8zDpJGOM9b6RRcoDkOPqqx7bENNlok0QKBgAiZ3Nudem248iVLO5p/uggRuxGaIxuX1ZNBlkF9DpMeG31LaX9ObBdL9q9/o+eEUerTsMTxsAikVCNB59oLwzvcqHnUO54TTrucYGjoFfqYyWOC7XVZcC0VpRLxTs41EE2oHF+ZV1a/IhFQZRRVmSqHV+LAZUZ90g+NzxNe9uaR')

INSERT INTO "morango_certificate" VALUES ('5289b9613f8611e54d14a1c379e91b36', '1993c13fcafed6525af5c1a1b51d374a', 'school', '26ab3647e972600b9ac83f2f98a1c050', 'full', 1, '{"dataset_id": "1993c13fcafed6525af5c1a1b51d374a"}', 'MIIBCgKCAQEA0EpH7QinxY8mVjGH0hT/yi4Q4hy3t3zKb/OUAMfJjkqIEtXt927vHyA7b0Snp1VNSPcVz4ZX/duzG1yHlXWUv4TbBVnYS1OHlHxmm4zroGRqKf0VodizKo4Rd0muVTdqY6tAJVprucfX3zaV1DV+e5UirGg/XxoBoURrtTZoT4KNlF3fCVE4M4bNwdFF+bQl1983wgqxYp/BvbGE2WWxw8RtPvJ/stDUI4tniPsAk18yAFujmeV05ABDFU9a/OjzH50mUHbszUm7ltYkBgCQawo06GHV+frSPzrhM2yUAb0LYZX7DM8Eidy5n1buqdw+7Fy2LaijQE9ZEpbf5hD44wIDAQAB', '{"id": "5289b9613f8611e54d14a1c379e91b36", "parent_id": "1993c13fcafed6525af5c1a1b51d374a", "profile": "school", "salt": "26ab3647e972600b9ac83f2f98a1c050", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"1993c13fcafed6525af5c1a1b51d374a\"}", "public_key_string": "MIIBCgKCAQEA0EpH7QinxY8mVjGH0hT/yi4Q4hy3t3zKb/OUAMfJjkqIEtXt927vHyA7b0Snp1VNSPcVz4ZX/duzG1yHlXWUv4TbBVnYS1OHlHxmm4zroGRqKf0VodizKo4Rd0muVTdqY6tAJVprucfX3zaV1DV+e5UirGg/XxoBoURrtTZoT4KNlF3fCVE4M4bNwdFF+bQl1983wgqxYp/BvbGE2WWxw8RtPvJ/stDUI4tniPsAk18yAFujmeV05ABDFU9a/OjzH50mUHbszUm7ltYkBgCQawo06GHV+frSPzrhM2yUAb0LYZX7DM8Eidy5n1buqdw+7Fy2LaijQE9ZEpbf5hD44wIDAQAB"}', 'l56LBUI6rMZtSiENbdMJXCzn35VHWxyBHfLLh+WZycKuxLVu/8JcVTkNgsSbNlJhG626GVH5RRJL5uK75XAP89f0Wv0EVFjnTol5ElFls4wENMUcfLDGRnUltpW46RS9XsChXz/iKJfxtPa4q112G+s1Y6PcNV9vlS7yI7jTXqV3vgiiIqfgUBQ7QIXSeI3mAdAt8mpSP2J4rqrgAExajb4HCEF3KZVBKkd4DOoX0CuyrFAsDKe8wltlXzZCXpOHjVY5KU70gLpkbe37E4gtKWYdtZTDAMPa7fHw7mWiEEs1+PzJmH6Uuqpm960zXHk/hK2bbbkNteRYtBi0/QN+DQ==', NULL)

INSERT INTO "morango_certificate" VALUES ('bf92253e77beba076258a5f297e23e86', '1993c13fcafed6525af5c1a1b51d374a', 'school', '35b3791f487e135bf1129fd315e1231b', 'full', 1, '{"dataset_id": "1993c13fcafed6525af5c1a1b51d374a"}', 'MIIBCgKCAQEAz67uBDSz/1XxutYdJmuhCdgzgyONupsvBLwuontqgOfBjtsP/VFiB6mDh6hJbiF3siaXIhrfA8kqIiVsx63pSWGMytX/vRlWooORXu1Lb9mQG7ZeP5b0A2Nf3UD41pq2Pk7J7J5ZFVWLO2boK2tE6SIc+W16MSJMC4wYo+pjZJdiDPbWC/Pot/j00AV0ktyyoOytxQ2Y+70YAnPAKdJAfpLZv8eNVpF4MfRS9wrKiIQ8ADSEnwqxwGMdJx6MVzdPzmLzLwVej26nO+zFAKwcniOaes/LQ4MqUtOPrraCYtZzyDCPyE9Qz6VEciwzerga/Em4x76DPjc5QHPwYWqGSQIDAQAB', '{"id": "bf92253e77beba076258a5f297e23e86", "parent_id": "1993c13fcafed6525af5c1a1b51d374a", "profile": "school", "salt": "35b3791f487e135bf1129fd315e1231b", "scope_definition_id": "full", "scope_version": 1, "scope_params": "{\"dataset_id\": \"1993c13fcafed6525af5c1a1b51d374a\"}", "public_key_string": "MIIBCgKCAQEAz67uBDSz/1XxutYdJmuhCdgzgyONupsvBLwuontqgOfBjtsP/VFiB6mDh6hJbiF3siaXIhrfA8kqIiVsx63pSWGMytX/vRlWooORXu1Lb9mQG7ZeP5b0A2Nf3UD41pq2Pk7J7J5ZFVWLO2boK2tE6SIc+W16MSJMC4wYo+pjZJdiDPbWC/Pot/j00AV0ktyyoOytxQ2Y+70YAnPAKdJAfpLZv8eNVpF4MfRS9wrKiIQ8ADSEnwqxwGMdJx6MVzdPzmLzLwVej26nO+zFAKwcniOaes/LQ4MqUtOPrraCYtZzyDCPyE9Qz6VEciwzerga/Em4x76DPjc5QHPwYWqGSQIDAQAB"}', 'jQyOAcsb8FLhneJRC9kpPpdUeF26VDdF5U4wEYWmFrXgLUgDSYoQf+nc4cneJTMRmfrd8bgICHNLwE2pQhYxgU5/+Bxo/xECB8F+TZaI5fdS9iew8bpXy+Qh/kiFT+hGTB/Xuk7VhcE6p4MEHcrJ+XIANmBWSeJ7eyp9zQaM+pl9Zl/dGpIUTy+9bJebI2/c6zXBuSHEVKzb8K9Y4OYLCOsXRFN6JI07O/lrOm+JJt7yVz842wK+PWnkTkVRgEZB8giGiLtD2DYfMiGQYo7gN/vfW8eOfYAQ+TAQvlMWw0OwENBZw8jWUp9BWfYBzxUiCzXncXNhz6o6SOmyppJHyg==', NULL)

INSERT INTO "morango_databaseidmodel" VALUES ('613385a8a07b9f56755a2d889dd341b9', 1, '2026-11-30T20:52:31.891293Z', '157f10d7e72068340366e41d3021eeee')

INSERT INTO "morango_databasemaxcounter" VALUES ('1993c13fcafed6525af5c1a1b51d374a', '740af9868d897b5353c4af5577fe437a', 5)

INSERT INTO "morango_databasemaxcounter" VALUES ('1993c13fcafed6525af5c1a1b51d374a', 'eb0d6b730defa4ff0e0def5a0fb38077', 4)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', '740af9868d897b5353c4af5577fe437a', 7)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1000)

INSERT INTO "morango_databasemaxcounter" VALUES ('dddddddddddddddddddddddddddddddd', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1000)

INSERT INTO "morango_deletedmodels" VALUES ('591c8e942bf756530517ff5af9c95992', 'school')

INSERT INTO "morango_harddeletedmodels" VALUES ('591c8e942bf756530517ff5af9c95992', 'school')

INSERT INTO "morango_instanceidmodel" VALUES ('157f10d7e72068340366e41d3021eeee', '', '', '', '', '613385a8a07b9f56755a2d889dd341b9', '', '', 0, 0)

INSERT INTO "morango_instanceidmodel" VALUES ('740af9868d897b5353c4af5577fe437a', '', '', '', '', '613385a8a07b9f56755a2d889dd341b9', '', '', 7, 1)

INSERT INTO "morango_nonce" VALUES ('01a22e3b42b9343a3e5f2802e3ec7736', '2026-11-30T20:52:45.369000Z', '')

INSERT INTO "morango_scopedefinition" VALUES ('full', 1, 'school', 'dataset_id', 'Everything.', '', '', '${dataset_id}', '{}')

INSERT INTO "morango_scopedefinition" VALUES ('learner', 1, 'school', '', 'Own work.', '${dataset_id}:shared', '', '${dataset_id}:user:${user_id}', '{}')

INSERT INTO "morango_store" VALUES ('0257f6e6f644f81785b5c4064fa0dd93', '2', 'answer', 'school', '1993c13fcafed6525af5c1a1b51d374a:user:11111111111111111111111111111111', '', '740af9868d897b5353c4af5577fe437a', 4, 0, 0, NULL, '', '{"id":"0257f6e6f644f81785b5c4064fa0dd93","_morango_source_id":"2","_morango_partition":"1993c13fcafed6525af5c1a1b51d374a:user:11111111111111111111111111111111","dataset_id":"1993c13fcafed6525af5c1a1b51d374a","user_id":"11111111111111111111111111111111","question":"2","text":"his","score":0.5,"topic_id":"a1429cfe74e57dd4757f1a4e8e1c77cc"}', CAST(x'7b226964223a223032353766366536663634346638313738356235633430363466613064643933222c225f6d6f72616e676f5f736f757263655f6964223a2232222c225f6d6f72616e676f5f706172746974696f6e223a2231393933633133666361666564363532356166356331613162353164333734613a757365723a3131313131313131313131313131313131313131313131313131313131313131222c22646174617365745f6964223a223139393363313366636166656436353235616635633161316235316433373461222c22757365725f6964223a223131313131313131313131313131313131313131313131313131313131313131222c227175657374696f6e223a2232222c2274657874223a2268657273222c2273636f7265223a302e352c22746f7069635f6964223a226131343239636665373465353764643437353766316134653865316337376363227d0a' AS TEXT))

INSERT INTO "morango_store" VALUES ('085a00ae59072956077ed3d2fc1acced', '31e0a786ae8a38535f000e0efb3d82bd', 'topic', 'school', '1993c13fcafed6525af5c1a1b51d374a:shared', 'a1429cfe74e57dd4757f1a4e8e1c77cc', '740af9868d897b5353c4af5577fe437a', 2, 0, 0, NULL, '', '{"id":"085a00ae59072956077ed3d2fc1acced","_morango_source_id":"31e0a786ae8a38535f000e0efb3d82bd","_morango_partition":"1993c13fcafed6525af5c1a1b51d374a:shared","dataset_id":"1993c13fcafed6525af5c1a1b51d374a","title":"sub","parent_id":"a1429cfe74e57dd4757f1a4e8e1c77cc"}', '')

INSERT INTO "morango_store" VALUES ('591c8e942bf756530517ff5af9c95992', '1', 'answer', 'school', '1993c13fcafed6525af5c1a1b51d374a:user:11111111111111111111111111111111', '', '740af9868d897b5353c4af5577fe437a', 2, 0, 0, NULL, '', '{"id":"591c8e942bf756530517ff5af9c95992","_morango_source_id":"1","_morango_partition":"1993c13fcafed6525af5c1a1b51d374a:user:11111111111111111111111111111111","dataset_id":"1993c13fcafed6525af5c1a1b51d374a","user_id":"11111111111111111111111111111111","question":"1","text":"it''s\n1","score":0.5,"topic_id":"a1429cfe74e57dd4757f1a4e8e1c77cc"}', '')

INSERT INTO "morango_store" VALUES ('5e4814bb63e0ac90e40c57e9761c24a2', 'unknown', 'badge', 'school', 'dddddddddddddddddddddddddddddddd', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', '', '{"_morango_partition":"dddddddddddddddddddddddddddddddd","_morango_source_id":"unknown","dataset_id":"dddddddddddddddddddddddddddddddd","id":"5e4814bb63e0ac90e40c57e9761c24a2","of":"a newer build"}', '')

INSERT INTO "morango_store" VALUES ('889577de70181c6c63192168974ec7cc', 'waits', 'answer', 'school', 'dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111', '', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, '595553201d0801b19cdcd6fbc38ab3fe', 'missing_reference: topic_id', '{"_morango_partition":"dddddddddddddddddddddddddddddddd:user:11111111111111111111111111111111","_morango_source_id":"waits","dataset_id":"dddddddddddddddddddddddddddddddd","id":"889577de70181c6c63192168974ec7cc","question":"waits","text":"x","user_id":"11111111111111111111111111111111","topic_id":"99999999999999999999999999999999"}', '')

INSERT INTO "morango_store" VALUES ('a1429cfe74e57dd4757f1a4e8e1c77cc', '05d9b3856188ed962e962b23a1eb0416', 'topic', 'school', '1993c13fcafed6525af5c1a1b51d374a:shared', '', '740af9868d897b5353c4af5577fe437a', 2, 0, 0, NULL, '', '{"id":"a1429cfe74e57dd4757f1a4e8e1c77cc","_morango_source_id":"05d9b3856188ed962e962b23a1eb0416","_morango_partition":"1993c13fcafed6525af5c1a1b51d374a:shared","dataset_id":"1993c13fcafed6525af5c1a1b51d374a","title":"top","parent_id":null}', '')

INSERT INTO "morango_store" VALUES ('ab5776a9b972dfdaa4fa1b4a4a03751f', '3', 'answer', 'school', '1993c13fcafed6525af5c1a1b51d374a:user:11111111111111111111111111111111', '', 'eb0d6b730defa4ff0e0def5a0fb38077', 4, 1, 0, 'd004d37cf4f06a56fad846f58567df23', '', '{"id":"ab5776a9b972dfdaa4fa1b4a4a03751f","_morango_source_id":"3","_morango_partition":"1993c13fcafed6525af5c1a1b51d374a:user:11111111111111111111111111111111","dataset_id":"1993c13fcafed6525af5c1a1b51d374a","user_id":"11111111111111111111111111111111","question":"3","text":"it''s\n3","score":0.5,"topic_id":"a1429cfe74e57dd4757f1a4e8e1c77cc"}', '')

INSERT INTO "morango_syncsession" VALUES ('9d3dd880983675820b7c83612848f2b1', '2026-11-30T20:52:44.065091Z', '2026-11-30T20:52:44.474561Z', 1, 0, '1993c13fcafed6525af5c1a1b51d374a', '5289b9613f8611e54d14a1c379e91b36', 'school', 'network', '68c934d2b820.relay', '', '', '740af9868d897b5353c4af5577fe437a', 'a5e4433a80e11bcaf2e5302a1aac8ae6', '68c934d2b820f4cfda0beb0c85f050376b0ef79f73ab768603a7951bb3efd648:a5e4433a80e11bcaf2e5302a1aac8ae6', '', '')

INSERT INTO "morango_syncsession" VALUES ('b4fbd72fd06281c8c17949d28167aa3a', '2026-11-30T20:52:37.836787Z', '2026-11-30T20:52:38.151597Z', 1, 0, '1993c13fcafed6525af5c1a1b51d374a', '5289b9613f8611e54d14a1c379e91b36', 'school', 'network', '68c934d2b820.relay', '', '', '740af9868d897b5353c4af5577fe437a', 'a5e4433a80e11bcaf2e5302a1aac8ae6', '68c934d2b820f4cfda0beb0c85f050376b0ef79f73ab768603a7951bb3efd648:a5e4433a80e11bcaf2e5302a1aac8ae6', '', '')

INSERT INTO "morango_syncsession" VALUES ('e981dc0d126d5cfb93227e918e00bb83', '2026-11-30T20:52:41.236095Z', '2026-11-30T20:52:41.406245Z', 1, 0, '1993c13fcafed6525af5c1a1b51d374a', '5289b9613f8611e54d14a1c379e91b36', 'school', 'network', '68c934d2b820.relay', '', '', '740af9868d897b5353c4af5577fe437a', 'a5e4433a80e11bcaf2e5302a1aac8ae6', '68c934d2b820f4cfda0beb0c85f050376b0ef79f73ab768603a7951bb3efd648:a5e4433a80e11bcaf2e5302a1aac8ae6', '', '')

INSERT INTO "morango_transfersession" VALUES (1, '981b88c93af13cae7fda6a7fd24236a6', 'b4fbd72fd06281c8c17949d28167aa3a', 0, 0, 'school', '1993c13fcafed6525af5c1a1b51d374a', 2, '2026-11-30T20:52:37.837084Z', '2026-11-30T20:52:37.880105Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (2, '16b673e7e979658399db96769ad4d3af', 'b4fbd72fd06281c8c17949d28167aa3a', 0, 1, 'school', '1993c13fcafed6525af5c1a1b51d374a', 2, '2026-11-30T20:52:38.151649Z', '2026-11-30T20:52:38.152921Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (3, '156a2c2825b16f1308bda8c3cc69235e', 'e981dc0d126d5cfb93227e918e00bb83', 0, 0, 'school', '1993c13fcafed6525af5c1a1b51d374a', 2, '2026-11-30T20:52:41.236147Z', '2026-11-30T20:52:41.406040Z', 0, 0, 0, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (4, '4c08f0e466dd6ee064600f96fefa922b', 'e981dc0d126d5cfb93227e918e00bb83', 0, 1, 'school', '1993c13fcafed6525af5c1a1b51d374a', 2, '2026-11-30T20:52:41.406260Z', '2026-11-30T20:52:41.771596Z', 0, 5, 5, 2609, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (5, 'd004d37cf4f06a56fad846f58567df23', '9d3dd880983675820b7c83612848f2b1', 0, 0, 'school', '1993c13fcafed6525af5c1a1b51d374a', 2, '2026-11-30T20:52:44.065151Z', '2026-11-30T20:52:44.312145Z', 0, 2, 2, 0, 1177, '{}', '{}', 'cleanup', 'completed', NULL, 1, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (6, '01051e404b8b9582b7209be7a61019aa', '9d3dd880983675820b7c83612848f2b1', 0, 1, 'school', '1993c13fcafed6525af5c1a1b51d374a', 2, '2026-11-30T20:52:44.474584Z', '2026-11-30T20:52:44.475982Z', 0, 1, 1, 962, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 0, 0, '')

INSERT INTO "morango_transfersession" VALUES (7, '595553201d0801b19cdcd6fbc38ab3fe', '595553201d0801b19cdcd6fbc38ab3fe', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T20:52:45.089827Z', '2026-11-30T20:52:45.369219Z', 0, 3, 3, 0, 0, '{}', '{}', 'cleanup', 'completed', NULL, 0, 1, 0, '')

INSERT INTO "morango_transfersession" VALUES (8, '55555555555555555555555555555555', '55555555555555555555555555555555', 0, 0, 'school', 'dddddddddddddddddddddddddddddddd', 2, '2026-11-30T20:52:45.369366Z', '9999-01-01T00:00:00.000000Z', 1, 2, 1, 0, 0, '{}', '{"super": {}, "sub": {}}', 'transferring', 'started', 1, 0, 0, 0, '')

INSERT INTO "topic" VALUES ('085a00ae59072956077ed3d2fc1acced', '1993c13fcafed6525af5c1a1b51d374a', 'sub', 'a1429cfe74e57dd4757f1a4e8e1c77cc', '31e0a786ae8a38535f000e0efb3d82bd', '1993c13fcafed6525af5c1a1b51d374a:shared')

INSERT INTO "topic" VALUES ('a1429cfe74e57dd4757f1a4e8e1c77cc', '1993c13fcafed6525af5c1a1b51d374a', 'top', NULL, '05d9b3856188ed962e962b23a1eb0416', '1993c13fcafed6525af5c1a1b51d374a:shared')

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

