package dev.hokusai.conformance;

/** Something is not as the vector says, or the vector says what this driver does not know. */
final class Mismatch extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Mismatch(String message) {
    super(message);
  }
}
