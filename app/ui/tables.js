// Tables that are sorted by their headings. The first press on a column of numbers puts the lowest, the worst, first.
(() => {
  "use strict";
  const value = (row, at, kind) => {
    const cell = row.cells[at];
    const raw = cell.dataset.varde !== undefined ? cell.dataset.varde : cell.textContent.trim();
    if (kind !== "tal") return raw;
    return raw === "" ? null : Number(raw);
  };
  const compare = (one, other) => {
    if (one === null || other === null) return one === other ? 0 : one === null ? 1 : -1;
    return typeof one === "number" ? one - other : one.localeCompare(other, "sv");
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest("table.sorterbar button.sortera");
    if (!button) return;
    const head = button.closest("th");
    const table = button.closest("table");
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const other of table.querySelectorAll("th[aria-sort]")) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const rows = [...table.tBodies[0].rows];
    const at = head.cellIndex;
    const kind = head.dataset.sort;
    rows.sort((one, other) => {
      const [a, b] = [value(one, at, kind), value(other, at, kind)];
      if (a === null || b === null) return compare(a, b);
      return down ? compare(b, a) : compare(a, b);
    });
    table.tBodies[0].append(...rows);
  });
})();
