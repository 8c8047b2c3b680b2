//! The words of the interface, in Fluent files that are compiled in.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::{FluentNumber, FluentNumberOptions};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::{LanguageIdentifier, langid};

use super::numbers::{Digits, Locale};

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum UiLang {
    #[default]
    En,
    Ar,
}

impl UiLang {
    pub const ALL: [Self; 2] = [Self::En, Self::Ar];

    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ar => "ar",
        }
    }

    pub fn is_rtl(self) -> bool {
        self == Self::Ar
    }

    fn identifier(self) -> LanguageIdentifier {
        match self {
            Self::En => langid!("en"),
            Self::Ar => langid!("ar"),
        }
    }

    fn source(self) -> &'static str {
        static EN: LazyLock<String> = LazyLock::new(|| unpacked(include_bytes!(concat!(env!("OUT_DIR"), "/en.ftl"))));
        static AR: LazyLock<String> = LazyLock::new(|| unpacked(include_bytes!(concat!(env!("OUT_DIR"), "/ar.ftl"))));
        match self {
            Self::En => &EN,
            Self::Ar => &AR,
        }
    }
}

/// A text as `build.rs` packs it.
pub(super) fn unpacked(packed: &[u8]) -> String {
    let bytes = miniz_oxide::inflate::decompress_to_vec(packed).unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

/// What stands in a message for one of its variables.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MessageArg<'a> {
    Text(&'a str),
    /// A count: chooses the plural form and is written in the locale's digits.
    Count(u64),
    /// A measured number with so many decimals.
    Decimal(f64, usize),
}

/// The messages of one language.
pub struct Messages {
    locale: Locale,
    bundle: FluentBundle<FluentResource>,
    /// Messages without variables, formatted once.
    plain: HashMap<String, Arc<str>>,
}

impl std::fmt::Debug for Messages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Messages").field("locale", &self.locale).finish_non_exhaustive()
    }
}

impl Messages {
    /// Western digits, Levantine months.
    pub fn new(lang: UiLang) -> Self {
        Self::with_locale(Locale::new(lang))
    }

    pub fn with_locale(locale: Locale) -> Self {
        // A line that Fluent cannot read is left out of the resource; a test holds that there is none.
        let resource = match FluentResource::try_new(locale.lang.source().to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        let mut bundle = FluentBundle::new_concurrent(vec![locale.lang.identifier()]);
        bundle.set_formatter(Some(match locale.digits {
            Digits::Western => |value, _| write_number(value, Digits::Western),
            Digits::ArabicIndic => |value, _| write_number(value, Digits::ArabicIndic),
        }));
        bundle.add_resource_overriding(resource);
        let mut messages = Self { locale, bundle, plain: HashMap::new() };
        for key in keys(locale.lang.source()) {
            let mut errors = Vec::new();
            let text = messages.format(key, None, &mut errors);
            if let (Some(text), true) = (text, errors.is_empty()) {
                messages.plain.insert(key.to_owned(), text.into());
            }
        }
        messages
    }

    pub fn locale(&self) -> Locale {
        self.locale
    }

    pub fn lang(&self) -> UiLang {
        self.locale.lang
    }

    /// Whether there is such a message.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// The words for a category that the interface knows; else the source's own word, made readable.
    pub fn category(&self, category: &str) -> String {
        if category.is_empty() {
            return self.say("category-none").to_string();
        }
        let key = format!("category-{}", category.to_lowercase().replace(['_', ' '], "-"));
        if self.has(&key) { self.say(&key).to_string() } else { category.replace('_', " ") }
    }

    /// A message without variables. A key that does not exist is shown in brackets, so that it is seen.
    pub fn say(&self, key: &str) -> Arc<str> {
        match self.plain.get(key) {
            Some(text) => Arc::clone(text),
            None => self.say_with(key, &[]).into(),
        }
    }

    /// A message with its variables filled in, each isolated so that it cannot disturb the order of the rest.
    pub fn say_with(&self, key: &str, args: &[(&str, MessageArg)]) -> String {
        let mut fluent = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            let value = match *arg {
                MessageArg::Text(text) => FluentValue::from(text),
                MessageArg::Count(count) => count_value(count),
                MessageArg::Decimal(number, decimals) => FluentValue::from(self.locale.decimal(number, decimals)),
            };
            fluent.set(*name, value);
        }
        self.format(key, Some(&fluent), &mut Vec::new()).unwrap_or_else(|| format!("[{key}]"))
    }

    fn format(&self, key: &str, args: Option<&FluentArgs>, errors: &mut Vec<fluent_bundle::FluentError>) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        Some(self.bundle.format_pattern(pattern, args, errors).into_owned())
    }
}

/// The keys of a message file, in its order. Ours keep to one form: key, space, equals sign, at the start of a line.
fn keys(source: &str) -> impl Iterator<Item = &str> {
    let is_key = |key: &&str| key.starts_with(|c: char| c.is_ascii_lowercase()) && !key.contains(char::is_whitespace);
    source.lines().filter_map(|line| line.split_once(" =")).map(|(key, _)| key).filter(is_key)
}

/// A count as Fluent is to see it. Its plural rules for Arabic look at the number where the standard (Unicode CLDR) looks at
/// its last two digits, so 103 would take the form of 100. Fluent therefore gets a smaller number of the same form to
/// choose by; the true one travels in an option that choosing ignores, and is what gets written. English is not touched:
/// there only 1 has a form of its own. Fluent tells an exact number (`[0]`) from another by its options too, so 0, 1 and 2
/// go without: messages choose by the names of forms, or by exact numbers up to 2.
fn count_value(count: u64) -> FluentValue<'static> {
    let by_form = match (count, count % 100) {
        (0..100, _) => count,
        (_, last @ 3..) => last,
        _ => 100,
    };
    let options = FluentNumberOptions {
        maximum_significant_digits: (count > 2).then(|| usize::try_from(count).unwrap_or(usize::MAX)),
        ..FluentNumberOptions::default()
    };
    FluentValue::Number(FluentNumber::new(by_form as f64, options))
}

/// Counts in the locale's digits, grouped; what is no number is left to Fluent.
fn write_number(value: &FluentValue, digits: Digits) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let true_count = number.options.maximum_significant_digits;
    let count = true_count.map_or(number.value as i64, |count| i64::try_from(count).unwrap_or(i64::MAX));
    Some(Locale { digits, ..Locale::default() }.integer(count))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The variables named in a message, by a plain scan.
    fn variables(source: &str) -> BTreeSet<(String, String)> {
        let mut found = BTreeSet::new();
        let mut key = "";
        for line in source.lines() {
            if let Some(name) = keys(line).next() {
                key = name;
            }
            for part in line.split('$').skip(1) {
                let name: String = part.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
                found.insert((key.to_owned(), name));
            }
        }
        found
    }

    fn bare(text: &str) -> String {
        text.chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}')).collect()
    }

    #[test]
    fn both_languages_have_the_same_keys_and_variables() {
        let [en, ar] = UiLang::ALL.map(|lang| keys(lang.source()).collect::<Vec<_>>());
        let (en_set, ar_set): (BTreeSet<_>, BTreeSet<_>) = (en.iter().collect(), ar.iter().collect());
        assert_eq!(en_set.symmetric_difference(&ar_set).collect::<Vec<_>>(), Vec::<&&&str>::new());
        assert_eq!(en_set.len(), en.len(), "a key stands twice in en.ftl");
        assert_eq!(ar_set.len(), ar.len(), "a key stands twice in ar.ftl");
        assert_eq!(variables(UiLang::En.source()), variables(UiLang::Ar.source()));
    }

    #[test]
    fn every_line_parses_and_every_message_can_be_said() {
        for lang in UiLang::ALL {
            let parsed = FluentResource::try_new(lang.source().to_owned());
            assert!(parsed.is_ok(), "{lang:?}: {:?}", parsed.err().map(|(_, errors)| errors));
            let messages = Messages::new(lang);
            let variables = variables(lang.source());
            for key in keys(lang.source()) {
                assert!(messages.has(key), "{lang:?}: {key}");
                let args: Vec<(&str, MessageArg)> = variables
                    .iter()
                    .filter(|(of, _)| of == key)
                    .map(|(_, name)| (name.as_str(), if name == "count" { MessageArg::Count(3) } else { MessageArg::Text("x") }))
                    .collect();
                let text = messages.say_with(key, &args);
                assert!(!text.is_empty() && !text.contains(['{', '$', '[']), "{lang:?}: {key}: {text}");
            }
        }
    }

    #[test]
    fn arabic_counts_take_six_forms() {
        let messages = Messages::new(UiLang::Ar);
        let forms = |count: u64| match (count, count % 100) {
            (0, _) => "لم يخرج أي طلب".to_owned(),
            (1, _) => "خرج طلب واحد".to_owned(),
            (2, _) => "خرج طلبان".to_owned(),
            (_, 3..=10) => format!("خرجت {count} طلبات"),
            (_, 11..=99) => format!("خرج {count} طلباً"),
            _ => format!("خرج {count} طلب"),
        };
        for count in 0..1250 {
            let text = bare(&messages.say_with("requests", &[("count", MessageArg::Count(count))]));
            assert_eq!(text.replace(',', ""), format!("{} من هذا الحاسوب.", forms(count)));
        }
    }

    #[test]
    fn english_counts_take_two_forms_and_none_its_own_and_are_grouped() {
        let messages = Messages::new(UiLang::En);
        let say = |count| bare(&messages.say_with("requests", &[("count", MessageArg::Count(count))]));
        assert_eq!(say(0), "No request has left this computer.");
        assert_eq!(say(1), "One request has left this computer.");
        assert_eq!(
            (say(2), say(12_345)),
            ("2 requests have left this computer.".into(), "12,345 requests have left this computer.".into())
        );
    }

    #[test]
    fn counts_follow_the_digits_chosen() {
        let locale = Locale { digits: Digits::ArabicIndic, ..Locale::new(UiLang::Ar) };
        let messages = Messages::with_locale(locale);
        let say = |count| bare(&messages.say_with("status-undated", &[("count", MessageArg::Count(count))]));
        assert!(say(1234).starts_with("١٬٢٣٤ "), "{}", say(1234));
        assert!(say(0).starts_with("٠ "), "{}", say(0));
    }

    #[test]
    fn variables_are_isolated() {
        let text = Messages::new(UiLang::En).say_with("when-since", &[("start", MessageArg::Text("أمس"))]);
        assert_eq!(text, "since \u{2068}أمس\u{2069}");
    }

    #[test]
    fn a_missing_key_is_seen() {
        let messages = Messages::new(UiLang::En);
        assert_eq!(&*messages.say("no-such-key"), "[no-such-key]");
        assert!(!messages.has("no-such-key"));
        assert_eq!(&*messages.say("app-name"), "Marsad");
    }
}
