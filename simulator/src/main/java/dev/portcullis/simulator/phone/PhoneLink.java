package dev.portcullis.simulator.phone;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.simulator.broker.MqttConnection;
import dev.portcullis.simulator.broker.MqttLogin;
import dev.portcullis.simulator.broker.MqttRefusal;
import dev.portcullis.simulator.broker.Publication;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One conversation of a phone with the command service, over the broker. */
public final class PhoneLink implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(PhoneLink.class.getName());

  private final MqttConnection connection;
  private final PhoneTopics topics;
  private final Exchange exchange;
  private final LinkedBlockingQueue<PhoneMessage.Answer> answers;

  private PhoneLink(
      MqttConnection connection,
      PhoneTopics topics,
      Exchange exchange,
      LinkedBlockingQueue<PhoneMessage.Answer> answers) {
    this.connection = connection;
    this.topics = topics;
    this.exchange = exchange;
    this.answers = answers;
  }

  /** Connects, and listens for answers to {@code exchange}. */
  public static Outcome<PhoneLink, Trouble> open(
      MqttLogin login, PhoneTopics topics, Exchange exchange) {
    var answers = new LinkedBlockingQueue<PhoneMessage.Answer>();
    var receiver = MqttConnection.receiving((_, payload) -> answer(payload, exchange, answers));
    return MqttConnection.open(login, receiver)
        .then(connection -> connection.subscribe(topics.answer()).map(_ -> connection))
        .<Trouble>mapRefusal(Trouble.AtTheBroker::new)
        .map(connection -> new PhoneLink(connection, topics, exchange, answers));
  }

  private static void answer(
      Bytes payload, Exchange exchange, LinkedBlockingQueue<PhoneMessage.Answer> answers) {
    if (LetterCodec.parse(payload)
            instanceof Outcome.Passed<Letter, ?>(Letter(var about, PhoneMessage.Answer answer))
        && about.equals(exchange)) {
      answers.add(answer);
    } else {
      // An answer to an earlier conversation, or none at all.
      LOG.log(Level.FINE, "a message that answers nothing was asked here");
    }
  }

  /** Asks, and waits for the service's answer. */
  public Outcome<PhoneMessage.Answer, Trouble> ask(
      PhoneMessage.Question question, Duration patience) throws InterruptedException {
    var payload = LetterCodec.encode(new Letter(exchange, question));
    var publication = new Publication(topics.request(), payload, new Publication.AtMost(patience));
    return switch (connection.publish(publication)) {
      case Outcome.Passed<Publication, ?> _ -> next(patience, new Trouble.ServiceSilent(patience));
      case Outcome.Refused<Publication, MqttRefusal>(var why) ->
          Outcome.refused(new Trouble.AtTheBroker(why));
    };
  }

  /** Waits for the receipt of a command that was sent. */
  public Outcome<PhoneMessage.Answer, Trouble> receipt(Duration patience)
      throws InterruptedException {
    return next(patience, new Trouble.VehicleSilent(patience));
  }

  private Outcome<PhoneMessage.Answer, Trouble> next(Duration patience, Trouble silence)
      throws InterruptedException {
    var answer = answers.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
    if (answer == null) {
      return Outcome.refused(silence);
    }
    return answer instanceof PhoneMessage.GiveRefusal(var reason)
        ? Outcome.refused(new Trouble.AtTheService(reason))
        : Outcome.passed(answer);
  }

  @Override
  public void close() {
    connection.close();
  }
}
