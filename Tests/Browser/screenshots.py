"""Takes the pictures of the HTML report that the README shows.

usage: screenshots.py PROGRAM PAGES FOLDER
"""

import base64
import os
import sys

from chromium import Chromium
from pages import pages


def take(browser, page, folder):
    os.makedirs(folder, exist_ok=True)
    shots = {"report": ({"height": 860}, 0), "report-dark": ({"height": 860, "dark": True}, 0),
             "report-group": ({"height": 700}, "group/90f6fc3a-816f-416c-9967-c0f481bd940d/2/85.215.142.34"),
             "report-phone": ({"width": 390, "height": 844, "phone": True}, 0)}
    for name, (options, place) in shots.items():
        browser.open(page, **options)
        if place:
            browser.ask(f"[...document.querySelectorAll('.stable')].find(e => e.textContent === '{place}')"
                        ".closest('.topic').scrollIntoView({behavior: 'instant'})")
        shot = browser.call("Page.captureScreenshot", format="png")["data"]
        with open(os.path.join(folder, name + ".png"), "wb") as file:
            file.write(base64.b64decode(shot))


def main():
    program, folder, images = sys.argv[1:4]
    page = pages(os.path.abspath(program), os.path.abspath(folder))["sample"]
    browser = Chromium()
    try:
        take(browser, page, images)
    finally:
        browser.close()


main()
