"""Makes the map's outline (land.txt) from land-50m.json of the npm package world-atlas 2.0.2.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python3 outline.py package/land-50m.json > land.txt

One ring per line: longitude and latitude in hundredths of a degree, the first pair absolute, every
further one as the difference to the one before. Rings are simplified (Douglas-Peucker) and small
islands and Antarctica left out: the map shows places, it is no chart to sail by.
"""

import json
import sys

TOLERANCE_DEGREES = 0.16
AREA_MIN_SQUARE_DEGREES = 0.55
LATITUDE_MIN = -58.0


def arcs_of(topology):
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        yield points


def ring_of(indices, arcs):
    """The points of a ring; beyond 180 degrees where land crosses the date line."""
    points = []
    turns = 0
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        for longitude, latitude in arc if not points else arc[1:]:
            if points:
                step = longitude + turns - points[-1][0]
                turns += -360 if step > 180 else 360 if step < -180 else 0
            points.append((longitude + turns, latitude))
    middle = (min(p[0] for p in points) + max(p[0] for p in points)) / 2
    shift = -360 * round(middle / 360)
    return [(longitude + shift, latitude) for longitude, latitude in points]


def area(ring):
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:]))) / 2


def distance(point, start, end):
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    t = 0 if length == 0 else max(0, min(1, ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length))
    return ((point[0] - start[0] - t * dx) ** 2 + (point[1] - start[1] - t * dy) ** 2) ** 0.5


def simplified(points):
    keep = {0, len(points) - 1}
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        if last - first < 2:
            continue
        far, index = max((distance(points[i], points[first], points[last]), i) for i in range(first + 1, last))
        if far > TOLERANCE_DEGREES:
            keep.add(index)
            stack += [(first, index), (index, last)]
    return [points[i] for i in sorted(keep)]


def simplified_ring(ring):
    # The two ends of a closed ring are one point: split it at the point farthest from it.
    middle = max(range(len(ring)), key=lambda i: distance(ring[i], ring[0], ring[0]))
    return simplified(ring[: middle + 1])[:-1] + simplified(ring[middle:])[:-1]


def main():
    topology = json.load(open(sys.argv[1]))
    arcs = list(arcs_of(topology))
    rings = []
    for geometry in topology["objects"]["land"]["geometries"]:
        polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        rings += [ring_of(ring, arcs) for polygon in polygons for ring in polygon]
    for ring in sorted(rings, key=area, reverse=True):
        if area(ring) < AREA_MIN_SQUARE_DEGREES or max(p[1] for p in ring) < LATITUDE_MIN:
            continue
        line, before = [], (0, 0)
        for longitude, latitude in simplified_ring(ring):
            point = round(longitude * 100), round(latitude * 100)
            line += [str(point[0] - before[0]), str(point[1] - before[1])]
            before = point
        print(" ".join(line))


main()
