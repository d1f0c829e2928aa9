package io.evenkeel.ingest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.ingest.FieldMap.Group;
import io.evenkeel.ingest.RejectedException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Finds the values of a group in a record. */
final class FieldGroups {
  private final Set<List<String>> taken;
  private final Limits limits;

  /**
   * Groups of one map.
   *
   * @param taken places that no object gives
   */
  FieldGroups(Set<List<String>> taken, Limits limits) {
    this.taken = taken;
    this.limits = limits;
  }

  boolean any(At record, Group group) {
    At only = only(record, group);
    return only != null && only.present();
  }

  /** A group as one value: the list or object at its only path, or an object of its places. */
  @Nullable At only(At record, Group group) {
    if (group.isEmpty()) {
      return null;
    }
    if (group.objects().size() == 1 && group.named().isEmpty()) {
      return group.objects().get(0).find(record, null);
    }
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    visit(
        record,
        group,
        (name, at) -> {
          if (at.present()) {
            all.set(name, at.node());
          }
        });
    return all.isEmpty() ? null : record.holding(all);
  }

  /** Shows every value by its name. */
  void visit(At record, Group group, BiConsumer<String, At> value) {
    int[] seen = {0};
    for (FieldPath path : group.objects()) {
      At object = path.find(record, null);
      if (object.present()) {
        object.require(object.isObject(), Reason.WRONG_TYPE);
        flatten(object, "", new ArrayList<>(path.steps()), value, seen);
      }
    }
    for (Map.Entry<String, FieldPath> named : group.named().entrySet()) {
      value.accept(named.getKey(), named.getValue().find(record, null));
    }
  }

  private void flatten(
      At object, String prefix, List<String> steps, BiConsumer<String, At> value, int[] seen) {
    for (Map.Entry<String, At> entry : object.entries().entrySet()) {
      steps.add(entry.getKey());
      String name = prefix + entry.getKey();
      At at = entry.getValue();
      if (!taken.contains(steps)) {
        if (at.isObject()) {
          flatten(at, name + ".", steps, value, seen);
        } else if (!at.isArray()) {
          object.require(++seen[0] <= limits.columns(), Reason.TOO_MANY);
          object.require(name.length() <= Limits.TEXT, Reason.TOO_LARGE);
          value.accept(name, at);
        }
      }
      steps.remove(steps.size() - 1);
    }
  }
}
