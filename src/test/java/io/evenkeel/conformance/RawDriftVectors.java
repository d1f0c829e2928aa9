package io.evenkeel.conformance;

import io.evenkeel.statistics.DataQuality;
import io.evenkeel.statistics.KolmogorovSmirnov;
import io.evenkeel.statistics.Moments;
import io.evenkeel.statistics.QuantileBins;
import io.evenkeel.statistics.Wasserstein;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The functions of drift.json that start from raw values. */
final class RawDriftVectors {

  private RawDriftVectors() {}

  static void addTo(VectorFunctions functions) {
    functions.whole("ks_raw", RawDriftVectors::ksRaw);
    functions.whole("wasserstein_raw", RawDriftVectors::wassersteinRaw);
    functions.mergeable("quantile_histogram", RawDriftVectors::quantileHistogram);
    functions.mergeable("data_quality", RawDriftVectors::dataQuality);
  }

  private static Outputs ksRaw(Inputs in) {
    Optional<KolmogorovSmirnov> test =
        KolmogorovSmirnov.ofValues(in.numbers("ref"), in.numbers("cur"));
    return Outputs.of("d", test.map(KolmogorovSmirnov::lower).orElse(null))
        .and("p_value", test.map(KolmogorovSmirnov::pValue).orElse(null));
  }

  private static Outputs wassersteinRaw(Inputs in) {
    OptionalDouble distance = Wasserstein.ofValues(in.numbers("ref"), in.numbers("cur"));
    OptionalDouble deviation = Moments.of(in.numbers("ref")).standardDeviation();
    return Outputs.of("w1", distance)
        .and(
            "w1_normed",
            distance.isEmpty()
                ? null
                : (Double) Wasserstein.normed(distance.getAsDouble(), deviation.getAsDouble()));
  }

  private static Outputs dataQuality(Inputs in, Split split) {
    Set<@Nullable String> known = new HashSet<>(in.texts("ref"));
    List<@Nullable String> current = in.texts("cur");
    DataQuality quality =
        split.summarise(
            current.size(),
            part -> {
              DataQuality sum = DataQuality.EMPTY;
              for (int i : part) {
                boolean missing = current.get(i) == null;
                boolean unseen = !missing && !known.contains(current.get(i));
                sum = sum.plus(new DataQuality(1, missing ? 1 : 0, unseen ? 1 : 0, 0, 0));
              }
              return sum;
            },
            DataQuality::plus);
    return Outputs.of("missing_rate", quality.missingRate().value())
        .and("new_category_rate", quality.newCategoryRate().value());
  }

  private static Outputs quantileHistogram(Inputs in, Split split) {
    double[] reference = in.numbers("ref");
    double[] current = in.numbers("cur");
    QuantileBins bins = QuantileBins.ofReference(Inputs.present(reference), in.integer("bins"));
    // Last three places: missing, below and above the reference.
    long[] ofReference = histogram(bins, reference, split);
    long[] ofCurrent = histogram(bins, current, split);
    int cells = bins.cells();
    return Outputs.of("cuts", bins.cuts())
        .and("ref_counts", IntStream.range(0, cells).mapToObj(i -> ofReference[i]).toList())
        .and("cur_counts", IntStream.range(0, cells).mapToObj(i -> ofCurrent[i]).toList())
        .and("ref_missing", ofReference[cells])
        .and("cur_missing", ofCurrent[cells])
        .and("out_of_range_low", ofCurrent[cells + 1])
        .and("out_of_range_high", ofCurrent[cells + 2]);
  }

  private static long[] histogram(QuantileBins bins, double[] values, Split split) {
    int cells = bins.cells();
    return split.summarise(
        values.length,
        part -> {
          long[] counts = new long[cells + 3];
          for (int i : part) {
            counts[Double.isNaN(values[i]) ? cells : bins.cellOf(values[i])]++;
            counts[cells + 1] += bins.isBelowReference(values[i]) ? 1 : 0;
            counts[cells + 2] += bins.isAboveReference(values[i]) ? 1 : 0;
          }
          return counts;
        },
        (a, b) -> IntStream.range(0, a.length).mapToLong(i -> a[i] + b[i]).toArray());
  }
}
