package dev.remora.mysql;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.HostAddress;
import org.mariadb.jdbc.client.Context;
import org.mariadb.jdbc.client.ReadableByteBuf;
import org.mariadb.jdbc.client.socket.Reader;
import org.mariadb.jdbc.client.socket.Writer;
import org.mariadb.jdbc.plugin.AuthenticationPlugin;
import org.mariadb.jdbc.plugin.AuthenticationPluginFactory;
import org.mariadb.jdbc.plugin.authentication.standard.CachingSha2PasswordPlugin;

/**
 * MySQL's sha256_password, which the driver lacks: the password goes to the server through TLS or,
 * without, encrypted for the server's RSA key. The driver finds this class by its name, as a
 * service.
 */
public final class Sha256Password implements AuthenticationPluginFactory {
  private static final byte ASK_FOR_KEY = 1;
  private static final byte MORE_DATA = 1;
  private static final byte ERROR = (byte) 0xFF;
  private static final long TLS = 0x800;

  /** Of the driver, by reflection. */
  public Sha256Password() {}

  @Override
  public String type() {
    return "sha256_password";
  }

  @Override
  public AuthenticationPlugin initialize(
      String password, byte[] seed, Configuration configuration, HostAddress address) {
    return new Proof(password == null ? "" : password, seed);
  }

  private static final class Proof implements AuthenticationPlugin {
    private final String password;
    private final byte[] seed;

    Proof(String password, byte[] seed) {
      this.password = password;
      this.seed = seed;
    }

    @Override
    public ReadableByteBuf process(Writer out, Reader in, Context context, boolean selfSigned)
        throws IOException, SQLException {
      // Unlike caching_sha2_password, this one takes no unix socket for safe.
      if (password.isEmpty() || context.hasClientCapability(TLS)) {
        out.writeBytes(password.getBytes(StandardCharsets.UTF_8));
        out.writeByte(0);
        out.flush();
        return in.readReusablePacket();
      }
      out.writeByte(ASK_FOR_KEY);
      out.flush();
      ReadableByteBuf answer = in.readReusablePacket();
      if (answer.getByte() == ERROR) {
        return answer;
      }
      if (answer.getByte() == MORE_DATA) {
        answer.skip();
      }
      byte[] key = new byte[answer.readableBytes()];
      answer.readBytes(key);
      out.writeBytes(
          CachingSha2PasswordPlugin.encrypt(
              CachingSha2PasswordPlugin.generatePublicKey(key), password, seed));
      out.flush();
      return in.readReusablePacket();
    }
  }
}
