package dev.remora.inject.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.stream.Stream;

/**
 * Has clients be known by their addresses. The JDK's server asks the name service who each of them
 * is before it encrypts; where that is slow, the API server would be tired of waiting.
 */
public final class NumericAddresses extends InetAddressResolverProvider {
  /** For the JDK, which finds it by META-INF/services. */
  public NumericAddresses() {}

  @Override
  public InetAddressResolver get(Configuration configuration) {
    InetAddressResolver usual = configuration.builtinResolver();
    return new InetAddressResolver() {
      @Override
      public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
          throws UnknownHostException {
        return usual.lookupByName(host, policy);
      }

      @Override
      public String lookupByAddress(byte[] address) throws UnknownHostException {
        return InetAddress.getByAddress(address).getHostAddress();
      }
    };
  }

  @Override
  public String name() {
    return "numeric addresses";
  }
}
