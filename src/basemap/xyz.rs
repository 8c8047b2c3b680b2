//! XYZ tiles from a server that the user switched on: fetched off the interface thread, retried, limited, credited.

use std::collections::HashMap;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use egui::{ColorImage, Rect, TextureHandle, TextureOptions, pos2};
use walkers::sources::Attribution;
use walkers::{Tile, TileId, TilePiece, Tiles};

use crate::net::{Door, NetError};

/// Deepest zoom that is asked for.
const MAX_TILE_ZOOM: u8 = 19;
/// Most tiles kept; the ones not drawn for longest go first.
const MAX_KEPT: usize = 600;
/// Largest side of a tile in pixels.
const MAX_SIDE_PX: u32 = 1024;
const FIRST_RETRY: Duration = Duration::from_secs(1);
const LAST_RETRY: Duration = Duration::from_secs(60);

/// Why a tile address cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    #[error("The address needs {{z}}, {{x}} and {{y}} where the tile's numbers go.")]
    NoNumbers,
    #[error("{0}")]
    Address(#[from] crate::domain::LinkError),
}

/// Checks an address such as `https://tile.openstreetmap.org/{z}/{x}/{y}.png`. Returns its host.
pub fn check_tile_url(template: &str) -> Result<String, TemplateError> {
    if !["{z}", "{x}", "{y}"].iter().all(|number| template.contains(number)) {
        return Err(TemplateError::NoNumbers);
    }
    Ok(crate::domain::check_link(&address(template, TileId { x: 0, y: 0, zoom: 0 }))?)
}

fn address(template: &str, id: TileId) -> String {
    template.replace("{z}", &id.zoom.to_string()).replace("{x}", &id.x.to_string()).replace("{y}", &id.y.to_string())
}

enum Slot {
    Ready { texture: TextureHandle, drawn: u64 },
    Asked,
    Failed { again: Instant, tries: u32 },
}

type Answer = (TileId, Result<ColorImage, (NetErrorWords, Option<u64>)>);
type NetErrorWords = String;

/// Tiles of one server. Dropping it ends its thread; nothing is fetched before `at` is called.
pub struct XyzTiles {
    template: String,
    host: String,
    credit: String,
    ask: tokio::sync::mpsc::UnboundedSender<TileId>,
    answers: Receiver<Answer>,
    slots: HashMap<TileId, Slot>,
    frame: u64,
    ctx: egui::Context,
    /// The last failure in words, for the map's corner.
    pub fault: Option<String>,
}

impl XyzTiles {
    pub fn start(template: &str, ctx: &egui::Context) -> Result<Self, TemplateError> {
        let host = check_tile_url(template)?;
        let (ask, asked) = tokio::sync::mpsc::unbounded_channel();
        let (answer, answers) = channel();
        let worker_ctx = ctx.clone();
        let worker_template = template.to_owned();
        let spawned =
            std::thread::Builder::new().name("tiles".to_owned()).spawn(move || fetch_all(&worker_template, asked, &answer, &worker_ctx));
        let credit = if host.ends_with("openstreetmap.org") { "© OpenStreetMap contributors".to_owned() } else { format!("© {host}") };
        Ok(Self {
            template: template.to_owned(),
            host,
            credit,
            ask,
            answers,
            slots: HashMap::new(),
            frame: 0,
            ctx: ctx.clone(),
            fault: spawned.err().map(|error| error.to_string()),
        })
    }

    pub fn template(&self) -> &str {
        &self.template
    }
    pub fn credit(&self) -> &str {
        &self.credit
    }

    /// Takes in what has arrived; called once a frame before the map is drawn.
    pub fn take_answers(&mut self) {
        self.frame += 1;
        while let Ok((id, answer)) = self.answers.try_recv() {
            let tries = if let Some(Slot::Failed { tries, .. }) = self.slots.get(&id) { *tries } else { 0 };
            let slot = match answer {
                Ok(image) => {
                    self.fault = None;
                    let texture = self.ctx.load_texture(format!("tile {}", address("{z}/{x}/{y}", id)), image, TextureOptions::LINEAR);
                    Slot::Ready { texture, drawn: self.frame }
                }
                Err((words, retry_after_secs)) => {
                    self.fault = Some(format!("{}: {words}", self.host));
                    let wait = retry_after_secs.map_or(FIRST_RETRY * 2u32.pow(tries.min(6)), Duration::from_secs).min(LAST_RETRY);
                    self.ctx.request_repaint_after(wait);
                    Slot::Failed { again: Instant::now() + wait, tries: tries + 1 }
                }
            };
            self.slots.insert(id, slot);
        }
        self.forget_old();
    }

    fn forget_old(&mut self) {
        if self.slots.len() <= MAX_KEPT {
            return;
        }
        let oldest = self.frame.saturating_sub(120);
        self.slots.retain(|_, slot| !matches!(slot, Slot::Ready { drawn, .. } if *drawn < oldest));
    }

    fn want(&mut self, id: TileId) {
        let is_due = match self.slots.get(&id) {
            None => true,
            Some(Slot::Failed { again, .. }) => Instant::now() >= *again,
            Some(Slot::Ready { .. } | Slot::Asked) => false,
        };
        if is_due && self.ask.send(id).is_ok() {
            // A failed tile keeps its count of tries until the next answer.
            match self.slots.entry(id).or_insert(Slot::Asked) {
                Slot::Failed { again, .. } => *again = Instant::now() + LAST_RETRY,
                Slot::Ready { .. } | Slot::Asked => {}
            }
        }
    }

    /// The tile itself, or the piece of the nearest ancestor at hand.
    fn piece(&mut self, id: TileId) -> Option<TilePiece> {
        let frame = self.frame;
        for up in 0..=id.zoom {
            let ancestor = TileId { x: id.x >> up, y: id.y >> up, zoom: id.zoom - up };
            if let Some(Slot::Ready { texture, drawn }) = self.slots.get_mut(&ancestor) {
                *drawn = frame;
                let side = 1.0 / (1u32 << up.min(24)) as f32;
                let offset = |whole: u32| (whole & ((1u32 << up.min(24)) - 1)) as f32 * side;
                let min = pos2(offset(id.x), offset(id.y));
                let uv = Rect::from_min_size(min, egui::vec2(side, side));
                return Some(TilePiece::new(Tile::Raster(texture.clone()), uv));
            }
        }
        None
    }
}

impl Tiles for XyzTiles {
    fn at(&mut self, id: TileId) -> Option<TilePiece> {
        let up = id.zoom.saturating_sub(MAX_TILE_ZOOM);
        self.want(TileId { x: id.x >> up, y: id.y >> up, zoom: id.zoom - up });
        self.piece(id)
    }
    fn attribution(&self) -> Attribution {
        // Drawn by the map view from `credit`: walkers draws none.
        Attribution { text: "", url: "", logo_light: None, logo_dark: None }
    }
    fn tile_size(&self) -> u32 {
        256
    }
}

fn fetch_all(template: &str, mut asked: tokio::sync::mpsc::UnboundedReceiver<TileId>, answer: &Sender<Answer>, ctx: &egui::Context) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let (Ok(runtime), Ok(door)) = (runtime, Door::open()) else { return };
    let door = std::sync::Arc::new(door);
    let local = tokio::task::LocalSet::new();
    local.block_on(&runtime, async {
        while let Some(id) = asked.recv().await {
            let (door, answer, ctx, url) = (door.clone(), answer.clone(), ctx.clone(), address(template, id));
            tokio::task::spawn_local(async move {
                let fetched = door.fetch(&url).await;
                let image = fetched.map_err(|error| {
                    let wait = if let NetError::Status { retry_after_secs, .. } = &error { *retry_after_secs } else { None };
                    (error.to_string(), wait)
                });
                let image = image.and_then(|bytes| decode(&bytes).map_err(|words| (words, None)));
                // The map may be gone by now; then nobody wants the tile.
                if answer.send((id, image)).is_ok() {
                    ctx.request_repaint();
                }
            });
        }
    });
}

/// A picture from untrusted bytes, within limits of size.
fn decode(bytes: &[u8]) -> Result<ColorImage, String> {
    let mut reader = image::ImageReader::new(std::io::Cursor::new(bytes)).with_guessed_format().map_err(|error| error.to_string())?;
    let mut limits = image::Limits::default();
    limits.max_image_width = Some(MAX_SIDE_PX);
    limits.max_image_height = Some(MAX_SIDE_PX);
    limits.max_alloc = Some(64 << 20);
    reader.limits(limits);
    let image = reader.decode().map_err(|error| format!("the answer is not a picture ({error})"))?.to_rgba8();
    let size = [image.width() as usize, image.height() as usize];
    Ok(ColorImage::from_rgba_unmultiplied(size, image.as_raw()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tile_address_needs_its_three_numbers_and_a_web_host() {
        assert_eq!(check_tile_url("https://tile.example.org/{z}/{x}/{y}.png"), Ok("tile.example.org".to_owned()));
        assert_eq!(check_tile_url("https://tile.example.org/{z}/{x}.png"), Err(TemplateError::NoNumbers));
        assert!(check_tile_url("file:///{z}/{x}/{y}").is_err());
    }

    #[test]
    fn what_is_not_a_picture_is_refused_in_words() {
        let fault = decode(b"<html>limit reached</html>").unwrap_err();
        assert!(fault.contains("not a picture") || fault.contains("format"), "{fault}");
    }
}
