// A step of a request: what is answered may change what is asked. The server says what; this only asks it at once.
const form = document.querySelector("form[data-follows]");
let turn = 0;

form?.addEventListener("change", (event) => { if (event.target.matches("[data-asks]")) follow(); });

// What the fields hold, by name; those that cannot be told apart (files, several boxes) are left alone.
const held = () => new Map([...form.querySelectorAll("#questions :is(input:not([type=file], [type=radio], [type=checkbox]), textarea, select)")].map((field) => [field.name, field.value]));

async function follow() {
  if (form.querySelector("[data-sending]")) return;
  const mine = ++turn, before = held(), body = new FormData(form);
  body.set("go", "show");
  for (const [name, value] of [...body]) if (typeof value !== "string") body.delete(name);
  const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Requested-With": "follow" } }).catch(() => null);
  if (answer?.status === 401) document.dispatchEvent(new CustomEvent("signed-out", { detail: answer.headers.get("HX-Redirect") }));
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html"), drawn = page.querySelector("form[data-follows]");
  // Who has pressed a button meanwhile is on the way: a new address would call that off.
  if (!drawn || mine !== turn || form.dataset.sent || form.querySelector("[data-sending]")) return;
  swap(drawn, before);
  if (answer.url !== location.href.replace(location.hash, "")) history.replaceState(history.state, "", answer.url);
}

// What was typed while the server answered stays, and so do lists of files and the place of the reader.
function swap(drawn, before) {
  const live = document.activeElement, now = held(), old = form.querySelector("#questions"), fresh = drawn.querySelector("#questions");
  const place = live && old.contains(live) ? `[name="${live.name}"]${live.type === "radio" || live.type === "checkbox" ? `[value="${CSS.escape(live.value)}"]` : ""}` : null;
  for (const field of old.querySelectorAll("[data-files]")) fresh.querySelector(`[data-field="${field.dataset.field}"]`)?.replaceWith(field);
  for (const [name, value] of now) {
    const field = fresh.querySelector(`[name="${name}"]`);
    if (field && value !== before.get(name)) field.value = value;
  }
  form.elements.namedItem("nonce").value = drawn.elements.namedItem("nonce").value;
  const asked = form.elements.namedItem("asked"), is_other = asked.value !== drawn.elements.namedItem("asked").value;
  asked.value = drawn.elements.namedItem("asked").value;
  form.action = drawn.getAttribute("action");
  const steps = document.querySelector(".steps"), count = steps?.previousElementSibling;
  old.replaceWith(document.adoptNode(fresh));
  redraw(steps, drawn.ownerDocument.querySelector(".steps"));
  redraw(count, drawn.ownerDocument.querySelector(".steps")?.previousElementSibling);
  if (place) form.querySelector(place)?.focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent("fields-drawn"));
  if (is_other) say(form.dataset.more);
}

function redraw(here, there) { if (here && there) here.replaceWith(document.adoptNode(there)); }
function say(text) { const place = document.getElementById("announcer"); if (place) { place.textContent = ""; place.textContent = text; } }

// While a subject is typed: what is there about the same. Each answer counts only when nothing was typed since.
let asking = 0;
form?.addEventListener("input", (event) => { if (event.target.matches("[data-hints]")) { clearTimeout(asking); asking = setTimeout(hint, 400, event.target); } });

async function hint(field) {
  const typed = field.value, answer = await fetch(`${field.dataset.hints}?q=${encodeURIComponent(typed)}`, { headers: { "X-Requested-With": "hints" } }).catch(() => null);
  const place = field.closest(".field")?.querySelector("[data-hints-here]");
  if (!answer?.ok || !place || field.value !== typed) return;
  place.innerHTML = answer.status === 200 ? await answer.text() : "";
}

form?.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-subscribe]");
  if (!button) return;
  const body = new FormData();
  body.set("csrf_token", form.elements.namedItem("csrf_token").value);
  const answer = await fetch(button.dataset.subscribe, { method: "POST", body, headers: { "X-Requested-With": "subscribe" } }).catch(() => null);
  if (!answer?.ok) return say(button.dataset.failed);
  const done = Object.assign(document.createElement("span"), { className: "small", tabIndex: -1, textContent: button.dataset.done });
  button.replaceWith(done);
  done.focus();
});
