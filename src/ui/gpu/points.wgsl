// Points that point_sieve.wgsl has kept, behind point_view.wgsl: the arithmetic of src/picture/points/look.rs.

@group(0) @binding(1) var<storage, read> kept: array<vec2<u32>>;

struct Corner {
    @builtin(position) position: vec4<f32>,
    @location(0) offset: vec2<f32>,
    @location(1) @interpolate(flat) sign: u32,
    @location(2) @interpolate(flat) answer: u32,
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

// Four corners to a point.
@vertex
fn vertex(@builtin(vertex_index) corner: u32, @builtin(instance_index) number: u32) -> Corner {
    let point = kept[number];
    var made: Corner;
    made.sign = point.y & 255u;
    made.answer = point.y >> 8u;
    let cell = vec2<f32>(f32(point.x & 0xFFFFu), f32(point.x >> 16u));
    let reach = max(ceil(extent(shape_of(made.sign)) * view.radius + 0.5) - 1.0, 0.0) + 0.5;
    let side = vec2<f32>(f32(corner & 1u), f32(corner >> 1u)) * 2.0 - 1.0;
    made.offset = side * reach;
    let at = (cell - f32(view.margin) + 0.5 + made.offset) / view.size_px * 2.0 - 1.0;
    made.position = vec4<f32>(at.x, -at.y, 0.0, 1.0);
    return made;
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
fn fragment(point: Corner) -> @location(0) vec4<f32> {
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
