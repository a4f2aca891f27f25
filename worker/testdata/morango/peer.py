"""One peer: reads JSON commands from stdin, a line each, and answers on stdout."""
import json
import os
import sys
import threading
import time
import traceback

os.environ["DJANGO_SETTINGS_MODULE"] = "settings"
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import django

django.setup()

from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import connection
from morango.models.certificates import Certificate, Filter, Key, ScopeDefinition
from morango.models.fields.crypto import SharedKey
from morango.models.core import InstanceIDModel
from morango.sync.controller import MorangoProfileController
from morango.utils import CAPABILITIES
from school.models import Answer, Member, Pupil

PROFILE = "school"


def definitions():
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "schema.json")
    with open(path) as f:
        for scope in json.load(f)["scopes"]:
            scope.pop("params", None)
            scope.setdefault("primary_scope_param_key", "")
            for name in ("read_filter_template", "write_filter_template", "read_write_filter_template"):
                scope.setdefault(name, "")
            ScopeDefinition.objects.get_or_create(id=scope.pop("id"), defaults=dict(profile=PROFILE, **scope))


def root():
    return Certificate.generate_root_certificate("full").id


def request():
    """A key for a certificate that another peer is to sign."""
    key = Key()
    return {"public": key.get_public_key_string(), "private": key.get_private_key_string()}


def issue(parent, public, scope, params):
    """The chain of a new certificate for that key."""
    parent = Certificate.objects.get(id=parent)
    child = Certificate(
        parent=parent, profile=PROFILE, scope_definition_id=scope, scope_version=1,
        scope_params=json.dumps(params), public_key=Key(public_key_string=public), salt=os.urandom(16).hex(),
    )
    child.id = child.calculate_uuid()
    parent.sign_certificate(child)
    child.check_certificate()
    return [[c.serialized, c.signature] for c in list(parent.get_ancestors(include_self=True)) + [child]]


def own(chain, private):
    """Takes the certificate at the end of a chain for its own."""
    for serialized, signature in chain:
        c = Certificate.deserialize(serialized, signature)
        if not Certificate.objects.filter(id=c.id).exists():
            c.check_certificate()
            if serialized == chain[-1][0]:
                c.private_key = Key(private_key_string=private)
            c.save()
    return c.id


def put(dataset, pupils, answers):
    for i in range(pupils):
        p = Pupil.objects.create(dataset_id=dataset, name="pupil %d" % i)
        for j in range(answers):
            Answer.objects.create(dataset_id=dataset, pupil=p, question="question %d" % j, text="text \u00e9\U0001f353 %d" % j)


def run(code):
    names = {"Answer": Answer, "Pupil": Pupil, "connection": connection}
    exec(code, names)
    return names.get("result")


def connect(url, chunk):
    c = MorangoProfileController(PROFILE).create_network_connection(url, chunk_size=chunk)
    # A client goes by the server's capabilities even where its own lack some.
    c.server_info["capabilities"] = [x for x in c.server_info["capabilities"] if x in CAPABILITIES]
    c.capabilities = c.server_info["capabilities"]
    return c


def open_session(c, certificate, dataset, scope):
    client = Certificate.objects.get(id=certificate)
    there = c.get_remote_certificates(dataset, "full")
    if there:
        server = there[0]
    else:
        server = c.push_signed_client_certificate_chain(client, scope, json.loads(client.scope_params))
    return c.create_sync_session(client, server)


def sync(url, certificate, dataset, filter=None, scope="full", chunk=500, pull=True, push=True):
    """As Kolibri does: pull first, then push, in one session."""
    c = connect(url, chunk)
    session = open_session(c, certificate, dataset, scope)
    moved = {}
    clients = [("pulled", session.get_pull_client)] * pull + [("pushed", session.get_push_client)] * push
    for name, make in clients:
        client = make()
        client.initialize(Filter(filter or dataset))
        client.run()
        moved[name] = client.current_transfer_session.records_transferred
        client.finalize()
    c.close_sync_session(session.sync_session)
    c.close()
    return moved


def timed(url, certificate, dataset, push, chunk=500):
    """A push or a pull, with the seconds that each stage took on both sides."""
    c = connect(url, chunk)
    session = open_session(c, certificate, dataset, "full")
    client = session.get_push_client() if push else session.get_pull_client()
    stages, last = {}, [time.monotonic()]
    for stage in ("initializing", "serializing", "queuing", "transferring", "dequeuing", "deserializing"):
        def note(stage=stage, **_):
            now = time.monotonic()
            stages[stage] = stages.get(stage, 0) + now - last[0]
            last[0] = now
        getattr(client.controller.signals, stage).completed.connect(note)
    client.initialize(Filter(dataset))
    client.run()
    client.finalize()
    del stages["initializing"]
    moved = client.current_transfer_session.records_transferred
    c.close_sync_session(session.sync_session)
    c.close()
    return {"stages": stages, "bytes": c.bytes_sent + c.bytes_received, "moved": moved}


def csr(url, dataset, scope, params, user, password):
    c = connect(url, 500)
    parent = c.get_remote_certificates(dataset, "full")[0]
    made = c.certificate_signing_request(parent, scope, params, userargs=user, password=password)
    c.close()
    return made.id


class Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        pass


def serve():
    """Answers Morango's HTTP protocol from now on, and returns the address."""
    SharedKey.get_or_create_shared_key()
    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.daemon_threads = True
    server.set_app(get_wsgi_application())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return "http://127.0.0.1:%d/" % server.server_port


def user(name, password):
    """Makes somebody who may have a certificate signed."""
    member = Member(username=name)
    member.set_password(password)
    member.save()


def rows(sql):
    cursor = connection.cursor()
    cursor.execute(sql)
    return [list(map(str, r)) for r in cursor.fetchall()]


def dump():
    """What has to be equal on all peers."""
    return {
        "store": rows(
            "SELECT id, model_name, profile, partition, source_id, serialized, conflicting_serialized_data, deleted,"
            " hard_deleted, last_saved_instance, last_saved_counter, _self_ref_fk FROM morango_store ORDER BY id"
        ),
        "rmc": rows("SELECT store_model_id, instance_id, counter FROM morango_recordmaxcounter ORDER BY 1, 2"),
        "pupil": rows("SELECT id, dataset_id, name FROM pupil ORDER BY id"),
        "answer": rows("SELECT id, dataset_id, pupil_id, question, text FROM answer ORDER BY id"),
    }


def serialize():
    MorangoProfileController(PROFILE).serialize_into_store()


COMMANDS = {f.__name__: f for f in (root, request, issue, own, put, run, sync, timed, csr, dump, serialize, serve, user)}


def main():
    call_command("migrate", verbosity=0, run_syncdb=True)
    definitions()
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
