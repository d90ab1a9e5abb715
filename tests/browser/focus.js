({
// Where the focus is, for test_keys.py: each is asked for by its name.
  // Whether it is drawn around what has it, or around what stands for that, and nothing lies over it.
  seen() {
    const here = document.activeElement;
    if (!here || here === document.body) return null;
    const stands = [here, here.closest(".drop")?.querySelector("label"), here.closest("label")].filter(Boolean);
    const isPart = here.type === "date" && here.dataset.was;  // day, month and year are drawn by the browser itself
    const drawn = isPart || stands.some((one) => {
      const look = getComputedStyle(one);
      return look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2;
    });
    const box = stands.at(-1).getClientRects()[0];
    const top = document.elementFromPoint(box.left + Math.min(box.width, 20) / 2, box.top + Math.min(box.height, 20) / 2);
    const free = !!top && stands.some((one) => one.contains(top) || top.contains(one));
    return { what: here.outerHTML.slice(0, 120), drawn, free };
  },

  // Controls of the page on which the focus has not been yet. Of radios Tab stops at one.
  left() {
    const controls = "main :is(a[href], button, input:not([type=hidden]), select, textarea, summary)";
    return [...document.querySelectorAll(controls)]
      .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && one.tabIndex >= 0)
      .filter((one) => one.type !== "radio" || !document.querySelector(`[data-was][name="${one.name}"]`))
      .filter((one) => !one.dataset.was).map((one) => one.outerHTML.slice(0, 120));
  },

  mark() {
    document.activeElement.dataset.was = "1";
    return document.activeElement.closest("main") !== null;
  },
})
