package dev.remora.acceptance.recorded;

import java.io.EOFException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** What is said over one connection once the client is let in. Owned by one thread. */
final class Conversation {
  private static final int QUIT = 0x01;
  private static final int INIT_DB = 0x02;
  private static final int QUERY = 0x03;
  private static final int PING = 0x0E;
  private static final int STATEMENT_PREPARE = 0x16;
  private static final int STATEMENT_EXECUTE = 0x17;
  private static final int STATEMENT_CLOSE = 0x19;
  private static final int STATEMENT_RESET = 0x1A;
  private static final int RESET_CONNECTION = 0x1F;

  private static final int SYNTAX_ERROR = 1064;
  private static final Answer.Refusal UNKNOWN_COMMAND =
      new Answer.Refusal(1047, "08S01", "Unknown command");

  private final Packets packets;
  private final Replies replies;
  private final Recording recording;
  private final Mischief mischief;
  private final Consumer<String> unexpected;
  private final Map<Long, PreparedStatement> prepared = new HashMap<>();
  private int statements;

  /** Each statement that the recording does not answer is handed over, and refused. */
  Conversation(
      Packets packets,
      Replies replies,
      Recording recording,
      Mischief mischief,
      Consumer<String> unexpected) {
    this.packets = packets;
    this.replies = replies;
    this.recording = recording;
    this.mischief = mischief;
    this.unexpected = unexpected;
  }

  /** Answers until the client leaves. */
  void hold() throws IOException {
    boolean stays = true;
    while (stays) {
      packets.startCommand();
      PayloadReader command = new PayloadReader(packets.read());
      stays = obey((int) command.integer(1), command);
    }
  }

  /** False when it was the last command. */
  private boolean obey(int command, PayloadReader reader) throws IOException {
    switch (command) {
      case QUIT -> {
        return false;
      }
      case QUERY -> {
        String sql = reader.rest();
        if (!mischief.isDone(sql, packets)) {
          answer(sql, Replies.Form.TEXT);
        }
      }
      case PING, INIT_DB, RESET_CONNECTION, STATEMENT_RESET -> replies.done();
      case STATEMENT_PREPARE -> {
        PreparedStatement statement = new PreparedStatement(reader.rest());
        prepared.put((long) ++statements, statement);
        replies.prepared(statements, statement.parameters());
      }
      case STATEMENT_EXECUTE ->
          answer(statement(reader.integer(4)).bound(reader), Replies.Form.BINARY);
      case STATEMENT_CLOSE -> prepared.remove(reader.integer(4));
      default -> {
        unexpected.accept("command 0x%02X".formatted(command));
        Replies.refuse(packets, UNKNOWN_COMMAND);
      }
    }
    return true;
  }

  private PreparedStatement statement(long id) throws IOException {
    PreparedStatement statement = prepared.get(id);
    if (statement == null) {
      throw new EOFException("no statement has the number " + id);
    }
    return statement;
  }

  private void answer(String sql, Replies.Form form) throws IOException {
    Statement statement = Statement.of(sql);
    Answer answer;
    try {
      answer = recording.answer(statement);
    } catch (IllegalArgumentException e) {
      String complaint = e.getMessage() + ": " + statement.text();
      unexpected.accept(complaint);
      answer =
          new Answer.Refusal(SYNTAX_ERROR, "42000", "The recording has no answer, " + complaint);
    }
    replies.send(answer, form);
  }
}
