package dev.remora.acceptance.recorded;

import java.io.IOException;
import java.util.Arrays;

/** The beginning of a connection: the server's greeting, the client's login, the verdict. */
final class Greeting {
  private static final int PROTOCOL = 10;
  private static final int UTF8MB4 = 45;
  private static final int FIRST_PART = 8;
  private static final int ACCESS_DENIED = 1045;

  private final ServerVersion version;
  private final String user;
  private final NativePassword password;

  Greeting(ServerVersion version, String user, NativePassword password) {
    this.version = version;
    this.user = user;
    this.password = password;
  }

  /** Greets the client and lets it prove who it is; the verdict is the caller's to send. */
  Verdict greet(Packets packets, int connection) throws IOException {
    byte[] challenge = NativePassword.challenge();
    Capabilities ours = Capabilities.of(version);
    packets.write(packet(version, challenge, ours, connection));
    Login login = new Login(packets.read());
    byte[] proof = login.proof();
    if (!login.plugin().equals(NativePassword.PLUGIN)) {
      packets.write(
          new Payload()
              .integer(1, 0xFE)
              .terminated(NativePassword.PLUGIN)
              .raw(challenge)
              .integer(1, 0));
      proof = packets.read();
    }
    return login.user().equals(user) && password.isProvedBy(proof, challenge)
        ? new Verdict.Welcome(ours.and(login.capabilities()))
        : new Verdict.Refused(
            new Answer.Refusal(
                ACCESS_DENIED,
                "28000",
                "Access denied for user '%s'@'localhost' (using password: %s)"
                    .formatted(login.user(), proof.length == 0 ? "NO" : "YES")));
  }

  /** What a server says first. */
  static Payload packet(
      ServerVersion version, byte[] challenge, Capabilities ours, int connection) {
    boolean mysql = ours.has(Capabilities.MYSQL);
    return new Payload()
        .integer(1, PROTOCOL)
        .terminated(version.inGreeting())
        .integer(4, connection)
        .raw(Arrays.copyOf(challenge, FIRST_PART))
        .integer(1, 0)
        .integer(2, ours.bits())
        .integer(1, UTF8MB4)
        .integer(2, Replies.AUTOCOMMIT)
        .integer(2, ours.bits() >>> 16)
        .integer(1, challenge.length + 1)
        .integer(6, 0)
        .integer(4, mysql ? 0 : ours.bits() >>> 32)
        .raw(Arrays.copyOfRange(challenge, FIRST_PART, challenge.length))
        .integer(1, 0)
        .terminated(NativePassword.PLUGIN);
  }

  /** Whether the client may go on. */
  sealed interface Verdict {
    /** It may, with these capabilities. */
    record Welcome(Capabilities capabilities) implements Verdict {}

    /** It may not. */
    record Refused(Answer.Refusal why) implements Verdict {}
  }
}
