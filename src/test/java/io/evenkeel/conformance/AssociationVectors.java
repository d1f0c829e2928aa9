package io.evenkeel.conformance;

import io.evenkeel.statistics.Association;
import io.evenkeel.statistics.CorrelationRatio;
import io.evenkeel.statistics.Interval;
import io.evenkeel.statistics.Moments;
import io.evenkeel.statistics.PointBiserial;
import io.evenkeel.statistics.ProxyBounds;
import io.evenkeel.statistics.ProxyRates;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The functions of association.json. */
final class AssociationVectors {

  private AssociationVectors() {}

  static void addTo(VectorFunctions functions) {
    functions.mergeable("categorical", AssociationVectors::categorical);
    functions.mergeable("correlation_ratio", AssociationVectors::correlationRatio);
    functions.mergeable("point_biserial", AssociationVectors::pointBiserial);
    functions.mergeable("proxy_group_rates", AssociationVectors::proxyGroupRates);
    functions.whole("proxy_bounds", AssociationVectors::proxyBounds);
  }

  private static Outputs categorical(Inputs in, Split split) {
    long[][] table = Stream.of(in.countRows("table")).map(split::counts).toArray(long[][]::new);
    Optional<Association> association = Association.of(table);
    Function<Function<Association, @Nullable Object>, @Nullable Object> value =
        of -> association.map(of).orElse(null);
    return Outputs.of("chi2", value.apply(Association::chiSquare))
        .and("df", value.apply(Association::degreesOfFreedom))
        .and("p_value", value.apply(Association::pValue))
        .and("cramers_v", value.apply(Association::cramersV))
        .and("cramers_v_corrected", value.apply(Association::correctedCramersV))
        .and("tschuprow_t", value.apply(Association::tschuprowsT))
        .and("mutual_information", value.apply(Association::mutualInformation))
        .and("theils_u_meta_given_feature", value.apply(Association::theilsUOfMeta))
        .and("theils_u_feature_given_meta", value.apply(Association::theilsUOfFeature))
        .and("nmi_arithmetic", value.apply(Association::normalisedByArithmeticMean))
        .and("nmi_min", value.apply(Association::normalisedByMinimum))
        .and("nmi_max", value.apply(Association::normalisedByMaximum))
        .and("nmi_geometric", value.apply(Association::normalisedByGeometricMean));
  }

  private static Map<String, Moments> momentsPerGroup(
      List<@Nullable String> group, double[] x, Split split) {
    return split.summarise(
        x.length,
        part -> {
          Map<String, Moments> moments = new TreeMap<>();
          for (int i : part) {
            if (!Double.isNaN(x[i])) {
              moments.merge(String.valueOf(group.get(i)), Moments.of(x[i]), Moments::plus);
            }
          }
          return moments;
        },
        (a, b) -> {
          Map<String, Moments> sum = new TreeMap<>(a);
          b.forEach((name, moments) -> sum.merge(name, moments, Moments::plus));
          return sum;
        });
  }

  private static Outputs correlationRatio(Inputs in, Split split) {
    Collection<Moments> groups =
        momentsPerGroup(in.texts("group"), in.numbers("x"), split).values();
    return Outputs.of("eta2", CorrelationRatio.etaSquared(groups))
        .and("eta", CorrelationRatio.eta(groups));
  }

  private static Outputs pointBiserial(Inputs in, Split split) {
    Map<String, Moments> sides = momentsPerGroup(in.texts("b"), in.numbers("x"), split);
    Optional<PointBiserial> correlation =
        PointBiserial.of(
            sides.getOrDefault("0", Moments.EMPTY), sides.getOrDefault("1", Moments.EMPTY));
    return Outputs.of("r", correlation.map(PointBiserial::r).orElse(null))
        .and("p_value", correlation.map(PointBiserial::pValue).orElse(null));
  }

  private static Outputs proxyGroupRates(Inputs in, Split split) {
    double[] p = in.numbers("p_a");
    boolean[] y = in.flags("y");
    double threshold = in.number("threshold");
    ProxyRates a = proxyRates(p, y, threshold, split);
    ProxyRates b =
        proxyRates(
            IntStream.range(0, p.length).mapToDouble(i -> 1 - p[i]).toArray(), y, threshold, split);
    return Outputs.of("weighted_a", a.weighted())
        .and("weighted_b", b.weighted())
        .and("weighted_disparity", a.weightedDisparity(b))
        .and("thresholded_a", a.thresholded().value())
        .and("thresholded_b", b.thresholded().value());
  }

  private static ProxyRates proxyRates(double[] p, boolean[] y, double threshold, Split split) {
    return split.summarise(
        p.length,
        part ->
            IntStream.of(part)
                .mapToObj(i -> ProxyRates.ofRecord(p[i], y[i], threshold))
                .reduce(ProxyRates.EMPTY, ProxyRates::plus),
        ProxyRates::plus);
  }

  private static Outputs proxyBounds(Inputs in) {
    Optional<Interval> bounds = ProxyBounds.of(in.numbers("w"), in.numbers("p"), in.numbers("q"));
    return Outputs.of("lower", bounds.map(Interval::lower).orElse(null))
        .and("upper", bounds.map(Interval::upper).orElse(null));
  }
}
