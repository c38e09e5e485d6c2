// Runs before Gradio. Which view is shown follows the address: #fraga, #ekonomi …
(() => {
  "use strict";
  const VIEWS = ["fraga", "ekonomi", "arenden", "motionssvar", "dokument", "om"];
  const NAMES = { fraga: "Fråga", ekonomi: "Ekonomi", arenden: "Ärenden", motionssvar: "Motionssvar", dokument: "Dokument", om: "Om" };
  let shown = "";
  let came = location.hash;  // what was shown last, as the address had it

  const wanted = () => {
    const name = decodeURIComponent(location.hash.slice(1));
    if (VIEWS.includes(name) && document.getElementById("vy-" + name)) return name;
    return shown || "fraga";
  };

  const show = () => {
    const name = wanted();
    const views = document.querySelectorAll(".vy");
    if (!views.length) return;
    const changed = name !== shown;
    for (const view of views) {
      const hidden = view.id !== "vy-" + name;
      if (view.hidden !== hidden) view.hidden = hidden;
    }
    for (const link of document.querySelectorAll(".sidhuvud nav a")) {
      const current = link.getAttribute("href") === "#" + name;
      if (current !== (link.getAttribute("aria-current") === "page")) {
        if (current) link.setAttribute("aria-current", "page");
        else link.removeAttribute("aria-current");
      }
    }
    if (!changed) return;
    shown = name;
    document.title = name === "fraga" ? "Kommunsvar" : NAMES[name] + " – Kommunsvar";
    // Not told by the event: the page's own changes often come between a new address and its hashchange.
    if (location.hash !== came) {
      came = location.hash;
      window.scrollTo(0, 0);
      const heading = document.querySelector("#vy-" + name + " h1");
      if (heading) {
        heading.tabIndex = -1;
        heading.focus({ preventScroll: true });
      }
    }
    window.dispatchEvent(new Event("resize"));  // charts that were drawn while hidden
    document.dispatchEvent(new CustomEvent("vy", { detail: name }));
  };
  window.addEventListener("hashchange", show);
  document.addEventListener("click", (event) => {
    const skip = event.target.closest && event.target.closest(".hoppa");
    if (!skip) return;
    event.preventDefault();
    const heading = document.querySelector("#vy-" + wanted() + " h1");
    if (heading) {
      heading.tabIndex = -1;
      heading.focus();
    }
  });

  // Gradio leaves some of its own parts without what those who hear the page need.
  const mend = () => {
    for (const one of document.querySelectorAll(".vy input[role=listbox]")) {
      one.setAttribute("role", "combobox");
      one.setAttribute("aria-haspopup", "listbox");
      if (!one.hasAttribute("aria-expanded")) one.setAttribute("aria-expanded", "false");
    }
    for (const list of document.querySelectorAll("ul.options[role=listbox]:not([aria-label])")) list.setAttribute("aria-label", "Val");
  };
  new MutationObserver(() => {
    show();
    mend();
  }).observe(document, { childList: true, subtree: true });
})();
