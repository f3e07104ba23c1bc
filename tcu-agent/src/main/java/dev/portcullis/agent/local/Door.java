package dev.portcullis.agent.local;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.eclipse.californium.core.coap.BlockOption;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Option;
import org.eclipse.californium.core.coap.OptionSet;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.core.network.stack.AbstractLayer;

/**
 * Looks at each request before anything of it is kept: resource, method, options and format. Bodies
 * in blocks are put together here, not by Californium's own layer, which takes 40 KiB at once for
 * each path a stranger thinks of.
 */
final class Door extends AbstractLayer {

  private final Desk desk;
  private final LongSupplier nanos;
  private final Uploads uploads = new Uploads();

  Door(Desk desk, LongSupplier nanos) {
    this.desk = desk;
    this.nanos = nanos;
  }

  /** What a request may be refused for, or the resource it is for. */
  static Outcome<Resource, ResponseCode> check(Code method, OptionSet options) {
    var path = options.getUriPath();
    var resource = Resource.at(path.size() == 1 ? path.getFirst() : "");
    if (resource.isEmpty()) {
      return Outcome.refused(ResponseCode.NOT_FOUND);
    }
    var found = resource.get();
    if (method != code(found.method())) {
      return Outcome.refused(ResponseCode.METHOD_NOT_ALLOWED);
    }
    if (asksForMore(options)) {
      return Outcome.refused(ResponseCode.BAD_OPTION);
    }
    if (options.hasAccept()
        && options.getAccept() != Resource.MediaType.COSE_SIGN1.contentFormat()) {
      return Outcome.refused(ResponseCode.NOT_ACCEPTABLE);
    }
    // What continues an answer in blocks repeats the request without its body.
    boolean continues = isContinuation(options);
    return !continues && options.getContentFormat() != found.body().contentFormat()
        ? Outcome.refused(ResponseCode.UNSUPPORTED_CONTENT_FORMAT)
        : Outcome.passed(found);
  }

  @Override
  public void receiveRequest(Exchange exchange, Request request) {
    var peer = PeerKey.thumbprint(request.getSourceContext().getPeerIdentity());
    if (peer.isEmpty()) {
      exchange.sendResponse(new Response(ResponseCode.UNAUTHORIZED));
      return;
    }
    switch (check(request.getCode(), request.getOptions())) {
      case Outcome.Refused<Resource, ResponseCode>(var code) ->
          exchange.sendResponse(new Response(code));
      case Outcome.Passed<Resource, ResponseCode>(var resource) -> {
        if (isContinuation(request.getOptions())) {
          super.receiveRequest(exchange, request);
        } else {
          take(exchange, request, resource, peer.get());
        }
      }
    }
  }

  private void take(Exchange exchange, Request request, Resource resource, Digest peer) {
    var payload = Bytes.of(request.getPayload());
    var block = block(resource, request);
    if (block.isPresent()) {
      takeBlock(exchange, block.get(), peer);
    } else if (payload.isEmpty() == (resource.method() == Resource.Method.GET)) {
      desk.ask(exchange, resource, peer, payload);
    } else {
      exchange.sendResponse(new Response(ResponseCode.BAD_REQUEST));
    }
  }

  /** The block of a body that {@code request} carries, where it is one. */
  static Optional<Uploads.Block> block(Resource resource, Request request) {
    return Optional.ofNullable(request.getOptions().getBlock1())
        .map(option ->
            new Uploads.Block(
                resource, offset(option), more(option), Bytes.of(request.getPayload())));
  }

  private void takeBlock(Exchange exchange, Uploads.Block block, Digest peer) {
    exchange.setBlock1ToAck(exchange.getCurrentRequest().getOptions().getBlock1());
    if (block.resource().method() == Resource.Method.GET) {
      exchange.sendResponse(new Response(ResponseCode.BAD_OPTION));
      return;
    }
    switch (uploads.take(peer, block, nanos.getAsLong())) {
      case Outcome.Passed<Uploads.Progress, Uploads.Refusal>(Uploads.Progress.Unfinished()) ->
          exchange.sendResponse(new Response(ResponseCode.CONTINUE));
      case Outcome.Passed<Uploads.Progress, Uploads.Refusal>(Uploads.Progress.Whole(var body)) -> {
        if (body.isEmpty()) {
          exchange.sendResponse(new Response(ResponseCode.BAD_REQUEST));
        } else {
          desk.ask(exchange, block.resource(), peer, body);
        }
      }
      case Outcome.Refused<Uploads.Progress, Uploads.Refusal>(var reason) ->
          exchange.sendResponse(refused(reason));
    }
  }

  private static Response refused(Uploads.Refusal reason) {
    return switch (reason) {
      case TOO_LARGE -> {
        var response = new Response(ResponseCode.REQUEST_ENTITY_TOO_LARGE);
        response.getOptions().setSize1(LocalSettings.LARGEST_BODY);
        yield response;
      }
      case OUT_OF_ORDER -> new Response(ResponseCode.REQUEST_ENTITY_INCOMPLETE);
      case NO_ROOM -> Responses.of(new LocalReply.Busy());
    };
  }

  /** Critical options that change what is meant (RFC 7252, section 5.4.1). */
  private static boolean asksForMore(OptionSet options) {
    return !options.getUriQuery().isEmpty()
        || !options.getIfMatch().isEmpty()
        || options.hasIfNoneMatch()
        || options.hasProxyUri()
        || options.hasProxyScheme()
        || options.getOthers().stream().anyMatch(Option::isCritical);
  }

  private static boolean isContinuation(OptionSet options) {
    return options.hasBlock2() && options.getBlock2().getNum() > 0;
  }

  private static long offset(BlockOption block) {
    return (long) block.getNum() * block.getSize();
  }

  private static Uploads.More more(BlockOption block) {
    return block.isM() ? Uploads.More.FOLLOWS : Uploads.More.NONE;
  }

  private static Code code(Resource.Method method) {
    return switch (method) {
      case GET -> Code.GET;
      case POST -> Code.POST;
    };
  }
}
