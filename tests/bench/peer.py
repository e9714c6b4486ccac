# tests/bench/peer.py: branch and bound with mpmath's iv.
#
# After this come: strict, f, df (a list) as functions of intervals, lo and hi
# as lists of intervals, and run().  A box is closed when the natural or the
# mean value enclosure is positive; a variable in which f is monotone is set to
# the end where f is least; the rest is halved, depth first.
from mpmath import iv, mp, libmp

num = iv.mpf


class Undefined(Exception):
    pass


def sqrt(x):
    if x.a < 0:
        raise Undefined
    return iv.sqrt(x)


def log(x):
    if not x.a > 0:
        raise Undefined
    return iv.log(x)


def atan(x):  # iv has none; atan grows, and mp rounds as told
    return iv.mpf([mp.atan(mp.mpf(x.a), rounding='f'),
                   mp.atan(mp.mpf(x.b), rounding='c')])


def sign(x):
    if x.a > 0:
        return iv.mpf(1)
    return iv.mpf(-1) if x.b < 0 else iv.mpf([-1, 1])


def holds(y):
    return y.a > 0 if strict else y.a >= 0


def fails(y):
    return y.b <= 0 if strict else y.b < 0


def value(g, x):
    try:
        return g(*x)
    except (Undefined, ZeroDivisionError, libmp.ComplexResult):
        return None


def run():
    boxes = [[iv.mpf([a.a, b.b]) for a, b in zip(lo, hi)]]
    while boxes:
        x = boxes.pop()
        y = value(f, x)
        if y is not None and holds(y):
            continue
        m = [iv.mpf(v.mid) for v in x]
        s = value(f, m)
        if s is not None and fails(s):
            return 'REFUTED'
        weight = []
        for i, g in enumerate(df):
            d = value(g, x)
            w = float(x[i].delta.b)
            if d is None:
                s = None
                weight.append(w * 1e9)
                continue
            if s is not None:
                s = s + d * (x[i] - m[i])
            weight.append(w * min(max(float(abs(d).b), 1e-9), 1e9))
            if d.a >= 0 and w > 0:
                x[i] = iv.mpf(x[i].a)
                weight[-1] = 0.0
            elif d.b <= 0 and w > 0:
                x[i] = iv.mpf(x[i].b)
                weight[-1] = 0.0
        if s is not None and holds(s):
            continue
        k = max(range(len(x)), key=lambda i: weight[i])
        if weight[k] == 0.0 and all(v.delta.b == 0 for v in x):
            y = value(f, x)
            if y is not None and holds(y):
                continue
            return 'REFUTED' if y is not None and fails(y) else 'UNDECIDED'
        if float(x[k].delta.b) < 1e-13:
            if weight[k] > 0.0:
                return 'UNDECIDED'
            boxes.append(x)  # all but faces: look once more
            continue
        mid = x[k].mid
        left, right = list(x), list(x)
        left[k] = iv.mpf([x[k].a, mid])
        right[k] = iv.mpf([mid, x[k].b])
        boxes += [left, right]
    return 'PROVED'
