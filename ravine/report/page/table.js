// Tables whose rows are sorted by a click on a column's name. A cell's data-value is what it is sorted by.

function cellValue(row, column) {
  const cell = row.cells[column];
  const value = cell.dataset.value;
  if (value === undefined) return cell.textContent.trim();
  return value === "" ? null : Number(value.replace("inf", "Infinity"));
}

// Order of two values: numbers by size, texts by alphabet, nothing known (null) last whatever the direction.
function compareValues(a, b, direction) {
  if (a === null || b === null) return (a === null) - (b === null);
  if (typeof a === "number" && typeof b === "number") return direction * (a - b);
  return direction * String(a).localeCompare(String(b), undefined, { numeric: true });
}

function makeSortable(table) {
  const body = table.tBodies[0];
  const headings = [...table.querySelectorAll("th[data-column]")];
  for (const heading of headings) {
    heading.querySelector("button").addEventListener("click", () => {
      const ascending = heading.getAttribute("aria-sort") !== "ascending";
      for (const other of headings) other.removeAttribute("aria-sort");
      heading.setAttribute("aria-sort", ascending ? "ascending" : "descending");
      const column = Number(heading.dataset.column);
      const rows = [...body.rows].map(row => ({ row, value: cellValue(row, column) }));
      rows.sort((a, b) => compareValues(a.value, b.value, ascending ? 1 : -1));
      body.append(...rows.map(({ row }) => row));
    });
  }
}
