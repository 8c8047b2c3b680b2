//! GPX 1.0 and 1.1: waypoints, routes and tracks with their times and heights in metres.

use super::geometry::{array, geometry};
use super::job::{Feature, Job};
use super::kml::{Pairs, ordinate};
use super::xml::{Element, Visit, walk};
use crate::domain::Origin;
use crate::import::framing::ImportError;

const NO_POSITION: &str = "Write lat and lon as degrees with a decimal point.";

pub fn translate(job: &mut Job) -> Result<String, ImportError> {
    let mut feature = Feature::default();
    walk(job, |name| matches!(name, "wpt" | "trk" | "rte"), &mut |job, visit| match visit {
        Visit::Record(origin, element) => record(&element, origin, &mut feature, job),
        Visit::Enter(_) | Visit::Leave(..) => Ok(()),
    })?;
    Ok("GPX".to_owned())
}

fn record(element: &Element, origin: Origin, feature: &mut Feature, job: &mut Job) -> Result<(), ImportError> {
    let geometry = match geometry_of(element) {
        Ok(geometry) => geometry,
        Err(reason) => {
            job.refuse(origin, reason, NO_POSITION);
            return Ok(());
        }
    };
    feature.begin(None, &geometry);
    let mut pairs = Pairs::default();
    pairs.add("kind", &element.name);
    leaves(element, &mut pairs);
    if element.name == "wpt" {
        // Waypoints and tracks of one file begin in the same column.
        if let Some(time) = element.text_of("time") {
            pairs.add("begin", time);
        }
    } else {
        let segments = element.children.iter().filter(|child| child.name == "trkseg").flat_map(|segment| &segment.children);
        let mut times = segments.chain(&element.children).filter_map(|point| point.text_of("time"));
        if let Some(first) = times.next() {
            pairs.add("begin", first);
            pairs.add("end", times.next_back().unwrap_or(first));
        }
    }
    pairs.0.iter().for_each(|(key, value)| feature.text(key, value));
    job.emit(origin, feature)
}

/// What a point or a track says of itself; points within it are its geometry.
fn leaves(element: &Element, pairs: &mut Pairs) {
    for child in &element.children {
        match child.name.as_str() {
            "trkseg" | "rtept" | "trkpt" => {}
            "link" => pairs.add("link", child.attribute("href").unwrap_or(&child.text)),
            _ if child.children.is_empty() => pairs.add(&child.name, &child.text),
            _ => leaves(child, pairs),
        }
    }
}

fn geometry_of(element: &Element) -> Result<String, String> {
    let points = |parent: &Element, name: &str| -> Result<String, String> {
        let points: Result<Vec<String>, String> = parent.children.iter().filter(|child| child.name == name).map(position).collect();
        Ok(array(&points?))
    };
    match element.name.as_str() {
        "wpt" => Ok(geometry("Point", &position(element)?)),
        "rte" => Ok(geometry("LineString", &points(element, "rtept")?)),
        _ => {
            let segments: Result<Vec<String>, String> =
                element.children.iter().filter(|child| child.name == "trkseg").map(|segment| points(segment, "trkpt")).collect();
            match segments?.as_slice() {
                [only] => Ok(geometry("LineString", only)),
                several => Ok(geometry("MultiLineString", &array(several))),
            }
        }
    }
}

fn position(point: &Element) -> Result<String, String> {
    let ordinate_of = |name: &str| ordinate(point.attribute(name).ok_or_else(|| format!("A point has no attribute “{name}”."))?.trim());
    let mut ordinates = vec![ordinate_of("lon")?, ordinate_of("lat")?];
    if let Some(height) = point.text_of("ele") {
        ordinates.push(ordinate(height)?);
    }
    Ok(array(&ordinates))
}
