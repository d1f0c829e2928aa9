package io.evenkeel.secure;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An OAuth 2 server with the client-credentials grant: signed tokens at {@code /token} for clients
 * that know their secret, its public key at {@code /keys}.
 */
public final class TokenServer implements AutoCloseable {
  public static final String ISSUER = "https://id.test";
  public static final String AUDIENCE = "kafka";

  /** Subjects of the tokens that were given out. */
  public final List<String> given = new CopyOnWriteArrayList<>();

  private final Map<String, String> secrets;
  private final KeyPair keys;
  private final HttpServer server;

  /** Starts on the loopback interface; clients by name, with their secrets. */
  public TokenServer(Map<String, String> secrets) {
    this.secrets = Map.copyOf(secrets);
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      keys = generator.generateKeyPair();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/token", this::token);
    server.createContext("/keys", exchange -> answer(exchange, 200, publicKey()));
    server.start();
  }

  public String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private void token(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    String header = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    String[] client =
        header.startsWith("Basic ")
            ? new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8)
                .split(":", 2)
            : new String[] {"", ""};
    if (!client[1].equals(secrets.get(client[0]))) {
      answer(exchange, 401, "{\"error\":\"invalid_client\"}");
      return;
    }
    given.add(client[0]);
    answer(
        exchange,
        200,
        "{\"token_type\":\"Bearer\",\"expires_in\":300,\"access_token\":\"%s\"}"
            .formatted(signed(client[0])));
  }

  private String signed(String subject) {
    long now = System.currentTimeMillis() / 1000;
    String claims =
        "{\"sub\":\"%s\",\"iss\":\"%s\",\"aud\":\"%s\",\"scope\":\"kafka\",\"iat\":%d,\"exp\":%d}"
            .formatted(subject, ISSUER, AUDIENCE, now, now + 300);
    String text =
        url64("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"test\"}") + "." + url64(claims);
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(keys.getPrivate());
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return text + "." + url64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String publicKey() {
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    return "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"test\",\"alg\":\"RS256\",\"use\":\"sig\",\"n\":\"%s\",\"e\":\"%s\"}]}"
        .formatted(url64(unsigned(key.getModulus())), url64(unsigned(key.getPublicExponent())));
  }

  private static byte[] unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  private static String url64(String text) {
    return url64(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String url64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    try (exchange) {
      byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
