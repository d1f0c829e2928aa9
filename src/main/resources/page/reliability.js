// What scores promise against what became of them, per group.
import { h, put, empty } from "./dom.js";
import { count, percent, sliceName } from "./format.js";
import { ask } from "./source.js";
import { figure } from "./charts.js";
import { part } from "./parts.js";

const GROUPS = 6;

/** The slices that are drawn: everybody, and the largest groups. */
export async function largestSlices(state, most) {
  const answer = await ask("slices", { ...state, metric: "selection_rate", gap: "selection_rate_difference" });
  const groups = answer.items.filter((slice) => slice.slice !== "*" && slice.n > 0).sort((a, b) => b.n - a.n || a.slice.localeCompare(b.slice));
  return ["*", ...groups.slice(0, most - 1).map((slice) => slice.slice)];
}

export function reliability(state) {
  return part({
    id: "reliability", title: "Reliability",
    note: "On the diagonal, a score of 70 % comes true seven times in ten. Bars are 95 % intervals; grey is the reference.",
    async load() {
      const slices = await largestSlices(state, GROUPS);
      return Promise.all(slices.map((slice) => ask("reliability", { ...state, slice }).catch((error) => {
        if (error.status === 404) return null;
        throw error;
      })));
    },
    draw(body, all) {
      const answers = all.filter((answer) => answer && answer.current.length);
      if (!answers.length) {
        put(body, empty("No labelled scores", "The diagram needs scores and labels of the same predictions; labels may still be on their way."));
        return;
      }
      put(body, h("div", { class: "multiples" }, answers.map(one)));
    },
  });
}

function one(answer) {
  const bins = answer.current;
  const worst = bins.reduce((a, b) => (Math.abs(b.rate - b.meanScore) > Math.abs(a.rate - a.meanScore) ? b : a));
  return figure({
    small: true, height: 230, caption: sliceName(answer.slice),
    label: `Reliability of ${sliceName(answer.slice)}: ${bins.length} score bins, ${count(answer.labelled)} labels; furthest off at score ${percent(worst.meanScore, 0)}, where ${percent(worst.rate, 0)} came true`,
    columns: [{ name: "Score", key: (b) => `${percent(b.from, 0)} to ${percent(b.to, 0)}` }, { name: "Mean score", numeric: true, key: (b) => percent(b.meanScore) }, { name: "Came true", numeric: true, key: (b) => percent(b.rate) }, { name: "95 % interval", numeric: true, key: (b) => `${percent(b.lower)} to ${percent(b.upper)}` }, { name: "n", numeric: true, key: (b) => count(b.n) }],
    rows: () => bins,
    option: (p) => ({
      grid: { left: 40, right: 12, top: 10, bottom: 40 },
      tooltip: { formatter: (x) => x.data?.tip ?? "" },
      xAxis: { type: "value", min: 0, max: 1, interval: 0.25, name: "mean score", nameLocation: "middle", nameGap: 24, axisLabel: { formatter: (v) => `${v * 100}` } },
      yAxis: { type: "value", min: 0, max: 1, interval: 0.25, axisLabel: { formatter: (v) => `${v * 100} %` } },
      series: [
        { type: "line", data: [[0, 0], [1, 1]], symbol: "none", silent: true, lineStyle: { color: p.grey, type: "dashed", width: 1 } },
        answer.reference ? { name: "Reference", type: "line", data: answer.reference.map((b) => [b.meanScore, b.rate]), symbol: "none", silent: true, lineStyle: { color: p.grey, width: 2 } } : null,
        ...bins.map((b) => ({ type: "line", silent: true, data: [[b.meanScore, b.lower], [b.meanScore, b.upper]], symbol: "rect", symbolSize: [7, 1], lineStyle: { color: p.accent, width: 1.2 }, itemStyle: { color: p.accent } })),
        { name: "Came true", type: "line", symbol: "circle", symbolSize: 7, lineStyle: { color: p.accent, width: 1.5 }, itemStyle: { color: p.accent }, data: bins.map((b) => ({ value: [b.meanScore, b.rate], tip: `mean score ${percent(b.meanScore)}\ncame true ${percent(b.rate)}\n${count(b.n)} labels` })) },
      ].filter(Boolean),
    }),
  });
}
