package dev.portcullis.crypto.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.CoseRefusal;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.testing.ProjectVector;
import dev.portcullis.crypto.testing.ProjectVectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProjectVectorsTest {

  private static final String SUCCESS = "success";

  static List<ProjectVector> vectors() {
    return ProjectVectors.all();
  }

  @BeforeAll
  static void regenerateWhereAsked() throws IOException {
    if (Boolean.getBoolean("vectors.regenerate")) {
      for (ProjectVector vector : VectorCatalogue.all()) {
        Path file = ProjectVectors.root().resolve(vector + ".txt");
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, vector.text());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void meetsTheStatedVerdictAndEncodesIdentically(ProjectVector vector) {
    assertEquals(vector.expect(), verdict(vector));
  }

  @Test
  void generatesExactlyTheCommittedFiles() throws IOException {
    var generated = new TreeMap<String, String>();
    for (ProjectVector vector : VectorCatalogue.all()) {
      generated.put(vector.toString(), vector.text());
    }
    var committed = new TreeMap<String, String>();
    for (ProjectVector vector : ProjectVectors.all()) {
      Path file = ProjectVectors.root().resolve(vector + ".txt");
      committed.put(vector.toString(), Files.readString(file));
    }

    assertEquals(generated, committed);
  }

  @Test
  void hasAVectorForEveryRefusalOfAMessage() {
    Set<String> expected = new HashSet<>();
    for (ProjectVector vector : vectors()) {
      expected.add(vector.expect());
    }

    EnumSet.allOf(MessageRefusal.class)
        .forEach(why -> assertEquals(true, expected.contains(why.name()), why.name()));
  }

  private static String verdict(ProjectVector vector) {
    if (vector.message().equals("key")) {
      return said(PublicKey.parse(vector.bytes()).map(PublicKey::encoded), vector.bytes());
    }
    if (vector.message().equals("receipt-detail")) {
      return said(
          ReceiptDetailCodec.parse(vector.bytes()).map(ReceiptDetailCodec::encode), vector.bytes());
    }
    for (Kind kind : Kind.values()) {
      if (kind.folder().equals(vector.message())) {
        return verdict(kind, vector.bytes());
      }
    }
    throw new IllegalArgumentException("no reader for " + vector);
  }

  private static String verdict(Kind kind, Bytes bytes) {
    return switch (kind.read(bytes)) {
      case Outcome.Refused<Kind.Reading, MessageRefusal>(var why) -> why.name();
      case Outcome.Passed<Kind.Reading, MessageRefusal>(var reading) -> {
        Outcome<?, CoseRefusal> verified = reading.message().verify(kind.signer().publicKey());
        yield switch (verified) {
          case Outcome.Passed<?, CoseRefusal> _ ->
              said(Outcome.passed(reading.writtenAgain()), bytes);
          case Outcome.Refused<?, CoseRefusal>(var why) -> why.name();
        };
      }
    };
  }

  private static String said(Outcome<Bytes, ? extends Enum<?>> outcome, Bytes bytes) {
    return switch (outcome) {
      case Outcome.Passed<Bytes, ? extends Enum<?>>(Bytes again) ->
          again.equals(bytes) ? SUCCESS : "encodes otherwise";
      case Outcome.Refused<Bytes, ? extends Enum<?>>(var why) -> why.name();
    };
  }
}
