package dev.portcullis.simulator.demo;

import dev.portcullis.crypto.message.CommandName;
import java.time.Duration;
import java.util.ArrayList;

/** Sends genuine commands one after the other, and measures. */
final class LatencyRun {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final GenuineSender sender;
  private final AgentTrace trace;

  LatencyRun(GenuineSender sender, AgentTrace trace) {
    this.sender = sender;
    this.trace = trace;
  }

  /** Unlocks and locks in turn, so many times in all. */
  Latency run(int commands) throws InterruptedException {
    int floorsBefore = trace.floors(0).size();
    var toFrame = new ArrayList<Long>();
    var toReceipt = new ArrayList<Long>();
    int lost = 0;
    for (int i = 0; i < commands; i++) {
      var sent = sender.send(i % 2 == 0 ? CommandName.UNLOCK : CommandName.LOCK);
      if (!sent.isDoneWithin(PATIENCE)) {
        lost++;
        continue;
      }
      toReceipt.add(sent.toReceiptMicros());
      trace
          .awaitDecision(sent.command(), 1, PATIENCE)
          .ifPresent(decision -> decision.line().toFrameMicros().ifPresent(toFrame::add));
    }
    return new Latency(
        new Sample(toFrame), new Sample(toReceipt), new Sample(trace.floors(floorsBefore)), lost);
  }
}
