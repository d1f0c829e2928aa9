package io.evenkeel.secure;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;

/** Key pairs that trust each other, made by the JDK's keytool in a folder of a test. */
public final class Certificates {
  private static final String PAIR = "pair";

  private final Path folder;
  private final String password;
  private final KeyStore trusted;

  /** Certificates in this folder, all under one password. */
  public Certificates(Path folder, String password) {
    this.folder = folder;
    this.password = password;
    try {
      trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, password.toCharArray());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes a pair whose certificate everybody will trust; returns its store. */
  public Path trusted(String name) {
    Path store = pair(name);
    try (InputStream in = Files.newInputStream(store)) {
      KeyStore made = KeyStore.getInstance("PKCS12");
      made.load(in, password.toCharArray());
      trusted.setCertificateEntry(name, made.getCertificate(PAIR));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
    return store;
  }

  /** Makes a pair that nobody trusts; returns its store. */
  public Path pair(String name) {
    Path store = folder.resolve(name + ".p12");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            PAIR,
            "-keyalg",
            "EC",
            "-dname",
            "CN=" + name,
            "-ext",
            "san=dns:localhost,ip:127.0.0.1",
            "-storetype",
            "PKCS12",
            "-storepass",
            password,
            "-keystore",
            store.toString());
    try {
      Process keytool =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve(name + ".txt").toFile())
              .start();
      if (keytool.waitFor() != 0) {
        throw new IllegalStateException("keytool failed, see " + folder.resolve(name + ".txt"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return store;
  }

  /** Writes what is trusted so far; returns the store. */
  public Path trustStore() {
    Path store = folder.resolve("trusted.p12");
    try (OutputStream out = Files.newOutputStream(store)) {
      trusted.store(out, password.toCharArray());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
    return store;
  }
}
