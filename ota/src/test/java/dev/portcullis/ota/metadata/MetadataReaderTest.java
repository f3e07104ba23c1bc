package dev.portcullis.ota.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.testing.SimulatedRepository;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is metadata of a role, and what is wrong with what is not. */
final class MetadataReaderTest {

  private final SimulatedRepository repository = new SimulatedRepository();

  /** A member of the genuine file is replaced; the refusal names the fault and the place. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"version\":1|\"version\":0|WRONG_FORM signed.version",
        "\"version\":1|\"version\":-1|WRONG_FORM signed.version",
        "\"version\":1|\"version\":\"1\"|WRONG_FORM signed.version",
        "\"version\":1|\"version\":1.0|NOT_CANONICAL ",
        "\"version\":1|\"version\":9223372036854775808|WRONG_FORM signed.version",
        "\"version\":1|\"version\":1,\"version\":2|DUPLICATE_MEMBER ",
        "\"version\":1|\"other\":1|MISSING signed.version",
        "\"_type\":\"root\"|\"_type\":\"Root\"|WRONG_ROLE signed._type",
        "\"_type\":\"root\"|\"_type\":\"targets\"|WRONG_ROLE signed._type",
        "1.0.31|2.0.31|UNKNOWN_SPECIFICATION signed.spec_version",
        "T12:00:00Z|T12:00:00.5Z|WRONG_FORM signed.expires",
        "T12:00:00Z|T12:00:00+00:00|WRONG_FORM signed.expires",
        "T12:00:00Z|T25:00:00Z|WRONG_FORM signed.expires",
        "\"threshold\":1|\"threshold\":0|WRONG_FORM signed.roles.root.threshold",
        "\"threshold\":1|\"threshold\":5000|WRONG_FORM signed.roles.root.threshold",
        "\"consistent_snapshot\":true|\"consistent_snapshot\":1|WRONG_FORM signed.consistent_snapshot",
        "\"signatures\":[|\"signatures\":[1,|WRONG_FORM signatures[0]",
        "\"signatures\":|\"signature\":|MISSING signatures",
        "\"snapshot\":{|\"snap\":{|MISSING signed.roles.snapshot"
      })
  void namesWhatIsWrongAndWhere(String genuine, String wrong, String said) {
    var text = new String(repository.file("root").toArray(), StandardCharsets.UTF_8);
    var changed = Bytes.utf8(text.replace(genuine, wrong));

    assertEquals(
        said,
        switch (MetadataReader.root(changed)) {
          case Outcome.Passed<Signed<Root>, Malformed> _ -> "passed";
          case Outcome.Refused<Signed<Root>, Malformed>(Malformed(var fault, var where)) ->
              (fault + " " + where).strip();
        });
  }

  @Test
  void refusesAFileThatIsTooLarge() {
    assertEquals(
        Outcome.refused(new Malformed(MetadataFault.TOO_LARGE, "")),
        MetadataReader.timestamp(Bytes.of(new byte[MetadataLimits.TIMESTAMP + 1])));
  }

  @Test
  void aSnapshotListsTheTargetsAndATimestampTheSnapshot() {
    repository.snapshot().put("meta", Map.of("other.json", Map.of("version", 1)));
    repository.publish("snapshot");
    assertEquals(
        Outcome.refused(new Malformed(MetadataFault.MISSING, "signed.meta.targets.json")),
        MetadataReader.snapshot(repository.file("snapshot")));

    repository.timestamp().put("meta", Map.of());
    repository.publish("timestamp");
    assertEquals(
        Outcome.refused(new Malformed(MetadataFault.MISSING, "signed.meta.snapshot.json")),
        MetadataReader.timestamp(repository.file("timestamp")));
  }

  @Test
  void aDelegationSaysPathsOrHashesOfPathsAndNeitherBothNorNone() {
    for (Map<String, Object> terms :
        List.<Map<String, Object>>of(
            Map.of("paths", List.of("*"), "path_hash_prefixes", List.of("00")), Map.of())) {
      var delegation =
          new LinkedHashMap<String, Object>(
              Map.of("name", "a", "keyids", List.of(), "threshold", 1, "terminating", false));
      delegation.putAll(terms);
      repository
          .targets()
          .put("delegations", Map.of("keys", Map.of(), "roles", List.of(delegation)));
      repository.publish("targets");

      assertEquals(
          MetadataFault.WRONG_FORM,
          switch (MetadataReader.targets(repository.file("targets"))) {
            case Outcome.Passed<Signed<Targets>, Malformed> _ -> MetadataFault.NOT_JSON;
            case Outcome.Refused<Signed<Targets>, Malformed>(var why) -> why.fault();
          });
    }
  }

  @Test
  void whatIsSignedIsTheCanonicalFormHoweverTheFileIsWritten() {
    var spaced =
        new String(repository.file("root").toArray(), StandardCharsets.UTF_8).replace(",", " ,\n ");

    assertEquals(
        repository.root().payload(),
        MetadataReader.root(Bytes.utf8(spaced)).orFault().document().payload());
  }

  @Test
  void whatIsShownOfAStrangersTextObeysNoTerminal() {
    assertEquals("?[31mred", ShownText.of("\u001b[31mred"));
  }
}
