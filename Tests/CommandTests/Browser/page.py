"""Uses the page of `portolan serve` in a real browser, as people do: by mouse, by keyboard, on a phone, in the dark, without a script.

    page.py ADDRESS CHROMIUM

ADDRESS is that of a server of examples/shop. Exits 1 with what went wrong.
"""

import sys
import time
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

base, chromium = sys.argv[1].rstrip("/"), sys.argv[2]
problems = []
# The whole test run may stand beside it on few cores.
expect.set_options(timeout=30_000)


def check(holds, what):
    if not holds:
        problems.append(what)


def watch(page, name):
    """Whatever the browser complains of, and every request to somebody else, is a fault; that a mistake is answered 400 is none."""
    def complaint(message):
        if message.type in ("error", "warning") and "status of 400" not in message.text:
            problems.append(f"{name}: console: {message.text}")

    page.on("console", complaint)
    page.on("pageerror", lambda error: problems.append(f"{name}: script: {error}"))
    page.on("dialog", lambda dialog: problems.append(f"{name}: dialog: {dialog.message}"))
    page.on("request", lambda request: None if request.url.startswith(base + "/") else problems.append(f"{name}: asked {request.url}"))


def look(page, name):
    """What can be said of any state of the page: nobody is kept out, and nothing runs out of it sideways."""
    for violation in Axe().run(page).response["violations"]:
        for node in violation["nodes"][:3]:
            problems.append(f"{name}: axe {violation['id']}: {node['html'][:160]}: {node.get('failureSummary', '')[:200]}")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    check(wide <= 0, f"{name}: {wide} px run out of the window")


def verdict(page):
    return page.locator("#verdict")


def drop_is_in_sight(page):
    return page.evaluate("""() => {
      const map = document.querySelector(".map").getBoundingClientRect();
      const mark = document.querySelector(".map .mark.drops").getBoundingClientRect();
      return mark.left >= map.left && mark.right <= map.right && mark.top >= map.top && mark.bottom <= map.bottom; }""")


def by_mouse(page, name):
    page.goto(base + "/")
    expect(verdict(page)).to_have_text("Which connection?")
    look(page, f"{name}, begin")
    page.get_by_label("web-1, instance").click()
    expect(verdict(page)).to_have_text("From web-1 to which server?")
    page.get_by_label("orders, database").click()
    expect(verdict(page)).to_have_text("From web-1 to orders: at which port?")
    # Leaving the field asks already, and so does the button.
    page.get_by_label("Port", exact=True).fill("5432")
    page.get_by_label("Port", exact=True).press("Tab")
    expect(verdict(page)).to_contain_text("INTERMITTENT 7,233 of 28,232 client ports work")
    check(drop_is_in_sight(page), f"{name}: the map does not show where the connection drops, once the port is given")
    check("from=web-1&to=orders" in page.url and "port=5432" in page.url, f"{name}: the address is {page.url}")
    before = page.evaluate("history.length")
    with page.expect_response("**/?from=web-1&to=orders&port=5432*"):
        page.get_by_role("button", name="Ask").click()
    expect(page.locator("#answer[aria-busy]")).to_have_count(0)
    expect(verdict(page)).to_contain_text("INTERMITTENT 7,233 of 28,232 client ports work")
    check(drop_is_in_sight(page), f"{name}: the map does not show where the connection drops")
    check(page.evaluate("history.length") == before, f"{name}: the same question twice takes two steps back")
    expect(page.locator("#remedies li li").first).to_have_text("data, outbound rule 100: 32768–40000 → 32768–60999")
    expect(page.locator("#remedies")).to_contain_text("opens: report-1 → orders tcp 5432")
    look(page, f"{name}, intermittent")
    return page.url


def edit_in_place(page, name):
    rules = page.locator("details.rules", has_text="Edit the outbound rules of data").first
    rules.locator("summary").click()
    look(page, f"{name}, rules open")
    ports = rules.get_by_role("form", name="outbound 100").get_by_label("ports")
    expect(ports).to_have_value("32768-40000")
    # What is no rule is told, and nothing else is lost by it.
    ports.fill("x")
    ports.press("Tab")
    expect(page.get_by_role("alert")).to_contain_text("“x” is not a port")
    expect(verdict(page)).to_contain_text("INTERMITTENT")
    expect(page.locator("details.rules[open]")).to_have_count(1)
    ports = rules.get_by_role("form", name="outbound 100").get_by_label("ports")
    ports.fill("32768-60999")
    ports.press("Tab")
    expect(verdict(page)).to_contain_text("WORKS all 28,232 client ports work")
    expect(page.locator("section.edits")).to_contain_text("data, outbound rule 100: 32768–40000 → 32768–60999")
    expect(page.locator("#differences")).to_contain_text("WIDENED web-1, web-2")
    check("edit=" in page.url, f"{name}: the edit is not in the address")
    expect(page.locator("details.rules[open]")).to_have_count(1)
    look(page, f"{name}, works")
    edited = page.url
    page.go_back()
    expect(verdict(page)).to_contain_text("INTERMITTENT")
    page.go_forward()
    expect(verdict(page)).to_contain_text("WORKS")
    page.get_by_role("link", name="take back").click()
    expect(verdict(page)).to_contain_text("INTERMITTENT")
    page.get_by_role("button", name="Try it here").first.click()
    expect(verdict(page)).to_contain_text("WORKS all 28,232")
    return edited


def wrong(page, name):
    """Mistakes are told in the page, and what was right stays."""
    page.goto(base + "/?from=web-9&to=orders&port=5432")
    expect(page.get_by_role("alert")).to_contain_text("did you mean web-1")
    look(page, f"{name}, wrong name")
    page.goto(base + "/?from=web-1&to=orders&port=70000")
    expect(page.get_by_role("alert")).to_contain_text("70000")
    page.goto(base + "/?from=web-1&to=orders&port=5432")
    page.locator("#another-edit summary").click()
    page.get_by_label("Edit", exact=True).fill("dota outbound 100 ports=1-2")
    page.get_by_role("button", name="Try", exact=True).last.click()
    expect(page.get_by_role("alert")).to_contain_text("did you mean data")


def by_keyboard(page, name):
    page.goto(base + "/")
    page.keyboard.press("Tab")
    check(page.evaluate("document.activeElement.textContent") == "Skip to the answer", f"{name}: the first stop is not the way past the form")
    page.locator("#from").focus()
    page.keyboard.type("web")
    expect(page.get_by_role("option").first).to_be_visible()
    look(page, f"{name}, suggestions")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(verdict(page)).to_have_text("From web-1 to which server?")
    check(page.evaluate("document.activeElement.id") == "from", f"{name}: the focus is lost after an end was chosen")
    page.keyboard.press("Tab")
    page.keyboard.type("o")
    expect(page.get_by_role("option").first).to_contain_text("orders")
    # Who walks the list already keeps the place when a slow answer brings another list.
    slow = []
    page.route("**/api/endpoints?q=orders&*", lambda route: slow.append(route))
    # The answers to the letters before come one by one; the last of them is the one held back.
    page.keyboard.type("rders")
    until = time.monotonic() + 30
    while not slow and time.monotonic() < until:
        page.evaluate("0")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[role=option][aria-selected=true]")).to_contain_text("orders")
    check(len(slow) == 1, f"{name}: {len(slow)} searches for orders")
    with page.expect_response("**/api/endpoints?q=orders&*"):
        slow[0].continue_()
    page.unroute_all()
    expect(page.locator("[role=listbox] [role=option]")).to_have_count(1)
    expect(page.locator("[role=option][aria-selected=true]")).to_contain_text("orders")
    page.keyboard.press("Enter")
    expect(verdict(page)).to_have_text("From web-1 to orders: at which port?")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("5432")
    page.keyboard.press("Enter")
    expect(verdict(page)).to_contain_text("INTERMITTENT")
    check(page.evaluate("document.activeElement.id") == "verdict", f"{name}: the focus does not go to the verdict")
    # Chart, endpoint and all: an endpoint is a stop, and Enter chooses it.
    page.locator("a:has([aria-label^='web-2'])").focus()
    page.keyboard.press("Enter")
    expect(verdict(page)).to_have_text("From web-2 to which server?")


def without_script(browser, edited):
    page = browser.new_context(java_script_enabled=False, viewport={"width": 1000, "height": 800}).new_page()
    watch(page, "without a script")
    page.goto(edited)
    expect(verdict(page)).to_contain_text("WORKS all 28,232")
    page.get_by_role("link", name="take back").click()
    expect(verdict(page)).to_contain_text("INTERMITTENT")
    rules = page.locator("details.rules", has_text="Edit the outbound rules of data").first
    rules.locator("summary").click()
    row = rules.get_by_role("form", name="outbound 100")
    row.get_by_label("ports").fill("32768-60999")
    row.get_by_role("button", name="Try").click()
    expect(verdict(page)).to_contain_text("WORKS all 28,232")
    page.get_by_role("link", name="What changes with it").click()
    expect(page.locator("#differences")).to_contain_text("WIDENED web-1, web-2")
    page.get_by_role("link", name="Back to the connection").click()
    expect(verdict(page)).to_contain_text("WORKS")
    page.goto(edited.split("&edit=")[0])
    page.get_by_role("link", name="What would help").click()
    page.get_by_role("button", name="Try it here").first.click()
    expect(verdict(page)).to_contain_text("WORKS all 28,232")


with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
    edited = base
    for width, height in ((1440, 900), (360, 740)):
        for scheme in ("light", "dark"):
            name = f"{width} px, {scheme}"
            page = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme).new_page()
            page.set_default_timeout(60_000)
            watch(page, name)
            try:
                by_mouse(page, name)
                edited = edit_in_place(page, name)
                by_keyboard(page, name)
            except Exception as error:
                problems.append(f"{name}: {error}")
            page.context.close()
    page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
    watch(page, "wrong")
    try:
        wrong(page, "wrong")
        without_script(browser, edited)
    except Exception as error:
        problems.append(f"{error}")
    browser.close()

for problem in dict.fromkeys(problems):
    print(problem)
sys.exit(1 if problems else 0)
