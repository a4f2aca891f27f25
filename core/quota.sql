-- Version 2: how many bytes of an FSIC the DatabaseMaxCounters take, all of
-- them under certificate_id '', and those that a member and all whom it
-- certified brought. A partition counts once, spelled as in JSON.
CREATE TABLE amora_quota (
  certificate_id TEXT PRIMARY KEY NOT NULL,
  bytes INTEGER NOT NULL
) WITHOUT ROWID;

INSERT INTO amora_quota VALUES ('', 0);

CREATE TRIGGER amora_quota_counter AFTER INSERT ON morango_databasemaxcounter BEGIN
  UPDATE amora_quota SET bytes = bytes + 52 + iif(
    EXISTS (SELECT 1 FROM morango_databasemaxcounter WHERE partition = NEW.partition AND instance_id <> NEW.instance_id), 0,
    6 + octet_length(replace(replace(replace(json_quote(NEW.partition), '<', '\u003c'), '>', '\u003e'), '&', '\u0026')))
  WHERE certificate_id = '';
END;

CREATE TABLE amora_old (partition, instance_id, counter);

INSERT INTO amora_old SELECT * FROM morango_databasemaxcounter;

DELETE FROM morango_databasemaxcounter;

INSERT INTO morango_databasemaxcounter SELECT * FROM amora_old;

DROP TABLE amora_old;
