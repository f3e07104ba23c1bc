package dev.portcullis.crypto.attest.nitro;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which of the policy's enclaves a document's registers are, if any. Only a whole entry counts: the
 * image of one back-end under the role of another is neither.
 */
record ListedEnclave(List<EnclaveMeasurements> enclaves, Map<Integer, Bytes> registers) {

  Optional<EnclaveMeasurements> enclave() {
    return enclaves.stream().filter(each -> each.difference(registers).isEmpty()).findFirst();
  }

  Verdict verdict() {
    return enclave()
        .map(each -> Verdict.met(each.name()))
        .or(this::software)
        .or(this::operator)
        .orElseGet(this::nearest);
  }

  private Optional<Verdict> software() {
    return EnclaveMeasurements.SOFTWARE.stream().flatMap(each -> empty(each).stream()).findFirst();
  }

  /** One of these may be empty, where the policy names the other. */
  private Optional<Verdict> operator() {
    var empty =
        EnclaveMeasurements.OPERATOR.stream().flatMap(each -> empty(each).stream()).toList();
    return empty.size() == EnclaveMeasurements.OPERATOR.size()
        ? Optional.of(empty.getFirst())
        : Optional.empty();
  }

  /** What keeps the document from being the entry that it is most nearly. */
  private Verdict nearest() {
    int register =
        enclaves.stream()
            .flatMap(each -> each.difference(registers).stream())
            .max(Comparator.naturalOrder())
            .orElseThrow();
    return empty(register)
        .orElseGet(
            () -> Verdict.failed(AttestationRefusal.MEASUREMENT_NOT_LISTED, "PCR" + register));
  }

  /** The refusal of a register that is absent or holds nothing but zeros. */
  private Optional<Verdict> empty(int register) {
    var value = Optional.ofNullable(registers.get(register));
    if (value.isEmpty()) {
      return Optional.of(Verdict.failed(AttestationRefusal.NO_MEASUREMENT, "no PCR" + register));
    }
    return EnclaveMeasurements.isZero(value.get())
        ? Optional.of(
            Verdict.failed(AttestationRefusal.ZERO_MEASUREMENT, "PCR" + register + " is zero"))
        : Optional.empty();
  }
}
