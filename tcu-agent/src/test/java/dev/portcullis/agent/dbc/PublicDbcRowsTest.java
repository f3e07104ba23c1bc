package dev.portcullis.agent.dbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.agent.dbc.FrameDecoder.ValueNames;
import dev.portcullis.agent.dbc.FrameEncoder.LimitCheck;
import dev.portcullis.can.dbc.Database;
import dev.portcullis.crypto.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The filters say of every row of the public vectors exactly what the reference says: frame to raw
 * and physical values, text for text, and either of them back to the frame.
 */
final class PublicDbcRowsTest {

  private static final Path FOLDER = Path.of(System.getProperty("vectors.dir", "none"), "dbc");
  private static final int ROWS = 4576;

  private final ObjectMapper mapper = new ObjectMapper();
  private final Map<String, Outcome<Database, String>> databases = new HashMap<>();

  @Test
  void everyRowIsDecodedAndEncodedAsTheReferenceDoes() throws IOException {
    boolean there = Files.isDirectory(FOLDER);
    if (Boolean.getBoolean("vectors.required")) {
      assertTrue(there, "no vectors in " + FOLDER);
    }
    assumeTrue(there, "no vectors in " + FOLDER);
    int rows = 0;
    for (String line : Files.readAllLines(FOLDER.resolve("expected.jsonl"))) {
      compare(mapper.readTree(line));
      rows++;
    }
    assertEquals(ROWS, rows);
  }

  private void compare(JsonNode row) throws IOException {
    Outcome<Database, String> read =
        databases.computeIfAbsent(
            row.get("file").asText(), name -> new DbcFile(FOLDER.resolve(name)).database());
    if (row.has("load_error")) {
      assertTrue(read instanceof Outcome.Refused<Database, String>, row::toString);
      return;
    }
    var decoder = new FrameDecoder(read.orFault(), ValueNames.LEFT_OUT);
    var encoder = new FrameEncoder(read.orFault(), LimitCheck.IGNORED);
    ObjectNode frame = mapper.createObjectNode();
    frame.set("id", row.get("id"));
    frame.put("ext", row.path("ext").asBoolean());
    frame.set("data", row.get("data"));
    JsonNode decoded = mapper.readTree(decoder.convert(frame.toString()).json());
    if (row.has("error")) {
      assertTrue(decoded.has("error"), row::toString);
      return;
    }
    for (String member : new String[] {"msg", "raw", "phys"}) {
      assertEquals(row.get(member), decoded.get(member), row::toString);
    }
    for (String member : new String[] {"raw", "phys"}) {
      ObjectNode values = mapper.createObjectNode();
      values.set("msg", decoded.get("msg"));
      values.set(member, decoded.get(member));
      JsonNode encoded = mapper.readTree(encoder.convert(values.toString()).json());
      assertEquals(row.get("reenc"), encoded.get("data"), row::toString);
      assertEquals(row.get("id"), encoded.get("id"), row::toString);
      assertEquals(row.get("ext"), encoded.get("ext"), row::toString);
      assertEquals(row.get("fd").asBoolean(), encoded.path("fd").asBoolean(), row::toString);
    }
    JsonNode whole =
        Objects.requireNonNull(mapper.readTree(encoder.convert(row.toString()).json()));
    assertEquals(row.get("reenc"), whole.get("data"), "a row as it is");
  }
}
