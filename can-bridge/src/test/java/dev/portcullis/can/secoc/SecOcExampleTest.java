package dev.portcullis.can.secoc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The example of docs/secoc.md, and its tables of refusals. */
final class SecOcExampleTest {

  private final String page;

  SecOcExampleTest() throws IOException {
    page = Files.readString(Path.of(System.getProperty("project.root", ".."), "docs", "secoc.md"));
  }

  @Test
  void theExampleOfThePageIsTrue() {
    var payload = shown("payload");
    var value = new FreshnessValue(Long.parseUnsignedLong(shown("freshness").hex(), 16));
    var layout = new PduLayout(SecOcProfile.PROFILE_3, payload.size());
    var id = new DataId(Integer.parseInt(shown("data id").hex(), 16));
    assertEquals(BothEnds.ID, id);
    assertEquals(Bytes.fromHex(BothEnds.KEY), shown("key"));
    assertTrue(page.contains("freshness value " + value + "."));

    var authenticated = layout.authenticated(id, payload, value);
    assertEquals(shown("authenticated"), authenticated);
    assertEquals(shown("tag"), BothEnds.key(BothEnds.KEY).tag(authenticated));

    var ends = BothEnds.at(value.value() - 1, layout);
    assertEquals(shown("secured"), ends.send(payload));
    assertEquals(value, ends.verdict(shown("secured")));
  }

  @Test
  void thePageKnowsEveryRefusal() {
    var names =
        Arrays.stream(new Enum<?>[][] {VerifyRefusal.values(), SecureRefusal.values()})
            .flatMap(Arrays::stream)
            .map(Enum::name)
            .toList();
    assertEquals(
        List.of(), names.stream().filter(name -> !page.contains("`" + name + "`")).toList());
  }

  private Bytes shown(String name) {
    return page.lines()
        .filter(line -> line.startsWith(name + "  "))
        .map(line -> Bytes.fromHex(line.substring(name.length()).strip()))
        .findFirst()
        .orElseThrow();
  }
}
