//! Open Location Codes, as Google's specification of 2014 tells them: <https://github.com/google/open-location-code>.

/// The rectangle of a code by its middle, in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CodeCell {
    pub lon: f64,
    pub lat: f64,
    /// Height of the rectangle in degrees of latitude.
    pub height_deg: f64,
}

impl CodeCell {
    /// The height on the ground in metres: from the middle every point of the rectangle lies nearer than this.
    pub fn radius_m(self) -> f64 {
        self.height_deg * 111_320.0
    }
}

const DIGITS: &[u8] = b"23456789CFGHJMPQRVWX";

/// Reads a full code such as `8H6W8QXV+2C`; `None` for short codes, which need a reference place, and for what is no code.
pub fn decode(code: &str) -> Option<CodeCell> {
    let code = code.split_whitespace().next()?.to_ascii_uppercase();
    if code.find('+') != Some(8) {
        return None;
    }
    let digits: Vec<u8> = code.bytes().filter(|byte| *byte != b'+').take_while(|byte| *byte != b'0').collect();
    let value = |digit: &u8| DIGITS.iter().position(|have| have == digit).map(|at| at as f64);
    if digits.len() < 2 || !digits.len().min(10).is_multiple_of(2) {
        return None;
    }
    let (mut lat, mut lon, mut step) = (-90.0, -180.0, 400.0);
    for pair in digits.get(..digits.len().min(10))?.chunks(2) {
        let [north, east] = pair else { return None };
        step /= 20.0;
        lat += value(north)? * step;
        lon += value(east)? * step;
    }
    let (mut height, mut width) = (step, step);
    // Beyond ten digits each is one of four columns and five rows.
    for digit in digits.iter().skip(10).take(5) {
        let at = value(digit)? as u32;
        (height, width) = (height / 5.0, width / 4.0);
        lat += f64::from(at / 4) * height;
        lon += f64::from(at % 4) * width;
    }
    Some(CodeCell { lon: lon + width / 2.0, lat: lat + height / 2.0, height_deg: height })
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn codes_of_the_specification_are_decoded_to_their_middle() {
        // From the project's own table of decoding tests: code, lat and lon of the middle.
        for (code, lat, lon) in [
            ("7FG49Q00+", 20.375, 2.775),
            ("7FG49QCJ+2V", 20.370_062_5, 2.782_187_5),
            ("7FG49QCJ+2VX", 20.370_112_5, 2.782_234_375),
            ("8FVC2222+22", 47.000_062_5, 8.000_062_5),
            ("4VCPPQGP+Q9", -41.273_062_5, 174.785_937_5),
            ("22220000+", -89.5, -179.5),
        ] {
            let cell = decode(code).unwrap();
            assert!((cell.lat - lat).abs() < 1e-9 && (cell.lon - lon).abs() < 1e-9, "{code}: {cell:?}");
        }
        assert_eq!(decode("PQGP+Q9"), None, "a short code needs a place to refer to");
        assert_eq!(decode("Deir ez-Zor"), None);
        let (ten, eight) = (decode("8FVC2222+22").unwrap(), decode("8FVC2222+").unwrap());
        assert!((ten.radius_m() - 14.0).abs() < 0.2 && (eight.radius_m() - 278.0).abs() < 4.0);
    }
}
