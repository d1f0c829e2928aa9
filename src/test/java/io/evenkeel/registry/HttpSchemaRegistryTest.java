package io.evenkeel.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.registry.FakeRegistry.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpSchemaRegistryTest {
  private static final Schema STRING = Schema.create(Schema.Type.STRING);
  private static final Answer NOT_FOUND = new Answer(404, "{\"error_code\":40403}");

  private final FakeRegistry one = new FakeRegistry();
  private final FakeRegistry two = new FakeRegistry();

  @AfterEach
  void stop() {
    one.close();
    two.close();
  }

  @Test
  void anIdIsAskedForOnce() {
    SchemaRegistry registry = registry(Map.of());
    assertThat(registry.byId(7)).isEqualTo(STRING);
    assertThat(registry.byId(7)).isEqualTo(STRING);
    assertThat(one.requests).containsExactly("/schemas/ids/7");
  }

  @Test
  void manyThreadsAskForAnIdOnce() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    one.answers =
        path -> {
          asked.countDown();
          await(answer);
          return new Answer(200, FakeRegistry.SCHEMA);
        };
    SchemaRegistry registry = registry(Map.of());
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Schema>> schemas = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        schemas.add(threads.submit(() -> registry.byId(7)));
      }
      await(asked);
      answer.countDown();
      for (Future<Schema> schema : schemas) {
        assertThat(schema.get()).isEqualTo(STRING);
      }
    } finally {
      threads.shutdown();
    }
    assertThat(one.requests).hasSize(1);
  }

  @Test
  void anUnknownIdIsNotAskedForAgainSoon() {
    one.answers = path -> NOT_FOUND;
    SchemaRegistry registry = registry(Map.of());
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> registry.byId(7)).isInstanceOf(UnknownSchemaException.class);
    }
    assertThat(one.requests).as("asked, and once more for a lagging follower").hasSize(2);
    one.answers = path -> new Answer(200, FakeRegistry.SCHEMA);
    SchemaRegistry forgetful = registry(Map.of("missing.id.cache.ttl.sec", "0"));
    assertThat(forgetful.byId(7)).isEqualTo(STRING);
  }

  @Test
  void anIdThatAFollowerDoesNotKnowYetIsAskedForTwice() {
    one.answers =
        path -> one.requests.size() == 1 ? NOT_FOUND : new Answer(200, FakeRegistry.SCHEMA);
    assertThat(registry(Map.of()).byId(7)).isEqualTo(STRING);
  }

  @Test
  void madeUpIdsAreAskedForOnceEach() {
    one.answers = path -> NOT_FOUND;
    SchemaRegistry registry = registry(Map.of("retries.wait.ms", "0"));
    long start = System.nanoTime();
    for (int id = 1; id <= 100; id++) {
      int made = id;
      assertThatThrownBy(() -> registry.byId(made)).isInstanceOf(UnknownSchemaException.class);
    }
    long seconds = (System.nanoTime() - start) / 1_000_000_000;
    assertThat(one.requests).hasSizeLessThanOrEqualTo((int) (101 + seconds));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503, 429, 401, 403})
  void theNextUrlIsAskedWhenOneFails(int status) {
    one.answers = path -> new Answer(status, "");
    SchemaRegistry registry = registry(Map.of());
    assertThat(registry.byId(7)).isEqualTo(STRING);
    assertThat(registry.byId(8)).isEqualTo(STRING);
    assertThat(one.requests).as("the url that answered is preferred").hasSize(1);
    assertThat(two.requests).containsExactly("/schemas/ids/7", "/schemas/ids/8");
  }

  @Test
  void theNextUrlIsAskedWhenOneIsDown() {
    one.close();
    assertThat(registry(Map.of()).byId(7)).isEqualTo(STRING);
  }

  @Test
  void anOutageIsToldApartAndIsNotRemembered() {
    one.answers = path -> new Answer(503, "");
    two.answers = path -> new Answer(503, "");
    SchemaRegistry registry = registry(Map.of("max.retries", "2"));
    assertThatThrownBy(() -> registry.byId(7))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("answered 503");
    assertThat(one.requests).hasSize(3);
    two.answers = path -> new Answer(200, FakeRegistry.SCHEMA);
    assertThat(registry.byId(7)).isEqualTo(STRING);
  }

  @Test
  void aFailureIsAskedAgainAfterAPause() {
    one.answers = path -> new Answer(one.requests.size() < 3 ? 500 : 200, FakeRegistry.SCHEMA);
    two.close();
    assertThat(registry(Map.of()).byId(7)).isEqualTo(STRING);
  }

  @Test
  void aServerThatHangsIsUnavailable() {
    CountDownLatch never = new CountDownLatch(1);
    one.answers =
        path -> {
          await(never);
          return NOT_FOUND;
        };
    two.close();
    SchemaRegistry registry = registry(Map.of("http.read.timeout.ms", "200", "max.retries", "0"));
    assertThatThrownBy(() -> registry.byId(7)).isInstanceOf(RegistryUnavailableException.class);
    never.countDown();
  }

  @Test
  void whatIsNoAvroSchemaIsUnsupported() {
    one.answers = path -> new Answer(200, "{\"schemaType\":\"PROTOBUF\",\"schema\":\"x\"}");
    assertThatThrownBy(() -> registry(Map.of()).byId(7))
        .isInstanceOf(UnsupportedSchemaException.class);
    one.answers = path -> new Answer(200, "{\"schema\":\"{}\"}");
    assertThatThrownBy(() -> registry(Map.of()).byId(7))
        .isInstanceOf(UnsupportedSchemaException.class);
  }

  @Test
  void anAnswerThatIsNoJsonIsUnavailable() {
    one.answers = path -> new Answer(200, "<html>");
    assertThatThrownBy(() -> registry(Map.of()).byId(7))
        .isInstanceOf(RegistryUnavailableException.class);
  }

  @Test
  void anEndlessAnswerIsNotRead() {
    one.answers = path -> new Answer(200, "x".repeat(9 << 20));
    two.close();
    assertThatThrownBy(() -> registry(Map.of("max.retries", "0")).byId(7))
        .isInstanceOf(RegistryUnavailableException.class);
  }

  @Test
  void referencesAreResolved() {
    one.answers =
        path ->
            switch (path) {
              case "/schemas/ids/7" ->
                  new Answer(
                      200,
                      "{\"schema\":\"{\\\"type\\\":\\\"array\\\",\\\"items\\\":\\\"acme.Part\\\"}\","
                          + "\"references\":[{\"name\":\"acme.Part\",\"subject\":\"part\",\"version\":3}]}");
              case "/subjects/part/versions/3" ->
                  new Answer(
                      200,
                      "{\"schema\":\"{\\\"type\\\":\\\"fixed\\\",\\\"name\\\":\\\"acme.Part\\\",\\\"size\\\":4}\"}");
              default -> NOT_FOUND;
            };
    assertThat(registry(Map.of()).byId(7).getElementType().getFullName()).isEqualTo("acme.Part");
  }

  @Test
  void aReferenceToItselfDoesNotEndInALoop() {
    one.answers =
        path ->
            new Answer(
                200,
                "{\"schema\":\"\\\"string\\\"\",\"references\":[{\"name\":\"A\",\"subject\":\"a\",\"version\":1}]}");
    assertThatThrownBy(() -> registry(Map.of()).byId(7))
        .isInstanceOf(UnsupportedSchemaException.class);
  }

  @Test
  void credentialsAreSent() {
    Map<String, String> basic = Map.of("basic.auth.credentials.source", "USER_INFO");
    Map<String, String> userInfo = new HashMap<>(basic);
    userInfo.put("basic.auth.user.info", "ann:s3cret");
    registry(userInfo).byId(7);
    assertThat(one.authorizations).containsExactly(basic("ann:s3cret"));
    registry(Map.of("bearer.auth.credentials.source", "STATIC_TOKEN", "bearer.auth.token", "t0ken"))
        .byId(7);
    assertThat(one.authorizations).last().isEqualTo("Bearer t0ken");
    registry(Map.of("schema.registry.url", "http://bob:pw@" + one.authority())).byId(7);
    assertThat(one.authorizations).last().isEqualTo(basic("bob:pw"));
  }

  private SchemaRegistry registry(Map<String, String> properties) {
    Map<String, String> all = new HashMap<>();
    all.put("schema.registry.url", one.url() + "," + two.url() + "/");
    all.put("retries.wait.ms", "20");
    all.putAll(properties);
    return new HttpSchemaRegistry(RegistryConfig.from(all));
  }

  private static String basic(String userInfo) {
    return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
