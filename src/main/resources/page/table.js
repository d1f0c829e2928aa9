// Tables: plain ones, and long ones of which only the rows in sight exist.
import { h, put } from "./dom.js";

/** A plain table. Columns: {name, key(row) -> node, numeric?, head?}. */
export function table(caption, columns, rows, extra = {}) {
  return h("div", { class: "scroller", tabindex: 0, role: "region", "aria-label": caption },
    h("table", extra, h("caption", {}, caption), head(columns), h("tbody", {}, rows.map((row) => line(columns, row)))));
}

function head(columns) {
  return h("thead", {}, h("tr", {}, columns.map((column) =>
    h("th", { scope: "col", class: column.numeric ? "number" : null }, column.head ?? column.name))));
}

function line(columns, row, attributes = {}) {
  return h("tr", { class: row.className, ...attributes }, columns.map((column, i) => {
    const kind = column.numeric ? "number" : column.className ?? null;
    return i === 0
      ? h("th", { scope: "row", class: kind, "data-label": column.name }, column.key(row))
      : h("td", { class: kind, "data-label": column.name }, column.key(row));
  }));
}

const ROW = 34;
const SPARE = 12;

/** A table of any length: rows of one height, those out of sight are two empty rows. */
export function longTable(caption, columns, rows, attributes = {}) {
  if (rows.length <= 80) return table(caption, columns, rows, attributes);
  const body = h("tbody");
  const box = h("div", { class: "scroller tall", tabindex: 0, role: "region", "aria-label": caption },
    h("table", { ...attributes, "aria-rowcount": rows.length + 1 }, h("caption", {}, caption), head(columns), body));
  let from = -1;
  const gap = (count) => count > 0
    ? h("tr", { class: "gap", "aria-hidden": "true" }, h("td", { colspan: columns.length, vars: { height: `${count * ROW}px` } }))
    : null;
  const draw = () => {
    const first = Math.max(0, Math.floor(box.scrollTop / ROW) - SPARE);
    if (Math.abs(first - from) < SPARE / 2 && from >= 0 && first !== 0) return;
    from = first;
    const until = Math.min(rows.length, first + Math.ceil((box.clientHeight || 600) / ROW) + 2 * SPARE);
    put(body, gap(first), rows.slice(first, until).map((row, i) => line(columns, row, { "aria-rowindex": first + i + 2 })),
      gap(rows.length - until));
  };
  let asked = false;
  box.addEventListener("scroll", () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      draw();
    });
  }, { passive: true });
  requestAnimationFrame(draw);
  draw();
  return box;
}
