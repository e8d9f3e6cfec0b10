#!/usr/bin/python3
"""Writes test/golden/datasets/numpy.txt: what numpy.save makes of small arrays of every type, byte order, order of
indices and version of its format. A line each: dtype, order, version, shape, the values in C order, the file in
hexadecimal."""
import io
import sys
import warnings

import numpy
from numpy.lib import format as npy

warnings.filterwarnings("ignore")
out = open(sys.argv[1], "w") if len(sys.argv) > 1 else sys.stdout
kinds = ["b1", "i1", "u1"] + [order + kind for kind in ("i2", "i4", "i8", "u2", "u4", "u8", "f4", "f8") for order in "<>"]
for kind in kinds:
    for order in "CF":
        for version, shape in (((1, 0), (3, 2)), ((2, 0), (2, 3, 2)), ((3, 0), (4,))):
            count = int(numpy.prod(shape))
            values = [(7 * k) % 5 - (2 if kind[-2] in "if" else 0) for k in range(count)]
            if kind == "b1":
                values = [value % 2 for value in values]
            if "f" in kind:
                values = [value / 4 for value in values]
            array = numpy.asarray(values, dtype=kind).reshape(shape, order="C")
            array = numpy.asarray(array, dtype=kind, order=order)
            file = io.BytesIO()
            npy.write_array(file, array, version=version)
            print(kind, order, version[0], "x".join(map(str, shape)), ",".join(map(str, values)), file.getvalue().hex(),
                  file=out)
