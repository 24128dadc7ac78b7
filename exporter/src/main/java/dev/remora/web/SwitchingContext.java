package dev.remora.web;

import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/**
 * The one context that the JDK's server takes at its start, which asks for the one in force at each
 * connection.
 */
final class SwitchingContext extends SSLContext {
  private SwitchingContext(Spi spi, SSLContext usual) {
    super(spi, usual.getProvider(), usual.getProtocol());
  }

  static SSLContext over(Supplier<Optional<TlsContext>> now) throws NoSuchAlgorithmException {
    return new SwitchingContext(new Spi(now), SSLContext.getDefault());
  }

  /** Makes engines and nothing else. */
  private static final class Spi extends SSLContextSpi {
    private final Supplier<Optional<TlsContext>> now;

    Spi(Supplier<Optional<TlsContext>> now) {
      this.now = now;
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
      return now.get()
          .orElseThrow(() -> new IllegalStateException("TLS is not set up; the log says why"))
          .engine(host, port);
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
      throw new UnsupportedOperationException();
    }

    @Override
    protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random)
        throws KeyManagementException {
      throw new KeyManagementException("the web configuration file sets it up");
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
      throw new UnsupportedOperationException();
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
      throw new UnsupportedOperationException();
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
      throw new UnsupportedOperationException();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
      throw new UnsupportedOperationException();
    }
  }
}
