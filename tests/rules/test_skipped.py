"""Selectors of filter lists that a stream cannot decide: each is counted once, with the first reason."""

import pytest

from own_rules import filters

# lines, by their only reason
ONE_EACH = {
    "scriptlet": [
        "##+js(no-xhr)",
        "a.com##+js(a, b), .x",
        "a.com#@#+js()",
        "##script:inject(x.js)",
        "#%#//scriptlet('x')",
        "#@%#x",
        "a.com#%#window.x = {}",
        "## +js(x)",
    ],
    "html filter": ["##^script:has-text(x)", "##^.x, .y", "a.com#@#^.x"],
    "style": [
        "#$#.x { color: red }",
        "#@$#.x { a: b }",
        "#$?#.x:has(y) { a: b }",
        "#@$?#.x",
        "##.x:style(a: b)",
        "##.x:has(y):remove()",
        "##.x { color: red }",
        "##.x, .y { a: b }",
        "#?#.x { remove: true; }",
        "##.x}",
    ],
    "procedural": [
        "#?#.x",
        "#@?#.x",
        "#?#.x:has(> y)",
        "##.x:has-text(Ad)",
        '##.x:has-text("a, b")',
        "##.x:has-text(/a(b)/)",
        "##.x:contains(Ad)",
        "##.x:xpath(//y)",
        "##.x:upward(2)",
        "##.x:matches-css(a: b)",
        "##.x:matches-css-before(a: b)",
        "##.x:matches-attr(a=b)",
        "##.x:matches-path(/a)",
        "##.x:matches-media(a)",
        "##.x:min-text-length(3)",
        "##.x:others()",
        "##.x:watch-attr(a)",
        "##.x:nth-ancestor(1)",
        "##.x:if(y)",
        "##.x:if-not(y)",
        "##.x:-abp-has(y)",
        "##.x:-abp-properties(a: b)",
        "##.x:has(y:has-text(z))",
        "##.x:HAS-TEXT(z)",
        "##.x + y:has-text(z",
    ],
    ":has()": [
        "##.x:has(y)",
        "##.x:has(> y, + z)",
        "##:has(y)",
        "##.x:not(:has(y))",
        "##.x:HAS(y)",
        "##.x::before:has(y)",
    ],
    "pseudo-element": [
        "##.x::before",
        "##.x::-webkit-foo",
        "##.x:before",
        "##.x:after",
        "##.x:first-line",
        "##.x:first-letter",
        "##.x::before + y",
    ],
    "position": [
        "##.x:first-child",
        "##.x:first-of-type",
        "##.x:last-child",
        "##.x:only-child",
        "##.x:nth-child(2n + 1)",
        "##.x:nth-of-type(2)",
        "##.x:empty",
        "##:root .x",
        "##.x:not(:first-child)",
        "##.x:Nth-Child(2)",
        "##.x + .y:empty",
    ],
    "sibling": ["##.x + .y", "##.x+.y", "##.x ~ .y", "##.x~.y > .z", "##.x:not(a + b)", "##+ .y", "##.x:hover ~ y"],
    "other pseudo-class": [
        "##.x:hover",
        "##.x:lang(de)",
        "##a:link",
        "##.x:not",
        "##.x:is",
        "##.x:not(:hover)",
        "##.x:not(.y .z)",
        "##.x:is(.y > .z)",
        "##.x:where(.y, .z .w)",
        "##.x:-moz-any(y)",
        "##.x:hover:",
        "##.x:unknown [",
    ],
    "malformed": [
        "##",
        "#@#",
        "##.x,",
        "##,.x",
        "##.",
        "###",
        "##.1a",
        "###1",
        "##.-1",
        "##1a",
        "##.x >",
        "##> .x",
        "##.x > > .y",
        "##.x .",
        "##[",
        "##[]",
        "##[a",
        "##[a=]",
        "##[a=1]",
        "##[a=b c]",
        "##[a='b' x]",
        "##[a='b' ii]",
        "##[a!=b]",
        '##[a="b]',
        "##[=b]",
        "##[1=b]",
        "##.x[a]y",
        "##[a]b",
        "##.x:",
        "##.x:5",
        "##.x:not()",
        "##.x:is( )",
        "##.x:not(.y",
        "##.x:not(.y,)",
        "##.x:not(,.y)",
        "##.x)",
        "##(.x)",
        "##.x{",
        "##a|b",
        "##*|b",
        "##|b",
        "##&.x",
        "##.x /* c */",
        "##.x || .y",
        "##.x >> .y",
        "##.x!",
        "##.x;",
        "##.x\\",
        "##@x",
        "##%x",
        "##**",
        "##.x*",
        "##x.#y",
        "##.\x7f",
        "##'x'",
    ],
}


@pytest.mark.parametrize(("line", "reason"), [(line, reason) for reason, lines in ONE_EACH.items() for line in lines])
def test_one(line, reason, side):
    rules = filters(side, line)
    counted = {"##.x,": 1, "##,.x": 1}
    assert rules.skipped == {reason: counted.get(line, 1)}
    page = "<div class='x y'><b class=y>1</b></div><p class=z>2</p>"
    if line not in counted:
        assert side.strip_ads(page, rules=rules) == page


MANY = {
    "each selector of a line": (
        "##.x:has(y), .a, .b + .c, .d:hover, .e:has(f)",
        {":has()": 2, "sibling": 1, "other pseudo-class": 1},
    ),
    "a line of style counts once": ("##.x, .y:has(z):remove()", {"style": 1}),
    "each of a procedural line": ("#?#.x, .y:contains(a), .z:has(b)", {"procedural": 3}),
    "a string that does not end": ("##.x[a='b], .y:has(z)", {"malformed": 1}),
    "brackets that do not end": ("##.x[a, .y:has(z)", {"malformed": 1}),
    "parentheses that do not end": ("##.x:not(.a, .y:hover", {"other pseudo-class": 1}),
    "a parenthesis too many": ("##.x), .y + .z", {"malformed": 1, "sibling": 1}),
    "what is in strings does not count": (
        "##[a=':has(x)'], [a=\":hover + ~::\"], [a=\\:has\\(x\\)], .a\\:has\\(x\\)",
        {},
    ),
    "an escape is no sign": ("##.a\\+b, .a\\~b, .a\\:first-child, .a\\,b", {}),
    "a bracket in a string": ("##[a=']:has(x)'], [a=\"]\"]:has(x)", {":has()": 1}),
    "an escaped bracket": ("##[a=b\\]]:has(x), [a=b\\]:has(x]", {":has()": 1, "malformed": 1}),
}


@pytest.mark.parametrize(("line", "skipped"), MANY.values(), ids=MANY)
def test_many(line, skipped, side):
    assert filters(side, line).skipped == skipped


def test_all_together(side):
    rules = filters(side, *(line for lines in ONE_EACH.values() for line in lines))
    assert rules.skipped == {reason: len(lines) for reason, lines in ONE_EACH.items()}


def test_other_selectors_of_the_line_hold(side):
    rules = filters(side, "##.x:has(y), .a, .b + .c, b:hover, .d")
    assert side.strip_ads("<p class=a>1</p><p class=x>2</p><p class=d>3</p>", rules=rules) == "<p class=x>2</p>"
