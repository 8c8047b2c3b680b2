//! `marsad places`: what a name may mean on the map.

use serde_json::{Value, json};

use super::args::PlacesArgs;
use super::exit;
use crate::domain::Lang;
use crate::gazetteer::{Answer, Gazetteer, Match, Name, Why};
use crate::text::{MessageArg, Messages, UiLang};

pub fn run(args: &PlacesArgs) -> u8 {
    let answer = Gazetteer::bundled().find(&args.text.join(" "), args.limit);
    if args.json {
        say!("{}", answer_json(&answer));
    } else {
        print(&answer);
    }
    if answer.matches.is_empty() { exit::NOTHING_USABLE } else { exit::DONE }
}

fn answer_json(answer: &Answer) -> Value {
    json!({ "is_ambiguous": answer.is_ambiguous, "matches": answer.matches.iter().map(match_json).collect::<Vec<_>>() })
}

fn name_json(name: &Name) -> Value {
    super::json::words_json(&name.words())
}

fn match_json(found: &Match) -> Value {
    let entry = &found.entry;
    let errors = match found.why {
        Why::TypingErrors(errors) => json!(errors),
        _ => Value::Null,
    };
    json!({
        "id": entry.id, "name": name_json(&entry.name), "kind": entry.kind.as_str(),
        "country": entry.country, "admin": entry.admin.as_ref().map_or(Value::Null, name_json),
        "lon": entry.lon, "lat": entry.lat, "radius_m": entry.radius_m, "precision": entry.kind.precision().as_str(),
        "confidence": entry.confidence.as_str(), "basis": entry.basis, "note": entry.note,
        "population": entry.population, "source": entry.source.as_str(),
        "matched": found.name, "why": found.why.as_str(), "errors": errors,
    })
}

fn print(answer: &Answer) {
    let (messages, en) = (Messages::new(UiLang::En), Lang::en());
    if answer.matches.is_empty() {
        say!("{}", messages.say("places-none"));
        return;
    }
    for found in &answer.matches {
        let entry = &found.entry;
        let arabic = if entry.name.ar.is_empty() { String::new() } else { format!(" · {}", entry.name.ar) };
        let admin = entry.admin.as_ref().map_or(String::new(), |admin| format!("{}, ", admin.in_lang(&en)));
        let radius = entry.radius_m.map_or(String::new(), |radius_m| format!(", ±{radius_m} m"));
        let why = match found.why {
            Why::TypingErrors(errors) => messages.say_with(found.why.message(), &[("count", MessageArg::Count(errors.into()))]),
            why => messages.say(why.message()).to_string(),
        };
        let doubt = if entry.is_unverified() { format!("; {}", messages.say("places-unverified")) } else { String::new() };
        say!("{}{arabic}", entry.name_in(&en));
        say!(
            "  {}, {admin}{}; {:.4}, {:.4}{radius}{doubt}",
            messages.say(entry.kind.message()),
            entry.country_name.in_lang(&en),
            entry.lon,
            entry.lat
        );
        say!("  {} ({}: {}) [{}]", why, entry.source.as_str(), found.name, entry.id);
    }
    if answer.is_ambiguous {
        say!("{}", messages.say("places-ambiguous"));
    }
    say!("{}", messages.say("places-credit"));
}
