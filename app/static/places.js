// A menu of parts shows those of the whole that is chosen; without this script all of them, under their names.
for (const parts of document.querySelectorAll("select[data-parts-of]")) {
  const whole = parts.form.elements.namedItem(parts.dataset.partsOf);
  if (!whole) continue;
  const groups = [...parts.querySelectorAll("optgroup")];
  const narrow = () => {
    const named = whole.value && whole.selectedOptions[0].textContent;
    for (const group of groups) group.remove();
    parts.append(...groups.filter((group) => !named || group.label === named));
  };
  whole.addEventListener("change", narrow);
  narrow();
}
