package io.evenkeel.topology;

import java.util.Map;
import org.apache.kafka.streams.state.StoreBuilder;

/** Builds the commit hook of one processor; never logged, never cached. */
record CommitHookBuilder(String name) implements StoreBuilder<CommitHook> {
  @Override
  public StoreBuilder<CommitHook> withCachingEnabled() {
    return this;
  }

  @Override
  public StoreBuilder<CommitHook> withCachingDisabled() {
    return this;
  }

  @Override
  public StoreBuilder<CommitHook> withLoggingEnabled(Map<String, String> config) {
    throw new UnsupportedOperationException("a commit hook has nothing to log");
  }

  @Override
  public StoreBuilder<CommitHook> withLoggingDisabled() {
    return this;
  }

  @Override
  public CommitHook build() {
    return new CommitHook(name);
  }

  @Override
  public Map<String, String> logConfig() {
    return Map.of();
  }

  @Override
  public boolean loggingEnabled() {
    return false;
  }
}
