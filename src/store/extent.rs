//! Boxes around rows, in degrees; they may lie over the antimeridian.

use super::{RowSet, Store};

/// The circle of longitudes in steps of a tenth of a degree.
const NUM_STEPS: usize = 3600;

impl Store {
    /// The smallest box around all places of the set, with their circles: west, south, east, north in degrees. Where the box
    /// lies over the antimeridian, its east is less than its west.
    pub fn bbox(&self, rows: &RowSet) -> Option<[f64; 4]> {
        match self.extent {
            Some(extent) if rows.len() == self.len() => Some(extent),
            _ => self.bbox_of(rows.iter()),
        }
    }

    /// The same by looking at every row.
    pub(super) fn bbox_of(&self, rows: impl Iterator<Item = u32>) -> Option<[f64; 4]> {
        let mut lons = LonSpread::default();
        let (mut south, mut north) = (f64::INFINITY, f64::NEG_INFINITY);
        for row in rows {
            // One point without radius is what most rows have.
            let [west, low, east, high] = match self.anchor(row) {
                Some(at) if self.shapes.points(row).is_none() && self.radius_m(row).is_none() => [at.lon, at.lat, at.lon, at.lat],
                _ => match self.row_bbox(row) {
                    Some(bbox) => bbox,
                    None => continue,
                },
            };
            if west > east {
                lons.add(west, 180.0);
                lons.add(-180.0, east);
            } else {
                lons.add(west, east);
            }
            south = south.min(low);
            north = north.max(high);
        }
        let [west, east] = lons.shortest_arc()?;
        Some([west, south, east, north])
    }

    /// The box of one row's places with their circles. Where it lies over the antimeridian, its east is less than its west.
    pub fn row_bbox(&self, row: u32) -> Option<[f64; 4]> {
        let mut bbox: Option<[f64; 4]> = None;
        let mut add = |lon: f64, lat: f64, reach_m: f64| {
            let dlat = reach_m / 111_320.0;
            let dlon = dlat / lat.to_radians().cos().max(0.05);
            let more = [lon - dlon, lat - dlat, lon + dlon, lat + dlat];
            bbox = Some(bbox.map_or(more, |have| [have[0].min(more[0]), have[1].min(more[1]), have[2].max(more[2]), have[3].max(more[3])]));
        };
        for place in self.point_places(row) {
            add(place.at.lon, place.at.lat, place.radius_m.unwrap_or(0.0));
        }
        let mut is_over = false;
        for at in self.shapes(row).iter().flat_map(|shape| shape.parts()).flatten() {
            is_over |= at.lon.abs() > 180.0;
            add(at.lon, at.lat, 0.0);
        }
        bbox.map(|[west, south, east, north]| {
            let (south, north) = (south.max(-90.0), north.min(90.0));
            // A circle ends where the world does; a line or an area goes on.
            if is_over && east - west < 360.0 {
                let turned = |lon: f64| if lon > 180.0 { lon - 360.0 } else { lon };
                let west = if west < -180.0 { west + 360.0 } else { west };
                return [turned(west), south, turned(east), north];
            }
            [west.max(-180.0), south, east.min(180.0), north]
        })
    }
}

/// What a step of longitudes holds.
#[derive(Clone, Copy)]
struct LonStep {
    /// The westernmost and the easternmost end of a span in this step; infinite where none ends here.
    west: f64,
    east: f64,
    /// How many more spans lie over the whole of this step than over the one before.
    change: i32,
}

/// Which longitudes are taken, gathered in one pass: sorting millions of them would hold up a frame.
struct LonSpread {
    steps: Vec<LonStep>,
}

impl Default for LonSpread {
    fn default() -> Self {
        Self { steps: vec![LonStep { west: f64::INFINITY, east: f64::NEG_INFINITY, change: 0 }; NUM_STEPS + 1] }
    }
}

impl LonSpread {
    /// Takes a span; `west` is not greater than `east`.
    fn add(&mut self, west: f64, east: f64) {
        let step_of = |lon: f64| (((lon + 180.0) * (NUM_STEPS as f64 / 360.0)) as usize).min(NUM_STEPS - 1);
        let (first, last) = (step_of(west), step_of(east));
        for (at, lon) in [(first, west), (last, east)] {
            if let Some(step) = self.steps.get_mut(at) {
                step.west = step.west.min(lon);
                step.east = step.east.max(lon);
            }
        }
        if last > first + 1 {
            for (at, change) in [(first + 1, 1), (last, -1)] {
                if let Some(step) = self.steps.get_mut(at) {
                    step.change += change;
                }
            }
        }
    }

    /// West and east of the shortest arc that holds all spans: what it leaves out is the widest gap. Where two are equally
    /// wide it is the one over the antimeridian.
    fn shortest_arc(&self) -> Option<[f64; 2]> {
        let width = 360.0 / NUM_STEPS as f64;
        let mut over = 0;
        let mut taken = self.steps.iter().enumerate().filter_map(|(at, step)| {
            over += step.change;
            let west = -180.0 + at as f64 * width;
            if over > 0 { Some([west, west + width]) } else { step.west.is_finite().then_some([step.west, step.east]) }
        });
        let [first, mut last] = taken.next()?;
        let (mut widest, mut arc) = (f64::NEG_INFINITY, [first, last]);
        for [west, east] in taken {
            if west - last > widest {
                widest = west - last;
                arc = [west, last];
            }
            last = east;
        }
        Some(if first + 360.0 - last >= widest { [first, last] } else { arc })
    }
}
