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
function tick() {
  const box = rowHere() && one('input[name="rowid"]', rowHere());
  if (box) box.checked = !box.checked;
}
function use(target) {
  const menu = target.closest("details:not([open])");
  if (menu) menu.open = true;
  target.matches("input, select, textarea, summary") ? target.focus() : target.click();
}

const ofRows = { j: () => walk(1), k: () => walk(-1), x: tick, a: () => rowHere() && one("[data-take]", rowHere())?.click() };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isOff()) return;
  if (isField(event.target) || one("dialog[open]")) return;
  const act = one("[data-rows]") && ofRows[event.key], target = one(`[data-key="${CSS.escape(event.key)}"]`);
  if (!act && !target) return;
  event.preventDefault();
  act ? act() : use(target);
});
