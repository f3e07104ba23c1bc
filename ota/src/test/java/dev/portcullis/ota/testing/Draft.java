package dev.portcullis.ota.testing;

import dev.portcullis.crypto.Bytes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The signed part of a role's next metadata, and who will sign it. Everything may be changed. */
public final class Draft {

  private final Map<String, Object> signed = new LinkedHashMap<>();
  private final List<RoleSigner> signers = new ArrayList<>();
  private long version;

  Draft(String type, Instant expires) {
    signed.put("_type", type);
    signed.put("spec_version", "1.0.31");
    expires(expires);
  }

  /** Sets a member. */
  public void put(String name, Object value) {
    signed.put(name, value);
  }

  /** Takes a member away. */
  public void remove(String name) {
    signed.remove(name);
  }

  /** Sets the expiry, to the second. */
  public void expires(Instant expires) {
    put("expires", expires.truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /** Sets what the next publication counts on from. */
  public void version(long last) {
    version = last;
  }

  /** The last version that was published; 0 for none. */
  public long version() {
    return version;
  }

  /** The object a member is, made where it is missing. */
  @SuppressWarnings("unchecked")
  public Map<String, Object> object(String name) {
    return (Map<String, Object>)
        signed.computeIfAbsent(name, _ -> new LinkedHashMap<String, Object>());
  }

  /** Those who will sign, in order. */
  public List<RoleSigner> signers() {
    return signers;
  }

  /** The next version, signed. */
  Bytes publish() {
    version++;
    signed.put("version", version);
    return sign();
  }

  /** The file as it is, signed. */
  public Bytes sign() {
    return file(signers.stream().map(this::signatureOf).toList());
  }

  /** What the file carries of one signer. */
  public Map<String, Object> signatureOf(RoleSigner signer) {
    return Map.of("keyid", signer.id(), "sig", signer.sign(payload()).hex());
  }

  /** The file with other signatures. */
  public Bytes file(List<?> signatures) {
    return PlainJson.file(Map.of("signed", signed, "signatures", signatures));
  }

  /** What the signatures are over. */
  public Bytes payload() {
    return PlainJson.of(signed);
  }
}
