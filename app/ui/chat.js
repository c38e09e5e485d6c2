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

  const say = (text) => {
    let place = document.getElementById("sagt");
    if (!place) {
      place = document.createElement("p");
      place.id = "sagt";
      place.className = "lasare";
      place.setAttribute("role", "status");
      document.body.append(place);
    }
    place.textContent = text;
  };

  // Buttons under an answer.
  const judged = new Map();
  const post = (said) =>
    fetch("/api/feedback", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(said) });
  const judge = async (tools, verdict, comment) => {
    const said = JSON.parse(tools.dataset.svar);
    let told = "Tack. Det är sparat.";
    try {
      const answer = await post({ ...said, verdict, comment });
      if (!answer.ok) throw new Error();
      judged.set(said.trace_id, told);
    } catch {
      told = "Det gick inte att spara just nu. Försök igen.";
    }
    tools.querySelector(".omdome").textContent = told;
    const form = tools.querySelector(".invandning");
    if (form) form.remove();
    say(told);
  };
  const objection = (tools) => {
    if (tools.querySelector(".invandning")) return;
    const form = document.createElement("form");
    form.className = "invandning";
    const label = document.createElement("label");
    label.textContent = "Vad är fel? (frivilligt)";
    const text = document.createElement("textarea");
    text.maxLength = 2000;
    text.rows = 2;
    label.append(text);
    const send = document.createElement("button");
    send.className = "knapp";
    send.textContent = "Skicka";
    form.append(label, send);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      judge(tools, "wrong", text.value);
    });
    tools.append(form);
    text.focus();
  };
  const copy = async (button) => {
    let told = "Kopierat";
    try {
      await navigator.clipboard.writeText(button.dataset.text);
    } catch {
      const area = document.createElement("textarea");
      area.value = button.dataset.text;
      document.body.append(area);
      area.select();
      if (!document.execCommand("copy")) told = "Det gick inte att kopiera";
      area.remove();
      button.focus();
    }
    const before = "Kopiera med källor";
    button.textContent = told;
    say(told);
    setTimeout(() => { button.textContent = before; }, 2500);
  };
  const askAgain = (question) => {
    const box = document.querySelector("#fraga textarea");
    const setter = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set;
    setter.call(box, question);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    setTimeout(() => document.querySelector("#skicka").click(), 50);  // once Gradio has seen what is in the box
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest("#samtal button");
    if (!button) return;
    const tools = button.closest(".verktyg");
    if (button.matches(".kopiera")) copy(button);
    else if (button.matches(".ratt")) judge(tools, "right", "");
    else if (button.matches(".fel-svar")) objection(tools);
    else if (button.matches(".folj")) askAgain(button.textContent);
  });
  const remember = (talk) => {
    if (!judged.size) return;
    for (const tools of talk.querySelectorAll(".verktyg")) {
      const told = judged.get(JSON.parse(tools.dataset.svar).trace_id);
      const place = tools.querySelector(".omdome");
      if (told && place.textContent !== told) place.textContent = told;
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
      talk.setAttribute("aria-relevant", "additions");
    }
    remember(talk);
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
