"""From TopoJSON to quantised Mercator: fills cut into cells and triangulated, lines cut into chunks."""

import json
import math

import mapbox_earcut
import numpy
import shapely
from shapely.geometry import LineString, MultiPolygon, Polygon, box

# One side of the Web Mercator unit square in quantisation steps; a step is 9.6 m on the equator.
SIDE = 1 << 22
MAX_LAT = 85.05112877980659
# Fills that end at the antimeridian run past it by so many steps: copies of the world side by side show no seam.
SPILL = 16
POINTS_PER_CHUNK = 64


def mercator(lon, lat):
    """Longitude and latitude in degrees to quantisation steps, as floats, y growing southwards."""
    lat = math.radians(max(-MAX_LAT, min(MAX_LAT, lat)))
    x = (lon + 180.0) / 360.0
    y = (1.0 - math.asinh(math.tan(lat)) / math.pi) / 2.0
    return x * SIDE, y * SIDE


class Topology:
    """A TopoJSON file with its arcs decoded to lists of (lon, lat)."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            data = json.load(file)
        (scale_x, scale_y), (move_x, move_y) = data["transform"]["scale"], data["transform"]["translate"]
        self.objects = data["objects"]
        self.arcs = []
        for arc in data["arcs"]:
            x = y = 0
            points = []
            for step in arc:
                x, y = x + step[0], y + step[1]
                points.append((x * scale_x + move_x, y * scale_y + move_y))
            self.arcs.append(points)

    def simplify(self, keep_full, tolerance):
        """Thin out every arc that stays outside the box `keep_full`; shared arcs stay shared."""
        west, south, east, north = keep_full
        for index, arc in enumerate(self.arcs):
            lons, lats = [p[0] for p in arc], [p[1] for p in arc]
            apart = max(lons) < west or min(lons) > east or max(lats) < south or min(lats) > north
            if not apart or len(arc) < 5:
                continue
            thin = list(LineString(unwrapped(arc)).simplify(tolerance, preserve_topology=False).coords)
            if arc[0] != arc[-1] or len(thin) >= 4:
                self.arcs[index] = [(wrapped(lon), lat) for lon, lat in thin]

    def geometries(self, name):
        top = self.objects[name]
        return top.get("geometries", [top])

    def line(self, indices):
        points = []
        for index in indices:
            arc = self.arcs[index] if index >= 0 else self.arcs[~index][::-1]
            points.extend(arc[1:] if points else arc)
        return points

    def polygons(self, name):
        """Every polygon of an object as rings of (lon, lat)."""
        return [[self.line(ring) for ring in rings] for geo in self.geometries(name) for rings in polygon_arcs(geo)]

    def lines(self, name):
        out = []
        for geo in self.geometries(name):
            parts = [geo["arcs"]] if geo["type"] == "LineString" else geo["arcs"]
            out.extend(self.line(part) for part in parts)
        return out

    def mesh(self, name, owner=lambda geo: id(geo)):
        """Arcs with one owner (coasts) and arcs between two owners (borders)."""
        owners = {}
        for geo in self.geometries(name):
            for rings in polygon_arcs(geo):
                for ring in rings:
                    for index in ring:
                        owners.setdefault(index if index >= 0 else ~index, []).append(owner(geo))
        outer = [self.arcs[i] for i in sorted(owners) if len(owners[i]) == 1]
        inner = [self.arcs[i] for i in sorted(owners) if len(set(owners[i])) > 1]
        return outer, inner


def polygon_arcs(geo):
    if geo["type"] == "Polygon":
        return [geo["arcs"]]
    return geo["arcs"] if geo["type"] == "MultiPolygon" else []


def wrapped(lon):
    return lon if -180 <= lon <= 180 else (lon + 180) % 360 - 180


def unwrapped(points):
    """The same points with longitudes that run on where the line crosses the antimeridian."""
    out, turn = [points[0]], 0
    for (before, _), (lon, lat) in zip(points, points[1:]):
        turn += 360 if before - lon > 180 else -360 if lon - before > 180 else 0
        out.append((lon + turn, lat))
    return out


def split_at_world_edge(points):
    """Lines cut at the antimeridian, without the segments that a publisher draws along it or below the square."""
    part, out = [points[0]], []
    for a, b in zip(points, points[1:]):
        if min(abs(a[0]), abs(b[0])) > 179.99 or max(a[1], b[1]) < -84.9:
            out.append(part)
            part = [b]
        elif abs(a[0] - b[0]) > 180:
            edge = math.copysign(180.0, a[0])
            beyond = b[0] + 2 * edge
            lat = a[1] if beyond == a[0] else a[1] + (b[1] - a[1]) * (edge - a[0]) / (beyond - a[0])
            out.append([*part, (edge, lat)])
            part = [(-edge, lat), b]
        else:
            part.append(b)
    out.append(part)
    return [part for part in out if len(part) > 1]


def outline(ring):
    """A ring as a polygon in degrees that may run past ±180; one around the pole is closed below the square."""
    points = unwrapped(ring)
    if abs(points[-1][0] - points[0][0]) > 180:
        points += [(points[-1][0], -90.0), (points[0][0], -90.0), points[0]]
    middle = (min(p[0] for p in points) + max(p[0] for p in points)) / 2
    turn = 360 * round(middle / 360)
    return Polygon([(lon - turn, lat) for lon, lat in points])


def steps_polygon(rings):
    """A polygon with its holes as a valid shape in steps, which may run past the ends of the world."""
    outer = outline(rings[0])
    holes = []
    for ring in rings[1:]:
        hole = outline(ring)
        for turn in (0, 360, -360):
            moved = shapely.transform(hole, lambda xy: xy + [turn, 0])
            if outer.buffer(0).contains(moved.buffer(0).representative_point()):
                holes.append(moved)
                break

    def project(ring):
        points = [mercator(lon, lat) for lon, lat in ring.coords]
        return [(-SPILL if abs(x) < 0.5 else SIDE + SPILL if abs(x - SIDE) < 0.5 else x, y) for x, y in points]

    shape = Polygon(project(outer.exterior), [project(hole.exterior) for hole in holes])
    return shapely.make_valid(shape, method="structure", keep_collapsed=False)


def chaikin(points, closed, rounds=2):
    """Corner cutting: the sources of lakes and rivers are rounded to a coarse grid, whose stairs this takes away."""
    for _ in range(rounds):
        out = [] if closed else [points[0]]
        for (ax, ay), (bx, by) in zip(points, points[1:]):
            out.append((0.75 * ax + 0.25 * bx, 0.75 * ay + 0.25 * by))
            out.append((0.25 * ax + 0.75 * bx, 0.25 * ay + 0.75 * by))
        out.append(out[0] if closed else points[-1])
        points = out
    return points


def on_grid(x, y, grid):
    """The nearest point whose coordinates are multiples of `grid`."""
    return round(x / grid) * grid, round(y / grid) * grid


def quantised(points, grid):
    """Points on a grid of steps, neighbours distinct."""
    out = []
    for lon, lat in points:
        point = on_grid(*mercator(lon, lat), grid)
        if not out or out[-1] != point:
            out.append(point)
    return out


def line_chunks(lines, grid):
    """Quantised polylines of at most POINTS_PER_CHUNK points; neighbouring chunks share a point."""
    for points in lines:
        for part in split_at_world_edge(points):
            steps = quantised(part, grid)
            for start in range(0, max(len(steps) - 1, 0), POINTS_PER_CHUNK - 1):
                chunk = steps[start : start + POINTS_PER_CHUNK]
                if len(chunk) > 1:
                    yield chunk


def fill_geometry(polygons, grid):
    """Shapes on a grid of steps, repeated a world further where they run past its end."""
    parts = []
    for rings in polygons:
        if len(rings[0]) < 4 or Polygon(rings[0]).area == 0:
            continue
        shape = steps_polygon([ring for ring in rings if len(ring) >= 4])
        west, _, east, _ = shape.bounds
        turns = [0] + ([SIDE] if west < SPILL else []) + ([-SIDE] if east > SIDE - SPILL else [])
        for turn in turns:
            parts.append(shapely.set_precision(shapely.transform(shape, lambda xy: xy + [turn, 0]), grid))
    return parts


def cut(shape, cells, grid, west=0, north=0, width=None):
    """Quarter a shape until every piece lies in one of `cells` x `cells` cells; pieces overlap by a line of the grid."""
    width = width or cells
    unit = SIDE // cells
    frame = (west * unit - grid, north * unit - grid, (west + width) * unit + grid, (north + width) * unit + grid)
    bounds = shape.bounds
    if not bounds or math.isnan(bounds[0]) or shape.is_empty:
        return
    reach = (frame[0] - SPILL if west == 0 else frame[0], frame[1],
             frame[2] + SPILL if west + width == cells else frame[2], frame[3])
    if bounds[0] > reach[2] or bounds[2] < reach[0] or bounds[1] > reach[3] or bounds[3] < reach[1]:
        return
    inside = bounds[0] >= reach[0] and bounds[2] <= reach[2] and bounds[1] >= reach[1] and bounds[3] <= reach[3]
    piece = shape if inside else shape.intersection(box(*reach))
    if piece.is_empty:
        return
    if width == 1:
        yield (west, north), piece
        return
    half = width // 2
    for down in (0, half):
        for across in (0, half):
            yield from cut(piece, cells, grid, west + across, north + down, half)


def only_polygons(shape):
    if isinstance(shape, Polygon):
        return [shape]
    if isinstance(shape, MultiPolygon):
        return list(shape.geoms)
    return [part for sub in getattr(shape, "geoms", []) for part in only_polygons(sub)]


def triangulate(polygon, grid):
    """Points on a grid of steps and triangles of one winding, without those of no area."""
    rings, ends = [], []
    for ring in [polygon.exterior, *polygon.interiors]:
        points = [on_grid(x, y, grid) for x, y in ring.coords[:-1]]
        points = [p for i, p in enumerate(points) if p != points[i - 1]]
        if len(points) >= 3:
            rings.extend(points)
            ends.append(len(rings))
        elif not ends:
            return [], []
    flat = numpy.array(rings, dtype=numpy.float64)
    corners = mapbox_earcut.triangulate_float64(flat, numpy.array(ends, dtype=numpy.uint32)).reshape(-1, 3)
    triangles = []
    for a, b, c in corners.tolist():
        (ax, ay), (bx, by), (cx, cy) = rings[a], rings[b], rings[c]
        twice = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
        if twice:
            triangles.append((a, b, c) if twice > 0 else (a, c, b))
    return rings, triangles


def fill_chunks(polygons, cells, grid):
    """One mesh (cell, points, triangles) per cell that has any land or lake."""
    meshes = {}
    for shape in fill_geometry(polygons, grid):
        for cell, piece in cut(shape, cells, grid):
            for polygon in only_polygons(piece):
                points, triangles = triangulate(polygon, grid)
                if triangles:
                    all_points, all_triangles = meshes.setdefault(cell, ([], []))
                    base = len(all_points)
                    all_points.extend(points)
                    all_triangles.extend((a + base, b + base, c + base) for a, b, c in triangles)
    for cell in sorted(meshes):
        yield cell, *meshes[cell]
