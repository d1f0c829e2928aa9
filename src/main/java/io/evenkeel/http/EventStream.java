package io.evenkeel.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The answer to one listener of server-sent events; each write leaves at once. */
public final class EventStream {
  private final OutputStream out;

  private EventStream(OutputStream out) {
    this.out = out;
  }

  /** Begins the answer; it ends when the handler returns. */
  public static EventStream begin(Context context) throws IOException {
    context.disableCompression();
    context.res().setContentType("text/event-stream");
    context.res().setCharacterEncoding("UTF-8");
    context.header("Cache-Control", "no-store");
    context.header("X-Accel-Buffering", "no");
    return new EventStream(context.res().getOutputStream());
  }

  /** Sends a part of the stream as it is. */
  public void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
