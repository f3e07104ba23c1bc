package dev.portcullis.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.portcullis.crypto.testing.HouseRules;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the architecture asks of this module and the module system cannot hold. */
final class ArchitectureTest {

  private static final JavaClasses CLASSES = HouseRules.classesOfThisModule();

  /** The wiring and the clocks: they read time and make randomness for everybody else. */
  private static final Set<String> SOURCES =
      Set.of(
          "dev.portcullis.simulator.console.Main",
          "dev.portcullis.simulator.vehicle.VehicleCommand");

  /** Classes that take bytes apart though their name does not end in Codec. */
  private static final Set<String> CODECS = Set.of();

  @Test
  void timeAndRandomnessAreHandedIn() {
    HouseRules.timeAndRandomnessAreHandedInExceptIn(SOURCES).check(CLASSES);
  }

  @Test
  void packagesAndClassesAreNamedAfterTheField() {
    HouseRules.packagesAreNamedAfterTheField().check(CLASSES);
    HouseRules.classesAreNamedAfterTheField().check(CLASSES);
    HouseRules.identifiersAreSpeltTheBritishWay().check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    HouseRules.packagesHaveNoCycles().check(CLASSES);
  }

  @Test
  void foreignFunctionsHaveOneGateway() {
    HouseRules.foreignFunctionsAreCalledOnlyIn("dev.portcullis.simulator.serial.Libc")
        .check(CLASSES);
  }

  @Test
  void onlyCodecsUseByteBuffers() {
    HouseRules.onlyCodecsUseByteBuffers(CODECS).check(CLASSES);
  }

  @Test
  void theSimulatorDoesNotKnowTheAgent() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.portcullis.agent..")
        .because("it starts the agent as a process and talks to it over real wires")
        .check(CLASSES);
  }

  @Test
  void onlyTheAuthorityUsesBouncyCastle() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..simulator.authority..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bouncycastle..")
        .check(CLASSES);
  }

  @Test
  void onlyTheBrokerUsesArtemis() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..simulator.broker..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.activemq..", "io.netty..")
        .because("it can be exchanged for any other broker")
        .check(CLASSES);
  }

  @Test
  void onlyTheLocalLinkAndTheServerOfBlocksUseCalifornium() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..simulator.local..", "..simulator.repository.coap..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.eclipse.californium..")
        .check(CLASSES);
  }

  @Test
  void attackersReachTheCarOverTheSameWiresAsEverybodyElse() {
    noClasses()
        .should()
        .callMethodWhere(HouseRules.transmitsAFrame())
        .because(
            "only the agent's can-bridge transmits; the simulator plays the ECUs behind the serial line")
        .check(CLASSES);
  }
}
