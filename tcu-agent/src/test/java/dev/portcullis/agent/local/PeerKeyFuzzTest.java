package dev.portcullis.agent.local;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;

/** Any SubjectPublicKeyInfo is a P-256 key or none. */
class PeerKeyFuzzTest {

  @FuzzTest(maxDuration = "15s")
  void anyKeyIsReadOrRefused(byte[] info) {
    PeerKey.parse(Bytes.of(info))
        .ifPresent(key -> {
          if (info.length != 91 || key.x().size() != 32) {
            throw new AssertionError("not what a P-256 key looks like");
          }
        });
  }
}
