package io.evenkeel.registry;

import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/** Trust and key stores as Kafka's clients read them: JKS, PKCS12 and PEM, by file or inline. */
final class RegistryTls {
  private RegistryTls() {}

  /** A context of properties such as {@code truststore.location}. */
  static SSLContext context(Map<String, String> properties) {
    Map<String, Object> given = new HashMap<>();
    properties.forEach((name, value) -> given.put("ssl." + name, value));
    ConfigDef definition = new ConfigDef();
    SslConfigs.addClientSslSupport(definition);
    try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
      factory.configure(definition.parse(given));
      return factory.sslContext();
    }
  }
}
