package dev.portcullis.agent.inspect;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.crypto.attest.Appraisal;
import dev.portcullis.crypto.attest.Finding;
import dev.portcullis.crypto.attest.Verdict;

/** An appraisal as JSON, for a program. */
final class AppraisalJson {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final int SCHEMA = 1;

  private AppraisalJson() {}

  static String text(Question question, Appraisal appraisal) {
    var tree = MAPPER.createObjectNode();
    tree.put("schema", SCHEMA);
    tree.put("format", question.format());
    tree.put("role", question.role().wire());
    tree.put("at", question.at().toString());
    tree.put("outcome", appraisal.result().isPresent() ? "accepted" : "refused");
    appraisal.refusal().ifPresent(why -> tree.put("code", why.name()));
    var checks = tree.putArray("checks");
    for (Finding finding : appraisal.findings()) {
      put(checks.addObject(), finding);
    }
    appraisal
        .result()
        .ifPresent(result ->
            tree.putObject("result")
                .put("issuer", result.issuer())
                .put("subject", result.subject())
                .put("key", AppraisalText.key(result.confirmation()))
                .put("protection", result.protection().wire())
                .put("until", result.expiresAt().toString()));
    return tree.toPrettyString();
  }

  private static void put(ObjectNode node, Finding finding) {
    node.put("requirement", finding.requirement().name());
    node.put("meaning", finding.requirement().meaning());
    switch (finding.verdict()) {
      case Verdict.Met(var seen) -> node.put("verdict", "passed").put("seen", seen);
      case Verdict.Failed(var why, var seen) ->
          node.put("verdict", "failed").put("code", why.name()).put("seen", seen);
      case Verdict.NotPerformed(var missing) ->
          node.put("verdict", "not performed").put("needs", missing);
    }
  }
}
