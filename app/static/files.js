// File fields: choose, drop or paste. With an upload address each file goes to the server at once and shows how far it is;
// without one, the files go with the form, as they would without this script.
const sentence = (name) => document.getElementById("sentences")?.dataset[name] ?? "";
const say = (text) => { const place = document.getElementById("announcer"); if (place) place.textContent = text; };
const token = () => document.querySelector('meta[name="csrf-token"]')?.content ?? "";
const language = document.documentElement.lang;

function sizeOf(bytes) {
  let number = bytes, unit = "B";
  for (const larger of ["kB", "MB", "GB"]) { if (number < 1000) break; number /= 1000; unit = larger; }
  return `${number.toLocaleString(language, { maximumFractionDigits: number < 100 && unit !== "B" ? 1 : 0 })} ${unit}`;
}

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function removeButton(name, act) {
  const button = element("button", "button small quiet", sentence("remove"));
  button.type = "button";
  button.setAttribute("aria-label", `${sentence("remove")} ${name}`);
  button.addEventListener("click", act);
  return button;
}

function dropItem(field, item, name) {
  item.remove();
  field.querySelector("input[type=file]").focus();
  say(`${sentence("removed")}: ${name}`);
}

function sending(field, count) {
  const now = Number(field.dataset.sending ?? 0) + count;
  if (now > 0) field.dataset.sending = now; else delete field.dataset.sending;
}

function tell(field, item, state, name, text, again) {
  state.textContent = text;
  state.className = "failed";
  if (again) item.append(againButton(name, again));
  item.append(removeButton(name, () => dropItem(field, item, name)));
  say(`${name}: ${text}`);
}

// What failed on the way may go well the next time; what was refused would be refused again.
const mayGoWell = (status) => status === 0 || status === 401 || status === 408 || status === 429 || status >= 500;

function againButton(name, act) {
  const button = element("button", "button small", sentence("again"));
  button.type = "button";
  button.setAttribute("aria-label", `${sentence("again")} ${name}`);
  button.addEventListener("click", act);
  return button;
}

// A file over the limit is not sent at all: the server would only hang up in the middle of it.
function refuse(field, file) {
  const item = element("li"), state = element("span", "state");
  item.append(element("span", "name", file.name), element("span", "size", sizeOf(file.size)), state);
  field.querySelector(".files").append(item);
  tell(field, item, state, file.name, field.dataset.tooLarge);
  settled(field, false);
}

// --- A button pressed while files are on their way: the form goes on by itself when the last one is there.
const waits = new WeakMap();
document.addEventListener("waits-for-files", ({ target: form, detail: pressed }) => {
  stopWaiting(form);
  const button = pressed ?? form.querySelector("button:not([type=button])"), line = element("p", "waits small", sentence("waits")), stop = element("button", "button small", sentence("stop"));
  stop.type = "button";
  stop.addEventListener("click", () => { stopWaiting(form); say(sentence("stopped")); button.focus(); });
  line.append(stop);
  button.setAttribute("aria-busy", "true");
  button.parentElement.after(line);
  waits.set(form, { button, pressed, line, isOn: true });
});

// With a reason, that stays to be read until something is tried again.
function stopWaiting(form, why) {
  const wait = waits.get(form);
  if (!wait) return;
  wait.isOn = false;
  wait.button.removeAttribute("aria-busy");
  if (!why) return wait.line.remove();
  wait.line.textContent = why;
  wait.line.classList.add("failed");
  say(why);
}

function settled(field, isThere) {
  const form = field.closest("form"), wait = waits.get(form);
  if (!wait?.isOn) return;
  if (!isThere) return stopWaiting(form, sentence("notGone"));
  if (form.querySelector("[data-files][data-sending]")) return;
  stopWaiting(form);
  form.dispatchEvent(new CustomEvent("files-are-there", { bubbles: true, detail: wait.pressed }));
}

// Another form of the page, or a link, would break off what is on its way.
addEventListener("beforeunload", (event) => { if (document.querySelector("[data-files][data-sending]")) event.preventDefault(); });

function upload(field, file, inPlaceOf) {
  if (file.size > Number(field.dataset.largest || Infinity)) return refuse(field, file);
  const item = element("li"), bar = element("progress"), state = element("span", "state", sentence("uploading")), request = new XMLHttpRequest();
  const cancel = removeButton(file.name, () => { request.isCancelled = true; request.abort(); });
  bar.max = 1; bar.value = 0;
  bar.setAttribute("aria-label", file.name);
  item.append(element("span", "name", file.name), element("span", "size", sizeOf(file.size)), bar, state, cancel);
  if (inPlaceOf) { inPlaceOf.replaceWith(item); item.tabIndex = -1; item.focus(); }
  else field.querySelector(".files").append(item);
  const body = new FormData(), form = field.closest("form"), nonce = form?.elements.namedItem("nonce");
  if (!waits.get(form)?.isOn) stopWaiting(form);
  body.append("file", file, file.name);
  if (nonce) body.append("nonce", nonce.value);
  if (field.dataset.field) body.append("field", field.dataset.field);
  request.responseType = "json";
  request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) bar.value = event.loaded / event.total; });
  request.addEventListener("loadend", () => {
    sending(field, -1);
    cancel.remove();
    if (request.isCancelled) dropItem(field, item, file.name);
    settled(field, request.isCancelled || finish(field, item, bar, state, file, request));
  });
  request.open("POST", field.dataset.uploadUrl);
  request.setRequestHeader("X-CSRFToken", token());
  request.setRequestHeader("Accept", "application/json");
  sending(field, 1);
  request.send(body);
}

// Whether the file is there.
function finish(field, item, bar, state, file, request) {
  const answer = request.response ?? {}, isThere = request.status === 201 || request.status === 200;
  bar.remove();
  if (isThere) {
    item.dataset.fileId = answer.id;
    item.querySelector(".name").textContent = answer.name ?? file.name;
    state.textContent = sentence("uploaded");
    item.append(removeButton(file.name, () => removeKept(field, item, file.name)));
    say(`${file.name}: ${sentence("uploaded")}`);
    field.dispatchEvent(new CustomEvent("file-kept", { bubbles: true, detail: answer }));
  } else {
    if (request.status === 401) document.dispatchEvent(new CustomEvent("signed-out", { detail: request.getResponseHeader("HX-Redirect") }));
    const again = mayGoWell(request.status) ? () => upload(field, file, item) : null;
    tell(field, item, state, file.name, answer.error ?? answer.detail ?? sentence("failed"), again);
  }
  return isThere;
}

async function removeKept(field, item, name) {
  const address = `${field.dataset.uploadUrl}/${encodeURIComponent(item.dataset.fileId)}/removal`;
  const body = new FormData(), nonce = field.closest("form")?.elements.namedItem("nonce");
  if (nonce) body.append("nonce", nonce.value);
  const answer = await fetch(address, { method: "POST", body, redirect: "manual", headers: { "X-CSRFToken": token(), Accept: "application/json" } }).catch(() => null);
  if (answer && (answer.ok || answer.type === "opaqueredirect" || answer.status === 404)) dropItem(field, item, name);
  else say(sentence("failed"));
}

// Without an upload address the input itself keeps the files; the list shows what it holds.
function hold(field, input, files) {
  const bag = new DataTransfer();
  for (const file of files) bag.items.add(file);
  input.files = bag.files;
  const list = field.querySelector(".files");
  list.querySelectorAll("li:not([data-file-id])").forEach((item) => item.remove());
  field.held = files;
  files.forEach((file, place) => {
    const item = element("li");
    item.append(element("span", "name", file.name), element("span", "size", sizeOf(file.size)), element("span", "state", sentence("chosen")),
      removeButton(file.name, () => { hold(field, input, files.filter((_, other) => other !== place)); input.focus(); }));
    list.append(item);
  });
}

function take(field, files) {
  const input = field.querySelector("input[type=file]");
  if (field.dataset.uploadUrl) { input.value = ""; files.forEach((file) => upload(field, file)); }
  else hold(field, input, [...(field.held ?? []), ...files]);
}

function watch(field) {
  if (field.watched) return;
  field.watched = true;
  const form = field.closest("form"), input = field.querySelector("input[type=file]");
  input.addEventListener("change", () => { const chosen = [...input.files]; take(field, chosen); });
  for (const area of new Set([field, form?.querySelector(".composer")].filter(Boolean))) {
    area.addEventListener("dragover", (event) => { event.preventDefault(); field.classList.add("over"); });
    area.addEventListener("dragleave", () => field.classList.remove("over"));
    area.addEventListener("drop", (event) => {
      event.preventDefault();
      field.classList.remove("over");
      take(field, [...event.dataTransfer.files]);
    });
  }
  (form ?? field).addEventListener("paste", (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    const place = form?.querySelector("[data-pictures]") ?? form?.querySelector("[data-files]");
    if (files.length && field === place) { event.preventDefault(); take(field, files); }
  });
  for (const button of field.querySelectorAll("[data-remove-file]")) {
    button.addEventListener("click", (event) => {
      const item = button.closest("li");
      event.preventDefault();
      removeKept(field, item, item.querySelector(".name").textContent);
    });
  }
}
const watchAll = () => document.querySelectorAll("[data-files]").forEach(watch);
document.addEventListener("fields-drawn", watchAll);
watchAll();

// A picture is looked at without leaving the page; the link leads to a page of its own for all other ways of opening it.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-picture]");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const dialog = element("dialog", "looking"), title = element("h2", "", link.dataset.called), close = element("button", "button", sentence("close"));
  const picture = new Image();
  picture.alt = link.dataset.called;
  picture.className = "looked-at";
  picture.src = link.dataset.picture;
  close.type = "button";
  close.addEventListener("click", () => dialog.close());
  picture.addEventListener("error", () => { location.href = link.href; });
  dialog.addEventListener("close", () => { dialog.remove(); link.focus(); });
  dialog.setAttribute("aria-label", link.dataset.called);
  dialog.append(title, picture, close);
  document.body.append(dialog);
  dialog.showModal();
  close.focus();
});
