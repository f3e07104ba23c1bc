package dev.portcullis.simulator.phone;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.crypto.message.Advice;
import dev.portcullis.crypto.message.ReceiptDetail;
import java.time.Duration;
import java.util.List;

/** Says a vehicle's answer to a program: one line of JSON. */
final class AnswerCodec {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final int SCHEMA = 1;

  private AnswerCodec() {}

  static String encode(Wish wish, Answer answer, Duration taken) {
    var node = head(wish);
    node.put("outcome", answer.receipt().outcome().wire());
    node.put("millis", taken.toMillis());
    answer.detail().ifPresent(detail -> putDetail(node, detail));
    return node.toString();
  }

  static String encode(Wish wish, Trouble trouble, List<String> lines) {
    var node = head(wish);
    node.put("outcome", trouble instanceof Trouble.VehicleSilent ? "unknown" : "not-sent");
    node.put("reason", lines.getFirst());
    return node.toString();
  }

  private static ObjectNode head(Wish wish) {
    var node = MAPPER.createObjectNode();
    node.put("schema", SCHEMA);
    node.put("command", wish.name().wire());
    return node;
  }

  private static void putDetail(ObjectNode node, ReceiptDetail detail) {
    detail
        .code()
        .ifPresent(code -> {
          node.put("code", code.name());
          node.put("stage", code.stage().name());
          putAdvice(node, detail.advice());
        });
    var observed = node.putObject("observed");
    detail.observed().forEach(observed::put);
  }

  private static void putAdvice(ObjectNode node, Advice advice) {
    switch (advice) {
      case Advice.Never _ -> node.put("advice", "NEVER");
      case Advice.WithNewBeacon _ -> node.put("advice", "WITH_NEW_BEACON");
      case Advice.After(var wait) ->
          node.put("advice", "AFTER").put("afterSeconds", wait.toSeconds());
      case Advice.NeedsOwner _ -> node.put("advice", "NEEDS_OWNER");
    }
  }
}
