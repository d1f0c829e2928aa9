package io.evenkeel.conformance;

import io.evenkeel.evidence.LogMarginal;
import io.evenkeel.evidence.RatePair;
import io.evenkeel.evidence.RateStrip;
import io.evenkeel.evidence.TotalVariationBall;
import io.evenkeel.statistics.KullbackLeibler;
import io.evenkeel.statistics.TotalVariation;
import java.util.stream.LongStream;

/** The functions of evidence.json: building blocks of the sequential evidence. */
final class EvidenceVectors {

  private EvidenceVectors() {}

  static void addTo(VectorFunctions functions) {
    functions.whole("tv_projection", EvidenceVectors::totalVariationProjection);
    functions.whole("rate_strip_projection", EvidenceVectors::rateStripProjection);
    functions.mergeable("log_marginal", EvidenceVectors::logMarginal);
  }

  private static Outputs totalVariationProjection(Inputs in) {
    double[] p = in.numbers("p");
    double[] q = in.numbers("q");
    TotalVariationBall.Projection projection = TotalVariationBall.project(p, q, in.number("tau"));
    return Outputs.of("kl", projection.logLikelihoodRatio(p))
        .and("tv", TotalVariation.ofShares(q, projection.point()))
        .and("x", projection.point());
  }

  private static Outputs rateStripProjection(Inputs in) {
    double ta = in.number("ta");
    double tr = in.number("tr");
    double na = in.number("na");
    double nr = in.number("nr");
    RatePair projected = RateStrip.project(ta, tr, na, nr, in.number("tau"));
    return Outputs.of("pa", projected.group())
        .and("pr", projected.reference())
        .and(
            "divergence",
            na * KullbackLeibler.ofRates(projected.group(), ta)
                + nr * KullbackLeibler.ofRates(projected.reference(), tr));
  }

  private static Outputs logMarginal(Inputs in, Split split) {
    double[] counts = LongStream.of(split.counts(in.counts("counts"))).asDoubleStream().toArray();
    return Outputs.of("log_marginal", LogMarginal.dirichlet(counts, in.number("a")));
  }
}
