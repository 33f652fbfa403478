// Follows links and sends forms without loading the page anew, so that what somebody looks at stays where it is.
// Without this script every one of them works as well: the server answers with whole pages.

import { attachSearch } from "./search.js";

const answer = () => document.getElementById("answer");
let latest = 0;
let asked = "";

/**
 * Shows what is at an address of this server in place of what is shown. With `keepsForm` the question stays as it stands in its fields, where
 * somebody may be typing on.
 */
async function show(address, { push = true, focus = "verdict", keepsForm = false } = {}) {
  const turn = ++latest;
  asked = address;
  answer()?.setAttribute("aria-busy", "true");
  let page, url;
  try {
    const response = await fetch(address, { headers: { Accept: "text/html" } });
    url = response.url;
    page = new DOMParser().parseFromString(await response.text(), "text/html");
  } catch {
    page = null;
  }
  // Who asked again meanwhile wants to see that.
  if (turn !== latest) return;
  const [found, form] = [page?.getElementById("answer"), page?.getElementById("question")];
  if (!found || !form) {
    // Not a page of ours, or no server: let the browser say so.
    location.assign(address);
    return;
  }
  const open = [...document.querySelectorAll("details[open][id]")].map((one) => one.id);
  const [left, top] = [window.scrollX, window.scrollY];
  const map = document.querySelector(".map");
  const seen = map && [map.scrollLeft, map.scrollTop];
  // Who went on meanwhile stays where they are.
  const held = document.activeElement?.id;
  answer().replaceWith(found);
  if (!keepsForm) document.getElementById("question").replaceWith(form);
  document.title = page.title;
  // The same question again is no step to go back.
  if (push && url !== location.href) history.pushState(null, "", url);
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  attach();
  const newMap = document.querySelector(".map");
  if (seen && newMap && focus !== "verdict") [newMap.scrollLeft, newMap.scrollTop] = seen;
  // Who edits a rule keeps looking at it; another question has another place to look at.
  if (focus === "verdict" || keepsForm) aim();
  const target = document.getElementById(focus === "verdict" ? focus : held || focus) ?? document.getElementById("verdict");
  if (target !== document.activeElement) target?.focus({ preventScroll: true });
  if (focus === "verdict") {
    // The answer is what was asked for: it must be in sight.
    const box = target?.getBoundingClientRect();
    if (box && (box.top < 0 || box.bottom > window.innerHeight)) target.scrollIntoView({ block: "start" });
  } else {
    window.scrollTo(left, top);
  }
  announce();
}

/** Says the verdict to those who do not see it. */
function announce() {
  const said = document.querySelector("[role=alert]")?.textContent ?? document.getElementById("verdict")?.textContent;
  document.getElementById("status").textContent = said ?? "";
}

/** The address that a form of this page leads to. */
function addressOf(form, button) {
  const fields = new FormData(form, button);
  const query = new URLSearchParams();
  for (const [name, value] of fields) if (value !== "") query.append(name, value);
  return `${form.getAttribute("action")}?${query}`;
}

document.addEventListener("submit", (event) => {
  event.preventDefault();
  // Beside a rule one goes on editing; whoever asks anew wants the answer.
  const focus = event.target.classList.contains("rule") ? document.activeElement?.id || "verdict" : "verdict";
  show(addressOf(event.target, event.submitter), { focus });
});

document.addEventListener("change", (event) => {
  const form = event.target.form;
  // A rule that is there changes the verdict at once; a new one waits until it is whole.
  if (form?.classList.contains("rule") && !form.querySelector("[name=ruleVerb][value=add]")) {
    show(addressOf(form), { focus: event.target.id });
  }
  // An end that was chosen is seen on the chart at once.
  if (form?.id === "question" && addressOf(form) !== asked) show(addressOf(form), { focus: event.target.id, keepsForm: true });
});

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href^='/']");
  if (!link || link.dataset.whole || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const address = link.getAttribute("href");
  if (!address.startsWith("/?") && address !== "/") return;
  event.preventDefault();
  show(address, { focus: link.closest(".map") ? "verdict" : link.id || "verdict" });
});

window.addEventListener("popstate", () => show(location.href, { push: false }));

/** What takes the server longer comes after the page, in place of the link to it. */
async function load(place) {
  const [link, name] = [place.querySelector("a"), place.dataset.load];
  place.removeAttribute("data-load");
  const waiting = document.createElement("span");
  waiting.textContent = " … being worked out";
  place.append(waiting);
  try {
    const response = await fetch(link.getAttribute("href"));
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const section = page.getElementById(name);
    if (section) place.replaceWith(section);
    else waiting.textContent = ` (${page.body.textContent.trim()})`;
  } catch {
    waiting.textContent = " (the server does not answer)";
  }
}

/** Scrolls the map to where the connection drops, or else to where it begins. */
function aim() {
  const map = document.querySelector(".map");
  const mark = map?.querySelector(".mark.drops") ?? map?.querySelector(".mark");
  if (!mark) return;
  const [seen, spot] = [map.getBoundingClientRect(), mark.getBoundingClientRect()];
  map.scrollLeft += spot.left + spot.width / 2 - seen.left - seen.width / 2;
  map.scrollTop += spot.top + spot.height / 2 - seen.top - seen.height / 2;
}

function attach() {
  for (const input of document.querySelectorAll("input[data-search]:not([role])")) attachSearch(input);
  for (const place of document.querySelectorAll("[data-load]")) load(place);
}

const status = document.createElement("p");
status.id = "status";
status.className = "unseen";
status.setAttribute("role", "status");
document.body.append(status);
attach();
aim();
