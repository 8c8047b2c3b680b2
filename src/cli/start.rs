//! `marsad` without a command: the window; where there is no display, the same view as a picture, said plainly.

use super::args::WindowArgs;
use super::exit;

#[cfg(feature = "gui")]
pub fn run(files: Vec<String>, args: &WindowArgs) -> u8 {
    use std::path::PathBuf;

    if let Some(path) = &args.picture {
        return draw(files, args, path, true);
    }
    if crate::app::has_display() {
        let start = match start_of(files, args, crate::app::Workers::Threads, crate::saved::Settings::path()) {
            Ok(start) => start,
            Err(failure) => return failure.say(),
        };
        return match crate::app::run(start) {
            Ok(()) => exit::DONE,
            Err(error) => {
                eprintln!("marsad: {error}");
                exit::CANNOT_READ
            }
        };
    }
    say!("There is no display (neither DISPLAY nor WAYLAND_DISPLAY is set): drawing the window into out/marsad.png instead.");
    let code = print_reports(&files);
    code.max(draw(files, args, &PathBuf::from("out/marsad.png"), false))
}

#[cfg(not(feature = "gui"))]
pub fn run(files: Vec<String>, _args: &WindowArgs) -> u8 {
    eprintln!("marsad: this build has no window; it knows the commands check, query and render.");
    print_reports(&files)
}

/// The load report of every file, as `check` prints it.
fn print_reports(files: &[String]) -> u8 {
    match super::inputs::open(files) {
        Ok(layers) => {
            layers.iter().for_each(|layer| super::check::print(&layer.report));
            exit::DONE
        }
        Err(failure) => failure.say(),
    }
}

#[cfg(feature = "gui")]
fn start_of(
    files: Vec<String>,
    args: &WindowArgs,
    workers: crate::app::Workers,
    settings_path: Option<std::path::PathBuf>,
) -> Result<crate::app::Start, super::inputs::Failure> {
    use super::args::{LangArg, LookArg, ThemeArg};
    use crate::state::MapLook;
    let window = super::inputs::window(args.from.as_deref(), args.to.as_deref(), "UTC")?;
    let is_asked = args.from.is_some() || args.to.is_some();
    let look = match args.look {
        LookArg::Marks => MapLook::Marks,
        LookArg::Points => MapLook::Points,
        LookArg::Density => MapLook::Density,
        LookArg::Hexagons => MapLook::Hexagons,
        LookArg::Tracks => MapLook::Tracks,
    };
    let wish = crate::app::Wish { select: args.select.clone(), list: args.list, look, window: is_asked.then_some(window) };
    Ok(crate::app::Start {
        files,
        lang: args.lang.map(|lang| if lang == LangArg::Ar { crate::text::UiLang::Ar } else { crate::text::UiLang::En }),
        theme: args.theme.map(
            |theme| {
                if theme == ThemeArg::Dark { crate::state::ColorTheme::Dark } else { crate::state::ColorTheme::Light }
            },
        ),
        workers,
        settings_path,
        wish,
    })
}

/// Draws the window into a PNG. What could not be opened stands in the picture; `says_faults` also prints it.
#[cfg(feature = "gui")]
fn draw(files: Vec<String>, args: &WindowArgs, path: &std::path::Path, says_faults: bool) -> u8 {
    let start = match start_of(files, args, crate::app::Workers::Inline, None) {
        Ok(start) => start,
        Err(failure) => return failure.say(),
    };
    let mut faults: Vec<String> = Vec::new();
    let picture = crate::app::picture_of_window(start, args.size.0, args.scale.clamp(0.5, 4.0), |program| {
        let failed = program.state.notices.iter().filter(|notice| notice.kind == crate::state::NoticeKind::Failed);
        faults.extend(failed.map(|notice| notice.text.clone()));
    });
    if says_faults {
        faults.iter().for_each(|fault| eprintln!("marsad: {fault}"));
    }
    let written = crate::picture::encode_png(&picture)
        .map_err(|error| error.to_string())
        .and_then(|bytes| crate::saved::write_atomically(path, &bytes).map_err(|error| format!("{error} ({})", path.display())));
    match written {
        Ok(()) => {
            say!("Drawn: {} ({}x{} pixels)", path.display(), picture.width, picture.height);
            if faults.is_empty() { exit::DONE } else { exit::CANNOT_READ }
        }
        Err(message) => {
            eprintln!("marsad: {message}");
            exit::CANNOT_READ
        }
    }
}
