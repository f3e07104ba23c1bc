package dev.portcullis.simulator.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.simulator.attack.Expected;
import dev.portcullis.simulator.attack.Trail;
import java.util.Optional;

/** The report as JSON, for programs. */
final class DemoReportCodec {

  private static final int SCHEMA = 1;
  private static final int MEDIAN = 50;
  private static final int SLOWEST = 99;

  private DemoReportCodec() {}

  static String encode(DemoReport report) {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("schema", SCHEMA);
    var attempts = json.putArray("attempts");
    report.attempts().forEach(attempt -> put(attempts.addObject(), attempt));
    var latency = json.putObject("latencyMicros");
    put(latency.putObject("toFrame"), report.latency().toFrame());
    put(latency.putObject("toReceipt"), report.latency().toReceipt());
    latency.putObject("floor").put("p50", report.latency().floor().percentile(MEDIAN));
    latency.put("commands", report.latency().commands());
    latency.put("lost", report.latency().lost());
    put(json.putObject("flood"), report);
    var updates = json.putArray("updates");
    report.updates().forEach(step -> put(updates.addObject(), step));
    var agent = json.putObject("agent");
    agent.put("residentBytes", report.agent().residentBytes());
    agent.put("readyMillis", report.agent().readyMillis());
    json.putObject("canBridge").put("residentBytes", report.bridgeBytes());
    json.put("unexplainedFrames", report.unexplained());
    json.put("seconds", report.seconds());
    json.put("passed", report.isPassed());
    return json.toPrettyString() + "\n";
  }

  private static void put(ObjectNode json, Attempt attempt) {
    var card = attempt.card();
    json.put("name", card.name());
    json.put("story", card.story());
    json.put("who", card.who().word());
    json.put("genuine", card.isGenuine());
    json.put("expected", card.expected().outcome());
    (card.expected() instanceof Expected.RefusedByBridge(var why)
            ? Optional.of(why)
            : card.expected().code().map(Enum::name))
        .ifPresentOrElse(
            code -> json.put("expectedCode", code), () -> json.putNull("expectedCode"));
    json.put("outcome", attempt.outcome());
    attempt.stage().ifPresentOrElse(stage -> json.put("stage", stage), () -> json.putNull("stage"));
    attempt
        .code()
        .map(Enum::name)
        .or(() -> attempt.bridge().map(Trail.AtBridge::reason))
        .ifPresentOrElse(code -> json.put("code", code), () -> json.putNull("code"));
    attempt
        .micros()
        .ifPresentOrElse(micros -> json.put("micros", micros), () -> json.putNull("micros"));
    json.put("frames", attempt.frames());
    json.put("asExpected", attempt.isAsExpected());
  }

  private static void put(ObjectNode json, UpdateStep step) {
    json.put("who", step.what().who().word());
    json.put("tries", step.what().tries());
    json.put("attack", step.isAttack());
    json.put("expected", step.what().expected());
    json.put("came", step.came());
    json.put("millis", step.millis());
    json.put("asExpected", step.isAsExpected());
  }

  private static void put(ObjectNode json, Sample sample) {
    json.put("p50", sample.percentile(MEDIAN));
    json.put("p99", sample.percentile(SLOWEST));
  }

  private static void put(ObjectNode json, DemoReport report) {
    json.put(
        "perSecond", report.floods().stream().mapToLong(FloodResult::perSecond).max().orElse(0));
    json.put("genuineP99Micros", report.genuineP99Micros());
    json.put("genuineLost", report.genuineLost());
    json.put("rejectToAcceptCost", report.rejectToAcceptCost());
    json.put("verificationsPerSecond", Tuning.VERIFICATIONS_PER_SECOND);
    var each = json.putArray("each");
    for (var flood : report.floods()) {
      var entry = each.addObject();
      entry.put("kind", flood.flood().kind().words());
      entry.put("perSecond", flood.perSecond());
      entry.put("genuine", flood.sent());
      entry.put("genuineP99Micros", flood.genuine().percentile(SLOWEST));
      entry.put("genuineLost", flood.lost());
      entry.put("refusalNanos", Math.round(flood.refusalNanos()));
      entry.put("rejectToAcceptCost", report.cost(flood));
    }
  }
}
