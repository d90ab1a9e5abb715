// Who looks at a case has seen what is new in it: the page tells the server, then and when more arrives.
const form = document.querySelector("form[data-seen]"), log = document.querySelector(".conversation");

async function tell() {
  const headers = { "X-CSRFToken": form.elements.csrf_token.value, "X-Requested-With": "read" };
  const answer = await fetch(form.action, { method: "POST", headers }).catch(() => null);
  if (answer?.ok) form.hidden = true;
}

function seen() {
  if (!document.hidden) tell();
  else document.addEventListener("visibilitychange", tell, { once: true });
}

if (form && !form.hidden) seen();
if (form && log) new MutationObserver(seen).observe(log, { childList: true });
