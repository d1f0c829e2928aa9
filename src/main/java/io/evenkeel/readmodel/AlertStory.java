package io.evenkeel.readmodel;

import io.evenkeel.alert.Alert;
import java.util.List;

/**
 * One alert with everything that was said of it.
 *
 * @param sentences oldest first, at least one
 */
public record AlertStory(List<Alert> sentences) {
  public AlertStory {
    sentences = List.copyOf(sentences);
  }

  /** The first sentence that is kept. */
  public Alert first() {
    return sentences.get(0);
  }

  /** Where it stands now. */
  public Alert last() {
    return sentences.get(sentences.size() - 1);
  }

  public String id() {
    return last().id();
  }

  /** Whether the trouble goes on, acknowledged or not. */
  public boolean open() {
    return switch (last().state()) {
      case FIRING, ONGOING, ACKNOWLEDGED -> true;
      case PENDING, RESOLVED, EXPIRED, SUPERSEDED -> false;
    };
  }
}
