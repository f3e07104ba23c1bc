package dev.portcullis.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import dev.portcullis.crypto.testing.HouseRules;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the architecture asks of this module and the module system cannot hold. */
final class ArchitectureTest {

  private static final JavaClasses CLASSES = HouseRules.classesOfThisModule();

  /** The wiring and the clocks: they read time and make randomness for everybody else. */
  private static final Set<String> SOURCES =
      Set.of(
          "dev.portcullis.agent.Main",
          "dev.portcullis.agent.Agent",
          "dev.portcullis.agent.RunCommand",
          "dev.portcullis.agent.UpdateCommand",
          "dev.portcullis.agent.bus.CanCommand",
          "dev.portcullis.agent.tuf.TufCommand");

  /** No codecs: each only writes a number as the bytes that a key or an id is made of. */
  private static final Set<String> CODECS = Set.of("BridgeCar", "Beacons");

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
    HouseRules.foreignFunctionsAreCalledOnlyIn("dev.portcullis.agent.fresh.BoottimeClock")
        .check(CLASSES);
  }

  @Test
  void onlyCodecsUseByteBuffers() {
    HouseRules.onlyCodecsUseByteBuffers(CODECS).check(CLASSES);
  }

  @Test
  void onlyTheLinkUsesPaho() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..agent.link..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.eclipse.paho..")
        .because("Paho loses messages unless one wrapper holds it to its contract")
        .check(CLASSES);
  }

  @Test
  void onlyTheLocalLinkUsesCalifornium() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..agent.local..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.eclipse.californium..")
        .because("its defaults let strangers fill the memory; one wrapper bounds everything")
        .check(CLASSES);
  }

  @Test
  void theLocalLinkKnowsNothingOfTheGate() {
    noClasses()
        .that()
        .resideInAPackage("..agent.local..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..agent.gate..", "..agent.link..", "..agent.journal..")
        .because("it carries bytes and believes none of them")
        .check(CLASSES);
  }

  @Test
  void nothingHereTransmitsAFrame() {
    noClasses()
        .should()
        .callMethodWhere(HouseRules.transmitsAFrame())
        .because("the agent asks can-bridge for actions by name, never for frames")
        .check(CLASSES);
  }

  @Test
  void nothingHereUsesBouncyCastleOrTheSerialLibrary() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.bouncycastle..", "com.nimbusds..", "com.fazecast..")
        .check(CLASSES);
  }

  @Test
  void theGateKnowsNeitherLinkNorFilesNorConfiguration() {
    noClasses()
        .that()
        .resideInAPackage("..agent.gate..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..agent.link..", "java.nio.file..", "com.fasterxml.jackson..")
        .because("its stages are functions over values and the ports handed to them")
        // The package arrives with its own work.
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void aStageAloneMakesItsResult() {
    classes()
        .that()
        .resideInAPackage("..agent.gate..")
        .and()
        .arePublic()
        .and()
        .areMemberClasses()
        .and(HouseRules.areStageResults())
        .should()
        .haveOnlyPrivateConstructors()
        .andShould()
        .haveModifier(JavaModifier.FINAL)
        .because("code behind a stage cannot be called with less than the stage proved")
        // The package arrives with its own work.
        .allowEmptyShould(true)
        .check(CLASSES);
  }
}
