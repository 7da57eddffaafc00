"""What pages of this repository look like in a browser, if there is one: tools/innertext.py."""

import importlib
import shutil
from pathlib import Path

import pytest

import strigil
from shared_data import CHECKOUT, read, samples

TOOLS = CHECKOUT / "tools"
DEMO = sorted(path for path in (CHECKOUT / "demo" / "pages").iterdir() if path.suffix == ".html")
# A tag without end hides the rest from a browser, over-escaped tags are text to it, and lines of a text are none.
DIFFERENT = {"unclosed.html", "overescaped.html", "over-escaped.html", "flattened.txt"}

OWN = {
    "a page": """<!DOCTYPE html><html><head><title>Tea</title></head><body><nav><ul><li><a href=1>Home</a><li>
<a href=2>News</a></ul>
<a href=3>Log in</a><a href=4>Sign up</a></nav><main><h1>Tea at noon</h1>
<p>Rain <b>fell</b> all night,<br>they said.<p>It
stopped.
<table><tr><th></th><th>2023<th>2024<tr><td>Tea<td><td>2</table><details><summary>More</summary>Cake</details>
<form><label>Name<input></label><button>Send</button><button>Cancel</button></form></main></body></html>""",
    "hidden elements": """<!DOCTYPE html><p>Tea</p><div hidden>Menu</div><p style="display: none">Cookies<p>Cake
<span style="display:block">one</span><span style="display:block">two</span>
<div style="display:flex"><b>a</b><b>b</b></div>
<pre style="white-space:normal">a\n  b</pre><div style="white-space:pre-wrap">a\n  b</div>""",
    "what is not rendered": """<!DOCTYPE html><body><p>Watch <video src=x>No video</video> and <audio>No audio</audio>
<svg><desc>Drawn</desc><metadata>x</metadata></svg> <datalist><option>x</datalist> now.
<p><select><option>one<option>two</select>three<button><p>Save</button>four""",
    "bad markup": """<!DOCTYPE html><body><p>Tea <sapn>is</sapn> <nohover>hot</blockqoute> <sep/> in the <head>
section <html>
<div><heading><h2>Cake</h2></heading></div><b><i>x</b>y</i><p>end""",
}


@pytest.fixture(scope="module")
def browser():
    pages = len(samples()) + len(DEMO) + len(OWN)
    if not (shutil.which("chromium") and shutil.which("chromedriver")):
        pytest.skip(f"no chromium or chromedriver: {pages} pages beside a browser left out")
    pytest.importorskip("selenium", reason=f"{pages} pages beside a browser left out")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(TOOLS))
        innertext = importlib.import_module("innertext")
        with innertext.Browser() as found:
            yield innertext, found


PAGES = {path.name: path for path in [*samples(), *DEMO] if path.name not in DIFFERENT} | OWN


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_page(page, browser):
    innertext, chromium = browser
    source = read(page) if isinstance(page, Path) else page
    _, shown = chromium.shows(source)
    ours = strigil.to_text(source, hidden="drop")
    assert innertext.lines(ours) == innertext.lines(shown)
