// Suggestions below a search field (ARIA combobox). Loaded when somebody first goes to such a field; none needs it.
const WAIT = 160, LEAST = 2;

export function suggest(field) {
  const list = Object.assign(document.createElement("div"), { id: `${field.id}-options`, className: "suggestions", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.labels[0]?.textContent.trim() ?? "");
  field.after(list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-controls": list.id, "aria-autocomplete": "list", "aria-expanded": "false" })) field.setAttribute(name, value);
  const options = () => [...list.querySelectorAll("[role=option]")];
  const current = () => list.querySelector("[aria-selected=true]");
  let timer, asked, shownFor = null;

  function close() {
    clearTimeout(timer);
    asked?.abort();
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    choose(null);
  }
  function choose(option) {
    current()?.removeAttribute("aria-selected");
    if (!option) return field.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }
  function open() {
    list.hidden = options().length === 0;
    field.setAttribute("aria-expanded", String(!list.hidden));
  }
  async function look() {
    const typed = field.value.trim();
    if (typed.length < LEAST) { shownFor = null; return close(); }
    asked?.abort();
    asked = new AbortController();
    const address = `/search/suggestions?${new URLSearchParams({ q: typed })}`;
    const answer = await fetch(address, { signal: asked.signal, headers: { "X-Requested-With": "suggest" } }).catch(() => null);
    if (!answer) return;
    if (answer.status === 401) document.dispatchEvent(new CustomEvent("signed-out", { detail: answer.headers.get("HX-Redirect") }));
    if (!answer.ok) return close();
    const html = await answer.text().catch(() => null);  // somebody typed on while it came
    if (html === null) return;
    list.innerHTML = html;
    options().forEach((option, number) => { option.id = `${list.id}-${number}`; });
    shownFor = field.value;
    if (document.activeElement === field) open();
  }

  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(look, WAIT); });
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const all = options();
      if (all.length === 0) return;
      event.preventDefault();
      if (list.hidden) open();
      const at = all.indexOf(current()), step = event.key === "ArrowDown" ? 1 : -1;
      const next = at < 0 && step < 0 ? all.length - 1 : at + step;
      choose(all[next] ?? null);
    } else if (event.key === "Enter" && !list.hidden && current()) {
      event.preventDefault();
      location.assign(current().href);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  });
  field.addEventListener("focus", () => { if (shownFor !== null && shownFor === field.value) open(); });
  field.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault());  // a click must not take the focus first
  if (field.value.trim() !== field.defaultValue.trim()) look();
}
