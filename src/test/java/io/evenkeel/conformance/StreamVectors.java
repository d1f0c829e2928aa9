package io.evenkeel.conformance;

import io.evenkeel.statistics.Adwin;
import io.evenkeel.statistics.Ddm;
import io.evenkeel.statistics.PageHinkley;
import java.util.ArrayList;
import java.util.List;

/** The functions of streams.json: detectors that need the values in order. */
final class StreamVectors {

  private StreamVectors() {}

  static void addTo(VectorFunctions functions) {
    functions.whole("adwin", StreamVectors::adwin);
    functions.whole("ddm", StreamVectors::ddm);
    functions.whole("page_hinkley", StreamVectors::pageHinkley);
  }

  private static double[] values(Inputs in) {
    return in.has("bits")
        ? in.text("bits").chars().mapToDouble(bit -> bit - '0').toArray()
        : in.numbers("values");
  }

  private static Outputs adwin(Inputs in) {
    double[] values = values(in);
    List<Integer> detections = new ArrayList<>();
    List<Long> widths = new ArrayList<>();
    Adwin adwin = Adwin.start(in.number("delta"));
    for (int i = 0; i < values.length; i++) {
      adwin = adwin.next(values[i]);
      if (adwin.changed()) {
        detections.add(i);
        widths.add(adwin.width());
      }
    }
    return Outputs.of("detections", detections)
        .and("width_after", widths)
        .and("width", adwin.width())
        .and("mean", adwin.mean());
  }

  private static Outputs ddm(Inputs in) {
    double[] values = values(in);
    List<Integer> detections = new ArrayList<>();
    List<Integer> warnings = new ArrayList<>();
    Ddm ddm =
        Ddm.start(
            new Ddm.Settings(
                in.integer("min_instances"), in.number("warning"), in.number("drift")));
    for (int i = 0; i < values.length; i++) {
      ddm = ddm.next(values[i]);
      if (ddm.signal() == Ddm.Signal.DRIFT) {
        detections.add(i);
      } else if (ddm.signal() == Ddm.Signal.WARNING) {
        warnings.add(i);
      }
    }
    return Outputs.of("detections", detections).and("warnings", warnings);
  }

  private static Outputs pageHinkley(Inputs in) {
    double[] values = values(in);
    List<Integer> detections = new ArrayList<>();
    PageHinkley test =
        PageHinkley.start(
            new PageHinkley.Settings(
                in.integer("min_instances"),
                in.number("delta"),
                in.number("lambda"),
                in.number("alpha"),
                false));
    for (int i = 0; i < values.length; i++) {
      test = test.next(values[i]);
      if (test.drift()) {
        detections.add(i);
      }
    }
    return Outputs.of("detections", detections).and("mean", test.average());
  }
}
