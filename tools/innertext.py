"""Compares `to_text` with what a browser shows: `document.body.innerText`, scripts off, no network.

    python tools/innertext.py FOLDER                       the share of equal pages, and the differences
    python tools/innertext.py FOLDER --hidden drop         the same with hidden elements dropped
    python tools/innertext.py FOLDER --without-styles      style blocks and style attributes are taken out first

FOLDER is one of pages (benches/pages.py has the format) or holds pages. It needs Debian's packages `chromium` and
`chromium-driver`, and Selenium. Runs of white space count as one space, or as so many TABs as they have where they
part cells; blank lines and white space at the ends of lines do not count. `--cache` keeps the browser's answers.

innerText is not all that a reader sees. It glues links and buttons that stand side by side, leaves out what closed
`details` and fields hold, gives what stands in a `canvas` for browsers that know none, and words in capitals where a
style wants them so. So the pages are compared with innerText as it is, and once more after these have been changed in
the browser, as docs/reference/markup.md says; the differences are those of the second.
"""

import argparse
import difflib
import hashlib
import json
import re
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

import strigil

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benches"))
import pages as page_folders

CHROMIUM, DRIVER = "chromium", "chromedriver"

# Around the page: what it asks for is not fetched, but its own styles hold.
AROUND = "default-src 'none'; style-src 'unsafe-inline'"
# The page stands in a frame without scripts, which cannot lead elsewhere. The second answer is that of a reader.
SHOW = """
const [source] = arguments;
document.querySelectorAll("iframe").forEach(frame => frame.remove());
const frame = document.createElement("iframe");
frame.sandbox = "allow-same-origin";
frame.style = "width:1200px;height:900px";
document.body.append(frame);
const page = frame.contentDocument;
page.open();
page.write(source);
page.close();
if (!page.body) return ["", ""];
const shown = page.body.innerText;
const written = page.createElement("style");
written.textContent = "* { text-transform: none !important }";
page.body.append(written);
page.querySelectorAll("details").forEach(details => details.open = true);
page.querySelectorAll("canvas").forEach(canvas => canvas.textContent = "");
page.querySelectorAll("rp").forEach(rp => rp.style.display = "inline");
page.querySelectorAll("textarea").forEach(field => {
  const text = page.createElement("pre");
  if (!/^\\s*(<|&lt;)[a-z]/i.test(field.textContent)) text.textContent = field.textContent;
  field.replaceWith(text);
});

const apart = new Set(["A", "MI", "MN", "MS", "MTEXT", "TEXT"]);
const controls = new Set(["BUTTON", "INPUT", "LABEL", "METER", "PROGRESS", "SELECT"]);
const closing = ",.;:!?)]}»”’…。、，；：！？）】」』", opening = "([{«“‘（【「『";
const inWord = c => /[0-9A-Za-z\\u00c0-\\u0dff\\u1e00-\\u1fff]/.test(c);
let last = "", hasText = false, gap = {};
const walk = node => {
  if (node.nodeType === Node.TEXT_NODE) {
    const text = node.data.replace(/^[ \\t\\n\\f\\r]+/, "");
    if (!text) return;
    const next = String.fromCodePoint(text.codePointAt(0)), words = last && inWord(last) && inWord(next);
    const space = gap.apart === "begun" || (gap.control && !closing.includes(next) && !opening.includes(last || " "))
      || (gap.image && words) || (gap.time && words && /[0-9]|\\p{Lu}/u.test(next));
    if (space && last) gap.place.call(gap.node, " ");
    [last, hasText, gap] = [text.trimEnd().at(-1), true, {}];
    return;
  }
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  const style = page.defaultView.getComputedStyle(node), name = node.tagName.toUpperCase();
  if (style.display === "none") return;
  const isControl = name === "INPUT" ? node.type !== "hidden" : controls.has(name);
  const at = place => {
    // The outermost place in the gap: at the edge of an inline block, a space inside it would collapse.
    if (apart.has(name) || isControl || name === "IMG" || name === "TIME") {
      if (!gap.node) [gap.node, gap.place] = [node, place];
    }
    gap.control ||= isControl;
    gap.image ||= name === "IMG";
    gap.time ||= name === "TIME";
  };
  at(node.before);
  if (apart.has(name)) {
    hasText = false;
    if (gap.apart === "ended") gap.apart = "begun";
  }
  [...node.childNodes].forEach(walk);
  at(node.after);
  if (apart.has(name) && (gap.apart === "begun" || (!gap.apart && hasText))) gap.apart = "ended";
};
walk(page.body);
return [shown, page.body.innerText];
"""

STYLE_BLOCK = re.compile(r"<style\b[^>]*>.*?</style\s*>|<link\b[^>]*\bstylesheet\b[^>]*>", re.IGNORECASE | re.DOTALL)
STYLE_ATTRIBUTE = re.compile(r"""(<[a-z][^<>]*?)\sstyle\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)


class Browser:
    """Chromium, as it shows pages."""

    def __enter__(self) -> Self:
        options = Options()
        options.binary_location = shutil.which(CHROMIUM) or CHROMIUM
        for argument in (
            "--headless=new",
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-gpu",
            "--disable-background-networking",
            "--host-resolver-rules=MAP * ~NOTFOUND",
        ):
            options.add_argument(argument)
        self.driver = webdriver.Chrome(options=options, service=Service(shutil.which(DRIVER)))
        self.driver.set_script_timeout(60)
        self.driver.get(f'data:text/html,<!DOCTYPE html><meta http-equiv="Content-Security-Policy" content="{AROUND}">')
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.driver.quit()

    def shows(self, source: str) -> list[str]:
        """What the browser gives for a page: its innerText, and that of what a reader sees."""
        return self.driver.execute_script(SHOW, source)


def is_here() -> bool:
    """Whether there is a browser."""
    return bool(shutil.which(CHROMIUM) and shutil.which(DRIVER))


def words(text: str) -> list[str]:
    return text.split()


def lines(text: str) -> list[str]:
    r"""The lines that are not blank, with white space as far as it counts.

    >>> lines(" Tea  at\u00a0noon \n\n one\t\ttwo ")
    ['Tea at noon', 'one\t\ttwo']
    """
    found = ("\t".join(" ".join(cell.split()) for cell in line.split("\t")) for line in text.splitlines())
    return [line.strip() for line in found if line.strip()]


def without_styles(source: str) -> str:
    """A page without its style sheets and style attributes.

    >>> without_styles("<style>p {}</style><p id=a style='color: red'>Tea</p>")
    '<p id=a>Tea</p>'
    """
    return STYLE_ATTRIBUTE.sub(r"\1", STYLE_BLOCK.sub("", source))


def differences(shown: list[str], ours: list[str]) -> Iterator[str]:
    """Where two lists of lines differ: what only the browser has with `-`, what only we have with `+`."""
    for line in difflib.unified_diff(shown, ours, "browser", "strigil", lineterm="", n=1):
        if not line.startswith(("---", "+++")):
            yield line


def answer(browser: Browser, source: str, cache: Path | None) -> list[str]:
    """What the browser shows, from the cache if it is there."""
    if not cache:
        return browser.shows(source)
    file = cache / (hashlib.sha256((SHOW + source).encode()).hexdigest() + ".json")
    if not file.exists():
        cache.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(browser.shows(source)), encoding="utf-8")
    return json.loads(file.read_text(encoding="utf-8"))


def compare(options: argparse.Namespace) -> None:
    """Prints what was asked for."""
    cleaner = strigil.Cleaner("html", markup="text", entities="html", ads=None, **keywords(options))
    equal: Counter[str] = Counter()
    shown_differences = 0
    folder = page_folders.load(options.folder, options.sample)
    with Browser() as browser:
        for page in folder:
            source = page.read().replace("\0", "")
            source = without_styles(source) if options.without_styles else source
            (shown, read), ours = answer(browser, source, options.cache), cleaner(source)
            for name, text in {"as a reader sees it": read, "as it is": shown}.items():
                equal["words", name] += words(text) == words(ours)
                equal["lines", name] += lines(text) == lines(ours)
            found = list(differences(lines(read), lines(ours)))
            if found and shown_differences < options.differences:
                shown_differences += 1
                print(f"== {page.name}: {page.file}, {len(found)} lines of difference")
                print("\n".join(line[:200] for line in found[: options.lines]), end="\n\n")
    for (kind, name), pages in equal.items():
        print(f"{kind} equal to innerText {name}: {pages} of {len(folder)} pages, {pages / len(folder):.1%}")


def keywords(options: argparse.Namespace) -> dict[str, str]:
    return {"hidden": options.hidden} if options.hidden else {}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", 1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sample", type=int, help="so many of the pages, the same ones each time")
    parser.add_argument("--differences", type=int, default=20, help="of so many pages are the differences printed (20)")
    parser.add_argument("--lines", type=int, default=40, help="so many lines of each difference are printed (40)")
    parser.add_argument("--hidden", choices=("keep", "drop"), help="what becomes of hidden elements")
    parser.add_argument("--without-styles", action="store_true", help="takes style blocks and attributes out first")
    parser.add_argument("--cache", type=Path, help="a folder for the browser's answers")
    options = parser.parse_args()
    if not is_here():
        raise SystemExit(f"{CHROMIUM} or {DRIVER} is missing: install Debian's packages chromium and chromium-driver")
    compare(options)


if __name__ == "__main__":
    main()
