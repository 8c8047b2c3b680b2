//! What the user is told once: what happened, what is kept, what to do.

use super::LayerId;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    Done,
    /// Nothing failed, and yet somebody should look.
    Careful,
    Failed,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub id: u64,
    pub kind: NoticeKind,
    pub text: String,
    /// What can be done about it.
    pub remedy: Option<Remedy>,
}

/// Something that a notice offers to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// The file of one layer is to be taken as the newer version of another.
    TakeAsNewer { of: LayerId, by: LayerId },
}
