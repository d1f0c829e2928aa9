// Verdicts and states: a shape and a word each, colour only besides.
import { h, s } from "./dom.js";
import { words } from "./format.js";

const SHAPES = {
  ok: () => s("circle", { cx: 6, cy: 6, r: 4 }),
  breach: () => s("path", { d: "M6 .8 11.400 10.800H.6Z" }),
  insufficient: () => s("circle", { cx: 6, cy: 6, r: 4, class: "hollow" }),
  none: () => s("path", { d: "M1.500 6h9", class: "hollow" }),
  info: () => s("path", { d: "M6 1 11 6 6 11 1 6Z" }),
};

const VERDICTS = {
  OK: ["ok", "OK"],
  BREACH: ["breach", "Breach"],
  INSUFFICIENT: ["insufficient", "Insufficient"],
  NO_DATA: ["none", "No data"],
};

const STATES = {
  PENDING: ["insufficient", "Pending"],
  FIRING: ["breach", "Firing"],
  ONGOING: ["breach", "Ongoing"],
  ACKNOWLEDGED: ["info", "Acknowledged"],
  RESOLVED: ["ok", "Resolved"],
  EXPIRED: ["none", "Expired"],
  SUPERSEDED: ["none", "Superseded"],
};

export function mark(kind) {
  return s("svg", { viewBox: "0 0 12 12", class: `mark ${kind}`, "aria-hidden": "true", width: 12, height: 12 }, SHAPES[kind]());
}

function chip([kind, word], extra) {
  return h("span", { class: `chip ${kind}` }, mark(kind), word, extra ? h("span", { class: "chip-extra" }, extra) : null);
}

export const verdictChip = (verdict, extra) => chip(VERDICTS[verdict] ?? ["none", "Not judged"], extra);
export const stateChip = (state, extra) => chip(STATES[state] ?? ["info", words(String(state).toLowerCase())], extra);
export const kindOfVerdict = (verdict) => (VERDICTS[verdict] ?? ["none"])[0];
export const isOpen = (state) => state === "FIRING" || state === "ONGOING" || state === "ACKNOWLEDGED";

/** BREACH before INSUFFICIENT, as people look for trouble first. */
export const urgency = (verdict) => ["BREACH", "NO_DATA", "INSUFFICIENT", "OK"].indexOf(verdict ?? "OK");
