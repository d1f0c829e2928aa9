package io.evenkeel.secure;

import io.evenkeel.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/**
 * One broker that lets in users with a password (SCRAM), with a token (OAUTHBEARER) and with a
 * certificate, all over TLS, and lets them do only what rules allow. Its plain listener is for the
 * test itself, which may do everything. It would create any topic that it is asked about.
 */
public final class SecureKafka implements AutoCloseable {
  private static final String SASL = "SASL";
  private static final String CERTIFICATE = "MTLS";
  private static final String SECURITY = "org.apache.kafka.common.security.";
  private static final String ALLOWED = "org.apache.kafka.sasl.oauthbearer.allowed.urls";

  private final EmbeddedKafka broker;
  private final Admin admin;
  private final Path trustStore;
  private final String storePassword;
  private final TokenServer tokens;

  /**
   * Starts a broker.
   *
   * @param certificates those of users have been made already
   * @param storePassword of all stores of certificates
   */
  public SecureKafka(Certificates certificates, String storePassword, TokenServer tokens) {
    this.storePassword = storePassword;
    this.tokens = tokens;
    Path own = certificates.trusted("broker");
    trustStore = certificates.trustStore();
    System.setProperty(ALLOWED, tokens.url("/keys"));
    Map<String, String> properties = new HashMap<>();
    properties.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    properties.put("super.users", "User:ANONYMOUS");
    properties.put("auto.create.topics.enable", "true");
    properties.put("ssl.keystore.location", own.toString());
    properties.put("ssl.keystore.password", storePassword);
    properties.put("ssl.keystore.type", "PKCS12");
    properties.put("ssl.truststore.location", trustStore.toString());
    properties.put("ssl.truststore.password", storePassword);
    properties.put("ssl.truststore.type", "PKCS12");
    properties.put("listener.name.mtls.ssl.client.auth", "required");
    properties.put("listener.name.mtls.ssl.principal.mapping.rules", "RULE:^CN=([a-z]+)$/$1/");
    properties.put("sasl.enabled.mechanisms", "SCRAM-SHA-512,OAUTHBEARER");
    properties.put(
        "listener.name.sasl.scram-sha-512.sasl.jaas.config",
        SECURITY + "scram.ScramLoginModule required;");
    String token = "listener.name.sasl.oauthbearer.";
    properties.put(
        token + "sasl.jaas.config",
        SECURITY
            + "oauthbearer.OAuthBearerLoginModule required unsecuredLoginStringClaim_sub=\"-\";");
    properties.put(
        token + "sasl.server.callback.handler.class",
        SECURITY + "oauthbearer.OAuthBearerValidatorCallbackHandler");
    properties.put(token + "sasl.oauthbearer.jwks.endpoint.url", tokens.url("/keys"));
    properties.put(token + "sasl.oauthbearer.expected.issuer", TokenServer.ISSUER);
    properties.put(token + "sasl.oauthbearer.expected.audience", TokenServer.AUDIENCE);
    broker =
        EmbeddedKafka.start(
            new EmbeddedKafka.Options(
                1, null, properties, Map.of(SASL, "SASL_SSL", CERTIFICATE, "SSL")));
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  /** May do everything. */
  public Admin admin() {
    return admin;
  }

  /** Makes a user with a password. */
  public void user(String name, String password) throws ExecutionException, InterruptedException {
    UserScramCredentialAlteration user =
        new UserScramCredentialUpsertion(
            name, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), password);
    admin.alterUserScramCredentials(List.of(user)).all().get();
  }

  /** Client properties of a user with a password; {@code password} may be a placeholder. */
  public Map<String, String> byPassword(String user, String password) {
    Map<String, String> kafka = overTls(SASL, "SASL_SSL");
    kafka.put("sasl.mechanism", "SCRAM-SHA-512");
    kafka.put(
        "sasl.jaas.config",
        SECURITY
            + "scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                .formatted(user, password));
    return kafka;
  }

  /** Client properties of a client of the token server. */
  public Map<String, String> byToken(String client, String secret) {
    Map<String, String> kafka = overTls(SASL, "SASL_SSL");
    kafka.put("sasl.mechanism", "OAUTHBEARER");
    kafka.put("sasl.jaas.config", SECURITY + "oauthbearer.OAuthBearerLoginModule required;");
    kafka.put(
        "sasl.login.callback.handler.class",
        SECURITY + "oauthbearer.OAuthBearerLoginCallbackHandler");
    kafka.put("sasl.oauthbearer.token.endpoint.url", tokens.url("/token"));
    kafka.put("sasl.oauthbearer.client.credentials.client.id", client);
    kafka.put("sasl.oauthbearer.client.credentials.client.secret", secret);
    return kafka;
  }

  /** Client properties of the owner of a certificate. */
  public Map<String, String> byCertificate(Path keyStore) {
    Map<String, String> kafka = overTls(CERTIFICATE, "SSL");
    kafka.put("ssl.keystore.location", keyStore.toString());
    kafka.put("ssl.keystore.password", storePassword);
    kafka.put("ssl.keystore.type", "PKCS12");
    return kafka;
  }

  private Map<String, String> overTls(String listener, String protocol) {
    Map<String, String> kafka = new HashMap<>();
    kafka.put("bootstrap.servers", broker.bootstrapServers(listener));
    kafka.put("security.protocol", protocol);
    kafka.put("ssl.truststore.location", trustStore.toString());
    kafka.put("ssl.truststore.password", storePassword);
    kafka.put("ssl.truststore.type", "PKCS12");
    return kafka;
  }

  @Override
  public void close() {
    admin.close();
    broker.close();
    System.clearProperty(ALLOWED);
  }
}
