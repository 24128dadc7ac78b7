package dev.remora.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class NumericAddressesTest {
  @Test
  void asksNobodyForTheNameOfAnAddress() throws IOException {
    // A file of every system has one for it.
    InetAddress address = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});

    assertThat(address.getHostName()).isEqualTo("127.0.0.1");
  }

  @Test
  void leavesNamesToTheSystem() throws IOException {
    assertThat(InetAddress.getByName("localhost").isLoopbackAddress()).isTrue();
  }
}
