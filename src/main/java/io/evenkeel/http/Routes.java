package io.evenkeel.http;

/**
 * What another package answers over HTTP. Implement it, and give it to {@link HttpServer#start}.
 *
 * <p>Handlers run on the server's threads, several at a time. They read bodies with {@link
 * RequestBody} only, and throw {@link HttpProblem} for what they refuse.
 */
public interface Routes extends AutoCloseable {
  /** Puts the routes into the table; called once, before the server listens. */
  void addTo(RouteTable table);

  /** Ends what would keep requests open; called before the server waits for them. */
  @Override
  default void close() {}
}
