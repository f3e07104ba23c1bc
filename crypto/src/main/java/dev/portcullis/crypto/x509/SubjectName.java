package dev.portcullis.crypto.x509;

import java.util.List;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.X500Name;

/** Looks into a name that a parser of certificates has already read. */
final class SubjectName {

  private SubjectName() {}

  /** The text values of one attribute type; those that are no text say nothing. */
  static List<String> values(X500Principal name, String oid) {
    var type = new ASN1ObjectIdentifier(oid);
    try {
      return Stream.of(X500Name.getInstance(name.getEncoded()).getRDNs(type))
          .flatMap(rdn -> Stream.of(rdn.getTypesAndValues()))
          .filter(attribute -> attribute.getType().equals(type))
          .flatMap(attribute ->
              attribute.getValue() instanceof ASN1String text
                  ? Stream.of(text.getString())
                  : Stream.empty())
          .toList();
    } catch (RuntimeException e) {
      // The JDK takes names, such as text in broken UTF-8, that the library here does not.
      return List.of();
    }
  }
}
