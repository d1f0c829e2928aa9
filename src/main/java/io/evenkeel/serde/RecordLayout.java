package io.evenkeel.serde;

import io.evenkeel.serde.MalformedException.Reason;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Where the fields of an event are in the records of one writer's schema. Fields are matched by
 * name as Avro does it; those we do not know are skipped, optional ones may be absent.
 */
final class RecordLayout {
  /** Stands for a field that is not ours, and for the place of a field that is not there. */
  static final int NONE = -1;

  private final int[] ours;
  private final WriterType[] types;
  private final int fieldCount;
  private final int meta;

  private RecordLayout(int[] ours, WriterType[] types, int fieldCount, int meta) {
    this.meta = meta;
    this.ours = ours;
    this.types = types;
    this.fieldCount = fieldCount;
  }

  /**
   * Lays out a writer's schema; {@link Reason#WRONG_RECORD} when its records can not be the event.
   */
  static RecordLayout of(Schema writer, List<EventField> fields) {
    if (writer.getType() != Schema.Type.RECORD) {
      throw new MalformedException(Reason.WRONG_RECORD);
    }
    int size = writer.getFields().size();
    int[] ours = new int[size];
    Arrays.fill(ours, NONE);
    WriterType[] types = new WriterType[size];
    for (Schema.Field field : writer.getFields()) {
      types[field.pos()] = WriterType.of(field.schema());
    }
    for (int i = 0; i < fields.size(); i++) {
      EventField field = fields.get(i);
      Schema.Field written = writer.getField(field.name());
      if (written == null ? field.required() : !field.accepts(types[written.pos()])) {
        throw new MalformedException(Reason.WRONG_RECORD, field.name());
      }
      if (written != null) {
        ours[written.pos()] = i;
      }
    }
    Schema.Field meta = writer.getField("meta");
    boolean foreign = meta != null && ours[meta.pos()] == NONE;
    return new RecordLayout(ours, types, fields.size(), foreign ? meta.pos() : NONE);
  }

  /** How many fields the writer's record has. */
  int size() {
    return types.length;
  }

  /** Our number of the writer's field at a position, or {@link #NONE}. */
  int ours(int position) {
    return ours[position];
  }

  /** Where the writer has meta attributes that are no field of ours, or {@link #NONE}. */
  int foreignMeta() {
    return meta;
  }

  /** The writer's type of the field at a position. */
  WriterType type(int position) {
    return types[position];
  }

  /** How many of our first {@code count} fields are written. */
  int written(int count) {
    int written = 0;
    for (int field : ours) {
      written += field != NONE && field < count ? 1 : 0;
    }
    return written;
  }

  /**
   * Whether those of our first {@code count} fields that are written precede all others of ours.
   */
  boolean startsWith(int count) {
    boolean others = false;
    for (int field : ours) {
      if (field != NONE && field < count && others) {
        return false;
      }
      others |= field >= count;
    }
    return true;
  }

  /** A place for each of our fields, for {@link #locate}. */
  int[] places() {
    return new int[fieldCount];
  }

  /** The writer's position of each of our fields, or {@link #NONE}. */
  int[] positions() {
    int[] positions = new int[fieldCount];
    Arrays.fill(positions, NONE);
    for (int i = 0; i < ours.length; i++) {
      if (ours[i] != NONE) {
        positions[ours[i]] = i;
      }
    }
    return positions;
  }

  /** Walks over one record and notes where each of our fields starts. */
  void locate(AvroCursor cursor, int[] places) {
    Arrays.fill(places, NONE);
    for (int i = 0; i < types.length; i++) {
      if (ours[i] != NONE) {
        places[ours[i]] = cursor.position();
      }
      types[i].skip(cursor);
    }
  }
}
