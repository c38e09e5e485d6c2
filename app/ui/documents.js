// The view Dokument, over the API. All that comes from outside is set as text, never as markup.
(() => {
  "use strict";
  const AT_ONCE = 3;  // uploads; the server reads papers in turn anyway
  const POLL = 700;  // milliseconds
  let papers = [];
  let sorting = { key: "day", down: true };
  let surface = null;
  let asked = null;

  const id = (name) => document.getElementById(name);
  const element = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };
  const upper = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);
  const problem = async (answer) => {
    try { return (await answer.json()).detail; } catch { return "Något gick fel. Försök igen."; }
  };
  const LOST = "Kontakten med tjänsten bröts. Försök igen.";

  // What is indexed

  const load = async () => {
    try {
      const answer = await fetch("/api/documents");
      if (!answer.ok) throw new Error(await problem(answer));
      papers = (await answer.json()).documents.map((one) => ({
        id: one.id, name: one.name, title: one.metadata.title || one.name, municipality: one.metadata.municipality,
        body: one.metadata.body, day: one.metadata.day || "", doc_type: one.metadata.doc_type === "okänd" ? "" : one.metadata.doc_type,
        pages: one.paged ? one.pages : 0, images: one.media_type === "application/pdf" ? one.pages : 0, years: one.metadata.years,
        numbers: one.metadata.diary_numbers, status: one.metadata.status,
      }));
    } catch (error) {
      id("antal-handlingar").textContent = error.message && error.message !== "Failed to fetch" ? error.message : LOST;
      return;
    }
    offer("valj-namnd", [...new Set(papers.map((one) => one.body))].filter(Boolean).sort(), upper);
    offer("valj-ar", [...new Set(papers.flatMap(yearsOf))].sort((a, b) => b - a), String);
    offer("valj-slag", [...new Set(papers.map((one) => one.doc_type))].filter(Boolean).sort(), upper);
    list();
    map();
  };
  const yearsOf = (one) => (one.years.length ? one.years.slice(0, 1) : one.day ? [Number(one.day.slice(0, 4))] : []);
  const offer = (name, values, told) => {
    const select = id(name);
    const chosen = select.value;
    select.replaceChildren(element("option", { value: "" }, "Alla"), ...values.map((one) => element("option", { value: one }, told(one))));
    select.value = values.map(String).includes(chosen) ? chosen : "";
  };
  const wanted = () => {
    const words = id("sok-handling").value.toLocaleLowerCase("sv").split(/\s+/).filter(Boolean);
    const [body, year, kind] = ["valj-namnd", "valj-ar", "valj-slag"].map((name) => id(name).value);
    return papers.filter((one) => {
      const text = [one.name, one.title, one.body, one.municipality, one.doc_type, one.day, ...one.numbers].join(" ").toLocaleLowerCase("sv");
      return words.every((word) => text.includes(word)) && (!body || one.body === body) && (!kind || one.doc_type === kind)
        && (!year || yearsOf(one).includes(Number(year)));
    });
  };
  const list = () => {
    const found = wanted().sort((a, b) => {
      const [x, y] = [a[sorting.key], b[sorting.key]];
      const order = typeof x === "number" ? x - y : String(x).localeCompare(String(y), "sv");
      return (sorting.down ? -order : order) || a.name.localeCompare(b.name, "sv");
    });
    for (const head of document.querySelectorAll("#handlingar th[data-kolumn]")) {
      if (head.dataset.kolumn === sorting.key) head.setAttribute("aria-sort", sorting.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
    id("antal-handlingar").textContent = papers.length
      ? found.length + " av " + papers.length + " handlingar" : "Inga handlingar är inlästa ännu. Lägg in dem ovan.";
    document.querySelector("#handlingar tbody").replaceChildren(...found.map(row));
  };
  const row = (one) => {
    const link = element("a", { class: "visa", href: "/api/documents/" + one.id + "/text", "data-handling": one.id, "data-namn": one.name,
      "data-sida": 1, "data-sidor": one.images, "data-start": 0, "data-slut": 0 }, one.title);
    const name = element("th", { scope: "row" }, link, element("span", { class: "fil" }, one.title === one.name ? "" : one.name));
    if (one.status === "utkast" || one.status === "ersatt") name.append(element("span", { class: "marke forslag" }, upper(one.status)));
    const replace = element("button", { type: "button", class: "knapp liten-knapp" }, "Ersätt", heard(" " + one.name));
    replace.addEventListener("click", () => pickReplacement(one));
    const remove = element("button", { type: "button", class: "knapp liten-knapp" }, "Ta bort", heard(" " + one.name));
    remove.addEventListener("click", () => askFirst(one, remove));
    return element("tr", {}, name, element("td", {}, one.municipality || "–"), element("td", {}, upper(one.body) || "–"),
      element("td", { class: "smal" }, one.day || "–"), element("td", {}, upper(one.doc_type) || "–"),
      element("td", { class: "tal" }, one.pages ? String(one.pages) : "–"), element("td", { class: "knappar" }, replace, remove));
  };
  const heard = (text) => element("span", { class: "lasare" }, text);
  const map = () => {
    const years = [...new Set(papers.flatMap(yearsOf))].sort((a, b) => a - b);
    const bodies = [...new Set(papers.map((one) => one.body))].sort((a, b) => (a === "") - (b === "") || a.localeCompare(b, "sv"));
    const head = element("tr", {}, element("th", { scope: "col" }, "Nämnd"), ...years.map((one) => element("th", { scope: "col", class: "tal" }, String(one))));
    document.querySelector("#karta thead").replaceChildren(head);
    document.querySelector("#karta tbody").replaceChildren(...bodies.map((body) => {
      const cells = years.map((year) => {
        const count = papers.filter((one) => one.body === body && yearsOf(one).includes(year)).length;
        return count ? element("td", { class: "tal fylld" }, String(count)) : element("td", { class: "tal tom-ruta" }, heard("0"), element("span", { "aria-hidden": "true" }, "–"));
      });
      return element("tr", {}, element("th", { scope: "row" }, upper(body) || "Ingen nämnd känd"), ...cells);
    }));
  };

  // Taking out

  const askFirst = (one, opener) => {
    asked = { one, opener };
    id("fraga-forst-vad").textContent = one.title + (one.title === one.name ? "" : " (" + one.name + ")");
    id("fraga-forst").showModal();
    id("behall").focus();
  };
  const takeOut = async () => {
    const { one } = asked;
    id("ta-bort").disabled = true;
    let told = one.name + " är borttagen.";
    try {
      const answer = await fetch("/api/documents/" + one.id, { method: "DELETE" });
      if (!answer.ok && answer.status !== 404) told = await problem(answer);
    } catch { told = LOST; }
    id("ta-bort").disabled = false;
    id("fraga-forst").close();
    await load();
    id("inlasning-sagt").textContent = told;
    id("antal-handlingar").textContent = told;
    id("sok-handling").focus();
  };

  // Putting in

  const queue = [];
  let running = 0;
  const put = (files, replaces) => {
    for (const file of files) {
      const item = line(file, replaces);
      id("inlasningar").append(item.element);
      const why = refused(file);
      if (why) item.fail(why, false);
      else queue.push(item);
    }
    next();
  };
  const refused = (file) => {
    const area = id("lagg-in");
    const most = Number(area.dataset.mest);
    const suffix = (file.name.match(/\.[^.]+$/) || [""])[0].toLowerCase();
    if (!area.dataset.slag.split(", ").includes(suffix)) return "Slaget går inte att läsa in. Spara som PDF, DOCX eller text.";
    if (file.size > most * 1e6) return "Filen är " + Math.ceil(file.size / 1e6) + " MB; högst " + most + " MB tas emot. Dela upp den.";
    if (!file.size) return "Filen är tom.";
    return "";
  };
  const next = () => {
    while (running < AT_ONCE && queue.length) {
      running += 1;
      send(queue.shift()).finally(() => { running -= 1; next(); });
    }
  };
  const line = (file, replaces) => {
    const bar = element("progress", { max: 100, value: 0, "aria-label": "Så långt har " + file.name + " kommit" });
    const told = element("span", { class: "sagt" }, "Väntar");
    const again = element("button", { type: "button", class: "knapp liten-knapp", hidden: "" }, "Försök igen", heard(" med " + file.name));
    const made = element("li", { class: "fil-pa-vag" }, element("span", { class: "filnamn" }, file.name), bar, told, again);
    const item = {
      file, replaces, element: made,
      tell: (words, share) => { told.textContent = words; if (share !== undefined) bar.value = share; },
      fail: (why, retry = true) => {
        made.className = "fil-pa-vag misslyckad";
        told.textContent = "Misslyckades: " + why;
        bar.hidden = true;
        again.hidden = !retry;
        id("inlasning-sagt").textContent = file.name + ": " + why;
      },
      done: (words) => {
        made.className = "fil-pa-vag klar";
        told.textContent = words;
        bar.hidden = true;
        id("inlasning-sagt").textContent = file.name + ": " + words;
      },
    };
    again.addEventListener("click", () => {
      made.className = "fil-pa-vag";
      bar.hidden = false;
      again.hidden = true;
      item.tell("Väntar", 0);
      queue.push(item);
      next();
    });
    return item;
  };
  const send = (item) => new Promise((settle) => {
    const form = new FormData();
    form.append("files", item.file);
    form.append("municipality", id("lagg-in-kommun").value.trim());
    form.append("body", id("lagg-in-namnd").value.trim());
    if (id("lagg-in-datum").value) form.append("day", id("lagg-in-datum").value);
    if (item.replaces) form.append("replaces", item.replaces.id);
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", (event) => item.tell("Skickar", (event.loaded / event.total) * 50));
    request.addEventListener("load", () => {
      let told = {};
      try { told = JSON.parse(request.responseText); } catch { /* told below */ }
      if (request.status !== 202) item.fail(told.detail || "Något gick fel. Försök igen.");
      else follow(item, told.id);
      settle();
    });
    request.addEventListener("error", () => { item.fail(LOST); settle(); });
    request.open("POST", "/api/documents");
    request.send(form);
  });
  const STATES = { waiting: "Väntar på att läsas in", reading: "Läses in", storing: "Görs sökbar" };
  const follow = async (item, job) => {
    for (let misses = 0; misses < 20;) {
      await new Promise((wake) => setTimeout(wake, POLL));
      let file;
      try {
        const answer = await fetch("/api/jobs/" + job);
        if (answer.status === 404) return item.fail("Tjänsten har startats om. Se listan nedan.", false);
        if (!answer.ok) { misses += 1; continue; }
        file = (await answer.json()).files[0];
      } catch { misses += 1; item.tell("Väntar på kontakt med tjänsten"); continue; }
      if (file.state === "failed") return item.fail(file.message);
      if (file.state === "done" || file.state === "duplicate") {
        item.done(file.state === "done" ? ("Inläst. " + file.message).trim() : file.message);
        return load();
      }
      const share = file.pages ? 50 + (file.page / file.pages) * 45 : 50;
      item.tell(STATES[file.state] + (file.pages > 1 && file.state === "reading" ? ", sida " + file.page + " av " + file.pages : ""), share);
    }
    return item.fail(LOST);
  };
  const pickReplacement = (one) => {
    const input = element("input", { type: "file", accept: id("filer").accept });
    input.addEventListener("change", () => { put([...input.files], one); id("lagg-in").scrollIntoView(); });
    input.click();
  };

  const wire = () => {
    id("filer").addEventListener("change", (event) => { put([...event.target.files]); event.target.value = ""; });
    const drop = id("slapp");
    for (const kind of ["dragover", "dragleave", "drop"]) {
      drop.addEventListener(kind, (event) => {
        event.preventDefault();
        drop.classList.toggle("over", kind === "dragover");
        if (kind === "drop") put([...event.dataTransfer.files]);
      });
    }
    for (const name of ["sok-handling", "valj-namnd", "valj-ar", "valj-slag"]) id(name).addEventListener("input", list);
    for (const head of document.querySelectorAll("#handlingar th[data-kolumn]")) {
      head.querySelector("button").addEventListener("click", () => {
        const key = head.dataset.kolumn;
        sorting = { key, down: sorting.key === key ? !sorting.down : false };
        list();
      });
    }
    id("behall").addEventListener("click", () => id("fraga-forst").close());
    id("ta-bort").addEventListener("click", takeOut);
    id("fraga-forst").addEventListener("close", () => { if (asked && asked.opener.isConnected) asked.opener.focus(); });
  };
  const ready = () => {
    if (!id("handlingar")) {
      setTimeout(ready, 100);  // the page is still being put together
      return;
    }
    if (surface !== id("handlingar")) {
      surface = id("handlingar");
      wire();
    }
    load();
  };
  document.addEventListener("vy", (event) => { if (event.detail === "dokument") ready(); });
})();
