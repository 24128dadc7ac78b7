/*
 * Starts the sidecar, or the webhook, in its image, where no shell could: what the launcher of the
 * distribution does, at the places where the image has things.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define HOME "/opt/remora"
#define LIB HOME "/lib/"

static char program[128] = "-Dremora.program=";

#ifdef WEBHOOK
static char *const fixed[] = {
    HOME "/runtime/bin/java",
    "-XX:SharedArchiveFile=" HOME "/injector/webhook.jsa",
    /* What the archive holds of a heap has to fit into the old part of it. */
    "-Xms6m",
    "-Xmn1m",
    "-Xmx20m",
    /* Collected when a burst has made it grow, the heap gives all of that back at once. */
    "-XX:-ShrinkHeapInSteps",
    /* Reviews are few enough for code that is compiled late. */
    "-XX:CompileThresholdScaling=4",
    /* Longer than the API server keeps a connection that it does not use, so that it is the one to close it. */
    "-Dsun.net.httpserver.idleInterval=120",
    "-Dsun.net.httpserver.maxReqTime=10",
    "-Djdk.httpserver.maxConnections=200",
    program,
    "-cp",
    HOME "/injector/remora-injector.jar:" HOME "/injector/remora-serving.jar:" HOME "/injector/picocli.jar",
    "dev.remora.inject.cli.WebhookMain",
};
#else
static char *const fixed[] = {
    HOME "/runtime/bin/java",
    "-XX:SharedArchiveFile=" LIB "remora.jsa",
    program,
    "-cp",
    LIB "remora-exporter.jar:" LIB "remora-exposition.jar:" LIB "remora-serving.jar:" LIB
        "mariadb-java-client.jar:" LIB "snakeyaml-engine.jar:" LIB "spring-security-crypto.jar",
    "dev.remora.cli.Main",
};
#endif

int main(int argc, char **argv) {
  const size_t count = sizeof fixed / sizeof *fixed;
  char **command = calloc(count + (size_t)argc + 1, sizeof *command);
  if (command == NULL) {
    perror("remora");
    return 1;
  }
  const char *slash = argc > 0 ? strrchr(argv[0], '/') : NULL;
  const char *name = slash != NULL ? slash + 1 : argc > 0 ? argv[0] : "remora";
  strncat(program, name, sizeof program - strlen(program) - 1);
  memcpy(command, fixed, sizeof fixed);
  for (int i = 1; i < argc; i++) {
    command[count + (size_t)i - 1] = argv[i];
  }
  /* glibc's arenas, one a thread, hold memory that nobody uses. */
  setenv("MALLOC_ARENA_MAX", "1", 0);
  /* The JVM reads arguments and variables in the locale's encoding, and a container has none. */
  setenv("LC_ALL", "C.UTF-8", 1);
  execv(command[0], command);
  perror(command[0]);
  return 1;
}
