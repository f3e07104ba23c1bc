package dev.portcullis.can;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.portcullis.can.port.CanPort;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the module system cannot hold. */
class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.portcullis.can");

  @Test
  void onlyActuateTransmits() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.portcullis.can.actuate")
        .should()
        .callMethodWhere(
            target(owner(JavaClass.Predicates.assignableTo(CanPort.class)))
                .and(target(name("transmit"))))
        .check(CLASSES);
  }

  @Test
  void onlyTheSerialLineTouchesTheSerialLibrary() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.portcullis.can.port.SerialLine")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fazecast..")
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandMapReadsToml() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.portcullis.can.actuate")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fasterxml..")
        .check(CLASSES);
  }

  @Test
  void nobodyReadsAClockThatWasNotHandedIn() {
    noClasses()
        .should()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Instant.class, "now")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.portcullis.can.(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
