// Labels as they come in, and quality estimated before they do.
import { put, empty } from "./dom.js";
import { percent, span, when } from "./format.js";
import { ask } from "./source.js";
import { figure } from "./charts.js";
import { part } from "./parts.js";

export function labels(state) {
  return part({
    id: "labels", title: "Labels", note: "Which share of a window's predictions has a label by now, and how long labels took.",
    load: () => ask("windows", state),
    draw(body, answer) {
      const windows = [...answer.items].reverse();
      if (!windows.some((w) => w.labelled > 0)) {
        put(body, empty("No labels yet", "Feedback joins by prediction id, days later if need be, and updates the window of its prediction."));
        return;
      }
      const at = (w) => Date.parse(w.start);
      put(body, figure({
        label: `Label coverage and lag over ${windows.length} windows; newest closed ${percent(windows.findLast((w) => w.state !== "OPEN")?.labelCoverage ?? null)}`,
        caption: "Coverage and median lag", height: 230,
        columns: [{ name: "Window", key: (w) => when(w.start) }, { name: "Coverage", numeric: true, key: (w) => percent(w.labelCoverage) }, { name: "Median lag", numeric: true, key: (w) => span(w.labelLagMedian) }],
        rows: () => [...windows].reverse(),
        option: (p) => ({
          legend: { top: 0, right: 0, textStyle: { color: p.soft } },
          grid: { left: 52, right: 56, top: 30, bottom: 28 },
          tooltip: { trigger: "axis" },
          xAxis: { type: "time" },
          yAxis: [{ type: "value", min: 0, max: 1, axisLabel: { formatter: (v) => `${v * 100} %` } }, { type: "value", min: 0, splitLine: { show: false }, axisLabel: { formatter: span } }],
          series: [
            { name: "Coverage", type: "line", showSymbol: windows.length < 40, symbolSize: 5, areaStyle: { opacity: 0.08, color: p.accent }, lineStyle: { color: p.accent, width: 2 }, itemStyle: { color: p.accent }, data: windows.map((w) => [at(w), w.labelCoverage]), tooltip: { valueFormatter: (v) => percent(v) } },
            { name: "Median lag", type: "line", yAxisIndex: 1, showSymbol: windows.length < 40, symbol: "rect", symbolSize: 5, lineStyle: { color: p.second, width: 1.5, type: "dashed" }, itemStyle: { color: p.second }, data: windows.map((w) => [at(w), w.labelLagMedian]), tooltip: { valueFormatter: span } },
          ],
        }),
      }));
    },
  });
}

const NAMES = { accuracy: "Realised", estimated_accuracy: "Estimated", prediction_powered_accuracy: "Both together" };

export function quality(state) {
  return part({
    id: "quality", title: "Quality, estimated and realised",
    note: "The estimate needs no labels but trusts calibrated scores; realised accuracy waits for labels. Far apart, the estimate is stale or labels are not a fair sample.",
    load: () => ask("quality", { ...state, slice: "*" }),
    draw(body, answer) {
      const series = answer.series.filter((line) => NAMES[line.metric] && line.points.some((p) => p.value !== null));
      if (!series.length) {
        put(body, empty("No accuracy yet", "It appears with the first labels; an estimate needs a profile with scores and labels."));
        return;
      }
      const estimated = series.some((line) => line.metric === "estimated_accuracy");
      const rows = series.flatMap((line) => line.points.map((p) => ({ ...p, name: NAMES[line.metric] }))).sort((a, b) => b.start.localeCompare(a.start));
      put(body, figure({
        label: `Accuracy over time: ${series.map((line) => `${NAMES[line.metric].toLowerCase()} last ${percent(line.points.findLast((p) => p.value !== null).value)}`).join(", ")}`,
        caption: estimated ? "Accuracy" : "Accuracy (this monitor estimates none)", height: 250,
        columns: [{ name: "Window", key: (p) => when(p.start) }, { name: "Which", key: (p) => p.name }, { name: "Accuracy", numeric: true, key: (p) => percent(p.value) }, { name: "Interval", numeric: true, key: (p) => (p.lower === null ? "" : `${percent(p.lower)} to ${percent(p.upper)}`) }, { name: "n", numeric: true, key: (p) => p.n.toLocaleString("en") }],
        rows: () => rows,
        option: (p) => ({
          legend: { top: 0, right: 0, textStyle: { color: p.soft }, data: series.map((line) => NAMES[line.metric]) },
          grid: { left: 52, right: 16, top: 30, bottom: 28 },
          tooltip: { trigger: "axis", valueFormatter: (v) => percent(v) },
          xAxis: { type: "time" },
          yAxis: { type: "value", scale: true, axisLabel: { formatter: (v) => `${Math.round(v * 1000) / 10} %` } },
          series: series.flatMap((line) => {
            const style = { accuracy: [p.accent, "solid", "circle"], estimated_accuracy: [p.second, "dashed", "diamond"], prediction_powered_accuracy: [p.ok, "dotted", "rect"] }[line.metric];
            const at = (x) => Date.parse(x.start);
            const band = line.points.filter((x) => x.lower !== null && x.upper !== null);
            return [
              { name: NAMES[line.metric], type: "line", symbol: style[2], symbolSize: 6, showSymbol: line.points.length < 60, lineStyle: { color: style[0], width: 2, type: style[1] }, itemStyle: { color: style[0] }, data: line.points.map((x) => [at(x), x.value]) },
              ...(band.length && line.metric !== "prediction_powered_accuracy" ? [
                { type: "line", stack: line.metric, symbol: "none", silent: true, lineStyle: { opacity: 0 }, data: band.map((x) => [at(x), x.lower]), tooltip: { show: false } },
                { type: "line", stack: line.metric, symbol: "none", silent: true, lineStyle: { opacity: 0 }, areaStyle: { color: style[0], opacity: 0.12 }, data: band.map((x) => [at(x), x.upper - x.lower]), tooltip: { show: false } },
              ] : []),
            ];
          }),
        }),
      }));
    },
  });
}
