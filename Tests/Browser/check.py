"""Looks at the HTML reports in a real browser: WCAG by axe, the policy, filters, keyboard, phone, print, size.

usage: check.py PROGRAM AXE OUT

PROGRAM is the failover-audit command, AXE axe.min.js or a wheel that holds it, OUT a folder for the pages.
"""

import base64
import json
import os
import sys
import zipfile

from chromium import Chromium
from pages import pages

checks = failures = 0


def check(what, holds, detail=""):
    global checks, failures
    checks += 1
    if not holds:
        failures += 1
    print(("ok    " if holds else "FAILS ") + what + (f": {detail}" if detail != "" else ""), flush=True)


def axe_source(path):
    if not path.endswith(".whl"):
        with open(path) as file:
            return file.read()
    with zipfile.ZipFile(path) as wheel:
        name = next(name for name in wheel.namelist() if name.endswith("axe.min.js"))
        return wheel.read(name).decode()


def check_axe(browser, axe, what):
    browser.ask(axe + ";0")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    run = f"axe.run(document, {{runOnly: {json.dumps(tags)}, resultTypes: ['violations']}})"
    found = browser.ask(f"{run}.then(r => r.violations.map(v => v.id + ' ' + v.nodes[0].html.slice(0, 90)))")
    check(f"{what}: axe finds no violation of WCAG 2.2 AA", found == [], found if found else "")


def check_quiet(browser, what):
    urls = {event["request"]["url"] for event in browser.of_method("Network.requestWillBeSent")}
    check(f"{what}: nothing but the file itself is asked for", len(urls) == 1, urls if len(urls) != 1 else "")
    said = [event["entry"]["text"] for event in browser.of_method("Log.entryAdded")]
    said += [str(event["exceptionDetails"]) for event in browser.of_method("Runtime.exceptionThrown")]
    check(f"{what}: the browser has nothing to say", said == [], said if said else "")


def check_views(browser, axe, paths):
    views = {"desktop": {}, "dark": {"dark": True}, "phone": {"width": 390, "height": 844, "phone": True},
             "narrow": {"width": 320, "height": 640}, "print": {"width": 794, "height": 1123, "media": "print"}}
    for page in ("sample", "hostile", "empty", "zones", "servers", "changes", "history"):
        for view, options in views.items():
            what = f"{page}, {view}"
            browser.open(paths[page], **options)
            check_quiet(browser, what)
            wide = browser.ask("document.documentElement.scrollWidth - innerWidth")
            check(f"{what}: nothing is wider than the screen", wide <= 0, wide if wide > 0 else "")
            if page == "sample" and view == "phone":
                hidden = browser.ask("[...document.querySelectorAll('#summary .wide')]"
                                     ".filter(table => table.scrollWidth > table.clientWidth).length")
                check(f"{what}: no table of the summary is cut off", hidden == 0)
            if view not in ("print", "narrow"):
                check_axe(browser, axe, what)


def check_hostile(browser, paths):
    browser.open(paths["hostile"])
    check("hostile: names stay text", browser.ask("document.title") == "Violations: audit of IP failover groups"
          and browser.ask("document.images.length") == 0)
    browser.call("Runtime.evaluate", expression="""
      let style = document.createElement('img'); style.src = 'https://evil.example/'; document.body.append(style);
      let script = document.createElement('script'); script.textContent = 'document.title = "FAKE"';
      document.body.append(script)""")
    check("hostile: the policy stops what gets into the page all the same",
          browser.ask("document.title") != "FAKE"
          and browser.ask("new Promise(done => setTimeout(() => done(document.images[0].naturalWidth), 200))") == 0)


SHOWN = "[...document.querySelectorAll('.finding, .rest li')].filter(e => !e.hidden && !e.closest('[hidden]')).length"


def set_filter(browser, name, value):
    browser.ask(f"(() => {{ const field = document.getElementById('by-{name}'); field.value = {json.dumps(value)};"
                "field.dispatchEvent(new Event('input', {bubbles: true})) })()")
    browser.ask("new Promise(done => setTimeout(done, 400))")


def check_heat_map(browser, paths):
    browser.open(paths["servers"])
    check("servers: names stay text", browser.ask("document.title") == "Breaks: what if"
          and browser.ask("document.images.length") == 0)
    browser.open(paths["zones"])
    cells = "[...document.querySelectorAll('td.fate')]"
    check("zones: every cell says its colour as a word",
          browser.ask(cells + ".length") > 60
          and browser.ask(cells + ".every(cell => cell.textContent.startsWith(cell.className.split(' ')[1]))"))
    check("zones: the worst and the best have other colours",
          browser.ask(f"new Set({cells}.map(cell => getComputedStyle(cell).backgroundColor)).size") >= 4)


def check_changes(browser, paths):
    browser.open(paths["changes"])
    check("changes: names stay text", browser.ask("document.title").startswith("What changed: ")
          and browser.ask("document.images.length") == 0)
    check("changes: findings no longer judged are listed separately", browser.ask("!!document.getElementById('change-notJudged')"))
    browser.open(paths["history"])
    bars = "[...document.querySelectorAll('#history svg rect')]"
    check("history: every run has a bar", browser.ask(f"new Set({bars}.map(bar => bar.getAttribute('x'))).size") == 4)
    check("history: a finding shows its age", browser.ask("document.body.textContent.includes('open since 2026-')"))
    check("history: what is baselined can be filtered", browser.ask("!!document.querySelector('#by-outcome option[value=baselined]')"))


def check_filters(browser, paths):
    browser.open(paths["sample"])
    everything = browser.ask(SHOWN)
    count = "document.querySelectorAll('.finding%s').length"
    for name, value in (("outcome", "open"), ("severity", "warning"), ("family", "redundancy"), ("datacenter", "1")):
        set_filter(browser, name, value)
        key = {"outcome": "o", "severity": "s", "family": "f"}.get(name)
        wanted = browser.ask(count % f"[data-{key}=\"{value}\"]" if key
                             else f"document.querySelectorAll('[data-d=\"{value}\"] .finding').length")
        shown = browser.ask(SHOWN)
        check(f"filter by {name}: matching entries are shown, and no others", 0 < shown == wanted < everything, shown)
        set_filter(browser, name, "")
    set_filter(browser, "text", "mx-04")
    shown = browser.ask(SHOWN)
    status = browser.ask("document.getElementById('shown').textContent")
    check("filter by text: few are left, and the page says how many", 0 < shown < 12 and str(shown) in status, status)
    browser.ask("document.getElementById('clear').click()")
    browser.ask("new Promise(done => setTimeout(done, 100))")
    check("clear: all findings are back", browser.ask(SHOWN) == everything)
    browser.open(paths["sample"], script=False)
    check("without script: all findings are there, and no filters",
          browser.ask(count % "") == everything and browser.ask("document.getElementById('filters').hidden"))


def check_keyboard(browser, paths):
    browser.open(paths["sample"])
    browser.press("Tab", 9)
    check("keyboard: the first stop skips to the findings",
          browser.ask("document.activeElement.getAttribute('href')") == "#findings"
          and browser.ask("document.activeElement.getBoundingClientRect().left") >= 0)
    stops = set()
    for _ in range(40):
        browser.press("Tab", 9)
        stops.add(browser.ask("document.activeElement.id || document.activeElement.tagName"))
        seen = browser.ask("getComputedStyle(document.activeElement).outlineStyle !== 'none'")
        if not seen:
            check("keyboard: every stop is seen", False, browser.ask("document.activeElement.outerHTML.slice(0, 90)"))
    check("keyboard: filters are reached", "by-outcome" in stops and "by-text" in stops)


def check_print(browser, paths):
    browser.open(paths["sample"], media="print")
    kept = browser.ask("[...document.querySelectorAll('.topic')].every(e => getComputedStyle(e).breakInside === 'avoid')")
    check("print: each group is kept together", kept)
    check("print: filters and links to parts are left out",
          browser.ask("['nav', '#filters'].every(s => getComputedStyle(document.querySelector(s)).display === 'none')"))
    pdf = base64.b64decode(browser.call("Page.printToPDF", printBackground=True)["data"])
    check("print: it makes a PDF", pdf.startswith(b"%PDF") and len(pdf) > 50_000, f"{len(pdf)} bytes")


def check_large(browser, paths):
    size = os.path.getsize(paths["large"])
    check("large: below 40 MB", size < 40_000_000, f"{size} bytes")
    seconds = min(browser.open(paths["large"]) for _ in range(3))
    findings = browser.ask("document.querySelectorAll('.finding, .rest li').length")
    check("large: 100,000 findings and more", findings > 100_000, findings)
    check("large: opens in less than 3 seconds", seconds < 3, f"{seconds:.1f} s")


def main():
    program, axe, folder = sys.argv[1:4]
    axe = axe_source(axe)
    paths = pages(os.path.abspath(program), os.path.abspath(folder))
    browser = Chromium()
    try:
        check_views(browser, axe, paths)
        check_hostile(browser, paths)
        check_heat_map(browser, paths)
        check_changes(browser, paths)
        check_filters(browser, paths)
        check_keyboard(browser, paths)
        check_print(browser, paths)
        check_large(browser, paths)
    finally:
        browser.close()
    print(f"{checks} checks, {failures} failed")
    sys.exit(1 if failures else 0)


main()
