package dev.portcullis.agent.local;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import java.util.Arrays;
import java.util.Optional;

/** The resources of the local link (docs/protocol.md). */
enum Resource {
  /** The newest beacon. */
  BEACON("beacon", Method.GET, MediaType.NONE),
  /** The offer of the enrolment window. */
  OFFER("offer", Method.GET, MediaType.NONE),
  /** Enrolments. */
  ENROLMENT("enrolment", Method.POST, MediaType.COSE_SIGN1),
  /** Owner statements. */
  OWNER("owner", Method.POST, MediaType.CBOR),
  /** Hand-overs. */
  HAND_OVER("hand-over", Method.POST, MediaType.CBOR);

  /** What can be done with a resource: one thing each. */
  enum Method {
    GET,
    POST
  }

  /** What a request carries, by its CoAP content format. */
  enum MediaType {
    /** Nothing. */
    NONE(-1),
    /** {@code application/cose; cose-type="cose-sign1"} (RFC 9052, section 11.3). */
    COSE_SIGN1(18),
    /** {@code application/cbor}. */
    CBOR(60);

    private final int contentFormat;

    MediaType(int contentFormat) {
      this.contentFormat = contentFormat;
    }

    /** The registered number, or -1, which CoAP's library takes for none. */
    int contentFormat() {
      return contentFormat;
    }
  }

  private final String path;
  private final Method method;
  private final MediaType body;

  Resource(String path, Method method, MediaType body) {
    this.path = path;
    this.method = method;
    this.body = body;
  }

  /** The resource under a path of one segment. */
  static Optional<Resource> at(String path) {
    return Arrays.stream(values()).filter(resource -> resource.path.equals(path)).findFirst();
  }

  Method method() {
    return method;
  }

  MediaType body() {
    return body;
  }

  /** What {@code peer} asks for. */
  LocalRequest asked(Digest peer, Bytes content) {
    return switch (this) {
      case BEACON -> new LocalRequest.GetBeacon(peer);
      case OFFER -> new LocalRequest.GetOffer(peer);
      case ENROLMENT -> new LocalRequest.PostEnrolment(peer, content);
      case OWNER -> new LocalRequest.PostOwnerStatement(peer, content);
      case HAND_OVER -> new LocalRequest.PostHandOver(peer, content);
    };
  }
}
