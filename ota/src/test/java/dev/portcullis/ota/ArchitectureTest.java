package dev.portcullis.ota;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.portcullis.crypto.testing.HouseRules;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the architecture asks of this module and the module system cannot hold. */
final class ArchitectureTest {

  private static final JavaClasses CLASSES = HouseRules.classesOfThisModule();

  @Test
  void timeAndRandomnessAreHandedIn() {
    HouseRules.timeAndRandomnessAreHandedInExceptIn(Set.of()).check(CLASSES);
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
    HouseRules.foreignFunctionsAreNotCalled().check(CLASSES);
  }

  @Test
  void onlyCodecsUseByteBuffers() {
    HouseRules.onlyCodecsUseByteBuffers(Set.of()).check(CLASSES);
  }

  @Test
  void verificationKnowsNeitherFilesNorNetwork() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "..ota.json..",
            "..ota.metadata..",
            "..ota.verify..",
            "..ota.uptane..",
            "..ota.manifest..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.nio.file..", "java.net..", "..crypto.durable..", "..ota.fetch..")
        .because("what is believed is a function of what is trusted, what was offered and the time")
        .check(CLASSES);
  }

  @Test
  void onlyFetchingUsesTheNetwork() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..ota.fetch..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.net..")
        .because("every byte from the network comes through a limit of size and time")
        .check(CLASSES);
  }

  @Test
  void onlyFetchingOverCoapUsesCalifornium() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..ota.fetch.coap..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.eclipse.californium..")
        .because("its defaults buffer whole bodies; one wrapper bounds everything")
        .check(CLASSES);
  }

  @Test
  void onlyTheReaderOfJsonUsesJackson() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..ota.json..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fasterxml.jackson..")
        .because("one strict reader decides what a document says")
        .check(CLASSES);
  }
}
