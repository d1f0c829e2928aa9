package io.evenkeel.serde;

import io.evenkeel.alert.EvidencePoint;
import io.evenkeel.avro.Histogram;
import io.evenkeel.avro.HistogramKind;
import io.evenkeel.avro.ReliabilityBin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What plots are drawn from, as Avro records and back. */
final class PictureRecords {
  private PictureRecords() {}

  static List<Histogram> histograms(List<io.evenkeel.evaluation.Histogram> histograms) {
    List<Histogram> records = new ArrayList<>(histograms.size());
    for (io.evenkeel.evaluation.Histogram histogram : histograms) {
      Histogram record = new Histogram();
      record.setKind(HistogramKind.valueOf(histogram.kind().name()));
      record.setName(histogram.name());
      record.setCounts(histogram.counts());
      records.add(record);
    }
    return records;
  }

  /** Kinds newer than this version are left out. */
  static List<io.evenkeel.evaluation.Histogram> domain(List<Histogram> records) {
    return records.stream()
        .filter(record -> record.getKind() != HistogramKind.OTHER)
        .map(
            record ->
                new io.evenkeel.evaluation.Histogram(
                    io.evenkeel.evaluation.Histogram.Kind.valueOf(record.getKind().name()),
                    record.getName(),
                    record.getCounts()))
        .toList();
  }

  static List<ReliabilityBin> reliability(List<io.evenkeel.evaluation.ReliabilityBin> bins) {
    List<ReliabilityBin> records = new ArrayList<>(bins.size());
    for (io.evenkeel.evaluation.ReliabilityBin bin : bins) {
      ReliabilityBin record = new ReliabilityBin();
      record.setFrom(bin.from());
      record.setTo(bin.to());
      record.setN(bin.n());
      record.setMeanScore(bin.meanScore());
      record.setRate(bin.rate());
      record.setLower(bin.lower());
      record.setUpper(bin.upper());
      records.add(record);
    }
    return records;
  }

  static List<io.evenkeel.evaluation.ReliabilityBin> bins(List<ReliabilityBin> records) {
    return records.stream()
        .map(
            record ->
                new io.evenkeel.evaluation.ReliabilityBin(
                    record.getFrom(),
                    record.getTo(),
                    record.getN(),
                    record.getMeanScore(),
                    record.getRate(),
                    record.getLower(),
                    record.getUpper()))
        .toList();
  }

  static List<io.evenkeel.avro.EvidencePoint> course(List<EvidencePoint> course) {
    List<io.evenkeel.avro.EvidencePoint> records = new ArrayList<>(course.size());
    for (EvidencePoint point : course) {
      io.evenkeel.avro.EvidencePoint record = new io.evenkeel.avro.EvidencePoint();
      record.setTime(Instant.ofEpochMilli(point.time()));
      record.setEvidence(point.evidence());
      records.add(record);
    }
    return records;
  }

  static List<EvidencePoint> points(List<io.evenkeel.avro.EvidencePoint> records) {
    return records.stream()
        .map(record -> new EvidencePoint(record.getTime().toEpochMilli(), record.getEvidence()))
        .toList();
  }
}
