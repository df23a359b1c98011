//! What the app says outside of its window, in the language of its words.
//!
//! The sentences are those of the group `desktop` in `ui/messages`, of which `npm run words` makes [`messages`].

#[rustfmt::skip]
mod messages;
mod numbers;

use icu_locale_core::{Locale, locale};
use icu_plurals::{PluralCategory, PluralRules};
use ollm_api::{Currency, Money};

use crate::{App, Language, Preferences};

/// A language that the app has words in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spoken {
    /// English.
    En,
    /// German.
    De,
    /// Spanish.
    Es,
    /// French.
    Fr,
    /// Japanese.
    Ja,
    /// Arabic.
    Ar,
}

impl Spoken {
    const ALL: [Self; 6] = [Self::En, Self::De, Self::Es, Self::Fr, Self::Ja, Self::Ar];

    /// The chosen language, or the first of the system's that the app has, or English: as in the view.
    pub fn of(chosen: Language, of_system: &[String]) -> Self {
        match chosen {
            Language::En => Self::En,
            Language::De => Self::De,
            Language::Es => Self::Es,
            Language::Fr => Self::Fr,
            Language::Ja => Self::Ja,
            Language::Ar => Self::Ar,
            Language::System => of_system.iter().find_map(|tag| Self::of_tag(tag)).unwrap_or(Self::En),
        }
    }

    /// `de_AT.UTF-8` is German, and `C` is none.
    fn of_tag(tag: &str) -> Option<Self> {
        let language = tag.split(['-', '_', '.', '@']).next()?;
        Self::ALL.into_iter().find(|spoken| spoken.tag().eq_ignore_ascii_case(language))
    }

    /// As in the attribute `lang` of a page.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
            Self::Es => "es",
            Self::Fr => "fr",
            Self::Ja => "ja",
            Self::Ar => "ar",
        }
    }

    /// As in the attribute `dir` of a page.
    pub const fn direction(self) -> &'static str {
        match self {
            Self::Ar => "rtl",
            Self::En | Self::De | Self::Es | Self::Fr | Self::Ja => "ltr",
        }
    }

    const fn locale(self) -> Locale {
        match self {
            Self::En => locale!("en"),
            Self::De => locale!("de"),
            Self::Es => locale!("es"),
            Self::Fr => locale!("fr"),
            Self::Ja => locale!("ja"),
            Self::Ar => locale!("ar"),
        }
    }
}

/// The words of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// Which.
    pub language: Spoken,
}

impl Words {
    /// Those in the language that the user chose.
    pub(crate) fn of(preferences: &Preferences, of_system: &[String]) -> Self {
        Self { language: Spoken::of(preferences.language, of_system) }
    }

    /// A number with the language's separators.
    fn count(self, n: u32) -> String {
        messages::numbers(self.language).grouped(&n.to_string())
    }

    /// Which form of a word goes with a number.
    fn form(self, n: u32) -> PluralCategory {
        let rules = PluralRules::try_new_cardinal(self.language.locale().into());
        rules.map_or(PluralCategory::Other, |rules| rules.category_for(n))
    }

    /// Rounded as in the window, where the same balance stands.
    pub fn amount(self, money: &Money) -> String {
        let numbers = messages::numbers(self.language);
        let amount = money.rounded();
        let written = numbers.decimal(&format!("{:.2}", amount.abs()));
        match &money.currency {
            Currency::Usd => numbers.dollars(&written, amount.is_sign_negative()),
            other => format!("{}{written} {other}", if amount.is_sign_negative() { "-" } else { "" }),
        }
    }
}

impl App {
    /// The words in the language that the user chose.
    pub fn words(&self) -> Words {
        Words::of(&self.preferences.preferences(), &self.machine.languages)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spoken(chosen: Language, of_system: &[&str]) -> Spoken {
        Spoken::of(chosen, &of_system.iter().map(ToString::to_string).collect::<Vec<_>>())
    }

    #[test]
    fn the_systems_first_language_with_words_is_spoken_where_none_is_chosen() {
        assert_eq!(spoken(Language::Fr, &["de-AT"]), Spoken::Fr);
        assert_eq!(spoken(Language::System, &["pl-PL", "de_AT.UTF-8", "fr"]), Spoken::De);
        assert_eq!(spoken(Language::System, &["ja"]), Spoken::Ja);
        // Asturian is no Arabic, whatever it begins with, and a system without a language says 'C'.
        for unknown in ["ast", "C", "C.UTF-8", "POSIX", ""] {
            assert_eq!(spoken(Language::System, &[unknown]), Spoken::En, "{unknown}");
        }
        assert_eq!(spoken(Language::System, &[]), Spoken::En);
    }

    #[test]
    fn every_language_has_its_plural_forms() {
        let title = |language, n| Words { language }.low_balance_title_many(n);
        assert_eq!(title(Spoken::En, 1), "1 team is low on credits");
        assert_eq!(title(Spoken::En, 1234), "1,234 teams are low on credits");
        assert_eq!(title(Spoken::De, 1234), "1.234 Teams haben wenig Guthaben");
        assert_eq!(title(Spoken::Ja, 1), "1 チームの残高が少なくなっています");
        // Arabic has six, and what is put in is isolated.
        let arabic: std::collections::BTreeSet<_> =
            [0, 1, 2, 3, 11, 100].map(|n| title(Spoken::Ar, n).replace(char::is_numeric, "")).into();
        assert_eq!(arabic.len(), 6, "{arabic:?}");
        assert!(title(Spoken::Ar, 3).contains("\u{2068}3\u{2069}"));
    }

    #[test]
    fn amounts_are_written_as_in_the_window() {
        let amount = |language, amount: &str| {
            Words { language }.amount(&Money { amount: amount.parse().unwrap(), currency: Currency::Usd })
        };
        assert_eq!(amount(Spoken::En, "1284.375"), "$1,284.38");
        assert_eq!(amount(Spoken::En, "-2.5"), "-$2.50");
        assert_eq!(amount(Spoken::De, "-1284.37"), "-1.284,37\u{a0}$");
        // Spanish groups from five digits on.
        assert_eq!(amount(Spoken::Es, "1284.37"), "1284,37\u{a0}$");
        assert_eq!(amount(Spoken::Fr, "12840.5"), "12\u{202f}840,50\u{a0}$");
        assert_eq!(amount(Spoken::Ja, "4.2"), "$4.20");
        let euros = Money { amount: "3".parse().unwrap(), currency: "EUR".into() };
        assert_eq!(Words { language: Spoken::De }.amount(&euros), "3,00 EUR");
    }
}
