package io.evenkeel.serde;

import static io.evenkeel.serde.PredictionFields.EVENT_TIME;
import static io.evenkeel.serde.PredictionFields.FEATURES;
import static io.evenkeel.serde.PredictionFields.IDENTITY;
import static io.evenkeel.serde.PredictionFields.META;
import static io.evenkeel.serde.PredictionFields.MODEL_ID;
import static io.evenkeel.serde.PredictionFields.MODEL_VERSION;
import static io.evenkeel.serde.PredictionFields.PREDICTION_ID;
import static io.evenkeel.serde.PredictionFields.SCORES;

import io.evenkeel.event.PredictionVisitor;
import io.evenkeel.event.Text;
import io.evenkeel.serde.MalformedException.Reason;
import org.apache.avro.Schema;

/**
 * Reads the predictions of one writer's schema into a visitor without allocating.
 *
 * <p>One pass when the writer puts the identity before all else, as our schema does; otherwise a
 * first pass finds the fields. Not thread-safe.
 */
final class PredictionLayout {
  private final RecordLayout layout;
  private final int[] positions;
  private final int[] places;
  private final boolean onePass;
  private final int identityFields;
  private final PredictionScalars scalars = new PredictionScalars();
  private final Text name = new Text();
  private final Scalar value = new Scalar();

  private PredictionLayout(RecordLayout layout) {
    this.layout = layout;
    this.positions = layout.positions();
    this.places = layout.places();
    this.onePass = layout.startsWith(IDENTITY);
    this.identityFields = layout.written(IDENTITY);
  }

  static PredictionLayout of(Schema writer) {
    return new PredictionLayout(RecordLayout.of(writer, PredictionFields.ALL));
  }

  void read(AvroCursor cursor, PredictionVisitor visitor) {
    scalars.clear();
    if (onePass) {
      readInOrder(cursor, visitor);
    } else {
      readByPlace(cursor, visitor);
    }
    scalars.finish(visitor);
  }

  private void readInOrder(AvroCursor cursor, PredictionVisitor visitor) {
    int identity = 0;
    for (int i = 0; i < layout.size(); i++) {
      int field = layout.ours(i);
      if (field == RecordLayout.NONE) {
        layout.type(i).skip(cursor);
        continue;
      }
      readField(field, layout.type(i), cursor, visitor);
      if (field < IDENTITY && ++identity == identityFields) {
        scalars.begin(visitor);
      }
    }
    cursor.requireEnd();
  }

  private void readByPlace(AvroCursor cursor, PredictionVisitor visitor) {
    layout.locate(cursor, places);
    cursor.requireEnd();
    for (int field = 0; field < places.length; field++) {
      if (field == IDENTITY) {
        scalars.begin(visitor);
      }
      if (places[field] != RecordLayout.NONE) {
        cursor.seek(places[field]);
        readField(field, layout.type(positions[field]), cursor, visitor);
      }
    }
  }

  private void readField(int field, WriterType type, AvroCursor cursor, PredictionVisitor visitor) {
    switch (field) {
      case PREDICTION_ID, MODEL_ID, MODEL_VERSION, EVENT_TIME ->
          type.read(cursor, scalars.identity(field));
      case FEATURES, META, SCORES -> readMap(field, type.resolve(cursor), cursor, visitor);
      default -> {
        type.read(cursor, value);
        scalars.visit(field, value, visitor);
      }
    }
  }

  private void readMap(int field, WriterType map, AvroCursor cursor, PredictionVisitor visitor) {
    if (map.isNull()) {
      return;
    }
    WriterType values = map.mapValues();
    if (values == null) {
      throw new MalformedException(Reason.WRONG_TYPE);
    }
    long entries = 0;
    for (long count = cursor.readBlockCount(); count != 0; count = cursor.readBlockCount()) {
      entries += count;
      Limits.checkEntries(entries);
      switch (field) {
        case FEATURES -> readFeatures(count, values, cursor, visitor);
        case META -> readMeta(count, values, cursor, visitor);
        default -> readScores(count, values, cursor, visitor);
      }
    }
  }

  private void readFeatures(
      long count, WriterType values, AvroCursor cursor, PredictionVisitor visitor) {
    for (long i = 0; i < count; i++) {
      cursor.readText(name);
      values.read(cursor, value);
      PredictionScalars.visitFeature(name, value, visitor);
    }
  }

  private void readMeta(
      long count, WriterType values, AvroCursor cursor, PredictionVisitor visitor) {
    for (long i = 0; i < count; i++) {
      cursor.readText(name);
      values.read(cursor, value);
      PredictionScalars.visitMeta(name, value, visitor);
    }
  }

  private void readScores(
      long count, WriterType values, AvroCursor cursor, PredictionVisitor visitor) {
    for (long i = 0; i < count; i++) {
      cursor.readText(name);
      values.read(cursor, value);
      visitor.score(name, PredictionScalars.number(value));
    }
  }
}
