package dev.portcullis.simulator.phone;

/**
 * The two topics on which one phone talks with the command service.
 *
 * @param phone the phone's name, which is its certificate's common name
 */
public record PhoneTopics(String phone) {

  private static final String ROOT = "portcullis-sim/1/";
  private static final String REQUEST = "/request";

  /** The filter for what every phone asks. */
  public static final String EVERY_REQUEST = ROOT + "+" + REQUEST;

  /** From the phone. */
  public String request() {
    return ROOT + phone + REQUEST;
  }

  /** To the phone. */
  public String answer() {
    return ROOT + phone + "/answer";
  }

  /** Whether {@code topic} is where a phone asks. */
  public static boolean isRequest(String topic) {
    return topic.startsWith(ROOT) && topic.endsWith(REQUEST);
  }

  /** Whose topic of requests {@code topic} is, for which {@link #isRequest} holds. */
  public static PhoneTopics ofRequest(String topic) {
    return new PhoneTopics(topic.substring(ROOT.length(), topic.length() - REQUEST.length()));
  }
}
