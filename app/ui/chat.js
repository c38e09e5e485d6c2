// Runs before Gradio. No words of the page's content pass through here.
(() => {
  "use strict";
  // Gradio takes the language of its own few words from the browser; this page is in Swedish for all.
  Object.defineProperty(navigator, "language", { get: () => "sv" });
  Object.defineProperty(navigator, "languages", { get: () => ["sv"] });

  // What Gradio says when the server cannot be reached is English in its code, whatever the language.
  const swedish = new Map([
    ["Connection to the server was lost. Attempting reconnection...", "Kontakten med tjänsten bröts. Ett nytt försök görs …"],
    ["Connection errored out.", "Kontakten med tjänsten bröts. Försök igen om en stund."],
    ["This application is currently busy. Please try again.", "Tjänsten är upptagen. Försök igen om en stund."],
    ["Error", "Fel"],
    ["Warning", "Obs"],
    ["Info", "Upplysning"],
  ]);
  const translate = () => {
    for (const toast of document.querySelectorAll(".toast-wrap")) {
      const walker = document.createTreeWalker(toast, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const told = swedish.get(walker.currentNode.data.trim());
        if (told) walker.currentNode.data = told;
      }
    }
  };

  let last = "";
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const keyboard = window.matchMedia("(hover: hover) and (pointer: fine)");

  const follow = () => {
    translate();
    const talk = document.getElementById("samtal");
    if (!talk) return;
    if (!talk.hasAttribute("role")) {
      talk.setAttribute("role", "log");
      talk.setAttribute("aria-live", "polite");
      talk.setAttribute("aria-label", "Frågor och svar");
    }
    const turns = talk.querySelectorAll(".tur");
    const newest = turns[turns.length - 1];
    const state = newest ? newest.id + (newest.querySelector(".soker") ? " asked" : " answered") : "";
    if (state === last) return;
    last = state;
    if (!newest) return;
    newest.scrollIntoView({ block: "start", behavior: calm.matches ? "auto" : "smooth" });
    // The button of an example goes away when it is pressed; on a phone the box would bring the keyboard up.
    const box = document.querySelector("#fraga textarea");
    if (box && keyboard.matches && (!document.activeElement || document.activeElement === document.body)) {
      box.focus({ preventScroll: true });
    }
  };
  new MutationObserver(follow).observe(document, { childList: true, subtree: true });
})();
