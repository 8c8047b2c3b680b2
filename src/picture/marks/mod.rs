//! How an incident is drawn. Colour and shape say the category, the filling says whether it lies in the window, the
//! outline says how reliable the source is, and a ring or an area says how far off the place may be: four signs that
//! never stand in for one another, so that each is read on a grey printout too.

mod draw;
mod hatch;
mod outline;
mod palette;
#[cfg(test)]
mod tests;

pub use draw::{
    AreaLook, LineLook, MarkLook, RingLook, StackLook, UNKNOWN_RADIUS_PX, push_area, push_line, push_mark, push_ring, push_sign,
    push_stack, push_unknown_ring,
};
pub use outline::{MarkShape, mark_outline};
pub use palette::{CategoryStyle, Theme, category_style, contrast, no_category_style, pale_share};

use crate::domain::SourceGrade;

/// What the window says of the incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MarkAnswer {
    /// Certainly in the window: filled.
    Certain,
    /// Possibly: an outline with a pale filling.
    Possible,
    /// Nobody says when: hatched.
    Undated,
}

impl MarkAnswer {
    /// What stands for several incidents: certain where one of them is, else possible where one of them is.
    pub fn surer(self, other: Self) -> Self {
        match (self, other) {
            (Self::Certain, _) | (_, Self::Certain) => Self::Certain,
            (Self::Possible, _) | (_, Self::Possible) => Self::Possible,
            _ => Self::Undated,
        }
    }
}

/// How the outline shows the reliability of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GradeBand {
    /// A and B.
    Solid,
    /// C and D.
    Thin,
    /// E, and F, which cannot be judged.
    Broken,
}

impl GradeBand {
    pub fn of(grade: SourceGrade) -> Self {
        match grade {
            SourceGrade::A | SourceGrade::B => Self::Solid,
            SourceGrade::C | SourceGrade::D => Self::Thin,
            SourceGrade::E | SourceGrade::F => Self::Broken,
        }
    }
}
