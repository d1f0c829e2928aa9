package io.evenkeel.topology;

import io.evenkeel.alert.DoubtedEstimates;
import io.evenkeel.alert.Judges;
import io.evenkeel.digest.Plan;
import io.evenkeel.digest.Series;
import io.evenkeel.evaluation.Evaluator;
import io.evenkeel.evaluation.WindowReport;
import io.evenkeel.monitor.ReportWindow;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns windows into reports; passes steps on. Reads, and never writes, what decide-alerts found
 * out about estimates.
 */
final class EvaluateWindows implements Processor<byte[], LedgerOutput, byte[], Object> {
  private static final Logger LOG = LoggerFactory.getLogger(EvaluateWindows.class);

  private final Wiring wiring;
  private final Function<WindowReport, byte[]> encode;
  private final Judges judges = new Judges();
  private ProcessorContext<byte[], Object> context;
  private KeyValueStore<byte[], byte[]> states;

  @SuppressWarnings("NullAway.Init")
  EvaluateWindows(Wiring wiring) {
    this.wiring = wiring;
    this.encode = RegistryWait.around(wiring, wiring.report());
  }

  @Override
  public void init(ProcessorContext<byte[], Object> processorContext) {
    context = processorContext;
    states = context.getStateStore(StoreNames.ALERT_STATES);
  }

  @Override
  public void process(Record<byte[], LedgerOutput> record) {
    LedgerOutput output = record.value();
    if (output instanceof LedgerOutput.Window window) {
      List<WindowReport> reports = evaluated(window);
      wiring.metrics().window(window.series().model(), reports.size());
      for (WindowReport report : reports) {
        context.forward(
            new Record<>(key(report), encode.apply(report), record.timestamp()),
            Nodes.WRITE_METRICS);
      }
    } else if (output instanceof LedgerOutput.Gone gone) {
      gone.slices()
          .forEach(
              slice ->
                  context.forward(
                      new Record<>(
                          key(gone.series(), gone.span().name(), gone.span().start(), slice),
                          null,
                          record.timestamp()),
                      Nodes.WRITE_METRICS));
    } else {
      if (output instanceof LedgerOutput.Ended ended) {
        context.forward(EndOfInput.record(ended.model(), record.timestamp()), Nodes.WRITE_METRICS);
      }
      context.forward(record.withValue(output), Nodes.DECIDE_ALERTS);
    }
  }

  private DoubtedEstimates doubted(Plan plan, Series series) {
    return plan.layout().shape().estimated()
        ? DoubtedEstimates.of(new SeriesBook(states, series))
        : DoubtedEstimates.NONE;
  }

  /** One window that can not be evaluated must not stop the windows of every other model. */
  private List<WindowReport> evaluated(LedgerOutput.Window window) {
    try {
      Plan plan = window.plan();
      return judges
          .of(plan)
          .judged(
              Evaluator.evaluate(plan, window.series(), window.span(), window.slices()),
              doubted(plan, window.series()));
    } catch (RuntimeException e) {
      String model = window.series().model();
      LOG.error("Window {} of model {} can not be evaluated: no report", window.span(), model, e);
      wiring.metrics().unevaluated(model);
      return List.of();
    }
  }

  /**
   * model/version/stage/slice/window/start, each part percent-encoded; the cumulative window, whose
   * start moves while the first events arrive, has start 0.
   */
  static byte[] key(WindowReport report) {
    return key(report.series(), report.window(), report.start(), report.slice());
  }

  private static byte[] key(Series series, String window, long start, String slice) {
    boolean cumulative = window.equals(ReportWindow.ALL.toString());
    String key =
        String.join(
            "/",
            List.of(
                Percent.encode(series.model()),
                Percent.encode(series.version()),
                series.stage().name(),
                Percent.encode(slice),
                window,
                Long.toString(cumulative ? 0 : start)));
    return key.getBytes(StandardCharsets.UTF_8);
  }
}
