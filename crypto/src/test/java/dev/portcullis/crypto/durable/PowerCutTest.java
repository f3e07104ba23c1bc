package dev.portcullis.crypto.durable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.portcullis.crypto.durable.testing.ForceIgnoringFileSystem;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class PowerCutTest {

  @ParameterizedTest
  @EnumSource
  void keepsWhatWasAcknowledgedAndInventsNothing(PowerCutScenario scenario) {
    scenario.play(UnaryOperator.identity());
  }

  @ParameterizedTest
  @MethodSource("linesThatForce")
  void failsSomewhereWithoutTheForceInLine(String line) {
    assertFalse(
        Arrays.stream(PowerCutScenario.values()).allMatch(scenario -> survives(scenario, line)),
        line + " forces, and nothing is worse without it");
  }

  @Test
  void reachesEveryLineThatForces() {
    var reached = new TreeSet<String>();
    for (var scenario : PowerCutScenario.values()) {
      scenario.play(disk -> new ForceIgnoringFileSystem(disk, "none", reached));
    }
    assertEquals(linesThatForce(), reached);
  }

  private static boolean survives(PowerCutScenario scenario, String line) {
    try {
      scenario.play(disk -> new ForceIgnoringFileSystem(disk, line, new TreeSet<>()));
      return true;
    } catch (AssertionError expected) {
      return false;
    }
  }

  static Set<String> linesThatForce() {
    return new ClassFileImporter()
            .importClasses(Journal.class, AtomicFile.class, DurableFolder.class, BestEffort.class)
            .stream()
            .flatMap(type -> type.getMethodCallsFromSelf().stream())
            .filter(PowerCutTest::isForce)
            .map(call -> call.getOriginOwner().getSimpleName() + ".java:" + call.getLineNumber())
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isForce(JavaMethodCall call) {
    var name = call.getTarget().getName();
    return call.getTargetOwner().getPackageName().equals(Journal.class.getPackageName())
        && (name.equals("force") || name.equals("forceFolder"));
  }
}
