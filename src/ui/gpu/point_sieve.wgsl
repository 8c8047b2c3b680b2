// Which points are drawn, behind point_view.wgsl: the window of src/store/points.rs, and of all points whose middles fall on one pixel
// the one that is painted last. Each of the steps below runs through all rows in sight before the next one begins.

// The rows that pass the filter, 32 in a word.
@group(0) @binding(1) var<storage, read> passes: array<u32>;
// Five words to a row, as src/store/points.rs writes them.
@group(0) @binding(2) var<storage, read> rows: array<u32>;

// For each pixel of the picture and its margin, the point on top: its place in the order of painting, from 1; 0 where there is none.
@group(1) @binding(0) var<storage, read_write> owners: array<atomic<u32>>;
// For each group of threads how many points it keeps; then how many those before it keep.
@group(1) @binding(1) var<storage, read_write> counts: array<u32>;
// The points that are kept, in the order of painting: cell x and y in 16 bits each; sign, and above 8 bits the answer.
@group(1) @binding(2) var<storage, read_write> kept: array<vec2<u32>>;
// The arguments of the call that draws them.
@group(1) @binding(3) var<storage, read_write> args: array<u32, 4>;
// A bit for each thread of a group that keeps its point: said once, so that all steps hold to it.
@group(1) @binding(4) var<storage, read_write> keepers: array<u32>;

// A run of rows of one piece, with one answer, in one copy of the world.
struct Run {
    first: u32,
    num_rows: u32,
    // Points that are painted before it, and groups of threads that work before it.
    order: u32,
    group: u32,
    answer: u32,
    turn: i32,
    // Rows are scattered in blocks of 2^this, as src/picture/points/mod.rs has it.
    block_bits: u32,
}
@group(2) @binding(0) var<uniform> run: Run;

const NO_POINT = 127u;
const NOWHERE = 0xFFFFFFFFu;

struct Point {
    cell: u32,
    at: vec2<u32>,
    sign: u32,
}

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

// Where the row that comes up at a place of the run falls.
fn found(place_in_run: u32) -> Point {
    var point: Point;
    point.cell = NOWHERE;
    if place_in_run >= run.num_rows {
        return point;
    }
    let number = run.first + place_in_run;
    let mask = (1u << run.block_bits) - 1u;
    let row = (number & ~mask) | ((number * 0x9E3779B1u) & mask);
    if ((passes[row >> 5u] >> (row & 31u)) & 1u) == 0u {
        return point;
    }
    let place = vec2<u32>(rows[row * 5u], rows[row * 5u + 1u]);
    let times = vec2<u32>(rows[row * 5u + 2u], rows[row * 5u + 3u]);
    let packed = rows[row * 5u + 4u];
    point.sign = (packed >> 24u) & 127u;
    if point.sign == NO_POINT || answer_of(times, packed) != run.answer {
        return point;
    }
    let x = from_center(place.x, view.center.x, f32(run.turn) - view.center_turn);
    let y = from_center(place.y, view.center.y, 0.0);
    // On whole pixels all points of a look are alike, and crisp.
    let at = floor((vec2<f32>(x, y) - view.center_rest) * view.px_per_unit + view.middle_px) + f32(view.margin);
    let size = view.size_px + 2.0 * f32(view.margin);
    if any(at < vec2<f32>(0.0)) || any(at >= size) {
        return point;
    }
    point.at = vec2<u32>(at);
    point.cell = point.at.y * u32(size.x) + point.at.x;
    return point;
}

@compute @workgroup_size(256)
fn claim(@builtin(global_invocation_id) thread: vec3<u32>) {
    let point = found(thread.x);
    if point.cell != NOWHERE {
        atomicMax(&owners[point.cell], run.order + thread.x + 1u);
    }
}

var<workgroup> keeps: array<atomic<u32>, 8>;

@compute @workgroup_size(256)
fn count(
    @builtin(global_invocation_id) thread: vec3<u32>,
    @builtin(workgroup_id) group: vec3<u32>,
    @builtin(local_invocation_index) local: u32,
) {
    let point = found(thread.x);
    if point.cell != NOWHERE && atomicLoad(&owners[point.cell]) == run.order + thread.x + 1u {
        atomicOr(&keeps[local >> 5u], 1u << (local & 31u));
    }
    workgroupBarrier();
    if local < 8u {
        keepers[(run.group + group.x) * 8u + local] = atomicLoad(&keeps[local]);
    }
    if local == 0u {
        var num = 0u;
        for (var word = 0u; word < 8u; word++) {
            num += countOneBits(atomicLoad(&keeps[word]));
        }
        counts[run.group + group.x] = num;
    }
}

var<workgroup> sums: array<u32, 256>;

// One group of threads, each for a share of all counts.
@compute @workgroup_size(256)
fn add_up(@builtin(local_invocation_index) local: u32) {
    let num_counts = arrayLength(&counts);
    let share = (num_counts + 255u) / 256u;
    let first = min(local * share, num_counts);
    let end = min(first + share, num_counts);
    var sum = 0u;
    for (var at = first; at < end; at++) {
        sum += counts[at];
    }
    sums[local] = sum;
    workgroupBarrier();
    var before = 0u;
    for (var other = 0u; other < local; other++) {
        before += sums[other];
    }
    for (var at = first; at < end; at++) {
        let num = counts[at];
        counts[at] = before;
        before += num;
    }
    if local == 255u {
        // Four corners to each point.
        args[0] = 4u;
        args[1] = before;
        args[2] = 0u;
        args[3] = 0u;
    }
}

@compute @workgroup_size(256)
fn keep(
    @builtin(global_invocation_id) thread: vec3<u32>,
    @builtin(workgroup_id) group: vec3<u32>,
    @builtin(local_invocation_index) local: u32,
) {
    let first = (run.group + group.x) * 8u;
    let word = local >> 5u;
    let bits = keepers[first + word];
    if ((bits >> (local & 31u)) & 1u) == 0u {
        return;
    }
    var at = counts[run.group + group.x] + countOneBits(bits & ((1u << (local & 31u)) - 1u));
    for (var other = 0u; other < word; other++) {
        at += countOneBits(keepers[first + other]);
    }
    let point = found(thread.x);
    kept[at] = vec2<u32>(point.at.x | point.at.y << 16u, point.sign | run.answer << 8u);
}
