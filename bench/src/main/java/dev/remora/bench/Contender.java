package dev.remora.bench;

import dev.remora.servers.Account;
import dev.remora.servers.DatabaseServer;
import dev.remora.servers.Program;
import java.util.List;

/**
 * An exporter with a user of its own, so that the server tells apart who asked it for what.
 *
 * @param name how the results call it
 * @param program what is started
 * @param account whom it logs in as
 */
record Contender(String name, Program program, Account account) {
  static Contender reference(DatabaseServer server, List<String> flags) {
    return of("reference", Program.reference(), server, flags);
  }

  static Contender remora(DatabaseServer server, List<String> flags) {
    return of("remora", Program.remora(), server, flags);
  }

  private static Contender of(
      String name, Program program, DatabaseServer server, List<String> flags) {
    Account account = server.account(name);
    return new Contender(
        name,
        program.watching(server.address(), account).with(flags.toArray(String[]::new)),
        account);
  }
}
