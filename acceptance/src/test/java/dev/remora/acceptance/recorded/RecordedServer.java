package dev.remora.acceptance.recorded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server without a database: it speaks MySQL's protocol to one user and answers from a recording.
 */
public final class RecordedServer implements AutoCloseable {
  private static final int BACKLOG = 20;

  private final Recording recording;
  private final Mischief mischief;
  private final Greeting greeting;
  private final ServerSocket door;
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
  private final List<String> unexpected = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();

  private RecordedServer(Recording recording, String user, String password, Mischief mischief)
      throws IOException {
    this.recording = recording;
    this.mischief = mischief;
    this.greeting = new Greeting(recording.version(), user, new NativePassword(password));
    this.door = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::acceptAll);
  }

  /** Reads the file and listens on some port of this host. */
  public static RecordedServer start(Path file, String user, String password) {
    return start(file, user, password, Mischief.NONE);
  }

  /** The same, which does mischief instead where it has a mind to. */
  public static RecordedServer start(Path file, String user, String password, Mischief mischief) {
    return start(Recording.read(file), user, password, mischief);
  }

  static RecordedServer start(Recording recording, String user, String password) {
    return start(recording, user, password, Mischief.NONE);
  }

  private static RecordedServer start(
      Recording recording, String user, String password, Mischief mischief) {
    try {
      return new RecordedServer(recording, user, password, mischief);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens, as {@code host:port}. */
  public String address() {
    return "127.0.0.1:" + door.getLocalPort();
  }

  /** The statements so far that the recording did not answer, with the reason before each. */
  public List<String> unexpected() {
    return List.copyOf(unexpected);
  }

  /** How many clients are connected. */
  public int sessions() {
    return clients.size();
  }

  @Override
  public void close() {
    closeQuietly(door);
    clients.forEach(RecordedServer::closeQuietly);
  }

  private void acceptAll() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        clients.add(client);
        Thread.startVirtualThread(() -> serve(client));
      } catch (IOException e) {
        // The door was closed: that is how a test ends.
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      Packets packets = new Packets(client);
      switch (greeting.greet(packets, connections.incrementAndGet())) {
        case Greeting.Verdict.Welcome(Capabilities agreed) -> {
          Replies replies = new Replies(packets, agreed);
          replies.done();
          new Conversation(packets, replies, recording, mischief, unexpected::add).hold();
        }
        case Greeting.Verdict.Refused(Answer.Refusal why) -> {
          Replies.refuse(packets, why);
          packets.flush();
        }
      }
    } catch (IOException e) {
      // The client went without a word, or the test is over.
    } finally {
      clients.remove(client);
    }
  }

  private static void closeQuietly(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
