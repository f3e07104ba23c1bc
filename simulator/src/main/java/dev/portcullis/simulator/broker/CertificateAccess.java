package dev.portcullis.simulator.broker;

import dev.portcullis.simulator.authority.Party;
import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.protocol.mqtt.exceptions.InvalidClientIdException;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.apache.activemq.artemis.utils.CertificateUtil;
import org.jspecify.annotations.Nullable;

/**
 * Decides by the client's certificate who a connection belongs to, and by {@link AccessRules} what
 * it may do. User name and password count for nothing, unless a hard-coded administrator credential
 * was switched on.
 */
final class CertificateAccess implements ActiveMQSecurityManager5 {

  private static final String QUEUE_SEPARATOR = "::";

  private final Administrator administrator;

  CertificateAccess(Administrator administrator) {
    this.administrator = administrator;
  }

  @Override
  public @Nullable Subject authenticate(
      @Nullable String user,
      @Nullable String password,
      RemotingConnection connection,
      @Nullable String domain) {
    if (connection.getSubject() != null) {
      // Asked again for each action, also for a will after the connection has gone.
      return connection.getSubject();
    }
    return partyOf(connection).map(party -> admit(party, user, password, connection)).orElse(null);
  }

  private Subject admit(
      Party party,
      @Nullable String user,
      @Nullable String password,
      RemotingConnection connection) {
    if (!ownsClientId(party, connection.getClientID())) {
      // Otherwise one client could take over the session, and so the messages, of another.
      throw new InvalidClientIdException();
    }
    var subject = new Subject();
    subject.getPrincipals().add(new UserPrincipal(party.name()));
    subject.getPublicCredentials().add(rulesFor(party, user, password));
    return subject;
  }

  private AccessRules rulesFor(Party party, @Nullable String user, @Nullable String password) {
    return switch (administrator) {
      case Administrator.HardCoded(var name, var word)
          when name.equals(user) && word.equals(password) ->
          AccessRules.everything();
      case Administrator.HardCoded _, Administrator.None _ -> AccessRules.of(party);
    };
  }

  private static boolean ownsClientId(Party party, String clientId) {
    return clientId.equals(party.name()) || clientId.startsWith(party.name() + "-");
  }

  private static Optional<Party> partyOf(RemotingConnection connection) {
    X509Certificate[] chain = CertificateUtil.getCertsFromConnection(connection);
    return chain == null || chain.length == 0
        ? Optional.empty()
        : Party.fromSubject(Objects.requireNonNull(chain[0]).getSubjectX500Principal());
  }

  /** {@code address} is the MQTT topic or filter, in some calls followed by a queue's name. */
  @Override
  public boolean authorize(Subject subject, Set<Role> roles, CheckType check, String address) {
    int end = address.indexOf(QUEUE_SEPARATOR);
    var topic = end < 0 ? address : address.substring(0, end);
    return subject.getPublicCredentials(AccessRules.class).stream()
        .anyMatch(rules -> permits(rules, check, topic));
  }

  private static boolean permits(AccessRules rules, CheckType check, String topic) {
    return switch (check) {
      case SEND -> rules.mayPublish(topic);
      case CONSUME, BROWSE, CREATE_DURABLE_QUEUE, DELETE_DURABLE_QUEUE -> rules.maySubscribe(topic);
      case CREATE_NON_DURABLE_QUEUE, DELETE_NON_DURABLE_QUEUE -> rules.maySubscribe(topic);
      case CREATE_ADDRESS -> rules.mayPublish(topic) || rules.maySubscribe(topic);
      case DELETE_ADDRESS, MANAGE, VIEW, EDIT -> false;
    };
  }

  @Override
  public boolean validateUser(String user, String password) {
    return false;
  }

  @Override
  public boolean validateUserAndRole(
      String user, String password, Set<Role> roles, CheckType check) {
    return false;
  }
}
