package dev.portcullis.ota.update;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.ota.metadata.TargetName;
import dev.portcullis.ota.metadata.TargetPaths;
import dev.portcullis.ota.testing.RoleSigner;
import dev.portcullis.ota.testing.SimulatedRepository;
import dev.portcullis.ota.testing.TestClient;
import dev.portcullis.ota.verify.TargetSearch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is asked about a file, in which order, and with whose keys. */
final class DelegationTest {

  @TempDir private Path folder;
  private final SimulatedRepository repository = new SimulatedRepository();

  /**
   * "A>B" is a delegation of everything, "A!B" a terminating one, "A~B" one of *.py. T: targets.
   */
  @ParameterizedTest
  @CsvSource({
    "T>A, A",
    "T>A T>B, A B",
    "T>A T>B B>C, A B C",
    "T>A T>B A>C A>D, A C D B",
    "T>A T>B A>C C>D, A C D B",
    "T>A T>B A!C A>D, A C",
    "T>A T>B A!C C>D, A C D",
    "T~A T>B A>C, B",
    "T>A T>B A~C C>D, A B",
    "T>A T>B B>C C>D D>B, A B C D",
    "T>A T>B B>C A>C, A C B",
    "T>A T>B B>C A~C, A B C",
    "T>A A>A, A",
    "T!A T>B, A"
  })
  void asksARoleBeforeItsDelegatesAndThoseInOrder(String graph, String expected) {
    var client = TestClient.of(repository, folder);
    publish(graph.split(" ", -1));

    assertEquals("NO_SUCH_TARGET missing", client.download("missing"));
    assertEquals(List.of(expected.split(" ", -1)), roles(repository.requests()));
  }

  private void publish(String... graph) {
    var roles = new LinkedHashSet<String>();
    for (String edge : graph) {
      var from = name(edge.charAt(0));
      var to = name(edge.charAt(2));
      repository.delegate(
          from,
          to,
          Map.of(
              "terminating",
              edge.charAt(1) == '!',
              "paths",
              List.of(edge.charAt(1) == '~' ? "*.py" : "*")));
      roles.add(to);
    }
    repository.publish(roles.toArray(String[]::new));
    repository.publish("targets", "snapshot", "timestamp");
  }

  private static String name(char letter) {
    return letter == 'T' ? "targets" : String.valueOf(letter);
  }

  private static List<String> roles(List<String> requests) {
    var roles = new ArrayList<String>();
    for (String path : requests.subList(4, requests.size())) {
      roles.add(path.replaceAll("metadata/[0-9]+\\.(.*)\\.json", "$1"));
    }
    return roles;
  }

  @ParameterizedTest
  @CsvSource({
    "targetfile, done, ''",
    "README.md, done, A",
    "releases/x/x_v1, done, B C",
    "releases/y/y_v1.zip, done, B D",
    "releases/z/z_v1.zip, NO_SUCH_TARGET releases/z/z_v1.zip, B",
    "docs/README.md, NO_SUCH_TARGET docs/README.md, ''"
  })
  void findsAFileOnlyWhereEveryRoleOnTheWayMayDescribeIt(String name, String said, String visited) {
    var client = TestClient.of(repository, folder);
    repository.delegate("targets", "A", Map.of("paths", List.of("*.doc", "*.md")));
    repository.delegate("targets", "B", Map.of("paths", List.of("releases/*/*")));
    repository.delegate("B", "C", Map.of("paths", List.of("releases/x/*")));
    repository.delegate("B", "D", Map.of("paths", List.of("releases/y/*.zip")));
    repository.addTarget("targets", "targetfile", Bytes.utf8("t"));
    repository.addTarget("A", "README.md", Bytes.utf8("a"));
    repository.addTarget("A", "docs/README.md", Bytes.utf8("a"));
    repository.addTarget("C", "releases/x/x_v1", Bytes.utf8("c"));
    repository.addTarget("D", "releases/y/y_v1.zip", Bytes.utf8("d"));
    repository.addTarget("D", "releases/z/z_v1.zip", Bytes.utf8("d"));
    repository.publish("A", "B", "C", "D", "targets", "snapshot", "timestamp");

    assertEquals(said, client.download(name));
    var requests = repository.requests().stream().filter(path -> !path.startsWith("targets/"));
    assertEquals(
        visited.isEmpty() ? List.of() : List.of(visited.split(" ", -1)), roles(requests.toList()));
  }

  @Test
  void aRoleIsVerifiedWithTheKeysOfWhoeverDelegatedThisTime() {
    var client = TestClient.of(repository, folder);
    repository.delegate("targets", "A", Map.of("paths", List.of("a/*")));
    repository.delegate("targets", "B", Map.of("paths", List.of("b/*")));
    repository.delegate("A", "C", Map.of("paths", List.of("a/*")));
    repository.delegate("B", "C", Map.of("paths", List.of("b/*")), RoleSigner.quick());
    repository.addTarget("C", "a/file", Bytes.utf8("a"));
    repository.addTarget("C", "b/file", Bytes.utf8("b"));
    repository.publish("A", "B", "C", "targets", "snapshot", "timestamp");

    assertEquals("ARBITRARY_SOFTWARE C", client.download("a/file", "b/file"));
    assertEquals(List.of("a%2Ffile"), client.targetNames());
  }

  @Test
  void aRoleThatTwoDelegateToIsTakenFromBothWhereBothOfItsKeysSigned() {
    var client = TestClient.of(repository, folder);
    repository.delegate("targets", "A", Map.of("paths", List.of("a/*")));
    repository.delegate("targets", "B", Map.of("paths", List.of("b/*")));
    repository.delegate("A", "C", Map.of("paths", List.of("a/*")));
    repository.delegate("B", "C", Map.of("paths", List.of("b/*")));
    repository.addTarget("C", "a/file", Bytes.utf8("a"));
    repository.addTarget("C", "b/file", Bytes.utf8("b"));
    repository.publish("A", "B", "C", "targets", "snapshot", "timestamp");

    assertEquals("done", client.download("a/file", "b/file"));
  }

  @Test
  void endsAfterSoManyRoles() {
    var client = TestClient.of(repository, folder);
    var roles = new ArrayList<String>();
    for (int i = 0; i < TargetSearch.MAX_ROLES + 5; i++) {
      repository.delegate(i == 0 ? "targets" : "r" + (i - 1), "r" + i, Map.of());
      roles.add("r" + i);
    }
    repository.publish(roles.toArray(String[]::new));
    repository.publish("targets", "snapshot", "timestamp");

    assertEquals("NO_SUCH_TARGET missing", client.download("missing"));
    assertEquals(TargetSearch.MAX_ROLES - 1, roles(repository.requests()).size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"?", "#", "/delegatedrole", "../delegatedrole", "..", "a%2Fb"})
  void anOddNameOfARoleIsOneSegmentAndOneFile(String role) {
    var client = TestClient.of(repository, folder);
    repository.delegate("targets", role, Map.of());
    repository.publish(role, "targets", "snapshot", "timestamp");

    assertEquals("NO_SUCH_TARGET missing", client.download("missing"));
    var encoded =
        role.replace("%", "%25").replace("/", "%2F").replace("?", "%3F").replace("#", "%23");
    assertEquals("metadata/1." + encoded + ".json", repository.requests().getLast());
    assertEquals(5, client.metadataNames().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"root", "timestamp", "snapshot", "targets", ""})
  void noRoleCanTakeTheNameOfOneAtTheTop(String role) {
    var client = TestClient.of(repository, folder);
    repository.delegate("targets", "placeholder", Map.of("name", role));
    repository.publish("placeholder", "targets", "snapshot", "timestamp");

    assertEquals("MALFORMED targets", client.download("missing"));
  }

  @Test
  void aRoleThatTheSnapshotDoesNotListEndsTheSearch() {
    var client = TestClient.of(repository, folder);
    repository.delegate("targets", "unlisted", Map.of());
    repository.delegate("targets", "B", Map.of());
    repository.publish("B", "targets", "snapshot", "timestamp");

    assertEquals("MIX_AND_MATCH unlisted", client.download("missing"));
  }

  @Test
  void aPathCanBeDelegatedByItsHash() {
    var client = TestClient.of(repository, folder);
    var digits = TargetPaths.hash(new TargetName("some/file")).hex();
    var other = digits.charAt(0) == '0' ? "1" : "0";
    repository.delegate("targets", "A", Map.of("path_hash_prefixes", List.of(other)));
    repository.delegate(
        "targets", "B", Map.of("path_hash_prefixes", List.of(other, digits.substring(0, 2))));
    repository.addTarget("A", "some/file", Bytes.utf8("no"));
    repository.addTarget("B", "some/file", Bytes.utf8("yes"));
    repository.publish("A", "B", "targets", "snapshot", "timestamp");

    assertEquals("done", client.download("some/file"));
    assertEquals(Bytes.utf8("yes"), client.target("some%2Ffile"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 8, 13})
  void aPathCanBeDelegatedToItsBin(int bits) {
    var client = TestClient.of(repository, folder);
    var bin =
        Integer.parseInt(TargetPaths.hash(new TargetName("file")).hex().substring(0, 4), 16)
            >>> (16 - bits);
    int digits = Integer.toHexString((1 << bits) - 1).length();
    var role = "bin-" + String.format("%0" + digits + "x", bin);
    repository.delegate("targets", role, Map.of());
    var signer = repository.draft(role).signers().getFirst();
    repository.targets().remove("delegations");
    repository
        .targets()
        .put(
            "delegations",
            Map.of(
                "keys",
                Map.of(signer.id(), signer.description()),
                "succinct_roles",
                Map.of(
                    "keyids",
                    List.of(signer.id()),
                    "threshold",
                    1,
                    "bit_length",
                    bits,
                    "name_prefix",
                    "bin")));
    repository.addTarget(role, "file", Bytes.utf8("binned"));
    repository.publish(role, "targets", "snapshot", "timestamp");

    assertEquals("done", client.download("file"));
  }
}
