package io.evenkeel.page;

import io.evenkeel.http.Access;
import io.evenkeel.http.RouteTable;
import io.evenkeel.http.Routes;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;

/**
 * Serves the page: its start at {@code /}, everything else below {@code /page/}.
 *
 * <p>All addresses in the page are relative to its start, and what it shows stands behind the
 * {@code #}, so it works below any {@code http.path} and every view has an address of its own.
 */
public final class PageRoutes implements Routes {
  /** Nothing from elsewhere, and no script or style that stands in the markup. */
  private static final String CONTENT_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  @Override
  public void addTo(RouteTable table) {
    PageFile start = PageFile.of("index.html");
    table.get(
        "/",
        Access.PUBLIC,
        context -> {
          if (context.path().endsWith("/")) {
            answer(context, start);
          } else {
            // Else the page would look for its files beside http.path and not below it.
            context.redirect(context.path() + "/");
          }
        });
    List<String> names = new ArrayList<>(PageFiles.MODULES);
    names.addAll(PageFiles.OTHERS);
    names.forEach(name -> add(table, "/page/" + name, PageFile.of(name)));
  }

  private static void add(RouteTable table, String path, PageFile file) {
    table.get(path, Access.PUBLIC, context -> answer(context, file));
  }

  private static void answer(Context context, PageFile file) {
    context.header("Content-Security-Policy", CONTENT_POLICY);
    context.header("ETag", file.tag());
    context.contentType(file.type());
    String known = context.header("If-None-Match");
    if (known != null && known.contains(file.tag().replace("\"", ""))) {
      context.status(304);
    } else {
      context.result(file.bytes());
    }
  }
}
