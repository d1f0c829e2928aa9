// Live events: what changed is heard, then asked for. Reconnecting is the browser's own.

const GATHER_MILLIS = 700;

/**
 * Listens until closed.
 * @param on {changed(models: Set|null), alert(alert), state("live"|"lost")}; null means all models
 */
export function listen(on) {
  let models = new Set();
  let all = false;
  let timer = null;
  const tell = () => {
    timer = null;
    const touched = all ? null : models;
    models = new Set();
    all = false;
    on.changed(touched);
  };
  // Gathered, so that a burst of windows is one redraw.
  const later = () => {
    if (timer === null) timer = setTimeout(tell, GATHER_MILLIS);
  };
  const source = new EventSource("api/v1/events");
  let lost = false;
  const everything = () => {
    all = true;
    later();
  };
  source.addEventListener("open", () => {
    on.state("live");
    if (lost) everything();
    lost = false;
  });
  source.addEventListener("error", () => {
    lost = true;
    on.state("lost");
    // A browser gives up for good on an answer that is not a stream, such as a proxy's 502.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => listen(on), 5000);
  });
  source.addEventListener("reset", everything);
  source.addEventListener("monitor", everything);
  source.addEventListener("windows", (event) => {
    models.add(JSON.parse(event.data).model);
    later();
  });
  source.addEventListener("alert", (event) => {
    const alert = JSON.parse(event.data);
    models.add(alert.model);
    later();
    on.alert(alert);
  });
}
