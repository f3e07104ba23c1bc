package dev.portcullis.simulator.phone;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.message.Arguments;
import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.ReceiptOutcome;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./portcullis sim phone}: signs one command and shows what became of it. */
@Command(
    name = "phone",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Sends one command to the vehicle, through whatever broker the configuration names.",
      "Commands: lock, unlock, trunk, start, stop, horn-lights, climate-on, climate-off"
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 refused or unknown, 2 unusable.",
      "",
      "Example:",
      "  ./portcullis sim phone unlock --config cloud/phone/phone.toml"
    })
public final class PhoneCommand implements Callable<Integer> {

  private static final int DONE = 0;
  private static final int REFUSED = 1;
  private static final int UNUSABLE = 2;
  private static final int NOT_GIVEN = 0;
  private static final int COLDEST = 16;
  private static final int WARMEST = 28;
  private static final int LONGEST_RUN_MINUTES = 60;

  private final InstantSource clock;
  private final SecureRandom random;

  @Parameters(index = "0", paramLabel = "COMMAND", description = "What the car is to do.")
  private String command = "";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "The phone's TOML file; `sim cloud` writes one.")
  private Path file = Path.of("phone.toml");

  @Option(
      names = "--degrees",
      paramLabel = "CELSIUS",
      description = "For climate-on: 16 to 28 degrees Celsius.")
  private int degrees = NOT_GIVEN;

  @Option(
      names = "--minutes",
      paramLabel = "MINUTES",
      description = "For start: how long the engine is to run, 1 to 60 minutes.")
  private int minutes = NOT_GIVEN;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "How long to wait for each answer (default: ${DEFAULT-VALUE}).")
  private int patienceSeconds = 30;

  @Option(names = "--json", description = "One line of JSON instead of text.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** A command with this clock and randomness; picocli sets the rest. */
  public PhoneCommand(InstantSource clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
  }

  @Override
  public Integer call() throws InterruptedException {
    var wish = wish();
    var opening =
        PhoneSettingsCodec.read(file)
            .then(settings -> opening(settings).map(opened -> new Opened(settings, opened)));
    return switch (opening) {
      case Outcome.Passed<Opened, SettingsRefusal>(var opened) -> send(wish, opened);
      case Outcome.Refused<Opened, SettingsRefusal>(var why) -> {
        spec.commandLine().getErr().println(why.line());
        spec.commandLine()
            .getErr()
            .println(
                "next: ./portcullis sim cloud --folder FOLDER writes a configuration that works");
        yield UNUSABLE;
      }
    };
  }

  private record Opened(PhoneSettings settings, PhoneOpening opening) {}

  private Outcome<PhoneOpening, SettingsRefusal> opening(PhoneSettings settings) {
    return PhoneOpening.open(file, settings, clock, random);
  }

  private Wish wish() {
    var name =
        CommandName.ofWire(command)
            .orElseThrow(
                () -> wrong(command + " is no command; known: " + String.join(", ", names())));
    var usual = Wish.of(name);
    if (degrees != NOT_GIVEN) {
      if (name != CommandName.CLIMATE_ON || degrees < COLDEST || degrees > WARMEST) {
        throw wrong("--degrees is for climate-on, from 16 to 28");
      }
      return new Wish(name, new Arguments.Temperature(degrees), usual.lifetime());
    }
    if (minutes != NOT_GIVEN) {
      if (name != CommandName.START || minutes < 1 || minutes > LONGEST_RUN_MINUTES) {
        throw wrong("--minutes is for start, from 1 to 60");
      }
      return new Wish(name, new Arguments.RunTime(Duration.ofMinutes(minutes)), usual.lifetime());
    }
    return usual;
  }

  private ParameterException wrong(String reason) {
    return new ParameterException(spec.commandLine(), reason);
  }

  private static List<String> names() {
    return Arrays.stream(CommandName.values()).map(CommandName::wire).toList();
  }

  private int send(Wish wish, Opened opened) throws InterruptedException {
    var started = clock.instant();
    var patience = Duration.ofSeconds(patienceSeconds);
    var exchange = Exchange.random(random);
    var opening = opened.opening();
    return switch (PhoneLink.open(opening.login(), opening.topics(), exchange)) {
      case Outcome.Passed<PhoneLink, Trouble>(var link) -> {
        try (link) {
          var phone = new RemotePhone(opening.phone(), opened.settings().app(), link, patience);
          var answer = phone.fulfil(wish);
          yield tell(wish, answer, Duration.between(started, clock.instant()));
        }
      }
      case Outcome.Refused<PhoneLink, Trouble>(var trouble) -> tell(wish, trouble);
    };
  }

  private int tell(Wish wish, Outcome<Answer, Trouble> outcome, Duration taken) {
    return switch (outcome) {
      case Outcome.Passed<Answer, Trouble>(var answer) -> {
        var out = spec.commandLine().getOut();
        if (json) {
          out.println(AnswerCodec.encode(wish, answer, taken));
        } else {
          AnswerText.lines(wish, answer, taken).forEach(out::println);
        }
        yield answer.receipt().outcome() == ReceiptOutcome.DONE ? DONE : REFUSED;
      }
      case Outcome.Refused<Answer, Trouble>(var trouble) -> tell(wish, trouble);
    };
  }

  private int tell(Wish wish, Trouble trouble) {
    var lines = AnswerText.lines(trouble);
    lines.forEach(spec.commandLine().getErr()::println);
    if (json) {
      spec.commandLine().getOut().println(AnswerCodec.encode(wish, trouble, lines));
    }
    return switch (trouble) {
      case Trouble.VehicleSilent _ -> REFUSED;
      case Trouble.AtTheBroker _,
          Trouble.AtTheService _,
          Trouble.NotBelieved _,
          Trouble.ServiceSilent _ ->
          UNUSABLE;
    };
  }
}
