"""Records random scenarios: random_scenarios.py OUT FIRST LAST [ACTIONS]"""
import random
import sys

from scenario import Scenario

BOB, EVE = "1" * 32, "2" * 32
FILTERS = [
    [""], [BOB], [EVE], [BOB, EVE], [BOB + ":user"], [BOB + ":user:summary"], ["p1"], [BOB, "p1"],
    [EVE + ":user", EVE + ":user:summary"],
]

PICK = """import random
def pick(model):
    rows = list(model.objects.order_by('id'))
    return random.choice(rows) if rows else None
"""

# What an app does: weight and code. {name} is new each time, {small} one of a few.
ACTIONS = [
    (15, "x = random.choice(['{bob}', '{eve}'])\n"
         "if not MyUser.objects.filter(id=x).exists(): MyUser.objects.create(_morango_source_id=x, username='{name}', password='!')"),
    (20, "u = pick(MyUser)\nif u: SummaryLog.objects.get_or_create(user_id=u.id, content_id='{small:032x}')"),
    (7, "u = pick(MyUser)\nif u: InteractionLog.objects.create(user_id=u.id, content_id='{small:032x}', _morango_source_id='i{name}')"),
    (8, "u = pick(MyUser)\n"
        "Sample.objects.create(user_id=u.id if u and {small} else None, text='{name}', strict=True, num={real}, _morango_source_id='s{name}')"),
    (8, "f = pick(Facility)\n"
        "Facility.objects.get_or_create(name='{small}', defaults=dict(now_date='2020-01-02T03:04:05Z', parent=f if {real} < .7 else None))"),
    (17, "u = pick(MyUser)\nif u: u.username = '{name}'; u.save()"),
    (7, "u = pick(Sample)\nif u: u.text = '{name}'; u.save()"),
    (4, "l = pick(SummaryLog)\nif l: l.content_id = '{big:032x}'; l.save()"),
    (14, "o = pick(random.choice([SummaryLog, SummaryLog, Sample, Facility, InteractionLog, MyUser]))\n"
         "if o: o.delete(hard_delete={real} < .35)"),
]


def act(r, s, peer, n):
    code = r.choices([a[1] for a in ACTIONS], [a[0] for a in ACTIONS])[0]
    values = dict(name=peer + str(n), small=r.randrange(4), big=r.randrange(1 << 60), real=r.random(), bob=BOB, eve=EVE)
    s.app(peer, "random.seed({})\n".format(r.randrange(1 << 30)) + code.format(**values))


def record(out, seed, actions):
    r = random.Random(seed)
    names = r.choice(["AB", "ABC", "ABC"])
    with Scenario(out, "random%04d" % seed, "random", names) as s:
        for peer in names:
            s.peers[peer]("python", code=PICK)
        s.app("A", "MyUser.objects.create(_morango_source_id='{}', username='A', password='!')".format(BOB))
        for n in range(actions):
            kind, filter, peers = r.random(), r.choice(FILTERS), r.sample(names, 2)
            if kind < 0.5:
                act(r, s, peers[0], n)
            elif kind < 0.62:
                s.serialize(peers[0], *filter)
            else:
                s.sync(*peers, *filter, push=r.random() < 0.5, fsic=1 if r.random() < 0.08 else 2)


def main():
    out, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    actions = int(sys.argv[4]) if len(sys.argv) > 4 else 40
    for seed in range(first, last + 1):
        try:
            record(out, seed, actions)
        except RuntimeError as e:  # Morango's own failure: what came before it is saved
            print("seed {} stopped: {}".format(seed, str(e).strip().splitlines()[-1]))


main()
