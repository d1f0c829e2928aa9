// Which features stand in for a sensitive attribute.
import { h, put, empty } from "./dom.js";
import { interval, plain, words } from "./format.js";
import { ask } from "./source.js";
import { choice, part } from "./parts.js";
import { table } from "./table.js";
import { kindOfVerdict, mark } from "./verdict.js";

export function proxies(state, detail) {
  let metric = null;
  const controls = h("div", { class: "controls" });
  const self = part({
    id: "proxies", title: "Proxies", controls,
    note: "How strongly a feature is associated with an attribute that the model should not use.",
    load: () => ask("proxies", state),
    draw(body, answer) {
      const cells = answer.cells.filter((cell) => cell.attribute !== null && cell.feature !== null);
      const metrics = [...new Set(cells.map((cell) => cell.metric))];
      if (!cells.length) {
        put(controls);
        put(body, empty("No associations measured", detail.attributes.length
          ? `Nothing is known about features and ${detail.attributes.join(", ")} in this window: the monitor asks for no proxies, or there are too few records.`
          : "This monitor has no slices by attribute, so there is nothing a feature could stand in for."));
        return;
      }
      if (!metrics.includes(metric)) metric = metrics[0];
      put(controls, metrics.length > 1 ? choice("Measure", metrics.map((name) => [name, words(name)]), metric, (value) => {
        metric = value;
        put(body);
        draw(body, cells.filter((cell) => cell.metric === metric));
      }) : null);
      draw(body, cells.filter((cell) => cell.metric === metric));
    },
  });
  return self;
}

function draw(body, cells) {
  const attributes = [...new Set(cells.map((cell) => cell.attribute))].sort();
  const features = [...new Set(cells.map((cell) => cell.feature))].sort();
  const find = (feature, attribute) => cells.find((cell) => cell.feature === feature && cell.attribute === attribute);
  put(body, table(`${words(cells[0].metric)} of features with attributes`, [
    { name: "Feature", key: (row) => row.feature },
    ...attributes.map((attribute) => ({ name: attribute, className: "proxy", key: (row) => {
      const cell = find(row.feature, attribute);
      if (!cell || cell.value === null) return h("span", { class: "note", title: cell?.reason ?? "" }, cell ? `insufficient${cell.reason ? `: ${cell.reason}` : ""}` : "–");
      return h("span", { class: `strength heat-back-${Math.min(7, Math.floor(Math.abs(cell.value) * 10))}`, title: interval(cell.metric, cell.lower, cell.upper) }, cell.verdict ? mark(kindOfVerdict(cell.verdict)) : null, plain(cell.value));
    } })),
  ], features.map((feature) => ({ feature })), { class: "matrix" }));
}
