package dev.portcullis.can.dbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.Outcome.Passed;
import dev.portcullis.crypto.Outcome.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Every file and every line of the public DBC vectors gets a verdict: what the reference decodes,
 * we decode to the same and re-encode to the same; what it refuses, we refuse; and everything we
 * refuse is listed here with its reason.
 */
class PublicDbcVectorsTest {

  private static final Path FOLDER = Path.of(System.getProperty("vectors.dir", "none"), "dbc");
  private static final int FILES = 88;
  private static final int LINES = 4576;

  /** What we refuse, and how many messages for it; the reference decodes none of them either. */
  private static final Map<String, Integer> REFUSED =
      new TreeMap<>(
          Map.of(
              "_stellantis_common.dbc, the whole file: BAD_CHARACTER", 1,
              "bad_message_length.dbc: SIGNAL_OUTSIDE_MESSAGE", 1,
              "honda_bosch_radarless.dbc, the whole file: ID_OUT_OF_RANGE", 1,
              "issue_199.dbc, the whole file: ID_OUT_OF_RANGE", 1,
              "issue_199_extended.dbc, the whole file: ID_OUT_OF_RANGE", 1,
              "issue_63.dbc: SIGNALS_OVERLAP", 1,
              "vw_mqb.dbc: SIGNALS_OVERLAP", 1));

  private final Map<String, Integer> refused = new TreeMap<>();
  private final Map<String, Outcome<Database, DbcRefusal>> databases = new LinkedHashMap<>();
  private int lines;

  @Test
  void everyFileAndEveryLineHasItsVerdict() throws IOException {
    boolean there = Files.isDirectory(FOLDER);
    if (Boolean.getBoolean("vectors.required")) {
      assertTrue(there, "no vectors in " + FOLDER);
    }
    assumeTrue(there, "no vectors in " + FOLDER);
    readFiles();
    var mapper = new ObjectMapper();
    for (String line : Files.readAllLines(FOLDER.resolve("expected.jsonl"))) {
      compare(mapper.readTree(line));
      lines++;
    }
    assertEquals(FILES, databases.size());
    assertEquals(LINES, lines);
    assertEquals(REFUSED, refused);
  }

  private void readFiles() throws IOException {
    try (var files = Files.newDirectoryStream(FOLDER, "*.dbc")) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        var database = Database.parse(Bytes.of(Files.readAllBytes(file)));
        databases.put(name, database);
        switch (database) {
          case Passed<Database, DbcRefusal>(Database read) -> noteBrokenMessages(name, read);
          case Refused<Database, DbcRefusal>(DbcRefusal refusal) ->
              refused.put(name + ", the whole file: " + refusal.reason(), 1);
        }
      }
    }
  }

  private void noteBrokenMessages(String file, Database database) {
    for (String name : database.names()) {
      if (database.message(name) instanceof Refused<Message, DbcRefusal>(DbcRefusal refusal)) {
        refused.merge(file + ": " + refusal.reason(), 1, Integer::sum);
      }
    }
  }

  private void compare(JsonNode line) {
    String file = line.get("file").asText();
    if (line.has("load_error")) {
      assertTrue(refused.keySet().stream().anyMatch(it -> it.startsWith(file)), "loaded: " + line);
      return;
    }
    Database database = Objects.requireNonNull(databases.get(file)).orFault();
    var payload = Bytes.fromHex(line.get("data").asText());
    switch (database.message(line.get("msg").asText())) {
      case Refused<Message, DbcRefusal> _ ->
          assertTrue(line.has("error"), "refused what the reference reads: " + line);
      case Passed<Message, DbcRefusal>(Message message) -> {
        if (line.has("error")) {
          assertEquals(
              Outcome.refused(DecodeRefusal.UNKNOWN_MULTIPLEX_VALUE),
              message.decode(payload),
              line::toString);
        } else {
          compare(message, payload, line);
        }
      }
    }
  }

  private static void compare(Message message, Bytes payload, JsonNode line) {
    Map<String, Long> values = message.decode(payload).orFault();
    JsonNode raw = line.get("raw");
    assertEquals(raw.size(), values.size(), line::toString);
    Map<String, Long> fromRaw = new HashMap<>();
    Map<String, Long> fromPhysical = new HashMap<>();
    values.forEach((name, value) -> {
      SignalText text = message.signal(name).orElseThrow().text();
      assertEquals(raw.get(name).asText(), text.raw(value), line::toString);
      assertEquals(line.get("phys").get(name).asText(), text.physical(value), line::toString);
      fromRaw.put(name, text.parseRaw(raw.get(name).asText()).orFault());
      fromPhysical.put(name, text.parsePhysical(line.get("phys").get(name).asText()).orFault());
    });
    var expected = Outcome.passed(Bytes.fromHex(line.get("reenc").asText()));
    assertEquals(expected, message.encode(values));
    assertEquals(expected, message.encode(fromRaw), line::toString);
    assertEquals(expected, message.encode(fromPhysical), line::toString);
    assertEquals(line.get("id").asInt(), message.id().value());
    assertEquals(line.get("fd").asBoolean(), message.format() == FrameFormat.FD);
  }
}
