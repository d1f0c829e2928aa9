package io.evenkeel.demo;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** Files that are packed with the demo. */
final class DemoResource {
  private DemoResource() {}

  static InputStream open(String path) throws IOException {
    InputStream in = DemoResource.class.getResourceAsStream(path);
    if (in == null) {
      throw new FileNotFoundException("resource " + path);
    }
    return in;
  }
}
