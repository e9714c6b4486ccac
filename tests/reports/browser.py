#!/usr/bin/env python3
"""Looks at the pages of a report in headless Chromium, through its pipe.

    browser.py FOLDER [SHOTS]

Every page below FOLDER is opened at 390 and 1280 pixels, light and dark.
Complained of are: a first page above 300 KB, messages of the console, requests that leave the folder or
fail, formulas that KaTeX cannot read, a page wider than the window, anything
to click that the keyboard does not reach, a search or a preview that shows
nothing.  With SHOTS, pictures of some pages are left there.  Exit status 0:
nothing to complain of, 1: something, 77: there is no Chromium.
"""
import base64
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import urllib.parse


class Browser:
    """One tab, over the pipe of the DevTools protocol."""

    def __init__(self, program, profile):
        to_read, self.to = os.pipe()
        self.back, to_write = os.pipe()

        def wires():
            os.dup2(to_read, 63)
            os.dup2(to_write, 64)
            os.dup2(63, 3)
            os.dup2(64, 4)

        self.process = subprocess.Popen(
            [program, "--headless", "--no-sandbox", "--disable-gpu",
             "--no-first-run", "--disable-extensions", "--hide-scrollbars",
             "--disable-background-networking", "--disable-dev-shm-usage",
             "--user-data-dir=" + profile, "--remote-debugging-pipe"],
            preexec_fn=wires, close_fds=False, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_read)
        os.close(to_write)
        self.number, self.rest, self.session, self.events = 0, b"", None, []
        target = self.call("Target.createTarget", url="about:blank")
        self.session = self.call("Target.attachToTarget", flatten=True,
                                 targetId=target["targetId"])["sessionId"]
        for domain in "Page", "Runtime", "Log", "Network":
            self.call(domain + ".enable")

    def read(self):
        while b"\0" not in self.rest:
            part = os.read(self.back, 1 << 16)
            if not part:
                raise SystemExit("the browser has ended")
            self.rest += part
        message, self.rest = self.rest.split(b"\0", 1)
        return json.loads(message)

    def call(self, method, **params):
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.read()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise SystemExit(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def wait(self, event):
        while not any(e.get("method") == event for e in self.events):
            self.events.append(self.read())

    def value(self, script):
        answer = self.call("Runtime.evaluate", expression=script,
                           returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise SystemExit(f"{script}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def press(self, key, text=None):
        more = {"text": text} if text else {}
        self.call("Input.dispatchKeyEvent", type="keyDown", key=key, **more)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key)

    def open(self, path, width, theme):
        self.call("Emulation.setDeviceMetricsOverride", width=width,
                  height=900, deviceScaleFactor=1, mobile=width < 600)
        self.call("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": theme}])
        self.events.clear()
        self.call("Page.navigate", url=path.as_uri())
        self.wait("Page.loadEventFired")
        self.value("document.fonts.ready.then(() => 1)")

    def shot(self, path):
        picture = self.call("Page.captureScreenshot", format="png")
        path.write_bytes(base64.b64decode(picture["data"]))

    def close(self):
        self.process.kill()
        self.process.wait()


# What a finger or a mouse can reach and the Tab key cannot.
UNREACHED = """Array.from(document.querySelectorAll(
    'a, button, input, summary, [onclick]')).filter(e => e.tabIndex < 0 ||
    (e.tagName === 'A' && !e.hasAttribute('href') && !e.id)).length"""

# What is wider than the window and in nothing that scrolls.
WIDE = """(() => { const w = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= w) return '';
  for (const e of document.querySelectorAll('main *, .bar *, nav *')) {
    if (e.getBoundingClientRect().right <= w + 1) continue;
    let p = e, inside = false;
    while ((p = p.parentElement) && !inside)
      inside = getComputedStyle(p).overflowX === 'auto';
    if (!inside) return e.outerHTML.slice(0, 120);
  }
  return 'something'; })()"""


AXE = [os.environ.get("ASSAY_AXE", ""),
       "/usr/share/nodejs/axe-core/axe.min.js",
       "/usr/lib/node_modules/axe-core/axe.min.js",
       "/usr/local/lib/node_modules/axe-core/axe.min.js"]


def axe_source():
    for path in AXE:
        if path and os.path.exists(path):
            return pathlib.Path(path).read_text(encoding="utf-8")
    return None


def ask_axe(browser, axe):
    """What axe-core calls a violation, on the page that is open."""
    browser.value("document.querySelectorAll('details').forEach("
                  "d => { d.open = true; })")
    browser.value(axe + ";1")
    return browser.value("""axe.run({resultTypes: ['violations']}).then(r =>
        r.violations.map(v => 'axe: ' + v.id + ', ' + v.nodes.length + ': ' +
                              v.nodes[0].html.slice(0, 160)))""")


MOST = 300 * 1024


def weigh(browser, folder):
    """A first page, with all that is loaded for it but fonts, is light."""
    urls = {e["params"]["request"]["url"].split("#")[0]
            for e in browser.events
            if e.get("method") == "Network.requestWillBeSent"}
    paths = [pathlib.Path(urllib.parse.unquote(u[7:])) for u in urls
             if u.startswith(folder.as_uri()) and not u.endswith(".woff2")]
    weight = sum(p.stat().st_size for p in paths if p.exists())
    return [] if 0 < weight <= MOST else [f"weighs {weight} bytes"]


def look(browser, folder, path, width, theme, axe):
    """What is wrong with one page, as lines."""
    name = f"{path.relative_to(folder)} at {width}, {theme}"
    browser.open(path, width, theme)
    wrong = []
    for e in browser.events:
        method, p = e.get("method"), e.get("params", {})
        if method in ("Runtime.consoleAPICalled", "Runtime.exceptionThrown",
                      "Log.entryAdded"):
            wrong.append("says " + json.dumps(p)[:300])
        elif method == "Network.requestWillBeSent":
            url = p["request"]["url"]
            if not url.startswith((folder.as_uri() + "/", "data:")):
                wrong.append("asks for " + url)
        elif method == "Network.loadingFailed":
            wrong.append("something is not there: " + json.dumps(p)[:200])
    if path.name == "index.html":
        wrong += weigh(browser, folder)
    if not browser.value("document.documentElement.dataset.ready"):
        wrong.append("its script has not come to an end")
    bad = browser.value("document.querySelectorAll('.katex-error').length")
    if bad:
        wrong.append(f"{bad} formulas that KaTeX cannot read, first " +
                     browser.value("document.querySelector('.katex-error')"
                                   ".textContent.slice(0, 100)"))
    if browser.value("!!window.katex && document.querySelectorAll("
                     "'.math:not(.set)').length > 0"):
        wrong.append("formulas that are not set")
    wide = browser.value(WIDE)
    if wide:
        wrong.append("is wider than the window: " + wide)
    if browser.value(UNREACHED):
        wrong.append("the keyboard does not reach everything")
    if axe:
        wrong += ask_axe(browser, axe)
    return [f"{name}: {w}" for w in wrong]


# Where the first reference is; null: nowhere.
POINT_AT = """(() => {
  document.documentElement.style.scrollBehavior = 'auto';
  const a = Array.from(document.querySelectorAll('main a')).find(a =>
    a.classList.contains('ref') || (a.hash && a.querySelector('code')));
  if (!a) return null;
  a.scrollIntoView({block: 'center'});
  const r = a.getBoundingClientRect();
  return [r.left + 9, r.top + r.height/2]; })()"""

# Within ten seconds there is a preview, and its formula is set by KaTeX, if
# the pages have it, whether or not the page had loaded it.
PREVIEWED = """new Promise(done => { let n = 0; const look = () => {
  const box = document.querySelector('.preview');
  const raw = document.body.dataset.katex
    ? document.querySelectorAll('.preview .math:not(.set)').length : 0;
  if (box && !raw || ++n > 100) done(!!box && !raw);
  else setTimeout(look, 100); }; look(); })"""


def try_out(browser, folder):
    """Search by keys, a preview by pointer, the theme's button."""
    wrong = []
    browser.open(folder / "index.html", 1280, "light")
    first = browser.value("""new Promise(done => {
        const s = document.createElement('script');
        s.src = 'statements.js';
        s.onload = () => done(window.assayStatements.find(
            s => s.verdict).id);
        document.head.appendChild(s); })""")
    browser.press("/", "/")
    browser.value("new Promise(done => setTimeout(done, 300))")
    browser.call("Input.insertText", text=first)
    browser.value("new Promise(done => setTimeout(done, 300))")
    shown = browser.value("(document.querySelector('#a\\\\:hits li code') ||"
                          " {}).textContent")
    if shown != first:
        wrong.append(f"search for {first} shows {shown}")
    browser.events.clear()
    browser.press("Enter")
    browser.wait("Page.loadEventFired")
    if browser.value("decodeURIComponent(location.hash)") != "#" + first:
        wrong.append(f"search for {first} does not go there")
    for page in folder / "lists" / "verdicts.html", folder / "index.html":
        browser.open(page, 1280, "light")
        if not browser.value(POINT_AT):
            continue
        x, y = browser.value(POINT_AT)
        browser.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
        if not browser.value(PREVIEWED):
            wrong.append(f"{page.name}: no preview of a reference")
    browser.value("document.getElementById('a:theme').click()")
    if browser.value("document.documentElement.dataset.theme") != "dark":
        wrong.append("the theme's button does nothing")
    return wrong


def take_shots(browser, folder, shots):
    chapter = sorted(folder.glob("*.html"), key=lambda p: -p.stat().st_size)[0]
    for width in 390, 1280:
        for theme in "light", "dark":
            for path in folder / "index.html", chapter, \
                    folder / "lists" / "graph.html":
                if not path.exists():
                    continue
                browser.open(path, width, theme)
                where = shots / f"{path.stem}-{width}-{theme}"
                browser.shot(where.with_suffix(".png"))
                browser.value("document.documentElement.style.scrollBehavior"
                              " = 'auto'; scrollTo(0, 2200)")
                browser.shot(where.with_suffix(".down.png"))


def main():
    folder = pathlib.Path(sys.argv[1]).resolve()
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if not program:
        return 77
    profile = tempfile.mkdtemp()
    browser = Browser(program, profile)
    wrong, pages = [], sorted(folder.rglob("*.html"))
    axe = axe_source()
    try:
        for path in pages:
            for width in 390, 1280:
                for theme in "light", "dark":
                    wrong += look(browser, folder, path, width, theme, axe)
        if len(sys.argv) > 2:
            take_shots(browser, folder, pathlib.Path(sys.argv[2]))
        wrong += try_out(browser, folder)
    finally:
        browser.close()
        shutil.rmtree(profile, ignore_errors=True)
    for line in wrong:
        print(line)
    print(f"{len(pages)} pages, {len(wrong)} complaints" +
          ("" if axe else "; axe-core is not installed: not asked"))
    return 1 if wrong or not pages else 0


sys.exit(main())
