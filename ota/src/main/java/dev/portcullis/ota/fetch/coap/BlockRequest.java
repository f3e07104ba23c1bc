package dev.portcullis.ota.fetch.coap;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.fetch.FetchFailure;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.EmptyMessage;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Token;
import org.eclipse.californium.core.network.serialization.UdpDataSerializer;

/**
 * Makes the messages this side sends. Requests are not confirmable: whether to ask again, and when,
 * is decided over all blocks together, and not by a timer of each.
 *
 * @param path the segments of the file's, decoded
 */
record BlockRequest(List<String> path) {

  /** RFC 7252, section 5.10. */
  private static final int LONGEST_SEGMENT = 255;

  private static final UdpDataSerializer SERIALISER = new UdpDataSerializer();

  BlockRequest {
    path = List.copyOf(path);
  }

  /** For the file at {@code path}, whose segments are percent-encoded and below {@code folder}. */
  static Outcome<BlockRequest, FetchFailure> of(List<String> folder, String path) {
    var segments = new ArrayList<>(folder);
    for (String encoded : path.split("/", -1)) {
      // This decoder is one for forms, in which a plus sign is a space.
      segments.add(URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8));
    }
    return segments.stream().allMatch(BlockRequest::fits)
        ? Outcome.passed(new BlockRequest(segments))
        : Outcome.refused(new FetchFailure.Unreachable("its name is too long for CoAP"));
  }

  private static boolean fits(String segment) {
    return segment.getBytes(StandardCharsets.UTF_8).length <= LONGEST_SEGMENT;
  }

  /** Asks for the block of {@code size} at {@code offset}, which is a multiple of it. */
  Bytes encode(int messageId, int token, long offset, BlockSize size) {
    var request = new Request(Code.GET);
    request.setType(CoAP.Type.NON);
    request.setMID(messageId);
    request.setToken(
        new byte[] {
          (byte) (token >>> 24), (byte) (token >>> 16), (byte) (token >>> 8), (byte) token
        });
    for (String segment : path) {
      request.getOptions().addUriPath(segment);
    }
    request.getOptions().setBlock2(size.exponent(), false, (int) (offset / size.bytes()));
    return Bytes.of(SERIALISER.getByteArray(request));
  }

  /** Says that the message of this id came. */
  static Bytes acknowledge(int messageId) {
    var empty = new EmptyMessage(CoAP.Type.ACK);
    empty.setMID(messageId);
    empty.setToken(Token.EMPTY);
    return Bytes.of(SERIALISER.getByteArray(empty));
  }
}
