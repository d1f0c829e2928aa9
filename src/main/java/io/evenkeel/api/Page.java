package io.evenkeel.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * One page of a list that is ordered by a text of each item: the cursor is the text of the last one
 * shown, so that items that come or go in between move no others.
 */
final class Page {
  private Page() {}

  /**
   * Puts the items of a page, and where the one after it begins, into an answer.
   *
   * @param all every item, ascending by its text
   * @param text by which the list is ordered; no two items share one
   * @param json an item as it is shown
   */
  static <T> void of(
      ObjectNode answer,
      Query query,
      List<T> all,
      Function<T, String> text,
      Function<T, ObjectNode> json) {
    int limit = query.limit(Query.PAGE, Query.MOST);
    String after = query.text("cursor").map(Page::decoded).orElse(null);
    ArrayNode items = answer.putArray("items");
    String last = null;
    boolean more = false;
    for (T item : all) {
      String place = text.apply(item);
      if (after != null && place.compareTo(after) <= 0) {
        continue;
      }
      if (items.size() == limit) {
        more = true;
        break;
      }
      items.add(json.apply(item));
      last = place;
    }
    answer.put("next", more && last != null ? encoded(last) : null);
  }

  /** A number as text that orders descending. */
  static String descending(long number) {
    return String.format("%020d", Long.MAX_VALUE - Math.max(0, number));
  }

  private static String encoded(String place) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(place.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Query.wrong("cursor", "is not one that this API gave");
    }
  }
}
