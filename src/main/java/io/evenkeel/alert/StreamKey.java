package io.evenkeel.alert;

import io.evenkeel.observation.Bytes;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Names one stream of decisions: a check on a slice and, where it looks at features, one of them.
 */
record StreamKey(String check, String slice, @Nullable String feature)
    implements Comparable<StreamKey> {
  private static final Comparator<StreamKey> ORDER =
      Comparator.comparing(StreamKey::check)
          .thenComparing(StreamKey::slice)
          .thenComparing(StreamKey::featureOrEmpty);

  String featureOrEmpty() {
    return feature == null ? "" : feature;
  }

  /** The name of its state in the book; lengths keep different keys apart. */
  String bookName() {
    return "stream/"
        + check.length()
        + ":"
        + check
        + "/"
        + slice.length()
        + ":"
        + slice
        + "/"
        + featureOrEmpty();
  }

  void write(Bytes out) {
    out.writeString(check).writeString(slice).writeString(featureOrEmpty());
  }

  static StreamKey read(Bytes.Reader in) {
    String check = in.readString();
    String slice = in.readString();
    String feature = in.readString();
    return new StreamKey(check, slice, feature.isEmpty() ? null : feature);
  }

  @Override
  public int compareTo(StreamKey other) {
    return ORDER.compare(this, other);
  }
}
