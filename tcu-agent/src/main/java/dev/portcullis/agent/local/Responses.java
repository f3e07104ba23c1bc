package dev.portcullis.agent.local;

import dev.portcullis.crypto.Bytes;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Response;

/** Says replies in CoAP (docs/protocol.md, <i>The local link</i>). */
final class Responses {

  /** After how many seconds who was told that the vehicle is busy may ask again. */
  private static final long AGAIN_AFTER = 1;

  private Responses() {}

  static Response of(LocalReply reply) {
    return switch (reply) {
      case LocalReply.Content(var message) -> signed(ResponseCode.CONTENT, message);
      case LocalReply.Accepted(var receipt) ->
          receipt
              .map(message -> signed(ResponseCode.CHANGED, message))
              .orElseGet(() -> new Response(ResponseCode.CHANGED));
      case LocalReply.NoneNow() -> new Response(ResponseCode.NOT_FOUND);
      case LocalReply.RefusedStranger() -> new Response(ResponseCode.BAD_REQUEST);
      case LocalReply.Refused(var code) -> {
        var response = new Response(ResponseCode.FORBIDDEN);
        response.setPayload(code.name());
        yield response;
      }
      case LocalReply.Busy() -> {
        var response = new Response(ResponseCode.SERVICE_UNAVAILABLE);
        response.getOptions().setMaxAge(AGAIN_AFTER);
        yield response;
      }
    };
  }

  private static Response signed(ResponseCode code, Bytes message) {
    var response = new Response(code);
    response.setPayload(message.toArray());
    response.getOptions().setContentFormat(Resource.MediaType.COSE_SIGN1.contentFormat());
    return response;
  }
}
