package dev.portcullis.simulator.repository.coap;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.simulator.authority.Party;
import dev.portcullis.simulator.repository.server.Answer;
import dev.portcullis.simulator.repository.server.Shelf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.californium.core.coap.BlockOption;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.core.server.MessageDeliverer;
import org.eclipse.californium.elements.auth.X509CertPath;

/**
 * Answers each request for a block of an image, and no other. Where a file is, the shelf decides,
 * by the same names as over HTTPS.
 */
final class BlockAnswers implements MessageDeliverer {

  private static final Logger LOG = Logger.getLogger(BlockAnswers.class.getName());

  private static final List<String> IMAGES = List.of("images", "targets");

  /** RFC 7252, section 5.10.6. */
  private static final int LONGEST_TAG = 8;

  /** 1024 bytes; the one above is for reliable transports alone (RFC 8323, section 6). */
  private static final int LARGEST_EXPONENT = 6;

  private final Shelf shelf;

  BlockAnswers(Shelf shelf) {
    this.shelf = shelf;
  }

  @Override
  public void deliverRequest(Exchange exchange) {
    exchange.sendResponse(answer(exchange.getCurrentRequest()));
  }

  private Response answer(Request request) {
    var options = request.getOptions();
    var path = options.getUriPath();
    var block =
        Optional.ofNullable(options.getBlock2())
            .orElseGet(() -> new BlockOption(LARGEST_EXPONENT, false, 0));
    if (request.getCode() != Code.GET) {
      return new Response(ResponseCode.METHOD_NOT_ALLOWED);
    }
    if (block.getSzx() > LARGEST_EXPONENT) {
      return new Response(ResponseCode.BAD_OPTION);
    }
    // A slash within a segment would make two of one.
    if (path.size() <= IMAGES.size()
        || !path.subList(0, IMAGES.size()).equals(IMAGES)
        || path.stream().anyMatch(segment -> segment.contains("/"))
        || options.getURIQueryCount() > 0) {
      return new Response(ResponseCode.NOT_FOUND);
    }
    return caller(request)
        .map(party -> answer(party, String.join("/", path), block))
        .orElseGet(() -> new Response(ResponseCode.FORBIDDEN));
  }

  private static Optional<Party> caller(Request request) {
    return request.getSourceContext().getPeerIdentity() instanceof X509CertPath path
        ? Party.fromSubject(path.getTarget().getSubjectX500Principal())
        : Optional.empty();
  }

  private Response answer(Party caller, String path, BlockOption block) {
    try {
      return switch (shelf.get(caller, path)) {
        case Answer.OfFile(var file, var tag) -> block(file, tag, block);
        case Answer.Forbidden() -> new Response(ResponseCode.FORBIDDEN);
        case Answer.Absent _,
            Answer.Content _,
            Answer.Unfit _,
            Answer.Taken _,
            Answer.Endless _,
            Answer.Trickle _ ->
            new Response(ResponseCode.NOT_FOUND);
      };
    } catch (IOException e) {
      LOG.log(Level.FINE, e, () -> "GET " + path);
      return new Response(ResponseCode.INTERNAL_SERVER_ERROR);
    }
  }

  private static Response block(Path file, String tag, BlockOption block) throws IOException {
    long length = Files.size(file);
    long offset = (long) block.getNum() * block.getSize();
    if (offset > 0 && offset >= length) {
      return new Response(ResponseCode.BAD_REQUEST);
    }
    byte[] bytes;
    try (var in = Files.newInputStream(file)) {
      in.skipNBytes(offset);
      bytes = in.readNBytes(block.getSize());
    }
    var response = new Response(ResponseCode.CONTENT);
    boolean isFollowed = offset + bytes.length < length;
    response.getOptions().setBlock2(block.getSzx(), isFollowed, block.getNum());
    response
        .getOptions()
        .addETag(Digest.of(Bytes.utf8(tag)).value().slice(0, LONGEST_TAG).toArray());
    response.setPayload(bytes);
    return response;
  }

  @Override
  public void deliverResponse(Exchange exchange, Response response) {
    // This side asks nothing.
  }
}
