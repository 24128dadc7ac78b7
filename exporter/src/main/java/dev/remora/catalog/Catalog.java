package dev.remora.catalog;

import dev.remora.collector.Collector;
import java.util.List;

/** All collectors there are. */
public final class Catalog {
  private Catalog() {}

  /** The collectors, by name. */
  public static List<Collector> collectors() {
    return List.of(
        new AutoIncrementColumns(),
        new BinlogSize(),
        new EngineInnodbStatus(),
        new EngineTokudbStatus(),
        new GlobalStatus(),
        new GlobalVariables(),
        new Heartbeat(),
        UserStatistics.ofClients(),
        InnodbCmp.collector(),
        InnodbCmpmem.collector(),
        new InnodbMetrics(),
        new InnodbTablespaces(),
        new Processlist(),
        new QueryResponseTime(),
        new ReplicaHost(),
        new RocksdbPerfContext(),
        SchemaStats.collector(),
        new Tables(),
        TableStats.collector(),
        UserStatistics.ofUsers(),
        new MysqlUser(),
        new EventsStatements(),
        EventsStatementsSum.collector(),
        EventsWaits.collector(),
        FileEvents.collector(),
        FileInstances.collector(),
        IndexIoWaits.collector(),
        MemoryEvents.collector(),
        new ReplicationApplierStatusByWorker(),
        new ReplicationGroupMemberStats(),
        new ReplicationGroupMembers(),
        TableIoWaits.collector(),
        TableLocks.collector(),
        new SlaveHosts(),
        new SlaveStatus(),
        UserSummary.collector());
  }
}
