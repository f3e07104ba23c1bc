package dev.portcullis.ota.metadata;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.json.CanonicalJson;
import dev.portcullis.ota.json.JsonReader;
import dev.portcullis.ota.json.JsonValue;
import dev.portcullis.ota.json.JsonValue.Members;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Takes a signed file apart into what is signed and who signed (TUF section 4.2). */
public final class DocumentReader {

  private DocumentReader() {}

  /**
   * Reads a file.
   *
   * @param limit in bytes
   */
  public static Outcome<Document, Malformed> read(Bytes bytes, int limit) {
    if (bytes.size() > limit) {
      return Outcome.refused(new Malformed(MetadataFault.TOO_LARGE, ""));
    }
    return JsonReader.read(bytes)
        .<Malformed>mapRefusal(fault -> new Malformed(MetadataFault.of(fault), ""))
        .then(value -> document(bytes, value));
  }

  private static Outcome<Document, Malformed> document(Bytes bytes, JsonValue value) {
    if (!(value instanceof Members members)) {
      return Outcome.refused(new Malformed(MetadataFault.WRONG_FORM, ""));
    }
    var findings = new Findings();
    return findings.outcome(document(bytes, new Part(members, "", findings)));
  }

  /** What is signed on its own within another file. Its bytes are its canonical form. */
  public static Document within(Part part) {
    return document(CanonicalJson.of(part.members()), part);
  }

  private static Document document(Bytes bytes, Part file) {
    var signed = file.part("signed").members();
    return new Document(bytes, signed, CanonicalJson.of(signed), signatures(file));
  }

  /** Two signatures of one key are one too many, even where enough others signed (TUF 4.2). */
  private static List<RoleSignature> signatures(Part file) {
    var signatures = new ArrayList<RoleSignature>();
    var seen = new HashSet<KeyId>();
    for (Part each : file.list("signatures")) {
      var id = RoleKeyReader.keyId(each, "keyid");
      if (!seen.add(id)) {
        each.note(MetadataFault.DUPLICATE, "keyid");
      }
      signatures.add(new RoleSignature(id, value(each.text("sig"))));
    }
    return signatures;
  }

  private static Bytes value(String hex) {
    try {
      return Bytes.fromHex(hex);
    } catch (IllegalArgumentException _) {
      return Bytes.empty();
    }
  }
}
