package dev.portcullis.agent.local;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.MessageFormatException;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.network.serialization.UdpDataParser;

/** Any CoAP message of a peer is checked without a fault, and no body grows beyond its bound. */
class DoorFuzzTest {

  private static final Digest PEER = Digest.of(Bytes.empty());

  private final Uploads uploads = new Uploads();

  @FuzzTest(maxDuration = "15s")
  void anyMessageIsCheckedAndAnyBlockTaken(byte[] datagram) {
    Request request;
    try {
      if (!(new UdpDataParser().parseMessage(datagram) instanceof Request parsed)) {
        return;
      }
      request = parsed;
    } catch (MessageFormatException | IllegalStateException e) {
      // Californium's own verdict, before ours; for an empty message with a payload it throws the
      // second, which its endpoint notes and drops.
      return;
    }
    switch (Door.check(request.getCode(), request.getOptions())) {
      case Outcome.Refused<Resource, ResponseCode> _ -> {
        // A code of CoAP, which is all that is promised.
      }
      case Outcome.Passed<Resource, ResponseCode>(var resource) ->
          Door.block(resource, request)
              .ifPresent(block -> {
                if (uploads.take(PEER, block, 0)
                        instanceof
                        Outcome.Passed<Uploads.Progress, Uploads.Refusal>(
                            Uploads.Progress.Whole(var body))
                    && body.size() > LocalSettings.LARGEST_BODY) {
                  throw new AssertionError(body.size() + " bytes");
                }
              });
    }
  }
}
