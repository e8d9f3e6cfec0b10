#!/usr/bin/env python3
"""Values of the catalogue's functions by formulas written anew after their sources, in 50 digits: values.csv.

Each function at its customary start and at a point beside it. Needs python3-mpmath; run here without arguments.
"""
from mpmath import atan2, cos, exp, fprod, fsum, log, mp, mpf, pi, sin, sqrt

mp.dps = 50
functions = {}


def function(text, start, beside=1):
    """`start`: the coordinates; `beside`: how far the second point is from it, 0 where only in proportion."""
    def keep(f):
        functions[text] = (f, [mpf(v) for v in start], beside)
        return f
    return keep


def cycle(values, n):
    return [values[i % len(values)] for i in range(n)]


def squares(residuals):
    return fsum(r * r for r in residuals)


def pairs(x):
    return zip(x, x[1:])


# Bowls.
function("sphere(dimension=3)", [4, -3, 4])(squares)
function("discus(dimension=3)", [3, 4, 3])(lambda x: 10**6 * x[0]**2 + squares(x[1:]))
function("cigar(dimension=3, condition=50)", [4, 3, 4])(lambda x: x[0]**2 + 50 * squares(x[1:]))
function("sum_squares(dimension=3)", [8, -6, 8])(lambda x: x[0]**2 + 2 * x[1]**2 + 3 * x[2]**2)
function("schwefel_1_2(dimension=3)", [80, 60, 80])(lambda x: x[0]**2 + (x[0] + x[1])**2 + sum(x)**2)
function("schwefel_2_21", [80, 50])(lambda x: max(map(abs, x)))
function("schwefel_2_22(dimension=3)", [8, 5, 8])(lambda x: sum(map(abs, x)) + fprod(map(abs, x)))
function("chung_reynolds(dimension=3)", [80, 60, 80])(lambda x: squares(x)**2)
function("exponential(dimension=3)", [.9, -.7, .9], .1)(lambda x: -exp(-squares(x) / 2))
function("booth", [-9, -9])(lambda x: (x[0] + 2 * x[1] - 7)**2 + (2 * x[0] + x[1] - 5)**2)
function("matyas", [-3, 3])(lambda x: mpf(26) / 100 * squares(x) - mpf(48) / 100 * x[0] * x[1])


def rotated(x, condition, degrees):
    n, angle = len(x), mpf(degrees) * pi / 180
    y = list(x)
    for i in range(n // 2):
        j = n - 1 - i
        y[i], y[j] = cos(angle) * x[i] + sin(angle) * x[j], cos(angle) * x[j] - sin(angle) * x[i]
    return fsum(mpf(condition)**(mpf(i) / (n - 1)) * y[i]**2 for i in range(n)) / 2


function("quadratic", [8, 3])(lambda x: rotated(x, 100, 0))
function("quadratic(dimension=5, condition=1000, rotation=30)", cycle([8, 3], 5))(lambda x: rotated(x, 1000, 30))
function("quadratic(dimension=4, condition=7, rotation=-45)", cycle([8, 3], 4))(lambda x: rotated(x, 7, -45))
function("ellipsoid(dimension=4)", cycle([4, 3], 4))(lambda x: 2 * rotated(x, 10**6, 0))


@function("different_powers(dimension=4)", cycle([.9, -.8], 4), .1)
def _(x):
    return fsum(abs(v)**(k + 2) for k, v in enumerate(x))


@function("zakharov(dimension=3)", [4, -3, 4])
def _(x):
    s = fsum((k + 1) * v for k, v in enumerate(x)) / 2
    return squares(x) + s**2 + s**4


@function("trid(dimension=4)", [-4, 4, -4, 4])
def _(x):
    return squares(v - 1 for v in x) - fsum(a * b for a, b in pairs(x))


@function("brown(dimension=3)", [1.5, 1, 1.5])
def _(x):
    return fsum((a * a)**(b * b + 1) + (b * b)**(a * a + 1) for a, b in pairs(x))


# Valleys.
def rosenbrock(x, steepness=100):
    return fsum(steepness * (b - a * a)**2 + (1 - a)**2 for a, b in pairs(x))


function("rosenbrock", [-1.2, 1])(rosenbrock)
function("rosenbrock(dimension=4, steepness=5)", cycle([-1.2, 1], 4))(lambda x: rosenbrock(x, 5))
function("cube", [-1.2, -1])(lambda x: 100 * (x[1] - x[0]**3)**2 + (1 - x[0])**2)
function("three_hump_camel", [1, 1])(
    lambda x: 2 * x[0]**2 - mpf(105) / 100 * x[0]**4 + x[0]**6 / 6 + x[0] * x[1] + x[1]**2)
function("mccormick", [-2, 4])(
    lambda x: sin(x[0] + x[1]) + (x[0] - x[1])**2 - 3 * x[0] / 2 + 5 * x[1] / 2 + 1)
function("branin", [6, 12])(
    lambda x: (x[1] - mpf("5.1") / (4 * pi**2) * x[0]**2 + 5 * x[0] / pi - 6)**2 + 10 * (1 - 1 / (8 * pi)) * cos(x[0]) + 10)


@function("dixon_price(dimension=3)", [-8, 6, -8])
def _(x):
    return (x[0] - 1)**2 + fsum((k + 2) * (2 * b * b - a)**2 for k, (a, b) in enumerate(pairs(x)))


@function("powell(dimension=8)", cycle([3, -1, 0, 1], 8))
def _(x):
    total = mpf(0)
    for a, b, c, d in zip(x[::4], x[1::4], x[2::4], x[3::4]):
        total += squares([a + 10 * b, sqrt(mpf(5)) * (c - d), (b - 2 * c)**2, sqrt(mpf(10)) * (a - d)**2])
    return total


@function("beale", [1, 1])
def _(x):
    return squares(y - x[0] * (1 - x[1]**k) for k, y in ((1, mpf("1.5")), (2, mpf("2.25")), (3, mpf("2.625"))))


@function("wood", [-3, -1, -3, -1])
def _(x):
    return squares([10 * (x[1] - x[0]**2), 1 - x[0], sqrt(mpf(90)) * (x[3] - x[2]**2), 1 - x[2],
                    sqrt(mpf(10)) * (x[1] + x[3] - 2), (x[1] - x[3]) / sqrt(mpf(10))])


# Saddles.
function("saddle", [1.5, .001])(lambda x: (x[0] - x[1]) * (x[0] + x[1]))
function("monkey_saddle", [1.5, .01])(lambda x: x[0] * (x[0]**2 - 3 * x[1]**2))
function("ridge_saddle", [.001, 1.5])(lambda x: (x[0] - 1)**2 * (x[0] + 1)**2 + x[1]**2)

# Many minima.
function("rastrigin(dimension=3)", [-3.2, 2.7, -3.2])(lambda x: fsum(10 + v * v - 10 * cos(2 * pi * v) for v in x))
function("styblinski_tang(dimension=3)", [.5, -4.5, .5])(lambda x: fsum(v**4 - 16 * v**2 + 5 * v for v in x) / 2)
function("alpine(dimension=3)", [7, -5, 7])(lambda x: fsum(abs(v * sin(v) + v / 10) for v in x))
function("qing(dimension=3)", [2, -.2, 2])(lambda x: squares(v * v - k for k, v in enumerate(x, 1)))
function("egg_crate", [4, -2])(lambda x: squares(x) + 25 * squares(map(sin, x)))
function("himmelblau", [5, -5])(lambda x: squares([x[0]**2 + x[1] - 11, x[0] + x[1]**2 - 7]))
function("easom", [2.9, 2.9], .1)(lambda x: -cos(x[0]) * cos(x[1]) * exp(-squares(v - pi for v in x)))
function("six_hump_camel", [1.5, 1])(
    lambda x: 4 * x[0]**2 - mpf(21) / 10 * x[0]**4 + x[0]**6 / 3 + x[0] * x[1] - 4 * x[1]**2 + 4 * x[1]**4)
function("adjiman", [-.5, .8])(lambda x: cos(x[0]) * sin(x[1]) - x[0] / (x[1]**2 + 1))
function("bukin_6", [-10, -2])(lambda x: 100 * sqrt(abs(x[1] - x[0]**2 / 100)) + abs(x[0] + 10) / 100)
function("bohachevsky_1", [1.3, -1.1])(
    lambda x: x[0]**2 + 2 * x[1]**2 - mpf(3) / 10 * cos(3 * pi * x[0]) - mpf(4) / 10 * cos(4 * pi * x[1]) + mpf(7) / 10)
function("levy_13", [.9, 1.1])(
    lambda x: sin(3 * pi * x[0])**2 + (x[0] - 1)**2 * (1 + sin(3 * pi * x[1])**2)
    + (x[1] - 1)**2 * (1 + sin(2 * pi * x[1])**2))
function("bird", [0, 5])(
    lambda x: sin(x[0]) * exp((1 - cos(x[1]))**2) + cos(x[1]) * exp((1 - sin(x[0]))**2) + (x[0] - x[1])**2)
function("shubert", [-.5, .5])(
    lambda x: fprod(fsum(j * cos((j + 1) * v + j) for j in range(1, 6)) for v in x))
function("trefethen", [.1, .3], .1)(
    lambda x: exp(sin(50 * x[0])) + sin(60 * exp(x[1])) + sin(70 * sin(x[0])) + sin(sin(80 * x[1]))
    - sin(10 * (x[0] + x[1])) + squares(x) / 4)
function("deckkers_aarts", [.5, 5])(
    lambda x: 10**5 * x[0]**2 + x[1]**2 - squares(x)**2 + squares(x)**4 / 10**5)


@function("ackley(dimension=3)", [2.3, -1.4, 2.3])
def _(x):
    return 20 - 20 * exp(-sqrt(squares(x) / 3) / 5) + exp(mpf(1)) - exp(fsum(cos(2 * pi * v) for v in x) / 3)


@function("griewank(dimension=3)", [8, -6, 8])
def _(x):
    return 1 + squares(x) / 4000 - fprod(cos(v / sqrt(mpf(k))) for k, v in enumerate(x, 1))


@function("schwefel(dimension=3)", [350, 250, 350])
def _(x):
    return fsum(mpf("418.9828872724338") - v * sin(sqrt(abs(v))) for v in x)


@function("levy(dimension=3)", [-6, 7, -6])
def _(x):
    w = [1 + (v - 1) / 4 for v in x]
    return (sin(pi * w[0])**2 + fsum((v - 1)**2 * (1 + 10 * sin(pi * v + 1)**2) for v in w[:-1])
            + (w[-1] - 1)**2 * (1 + sin(2 * pi * w[-1])**2))


@function("michalewicz(dimension=3)", [2, 1.8, 2], .1)
def _(x):
    return -fsum(sin(v) * sin(k * v * v / pi)**20 for k, v in enumerate(x, 1))


@function("salomon(dimension=3)", [2.3, -1.4, 2.3])
def _(x):
    r = sqrt(squares(x))
    return 1 - cos(2 * pi * r) + r / 10


@function("happy_cat(dimension=3)", [1.5, .5, 1.5], .1)
def _(x):
    return abs(squares(x) - 3)**(mpf(1) / 4) + (squares(x) / 2 + sum(x)) / 3 + mpf(1) / 2


@function("goldstein_price", [.2, -.5])
def _(x):
    a, b = x
    first = 1 + (a + b + 1)**2 * (19 - 14 * a + 3 * a * a - 14 * b + 6 * a * b + 3 * b * b)
    return first * (30 + (2 * a - 3 * b)**2 * (18 - 32 * a + 12 * a * a + 48 * b - 36 * a * b + 27 * b * b))


@function("cross_in_tray", [2.2, .8])
def _(x):
    return -(abs(sin(x[0]) * sin(x[1]) * exp(abs(100 - sqrt(squares(x)) / pi))) + 1)**(mpf(1) / 10) / 10**4


@function("holder_table", [7, 7])
def _(x):
    return -abs(sin(x[0]) * cos(x[1]) * exp(abs(1 - sqrt(squares(x)) / pi)))


@function("drop_wave", [.5, .5], .1)
def _(x):
    return -(1 + cos(12 * sqrt(squares(x)))) / (squares(x) / 2 + 2)


@function("eggholder", [400, 300])
def _(x):
    a, b = x[0], x[1] + 47
    return -b * sin(sqrt(abs(b + a / 2))) - a * sin(sqrt(abs(a - b)))


def schaffer(top, x):
    return mpf(1) / 2 + (top**2 - mpf(1) / 2) / (1 + squares(x) / 1000)**2


function("schaffer_2", [1.5, .4])(lambda x: schaffer(sin(x[0]**2 - x[1]**2), x))
function("schaffer_4", [.4, 1.6])(lambda x: schaffer(cos(sin(abs(x[0]**2 - x[1]**2))), x))


@function("giunta", [-.8, -.5], .1)
def _(x):
    u = [mpf(16) / 15 * v - 1 for v in x]
    return mpf(6) / 10 + fsum(sin(v) + sin(v)**2 + sin(4 * v) / 50 for v in u)


shekel_a = [[4] * 4, [1] * 4, [8] * 4, [6] * 4, [3, 7, 3, 7], [2, 9, 2, 9], [5, 5, 3, 3], [8, 1, 8, 1], [6, 2, 6, 2],
            ["7", "3.6", "7", "3.6"]]
shekel_c = "0.1 0.2 0.2 0.4 0.4 0.6 0.3 0.7 0.5 0.5".split()
for terms in (5, 7, 10):
    function(f"shekel_{terms}", [5] * 4)(lambda x, terms=terms: -fsum(
        1 / (squares(v - mpf(a) for v, a in zip(x, row)) + mpf(c)) for row, c in zip(shekel_a[:terms], shekel_c)))


def hartmann(x, a, p):
    return -fsum(mpf(c) * exp(-fsum(mpf(av) * (v - mpf(pv))**2 for av, pv, v in zip(ar.split(), pr.split(), x)))
                 for c, ar, pr in zip(("1", "1.2", "3", "3.2"), a, p))


function("hartmann_3", [.5] * 3, .1)(lambda x: hartmann(
    x, ["3 10 30", ".1 10 35", "3 10 30", ".1 10 35"],
    [".3689 .1170 .2673", ".4699 .4387 .7470", ".1091 .8732 .5547", ".03815 .5743 .8828"]))
function("hartmann_6", [.5] * 6, .1)(lambda x: hartmann(
    x, ["10 3 17 3.5 1.7 8", ".05 10 17 .1 8 14", "3 3.5 1.7 10 17 8", "17 8 .05 10 .1 14"],
    [".1312 .1696 .5569 .0124 .8283 .5886", ".2329 .4135 .8307 .3736 .1004 .9991",
     ".2348 .1451 .3522 .2883 .3047 .6650", ".4047 .8828 .8732 .5743 .1091 .0381"]))

# Moré, Garbow & Hillstrom.
function("freudenstein_roth", [.5, -2])(
    lambda x: squares([x[0] - 13 + 5 * x[1]**2 - x[1]**3 - 2 * x[1], x[0] - 29 + x[1]**3 + x[1]**2 - 14 * x[1]]))
function("powell_badly_scaled", [0, 1], .01)(
    lambda x: squares([10**4 * x[0] * x[1] - 1, exp(-x[0]) + exp(-x[1]) - mpf("1.0001")]))
function("brown_badly_scaled", [1, 1])(
    lambda x: squares([x[0] - 10**6, x[1] - mpf(2) / 10**6, x[0] * x[1] - 2]))
function("jennrich_sampson", [.3, .4], .1)(
    lambda x: squares(2 + 2 * k - exp(k * x[0]) - exp(k * x[1]) for k in range(1, 11)))
function("helical_valley", [-1, 0, 0])(lambda x: squares(
    [10 * (x[2] - 10 * helical_angle(x[0], x[1])), 10 * (sqrt(x[0]**2 + x[1]**2) - 1), x[2]]))


def helical_angle(a, b):
    """In turns; of MGH's two branches of arctan(b/a)."""
    turns = atan2(b, a) / (2 * pi)
    return turns + 1 if a < 0 and b < 0 else turns


bard = ".14 .18 .22 .25 .29 .32 .35 .39 .37 .58 .73 .96 1.34 2.10 4.39".split()
function("bard", [1] * 3)(lambda x: squares(
    mpf(y) - x[0] - k / ((16 - k) * x[1] + min(k, 16 - k) * x[2]) for k, y in enumerate(bard, 1)))
gaussian = ".0009 .0044 .0175 .0540 .1295 .2420 .3521 .3989".split()
function("gaussian", [.4, 1, 0], .1)(lambda x: squares(
    x[0] * exp(-x[1] * (mpf(8 - k) / 2 - x[2])**2 / 2) - mpf((gaussian + gaussian[-2::-1])[k - 1]) for k in range(1, 16)))
meyer = "34780 28610 23650 19630 16370 13720 11540 9744 8261 7030 6005 5147 4427 3820 3307 2872".split()
function("meyer", [.02, 4000, 250], 0)(lambda x: squares(
    x[0] * exp(x[1] / (45 + 5 * k + x[2])) - mpf(y) for k, y in enumerate(meyer, 1)))
function("gulf", [5, 2.5, .15], .1)(lambda x: squares(
    exp(-abs(25 + (-50 * log(mpf(k) / 100))**(mpf(2) / 3) - x[1])**x[2] / x[0]) - mpf(k) / 100 for k in range(1, 100)))
function("box_3d", [0, 10, 20], .1)(lambda x: squares(
    exp(-t * x[0]) - exp(-t * x[1]) - x[2] * (exp(-t) - exp(-10 * t)) for t in (mpf(k) / 10 for k in range(1, 11))))
kowalik = ".1957 4 .1947 2 .1735 1 .1600 .5 .0844 .25 .0627 .167 .0456 .125 .0342 .1 .0323 .0833 .0235 .0714 .0246 .0625"
kowalik = [mpf(v) for v in kowalik.split()]
function("kowalik_osborne", [.25, .39, .415, .39], .1)(lambda x: squares(
    y - x[0] * u * (u + x[1]) / (u * (u + x[2]) + x[3]) for y, u in zip(kowalik[::2], kowalik[1::2])))
function("brown_dennis", [25, 5, -5, -1])(lambda x: squares(
    (x[0] + t * x[1] - exp(t))**2 + (x[2] + x[3] * sin(t) - cos(t))**2 for t in (mpf(k) / 5 for k in range(1, 21))))
osborne_1 = """.844 .908 .932 .936 .925 .908 .881 .850 .818 .784 .751 .718 .685 .658 .628 .603 .580 .558 .538 .522 .506 .490
               .478 .467 .457 .448 .438 .431 .424 .420 .414 .411 .406""".split()
function("osborne_1", [.5, 1.5, -1, .01, .02], 0)(lambda x: squares(
    mpf(y) - x[0] - x[1] * exp(-10 * k * x[3]) - x[2] * exp(-10 * k * x[4]) for k, y in enumerate(osborne_1)))
function("biggs_exp6", [1, 2, 1, 1, 1, 1], .1)(lambda x: squares(
    x[2] * exp(-t * x[0]) - x[3] * exp(-t * x[1]) + x[5] * exp(-t * x[4]) - exp(-t) + 5 * exp(-10 * t) - 3 * exp(-4 * t)
    for t in (mpf(k) / 10 for k in range(1, 14))))
osborne_2 = """1.366 1.191 1.112 1.013 .991 .885 .831 .847 .786 .725 .746 .679 .608 .655 .616 .606 .602 .626 .651 .724 .649
               .649 .694 .644 .624 .661 .612 .558 .533 .495 .500 .423 .395 .375 .372 .391 .396 .405 .428 .429 .523 .562 .607
               .653 .672 .708 .633 .668 .645 .632 .591 .559 .597 .625 .739 .710 .729 .720 .636 .581 .428 .292 .162 .098
               .054""".split()
function("osborne_2", [1.3, .65, .65, .7, .6, 3, 5, 7, 2, 4.5, 5.5], .1)(lambda x: squares(
    mpf(y) - x[0] * exp(-t * x[4]) - fsum(x[j] * exp(-(t - x[j + 7])**2 * x[j + 4]) for j in (1, 2, 3))
    for y, t in ((y, mpf(k) / 10) for k, y in enumerate(osborne_2))))


@function("watson", [0] * 6)
@function("watson(dimension=9)", [0] * 9)
def _(x):
    residuals = [x[0], x[1] - x[0]**2 - 1]
    for k in range(1, 30):
        t = mpf(k) / 29
        residuals.append(fsum(j * t**(j - 1) * x[j] for j in range(1, len(x)))
                         - fsum(t**j * v for j, v in enumerate(x))**2 - 1)
    return squares(residuals)


@function("extended_rosenbrock", cycle([-1.2, 1], 4))
def _(x):
    return fsum(rosenbrock(x[k:k + 2]) for k in range(0, len(x), 2))


function("penalty_1", [1, 2, 3, 4])(lambda x: squares(v - 1 for v in x) / 10**5 + (squares(x) - mpf(1) / 4)**2)


@function("penalty_2", [.5] * 4)
def _(x):
    n, a = len(x), 1 / mpf(10)**5
    y = [exp(mpf(k) / 10) + exp(mpf(k - 1) / 10) for k in range(1, n + 1)]
    return ((x[0] - mpf(2) / 10)**2
            + a * squares(exp(x[k] / 10) + exp(x[k - 1] / 10) - y[k] for k in range(1, n))
            + a * squares(exp(v / 10) - exp(-mpf(1) / 10) for v in x[1:])
            + (fsum((n - k) * v * v for k, v in enumerate(x)) - 1)**2)


@function("variably_dimensioned", [1 - mpf(k) / 10 for k in range(1, 11)])
def _(x):
    s = fsum(k * (v - 1) for k, v in enumerate(x, 1))
    return squares(v - 1 for v in x) + s**2 + s**4


@function("trigonometric", [mpf(1) / 10] * 10)
def _(x):
    c = fsum(map(cos, x))
    return squares(len(x) - c + k * (1 - cos(v)) - sin(v) for k, v in enumerate(x, 1))


@function("brown_almost_linear", [.5] * 10)
def _(x):
    return squares([v + sum(x) - len(x) - 1 for v in x[:-1]] + [fprod(x) - 1])


grid = [mpf(k) / 11 for k in range(1, 11)]


@function("discrete_boundary_value", [t * (t - 1) for t in grid], .1)
def _(x):
    z = [mpf(0), *x, mpf(0)]
    return squares(2 * z[k] - z[k - 1] - z[k + 1] + (z[k] + t + 1)**3 / 242 for k, t in enumerate(grid, 1))


@function("discrete_integral_equation", [t * (t - 1) for t in grid], .1)
def _(x):
    cubes = [(v + t + 1)**3 for v, t in zip(x, grid)]
    return squares(
        v + ((1 - t) * fsum(s * c for s, c in zip(grid[:k], cubes)) + t * fsum(
            (1 - s) * c for s, c in zip(grid[k:], cubes[k:]))) / 22 for k, (v, t) in enumerate(zip(x, grid), 1))


@function("broyden_tridiagonal", [-1] * 10)
def _(x):
    z = [0, *x, 0]
    return squares((3 - 2 * z[k]) * z[k] - z[k - 1] - 2 * z[k + 1] + 1 for k in range(1, len(x) + 1))


@function("broyden_banded", [-1] * 10)
def _(x):
    n = len(x)
    return squares(x[k] * (2 + 5 * x[k]**2) + 1 - fsum(x[j] * (1 + x[j]) for j in range(max(0, k - 5), min(n, k + 2)) if j != k)
                   for k in range(n))


def linear(x, rows):
    """`rows`: the matrix; the residuals are rows x - 1."""
    return squares(fsum(a * v for a, v in zip(row, x)) - 1 for row in rows)


n, m = 10, 20
function("linear_full_rank", [1] * n)(lambda x: linear(
    x, [[(1 if i == j else 0) - mpf(2) / m for j in range(n)] for i in range(m)]))
function("linear_rank_1", [1] * n)(lambda x: linear(x, [[i * j for j in range(1, n + 1)] for i in range(1, m + 1)]))
function("linear_rank_1_zero", [1] * n)(lambda x: linear(
    x, [[0] * n] + [[0] + [(i - 1) * j for j in range(2, n)] + [0] for i in range(2, m)] + [[0] * n]))


@function("chebyquad", [mpf(k) / 9 for k in range(1, 9)], .1)
def _(x):
    n = len(x)
    total = mpf(0)
    now, before = [2 * v - 1 for v in x], [mpf(1)] * n
    for k in range(1, n + 1):
        integral = mpf(-1) / (k * k - 1) if k % 2 == 0 else mpf(0)
        total += (fsum(now) / n - integral)**2
        now, before = [2 * (2 * v - 1) * t - b for v, t, b in zip(x, now, before)], now
    return total


def main():
    with open("values.csv", "w") as file:
        file.write("function,x,f\n")
        for text, (f, start, beside) in functions.items():
            for near in (False, True):
                x = [float(v) for v in start]
                if near:
                    x = [float(v * (1 + cos(k) / 20) + beside * sin(2 * k) * 3 / 100) for k, v in enumerate(start, 1)]
                value = f([mpf(v) for v in x])
                file.write(f"\"{text}\",{' '.join(map(repr, x))},{mp.nstr(value, 20)}\n")


main()
