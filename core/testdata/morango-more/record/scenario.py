"""Records a scenario: drives the peers and notes what changed in each."""
import hashlib
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))

with open(os.path.join(HERE, "../../morango/store_conflict.json")) as f:
    PEERS = json.load(f)["peers"]


class Peer:
    def __init__(self, name, folder):
        who = PEERS[name]
        env = dict(
            os.environ,
            PEER_DB=os.path.join(folder, name + ".db"),
            PEER_DATABASE_ID=who["database_id"],
            MORANGO_SYSTEM_ID=who["MORANGO_SYSTEM_ID"],
            MORANGO_NODE_ID=who["MORANGO_NODE_ID"],
        )
        self.process = subprocess.Popen(
            [sys.executable, os.path.join(HERE, "peer.py")],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env, text=True,
        )
        assert json.loads(self.process.stdout.readline()) == who["instance_id"]

    def __call__(self, command, **arguments):
        print(json.dumps([command, arguments]), file=self.process.stdin, flush=True)
        answer = json.loads(self.process.stdout.readline())
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer["ok"]

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Scenario:
    """A recording under way, a context manager that saves it at its end."""

    def __init__(self, out, name, about, peers="AB"):
        self.path = os.path.join(out, name + ".json")
        self.folder = tempfile.TemporaryDirectory()
        self.name, self.ids, self.steps = name, 0, []
        self.peers = {p: Peer(p, self.folder.name) for p in peers}
        self.last = {p: {} for p in peers}
        self.document = {"scenario": name, "about": about, "peers": {p: PEERS[p] for p in peers}, "note": "", "steps": self.steps}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for p in self.peers.values():
            p.close()
        self.folder.cleanup()
        head = json.dumps({k: v for k, v in self.document.items() if k != "steps"})
        with open(self.path, "w") as f:  # a step a line
            f.write(head[:-1] + ', "steps": [\n' + ",\n".join(json.dumps(s) for s in self.steps) + "\n]}\n")

    def id(self):
        self.ids += 1
        return hashlib.md5("{}{}".format(self.name, self.ids).encode()).hexdigest()

    def step(self, title, op, **results):
        step = dict(step=title, ops=[op], **results)
        for name, peer in self.peers.items():
            tables, last = peer("dump"), self.last[name]
            changed = {k: v for k, v in tables.items() if last.get(k, []) != v}
            self.last[name] = tables
            if changed:
                step[name] = changed
        self.steps.append(step)

    def app(self, peer, code):
        """Lets the app on a peer run some code."""
        self.peers[peer]("python", code=code)
        tables = self.peers[peer]("dump")
        op = {"op": "set", "peer": peer, "app": tables["app"]}
        for k in ("deleted_models", "hard_deleted_models"):
            if tables[k] != self.last[peer].get(k, []):
                op[k] = tables[k]
        self.step("app on " + peer, op)

    def sql(self, peer, statement):
        self.peers[peer]("sql", statement=statement)
        self.step("app on " + peer, {"op": "sql", "peer": peer, "sql": statement})

    def serialize(self, peer, *filter):
        self.peers[peer]("serialize", filter=filter)
        self.step("app on " + peer, {"op": "serialize", "producer": peer, "filter": filter})

    def transfer(self, producer, receiver, *filter, push=True, fsic=2):
        return Transfer(self, producer, receiver, filter, push, fsic)

    def sync(self, producer, receiver, *filter, push=True, fsic=2):
        """Runs a whole transfer, as Morango does: no records, no dequeue."""
        t = self.transfer(producer, receiver, *filter, push=push, fsic=fsic)
        t.send()
        if t.records:
            t.apply()
        t.cleanup()


class Transfer:
    def __init__(self, scenario, producer, receiver, filter, push, version):
        self.scenario, self.id, self.filter, self.version, self.push = scenario, scenario.id(), filter, version, push
        self.producer, self.receiver = scenario.peers[producer], scenario.peers[receiver]
        self.op = {"push": push, "producer": producer, "receiver": receiver, "filter": filter, "fsic": version}
        sync_session = scenario.id()
        for p in (self.producer, self.receiver):
            p("initialize", id=self.id, sync_session=sync_session, filter=filter, push=push)
        self.step("initialize", transfer_session=self.id)

    def step(self, op, **results):
        title = "{} {}->{}: {}".format("push" if self.push else "pull", self.op["producer"], self.op["receiver"], op)
        self.scenario.step(title, dict(op=op, **self.op), **results)

    def send(self):
        self.producer("serialize", filter=self.filter)
        self.sender = self.producer("fsic", filter=self.filter, producer=True, version=self.version)
        receiver = self.receiver("fsic", filter=self.filter, producer=False, version=self.version)
        client, server = (self.sender, receiver) if self.push else (receiver, self.sender)
        for p in (self.producer, self.receiver):
            p("agree", id=self.id, client=client, server=server)
        self.step("serialize", client_fsic=client, server_fsic=server)
        self.records = self.producer("queue", id=self.id, version=self.version)
        self.step("queue")
        if self.records:
            self.receiver("receive", id=self.id, records=self.producer("send", id=self.id))
        self.step("transfer", records=self.records)

    def apply(self):
        self.receiver("dequeue", id=self.id, fsic=self.sender, version=self.version)
        self.step("dequeue")
        self.receiver("deserialize", filter=self.filter)
        self.step("deserialize")

    def cleanup(self):
        self.producer("cleanup", id=self.id)
        self.step("cleanup")
