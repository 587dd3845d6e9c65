"""Random configurations of every AWS resource type, and what the reference algorithm plans for them.

usage: generate.py DATA_FOLDER SEED ROUNDS    (one JSON object a line)

DATA_FOLDER holds aws.json.gz, load_data.py and predict.py. An unknown value is written {"$unknown": true}.
"""
import json, random, sys

folder, seed, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
sys.path.insert(0, folder)
import load_data, predict
from predict import UNK

rng = random.Random(seed)
TEXTS = ["valuea", "valueb", "", "MiXed. ", "a.b.", '{"b":1,"a":{"c":[1,2],"<":"&"}}', '{"Statement":[],"Version":"2012-10-17"}', "10.0.0.0/16", "true", "7"]


def primitive(t, a):
    if rng.random() < 0.12:
        return UNK
    if a.get("enum") and rng.random() < 0.8:
        v = rng.choice(a["enum"])
        return v if t == "string" else float(v)
    if t == "bool":
        return rng.random() < 0.5
    if t == "number":
        return rng.choice([0, 1, 5, 100, 3600])
    return rng.choice(TEXTS)


def of_type(t, a, depth=0):
    if isinstance(t, str):
        return primitive(t, a)
    if rng.random() < 0.06:
        return UNK
    if t[0] in ("list", "set"):
        out = [of_type(t[1], a, depth + 1) for _ in range(rng.choice([0, 1, 1, 2]))]
        if t[0] == "set":
            kept = []
            for v in out:
                if v is not UNK and not any(predict.eq(t[1], v, w) for w in kept):
                    kept.append(v)
            out = kept
        return out
    if t[0] == "map":
        return {k: of_type(t[1], a, depth + 1) for k in rng.sample(["k1", "k2", "k3"], rng.choice([0, 1, 2]))}
    return {n: (of_type(tt, {}, depth + 1) if rng.random() < 0.6 else None) for n, tt in t[1].items()}


def block(b, density, depth=0):
    out = {}
    for n, a in b["attrs"].items():
        settable = a.get("r") or a.get("o")
        out[n] = of_type(a["t"], a) if settable and (a.get("r") or rng.random() < density) else None
        if out[n] is UNK and a.get("w"):
            out[n] = None
    for n, nb in b["blocks"].items():
        want = nb["min"] > 0 or rng.random() < density * 0.7 ** depth
        if nb["n"] == "single":
            out[n] = block(nb["b"], density, depth + 1) if want and depth < 5 else None
            continue
        if rng.random() < 0.02:
            out[n] = UNK
            continue
        count = 0 if not want or depth > 4 else rng.choice([1, 1, 2])
        if nb["max"]:
            count = min(count, nb["max"])
        elements = [block(nb["b"], density, depth + 1) for _ in range(count)]
        if nb["n"] == "set":
            t, kept = predict.block_type(nb["b"]), []
            for v in elements:
                if not any(predict.eq(t, v, w) for w in kept):
                    kept.append(v)
            elements = kept
        out[n] = elements
    return out


def applied(t, v):
    """a planned value as apply might leave it"""
    if v is UNK:
        if isinstance(t, str):
            return {"string": "made-up", "number": 7, "bool": True}[t]
        if t[0] == "object":
            return {n: applied(tt, UNK) for n, tt in t[1].items()}
        return {} if t[0] == "map" else []
    if v is None or isinstance(t, str):
        return v
    if t[0] in ("list", "set"):
        return [applied(t[1], x) for x in v]
    if t[0] == "map":
        return {k: applied(t[1], x) for k, x in v.items()}
    return {n: applied(tt, v.get(n)) for n, tt in t[1].items()}


def mutated(b, config, chance):
    out = dict(config)
    for n, a in b["attrs"].items():
        if (a.get("r") or a.get("o")) and rng.random() < chance:
            out[n] = of_type(a["t"], a) if a.get("r") or rng.random() < 0.6 else None
    for n, nb in b["blocks"].items():
        v = out[n]
        if isinstance(v, list) and v and rng.random() < chance:
            out[n] = rng.choice([v[:-1], v, [mutated(nb["b"], v[0], 0.4)] + v[1:]])
    return out


def coded(v):
    if v is UNK:
        return {"$unknown": True}
    if isinstance(v, dict):
        return {k: coded(x) for k, x in v.items()}
    if isinstance(v, (list, tuple)):
        return [coded(x) for x in v]
    return v


def emit(name, prior, config, tags, answer):
    planned, paths, action = answer
    print(json.dumps({"type": name, "prior": coded(prior), "config": coded(config), "tags": coded(tags),
                      "planned": coded(planned), "paths": paths, "action": action}))


data = load_data.load(folder + "/aws.json.gz")
for name, res in sorted(data["resources"].items()):
    t = predict.block_type(res["b"])
    for _ in range(rounds):
        tags = rng.choice([None, None, {"owner": "x"}, {"owner": UNK}])
        config = block(res["b"], rng.choice([0.1, 0.3, 0.6]))
        created = predict.plan(res, None, config, tags)
        emit(name, None, config, tags, created)
        prior = applied(t, predict.core_normalise(res["b"], created[0]))
        changed = mutated(res["b"], config, rng.choice([0.0, 0.1, 0.4]))
        emit(name, prior, changed, tags, predict.plan(res, prior, changed, tags))
