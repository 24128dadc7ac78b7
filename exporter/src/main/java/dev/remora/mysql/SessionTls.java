package dev.remora.mysql;

import dev.remora.tls.Trust;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.Objects;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.HostAddress;
import org.mariadb.jdbc.export.ExceptionFactory;
import org.mariadb.jdbc.plugin.TlsSocketPlugin;

/**
 * Gives the driver what a target says of TLS. The driver would read files by rules of its own; it
 * finds this class by its name, as a service, only once a session is encrypted.
 */
public final class SessionTls implements TlsSocketPlugin {
  private static final String TYPE = "remora";
  private static final String SERVER_CODE = "08000";

  /** Of the driver, by reflection. */
  public SessionTls() {}

  /** A configuration by which the driver asks here. */
  static Configuration.Builder chosen(Configuration.Builder builder, Tls tls) {
    return builder
        .tlsSocketType(TYPE)
        // The driver adds nothing to what the managers here decide.
        .sslMode("verify-ca")
        .enabledSslProtocolSuites(String.join(",", tls.versions().protocols()));
  }

  /** Puts what is to be done where the methods of this class find it. */
  static void put(Configuration configuration, Tls tls) {
    configuration.nonMappedOptions().put(TYPE, tls);
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public TrustManager[] getTrustManager(
      Configuration configuration, ExceptionFactory exceptions, HostAddress address)
      throws SQLException {
    try {
      return new TrustManager[] {trust(tls(configuration), address)};
    } catch (GeneralSecurityException e) {
      throw exceptions.create(
          "the trusted certificates are of no use: " + e.getMessage(), SERVER_CODE, e);
    }
  }

  @Override
  public KeyManager[] getKeyManager(Configuration configuration, ExceptionFactory exceptions)
      throws SQLException {
    Tls tls = tls(configuration);
    if (tls.identity().isEmpty()) {
      return new KeyManager[0];
    }
    try {
      return tls.identity().get().keyManagers();
    } catch (GeneralSecurityException e) {
      throw exceptions.create(
          "the client's certificate is of no use: " + e.getMessage(), SERVER_CODE, e);
    }
  }

  private static X509TrustManager trust(Tls tls, HostAddress address)
      throws GeneralSecurityException {
    String host = address.host == null ? "localhost" : address.host;
    return switch (tls.mode()) {
      case VERIFIED ->
          Trust.in(tls.authorities()).onlyFor(tls.serverName().isEmpty() ? host : tls.serverName());
      case ISSUER_VERIFIED -> Trust.in(tls.authorities());
      case OFF, PREFERRED, UNVERIFIED -> Trust.inAnybody();
    };
  }

  private static Tls tls(Configuration configuration) {
    return (Tls) Objects.requireNonNull(configuration.nonMappedOptions().get(TYPE));
  }
}
