// Makes pages nicer; none needs it. Each block stands alone and works on attributes that the templates set.
const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const say = (text) => { const place = one("#announcer"); if (place) { place.textContent = ""; place.textContent = text; } };
const sentence = (name) => one("#sentences")?.dataset[name] ?? "";
const token = () => one('meta[name="csrf-token"]')?.content ?? "";
const isField = (target) => target.closest?.("input, select, textarea, [contenteditable]");

// --- Menus: Esc and a click elsewhere close them; Esc gives the focus back.
function closeMenu(menu, focus) {
  menu.open = false;
  if (focus) one("summary", menu).focus();
}
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = event.target.closest?.("details.menu[open]") ?? one("details.menu[open]");
  if (open) { event.preventDefault(); closeMenu(open, true); }
});
document.addEventListener("click", (event) => {
  for (const menu of all("details.menu[open]")) if (!menu.contains(event.target)) closeMenu(menu, false);
});
document.addEventListener("focusout", (event) => {
  const menu = event.target.closest?.("details.menu[open]");
  if (menu && event.relatedTarget && !menu.contains(event.relatedTarget)) closeMenu(menu, false);
});

// --- Dark or light: the system decides until somebody chooses; the server reads the cookie.
const isDark = () => (document.documentElement.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
for (const button of all("[data-theme-toggle]")) {
  button.setAttribute("aria-pressed", isDark());
  button.addEventListener("click", () => {
    const theme = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    document.cookie = `theme=${theme}; path=/; max-age=31536000; SameSite=Lax${location.protocol === "https:" ? "; Secure" : ""}`;
    button.setAttribute("aria-pressed", theme === "dark");
  });
}

// --- Dialogs: buttons that open one, and the question before an act that cannot be undone.
document.addEventListener("click", (event) => {
  const opener = event.target.closest?.("[data-open]");
  if (opener) document.getElementById(opener.dataset.open)?.showModal();
});
function ask(words, answer) {
  const dialog = one("#confirm"), yes = one("[value=yes]", dialog);
  const before = [one("h2", dialog).textContent, yes.textContent];
  one("#confirm-text").textContent = words.confirm;
  if (words.confirmTitle) one("h2", dialog).textContent = words.confirmTitle;
  if (words.confirmButton) yes.textContent = words.confirmButton;
  dialog.returnValue = "no";
  dialog.addEventListener("close", () => {
    [one("h2", dialog).textContent, yes.textContent] = before;
    if (dialog.returnValue === "yes") answer();
  }, { once: true });
  dialog.showModal();
}

// What a button asks before it sends. The rows of a list ask alike: their form holds what is the same for all.
function asked(form, button) {
  if (button?.dataset.confirm) return button.dataset;
  const title = button?.dataset.confirmTitle, same = form.dataset;
  if (title && same.rowConfirm) return { confirm: same.rowConfirm, confirmButton: same.rowButton, confirmTitle: title };
  return same.confirm ? same : null;
}

// --- Sending: ask first, wait for files, send once.
const confirmed = new WeakSet();
document.addEventListener("submit", (event) => {
  const form = event.target, button = event.submitter;
  if (form.method === "dialog") return;
  const words = asked(form, button);
  if (needsRows(form, button)) return stop(event, sentence("noRows"));
  if (words && !confirmed.has(form)) {
    event.preventDefault();
    return ask(words, () => {
      const answer = form.elements.namedItem("confirmed") ?? form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name: "confirmed" }));
      answer.value = "1";
      goOn(form, button);
    });
  }
  if (one("[data-files][data-sending]", form) && !button?.formNoValidate) {
    stop(event, sentence("waits"));
    return form.dispatchEvent(new CustomEvent("waits-for-files", { bubbles: true, detail: button }));
  }
  if (form.dataset.sent) return stop(event, sentence("sent"));
  if (form.method !== "post" || form.dataset.many !== undefined || event.defaultPrevented) return;
  form.dataset.sent = "1";
  button?.setAttribute("aria-busy", "true");
});
// What was asked before is not asked again.
function goOn(form, button) { confirmed.add(form); form.requestSubmit(button); confirmed.delete(form); }
document.addEventListener("files-are-there", (event) => goOn(event.target, event.detail));
addEventListener("pageshow", () => all("form[data-sent]").forEach(forget));
function forget(form) {
  delete form.dataset.sent;
  all("[aria-busy]", form).forEach((button) => button.removeAttribute("aria-busy"));
}
function stop(event, words) { event.preventDefault(); event.stopImmediatePropagation(); say(words); }
const rowsOf = (form) => all(`input[name="rowid"][form="${form.id}"], #${form.id} input[name="rowid"]`);
function needsRows(form, button) {
  return button?.dataset.needsRows !== undefined && form.id && !rowsOf(form).some((box) => box.checked);
}
document.addEventListener("change", (event) => {
  const box = event.target;
  if (box.matches?.("[data-tick-all]")) rowsOf(box.form ?? document.getElementById(box.getAttribute("form"))).forEach((row) => { row.checked = box.checked; });
});

// --- Unsaved work: leaving asks first.
for (const form of all("form[data-guard]")) {
  const start = () => new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string")).toString();
  const first = start();
  let kept = first;
  form.addEventListener("kept", () => { kept = start(); });
  addEventListener("beforeunload", (event) => { if (!form.dataset.sent && ((start() !== first && start() !== kept) || one(".error-summary", form))) event.preventDefault(); });
}

// --- Small things on fields.
document.addEventListener("submit", (event) => {
  if (event.target.dataset.dropEmpty === undefined) return;
  for (const field of event.target.elements) if (field.name && (field.value === "" || field.value === "__None")) field.disabled = true;
});
document.addEventListener("change", (event) => {
  if (event.target.dataset?.autosubmit !== undefined) event.target.form.requestSubmit();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches?.("textarea")) {
    event.preventDefault();
    event.target.form?.requestSubmit();
  }
});
document.addEventListener("input", (event) => {
  const list = event.target.dataset?.narrows && document.getElementById(event.target.dataset.narrows);
  if (!list) return;
  const sought = event.target.value.trim().toLocaleLowerCase();
  for (const item of list.children) item.hidden = sought !== "" && !item.textContent.toLocaleLowerCase().includes(sought) && !one(":checked", item);
});
document.addEventListener("change", (event) => {
  const chooser = event.target.dataset?.renames;
  if (chooser) document.getElementById(chooser).name = event.target.value;
});
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-preview]");
  if (!button) return;
  event.preventDefault();
  const body = new FormData(button.form, button);
  const answer = await fetch(button.formAction, { method: "POST", body, headers: { "X-CSRFToken": token(), "X-Requested-With": "preview" } });
  const place = document.getElementById(button.dataset.preview);
  if (answer.status === 401) tellSignedOut(answer.headers.get("HX-Redirect"));
  if (answer.ok) { place.innerHTML = await answer.text(); place.hidden = false; }
});

// --- Short cuts: single keys, never in a field, and they can be turned off.
const wantsKeys = () => localStorage.getItem("loket.shortcuts") !== "off";
const keysBox = one("#shortcuts-on");
if (keysBox) {
  keysBox.checked = wantsKeys();
  keysBox.addEventListener("change", () => localStorage.setItem("loket.shortcuts", keysBox.checked ? "on" : "off"));
}
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isField(event.target) || one("dialog[open]") || !wantsKeys()) return;
  const { searchAt, newCaseAt } = document.body.dataset, box = [one("main [data-search]"), one("[data-search]")].find((field) => field && (field.checkVisibility?.() ?? true));
  if (event.key === "/" && (box || searchAt)) { event.preventDefault(); box ? box.focus() : location.assign(searchAt); }
  if (event.key === "c" && newCaseAt) location.assign(newCaseAt);
  if (event.key === "?") { event.preventDefault(); one("#shortcuts")?.showModal(); }
});

if (location.hash === "#q") one("#q")?.focus();

// --- Search: what suggests while somebody types is fetched when they first go to the field.
document.addEventListener("focusin", async (event) => {
  const field = event.target, { suggests } = field.dataset ?? {};
  if (!suggests) return;
  delete field.dataset.suggests;
  (await import(suggests)).suggest(field);
});
one("[data-suggests]:focus")?.dispatchEvent(new FocusEvent("focusin", { bubbles: true }));

// --- What a page fetches by itself: the counts beside the views of a list, the names that fit what is typed.
async function fetched(address) {
  const answer = await fetch(address, { headers: { "HX-Request": "true" } }).catch(() => null);
  return answer?.ok ? answer.text() : null;
}
for (const place of all("[data-filled-from]")) fetched(place.dataset.filledFrom).then((html) => { if (html !== null) place.innerHTML = html; });
for (const field of all("input[data-choices-from]")) {
  let timer;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const html = await fetched(`${field.dataset.choicesFrom}?${new URLSearchParams({ [field.name]: field.value })}`);
      if (html !== null) field.list.innerHTML = html;
    }, 250);
  });
}

// --- Signed out meanwhile: said on the page; what was typed stays, and comes along when it is sent.
let isSignedOut = false;
document.addEventListener("signed-out", (event) => tellSignedOut(event.detail));
function tellSignedOut(at) {
  if (isSignedOut) return;
  isSignedOut = true;
  const link = one("#signed-out a");
  link.href = at ?? "/login/";
  one("#signed-out").hidden = false;
  say(one("#signed-out").textContent);
}

// --- Conversation: new notes come in below, quietly; focus and draft stay where they are.
for (const log of all("[data-poll-url]")) {
  const wait = Math.max(5, Number(log.dataset.pollSeconds) || 20) * 1000;
  let since = Number(log.dataset.pollSince), drawn = Date.now() / 1000;
  const timer = setInterval(async () => {
    if (document.hidden) return;
    const last = all("[data-note-id]", log).at(-1)?.dataset.noteId ?? "";
    const address = new URL(log.dataset.pollUrl, location), asked = Math.floor(Date.now() / 1000);
    address.searchParams.set("after", last);
    if (since) address.searchParams.set("since", Math.floor(since));
    const answer = await fetch(address, { redirect: "manual", headers: { "X-Requested-With": "poll" } }).catch(() => null);
    if (answer?.status === 401) tellSignedOut(answer.headers.get("HX-Redirect"));
    if (answer && (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 404)) return clearInterval(timer);
    if (!answer?.ok) return;
    [since, drawn] = [since + (asked - drawn), asked];
    const others = one("[data-presence-url]");
    if (others) others.textContent = "";
    if (answer.status === 204) return;
    const fresh = document.createElement("template");
    fresh.innerHTML = await answer.text();
    for (const note of [...fresh.content.children]) if (note.dataset.noteId) putNote(log, note);
      else if (others && note.dataset.presence !== undefined) others.replaceChildren(note);
  }, wait);
}
// One that was corrected takes the place of what stood there, unless somebody is just at it.
function putNote(log, note) {
  const there = document.getElementById(note.id);
  if (!there) log.append(note);
  else if (there.dataset.changed !== note.dataset.changed && !there.contains(document.activeElement)) there.replaceWith(note);
}
if (location.hash === "" && one("[data-newest-in-view]")) one(".conversation > :last-child")?.scrollIntoView({ block: "nearest", behavior: "instant" });
