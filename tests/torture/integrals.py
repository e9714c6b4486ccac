#!/usr/bin/env python3
# Random integrals with their values by mpmath, a line each: the integral as
# certificates write it, a tab, and its value to 25 digits.  Usage:
#   integrals.py COUNT [SEED] > integrals.txt
# Kept are those that two quadratures of different degree, and of different
# working precision, agree on to 28 digits; none of it uses the program's code.
import random
import sys

import mpmath as mp

mp.mp.dps = 40


def number(r):
    p, q = r.randint(1, 9), r.choice([1, 1, 2, 3, 4, 5, 7, 10])
    return mp.mpf(p) / q, text_q(p, q)


def text_q(p, q):
    from fractions import Fraction
    f = Fraction(p, q)
    return str(f.numerator) if f.denominator == 1 else f"{f.numerator}/{f.denominator}"


UNARY = {
    "exp": mp.exp, "sin": mp.sin, "cos": mp.cos, "atan": mp.atan,
    "tanh": mp.tanh, "erf": mp.erf, "sinh": mp.sinh, "asinh": mp.asinh,
    "cosh": mp.cosh, "log1p": mp.log1p, "expm1": mp.expm1,
}


def smooth(r, depth):
    """A function of t and its text, defined for all t > 0 at least."""
    if depth == 0:
        if r.random() < 0.6:
            return (lambda t: t), "@57"
        c, s = number(r)
        return (lambda t: c), s
    k = r.randrange(9)
    f, fs = smooth(r, depth - 1)
    if k < 3:
        name = r.choice(sorted(UNARY))
        if name == "log1p":
            return (lambda t: mp.log1p(f(t)**2)), f"(log1p (pow {fs} 2))"
        g = UNARY[name]
        return (lambda t: g(f(t))), f"({name} {fs})"
    h, hs = smooth(r, depth - 1)
    if k == 3:
        return (lambda t: f(t) + h(t)), f"(add {fs} {hs})"
    if k == 4:
        return (lambda t: f(t) - h(t)), f"(sub {fs} {hs})"
    if k in (5, 6):
        return (lambda t: f(t) * h(t)), f"(mul {fs} {hs})"
    if k == 7:
        c, s = number(r)
        return ((lambda t: f(t) / (h(t)**2 + c)),
                f"(div {fs} (add (pow {hs} 2) {s}))")
    n = r.randint(2, 4)
    return (lambda t: f(t)**n), f"(pow {fs} {n})"


def integral(r):
    kind = r.randrange(8)
    f, fs = smooth(r, r.randint(1, 3))
    a, a_s = number(r)
    b, b_s = number(r)
    if kind < 3:                        # proper, either way round
        if a == b:
            return None
        return f, fs, [a, b], a_s, b_s
    if kind == 3:                       # a peak
        c = (a + b) / 2 + (b - a) / 17
        w, w_s = r.choice([(100, "100"), (10**4, "10000"), (10**6, "1000000")])
        if a >= b:
            return None
        cs = f"(add (div (add {a_s} {b_s}) 2) (div (sub {b_s} {a_s}) 17))"
        g = f"(div 1 (add 1 (mul {w_s} (pow (sub @57 {cs}) 2))))"
        pts = [a] + [c - mp.mpf(10)**-k for k in range(1, 6)
                     if c - mp.mpf(10)**-k > a]
        pts += [c] + sorted(c + mp.mpf(10)**-k for k in range(1, 6)
                            if c + mp.mpf(10)**-k < b) + [b]
        return ((lambda t: 1 / (1 + w * (t - c)**2)), g, pts, a_s, b_s)
    if kind == 4:                       # a kink inside
        if a >= b:
            return None
        c = (2 * a + b) / 3
        cs = f"(div (add (mul 2 {a_s}) {b_s}) 3)"
        return ((lambda t: abs(t - c) * mp.cos(t)),
                f"(mul (abs (sub @57 {cs})) (cos @57))", [a, c, b], a_s, b_s)
    if kind == 5:                       # a power or logarithm at 0
        p, q = r.randint(1, 5), r.randint(2, 6)
        if p % q == 0:
            return None
        if r.random() < 0.5:
            return ((lambda t: t**(mp.mpf(-1) / q) * mp.cos(t)),
                    f"(div (cos @57) (root @57 1/{q}))" if q > 2 else
                    "(div (cos @57) (sqrt @57))", [0, b], "0", b_s)
        return ((lambda t: mp.log(t) * mp.exp(-a * t)),
                f"(mul (log @57) (exp (neg (mul {a_s} @57))))",
                [0, b], "0", b_s)
    if kind == 6:                       # to infinity, exponentials
        return ((lambda t: t**2 * mp.exp(-a * t) * mp.sin(b * t)),
                f"(mul (mul (pow @57 2) (exp (neg (mul {a_s} @57)))) "
                f"(sin (mul {b_s} @57)))", [0, 1, 4, mp.inf], "0", "inf")
    return ((lambda t: mp.exp(-a * t**2 + b * t) / (1 + t**2)),
            f"(div (exp (sub (mul {b_s} @57) (mul {a_s} (pow @57 2)))) "
            f"(add 1 (pow @57 2)))", [-mp.inf, -2, 0, 2, mp.inf], "-inf", "inf")


def value(f, pts):
    mp.mp.dps = 40
    x = mp.quad(f, pts, maxdegree=9)
    mp.mp.dps = 55
    y = mp.quad(f, [pts[0]] + [p for u, v in zip(pts, pts[1:])
                               for p in ([(u + v) / 2, v] if mp.isfinite(u) and
                                         mp.isfinite(v) else [v])],
                maxdegree=10)
    if not mp.isfinite(x) or mp.im(y) != 0:
        return None
    if abs(x - y) > mp.mpf(10)**-28 * max(1, abs(y)) or abs(y) > 1e30:
        return None
    return y


def main():
    count = int(sys.argv[1])
    r = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    while count > 0:
        case = integral(r)
        if case is None:
            continue
        f, fs, pts, a_s, b_s = case
        try:
            y = value(f, pts)
        except (OverflowError, ValueError, ZeroDivisionError,
                mp.libmp.NoConvergence):
            continue
        if y is None:
            continue
        print(f"(integral @57 {a_s} {b_s} {fs})\t{mp.nstr(y, 25)}")
        count -= 1


main()
