package dev.portcullis.ota.encrypted;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.ByteString;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.ota.metadata.TargetName;

/**
 * What an encrypted image is of, as both repositories describe it. Key and chunks are authenticated
 * together with it, so that neither serves for another image.
 *
 * @param length of the image before it was encrypted, 0 to {@link EncryptedLength#MAX_IMAGE}
 * @param sha256 of the image before it was encrypted
 */
public record ImageBinding(TargetName name, long length, Digest sha256) {

  /** Whether more chunks follow. */
  enum Place {
    INNER,
    LAST
  }

  /** The context of the sealed key. */
  Bytes ofKey() {
    return with("portcullis/image-key/1", 0);
  }

  /** What is authenticated with a chunk, besides its index. */
  Bytes ofChunk(Place place) {
    return with(
        "portcullis/image-chunk/1",
        switch (place) {
          case INNER -> 0;
          case LAST -> 1;
        });
  }

  private Bytes with(String purpose, int last) {
    return Cbor.encode(
        CborArray.of(
            CborItem.text(purpose),
            new ByteString(Bytes.utf8(name.text())),
            CborItem.uint(length),
            new ByteString(sha256.value()),
            CborItem.uint(last)));
  }
}
