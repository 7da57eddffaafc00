//! Rows of ad systems, read from TOML. The format: docs/reference/ads.md, 1.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::pattern::Pattern;

/// What a file says.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) systems: Vec<System>,
    pub(super) names: Option<NameLists>,
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
}

/// What is wrong with a file: one line that names the file, the line and the field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulesError(String);

impl std::fmt::Display for RulesError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for RulesError {}

type Value<'a> = Spanned<DeValue<'a>>;
type Result<T> = std::result::Result<T, RulesError>;

/// Reads the rows of a file. `file`: its name, for errors.
pub(super) fn read(file: &str, text: &str) -> Result<Rows> {
    let reader = Reader { file, text };
    let table = DeTable::parse(text)
        .map_err(|error| reader.error(&error.span().unwrap_or_default(), error.message().trim().replace('\n', "; ")))?;
    let mut rows = Rows::default();
    for (key, value) in table.get_ref() {
        match key.get_ref().as_ref() {
            "version" => reader.version(value)?,
            "system" => {
                rows.systems =
                    reader.tables("system", value)?.map(|table| reader.system(table)).collect::<Result<_>>()?
            }
            "names" => rows.names = Some(reader.names(value)?),
            // They are read by the stage of the labels.
            "label" => _ = reader.tables("label", value)?,
            _ => return Err(reader.unknown(key, &["version", "system", "names", "label"])),
        }
    }
    Ok(rows)
}

/// A file that is being read.
struct Reader<'a> {
    file: &'a str,
    text: &'a str,
}

/// A table and where it stands.
type Table<'a, 'b> = (&'b DeTable<'a>, Range<usize>);

impl<'a> Reader<'a> {
    fn error(&self, span: &Range<usize>, what: impl std::fmt::Display) -> RulesError {
        let before = &self.text.as_bytes()[..span.start.min(self.text.len())];
        let line = 1 + memchr::memchr_iter(b'\n', before).count();
        RulesError(format!("{}, line {line}: {what}", self.file))
    }

    fn unknown(&self, key: &Spanned<std::borrow::Cow<'_, str>>, choices: &[&str]) -> RulesError {
        let choices = choices.join(", ");
        self.error(&key.span(), format!("unknown key {:?}; the keys are: {choices}", key.get_ref()))
    }

    fn version(&self, value: &Value<'_>) -> Result<()> {
        let is_one = value.get_ref().as_integer().is_some_and(|number| number.radix() == 10 && number.as_str() == "1");
        if is_one { Ok(()) } else { Err(self.error(&value.span(), "version: it must be 1")) }
    }

    fn tables<'b>(
        &self,
        field: &str,
        value: &'b Value<'a>,
    ) -> Result<impl Iterator<Item = Table<'a, 'b>> + use<'a, 'b>> {
        let wrong = |span| self.error(&span, format!("{field}: it must be a list of tables, and not empty"));
        let array = value.get_ref().as_array().filter(|array| !array.is_empty()).ok_or_else(|| wrong(value.span()))?;
        if let Some(other) = array.iter().find(|item| !item.get_ref().is_table()) {
            return Err(wrong(other.span()));
        }
        Ok(array.iter().filter_map(|item| Some((item.get_ref().as_table()?, item.span()))))
    }

    fn string(&self, field: &str, value: &Value<'_>) -> Result<String> {
        let text = value.get_ref().as_str().filter(|text| !text.is_empty());
        text.map(str::to_owned)
            .ok_or_else(|| self.error(&value.span(), format!("{field}: it must be a string, and not empty")))
    }

    fn lower_case(&self, field: &str, value: &Value<'_>) -> Result<String> {
        let text = self.string(field, value)?;
        if text.chars().any(char::is_uppercase) {
            return Err(self.error(&value.span(), format!("{field}: {text:?} must be lower case")));
        }
        Ok(text)
    }

    fn pattern(&self, field: &str, value: &Value<'_>) -> Result<Pattern> {
        let text = value.get_ref().as_str().filter(|text| field == "value" || !text.is_empty());
        let Some(text) = text else {
            return self.string(field, value).and_then(|_| Err(self.error(&value.span(), field)));
        };
        if field == "class" && text.contains(|c: char| c.is_ascii_whitespace()) {
            return Err(self.error(&value.span(), format!("class: {text:?} must be one class, without white space")));
        }
        Pattern::new(text).ok_or_else(|| {
            self.error(&value.span(), format!("{field}: in {text:?}, `[` stands for something else than `[0-9]`"))
        })
    }

    fn strings(
        &self,
        field: &str,
        value: &Value<'_>,
        item: impl Fn(&Value<'_>) -> Result<String>,
    ) -> Result<Vec<String>> {
        let wrong = || self.error(&value.span(), format!("{field}: it must be a list of strings"));
        value.get_ref().as_array().ok_or_else(wrong)?.iter().map(item).collect()
    }

    fn system(&self, (table, span): Table<'_, '_>) -> Result<System> {
        let (mut name, mut tier, mut matches, mut scripts) = (None, None, Vec::new(), Vec::new());
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "name" => name = Some(self.string("name", value)?),
                "tier" => tier = Some(self.tier(value)?),
                "source" => _ = self.string("source", value)?,
                "match" => {
                    matches =
                        self.tables("match", value)?.map(|table| self.conditions(table)).collect::<Result<_>>()?;
                }
                "scripts" => {
                    scripts = self.strings("scripts", value, |item| self.string("scripts", item))?;
                    if scripts.is_empty() {
                        return Err(self.error(&value.span(), "scripts: it must not be empty"));
                    }
                }
                _ => return Err(self.unknown(key, &["name", "tier", "source", "match", "scripts"])),
            }
        }
        let missing = |field| self.error(&span, format!("{field}: it is missing from this [[system]]"));
        name.ok_or_else(|| missing("name"))?;
        let tier = tier.ok_or_else(|| missing("tier"))?;
        if matches.is_empty() {
            return Err(missing("match"));
        }
        Ok(System { tier, matches, scripts })
    }

    fn tier(&self, value: &Value<'_>) -> Result<Tier> {
        let tier = TIERS.iter().find(|(name, _)| value.get_ref().as_str() == Some(name));
        tier.map(|(_, tier)| *tier).ok_or_else(|| {
            let choices = TIERS.map(|(name, _)| name).join(", ");
            self.error(&value.span(), format!("tier: unknown; the choices are: {choices}"))
        })
    }

    fn conditions(&self, (table, span): Table<'_, '_>) -> Result<Match> {
        let mut found = Match::default();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "tag" => found.tag = Some(self.lower_case("tag", value)?),
                "class" => found.class = Some(self.pattern("class", value)?),
                "id" => found.id = Some(self.pattern("id", value)?),
                "attr" => found.attr = Some(self.lower_case("attr", value)?),
                "value" => found.value = Some(self.pattern("value", value)?),
                "host" => found.host = Some(self.lower_case("host", value)?),
                _ => return Err(self.unknown(key, &["tag", "class", "id", "attr", "value", "host"])),
            }
        }
        if table.is_empty() {
            return Err(self.error(&span, "match: a match needs a condition"));
        }
        if found.value.is_some() && found.attr.is_none() {
            return Err(self.error(&span, "value: it needs an attr"));
        }
        Ok(found)
    }

    fn names(&self, value: &Value<'_>) -> Result<NameLists> {
        let wrong = || self.error(&value.span(), "names: it must be a table");
        let mut names = NameLists::default();
        for (key, value) in value.get_ref().as_table().ok_or_else(wrong)? {
            let field = key.get_ref().as_ref();
            let list = match field {
                "tokens" => &mut names.tokens,
                "not_with" => &mut names.not_with,
                "not_before" => &mut names.not_before,
                _ => return Err(self.unknown(key, &["tokens", "not_with", "not_before"])),
            };
            *list = self.strings(field, value, |item| self.lower_case(field, item))?;
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
            ("a = 1", "line 1: unknown key \"a\"; the keys are: version, system, names, label"),
            ("version = 2", "line 1: version: it must be 1"),
            ("version = ", "line 1: "),
            (
                "\n[[system]]\nname = \"a\"\nmatch = [{ id = \"x\" }]",
                "line 2: tier: it is missing from this [[system]]",
            ),
            (
                "[[system]]\nname = \"a\"\ntier = \"E\"\nmatch = [{ id = \"x\" }]",
                "line 3: tier: unknown; the choices are: A, B, C, D, unwrap",
            ),
            (
                "[[system]]\nname = \"a\"\ntier = \"A\"\nmatch = [\n{ id = \"x\" },\n{ class = \"x[1-9]\" }]",
                "line 6: class: in \"x[1-9]\", `[` stands for something else than `[0-9]`",
            ),
            ("[[system]]\nmatch = [{}]", "line 2: match: a match needs a condition"),
            ("[[system]]\nmatch = [{value = \"a\"}]", "line 2: value: it needs an attr"),
            ("[[system]]\nmatch = [{tag = \"DIV\"}]", "line 2: tag: \"DIV\" must be lower case"),
            ("[[system]]\nname = 1", "line 2: name: it must be a string, and not empty"),
            ("[names]\ntokens = \"ad\"", "line 2: tokens: it must be a list of strings"),
        ] {
            let error = read("own.toml", text).map(|_| ()).unwrap_err().to_string();
            assert!(error.starts_with(&format!("own.toml, {want}")), "{error}");
        }
    }
}
