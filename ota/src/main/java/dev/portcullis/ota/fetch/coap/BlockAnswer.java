package dev.portcullis.ota.fetch.coap;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.MessageFormatException;
import org.eclipse.californium.core.coap.OptionSet;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.network.serialization.UdpDataParser;

/**
 * What a server answered to one request for a block.
 *
 * @param token of the request
 * @param toAcknowledge the message id, where the server wants to hear that it came
 */
record BlockAnswer(int token, OptionalInt toAcknowledge, Content content) {

  /** What is in it. */
  sealed interface Content {}

  /**
   * A block.
   *
   * @param offset of its first byte in the file
   * @param tag the server's name for the file it is of, if it has one (RFC 7252, section 5.10.6)
   * @param fileLength if the server says it (RFC 7959, section 4)
   * @param bytes as many as the size says, or fewer in the last
   */
  record Block(
      long offset,
      BlockSize size,
      More more,
      Optional<Bytes> tag,
      OptionalLong fileLength,
      Bytes bytes)
      implements Content {}

  /** No block: there is no such file. */
  record Absent() implements Content {}

  /**
   * No block.
   *
   * @param code the server's, for people
   */
  record Failed(String code) implements Content {}

  /** Whether others follow a block. */
  enum More {
    /** Others follow. */
    FOLLOWS,
    /** It is the last. */
    NONE
  }

  /** Why a message is no answer. */
  enum Flaw {
    /** It is not CoAP, or no response, or not to a request of ours. */
    NO_RESPONSE,
    /** The response is of no use: no block where there should be one, or not of its own size. */
    NO_BLOCK
  }

  private static final int TOKEN = Integer.BYTES;

  /** Knows no critical option but the standard's, and refuses a message with another. */
  private static final UdpDataParser PARSER = new UdpDataParser();

  /** Reads a datagram. */
  static Outcome<BlockAnswer, Flaw> parse(Bytes datagram) {
    try {
      return PARSER.parseMessage(datagram.toArray()) instanceof Response response
          ? of(response)
          : Outcome.refused(Flaw.NO_RESPONSE);
    } catch (MessageFormatException | IllegalArgumentException | IllegalStateException _) {
      // The last is Californium's answer to a payload that is longer than its block.
      return Outcome.refused(Flaw.NO_RESPONSE);
    }
  }

  private static Outcome<BlockAnswer, Flaw> of(Response response) {
    var token = Bytes.of(response.getTokenBytes());
    // A response in an acknowledgement answers a confirmable request, and ours are not.
    if (token.size() != TOKEN || response.getType() == CoAP.Type.ACK) {
      return Outcome.refused(Flaw.NO_RESPONSE);
    }
    var toAcknowledge =
        response.getType() == CoAP.Type.CON
            ? OptionalInt.of(response.getMID())
            : OptionalInt.empty();
    int number = 0;
    for (int i = 0; i < TOKEN; i++) {
      number = number << Byte.SIZE | token.at(i);
    }
    int named = number;
    return content(response).map(found -> new BlockAnswer(named, toAcknowledge, found));
  }

  private static Outcome<Content, Flaw> content(Response response) {
    if (response.getCode() == ResponseCode.NOT_FOUND) {
      return Outcome.passed(new Absent());
    }
    if (response.getCode() != ResponseCode.CONTENT) {
      return Outcome.passed(new Failed(response.getCode().text));
    }
    return block(response.getOptions(), Bytes.of(response.getPayload()))
        .<Outcome<Content, Flaw>>map(Outcome::passed)
        .orElseGet(() -> Outcome.refused(Flaw.NO_BLOCK));
  }

  private static Optional<Block> block(OptionSet options, Bytes bytes) {
    var tags = options.getETags();
    var option = options.getBlock2();
    if (tags.size() > 1 || option == null) {
      return Optional.empty();
    }
    var more = option.isM() ? More.FOLLOWS : More.NONE;
    return BlockSize.ofExponent(option.getSzx())
        .filter(size ->
            option.isM()
                ? bytes.size() == size.bytes()
                : !bytes.isEmpty() && bytes.size() <= size.bytes())
        .map(size ->
            new Block(
                (long) option.getNum() * size.bytes(),
                size,
                more,
                tags.stream().map(Bytes::of).findFirst(),
                options.hasSize2() ? OptionalLong.of(options.getSize2()) : OptionalLong.empty(),
                bytes));
  }
}
