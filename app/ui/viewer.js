// Shows a place in a paper over the page: the PDF page as an image or the text, with the quote marked.
(() => {
  "use strict";
  const ABOVE = 0.3; // of what is seen lies above the quote: a table's row is read under its header
  let dialog, title, body, count, back, forward, file, tab, text, opener, place;

  const element = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };
  const button = (told, does) => {
    const made = element("button", { type: "button", class: "knapp" }, told);
    made.addEventListener("click", does);
    return made;
  };

  const build = () => {
    title = element("h2", { id: "visare-titel" });
    count = element("p", { class: "liten-text", role: "status", id: "visare-sida" });
    back = button("← Föregående sida", () => turn(-1));
    forward = button("Nästa sida →", () => turn(1));
    text = button("Visa som text", () => { place.text = !place.text; draw(); });
    file = element("a", { class: "knapp", download: "" }, "Hämta filen");
    tab = element("a", { class: "knapp", target: "_blank", rel: "noopener noreferrer" }, "Öppna i ny flik");
    const close = button("Stäng", () => dialog.close());
    close.id = "visare-stang";
    body = element("div", { class: "visare-yta", tabindex: "0", role: "region", "aria-label": "Handlingen" });
    dialog = element("dialog", { id: "visare", "aria-labelledby": "visare-titel" },
      element("div", { class: "visare-huvud" }, element("div", {}, title, count), close), body,
      element("div", { class: "visare-fot" }, back, forward, text, file, tab));
    dialog.addEventListener("close", () => { body.replaceChildren(); if (opener) opener.focus(); });
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    document.addEventListener("keydown", (event) => {
      if (!dialog.open || event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.key === "ArrowLeft") turn(-1);
      if (event.key === "ArrowRight") turn(1);
    });
    document.body.append(dialog);
  };

  const turn = (by) => {
    const next = place.page + by;
    if (!place.pages || place.text || next < 1 || next > place.pages) return;
    place.page = next;
    draw();
  };

  const base = () => "/api/documents/" + encodeURIComponent(place.id);
  const span = () => "start=" + place.start + "&end=" + place.end;
  const failed = (told) => body.replaceChildren(element("p", { class: "visare-fel", role: "alert" }, told));

  const draw = () => {
    const asImage = place.pages > 0 && !place.text;
    title.textContent = place.name;
    file.href = base() + "/file";
    back.hidden = forward.hidden = !asImage;
    text.hidden = !place.pages;
    text.textContent = place.text ? "Visa sidan" : "Visa som text";
    back.disabled = place.page <= 1;
    forward.disabled = place.page >= place.pages;
    if (dialog.open && (document.activeElement === document.body || document.activeElement.disabled)) body.focus();
    if (asImage) drawPage();
    else drawText();
  };
  const drawPage = () => {
    const here = place.page === place.first;
    const address = base() + "/pages/" + place.page + ".png?" + span();
    count.textContent = "Sida " + place.page + " av " + place.pages + (here ? ", citatet är utmärkt med gult" : "");
    tab.href = address;
    const image = element("img", { src: address, alt: "Sida " + place.page + " ur " + place.name + (here ? ". Citatet är utmärkt." : ".") });
    image.addEventListener("error", async () => {
      let told = "Sidan går inte att visa.";
      try {
        const answer = await fetch(address);
        if (!answer.ok) told = (await answer.json()).detail || told;
      } catch { told = "Kontakten med tjänsten bröts. Försök igen om en stund."; }
      failed(told);
    });
    body.replaceChildren(image);
    body.scrollTop = 0;
    if (here) image.addEventListener("load", () => { body.scrollTop = Math.max(0, markedAt(image) * image.clientHeight - body.clientHeight * ABOVE); });
  };
  // How far down an image is marked, as a share of its height: the first row with the yellow of `page_image`.
  const markedAt = (image) => {
    const canvas = element("canvas", { width: 160, height: 240 });
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    pen.drawImage(image, 0, 0, 160, 240);
    const dots = pen.getImageData(0, 0, 160, 240).data;
    for (let at = 0; at < dots.length; at += 4) {
      if (dots[at] > 235 && dots[at + 1] > 200 && dots[at + 2] < 160) return Math.floor(at / 640) / 240;
    }
    return 0;
  };
  const drawText = async () => {
    const address = base() + "/text?" + span();
    count.textContent = "Texten, citatet är utmärkt med gult";
    tab.href = address + "#quote";
    try {
      const answer = await fetch(address);
      if (!answer.ok) return failed((await answer.json()).detail || "Texten går inte att visa.");
      await answer.text();
    } catch { return failed("Kontakten med tjänsten bröts. Försök igen om en stund."); }
    body.replaceChildren(element("iframe", { src: address + "#quote", title: "Texten i " + place.name }));
  };

  const open = (link) => {
    if (!dialog) build();
    opener = link;
    const data = link.dataset;
    place = { id: data.handling, name: data.namn, page: Number(data.sida) || 1, pages: Number(data.sidor), start: data.start, end: data.slut, text: false };
    place.first = place.page;
    draw();
    dialog.showModal();
    document.getElementById("visare-stang").focus();
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[data-handling]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    open(link);
  });
})();
