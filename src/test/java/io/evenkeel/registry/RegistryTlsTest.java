package io.evenkeel.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTlsTest {
  private static final String PASSWORD = "changeit";

  @Test
  void aServerWhoseCertificateIsInTheTrustStoreIsTrusted(@TempDir Path directory) throws Exception {
    Path store = keyPair(directory);
    try (FakeRegistry server = new FakeRegistry(context(store))) {
      assertReads(
          server,
          Map.of(
              "schema.registry.ssl.truststore.location",
              store.toString(),
              "schema.registry.ssl.truststore.password",
              PASSWORD,
              "schema.registry.ssl.truststore.type",
              "PKCS12"));
      assertReads(
          server,
          Map.of(
              "schema.registry.ssl.truststore.type",
              "PEM",
              "schema.registry.ssl.truststore.certificates",
              pem(store)));
    }
  }

  @Test
  void anUnknownServerIsNotTrusted(@TempDir Path directory) throws Exception {
    try (FakeRegistry server = new FakeRegistry(context(keyPair(directory)))) {
      Map<String, String> properties =
          Map.of("schema.registry.url", server.url(), "max.retries", "0");
      SchemaRegistry registry = new HttpSchemaRegistry(RegistryConfig.from(properties));
      assertThatThrownBy(() -> registry.byId(7)).isInstanceOf(RegistryUnavailableException.class);
      assertThat(server.requests).isEmpty();
    }
  }

  private static void assertReads(FakeRegistry server, Map<String, String> tls) {
    Map<String, String> properties = new HashMap<>(tls);
    properties.put("schema.registry.url", server.url());
    assertThat(new HttpSchemaRegistry(RegistryConfig.from(properties)).byId(7))
        .isEqualTo(Schema.create(Schema.Type.STRING));
  }

  private static Path keyPair(Path directory) throws Exception {
    Path store = directory.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("keytool.txt").toFile())
            .start();
    assertThat(keytool.waitFor()).isZero();
    return trusting(store);
  }

  /** Adds the pair's certificate as a trusted one, which a pair by itself is not. */
  private static Path trusting(Path path) throws Exception {
    KeyStore store = load(path);
    store.setCertificateEntry("trusted", store.getCertificate("server"));
    try (var out = Files.newOutputStream(path)) {
      store.store(out, PASSWORD.toCharArray());
    }
    return path;
  }

  private static String pem(Path store) throws Exception {
    byte[] certificate = load(store).getCertificate("server").getEncoded();
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder().encodeToString(certificate)
        + "\n-----END CERTIFICATE-----\n";
  }

  private static SSLContext context(Path store) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(load(store), PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private static KeyStore load(Path path) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(path)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }
}
