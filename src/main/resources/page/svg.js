// Small pictures inside text and tables.
import { s } from "./dom.js";

/** Traffic by window, oldest first; windows in breach are marked by colour and a tick below. */
export function sparkline(windows, label) {
  const width = 168;
  const height = 30;
  const most = Math.max(1, ...windows.map((window) => window.n));
  const step = width / Math.max(windows.length, 12);
  const bars = windows.map((window, i) => {
    const size = Math.max(1, (window.n / most) * (height - 8));
    const x = width - (windows.length - i) * step;
    const bad = window.everySlice.verdict === "BREACH";
    return [
      s("rect", { x: x.toFixed(1), y: (height - 6 - size).toFixed(1), width: Math.max(1, step - 1).toFixed(1), height: size.toFixed(1), class: bad ? "bar breach" : window.state === "OPEN" ? "bar open" : "bar" }),
      bad ? s("rect", { x: x.toFixed(1), y: height - 4, width: Math.max(1, step - 1).toFixed(1), height: 3, class: "bar breach" }) : null,
    ];
  });
  return s("svg", { viewBox: `0 0 ${width} ${height}`, width, height, class: "spark", role: "img", "aria-label": label }, bars);
}

/**
 * An estimate with its interval on a common scale: one row of a forest plot.
 * @param scale {low, high}; band [low, high] is what is tolerated, line the reference
 */
export function forest({ value, lower, upper, kind, scale, band, line, label }) {
  const width = 260;
  const x = (v) => (8 + ((Math.min(Math.max(v, scale.low), scale.high) - scale.low) / (scale.high - scale.low || 1)) * (width - 16)).toFixed(1);
  const parts = [];
  if (band) parts.push(s("rect", { x: x(band[0]), y: 0, width: Math.max(0, x(band[1]) - x(band[0])), height: 28, class: "band" }));
  if (line !== null && line !== undefined) parts.push(s("line", { x1: x(line), x2: x(line), y1: 0, y2: 28, class: "zero" }));
  if (value !== null && value !== undefined) {
    if (lower !== null && upper !== null && lower !== undefined && upper !== undefined) {
      parts.push(s("path", { d: `M${x(lower)} 14H${x(upper)}M${x(lower)} 9v10M${x(upper)} 9v10`, class: `whisker ${kind}` }));
    }
    parts.push(dot(kind, Number(x(value))));
  }
  return s("svg", { viewBox: `0 0 ${width} 28`, class: "forest", role: "img", "aria-label": label, preserveAspectRatio: "none" }, parts);
}

function dot(kind, x) {
  if (kind === "breach") return s("path", { d: `M${x} 8l6 11h-12z`, class: "dot breach" });
  if (kind === "reference") return s("path", { d: `M${x} 7l6 7-6 7-6-7z`, class: "dot reference" });
  return s("circle", { cx: x, cy: 14, r: 4.5, class: `dot ${kind}` });
}

/** Ticks of a scale, as few as are read easily. */
export function ticks(low, high, most = 5) {
  const span = high - low || 1;
  const raw = span / most;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((m) => m * power).find((m) => m >= raw);
  const found = [];
  for (let v = Math.ceil(low / step) * step; v <= high + step * 1e-6; v += step) found.push(Math.abs(v) < step * 1e-6 ? 0 : v);
  return found;
}
