package dev.portcullis.agent.link;

/** The closed list of what keeps the link from being up, each with what to do about it. */
public enum Cause {
  /** No key or certificate to connect with. */
  KEYS_UNAVAILABLE(
      "the vehicle's TLS key or certificate could not be used",
      "run agent check; see that the token or key file is there and readable"),
  /** The name resolves to nothing. */
  UNKNOWN_HOST(
      "the broker's host name is unknown",
      "check the host in the broker's uri and this unit's name server"),
  /** No route, or the network is down. */
  UNREACHABLE(
      "the broker cannot be reached", "check this unit's network; the link tries again by itself"),
  /** Nobody listens. */
  CONNECTION_REFUSED(
      "nothing listens at the broker's address",
      "see that the broker runs and that the port in its uri is right"),
  /** Packets go nowhere. */
  CONNECT_TIMEOUT(
      "the broker's address does not answer",
      "check host, port and firewalls on the way; the link tries again by itself"),
  /** The broker's chain does not end at our anchor. */
  BROKER_NOT_TRUSTED(
      "the broker's certificate is not from an issuer this vehicle trusts",
      "compare the broker's chain with the trust anchor in the configuration"),
  /** The broker's certificate is for another name. */
  BROKER_NAME_MISMATCH(
      "the broker's certificate is for another host",
      "use the name in the certificate in the broker's uri, or issue it for this name"),
  /** The broker's certificate is outside its time. */
  BROKER_CERTIFICATE_EXPIRED(
      "the broker's certificate is expired or not yet valid",
      "renew the broker's certificate, or set right what this unit takes for the time"),
  /** The broker does not accept ours. */
  CERTIFICATE_REFUSED(
      "the broker refuses the vehicle's certificate",
      "see that the broker trusts the issuer of the vehicle's certificate, and its list of revoked"
          + " ones"),
  /** The broker says ours is expired. */
  CERTIFICATE_EXPIRED(
      "the broker says that the vehicle's certificate is expired",
      "renew the vehicle's certificate"),
  /** Any other failure of the handshake. */
  TLS_FAILED(
      "TLS with the broker failed",
      "see that the broker speaks TLS 1.3 on this port; openssl s_client shows the handshake"),
  /** Connected, but no word. */
  MUTE_PEER(
      "the broker accepts connections but does not answer",
      "see that the port is the broker's MQTT port and that the broker is not overloaded"),
  /** CONNACK 0x86, 0x87, 0x8A, 0x8C. */
  NOT_AUTHORISED_TO_CONNECT(
      "the broker does not let this vehicle in",
      "see that the certificate's name is known to the broker and its access list"),
  /** CONNACK 0x85. */
  CLIENT_ID_REFUSED(
      "the broker refuses the client id", "set the client id the broker expects for this vehicle"),
  /** Any other CONNACK from 0x80, or a broker without what we need. */
  BROKER_UNSUITABLE(
      "the broker refused the connection, or lacks what the link needs",
      "use an MQTT 5 broker with QoS 1 and retained messages; the broker's log has the reason"),
  /** CONNACK 0x88, 0x89, 0x97, 0x9F. */
  BROKER_BUSY(
      "the broker is there but takes no connection now", "nothing: the link tries again by itself"),
  /** SUBACK 0x87. */
  NOT_AUTHORISED_TO_SUBSCRIBE(
      "the broker does not let this vehicle subscribe to its commands",
      "give the certificate's name read access to the vehicle's command and time topics"),
  /** Any other SUBACK from 0x80. */
  SUBSCRIBE_REFUSED("the broker refused a subscription", "the broker's log has the reason"),
  /** PUBACK 0x87. */
  NOT_AUTHORISED_TO_PUBLISH(
      "the broker does not let this vehicle publish",
      "give the certificate's name write access to the vehicle's receipt and beacon topics"),
  /** Any other PUBACK from 0x80. */
  PUBLISH_REFUSED(
      "the broker refused what the vehicle published", "the broker's log has the reason"),
  /** No SUBACK or PUBACK within the deadline. */
  ANSWER_OVERDUE("the broker did not answer in time", "nothing: the link connects anew by itself"),
  /** Nothing came for twice the keep-alive. */
  HALF_OPEN(
      "nothing was heard from the broker, not even an answer to a ping",
      "nothing: the link connects anew by itself"),
  /** The connection ended. */
  CONNECTION_LOST("the connection broke", "nothing: the link connects anew by itself"),
  /** DISCONNECT from the broker. */
  ENDED_BY_BROKER(
      "the broker ended the connection", "if it goes on, look for the reason in the broker's log"),
  /** DISCONNECT 0x8E. */
  TAKEN_OVER(
      "another client connected with this vehicle's client id",
      "see that no second agent runs with the same certificate and client id"),
  /** What came is not MQTT 5, or larger than announced. */
  PROTOCOL_VIOLATION(
      "the broker sent what is not MQTT 5, or more than it was told to",
      "see that the port is the broker's MQTT port; report it to the broker's maker"),
  /** The gate holds too many unsettled messages from earlier connections. */
  UNSETTLED_BACKLOG(
      "too many messages from earlier connections are not decided yet",
      "nothing: the link connects once they are; if it goes on, see what holds up the gate");

  private final String meaning;
  private final String next;

  Cause(String meaning, String next) {
    this.meaning = meaning;
    this.next = next;
  }

  /** What is wrong, in one clause. */
  public String meaning() {
    return meaning;
  }

  /** What to do about it, in one clause. */
  public String next() {
    return next;
  }
}
