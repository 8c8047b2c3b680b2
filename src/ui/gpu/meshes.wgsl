// egui's triangles, moved as a whole. Colours are those of egui: premultiplied, and mixed as they are written.

struct Place {
    screen_size: vec2<f32>,
    origin: vec2<f32>,
}

@group(0) @binding(0) var<uniform> place: Place;
@group(1) @binding(0) var picture: texture_2d<f32>;
@group(1) @binding(1) var filtering: sampler;

struct Corner {
    @builtin(position) position: vec4<f32>,
    @location(0) uv: vec2<f32>,
    @location(1) color: vec4<f32>,
}

@vertex
fn vertex(@location(0) at: vec2<f32>, @location(1) uv: vec2<f32>, @location(2) color: vec4<f32>) -> Corner {
    var corner: Corner;
    let px = at + place.origin;
    corner.position = vec4<f32>(2.0 * px.x / place.screen_size.x - 1.0, 1.0 - 2.0 * px.y / place.screen_size.y, 0.0, 1.0);
    corner.uv = uv;
    corner.color = color;
    return corner;
}

// For a target that turns what is written into sRGB.
fn linear(color: vec4<f32>) -> vec4<f32> {
    let low = color.rgb / 12.92;
    let high = pow((color.rgb + 0.055) / 1.055, vec3<f32>(2.4));
    return vec4<f32>(select(high, low, color.rgb < vec3<f32>(0.04045)), color.a);
}

@fragment
fn plain(corner: Corner) -> @location(0) vec4<f32> {
    return corner.color;
}

@fragment
fn plain_linear(corner: Corner) -> @location(0) vec4<f32> {
    return linear(corner.color);
}

@fragment
fn textured(corner: Corner) -> @location(0) vec4<f32> {
    return corner.color * textureSample(picture, filtering, corner.uv);
}

@fragment
fn textured_linear(corner: Corner) -> @location(0) vec4<f32> {
    return linear(corner.color * textureSample(picture, filtering, corner.uv));
}
