//! Rows of ad systems, read from TOML. The format: docs/reference/ads.md, 1.

use std::borrow::Cow;
use std::fmt::{self, Display, Formatter};
use std::ops::Range;

use memchr::memchr_iter;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::pattern::Pattern;
use crate::labels::{Languages, OwnRow};

/// What a file says.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) systems: Vec<System>,
    pub(super) names: Option<NameLists>,
    pub(super) labels: Vec<OwnRow>,
}

#[derive(Debug)]
pub(super) struct System {
    pub(super) tier: Tier,
    pub(super) matches: Vec<Match>,
    pub(super) scripts: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tier {
    A,
    B,
    C,
    D,
    Unwrap,
}

const TIERS: [(&str, Tier); 5] =
    [("A", Tier::A), ("B", Tier::B), ("C", Tier::C), ("D", Tier::D), ("unwrap", Tier::Unwrap)];

/// Conditions that hold together.
#[derive(Debug, Default)]
pub(super) struct Match {
    pub(super) tag: Option<String>,
    pub(super) class: Option<Pattern>,
    pub(super) id: Option<Pattern>,
    pub(super) attr: Option<String>,
    pub(super) value: Option<Pattern>,
    pub(super) host: Option<String>,
}

/// What makes a name that of an ad.
#[derive(Debug, Default)]
pub(super) struct NameLists {
    pub(super) tokens: Vec<String>,
    pub(super) not_with: Vec<String>,
    pub(super) not_before: Vec<String>,
    pub(super) content: Vec<Pattern>,
    pub(super) controls: Vec<String>,
}

/// What is wrong with a file: one line that names the file, the line and the field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulesError(String);

impl RulesError {
    /// The error for a file that is not UTF-8; `before`: how much of it is.
    pub(super) fn not_utf8(file: &str, before: &[u8]) -> RulesError {
        let line = 1 + memchr_iter(b'\n', before).count();
        RulesError(format!("{file}, line {line}: the text must be UTF-8"))
    }
}

impl Display for RulesError {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for RulesError {}

type Result<T> = std::result::Result<T, RulesError>;

/// Reads the rows of a file. `file`: its name, for errors.
pub(super) fn read(file: &str, text: &str) -> Result<Rows> {
    let reader = Reader { file, text };
    let table = DeTable::parse(text).map_err(|error| {
        let message = error.message().trim().replace('\n', "; ");
        reader.error(&error.span().unwrap_or_default(), message)
    })?;
    let mut rows = Rows::default();
    for field in fields(table.get_ref()) {
        match field.name {
            "version" => reader.version(&field)?,
            "system" => rows.systems = reader.tables(&field, |table| reader.system(table))?,
            "names" => rows.names = Some(reader.names(&field)?),
            "label" => rows.labels = reader.tables(&field, |table| reader.label(table))?,
            _ => return Err(reader.unknown(&field, &["version", "system", "names", "label"])),
        }
    }
    Ok(rows)
}

/// A file that is being read.
struct Reader<'a> {
    file: &'a str,
    text: &'a str,
}

/// A key of a table, and what stands behind it.
struct Field<'a, 'b> {
    name: &'b str,
    span: Range<usize>,
    value: &'b DeValue<'a>,
}

fn fields<'a, 'b>(table: &'b DeTable<'a>) -> impl Iterator<Item = Field<'a, 'b>> {
    let field = |(key, value): (&'b Spanned<Cow<'a, str>>, &'b Spanned<DeValue<'a>>)| Field {
        name: key.get_ref(),
        span: key.span(),
        value: value.get_ref(),
    };
    table.iter().map(field)
}

const CONDITIONS: [&str; 6] = ["tag", "class", "id", "attr", "value", "host"];

impl Reader<'_> {
    fn error(&self, span: &Range<usize>, what: impl Display) -> RulesError {
        let before = &self.text.as_bytes()[..span.start.min(self.text.len())];
        let line = 1 + memchr_iter(b'\n', before).count();
        RulesError(format!("{}, line {line}: {what}", self.file))
    }

    /// The error for a field that is not what it must be.
    fn wrong(&self, field: &Field<'_, '_>, must: impl Display) -> RulesError {
        self.error(&field.span, format!("{} must {must}", field.name))
    }

    fn unknown(&self, field: &Field<'_, '_>, choices: &[&str]) -> RulesError {
        let choices = choices.join(", ");
        self.error(&field.span, format!("unknown key {}; the keys are: {choices}", field.name))
    }

    fn version(&self, field: &Field<'_, '_>) -> Result<()> {
        let is_one = field.value.as_integer().is_some_and(|number| number.radix() == 10 && number.as_str() == "1");
        if is_one { Ok(()) } else { Err(self.wrong(field, "be 1")) }
    }

    fn tables<'a, 'b, T>(
        &self,
        field: &Field<'a, 'b>,
        read: impl Fn((&'b DeTable<'a>, Range<usize>)) -> Result<T>,
    ) -> Result<Vec<T>> {
        let wrong = || self.wrong(field, "be a list of tables");
        let table = |item: &'b Spanned<DeValue<'a>>| {
            let table = item.get_ref().as_table().ok_or_else(wrong)?;
            read((table, item.span()))
        };
        field.value.as_array().ok_or_else(wrong)?.iter().map(table).collect()
    }

    /// A value of `field` that must be a string, and not be empty.
    fn text<'b>(&self, field: &Field<'_, '_>, value: &'b DeValue<'_>) -> Result<&'b str> {
        let text = value.as_str().filter(|text| !text.is_empty() || field.name == "value");
        text.ok_or_else(|| self.wrong(field, "be a string, and not be empty"))
    }

    fn string(&self, field: &Field<'_, '_>) -> Result<String> {
        self.text(field, field.value).map(str::to_owned)
    }

    fn lower_case(&self, field: &Field<'_, '_>, value: &DeValue<'_>) -> Result<String> {
        let text = self.text(field, value)?;
        if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return Err(self.wrong(field, format!("be in lower case, not {text:?}")));
        }
        Ok(text.to_owned())
    }

    fn pattern(&self, field: &Field<'_, '_>) -> Result<Pattern> {
        let text = self.text(field, field.value)?;
        self.pattern_of(field, text)
    }

    fn pattern_of(&self, field: &Field<'_, '_>, text: &str) -> Result<Pattern> {
        if field.name == "class" && text.contains(|c: char| c.is_ascii_whitespace()) {
            return Err(self.wrong(field, format!("be one class, without white space, not {text:?}")));
        }
        Pattern::new(text).ok_or_else(|| self.wrong(field, format!("have `[` only in `[0-9]`, not {text:?}")))
    }

    fn list<T>(&self, field: &Field<'_, '_>, read: impl Fn(&DeValue<'_>) -> Result<T>) -> Result<Vec<T>> {
        let items = field.value.as_array().ok_or_else(|| self.wrong(field, "be a list of strings"))?;
        items.iter().map(|item| read(item.get_ref())).collect()
    }

    fn system(&self, (table, span): (&DeTable<'_>, Range<usize>)) -> Result<System> {
        let (mut name, mut tier, mut matches, mut scripts) = (None, None, None, Vec::new());
        for field in fields(table) {
            match field.name {
                "name" => name = Some(self.string(&field)?),
                "tier" => tier = Some(self.tier(&field)?),
                "source" => _ = self.string(&field)?,
                "match" => {
                    let list = self.tables(&field, |table| self.conditions(table))?;
                    if list.is_empty() && !table.contains_key("scripts") {
                        return Err(self.wrong(&field, "not be empty without scripts"));
                    }
                    matches = Some(list);
                }
                "scripts" => {
                    scripts = self.list(&field, |item| self.text(&field, item).map(str::to_owned))?;
                    if scripts.is_empty() {
                        return Err(self.wrong(&field, "not be empty"));
                    }
                }
                _ => return Err(self.unknown(&field, &["name", "tier", "source", "match", "scripts"])),
            }
        }
        let missing = |field| self.error(&span, format!("{field} is missing"));
        name.ok_or_else(|| missing("name"))?;
        let tier = tier.ok_or_else(|| missing("tier"))?;
        let matches = matches.ok_or_else(|| missing("match"))?;
        Ok(System { tier, matches, scripts })
    }

    fn label(&self, (table, span): (&DeTable<'_>, Range<usize>)) -> Result<OwnRow> {
        let (mut languages, mut level, mut case, mut texts) = (None, None, "any", None);
        for field in fields(table) {
            match field.name {
                "language" => languages = Some(self.language(&field)?),
                "level" => level = Some(self.choice(&field, &OwnRow::LEVELS)?),
                "case" => case = self.choice(&field, &OwnRow::CASES)?,
                "text" => texts = Some(self.list(&field, |item| self.label_text(&field, item))?),
                "source" => _ = self.string(&field)?,
                _ => return Err(self.unknown(&field, &["language", "level", "case", "text", "source"])),
            }
        }
        let missing = |field| self.error(&span, format!("{field} is missing"));
        let languages = languages.ok_or_else(|| missing("language"))?;
        let level = level.ok_or_else(|| missing("level"))?;
        Ok(OwnRow::new(languages, level, case, texts.ok_or_else(|| missing("text"))?))
    }

    fn language(&self, field: &Field<'_, '_>) -> Result<Languages> {
        Languages::new([self.choice(field, Languages::CODES)?]).map_err(|_| self.wrong(field, "be a code"))
    }

    fn label_text(&self, field: &Field<'_, '_>, item: &DeValue<'_>) -> Result<String> {
        let text = self.text(field, item)?;
        if OwnRow::is_text(text) {
            Ok(text.to_owned())
        } else {
            Err(self.wrong(field, "hold texts that have a word and at most 256 bytes"))
        }
    }

    fn choice(&self, field: &Field<'_, '_>, choices: &[&'static str]) -> Result<&'static str> {
        let choice = choices.iter().find(|choice| field.value.as_str() == Some(choice));
        choice.copied().ok_or_else(|| self.wrong(field, format!("be one of {}", choices.join(", "))))
    }

    fn tier(&self, field: &Field<'_, '_>) -> Result<Tier> {
        let tier = TIERS.iter().find(|(name, _)| field.value.as_str() == Some(name));
        tier.map(|(_, tier)| *tier).ok_or_else(|| {
            let choices = TIERS.map(|(name, _)| name).join(", ");
            self.wrong(field, format!("be one of {choices}"))
        })
    }

    fn conditions(&self, (table, span): (&DeTable<'_>, Range<usize>)) -> Result<Match> {
        let mut found = Match::default();
        for field in fields(table) {
            match field.name {
                "tag" => found.tag = Some(self.lower_case(&field, field.value)?),
                "class" => found.class = Some(self.pattern(&field)?),
                "id" => found.id = Some(self.pattern(&field)?),
                "attr" => found.attr = Some(self.lower_case(&field, field.value)?),
                "value" if table.contains_key("attr") => found.value = Some(self.pattern(&field)?),
                "value" => return Err(self.wrong(&field, "have an attr beside it")),
                "host" => found.host = Some(self.lower_case(&field, field.value)?),
                _ => return Err(self.unknown(&field, &CONDITIONS)),
            }
        }
        if table.is_empty() {
            return Err(self.error(&span, format!("match needs one of {}", CONDITIONS.join(", "))));
        }
        Ok(found)
    }

    fn names(&self, field: &Field<'_, '_>) -> Result<NameLists> {
        let mut names = NameLists::default();
        for field in fields(field.value.as_table().ok_or_else(|| self.wrong(field, "be a table"))?) {
            let list = match field.name {
                "tokens" => &mut names.tokens,
                "not_with" => &mut names.not_with,
                "not_before" => &mut names.not_before,
                "controls" => &mut names.controls,
                "content" => {
                    let pattern = |item: &DeValue<'_>| self.pattern_of(&field, &self.lower_case(&field, item)?);
                    names.content = self.list(&field, pattern)?;
                    continue;
                }
                _ => return Err(self.unknown(&field, &["tokens", "not_with", "not_before", "content", "controls"])),
            };
            *list = self.list(&field, |item| self.lower_case(&field, item))?;
        }
        Ok(names)
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn errors_say_where() {
        for (text, want) in [
            ("a = 1", "line 1: unknown key a; the keys are: version, system, names, label"),
            ("version = 2", "line 1: version must be 1"),
            ("\n[[system]]\nname = \"a\"\nmatch = [{ id = \"x\" }]", "line 2: tier is missing"),
            (
                "[[system]]\nname = \"a\"\ntier = \"A\"\nmatch = [\n{ id = \"x\" },\n{ class = \"x[1-9]\" }]",
                "line 6: class must have `[` only in `[0-9]`, not \"x[1-9]\"",
            ),
        ] {
            let error = read("own.toml", text).map(|_| ()).expect_err(want).to_string();
            assert_eq!(error, format!("own.toml, {want}"));
        }
    }
}
