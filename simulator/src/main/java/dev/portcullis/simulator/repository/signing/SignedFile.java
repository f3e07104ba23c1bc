package dev.portcullis.simulator.repository.signing;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.ota.json.CanonicalJson;
import dev.portcullis.ota.json.JsonValue;
import dev.portcullis.ota.json.JsonValue.Items;
import dev.portcullis.ota.json.JsonValue.Members;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Writes JSON files: metadata with its signatures (TUF section 4.2), and plain ones. */
public final class SignedFile {

  private static final int FIRST_PRINTED = 0x20;
  private static final HexFormat HEX = HexFormat.of();

  private SignedFile() {}

  /** A metadata file: {@code signed}, with a signature of each of {@code signers} over it. */
  public static Bytes of(Members signed, List<SigningKey> signers) {
    var payload = CanonicalJson.of(signed);
    var signatures = new ArrayList<JsonValue>();
    for (SigningKey signer : signers) {
      signatures.add(
          new Fields()
              .text("keyid", signer.id().text())
              .text("sig", signer.sign(payload).hex())
              .members());
    }
    return plain(
        new Fields().put("signatures", new Items(signatures)).put("signed", signed).members());
  }

  /**
   * Any object as a file. Canonical JSON leaves the line ends of a string as they are, which no
   * reader of RFC 8259 takes: here they are escaped. They can only lie within strings.
   */
  public static Bytes plain(Members members) {
    var out = new ByteArrayOutputStream();
    for (byte each : CanonicalJson.of(members).toArray()) {
      if (each >= 0 && each < FIRST_PRINTED) {
        out.writeBytes(Bytes.utf8("\\u00" + HEX.toHexDigits(each)).toArray());
      } else {
        out.write(each);
      }
    }
    out.write('\n');
    return Bytes.of(out.toByteArray());
  }
}
