"""Records the scenarios of this folder: scenarios.py OUT"""
import sys

from scenario import Scenario

OUT = sys.argv[1]
BOB, EVE = "1" * 32, "2" * 32


def user(id, name):
    return "MyUser.objects.create(_morango_source_id='{}', username='{}', password='!')\n".format(id, name)


def rename(id, name):
    return "u = MyUser.objects.get(id='{}'); u.username = '{}'; u.save()\n".format(id, name)


def log(user, content):
    return "SummaryLog.objects.create(user_id='{}', content_id='{}')\n".format(user, content * 16)


def change(content, to):
    return "l = SummaryLog.objects.get(content_id='{}'); l.content_id = '{}'; l.save()\n".format(content * 16, to * 16)


def delete(content, hard=False):
    return "SummaryLog.objects.get(content_id='{}').delete(hard_delete={})\n".format(content * 16, hard)


def logs(n):
    return user(BOB, "bob") + "".join(log(BOB, "%02d" % i) for i in range(1, n + 1))


with Scenario(OUT, "store_conflict_deletes", "the receiver has serialized its edits and deletes when the sender's, of every kind, arrive") as s:
    s.app("A", logs(8))
    s.sync("A", "B", BOB)
    s.app("A", delete("01") + change("02", "a2") + delete("03", True) + change("04", "a4") + delete("05", True) + delete("06", True) + delete("07") + delete("08", True))
    s.app("B", change("01", "b1") + delete("02") + change("03", "b3") + delete("04", True) + delete("05") + delete("06", True) + delete("07") + change("08", "b8"))
    s.serialize("B", BOB)
    s.sync("A", "B", BOB)
    s.sync("B", "A", BOB, push=False)
    s.app("A", rename(BOB, "after"))
    s.sync("A", "B", BOB)
    s.sync("B", "A", BOB)

with Scenario(OUT, "delete_vs_edit", "edits and deletes not yet serialized meet incoming ones") as s:
    s.app("A", logs(6))
    s.sync("A", "B", BOB)
    s.app("A", delete("01") + change("02", "a2") + delete("03", True) + change("04", "a4") + delete("05") + delete("06", True))
    s.app("B", change("01", "b1") + delete("02") + change("03", "b3") + delete("04", True) + delete("05", True) + delete("06"))
    s.sync("A", "B", BOB)
    s.sync("B", "A", BOB, push=False)
    s.sync("A", "B", BOB)

with Scenario(OUT, "fk_errors", "records arrive before the users they refer to, the users arrive, users are deleted while others refer to them") as s:
    sample = "Sample.objects.create({}text='{}', strict=True, _morango_source_id='{}')\n"
    of_eve = "user_id='{}', ".format(EVE)
    s.app("A", user(BOB, "bob") + user(EVE, "eve") + log(BOB, "01") + log(EVE, "02")
          + "InteractionLog.objects.create(user_id='{}', content_id='{}', _morango_source_id='i1')\n".format(EVE, "03" * 16)
          + sample.format(of_eve, "t", "s1") + sample.format("", "t2", "s2"))
    s.sync("A", "B", BOB + ":user:summary", EVE + ":user:summary", EVE + ":user:interaction", "p1")
    s.sync("A", "B", EVE + ":user")
    s.app("A", "Sample.objects.filter(text='t2').update(text='t3')")
    s.sync("A", "B", "p1")
    s.sync("A", "B", BOB + ":user")
    s.app("A", "MyUser.objects.get(id='{}').delete()".format(EVE))
    s.app("B", log(EVE, "09") + sample.format(of_eve, "nb", "s9"))
    s.sync("A", "B", "")
    s.sync("B", "A", "")
    s.app("B", log(BOB, "10"))
    s.app("A", "MyUser.objects.get(id='{}').delete(hard_delete=True)".format(BOB))
    s.sync("B", "A", "")
    s.sync("A", "B", "")
    s.sync("B", "A", "")

with Scenario(OUT, "tree", "facilities move, parents go, children of deleted parents arrive") as s:
    def facility(name, parent=None):
        under = ", parent=Facility.objects.get(name='{}')".format(parent) if parent else ""
        return "Facility.objects.create(name='{}', now_date='2020-01-02T03:04:05Z'{})\n".format(name, under)

    def move(name, parent):
        return "f = Facility.objects.get(name='{}'); f.parent = Facility.objects.filter(name='{}').first(); f.save()\n".format(name, parent)

    s.app("A", facility("g") + facility("p", "g") + facility("c", "p") + facility("c2", "p"))
    s.sync("A", "B", "")
    s.app("A", move("c", "g"))
    s.sync("A", "B", "")
    s.app("B", facility("d", "c2") + move("c2", "none"))
    s.app("A", "Facility.objects.get(name='p').delete()")
    s.sync("A", "B", "")
    s.sync("B", "A", "")
    s.app("A", "Facility.objects.get(name='g').delete(hard_delete=True)")
    s.app("B", facility("e", "g"))
    s.sync("B", "A", "")
    s.sync("A", "B", "")
    s.sync("B", "A", "")

with Scenario(OUT, "both_conflicts", "merges of records that have conflicting values on both sides", "ABC") as s:
    s.app("A", user(BOB, "bob"))
    s.sync("A", "B", BOB)
    s.sync("A", "C", BOB)
    s.app("A", rename(BOB, "a1"))
    s.app("B", rename(BOB, "b1"))
    s.serialize("B", BOB)
    s.sync("A", "B", BOB)
    s.sync("B", "A", BOB)
    s.app("A", rename(BOB, "a2"))
    s.serialize("A", BOB)
    s.app("B", rename(BOB, "b2"))
    s.serialize("B", BOB)
    s.sync("A", "B", BOB)
    s.app("C", rename(BOB, "c1"))
    s.serialize("C", BOB)
    s.sync("B", "C", BOB)
    s.app("A", rename(BOB, "a3"))
    s.sync("A", "C", BOB)
    s.sync("C", "A", BOB)
    s.sync("A", "B", BOB)
    s.app("A", rename(BOB, "a4"))
    s.app("B", rename(BOB, "b4"))
    s.sync("B", "A", BOB)
    s.sync("A", "C", BOB)

with Scenario(OUT, "three_peers", "what one peer says of a third is older than what the other knows", "ABC") as s:
    s.app("A", user(BOB, "bob") + log(BOB, "01"))
    s.sync("A", "B", BOB)
    s.sync("A", "C", BOB)
    s.app("A", rename(BOB, "a1"))
    s.sync("A", "B", BOB)
    s.app("C", log(BOB, "02"))
    s.sync("C", "B", BOB)
    s.sync("B", "C", BOB)
    s.sync("C", "A", BOB)
    s.app("B", log(BOB, "03"))
    s.sync("B", "C", BOB, push=False)
    s.app("A", log(BOB, "04"))
    s.sync("A", "C", BOB)
    s.sync("C", "B", BOB)
    s.sync("B", "A", BOB)

with Scenario(OUT, "wide_narrow", "narrow transfers from a sender that knows what it has by a wider prefix", "ABC") as s:
    s.app("A", user(BOB, "bob") + log(BOB, "01"))
    s.sync("A", "B", "")
    s.sync("B", "C", BOB)
    s.sync("B", "C", BOB, push=False)
    s.app("A", log(BOB, "02"))
    s.sync("A", "B", BOB)
    s.sync("B", "C", BOB + ":user:summary")
    s.sync("C", "B", "")
    s.sync("B", "C", "")

with Scenario(OUT, "fsic_v1_prefixes", "version 1 with several prefixes and with wider ones", "ABC") as s:
    s.app("A", user(BOB, "bob") + user(EVE, "eve") + log(BOB, "01") + log(EVE, "02"))
    s.sync("A", "B", BOB, EVE, fsic=1)
    s.sync("A", "C", "", fsic=1)
    s.app("A", log(BOB, "03"))
    s.sync("A", "B", BOB, fsic=1)
    s.app("A", log(EVE, "04"))
    s.sync("A", "B", BOB, EVE, fsic=1)
    s.app("B", log(EVE, "05") + rename(BOB, "x"))
    s.sync("B", "A", BOB, EVE, push=False, fsic=1)
    s.sync("B", "C", BOB, fsic=1)
    s.sync("C", "A", EVE, fsic=1)

with Scenario(OUT, "two_sessions", "two transfers into one receiver at once; the one with the older version is dequeued first", "ABC") as s:
    s.app("A", user(BOB, "bob") + log(BOB, "01"))
    s.sync("A", "B", BOB)
    s.sync("A", "C", BOB)
    s.app("A", rename(BOB, "a1"))
    newer = s.transfer("A", "B", BOB)
    newer.send()
    s.sql("B", "DELETE FROM morango_databasemaxcounter")
    older = s.transfer("C", "B", BOB)
    older.send()
    older.apply()
    older.cleanup()
    newer.apply()
    newer.cleanup()
