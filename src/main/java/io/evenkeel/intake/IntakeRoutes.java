package io.evenkeel.intake;

import io.evenkeel.bridge.BridgeSource;
import io.evenkeel.http.Access;
import io.evenkeel.http.HttpProblem;
import io.evenkeel.http.Problem;
import io.evenkeel.http.RouteTable;
import io.evenkeel.http.Routes;
import io.evenkeel.ingest.Layout;
import io.evenkeel.ingest.LayoutOptions;
import io.evenkeel.ingest.LayoutOptions.Columns;
import io.evenkeel.ingest.Limits;
import io.evenkeel.ingest.Payload;
import io.evenkeel.ingest.RejectedException;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /ingest/{source}}: 200 when Kafka has everything the payload holds; 400, 413 or 415
 * with the place of the problem when it can not be used; 503 with {@code Retry-After} when Kafka or
 * the registry does not answer. Nothing else is an acknowledgement.
 */
public final class IntakeRoutes implements Routes {
  private static final int MOST_LAYOUTS = 1_000;
  private static final int LONGEST_PARAMETER = 500;
  private static final String RETRY_SECONDS = "2";
  private static final Pattern STEP = Pattern.compile("\\.([^.\\[\\]]+)|\\[(\\d+)\\]");

  private final Intake intake;
  private final Map<String, BridgeSource> sources = new TreeMap<>();
  private final Limits limits;
  private final Clock clock;
  private final Supplier<String> ids;
  private final Map<List<String>, Asked> layouts = new ConcurrentHashMap<>();

  /**
   * Routes.
   *
   * @param sources by the last part of their path
   * @param clock tells when a payload arrived
   * @param ids gives an id to what has none
   */
  public IntakeRoutes(
      Intake intake,
      Map<String, BridgeSource> sources,
      Limits limits,
      Clock clock,
      Supplier<String> ids) {
    this.intake = intake;
    this.sources.putAll(sources);
    this.limits = limits;
    this.clock = clock;
    this.ids = ids;
  }

  @Override
  public void addTo(RouteTable table) {
    table.post("/ingest/{source}", Access.INGEST, this::post);
  }

  private record Asked(BridgeSource source, Layout layout) {}

  private void post(Context context) {
    Asked asked = asked(context);
    Payload payload =
        new Payload(
            PostedBody.read(context, limits.bytes()),
            context.headerMap(),
            clock.instant(),
            ids.get());
    context.future(
        () -> {
          try {
            return intake
                .accept(asked.source(), asked.layout(), payload)
                .handle((accepted, error) -> answer(context, accepted, error));
          } catch (RejectedException e) {
            throw new HttpProblem(problem(e));
          } catch (BusyException e) {
            throw busy(context, e);
          }
        });
  }

  private static Context answer(
      Context context, @Nullable Accepted accepted, @Nullable Throwable error) {
    if (accepted != null) {
      return context.contentType("application/json").result(accepted.json());
    }
    Throwable cause = error instanceof CompletionException ? error.getCause() : error;
    throw busy(
        context, cause instanceof BusyException busy ? busy : new BusyException("it failed"));
  }

  private static HttpProblem busy(Context context, BusyException e) {
    context.header("Retry-After", RETRY_SECONDS);
    return new HttpProblem(Problem.unavailable(String.valueOf(e.getMessage())));
  }

  private Asked asked(Context context) {
    String name = context.pathParam("source");
    BridgeSource source = sources.get(name);
    if (source == null) {
      throw new HttpProblem(
          Problem.notFound("no such source; there are " + String.join(", ", sources.keySet())));
    }
    String model = parameter(context, "model");
    String version = parameter(context, "version");
    String classes = parameter(context, "classes");
    List<String> key =
        List.of(name, String.valueOf(model), String.valueOf(version), String.valueOf(classes));
    Asked known = layouts.get(key);
    if (known == null) {
      BridgeSource wanted =
          new BridgeSource(
              source.format(), options(source.options(), model, version, classes), source.map());
      known = new Asked(wanted, wanted.layout(limits));
      if (layouts.size() < MOST_LAYOUTS) {
        layouts.put(key, known);
      }
    }
    return known;
  }

  private static @Nullable String parameter(Context context, String name) {
    String value = context.queryParam(name);
    if (value != null && (value.isBlank() || value.length() > LONGEST_PARAMETER)) {
      throw new HttpProblem(
          Problem.input("must be 1 to " + LONGEST_PARAMETER + " characters", "query:" + name));
    }
    return value;
  }

  private static LayoutOptions options(
      LayoutOptions options,
      @Nullable String model,
      @Nullable String version,
      @Nullable String classes) {
    LayoutOptions named = options.forModel(model, version);
    if (classes == null) {
      return named;
    }
    List<String> names = Arrays.stream(classes.split(",")).map(String::strip).toList();
    if (named.threshold() != null && names.size() != 2) {
      throw new HttpProblem(Problem.input("this source needs two classes", "query:classes"));
    }
    Columns columns = named.columns();
    return named.with(
        new Columns(
            columns.features(),
            columns.meta(),
            names,
            columns.id(),
            columns.prediction(),
            columns.scores(),
            columns.label()));
  }

  private static Problem problem(RejectedException e) {
    int status =
        switch (e.reason()) {
          case TOO_LARGE, TOO_MANY -> 413;
          case UNSUPPORTED -> 415;
          case EMPTY,
              MALFORMED,
              TOO_DEEP,
              MISSING_FIELD,
              WRONG_TYPE,
              LENGTHS_DIFFER,
              MISSING_ID,
              MISSING_MODEL,
              INVALID_TIME,
              MISSING_LABEL,
              MISSING_PREDICTION,
              INVALID_WEIGHT,
              UNKNOWN_TYPE ->
              400;
        };
    String detail = e.reason().code() + " at " + e.path();
    return new Problem(
        status,
        e.reason().code(),
        "The payload can not be used",
        detail,
        List.of(new Problem.Fault(detail, pointer(e.path()))));
  }

  /** A path as a JSON pointer: {@code $.a[0]} is {@code /a/0}. */
  static String pointer(String path) {
    StringBuilder pointer = new StringBuilder();
    STEP.matcher(path.split(" ", 2)[0])
        .results()
        .forEach(
            step ->
                pointer.append('/').append(step.group(1) == null ? step.group(2) : step.group(1)));
    return pointer.toString();
  }
}
