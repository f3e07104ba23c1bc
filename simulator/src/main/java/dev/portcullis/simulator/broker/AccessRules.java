package dev.portcullis.simulator.broker;

import dev.portcullis.simulator.authority.Party;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which topics a party may publish to and subscribe to. The rules are derived from the certificate
 * alone: a vehicle reaches its own subtree, the command service every vehicle's, a phone its own
 * pair of topics to talk with the command service. Whatever is not listed is refused.
 *
 * @param publish filters that cover what may be published
 * @param subscribe filters that cover what may be subscribed to
 */
record AccessRules(List<TopicFilter> publish, List<TopicFilter> subscribe) {

  private static final String VEHICLES = "portcullis/1/";
  private static final String PHONES = "portcullis-sim/1/";

  /** What vehicles listen to. */
  private static final List<String> TO_VEHICLES =
      List.of("command", "time", "owner", "hand-over", "revocation", "echo", "ota");

  /** What vehicles say. */
  private static final List<String> FROM_VEHICLES =
      List.of("receipt", "beacon", "checkpoint", "notice", "event");

  AccessRules {
    publish = List.copyOf(publish);
    subscribe = List.copyOf(subscribe);
  }

  static AccessRules of(Party party) {
    var vehicle = VEHICLES + party.name() + "/";
    var phone = PHONES + party.name() + "/";
    return switch (party.kind()) {
      case VEHICLE ->
          rules(below(vehicle, FROM_VEHICLES), and(below(vehicle, TO_VEHICLES), vehicle + "order"));
      case COMMAND_SERVICE ->
          rules(
              and(below(VEHICLES + "+/", TO_VEHICLES), PHONES + "+/answer"),
              and(below(VEHICLES + "+/", FROM_VEHICLES), PHONES + "+/request"));
      case PHONE -> rules(List.of(phone + "request"), List.of(phone + "answer"));
      case MONITOR -> rules(List.of(), List.of(VEHICLES + "#"));
      case BROKER, REPOSITORY, SIGNER -> rules(List.of(), List.of());
    };
  }

  /** What a login with a hard-coded administrator credential gets: everything. */
  static AccessRules everything() {
    return rules(List.of("#"), List.of("#"));
  }

  boolean mayPublish(String topic) {
    return covered(publish, topic);
  }

  boolean maySubscribe(String filter) {
    return covered(subscribe, filter);
  }

  private static boolean covered(List<TopicFilter> rules, String asked) {
    var filter = TopicFilter.of(asked);
    return rules.stream().anyMatch(rule -> rule.covers(filter));
  }

  private static List<String> below(String subtree, List<String> leaves) {
    return leaves.stream().map(subtree::concat).toList();
  }

  private static List<String> and(List<String> filters, String one) {
    return Stream.concat(filters.stream(), Stream.of(one)).toList();
  }

  private static AccessRules rules(List<String> publish, List<String> subscribe) {
    return new AccessRules(
        publish.stream().map(TopicFilter::of).toList(),
        subscribe.stream().map(TopicFilter::of).toList());
  }
}
