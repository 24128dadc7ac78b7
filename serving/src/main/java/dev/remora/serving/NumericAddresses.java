package dev.remora.serving;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.stream.Stream;

/**
 * Takes an address for its own name. The JDK's server for TLS asks the name service for the name of
 * each client, in native code that nothing can interrupt, and does nothing with it: where that
 * service is slow or out of reach, every client would wait for it. Names are looked up as ever.
 */
public final class NumericAddresses extends InetAddressResolverProvider {
  /** For the JDK, which finds it by META-INF/services. */
  public NumericAddresses() {}

  @Override
  public InetAddressResolver get(Configuration configuration) {
    return new Numeric(configuration.builtinResolver());
  }

  @Override
  public String name() {
    return "numeric";
  }

  private record Numeric(InetAddressResolver usual) implements InetAddressResolver {
    @Override
    public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
        throws UnknownHostException {
      return usual.lookupByName(host, policy);
    }

    @Override
    public String lookupByAddress(byte[] address) throws UnknownHostException {
      return InetAddress.getByAddress(address).getHostAddress();
    }
  }
}
