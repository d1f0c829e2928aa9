package io.evenkeel.registry;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Schemas that were fetched, and keys for which there was none. However many threads ask for a key
 * at once, it is fetched once. A schema of an id never changes, so only size ends its stay.
 */
final class SchemaCache<K> {
  private final int size;
  private final long missingNanos;
  private final LongSupplier nanoTime;
  private final Function<K, Schema> fetch;
  private final Map<K, Schema> found;
  private final Map<K, Missing> missing;
  private final Map<K, CompletableFuture<Schema>> underway = new java.util.HashMap<>();

  SchemaCache(int size, Duration missingTtl, LongSupplier nanoTime, Function<K, Schema> fetch) {
    this.size = size;
    this.missingNanos = missingTtl.toNanos();
    this.nanoTime = nanoTime;
    this.fetch = fetch;
    this.found = bounded();
    this.missing = bounded();
  }

  /** The schema of a key, fetched if need be; what the fetch throws is thrown to all who wait. */
  Schema get(K key) {
    CompletableFuture<Schema> mine = new CompletableFuture<>();
    CompletableFuture<Schema> other;
    synchronized (this) {
      Schema schema = found.get(key);
      if (schema != null) {
        return schema;
      }
      throwIfMissing(key);
      other = underway.putIfAbsent(key, mine);
    }
    return other == null ? fetch(key, mine) : await(other);
  }

  private Schema fetch(K key, CompletableFuture<Schema> mine) {
    try {
      Schema schema = fetch.apply(key);
      synchronized (this) {
        found.put(key, schema);
        missing.remove(key);
      }
      mine.complete(schema);
      return schema;
    } catch (UnknownSchemaException e) {
      synchronized (this) {
        missing.put(key, new Missing(nanoTime.getAsLong() + missingNanos, e.getMessage()));
      }
      mine.completeExceptionally(e);
      throw e;
    } catch (RuntimeException | Error e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      synchronized (this) {
        underway.remove(key);
      }
    }
  }

  private static Schema await(CompletableFuture<Schema> other) {
    try {
      return other.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private void throwIfMissing(K key) {
    Missing known = missing.get(key);
    if (known == null) {
      return;
    }
    if (known.untilNanos - nanoTime.getAsLong() <= 0) {
      missing.remove(key);
      return;
    }
    throw new UnknownSchemaException(known.message == null ? "no schema" : known.message);
  }

  private <V> Map<K, V> bounded() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > size;
      }
    };
  }

  private record Missing(long untilNanos, @Nullable String message) {}
}
