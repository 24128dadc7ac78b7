package dev.remora.e2e;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;

/** Makes Pods of a database, one after the other and as dry runs, while it is open. */
final class PodMaker implements AutoCloseable {
  /** The containers of a Pod that has its sidecar. */
  static final String INJECTED = "mysql mysqld-exporter";

  private static final int SOME = 20;

  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final AtomicBoolean over = new AtomicBoolean();
  private final Queue<String> made = new ConcurrentLinkedQueue<>();
  private final Future<?> maker;

  PodMaker(Lab lab) {
    maker =
        thread.submit(() -> {
          while (!over.get()) {
            made.add(make(lab));
          }
        });
  }

  /** Makes one as a dry run; the names of its containers. */
  static String make(Lab lab) {
    String printed =
        lab.kubectl()
            .feed(
                Webhook.manifest("nowhere.yaml"),
                "create",
                "--dry-run=server",
                "--output=jsonpath={.spec.containers[*].name}",
                "--filename=-");
    // Behind warnings.
    return printed.lines().toList().getLast();
  }

  /** Waits until some more are made. */
  void awaitMore() {
    int then = made.size();
    Awaitility.await("more Pods")
        .atMost(Lab.PATIENCE)
        .until(() -> made.size() >= then + SOME || maker.isDone());
  }

  /** Makes no more; of each that it made, the names of its containers. Fails if one was refused. */
  List<String> ended() throws Exception {
    over.set(true);
    maker.get();
    return List.copyOf(made);
  }

  @Override
  public void close() {
    over.set(true);
    thread.close();
  }
}
