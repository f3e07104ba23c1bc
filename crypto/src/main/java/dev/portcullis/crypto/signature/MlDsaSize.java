package dev.portcullis.crypto.signature;

import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;

/** The parameter sets of ML-DSA (FIPS 204 section 4). Those that hash first are no keys here. */
enum MlDsaSize {
  ML_DSA_44(Scheme.ML_DSA_44, MLDSAParameters.ml_dsa_44),
  ML_DSA_65(Scheme.ML_DSA_65, MLDSAParameters.ml_dsa_65),
  ML_DSA_87(Scheme.ML_DSA_87, MLDSAParameters.ml_dsa_87);

  private final Scheme scheme;

  @SuppressWarnings("ImmutableEnumChecker") // a constant of the library, which it never changes
  private final MLDSAParameters parameters;

  MlDsaSize(Scheme scheme, MLDSAParameters parameters) {
    this.scheme = scheme;
    this.parameters = parameters;
  }

  /** The size of this key, if it is one of them. */
  static Optional<MlDsaSize> of(MLDSAPublicKeyParameters key) {
    return Stream.of(values())
        .filter(size -> size.parameters.equals(key.getParameters()))
        .findFirst();
  }

  /** What a key of this size signs with. */
  Scheme scheme() {
    return scheme;
  }
}
