"""Loads pages of `portolan serve` in Chromium again and again, and prints the medians in milliseconds: until the server's first byte, until the
page can be used, until its largest part is painted.

    page_load.py ADDRESS CHROMIUM ROUNDS
"""

import statistics
import sys
import urllib.parse
import urllib.request
import json
from playwright.sync_api import sync_playwright

base, chromium, rounds = sys.argv[1].rstrip("/"), sys.argv[2], int(sys.argv[3])
found = json.load(urllib.request.urlopen(base + "/api/endpoints?limit=1000"))["endpoints"]
ends = [found[0]["handle"], found[-1]["handle"]]
question = urllib.parse.urlencode({"from": ends[0], "to": ends[1], "port": 443})
measure = """() => new Promise((resolve) => {
  new PerformanceObserver((list) => {
    const navigation = performance.getEntriesByType("navigation")[0];
    resolve([navigation.responseStart, navigation.domContentLoadedEventEnd, list.getEntries().at(-1).startTime]);
  }).observe({ type: "largest-contentful-paint", buffered: true });
})"""
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
    for name, address in (("to begin with", base + "/"), ("a connection on the chart", f"{base}/?{question}")):
        times = []
        for _ in range(rounds):
            page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
            page.goto(address)
            times.append(page.evaluate(measure))
            # What comes after the page is worked out as well, and must not stand in the way of the next.
            page.wait_for_load_state("networkidle")
            page.context.close()
        print(name, *(f"{statistics.median(column):.0f}" for column in zip(*times)), sep="\t")
    browser.close()
