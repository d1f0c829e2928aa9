package io.evenkeel.page;

import java.util.Optional;

/** Where a report gets its numbers from: the API, however it is reached. */
public interface Answers {
  /**
   * The answer to a request.
   *
   * @param address below the API's root, as the page asks: {@code api/v1/models}
   * @return JSON, or empty when there is no such thing
   */
  Optional<String> to(String address);
}
