// A report for auditors: the page of one model and the story of each of its alerts, all at once.
import { h, put } from "./dom.js";
import { answerFrom } from "./source.js";
import { story } from "./alert.js";
import { modelPage } from "./model.js";

export async function showReport(main, data) {
  answerFrom(data.answers);
  const page = modelPage(data.model, new URLSearchParams(data.query));
  const alerts = h("div", { class: "page stories", id: "stories" });
  put(main, h("p", { class: "page report-head" }, data.told), page.element, alerts);
  await page.refresh(null);
  if (data.alerts.length) {
    alerts.append(h("h2", { class: "report-title" }, data.alerts.length === 1 ? "The alert" : `The ${data.alerts.length} alerts`));
  }
  for (const address of data.alerts) {
    const alert = data.answers[address];
    alerts.append(h("article", { id: `/alerts/${alert.id}`, class: "story" }, story(alert, null, `${alert.id}-`)));
  }
  document.documentElement.dataset.ready = "true";
}
