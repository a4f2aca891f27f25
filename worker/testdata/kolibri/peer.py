"""One Kolibri: reads JSON commands from stdin, a line each, and answers on stdout."""
import json
import os
import sys
import traceback

answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)  # Kolibri's log and progress go to stderr

from kolibri.main import initialize  # noqa: E402

initialize()

from django.core.management import call_command  # noqa: E402
from morango.models.core import InstanceIDModel  # noqa: E402
from morango.models.core import TransferSession  # noqa: E402
from morango.registry import syncable_models  # noqa: E402

import facility  # noqa: E402


def run(code):
    """Executes code with all of Kolibri's models by name, and returns its result."""
    names = {m.__name__: m for m in syncable_models.get_models("facilitydata")}
    names["facility"] = facility
    exec(code, names)
    return names.get("result")


def sync(url, **options):
    """Runs Kolibri's own command, and tells how many records went each way."""
    before = set(TransferSession.objects.values_list("id", flat=True))
    call_command("sync", baseurl=url, noninteractive=True, **options)
    moved = {"pulled": 0, "pushed": 0}
    for t in TransferSession.objects.exclude(id__in=before):
        moved["pushed" if t.push else "pulled"] += t.records_transferred
    return moved


def dirty():
    """How many rows Kolibri would send as its own."""
    return sum(m.syncing_objects.filter(_morango_dirty_bit=True).count() for m in syncable_models.get_models("facilitydata"))


def main():
    instance, _ = InstanceIDModel.get_or_create_current_instance(clear_cache=True)
    commands = {f.__name__: f for f in (run, sync, dirty)}
    print(json.dumps(instance.id), file=answers, flush=True)
    for line in sys.stdin:
        name, arguments = json.loads(line)
        try:
            answer = {"ok": commands[name](**arguments)}
        except Exception:
            answer = {"error": traceback.format_exc()}
        print(json.dumps(answer), file=answers, flush=True)


main()
