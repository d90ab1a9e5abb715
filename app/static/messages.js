// A message that somebody looks at is read: its page tells the server, and the tab counts one less.
const token = () => document.querySelector('meta[name="csrf-token"]')?.content ?? "";

async function tell(form) {
  const headers = { "X-CSRFToken": token(), "X-Requested-With": "read" };
  const answer = await fetch(form.action, { method: "POST", headers }).catch(() => null);
  if (!answer?.ok) return false;
  const { unread } = await answer.json();
  for (const count of document.querySelectorAll("[data-unread]")) {
    count.firstChild.textContent = unread;
    count.hidden = !unread;
  }
  return true;
}

async function open(form) {
  if (!await tell(form)) return;
  for (const later of document.querySelectorAll("[data-after-read]")) later.hidden = false;
  form.hidden = true;
}

for (const form of document.querySelectorAll("form[data-read]")) {
  if (!document.hidden) open(form);
  else document.addEventListener("visibilitychange", () => open(form), { once: true });
}

// A banner goes without leaving the page, where somebody may be writing. What fails goes the plain way.
for (const form of document.querySelectorAll("form[data-quietly]")) {
  form.addEventListener("submit", async (event) => {
    if (form.dataset.plain) return;
    event.preventDefault();
    if (await tell(form)) {
      const banner = form.closest("[data-message]");
      (banner.nextElementSibling?.querySelector("a") ?? document.getElementById("main")).focus();
      banner.remove();
    } else { form.dataset.plain = "1"; form.requestSubmit(); }
  });
}

// A picture that was sent for a text is put into it, where the writer was writing last.
const texts = [...document.querySelectorAll("textarea[data-takes-pictures]")];
let last = texts[0];
for (const text of texts) text.addEventListener("focus", () => { last = text; });
document.addEventListener("file-kept", (event) => {
  const { id, name, is_image: isImage } = event.detail;
  if (!last || !id) return;
  const words = name.replace(/\.[^.]*$/, "").replace(/[[\]\\]/g, " ");
  const address = `/files/${id}/${encodeURIComponent(name).replace(/[()]/g, (sign) => (sign === "(" ? "%28" : "%29"))}`;
  const mark = isImage ? `![${words}](${address}?inline=1)` : `[${words}](${address})`;
  const at = last.selectionEnd ?? last.value.length;
  last.setRangeText(`${at && last.value[at - 1] !== "\n" ? "\n" : ""}${mark}\n`, at, at, "end");
});
