({
// What a page shows, for looking.py: each is asked for by its name.
  // Own words only: not what is marked as another language, nor what people wrote.
  texts() {
    const theirs = (element) => !element || element.closest(".prose, code, script, style, [lang]:not([lang=nl])");
    const found = [], walk = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) if (!theirs(node.parentElement)) found.push(node.data);
    for (const element of document.querySelectorAll("body *")) {
      if (theirs(element)) continue;
      for (const { name, value } of element.attributes) if (/^(aria-label|title|placeholder|alt|data-)/.test(name)) found.push(value);
    }
    return found.map((text) => text.replace(/\s+/g, " ").trim()).filter(Boolean);
  },

  forbidden() {
    const isForbidden = ({ name }) => name === "style" || name === "data-toggle" || name.startsWith("on");
    return [...document.querySelectorAll("*")].flatMap((element) =>
      [...element.attributes].filter(isForbidden).map(({ name, value }) => `${element.localName} ${name}="${value}"`));
  },

  // Main acts that a thumb would miss.
  small(least) {
    return [...document.querySelectorAll("main .button, main .tabs a, .top-open, dialog[open] .button")]
      .filter((one) => one.checkVisibility() && !one.matches(".small, .icon-only"))
      .filter((one) => Math.round(one.getBoundingClientRect().height) < least).map((one) => one.textContent.trim());
  },

  cutOff() {
    return [...document.querySelectorAll("main :is(.button, .pill, .chip, h1, h2, label, legend), .top-link")]
      .filter((one) => one.checkVisibility() && getComputedStyle(one).display !== "inline" && !one.matches(".visually-hidden"))
      .filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent.trim());
  },

  // A pill over its neighbour, a button outside its card.
  outside() {
    return [...document.querySelectorAll("main :is(td, dd, li, .card) > :is(.pill, .button, .priority)")]
      .filter((one) => one.checkVisibility())
      .filter((one) => one.getBoundingClientRect().right > one.parentElement.getBoundingClientRect().right + 1)
      .map((one) => one.textContent.trim());
  },

  sideways: () => document.documentElement.scrollWidth - window.innerWidth,

  loaded: () => performance.getEntriesByType("resource").concat(performance.getEntriesByType("navigation"))
    .reduce((sum, one) => sum + one.transferSize, 0),
})
