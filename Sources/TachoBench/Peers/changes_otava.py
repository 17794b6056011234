#!/usr/bin/env python3
"""The change points of seeded series by Apache Otava, the series being JSON objects with `values`, one a line on standard input.

Prints one line of JSON: for each way of asking, the places that it found in each series.
"""

import json
import sys

from otava.analysis import compute_change_points, compute_change_points_orig


def places(points):
    return [int(point.index) for point in points]


def main():
    series = [json.loads(line)["values"] for line in sys.stdin]
    told = {}
    for level in (0.001, 0.05):
        told[f"hunter_{level}"] = [places(compute_change_points(list(one), max_pvalue=level)[0]) for one in series]
    told["original_0.05"] = [
        places(compute_change_points_orig(list(one), max_pvalue=0.05, seed=1)[0]) for one in series
    ]
    print(json.dumps(told))


if __name__ == "__main__":
    main()
