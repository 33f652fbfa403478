// Finds endpoints while their names are typed: a combobox with a list, as the ARIA Authoring Practices describe it.

let lists = 0;

/** Lets an input with `data-search` suggest what the server finds. */
export function attachSearch(input) {
  const list = document.createElement("ul");
  list.id = `suggestions-${++lists}`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "endpoints");
  list.hidden = true;
  input.after(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  let chosen = -1;
  let latest = 0;

  const close = () => {
    latest++;
    list.hidden = true;
    list.replaceChildren();
    choose(-1);
    input.setAttribute("aria-expanded", "false");
  };

  const choose = (position) => {
    chosen = position;
    [...list.children].forEach((option, index) => {
      option.setAttribute("aria-selected", String(index === position));
      if (index === position) option.scrollIntoView({ block: "nearest" });
    });
    const option = list.children[position];
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  };

  const take = (option) => {
    input.value = option.dataset.handle;
    close();
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const search = async () => {
    const turn = ++latest;
    const text = input.value.trim();
    if (text === "") return close();
    let found;
    try {
      const response = await fetch(`${input.dataset.search}?${new URLSearchParams({ q: text, limit: "12" })}`);
      found = await response.json();
    } catch {
      return close();
    }
    if (turn !== latest || !found.endpoints) return;
    // Who walks the list already keeps the place when a slow answer brings another list.
    const kept = list.children[chosen]?.dataset.handle;
    list.replaceChildren(...found.endpoints.map((endpoint, index) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${index}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.handle = endpoint.handle;
      const name = document.createElement("strong");
      name.textContent = endpoint.name;
      const rest = [endpoint.kind, endpoint.addresses.slice(0, 2).join(", "), endpoint.place].filter((part) => part);
      option.append(name, ` ${rest.join(" · ")}`);
      return option;
    }));
    choose(kept === undefined ? -1 : found.endpoints.findIndex((endpoint) => endpoint.handle === kept));
    list.hidden = found.endpoints.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
  };

  input.addEventListener("input", search);
  input.addEventListener("blur", close);
  // Before the input loses the focus, and with it the list.
  list.addEventListener("mousedown", (event) => {
    const option = event.target.closest("li");
    event.preventDefault();
    if (option) take(option);
  });
  input.addEventListener("keydown", (event) => {
    const count = list.children.length;
    if (event.key === "ArrowDown" && list.hidden) search();
    else if (event.key === "ArrowDown" && count) choose((chosen + 1) % count);
    else if (event.key === "ArrowUp" && count) choose((chosen - 1 + count) % count);
    else if (event.key === "Enter" && chosen >= 0) take(list.children[chosen]);
    else if (event.key === "Escape" && !list.hidden) close();
    else return;
    event.preventDefault();
  });
}
