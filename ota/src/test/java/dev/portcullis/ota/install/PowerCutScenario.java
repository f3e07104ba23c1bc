package dev.portcullis.ota.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.image.UnpackRefusal;
import dev.portcullis.ota.slot.HealthCheck;
import dev.portcullis.ota.slot.SlotName;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;

/**
 * What a unit is doing when the power goes. Each is told the disk as it was before, and does its
 * work through refusals: a disk that fails once must not spoil anything either.
 */
enum PowerCutScenario {
  INSTALLING("11111", "21211") {
    @Override
    void work(UnitBench bench) {
      var _ = install(bench, "2.2..");
    }
  },
  ACTIVATING("11111", "21211") {
    @Override
    void work(UnitBench bench) {
      install(bench, "2.2..")
          .ifPresent(ready -> look(bench.activation(UnitBench.TAKES_ALL).activate(ready)));
    }
  },
  STARTING_A_TRIAL("11111", "21211") {
    @Override
    void prepare(UnitBench bench) {
      activate(bench, "2.2..");
    }

    @Override
    void work(UnitBench bench) {
      launchAndBegin(bench);
      launchAndBegin(bench);
    }
  },
  CONFIRMING("11111", "21211") {
    @Override
    void prepare(UnitBench bench) {
      activate(bench, "2.2..");
    }

    @Override
    void work(UnitBench bench) {
      confirm(bench);
    }
  },
  RUNNING_OUT_OF_TIME("11111", "21211") {
    @Override
    void prepare(UnitBench bench) {
      activate(bench, "2.2..");
    }

    @Override
    void work(UnitBench bench) {
      if (begin(bench, SlotName.B)
          instanceof Outcome.Passed<Startup.Standing, InstallRefusal>(Startup.OnTrial trial)) {
        look(bench.confirmation(EnumSet.noneOf(HealthCheck.class)).look(trial, UnitBench.DEADLINE));
      }
    }
  },
  FALLING_BACK("11111", "21211") {
    @Override
    void prepare(UnitBench bench) {
      activate(bench, "2.2..");
      for (int start = 0; start < UnitBench.ATTEMPTS; start++) {
        launchAndBegin(bench);
      }
    }

    @Override
    void work(UnitBench bench) {
      launchAndBegin(bench);
    }
  },
  TAKING_A_POLICY_LIVE("11111", "11222") {
    @Override
    void work(UnitBench bench) {
      takeLive(bench, UnitBench.TAKES_ALL);
    }
  },
  REFUSING_A_POLICY("11111", "11222") {
    @Override
    void work(UnitBench bench) {
      takeLive(bench, _ -> Optional.of(new LiveRefusal.ForGood("no")));
    }
  },
  POSTPONING_A_POLICY("11111", "11222") {
    @Override
    void work(UnitBench bench) {
      takeLive(bench, _ -> Optional.of(new LiveRefusal.ForNow("not now")));
    }
  },
  REMOVING("21111", "31311") {
    @Override
    void prepare(UnitBench bench) {
      activate(bench, "2....");
      confirm(bench);
      var _ = bench.campaign("c333--", "333..");
      var _ = install(bench, "333..");
    }

    @Override
    void work(UnitBench bench) {
      look(new Removal(bench.unit()).remove(Optional.empty()));
    }
  },
  REMOVING_WHAT_FELL_BACK("11111", "21211") {
    @Override
    void prepare(UnitBench bench) {
      FALLING_BACK.prepare(bench);
      launchAndBegin(bench);
    }

    @Override
    void work(UnitBench bench) {
      look(new Removal(bench.unit()).remove(Optional.empty()));
    }
  },
  THE_SECOND_UPDATE("21111", "31311") {
    @Override
    void prepare(UnitBench bench) {
      activate(bench, "2....");
      confirm(bench);
    }

    @Override
    void work(UnitBench bench) {
      install(bench, "3.3..")
          .ifPresent(ready -> look(bench.activation(UnitBench.TAKES_ALL).activate(ready)));
      confirm(bench);
    }
  };

  private final String before;
  private final String after;

  PowerCutScenario(String before, String after) {
    this.before = before;
    this.after = after;
  }

  /** What the unit consists of beforehand: the release of each part. */
  String before() {
    return before;
  }

  /** What it consists of once the update is complete. */
  String after() {
    return after;
  }

  /** Done before anything can go wrong. */
  void prepare(UnitBench bench) {}

  /** Done while anything can. */
  abstract void work(UnitBench bench);

  /** The campaign that leads from one to the other. */
  String campaign() {
    var changed = new StringBuilder();
    for (int i = 0; i < before.length(); i++) {
      changed.append(before.charAt(i) == after.charAt(i) ? '.' : after.charAt(i));
    }
    return changed.toString();
  }

  static Optional<Install.Ready> install(UnitBench bench, String releases) {
    return inUnit(bench)
        .flatMap(unit ->
            passed(
                new Install(unit, bench::staged)
                    .install(
                        bench.fetched("c" + releases.replace('.', '-'), releases),
                        UnitBench.PARKED)));
  }

  /** Also fetches them. */
  static void activate(UnitBench bench, String releases) {
    var _ = bench.campaign("c" + releases.replace('.', '-'), releases);
    install(bench, releases)
        .ifPresent(ready -> look(bench.activation(UnitBench.TAKES_ALL).activate(ready)));
  }

  private static void takeLive(UnitBench bench, LiveActivation live) {
    install(bench, "..222")
        .flatMap(ready -> passed(bench.activation(live).activate(ready)))
        .ifPresent(activated -> {
          if (activated instanceof Activation.TakenLive taken) {
            look(bench.confirmation().look(taken, Duration.ZERO));
          }
        });
  }

  /** As the launcher would start it, without the launcher. */
  private static Outcome<Startup.Standing, InstallRefusal> begin(UnitBench bench, SlotName slot) {
    return Startup.begin(bench.unit(), new Started(slot, Optional.empty()));
  }

  /** Where the disk fails the launcher may start nothing; it is then started again. */
  static void launchAndBegin(UnitBench bench) {
    if (new ModelLauncher(bench.files(), bench.folder()).launch()
        instanceof Outcome.Passed<Started, String>(var started)) {
      passed(bench.open()).ifPresent(unit -> look(Startup.begin(unit, started)));
    }
  }

  static void confirm(UnitBench bench) {
    if (new ModelLauncher(bench.files(), bench.folder()).launch()
            instanceof Outcome.Passed<Started, String>(var started)
        && Startup.begin(bench.unit(), started)
            instanceof Outcome.Passed<Startup.Standing, InstallRefusal>(Startup.OnTrial trial)) {
      look(bench.confirmation().look(trial, Duration.ZERO));
    }
  }

  private static Optional<Unit> inUnit(UnitBench bench) {
    return passed(bench.open());
  }

  private static <T> Optional<T> passed(Outcome<T, InstallRefusal> outcome) {
    return switch (outcome) {
      case Outcome.Passed<T, InstallRefusal>(var value) -> Optional.of(value);
      case Outcome.Refused<T, InstallRefusal>(var why) -> {
        mustBeExpected(why);
        yield Optional.empty();
      }
    };
  }

  private static <T> void look(Outcome<T, InstallRefusal> outcome) {
    assertEquals(passed(outcome).isPresent(), outcome instanceof Outcome.Passed<T, InstallRefusal>);
  }

  /** A disk that fails is named as that; nothing else may come of it. */
  private static void mustBeExpected(InstallRefusal why) {
    switch (why) {
      case InstallRefusal.DiskFailed _,
          InstallRefusal.LiveRefused _,
          InstallRefusal.LivePostponed _,
          InstallRefusal.OnTrial _,
          InstallRefusal.AlreadyInstalled _ -> {}
      case InstallRefusal.NotUnpacked(var _, UnpackRefusal.DiskFailed _) -> {}
      default -> fail(why.toString());
    }
  }
}
