// What is to be seen of one layer, as points.rs writes it: words of 32 bits in this order.

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
    // Cells of the grid beyond each edge of the picture.
    margin: u32,
    colors: array<vec4<u32>, 3>,
}

@group(0) @binding(0) var<uniform> view: View;

const UNDATED = 0u;
const POSSIBLE = 1u;
const CERTAIN = 2u;
