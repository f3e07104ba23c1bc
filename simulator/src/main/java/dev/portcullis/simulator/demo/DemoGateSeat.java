package dev.portcullis.simulator.demo;

import dev.portcullis.simulator.attack.AgentWatch;
import dev.portcullis.simulator.attack.BridgeCaller;
import dev.portcullis.simulator.attack.GateSeat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Halts the agent's process with signals, as its own user may. */
final class DemoGateSeat implements GateSeat {

  private static final String ABOUT = "bridge";
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofMillis(20);

  private final Path socket;
  private final AgentProcess agent;
  private final AgentWatch watch;
  private long linesBefore;

  DemoGateSeat(Path socket, AgentProcess agent, AgentWatch watch) {
    this.socket = socket;
    this.agent = agent;
    this.watch = watch;
  }

  @Override
  public BridgeCaller besideTheAgent() throws IOException {
    return BridgeCaller.connect(socket);
  }

  @Override
  public BridgeCaller insteadOfTheAgent() throws IOException, InterruptedException {
    linesBefore = watch.linesAbout(ABOUT);
    agent.signal("STOP");
    for (long left = PATIENCE.dividedBy(LOOK); left > 0; left--) {
      var caller = BridgeCaller.connect(socket);
      if (caller.isWelcome()) {
        return caller;
      }
      caller.close();
      TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
    }
    throw new IllegalStateException("can-bridge does not give up an agent that has stopped");
  }

  @Override
  public void giveBack() throws IOException, InterruptedException {
    agent.signal("CONT");
    watch.awaitLine(ABOUT, "connected", linesBefore);
  }
}
