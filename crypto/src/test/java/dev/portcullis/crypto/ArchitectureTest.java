package dev.portcullis.crypto;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.portcullis.crypto.testing.HouseRules;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the architecture asks of this module and the module system cannot hold. */
final class ArchitectureTest {

  private static final JavaClasses CLASSES = HouseRules.classesOfThisModule();

  /** The wiring and the clocks: they read time and make randomness for everybody else. */
  private static final Set<String> SOURCES = Set.of();

  /** Classes that take bytes apart though their name does not end in Codec. */
  private static final Set<String> CODECS = Set.of("CborReader");

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
    HouseRules.foreignFunctionsAreNotCalled().check(CLASSES);
  }

  @Test
  void onlyCodecsUseByteBuffers() {
    HouseRules.onlyCodecsUseByteBuffers(CODECS).check(CLASSES);
  }

  @Test
  void messagesNeedNoKeyStoreAndNoDisk() {
    noClasses()
        .that()
        .resideInAnyPackage("..crypto.cbor..", "..crypto.cose..", "..crypto.message..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "..crypto.keys..",
            "..crypto.x509..",
            "..crypto.tls..",
            "..crypto.durable..",
            "java.nio.file..")
        .because("a phone or a back-end speaks the protocol without the vehicle's keys and disk")
        // The packages arrive one after the other.
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void onlyAttestationResultsAreJson() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..crypto.attest..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.fasterxml.jackson..", "com.nimbusds..")
        .because("our own messages are deterministic CBOR; JSON comes from foreign Verifiers")
        .check(CLASSES);
  }
}
