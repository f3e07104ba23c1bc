package dev.portcullis.crypto.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.CoseRefusal;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.cose.TooFewSignatures;
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
    Bytes bytes = vector.bytes();
    return switch (vector.message()) {
      case "key" -> said(PublicKey.parse(bytes).map(PublicKey::encoded), bytes);
      case "receipt-detail" ->
          said(ReceiptDetailCodec.parse(bytes).map(ReceiptDetailCodec::encode), bytes);
      case "local" -> said(LocalRequestCodec.parse(bytes).map(LocalRequestCodec::encode), bytes);
      case "owner-statement" ->
          said(OwnerStatementCodec.parse(bytes).map(ProjectVectorsTest::writtenAgain), bytes);
      case "hand-over" -> handOver(bytes);
      default -> verdict(kind(vector), bytes);
    };
  }

  private static Kind kind(ProjectVector vector) {
    for (Kind kind : Kind.values()) {
      if (kind.folder().equals(vector.message())) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no reader for " + vector);
  }

  private static Bytes writtenAgain(OwnerStatement read) {
    return OwnerStatementCodec.encode(
        read.statement().message().encoded(),
        read.grants().stream().map(Unverified::encoded).toList());
  }

  private static String handOver(Bytes bytes) {
    return switch (HandOverCodec.parse(bytes)) {
      case Outcome.Refused<SignedHandOver, MessageRefusal>(var why) -> why.name();
      case Outcome.Passed<SignedHandOver, MessageRefusal>(var read) ->
          switch (read.verify(Samples.TWO_OF_THREE)) {
            case Outcome.Refused<HandOver, TooFewSignatures> _ -> "TOO_FEW_SIGNATURES";
            case Outcome.Passed<HandOver, TooFewSignatures>(var claims) ->
                HandOverCodec.payload(claims).equals(read.payload())
                    ? said(Outcome.passed(read.encoded()), bytes)
                    : "encodes otherwise";
          };
    };
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
