// Single keys for the desk: a button or field says its key with data-key, a list of rows is walked with j and k.
// None fires in a field or while a dialog is open, and all can be turned off (see the list of short cuts).
const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const isField = (target) => target.closest?.("input:not([type=checkbox]), select, textarea, [contenteditable]");
const isOff = () => localStorage.getItem("loket.shortcuts") === "off";

const links = () => all("a[data-row]");
const rowHere = () => document.activeElement?.closest("tr") ?? null;

function walk(step) {
  const rows = links(), here = rows.findIndex((link) => link.closest("tr") === rowHere());
  const next = here < 0 ? (step > 0 ? 0 : rows.length - 1) : here + step;
  rows[Math.max(0, Math.min(next, rows.length - 1))]?.focus();
}
const tick = () => rowHere() && one('input[name="rowid"]', rowHere())?.click();
function take() {
  const button = rowHere() && one("[data-take]", rowHere());
  if (!button) return;
  sessionStorage.setItem("loket.row", links().findIndex((link) => link.closest("tr") === rowHere()));
  button.click();
}
// After a case was taken the page is a new one: the walk goes on at the row that stands there now.
const row = sessionStorage.getItem("loket.row");
if (row !== null && one("[data-rows]")) {
  sessionStorage.removeItem("loket.row");
  (links()[row] ?? links().at(-1))?.focus();
}
function use(target) {
  for (let menu = target.closest("details:not([open])"); menu; menu = menu.parentElement.closest("details:not([open])")) menu.open = true;
  if (target.dataset.then) { target.checked || target.click(); one(`#${target.dataset.then}`).focus(); }
  else target.matches("input, select, textarea, summary") ? target.focus() : target.click();
}

const ofRows = { j: () => walk(1), k: () => walk(-1), x: tick, a: take };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isOff()) return;
  if (isField(event.target) || one("dialog[open]")) return;
  const act = one("[data-rows]") && ofRows[event.key], target = all(`[data-key="${CSS.escape(event.key)}"]`).at(-1);
  if (!act && !target) return;
  event.preventDefault();
  act ? act() : use(target);
});
