"""Looks at the page of a snapshot whose names were made to be taken for markup, in a real browser.

    hostile.py ADDRESS CHROMIUM
"""

import sys
from playwright.sync_api import expect, sync_playwright

base, chromium = sys.argv[1].rstrip("/"), sys.argv[2]
problems = []
# The whole test run may stand beside it on few cores.
expect.set_options(timeout=30_000)
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
    page = browser.new_page()
    page.on("console", lambda message: problems.append(f"console: {message.text}") if message.type in ("error", "warning") else None)
    page.on("dialog", lambda dialog: problems.append(f"dialog: {dialog.message}"))
    page.on("request", lambda request: None if request.url.startswith(base + "/") else problems.append(f"asked {request.url}"))
    page.goto(base + "/")
    scripts = page.locator("script").count()
    if scripts != 1:
        problems.append(f"{scripts} scripts in the page, where one is ours")
    page.goto(base + "/?from=10.20.10.4&to=10.20.20.7&port=5432")
    expect(page.locator("#verdict")).to_contain_text("INTERMITTENT")
    if "<script>alert(1)</script>" not in page.locator("#answer").inner_text():
        problems.append("the hostile name is not shown as the text it is")
    page.locator("#from").fill("<script>")
    option = page.get_by_role("option").first
    expect(option).to_contain_text("<script>alert(1)</script>")
    option.click()
    expect(page.locator("#from")).not_to_have_value("<script>")
    browser.close()
print("\n".join(problems))
sys.exit(1 if problems else 0)
