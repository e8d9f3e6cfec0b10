"""How far doubles stray from the 60-digit paths of elementwise.py, coupled.py and further.py by rounding alone: runs them
again in Python's floats and writes rounding.csv (method;problem;largest relative difference over the rows): the measured
bound of their chaos, from which the tests take their tolerance.
Run after them:  /usr/bin/python3 rounding.py
"""
import contextlib
import io
import os
import re
import tempfile

here = os.path.dirname(os.path.abspath(__file__))


def rows(path):
    with open(path) as file:
        for line in file.read().split('\n')[1:]:
            if line:
                *key, x = line.split(';')
                yield tuple(key), [float(a) for a in x.split(',')]


with open(here + '/rounding.csv', 'w') as out, tempfile.TemporaryDirectory() as floats:
    print('method;problem;relative difference', file=out)
    for name in 'elementwise', 'coupled', 'further':
        with open(f'{here}/{name}.py') as file:
            text = re.sub(r'from mpmath import .*', 'from math import sqrt, log, exp\nD = float\n'
                          "mp = SimpleNamespace()\nnstr = lambda a, *b, **c: '%.25g' % a", file.read())
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(text, name, 'exec'), {'__file__': f'{floats}/{name}.py', '__name__': name})
        strayed = dict(rows(f'{floats}/{name}.csv'))
        largest = {}
        for key, x in rows(f'{here}/{name}.csv'):
            difference = max(abs(p - q) for p, q in zip(x, strayed[key])) / max(1, *map(abs, x))
            largest[key[:2]] = max(largest.get(key[:2], 0), difference)
        for (method, problem), difference in largest.items():
            print(method, problem, f'{difference:.1e}', sep=';', file=out)
