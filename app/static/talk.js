// The composer of a case: what is typed is kept as a draft, and who else is there is told.
const one = (selector, root = document) => root.querySelector(selector);
const token = () => one('meta[name="csrf-token"]')?.content ?? "";
const form = one("#note-form"), place = one("[data-presence-url]");
const WAIT = 2500, STILL_HERE = 45000, STILL_TYPING = 8000;

function signedOut(answer) {
  if (answer?.status === 401) document.dispatchEvent(new CustomEvent("signed-out", { detail: answer.headers.get("HX-Redirect") }));
}
function send(url, body, mark, signal) {
  return fetch(url, { method: "POST", body, redirect: "manual", signal, headers: { "X-CSRFToken": token(), "X-Requested-With": mark } }).catch(() => null);
}

// --- Drafts: some seconds after the last letter, and never after the note itself was sent.
let timer, running, isSent = false;
async function keep() {
  const body = new FormData(form);
  body.delete("files");
  running = new AbortController();
  const answer = await send(form.dataset.draftUrl, body, "draft", running.signal);
  signedOut(answer);
  if (answer?.status !== 204) return;
  form.dispatchEvent(new CustomEvent("kept"));
  one("#draft-kept").textContent = one("#draft-kept").dataset.kept;
}
if (form) {
  const soon = () => { clearTimeout(timer); if (!isSent) timer = setTimeout(keep, WAIT); };
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  // At the document, after what may stop it: a form that waits for its files is not sent yet.
  document.addEventListener("submit", (event) => {
    if (event.target !== form || event.defaultPrevented) return;
    isSent = true; clearTimeout(timer); running?.abort();
  });
  addEventListener("pageshow", () => { isSent = false; });
}

// --- Presence: when the page opens, while it is open, and when something is typed.
let typed = 0;
async function here(isTyping) {
  const body = new FormData();
  if (isTyping) {
    body.set("typing", "1");
    if (form.elements.namedItem("is_internal")?.checked) body.set("is_internal", "1");
  }
  const answer = await send(place.dataset.presenceUrl, body, "presence");
  if (answer?.ok) place.innerHTML = await answer.text();
}
if (place) {
  here(false);
  setInterval(() => { if (!document.hidden) here(Date.now() - typed < STILL_TYPING); }, STILL_HERE);
  one("#body")?.addEventListener("input", () => {
    if (Date.now() - typed < STILL_TYPING) return;
    typed = Date.now();
    here(true);
  });
  addEventListener("pagehide", () => {
    const body = new FormData();
    body.set("csrf_token", token());
    navigator.sendBeacon(`${place.dataset.presenceUrl}/removal`, body);
  });
}
