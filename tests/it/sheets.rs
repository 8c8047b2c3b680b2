//! Pictures of states that are seen seldom, drawn for the eye: `MARSAD_SHEETS=folder cargo test --test it sheets -- --ignored`.

use marsad::app::{Start, Wish, Workers, picture_of_window};
use marsad::picture::encode_png;
use marsad::state::{ColorTheme, Command, Panel, Tool};
use marsad::text::UiLang;

/// A table with some columns that are told by their names and some that are not.
const ODD: &str = "Date;Heading;What happened;Type;Lat;Long;Dead;Where\n\
    16/05/2022;First;A bridge was hit at dawn, no one was hurt;shelling;35,33;40,13;0;Deir ez-Zor\n\
    03/06/2022;Second;سقوط قذيفة على السوق في المدينة;shelling;35,01;40,45;3-7;الميادين\n\
    04/06/2022;Third;Two trucks burnt out beside the road;fire;;;2;Al Bukamal\n";

/// A known export that a spreadsheet has saved again, of which nothing tells the day from the month.
const OPEN_ORDER: &str = "event_id_cnty,event_date,time_precision,event_type,latitude,longitude,geo_precision\n\
    SYR1,05/01/2022,1,Battles,35.1,40.1,1\nSYR2,06/02/2022,1,Riots,35.2,40.3,1\n";

/// Sums of weeks, with a column that says how fine the dates are and some that nobody uses.
const WEEKS: &str = "WEEK,Admin1,Type,Date precision,Killed (civilians),Killed (military),Lat,Long,Remarks about method\n\
    2022-01-01,Aleppo,Battles,,1,2,36.2,37.15,counted\n2022-01-08,Idlib,Battles,month,0,2,35.9,36.6,counted\n";

#[test]
#[ignore = "draws pictures for the eye, asserts nothing"]
fn draw_dialogs_tools_and_an_empty_window() {
    let Some(folder) = std::env::var_os("MARSAD_SHEETS") else { return };
    let folder = std::path::PathBuf::from(folder);
    std::fs::create_dir_all(&folder).unwrap();
    let broken = format!("{}/data/examples/broken.geojson", env!("CARGO_MANIFEST_DIR"));
    let odd = folder.join("odd.csv");
    std::fs::write(&odd, ODD).unwrap();
    let odd = odd.to_str().unwrap().to_owned();
    let acled = folder.join("acled.csv");
    std::fs::write(&acled, OPEN_ORDER).unwrap();
    let again = folder.join("acled-again.csv");
    std::fs::write(&again, OPEN_ORDER).unwrap();
    let [acled, again] = [acled, again].map(|path| path.to_str().unwrap().to_owned());
    let weeks = folder.join("weeks.csv");
    std::fs::write(&weeks, WEEKS).unwrap();
    let weeks = weeks.to_str().unwrap().to_owned();
    let show_report = |program: &mut marsad::app::Marsad| {
        let layer = program.state.layers[0].id;
        program.run(Command::ShowReport(Some(layer)));
    };
    let open_columns = |program: &mut marsad::app::Marsad| {
        let layer = program.state.layers[0].id;
        program.run(Command::OpenMapping(Some(layer)));
    };
    type Step = Box<dyn Fn(&mut marsad::app::Marsad)>;
    let sheets: Vec<(&str, UiLang, Vec<String>, Step)> = vec![
        ("report", UiLang::En, vec![broken], Box::new(|_| {})),
        ("order", UiLang::En, vec![acled.clone()], Box::new(show_report)),
        ("order-ar", UiLang::Ar, vec![acled.clone()], Box::new(show_report)),
        ("twice", UiLang::En, vec![acled.clone(), again.clone()], Box::new(|_| {})),
        ("twice-ar", UiLang::Ar, vec![acled, again], Box::new(|_| {})),
        ("mapping", UiLang::En, vec![odd.clone()], Box::new(open_columns)),
        ("mapping-ar", UiLang::Ar, vec![odd], Box::new(open_columns)),
        ("weeks", UiLang::En, vec![weeks.clone()], Box::new(open_columns)),
        ("weeks-report", UiLang::En, vec![weeks.clone()], Box::new(show_report)),
        ("weeks-report-ar", UiLang::Ar, vec![weeks], Box::new(show_report)),
        ("open", UiLang::En, vec![], Box::new(|program| program.run(Command::Show(Panel::Open, true)))),
        ("basemap", UiLang::Ar, vec![], Box::new(|program| program.run(Command::Show(Panel::Basemap, true)))),
        ("writing", UiLang::Ar, vec![], Box::new(|program| program.run(Command::Show(Panel::Writing, true)))),
        (
            "placing",
            UiLang::Ar,
            vec![],
            Box::new(|program| {
                let layer = &program.state.layers[0];
                let row = (0..layer.store.len() as u32).find(|row| !layer.store.has_place(*row)).unwrap();
                let row = marsad::state::RowRef { layer: layer.id, row };
                program.run(Command::Select(Some(row)));
            }),
        ),
        ("help", UiLang::Ar, vec![], Box::new(|program| program.run(Command::Show(Panel::Help, true)))),
        ("palette", UiLang::En, vec![], Box::new(|program| program.run(Command::Show(Panel::Palette, true)))),
        ("link", UiLang::En, vec![], Box::new(|program| program.run(Command::AskLink("https://example.org/report?id=5".to_owned())))),
        (
            "field",
            UiLang::Ar,
            vec![],
            Box::new(|program| {
                program.run(Command::SetFilterText("قاعدة التنف al-Tanf base 900 جندي".to_owned()));
                program.run(Command::FocusSearch(true));
            }),
        ),
        ("graticule", UiLang::En, vec![], Box::new(|program| program.run(Command::SetShowGraticule(true)))),
        ("measure", UiLang::En, vec![], Box::new(|program| program.run(Command::SetTool(Tool::MeasureLine)))),
        (
            "ring",
            UiLang::En,
            vec![],
            Box::new(|program| {
                let attack = program.find("jan22-01-omar-attack");
                program.run(Command::Select(attack));
                program.run(Command::FitSelection);
            }),
        ),
        (
            "empty",
            UiLang::En,
            vec![],
            Box::new(|program| {
                let id = program.state.layers[0].id;
                program.run(Command::CloseLayer(id));
            }),
        ),
    ];
    for (name, lang, files, step) in sheets {
        let start = Start {
            files,
            lang: Some(lang),
            theme: Some(ColorTheme::Light),
            workers: Workers::Inline,
            settings_path: None,
            wish: Wish::default(),
        };
        let picture = picture_of_window(start, [1280.0, 800.0], 1.0, |program| step(program));
        std::fs::write(folder.join(format!("{name}.png")), encode_png(&picture).unwrap()).unwrap();
    }
}
