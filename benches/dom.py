"""The text of a page by a real DOM, lexbor's."""

from selectolax.lexbor import LexborHTMLParser

UNRENDERED = ["script", "style", "template", "iframe", "noembed", "noframes", "textarea", "title"]
BLOCKS = (
    "address, article, aside, blockquote, br, center, dd, details, dialog, dir, div, dl, dt, fieldset, figcaption,"
    "figure, footer, form, h1, h2, h3, h4, h5, h6, header, hgroup, hr, li, main, menu, nav, ol, optgroup, option, p,"
    "pre, search, section, summary, table, tbody, td, tfoot, th, thead, tr, ul"
)


def parse(html: str) -> LexborHTMLParser:
    return LexborHTMLParser(html)


def text(tree: LexborHTMLParser) -> str:
    """The text of a page, a line break around each block. Changes the tree."""
    body = tree.body or tree.root
    if body is None:
        return ""
    body.strip_tags(UNRENDERED)
    for node in body.css(BLOCKS):
        node.insert_before("\n")
        node.insert_after("\n")
    return body.text(separator="")
