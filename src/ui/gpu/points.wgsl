// Points of incidents: the arithmetic of src/picture/points/look.rs, and the window of src/store/points.rs.

struct View {
    // The camera's centre in fixed-point Mercator, and what of it is finer than that.
    center: vec2<u32>,
    center_rest: vec2<f32>,
    // The window's edges by the clock of the layer: upper 32 and lower 12 bits.
    window_from: vec2<u32>,
    window_to: vec2<u32>,
    size_px: vec2<f32>,
    middle_px: vec2<f32>,
    px_per_unit: f32,
    // Whole turns around the world by which the camera's centre lies off.
    center_turn: f32,
    radius: f32,
    edge: f32,
    outline: f32,
    bar_step: f32,
    half_bar: f32,
    edge_share: f32,
    pale_share: f32,
    land: u32,
    ink: u32,
    colors: array<vec4<u32>, 3>,
}

@group(0) @binding(0) var<uniform> view: View;
// The rows that pass the filter, 32 in a word.
@group(0) @binding(1) var<storage, read> passes: array<u32>;
// Five words to a row, as src/store/points.rs writes them.
@group(0) @binding(2) var<storage, read> rows: array<u32>;

struct Point {
    @builtin(position) position: vec4<f32>,
    @location(0) offset: vec2<f32>,
    @location(1) @interpolate(flat) sign: u32,
    @location(2) @interpolate(flat) answer: u32,
}

const UNDATED = 0u;
const POSSIBLE = 1u;
const CERTAIN = 2u;
const NO_POINT = 127u;

fn is_before(a: vec2<u32>, b: vec2<u32>) -> bool {
    return a.x < b.x || (a.x == b.x && a.y < b.y);
}

// 3 for what lies outside the window.
fn answer_of(times: vec2<u32>, packed: u32) -> u32 {
    if packed >> 31u == 0u {
        return UNDATED;
    }
    let earliest = vec2<u32>(times.x, packed & 0xFFFu);
    let latest = vec2<u32>(times.y, (packed >> 12u) & 0xFFFu);
    if !is_before(earliest, view.window_from) && !is_before(view.window_to, latest) {
        return CERTAIN;
    }
    return select(3u, POSSIBLE, is_before(earliest, view.window_to) && is_before(view.window_from, latest));
}

// From the centre to a coordinate: integers are subtracted, so that no zoom is too near for it.
fn from_center(at: u32, center: u32, turn: f32) -> f32 {
    let apart = select(-f32(center - at), f32(at - center), at >= center) + turn * 4294967296.0;
    return select(apart, f32(bitcast<i32>(at - center)), abs(apart) < 1073741824.0);
}

fn shape_of(sign: u32) -> u32 {
    return select((sign + sign / 8u) % 8u, 0u, sign == 64u);
}

fn extent(shape: u32) -> f32 {
    switch shape {
        case 1u, 3u: { return 1.253; }
        case 2u, 5u: { return 1.528; }
        case 4u: { return 1.245; }
        case 6u: { return 1.42; }
        case 7u: { return 1.1; }
        default: { return 1.0; }
    }
}

// Four corners to a point. The upper bits of a corner's number say which answer is painted, in which copy of the world, and in
// blocks of how many rows they are scattered, as src/picture/points/mod.rs has it.
@vertex
fn vertex(
    @builtin(vertex_index) corner: u32,
    @builtin(instance_index) number: u32,
) -> Point {
    var point: Point;
    // Outside of the picture, and without extent.
    point.position = vec4<f32>(2.0, 2.0, 0.0, 1.0);
    let wanted = (corner >> 2u) % 3u;
    let turn = f32((corner / 12u) % 4u) - 1.0;
    let mask = (1u << (corner / 48u)) - 1u;
    let row = (number & ~mask) | ((number * 0x9E3779B1u) & mask);
    if ((passes[row >> 5u] >> (row & 31u)) & 1u) == 0u {
        return point;
    }
    let place = vec2<u32>(rows[row * 5u], rows[row * 5u + 1u]);
    let times = vec2<u32>(rows[row * 5u + 2u], rows[row * 5u + 3u]);
    let packed = rows[row * 5u + 4u];
    let sign = (packed >> 24u) & 127u;
    if sign == NO_POINT || answer_of(times, packed) != wanted {
        return point;
    }
    let x = from_center(place.x, view.center.x, turn - view.center_turn);
    let y = from_center(place.y, view.center.y, 0.0);
    // On whole pixels all points of a look are alike, and crisp.
    let middle = floor((vec2<f32>(x, y) - view.center_rest) * view.px_per_unit + view.middle_px) + 0.5;
    let reach = max(ceil(extent(shape_of(sign)) * view.radius + 0.5) - 1.0, 0.0) + 0.5;
    let side = vec2<f32>(f32(corner & 1u), f32((corner >> 1u) & 1u)) * 2.0 - 1.0;
    point.offset = side * reach;
    let at = (middle + point.offset) / view.size_px * 2.0 - 1.0;
    point.position = vec4<f32>(at.x, -at.y, 0.0, 1.0);
    point.sign = sign;
    point.answer = wanted;
    return point;
}

fn triangle(at: vec2<f32>) -> f32 {
    let y = at.y - 0.145 * view.radius;
    return max(abs(at.x) * 0.8660254 - y * 0.5, y) - 0.725 * view.radius;
}

fn star(at: vec2<f32>) -> f32 {
    let fold = vec2<f32>(0.809017, -0.58778525);
    var p = vec2<f32>(abs(at.x), -at.y);
    p -= 2.0 * max(dot(fold, p), 0.0) * fold;
    let other = vec2<f32>(-fold.x, fold.y);
    p -= 2.0 * max(dot(other, p), 0.0) * other;
    return abs(p.x) * 0.90867 + p.y * 0.41752 - 0.59288 * view.radius;
}

fn outside(shape: u32, at: vec2<f32>) -> f32 {
    let r = view.radius;
    let a = abs(at);
    switch shape {
        case 1u: { return max(a.x, a.y) - 0.886 * r; }
        case 2u: { return triangle(at); }
        case 3u: { return (a.x + a.y - 1.253 * r) * 0.70710678; }
        case 4u: {
            let long = 1.16 * r;
            let thick = 0.45 * r;
            return min(max(a.x - long, a.y - thick), max(a.x - thick, a.y - long));
        }
        case 5u: { return triangle(vec2<f32>(at.x, -at.y)); }
        case 6u: { return star(at); }
        case 7u: { return max(a.y, a.x * 0.8660254 + a.y * 0.5) - 0.9526 * r; }
        default: { return length(at) - r; }
    }
}

fn cover(outside: f32) -> f32 {
    return clamp(0.5 - outside, 0.0, 1.0);
}

@fragment
fn fragment(point: Point) -> @location(0) vec4<f32> {
    let shape = shape_of(point.sign);
    let place = select(point.sign % 8u, 8u, point.sign == 64u);
    let color = unpack4x8unorm(view.colors[place / 4u][place % 4u]).rgb;
    let land = unpack4x8unorm(view.land).rgb;
    let off = outside(shape, point.offset);
    let body = cover(off);
    let inner = cover(off + view.outline);
    let dark = unpack4x8unorm(view.ink).rgb;
    var ink = mix(mix(color, dark, view.edge_share), color, cover(off + view.edge));
    if point.answer == POSSIBLE {
        ink = mix(color, mix(land, color, view.pale_share), inner);
    } else if point.answer == UNDATED {
        let across = (point.offset.x + point.offset.y) * 0.70710678;
        let bar = abs(across - view.bar_step * floor(across / view.bar_step + 0.5)) - view.half_bar;
        ink = mix(color, mix(land, color, cover(bar)), inner);
    }
    return vec4<f32>(ink * body, body);
}
