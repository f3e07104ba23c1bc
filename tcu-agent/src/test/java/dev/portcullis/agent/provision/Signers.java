package dev.portcullis.agent.provision;

import dev.portcullis.agent.policy.UnverifiedPolicy;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.DetachedSignatures;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.cose.SigningAuthority;
import dev.portcullis.crypto.cose.SoftwareSigner;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A set of signers of policies, and the policies that such sets sign.
 *
 * @param keys one more than must sign
 * @param threshold how many of them must
 */
record Signers(List<Signer> keys, int threshold) {

  /** The set of that name; the same in each run. */
  static Signers of(String name, int threshold) {
    return new Signers(
        IntStream.rangeClosed(0, threshold).<Signer>mapToObj(i -> key(name + " " + i)).toList(),
        threshold);
  }

  private static Signer key(String name) {
    var secret = SecretBytes.takeOver(Digest.of(Bytes.utf8(name)).value().toArray());
    return SoftwareSigner.of(Algorithm.EDDSA, secret).orFault();
  }

  SigningAuthority authority() {
    return new SigningAuthority(keys.stream().map(Signer::publicKey).toList(), threshold);
  }

  /** A policy that says nothing of signers, signed by a bare threshold of each of {@code by}. */
  static UnverifiedPolicy policy(long sequence, Signers... by) {
    return signed(json(sequence, ""), by);
  }

  /** A policy that names {@code next}. */
  static UnverifiedPolicy rotation(long sequence, Signers next, Signers... by) {
    var keys =
        next.keys().stream()
            .map(key -> '"' + key.publicKey().encoded().hex() + '"')
            .collect(Collectors.joining(","));
    var member =
        "\"signers\": {\"keys\": [" + keys + "], \"threshold\": " + next.threshold() + "},";
    return signed(json(sequence, member), by);
  }

  private static UnverifiedPolicy signed(Bytes json, Signers... by) {
    var signers = new ArrayList<Signer>();
    for (Signers each : by) {
      signers.addAll(each.keys().subList(0, each.threshold()));
    }
    return new UnverifiedPolicy(
        json, DetachedSignatures.sign(signers, "portcullis/policy/1", json).encoded());
  }

  /** The file an attacker who may write to the disk could put there. */
  static Bytes file(UnverifiedPolicy... policies) {
    var items = new ArrayList<CborItem>();
    for (UnverifiedPolicy policy : policies) {
      items.add(CborArray.of(CborItem.bytes(policy.json()), CborItem.bytes(policy.signatures())));
    }
    return Cbor.encode(new CborArray(items));
  }

  private static Bytes json(long sequence, String signers) {
    return Bytes.utf8(
        """
        {"schema": 1, "sequence": %d, %s
         "validity": {"notBefore": "2026-11-01T00:00:00Z", "notAfter": "2027-11-01T00:00:00Z"},
         "time": {"keys": ["%s"], "threshold": 1}, "attestation": {},
         "commands": {}, "allowance": {"commands": 1, "seconds": 1},
         "revoked": {"sequence": 0, "keys": []}}
        """
            .formatted(sequence, signers, key("time").publicKey().encoded().hex()));
  }
}
