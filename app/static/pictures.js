// A picture that was sent while a text is being written goes into the text, where the writer was.
for (const form of document.querySelectorAll("form[data-pictures]")) {
  const texts = [...form.querySelectorAll("textarea[lang]")];
  let last = texts[0];
  form.addEventListener("focusin", (event) => { if (texts.includes(event.target)) last = event.target; });
  form.addEventListener("file-kept", ({ detail }) => {
    if (!detail?.is_image || !last) return;
    const name = detail.name.replace(/[[\]()\\`<>]/g, "");
    const line = `![${name}](/files/${detail.id}/picture?inline=1)`;
    const before = last.value.slice(0, last.selectionStart), after = last.value.slice(last.selectionEnd);
    last.setRangeText(`${before && !before.endsWith("\n") ? "\n" : ""}${line}${after.startsWith("\n") ? "" : "\n"}`, last.selectionStart, last.selectionEnd, "end");
    last.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
