"""Strategies that make rules of ad elements, and pages on which they meet.

Both draw from the same few names, so that rules hit, miss by little, and meet on one element.
"""

from hypothesis import strategies as st

from fragments import ad_content, pieces
from own_rules import loaded, system, table

NAMES = (
    "a", "b", "c", "A", "a-b", "ad", "ads", "side-ad", "sideAd", "ADSlot", "no-ad", "hasAd", "tag-ad", "ad2", "1ad",
    "x1", "x12", "é", "a:b", "10",
)  # fmt: skip
TAGS = (
    "div",
    "div",
    "p",
    "b",
    "a",
    "li",
    "td",
    "h2",
    "span",
    "x-a",
    "x-b",
    "img",
    "ins",
    "section",
    "article",
    "template",
    "iframe",
)
VALUES = (*NAMES, "", "a b", "b a-b", "//x.com/ad", "https://u@CDN.x.com:80/a?b", "http://y.org", "a.x.com", "B", "a'b")
ATTRIBUTES = ("title", "href", "src", "src", "data-a", "style")
HOSTS = ("x.com", "cdn.x.com", "y.org", "com")
SCRIPTS = ("go(1)", "ads.push(", "</")

names = st.sampled_from(NAMES)
patterns = st.one_of(
    names, names, names, pieces("*", "a*", "*a", "*-*", "x[0-9]", "x[0-9]*", "*[0-9]", "*a*b*", "side*", "*é")
)


# Files of rules

matches = st.one_of(
    st.fixed_dictionaries({}, optional={"tag": st.sampled_from(TAGS), "class": patterns, "id": patterns}),
    st.fixed_dictionaries(
        {"attr": st.sampled_from(ATTRIBUTES)},
        optional={"value": st.one_of(patterns, st.sampled_from(VALUES)), "class": patterns},
    ).filter(lambda match: "[" not in match.get("value", "").replace("[0-9]", "")),
    st.fixed_dictionaries({"host": st.sampled_from(HOSTS)}, optional={"tag": st.sampled_from(TAGS)}),
    st.fixed_dictionaries({"class": names}),
).filter(bool)
systems = st.builds(
    lambda tier, matches, scripts: system(tier, *matches, **({"scripts": scripts} if scripts else {})),
    st.sampled_from(["A", "B", "C", "C", "D", "unwrap"]),
    st.lists(matches, min_size=1, max_size=3),
    st.lists(st.sampled_from(SCRIPTS), max_size=1),
)
words = st.lists(pieces("ad", "ads", "slot", "side", "no", "has", "a", "b", "é", "tag", "x"), max_size=3)
name_tables = st.builds(
    lambda tokens, not_with, not_before: table("names", tokens=tokens, not_with=not_with, not_before=not_before),
    words,
    words,
    st.lists(pieces("tag-", "a", "side", "x1"), max_size=2),
)
rows = st.builds(
    lambda systems, names: "".join(systems) + names, st.lists(systems, max_size=5), st.one_of(name_tables, st.just(""))
)


# Filter lists

escaped_names = st.sampled_from(
    [name for name in NAMES if not name[0].isdigit() and ":" not in name] + [r"a\:b", r"\31 0", r"\31 ad", r"\e9"]
)
simple = st.one_of(
    escaped_names.map(".{}".format),
    escaped_names.map(".{}".format),
    escaped_names.map("#{}".format),
    st.builds(
        lambda name, operator, quote, value, flag: (
            f"[{name}{operator}{quote}{value}{quote}{flag}]" if operator else f"[{name}]"
        ),
        st.sampled_from([*ATTRIBUTES, "class", "id", "HREF"]),
        st.sampled_from(["", "=", "~=", "|=", "^=", "$=", "*="]),
        st.just('"'),
        st.sampled_from(VALUES),
        pieces("", "", "", " i", "i", " s"),
    ),
    pieces(
        ":hover",
        ":first-child",
        "::before",
        ":has(a)",
        ":not(.a .b)",
        "[a",
        ":not(",
        ":is()",
        "!",
        ".1",
        ",",
        " + ",
        "~",
        ":has-text(a)",
    ),
)
types = st.one_of(pieces("", "", "", "*"), st.sampled_from([*TAGS, "DIV"]))
plain_compounds = st.builds(lambda name, parts: (name + "".join(parts)) or "*", types, st.lists(simple, max_size=2))
compounds = st.builds(
    lambda compound, name, inside, space: compound + (f":{name}({space}{', '.join(inside)}{space})" if inside else ""),
    plain_compounds,
    pieces("not", "not", "is", "where", "NOT"),
    st.lists(plain_compounds, max_size=2),
    pieces("", "", " "),
)
selectors = st.builds(
    lambda first, others: first + "".join(map("".join, others)),
    compounds,
    st.lists(st.tuples(pieces(" ", " > ", ">", "  ", " + "), compounds), max_size=2),
)
domains = st.lists(
    pieces("x.com", "www.x.com", "~x.com", "~www.x.com", "x.*", "~x.*", "com", "y.org", "~y.org", "X.Com", ""),
    max_size=3,
).map(",".join)
lines = st.one_of(
    st.builds(
        "{}{}{}".format,
        st.one_of(st.just(""), st.just(""), domains),
        pieces("##", "##", "##", "##", "##", "#@#", "#@#", "#?#", "#$#", "## "),
        st.one_of(selectors, selectors, st.builds("{},{}".format, selectors, selectors)),
    ),
    st.builds("##.{}".format, escaped_names),
    st.builds("#@#.{}".format, escaped_names),
    st.builds(
        "@@||{}^${}".format,
        pieces("x.com", "www.x.com", "y.org", "com"),
        pieces(
            "generichide", "ghide", "specifichide", "shide,script", "elemhide", "ehide", "script", "ghide,domain=x.com"
        ),
    ),
    pieces("! comment", "[Adblock]", "", "||x.com^", "##+js(x)", "##^a", "a##.b { c: d }", "x y##.a", "/a##.b", "###"),
)
filter_lists = st.lists(lines, max_size=8).map("\n".join)
urls = pieces(
    None,
    None,
    "",
    "https://x.com/",
    "www.x.com",
    "http://a.www.x.com:80/x",
    "x.co.uk",
    "//y.org",
    "https://example.org",
)


def made(side, recipe):
    """The rules of a recipe."""
    sources = {
        "built-in": lambda _: side.Rules(),
        "no names": lambda _: side.Rules(names=False),
        "rows": lambda text: loaded(side, text),
        "list": lambda text: side.Rules.from_filter_list(text + "\n"),
    }
    rules = [sources[kind](text) for kind, text in recipe]
    first = rules[0]
    for other in rules[1:]:
        first |= other
    return first


sources = st.one_of(
    st.tuples(st.just("rows"), rows),
    st.tuples(st.just("list"), filter_lists),
    st.tuples(st.just("built-in"), st.just("")),
    st.tuples(st.just("no names"), st.just("")),
)
recipes = st.one_of(
    st.lists(sources, min_size=1, max_size=3),
    st.tuples(st.tuples(st.just("rows"), rows), st.tuples(st.just("list"), filter_lists)).map(list),
)


# Pages

starts = st.builds(
    lambda name, attributes, end: f"<{name}{''.join(attributes)}{end}",
    st.sampled_from(TAGS),
    st.lists(
        st.one_of(
            st.builds(" class='{} {}'".format, names, st.one_of(names, st.just(""))),
            st.builds(" class={}".format, names),
            st.builds(" id={}".format, names),
            st.builds(lambda name, value: f' {name}="{value}"', st.sampled_from(ATTRIBUTES), st.sampled_from(VALUES)),
        ),
        max_size=3,
    ),
    pieces(">", ">", ">", ">", "/>"),
)
texts = pieces(
    "x", "word ", " ", "Advertisement", "- Anzeige -", "Adver&shy;tisement", "a < b", "x" * 120, "x" * 121, "y " * 61,
    "&amp;" * 60, "x" * 500,
    "x" * 1901, "Advertisement\u00a0", "\u2003", "Sponsored", "Learn more", "x" * 381,
)  # fmt: skip
scripts = st.builds(
    "<script{}>{}</script>".format,
    pieces("", " src='//x.com/a'", " class=a"),
    pieces("x", "go(1)", "'<b class=a>'; ads.push(1)", ""),
)
ends = st.builds("</{}>".format, st.sampled_from(TAGS))
parts = st.one_of(starts, starts, starts, texts, ends, ends, scripts, ad_content)
elements = st.builds(
    lambda start, inside, end: start + "".join(inside) + end.format(start[1:].split()[0].rstrip("/>")),
    starts,
    st.lists(st.one_of(parts, texts, scripts), max_size=4),
    pieces("</{}>", "</{}>", "</{}>", ""),
)
nested = st.builds(
    lambda start, before, inside, after, end: start + before + "".join(inside) + after + end,
    starts,
    texts,
    st.lists(elements, max_size=3),
    st.one_of(texts, scripts),
    ends,
)
modes = pieces("", "", "", "<html>", "<!-- x --><HTML class=a>", "<!DOCTYPE html><html>", "<html><!doctype html>")
bodies = st.lists(st.one_of(elements, elements, nested, parts), max_size=10).map("".join)
pages = st.builds("{}{}".format, modes, bodies)
