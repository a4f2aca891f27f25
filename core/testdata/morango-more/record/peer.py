"""One peer: reads JSON commands from stdin, a line each, and answers on stdout."""
import datetime
import json
import os
import sys
import traceback

os.environ["DJANGO_SETTINGS_MODULE"] = "settings"
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from morango.api.serializers import BufferSerializer
from morango.models.certificates import Filter
from morango.models.core import Buffer, DatabaseIDModel, DatabaseMaxCounter, InstanceIDModel, SyncSession, TransferSession
from morango.sync import operations
from morango.sync.utils import validate_and_create_buffer_data
from testapp import models

PROFILE = "facilitydata"
MODELS = [models.Facility, models.MyUser, models.SummaryLog, models.InteractionLog, models.Sample]
BOOLEANS = {"_morango_dirty_bit", "is_staff", "is_superuser", "flag", "nflag", "strict", "deleted", "hard_deleted", "dirty_bit"}
ALWAYS_SHOWN = {"serialized", "partition", "last_saved_counter", "source_id", "model_name"}
NEVER_SHOWN = {"deserialization_exception"}  # Morango 0.8.15's


def rows(sql):
    cursor = connection.cursor()
    cursor.execute(sql)
    names = [d[0] for d in cursor.description]
    return [{n: shown(n, v) for n, v in zip(names, r)} for r in cursor.fetchall()]


def shown(name, value):
    if name in BOOLEANS and value is not None:
        return bool(value)
    if isinstance(value, datetime.datetime):
        return value.replace(tzinfo=None).isoformat(sep=" ")
    return value


def without_defaults(r):
    def default(k, v):
        return k in NEVER_SHOWN or k not in ALWAYS_SHOWN and v in (False, "", None) or k == "profile" and v == PROFILE

    return {k: v for k, v in r.items() if not default(k, v)}


def lines(template, table, where=""):
    return sorted(template.format(**r) for r in rows("SELECT * FROM morango_" + table + where))


def dump():
    """Every table, in the form of the scenario files."""
    store = [without_defaults(r) for r in rows("SELECT * FROM morango_store")]
    buffer = [without_defaults({k: v for k, v in r.items() if k != "id"}) for r in rows("SELECT * FROM morango_buffer")]
    app = {m.morango_model_name: rows('SELECT * FROM "%s" ORDER BY id' % m._meta.db_table) for m in MODELS}
    return {
        "store": sorted(store, key=lambda r: (r["model_name"], r["id"])),
        "buffer": sorted(buffer, key=lambda r: (r["transfer_session_id"], r["model_name"], r["model_uuid"])),
        "rmc": lines("{store_model_id} {instance_id} {counter}", "recordmaxcounter"),
        "rmcb": lines("{model_uuid} {instance_id} {counter}", "recordmaxcounterbuffer"),
        "dmc": lines("{partition}|{instance_id}|{counter}", "databasemaxcounter"),
        "instance": lines("{id} {counter}", "instanceidmodel", " WHERE current = 1"),
        "deleted_models": lines("{id}", "deletedmodels"),
        "hard_deleted_models": lines("{id}", "harddeletedmodels"),
        "app": {name: found for name, found in app.items() if found} or [],
    }


# Names that the code of "python" commands sees, from one command to the next.
app_code = {m.__name__: m for m in MODELS}


def python(code):
    exec(code, app_code)


def sql(statement):
    connection.cursor().execute(statement)


def initialize(id, sync_session, filter, push):
    s = SyncSession.objects.create(id=sync_session, profile=PROFILE, last_activity_timestamp=timezone.now())
    TransferSession.objects.create(
        id=id, filter="\n".join(filter), push=push, active=True, sync_session=s, last_activity_timestamp=timezone.now()
    )


def serialize(filter):
    operations._serialize_into_store(PROFILE, filter=Filter("\n".join(filter)))


def fsic(filter, producer, version):
    return DatabaseMaxCounter.calculate_filter_specific_instance_counters(
        Filter("\n".join(filter)), is_producer=producer, v2_format=version == 2
    )


def agree(id, client, server):
    TransferSession.objects.filter(id=id).update(client_fsic=json.dumps(client), server_fsic=json.dumps(server))


def queue(id, version):
    t = TransferSession.objects.get(id=id)
    (operations._queue_into_buffer_v2 if version == 2 else operations._queue_into_buffer_v1)(t)
    return Buffer.objects.filter(transfer_session=t).count()


def send(id):
    found = [dict(BufferSerializer(b).data) for b in Buffer.objects.filter(transfer_session_id=id)]
    return json.loads(json.dumps(found, default=str))


def receive(id, records):
    validate_and_create_buffer_data(records, TransferSession.objects.get(id=id))


def dequeue(id, fsic, version):
    operations._dequeue_into_store(TransferSession.objects.get(id=id), json.dumps(fsic), v2_format=version == 2)


def deserialize(filter):
    serialize(filter)
    operations._deserialize_from_store(PROFILE, filter=Filter("\n".join(filter)))


def cleanup(id):
    t = TransferSession.objects.get(id=id)
    t.delete_buffers()
    t.active = False
    t.save()


COMMANDS = {
    f.__name__: f
    for f in (dump, python, sql, initialize, serialize, fsic, agree, queue, send, receive, dequeue, deserialize, cleanup)
}


def main():
    call_command("migrate", verbosity=0, run_syncdb=True)
    DatabaseIDModel.objects.create(id=os.environ["PEER_DATABASE_ID"], current=True)
    instance, _ = InstanceIDModel.get_or_create_current_instance(clear_cache=True)
    print(json.dumps(instance.id), flush=True)
    for line in sys.stdin:
        name, arguments = json.loads(line)
        try:
            answer = {"ok": COMMANDS[name](**arguments)}
        except Exception:
            answer = {"error": traceback.format_exc()}
        print(json.dumps(answer), flush=True)


main()
